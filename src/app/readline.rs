//! What readline does to a line beyond moving and deleting.

use super::keyboard::{edit, is_undo};
use super::{Entry, Key, KeyCode};

/// What becomes of the letters of a word.
#[derive(Clone, Copy)]
enum Case {
    Upper,
    Lower,
    Capital,
}

impl Entry {
    /// Does to the line what a key means there.
    pub(super) fn press(&mut self, key: Key) {
        let ctrl = |c| key.ctrl && key.code == KeyCode::Char(c);
        let alt = |c| key.alt && !key.ctrl && key.code == KeyCode::Char(c);
        if !(alt('.') || alt('_')) {
            self.last_words = None;
        }
        self.is_cutting &= ctrl('w');
        if is_undo(key) {
            self.undo();
        } else if ctrl('t') {
            self.swap_chars();
        } else if ctrl('w') {
            self.cut_back_to_blank();
        } else if alt('t') {
            self.swap_words();
        } else if alt('u') {
            self.change_case(Case::Upper);
        } else if alt('l') {
            self.change_case(Case::Lower);
        } else if alt('c') {
            self.change_case(Case::Capital);
        } else if alt('.') || alt('_') {
            self.insert_last_word();
        } else if alt('r') {
            self.undo_all();
        } else if alt('\\') {
            self.delete_blanks();
        } else if alt('<') {
            self.oldest();
        } else if alt('>') {
            self.newest();
        } else if let Some(request) = edit(key) {
            self.edit(request);
        }
    }

    /// Swaps the characters before and under the cursor; at the end the last two.
    fn swap_chars(&mut self) {
        let mut chars: Vec<char> = self.text().chars().collect();
        let at = self.cursor_char().min(chars.len().saturating_sub(1));
        if at > 0 && chars.len() > 1 {
            chars.swap(at - 1, at);
            self.change(chars, at + 1);
        }
    }

    /// Swaps the word at the cursor, or before it, with the one before that.
    fn swap_words(&mut self) {
        let chars: Vec<char> = self.text().chars().collect();
        let words = words(&chars);
        let cursor = self.cursor_char();
        let under = words.iter().position(|(_, end)| cursor < *end);
        let second = under.unwrap_or(words.len().saturating_sub(1));
        let pair = second
            .checked_sub(1)
            .and_then(|first| words.get(first).zip(words.get(second)));
        let Some((&(a, b), &(c, d))) = pair else {
            return;
        };
        let part = |from: usize, to: usize| chars.get(from..to).unwrap_or_default();
        let parts = [
            part(0, a),
            part(c, d),
            part(b, c),
            part(a, b),
            part(d, chars.len()),
        ];
        self.change(parts.concat(), d);
    }

    fn change_case(&mut self, case: Case) {
        let mut chars: Vec<char> = self.text().chars().collect();
        let cursor = self.cursor_char();
        let word = words(&chars).into_iter().find(|(_, end)| *end > cursor);
        let Some((start, end)) = word else {
            return;
        };
        let start = start.max(cursor);
        for (place, c) in chars.iter_mut().enumerate().take(end).skip(start) {
            let upper = match case {
                Case::Upper => true,
                Case::Lower => false,
                Case::Capital => place == start,
            };
            // Letters that become two in the other case stay as they are.
            let changed = if upper {
                one(c.to_uppercase())
            } else {
                one(c.to_lowercase())
            };
            *c = changed.unwrap_or(*c);
        }
        self.change(chars, end);
    }

    /// Inserts the last word of the line entered before; again, that of the one before it.
    fn insert_last_word(&mut self) {
        let next = self.last_words.as_ref().map_or(0, |(number, _)| number + 1);
        let line = self.history().iter().rev().nth(next);
        let word = line.and_then(|line| line.split_whitespace().next_back());
        let Some(word) = word.map(str::to_owned) else {
            return;
        };
        let end = self.cursor_byte();
        let start = match &self.last_words {
            Some((_, inserted)) => end.saturating_sub(inserted.len()),
            None => end,
        };
        if self.replace(start..end, &word) {
            self.last_words = Some((next, word));
        }
    }

    fn delete_blanks(&mut self) {
        let byte = self.cursor_byte();
        let (before, behind) = self.text().split_at(byte);
        let start = before.trim_end_matches(' ').len();
        let end = byte + behind.len() - behind.trim_start_matches(' ').len();
        if start < end {
            self.replace(start..end, "");
        }
    }
}

fn one(mut letters: impl Iterator<Item = char>) -> Option<char> {
    let first = letters.next();
    first.filter(|_| letters.next().is_none())
}

/// Where the words begin and end, in characters.
fn words(chars: &[char]) -> Vec<(usize, usize)> {
    let mut words: Vec<(usize, usize)> = Vec::new();
    for (place, _) in chars
        .iter()
        .enumerate()
        .filter(|(_, c)| c.is_alphanumeric())
    {
        match words.last_mut() {
            Some((_, end)) if *end == place => *end = place + 1,
            _ => words.push((place, place + 1)),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ctrl(c: char) -> Key {
        Key::ctrl(c)
    }

    fn alt(c: char) -> Key {
        Key {
            alt: true,
            ..Key::char(c)
        }
    }

    /// The line with `|` for the cursor, after some keys.
    fn after(line: &str, keys: &[Key]) -> String {
        let (before, behind) = line.split_once('|').unwrap();
        let mut entry = Entry::default();
        for c in before.chars().chain(behind.chars()) {
            entry.press(Key::char(c));
        }
        for _ in behind.chars() {
            entry.press(Key::plain(KeyCode::Left));
        }
        for key in keys {
            entry.press(*key);
        }
        let (before, behind) = entry.text().split_at(entry.cursor_byte());
        format!("{before}|{behind}")
    }

    #[test]
    fn the_keys_of_readline_do_what_they_do_there() {
        let left = Key::plain(KeyCode::Left);
        for (before, keys, expected) in [
            ("SHOW-MV|", &[ctrl('t')][..], "SHOW-VM|"),
            ("S|HOW", &[ctrl('t')], "HS|OW"),
            ("|AB", &[ctrl('t')], "|AB"),
            ("A|", &[ctrl('t')], "A|"),
            ("ONE TWO|", &[alt('t')], "TWO ONE|"),
            ("ON|E TWO THREE", &[alt('t')], "ON|E TWO THREE"),
            ("ONE TW|O THREE", &[alt('t')], "TWO ONE| THREE"),
            ("|show vm", &[alt('u')], "SHOW| vm"),
            ("sh|ow vm", &[alt('c')], "shOw| vm"),
            ("|SHOW VM", &[alt('l'), alt('l')], "show vm|"),
            ("A  |  B", &[alt('\\')], "A|B"),
            ("/MIG VM=12,X|", &[ctrl('w')], "/MIG |"),
            ("/MIG VM=12,X|", &[ctrl('w'), ctrl('y')], "/MIG VM=12,X|"),
            ("ONE TWO |", &[ctrl('w'), ctrl('w'), ctrl('y')], "ONE TWO |"),
            ("ONE TWO|", &[alt('b'), alt('d')], "ONE |"),
            ("ONE TWO|", &[ctrl('a'), alt('f'), ctrl('k')], "ONE |"),
            ("ONE TWO|", &[left, ctrl('u')], "|O"),
            (
                "ONE|",
                &[ctrl('b'), ctrl('d'), ctrl('a'), ctrl('f'), ctrl('h')],
                "|N",
            ),
            ("ONE|", &[Key::char('X'), ctrl('t'), alt('r')], "|"),
            ("ONE|", &[ctrl('t'), ctrl('_')], "ONE|"),
        ] {
            assert_eq!(after(before, keys), expected, "{before} {keys:?}");
        }
    }

    #[test]
    fn the_last_words_of_earlier_lines_come_one_after_the_other() {
        let mut entry = Entry::default();
        for line in ["A ONE", "B TWO"] {
            line.chars().for_each(|c| entry.press(Key::char(c)));
            entry.take();
        }
        "C ".chars().for_each(|c| entry.press(Key::char(c)));
        let mut seen = Vec::new();
        for _ in 0..3 {
            entry.press(alt('.'));
            seen.push(entry.text().to_owned());
        }
        assert_eq!(seen, ["C TWO", "C ONE", "C ONE"]);
        entry.press(Key::char('!'));
        entry.press(alt('.'));
        assert_eq!(entry.text(), "C ONE!TWO");
    }

    #[test]
    fn the_history_has_two_ends() {
        let mut entry = Entry::default();
        for line in ["ONE", "TWO", "THREE"] {
            line.chars().for_each(|c| entry.press(Key::char(c)));
            entry.take();
        }
        entry.press(Key::char('X'));
        entry.press(alt('<'));
        assert_eq!(entry.text(), "ONE");
        entry.press(alt('>'));
        assert_eq!(entry.text(), "X");
    }
}

//! What keys do to a line, as readline has it: at the consoles, in forms, wherever something
//! is asked.

use unicode_segmentation::UnicodeSegmentation;

use super::cuts::Cuts;
use super::line::Last;
use super::{Key, KeyCode, Line};
use crate::text::is_printable;

/// What a key does to a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edit {
    /// Types a character.
    Type(char),
    /// Moves the cursor.
    Go(To),
    /// Deletes what stands between the cursor and a place.
    Delete(To),
    /// Does so and keeps it, to be brought back.
    Cut(To),
    /// Brings back what was cut last,
    Yank,
    /// and in its place what was cut before that.
    YankOlder,
    Undo,
    UndoAll,
    SwapChars,
    SwapWords,
    Recase(Case),
    DeleteBlanks,
}

/// A place in a line, seen from the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum To {
    Start,
    End,
    CharBack,
    CharOn,
    /// The start of the word, of letters and digits.
    WordBack,
    /// Its end.
    WordOn,
    /// The blank before it.
    BlankBack,
}

/// What becomes of the letters of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Upper,
    Lower,
    Capital,
}

/// What a key does to a line, if it does anything.
pub(super) fn edit(key: Key) -> Option<Edit> {
    use Edit::{Cut, Delete, Go, Type};
    let word = key.ctrl || key.alt;
    Some(match key.code {
        KeyCode::Char(c) if key.ctrl => return with_ctrl(c),
        KeyCode::Char(c) if key.alt => return with_alt(c.to_ascii_lowercase()),
        KeyCode::Char(c) if is_printable(c) => Type(c),
        KeyCode::Backspace if word => Cut(To::WordBack),
        KeyCode::Backspace => Delete(To::CharBack),
        KeyCode::Delete if word => Cut(To::WordOn),
        KeyCode::Delete => Delete(To::CharOn),
        KeyCode::Left => Go(if word { To::WordBack } else { To::CharBack }),
        KeyCode::Right => Go(if word { To::WordOn } else { To::CharOn }),
        KeyCode::Home => Go(To::Start),
        KeyCode::End => Go(To::End),
        _ => return None,
    })
}

fn with_ctrl(c: char) -> Option<Edit> {
    use Edit::{Cut, Delete, Go};
    Some(match c {
        'a' => Go(To::Start),
        'e' => Go(To::End),
        'b' => Go(To::CharBack),
        'f' => Go(To::CharOn),
        'd' => Delete(To::CharOn),
        'h' => Delete(To::CharBack),
        'k' => Cut(To::End),
        'u' => Cut(To::Start),
        'w' => Cut(To::BlankBack),
        'y' => Edit::Yank,
        't' => Edit::SwapChars,
        // Terminals send Ctrl+_ for Ctrl+/ and Ctrl+7 as well, and crossterm calls it so.
        '_' | '/' | '7' | '-' => Edit::Undo,
        // A pasted line feed where the terminal does not mark pastes: it must not
        // enter the line.
        'j' => Edit::Type(' '),
        _ => return None,
    })
}

fn with_alt(c: char) -> Option<Edit> {
    Some(match c {
        'b' => Edit::Go(To::WordBack),
        'f' => Edit::Go(To::WordOn),
        'd' => Edit::Cut(To::WordOn),
        'y' => Edit::YankOlder,
        't' => Edit::SwapWords,
        'u' => Edit::Recase(Case::Upper),
        'l' => Edit::Recase(Case::Lower),
        'c' => Edit::Recase(Case::Capital),
        'r' => Edit::UndoAll,
        '\\' => Edit::DeleteBlanks,
        _ => return None,
    })
}

/// Whether nobody can do without a key while typing: then no function of the program may
/// take it. What readline has on Alt beyond words is little known, and given away.
pub(super) fn is_needed(key: Key) -> bool {
    let alt = key.alt && !key.ctrl;
    match key.code {
        KeyCode::Char(c) if alt && !"bdfy".contains(c.to_ascii_lowercase()) => false,
        _ => edit(key).is_some(),
    }
}

impl Line {
    /// Does to the line what a key means there. Returns whether it means anything.
    pub(super) fn press(&mut self, key: Key, cuts: &mut Cuts) -> bool {
        let Some(edit) = edit(key) else {
            self.last = Last::Other;
            return false;
        };
        self.edit(edit, cuts);
        true
    }

    pub(super) fn edit(&mut self, edit: Edit, cuts: &mut Cuts) {
        match edit {
            Edit::Type(c) => return self.type_in(c),
            Edit::Cut(to) => return self.cut(to, cuts),
            Edit::Yank => return self.yank(0, self.cursor_byte(), cuts),
            Edit::YankOlder => {
                if let Last::Yanked(back, place) = self.last.clone() {
                    self.yank(back + 1, place.start, cuts);
                }
                return;
            }
            Edit::Go(to) => self.go_to_byte(self.place(to)),
            Edit::Delete(to) => {
                let (start, end) = self.up_to(to);
                if start < end {
                    self.replace(start..end, "");
                }
            }
            Edit::Undo => self.undo(),
            Edit::UndoAll => self.undo_all(),
            Edit::SwapChars => self.swap_chars(),
            Edit::SwapWords => self.swap_words(),
            Edit::Recase(case) => self.change_case(case),
            Edit::DeleteBlanks => self.delete_blanks(),
        }
        self.last = Last::Other;
    }

    /// The byte of a place.
    fn place(&self, to: To) -> usize {
        let cursor = self.cursor_byte();
        let (before, behind) = self.halves();
        match to {
            To::Start => 0,
            To::End => self.text().len(),
            To::CharBack => cursor - before.graphemes(true).next_back().map_or(0, str::len),
            To::CharOn => cursor + behind.graphemes(true).next().map_or(0, str::len),
            To::WordBack => {
                let word = before.trim_end_matches(|c: char| !c.is_alphanumeric());
                word.trim_end_matches(char::is_alphanumeric).len()
            }
            To::WordOn => {
                let word = behind.trim_start_matches(|c: char| !c.is_alphanumeric());
                let rest = word.trim_start_matches(char::is_alphanumeric);
                self.text().len() - rest.len()
            }
            To::BlankBack => {
                let word = before.trim_end_matches(' ');
                word.rfind(' ').map_or(0, |blank| blank + 1)
            }
        }
    }

    fn up_to(&self, to: To) -> (usize, usize) {
        let (place, cursor) = (self.place(to), self.cursor_byte());
        (place.min(cursor), place.max(cursor))
    }

    fn cut(&mut self, to: To, cuts: &mut Cuts) {
        let (start, end) = self.up_to(to);
        let cut = self.text().get(start..end).unwrap_or_default().to_owned();
        if cut.is_empty() {
            return;
        }
        let goes_on = self.last == Last::Cut;
        if goes_on {
            cuts.join(&cut, end == self.cursor_byte());
        } else {
            cuts.add(&cut);
        }
        self.replace(start..end, "");
        self.last = Last::Cut;
    }

    /// Brings back what was cut so many cuts ago, in the place of what stands between a
    /// byte and the cursor.
    fn yank(&mut self, back: usize, start: usize, cuts: &Cuts) {
        let Some(text) = cuts.back(back) else {
            return;
        };
        let place = start..self.cursor_byte();
        let fits = if back == 0 {
            self.replace(place, text)
        } else {
            self.replace_again(place, text)
        };
        if fits {
            self.last = Last::Yanked(back, start..start + text.len());
        }
    }

    /// Swaps the characters before and under the cursor; at the end the last two.
    fn swap_chars(&mut self) {
        let mut chars: Vec<char> = self.text().chars().collect();
        let at = self.cursor_char().min(chars.len().saturating_sub(1));
        if at > 0 && chars.len() > 1 {
            chars.swap(at - 1, at);
            self.change_chars(&chars, at + 1);
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
        self.change_chars(&parts.concat(), d);
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
        self.change_chars(&chars, end);
    }

    fn delete_blanks(&mut self) {
        let byte = self.cursor_byte();
        let (before, behind) = self.halves();
        let start = before.trim_end_matches(' ').len();
        let end = byte + behind.len() - behind.trim_start_matches(' ').len();
        if start < end {
            self.replace(start..end, "");
        }
    }

    fn cursor_char(&self) -> usize {
        self.halves().0.chars().count()
    }

    /// Puts other characters in the place of the line, and the cursor behind so many.
    fn change_chars(&mut self, chars: &[char], cursor: usize) {
        let before: String = chars.iter().take(cursor).collect();
        self.change(chars.iter().collect(), before.len());
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
        let mut line = Line::default();
        let mut cuts = Cuts::default();
        for c in before.chars().chain(behind.chars()) {
            line.press(Key::char(c), &mut cuts);
        }
        for _ in behind.chars() {
            line.press(Key::plain(KeyCode::Left), &mut cuts);
        }
        for key in keys {
            line.press(*key, &mut cuts);
        }
        let (before, behind) = line.halves();
        format!("{before}|{behind}")
    }

    #[test]
    fn the_keys_of_readline_do_what_they_do_there() {
        let word_back = Key {
            alt: true,
            ..Key::plain(KeyCode::Backspace)
        };
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
            ("ONE TWO|", &[ctrl('a'), alt('f'), ctrl('k')], "ONE|"),
            ("/SHOW-VM-ST 12|", &[alt('b'), alt('b')], "/SHOW-VM-|ST 12"),
            ("|/SHOW-VM-ST 12", &[alt('f'), alt('F')], "/SHOW-VM|-ST 12"),
            ("/SHOW-VM|-ST 12", &[alt('d'), alt('d')], "/SHOW-VM|"),
            (
                "/SHOW-VM-ST|",
                &[word_back, word_back, ctrl('y')],
                "/SHOW-VM-ST|",
            ),
            (
                "ONE TWO|",
                &[word_back, ctrl('a'), ctrl('k'), ctrl('y')],
                "ONE |",
            ),
            ("A日|", &[ctrl('h')], "A|"),
            ("|e\u{301}X", &[ctrl('d')], "|X"),
            ("ONE TWO|", &[left(), ctrl('u')], "|O"),
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
    fn what_was_cut_earlier_takes_the_place_of_what_came_back() {
        let cut = [ctrl('u'), Key::char('X'), ctrl('u'), Key::char('-')];
        for (keys, expected) in [
            (&[ctrl('y')][..], "-X|"),
            (&[ctrl('y'), alt('y')], "-ONE|"),
            (&[ctrl('y'), alt('y'), alt('y')], "-X|"),
            (&[ctrl('y'), alt('y'), ctrl('_')], "-|"),
            // Only what has just come back can be changed for something else.
            (&[ctrl('y'), left(), alt('y')], "-|X"),
            (&[alt('y')], "-|"),
        ] {
            assert_eq!(after("ONE|", &[&cut, keys].concat()), expected, "{keys:?}");
        }
    }

    fn left() -> Key {
        Key::plain(KeyCode::Left)
    }

    #[test]
    fn no_function_may_take_a_key_that_nobody_can_do_without() {
        for key in [ctrl('a'), ctrl('y'), alt('b'), alt('y'), Key::char('x')] {
            assert!(is_needed(key), "{key}");
        }
        for key in [alt('u'), alt('l'), alt('z'), ctrl('g'), ctrl('o')] {
            assert!(!is_needed(key), "{key}");
        }
    }
}

//! What keys do to a line, as readline has it: at the consoles, in forms, wherever something
//! is asked. What they do to it is [`editing`](super::editing).

use super::cuts::Cuts;
use super::line::Last;
use crate::app::{Key, KeyCode, Line};
use crate::text::is_printable;

/// What a key does to a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) enum Edit {
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
pub(in crate::app) enum To {
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
pub(in crate::app) enum Case {
    Upper,
    Lower,
    Capital,
}

/// What a key does to a line, if it does anything.
pub(in crate::app) fn edit(key: Key) -> Option<Edit> {
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
pub(in crate::app) fn is_needed(key: Key) -> bool {
    let alt = key.alt && !key.ctrl;
    match key.code {
        KeyCode::Char(c) if alt && !"bdfy".contains(c.to_ascii_lowercase()) => false,
        _ => edit(key).is_some(),
    }
}

impl Line {
    /// Does to the line what a key means there. Returns whether it means anything.
    pub(in crate::app) fn press(&mut self, key: Key, cuts: &mut Cuts) -> bool {
        let Some(edit) = edit(key) else {
            self.last = Last::Other;
            return false;
        };
        self.edit(edit, cuts);
        true
    }
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

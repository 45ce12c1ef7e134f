//! What is typed at one console: the line, and pasted lines that wait.

use std::collections::VecDeque;

use super::clean::clean;
use super::cuts::Cuts;
use super::history::{History, Kept};
use super::line::Line;
use crate::app::{Key, KeyCode};
use crate::sdf::Grammar;

/// How many pasted lines may wait.
pub(in crate::app) const MOST: usize = 1_000;

/// The line being typed at one console, with what was entered before.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    line: Line,
    /// Pasted lines that come up one by one: none runs without its Enter.
    waiting: VecDeque<String>,
    history: History,
    /// How many lines back the word comes from that was inserted last, and the word, as
    /// long as nothing else was done.
    last_words: Option<(usize, String)>,
    /// A recalled input that is not sent before something in it was overwritten.
    held: Option<String>,
    /// An input that came back by itself, as it came.
    offered: Option<String>,
}

impl Entry {
    /// The line.
    pub fn line(&self) -> &Line {
        &self.line
    }

    /// The line, to be changed by something else than a key.
    pub(in crate::app) fn line_mut(&mut self) -> &mut Line {
        &mut self.line
    }

    /// The text of the line.
    pub fn text(&self) -> &str {
        self.line.text()
    }

    /// How many pasted lines wait behind this one.
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// These lines, the next first.
    pub(in crate::app) fn lines_waiting(&self) -> impl Iterator<Item = &str> {
        self.waiting.iter().map(String::as_str)
    }

    /// Lets one more wait.
    pub(in crate::app) fn wait_for(&mut self, line: &str) {
        if self.waiting.len() < MOST {
            self.waiting.push_back(clean(line));
        }
    }

    /// The lines entered before, the oldest first, without their secrets.
    pub(in crate::app) fn history(&self) -> Vec<&str> {
        self.history.lines().collect()
    }

    /// Does what a key means to the line, or to what was entered before it.
    pub(in crate::app) fn press(&mut self, key: Key, cuts: &mut Cuts) {
        self.change(key, cuts);
        if !self.is_held() {
            self.held = None;
        }
    }

    fn change(&mut self, key: Key, cuts: &mut Cuts) {
        let ctrl = |c| key.ctrl && key.code == KeyCode::Char(c);
        let alt = |c| key.alt && !key.ctrl && key.code == KeyCode::Char(c);
        if alt('.') || alt('_') {
            return self.insert_last_word();
        }
        self.last_words = None;
        if key.code == KeyCode::Up || ctrl('p') {
            self.history.older(&mut self.line);
        } else if key.code == KeyCode::Down || ctrl('n') {
            self.history.newer(&mut self.line);
        } else if alt('<') {
            self.history.oldest(&mut self.line);
        } else if alt('>') {
            self.history.newest(&mut self.line);
        } else {
            self.line.press(key, cuts);
        }
    }

    /// Holds a recalled input back, if it stands in the line, until something in it is
    /// overwritten.
    pub(in crate::app) fn hold(&mut self, input: &str) {
        self.held = Some(input.to_owned());
    }

    /// Whether the line is still as it was recalled.
    pub(in crate::app) fn is_held(&self) -> bool {
        self.held.as_deref() == Some(self.text())
    }

    /// Whether the line is one that came back by itself, and nobody has changed it.
    pub(in crate::app) fn is_offered(&self) -> bool {
        !self.text().is_empty() && self.offered.as_deref() == Some(self.text())
    }

    /// Inserts the last word of the line entered before; again, that of the one before it.
    fn insert_last_word(&mut self) {
        let next = self.last_words.as_ref().map_or(0, |(number, _)| number + 1);
        let line = self.history.lines().rev().nth(next);
        let word = line.and_then(|line| line.split_whitespace().next_back());
        let Some(word) = word.map(str::to_owned) else {
            return;
        };
        let end = self.line.cursor_byte();
        let start = match &self.last_words {
            Some((_, inserted)) => end.saturating_sub(inserted.len()),
            None => end,
        };
        if self.line.replace(start..end, &word) {
            self.last_words = Some((next, word));
        }
    }

    /// Inserts pasted text. A part of a line goes to the cursor. Of whole lines the first one
    /// does as well, if nothing is typed there with which it could be mixed up; all others
    /// wait. Returns how many there are for which is no room.
    pub(in crate::app) fn paste(&mut self, text: &str) -> usize {
        let mut text = text.replace("\r\n", "\n").replace('\r', "\n");
        if self.text().is_empty() && self.waiting.is_empty() {
            // There is no line here that such a line end could close.
            text.drain(..text.len() - text.trim_start_matches('\n').len());
        }
        let are_whole = text.trim_end_matches('\n').contains('\n')
            || text.ends_with('\n') && text.trim_start().starts_with('/');
        let lines = text.trim_end_matches('\n').split('\n').map(clean);
        let mut lines = continued(lines).into_iter();
        if !are_whole || self.text().is_empty() {
            self.line.insert(&lines.next().unwrap_or_default());
        }
        let mut further = lines.filter(|line| !line.trim().is_empty());
        let room = MOST.saturating_sub(self.waiting.len());
        self.waiting.extend(further.by_ref().take(room));
        further.count()
    }

    /// Takes the line to enter it; the next waiting one comes up. `None` if there is
    /// nothing to enter. It is remembered without its secrets.
    pub(in crate::app) fn take(&mut self, grammar: &Grammar) -> Option<String> {
        let text = self.line.take();
        self.history.leave();
        if let Some(next) = self.waiting.pop_front() {
            self.line.insert(&next);
        }
        if text.trim().is_empty() {
            return None;
        }
        self.history.remember(grammar, &text);
        Some(text)
    }

    /// Remembers a line that was entered without having been typed here.
    pub(in crate::app) fn entered(&mut self, grammar: &Grammar, line: &str) {
        if !line.trim().is_empty() {
            self.history.remember(grammar, line);
        }
    }

    /// Drops what is typed. Undo brings it back.
    pub(in crate::app) fn clear(&mut self) {
        self.history.leave();
        self.line.put("");
    }

    /// Drops the pasted lines that wait; returns how many there were.
    pub(in crate::app) fn drop_waiting(&mut self) -> usize {
        let count = self.waiting.len();
        self.waiting.clear();
        count
    }

    /// Takes a recalled input into the line, ready to be edited, unless something is
    /// being typed; then it is the newest of what was entered before.
    pub(in crate::app) fn recall(&mut self, grammar: &Grammar, input: &str, gap: Option<usize>) {
        let input = clean(input);
        if self.text().is_empty() {
            Kept::of(grammar, &input, gap).put_into(&mut self.line);
            self.offered = Some(self.text().to_owned());
        } else {
            self.history.remember_at(grammar, &input, gap);
        }
    }
}

/// Lines of a text, each with those in which it goes on: a hyphen at its end, and a slash
/// before the rest (SDF-P ready reference, page 12). A console takes a command in one line
/// only; a text that somebody copies has it as it was printed.
fn continued(lines: impl Iterator<Item = String>) -> Vec<String> {
    let mut whole: Vec<String> = Vec::new();
    for line in lines {
        let begun = whole.last_mut().filter(|last| last.ends_with('-'));
        let rest = line.trim_start().strip_prefix('/');
        match (begun, rest) {
            (Some(begun), Some(rest)) => {
                begun.pop();
                begun.truncate(begun.trim_end().len());
                begun.push_str(rest.trim());
            }
            _ => whole.push(line),
        }
        if let Some(last) = whole.last_mut() {
            last.truncate(last.trim_end().len());
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    const UP: Key = Key::plain(KeyCode::Up);

    fn press(entry: &mut Entry, key: Key) {
        entry.press(key, &mut Cuts::default());
    }

    fn type_in(entry: &mut Entry, text: &str) {
        for c in text.chars() {
            press(entry, Key::char(c));
        }
    }

    #[test]
    fn a_paste_of_several_lines_enters_none_by_itself() {
        let grammar = &Grammar::builtin().unwrap();
        let mut entry = Entry::default();
        entry.paste("A\r\n\x1b[2JB\n\nC\n");
        assert_eq!((entry.text(), entry.waiting()), ("A", 2));
        assert_eq!(entry.take(grammar).as_deref(), Some("A"));
        assert_eq!((entry.text(), entry.waiting()), ("[2JB", 1));
        assert_eq!(entry.drop_waiting(), 1);
        assert_eq!(entry.text(), "[2JB");
    }

    #[test]
    fn whole_lines_are_not_mixed_with_what_is_typed_but_a_part_of_one_is() {
        let grammar = &Grammar::builtin().unwrap();
        for (pasted, waiting) in [("A\nB\n", 2), ("/A\n", 1), ("A", 0), ("/A", 0), ("A\n", 0)] {
            let mut entry = Entry::default();
            type_in(&mut entry, "/XY");
            press(&mut entry, Key::plain(KeyCode::Left));
            entry.paste(pasted);
            assert_eq!(entry.waiting(), waiting, "{pasted:?}");
            let part = if waiting == 0 { pasted.trim_end() } else { "" };
            assert_eq!(entry.take(grammar), Some(format!("/X{part}Y")));
        }
    }

    #[test]
    fn a_line_end_before_what_is_pasted_closes_the_line_typed() {
        let grammar = &Grammar::builtin().unwrap();
        let mut entry = Entry::default();
        entry.paste("\n/C");
        assert_eq!((entry.text(), entry.waiting()), ("/C", 0));
        let mut entry = Entry::default();
        type_in(&mut entry, "/V1");
        entry.paste("\n/V2\n");
        entry.paste("\n/V3");
        let mut seen = Vec::new();
        while let Some(line) = entry.take(grammar) {
            seen.push(line);
        }
        assert_eq!(seen, ["/V1", "/V2", "/V3"]);
    }

    #[test]
    fn a_pasted_command_that_goes_on_in_the_next_line_is_one() {
        let grammar = &Grammar::builtin().unwrap();
        let mut entry = Entry::default();
        entry.paste("/MIG-VM VM-ID=12, -  \n   / SERVER=A,-\n/MONJV=B\n/SHOW-VM-RES\nA-\nB\n");
        let mut seen = Vec::new();
        while let Some(line) = entry.take(grammar) {
            seen.push(line);
        }
        let whole = "/MIG-VM VM-ID=12,SERVER=A,MONJV=B";
        assert_eq!(seen, [whole, "/SHOW-VM-RES", "A-", "B"]);
    }

    #[test]
    fn an_empty_line_enters_nothing() {
        let grammar = &Grammar::builtin().unwrap();
        let mut entry = Entry::default();
        entry.paste(" ");
        assert_eq!(entry.take(grammar), None);
    }

    #[test]
    fn a_secret_is_not_remembered_and_the_cursor_goes_where_it_stood() {
        let grammar = &Grammar::builtin().unwrap();
        let mut entry = Entry::default();
        type_in(&mut entry, "/MIG-VM 3,JV-PASS='AB',MONJV=X");
        assert!(entry.take(grammar).unwrap().contains("'AB'"));
        press(&mut entry, UP);
        assert_eq!(
            (entry.text(), entry.line().cursor()),
            ("/MIG-VM 3,JV-PASS=,MONJV=X", 18)
        );
        let mut entry = Entry::default();
        entry.recall(grammar, "/MIG-VM 3,JV-PASS=^", None);
        assert_eq!(
            (entry.text(), entry.line().cursor()),
            ("/MIG-VM 3,JV-PASS=", 18)
        );
    }

    fn alt(c: char) -> Key {
        Key {
            alt: true,
            ..Key::char(c)
        }
    }

    /// An entry at which these lines were entered.
    fn after(lines: &[&str]) -> Entry {
        let mut entry = Entry::default();
        for line in lines {
            type_in(&mut entry, line);
            entry.take(&Grammar::builtin().unwrap());
        }
        entry
    }

    #[test]
    fn the_last_words_of_earlier_lines_come_one_after_the_other() {
        let mut entry = after(&["A ONE", "B TWO"]);
        type_in(&mut entry, "C ");
        let mut seen = Vec::new();
        for _ in 0..3 {
            press(&mut entry, alt('.'));
            seen.push(entry.text().to_owned());
        }
        assert_eq!(seen, ["C TWO", "C ONE", "C ONE"]);
        type_in(&mut entry, "!");
        press(&mut entry, alt('.'));
        assert_eq!(entry.text(), "C ONE!TWO");
    }
}

//! What is typed at one console: the line, the history, pasted lines that wait.

use std::collections::VecDeque;

use super::clean::clean;
use super::cuts::Cuts;
use super::{Key, KeyCode, Line};
use crate::sdf::Grammar;

/// How many lines are remembered, and how many pasted ones may wait.
const MOST: usize = 1_000;

/// The line being typed at one console, with what was entered before.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    line: Line,
    /// Pasted lines that come up one by one: none runs without its Enter.
    waiting: VecDeque<String>,
    history: Vec<Kept>,
    /// The place in the history that the line shows, with what was typed before.
    recalled: Option<(usize, String)>,
    /// How many lines back the word comes from that was inserted last, and the word, as
    /// long as nothing else was done.
    last_words: Option<(usize, String)>,
}

/// A line that was entered before.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Kept {
    text: String,
    /// The byte where something is to be typed before it is entered again.
    gap: Option<usize>,
}

impl Entry {
    /// The line.
    pub fn line(&self) -> &Line {
        &self.line
    }

    /// The line, to be changed by something else than a key.
    pub(super) fn line_mut(&mut self) -> &mut Line {
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
    pub(super) fn lines_waiting(&self) -> impl Iterator<Item = &str> {
        self.waiting.iter().map(String::as_str)
    }

    /// Lets one more wait.
    pub(super) fn wait_for(&mut self, line: &str) {
        if self.waiting.len() < MOST {
            self.waiting.push_back(clean(line));
        }
    }

    /// The lines entered before, the oldest first, without their secrets.
    pub(super) fn history(&self) -> Vec<&str> {
        self.history.iter().map(|kept| kept.text.as_str()).collect()
    }

    /// Does what a key means to the line, or to what was entered before it.
    pub(super) fn press(&mut self, key: Key, cuts: &mut Cuts) {
        let ctrl = |c| key.ctrl && key.code == KeyCode::Char(c);
        let alt = |c| key.alt && !key.ctrl && key.code == KeyCode::Char(c);
        if alt('.') || alt('_') {
            return self.insert_last_word();
        }
        self.last_words = None;
        if key.code == KeyCode::Up || ctrl('p') {
            self.older();
        } else if key.code == KeyCode::Down || ctrl('n') {
            self.newer();
        } else if alt('<') {
            self.oldest();
        } else if alt('>') {
            self.newest();
        } else {
            self.line.press(key, cuts);
        }
    }

    /// Inserts the last word of the line entered before; again, that of the one before it.
    fn insert_last_word(&mut self) {
        let next = self.last_words.as_ref().map_or(0, |(number, _)| number + 1);
        let line = self.history.iter().rev().nth(next);
        let word = line.and_then(|line| line.text.split_whitespace().next_back());
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

    /// Inserts pasted text. Its first line goes to the cursor, further ones wait.
    pub(super) fn paste(&mut self, text: &str) {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let lines = text.trim_end_matches('\n').split('\n').map(clean);
        let mut lines = continued(lines).into_iter();
        self.line.insert(&lines.next().unwrap_or_default());
        let further = lines.filter(|line| !line.trim().is_empty());
        let room = MOST.saturating_sub(self.waiting.len());
        self.waiting.extend(further.take(room));
    }

    /// Takes the line to enter it; the next waiting one comes up. `None` if there is
    /// nothing to enter. It is remembered without its secrets.
    pub(super) fn take(&mut self, grammar: &Grammar) -> Option<String> {
        let text = self.line.take();
        self.recalled = None;
        if let Some(next) = self.waiting.pop_front() {
            self.line.insert(&next);
        }
        if text.trim().is_empty() {
            return None;
        }
        self.remember(kept(grammar, &text));
        Some(text)
    }

    /// Remembers a line that was entered without having been typed here.
    pub(super) fn entered(&mut self, grammar: &Grammar, line: &str) {
        if !line.trim().is_empty() {
            self.remember(kept(grammar, line));
        }
    }

    /// Drops the pasted lines that wait; returns how many there were.
    pub(super) fn drop_waiting(&mut self) -> usize {
        let count = self.waiting.len();
        self.waiting.clear();
        count
    }

    /// Takes a recalled input into the line, ready to be edited, unless something is
    /// being typed; then it is the newest of what was entered before.
    pub(super) fn recall(&mut self, grammar: &Grammar, input: &str, cursor: Option<usize>) {
        let mut kept = kept(grammar, &clean(input));
        kept.gap = kept.gap.or(cursor);
        if self.text().is_empty() {
            self.show(kept);
        } else {
            self.remember(kept);
        }
    }

    /// Shows the line entered before the one shown that begins with what was typed.
    fn older(&mut self) {
        let (place, draft) = match &self.recalled {
            Some((place, draft)) => (*place, draft.clone()),
            None => (self.history.len(), self.text().to_owned()),
        };
        let begins = |at: &usize| self.begins_with(*at, &draft);
        let Some(older) = (0..place).rev().find(begins) else {
            return;
        };
        self.show_place(older);
        self.recalled = Some((older, draft));
    }

    /// Whether a line of the history begins with a text, whatever the case.
    fn begins_with(&self, place: usize, text: &str) -> bool {
        let kept = self.history.get(place);
        let start = kept.and_then(|kept| kept.text.get(..text.len()));
        start.is_some_and(|start| start.eq_ignore_ascii_case(text))
    }

    /// Shows the line entered after the one shown, at last what was being typed.
    fn newer(&mut self) {
        let Some((place, draft)) = self.recalled.take() else {
            return;
        };
        let all = place + 1..self.history.len();
        match all.into_iter().find(|at| self.begins_with(*at, &draft)) {
            Some(newer) => {
                self.show_place(newer);
                self.recalled = Some((newer, draft));
            }
            None => self.line.put(&draft),
        }
    }

    /// Shows the line entered first.
    fn oldest(&mut self) {
        if self.history.is_empty() {
            return;
        }
        let recalled = self.recalled.take();
        let draft = recalled.map_or_else(|| self.text().to_owned(), |(_, draft)| draft);
        self.show_place(0);
        self.recalled = Some((0, draft));
    }

    /// Shows what was being typed before lines entered earlier were shown.
    fn newest(&mut self) {
        if let Some((_, draft)) = self.recalled.take() {
            self.line.put(&draft);
        }
    }

    fn show_place(&mut self, place: usize) {
        if let Some(kept) = self.history.get(place).cloned() {
            self.show(kept);
        }
    }

    /// Puts a line in the place of this one, with the cursor where something is missing.
    /// What was being typed comes back with undo.
    fn show(&mut self, kept: Kept) {
        let cursor = kept.gap.unwrap_or(kept.text.len());
        match self.recalled {
            Some(_) => self.line.set(kept.text, cursor),
            None => self.line.change(kept.text, cursor),
        }
    }

    fn remember(&mut self, kept: Kept) {
        if self.history.last() == Some(&kept) {
            return;
        }
        if self.history.len() == MOST {
            self.history.remove(0);
        }
        self.history.push(kept);
    }
}

/// A line as it is remembered.
fn kept(grammar: &Grammar, text: &str) -> Kept {
    let (text, gap) = grammar.conceal(text).recalled(text);
    Kept { text, gap }
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
        type_in(&mut entry, "/X");
        press(&mut entry, Key::plain(KeyCode::Left));
        entry.paste("A\r\n\x1b[2JB\n\nC\n");
        assert_eq!(
            (entry.text(), entry.line().cursor(), entry.waiting()),
            ("/AX", 2, 2)
        );
        assert_eq!(entry.take(grammar).as_deref(), Some("/AX"));
        assert_eq!((entry.text(), entry.waiting()), ("[2JB", 1));
        assert_eq!(entry.drop_waiting(), 1);
        assert_eq!(entry.text(), "[2JB");
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
    fn history_goes_back_and_forth_and_keeps_what_was_being_typed() {
        let grammar = &Grammar::builtin().unwrap();
        let mut entry = Entry::default();
        for line in ["T ONE", "T TWO", "T TWO"] {
            type_in(&mut entry, line);
            entry.take(grammar);
        }
        type_in(&mut entry, "T");
        entry.older();
        assert_eq!(entry.text(), "T TWO");
        entry.older();
        entry.older();
        assert_eq!(entry.text(), "T ONE");
        entry.newer();
        entry.newer();
        assert_eq!(entry.text(), "T");
        entry.newer();
        assert_eq!(entry.text(), "T");
    }

    #[test]
    fn the_history_is_searched_for_what_begins_with_the_text_typed() {
        let grammar = &Grammar::builtin().unwrap();
        let mut entry = Entry::default();
        for line in ["/SHOW-VM-STATUS", "/MIGRATE-VM 12", "/SHOW-VM-RES"] {
            type_in(&mut entry, line);
            entry.take(grammar);
        }
        type_in(&mut entry, "/sh");
        let mut seen = Vec::new();
        for _ in 0..3 {
            entry.older();
            seen.push(entry.text().to_owned());
        }
        assert_eq!(seen, ["/SHOW-VM-RES", "/SHOW-VM-STATUS", "/SHOW-VM-STATUS"]);
        entry.newer();
        entry.newer();
        assert_eq!(entry.text(), "/sh");
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
        entry.older();
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

    #[test]
    fn the_history_has_two_ends_and_undo_leads_back_to_what_was_typed() {
        let mut entry = after(&["ONE", "TWO", "THREE"]);
        type_in(&mut entry, "X");
        press(&mut entry, alt('<'));
        assert_eq!(entry.text(), "ONE");
        press(&mut entry, alt('>'));
        assert_eq!(entry.text(), "X");
        let mut entry = after(&["T ONE", "T TWO"]);
        type_in(&mut entry, "T");
        press(&mut entry, Key::plain(KeyCode::Up));
        press(&mut entry, Key::plain(KeyCode::Up));
        press(&mut entry, Key::ctrl('_'));
        assert_eq!(entry.text(), "T");
    }
}

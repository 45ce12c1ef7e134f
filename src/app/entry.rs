//! The line being typed at one console: editing, history, pasted lines that wait.

use std::collections::VecDeque;
use std::ops::Range;

use tui_input::{Input as Line, InputRequest};
use unicode_width::UnicodeWidthChar;

use super::clean::clean;

/// How long a line may be; more than any command needs.
const LONGEST: usize = 4_096;
/// How many lines are remembered, and how many pasted ones may wait.
const MOST: usize = 1_000;

/// How many changes of a line can be taken back.
const UNDOABLE: usize = 200;

/// The line being typed at one console, with what was entered before.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    line: Line,
    /// Pasted lines that come up one by one: none runs without its Enter.
    waiting: VecDeque<String>,
    history: Vec<String>,
    /// The place in the history that the line shows, with what was typed before.
    recalled: Option<(usize, String)>,
    /// What the line was before it was changed, and where the cursor stood; the newest
    /// change last.
    past: Vec<(String, usize)>,
    /// Whether the last change typed a word that goes on.
    in_word: bool,
    /// How many lines back the word comes from that was inserted last, and the word, as
    /// long as nothing else was done.
    pub(super) last_words: Option<(usize, String)>,
    /// What Ctrl+W has cut, as long as it is newer than what else was cut.
    cut: Option<String>,
    /// Whether that was the last thing done: what is cut then is cut on.
    pub(super) is_cutting: bool,
}

impl Entry {
    /// A line in which a text stands already.
    pub(super) fn of(text: &str) -> Self {
        Entry {
            line: Line::new(text.to_owned()),
            ..Entry::default()
        }
    }

    /// The text of the line.
    pub fn text(&self) -> &str {
        self.line.value()
    }

    /// The cursor's column in the text.
    pub fn cursor(&self) -> usize {
        self.line.visual_cursor()
    }

    /// The byte of the text before which the cursor stands.
    pub fn cursor_byte(&self) -> usize {
        let mut chars = self.text().char_indices();
        let at = chars.nth(self.line.cursor());
        at.map_or(self.text().len(), |(byte, _)| byte)
    }

    /// How many columns of the text stand left of a window of this width.
    pub fn scroll(&self, width: usize) -> usize {
        self.line.visual_scroll(width)
    }

    /// How many pasted lines wait behind this one.
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// The lines entered before, the oldest first.
    pub(super) fn history(&self) -> &[String] {
        &self.history
    }

    /// How many characters stand before the cursor.
    pub(super) fn cursor_char(&self) -> usize {
        self.line.cursor()
    }

    /// Puts other characters in the place of the line, and the cursor behind so many.
    pub(super) fn change(&mut self, chars: Vec<char>, cursor: usize) {
        self.note_now();
        let line = std::mem::take(&mut self.line).with_value(chars.into_iter().collect());
        self.line = line.with_cursor(cursor);
    }

    /// Puts another text in the place of the line.
    pub(super) fn put(&mut self, text: &str) {
        self.change(text.chars().collect(), usize::MAX);
    }

    /// Cuts from the cursor back to a blank, as readline does it: what tui-input takes
    /// for a word ends at each hyphen.
    pub(super) fn cut_back_to_blank(&mut self) {
        let before = self.text().get(..self.cursor_byte()).unwrap_or_default();
        let word = before.trim_end_matches(' ');
        let start = word.rfind(' ').map_or(0, |blank| blank + 1);
        let cut = before.get(start..).unwrap_or_default().to_owned();
        if cut.is_empty() {
            return;
        }
        let range = start..before.len();
        let further = self.cut.take().filter(|_| self.is_cutting);
        if self.replace(range, "") {
            self.cut = Some(cut + &further.unwrap_or_default());
            self.is_cutting = true;
        }
    }

    /// Takes all changes back.
    pub(super) fn undo_all(&mut self) {
        while !self.past.is_empty() {
            self.undo();
        }
    }

    /// Edits the line.
    pub(super) fn edit(&mut self, request: InputRequest) {
        if request == InputRequest::Yank
            && let Some(cut) = self.cut.clone()
        {
            self.insert(&cut);
            return;
        }
        use InputRequest::{DeleteFromStart, DeleteNextWord, DeletePrevWord, DeleteTillEnd};
        if matches!(
            request,
            DeleteTillEnd | DeleteFromStart | DeletePrevWord | DeleteNextWord
        ) {
            self.cut = None;
        }
        if matches!(request, InputRequest::InsertChar(_)) && self.is_full() {
            return;
        }
        let before = (self.text().to_owned(), self.line.cursor());
        let typed = match request {
            InputRequest::InsertChar(c) => Some(c),
            _ => None,
        };
        self.line.handle(request);
        if self.text() != before.0 {
            // What is typed in one go is undone word by word.
            let goes_on = typed.is_some_and(char::is_alphanumeric);
            if !(goes_on && self.in_word) {
                self.note(before);
            }
            self.in_word = goes_on;
        } else {
            self.in_word = false;
        }
    }

    /// Puts the cursor on a column of the text.
    pub(super) fn go_to(&mut self, column: usize) {
        let mut before = 0;
        let place = self.text().chars().position(|c| {
            before += c.width().unwrap_or(0);
            before > column
        });
        let place = place.unwrap_or(self.text().chars().count());
        self.edit(InputRequest::SetCursor(place));
    }

    /// Takes the last change back.
    pub(super) fn undo(&mut self) {
        if let Some((text, cursor)) = self.past.pop() {
            self.in_word = false;
            let line = std::mem::take(&mut self.line).with_value(text);
            self.line = line.with_cursor(cursor);
        }
    }

    fn note(&mut self, before: (String, usize)) {
        if self.past.len() == UNDOABLE {
            self.past.remove(0);
        }
        self.past.push(before);
    }

    /// Notes the line as it is, before something else takes its place.
    fn note_now(&mut self) {
        let now = (self.text().to_owned(), self.line.cursor());
        self.in_word = false;
        self.note(now);
    }

    /// Inserts pasted text. Its first line goes to the cursor, further ones wait.
    pub(super) fn paste(&mut self, text: &str) {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let lines = text.trim_end_matches('\n').split('\n').map(clean);
        let mut lines = continued(lines).into_iter();
        self.insert(&lines.next().unwrap_or_default());
        let further = lines.filter(|line| !line.trim().is_empty());
        let room = MOST.saturating_sub(self.waiting.len());
        self.waiting.extend(further.take(room));
    }

    /// Inserts pasted text as one line: its line breaks become blanks.
    pub(super) fn paste_one(&mut self, text: &str) {
        let line: Vec<&str> = text.split(['\r', '\n']).collect();
        self.insert(&clean(&line.join(" ")));
    }

    /// Takes the line to enter it; the next waiting one comes up. `None` if there is
    /// nothing to enter.
    pub(super) fn take(&mut self) -> Option<String> {
        let text = self.line.value_and_reset();
        self.recalled = None;
        self.past.clear();
        if let Some(next) = self.waiting.pop_front() {
            self.insert(&next);
        }
        if text.trim().is_empty() {
            return None;
        }
        self.remember(&text);
        Some(text)
    }

    /// Drops the pasted lines that wait; returns how many there were.
    pub(super) fn drop_waiting(&mut self) -> usize {
        let count = self.waiting.len();
        self.waiting.clear();
        count
    }

    /// Takes a recalled input into the line, ready to be edited, unless something is
    /// being typed; then it is the newest of what was entered before.
    pub(super) fn recall(&mut self, input: &str) {
        let input = clean(input);
        if self.text().is_empty() {
            self.insert(&input);
        } else {
            self.remember(&input);
        }
    }

    /// Shows the line entered before the one shown that begins with what was typed.
    pub(super) fn older(&mut self) {
        let (place, draft) = match &self.recalled {
            Some((place, draft)) => (*place, draft.clone()),
            None => (self.history.len(), self.text().to_owned()),
        };
        let begins = |at: &usize| self.begins_with(*at, &draft);
        let Some(older) = (0..place).rev().find(begins) else {
            return;
        };
        if self.recalled.is_none() {
            self.note_now();
        }
        self.show(older);
        self.recalled = Some((older, draft));
    }

    /// Whether a line of the history begins with a text, whatever the case.
    fn begins_with(&self, place: usize, text: &str) -> bool {
        let line = self.history.get(place);
        let start = line.and_then(|line| line.get(..text.len()));
        start.is_some_and(|start| start.eq_ignore_ascii_case(text))
    }

    /// Shows the line entered after the one shown, at last what was being typed.
    pub(super) fn newer(&mut self) {
        let Some((place, draft)) = self.recalled.take() else {
            return;
        };
        let all = place + 1..self.history.len();
        match all.into_iter().find(|at| self.begins_with(*at, &draft)) {
            Some(newer) => {
                self.show(newer);
                self.recalled = Some((newer, draft));
            }
            None => self.line = std::mem::take(&mut self.line).with_value(draft),
        }
    }

    /// Shows the line entered first.
    pub(super) fn oldest(&mut self) {
        if self.history.is_empty() {
            return;
        }
        let recalled = self.recalled.take();
        let draft = recalled.map_or_else(|| self.text().to_owned(), |(_, draft)| draft);
        self.note_now();
        self.show(0);
        self.recalled = Some((0, draft));
    }

    /// Shows what was being typed before lines entered earlier were shown.
    pub(super) fn newest(&mut self) {
        if let Some((_, draft)) = self.recalled.take() {
            self.put(&draft);
        }
    }

    /// Puts another text in the place of some bytes, and the cursor behind it.
    /// Returns whether there was room.
    pub(super) fn replace(&mut self, bytes: Range<usize>, with: &str) -> bool {
        let before = (self.text().to_owned(), self.line.cursor());
        let fits = self.replace_again(bytes, with);
        if fits {
            self.in_word = false;
            self.note(before);
        }
        fits
    }

    /// The same as a part of the last change, with which it is undone.
    pub(super) fn replace_again(&mut self, bytes: Range<usize>, with: &str) -> bool {
        let text = self.text();
        let (Some(before), Some(behind)) = (text.get(..bytes.start), text.get(bytes.end..)) else {
            return false;
        };
        if before.len() + with.len() + behind.len() > LONGEST {
            return false;
        }
        let value = format!("{before}{with}{behind}");
        let cursor = before.chars().count() + with.chars().count();
        let line = std::mem::take(&mut self.line).with_value(value);
        self.line = line.with_cursor(cursor);
        true
    }

    fn show(&mut self, place: usize) {
        if let Some(text) = self.history.get(place) {
            self.line = std::mem::take(&mut self.line).with_value(text.clone());
        }
    }

    fn remember(&mut self, text: &str) {
        if self.history.last().is_some_and(|last| last == text) {
            return;
        }
        if self.history.len() == MOST {
            self.history.remove(0);
        }
        self.history.push(text.to_owned());
    }

    fn is_full(&self) -> bool {
        self.text().len() >= LONGEST
    }

    fn insert(&mut self, text: &str) {
        self.note_now();
        let room = LONGEST.saturating_sub(self.text().len());
        let new: String = text.chars().take(room).collect();
        let cursor = self.line.cursor();
        let before = self.text().chars().take(cursor);
        let after = self.text().chars().skip(cursor);
        let value = before.chain(new.chars()).chain(after).collect();
        let line = std::mem::take(&mut self.line).with_value(value);
        self.line = line.with_cursor(cursor + new.chars().count());
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

    fn type_in(entry: &mut Entry, text: &str) {
        for c in text.chars() {
            entry.edit(InputRequest::InsertChar(c));
        }
    }

    #[test]
    fn a_paste_of_several_lines_enters_none_by_itself() {
        let mut entry = Entry::default();
        type_in(&mut entry, "/X");
        entry.edit(InputRequest::GoToPrevChar);
        entry.paste("A\r\n\x1b[2JB\n\nC\n");
        assert_eq!(
            (entry.text(), entry.cursor(), entry.waiting()),
            ("/AX", 2, 2)
        );
        assert_eq!(entry.take().as_deref(), Some("/AX"));
        assert_eq!((entry.text(), entry.waiting()), ("[2JB", 1));
        assert_eq!(entry.drop_waiting(), 1);
        assert_eq!(entry.text(), "[2JB");
    }

    #[test]
    fn a_pasted_command_that_goes_on_in_the_next_line_is_one() {
        let mut entry = Entry::default();
        entry.paste("/MIG-VM VM-ID=12, -  \n   / SERVER=A,-\n/MONJV=B\n/SHOW-VM-RES\nA-\nB\n");
        let mut seen = Vec::new();
        while let Some(line) = entry.take() {
            seen.push(line);
        }
        let whole = "/MIG-VM VM-ID=12,SERVER=A,MONJV=B";
        assert_eq!(seen, [whole, "/SHOW-VM-RES", "A-", "B"]);
    }

    #[test]
    fn history_goes_back_and_forth_and_keeps_what_was_being_typed() {
        let mut entry = Entry::default();
        for line in ["T ONE", "T TWO", "T TWO"] {
            type_in(&mut entry, line);
            entry.take();
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
        let mut entry = Entry::default();
        for line in ["/SHOW-VM-STATUS", "/MIGRATE-VM 12", "/SHOW-VM-RES"] {
            type_in(&mut entry, line);
            entry.take();
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
    fn changes_are_taken_back_word_by_word() {
        let mut entry = Entry::default();
        type_in(&mut entry, "/SHOW 12");
        entry.edit(InputRequest::DeletePrevWord);
        entry.paste("34");
        let mut seen = Vec::new();
        for _ in 0..6 {
            entry.undo();
            seen.push(entry.text().to_owned());
        }
        assert_eq!(seen, ["/SHOW ", "/SHOW 12", "/SHOW ", "/SHOW", "/", ""]);
        entry.undo();
        assert_eq!((entry.text(), entry.cursor()), ("", 0));
    }

    #[test]
    fn an_empty_line_enters_nothing_and_a_line_has_an_end() {
        let mut entry = Entry::default();
        entry.paste(" ");
        assert_eq!(entry.take(), None);
        entry.paste(&"A".repeat(LONGEST + 1));
        entry.edit(InputRequest::InsertChar('B'));
        assert_eq!(entry.text().len(), LONGEST);
    }
}

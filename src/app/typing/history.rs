//! The lines entered before at one console, and the way back to them.

use super::line::Line;
use crate::sdf::Grammar;

/// How many lines are remembered.
const MOST: usize = 1_000;

/// The lines entered before, and which of them is shown.
#[derive(Debug, Clone, Default)]
pub(super) struct History {
    lines: Vec<Kept>,
    /// The place of the one that is shown, with what was typed before.
    shown: Option<(usize, String)>,
}

/// A line that was entered before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Kept {
    text: String,
    /// The byte where something is to be typed before it is entered again.
    gap: Option<usize>,
}

impl History {
    /// The lines, the oldest first, without their secrets.
    pub(super) fn lines(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.lines.iter().map(|kept| kept.text.as_str())
    }

    /// Remembers a line that is entered, without its secrets.
    pub(super) fn remember(&mut self, grammar: &Grammar, text: &str) {
        self.remember_at(grammar, text, None);
    }

    /// The same with the byte where something is to be typed before it is entered again.
    pub(super) fn remember_at(&mut self, grammar: &Grammar, text: &str, gap: Option<usize>) {
        let kept = Kept::of(grammar, text, gap);
        if self.lines.last() == Some(&kept) {
            return;
        }
        if self.lines.len() == MOST {
            self.lines.remove(0);
        }
        self.lines.push(kept);
    }

    /// Shows none of them any more: another line is begun.
    pub(super) fn leave(&mut self) {
        self.shown = None;
    }

    /// Shows the line entered before the one shown that begins with what was typed.
    pub(super) fn older(&mut self, line: &mut Line) {
        let (place, draft) = match &self.shown {
            Some((place, draft)) => (*place, draft.clone()),
            None => (self.lines.len(), line.text().to_owned()),
        };
        let begins = |at: &usize| self.begins_with(*at, &draft);
        let Some(older) = (0..place).rev().find(begins) else {
            return;
        };
        self.show(older, draft, line);
    }

    /// Shows the line entered after the one shown, at last what was being typed.
    pub(super) fn newer(&mut self, line: &mut Line) {
        let Some((place, draft)) = self.shown.clone() else {
            return;
        };
        let mut all = place + 1..self.lines.len();
        match all.find(|at| self.begins_with(*at, &draft)) {
            Some(newer) => self.show(newer, draft, line),
            None => self.newest(line),
        }
    }

    /// Shows the line entered first.
    pub(super) fn oldest(&mut self, line: &mut Line) {
        if self.lines.is_empty() {
            return;
        }
        let shown = self.shown.clone();
        let draft = shown.map_or_else(|| line.text().to_owned(), |(_, draft)| draft);
        self.show(0, draft, line);
    }

    /// Shows what was being typed before lines entered earlier were shown.
    pub(super) fn newest(&mut self, line: &mut Line) {
        if let Some((_, draft)) = self.shown.take() {
            line.put(&draft);
        }
    }

    /// Whether a line begins with a text, whatever the case.
    fn begins_with(&self, place: usize, text: &str) -> bool {
        let kept = self.lines.get(place);
        let start = kept.and_then(|kept| kept.text.get(..text.len()));
        start.is_some_and(|start| start.eq_ignore_ascii_case(text))
    }

    /// Puts a line in the place of what was being typed, which comes back with undo.
    fn show(&mut self, place: usize, draft: String, line: &mut Line) {
        let Some(kept) = self.lines.get(place).cloned() else {
            return;
        };
        if self.shown.is_some() {
            let cursor = kept.cursor();
            line.set(kept.text, cursor);
        } else {
            kept.put_into(line);
        }
        self.shown = Some((place, draft));
    }
}

impl Kept {
    /// A line as it is remembered.
    pub(super) fn of(grammar: &Grammar, text: &str, gap: Option<usize>) -> Self {
        let (text, own_gap) = grammar.conceal(text).recalled(text);
        Kept {
            text,
            gap: own_gap.or(gap),
        }
    }

    /// Puts it in the place of a line, which comes back with undo.
    pub(super) fn put_into(self, line: &mut Line) {
        let cursor = self.cursor();
        line.change(self.text, cursor);
    }

    /// Where something is missing, else the end.
    fn cursor(&self) -> usize {
        self.gap.unwrap_or(self.text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A history of these lines.
    fn of(lines: &[&str]) -> History {
        let grammar = &Grammar::builtin().unwrap();
        let mut history = History::default();
        for line in lines {
            history.remember(grammar, line);
        }
        history
    }

    #[test]
    fn it_goes_back_and_forth_and_keeps_what_was_being_typed() {
        let mut history = of(&["T ONE", "T TWO", "T TWO"]);
        let mut line = Line::of("T");
        let mut seen = Vec::new();
        for _ in 0..3 {
            history.older(&mut line);
            seen.push(line.text().to_owned());
        }
        for _ in 0..3 {
            history.newer(&mut line);
            seen.push(line.text().to_owned());
        }
        assert_eq!(seen, ["T TWO", "T ONE", "T ONE", "T TWO", "T", "T"]);
    }

    #[test]
    fn it_is_searched_for_what_begins_with_the_text_typed() {
        let mut history = of(&["/SHOW-VM-STATUS", "/MIGRATE-VM 12", "/SHOW-VM-RES"]);
        let mut line = Line::of("/sh");
        let mut seen = Vec::new();
        for _ in 0..3 {
            history.older(&mut line);
            seen.push(line.text().to_owned());
        }
        assert_eq!(seen, ["/SHOW-VM-RES", "/SHOW-VM-STATUS", "/SHOW-VM-STATUS"]);
        history.newer(&mut line);
        history.newer(&mut line);
        assert_eq!(line.text(), "/sh");
    }

    #[test]
    fn it_has_two_ends_and_undo_leads_back_to_what_was_typed() {
        let mut history = of(&["ONE", "TWO", "THREE"]);
        let mut line = Line::of("X");
        history.oldest(&mut line);
        assert_eq!(line.text(), "ONE");
        history.newest(&mut line);
        assert_eq!(line.text(), "X");
        let mut history = of(&["T ONE", "T TWO"]);
        let mut line = Line::of("T");
        history.older(&mut line);
        history.older(&mut line);
        line.undo();
        assert_eq!(line.text(), "T");
    }
}

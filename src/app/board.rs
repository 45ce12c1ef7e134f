//! What a lesson says beside the consoles: made elsewhere, laid out here, so that
//! scrolling and drawing agree on it.

use super::{App, Layout, Mode};
use crate::text::wrap;

/// What a lesson says at an instant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Board {
    /// The lesson's title.
    pub title: String,
    /// Its steps.
    pub steps: Vec<BoardStep>,
    /// What is told before the first step, where there is room.
    pub intro: String,
    /// What is told now: paragraphs, and indented lines that stand alone.
    pub text: String,
    /// The hints that were asked for.
    pub hints: Vec<String>,
    /// Whether there are more.
    pub more_hints: bool,
    /// Why the turn that was taken is a wrong one.
    pub slip: Option<String>,
    /// The time that is left, of an exam.
    pub left: Option<String>,
    /// Whether one can go back to where the step began.
    pub can_go_back: bool,
}

/// A step as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardStep {
    /// Its title.
    pub title: String,
    /// How far it has come.
    pub mark: Mark,
}

/// How far a step has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It is done.
    Done,
    /// It is being done.
    Now,
    /// It is still to come.
    Open,
}

/// What a row of the board is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoardPart {
    /// The title with the count.
    Title,
    /// A step in the list.
    Step(Mark),
    /// What is told.
    Text,
    /// What is to be entered.
    Command,
    /// A hint.
    Hint,
    /// Why a turn is wrong.
    Slip,
    /// Which keys help.
    Keys,
}

/// A row of the board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardRow {
    /// What it is.
    pub part: BoardPart,
    /// What it says.
    pub text: String,
}

/// How much of the board there is room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Extent {
    /// All of it.
    #[default]
    Whole,
    /// Only what concerns the present step.
    Step,
    /// The same where even that has no room: what is to be entered comes first.
    Brief,
}

impl Board {
    /// Its rows on a screen so many columns wide; `keys` says which keys help.
    pub fn rows(&self, columns: u16, extent: Extent, keys: &str) -> Vec<BoardRow> {
        let width = usize::from(columns).max(8);
        let mut rows = Rows {
            rows: Vec::new(),
            width,
        };
        rows.add(BoardPart::Title, &self.heading(extent));
        if extent == Extent::Whole {
            for step in &self.steps {
                let mark = match step.mark {
                    Mark::Done => "[x]",
                    Mark::Now => "[>]",
                    Mark::Open => "[ ]",
                };
                rows.add(
                    BoardPart::Step(step.mark),
                    &format!("{mark} {}", step.title),
                );
            }
            rows.blank();
        }
        // Who has taken a wrong turn wants to know the way back.
        if let Some(slip) = &self.slip {
            rows.add(BoardPart::Slip, &format!("! {slip}"));
            rows.add(BoardPart::Keys, keys);
        }
        let is_whole = extent == Extent::Whole;
        if is_whole && !self.intro.is_empty() {
            rows.text(&self.intro);
            rows.blank();
        }
        let (commands, text) = inlined(&self.text);
        if extent == Extent::Brief {
            commands
                .iter()
                .for_each(|line| rows.add(BoardPart::Command, line));
        } else {
            rows.text(&self.text);
        }
        // Where room is scarce the newest hint, which says most, is the one to be read.
        let older = self.hints.len().saturating_sub(1);
        let first = if is_whole { 0 } else { older };
        for hint in self.hints.iter().skip(first) {
            rows.add(BoardPart::Hint, &format!("Hint: {hint}"));
        }
        if extent == Extent::Brief {
            rows.text(&text);
        }
        if self.slip.is_none() {
            rows.add(BoardPart::Keys, keys);
        }
        rows.rows
    }

    /// The same with its texts filled in.
    fn filled_in(&self, fill_in: &dyn Fn(&str) -> String) -> Board {
        Board {
            intro: fill_in(&self.intro),
            text: fill_in(&self.text),
            hints: self.hints.iter().map(|hint| fill_in(hint)).collect(),
            slip: self.slip.as_deref().map(fill_in),
            ..self.clone()
        }
    }

    fn heading(&self, extent: Extent) -> String {
        let place = self.steps.iter().position(|step| step.mark == Mark::Now);
        let now = place.and_then(|place| self.steps.get(place));
        let count = match place {
            Some(place) => format!("Step {} of {}", place + 1, self.steps.len()),
            None => {
                let done = self.steps.iter().filter(|step| step.mark == Mark::Done);
                format!("{} of {} done", done.count(), self.steps.len())
            }
        };
        let left = self.left.as_ref().map(|left| format!("  {left} left"));
        let what = match (extent, now) {
            (Extent::Step | Extent::Brief, Some(step)) => &step.title,
            _ => &self.title,
        };
        format!("{count}  {what}{}", left.unwrap_or_default())
    }
}

/// The indented lines of a text, and the text in which they stand in its sentences.
fn inlined(text: &str) -> (Vec<&str>, String) {
    let is_command = |line: &&str| line.starts_with(' ');
    let commands = text.lines().filter(is_command).collect();
    let lines: Vec<&str> = text.lines().map(str::trim_start).collect();
    (commands, lines.join("\n"))
}

struct Rows {
    rows: Vec<BoardRow>,
    width: usize,
}

impl Rows {
    fn add(&mut self, part: BoardPart, text: &str) {
        if text.is_empty() {
            return;
        }
        let lines = wrap(text, self.width, self.width);
        self.rows.extend(lines.into_iter().map(|line| BoardRow {
            part,
            text: line.to_owned(),
        }));
    }

    fn blank(&mut self) {
        self.rows.push(BoardRow {
            part: BoardPart::Text,
            text: String::new(),
        });
    }

    /// Lines flow together, but for indented and empty ones.
    fn text(&mut self, text: &str) {
        let mut paragraph = String::new();
        for line in text.lines() {
            if line.is_empty() || line.starts_with(' ') {
                self.add(BoardPart::Text, &std::mem::take(&mut paragraph));
                if line.is_empty() {
                    self.blank();
                } else {
                    self.add(BoardPart::Command, line);
                }
                continue;
            }
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(line);
        }
        self.add(BoardPart::Text, &paragraph);
    }
}

impl App {
    /// Shows what a lesson says from now on.
    pub fn show_board(&mut self, board: Option<std::sync::Arc<Board>>) {
        let hints = board.as_ref().map_or(0, |board| board.hints.len());
        self.board = board;
        let has_come = self.awaited_hint.take_if(|before| hints > *before);
        if has_come.is_some() && self.mode == Mode::Normal && !self.shows_newest_hint() {
            self.mode = Mode::Lesson(self.first_row_of(|part| part == BoardPart::Hint));
        }
    }

    /// Asks for one more hint. Where the board has no room for it, its page opens.
    pub(super) fn await_hint(&mut self) {
        self.awaited_hint = self.board().map(|board| board.hints.len());
    }

    /// Whether all rows of the newest hint have room beside or above the consoles.
    fn shows_newest_hint(&self) -> bool {
        let (columns, height) = self.size();
        let (extent, columns, room) = match Layout::has_lesson_beside(columns) {
            Some(width) => (Extent::Whole, width, usize::from(height.saturating_sub(2))),
            None => (Extent::Step, columns, Layout::most_of_a_lesson(height)),
        };
        let rows = self.board_rows(columns, extent);
        let last = rows.iter().rposition(|row| row.part == BoardPart::Hint);
        last.is_some_and(|last| last < room)
    }

    /// Shows the whole board, from what is told now on if not all of it has room.
    pub(super) fn open_lesson(&mut self) {
        let is_told = |part| !matches!(part, BoardPart::Title | BoardPart::Step(_));
        self.mode = Mode::Lesson(self.first_row_of(is_told));
    }

    /// The last row of the page that can be its first, or one before with such a part.
    fn first_row_of(&self, is_wanted: impl Fn(BoardPart) -> bool) -> usize {
        let all = self.page_of_lesson();
        let last = all.len().saturating_sub(super::help_page(self.size().1));
        let mut rows = all.iter();
        let wanted = rows.position(|row| is_wanted(row.part) && !row.text.is_empty());
        wanted.unwrap_or(0).min(last)
    }

    /// The rows of the page that has the whole board.
    pub fn page_of_lesson(&self) -> Vec<BoardRow> {
        self.board_rows(self.size().0.saturating_sub(4), Extent::Whole)
    }

    /// What a lesson says.
    pub fn board(&self) -> Option<&Board> {
        self.board.as_deref()
    }

    /// The rows of the board in a width.
    pub fn board_rows(&self, columns: u16, extent: Extent) -> Vec<BoardRow> {
        let Some(board) = self.board() else {
            return Vec::new();
        };
        let keys = self.board_keys();
        let board = board.filled_in(&|text| self.with_keys(text));
        let rows = board.rows(columns, extent, &keys);
        if extent == Extent::Step && rows.len() > Layout::most_of_a_lesson(self.size().1) {
            return board.rows(columns, Extent::Brief, &keys);
        }
        rows
    }

    /// How many rows what concerns the present step takes above the consoles, with the
    /// rule below it.
    pub(super) fn board_height(&self) -> usize {
        self.board_rows(self.size().0, Extent::Step).len() + 1
    }

    /// Which keys help now.
    fn board_keys(&self) -> String {
        use super::Action::{Again, Hint, Lesson};
        let Some(board) = self.board() else {
            return String::new();
        };
        let key = |action| self.keys.names(action).into_iter().next();
        let mut items = Vec::new();
        for (is_there, action, text) in [
            (board.more_hints, Hint, "hint"),
            (board.can_go_back, Again, "step again"),
            (true, Lesson, "whole lesson"),
        ] {
            let named = key(action).filter(|_| is_there);
            items.extend(named.map(|key| format!("{key} {text}")));
        }
        items.join("  ")
    }
}

//! A part of a console's lines that somebody marks, to be copied. It never leaves its
//! pane.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::window::Place;
use super::window::Window;
use super::wrap::Row;
use crate::console::ConsoleId;

/// A character of a console, by its row and the column of the pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(in crate::app) struct Point {
    pub place: Place,
    pub column: usize,
}

/// What is marked between two points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shape {
    /// All characters from one to the other.
    #[default]
    Text,
    /// Whole lines.
    Lines,
    /// The block of which they are corners.
    Block,
}

/// A part of a console's lines that somebody marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::app) struct Selection {
    pub console: ConsoleId,
    /// Where it began; `None` as long as nothing is marked.
    pub anchor: Option<Point>,
    pub cursor: Point,
    pub shape: Shape,
    /// Whether the keys move its end; else it is what the mouse left.
    pub by_keys: bool,
    /// Whether the newest lines were followed before.
    pub followed: bool,
}

/// What is marked, from one row to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marked {
    from: Place,
    to: Place,
    /// Columns of a block; else that of the first row's first character and that behind
    /// the last row's last one.
    columns: (usize, usize),
    shape: Shape,
}

impl Selection {
    /// Whether it goes beyond so many records.
    pub fn reaches(&self, count: usize) -> bool {
        let ends = [Some(self.cursor), self.anchor];
        ends.into_iter()
            .flatten()
            .any(|end| end.place.record >= count)
    }

    /// What is marked, with the rest of the lines that a pane has broken.
    pub fn marked(&self, window: &Window<'_>) -> Option<Marked> {
        let anchor = self.anchor?;
        let (from, to) = (anchor.min(self.cursor), anchor.max(self.cursor));
        let marked = |from, to, columns| Marked {
            from,
            to,
            columns,
            shape: self.shape,
        };
        Some(match self.shape {
            Shape::Text => marked(from.place, to.place, (from.column, to.column + 1)),
            Shape::Lines => {
                let lines = (
                    start_of_line(window, from.place),
                    end_of_line(window, to.place),
                );
                marked(lines.0, lines.1, (0, usize::MAX))
            }
            Shape::Block => {
                let (a, b) = (anchor.column, self.cursor.column);
                marked(from.place, to.place, (a.min(b), a.max(b) + 1))
            }
        })
    }
}

impl Marked {
    /// All from one character to the one before another column.
    pub(in crate::app) fn between(from: Point, to: Point) -> Self {
        Marked {
            from: from.place,
            to: to.place,
            columns: (from.column, to.column),
            shape: Shape::Text,
        }
    }

    /// Which columns of a row are marked.
    pub fn of_row(&self, place: Place) -> Option<Range<usize>> {
        if !(self.from..=self.to).contains(&place) {
            return None;
        }
        let (start, end) = self.columns;
        if self.shape == Shape::Block {
            return Some(start..end);
        }
        let start = if place == self.from { start } else { 0 };
        Some(start..if place == self.to { end } else { usize::MAX })
    }

    /// The text that is marked: what a pane has broken is whole again, but for a block.
    pub(in crate::app) fn text(&self, window: &Window<'_>) -> String {
        let mut text = String::new();
        let rows = window.rows(self.from);
        for (place, row) in rows.take_while(|(place, _)| *place <= self.to) {
            match row.joint.filter(|_| self.shape != Shape::Block) {
                _ if place == self.from => {}
                Some(blanks) => text.extend(std::iter::repeat_n(' ', blanks)),
                None => end_line(&mut text),
            }
            let columns = self.of_row(place).unwrap_or_default();
            if self.shape == Shape::Block {
                let outside = usize::from(row.indent).min(columns.end);
                let blanks = outside.saturating_sub(columns.start);
                text.extend(std::iter::repeat_n(' ', blanks));
            }
            text.push_str(cut(&row, columns));
        }
        text.truncate(text.trim_end_matches(' ').len());
        text
    }
}

fn end_line(text: &mut String) {
    text.truncate(text.trim_end_matches(' ').len());
    text.push('\n');
}

/// What stands in some columns of a row.
fn cut<'a>(row: &'a Row<'_>, columns: Range<usize>) -> &'a str {
    let indent = usize::from(row.indent);
    let byte = |column: usize| byte_at(&row.text, column.saturating_sub(indent));
    row.text
        .get(byte(columns.start)..byte(columns.end))
        .unwrap_or_default()
}

/// The byte of a text at which a column begins.
fn byte_at(text: &str, column: usize) -> usize {
    let mut before = 0;
    let found = text.char_indices().find(|(_, c)| {
        let at = before;
        before += c.width().unwrap_or(1);
        at >= column
    });
    found.map_or(text.len(), |(byte, _)| byte)
}

/// The first row of the line that a row belongs to.
fn start_of_line(window: &Window<'_>, place: Place) -> Place {
    let record = Place { row: 0, ..place };
    let rows = window.rows(record).take_while(|(at, _)| *at <= place);
    let starts = rows.filter(|(_, row)| row.joint.is_none());
    starts.last().map_or(place, |(at, _)| at)
}

/// The last row of the line that a row belongs to.
fn end_of_line(window: &Window<'_>, place: Place) -> Place {
    let below = window.rows(place).skip(1);
    let rest = below.take_while(|(at, row)| at.record == place.record && row.joint.is_some());
    rest.last().map_or(place, |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture;
    use crate::console::{Kind, Log};

    /// `ONE TWO THREE` and `FOUR` in a message, a display of two lines, a last word; in
    /// a pane eight columns wide, where the message takes three rows.
    fn log() -> Log {
        let mut log = Log::default();
        let console = ConsoleId(0);
        fixture::put(
            &mut log,
            console,
            Kind::Message,
            50,
            &["ONE TWO  THREE", "  FOUR"],
        );
        fixture::put(&mut log, console, Kind::Display, 50, &["A  日 C", "D  E F"]);
        fixture::line(&mut log, console, "END");
        log
    }

    fn text(shape: Shape, anchor: (usize, usize, usize), cursor: (usize, usize, usize)) -> String {
        let log = log();
        let window = Window {
            log: &log,
            console: ConsoleId(0),
            width: 8,
            height: 9,
            passed: None,
        };
        let point = |(record, row, column)| Point {
            place: Place { record, row },
            column,
        };
        let selection = Selection {
            console: ConsoleId(0),
            anchor: Some(point(anchor)),
            cursor: point(cursor),
            shape,
            by_keys: true,
            followed: true,
        };
        selection.marked(&window).unwrap().text(&window)
    }

    #[test]
    fn what_the_pane_has_broken_is_copied_whole() {
        let all = "ONE TWO  THREE FOUR\nA  日 C\nD  E F\nEND";
        assert_eq!(text(Shape::Text, (0, 0, 0), (2, 0, 7)), all);
        assert_eq!(text(Shape::Text, (2, 0, 7), (0, 0, 0)), all);
        assert_eq!(text(Shape::Text, (0, 0, 4), (0, 1, 2)), "TWO  THR");
        assert_eq!(text(Shape::Text, (1, 0, 3), (1, 0, 3)), "日");
        assert_eq!(text(Shape::Text, (1, 0, 6), (1, 1, 0)), "C\nD");
    }

    #[test]
    fn a_line_is_all_of_it_whichever_row_is_pointed_at() {
        assert_eq!(
            text(Shape::Lines, (0, 1, 0), (0, 1, 3)),
            "ONE TWO  THREE FOUR"
        );
        assert_eq!(text(Shape::Lines, (1, 1, 5), (1, 1, 0)), "D  E F");
        assert_eq!(text(Shape::Lines, (2, 0, 0), (1, 1, 0)), "D  E F\nEND");
    }

    #[test]
    fn a_block_is_what_the_pane_shows_in_some_columns() {
        assert_eq!(text(Shape::Block, (1, 0, 3), (2, 0, 5)), "日\nE F\n");
        assert_eq!(text(Shape::Block, (0, 1, 2), (0, 0, 0)), "ONE\nTHR");
    }
}

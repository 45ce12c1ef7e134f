//! What is done to a part of a console's lines that somebody marks: its shape, its ends.

use super::selection::{Point, Selection, Shape};
use super::window::Window;
use crate::app::{Marking, Place};

impl Selection {
    /// Changes what is marked, if that is what is to be done.
    pub(in crate::app) fn shape_by(&mut self, does: Marking, window: &Window<'_>) -> bool {
        let shape = match does {
            Marking::Block => Shape::Block,
            Marking::Lines => Shape::Lines,
            Marking::Text => Shape::Text,
            Marking::OtherEnd => {
                if let Some(anchor) = &mut self.anchor {
                    std::mem::swap(anchor, &mut self.cursor);
                }
                return true;
            }
            Marking::All => {
                self.anchor = Some(Point::default());
                self.cursor.place = newest(window);
                self.shape = Shape::Lines;
                return true;
            }
            _ => return false,
        };
        // The same again marks nothing; another shape goes on from the same start.
        self.anchor = match self.anchor {
            Some(_) if self.shape == shape => None,
            Some(anchor) => Some(anchor),
            None => Some(self.cursor),
        };
        self.shape = shape;
        true
    }

    /// Moves the end, if that is what is to be done.
    pub(in crate::app) fn move_by(&mut self, does: Marking, window: &Window<'_>) {
        let page = usize::from(window.height.saturating_sub(1).max(1));
        let last = usize::from(window.width.max(1)) - 1;
        let at = self.cursor;
        let up = |by| window.back(at.place, by);
        let down = |by| window.forward(at.place, by).min(newest(window));
        match does {
            Marking::PageUp => self.cursor.place = up(page),
            Marking::PageDown => self.cursor.place = down(page),
            Marking::Up => self.cursor.place = up(1),
            Marking::Down => self.cursor.place = down(1),
            Marking::Left => self.cursor.column = at.column.saturating_sub(1),
            Marking::Right => self.cursor.column = (at.column + 1).min(last),
            Marking::RowStart => self.cursor.column = 0,
            Marking::RowEnd => {
                self.cursor.column = width(window, at.place).saturating_sub(1).min(last);
            }
            Marking::Oldest => self.cursor.place = Place::default(),
            Marking::Newest => self.cursor.place = newest(window),
            Marking::WordOn => self.word(window, true),
            Marking::WordBack => self.word(window, false),
            _ => {}
        }
    }

    /// Goes to the start of the next word, or of the one before, in this row or the
    /// nearest.
    fn word(&mut self, window: &Window<'_>, on: bool) {
        let starts = word_starts(window, self.cursor.place);
        let here = self.cursor.column;
        let found = if on {
            starts.into_iter().find(|start| *start > here)
        } else {
            starts.into_iter().rev().find(|start| *start < here)
        };
        if let Some(column) = found {
            self.cursor.column = column;
            return;
        }
        let place = if on {
            window.forward(self.cursor.place, 1).min(newest(window))
        } else {
            window.back(self.cursor.place, 1)
        };
        if place != self.cursor.place {
            let mut starts = word_starts(window, place).into_iter();
            let column = if on {
                starts.next()
            } else {
                starts.next_back()
            };
            self.cursor = Point {
                place,
                column: column.unwrap_or(0),
            };
        }
    }
}

/// The last row of all.
fn newest(window: &Window<'_>) -> Place {
    let end = Place {
        record: window.len(),
        row: 0,
    };
    window.back(end, 1)
}

/// How many columns a row takes, with its indent.
fn width(window: &Window<'_>, place: Place) -> usize {
    use unicode_width::UnicodeWidthStr;
    let row = window.rows(place).next();
    row.map_or(0, |(_, row)| usize::from(row.indent) + row.text.width())
}

/// The columns at which the words of a row begin.
fn word_starts(window: &Window<'_>, place: Place) -> Vec<usize> {
    use unicode_width::UnicodeWidthChar;
    let Some((_, row)) = window.rows(place).next() else {
        return Vec::new();
    };
    let mut column = usize::from(row.indent);
    let mut starts = Vec::new();
    let mut is_behind_word = false;
    for c in row.text.chars() {
        if c != ' ' && !is_behind_word {
            starts.push(column);
        }
        is_behind_word = c != ' ';
        column += c.width().unwrap_or(1);
    }
    starts
}

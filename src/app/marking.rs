//! What keys do to a part of a console's lines that somebody marks: its shape, its ends.

use super::reading::Window;
use super::selection::{Point, Selection, Shape};
use super::{Key, KeyCode, Place};

impl Selection {
    /// Changes what is marked, if the key does.
    pub(super) fn shape_by(&mut self, key: Key, window: &Window<'_>) -> bool {
        let shape = match key.code {
            KeyCode::Char('v') if key.ctrl => Shape::Block,
            KeyCode::Char('r') if !key.ctrl => Shape::Block,
            KeyCode::Char('V') => Shape::Lines,
            KeyCode::Char('v' | ' ') => Shape::Text,
            KeyCode::Char('o') => {
                if let Some(anchor) = &mut self.anchor {
                    std::mem::swap(anchor, &mut self.cursor);
                }
                return true;
            }
            KeyCode::Char('a') if !key.ctrl => {
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

    /// Moves the end, if the key does.
    pub(super) fn move_by(&mut self, key: Key, window: &Window<'_>) {
        let page = usize::from(window.height.saturating_sub(1).max(1));
        let last = usize::from(window.width.max(1)) - 1;
        let at = self.cursor;
        let ctrl = |c| key.ctrl && key.code == KeyCode::Char(c);
        let up = |by| window.back(at.place, by);
        let down = |by| window.forward(at.place, by).min(newest(window));
        match key.code {
            KeyCode::Home if key.ctrl => self.cursor.place = Place::default(),
            KeyCode::End if key.ctrl => self.cursor.place = newest(window),
            _ if ctrl('b') || ctrl('u') => self.cursor.place = up(page),
            _ if ctrl('f') || ctrl('d') => self.cursor.place = down(page),
            KeyCode::Char(_) if key.ctrl => {}
            KeyCode::PageUp => self.cursor.place = up(page),
            KeyCode::PageDown => self.cursor.place = down(page),
            KeyCode::Up | KeyCode::Char('k') => self.cursor.place = up(1),
            KeyCode::Down | KeyCode::Char('j') => self.cursor.place = down(1),
            KeyCode::Left | KeyCode::Char('h') => self.cursor.column = at.column.saturating_sub(1),
            KeyCode::Right | KeyCode::Char('l') => self.cursor.column = (at.column + 1).min(last),
            KeyCode::Home | KeyCode::Char('0') => self.cursor.column = 0,
            KeyCode::End | KeyCode::Char('$') => {
                self.cursor.column = width(window, at.place).saturating_sub(1).min(last);
            }
            KeyCode::Char('g') => self.cursor.place = Place::default(),
            KeyCode::Char('G') => self.cursor.place = newest(window),
            KeyCode::Char('w') => self.word(window, true),
            KeyCode::Char('b') => self.word(window, false),
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

//! How a cell looks in a picture, once all its attributes are applied.

use ratatui::buffer::Cell;
use ratatui::style::Modifier;

use super::palette::{GROUND, INK, Rgb, colour};

/// How a cell looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    pub ink: Rgb,
    pub ground: Rgb,
    pub bold: bool,
    pub italic: bool,
    pub underlined: bool,
    pub struck: bool,
}

impl Look {
    /// The look of a cell, with or without the cursor on it.
    pub fn of(cell: &Cell, has_cursor: bool) -> Self {
        let is = |modifier| cell.modifier.contains(modifier);
        let mut ink = colour(cell.fg).unwrap_or(INK);
        let mut ground = colour(cell.bg).unwrap_or(GROUND);
        if is(Modifier::REVERSED) != has_cursor {
            std::mem::swap(&mut ink, &mut ground);
        }
        if is(Modifier::DIM) {
            ink = ink.faint_on(ground);
        }
        if is(Modifier::HIDDEN) {
            ink = ground;
        }
        Look {
            ink,
            ground,
            bold: is(Modifier::BOLD),
            italic: is(Modifier::ITALIC),
            underlined: is(Modifier::UNDERLINED),
            struck: is(Modifier::CROSSED_OUT),
        }
    }

    /// Whether a blank of this look shows something besides its ground.
    pub fn marks_blanks(&self) -> bool {
        self.underlined || self.struck
    }
}

/// A symbol without anything that a terminal or a document would obey.
pub(super) fn printable(symbol: &str) -> String {
    let clean = |c: char| if c.is_control() { ' ' } else { c };
    symbol.chars().map(clean).collect()
}

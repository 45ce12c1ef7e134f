//! What a tape does with the mouse: where it points, and what it does there.

use std::fmt::{self, Display, Formatter};

use unicode_width::UnicodeWidthStr;

use super::failure::Reason;
use super::run::Run;
use super::{Pattern, Screen};
use crate::app::Gesture;

/// A place of the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// By column and row, counted from 1.
    At(u16, u16),
    /// Where the first match of a pattern is.
    On(Pattern),
}

impl Display for Spot {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Spot::At(column, row) => write!(f, "{column} {row}"),
            Spot::On(pattern) => pattern.fmt(f),
        }
    }
}

impl Spot {
    /// What to say of a place that a screen of this size has not.
    pub(super) fn outside(&self, columns: u16, rows: u16) -> String {
        format!("there is no place {self} on a screen of {columns} columns and {rows} rows")
    }

    /// Its column and row, counted from 0: of a match the first character, or the last.
    fn find(&self, screen: &Screen, last: bool) -> Option<(u16, u16)> {
        let pattern = match self {
            Spot::At(column, row) => return Some((column - 1, row - 1)),
            Spot::On(pattern) => pattern,
        };
        let lines = screen.lines();
        let mut found = (0_u16..).zip(&lines);
        found.find_map(|(row, line)| {
            let found = pattern.regex().find(line)?;
            let (start, end) = (found.start(), found.end());
            let upto = line.get(..if last { end } else { start })?.width();
            let column = upto.saturating_sub(usize::from(last && end > start));
            Some((u16::try_from(column).ok()?, row))
        })
    }
}

impl Run<'_> {
    /// Presses the button and lets it go.
    pub(super) fn click(&mut self, spot: &Spot) -> Result<(), Reason> {
        let at = self.spot(spot, false)?;
        self.stage.mouse(Gesture::Press, at);
        self.stage.mouse(Gesture::Release, at);
        Ok(())
    }

    /// Presses it at one place and lets it go at another.
    pub(super) fn drag(&mut self, from: &Spot, to: &Spot) -> Result<(), Reason> {
        let ends = (self.spot(from, false)?, self.spot(to, true)?);
        self.stage.mouse(Gesture::Press, ends.0);
        self.stage.mouse(Gesture::Drag, ends.1);
        self.stage.mouse(Gesture::Release, ends.1);
        Ok(())
    }

    fn spot(&self, spot: &Spot, last: bool) -> Result<(u16, u16), Reason> {
        let (columns, rows) = self.stage.size();
        if let Spot::At(column, row) = spot
            && (*column > columns || *row > rows)
        {
            return Err(Reason::Wrong(spot.outside(columns, rows)));
        }
        let found = spot.find(&self.stage.screen(), last);
        found.ok_or_else(|| Reason::Unmet(format!("the screen does not show {spot}")))
    }
}

//! A console as a pane shows it: its rows, and the way from one to another.

use std::sync::Arc;

use super::carets::rows_of;
use super::matches::Matches;
use super::wrap::{CONSOLE, Row};
use crate::console::{ConsoleId, Log, Record};

/// A row of a console: of its record so many, the row so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Place {
    /// The record, counted from the console's first.
    pub record: usize,
    /// The row within it, as the pane breaks its lines.
    pub row: usize,
}

/// A console as a pane of this size shows it.
#[derive(Debug, Clone)]
pub(in crate::app) struct Window<'a> {
    pub log: &'a Log,
    pub console: ConsoleId,
    pub width: u16,
    pub height: u16,
    /// The records that a filter lets through; places count among them alone.
    pub passed: Option<Arc<Matches>>,
}

impl<'a> Window<'a> {
    /// How many records there are to be shown.
    pub fn len(&self) -> usize {
        let passed = self.passed.as_ref().map(|passed| passed.len());
        passed.unwrap_or_else(|| self.log.len_of(self.console))
    }

    /// The place among all records of the console of the one that is shown there.
    pub fn whole(&self, record: usize) -> usize {
        match &self.passed {
            Some(passed) => passed.get(record).unwrap_or(passed.looked()),
            None => record,
        }
    }

    /// The place here of a record of the console, or of the next one behind it.
    pub fn here(&self, whole: usize) -> usize {
        let passed = self.passed.as_ref();
        passed.map_or(whole, |passed| passed.before(whole))
    }

    /// A record that is shown.
    pub fn get(&self, record: usize) -> Option<Record<'a>> {
        if record >= self.len() {
            return None;
        }
        self.log.get(self.console, self.whole(record))
    }

    /// The rows from a place on, each with its place.
    pub fn rows(&self, from: Place) -> impl Iterator<Item = (Place, Row<'a>)> + use<'a, '_> {
        let records =
            (from.record..self.len()).map_while(|record| Some((record, self.get(record)?)));
        let rows = records.flat_map(move |(record, found)| {
            let rows = self.rows_of_record(record, &found).into_iter().enumerate();
            rows.map(move |(row, shown)| (Place { record, row }, shown))
        });
        rows.skip(from.row)
    }

    /// The top row when the newest one stands at the bottom. Looks at no more
    /// records than fit.
    pub fn newest(&self) -> Place {
        let end = Place {
            record: self.len(),
            row: 0,
        };
        self.back(end, usize::from(self.height))
    }

    /// The row so many rows above, the first one at most.
    pub fn back(&self, from: Place, mut by: usize) -> Place {
        let mut place = from;
        while by > place.row {
            let Some(record) = place.record.checked_sub(1) else {
                return Place::default();
            };
            by -= place.row;
            place = Place {
                record,
                row: self.rows_of(record),
            };
        }
        place.row -= by;
        place
    }

    /// The row so many rows below, the one behind the last at most.
    pub fn forward(&self, from: Place, by: usize) -> Place {
        let mut place = Place {
            row: from.row + by,
            ..from
        };
        while place.record < self.len() {
            let count = self.rows_of(place.record);
            if place.row < count {
                return place;
            }
            place = Place {
                record: place.record + 1,
                row: place.row - count,
            };
        }
        Place { row: 0, ..place }
    }

    /// The place itself, or its record's last row: a pane that became wider has fewer.
    pub fn within(&self, place: Place) -> Place {
        let last = self.rows_of(place.record).saturating_sub(1);
        Place {
            row: place.row.min(last),
            ..place
        }
    }

    pub fn rows_of(&self, record: usize) -> usize {
        self.get(record).map_or(0, |found| {
            // Nothing on a console is wider than it, so that most panes need not look.
            if self.width >= CONSOLE {
                return found.lines.len();
            }
            self.rows_of_record(record, &found).len()
        })
    }

    /// The rows of a record that stands there.
    pub fn rows_of_record(&self, record: usize, found: &Record<'a>) -> Vec<Row<'a>> {
        rows_of(self.log, self.whole(record), found, self.width)
    }
}

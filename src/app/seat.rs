//! What somebody has left at a console.

use super::reading::{Filtered, Found, Hits, Reading};
use super::{Choice, Entry, Filling};

/// What somebody has left at a console: a half-typed line, a place in its lines.
#[derive(Debug, Clone, Default)]
pub(super) struct Seat {
    pub entry: Entry,
    pub reading: Reading,
    pub choice: Option<Choice>,
    /// What a search found last.
    pub found: Option<Found>,
    /// All that it finds.
    pub hits: Option<Hits>,
    /// Which lines are shown, if not all.
    pub filtered: Option<Filtered>,
    /// The form that waits here.
    pub filling: Option<Filling>,
    /// Whether it is answered line by line and not on the screen.
    pub line_by_line: bool,
    /// Which turn of the form is shown behind the lines.
    pub stays_behind: Option<u64>,
    /// Which input came back last into the line.
    pub recalled: Option<u64>,
}

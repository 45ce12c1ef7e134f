//! Reading what a console has shown: scrolling, searching, showing only some lines, marking
//! and copying them, asking what they mean.
//!
//! A console as a pane shows it is a [`window`] of rows, which [`wrap`] and [`carets`] make of
//! its lines; how far somebody has read in it is [`scroll`].

mod carets;
mod copying;
mod dragging;
mod explain;
mod filter;
mod marking;
mod matches;
mod occurrences;
mod scroll;
mod search;
mod selection;
mod window;
mod wrap;

pub use carets::rows_of;
pub use filter::{Filter, NoFilter};
pub use selection::{Marked, Shape};
pub use window::Place;
pub use wrap::{Row, Rows, rows};

pub(super) use filter::Filtered;
pub(super) use scroll::Reading;
pub(super) use search::{Found, Hits};
pub(super) use selection::{Point, Selection};
pub(super) use window::Window;

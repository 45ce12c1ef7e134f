//! Text as people read and write it: errors with a picture of the place, lines broken to a
//! width, the names that somebody may have meant, patterns, and the fields of TOML files.

mod error;
pub(crate) mod kind;
mod nearest;
mod pattern;
pub(crate) mod plain;
mod printable;
pub(crate) mod reader;
mod report;
mod wrap;

pub use error::{Errors, TextError};
pub use nearest::{all_near, first_of, nearest, nearest_line};
pub use pattern::{Pattern, PatternError};
pub use printable::is_printable;
pub(crate) use printable::printable;
pub use wrap::wrap;

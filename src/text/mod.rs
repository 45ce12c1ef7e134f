//! Text as people read it: errors with a picture of the place, lines broken to a
//! width, and the names that somebody may have meant.

mod error;
mod nearest;
mod wrap;

pub use error::{Errors, TextError};
pub use nearest::nearest;
pub use wrap::wrap;

//! The command language SDF: from metasyntax files to a grammar, and from a line
//! to a command whose operands have been checked.

mod grammar;
mod value;
mod wildcard;

pub use grammar::{CommandDef, Grammar};
pub use value::{Bound, Value};
pub use wildcard::wildcard_matches;

use std::ops::Range;

use crate::catalog::Message;

/// What is wrong with a line, all of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// Every mistake that was found, in the order of its place. Never empty.
    pub mistakes: Vec<Mistake>,
    /// The full name of the command, if it could be told.
    pub command: Option<String>,
}

/// One mistake in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Where: bytes of the line.
    pub span: Range<usize>,
    /// SDF's message for it.
    pub message: Message,
    /// What to type instead, in our own words; never empty.
    pub help: String,
}

//! What is put on consoles.

use super::{Kind, Mid};
use crate::catalog::{Message, ReturnCode, Source};
use crate::sim::Tick;
use crate::vm2000::model::UnitId;

/// A message, input or display to be put on consoles. Once it is, it is read as a
/// [`super::Record`].
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// When.
    pub at: Tick,
    /// The server unit that executes the consoles' system then.
    pub unit: UnitId,
    /// What it is.
    pub kind: Kind,
    /// The task that it comes from; empty where there is none.
    pub tsn: &'a str,
    /// The message reference, if there is a task that it comes from.
    pub mid: Option<Mid>,
    /// The message with its inserts, if it is one of the catalogue.
    pub message: Option<&'a Message>,
    /// The weight of its message, 0 to 99.
    pub weight: Option<u8>,
    /// Who worded it.
    pub source: Option<Source>,
    /// The text without header and id; the lines of a display joined by line feeds.
    pub text: &'a str,
    /// The lines as the console shows them.
    pub lines: &'a [String],
    /// The return code, of a completion.
    pub code: Option<ReturnCode>,
}

//! What SDF remembers of a console, or of the user task behind it, from one input to
//! the next, and the commands that look at it or change it.

mod attributes;
mod commands;
mod help_sdf;
mod history;
mod line;

pub(super) use commands::{carry_out, is_kept};
pub(super) use history::History;
pub(super) use line::Line;

use std::sync::Arc;

use super::FormView;
use crate::sdf::{Form, Guidance};
use crate::sim::Tick;

/// The state of SDF at a console.
#[derive(Debug, Clone, Default)]
pub(super) struct Dialog {
    /// The beginning of a command that goes on in the next line.
    pub begun: String,
    /// How much SDF guides.
    pub guidance: Guidance,
    /// Correct inputs.
    pub history: History,
    /// The input that was recalled, and when, until the next one is entered.
    pub restored: Option<(Tick, String)>,
    /// Forms that wait for a line; the last one is answered first.
    pub forms: Vec<Asking>,
    /// How often a form was shown.
    pub turns: u64,
}

/// A form that waits for a line, and what is carried out after its command.
#[derive(Debug, Clone)]
pub(super) struct Asking {
    pub form: Form,
    pub rest: Line,
    /// The form as screens show it.
    pub view: Arc<FormView>,
}

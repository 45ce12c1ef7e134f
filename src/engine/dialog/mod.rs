//! What SDF remembers of a console, or of the user task behind it, from one input to
//! the next, and the commands that look at it or change it.

mod attributes;
mod commands;
mod help_sdf;
mod history;
mod line;

pub(super) use commands::{Caller, VMC0010, carry_out, is_kept};
pub(super) use history::History;
pub(super) use line::Line;

use crate::sdf::{Form, Guidance, Menu};

/// The state of SDF at a console.
#[derive(Debug, Clone, Default)]
pub(super) struct Dialog {
    /// The beginning of a command that goes on in the next line.
    pub begun: String,
    /// How much SDF guides.
    pub guidance: Guidance,
    /// Correct inputs.
    pub history: History,
    /// The input that was recalled, until the next one is entered.
    pub restored: Option<String>,
    /// Forms that wait for a line; the last one is answered first.
    pub forms: Vec<Asking>,
    /// The menu that was shown last, until the next line is entered.
    pub menu: Option<Menu>,
    /// The menu that comes back after the command that was chosen from it.
    pub back: Option<Menu>,
}

impl Dialog {
    /// Its options, as MODIFY-SDF-OPTIONS sets them.
    pub fn options(&self) -> String {
        let kept = if self.history.is_kept() {
            "*ON"
        } else {
            "*OFF"
        };
        format!("GUIDANCE={},INPUT-HISTORY={kept}", self.guidance.keyword())
    }
}

/// A form that waits for a line, and what is carried out after its command.
#[derive(Debug, Clone)]
pub(super) struct Asking {
    pub form: Form,
    pub rest: Line,
    /// The beginning of an input that goes on in the next line.
    pub begun: String,
    /// Whether the form is not shown, but only a correction asked for.
    pub is_folded: bool,
}

impl Asking {
    /// A form that is shown.
    pub fn new(form: Form, rest: Line) -> Self {
        Asking {
            form,
            rest,
            begun: String::new(),
            is_folded: false,
        }
    }
}

//! What SDF remembers of a console, or of the user task behind it, from one input to
//! the next, and the commands that look at it or change it.

mod attributes;
mod commands;
mod help_sdf;
mod history;
mod line;
mod procedure;
mod runs;

pub(super) use attributes::only_at_consoles;
pub(super) use commands::{Caller, VMC0010, carry_out, is_kept};
pub(super) use history::History;
pub(super) use line::Line;
pub(super) use procedure::{LONGEST, Procedure, REMARK, Way};
pub(super) use runs::{Run, Runs};

use std::sync::Arc;

use super::FormView;
use crate::sdf::{Form, Guidance, Menu};
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
    /// Whether a procedure is being carried out.
    pub is_called: bool,
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
    /// The form as screens show it; none if only a correction is asked for.
    pub view: Option<Arc<FormView>>,
}

impl Asking {
    /// A form that is not shown yet.
    pub fn new(form: Form, rest: Line) -> Self {
        Asking {
            form,
            rest,
            begun: String::new(),
            view: None,
        }
    }
}

//! What SDF remembers of a console, or of the user task behind it, from one input to
//! the next, and the commands that look at it or change it.

mod attributes;
mod commands;
mod help_sdf;
mod history;
mod line;
mod options;
mod procedure;
mod runs;

pub(super) use attributes::only_at_consoles;
pub(super) use commands::{Caller, VMC0010, carry_out, is_kept};
pub(super) use history::History;
pub(super) use line::Line;
pub(super) use options::{Mode, is_of_options};
pub(super) use procedure::{LONGEST, Procedure, REMARK, Way};
pub(super) use runs::{Run, Runs};

use std::sync::Arc;

use super::FormView;
use crate::sdf::{Form, Guidance, Logging, Menu};

/// The state of SDF at a console.
#[derive(Debug, Clone, Default)]
pub(super) struct Dialog {
    /// The beginning of a command that goes on in the next line.
    pub begun: String,
    /// How much SDF guides.
    pub guidance: Guidance,
    /// How an accepted command is echoed.
    pub logging: Logging,
    /// Whether commands are carried out.
    pub mode: Mode,
    /// Correct inputs.
    pub history: History,
    /// The input that comes back, until the next one is entered.
    pub restored: Option<Restored>,
    /// Forms that wait for a line; the last one is answered first.
    pub forms: Vec<Asking>,
    /// Forms and corrections that come back when the menu in front of them has been left.
    pub held: Vec<Asking>,
    /// How often a form was shown.
    pub turns: u64,
    /// Whether a procedure is being carried out.
    pub is_called: bool,
    /// The menu that was shown last.
    pub menu: Option<Menu>,
    /// Whether other lines have been entered since then.
    pub is_menu_old: bool,
    /// Whether a form was shown since then, which takes the next line.
    pub is_menu_behind: bool,
    /// The menu that comes back after the command that was chosen from it.
    pub back: Option<Menu>,
}

impl Dialog {
    /// Lets a menu come in front of all forms that wait.
    pub fn hold_forms(&mut self) {
        self.held.append(&mut self.forms);
    }

    /// Takes the forms back that waited behind a menu, if there is none any more, and none
    /// comes back.
    pub fn release_forms(&mut self) {
        let has_menu = self.menu.is_some() && !self.is_menu_old || self.back.is_some();
        if !has_menu && self.forms.is_empty() {
            self.forms.append(&mut self.held);
        }
    }

    /// Brings an input back to be edited.
    pub fn bring_back(&mut self, input: String, cursor: Option<usize>) {
        self.turns += 1;
        self.restored = Some(Restored {
            turn: self.turns,
            input,
            cursor,
            is_right: false,
        });
    }

    /// Brings an input back that was right.
    pub fn restore(&mut self, input: String) {
        self.bring_back(input, None);
        if let Some(restored) = &mut self.restored {
            restored.is_right = true;
        }
    }
}

/// An input that comes back to be edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Restored {
    pub turn: u64,
    pub input: String,
    /// The byte where the cursor is wanted, if not at the end.
    pub cursor: Option<usize>,
    /// Whether it can be carried out as it is.
    pub is_right: bool,
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

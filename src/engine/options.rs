//! What the options of SDF do to a command: how its echo looks, and test mode.

use super::Session;
use super::carry_out::unsupported;
use super::dialog::{Mode, is_of_options};
use super::language::knows;
use crate::catalog::{Message, MessageId, ReturnCode};
use crate::console::ConsoleId;
use crate::sdf::{Bound, CommandDef, Form, Logging};
use crate::vm2000::commands::{Answer, Call, Output, rights};

/// A command was only checked.
const VMC0019: MessageId = MessageId::new("VMC0019");

/// How a checked command ends (BS2000 "Commands" V21, page 23).
const CHECKED: ReturnCode = ReturnCode::new(2, 0, "CMD0093");

impl Session {
    /// A line as LOGGING of MODIFY-SDF-OPTIONS wants it, with nothing in it that is secret.
    pub(super) fn echoed(&self, console: ConsoleId, line: &str) -> String {
        let known = self.consoles.get(console);
        let available = |def: &CommandDef| known.is_some_and(|c| knows(c, def));
        let logging = self.logging(console);
        self.setup.grammar.logged(line, logging, &available)
    }

    /// A command as it was accepted in its form, as it is logged. What was typed into the form
    /// is chained (SDF Dialog Interface V21, page 49).
    pub(super) fn logged_form(&self, console: ConsoleId, form: &Form, command: &Bound) -> String {
        match self.logging(console) {
            Logging::Invariant => self.setup.grammar.logged_in_full(command),
            Logging::Input | Logging::Accepted => form.logged(&self.setup.grammar),
        }
    }

    fn logging(&self, console: ConsoleId) -> Logging {
        let dialog = self.dialogs.get(console.index());
        dialog.map_or(Logging::Input, |dialog| dialog.logging)
    }

    /// Whether commands at a console are only checked.
    pub(super) fn is_testing(&self, console: ConsoleId) -> bool {
        self.mode(console).is_test
    }

    fn mode(&self, console: ConsoleId) -> Mode {
        let dialog = self.dialogs.get(console.index());
        dialog.map_or_else(Mode::default, |dialog| dialog.mode)
    }

    /// The answer to a right command where commands are only checked (SDF Dialog Interface
    /// V21, page 56).
    pub(super) fn checked(&self, console: ConsoleId, call: Call<'_>) -> Option<Answer> {
        let mode = self.mode(console);
        let def = self.setup.grammar.get(&call.command.name)?;
        if !mode.is_test || is_of_options(&def.name) {
            return None;
        }
        let lacks = || {
            self.not_allowed(console, call.command)
                .or_else(|| rights::refusal(&self.world, def, call))
        };
        let unit_type = self.world.unit(call.unit).unit_type;
        let refused = unsupported(def, unit_type);
        let refused = refused.or_else(|| mode.checks_privileges.then(lacks).flatten());
        Some(refused.unwrap_or_else(|| Answer {
            output: vec![Output::Message(Message::new(VMC0019, [&def.name]))],
            code: CHECKED,
        }))
    }
}

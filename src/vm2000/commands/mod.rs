//! What each command does, a file per family.
//!
//! A command's syntax is its file in `grammar/commands/`; what it does is a function
//! here, which [`handler`] finds. A command without one is checked like any other and
//! then answered as not available.

mod answer;
mod create;
mod definition;
mod delete;
mod described;
mod devices;
mod groups;
mod hardware;
mod help;
mod hold;
mod inform;
mod issuer;
mod job_variables;
mod jobs;
mod memory;
mod migrate;
mod modify;
mod move_vm;
mod operands;
mod pools;
pub mod rights;
mod save;
mod show;
mod show_groups;
mod show_pools;
mod shutdown;
mod shutdown_vm;
mod start;
mod status;
mod switch_cpu;
mod table;

pub(super) use hardware::answered as configuration_update_answered;
pub use help::{DISPLAY_WIDTH, explain};
pub use issuer::{Issuer, Medium};
pub(super) use status::report;

use super::model::{UnitId, World};
use super::{Effects, Refusal};
use crate::catalog::{Catalog, Message, ReturnCode, Source};
use crate::sdf::Bound;
use crate::sim::Span;

/// A command on its way to be carried out.
#[derive(Debug, Clone, Copy)]
pub struct Call<'a> {
    /// The server unit in whose monitor system, or in a guest of which, it was given.
    pub unit: UnitId,
    /// Who gave it, and where.
    pub issuer: Issuer,
    /// The command with all its operands.
    pub command: &'a Bound,
    /// The messages, for commands that explain them.
    pub catalog: &'a Catalog,
}

/// What a command answers to its caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// What the caller is told or shown, in order.
    pub output: Vec<Output>,
    /// What the command returns.
    pub code: ReturnCode,
}

/// One thing that a command's caller is told or shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    /// A message.
    Message(Message),
    /// Lines of a display, none wider than 80 columns, and who laid them out.
    Display(Source, Vec<String>),
}

impl Answer {
    /// Done, with nothing to say.
    pub fn done() -> Self {
        Answer {
            output: Vec::new(),
            code: ReturnCode::DONE,
        }
    }

    /// Done, with a display.
    pub fn display(source: Source, lines: Vec<String>) -> Self {
        Answer {
            output: vec![Output::Display(source, lines)],
            code: ReturnCode::DONE,
        }
    }

    /// Refused with one message, whose id is the main code, too.
    pub fn refused(message: Message) -> Self {
        Refusal::of(message).into()
    }

    /// The same with a warning: what the caller is told besides, and what is returned.
    #[must_use]
    pub fn warned(mut self, message: Message, code: ReturnCode) -> Self {
        self.output.push(Output::Message(message));
        self.code = code;
        self
    }
}

impl From<Refusal> for Answer {
    fn from(Refusal { message, code }: Refusal) -> Self {
        Answer {
            output: vec![Output::Message(message)],
            code,
        }
    }
}

/// What carries a command out.
#[derive(Debug, Clone, Copy)]
pub struct Handler {
    /// The full name of the command.
    pub name: &'static str,
    /// How long it takes until it has an answer.
    pub takes: Span,
    /// What it does.
    pub run: fn(&mut World, Call<'_>, &mut Effects) -> Answer,
}

/// All commands that can be carried out, family by family.
const FAMILIES: &[&[Handler]] = &[
    create::HANDLERS,
    definition::HANDLERS,
    delete::HANDLERS,
    devices::HANDLERS,
    groups::HANDLERS,
    hardware::HANDLERS,
    help::HANDLERS,
    hold::HANDLERS,
    inform::HANDLERS,
    job_variables::HANDLERS,
    jobs::HANDLERS,
    memory::HANDLERS,
    migrate::HANDLERS,
    modify::HANDLERS,
    move_vm::HANDLERS,
    pools::HANDLERS,
    save::HANDLERS,
    show::HANDLERS,
    show_groups::HANDLERS,
    show_pools::HANDLERS,
    shutdown::HANDLERS,
    shutdown_vm::HANDLERS,
    start::HANDLERS,
    status::HANDLERS,
    switch_cpu::HANDLERS,
];

/// All commands that can be carried out.
pub fn handlers() -> impl Iterator<Item = &'static Handler> {
    FAMILIES.iter().copied().flatten()
}

/// A command that looks at its own system only.
const LOCAL: Span = Span::from_millis(20);
/// A command that asks another server unit. The printed run shows one second between
/// MIGRATE-VM and VMS2450.
const ASKS_REMOTE: Span = Span::from_millis(900);

/// What carries out the command of this full name.
pub fn handler(name: &str) -> Option<&'static Handler> {
    handlers().find(|handler| handler.name == name)
}

#[cfg(test)]
mod tests {
    use super::handlers;
    use crate::sdf::Grammar;

    #[test]
    fn every_handler_has_its_command() {
        let grammar = Grammar::builtin().unwrap();
        for handler in handlers() {
            assert!(grammar.get(handler.name).is_some(), "{}", handler.name);
        }
    }
}

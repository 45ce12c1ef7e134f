//! What is to be done about a command, before anything is done about it.

use std::collections::BTreeSet;

use super::Session;
use super::language::knows;
use crate::console::{Console, ConsoleId, Role, form};
use crate::sdf::{Bound, CommandDef, Form, Grammar, Guidance, Question, Rejected};
use crate::vm2000::model::VmIdentification;

/// A guest system does not know the commands of VM2000; its operator should know who does.
const TO_MONITOR: &str = "this is a command of VM2000: enter it at the console of a monitor system";

/// Continuation lines are for user tasks and procedures.
const NOT_CONTINUED: &str = "a console has no continuation lines: enter the whole command \
                             in one line, without the hyphen at its end";

/// The text of a remark at a console is one line of its screen (Commands V21, REMARK).
const NOT_WIDE: &str = "at a console a remark ends with the line of the screen: enter it in two";

/// What is to be done about a command.
pub(super) enum Verdict {
    /// It is right.
    Run(Bound),
    /// It is to be filled in.
    Ask(Box<Form>),
    /// It is a question, here with its answer.
    Explain(Question),
    /// It is wrong.
    Refuse(Rejected),
}

impl Session {
    /// Looks at a command as this console knows it, at a level of guidance.
    pub(super) fn judge(&self, console: ConsoleId, command: &str, guidance: Guidance) -> Verdict {
        let known = self.consoles.get(console);
        let is_monitor = known.is_some_and(Console::is_in_monitor);
        let continues = known.is_some_and(|c| c.role == Role::Admin);
        let available = |def: &CommandDef| known.is_some_and(|c| knows(c, def));
        let grammar = &self.setup.grammar;
        // Guided for this one command (SDF Dialog Interface V21, page 34); a console that
        // nobody sees only explains it.
        let fills_in = guidance.is_guided() || continues || self.has_screen;
        match self.recall(console, command) {
            Some(Ok(form)) if fills_in => return Verdict::Ask(Box::new(form)),
            Some(Ok(form)) => return Verdict::Explain(Question::Operands(Box::new(form))),
            Some(Err(rejected)) => return Verdict::Refuse(rejected),
            None => {}
        }
        // Nobody can ask for more within a form that is only shown, so it shows all values.
        match grammar.question(command, guidance.max(Guidance::Maximum), &available) {
            Some(Question::Secret(form)) => {
                return Verdict::Ask(Box::new(form.with(guidance.max(Guidance::Minimum))));
            }
            Some(Question::Operands(form)) if fills_in => {
                return Verdict::Ask(Box::new(form.with(guidance.max(Guidance::Minimum))));
            }
            Some(question) => return Verdict::Explain(question),
            None => {}
        }
        if let Some(form) = grammar.bare(command, guidance, &available) {
            return Verdict::Ask(Box::new(form));
        }
        match grammar.bind(command, &available) {
            Ok(bound) if !continues && is_wide_remark(grammar, &bound, command) => {
                Verdict::Refuse(Rejected::syntax(&bound.name, 0..command.len(), NOT_WIDE))
            }
            Ok(bound) => {
                let types = || self.device_types(console);
                let unknown = grammar.unknown_devices(command, &types);
                unknown.map_or(Verdict::Run(bound), Verdict::Refuse)
            }
            Err(rejected) if !is_monitor && is_elsewhere(grammar, &rejected, command) => {
                Verdict::Refuse(with_help(rejected, TO_MONITOR))
            }
            Err(rejected) if !continues && command.ends_with('-') => {
                Verdict::Refuse(with_help(rejected, NOT_CONTINUED))
            }
            Err(rejected) => {
                let is_vm = |word: &str| self.is_vm(console, word);
                Verdict::Refuse(rejected.knowing_vms(grammar, command, &is_vm))
            }
        }
    }

    /// The types of the devices of the server unit behind a console.
    fn device_types(&self, console: ConsoleId) -> Vec<String> {
        let unit = self.unit_of(console).map(|unit| self.world.unit(unit));
        let devices = unit.into_iter().flat_map(|unit| unit.devices.values());
        let types: BTreeSet<String> = devices.map(|device| device.device_type.clone()).collect();
        types.into_iter().collect()
    }

    /// Whether a word is the name or the index of a VM of the server unit behind a console.
    fn is_vm(&self, console: ConsoleId, word: &str) -> bool {
        let wanted = match word.parse() {
            Ok(index) => VmIdentification::Index(index),
            Err(_) => VmIdentification::Name(word.to_ascii_uppercase()),
        };
        let unit = self.unit_of(console);
        unit.is_some_and(|unit| self.world.vm_on(unit, &wanted).is_some())
    }
}

/// Whether a command takes the rest of its line and goes on behind the last column.
fn is_wide_remark(grammar: &Grammar, command: &Bound, line: &str) -> bool {
    let def = grammar.get(&command.name);
    let is_text = def.is_some_and(|def| def.takes_the_rest() && !def.is_isp);
    is_text && line.chars().count() > form::WIDTH
}

/// Whether it is a command that another system knows.
fn is_elsewhere(grammar: &Grammar, rejected: &Rejected, command: &str) -> bool {
    rejected.command.is_none() && grammar.names_any(command)
}

/// Replaces the help for mistakes that would be none at another console.
fn with_help(mut rejected: Rejected, help: &str) -> Rejected {
    for mistake in &mut rejected.mistakes {
        help.clone_into(&mut mistake.help);
    }
    rejected
}

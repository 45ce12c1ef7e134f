//! What comes of a line entered at a console.

use std::sync::Arc;

use super::Session;
use super::language::knows;
use super::session::Due;
use crate::catalog::{Message, ReturnCode, Source};
use crate::console::{ConsoleId, Kind, Role, form};
use crate::sdf::{Bound, CommandDef, Rejected, Unit};
use crate::sim::Span;
use crate::vm2000::Effects;
use crate::vm2000::commands::{Answer, Call, Output, handler};
use crate::vm2000::ids::{CMD0200, VMS3011};
use crate::vm2000::model::{System, UnitId, UnitType};

impl Session {
    /// Enters a line at a console, now. What comes of it is in the log at once or
    /// later; entering takes no time. Control characters count as blanks.
    pub fn submit(&mut self, console: ConsoleId, line: &str) {
        let Some(role) = self.consoles.get(console).map(|c| c.role) else {
            return;
        };
        let line: String = line
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        let line = line.trim();
        match (role, line.strip_prefix('/')) {
            // A user task has the slash as its prompt, so it need not be typed.
            (Role::Admin, None) if !line.is_empty() => self.enter_command(console, line),
            (_, Some(rest)) if !rest.trim().is_empty() => self.enter_command(console, line),
            _ => self.answer_or_reject(console, line),
        }
    }

    /// Answers the oldest open question of a console. Returns `false` if none is open.
    pub fn reply(&mut self, _console: ConsoleId, _text: &str) -> bool {
        // No message that waits for an answer is sent yet.
        false
    }

    fn enter_command(&mut self, console: ConsoleId, line: &str) {
        self.show_input(console, Kind::Input, line);
        let Some(system) = self.consoles.get(console).map(|c| c.system) else {
            return;
        };
        let is_monitor = matches!(system, System::Monitor(_));
        let available = |command: &CommandDef| knows(system, command);
        let grammar = Arc::clone(&self.setup.grammar);
        match grammar.bind(line, &available) {
            Ok(command) => self.start(console, command),
            Err(mut rejected) => {
                if !is_monitor && grammar.bind(line, &|_| true).is_ok() {
                    point_to_monitor(&mut rejected);
                }
                self.refuse(console, line, &rejected);
            }
        }
    }

    fn start(&mut self, console: ConsoleId, command: Bound) {
        let takes = handler(&command.name).map_or(Span::ZERO, |handler| handler.takes);
        let jitter = self.random.between("command", 0, 100);
        let at = self.now + takes + Span::from_millis(u64::from(jitter));
        if let Some(count) = self.running.get_mut(console.index()) {
            *count += 1;
        }
        self.queue.post(at, Due::Command(console, command));
    }

    pub(super) fn carry_out_command(&mut self, console: ConsoleId, command: &Bound) {
        let Some(unit) = self.unit_of(console) else {
            return;
        };
        let mut effects = Effects::at(self.now);
        let answer = match (self.unsupported(unit, command), handler(&command.name)) {
            (Some(refusal), _) => refusal,
            (None, Some(handler)) => {
                let catalog = Arc::clone(&self.setup.catalog);
                let call = Call {
                    unit,
                    command,
                    catalog: &catalog,
                };
                (handler.run)(&mut self.world, call, &mut effects)
            }
            // The grammar knows more commands than are carried out.
            (None, None) => refusal(
                Message::new(CMD0200, [&command.name]),
                ReturnCode::new(0, 2, "CMD0200"),
            ),
        };
        if let Some(count) = self.running.get_mut(console.index()) {
            *count = count.saturating_sub(1);
        }
        for output in answer.output {
            match output {
                Output::Message(message) => self.show_reply(console, &message),
                Output::Display(source, lines) => self.show_display(console, source, lines),
            }
        }
        self.take_in(effects);
        self.complete(console, &command.name, answer.code);
    }

    /// The refusal of a command that this type of server unit does not have
    /// (VM2000 V12.0 User Guide, page 196).
    fn unsupported(&self, unit: UnitId, command: &Bound) -> Option<Answer> {
        let units = &self.setup.grammar.get(&command.name)?.units;
        let unit_type = self.world.unit(unit).unit_type;
        let here = match unit_type {
            UnitType::S390 => Unit::S390,
            UnitType::X86 => Unit::X86,
        };
        if units.is_empty() || units.contains(&here) {
            return None;
        }
        let message = Message::new(VMS3011, [command.name.clone(), unit_type.to_string()]);
        Some(refusal(message, ReturnCode::new(0, 64, "VMS9004")))
    }

    /// Shows every mistake of a line with its place, and ends the command.
    fn refuse(&mut self, console: ConsoleId, line: &str, rejected: &Rejected) {
        let role = self.consoles.get(console).map_or(Role::Monitor, |c| c.role);
        let places: Vec<_> = rejected.mistakes.iter().map(|m| m.span.clone()).collect();
        self.show_display(console, Source::Own, form::marks(role, line, &places));
        for mistake in &rejected.mistakes {
            self.show_reply(console, &mistake.message);
            let help = form::explanation(role, &mistake.help);
            self.show_display(console, Source::Own, help);
        }
        let typed = line
            .trim_start_matches('/')
            .split([' ', ',', '?'])
            .next()
            .unwrap_or_default();
        let name = rejected
            .command
            .clone()
            .unwrap_or_else(|| typed.to_ascii_uppercase());
        self.complete(console, &name, ReturnCode::SYNTAX);
    }

    /// Takes a line that is no command for an answer, which it can only be if somebody
    /// asks (BS2000 "Introduction to System Administration" V11, page 287).
    fn answer_or_reject(&mut self, console: ConsoleId, line: &str) {
        self.show_input(console, Kind::Input, line);
        let destination: String = line
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        let behind = line.chars().nth(destination.len());
        let is_answer =
            (1..=4).contains(&destination.len()) && behind.is_some_and(|c| ".:-".contains(c));
        let text = if is_answer {
            "REJ6 NO MATCH FOR REPLY"
        } else {
            "REJ1 TEXT NOT RECOGNIZED"
        };
        self.show_rejection(console, text);
    }
}

/// A guest system does not know the commands of VM2000; its operator should know who does.
fn point_to_monitor(rejected: &mut Rejected) {
    for mistake in &mut rejected.mistakes {
        "this is a command of VM2000: enter it at the console of a monitor system"
            .clone_into(&mut mistake.help);
    }
}

fn refusal(message: Message, code: ReturnCode) -> Answer {
    Answer {
        output: vec![Output::Message(message)],
        code,
    }
}

//! What comes of a line entered at a console.

use super::Session;
use super::session::Due;
use crate::catalog::{Message, ReturnCode};
use crate::console::{ConsoleId, Kind, Role, form};
use crate::sdf::{Bound, CommandDef, Rejected};
use crate::sim::Span;
use crate::vm2000::Effects;
use crate::vm2000::commands::{Answer, Call, Output, handler};
use crate::vm2000::ids::CMD0200;
use crate::vm2000::model::System;

/// The application domain whose commands only monitor systems know.
const VM2000: &str = "VM2000";

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
        let available = |command: &CommandDef| is_monitor || command.domain != VM2000;
        let grammar = std::sync::Arc::clone(&self.setup.grammar);
        match grammar.bind(line, &available) {
            Ok(command) => self.start(console, command),
            Err(rejected) => self.refuse(console, line, &rejected),
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
        let answer = match handler(&command.name) {
            Some(handler) => {
                let catalog = std::sync::Arc::clone(&self.setup.catalog);
                let call = Call {
                    unit,
                    command,
                    catalog: &catalog,
                };
                (handler.run)(&mut self.world, call, &mut effects)
            }
            // Only a grammar from outside can define a command that nothing carries out.
            None => Answer {
                output: vec![Output::Message(Message::new(CMD0200, [&command.name]))],
                code: ReturnCode::new(0, 2, "CMD0200"),
            },
        };
        if let Some(count) = self.running.get_mut(console.index()) {
            *count = count.saturating_sub(1);
        }
        for output in answer.output {
            match output {
                Output::Message(message) => self.show_reply(console, message),
                Output::Display(lines) => self.show_display(console, lines),
            }
        }
        self.take_in(effects);
        self.complete(console, &command.name, answer.code);
    }

    /// Shows every mistake of a line with its place, and ends the command.
    fn refuse(&mut self, console: ConsoleId, line: &str, rejected: &Rejected) {
        let role = self.consoles.get(console).map_or(Role::Monitor, |c| c.role);
        for mistake in &rejected.mistakes {
            self.show_reply(console, mistake.message.clone());
            self.show_display(
                console,
                form::picture(role, line, &mistake.span, &mistake.help),
            );
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
            .take_while(|c| c.is_ascii_alphanumeric())
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

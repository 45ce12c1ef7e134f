//! What comes of a line entered at a console.

use super::Session;
use super::dialog::Line;
use crate::catalog::{ReturnCode, Source};
use crate::console::{ConsoleId, Kind, Role, form};
use crate::sdf::{Bound, CommandDef, MAX_LENGTH, Rejected};
use crate::vm2000::model::System;

/// The application domain whose commands only monitor systems know.
const VM2000: &str = "VM2000";

/// A guest system does not know the commands of VM2000; its operator should know who does.
const TO_MONITOR: &str = "this is a command of VM2000: enter it at the console of a monitor system";

/// Continuation lines are for user tasks and procedures.
const NOT_CONTINUED: &str = "a console has no continuation lines: enter the whole command in one line, without the hyphen at its end";

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
            (Role::Admin, _) => self.enter_in_task(console, line),
            (_, Some(rest)) if !rest.trim().is_empty() => {
                let concealed = self.setup.grammar.conceal(line);
                self.show_input(console, Kind::Input, &concealed.text);
                self.go_on(console, Line::new(line));
            }
            _ => self.answer_or_reject(console, line),
        }
    }

    /// Answers the oldest open question of a console. Returns `false` if none is open.
    pub fn reply(&mut self, _console: ConsoleId, _text: &str) -> bool {
        // No message that waits for an answer is sent yet.
        false
    }

    /// Enters a line in a user task. One that ends in a hyphen goes on in the next, behind
    /// its slash (SDF-P V2.5 ready reference, page 12).
    fn enter_in_task(&mut self, console: ConsoleId, typed: &str) {
        let Some(dialog) = self.dialogs.get_mut(console.index()) else {
            return;
        };
        let mut line = std::mem::take(&mut dialog.begun);
        let (start, goes_on) = (line.len(), !line.is_empty());
        let added = typed.strip_prefix('/').filter(|_| goes_on);
        line.push_str(added.unwrap_or(typed));
        let concealed = self.setup.grammar.conceal(&line).from(&line, start);
        let slash = if added.is_some() { "/" } else { "" };
        self.show_input(console, Kind::Input, &format!("{slash}{concealed}"));
        match line.strip_suffix('-') {
            Some(begun) if line.len() <= MAX_LENGTH => {
                if let Some(dialog) = self.dialogs.get_mut(console.index()) {
                    begun.clone_into(&mut dialog.begun);
                }
            }
            _ => self.go_on(console, Line::new(&line)),
        }
    }

    /// Carries out what is left of a line, up to a command that takes its time.
    pub(super) fn go_on(&mut self, console: ConsoleId, mut line: Line) {
        while let Some(command) = line.take() {
            match self.check(console, &command) {
                Ok(bound) => return self.start(console, bound, line),
                Err(rejected) => self.refuse(console, &command, &rejected, line.is_one),
            }
        }
    }

    /// Checks a command against the definitions that this console knows.
    fn check(&self, console: ConsoleId, command: &str) -> Result<Bound, Rejected> {
        let known = self.consoles.get(console);
        let is_monitor = known.is_some_and(|c| matches!(c.system, System::Monitor(_)));
        let available = |def: &CommandDef| is_monitor || def.domain != VM2000;
        let grammar = &self.setup.grammar;
        grammar.bind(command, &available).map_err(|mut rejected| {
            if !is_monitor && grammar.bind(command, &|_| true).is_ok() {
                explain_with(&mut rejected, TO_MONITOR);
            } else if command.ends_with('-') && known.is_some_and(|c| c.role != Role::Admin) {
                explain_with(&mut rejected, NOT_CONTINUED);
            }
            rejected
        })
    }

    /// Shows every mistake of a command with its place, and ends the command. One of
    /// several in a line is shown again, as their echo may be far above.
    fn refuse(&mut self, console: ConsoleId, command: &str, rejected: &Rejected, is_one: bool) {
        let role = self.consoles.get(console).map_or(Role::Monitor, |c| c.role);
        let concealed = self.setup.grammar.conceal(command);
        let mistakes = rejected.mistakes.iter().map(|m| concealed.mistake(m));
        let mistakes: Vec<_> = mistakes.collect();
        let places: Vec<_> = mistakes.iter().map(|m| m.span.clone()).collect();
        let marks = form::marks(role, &concealed.text, &places, !is_one);
        self.show_display(console, Source::Own, marks);
        for mistake in &mistakes {
            self.show_reply(console, &mistake.message);
            let help = form::explanation(role, &mistake.help);
            self.show_display(console, Source::Own, help);
        }
        let typed = command
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

/// Replaces the help for mistakes that are none where the line would have been entered
/// at another console.
fn explain_with(rejected: &mut Rejected, help: &str) {
    for mistake in &mut rejected.mistakes {
        help.clone_into(&mut mistake.help);
    }
}

//! The commands of SDF itself.

use super::{Dialog, attributes, help_sdf, options};
use crate::catalog::{Message, MessageId, Source};
use crate::sdf::{Bound, CommandDef, Grammar, Value};
use crate::text::wrap;
use crate::vm2000::commands::Answer;

/// No such input.
pub const VMC0010: MessageId = MessageId::new("VMC0010");

/// Nothing is kept.
const VMC0020: MessageId = MessageId::new("VMC0020");

/// Columns of a display.
const WIDTH: usize = 80;
/// Columns before a stored input.
const NUMBER: usize = 6;

/// Below the inputs where none is added to them.
const HISTORY_OFF: &str = "INPUT-HISTORY=*OFF: no further input is kept";

/// Carries out a command that concerns nothing but the dialog, if this is one.
pub fn carry_out(
    dialog: &mut Dialog,
    command: &Bound,
    grammar: &Grammar,
    caller: &Caller<'_>,
) -> Option<Answer> {
    match command.name.as_str() {
        "HELP-SDF" => Some(Answer::display(Source::Own, help_sdf::explain(command))),
        "MODIFY-SDF-OPTIONS" => Some(options::modify(dialog, command)),
        "REMARK" => Some(Answer::done()),
        "RESTORE-SDF-INPUT" => Some(restore(dialog, command)),
        "SHOW-CMD-ATTRIBUTES" => Some(attributes::show(command, grammar, caller)),
        "SHOW-INPUT-HISTORY" => Some(show_history(dialog, command)),
        "SHOW-SDF-OPTIONS" => Some(options::show(dialog)),
        _ => None,
    }
}

/// Who gives a command.
pub struct Caller<'a> {
    /// Whether it is a user task, and no console.
    pub is_task: bool,
    /// Whether it may give another command.
    pub may_give: &'a dyn Fn(&CommandDef) -> bool,
}

/// Whether an input is kept: those that look at the history are not (SDF Dialog Interface
/// V21, page 55).
pub fn is_kept(dialog: &Dialog, command: &Bound, grammar: &Grammar) -> bool {
    let looks = matches!(
        command.name.as_str(),
        "RESTORE-SDF-INPUT" | "SHOW-INPUT-HISTORY"
    );
    let is_isp = grammar.get(&command.name).is_some_and(|def| def.is_isp);
    !looks && (!is_isp || dialog.history.keeps_isp())
}

fn show_history(dialog: &Dialog, command: &Bound) -> Answer {
    let most = match command.get("NUMBER-OF-INPUTS") {
        Some(Value::Integer(number)) => usize::try_from(*number).unwrap_or_default(),
        _ => usize::MAX,
    };
    let line = |(number, input): &(i64, String)| -> Vec<String> {
        let room = WIDTH - NUMBER;
        // As it was typed, to the last column.
        let signs: Vec<char> = input.chars().collect();
        let parts = signs.chunks(room).map(String::from_iter).enumerate();
        let head = |i| {
            if i == 0 {
                number.to_string()
            } else {
                String::new()
            }
        };
        parts
            .map(|(i, part)| format!("{:>5} {part}", head(i)))
            .collect()
    };
    let mut lines: Vec<String> = dialog.history.last(most).flat_map(line).collect();
    if lines.is_empty() {
        let option = if dialog.history.is_kept() {
            "*ON"
        } else {
            "*OFF"
        };
        return Answer::refused(Message::new(VMC0020, [option]));
    }
    if !dialog.history.is_kept() {
        lines.push(HISTORY_OFF.to_owned());
    }
    Answer::display(Source::Own, lines)
}

/// Shows an input again (Commands V21, page 387).
fn restore(dialog: &mut Dialog, command: &Bound) -> Answer {
    let number = match command.get("INPUT") {
        Some(Value::Integer(number)) => *number,
        _ => -1,
    };
    let Some(input) = dialog.history.get(number) else {
        let (wanted, kept) = (number.to_string(), dialog.history.numbers());
        return Answer::refused(Message::new(VMC0010, [wanted, kept]));
    };
    let input = format!("/{}", input.trim_start_matches('/'));
    let lines = wrap(&input, WIDTH, WIDTH)
        .into_iter()
        .map(str::to_owned)
        .collect();
    dialog.restore(input);
    Answer::display(Source::Own, lines)
}

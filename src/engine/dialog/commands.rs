//! The commands of SDF itself.

use super::{Dialog, attributes, help_sdf};
use crate::catalog::{Message, MessageId, ReturnCode, Source};
use crate::sdf::{Bound, CommandDef, Grammar, Guidance, Value};
use crate::text::wrap;
use crate::vm2000::commands::{Answer, Output};
use crate::vm2000::ids::VMC0001;

/// No such input.
pub const VMC0010: MessageId = MessageId::new("VMC0010");

/// Columns of a display.
const WIDTH: usize = 80;
/// Columns before a stored input.
const NUMBER: usize = 6;

/// Below the inputs where none is added to them.
const HISTORY_OFF: &str = "INPUT-HISTORY=*OFF: no further input is kept";

/// The operand that says which inputs are kept in spite of their secrets.
const PROTECTION: &str = "PASSWORD-PROTECTION";

/// The operands of MODIFY-SDF-OPTIONS that have an effect here.
const EMULATED: [&str; 2] = ["GUIDANCE", "INPUT-HISTORY"];

/// Carries out a command that concerns nothing but the dialog, if this is one.
pub fn carry_out(
    dialog: &mut Dialog,
    command: &Bound,
    grammar: &Grammar,
    caller: &Caller<'_>,
) -> Option<Answer> {
    match command.name.as_str() {
        "HELP-SDF" => Some(Answer::display(Source::Own, help_sdf::explain(command))),
        "MODIFY-SDF-OPTIONS" => Some(modify_options(dialog, command)),
        "REMARK" => Some(Answer::done()),
        "RESTORE-SDF-INPUT" => Some(restore(dialog, command)),
        "SHOW-CMD-ATTRIBUTES" => Some(attributes::show(command, grammar, caller)),
        "SHOW-INPUT-HISTORY" => Some(show_history(dialog, command)),
        "SHOW-SDF-OPTIONS" => Some(show_options(dialog)),
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

/// The refusal because of operands that would have no effect, each named.
fn not_emulated(command: &Bound, operands: &[&str]) -> Answer {
    let message = |operand: &&str| Message::new(VMC0001, [*operand, &command.name]);
    let output = operands.iter().map(message).map(Output::Message);
    Answer {
        output: output.collect(),
        code: ReturnCode::new(0, 2, "CMD0200"),
    }
}

fn modify_options(dialog: &mut Dialog, command: &Bound) -> Answer {
    let keyword = |operand: &str| match command.get(operand) {
        Some(Value::Keyword(keyword)) => keyword.clone(),
        _ => String::new(),
    };
    let others = command.operands.iter().map(|(operand, _)| operand.as_str());
    let options = dialog.options();
    // What holds already may be given again, as the form of the command does.
    let holds = |operand: &str| {
        options
            .iter()
            .any(|(name, value)| *name == operand && *value == keyword(operand))
    };
    let mut others: Vec<&str> = others
        .filter(|operand| {
            let changes = keyword(operand) != "*UNCHANGED" && !holds(operand);
            changes && !EMULATED.contains(operand)
        })
        .collect();
    let protection = inner(command, "INPUT-HISTORY", PROTECTION);
    // Secrets are hidden in whatever is kept.
    if protection == Some("*NO") {
        others.push(PROTECTION);
    }
    if !others.is_empty() {
        return not_emulated(command, &others);
    }
    if let Some(guidance) = Guidance::set_by(&keyword("GUIDANCE")) {
        dialog.guidance = guidance;
    }
    match command.get("INPUT-HISTORY") {
        Some(Value::Structure(_, inner)) => {
            keep_history(dialog, inner);
            if let Some(given @ ("*YES" | "*SDF-ONLY")) = protection {
                dialog.history.keep_isp(given == "*SDF-ONLY");
            }
        }
        _ if keyword("INPUT-HISTORY") == "*OFF" => {
            if dialog.history.is_kept() {
                dialog.history.forget_last();
            }
            dialog.history.switch(false);
        }
        _ if keyword("INPUT-HISTORY") == "*RESET" => dialog.history.reset(),
        _ => {}
    }
    Answer::done()
}

/// The keyword of an operand in the structure of another one.
fn inner<'c>(command: &'c Bound, outer: &str, name: &str) -> Option<&'c str> {
    let Some(Value::Structure(_, inner)) = command.get(outer) else {
        return None;
    };
    let found = inner.iter().find(|(known, _)| known == name);
    found.and_then(|(_, value)| value.keyword())
}

/// Keeps inputs, and perhaps fewer of them than before.
fn keep_history(dialog: &mut Dialog, inner: &[(String, Value)]) {
    dialog.history.switch(true);
    if let Some((_, Value::Integer(most))) = inner.first() {
        dialog
            .history
            .limit(usize::try_from(*most).unwrap_or_default());
    }
}

/// Shows the options of SDF. The layout is ours.
fn show_options(dialog: &Dialog) -> Answer {
    let options = dialog.options().into_iter();
    let lines = options.map(|(name, value)| format!("{name:<21}: {value}"));
    Answer::display(Source::Own, lines.collect())
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
        return Answer::refused(Message::new(VMC0010, ["*ALL", "NONE"]));
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

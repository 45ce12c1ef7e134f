//! SHOW-CMD-ATTRIBUTES: which routing code a console needs for a command.

use super::commands::Caller;
use crate::catalog::{Message, MessageId, ReturnCode, RoutingCode, Source};
use crate::sdf::{Bound, CommandDef, Grammar, Value};
use crate::vm2000::commands::{Answer, Output};

/// No such command.
const CMD0186: MessageId = MessageId::new("CMD0186");
/// An abbreviation of several.
const CMD0187: MessageId = MessageId::new("CMD0187");
/// Not from a user task.
const NBR0898: MessageId = MessageId::new("NBR0898");

/// Shows one command or all, each with its aliases behind it, one column further right
/// (Commands V21, German, page 456). The columns are ours.
pub fn show(command: &Bound, grammar: &Grammar, caller: &Caller<'_>) -> Answer {
    if caller.is_task {
        return only_at_consoles(command);
    }
    let is = |operand, keyword: &str| matches!(command.get(operand), Some(Value::Keyword(found)) if found == keyword);
    let named: Vec<&CommandDef> = match command.get("CMD-NAME") {
        Some(Value::Text(name)) => match grammar.meant(name)[..] {
            [def] => vec![def],
            [] => return Answer::refused(Message::new(CMD0186, [name])),
            ref several => {
                let names: Vec<&str> = several.iter().map(|def| def.name.as_str()).collect();
                let inserts = [name.as_str(), &names.join(", ")];
                return Answer::refused(Message::new(CMD0187, inserts));
            }
        },
        _ => grammar.iter().collect(),
    };
    let all = is("SELECT", "*ALL");
    let shown = named
        .into_iter()
        .filter(|def| all || (caller.may_give)(def));
    let shown: Vec<&CommandDef> = shown.collect();
    let in_full = is("INFORMATION", "*ALL");
    let mut lines = vec![line("COMMAND", "RC", if in_full { "DOMAIN" } else { "" })];
    for def in &shown {
        let code = def.routing.map_or('-', RoutingCode::as_char).to_string();
        let domain = if in_full { &def.domain } else { "" };
        lines.push(line(&def.name, &code, domain));
        let aliases = def.aliases.iter();
        lines.extend(aliases.map(|alias| line(&format!(" {alias}"), &code, domain)));
    }
    if shown.iter().any(|def| def.routing.is_none()) {
        lines.push("-: no manual that could be read says which".to_owned());
    }
    Answer::display(Source::Own, lines)
}

/// The refusal of a command that is for consoles (Commands V21, page 381).
pub fn only_at_consoles(command: &Bound) -> Answer {
    Answer {
        output: vec![Output::Message(Message::new(NBR0898, [&command.name]))],
        code: ReturnCode::new(2, 64, "NBR0898"),
    }
}

fn line(name: &str, code: &str, domain: &str) -> String {
    format!("{name:<30} {code:<3} {domain}")
        .trim_end()
        .to_owned()
}

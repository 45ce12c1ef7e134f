//! SHOW-CMD-ATTRIBUTES: which routing code a console needs for a command.

use super::commands::not_emulated;
use crate::catalog::{Message, MessageId, RoutingCode, Source};
use crate::sdf::{Bound, CommandDef, Grammar, Value};
use crate::vm2000::commands::Answer;

/// No such command.
const CMD0186: MessageId = MessageId::new("CMD0186");

/// Shows one command or all. The layout is ours.
pub fn show(command: &Bound, grammar: &Grammar) -> Answer {
    let is = |operand, keyword: &str| matches!(command.get(operand), Some(Value::Keyword(found)) if found == keyword);
    if !is("SELECT", "*ALL") {
        return not_emulated(command, "SELECT");
    }
    let shown: Vec<&CommandDef> = match command.get("CMD-NAME") {
        Some(Value::Text(name)) => match grammar.get(name) {
            Some(def) => vec![def],
            None => return Answer::refused(Message::new(CMD0186, [name])),
        },
        _ => grammar.iter().collect(),
    };
    let in_full = is("INFORMATION", "*ALL");
    let mut lines = vec![line("COMMAND", "RC", if in_full { "DOMAIN" } else { "" })];
    lines.extend(shown.iter().map(|def| {
        let code = def.routing.map_or('-', RoutingCode::as_char);
        line(
            &def.name,
            &code.to_string(),
            if in_full { &def.domain } else { "" },
        )
    }));
    if shown.iter().any(|def| def.routing.is_none()) {
        lines.push("-: no manual that could be read says which".to_owned());
    }
    Answer::display(Source::Own, lines)
}

fn line(name: &str, code: &str, domain: &str) -> String {
    format!("{name:<30} {code:<3} {domain}")
        .trim_end()
        .to_owned()
}

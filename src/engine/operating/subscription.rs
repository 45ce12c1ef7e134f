//! MODIFY- and SHOW-MSG-SUBSCRIPTION: messages that a console has ordered (BS2000
//! Commands V21, pages 285 and 509).

use super::{Outcome, is, texts, told};
use crate::catalog::{Message, MessageId, ReturnCode, Source};
use crate::console::ConsoleId;
use crate::engine::Session;
use crate::sdf::{Bound, Value};
use crate::vm2000::commands::{Answer, Output};

/// Some orders were without effect.
const NBR0091: MessageId = MessageId::new("NBR0091");
/// What is ordered follows.
const NBR0093: MessageId = MessageId::new("NBR0093");
/// Other messages come, too.
const NBR0096: MessageId = MessageId::new("NBR0096");
/// Nothing is ordered.
const NBR0094: MessageId = MessageId::new("NBR0094");
/// Other messages do not come.
const NBR0097: MessageId = MessageId::new("NBR0097");

/// Orders messages and cancels orders. What is cancelled that was not ordered is ignored,
/// and so are senders: messages here have none that could be ordered.
pub(super) fn modify(session: &mut Session, console: ConsoleId, command: &Bound) -> Outcome {
    let Some(known) = session.consoles_mut().get_mut(console) else {
        return Outcome::done();
    };
    let rights = &mut known.rights;
    let mut ignored = false;
    if is(command, "REMOVE-MSG-ID", "*ALL") {
        rights.ordered.clear();
    }
    for key in texts(command, "REMOVE-MSG-ID") {
        ignored |= !rights.ordered.remove(key);
    }
    for key in texts(command, "ADD-MSG-ID") {
        ignored |= !rights.ordered.insert(key.to_owned());
    }
    for operand in ["ADD-SENDER", "REMOVE-SENDER"] {
        let given = command.get(operand).and_then(Value::keyword);
        ignored |= !matches!(given, None | Some("*NONE" | "*ALL"));
    }
    match command.get("DELIVER-OTHER-MSG").and_then(Value::keyword) {
        Some("*YES") => rights.only_ordered = false,
        Some("*NO") => rights.only_ordered = true,
        _ => {}
    }
    let mut answer = Answer::done();
    if ignored {
        answer.output.push(told(Message::plain(NBR0091)));
        answer.code = ReturnCode::new(1, 0, "NBR0091");
    }
    Outcome::Done(answer)
}

/// Shows what is ordered; each key stands behind a percent sign, as printed.
pub(super) fn show(session: &mut Session, console: ConsoleId, _: &Bound) -> Outcome {
    let Some(known) = session.consoles.get(console) else {
        return Outcome::done();
    };
    let rights = &known.rights;
    let mut answer = Answer::done();
    if rights.ordered.is_empty() {
        answer.output.push(told(Message::plain(NBR0094)));
    } else {
        let keys = rights.ordered.iter().map(|key| format!("% {key} "));
        answer.output.push(told(Message::plain(NBR0093)));
        answer
            .output
            .push(Output::Display(Source::Manual, keys.collect()));
    }
    let others = if rights.only_ordered {
        NBR0097
    } else {
        NBR0096
    };
    answer.output.push(told(Message::plain(others)));
    Outcome::Done(answer)
}

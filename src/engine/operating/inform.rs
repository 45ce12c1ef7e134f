//! INFORM-OPERATOR: a task tells the operators something, or asks them (BS2000 "Commands"
//! V21, page 245).

use super::Outcome;
use crate::catalog::{Message, MessageId, RoutingCode, Source};
use crate::console::{ConsoleId, Kind};
use crate::engine::Session;
use crate::engine::questions::Owner;
use crate::sdf::{Bound, Value};
use crate::vm2000::commands::{Answer, Output};
use crate::vm2000::{Emission, Reply};

/// What a task tells: a text without an id.
pub(in crate::engine) const EXC0091: MessageId = MessageId::new("EXC0091");

/// A task that waits for what its operator answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::engine) struct Told {
    console: ConsoleId,
    command: String,
}

pub(super) fn run(session: &mut Session, console: ConsoleId, command: &Bound) -> Outcome {
    let Some(known) = session.consoles.get(console) else {
        return Outcome::done();
    };
    let (system, tsn) = (known.at(&session.world), known.tsn.clone());
    let typed = command.get("MSG").and_then(Value::text).unwrap_or_default();
    let (code, text) = addressed(typed);
    let with_code = |code: RoutingCode| -> Vec<ConsoleId> {
        let all = session.consoles.of_system(system);
        let holds = all.filter(|(_, c)| c.takes_messages() && c.rights.codes.has(code));
        holds.map(|(id, _)| id).collect()
    };
    let mut to = code.map(with_code).unwrap_or_default();
    if to.is_empty() {
        // System parameter MSGDEST names the receiver; here it is the main console.
        to.extend(session.consoles.main(system).map(|(main, _)| main));
    }
    let emission = Emission::new(system, tsn, Message::new(EXC0091, [text]));
    if super::is(command, "WAIT-RESPONSE", "*YES") {
        let command = command.name.clone();
        let owner = Owner::Told(Told { console, command });
        session.post(&emission, Kind::Question, to, Some(owner));
        return Outcome::Waits;
    }
    session.post(&emission, Kind::Message, to, None);
    Outcome::done()
}

/// A text that begins with `<x` is for the consoles with routing code x (ROBAR V7.6, page
/// 203); the code is no part of it.
fn addressed(text: &str) -> (Option<RoutingCode>, &str) {
    let mut behind = text.strip_prefix('<').unwrap_or_default().chars();
    match behind.next().and_then(RoutingCode::new) {
        Some(code) => (Some(code), behind.as_str().trim_start()),
        None => (None, text),
    }
}

impl Session {
    /// What the operator has answered goes to the task that asked.
    pub(in crate::engine) fn tell_answer(&mut self, told: &Told, text: &str) -> Reply {
        let mut answer = Answer::done();
        let line = Output::Display(Source::Own, vec![text.to_owned()]);
        answer.output.push(line);
        self.give(told.console, &told.command, answer);
        Reply::Accepted
    }
}

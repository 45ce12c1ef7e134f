//! SHOW-PENDING-MSG: messages that nobody has answered yet (BS2000 Commands V21, page
//! 517). What it shows was not seen printed: we show the messages again as they came, as
//! the manual says that they can be displayed again.

use super::{Outcome, codes_in};
use crate::catalog::{Message, MessageId, ReturnCode};
use crate::console::{ConsoleId, Kind, Mid, Pending};
use crate::engine::Session;
use crate::engine::output::Heading;
use crate::engine::questions::Owner;
use crate::sdf::{Bound, Value};

/// Nothing is pending.
const EXC0031: MessageId = MessageId::new("EXC0031");
/// The sender of emergency messages, which are always shown.
const EMERGENCY: &str = "E";

pub(super) fn show(session: &mut Session, console: ConsoleId, command: &Bound) -> Outcome {
    let open: Vec<Pending<Owner>> = session
        .pending
        .iter()
        .filter(|pending| session.is_wanted(console, command, pending))
        .cloned()
        .collect();
    if open.is_empty() {
        return Outcome::refused(Message::plain(EXC0031), ReturnCode::new(1, 0, "EXC0031"));
    }
    for pending in &open {
        let heading = Heading {
            kind: pending.kind,
            from: pending.system,
            tsn: &pending.tsn,
            mid: pending.mid,
            vm: None,
        };
        session.show(&[console], heading, &pending.message, None);
    }
    Outcome::done()
}

impl Session {
    /// Whether the operands ask for an open message.
    fn is_wanted(&self, console: ConsoleId, command: &Bound, pending: &Pending<Owner>) -> bool {
        let Some(known) = self.consoles.get(console) else {
            return false;
        };
        let is_meant = || {
            self.is_destined(console, command, pending)
                && self.is_sent_by(command, pending)
                && self.is_of_kind(command, pending)
        };
        known.at(&self.world) == pending.system && (pending.tsn == EMERGENCY || is_meant())
    }

    fn is_destined(&self, console: ConsoleId, command: &Bound, pending: &Pending<Owner>) -> bool {
        let Some(destination) = command.get("DESTINATION") else {
            return true;
        };
        match destination.keyword() {
            Some("*ANY") => true,
            Some("*ROUTING-CODE") => {
                let codes = codes_in(destination.inner("ROUTING-CODE"));
                let template = self.setup.catalog.get(pending.message.id);
                let code = template.and_then(|template| template.routing);
                code.is_some_and(|code| codes.has(code))
            }
            Some("*CONSOLE") => {
                let names = list(destination.inner("CONSOLE"));
                let known = |id: &ConsoleId| {
                    self.consoles
                        .get(*id)
                        .is_some_and(|c| names.contains(&c.mnemonic.as_str()))
                };
                pending.consoles.iter().any(known)
            }
            Some("*TSN") => list(destination.inner("TSN")).contains(&pending.tsn.as_str()),
            _ => pending.consoles.contains(&console),
        }
    }

    fn is_sent_by(&self, command: &Bound, pending: &Pending<Owner>) -> bool {
        match command.get("SENDER").and_then(Value::keyword) {
            Some("*TSN") => {
                let sender = command.get("SENDER").and_then(|s| s.inner("TSN"));
                list(sender).contains(&pending.tsn.as_str())
            }
            // No message of another console waits for an answer.
            Some("*CONSOLE") => false,
            _ => true,
        }
    }

    fn is_of_kind(&self, command: &Bound, pending: &Pending<Owner>) -> bool {
        let kind = match command.get("MSG-TYPE").and_then(Value::keyword) {
            Some("*QUESTION") => pending.kind == Kind::Question,
            Some("*COMMAND-QUESTION") => pending.kind == Kind::Request,
            Some("*INSTRUCTION") => pending.kind == Kind::Instruction,
            _ => true,
        };
        let text = |operand| command.get(operand).and_then(Value::text);
        let mid = text("MSG-REFERENCE-NAME").and_then(Mid::meant);
        let id = text("MSG-IDENTIFICATION");
        let time = command.get("TIME");
        let limit = |operand| time.and_then(|t| t.inner(operand)).and_then(Value::text);
        let came = self.clock(pending);
        kind && mid.is_none_or(|mid| mid == pending.mid)
            && id.is_none_or(|id| id == pending.message.id.as_str())
            && limit("FROM").is_none_or(|from| came >= digits(from))
            && limit("TO").is_none_or(|to| came <= digits(to))
    }

    /// When a message came, as hhmmss.
    fn clock(&self, pending: &Pending<Owner>) -> String {
        let first = pending.consoles.first();
        let offset = first.map_or(0, |console| self.offset(*console));
        self.calendar().hhmmss(pending.since, offset)
    }
}

/// A time of day as six digits.
fn digits(time: &str) -> String {
    let digits: String = time.chars().filter(char::is_ascii_digit).collect();
    format!("{digits:0<6}")
}

fn list(value: Option<&Value>) -> Vec<&str> {
    let items = value.map_or(&[][..], Value::items);
    items.iter().filter_map(Value::text).collect()
}

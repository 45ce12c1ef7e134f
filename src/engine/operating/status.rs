//! SHOW-CONSOLE-STATUS: consoles with their routing codes (BS2000 Commands V21, page
//! 459). The layout was not seen printed; it is ours.

use super::{Outcome, is, is_named, texts, told};
use crate::catalog::{Codes, Message, MessageId, ReturnCode, Source};
use crate::console::{Console, ConsoleId, Status};
use crate::engine::Session;
use crate::sdf::{Bound, Value};
use crate::vm2000::commands::Answer;

/// Some of the consoles do not exist.
const NBR1074: MessageId = MessageId::new("NBR1074");

pub(super) fn show(session: &mut Session, console: ConsoleId, command: &Bound) -> Outcome {
    let Some(own) = session.consoles.get(console) else {
        return Outcome::done();
    };
    let system = own.at(&session.world);
    let stations: Vec<(ConsoleId, &Console)> = session
        .consoles
        .of_system(system)
        .filter(|(_, c)| c.is_station())
        .collect();
    let names = texts(command, "CONSOLE");
    let wanted = |(id, known): &(ConsoleId, &Console)| {
        if is(command, "CONSOLE", "*ALL") {
            is_of(known, command)
        } else if names.is_empty() {
            *id == console
        } else {
            names.iter().any(|name| is_named(known, name))
        }
    };
    let shown: Vec<_> = stations.iter().copied().filter(wanted).collect();
    let is_known = |name: &&str| stations.iter().any(|(_, c)| is_named(c, name));
    let unknown = names.iter().filter(|name| !is_known(name)).count();
    let mut lines = vec!["CONS  TYPE      STATE       MAIN  USER      ROUTING CODES".to_owned()];
    lines.extend(
        shown
            .iter()
            .map(|(id, known)| session.status_line(*id, known)),
    );
    let mut answer = Answer::display(Source::Own, lines);
    if unknown > 0 {
        answer.output.push(told(Message::plain(NBR1074)));
        answer.code = ReturnCode::new(2, 0, "NBR1074");
    }
    Outcome::Done(answer)
}

impl Session {
    fn status_line(&self, id: ConsoleId, console: &Console) -> String {
        let kind = if console.role.is_physical() {
            "PHYSICAL"
        } else {
            "LOGICAL"
        };
        let state = match console.status {
            Status::Operable => "OPERABLE",
            Status::Off => "OFF",
            Status::Inoperable => "INOPERABLE",
        };
        let main = if self.consoles.is_main(id) {
            "YES"
        } else {
            "NO"
        };
        let operator = console.rights.operator.as_ref();
        let user = operator.map_or("-", |operator| &operator.user);
        let codes = codes_of(console.rights.codes);
        format!(
            "{:<5} {kind:<9} {state:<11} {main:<5} {user:<9} {codes}",
            console.mnemonic
        )
    }
}

fn codes_of(codes: Codes) -> String {
    if codes == Codes::ALL {
        "ALL".to_owned()
    } else if codes.is_empty() {
        "NONE".to_owned()
    } else {
        codes.to_string()
    }
}

/// Whether a console is of the type and in the state that *ALL(...) asks for.
fn is_of(console: &Console, command: &Bound) -> bool {
    let all = command.get("CONSOLE");
    let keyword = |operand| all.and_then(|v| v.inner(operand)).and_then(Value::keyword);
    let kind = match keyword("TYPE") {
        Some("*PHYSICAL") => console.role.is_physical(),
        Some("*LOGICAL") => !console.role.is_physical(),
        _ => true,
    };
    let state = match keyword("STATE") {
        Some("*OPERABLE") => console.status == Status::Operable,
        Some("*INOPERABLE") => console.status != Status::Operable,
        _ => true,
    };
    kind && state
}

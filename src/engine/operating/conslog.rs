//! CHANGE-CONSLOG-FILE, SET-CONSLOG-READ-MARK and SHOW-CONSLOG-ATTRIBUTES (BS2000 Commands
//! V21, pages 119, 411 and 456). The layout of the display was not seen printed; it is ours.

use super::Outcome;
use crate::catalog::{Message, MessageId, ReturnCode, Source};
use crate::console::ConsoleId;
use crate::engine::Session;
use crate::sdf::Bound;
use crate::vm2000::Emission;
use crate::vm2000::commands::Answer;
use crate::vm2000::guest::conslog;
use crate::vm2000::model::System;

/// A log is opened.
const EXC0040: MessageId = MessageId::new("EXC0040");
/// A log is closed.
const EXC0553: MessageId = MessageId::new("EXC0553");
/// No further serial number.
const NBR0904: MessageId = MessageId::new("NBR0904");
/// The task that looks after the consoles.
const CONSOLE_TASK: &str = "UCO";

pub(super) fn change(session: &mut Session, console: ConsoleId, _: &Bound) -> Outcome {
    let Some(system) = system_of(session, console) else {
        return Outcome::done();
    };
    let vm = session.vm_of(system);
    let closed = conslog::path(&session.world, vm);
    if !conslog::change(&mut session.world, vm, session.now) {
        let code = ReturnCode::new(0, 64, "NBR0904");
        return Outcome::refused(Message::plain(NBR0904), code);
    }
    let opened = conslog::path(&session.world, vm);
    for (id, file) in [(EXC0553, closed), (EXC0040, opened)] {
        session.send(&Emission::new(
            system,
            CONSOLE_TASK,
            Message::new(id, [file]),
        ));
    }
    Outcome::done()
}

/// Lets the open file be read up to its present end, while logging goes on (BS2000
/// Commands V21, page 411).
pub(super) fn set_mark(session: &mut Session, console: ConsoleId, _: &Bound) -> Outcome {
    if let Some(system) = system_of(session, console) {
        session.set_read_mark(system);
    }
    Outcome::done()
}

pub(super) fn show(session: &mut Session, console: ConsoleId, _: &Bound) -> Outcome {
    let Some(system) = system_of(session, console) else {
        return Outcome::done();
    };
    let file = conslog::path(&session.world, session.vm_of(system));
    let logged = session.open_file(system).len();
    let lines = vec![
        "CONSLOG ACTIVE".to_owned(),
        format!("FILE: {file}"),
        format!(
            "RECORDS: {logged}, BEFORE THE READ MARK: {}",
            session.read_mark(system)
        ),
    ];
    Outcome::Done(Answer::display(Source::Own, lines))
}

fn system_of(session: &Session, console: ConsoleId) -> Option<System> {
    let known = session.consoles.get(console)?;
    Some(known.at(&session.world))
}

//! CHANGE-CONSLOG-FILE and SHOW-CONSLOG-ATTRIBUTES (BS2000 Commands V21, pages 119 and
//! 456). The layout of the display was not seen printed; it is ours.

use super::Outcome;
use crate::catalog::{Message, MessageId, ReturnCode, Source};
use crate::console::ConsoleId;
use crate::engine::Session;
use crate::sdf::Bound;
use crate::vm2000::Emission;
use crate::vm2000::commands::Answer;
use crate::vm2000::model::System;

/// A log is opened.
const EXC0040: MessageId = MessageId::new("EXC0040");
/// A log is closed.
const EXC0553: MessageId = MessageId::new("EXC0553");
/// No further serial number.
const NBR0904: MessageId = MessageId::new("NBR0904");
/// The task that looks after the consoles.
const CONSOLE_TASK: &str = "UCO";
/// The user id under which the files are.
const USER: &str = "$SYSAUDIT.";

pub(super) fn change(session: &mut Session, console: ConsoleId, _: &Bound) -> Outcome {
    let Some(system) = system_of(session, console) else {
        return Outcome::done();
    };
    let closed = session.conslog_now(system);
    let date = session
        .calendar()
        .date(session.now, session.offset(console));
    let Some(opened) = next(&closed, &date) else {
        let code = ReturnCode::new(0, 64, "NBR0904");
        return Outcome::refused(Message::plain(NBR0904), code);
    };
    for (id, file) in [(EXC0553, closed), (EXC0040, opened)] {
        let message = Message::new(id, [format!("{USER}{file}")]);
        session.send(&Emission::new(system, CONSOLE_TASK, message));
    }
    Outcome::done()
}

pub(super) fn show(session: &mut Session, console: ConsoleId, _: &Bound) -> Outcome {
    let Some(system) = system_of(session, console) else {
        return Outcome::done();
    };
    let file = session.conslog_now(system);
    let lines = vec!["CONSLOG ACTIVE".to_owned(), format!("FILE: {USER}{file}")];
    Outcome::Done(Answer::display(Source::Own, lines))
}

fn system_of(session: &Session, console: ConsoleId) -> Option<System> {
    let known = session.consoles.get(console)?;
    Some(known.at(&session.world))
}

/// The file after this one: files are counted anew each day (Diagnostics Handbook V21,
/// page 201).
fn next(closed: &str, date: &str) -> Option<String> {
    let (before, serial) = closed.rsplit_once('.')?;
    let (dated, number) = before.rsplit_once('.')?;
    let serial = match dated.ends_with(date) {
        true => serial.parse::<u16>().ok()? + 1,
        false => 1,
    };
    (serial <= 999).then(|| format!("SYS.CONSLOG.{date}.{number}.{serial:03}"))
}

#[cfg(test)]
mod tests {
    use super::next;

    #[test]
    fn files_are_counted_up_to_999_and_anew_each_day() {
        let after = |closed| next(closed, "2026-01-12");
        let file = |tail: &str| Some(format!("SYS.CONSLOG.2026-01-12.{tail}"));
        assert_eq!(after("SYS.CONSLOG.2026-01-12.002.009"), file("002.010"));
        assert_eq!(after("SYS.CONSLOG.2026-01-11.002.009"), file("002.001"));
        assert_eq!(after("SYS.CONSLOG.2026-01-12.002.999"), None);
    }
}

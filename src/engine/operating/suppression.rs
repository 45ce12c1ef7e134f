//! SET-, RESET- and SHOW-MSG-SUPPRESSION, RESET-MSG-BUFFER and MODIFY-CONSOLE-OPTIONS
//! (BS2000 Commands V21, pages 268, 381, 423 and 510).

use super::{Outcome, is, is_named, texts};
use crate::catalog::{Message, MessageId, Source};
use crate::console::{Console, ConsoleId, Role};
use crate::engine::Session;
use crate::sdf::Bound;
use crate::vm2000::commands::Answer;

/// A console that does not exist.
const NBR0200: MessageId = MessageId::new("NBR0200");
/// For physical consoles only.
const NBR1080: MessageId = MessageId::new("NBR1080");
/// Nothing is suppressed.
const NBR0095: MessageId = MessageId::new("NBR0095");

pub(super) fn set(session: &mut Session, console: ConsoleId, command: &Bound) -> Outcome {
    change(session, console, command, |known, ids| {
        known.rights.suppressed.extend(ids);
    })
}

pub(super) fn reset(session: &mut Session, console: ConsoleId, command: &Bound) -> Outcome {
    change(session, console, command, |known, ids| {
        if ids.is_empty() {
            known.rights.suppressed.clear();
        }
        known.rights.suppressed.retain(|id| !ids.contains(id));
    })
}

fn change(
    session: &mut Session,
    console: ConsoleId,
    command: &Bound,
    with: impl Fn(&mut Console, &[MessageId]),
) -> Outcome {
    let ids: Vec<MessageId> = texts(command, "MSG-ID")
        .into_iter()
        .filter_map(|id| id.parse().ok())
        .collect();
    match concerned(session, console, command) {
        Ok(consoles) => {
            let all = session.consoles_mut();
            for id in consoles {
                if let Some(known) = all.get_mut(id) {
                    with(known, &ids);
                }
            }
            Outcome::done()
        }
        Err(unknown) => Outcome::no(Message::new(NBR0200, [unknown])),
    }
}

/// The consoles that CONSOLE-UNIT and APPLICATION-NAME mean, or the name that means none.
/// Where neither is given, it is the own one: else the command would do nothing.
fn concerned(
    session: &Session,
    console: ConsoleId,
    command: &Bound,
) -> Result<Vec<ConsoleId>, String> {
    let system = session.consoles.get(console).map(|c| c.system);
    let stations: Vec<(ConsoleId, &Console)> = system
        .into_iter()
        .flat_map(|system| session.consoles.of_system(system))
        .filter(|(_, known)| known.is_station())
        .collect();
    let mut found = Vec::new();
    for (operand, physical) in [("CONSOLE-UNIT", true), ("APPLICATION-NAME", false)] {
        let group = || {
            stations
                .iter()
                .filter(|(_, c)| c.role.is_physical() == physical)
        };
        if is(command, operand, "*ALL") {
            found.extend(group().map(|(id, _)| *id));
        } else if is(command, operand, "*OWN") {
            found.push(console);
        }
        for name in texts(command, operand) {
            let named = group().find(|(_, known)| is_named(known, name));
            found.push(named.ok_or(name)?.0);
        }
    }
    if found.is_empty() {
        found.push(console);
    }
    Ok(found)
}

/// Shows the suppressed messages of the console. The layout is ours.
pub(super) fn show(session: &mut Session, console: ConsoleId, command: &Bound) -> Outcome {
    let consoles = match concerned(session, console, command) {
        Ok(consoles) => consoles,
        Err(unknown) => return Outcome::no(Message::new(NBR0200, [unknown])),
    };
    let wanted = texts(command, "MSG-ID");
    let lines: Vec<String> = consoles
        .iter()
        .filter_map(|id| session.consoles.get(*id))
        .flat_map(|known| {
            let ids = known.rights.suppressed.iter();
            let is_wanted = |id: &&MessageId| wanted.is_empty() || wanted.contains(&id.as_str());
            let line = |id: &MessageId| format!("{:<5} {id}", known.mnemonic);
            ids.filter(is_wanted).map(line)
        })
        .collect();
    if lines.is_empty() {
        return Outcome::no(Message::plain(NBR0095));
    }
    Outcome::Done(Answer::display(Source::Own, lines))
}

/// Drops output that waits for its turn: nothing waits here, as no console is slow.
pub(super) fn reset_buffer(session: &mut Session, console: ConsoleId, _: &Bound) -> Outcome {
    physical_only(session, console)
}

/// How a screen rolls: every screen here rolls in one way, so nothing changes.
pub(super) fn options(session: &mut Session, console: ConsoleId, _: &Bound) -> Outcome {
    physical_only(session, console)
}

fn physical_only(session: &Session, console: ConsoleId) -> Outcome {
    match session.consoles.get(console).map(|c| c.role) {
        Some(Role::Monitor | Role::Guest) => Outcome::done(),
        _ => Outcome::no(Message::plain(NBR1080)),
    }
}

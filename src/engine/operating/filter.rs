//! ADD-, REMOVE- and SHOW-CONSOLE-FILTER: messages that are kept away by their weight
//! (BS2000 Commands V21, pages 85 and 457).

use std::collections::BTreeSet;

use super::{Outcome, codes, told};
use crate::catalog::{Message, MessageId, RoutingCode};
use crate::console::{ConsoleId, LEVELS, Rights};
use crate::engine::Session;
use crate::sdf::{Bound, Value};
use crate::vm2000::commands::Answer;

/// The codes of one level.
const NBR1063: MessageId = MessageId::new("NBR1063");
/// No code has this level.
const NBR1064: MessageId = MessageId::new("NBR1064");
/// The codes of all levels.
const NBR1065: MessageId = MessageId::new("NBR1065");
/// No filter at all.
const NBR1066: MessageId = MessageId::new("NBR1066");

pub(super) fn add(session: &mut Session, console: ConsoleId, command: &Bound) -> Outcome {
    let levels = levels(command);
    change(session, console, command, |filters, code| {
        filters.filters.entry(code).or_default().extend(&levels);
    })
}

pub(super) fn remove(session: &mut Session, console: ConsoleId, command: &Bound) -> Outcome {
    let levels = levels(command);
    change(session, console, command, |rights, code| {
        if let Some(filtered) = rights.filters.get_mut(&code) {
            filtered.retain(|level| !levels.contains(level));
        }
        rights.filters.retain(|_, levels| !levels.is_empty());
    })
}

fn change(
    session: &mut Session,
    console: ConsoleId,
    command: &Bound,
    with: impl Fn(&mut Rights, RoutingCode),
) -> Outcome {
    if let Some(known) = session.consoles_mut().get_mut(console) {
        for code in codes(command, "ROUTING-CODE").iter() {
            with(&mut known.rights, code);
        }
    }
    Outcome::done()
}

/// Shows which codes each level keeps away.
pub(super) fn show(session: &mut Session, console: ConsoleId, command: &Bound) -> Outcome {
    let Some(known) = session.consoles.get(console) else {
        return Outcome::done();
    };
    let filters = &known.rights.filters;
    let wanted = levels(command);
    let of_level = |level: u8| -> String {
        let with = filters.iter().filter(|(_, levels)| levels.contains(&level));
        with.map(|(code, _)| code.as_char()).collect()
    };
    let all = LEVELS.count() == wanted.len();
    let mut answer = Answer::done();
    if all && filters.is_empty() {
        answer.output.push(told(Message::plain(NBR1066)));
        return Outcome::Done(answer);
    }
    let of_every_level = of_level(*LEVELS.start());
    if all
        && LEVELS
            .clone()
            .all(|level| of_level(level) == of_every_level)
    {
        answer
            .output
            .push(told(Message::new(NBR1065, [of_every_level])));
        return Outcome::Done(answer);
    }
    for level in wanted {
        let message = match of_level(level) {
            none if none.is_empty() => Message::new(NBR1064, [level.to_string()]),
            some => Message::new(NBR1063, [level.to_string(), some]),
        };
        answer.output.push(told(message));
    }
    Outcome::Done(answer)
}

fn levels(command: &Bound) -> BTreeSet<u8> {
    let items = command.get("FILTER").map_or(&[][..], Value::items);
    let given: BTreeSet<u8> = items
        .iter()
        .filter_map(Value::integer)
        .filter_map(|level| u8::try_from(level).ok())
        .collect();
    if given.is_empty() {
        LEVELS.collect()
    } else {
        given
    }
}

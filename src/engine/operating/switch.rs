//! CONSOLE: switches consoles over to their standby consoles and back (BS2000 Commands
//! V21, page 141).

use super::isp::{self, Operand};
use super::{Outcome, is_named};
use crate::catalog::{Message, MessageId, Source};
use crate::console::{ConsoleId, Status};
use crate::engine::Session;
use crate::sdf::Bound;
use crate::vm2000::commands::Answer;
use crate::vm2000::model::System;

/// An operand is wrong.
const EXC0045: MessageId = MessageId::new("EXC0045");
/// Not with operator logon.
const NBR0201: MessageId = MessageId::new("NBR0201");
/// A console that does not exist.
const NBR0200: MessageId = MessageId::new("NBR0200");
/// The main console cannot switch itself off.
const NBR0202: MessageId = MessageId::new("NBR0202");
/// Only the main console may do this.
const EXC0053: MessageId = MessageId::new("EXC0053");

pub(super) fn run(session: &mut Session, console: ConsoleId, command: &Bound) -> Outcome {
    let Some(system) = session.consoles.get(console).map(|c| c.system) else {
        return Outcome::done();
    };
    if session.needs_logon(system) {
        return Outcome::no(Message::new(NBR0201, ["CONSOLE"]));
    }
    if !session.consoles.is_main(console) {
        return Outcome::no(Message::plain(EXC0053));
    }
    let operands = isp::operands(command).unwrap_or_default();
    let [first, rest @ ..] = &operands[..] else {
        return wrong();
    };
    match (first.name.as_str(), rest) {
        ("HELP", []) => session.list_standbys(system, console, &["ALL"]),
        ("HELP", [one]) if one.name == "CS" => {
            let names: Vec<&str> = one.values.iter().map(String::as_str).collect();
            session.list_standbys(system, console, &names)
        }
        ("SWITCH", [one]) if matches!(one.name.as_str(), "OFF" | "ON") => {
            session.switch(system, one)
        }
        ("DEFINE", [one]) if matches!(one.name.as_str(), "REPLACEMENT" | "ORIGINAL") => {
            session.define(system, one)
        }
        _ => wrong(),
    }
}

fn wrong() -> Outcome {
    Outcome::no(Message::new(EXC0045, ["CONSOLE"]))
}

impl Session {
    fn station(&self, system: System, name: &str) -> Option<ConsoleId> {
        let mut all = self.consoles.of_system(system);
        let found = all.find(|(_, c)| c.role.is_physical() && is_named(c, name));
        found.map(|(id, _)| id)
    }

    fn switch(&mut self, system: System, operand: &Operand) -> Outcome {
        let off = operand.name == "OFF";
        let mut found = Vec::new();
        for name in &operand.values {
            match self.station(system, name) {
                None => return Outcome::no(Message::new(NBR0200, [name])),
                Some(id) if off && self.consoles.is_main(id) => {
                    return Outcome::no(Message::plain(NBR0202));
                }
                Some(id) => found.push(id),
            }
        }
        for id in found {
            if let Some(known) = self.consoles_mut().get_mut(id) {
                known.status = match known.status {
                    Status::Inoperable => Status::Inoperable,
                    _ if off => Status::Off,
                    _ => Status::Operable,
                };
            }
        }
        Outcome::done()
    }

    fn define(&mut self, system: System, operand: &Operand) -> Outcome {
        let is_original = operand.name == "ORIGINAL";
        let is_all = is_original && (operand.values.is_empty() || operand.values == ["ALL"]);
        let names: Vec<String> = if is_all {
            let all = self.consoles.of_system(system);
            all.filter(|(_, c)| c.role.is_physical())
                .map(|(_, c)| c.mnemonic.clone())
                .collect()
        } else {
            operand.values.clone()
        };
        let mut ids = Vec::new();
        for name in &names {
            match self.station(system, name) {
                None => return Outcome::no(Message::new(NBR0200, [name])),
                Some(id) => ids.push(id),
            }
        }
        let pairs: Vec<(ConsoleId, Option<ConsoleId>)> = if is_original {
            ids.into_iter().map(|id| (id, None)).collect()
        } else if ids.len() % 2 == 0 && !ids.is_empty() {
            ids.chunks(2)
                .filter_map(|pair| Some((*pair.first()?, pair.get(1).copied())))
                .collect()
        } else {
            return wrong();
        };
        for (id, standby) in pairs {
            if let Some(known) = self.consoles_mut().get_mut(id) {
                known.standby = standby;
            }
        }
        Outcome::done()
    }

    /// Lists consoles with their standby consoles. The layout is ours.
    fn list_standbys(&self, system: System, own: ConsoleId, names: &[&str]) -> Outcome {
        let Ok(chosen) = self.named(system, own, names) else {
            return Outcome::no(Message::new(NBR0200, [names.join(",")]));
        };
        let known = chosen.iter().filter_map(|id| self.consoles.get(*id));
        let physical = known.filter(|c| c.role.is_physical());
        let mut lines = vec!["CONS  STANDBY".to_owned()];
        lines.extend(physical.map(|c| {
            let standby = c.standby.and_then(|id| self.consoles.get(id));
            let name = standby.map_or("*NEXT", |standby| &standby.mnemonic);
            format!("{:<5} {name}", c.mnemonic)
        }));
        Outcome::Done(Answer::display(Source::Own, lines))
    }
}

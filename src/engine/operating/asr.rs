//! ASR: assigns routing codes to consoles, takes them away and lists them (BS2000
//! Commands V21, page 98). HELP is printed; the words ADD, DELETE and RESET of the other
//! three formats, which the manual has without our having read them, are ours.

use super::isp::{self, Operand};
use super::{Outcome, is_named};
use crate::catalog::{Codes, Message, MessageId, RoutingCode, Source};
use crate::console::{Console, ConsoleId};
use crate::engine::Session;
use crate::sdf::Bound;
use crate::vm2000::commands::Answer;
use crate::vm2000::model::System;

/// An operand is wrong.
const EXC0045: MessageId = MessageId::new("EXC0045");
/// Only the main console may do this.
const EXC0053: MessageId = MessageId::new("EXC0053");
/// A console that does not exist.
const NBR0200: MessageId = MessageId::new("NBR0200");

pub(super) fn run(session: &mut Session, console: ConsoleId, command: &Bound) -> Outcome {
    let wrong = || Outcome::no(Message::new(EXC0045, ["ASR"]));
    let Ok(operands) = isp::operands(command) else {
        return wrong();
    };
    let Some((first, rest)) = operands.split_first() else {
        return wrong();
    };
    let Some(system) = session.consoles.get(console).map(|c| c.system) else {
        return wrong();
    };
    let is_known = |operand: &Operand| {
        matches!(operand.name.as_str(), "CONSOLE" | "CODE") && !operand.values.is_empty()
    };
    if !first.values.is_empty() || !rest.iter().all(is_known) {
        return wrong();
    }
    let names = values(rest, "CONSOLE");
    let Ok(chosen) = session.named(system, console, &names) else {
        return Outcome::no(Message::new(NBR0200, [names.join(",")]));
    };
    let Ok(codes) = codes(rest) else {
        return wrong();
    };
    // Codes of other consoles are the main console's business.
    let is_about_others = chosen.iter().any(|id| *id != console);
    let changes = first.name != "HELP";
    if changes && is_about_others && !session.consoles.is_main(console) {
        return Outcome::no(Message::plain(EXC0053));
    }
    match first.name.as_str() {
        "HELP" => {
            let all = if names.is_empty() && codes.is_some() {
                session.stations(system)
            } else {
                chosen
            };
            session.list_codes(&all, codes)
        }
        "ADD" => session.assign(&chosen, codes, Codes::and),
        "DELETE" => session.assign(&chosen, codes, Codes::without),
        "RESET" => session.reset_codes(&chosen),
        _ => wrong(),
    }
}

fn values<'a>(operands: &'a [Operand], name: &str) -> Vec<&'a str> {
    let named = operands.iter().filter(|operand| operand.name == name);
    named
        .flat_map(|operand| operand.values.iter().map(String::as_str))
        .collect()
}

/// The codes of CODE=, if it is given.
fn codes(operands: &[Operand]) -> Result<Option<Codes>, char> {
    let given = values(operands, "CODE");
    if given.is_empty() {
        return Ok(None);
    }
    if given == ["ALL"] {
        return Ok(Some(Codes::ALL));
    }
    Codes::of(&given.concat()).map(Some)
}

impl Session {
    /// The consoles of these names, all for ALL, the own one for none.
    pub(super) fn named(
        &self,
        system: System,
        own: ConsoleId,
        names: &[&str],
    ) -> Result<Vec<ConsoleId>, ()> {
        match names {
            [] => return Ok(vec![own]),
            ["ALL"] => return Ok(self.stations(system)),
            _ => {}
        }
        let of_name = |name: &&str| {
            let mut all = self.consoles.of_system(system);
            let found = all.find(|(_, known)| is_named(known, name));
            found.map(|(id, _)| id).ok_or(())
        };
        names.iter().map(of_name).collect()
    }

    pub(super) fn stations(&self, system: System) -> Vec<ConsoleId> {
        let all = self.consoles.of_system(system);
        all.filter(|(_, c)| c.is_station())
            .map(|(id, _)| id)
            .collect()
    }

    fn assign(
        &mut self,
        consoles: &[ConsoleId],
        codes: Option<Codes>,
        with: fn(Codes, Codes) -> Codes,
    ) -> Outcome {
        let Some(codes) = codes else {
            return Outcome::no(Message::new(EXC0045, ["ASR"]));
        };
        // The code of the main console goes with its functions, and not alone.
        let codes = codes.without(RoutingCode::new('*').map(Codes::one).unwrap_or_default());
        let all = self.consoles_mut();
        for id in consoles {
            if let Some(known) = all.get_mut(*id) {
                known.rights.codes = with(known.rights.codes, codes);
            }
        }
        Outcome::done()
    }

    /// Gives consoles the codes that they had at startup.
    fn reset_codes(&mut self, consoles: &[ConsoleId]) -> Outcome {
        let all = self.consoles_mut();
        for id in consoles {
            let is_main = all.is_main(*id);
            if let Some(known) = all.get_mut(*id) {
                let star = Codes::of("*").unwrap_or_default();
                let codes = known.codes_at_startup.without(star);
                known.rights.codes = if is_main { codes.and(star) } else { codes };
            }
        }
        Outcome::done()
    }

    /// Lists the codes of consoles. The layout is ours.
    fn list_codes(&self, consoles: &[ConsoleId], codes: Option<Codes>) -> Outcome {
        let line = |known: &Console| {
            let held = known.rights.codes;
            let shown = codes.map_or(held, |wanted| {
                held.iter()
                    .filter(|code| wanted.has(*code))
                    .fold(Codes::NONE, Codes::with)
            });
            (!shown.is_empty() || codes.is_none())
                .then(|| format!("{:<5} CODE=({shown})", known.mnemonic))
        };
        let known = consoles.iter().filter_map(|id| self.consoles.get(*id));
        let mut lines = vec!["CONS  ROUTING CODES".to_owned()];
        lines.extend(known.filter_map(line));
        Outcome::Done(Answer::display(Source::Own, lines))
    }
}

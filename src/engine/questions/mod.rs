//! Questions that wait for an answer, and what becomes of one.

use std::sync::Arc;

use super::Session;
use super::operating::{Told, Turn, Wish};
use super::output::Heading;
use super::reject::{Refusal, Reply};
use crate::catalog::{Message, MessageId};
use crate::console::{ConsoleId, Kind, Pending, Status, is_active};
use crate::sim::Tick;
use crate::vm2000::model::System;
use crate::vm2000::{self, Asker, Effects, Emission};

/// Who waits for an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Owner {
    /// VM2000 or a guest.
    World(Asker),
    /// A console that wishes to become the main console.
    Wish(Wish),
    /// The command TURN.
    Turn(Turn),
    /// A task that asks its operator.
    Told(Told),
}

/// The sender of emergency messages.
pub(super) const EMERGENCY: &str = "E";

/// What is wrong with an answer whose asker does not say it himself, in our words.
const WRONG: &str = "no answer that counts; those that do stand behind REPLY";

/// Whether an answer with this sign can be for a message of this kind: `.` for questions,
/// `:` for the requests of commands.
fn fits(kind: Kind, sign: char) -> bool {
    matches!((kind, sign), (Kind::Question, '.') | (Kind::Request, ':'))
}

/// A question on a console that waits for an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenQuestion {
    /// A console that shows it.
    pub console: ConsoleId,
    /// What an answer to it begins with, before the full stop: `TSN9` or `TSN9-001`.
    pub destination: String,
    /// What stands between that and the text of an answer.
    pub sign: char,
    /// Its message.
    pub id: MessageId,
    /// Its text, without header and id.
    pub text: String,
    /// When it came.
    pub since: Tick,
}

impl OpenQuestion {
    /// What an answer to it begins with.
    pub fn begin(&self) -> String {
        format!("{}{}", self.destination, self.sign)
    }

    /// How to answer it, in our words.
    pub fn how(&self) -> String {
        how_to_answer(self.id, &self.begin())
    }
}

fn how_to_answer(id: MessageId, begin: &str) -> String {
    format!("{id} waits for an answer: {begin} and the text behind it")
}

/// What stands before the text of an answer.
fn sign(kind: Kind) -> char {
    match kind {
        Kind::Request => ':',
        _ => '.',
    }
}

impl Session {
    /// The questions that wait for an answer, oldest first, each once for every console
    /// that shows it. Forms of the guided dialog are not among them.
    pub fn open_questions(&self) -> Vec<OpenQuestion> {
        let questions = self.pending.iter().filter(|p| p.kind.asks());
        let on_consoles = questions.flat_map(|pending| {
            let question = |console: &ConsoleId| OpenQuestion {
                console: *console,
                destination: pending.destination(),
                sign: sign(pending.kind),
                id: pending.message.id,
                text: self.text_of(&pending.message),
                since: pending.since,
            };
            pending.consoles.iter().map(question)
        });
        on_consoles.collect()
    }

    /// The text of a message with its inserts.
    pub(super) fn text_of(&self, message: &Message) -> String {
        let template = self.setup.catalog.get(message.id);
        template.map_or_else(
            || message.inserts.join(" "),
            |t| t.fill_unbroken(&message.inserts),
        )
    }

    /// The open message that a reply at a console is for (BS2000 "Introduction to System
    /// Administration" V11, page 287).
    ///
    /// # Errors
    /// REJ6 if there is none, REJ7 if somebody else is to answer it.
    pub(super) fn asked(
        &self,
        console: ConsoleId,
        reply: &Reply<'_>,
    ) -> Result<Pending<Owner>, Refusal> {
        let system = self.consoles.get(console).map(|c| c.system);
        let found = system.and_then(|s| self.pending.find(s, reply.destination, reply.mid));
        match found {
            Some(pending) if !fits(pending.kind, reply.sign) => Err(Refusal::NoMatch),
            Some(pending) if !self.may_answer(console, pending) => Err(Refusal::NotAllowed),
            Some(pending) => Ok(pending.clone()),
            None => Err(Refusal::NoMatch),
        }
    }

    /// How to answer the question of a console that is open longest, in our words, for
    /// whoever has tried in vain.
    pub(super) fn how_to_answer(&self, console: ConsoleId) -> Option<String> {
        let open = self.pending.oldest_question(console)?;
        let begin = format!("{}{}", open.destination(), sign(open.kind));
        Some(how_to_answer(open.message.id, &begin))
    }

    /// Gives an answer to whoever asked, and shows the question again if it will not do.
    pub(super) fn settle(&mut self, console: ConsoleId, pending: &Pending<Owner>, text: &str) {
        let kind = match pending.kind {
            Kind::Request => Kind::Detail,
            _ => Kind::Answer,
        };
        self.show_echo(console, (kind, &pending.tsn, pending.mid), text);
        let mut effects = Effects::at(self.now);
        let reply = match &pending.owner {
            Owner::World(asker) => vm2000::answer(&mut self.world, asker, text, &mut effects),
            Owner::Wish(wish) => self.grant(wish, text),
            Owner::Turn(turn) => self.turn(turn, text),
            Owner::Told(told) => self.tell_answer(told, text),
        };
        match reply {
            vm2000::Reply::Accepted => {
                self.pending
                    .remove(pending.system, &pending.tsn, pending.mid);
            }
            vm2000::Reply::Wrong(Some(message)) => {
                let tsn = pending.tsn.clone();
                self.send(&Emission::new(pending.system, tsn, message));
                self.show_again(pending);
            }
            vm2000::Reply::NotThere(message, there) => {
                let tsn = pending.tsn.clone();
                self.send(&Emission::new(pending.system, tsn, message));
                let there = match there.is_empty() {
                    true => "there is no such file at all".to_owned(),
                    false => format!("there are: {}", there.join(", ")),
                };
                self.show_help(console, &there);
                self.show_again(pending);
            }
            vm2000::Reply::Wrong(None) => {
                self.show_help(console, WRONG);
                self.show_again(pending);
            }
            vm2000::Reply::Again => self.show_again(pending),
        }
        self.take_in(effects);
    }

    /// Whether the operator of a console may answer: where the question is shown, and at
    /// the main console; emergencies only where they are shown (V21, page 290; V11, page
    /// 275).
    fn may_answer(&self, console: ConsoleId, pending: &Pending<Owner>) -> bool {
        let is_emergency = pending.tsn == EMERGENCY;
        let is_physical = self
            .consoles
            .get(console)
            .is_some_and(|c| c.role.is_physical());
        if is_emergency && !is_physical {
            return false;
        }
        pending.consoles.contains(&console) || (!is_emergency && self.consoles.is_main(console))
    }

    /// Shows open messages that no working console shows any more on the main console.
    pub(super) fn rescue_questions(&mut self, system: System) {
        let Some((main, _)) = self.consoles.main(system) else {
            return;
        };
        let consoles = Arc::clone(&self.consoles);
        let works = |id: &ConsoleId| {
            let known = consoles.get(*id);
            known.is_some_and(|c| c.status == Status::Operable)
        };
        let mut moved = Vec::new();
        for pending in self.pending.iter_mut() {
            if pending.system == system && !pending.consoles.iter().any(works) {
                pending.consoles.push(main);
                moved.push(pending.clone());
            }
        }
        for pending in moved {
            let only_here = Pending {
                consoles: vec![main],
                ..pending
            };
            self.show_again(&only_here);
        }
    }

    fn show_again(&mut self, pending: &Pending<Owner>) {
        let header = Heading {
            kind: pending.kind,
            from: pending.system,
            tsn: &pending.tsn,
            mid: pending.mid,
            vm: None,
        };
        for console in &pending.consoles {
            self.show(&[*console], header, &pending.message, None);
        }
    }

    /// Whether a console can be used: a physical one of a VM that is not initialized
    /// cannot.
    pub(super) fn is_active(&self, console: ConsoleId) -> bool {
        let known = self.consoles.get(console);
        known.is_some_and(|c| !c.role.is_physical() || is_active(&self.world, c.system))
    }
}

#[cfg(test)]
mod tests;

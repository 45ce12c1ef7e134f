//! Questions that wait for an answer, and what becomes of one.

use super::Session;
use super::reject::{Refusal, Reply};
use crate::catalog::{Message, MessageId};
use crate::console::{ConsoleId, Kind, Pending, is_active};
use crate::sim::Tick;
use crate::vm2000::{self, Asker, Effects, Emission};

/// Who waits for an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Owner {
    /// VM2000 or a guest.
    World(Asker),
}

/// A question on a console that waits for an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenQuestion {
    /// A console that shows it.
    pub console: ConsoleId,
    /// What an answer to it begins with, before the full stop: `TSN9` or `TSN9-001`.
    pub destination: String,
    /// Its message.
    pub id: MessageId,
    /// Its text, without header and id.
    pub text: String,
    /// When it came.
    pub since: Tick,
}

impl Session {
    /// The questions that wait for an answer, oldest first, each once for every console
    /// that shows it. Forms of the guided dialog are not among them.
    pub fn open_questions(&self) -> Vec<OpenQuestion> {
        let questions = self.pending.iter().filter(|p| p.kind == Kind::Question);
        let on_consoles = questions.flat_map(|pending| {
            let question = |console: &ConsoleId| OpenQuestion {
                console: *console,
                destination: pending.destination(),
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
        template.map_or_else(|| message.inserts.join(" "), |t| t.fill(&message.inserts))
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
            Some(pending) if pending.kind != Kind::Question => Err(Refusal::NoMatch),
            Some(pending) if !pending.consoles.contains(&console) => Err(Refusal::NotAllowed),
            Some(pending) if reply.sign == '.' => Ok(pending.clone()),
            _ => Err(Refusal::NoMatch),
        }
    }

    /// Gives an answer to whoever asked, and shows the question again if it will not do.
    pub(super) fn settle(&mut self, console: ConsoleId, pending: &Pending<Owner>, text: &str) {
        let header = (Kind::Answer, &*pending.tsn, pending.mid);
        self.show_echo(console, header, text);
        let mut effects = Effects::at(self.now);
        let reply = match &pending.owner {
            Owner::World(asker) => vm2000::answer(&mut self.world, asker, text, &mut effects),
        };
        match reply {
            vm2000::Reply::Accepted => {
                self.pending
                    .remove(pending.system, &pending.tsn, pending.mid);
            }
            vm2000::Reply::Wrong(why) => {
                if let Some(message) = why {
                    let tsn = pending.tsn.clone();
                    self.send(&Emission::new(pending.system, tsn, message));
                }
                self.show_again(pending);
            }
        }
        self.take_in(effects);
    }

    fn show_again(&mut self, pending: &Pending<Owner>) {
        let header = (pending.kind, &*pending.tsn, pending.mid);
        for console in &pending.consoles {
            self.show(*console, header, &pending.message, None);
        }
    }

    /// Whether the system of a console exists now.
    pub(super) fn is_active(&self, console: ConsoleId) -> bool {
        let known = self.consoles.get(console);
        known.is_some_and(|c| is_active(&self.world, c.system))
    }
}

#[cfg(test)]
mod tests;

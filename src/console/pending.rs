//! Messages that stay on the consoles until something happens: questions until somebody
//! answers, instructions until their sender withdraws them.

use super::{ConsoleId, Kind, Mid};
use crate::catalog::Message;
use crate::sim::Tick;
use crate::vm2000::model::System;

/// A message that is still open. `O` is who waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pending<O> {
    /// The system that sent it.
    pub system: System,
    /// The task that sent it.
    pub tsn: String,
    /// What tells it from other open messages of the task.
    pub mid: Mid,
    /// A question or an instruction.
    pub kind: Kind,
    /// The message.
    pub message: Message,
    /// When it came.
    pub since: Tick,
    /// The consoles that have shown it.
    pub consoles: Vec<ConsoleId>,
    /// Who waits.
    pub owner: O,
}

impl<O> Pending<O> {
    /// What an answer to it begins with, as `TSN9` or `TSN9-001`.
    pub fn destination(&self) -> String {
        if self.mid == Mid::ZERO {
            self.tsn.clone()
        } else {
            format!("{}-{}", self.tsn, self.mid)
        }
    }
}

/// All messages that are still open, oldest first.
#[derive(Debug, Clone)]
pub struct PendingList<O>(Vec<Pending<O>>);

impl<O> Default for PendingList<O> {
    fn default() -> Self {
        PendingList(Vec::new())
    }
}

impl<O: PartialEq> PendingList<O> {
    /// Adds one.
    pub fn push(&mut self, pending: Pending<O>) {
        self.0.push(pending);
    }

    /// All of them, oldest first.
    pub fn iter(&self) -> impl Iterator<Item = &Pending<O>> {
        self.0.iter()
    }

    /// The lowest reference that no open message of this task has.
    pub fn free_mid(&self, system: System, tsn: &str) -> Mid {
        let is_taken = |mid: &Mid| self.find(system, tsn, *mid).is_some();
        let mut all = (0..=999).map(Mid::numbered);
        all.find(|mid| !is_taken(mid)).unwrap_or(Mid::ZERO)
    }

    /// The open message of a task with this reference.
    pub fn find(&self, system: System, tsn: &str, mid: Mid) -> Option<&Pending<O>> {
        self.0.iter().find(|pending| {
            pending.system == system && pending.mid == mid && pending.tsn.eq_ignore_ascii_case(tsn)
        })
    }

    /// The oldest message that a console has shown and that its operator may answer.
    pub fn oldest_question(&self, console: ConsoleId) -> Option<&Pending<O>> {
        self.0
            .iter()
            .find(|pending| pending.kind.asks() && pending.consoles.contains(&console))
    }

    /// Takes one off the list, by its sender and reference.
    pub fn remove(&mut self, system: System, tsn: &str, mid: Mid) -> Option<Pending<O>> {
        let place = self
            .0
            .iter()
            .position(|p| p.system == system && p.mid == mid && p.tsn == tsn)?;
        Some(self.0.remove(place))
    }

    /// Takes all off the list on which nobody waits any more.
    pub fn retain(&mut self, still_waits: impl Fn(&Pending<O>) -> bool) {
        self.0.retain(still_waits);
    }

    /// Puts somebody in the place of who waits.
    pub fn replace(&mut self, before: &O, owner: O) {
        if let Some(pending) = self.0.iter_mut().find(|p| p.owner == *before) {
            pending.owner = owner;
        }
    }

    /// All of them, to change on which consoles they are.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Pending<O>> {
        self.0.iter_mut()
    }

    /// Takes all off the list on which somebody waits.
    pub fn withdraw(&mut self, owner: &O) {
        self.0.retain(|pending| pending.owner != *owner);
    }
}

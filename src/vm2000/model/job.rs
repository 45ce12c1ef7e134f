//! The jobs of a guest system.

use crate::sim::{Span, Tick};

/// A job: a task of the system, of a user, or one that waits to become one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Task sequence number, four characters.
    pub tsn: String,
    /// Job name.
    pub name: String,
    /// User id.
    pub user: String,
    /// Account number.
    pub account: String,
    /// What it is.
    pub kind: JobKind,
    /// Priority, 30 to 255; less is more urgent.
    pub priority: u8,
    /// Since when it is what it is.
    pub since: Tick,
    /// How long it was that already when the world began.
    pub age_before: Span,
    /// CPU time that it uses, in thousandths of one CPU.
    pub rate: u32,
    /// The most CPU time that it may use, in seconds; `None` for no limit.
    pub limit: Option<u32>,
    /// The program that it runs.
    pub program: String,
    /// Where its user sits, if it is interactive.
    pub terminal: Option<Terminal>,
}

impl Job {
    /// How long it has been what it is.
    pub fn age(&self, now: Tick) -> Span {
        let before = self.age_before.micros();
        Span::from_micros(now.since(self.since).micros().saturating_add(before))
    }

    /// CPU time that it has used.
    pub fn used(&self, now: Tick) -> Span {
        let used = Span::from_micros(self.age(now).micros() / 1000 * u64::from(self.rate));
        let limit = self.limit.map(|limit| Span::from_secs(u64::from(limit)));
        limit.map_or(used, |limit| used.min(limit))
    }
}

/// What a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum JobKind {
    /// A task of the system.
    System,
    /// A batch job that waits to be started: type 1.
    Waiting,
    /// A batch job that runs: type 2.
    Batch,
    /// An interactive one: type 3.
    Dialog,
    /// One of a transaction system.
    Transaction,
}

/// A terminal, by its BCAM names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terminal {
    /// The processor that it is connected to.
    pub processor: String,
    /// Its own name.
    pub station: String,
}

//! Faults that are planned for an instant.

use crate::sim::Tick;

/// A fault that is to happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// When.
    pub at: Tick,
    /// What, as [`Session::inject`](crate::engine::Session::inject) reads it.
    pub fault: String,
    /// When it was planned.
    since: Tick,
}

/// All faults that were ever planned, in the order in which they happen: whoever goes
/// back to before one happened has it before him again.
#[derive(Debug, Clone, Default)]
pub(super) struct Plan {
    all: Vec<Planned>,
    /// How many have happened.
    past: usize,
}

impl Plan {
    /// Plans a fault.
    pub fn add(&mut self, at: Tick, fault: &str, now: Tick) {
        let behind = self.all.partition_point(|planned| planned.at <= at);
        let planned = Planned {
            at,
            fault: fault.to_owned(),
            since: now,
        };
        self.all.insert(behind.max(self.past), planned);
    }

    /// Those to come, the first first.
    pub fn to_come(&self) -> &[Planned] {
        self.all.get(self.past..).unwrap_or_default()
    }

    /// The next one, if it is due by then; it counts as past from now on.
    pub fn take_due(&mut self, by: Tick) -> Option<Planned> {
        let due = self.to_come().first().filter(|next| next.at <= by)?;
        let due = due.clone();
        self.past += 1;
        Some(due)
    }

    /// Forgets one of those to come, by its place among them.
    pub fn cancel(&mut self, place: usize) -> Option<Planned> {
        (place < self.to_come().len()).then(|| self.all.remove(self.past + place))
    }

    /// Goes back to an instant: what was planned later is forgotten.
    pub fn go_back(&mut self, to: Tick) {
        self.all.retain(|planned| planned.since <= to);
        self.past = self.all.partition_point(|planned| planned.at <= to);
    }
}

//! Scenarios: the worlds that a session can start from, as TOML files.

use crate::sim::Calendar;
use crate::text::Errors;
use crate::vm2000::model::World;

/// A scenario that has been read and checked.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// Its title.
    pub title: String,
    /// What the trainee is told.
    pub text: String,
    /// What ticks mean: the date and time of the start.
    pub calendar: Calendar,
    /// The seed of all random streams.
    pub seed: u64,
    /// The world at its start.
    pub world: World,
    /// Faults that happen by themselves.
    pub faults: Vec<ScheduledFault>,
}

/// A fault that happens by itself at a tick.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScheduledFault {
    /// When.
    pub at: crate::sim::Tick,
    /// Its name, such as `link-loss`.
    pub name: String,
    /// The server unit that it strikes.
    pub on: crate::vm2000::model::UnitId,
}

impl Scenario {
    /// Reads a scenario file.
    ///
    /// # Errors
    /// Every mistake in it, each with its place.
    pub fn load(file: &str, text: &str) -> Result<Self, Errors> {
        let _ = text;
        Err(crate::text::TextError::whole(file, "not yet").into())
    }
}

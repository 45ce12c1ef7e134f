//! The session itself.

use super::{Setup, View};
use crate::console::{ConsoleId, Consoles, Log, NameError};
use crate::sim::{Calendar, Tick};
use crate::vm2000::model::World;

/// A fault that cannot happen, and what can.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct FaultError(pub String);

/// A session: a world with its consoles and the events to come.
#[derive(Debug, Clone)]
pub struct Session {
    setup: Setup,
    now: Tick,
    consoles: Consoles,
    log: Log,
}

impl Session {
    /// A session at the world's start.
    pub fn new(setup: Setup) -> Self {
        let consoles = Consoles::of(&setup.scenario.world);
        Session {
            setup,
            now: Tick::START,
            consoles,
            log: Log::default(),
        }
    }

    /// The present instant.
    pub fn now(&self) -> Tick {
        self.now
    }

    /// What ticks mean in this world.
    pub fn calendar(&self) -> Calendar {
        self.setup.scenario.calendar
    }

    /// When the next event happens, `None` if nothing is to come.
    pub fn next_event(&self) -> Option<Tick> {
        None
    }

    /// Lets time pass up to `to`, with all that happens until then. Going back is not
    /// possible: an earlier tick changes nothing.
    pub fn advance(&mut self, to: Tick) {
        self.now = self.now.max(to);
    }

    /// Goes on to the next event and carries out all that happens at its tick.
    /// Returns whether there was one.
    pub fn step(&mut self) -> bool {
        let Some(at) = self.next_event() else {
            return false;
        };
        self.advance(at);
        true
    }

    /// Enters a line at a console, now. What comes of it is in the log at once or
    /// later; entering takes no time.
    pub fn submit(&mut self, _console: ConsoleId, _line: &str) {}

    /// Answers the oldest open question of a console. Returns `false` if none is open.
    pub fn reply(&mut self, _console: ConsoleId, _text: &str) -> bool {
        false
    }

    /// Lets a fault happen now, as tapes and batch write it: `link-loss ABGSE501`, or
    /// `clear link-loss ABGSE501` to end it.
    ///
    /// # Errors
    /// If there is no such fault or server unit; the error says what there is.
    pub fn inject(&mut self, fault: &str) -> Result<(), FaultError> {
        Err(FaultError(fault.to_owned()))
    }

    /// Whether commands entered at this console are still being carried out.
    pub fn is_busy(&self, _console: ConsoleId) -> bool {
        false
    }

    /// How much work that commands and faults have started is not done yet.
    pub fn work(&self) -> usize {
        0
    }

    /// Everything that has appeared on consoles.
    pub fn log(&self) -> &Log {
        &self.log
    }

    /// The consoles.
    pub fn consoles(&self) -> &Consoles {
        &self.consoles
    }

    /// The console that a name means (DESIGN: an SU's or a VM's name, `SU/VM`, with
    /// `:ADMIN` for the ADMIN dialog).
    ///
    /// # Errors
    /// If it means none or several; the error lists what to write instead.
    pub fn console(&self, name: &str) -> Result<ConsoleId, NameError> {
        self.consoles.find(self.world(), name)
    }

    /// The world as it is now.
    pub fn world(&self) -> &World {
        &self.setup.scenario.world
    }

    /// What a screen shows besides the lines, now.
    pub fn view(&self) -> View {
        View {
            title: self.setup.scenario.title.clone(),
            text: self.setup.scenario.text.clone(),
            now: self.now,
            calendar: self.calendar(),
            clusters: Vec::new(),
            consoles: self.consoles.clone(),
            work: self.work(),
        }
    }
}

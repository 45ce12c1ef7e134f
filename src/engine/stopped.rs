//! What waits for a guest that a migration has stopped: it executes nothing, so its consoles
//! keep what is entered, and what it has begun stands still; it goes on with all of that, in
//! its order, here or there. That none is lost is the manual's (work goes on normally on the
//! target: VM2000 V12.0 User Guide, "VM Migration"); that it shows no echo before is ours.

use super::Session;
use super::dialog::Line;
use super::session::Due;
use crate::console::ConsoleId;
use crate::sdf::Bound;
use crate::vm2000::Emission;
use crate::vm2000::guest::{is_loaded, is_starting};
use crate::vm2000::ids::HAL0331;
use crate::vm2000::migration;
use crate::vm2000::model::System;

/// Something that waits at a console.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    console: ConsoleId,
    what: Waiting,
}

/// What waits.
#[derive(Debug, Clone)]
pub(super) enum Waiting {
    /// A line that was entered.
    Line(String),
    /// An answer to what the console asks.
    Reply(String),
    /// A command that is due, and the rest of its line.
    Command(Bound, Line),
    /// A fault that strikes the guest or its console.
    Fault(String),
    /// What the guest is going to tell.
    Told(Emission),
}

impl Session {
    /// Whether the system of a console is a guest that a migration has stopped.
    pub(super) fn is_stopped(&self, console: ConsoleId) -> bool {
        let system = self.consoles.get(console).map(|c| c.at(&self.world));
        // One that waits for its restart answers as well.
        let answers =
            |vm| is_loaded(&self.world, vm) || is_starting(&self.world, System::Guest(vm));
        matches!(system, Some(System::Guest(vm))
            if migration::stops(&self.world, vm) && answers(vm))
    }

    /// Keeps something until the guest of a console goes on.
    pub(super) fn keep_waiting(&mut self, console: ConsoleId, what: Waiting) {
        self.kept.push(Kept { console, what });
    }

    /// Keeps what a guest is going to tell that a migration has stopped. That it is stopped
    /// is told of it all the same (SU x86: HAL0331). Returns whether it was kept.
    pub(super) fn keep_untold(&mut self, emission: &Emission) -> bool {
        let main = match emission.from {
            System::Guest(_) if emission.message.id != HAL0331 => self.consoles.main(emission.from),
            _ => None,
        };
        let console = main.map(|(console, _)| console);
        let Some(console) = console.filter(|console| self.is_stopped(*console)) else {
            return false;
        };
        self.keep_waiting(console, Waiting::Told(emission.clone()));
        true
    }

    /// Whether something that was entered at a console waits for its guest.
    pub(super) fn has_kept(&self, console: ConsoleId) -> bool {
        let is_input = |kept: &Kept| !matches!(kept.what, Waiting::Fault(_) | Waiting::Told(_));
        self.kept
            .iter()
            .any(|kept| kept.console == console && is_input(kept))
    }

    /// Lets guests that have gone on, or are gone, take what was kept, in its order.
    pub(super) fn take_kept(&mut self) {
        let mut place = 0;
        while let Some(kept) = self.kept.get(place) {
            if self.is_stopped(kept.console) {
                place += 1;
                continue;
            }
            let Kept { console, what } = self.kept.remove(place);
            match what {
                Waiting::Line(text) => self.submit(console, &text),
                // If nobody asks any more, it is a line like others.
                Waiting::Reply(text) => {
                    if !self.reply(console, &text) {
                        self.submit(console, &text);
                    }
                }
                Waiting::Command(command, line) => {
                    self.happen(Due::Command(console, command, line));
                }
                // One that is gone tells nothing any more.
                Waiting::Told(emission) => {
                    if matches!(emission.from, System::Guest(vm) if is_loaded(&self.world, vm)) {
                        self.send(&emission);
                    }
                }
                // It could strike before, so it can now.
                Waiting::Fault(fault) => {
                    let _struck = self.inject_at_console(&fault);
                }
            }
        }
    }
}

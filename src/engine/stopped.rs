//! What waits for a guest that a migration has stopped: it executes nothing, so its consoles
//! keep what is entered, and what it has begun stands still; it goes on with all of that, in
//! its order, here or there. That none is lost is the manual's (work goes on normally on the
//! target: VM2000 V12.0 User Guide, "VM Migration"); that it shows no echo before is ours.

use super::Session;
use super::dialog::Line;
use super::session::Due;
use crate::console::ConsoleId;
use crate::sdf::Bound;
use crate::vm2000::guest::is_loaded;
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
}

impl Session {
    /// Whether the system of a console is a guest that a migration has stopped.
    pub(super) fn is_stopped(&self, console: ConsoleId) -> bool {
        let system = self.consoles.get(console).map(|c| c.at(&self.world));
        matches!(system, Some(System::Guest(vm))
            if migration::stops(&self.world, vm) && is_loaded(&self.world, vm))
    }

    /// Keeps something until the guest of a console goes on.
    pub(super) fn keep_waiting(&mut self, console: ConsoleId, what: Waiting) {
        self.kept.push(Kept { console, what });
    }

    /// Whether something that was entered at a console waits for its guest.
    pub(super) fn has_kept(&self, console: ConsoleId) -> bool {
        let is_input = |kept: &Kept| !matches!(kept.what, Waiting::Fault(_));
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
                // It could strike before, so it can now.
                Waiting::Fault(fault) => {
                    let _struck = self.inject_at_console(&fault);
                }
            }
        }
    }
}

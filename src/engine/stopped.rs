//! What is entered for a guest that a migration has stopped: it executes nothing, so its
//! consoles keep the input, and it reads that as soon as it goes on, here or there. That
//! none is lost is the manual's (work goes on normally on the target: VM2000 V12.0 User
//! Guide, "VM Migration"); that it shows no echo before is ours.

use super::Session;
use crate::console::ConsoleId;
use crate::vm2000::guest::is_loaded;
use crate::vm2000::migration;
use crate::vm2000::model::System;

/// An input that waits.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    pub(super) console: ConsoleId,
    text: String,
    is_reply: bool,
}

impl Session {
    /// Whether the system of a console is a guest that a migration has stopped.
    pub(super) fn is_stopped(&self, console: ConsoleId) -> bool {
        let system = self.consoles.get(console).map(|c| c.at(&self.world));
        matches!(system, Some(System::Guest(vm))
            if migration::stops(&self.world, vm) && is_loaded(&self.world, vm))
    }

    /// Keeps an input, be it a line or a reply, until the guest goes on.
    pub(super) fn keep_input(&mut self, console: ConsoleId, text: &str, is_reply: bool) {
        self.kept.push(Kept {
            console,
            text: text.to_owned(),
            is_reply,
        });
    }

    /// Lets guests that have gone on, or are gone, read what was kept, in its order.
    pub(super) fn read_kept(&mut self) {
        let mut place = 0;
        while let Some(kept) = self.kept.get(place) {
            if self.is_stopped(kept.console) {
                place += 1;
                continue;
            }
            let Kept {
                console,
                text,
                is_reply,
            } = self.kept.remove(place);
            // If nobody asks any more, it is a line like others.
            if !(is_reply && self.reply(console, &text)) {
                self.submit(console, &text);
            }
        }
    }
}

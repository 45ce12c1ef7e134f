//! Consoles that fail and work again.

use crate::console::{ConsoleId, Role, Status};
use crate::engine::Session;
use crate::vm2000::model::System;

impl Session {
    /// Marks a physical console as defective, or as working again. Where it was the main
    /// console, the first other one that works takes its place at once; when it works
    /// again, it has its routing codes back, and whoever is the main console now is asked
    /// for the rest.
    pub(in crate::engine) fn set_defective(&mut self, console: ConsoleId, is_defective: bool) {
        let status = if is_defective {
            Status::Inoperable
        } else {
            Status::Operable
        };
        let before = self.consoles.get(console).map(|c| c.status);
        if before == Some(status) {
            return;
        }
        let is_main = self.consoles.is_main(console);
        if let Some(known) = self.consoles_mut().get_mut(console) {
            known.status = status;
        }
        let Some(system) = self.consoles.get(console).map(|c| c.system) else {
            return;
        };
        if is_defective && is_main {
            if let Some(next) = self.standby(console, system) {
                self.change_main(next);
                self.rescue_questions(system);
            }
        } else if !is_defective && self.loaded_from(system) == Some(console) {
            self.offer_main(console);
        }
    }

    /// The console that takes the place of one that fails: the one named for it, or the
    /// first other one.
    fn standby(&self, failed: ConsoleId, system: System) -> Option<ConsoleId> {
        let works = |id: &ConsoleId| {
            let known = self.consoles.get(*id);
            known.is_some_and(|c| c.status == Status::Operable)
        };
        let named = self.consoles.get(failed).and_then(|c| c.standby);
        if let Some(named) = named.filter(works) {
            return Some(named);
        }
        let mut all = self.consoles.of_system(system);
        let found = all.find(|(_, c)| c.role.is_physical() && c.status == Status::Operable);
        found.map(|(id, _)| id)
    }

    /// The console that the system was loaded from.
    fn loaded_from(&self, system: System) -> Option<ConsoleId> {
        let mut all = self.consoles.of_system(system);
        let found = all.find(|(_, c)| matches!(c.role, Role::Monitor | Role::Guest));
        found.map(|(id, _)| id)
    }
}

//! Consoles that fail and work again.

use crate::console::{ConsoleId, Role, Status};
use crate::engine::Session;
use crate::vm2000::LostConsole;
use crate::vm2000::guest::has_console;
use crate::vm2000::model::{Mnemonic, System, VmId};

/// A physical console that a guest has lost with its device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::engine) struct Deprived {
    console: ConsoleId,
    vm: VmId,
    /// The run of the guest in which that was; none begins without a console.
    run: u32,
    /// The device that brings it back; any console device where none was left.
    device: Option<Mnemonic>,
}

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
        if is_main && !is_defective {
            // Nobody else was there to see what was asked meanwhile.
            self.rescue_questions(system);
        } else if is_main {
            if let Some(next) = self.standby(console, system) {
                self.change_main(next);
                self.rescue_questions(system);
            }
        } else if !is_defective && self.loaded_from(system) == Some(console) {
            self.offer_main(console);
        }
    }

    /// Takes the physical consoles from a guest whose device is gone: its own, or all of them
    /// with the last device. The main console goes last, so that it hands over only to one
    /// that stays.
    pub(in crate::engine) fn lose_consoles(&mut self, lost: &LostConsole) {
        let system = System::Guest(lost.vm);
        let name = lost.device.to_string();
        let is_hit = |c: &crate::console::Console| {
            c.role.is_physical()
                && c.status != Status::Inoperable
                && (lost.is_last || c.mnemonic == name)
        };
        let hit = self.consoles.of_system(system).filter(|(_, c)| is_hit(c));
        let mut hit: Vec<ConsoleId> = hit.map(|(id, _)| id).collect();
        hit.sort_by_key(|id| self.consoles.is_main(*id));
        for console in hit {
            self.set_defective(console, true);
            self.deprived.push(Deprived {
                console,
                vm: lost.vm,
                run: self.world.vm(lost.vm).guest.run,
                device: Some(lost.device.clone()).filter(|_| !lost.is_last),
            });
        }
    }

    /// Gives consoles back whose guests have a device for them again.
    pub(in crate::engine) fn give_consoles_back(&mut self) {
        if self.deprived.is_empty() {
            return;
        }
        let world = &self.world;
        let is_back = |lost: &Deprived| {
            let is_over = world.vm(lost.vm).guest.run != lost.run;
            is_over || has_console(world, lost.vm, lost.device.as_ref())
        };
        let back: Vec<Deprived> = self.deprived.extract_if(.., |lost| is_back(lost)).collect();
        for lost in back {
            self.set_defective(lost.console, false);
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

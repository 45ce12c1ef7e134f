//! CONSLOG: the files in which a system logs all that happens at its consoles (BS2000
//! Diagnostics Handbook V21, page 201). What filters, suppression and subscription keep
//! away from consoles is logged all the same. The form of a line was not seen printed:
//! ours puts the console's mnemonic name before what the console shows.

use super::Session;
use crate::catalog::MessageId;
use crate::console::{ConsoleId, Kind, Record};
use crate::sim::Tick;
use crate::vm2000::model::{System, UnitId, VmId};

/// A file was opened; its insert is the path name.
const EXC0040: MessageId = MessageId::new("EXC0040");

/// A file of CONSLOG.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conslog {
    /// The system: its server unit's or its VM's name.
    pub system: String,
    /// The name, as in `SYS.CONSLOG.2026-01-12.001.001`: when it was opened, the number of
    /// the system's session, and which file it is of that.
    pub name: String,
    /// The lines.
    pub text: String,
}

impl Session {
    /// All files of all systems at whose consoles something has happened.
    pub fn conslogs(&self) -> Vec<Conslog> {
        let units = (0..).map(UnitId).zip(&self.world.units);
        let guests = (0..).map(VmId).zip(&self.world.vms);
        let monitors = units.map(|(id, unit)| (System::Monitor(id), unit.name.clone()));
        let guests = guests
            .filter(|(_, vm)| !vm.is_monitor())
            .map(|(id, vm)| (System::Guest(id), vm.name.clone()));
        let files = |(system, name): (System, String)| self.conslog_of(system, &name);
        monitors.chain(guests).flat_map(files).collect()
    }

    fn conslog_of(&self, system: System, name: &str) -> Vec<Conslog> {
        let mut files: Vec<Conslog> = Vec::new();
        for record in self.logged(system) {
            let opened = Some(EXC0040).filter(|id| record.id() == Some(*id));
            let opened = opened.and_then(|_| record.message()?.inserts.into_iter().next());
            let begins = match opened {
                Some(path) => Some(path.trim_start_matches("$SYSAUDIT.").to_owned()),
                None if files.is_empty() => Some(self.first_conslog(system)),
                None => None,
            };
            if let Some(file) = begins {
                files.push(Conslog {
                    system: name.to_owned(),
                    name: file,
                    text: String::new(),
                });
            }
            if let (Some(file), Some(console)) =
                (files.last_mut(), self.consoles.get(record.console))
            {
                for line in record.lines.iter() {
                    file.text
                        .push_str(&format!("{:<4} {line}\n", console.mnemonic));
                }
            }
        }
        files
    }

    /// The file in which a system logs now.
    pub(super) fn conslog_now(&self, system: System) -> String {
        let last = self.conslog_of(system, "").pop();
        last.map_or_else(|| self.first_conslog(system), |file| file.name)
    }

    /// The file that was open when the simulation began.
    fn first_conslog(&self, system: System) -> String {
        let world = &self.setup.scenario.world;
        let (vm, offset) = match system {
            System::Monitor(unit) => {
                let monitor = &world.unit(unit).monitor;
                (monitor.vm, monitor.utc_offset)
            }
            System::Guest(vm) => (vm, world.vm(vm).guest.utc_offset),
        };
        let date = self.calendar().date(Tick::START, offset);
        format!("SYS.CONSLOG.{date}.{:03}.001", world.vm(vm).guest.session)
    }

    /// What a system logs, in order: a message that several of its consoles show, once.
    pub(super) fn logged(&self, system: System) -> Vec<Record<'_>> {
        let belongs = |id: ConsoleId| {
            let console = self.consoles.get(id);
            console.is_some_and(|known| known.system == system && known.is_station())
        };
        let mut logged: Vec<Record<'_>> = Vec::new();
        let records = self.log.since(0).chain(self.unseen.since(0));
        for record in records.filter(|record| belongs(record.console)) {
            let sent = matches!(
                record.kind,
                Kind::Message | Kind::Question | Kind::Instruction
            );
            let same = |other: &&Record<'_>| other.at == record.at;
            let mut before = logged.iter().rev().take_while(same);
            let twice = sent && before.any(|other| is_same(other, &record));
            if !twice {
                logged.push(record);
            }
        }
        logged.sort_by_key(|record| record.at);
        logged
    }
}

/// Whether it is one message on two consoles.
fn is_same(one: &Record<'_>, other: &Record<'_>) -> bool {
    one.console != other.console
        && (one.kind, one.tsn, one.mid) == (other.kind, other.tsn, other.mid)
        && (one.id(), &one.text) == (other.id(), &other.text)
}

//! CONSLOG: the files in which a system logs all that happens at its consoles (BS2000
//! Diagnostics Handbook V21, page 201). What filters, suppression and subscription keep
//! away from consoles is logged all the same; what several consoles show is logged once.
//!
//! The log is a list of places in the history of the consoles, made while things happen:
//! so reading a part of it costs the same however long it is. The form of a line was not
//! seen printed: ours puts the console's mnemonic name before what the console shows.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Session;
use crate::catalog::{Message, MessageId};
use crate::console::{Chunks, ConsoleId, Kind, Record, Role};
use crate::sim::Tick;
use crate::vm2000::guest::conslog;
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

/// What each system has logged.
#[derive(Debug, Clone, Default)]
pub(super) struct Conslogs(BTreeMap<System, Arc<Journal>>);

/// What a system has logged.
#[derive(Debug, Clone, Default)]
struct Journal {
    /// Places in the history of the consoles, oldest first.
    entries: Chunks<u32>,
    /// The files, each with the entry that it begins with.
    files: Vec<(String, usize)>,
    /// How many entries may be read while the last file is still open.
    mark: usize,
}

impl Conslogs {
    fn journal(&mut self, system: System) -> &mut Journal {
        Arc::make_mut(self.0.entry(system).or_default())
    }
}

impl Session {
    /// All files of all systems at whose consoles something has happened.
    pub fn conslogs(&self) -> Vec<Conslog> {
        let units = (0..).map(UnitId).zip(&self.world.units);
        let guests = (0..).map(VmId).zip(&self.world.vms);
        let monitors = units.map(|(id, unit)| (System::Monitor(id), &unit.name));
        let guests = guests
            .filter(|(_, vm)| !vm.is_monitor())
            .map(|(id, vm)| (System::Guest(id), &vm.name));
        let files = |(system, name): (System, &String)| self.conslogs_of(system, name);
        monitors.chain(guests).flat_map(files).collect()
    }

    fn conslogs_of(&self, system: System, name: &str) -> Vec<Conslog> {
        let Some(journal) = self.conslog.0.get(&system) else {
            return Vec::new();
        };
        let ends = journal.files.iter().skip(1).map(|(_, from)| *from);
        let ends = ends.chain([journal.entries.len()]);
        let file = |((file, from), end): (&(String, usize), usize)| Conslog {
            system: name.to_owned(),
            name: file.clone(),
            text: (*from..end)
                .map(|entry| self.written(system, entry))
                .collect(),
        };
        journal.files.iter().zip(ends).map(file).collect()
    }

    /// The lines of an entry as they stand in the file.
    fn written(&self, system: System, entry: usize) -> String {
        let Some((record, consoles)) = self.logged(system, entry) else {
            return String::new();
        };
        let name = self.log_name(system, consoles);
        let line = |line| format!("{name:<4} {line}\n");
        record.lines.iter().map(line).collect()
    }

    /// Under which name a line goes in the log: a console's mnemonic or a connection's
    /// authorization name, or the TSN of a user task (VM2000 V12.0 User Guide, page 206).
    fn log_name(&self, system: System, consoles: &[ConsoleId]) -> &str {
        let first = consoles.iter().find_map(|id| self.consoles.get(*id));
        let main = || self.consoles.main(system).map(|(_, main)| main);
        match first.or_else(main) {
            Some(task) if task.role == Role::Admin => &task.tsn,
            Some(console) => &console.mnemonic,
            None => "",
        }
    }

    /// Logs a message.
    pub(super) fn note(&mut self, system: System, place: u32, message: &Message) {
        let opened = message.inserts.first().filter(|_| message.id == EXC0040);
        let opened = opened.map(|path| conslog::name_in(path).to_owned());
        self.log_entry(system, place, opened);
    }

    /// Logs what was shown at a console, and is no message. Of a user task the log has
    /// what is entered while an ADMIN dialog is open, but not what the task shows.
    pub(super) fn note_entered(&mut self, id: ConsoleId, kind: Kind, place: u32) {
        let Some(console) = self.consoles.get(id) else {
            return;
        };
        let is_logged = match console.role {
            Role::Admin => kind == Kind::Input && console.dialog.is_some(),
            _ => true,
        };
        let system = console.at(&self.world);
        if is_logged {
            self.log_entry(system, place, None);
        }
    }

    fn log_entry(&mut self, system: System, place: u32, opened: Option<String>) {
        let lacks_file = self
            .conslog
            .0
            .get(&system)
            .is_none_or(|journal| journal.files.is_empty());
        let begins = match opened {
            Some(name) => Some(name),
            None if lacks_file => Some(conslog::name(&self.world, self.vm_of(system))),
            None => None,
        };
        let journal = self.conslog.journal(system);
        if let Some(name) = begins {
            journal.files.push((name, journal.entries.len()));
        }
        journal.entries.push(place);
    }

    /// What a system has logged as the entry of this number, with the consoles that show
    /// it.
    pub(super) fn logged(
        &self,
        system: System,
        entry: usize,
    ) -> Option<(Record<'_>, &[ConsoleId])> {
        let place = self.conslog.0.get(&system)?.entries.get(entry)?;
        self.log.at(*place)
    }

    /// The entries of the file that is open: from the first one on to behind the last.
    pub(super) fn open_file(&self, system: System) -> std::ops::Range<usize> {
        let Some(journal) = self.conslog.0.get(&system) else {
            return 0..0;
        };
        let from = journal.files.last().map_or(0, |(_, from)| *from);
        from..journal.entries.len()
    }

    /// The first of some entries that did not happen `before`.
    pub(super) fn first_entry(
        &self,
        system: System,
        within: &std::ops::Range<usize>,
        before: impl Fn(Tick) -> bool,
    ) -> usize {
        let (mut low, mut high) = (within.start, within.end);
        while low < high {
            let middle = usize::midpoint(low, high);
            let entry = self.logged(system, middle);
            if entry.is_some_and(|(record, _)| before(record.at)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// Sets the read mark of the open file at its present end.
    pub(super) fn set_read_mark(&mut self, system: System) {
        let journal = self.conslog.journal(system);
        journal.mark = journal.entries.len();
    }

    /// How many entries of the open file stand before its read mark.
    pub(super) fn read_mark(&self, system: System) -> usize {
        let mark = self
            .conslog
            .0
            .get(&system)
            .map_or(0, |journal| journal.mark);
        mark.saturating_sub(self.open_file(system).start)
    }

    /// The VM on which a system runs.
    pub(super) fn vm_of(&self, system: System) -> VmId {
        match system {
            System::Monitor(unit) => self.world.unit(unit).monitor.vm,
            System::Guest(vm) => vm,
        }
    }
}

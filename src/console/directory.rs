//! The consoles of a world and their names.

use std::collections::{BTreeMap, BTreeSet};

use super::{Dialog, Rights};
use crate::catalog::{Codes, RoutingCode};
use crate::vm2000::model::{System, UnitId, VmId, VmState, World};

/// A console, by its place in the directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConsoleId(pub u32);

impl ConsoleId {
    /// The place as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A console.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Console {
    /// Its name: the SU's or the VM's, and what tells it from the main console, as in
    /// `VM12PROD:C1`.
    pub name: String,
    /// What of its name tells it from the main console, colon included.
    pub suffix: String,
    /// The system that it belongs to. An ADMIN dialog of a VM belongs to the VM, though
    /// its task is one of the monitor system.
    pub system: System,
    /// What it is.
    pub role: Role,
    /// The task that carries out what is entered at it.
    pub tsn: String,
    /// Its mnemonic name, of a console; its authorization name, of a connection to
    /// $VMCONS; empty otherwise.
    pub mnemonic: String,
    /// What its operator may see and do.
    pub rights: Rights,
    /// The routing codes that it had at startup.
    pub codes_at_startup: Codes,
    /// The console that was named to take its place.
    pub standby: Option<ConsoleId>,
    /// Whether it works.
    pub status: Status,
    /// The ADMIN dialog that is open at it, and to which commands without a prefix go.
    pub dialog: Option<Dialog>,
    /// Further ADMIN dialogs, of a connection to $VMCONS: with other VMs.
    pub others: Vec<Dialog>,
    /// The server unit over whose $VMCONS its VC dialog is open, of a connection.
    pub vc: Option<UnitId>,
    /// Whether what is entered goes to the guest, of such a connection.
    pub to_guest: bool,
    /// Whether its lines have a prefix that tells VMs apart: over $VMCONS only.
    pub has_prefix: bool,
}

/// What a console is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// A physical console of a monitor system.
    Monitor,
    /// A physical console of a guest system.
    Guest,
    /// A user task for the ADMIN dialog of an administrator.
    Admin,
    /// A connection to $VMCONS: for the VC dialog of a guest, and an ADMIN dialog.
    Vc,
}

impl Role {
    /// Whether it is a physical console.
    pub fn is_physical(self) -> bool {
        matches!(self, Role::Monitor | Role::Guest)
    }
}

/// Whether a console works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Status {
    /// It does.
    #[default]
    Operable,
    /// It was switched off with the command CONSOLE.
    Off,
    /// It is marked as defective.
    Inoperable,
}

impl Console {
    /// Whether an operator sits here: at a physical console or a VC dialog.
    pub fn is_station(&self) -> bool {
        self.role.is_physical() || self.vc.is_some()
    }

    /// Whether it is a connection to $VMCONS on which no dialog is open.
    pub fn lacks_dialog(&self) -> bool {
        self.role == Role::Vc && self.dialog.is_none() && self.vc.is_none()
    }

    /// Whether a command with this routing code may be given here. The ADMIN dialog over
    /// $VMCONS is a console with code 9 alone (VM2000 V12.0 User Guide, pages 56 and 103).
    pub fn has_code(&self, code: RoutingCode) -> bool {
        match self.role {
            Role::Vc if !self.to_guest => code.as_char() == '9',
            _ => self.rights.codes.has(code),
        }
    }

    /// Its ADMIN dialogs.
    pub fn dialogs(&self) -> impl Iterator<Item = Dialog> {
        self.dialog.into_iter().chain(self.others.iter().copied())
    }

    /// Turns to the ADMIN dialog with a VM, if it is open here.
    pub fn turn_to(&mut self, vm: VmId) {
        let other = self.others.iter_mut().find(|other| other.vm == vm);
        if let Some((current, other)) = self.dialog.as_mut().zip(other) {
            std::mem::swap(current, other);
        }
    }

    /// Ends the ADMIN dialog with a VM. If commands went there, they go to another one now.
    pub fn end_dialog(&mut self, vm: VmId) {
        self.others.retain(|other| other.vm != vm);
        if self.dialog.is_some_and(|dialog| dialog.vm == vm) {
            self.dialog = self.others.pop();
        }
    }

    /// The server units over which its dialogs are open.
    fn converses_with(&self) -> Vec<UnitId> {
        let admin = self.dialogs().map(|dialog| dialog.unit);
        admin.chain(self.vc).collect()
    }

    /// Whether its commands go to a monitor system: also those of the tasks in which VMs
    /// are administered.
    pub fn is_in_monitor(&self) -> bool {
        match self.role {
            Role::Monitor | Role::Admin => true,
            Role::Guest => false,
            Role::Vc => !self.to_guest,
        }
    }

    /// The system that carries out its commands.
    pub fn at(&self, world: &World) -> System {
        if self.is_in_monitor() {
            System::Monitor(unit_of(world, self.system))
        } else {
            self.system
        }
    }
}

/// All consoles of a world.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Consoles {
    pub(super) all: Vec<Console>,
    pub(super) of_system: BTreeMap<System, Station>,
    /// Those at which a dialog over a server unit is open.
    in_dialog: BTreeMap<UnitId, BTreeSet<ConsoleId>>,
    /// How many VMs of the world have theirs.
    pub(super) vms: usize,
}

/// The consoles of a system.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Station {
    pub(super) all: Vec<ConsoleId>,
    pub(super) main: Option<ConsoleId>,
}

impl Consoles {
    /// The main console of a system.
    pub fn main(&self, system: System) -> Option<(ConsoleId, &Console)> {
        let main = self.of_system.get(&system)?.main?;
        Some((main, self.get(main)?))
    }

    /// Whether a console is the main console of its system.
    pub fn is_main(&self, id: ConsoleId) -> bool {
        let system = self.get(id).map(|console| console.system);
        system
            .and_then(|s| self.of_system.get(&s))
            .and_then(|s| s.main)
            == Some(id)
    }

    /// Makes a console the main console of its system. The main console holds every
    /// routing code; the one before keeps its own but for `*`.
    pub fn make_main(&mut self, id: ConsoleId) {
        let Some(system) = self.get(id).map(|console| console.system) else {
            return;
        };
        let before = self.of_system.entry(system).or_default().main.replace(id);
        if let Some(console) = before.and_then(|before| self.get_mut(before)) {
            console.rights.codes = console.rights.codes.without(star());
        }
        if let Some(console) = self.get_mut(id) {
            console.rights.codes = console.rights.codes.and(star());
        }
    }

    /// The console of this id, to change it.
    pub fn get_mut(&mut self, id: ConsoleId) -> Option<&mut Console> {
        self.all.get_mut(id.index())
    }

    /// Opens or ends dialogs at a console: whatever changes [`Console::dialog`] or
    /// [`Console::vc`] is done here, so that [`Consoles::in_dialog`] finds them.
    pub fn converse(&mut self, id: ConsoleId, change: impl FnOnce(&mut Console)) {
        let Some(console) = self.all.get_mut(id.index()) else {
            return;
        };
        for unit in console.converses_with() {
            self.in_dialog.entry(unit).or_default().remove(&id);
        }
        change(console);
        for unit in console.converses_with() {
            self.in_dialog.entry(unit).or_default().insert(id);
        }
    }

    /// The consoles with dialogs over a server unit, in the order of the directory.
    pub fn in_dialog(&self, unit: UnitId) -> impl Iterator<Item = (ConsoleId, &Console)> {
        let ids = self.in_dialog.get(&unit).into_iter().flatten();
        ids.filter_map(|id| Some((*id, self.get(*id)?)))
    }

    /// The VMs with which an ADMIN dialog is open.
    pub fn administered(&self) -> impl Iterator<Item = VmId> {
        let ids = self.in_dialog.values().flatten();
        let dialogs = ids
            .filter_map(|id| self.get(*id))
            .flat_map(Console::dialogs);
        dialogs.map(|dialog| dialog.vm)
    }

    /// The console of this id.
    pub fn get(&self, id: ConsoleId) -> Option<&Console> {
        self.all.get(id.index())
    }

    /// All consoles.
    pub fn iter(&self) -> impl Iterator<Item = (ConsoleId, &Console)> {
        (0..).map(ConsoleId).zip(&self.all)
    }

    /// The consoles of one system.
    pub fn of_system(&self, system: System) -> impl Iterator<Item = (ConsoleId, &Console)> {
        let ids = self.of_system.get(&system).map_or(&[][..], |s| &s.all);
        ids.iter().filter_map(|id| Some((*id, self.get(*id)?)))
    }
}

/// Whether a system exists now: a VM that is not initialized has none.
pub fn is_active(world: &World, system: System) -> bool {
    match system {
        System::Monitor(_) => true,
        System::Guest(vm) => world.vm(vm).state != VmState::NotInitialized,
    }
}

/// The server unit that executes a system now.
pub fn unit_of(world: &World, system: System) -> UnitId {
    match system {
        System::Monitor(unit) => unit,
        System::Guest(vm) => world.vm(vm).unit,
    }
}

/// The routing code that goes with the functions of the main console.
pub(super) fn star() -> Codes {
    Codes::of("*").unwrap_or_default()
}

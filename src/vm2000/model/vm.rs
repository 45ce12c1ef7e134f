//! Virtual machines.

use std::fmt;

use super::{Assignment, Attributes, GuestSystem, Load, Monitoring, UnitId, VirtualCpu};
use crate::vm2000::migration::MigrationId;

/// A virtual machine, the monitor VM of a server unit included. One that was deleted
/// stays in the world's list as NOT INITIALIZED: created again under its name, it is the
/// same one, with the consoles that it had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vm {
    /// VM index; 1 is the monitor VM.
    pub index: u8,
    /// VM name.
    pub name: String,
    /// The server unit that executes it.
    pub unit: UnitId,
    /// The server unit on which it was created or activated: by that one's I/O
    /// configuration it goes.
    pub configured_on: UnitId,
    /// Its state, without what a migration adds.
    pub state: VmState,
    /// Why it waits, while it is in hold.
    pub waits: Waits,
    /// What was given to it and is noted in its definition.
    pub attributes: Attributes,
    /// The megabyte at which its memory begins (SU /390).
    pub location_mb: Option<u64>,
    /// Its virtual CPUs, as many as its multiprocessor degree.
    pub virtual_cpus: Vec<VirtualCpu>,
    /// The job variable that watches it.
    pub monjv: Option<Monitoring>,
    /// What its guest does to its memory.
    pub load: Load,
    /// What it usually does, while a fault makes it do something else.
    pub usual_load: Option<Load>,
    /// The system that runs on it.
    pub guest: GuestSystem,
    /// Devices assigned to it on the server unit that executes it.
    pub devices: Vec<Assignment>,
    /// The migration that moves it, if one does.
    pub migration: Option<MigrationId>,
}

impl Vm {
    /// Whether this is the monitor VM (VM2000 V12.0 User Guide, page 13: always index 1).
    pub fn is_monitor(&self) -> bool {
        self.index == 1
    }

    /// Main memory in MB.
    pub fn memory_mb(&self) -> u64 {
        self.attributes.memory.size_mb
    }

    /// How many of its virtual CPUs are attached.
    pub fn attached_cpus(&self) -> usize {
        let attached = |cpu: &&VirtualCpu| **cpu == VirtualCpu::Attached;
        self.virtual_cpus.iter().filter(attached).count()
    }

    /// The two inserts that name a VM in messages, as in `(12,VM12PROD)`.
    pub fn inserts(&self) -> [String; 2] {
        [self.index.to_string(), self.name.clone()]
    }
}

/// The kinds of waiting, which may overlap (VM2000 V12.0 User Guide, page 72; SU /390).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Waits {
    /// `WAIT (SEL)`: the VM2000 administrator held this VM.
    pub selected: bool,
    /// `WAIT (GLB)`: the VM2000 administrator held all VMs.
    pub global: bool,
    /// `WAIT (VMA)`: its own administrator held it.
    pub own: bool,
    /// `WAIT (INT)`: VM2000 itself holds it for a while, to move it.
    pub internal: bool,
}

impl Waits {
    /// Whether there is any reason to wait.
    pub fn any(self) -> bool {
        self.ordered() || self.internal
    }

    /// Whether somebody has ordered it to wait, not VM2000 itself.
    pub fn ordered(self) -> bool {
        self.selected || self.global || self.own
    }

    /// The strongest kind, as displays and messages show it: SEL before GLB before VMA.
    pub fn shown(self) -> Option<&'static str> {
        let kinds = [
            (self.selected, "WAIT (SEL)"),
            (self.global, "WAIT (GLB)"),
            (self.own, "WAIT (VMA)"),
            (self.internal, "WAIT (INT)"),
        ];
        kinds
            .iter()
            .find(|(waits, _)| *waits)
            .map(|(_, kind)| *kind)
    }
}

/// The state of a VM (VM2000 V12.0 User Guide, page 62).
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
pub enum VmState {
    /// There is no VM; a definition of it may exist.
    #[serde(rename = "NOT INITIALIZED")]
    NotInitialized,
    /// Initialized; no guest started yet.
    #[serde(rename = "INIT-ONLY")]
    InitOnly,
    /// The guest runs.
    #[serde(rename = "RUNNING")]
    Running,
    /// The VM waits and its guest rests (SU /390).
    #[serde(rename = "IN HOLD (WAIT)")]
    InHold,
    /// The guest has ended.
    #[serde(rename = "DOWN")]
    Down,
}

impl fmt::Display for VmState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            VmState::NotInitialized => "NOT INITIALIZED",
            VmState::InitOnly => "INIT-ONLY",
            VmState::Running => "RUNNING",
            VmState::InHold => "IN HOLD (WAIT)",
            VmState::Down => "DOWN",
        })
    }
}

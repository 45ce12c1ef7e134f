//! Virtual machines.

use std::fmt;

use super::{Assignment, Load, UnitId};
use crate::vm2000::migration::MigrationId;

/// A virtual machine, the monitor VM of a server unit included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vm {
    /// VM index; 1 is the monitor VM.
    pub index: u8,
    /// VM name.
    pub name: String,
    /// The server unit that executes it.
    pub unit: UnitId,
    /// Its state, without what a migration adds.
    pub state: VmState,
    /// Main memory in MB.
    pub memory_mb: u64,
    /// Virtual CPUs attached.
    pub cpus: u16,
    /// Virtual spare CPUs, the `(+n)` of the displays.
    pub spare_cpus: u16,
    /// CPU quota, in hundredths.
    pub cpu_quota: u32,
    /// Maximum CPU utilization in hundredths of a percent.
    pub max_cpu: u32,
    /// What its guest does to its memory.
    pub load: Load,
    /// The system that runs on it.
    pub guest: GuestSystem,
    /// Devices assigned to it on the server unit that executes it.
    pub devices: Vec<Assignment>,
    /// Whether its definition outlives it.
    pub persistent: bool,
    /// The migration that moves it, if one does.
    pub migration: Option<MigrationId>,
}

impl Vm {
    /// Whether this is the monitor VM (VM2000 V12.0 User Guide, page 13: always index 1).
    pub fn is_monitor(&self) -> bool {
        self.index == 1
    }

    /// The two inserts that name a VM in messages, as in `(12,VM12PROD)`.
    pub fn inserts(&self) -> [String; 2] {
        [self.index.to_string(), self.name.clone()]
    }
}

/// The BS2000 system on a VM.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuestSystem {
    /// `BS2000`.
    pub system: String,
    /// Its version, such as `V20.0B`.
    pub version: String,
    /// Minutes east of UTC that its clock shows, wherever it runs.
    pub utc_offset: i32,
}

/// The state of a VM (VM2000 V12.0 User Guide, page 62).
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
pub enum VmState {
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
            VmState::InitOnly => "INIT-ONLY",
            VmState::Running => "RUNNING",
            VmState::InHold => "IN HOLD (WAIT)",
            VmState::Down => "DOWN",
        })
    }
}

//! Real and virtual CPUs, CPU pools and VM groups.

use std::fmt;

/// A real CPU of a server unit (VM2000 V12.0 User Guide, page 121).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RealCpu {
    /// What it is there for.
    pub kind: CpuKind,
    /// Its state.
    pub state: CpuState,
    /// The CPU pool that it belongs to; a spare CPU belongs to none.
    pub pool: Option<String>,
}

impl RealCpu {
    /// Whether it belongs to the CPU pool of this name.
    pub fn is_in(&self, pool: &str) -> bool {
        self.pool.as_deref() == Some(pool)
    }

    /// Whether VM2000 may move it from pool to pool (VM2000 V12.0 User Guide, page 128).
    pub fn is_movable(&self) -> bool {
        matches!(self.kind, CpuKind::Normal | CpuKind::Extra)
    }
}

/// What a real CPU is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CpuKind {
    /// A normal CPU.
    Normal,
    /// An extra CPU (Capacity on Demand).
    Extra,
    /// A hot spare (SU /390).
    Spare,
    /// One of the carrier system's, or of VMs that are none of BS2000 (SU x86).
    Foreign,
}

impl fmt::Display for CpuKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            CpuKind::Normal => "NORMAL",
            CpuKind::Extra => "EXTRA",
            CpuKind::Spare => "SPARE",
            CpuKind::Foreign => "FOREIGN",
        })
    }
}

/// The state of a real CPU.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CpuState {
    /// Attached.
    Attached,
    /// Detached.
    Detached,
    /// Waits for maintenance after an error.
    WaitsForMaintenance,
    /// Faulty.
    Faulty,
    /// Not available.
    Offline,
}

impl fmt::Display for CpuState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            CpuState::Attached => "ATT",
            CpuState::Detached => "DET",
            CpuState::WaitsForMaintenance => "WFM",
            CpuState::Faulty => "ERR",
            CpuState::Offline => "OFF",
        })
    }
}

/// Whether a virtual CPU of a VM can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum VirtualCpu {
    /// Attached.
    Attached,
    /// Detached by the guest.
    Detached,
    /// Detached by VM2000, since its CPU pool has too few real CPUs: the guest cannot
    /// attach it (VM2000 V12.0 User Guide, page 83).
    Blocked,
}

/// A VM group (SU /390; VM2000 V12.0 User Guide, page 94).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VmGroup {
    /// Its CPU quota, in hundredths.
    pub cpu_quota: u32,
    /// Its maximum CPU utilization in hundredths of a percent.
    pub max_cpu: u32,
    /// The CPU pool that it is in with all its members.
    pub pool: String,
}

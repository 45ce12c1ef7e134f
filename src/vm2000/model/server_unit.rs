//! Server units.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::{
    ClusterId, CpuKind, CpuState, Definition, DetachedPaths, Device, Impairment, Mnemonic, RealCpu,
    Report, STDPOOL, VmGroup, VmId,
};
use crate::vm2000::Emission;
use crate::vm2000::past::Past;

/// A server unit of an SE server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerUnit {
    /// Its name, as SERVER-UNIT-NAME takes it.
    pub name: String,
    /// `/390` or `x86`.
    pub unit_type: UnitType,
    /// Whether it runs in native mode, with one system and without VM2000 (SU /390).
    pub is_native: bool,
    /// Its model, such as `SE700`.
    pub model: String,
    /// Real CPUs, by number.
    pub cpus: Vec<RealCpu>,
    /// The dynamic CPU pools, beside [`super::STDPOOL`].
    pub pools: BTreeSet<String>,
    /// The VM groups (SU /390).
    pub groups: BTreeMap<String, VmGroup>,
    /// The VM definitions, by VM name; the monitor VM has none.
    pub definitions: BTreeMap<String, Definition>,
    /// Whether the storage for VM definitions can be reached (SU /390).
    pub storage_accessible: bool,
    /// What SAVE-VM-CONFIGURATION has written, line by line, by the file's name with its
    /// user id.
    pub saved: BTreeMap<String, Vec<String>>,
    /// Whether definitions can be read, but not written.
    pub storage_locked: bool,
    /// Assignment sets beside [`super::STDSET`].
    pub assignment_sets: BTreeSet<String>,
    /// How far a dynamic change of the I/O configuration has come (SU /390).
    pub update: ConfigurationUpdate,
    /// The assignment set of devices that are still to come, if guests may take them.
    pub new_devices: Option<String>,
    /// Main memory in MB, the hypervisor's not counted.
    pub memory_mb: u64,
    /// What the hypervisor of an SU /390 has for itself, in MB (HYPERVISOR-SIZE).
    pub hypervisor_mb: u64,
    /// Memory that a fault has taken: first megabyte and length of each piece. On SU x86
    /// it has no place, and the first megabyte says nothing.
    pub taken: Vec<(u64, u64)>,
    /// Whether its disks are operable for VMs that come to it.
    pub disks_operable: bool,
    /// Memory of terminated VMs that X2000 has yet to release, in MB (SU x86).
    pub releasing_mb: u64,
    /// The periodic output of SHOW-VM-STATUS.
    pub report: Option<Report>,
    /// What was used of its CPUs.
    pub past: Past,
    /// Its monitor system.
    pub monitor: MonitorSystem,
    /// What its I/O configuration knows, by mnemonic.
    pub devices: BTreeMap<Mnemonic, Device>,
    /// The I/O paths that are detached.
    pub detached_paths: DetachedPaths,
    /// The cluster that it belongs to.
    pub cluster: Option<ClusterId>,
    /// The VMs that hold an index here, the monitor VM included. A VM that is being
    /// migrated holds it on both sides; [`super::Vm::unit`] says who executes it.
    pub vms: BTreeMap<u8, VmId>,
}

impl ServerUnit {
    /// Whether there is a CPU pool of this name.
    pub fn has_pool(&self, name: &str) -> bool {
        name == STDPOOL || self.pools.contains(name)
    }

    /// Whether there is an assignment set of this name.
    pub fn has_assignment_set(&self, name: &str) -> bool {
        name == super::STDSET || self.assignment_sets.contains(name)
    }

    /// Whether the I/O configuration knows the same devices, of the same families, as
    /// another's.
    pub fn is_configured_like(&self, other: &ServerUnit) -> bool {
        let known = |unit: &ServerUnit| -> Vec<(Mnemonic, super::Family)> {
            let devices = unit.devices.values();
            devices.map(|d| (d.mnemonic.clone(), d.family)).collect()
        };
        known(self) == known(other)
    }

    /// How many hot spare CPUs it has; each VM has as many virtual ones, the `(+n)` of the
    /// displays (BS2000 "Introduction to System Administration", "Reconfiguration of extra
    /// and spare CPUs").
    pub fn spare_cpus(&self) -> usize {
        let spare = |cpu: &&RealCpu| cpu.kind == CpuKind::Spare && cpu.state != CpuState::Faulty;
        self.cpus.iter().filter(spare).count()
    }

    /// How many real CPUs are attached in a CPU pool.
    pub fn attached_cpus(&self, pool: &str) -> usize {
        let counts = |cpu: &&RealCpu| cpu.state == CpuState::Attached && cpu.is_in(pool);
        self.cpus.iter().filter(counts).count()
    }
}

/// The monitor system of a server unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonitorSystem {
    /// Its VM, of index 1.
    pub vm: VmId,
    /// Minutes east of UTC that its clock shows.
    pub utc_offset: i32,
    /// Whether it runs, restarts, or is down with its server unit.
    pub state: MonitorState,
    /// What keeps its VM2000 from carrying commands out.
    pub impairments: BTreeSet<Impairment>,
    /// Whether it is to end when no guest runs any more.
    pub ends_with_guests: bool,
    /// What VM2000 will tell when it is ready again: of migrations that ended meanwhile.
    pub untold: Vec<Emission>,
}

/// Whether a monitor system can be worked with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MonitorState {
    /// It runs.
    #[default]
    Ready,
    /// It restarts; guests run on meanwhile.
    Restarting,
    /// It is down, and nothing runs on its server unit.
    Down,
}

/// How far a dynamic change of a server unit's I/O configuration has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ConfigurationUpdate {
    /// None is under way.
    #[default]
    None,
    /// The operator is asked whether it may begin.
    Asked,
    /// It has begun.
    Running,
}

/// The type of a server unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
pub enum UnitType {
    /// SU /390: VM2000 carries migrations out itself.
    #[serde(rename = "/390")]
    S390,
    /// SU x86: Xen and X2000 do.
    #[serde(rename = "x86")]
    X86,
}

impl UnitType {
    /// How many VMs it can have, the monitor VM included (/390: VM2000 V12.0 User
    /// Guide, page 95; x86: 32 by the product's feature page).
    pub fn vm_limit(self) -> usize {
        match self {
            UnitType::S390 => 15,
            UnitType::X86 => 32,
        }
    }

    /// How many VM groups it can have: half as many as VMs, rounded up; none on SU x86
    /// (VM2000 V12.0 User Guide, page 95).
    pub fn group_limit(self) -> usize {
        match self {
            UnitType::S390 => self.vm_limit().div_ceil(2),
            UnitType::X86 => 0,
        }
    }
}

impl fmt::Display for UnitType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            UnitType::S390 => "/390",
            UnitType::X86 => "x86",
        })
    }
}

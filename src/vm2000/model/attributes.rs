//! What VM2000 keeps of a VM besides its state: given at its creation, changed by
//! commands, noted in its definition.

use std::collections::BTreeSet;

use super::{JvName, Mnemonic};

/// The name of the standard CPU pool.
pub const STDPOOL: &str = "*STDPOOL";

/// The attributes of a VM (VM2000 V12.0 User Guide, pages 91 and 210).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attributes {
    /// Main memory.
    pub memory: MemorySize,
    /// Multiprocessor degree: how many virtual CPUs the VM has.
    pub processors: u16,
    /// CPU quota in hundredths; of no effect while the VM is in a VM group.
    pub cpu_quota: u32,
    /// Maximum CPU utilization in hundredths of a percent.
    pub max_cpu: u32,
    /// Maximum I/O utilization in percent (SU /390).
    pub max_io: u8,
    /// The VM group that it is a member of (SU /390).
    pub group: Option<Membership>,
    /// The CPU pool that it is in: [`STDPOOL`] or a dynamic one's name.
    pub pool: String,
    /// Whether it keeps an idle dedicated CPU (VM-ACTIVE-IDLE, SU /390).
    pub active_idle: bool,
    /// The password that BEGIN-VM-DIALOG asks for.
    pub password: Option<Box<[u8]>>,
    /// The range of commands of its administrator.
    pub admin_privileges: AdminPrivileges,
    /// What its guest may do.
    pub privileges: Privileges,
    /// Whether its definition outlives it.
    pub persistent: bool,
    /// Whether activating its definition starts the guest, too.
    pub auto_ipl: bool,
    /// How the guest was last started.
    pub ipl: Option<IplParameters>,
    /// Whether it is started anew on the other server unit when its own fails.
    pub high_availability: bool,
}

impl Attributes {
    /// Whether the VM is a member of the VM group of this name.
    pub fn is_member_of(&self, group: &str) -> bool {
        self.group
            .as_ref()
            .is_some_and(|member| member.group == group)
    }
}

/// How much main memory a VM has and may have, in MB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MemorySize {
    /// What it has.
    pub size_mb: u64,
    /// The least that REDUCE-VM-MEMORY leaves it.
    pub min_mb: u64,
    /// The most that EXTEND-VM-MEMORY gives it.
    pub max_mb: u64,
}

impl MemorySize {
    /// This much, with nothing said of more or less.
    pub fn of(size_mb: u64) -> Self {
        MemorySize {
            size_mb,
            min_mb: size_mb,
            max_mb: size_mb,
        }
    }
}

/// A VM's place in a VM group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// The group's name.
    pub group: String,
    /// The member CPU quota, in hundredths.
    pub quota: u32,
}

/// ADMIN-PRIVILEGES (VM2000 V12.0 User Guide, page 108).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AdminPrivileges {
    /// `*STD`.
    #[default]
    Standard,
    /// `*MINIMUM`: on the monitor VM, restricts the VM2000 administrator.
    Minimum,
    /// `*MAXIMUM`: extends the administrator of a VM other than the monitor VM.
    Maximum,
}

/// PRIVILEGES=*PARAMETERS(...) (VM2000 V12.0 User Guide, page 226).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Privileges {
    /// The guest may reset I/O paths.
    pub io_reset: bool,
    /// The guest may give its I/O priority.
    pub io_priority: bool,
    /// The guest may take Snap units to itself.
    pub auto_snap_assignment: bool,
    /// From which assignment sets the guest may take devices to itself.
    pub assign_by_guest: AssignByGuest,
}

/// ASSIGN-BY-GUEST as a VM's privilege.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum AssignByGuest {
    /// From none.
    #[default]
    No,
    /// From all.
    All,
    /// From these.
    Sets(BTreeSet<String>),
}

impl AssignByGuest {
    /// Whether the guest may take devices of this assignment set.
    pub fn covers(&self, set: &str) -> bool {
        match self {
            AssignByGuest::No => false,
            AssignByGuest::All => true,
            AssignByGuest::Sets(sets) => sets.contains(set),
        }
    }
}

/// How a guest was last started; START-VM takes from here what it is not told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IplParameters {
    /// The device that it was loaded from.
    pub unit: Mnemonic,
    /// Its main console's devices.
    pub main_console: Vec<Mnemonic>,
    /// How much the startup asks.
    pub information: InformationByte,
    /// The parameter set named, if any.
    pub params: Option<String>,
}

/// INFORMATION-BYTE of START-VM: how much a startup asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum InformationByte {
    /// `*FAST`: nothing, and the main events only.
    #[default]
    Fast,
    /// `*AUTOMATIC`: nothing; standard answers where it would.
    Automatic,
    /// `*DIALOG`: everything.
    Dialog,
}

impl Default for Attributes {
    /// What CREATE-VM gives a VM of 2 GB that is told nothing else.
    fn default() -> Self {
        Attributes {
            memory: MemorySize::of(2048),
            processors: 1,
            cpu_quota: 100,
            max_cpu: 10_000,
            max_io: 100,
            group: None,
            pool: STDPOOL.to_owned(),
            active_idle: false,
            password: None,
            admin_privileges: AdminPrivileges::Standard,
            privileges: Privileges::default(),
            persistent: false,
            auto_ipl: false,
            ipl: None,
            high_availability: false,
        }
    }
}

/// What watches a VM: its MONJV and when watching began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Monitoring {
    /// The job variable.
    pub jv: JvName,
    /// Since when.
    pub since: crate::sim::Tick,
}

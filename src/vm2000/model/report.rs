//! What SHOW-VM-STATUS shows, and again and again.

use super::VmId;
use crate::sim::Span;

/// A periodic output of SHOW-VM-STATUS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Where it is shown: the place that its command came from.
    pub place: u32,
    /// How often.
    pub period: Span,
    /// Its number; what was due for another one does not happen any more.
    pub run: u32,
    /// What is shown.
    pub chosen: Chosen,
}

/// Which objects of a server unit are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// Which VMs.
    pub vms: ChosenVms,
    /// Which real CPUs.
    pub cpus: ChosenCpus,
    /// Which VM groups.
    pub groups: ChosenGroups,
}

/// Which VMs are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChosenVms {
    /// All.
    All,
    /// None.
    None,
    /// This one.
    One(VmId),
    /// Those whose names fit.
    Pattern(String),
    /// The members of a VM group.
    Group(String),
    /// Those in a CPU pool.
    Pool(String),
}

/// Which real CPUs are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChosenCpus {
    /// All.
    All,
    /// None.
    None,
    /// Those of a CPU pool.
    Pool(String),
    /// Those with these numbers.
    Numbers(Vec<usize>),
}

/// Which VM groups are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChosenGroups {
    /// All.
    All,
    /// None.
    None,
    /// This one.
    One(String),
}

//! SU clusters: two server units between which VMs can be migrated.

use super::UnitId;

/// An SU cluster (white paper "Cluster Solutions for SE Servers": two server units
/// of the same type).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// Its name.
    pub name: String,
    /// Its two server units.
    pub units: Vec<UnitId>,
    /// The link between them, in Mbit/s.
    pub link_mbit: u64,
    /// Whether the link carries data.
    pub link_up: bool,
    /// Whether the cluster is activated; a deactivated one migrates nothing.
    pub active: bool,
}

impl Cluster {
    /// The server unit that `*UNIQUE` means at one of the two: the other one.
    pub fn other(&self, than: UnitId) -> Option<UnitId> {
        self.units.iter().copied().find(|unit| *unit != than)
    }
}

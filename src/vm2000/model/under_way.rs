//! What VM2000 has begun with VMs and is not done with yet.

use std::collections::{BTreeMap, BTreeSet};

use super::{JvName, VmId};

/// What VM2000 has begun with VMs and goes on with by itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UnderWay {
    /// The VMs whose virtual CPUs are being fitted to their CPU pool.
    pub adjustments: BTreeSet<VmId>,
    /// The VMs whose memory becomes larger or smaller.
    pub resizes: BTreeMap<VmId, Resize>,
    /// The VMs that are moved within memory, each with the megabyte at which it will begin
    /// (SU /390).
    pub moves: BTreeMap<VmId, u64>,
}

/// A memory reconfiguration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resize {
    /// The size that the VM will have, in MB.
    pub planned_mb: u64,
    /// The least size that it will have, in MB.
    pub min_mb: u64,
    /// Tells it from others of the VM; what was due for those does not happen any more.
    pub run: u32,
    /// The job variable that watches it.
    pub monjv: Option<JvName>,
}

impl UnderWay {
    /// How much is not done yet.
    pub fn len(&self) -> usize {
        self.adjustments.len() + self.resizes.len() + self.moves.len()
    }

    /// Whether nothing is left to do.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Forgets all about a VM, which is being deleted.
    pub fn forget(&mut self, vm: VmId) {
        self.adjustments.remove(&vm);
        self.resizes.remove(&vm);
        self.moves.remove(&vm);
    }
}

//! What VM2000 has begun with VMs and is not done with yet.

use std::collections::{BTreeMap, BTreeSet};

use super::{VmId, Watched};
use crate::sim::Tick;

/// What VM2000 has begun with VMs and goes on with by itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UnderWay {
    /// The VMs whose virtual CPUs are being fitted to their CPU pool.
    pub adjustments: BTreeSet<VmId>,
    /// The VMs whose memory becomes larger or smaller.
    pub resizes: BTreeMap<VmId, Resize>,
    /// The VMs that are moved within memory (SU /390).
    pub moves: BTreeMap<VmId, Relocation>,
    /// The VMs whose systems are shut down when a quiet time is over, each with its end.
    pub quiet_times: BTreeMap<VmId, Tick>,
    /// How many of these have been begun; each gets a number of its own.
    pub begun: u32,
}

/// A memory reconfiguration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resize {
    /// The size that the VM will have, in MB.
    pub planned_mb: u64,
    /// The least size that it will have, in MB.
    pub min_mb: u64,
    /// Its number; what was due for another of the VM does not happen any more.
    pub run: u32,
    /// The job variable that monitors it.
    pub monjv: Option<Watched>,
}

/// A VM's way to another place in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relocation {
    /// The megabyte at which it will begin.
    pub to_mb: u64,
    /// Its number, as of a [`Resize`].
    pub run: u32,
}

impl UnderWay {
    /// How much is not done yet.
    pub fn len(&self) -> usize {
        self.adjustments.len() + self.resizes.len() + self.moves.len() + self.quiet_times.len()
    }

    /// Whether nothing is left to do.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of what is begun now.
    pub fn number(&mut self) -> u32 {
        self.begun += 1;
        self.begun
    }

    /// Forgets a VM, which is being deleted and whose memory was given up before.
    pub fn forget(&mut self, vm: VmId) {
        self.adjustments.remove(&vm);
        self.quiet_times.remove(&vm);
    }
}

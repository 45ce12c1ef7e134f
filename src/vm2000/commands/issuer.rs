//! Who gave a command, and where.

use crate::vm2000::model::{System, VmId, World};

/// Who gave a command, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Issuer {
    /// The system in which it was given.
    pub system: System,
    /// By which way.
    pub medium: Medium,
    /// The VM whose administrator the caller is: the monitor VM at a console of the
    /// monitor system and in its ADMIN dialogs, the dialog's VM otherwise. `None` in a
    /// guest, where nobody administers VMs.
    pub administers: Option<VmId>,
    /// Where output goes that comes later; what the number means is for whoever carries
    /// the command out to know.
    pub place: u32,
}

/// The ways to give a command (VM2000 V12.0 User Guide, pages 51 to 59).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    /// A BS2000 console.
    Console,
    /// A user task.
    Task,
    /// A connection to $VMCONS.
    Vmcons,
}

impl Issuer {
    /// Whether the caller is the VM2000 administrator: that of the monitor VM.
    pub fn is_vm2000_administrator(&self, world: &World) -> bool {
        self.administers.is_some_and(|vm| world.vm(vm).is_monitor())
    }
}

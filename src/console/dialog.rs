//! ADMIN dialogs: who administers which VM, and where.

use crate::vm2000::model::{System, UnitId, VmId};

/// An ADMIN dialog with a VM (VM2000 V12.0 User Guide, page 51).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialog {
    /// The server unit in whose monitor system it is.
    pub unit: UnitId,
    /// The VM that is administered.
    pub vm: VmId,
    /// Whether that is the monitor VM, which makes one the VM2000 administrator.
    pub is_monitor: bool,
}

impl Dialog {
    /// Whether it gets a message of a system for user tasks: the VM2000 administrator
    /// gets them all, a VM's administrator those about the VM.
    pub fn gets(self, from: System, about: Option<VmId>) -> bool {
        from == System::Monitor(self.unit) && (self.is_monitor || about == Some(self.vm))
    }
}

//! What can keep VM2000 of a server unit from carrying any command out.

use crate::catalog::MessageId;
use crate::vm2000::ids::{CMD0221, CMD2241, CMD2280, VMS4504, VMS4513, VMS6000, VMS6001};

/// What keeps VM2000 of a server unit from carrying out any command of its own: the general
/// return codes (VM2000 V12.0 User Guide, page 196). Guests run on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Impairment {
    /// An internal error.
    Error,
    /// Its subsystem is not loaded.
    NotLoaded,
    /// Its subsystem is loaded, but cannot be used for a while.
    NotAvailable,
    /// The monitor system is short of memory.
    MonitorMemory,
    /// The hypervisor is short of memory.
    HypervisorMemory,
    /// The VM2000 agent is not available (SU x86).
    Agent,
    /// The administration component of the carrier system is not available (SU x86).
    Carrier,
}

impl Impairment {
    /// The message with which commands are rejected, which is the main code, too, and
    /// subcode 1.
    pub fn code(self) -> (MessageId, u8) {
        match self {
            Impairment::Error => (CMD0221, 32),
            Impairment::NotLoaded => (CMD2241, 65),
            Impairment::NotAvailable => (CMD2280, 128),
            Impairment::MonitorMemory => (VMS4504, 128),
            Impairment::HypervisorMemory => (VMS4513, 128),
            Impairment::Agent => (VMS6000, 130),
            Impairment::Carrier => (VMS6001, 130),
        }
    }

    /// Whether it concerns the carrier system, which SU /390 has not.
    pub fn is_of_carrier(self) -> bool {
        matches!(self, Impairment::Agent | Impairment::Carrier)
    }
}

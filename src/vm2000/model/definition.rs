//! VM definitions: what is known of a VM whether it is initialized or not.

use super::{Assignment, Attributes, VmState};

/// A VM definition (VM2000 V12.0 User Guide, pages 90 to 93). Each VM has one, on the
/// server unit that it belongs to; a persistent one outlives the VM.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// The VM index, if one was chosen.
    pub index: Option<u8>,
    /// The attributes, as far as they have been noted.
    pub attributes: Attributes,
    /// The devices assigned explicitly, as far as they have been noted.
    pub devices: Vec<Assignment>,
    /// The state in which the VM was last.
    pub last_state: VmState,
    /// Whether changes wait to be noted, since the storage could not be reached (/390).
    pub stale: bool,
    /// Whether it belongs to another server unit by now and could not be deleted here yet.
    pub moved: bool,
}

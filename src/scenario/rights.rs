//! What a scenario says of a VM's administration and of its definition.

use super::reader::Section;
use crate::vm2000::model::{AdminPrivileges, Attributes, ServerUnit, UnitType, VmState};

const RANGES: [(&str, AdminPrivileges); 3] = [
    ("STD", AdminPrivileges::Standard),
    ("MINIMUM", AdminPrivileges::Minimum),
    ("MAXIMUM", AdminPrivileges::Maximum),
];

/// How the storage for VM definitions may be at the start.
const STORAGES: [(&str, Storage); 3] = [
    ("accessible", Storage::Accessible),
    ("locked", Storage::Locked),
    ("lost", Storage::Lost),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Storage {
    Accessible,
    Locked,
    Lost,
}

/// The longest password, in characters (VM2000 V12.0 User Guide, page 184).
const PASSWORD: usize = 8;

/// Reads `admin_privileges`: the range of commands of a VM's administrator.
pub(super) fn range(section: &mut Section<'_>) -> AdminPrivileges {
    section.one_of("admin_privileges", &RANGES, AdminPrivileges::Standard)
}

/// Reads `password`.
pub(super) fn password(section: &mut Section<'_>) -> Option<Box<[u8]>> {
    let password = section.text("password")?.into_inner();
    if password.is_empty() || password.len() > PASSWORD || !password.is_ascii() {
        let help = format!("write 1 to {PASSWORD} letters, digits and signs, such as \"SECRET\"");
        section.wrong("password", "this password cannot be", help);
        return None;
    }
    Some(password.into_bytes().into())
}

/// Reads `persistent`, `auto_ipl` and `high_availability`. A definition without a VM is
/// always persistent (page 213).
pub(super) fn definition(section: &mut Section<'_>, state: VmState, attributes: &mut Attributes) {
    let only = state == VmState::NotInitialized;
    attributes.persistent = section.flag("persistent", only);
    attributes.auto_ipl = section.flag("auto_ipl", false);
    attributes.high_availability = section.flag("high_availability", false);
    if only && !attributes.persistent {
        let what = "the definition of a VM that is not initialized is persistent";
        section.wrong("persistent", what, "leave `persistent` out");
    }
}

/// Reads `storage`: how a server unit's storage for VM definitions is at the start.
pub(super) fn storage(section: &mut Section<'_>, unit: &mut ServerUnit) {
    let storage = section.one_of("storage", &STORAGES, Storage::Accessible);
    unit.storage_accessible = storage != Storage::Lost;
    unit.storage_locked = storage == Storage::Locked;
    if storage != Storage::Accessible && unit.unit_type == UnitType::X86 {
        let what = "X2000 keeps the VM definitions of an SU x86, without a storage of its own";
        section.wrong("storage", what, "leave `storage` out");
    }
}

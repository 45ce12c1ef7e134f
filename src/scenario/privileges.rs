//! What the guest of a scenario's VM may do.

use super::reader::Section;
use crate::vm2000::model::{AssignByGuest, Privileges};

/// The names that `privileges` takes, as in PRIVILEGES=*PARAMETERS(...).
const NAMES: [&str; 4] = [
    "IO-RESET",
    "IO-PRIORITY",
    "AUTO-SNAP-ASSIGNMENT",
    "ASSIGN-BY-GUEST",
];

/// Reads `privileges`. The VMs of the printed samples have `AS`, so that is the default.
pub(super) fn read(vm: &mut Section<'_>) -> Privileges {
    let is_given = vm.has("privileges");
    let listed = vm.texts("privileges");
    for name in &listed {
        if !NAMES.contains(&name.get_ref().as_str()) {
            let what = format!("there is no privilege `{}`", name.get_ref());
            let help = format!("there are: {}", NAMES.join(", "));
            vm.report().error(name.span(), what, help);
        }
    }
    let has = |wanted: &str| listed.iter().any(|name| name.get_ref() == wanted);
    let assigns = !is_given || has("ASSIGN-BY-GUEST");
    Privileges {
        io_reset: has("IO-RESET"),
        io_priority: has("IO-PRIORITY"),
        auto_snap_assignment: !is_given || has("AUTO-SNAP-ASSIGNMENT"),
        assign_by_guest: match assigns {
            true => AssignByGuest::All,
            false => AssignByGuest::No,
        },
    }
}

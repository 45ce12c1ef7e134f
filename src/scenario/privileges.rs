//! What the guest of a scenario's VM may do.

use std::collections::BTreeSet;

use super::reader::Section;
use crate::vm2000::model::{AssignByGuest, Privileges, STDSET};

/// The names that `privileges` takes, as in PRIVILEGES=*PARAMETERS(...).
const NAMES: [&str; 4] = [
    "IO-RESET",
    "IO-PRIORITY",
    "AUTO-SNAP-ASSIGNMENT",
    "ASSIGN-BY-GUEST",
];

/// Reads `privileges`. The VMs of the printed samples have `AS`, so that is the default.
pub(super) fn read(vm: &mut Section<'_>, sets: Option<&BTreeSet<String>>) -> Privileges {
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
    let assign_by_guest = match assigns {
        true => from_sets(vm, sets),
        false => AssignByGuest::No,
    };
    Privileges {
        io_reset: has("IO-RESET"),
        io_priority: has("IO-PRIORITY"),
        auto_snap_assignment: !is_given || has("AUTO-SNAP-ASSIGNMENT"),
        assign_by_guest,
    }
}

/// Reads `assignment_sets` of a VM: from which of its server unit's the guest may take
/// devices; from all if they are not given.
pub(super) fn from_sets(vm: &mut Section<'_>, known: Option<&BTreeSet<String>>) -> AssignByGuest {
    let is_given = vm.has("assignment_sets");
    let named = vm.texts("assignment_sets");
    for set in &named {
        let name = set.get_ref();
        if known.is_some_and(|known| name != STDSET && !known.contains(name)) {
            let what = format!("the server unit has no assignment set `{name}`");
            let help = "write \"*STDSET\", or add the name to its `assignment_sets`";
            vm.report().error(set.span(), what, help);
        }
    }
    match is_given {
        true => AssignByGuest::Sets(named.into_iter().map(toml::Spanned::into_inner).collect()),
        false => AssignByGuest::All,
    }
}

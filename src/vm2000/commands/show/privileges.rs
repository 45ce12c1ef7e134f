//! INFORMATION=*PRIVILEGES and *MONJV (VM2000 V12.0 User Guide, pages 64 and 226).

use super::Shown;
use crate::vm2000::commands::table::{listed, yes_no};
use crate::vm2000::model::{AdminPrivileges, AssignByGuest, VmId};

/// What the administrators and the guests of the VMs may do.
pub(super) fn lines(shown: &Shown<'_>) -> Vec<String> {
    let title = "VM-ID        ADMIN-PRIV  IO-RESET  IO-PRIO  AUTO-SNAP  ASSIGN-BY-GUEST";
    let mut lines = vec![title.to_owned()];
    for vm in &shown.vms {
        lines.extend(of(shown, *vm));
    }
    lines
}

fn of(shown: &Shown<'_>, vm: VmId) -> Vec<String> {
    let attributes = &shown.world.vm(vm).attributes;
    let admin = match attributes.admin_privileges {
        AdminPrivileges::Standard => "*STD",
        AdminPrivileges::Minimum => "*MINIMUM",
        AdminPrivileges::Maximum => "*MAXIMUM",
    };
    let privileges = &attributes.privileges;
    let sets = match &privileges.assign_by_guest {
        AssignByGuest::No => vec!["NO".to_owned()],
        AssignByGuest::All => vec!["YES".to_owned()],
        AssignByGuest::Sets(sets) => sets.iter().cloned().collect(),
    };
    let line = shown
        .head(vm)
        .at(14, admin)
        .at(26, yes_no(privileges.io_reset))
        .at(36, yes_no(privileges.io_priority))
        .at(45, yes_no(privileges.auto_snap_assignment));
    listed(line, 56, &sets)
}

/// The job variables that watch the VMs.
pub(super) fn monjvs(shown: &Shown<'_>) -> Vec<String> {
    let mut lines = vec!["VM-ID        VM-MONJV".to_owned()];
    for vm in &shown.vms {
        let watched = shown.world.vm(*vm).monjv.as_ref();
        let name = watched.map_or("NONE".to_owned(), |monjv| monjv.jv.to_string());
        lines.push(shown.head(*vm).at(14, &name).end());
    }
    lines
}

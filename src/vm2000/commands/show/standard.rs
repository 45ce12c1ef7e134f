//! INFORMATION=*STD, to the column of the printed sample (VM2000 V12.0 User Guide, page
//! 102).

use super::Shown;
use crate::vm2000::commands::table::{Line, hundredths, yes_no};
use crate::vm2000::model::{AssignByGuest, Privileges, Vm, VmId, VmState};

/// The two tables and, of SHOW-VM-RESOURCES, what is left for new VMs.
pub(super) fn lines(shown: &Shown<'_>) -> Vec<String> {
    let mut lines = vec![
        Line::new().at(14, "CPU-POOL(P)").end(),
        "VM-ID        VM-GROUP(G)  CPU-Q   MAX-U  PROC   MEM-SIZE  MAX-IO".to_owned(),
    ];
    lines.extend(shown.vms.iter().map(|vm| resources(shown, *vm)));
    lines.push("VM-ID        STATE           VERSION PER ADMIN PRIV".to_owned());
    lines.extend(shown.vms.iter().map(|vm| state(shown, *vm)));
    if shown.free {
        lines.push(free(shown));
    }
    lines
}

fn resources(shown: &Shown<'_>, id: VmId) -> String {
    let vm = shown.world.vm(id);
    let attributes = &vm.attributes;
    let attached = vm.attached_cpus();
    let spares = shown.world.unit(shown.unit).spare_cpus();
    let further = match vm.virtual_cpus.len() - attached + spares {
        0 => String::new(),
        further => format!("(+{further})"),
    };
    let (place, quota) = match shown.world.membership_on(shown.unit, id) {
        Some(member) => (format!("{}(G)", member.group), member.quota),
        None => {
            let pool = shown.world.pool_on(shown.unit, id);
            (format!("{pool}(P)"), attributes.cpu_quota)
        }
    };
    shown
        .head(id)
        .at(14, &place)
        .to(31, &hundredths(quota))
        .to(39, &hundredths(attributes.max_cpu))
        .at(42, &format!("{attached}{further}"))
        .to(56, &vm.memory_mb().to_string())
        .at(59, &max_io(attributes.max_io))
        .end()
}

/// Printed in brackets where it limits nothing, which is our reading of `(100)`.
fn max_io(percent: u8) -> String {
    match percent {
        100 => "(100)".to_owned(),
        limit => format!("{limit:>4}"),
    }
}

fn state(shown: &Shown<'_>, id: VmId) -> String {
    let vm = shown.world.vm(id);
    let line = shown
        .head(id)
        .at(14, &shown.world.shown_state(shown.unit, id))
        .at(30, version(vm))
        .at(38, yes_no(vm.attributes.persistent))
        .at(
            42,
            yes_no(vm.is_monitor() || shown.world.administered.contains(&id)),
        )
        .at(48, &letters(&vm.attributes.privileges));
    match vm.waits.shown() {
        Some(kind) => line.at(54, kind).end(),
        None => line.end(),
    }
}

/// The version of BS2000 in the guest, a dash while none has been started (ours).
fn version(vm: &Vm) -> &str {
    match vm.state {
        VmState::InitOnly => "-",
        _ => &vm.guest.version,
    }
}

/// Privileges in short: only `AS` was seen printed, which we read as ASSIGN-BY-GUEST and
/// AUTO-SNAP-ASSIGNMENT; `P` is IO-PRIORITY and `R` IO-RESET, both ours.
pub(in super::super) fn letters(privileges: &Privileges) -> String {
    let all = [
        ('A', privileges.assign_by_guest != AssignByGuest::No),
        ('P', privileges.io_priority),
        ('R', privileges.io_reset),
        ('S', privileges.auto_snap_assignment),
    ];
    all.into_iter()
        .filter(|(_, has)| *has)
        .map(|(c, _)| c)
        .collect()
}

fn free(shown: &Shown<'_>) -> String {
    let unit = shown.world.unit(shown.unit);
    let left = unit.unit_type.vm_limit().saturating_sub(unit.vms.len());
    let largest = shown.world.largest_area_mb(shown.unit);
    Line::new()
        .at(1, "F R E E")
        .at(14, "VM:")
        .to(19, &left.to_string())
        .at(30, "LARGEST-DOMAIN(MB):")
        .to(56, &largest.to_string())
        .end()
}

//! INFORMATION=*CONFIGURATION: the server unit at a glance (VM2000 V12.0 User Guide, pages
//! 95 and 248).

use crate::vm2000::commands::table::Line;
use crate::vm2000::model::{CpuKind, UnitId, World};

/// The server unit, and how many VMs and VM groups it can have.
pub(super) fn lines(world: &World, unit: UnitId) -> Vec<String> {
    let there = world.unit(unit);
    let count = |kind: CpuKind| there.cpus.iter().filter(|cpu| cpu.kind == kind).count();
    let cluster = there.cluster.map_or("NONE", |id| &world.cluster(id).name);
    let numbers = |now: usize, most: usize| format!("{now} OF {most}");
    let rows = [
        ("SERVER UNIT:", there.name.clone()),
        ("TYPE:", there.unit_type.to_string()),
        ("MODEL:", there.model.clone()),
        ("SU CLUSTER:", cluster.to_owned()),
        ("NORMAL CPUS:", count(CpuKind::Normal).to_string()),
        ("EXTRA CPUS:", count(CpuKind::Extra).to_string()),
        ("SPARE CPUS:", count(CpuKind::Spare).to_string()),
        ("FOREIGN CPUS:", count(CpuKind::Foreign).to_string()),
        ("CPU POOLS:", (there.pools.len() + 1).to_string()),
        ("MEMORY(MB):", there.memory_mb.to_string()),
        ("DEVICES:", there.devices.len().to_string()),
        ("VM:", numbers(there.vms.len(), there.unit_type.vm_limit())),
        (
            "VM-GROUP:",
            numbers(there.groups.len(), there.unit_type.group_limit()),
        ),
    ];
    let title = "CONFIGURATION".to_owned();
    let rows = rows
        .iter()
        .map(|(name, value)| Line::new().at(2, name).at(17, value).end());
    std::iter::once(title).chain(rows).collect()
}

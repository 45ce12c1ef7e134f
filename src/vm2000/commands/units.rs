//! The devices of VMs, as INFORMATION=*UNITS shows them (VM2000 V10.0 User Guide, page
//! 542).

use super::table::Line;
use crate::vm2000::model::{AssignedBy, Assignment, Family, UnitId, Usage, VmId, World};

/// The column in which the devices begin.
const LIST: usize = 14;
/// Columns of a line.
const WIDTH: usize = 80;

/// The devices of VMs on a server unit, as far as `shown` lets them through: by who has
/// assigned them, and by how they are used. Empty blocks and groups are left out.
pub(super) fn units(
    world: &World,
    unit: UnitId,
    vms: &[VmId],
    shown: &dyn Fn(&Assignment) -> bool,
) -> Vec<String> {
    let mut lines = vec!["VM-ID        UNITS".to_owned()];
    for id in vms {
        let vm = world.vm(*id);
        let head = Line::new().to(2, &vm.index.to_string()).at(4, &vm.name);
        let devices = world.devices_on(unit, *id).iter();
        let devices: Vec<&Assignment> = devices.filter(|device| shown(device)).collect();
        let mut block = Vec::new();
        for (title, is_in) in BLOCKS {
            let listed = groups(world, unit, &devices, *is_in);
            if !listed.is_empty() {
                block.push((*title).to_owned());
                block.extend(listed);
            }
        }
        let mut block = block.into_iter();
        let first = block.next().unwrap_or_else(|| "NONE".to_owned());
        lines.push(head.at(LIST, &first).end());
        lines.extend(block.map(|line| Line::new().at(LIST, &line).end()));
    }
    lines
}

/// Whether a device belongs to a block or group.
type IsIn = fn(&Assignment) -> bool;

const BLOCKS: &[(&str, IsIn)] = &[
    ("ASSIGNED BY VM-ADMIN", Assignment::is_explicit),
    ("ASSIGNED BY GUEST", |device| !device.is_explicit()),
];

const GROUPS: &[(&str, IsIn)] = &[
    ("EXCL:", |d| is_used(d, Usage::Exclusive)),
    ("SHARED:", |d| is_used(d, Usage::Shared)),
    ("KEEP:", |d| d.by == AssignedBy::Kept),
];

fn is_used(device: &Assignment, usage: Usage) -> bool {
    device.usage == usage && device.by != AssignedBy::Kept
}

fn groups(world: &World, unit: UnitId, devices: &[&Assignment], is_in: IsIn) -> Vec<String> {
    let mut lines = Vec::new();
    for (title, of_group) in GROUPS {
        let listed = devices.iter().filter(|d| is_in(d) && of_group(d));
        let mut names: Vec<String> = listed.map(|d| shown_name(world, unit, d)).collect();
        // 2-character names first, each kind ascending.
        names.sort_by_key(|name| (!is_short(name), name.clone()));
        if !names.is_empty() {
            lines.extend(joined(title, &names));
        }
    }
    lines
}

fn is_short(name: &str) -> bool {
    name.trim_end_matches("(VC)").len() == 2
}

/// A device's name, with `(VC)` behind that of a virtual console.
fn shown_name(world: &World, unit: UnitId, device: &Assignment) -> String {
    let known = world.unit(unit).devices.get(&device.mnemonic);
    let is_vc = known.is_some_and(|known| known.family == Family::VirtualConsole);
    let mark = if is_vc { "(VC)" } else { "" };
    format!("{}{mark}", device.mnemonic)
}

/// A group: its title and its names behind it, parted by commas, over several lines.
fn joined(title: &str, names: &[String]) -> Vec<String> {
    let mut lines = vec![format!("{title} ")];
    for (place, name) in names.iter().enumerate() {
        let comma = if place + 1 < names.len() { "," } else { "" };
        let room = WIDTH + 1 - LIST;
        if let Some(line) = lines
            .last_mut()
            .filter(|line| line.len() + name.len() < room)
        {
            line.push_str(name);
            line.push_str(comma);
        } else {
            lines.push(format!(" {name}{comma}"));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lists_go_on_in_the_next_line() {
        let names: Vec<String> = (0..40).map(|n| format!("FA{n:02}")).collect();
        let lines = joined("EXCL:", &names);
        assert!(
            lines.len() > 2 && lines.iter().all(|line| line.len() <= 67),
            "{lines:?}"
        );
        assert_eq!(lines.concat().matches("FA").count(), 40);
    }
}

//! Assignment sets (VM2000 V12.0 User Guide, pages 151 and 242).

use crate::catalog::{Message, Source};
use crate::vm2000::Effects;
use crate::vm2000::commands::table::Line;
use crate::vm2000::commands::{Answer, Call, Output};
use crate::vm2000::ids::{VMS4200, VMS4201, VMS4202, VMS4203, VMS4204, VMS4205};
use crate::vm2000::model::{AssignByGuest, STDSET, VmId, World};

/// `/CREATE-VM-ASSIGNMENT-SET`.
pub(super) fn create(world: &mut World, call: Call<'_>, _: &mut Effects) -> Answer {
    let name = call.text("SET-NAME").unwrap_or_default().to_owned();
    let there = world.unit_mut(call.unit);
    // In lines that leave the asterisk out, the standard set has this name.
    let is_standard = there.has_assignment_set(&format!("*{name}"));
    if is_standard || !there.assignment_sets.insert(name.clone()) {
        return Answer::refused(Message::new(VMS4201, [name]));
    }
    told(Message::new(VMS4202, [name]))
}

/// `/DELETE-VM-ASSIGNMENT-SET`: only one to which no device belongs, now or in future, and
/// which no VM's privilege names. The command's page could not be read; this is the safer of the ways.
pub(super) fn delete(world: &mut World, call: Call<'_>, _: &mut Effects) -> Answer {
    let name = call.text("SET-NAME").unwrap_or_default().to_owned();
    let unit = world.unit(call.unit);
    if !unit.assignment_sets.contains(&name) {
        return Answer::refused(Message::new(VMS4200, [name]));
    }
    let mut sets = unit.devices.values().map(|device| &device.assignment_set);
    if unit.new_devices.as_ref() == Some(&name) || sets.any(|set| set.as_ref() == Some(&name)) {
        return Answer::refused(Message::new(VMS4204, [name]));
    }
    let names_it = |vm: &&VmId| match &world.vm(**vm).attributes.privileges.assign_by_guest {
        AssignByGuest::Sets(sets) => sets.contains(&name),
        AssignByGuest::No | AssignByGuest::All => false,
    };
    if let Some(vm) = unit.vms.values().find(names_it) {
        let [index, vm] = world.vm(*vm).inserts();
        return Answer::refused(Message::new(VMS4205, [name, index, vm]));
    }
    world.unit_mut(call.unit).assignment_sets.remove(&name);
    told(Message::new(VMS4203, [name]))
}

fn told(message: Message) -> Answer {
    Answer {
        output: vec![Output::Message(message)],
        ..Answer::done()
    }
}

/// `/SHOW-VM-ASSIGNMENT-SET`: to the column of the printed sample.
pub(super) fn show(world: &mut World, call: Call<'_>, _: &mut Effects) -> Answer {
    let unit = world.unit(call.unit);
    let all = std::iter::once(STDSET).chain(unit.assignment_sets.iter().map(String::as_str));
    let sets: Vec<&str> = match (call.keyword("SET-NAME"), call.text("SET-NAME")) {
        (Some(STDSET), _) => vec![STDSET],
        (None, Some(name)) if unit.assignment_sets.contains(name) => vec![name],
        (None, Some(name)) => return Answer::refused(Message::new(VMS4200, [name])),
        _ => all.collect(),
    };
    let head = Line::new().at(1, "ASSIGNMENT-SET").at(18, "#DEVICES");
    let mut lines = vec![head.at(29, "VM-ID").end()];
    for set in sets {
        lines.extend(about(world, call, set));
    }
    Answer::display(Source::Manual, lines)
}

/// A set with the number of its devices, and a line for each VM that may use it.
fn about(world: &World, call: Call<'_>, set: &str) -> Vec<String> {
    let unit = world.unit(call.unit);
    let devices = unit.devices.values();
    let count = devices.filter(|device| device.assignment_set.as_deref() == Some(set));
    let mut head = Line::new().at(1, set).to(22, &count.count().to_string());
    if unit.new_devices.as_deref() == Some(set) {
        head = head.at(23, "+NEW");
    }
    let may_use = |vm: &&VmId| {
        let privileges = &world.vm(**vm).attributes.privileges;
        privileges.assign_by_guest.covers(set)
    };
    let vms: Vec<&VmId> = unit.vms.values().filter(may_use).collect();
    if vms.is_empty() {
        return vec![head.at(30, "NONE").end()];
    }
    let mut start = Some(head);
    let line = |vm: &VmId| {
        let vm = world.vm(*vm);
        let line = start.take().unwrap_or_default();
        line.to(30, &vm.index.to_string()).at(32, &vm.name).end()
    };
    vms.into_iter().map(line).collect()
}

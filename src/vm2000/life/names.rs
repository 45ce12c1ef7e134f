//! Index and name of a new VM (VM2000 V12.0 User Guide, page 63; V10.0, page 139).

use crate::catalog::Message;
use crate::vm2000::Refusal;
use crate::vm2000::ids::{VMS4012, VMS4013, VMS4014};
use crate::vm2000::model::{UnitId, VmState, World};

/// The greatest index that a VM can have.
const LAST_INDEX: u8 = 99;

/// The index wanted, or the next one free.
///
/// # Errors
/// VMS4012 if another VM has it, VMS4014 if the server unit takes no further VM.
pub(super) fn index(world: &World, unit: UnitId, wanted: Option<u8>) -> Result<u8, Refusal> {
    let unit = world.unit(unit);
    let full = || Refusal::of(Message::plain(VMS4014));
    if unit.vms.len() >= unit.unit_type.vm_limit() {
        return Err(full());
    }
    match wanted {
        Some(index) if unit.vms.contains_key(&index) => Err(Refusal::with(VMS4012, [index])),
        Some(index) => Ok(index),
        None => (2..=LAST_INDEX)
            .find(|index| !unit.vms.contains_key(index))
            .ok_or_else(full),
    }
}

/// The name of a VM that is given none.
pub(super) fn standard(index: u8) -> String {
    format!("VM{index:02}")
}

/// Checks whether a VM, of this index if one is chosen, may have this name. `defined` is for a VM whose own definition is
/// being activated: then a definition of that name is no obstacle.
///
/// # Errors
/// VMS4013 if it may not.
pub fn check(
    world: &World,
    unit: UnitId,
    index: Option<u8>,
    name: &str,
    defined: bool,
) -> Result<(), Refusal> {
    let taken = is_a_vms(world, unit, name)
        || (!defined && is_a_definitions(world, unit, name))
        || is_another_things(world, unit, name)
        || is_standard_of_another(world, unit, index, name);
    match taken {
        true => Err(Refusal::with(VMS4013, [name])),
        false => Ok(()),
    }
}

/// Within a cluster every VM has its own name (white paper "Cluster Solutions for SE
/// Servers").
fn is_a_vms(world: &World, unit: UnitId, name: &str) -> bool {
    let known = world.vm_known(unit, name);
    known.is_some_and(|vm| world.vm(vm).state != VmState::NotInitialized)
}

/// A name is taken as soon as it is defined (VM2000 V12.0 User Guide, page 213).
fn is_a_definitions(world: &World, unit: UnitId, name: &str) -> bool {
    let own = world.unit(unit);
    let in_cluster = own.cluster.map(|cluster| &world.cluster(cluster).units);
    let others = in_cluster.into_iter().flatten().map(|id| world.unit(*id));
    std::iter::once(own)
        .chain(others)
        .any(|unit| unit.definitions.contains_key(name))
}

/// Monitor VMs, groups and pools have names of the same kind. That a server unit's name
/// is none for a VM is ours: consoles are called by both.
pub fn is_another_things(world: &World, unit: UnitId, name: &str) -> bool {
    let monitor = &world.vm(world.unit(unit).monitor.vm).name;
    let unit = world.unit(unit);
    monitor == name
        || unit.groups.contains_key(name)
        || unit.pools.contains(name)
        || world.unit_named(name).is_some()
}

/// `VM07` is what the VM of index 7 would be called if nobody gave it a name.
fn is_standard_of_another(world: &World, unit: UnitId, index: Option<u8>, name: &str) -> bool {
    let vms = &world.unit(unit).vms;
    let mut others = vms.keys().filter(|other| Some(**other) != index);
    others.any(|other| standard(*other) == name)
}

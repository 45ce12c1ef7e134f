//! Noting in a VM's definition what commands change (VM2000 V12.0 User Guide, pages 91
//! to 93).

use super::Refusal;
use super::ids::{VMS2306, VMS2311};
use super::model::{Assignment, Definition, MonitorState, UnitId, UnitType, VmId, VmState, World};
use crate::catalog::Message;

/// How many definitions a server unit keeps at most. The number was not seen printed;
/// ours: as many as there are indexes for guests.
const MOST: usize = 98;

/// Notes the present attributes, devices and state of a VM in its definition on the server
/// unit that it belongs to. The monitor VM has none.
///
/// # Errors
/// VMS2306 on SU /390 if the storage for definitions cannot be reached. The change itself
/// holds; it is noted as soon as the storage can be reached again.
pub fn note(world: &mut World, vm: VmId) -> Result<(), Message> {
    let unit = world.vm(vm).unit;
    if world.vm(vm).is_monitor() {
        return Ok(());
    }
    let writable = is_writable(world, unit);
    let known = world.vm(vm);
    let (name, noted) = (known.name.clone(), current(world, vm));
    let inserts = known.inserts();
    let definitions = &mut world.unit_mut(unit).definitions;
    if writable {
        definitions.insert(name, noted);
        return Ok(());
    }
    if let Some(definition) = definitions.get_mut(&name) {
        definition.stale = true;
    }
    Err(Message::new(VMS2306, inserts))
}

/// Removes the definition of a VM that is terminated and does not persist.
///
/// # Errors
/// VMS2306 on SU /390 if the storage for definitions cannot be reached; the definition
/// is removed as soon as it can (VM2000 V12.0 User Guide, page 91).
pub fn forget(world: &mut World, vm: VmId) -> Result<(), Message> {
    let unit = world.vm(vm).unit;
    let name = world.vm(vm).name.clone();
    if is_writable(world, unit) {
        world.unit_mut(unit).definitions.remove(&name);
        return Ok(());
    }
    if let Some(definition) = world.unit_mut(unit).definitions.get_mut(&name) {
        definition.stale = true;
    }
    Err(Message::new(VMS2306, world.vm(vm).inserts()))
}

/// Copies the definition of a VM to a server unit to which it is being migrated
/// (VM2000 V12.0 User Guide, page 86). Returns whether that could be done.
pub fn copy(world: &mut World, vm: VmId, target: UnitId) -> bool {
    if !is_writable(world, target) {
        return false;
    }
    let (name, definition) = (world.vm(vm).name.clone(), current(world, vm));
    world.unit_mut(target).definitions.insert(name, definition);
    true
}

/// Deletes the definition of a VM that has been migrated away from a server unit. Returns
/// whether that could be done now; otherwise it is done as soon as it can be.
pub fn leave(world: &mut World, vm: VmId, source: UnitId) -> bool {
    let name = world.vm(vm).name.clone();
    remove(world, source, &name)
}

/// Notes everything that waited for the storage.
pub fn catch_up(world: &mut World, unit: UnitId) {
    if !is_writable(world, unit) {
        return;
    }
    let stale: Vec<String> = world
        .unit(unit)
        .definitions
        .iter()
        .filter(|(_, definition)| definition.stale)
        .map(|(name, _)| name.clone())
        .collect();
    for name in stale {
        let definitions = &mut world.unit_mut(unit).definitions;
        if definitions
            .get(&name)
            .is_some_and(|definition| definition.moved)
        {
            definitions.remove(&name);
            continue;
        }
        let Some(vm) = world.vm_known(unit, &name) else {
            continue;
        };
        let noted = current(world, vm);
        let is_gone = world.vm(vm).state == VmState::NotInitialized;
        let has_left = world.vm(vm).unit != unit;
        let definitions = &mut world.unit_mut(unit).definitions;
        if has_left {
            definitions.remove(&name);
        } else if !is_gone {
            definitions.insert(name, noted);
        } else if !noted.attributes.persistent {
            definitions.remove(&name);
        } else if let Some(definition) = definitions.get_mut(&name) {
            definition.attributes = noted.attributes;
            definition.stale = false;
        }
    }
}

/// Whether definitions can be read: on SU x86 always, since X2000 keeps them; on SU /390
/// only over BCAM in the monitor system.
pub fn is_reachable(world: &World, unit: UnitId) -> bool {
    let unit = world.unit(unit);
    let is_ready = unit.monitor.state == MonitorState::Ready;
    unit.unit_type == UnitType::X86 || (unit.storage_accessible && is_ready)
}

/// A definition holds what administrators have assigned; what guests have taken to
/// themselves goes with their end.
fn explicit(devices: &[Assignment]) -> Vec<Assignment> {
    let explicit = devices.iter().filter(|device| device.is_explicit());
    explicit.cloned().collect()
}

/// Whether definitions can be written as well.
pub fn is_writable(world: &World, unit: UnitId) -> bool {
    is_reachable(world, unit) && !world.unit(unit).storage_locked
}

/// Whether the other server unit of a cluster can read what one that is down has kept.
pub fn outlives(world: &World, unit: UnitId) -> bool {
    let unit = world.unit(unit);
    unit.unit_type == UnitType::X86 || unit.storage_accessible
}

/// The definition of this name that belongs to a server unit.
pub fn find<'w>(world: &'w World, unit: UnitId, name: &str) -> Option<&'w Definition> {
    let found = world.unit(unit).definitions.get(name);
    found.filter(|definition| !definition.moved)
}

/// Removes a definition that has gone to another server unit, and returns whether that
/// could be done. If not, it counts no more here and is removed as soon as it can.
pub fn remove(world: &mut World, unit: UnitId, name: &str) -> bool {
    let writable = is_writable(world, unit);
    let definitions = &mut world.unit_mut(unit).definitions;
    if writable {
        definitions.remove(name);
    } else if let Some(definition) = definitions.get_mut(name) {
        (definition.stale, definition.moved) = (true, true);
    }
    writable
}

/// Checks whether a server unit can keep one more definition.
///
/// # Errors
/// VMS2311 if it cannot.
pub fn check_room(world: &World, unit: UnitId) -> Result<(), Refusal> {
    match world.unit(unit).definitions.len() < MOST {
        true => Ok(()),
        false => Err(Refusal::of(Message::plain(VMS2311))),
    }
}

fn current(world: &World, vm: VmId) -> Definition {
    let vm = world.vm(vm);
    Definition {
        index: Some(vm.index),
        attributes: vm.attributes.clone(),
        devices: explicit(&vm.devices),
        last_state: vm.state,
        stale: false,
        moved: false,
    }
}

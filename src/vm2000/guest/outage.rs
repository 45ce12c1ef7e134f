//! The outage of a whole server unit: everything on it stops at once, and nothing there
//! says so. What the other server unit of its cluster makes of it is told there.

use super::began_anew;
use super::course::Restart;
use super::monitor::guests;
use super::turn::restart_later;
use crate::vm2000::life::terminate;
use crate::vm2000::model::{GuestPhase, MonitorState, System, UnitId, VmState, World};
use crate::vm2000::{Effects, definitions, migration};

/// A server unit goes down, with all systems on it. Its VM definitions stay as they were
/// noted last, so that they can be recovered on the other server unit.
pub fn go_down(world: &mut World, unit: UnitId, effects: &mut Effects) {
    if world.unit(unit).monitor.state == MonitorState::Down {
        return;
    }
    migration::unit_lost(world, unit, effects);
    world.departed.insert(unit);
    let noted = world.unit(unit).definitions.clone();
    let lost = guests(world, unit);
    for vm in &lost {
        // Nothing can be noted any more, so it does not matter whether it could be.
        let _noted = terminate(world, *vm, effects);
    }
    let there = world.unit_mut(unit);
    there.definitions = noted;
    there.monitor.state = MonitorState::Down;
    there.monitor.ends_with_guests = false;
    there.monitor.untold.clear();
    let monitor = there.monitor.vm;
    world.under_way.forget(monitor);
    began_anew(world, monitor, GuestPhase::Aborted);
    world.vm_mut(monitor).state = VmState::Down;
    effects.messages.retain(|emission| match emission.from {
        System::Monitor(from) => from != unit,
        System::Guest(from) => !lost.contains(&from),
    });
}

/// A server unit is switched on again: its monitor system starts. VMs without a persistent
/// definition are gone for good.
pub fn come_back(world: &mut World, unit: UnitId, effects: &mut Effects) {
    if world.unit(unit).monitor.state != MonitorState::Down {
        return;
    }
    let monitor = world.unit(unit).monitor.vm;
    world.unit_mut(unit).monitor.state = MonitorState::Restarting;
    world.vm_mut(monitor).state = VmState::Running;
    let definitions = world.unit(unit).definitions.iter();
    let gone: Vec<String> = definitions
        .filter(|(_, definition)| !definition.attributes.persistent)
        .map(|(name, _)| name.clone())
        .collect();
    for name in gone {
        // On SU /390 that is done as soon as the storage can be reached.
        definitions::remove(world, unit, &name);
    }
    restart_later(world, monitor, Restart::default(), effects);
}

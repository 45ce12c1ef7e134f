//! What concerns monitor systems only: without one no guest can be administered, and
//! VM2000 ends with it (VM2000 V12.0 User Guide, pages 40 to 44 and 258).

use super::course::Restart;
use super::crash::dump_and_restart;
use super::script::VM2000_TASK;
use super::turn::restart_later;
use super::{began_anew, end, is_loaded, is_open};
use crate::catalog::{Message, MessageId};
use crate::vm2000::ids::{NRTV002, NRTV003, NRTV004};
use crate::vm2000::life::terminate;
use crate::vm2000::model::{
    AdminPrivileges, CpuKind, CpuState, GuestPhase, MonitorState, System, UnitId, VmId, VmState,
    World,
};
use crate::vm2000::{Effects, migration};

/// Shuts a server unit down in order: first its guests, then, when none of them runs any
/// more, its monitor system.
pub fn shut_down(world: &mut World, unit: UnitId, effects: &mut Effects) {
    if !is_open(world, world.unit(unit).monitor.vm) {
        return;
    }
    world.unit_mut(unit).monitor.ends_with_guests = true;
    for vm in guests(world, unit) {
        super::shut_down(world, vm, effects);
    }
    end_without_guests(world, unit, effects);
}

/// A guest has ended; perhaps its monitor system waits for that.
pub(in crate::vm2000) fn guest_ended(world: &mut World, vm: VmId, effects: &mut Effects) {
    let unit = world.vm(vm).unit;
    end_without_guests(world, unit, effects);
}

/// A guest has become ready, or goes on again: if its monitor system waits for its guests,
/// it is shut down as the others were.
pub(super) fn can_end(world: &mut World, vm: VmId, effects: &mut Effects) {
    let unit = world.vm(vm).unit;
    if !world.vm(vm).is_monitor() && world.unit(unit).monitor.ends_with_guests {
        super::shut_down(world, vm, effects);
    }
}

fn end_without_guests(world: &mut World, unit: UnitId, effects: &mut Effects) {
    let runs = |vm: &VmId| matches!(world.vm(*vm).state, VmState::Running | VmState::InHold);
    let is_waiting = world.unit(unit).monitor.ends_with_guests;
    if is_waiting && !guests(world, unit).iter().any(runs) {
        let monitor = &mut world.unit_mut(unit).monitor;
        monitor.ends_with_guests = false;
        let vm = monitor.vm;
        end(world, vm, None, effects);
    }
}

/// Lets a monitor system restart with SLED, as the function RESTART of the SVP does
/// (VM2000 V10.0 User Guide, page 404). The guests run on.
pub fn restart(world: &mut World, unit: UnitId, effects: &mut Effects) {
    let vm = world.unit(unit).monitor.vm;
    if is_loaded(world, vm) {
        interrupted(world, unit, effects);
        dump_and_restart(world, vm, effects);
    }
}

/// A monitor system has crashed. It restarts; the restart option of the program's monitor
/// systems is always set.
pub(super) fn crashed(world: &mut World, vm: VmId, effects: &mut Effects) {
    let unit = world.vm(vm).unit;
    restart(world, unit, effects);
}

/// A monitor system cannot be worked with for a while: what it did for migrations is
/// undone, and the guests are told.
fn interrupted(world: &mut World, unit: UnitId, effects: &mut Effects) {
    let monitor = &mut world.unit_mut(unit).monitor;
    monitor.state = MonitorState::Restarting;
    monitor.ends_with_guests = false;
    migration::monitor_lost(world, unit, effects);
    world.departed.insert(unit);
    tell_guests(world, unit, NRTV002, effects);
}

/// A monitor system has reached SYSTEM READY.
pub(super) fn is_ready_again(world: &mut World, vm: VmId, effects: &mut Effects) {
    let unit = world.vm(vm).unit;
    let state = &mut world.unit_mut(unit).monitor.state;
    if std::mem::take(state) == MonitorState::Restarting {
        tell_guests(world, unit, NRTV003, effects);
        // ADMIN-PRIVILEGES=*MINIMUM holds for a session of VM2000 (page 108).
        world.vm_mut(vm).attributes.admin_privileges = AdminPrivileges::Standard;
        let monitor = &mut world.unit_mut(unit).monitor;
        effects.messages.append(&mut monitor.untold);
    }
}

/// A monitor system ends, and with it VM2000. Nobody asks whether guests still run: the
/// operator has to look before (page 44). That the guests are told is ours.
pub(super) fn announce_end(world: &World, unit: UnitId, effects: &mut Effects) {
    tell_guests(world, unit, NRTV004, effects);
}

/// A monitor system that does not start again gives up its VMs, whatever their guests do.
pub(super) fn vms_end(world: &mut World, vm: VmId, effects: &mut Effects) {
    let unit = world.vm(vm).unit;
    let starts_again = super::turn::choices(world, vm).restart.is_some();
    if !world.vm(vm).is_monitor() || starts_again {
        return;
    }
    migration::monitor_lost(world, unit, effects);
    for guest in guests(world, unit) {
        // What could not be noted now is noted with the next start of VM2000.
        let _noted = terminate(world, guest, effects);
    }
}

/// The session of a monitor system is over.
pub(super) fn session_over(
    world: &mut World,
    vm: VmId,
    restart: Option<Restart>,
    effects: &mut Effects,
) {
    let unit = world.vm(vm).unit;
    if let Some(restart) = restart {
        interrupted(world, unit, effects);
        return restart_later(world, vm, restart, effects);
    }
    migration::monitor_lost(world, unit, effects);
    world.departed.insert(unit);
    let there = world.unit_mut(unit);
    there.monitor.state = MonitorState::Down;
    // Extra CPUs are detached with the end of VM2000 (page 44).
    for cpu in there
        .cpus
        .iter_mut()
        .filter(|cpu| cpu.kind == CpuKind::Extra)
    {
        cpu.state = CpuState::Detached;
    }
    began_anew(world, vm, GuestPhase::Ended);
    world.vm_mut(vm).state = VmState::Down;
}

fn tell_guests(world: &World, unit: UnitId, id: MessageId, effects: &mut Effects) {
    for vm in guests(world, unit) {
        if is_loaded(world, vm) {
            effects.send(System::Guest(vm), VM2000_TASK, Message::plain(id));
        }
    }
}

/// The guests' VMs that a server unit executes.
pub(super) fn guests(world: &World, unit: UnitId) -> Vec<VmId> {
    let all = world.vms_here(unit);
    all.filter(|vm| !world.vm(*vm).is_monitor()).collect()
}

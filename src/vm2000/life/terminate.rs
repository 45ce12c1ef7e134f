//! Terminating a VM (VM2000 V12.0 User Guide, pages 79 and 215).

use super::LifeEvent;
use crate::catalog::Message;
use crate::sim::Span;
use crate::vm2000::ids::VMS2014;
use crate::vm2000::jv::monitor;
use crate::vm2000::model::{GuestPhase, UnitType, VmId, VmState, Waits, World};
use crate::vm2000::{Effects, Event, definitions, guest, memory, say};

/// How long X2000 takes to release a VM's memory; the manual says seconds.
const RELEASE: Span = Span::from_secs(4);

/// Terminates a VM in whatever state it is: its guest ends at once, and all that it held
/// is free. Its definition stays if it is persistent.
///
/// # Errors
/// VMS2306 on SU /390 if the definition could not be changed; the VM is gone nevertheless.
pub fn terminate(world: &mut World, vm: VmId, effects: &mut Effects) -> Result<(), Message> {
    let unit = world.vm(vm).unit;
    if matches!(world.vm(vm).state, VmState::Running | VmState::InHold) {
        guest::abort(world, vm);
        let aborted = Message::new(VMS2014, world.vm(vm).inserts());
        say::tell(unit, vm, aborted, effects);
    }
    let noted = match world.vm(vm).attributes.persistent {
        true => definitions::note(world, vm),
        false => definitions::forget(world, vm),
    };
    let devices = std::mem::take(&mut world.vm_mut(vm).devices);
    say::removed(world, unit, vm, &devices, effects);
    say::terminated(world, unit, vm, "", effects);
    let gone = world.vm_mut(vm);
    gone.state = VmState::NotInitialized;
    gone.waits = Waits::default();
    gone.location_mb = None;
    gone.virtual_cpus.clear();
    gone.guest.phase = GuestPhase::None;
    let (index, size_mb) = (gone.index, gone.memory_mb());
    monitor::end(world, vm);
    memory::give_up(world, vm);
    world.under_way.forget(vm);
    world.departed.insert(unit);
    let left = world.unit_mut(unit);
    left.vms.remove(&index);
    if left.unit_type == UnitType::X86 {
        left.releasing_mb += size_mb;
        let event = LifeEvent::MemoryReleased { unit, size_mb };
        effects.after(RELEASE, Event::Life(event));
    }
    guest::monitor::guest_ended(world, vm, effects);
    noted
}

//! Changing the memory of VMs that there are: how much it is, and on SU /390 where it is
//! (VM2000 V12.0 User Guide, pages 146, 147, 222, 232 and 234).
//!
//! Both take their time. Until they are done the VM holds the larger size, and both places.

use super::ids::{VMS4101, VMS4112};
use super::jv::monitor;
use super::model::{GuestPhase, JvKey, Relocation, Resize, UnitType, VmId, VmState, World};
use super::{Effects, Event, definitions, guest, say};
use crate::catalog::{Message, MessageId};
use crate::sim::Span;

/// A change of a VM's memory that is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MemoryEvent {
    /// The VM.
    pub vm: VmId,
    /// The number of what is done.
    pub run: u32,
    /// What is done.
    pub change: MemoryChange,
}

/// The changes of a VM's memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemoryChange {
    /// It is larger or smaller.
    Resize,
    /// It is elsewhere.
    Move,
}

/// How long a reconfiguration takes at least, and for each MB; ours.
const RESIZE: Span = Span::from_millis(1_000);
const RESIZE_MS_A_MB: u64 = 2;
/// How long a move takes for each MB: more than 10 s for more than 2 GB (page 232).
const MOVE_MS_A_MB: u64 = 5;

/// Whether a VM's memory can be reconfigured now: a running guest must have come to SYSTEM
/// READY (page 222).
pub fn can_be_resized(world: &World, vm: VmId) -> bool {
    match world.vm(vm).state {
        VmState::InitOnly | VmState::Down => true,
        VmState::Running => world.vm(vm).guest.phase == GuestPhase::Ready,
        VmState::InHold | VmState::NotInitialized => false,
    }
}

/// How much memory a VM could have at most, in MB: on SU x86 its maximum and what is free;
/// on SU /390, where memory is in one piece, as much as is free directly behind it.
pub fn most_mb(world: &World, vm: VmId) -> u64 {
    let known = world.vm(vm);
    let size = known.memory_mb();
    match (world.unit(known.unit).unit_type, known.location_mb) {
        (UnitType::X86, _) => {
            let free = world.free_memory_mb(known.unit);
            known.attributes.memory.max_mb.min(size + free)
        }
        (UnitType::S390, Some(start)) => {
            let areas = world.free_areas(known.unit);
            let behind = areas.into_iter().find(|(from, _)| *from == start + size);
            size + behind.map_or(0, |(_, length)| length)
        }
        (UnitType::S390, None) => size,
    }
}

/// Begins to give a VM another size, and another least one. A job variable may watch it.
pub fn resize(
    world: &mut World,
    vm: VmId,
    (planned_mb, min_mb): (u64, u64),
    monjv: Option<JvKey>,
    effects: &mut Effects,
) {
    let run = world.under_way.number();
    let difference = world.vm(vm).memory_mb().abs_diff(planned_mb);
    let monjv = monjv.map(|jv| monitor::accepted(world, jv, false, effects.now));
    if let Some(watched) = &monjv {
        monitor::runs(world, watched);
    }
    let resize = Resize {
        planned_mb,
        min_mb,
        run,
        monjv,
    };
    world.under_way.resizes.insert(vm, resize);
    let takes = RESIZE + Span::from_millis(RESIZE_MS_A_MB.saturating_mul(difference));
    let change = MemoryChange::Resize;
    effects.after(takes, Event::Memory(MemoryEvent { vm, run, change }));
}

/// Begins to move a VM to another place. A guest waits meanwhile, WAIT(INT); without one
/// all is done at once, which is said by `true`.
pub fn relocate(world: &mut World, vm: VmId, to_mb: u64, effects: &mut Effects) -> bool {
    let moved = world.vm_mut(vm);
    if !matches!(moved.state, VmState::Running | VmState::InHold) {
        moved.location_mb = Some(to_mb);
        return true;
    }
    moved.state = VmState::InHold;
    moved.waits.internal = true;
    let takes = Span::from_millis(MOVE_MS_A_MB.saturating_mul(moved.memory_mb()));
    let run = world.under_way.number();
    world.under_way.moves.insert(vm, Relocation { to_mb, run });
    let change = MemoryChange::Move;
    effects.after(takes, Event::Memory(MemoryEvent { vm, run, change }));
    false
}

/// A change is done.
pub fn carry_out(world: &mut World, event: MemoryEvent, effects: &mut Effects) {
    let MemoryEvent { vm, run, change } = event;
    match change {
        MemoryChange::Resize => resized(world, vm, run, effects),
        MemoryChange::Move => moved(world, vm, run, effects),
    }
}

fn resized(world: &mut World, vm: VmId, run: u32, effects: &mut Effects) {
    let due = |resize: &&Resize| resize.run == run;
    let Some(resize) = world.under_way.resizes.get(&vm).filter(due).cloned() else {
        return;
    };
    world.under_way.resizes.remove(&vm);
    let memory = &mut world.vm_mut(vm).attributes.memory;
    memory.size_mb = resize.planned_mb;
    memory.min_mb = resize.min_mb;
    memory.max_mb = memory.max_mb.max(memory.size_mb);
    let noted = tell(world, vm, VMS4101, resize.planned_mb.to_string(), effects);
    if let Some(mut watched) = resize.monjv {
        watched.warned = !noted;
        monitor::completed(world, &watched);
    }
}

/// Gives up what is under way with a VM's memory, as the VM is no longer there.
pub(super) fn give_up(world: &mut World, vm: VmId) {
    let resize = world.under_way.resizes.remove(&vm);
    if let Some(watched) = resize.and_then(|resize| resize.monjv) {
        monitor::aborted(world, &watched);
    }
    world.under_way.moves.remove(&vm);
}

/// Ends the move of a VM whose guest was just aborted: nothing is left that had to wait for
/// it, so the VM is at its new place at once (ours).
pub(super) fn arrive_at_once(world: &mut World, vm: VmId, effects: &mut Effects) {
    if let Some(Relocation { to_mb, .. }) = world.under_way.moves.remove(&vm) {
        arrived(world, vm, to_mb, effects);
    }
}

fn moved(world: &mut World, vm: VmId, run: u32, effects: &mut Effects) {
    let due = |moved: &&Relocation| moved.run == run;
    let Some(Relocation { to_mb, .. }) = world.under_way.moves.get(&vm).filter(due).cloned() else {
        return;
    };
    world.under_way.moves.remove(&vm);
    arrived(world, vm, to_mb, effects);
    guest::resumed(world, vm, effects);
}

/// A VM begins at its new place, and goes on if it waited for nothing else.
fn arrived(world: &mut World, vm: VmId, to_mb: u64, effects: &mut Effects) {
    let moved = world.vm_mut(vm);
    moved.location_mb = Some(to_mb);
    moved.waits.internal = false;
    if moved.state == VmState::InHold && !moved.waits.any() {
        moved.state = VmState::Running;
    }
    tell(world, vm, VMS4112, location(to_mb), effects);
}

/// Tells that something is done, and notes it in the definition. Returns whether it could
/// be noted.
fn tell(world: &mut World, vm: VmId, id: MessageId, what: String, effects: &mut Effects) -> bool {
    let [index, name] = world.vm(vm).inserts();
    let unit = world.vm(vm).unit;
    say::tell(unit, vm, Message::new(id, [index, name, what]), effects);
    let noted = definitions::note(world, vm);
    noted
        .map_err(|warning| say::tell(unit, vm, warning, effects))
        .is_ok()
}

/// A place in memory as VM2000 shows it: the number of its megabyte in hexadecimal.
pub fn location(megabyte: u64) -> String {
    format!("{megabyte:08X}")
}

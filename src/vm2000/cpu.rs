//! How many virtual CPUs of a VM can be used in its CPU pool (VM2000 V12.0 User Guide,
//! pages 83, 122 and 204; V10.0, pages 441 and 633).
//!
//! A VM has no more virtual CPUs attached than its pool has real ones. [`adjust`] sees to
//! that: what is too many is detached and blocked, and comes back when there is room.

use super::ids::{VMS4426, VMS4620, VMS4621, VMS4623, VMS4624};
use super::model::{Membership, STDPOOL, VirtualCpu, VmId, VmState, World};
use super::real_cpu::Why;
use super::{Effects, Event, say};
use crate::catalog::Message;
use crate::sim::Span;

/// How long a guest takes to attach or detach a virtual CPU; ours.
const PER_CPU: Span = Span::from_millis(400);

/// What has been begun with the virtual CPUs of a VM.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Adjustment {
    /// Blocked ones are attached again.
    Attaching,
    /// Those too many are detached and blocked.
    Detaching,
}

impl Adjustment {
    /// The message that tells of its begin.
    pub fn message(self, world: &World, vm: VmId) -> Message {
        let id = match self {
            Adjustment::Attaching => VMS4620,
            Adjustment::Detaching => VMS4621,
        };
        Message::new(id, world.vm(vm).inserts())
    }
}

/// Whether a VM fits into a CPU pool with so many attached real CPUs as it is
/// (ATTACHED-VM-CPUS=*CHECK-NUMBER).
pub fn fits(world: &World, vm: VmId, real: usize) -> bool {
    world.vm(vm).attached_cpus() <= real
}

/// Whether the guest of a VM uses its virtual CPUs, so that it needs a real one.
pub fn is_active(world: &World, vm: VmId) -> bool {
    matches!(world.vm(vm).state, VmState::Running | VmState::InHold)
}

/// Blocks virtual CPUs that the guest has detached and could not attach any more, since
/// the pool has too few real ones.
pub fn block_surplus(world: &mut World, vm: VmId) {
    let real = real_cpus(world, vm);
    let cpus = &mut world.vm_mut(vm).virtual_cpus;
    let usable = |cpus: &[VirtualCpu]| cpus.iter().filter(|c| **c != VirtualCpu::Blocked).count();
    while usable(cpus) > real {
        let Some(cpu) = cpus.iter_mut().rfind(|cpu| **cpu == VirtualCpu::Detached) else {
            return;
        };
        *cpu = VirtualCpu::Blocked;
    }
}

/// Fits the virtual CPUs of a VM to its CPU pool (ATTACHED-VM-CPUS=*ADJUST-NUMBER). A
/// running guest attaches or detaches one after the other, and what has been begun is
/// returned; otherwise all is done at once. A guest keeps one virtual CPU at least, and
/// those that it has detached itself stay so.
pub fn adjust(world: &mut World, vm: VmId, effects: &mut Effects) -> Option<Adjustment> {
    block_surplus(world, vm);
    if world.vm(vm).state != VmState::Running {
        settle(world, vm);
        return None;
    }
    let (adjustment, _) = next(world, vm)?;
    if world.under_way.adjustments.insert(vm) {
        effects.after(PER_CPU, Event::Cpu(vm));
    }
    Some(adjustment)
}

/// Takes a VM that has come from another server unit into a CPU pool: into that of the
/// same name, or else the standard pool, which is ours. It is a member of its VM group
/// only if there is one of the same name in that pool; otherwise it leaves the group, as by
/// REMOVE-VM-FROM-VM-GROUP, and has its own CPU quota again. Its virtual CPUs are fitted to
/// the pool (page 83).
pub fn arrive(world: &mut World, vm: VmId, effects: &mut Effects) {
    let unit = world.vm(vm).unit;
    let pool = match world.unit(unit).has_pool(&world.vm(vm).attributes.pool) {
        true => world.vm(vm).attributes.pool.clone(),
        false => STDPOOL.to_owned(),
    };
    let groups = &world.unit(unit).groups;
    let is_here = |member: &Membership| groups.get(&member.group).is_some_and(|g| g.pool == pool);
    let leaves = world.vm(vm).attributes.group.as_ref();
    let leaves = leaves.filter(|member| !is_here(member)).cloned();
    let attributes = &mut world.vm_mut(vm).attributes;
    attributes.pool = pool;
    if let Some(member) = leaves {
        attributes.group = None;
        let [index, name] = world.vm(vm).inserts();
        let left = Message::new(VMS4426, [index, name, member.group]);
        say::tell(unit, vm, left, effects);
    }
    if let Some(adjustment) = adjust(world, vm, effects) {
        let message = adjustment.message(world, vm);
        say::tell(unit, vm, message, effects);
    }
}

/// A guest attaches one of its virtual CPUs.
///
/// # Errors
/// If there is none, or VM2000 does not let it.
pub fn attach(world: &mut World, vm: VmId, number: usize) -> Result<(), Why> {
    let room = world.vm(vm).attached_cpus() < real_cpus(world, vm);
    let found = world.vm_mut(vm).virtual_cpus.get_mut(number);
    let cpu = found.ok_or(Why::Unknown)?;
    match *cpu {
        VirtualCpu::Attached => Err(Why::Attached),
        VirtualCpu::Blocked => Err(Why::Blocked),
        VirtualCpu::Detached if !room => Err(Why::TooFewReal),
        VirtualCpu::Detached => {
            *cpu = VirtualCpu::Attached;
            Ok(())
        }
    }
}

/// A guest detaches one of its virtual CPUs. VM2000 does not attach it again.
///
/// # Errors
/// If there is none, or it is the last one.
pub fn detach(world: &mut World, vm: VmId, number: usize) -> Result<(), Why> {
    let last = world.vm(vm).attached_cpus() == 1;
    let found = world.vm_mut(vm).virtual_cpus.get_mut(number);
    let cpu = found.ok_or(Why::Unknown)?;
    match *cpu {
        VirtualCpu::Attached if last => Err(Why::Last),
        VirtualCpu::Attached => {
            *cpu = VirtualCpu::Detached;
            Ok(())
        }
        VirtualCpu::Detached | VirtualCpu::Blocked => Err(Why::Detached),
    }
}

/// A virtual CPU is attached or detached, and then the next one.
pub fn carry_out(world: &mut World, vm: VmId, effects: &mut Effects) {
    if !world.under_way.adjustments.contains(&vm) {
        return;
    }
    // A guest that rests or has ended meanwhile has nothing to do with it.
    if world.vm(vm).state != VmState::Running {
        settle(world, vm);
    }
    let Some(changed) = step(world, vm) else {
        world.under_way.adjustments.remove(&vm);
        return;
    };
    tell(world, vm, changed, effects);
    if next(world, vm).is_some() {
        effects.after(PER_CPU, Event::Cpu(vm));
    } else {
        world.under_way.adjustments.remove(&vm);
    }
}

/// A guest that is loaded has all virtual CPUs of its VM, as far as its pool has real ones:
/// what it had detached in the session before belongs to that. Ours.
pub fn attach_all(world: &mut World, vm: VmId) {
    for cpu in &mut world.vm_mut(vm).virtual_cpus {
        if *cpu == VirtualCpu::Detached {
            *cpu = VirtualCpu::Blocked;
        }
    }
    settle(world, vm);
}

fn settle(world: &mut World, vm: VmId) {
    while step(world, vm).is_some() {}
}

/// Changes one virtual CPU, if one is to be changed.
fn step(world: &mut World, vm: VmId) -> Option<(Adjustment, usize)> {
    let (adjustment, place) = next(world, vm)?;
    let cpu = world.vm_mut(vm).virtual_cpus.get_mut(place)?;
    *cpu = match adjustment {
        Adjustment::Attaching => VirtualCpu::Attached,
        Adjustment::Detaching => VirtualCpu::Blocked,
    };
    Some((adjustment, place))
}

/// What is to be done next, and with which virtual CPU: the last attached one is blocked,
/// the first blocked one attached.
fn next(world: &World, vm: VmId) -> Option<(Adjustment, usize)> {
    let real = real_cpus(world, vm).max(1);
    let vm = world.vm(vm);
    let cpus = &vm.virtual_cpus;
    let is = |wanted| move |cpu: &VirtualCpu| *cpu == wanted;
    let attached = vm.attached_cpus();
    if attached > real {
        let place = cpus.iter().rposition(is(VirtualCpu::Attached))?;
        Some((Adjustment::Detaching, place))
    } else if attached < real {
        let place = cpus.iter().position(is(VirtualCpu::Blocked))?;
        Some((Adjustment::Attaching, place))
    } else {
        None
    }
}

/// How many real CPUs are attached in the pool of a VM.
fn real_cpus(world: &World, vm: VmId) -> usize {
    let known = world.vm(vm);
    world.unit(known.unit).attached_cpus(&known.attributes.pool)
}

fn tell(world: &World, vm: VmId, (adjustment, place): (Adjustment, usize), effects: &mut Effects) {
    let id = match adjustment {
        Adjustment::Attaching => VMS4623,
        Adjustment::Detaching => VMS4624,
    };
    let [index, name] = world.vm(vm).inserts();
    let message = Message::new(id, [cpu_id(place), index, name]);
    let unit = world.vm(vm).unit;
    say::tell(unit, vm, message, effects);
}

/// A CPU's number as VM2000 writes it: two hexadecimal digits.
pub fn cpu_id(place: usize) -> String {
    format!("{place:02X}")
}

//! The BS2000 systems on VMs: their startup, operation and end.
//!
//! Commands of VM2000 call [`start`], [`shut_down`] and [`abort`]; what a guest does by
//! itself comes as [`GuestEvent`]s. A guest that was started anew meanwhile does not take
//! in what was due before: each event carries the [`GuestSystem::run`] that it is for.
//!
//! [`GuestSystem::run`]: super::model::GuestSystem::run

use super::devices::{self, Why};
use super::model::{GuestPhase, IplParameters, VmId, VmState, World};
use super::{Effects, Event};
use crate::sim::Span;

/// Something that a guest does by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GuestEvent {
    /// Its VM.
    pub vm: VmId,
    /// The run of the guest for which this is due.
    pub run: u32,
    /// What it does.
    pub step: GuestStep,
}

/// The steps of a guest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GuestStep {
    /// Its startup is over.
    Ready,
    /// Its shutdown is over.
    End,
}

/// How long a startup takes.
const STARTUP: Span = Span::from_secs(45);
/// How long a shutdown takes.
const SHUTDOWN: Span = Span::from_secs(30);

/// Loads a guest and starts it: its VM is RUNNING from now on.
pub fn start(world: &mut World, vm: VmId, ipl: IplParameters, effects: &mut Effects) {
    let started = world.vm_mut(vm);
    started.state = VmState::Running;
    started.attributes.ipl = Some(ipl);
    started.guest.phase = GuestPhase::Startup;
    started.guest.run += 1;
    devices::attach_all(world, vm);
    later(world, vm, STARTUP, GuestStep::Ready, effects);
}

/// Tells a guest to end itself in order; its VM is DOWN when it has.
pub fn shut_down(world: &mut World, vm: VmId, effects: &mut Effects) {
    later(world, vm, SHUTDOWN, GuestStep::End, effects);
}

/// Ends a guest at once, as an administrator does. What state the VM gets is the
/// caller's business.
pub fn abort(world: &mut World, vm: VmId) {
    let guest = &mut world.vm_mut(vm).guest;
    guest.phase = GuestPhase::Aborted;
    guest.run += 1;
}

/// Carries out what a guest does by itself.
pub fn carry_out(world: &mut World, event: GuestEvent, effects: &mut Effects) {
    let GuestEvent { vm, run, step } = event;
    if world.vm(vm).guest.run != run {
        return;
    }
    // A guest that is held does nothing until it is resumed.
    if world.vm(vm).waits.any() {
        return later(world, vm, Span::from_secs(1), step, effects);
    }
    let concerned = world.vm_mut(vm);
    match step {
        GuestStep::Ready => concerned.guest.phase = GuestPhase::Ready,
        GuestStep::End => {
            concerned.guest.phase = GuestPhase::Ended;
            concerned.state = VmState::Down;
            devices::release_implicit(world, vm, Why::End, effects);
        }
    }
}

fn later(world: &World, vm: VmId, after: Span, step: GuestStep, effects: &mut Effects) {
    let run = world.vm(vm).guest.run;
    effects.after(after, Event::Guest(GuestEvent { vm, run, step }));
}

//! Shutting guest systems down, and all of VM2000 (VM2000 V12.0 User Guide, pages 43, 78
//! and 250).

use super::LifeEvent;
use crate::sim::Span;
use crate::vm2000::model::{UnitId, VmId, World};
use crate::vm2000::{Effects, Event, guest};

/// What is done in a guest to shut it down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// A command file is started as a job, which shuts the guest down as it likes; ours does
    /// so at once.
    EnterJob,
    /// Its shutdown processing is called, when its users have been warned for so long.
    Shutdown(Span),
}

/// Shuts a guest down, or a monitor system and before it all its guests. Its users are
/// warned for a while before; a monitor system then waits for its guests at most so long.
pub fn shut_down(
    world: &mut World,
    vm: VmId,
    action: Action,
    waiting: Option<Span>,
    effects: &mut Effects,
) {
    world.under_way.quiet_times.remove(&vm);
    let quiet = match action {
        Action::EnterJob => {
            let unit = world.vm(vm).unit;
            let all = match world.vm(vm).is_monitor() {
                true => world.guests(unit),
                false => vec![vm],
            };
            for guest in all {
                guest::enter_job(world, guest, effects);
            }
            Span::ZERO
        }
        Action::Shutdown(quiet) => quiet,
    };
    if quiet == Span::ZERO {
        return end(world, vm, waiting, effects);
    }
    let unit = world.vm(vm).unit;
    let guests = match world.vm(vm).is_monitor() {
        true => world.guests(unit),
        false => Vec::new(),
    };
    let minutes = quiet.millis() / 60_000;
    for warned in guests.into_iter().chain([vm]) {
        guest::quiet_by_vm2000(world, warned, minutes, effects);
    }
    world.under_way.quiet_times.insert(vm, effects.now + quiet);
    let event = LifeEvent::QuietTimeOver { vm, waiting };
    effects.after(quiet, Event::Life(event));
}

/// The quiet time is over, unless another has begun meanwhile.
pub(super) fn quiet_time_over(
    world: &mut World,
    vm: VmId,
    waiting: Option<Span>,
    effects: &mut Effects,
) {
    if world.under_way.quiet_times.get(&vm) == Some(&effects.now) {
        world.under_way.quiet_times.remove(&vm);
        end(world, vm, waiting, effects);
    }
}

fn end(world: &mut World, vm: VmId, waiting: Option<Span>, effects: &mut Effects) {
    if !world.vm(vm).is_monitor() {
        return guest::shut_down(world, vm, effects);
    }
    let unit = world.vm(vm).unit;
    guest::monitor::shut_down(world, unit, effects);
    if let Some(span) = waiting {
        let run = world.vm(vm).guest.run;
        let event = LifeEvent::WaitingTimeOver { unit, run };
        effects.after(span, Event::Life(event));
    }
}

/// A monitor system that still waits for its guests ends now.
pub(super) fn waiting_time_over(world: &mut World, unit: UnitId, run: u32, effects: &mut Effects) {
    let monitor = &mut world.unit_mut(unit).monitor;
    let vm = monitor.vm;
    let still_waits = std::mem::take(&mut monitor.ends_with_guests);
    if still_waits && world.vm(vm).guest.run == run {
        guest::end(world, vm, None, effects);
    }
}

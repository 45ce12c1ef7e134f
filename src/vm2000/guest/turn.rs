//! What happens to a system on its courses, besides what it says.

use super::course::{self, Restart};
use super::script::{CONSOLE_TASK, OPERATOR_TASK, STARTUP_TASK, VM2000_TASK};
use super::{
    Choices, GuestStep, Script, began_anew, chatter, import, jobs, later, monitor, system_of, tell,
};
use crate::catalog::Message;
use crate::sim::{Span, Tick};
use crate::vm2000::definitions::{catch_up, is_reachable, note};
use crate::vm2000::devices::{Why, attach_all, release_implicit};
use crate::vm2000::ids::*;
use crate::vm2000::life::{Wanted, plan};
use crate::vm2000::model::{GuestPhase, InformationByte, UnitType, VmId, VmState, Waits, World};
use crate::vm2000::{Effects, cpu, memory};

/// Something that happens to a system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// The clock shows what the operator says, if he has said something.
    Clock,
    /// The disks are found that the system has.
    Import,
    /// SYSTEM READY.
    Ready,
    /// The command file begins that was named, if one was.
    Commands,
    /// The task of a subsystem begins.
    Begins(&'static str),
    /// BCAM is active.
    BcamActive,
    /// The jobs of users end.
    JobsEnd,
    /// A monitor system that does not start again gives up its VMs.
    VmsEnd,
    /// The session is over.
    End,
    /// SLED has written everything.
    Dumped,
}

/// The shortest time from the end of a session to the load of the next.
const RELOAD: Span = Span::from_secs(5);

impl Turn {
    /// Lets it happen.
    pub(super) fn take(self, world: &mut World, vm: VmId, effects: &mut Effects) {
        match self {
            Turn::Clock => set_clock(world, vm, effects.now),
            Turn::Import => import::import(world, vm, effects),
            Turn::Ready => ready(world, vm, effects),
            Turn::Commands => {
                let file = choices(world, vm).command_file;
                let system = system_of(world, vm);
                effects.runs.extend(file.map(|file| (system, file)));
            }
            Turn::Begins(tsn) => jobs::system_task(world, vm, tsn, effects.now),
            Turn::BcamActive => bcam_active(world, vm, effects),
            Turn::JobsEnd => jobs::end(&mut world.vm_mut(vm).guest),
            Turn::VmsEnd => monitor::vms_end(world, vm, effects),
            Turn::End => session_over(world, vm, effects),
            Turn::Dumped => dumped(world, vm, effects),
        }
    }
}

/// The date stays: from now on the clock shows that time of the day.
fn set_clock(world: &mut World, vm: VmId, now: Tick) {
    const DAY: i32 = 24 * 60;
    let Some(minute) = choices(world, vm).minute else {
        return;
    };
    let offset = world.vm(vm).guest.utc_offset;
    let shown: i32 = world.calendar.hhmmss(now, offset).parse().unwrap_or(0);
    let shown = shown / 10_000 * 60 + shown / 100 % 100;
    let ahead = i32::from(minute) - shown;
    world.vm_mut(vm).guest.utc_offset = (offset + ahead).clamp(-DAY, DAY);
}

fn ready(world: &mut World, vm: VmId, effects: &mut Effects) {
    effects.send(system_of(world, vm), STARTUP_TASK, Message::plain(NSI0000));
    let choices = choices(world, vm);
    world.vm_mut(vm).guest.phase = GuestPhase::Ready;
    jobs::take_over(world, vm, choices.start_type);
    for task in [STARTUP_TASK, CONSOLE_TASK, OPERATOR_TASK] {
        jobs::system_task(world, vm, task, effects.now);
    }
    if world.vm(vm).is_monitor() {
        monitor::is_ready_again(world, vm, effects);
    } else if choices.restart.is_some() {
        tell(world, vm, VMS2053, &[], effects);
    }
    monitor::can_end(world, vm, effects);
}

/// With BCAM a monitor system on SU /390 reaches the storage for VM definitions (VM2000
/// V12.0 User Guide, page 40), and notes what could not be noted before.
fn bcam_active(world: &mut World, vm: VmId, effects: &mut Effects) {
    let unit = world.vm(vm).unit;
    let there = world.unit(unit);
    let has_storage = there.unit_type == UnitType::S390 && !there.is_native;
    if world.vm(vm).is_monitor() && has_storage && is_reachable(world, unit) {
        catch_up(world, unit);
        effects.send(system_of(world, vm), VM2000_TASK, Message::plain(VMS2330));
    }
}

fn session_over(world: &mut World, vm: VmId, effects: &mut Effects) {
    let Choices { restart, .. } = choices(world, vm);
    if world.vm(vm).is_monitor() {
        return monitor::session_over(world, vm, restart, effects);
    }
    match restart {
        Some(restart) => {
            tell(world, vm, VMS2052, &[], effects);
            restart_later(world, vm, restart, effects);
        }
        None => {
            tell(world, vm, VMS2051, &["SHUTDOWN"], effects);
            down(world, vm, GuestPhase::Ended, effects);
        }
    }
    monitor::guest_ended(world, vm, effects);
}

/// Loads a system again after its end, from the device that was named.
pub(super) fn restart_later(world: &mut World, vm: VmId, restart: Restart, effects: &mut Effects) {
    began_anew(world, vm, GuestPhase::Restart);
    if let (Some(device), Some(ipl)) = (restart.device, &mut world.vm_mut(vm).attributes.ipl) {
        ipl.unit = device;
    }
    let delay = restart.delay.max(RELOAD);
    later(world, vm, delay, GuestStep::StartAgain, effects);
}

/// A restart asks nothing (BS2000 "Introduction to System Administration" V21, page 29). It
/// takes the devices away that the system had got implicitly (VM2000 V12.0 User Guide, page
/// 258; of a monitor system V10.0, page 290). That of a guest needs what START-VM needs.
pub(super) fn start_again(world: &mut World, vm: VmId, effects: &mut Effects) {
    if !world.vm(vm).is_monitor() && plan(world, vm, Wanted::default()).is_err() {
        tell(world, vm, VMS2051, &["RESTART NOT POSSIBLE"], effects);
        down(world, vm, GuestPhase::Aborted, effects);
        return monitor::guest_ended(world, vm, effects);
    }
    release_implicit(world, vm, Why::Ipl { diagnostic: false }, effects);
    if !world.vm(vm).is_monitor() {
        attach_all(world, vm);
        cpu::attach_all(world, vm);
    }
    let choices = Choices {
        mode: InformationByte::Automatic,
        restart: Some(Restart::default()),
        ..Choices::default()
    };
    world.vm_mut(vm).guest.phase = GuestPhase::Startup;
    course::begin(world, vm, Script::Startup, choices, effects);
}

fn dumped(world: &mut World, vm: VmId, effects: &mut Effects) {
    match choices(world, vm).restart {
        Some(restart) => restart_later(world, vm, restart, effects),
        None => {
            // Whoever has started the dump is told that it is over; ours.
            tell(world, vm, VMS2051, &["SLED TERMINATED"], effects);
            down(world, vm, GuestPhase::Aborted, effects);
            monitor::guest_ended(world, vm, effects);
        }
    }
}

/// The VM of a guest that has ended is DOWN, and what the guest had taken to itself is
/// free; disks are kept for one that has not ended in order.
pub(super) fn down(world: &mut World, vm: VmId, phase: GuestPhase, effects: &mut Effects) {
    began_anew(world, vm, phase);
    let ended = world.vm_mut(vm);
    ended.state = VmState::Down;
    ended.waits = Waits::default();
    memory::arrive_at_once(world, vm, effects);
    let why = match phase {
        GuestPhase::Ended => Why::End,
        _ => Why::Abort,
    };
    release_implicit(world, vm, why, effects);
    // What cannot be noted now is noted when the storage can be reached again.
    let _noted = note(world, vm);
}

/// A course is over: after a startup the system begins to work.
pub(super) fn settled(world: &mut World, vm: VmId, effects: &mut Effects) {
    if world.vm(vm).guest.phase == GuestPhase::Ready {
        jobs::expect(world, vm, effects);
    }
    chatter::begin(world, vm, effects);
}

pub(super) fn choices(world: &World, vm: VmId) -> Choices {
    let course = world.vm(vm).guest.course.as_ref();
    course.map_or_else(Choices::default, |course| course.choices.clone())
}

//! The BS2000 systems on VMs: their startup, operation and end.
//!
//! Commands of VM2000 call [`start`], [`shut_down`] and [`abort`]; what a guest does by
//! itself comes as [`GuestEvent`]s. A guest that was started anew meanwhile does not take
//! in what was due before: each event carries the [`GuestSystem::run`] that it is for.
//!
//! The monitor system of a server unit is such a system, too: that on VM 1. What only
//! concerns it is in [`monitor`].
//!
//! [`GuestSystem::run`]: super::model::GuestSystem::run

mod attention;
mod chatter;
pub mod conslog;
mod course;
mod crash;
mod deprived;
pub mod files;
mod import;
mod insert;
pub mod jobs;
pub mod monitor;
mod outage;
mod question;
mod script;
mod turn;

pub use attention::{Attention, attention, way_back};
pub use chatter::{begin_all as begin_chatter, cancel_job};
pub use course::{Choices, Course, DumpChoices, Restart, Script};
pub use crash::crash;
pub use deprived::{DEVICE_TASK, deprive, has_console};
pub use files::StartupFiles;
pub(super) use insert::home_pubset;
pub use insert::load_console;
pub use outage::{come_back, go_down};

use super::ids::{EXC0554, NRTV005};
use super::model::{GuestPhase, IplParameters, System, UnitId, VmId, VmState, World};
use super::question::{GuestQuestion, Reply};
use super::{Effects, Event, cpu, devices, migration};
use crate::catalog::{Message, MessageId};
use crate::sim::Span;
use script::{STARTUP_TASK, VM2000_TASK};

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

/// What a guest does by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GuestStep {
    /// The next step of the course that it is on.
    Course,
    /// It is loaded again after its end.
    StartAgain,
    /// It tells something.
    Remark,
    /// A job comes.
    JobComes,
    /// It does not try any longer to reach its home pubset.
    HomeLost,
}

impl GuestStep {
    /// Whether nobody waits for it.
    pub fn is_background(self) -> bool {
        matches!(self, GuestStep::Remark | GuestStep::JobComes)
    }
}

/// A guest that is stopped for a migration looks again after such a time.
const STOPPED: Span = Span::from_millis(500);

/// Loads a guest and starts it: its VM is RUNNING from now on.
pub fn start(world: &mut World, vm: VmId, ipl: IplParameters, effects: &mut Effects) {
    let mode = ipl.information;
    world.vm_mut(vm).attributes.ipl = Some(ipl);
    let choices = Choices {
        mode,
        ..Choices::default()
    };
    load(world, vm, Script::Startup, choices, effects);
}

/// Loads SLED instead of the guest, which writes the memory that the guest has left
/// behind: START-VM with DIAGNOSTIC-IPL=*YES. The VM is DOWN when it has.
pub fn start_dump(world: &mut World, vm: VmId, ipl: IplParameters, effects: &mut Effects) {
    let mode = ipl.information;
    world.vm_mut(vm).attributes.ipl = Some(ipl);
    let choices = Choices {
        mode,
        ..Choices::default()
    };
    load(world, vm, Script::Dump, choices, effects);
}

fn load(world: &mut World, vm: VmId, script: Script, choices: Choices, effects: &mut Effects) {
    let started = world.vm_mut(vm);
    started.state = VmState::Running;
    began_anew(world, vm, GuestPhase::Startup);
    devices::attach_all(world, vm);
    cpu::attach_all(world, vm);
    course::begin(world, vm, script, choices, effects);
}

/// The command file with which a guest shuts itself down.
pub const COMMAND_FILE: &str = "$TSOS.SYS.VM.SHUTDOWN";

/// The name of the job that it becomes; a job's name has at most eight characters.
const COMMAND_JOB: &str = "SHUTDOWN";

/// Tells a guest to end itself in order; its VM is DOWN when it has. One that has not
/// come to SYSTEM READY, or that is ending already, is left alone. One that is held says
/// and does so as soon as it is resumed.
pub fn shut_down(world: &mut World, vm: VmId, effects: &mut Effects) {
    if is_open(world, vm) {
        let choices = Choices {
            by_vm2000: true,
            ..Choices::default()
        };
        course::begin(world, vm, Script::Shutdown, choices, effects);
    }
}

/// Starts the command file with which a guest shuts itself down, as a job (VM2000 V12.0
/// User Guide, page 250). One that is held takes no jobs.
pub fn enter_job(world: &mut World, vm: VmId, effects: &mut Effects) {
    if is_open(world, vm) && !world.vm(vm).waits.any() {
        chatter::accept_job(world, vm, COMMAND_JOB, effects);
    }
}

/// Ends a system in order, as its operator does; `restart` says whether it starts again.
pub fn end(world: &mut World, vm: VmId, restart: Option<Restart>, effects: &mut Effects) {
    if !is_open(world, vm) {
        return;
    }
    if world.vm(vm).is_monitor() && restart.is_none() {
        monitor::announce_end(world, world.vm(vm).unit, effects);
    }
    let choices = Choices {
        restart,
        ..Choices::default()
    };
    course::begin(world, vm, Script::Shutdown, choices, effects);
}

/// Warns the users of a system of its end, if they were not before; it takes no new jobs.
pub fn quiet(world: &mut World, vm: VmId, effects: &mut Effects) {
    let is_quiet = &mut world.vm_mut(vm).guest.is_quiet;
    if !std::mem::replace(is_quiet, true) {
        effects.send(system_of(world, vm), STARTUP_TASK, Message::plain(EXC0554));
    }
}

/// Lets a system warn its users because VM2000 is going to end it, unless it can do nothing
/// now (VM2000 V12.0 User Guide, page 250: QUIET-TIME is a time in MODE=*QUIET).
pub fn quiet_by_vm2000(world: &mut World, vm: VmId, minutes: u64, effects: &mut Effects) {
    if !is_open(world, vm) || world.vm(vm).waits.any() {
        return;
    }
    if !world.vm(vm).is_monitor() {
        let message = Message::new(NRTV005, [minutes.to_string()]);
        effects.send(System::Guest(vm), VM2000_TASK, message);
    }
    quiet(world, vm, effects);
}

/// Ends a guest at once, as an administrator does. What state the VM gets is the
/// caller's business.
pub fn abort(world: &mut World, vm: VmId) {
    began_anew(world, vm, GuestPhase::Aborted);
}

/// Lets a guest go on that was held: it does what came due meanwhile.
pub fn resumed(world: &mut World, vm: VmId, effects: &mut Effects) {
    if world.vm(vm).waits.any() {
        return;
    }
    let guest = &mut world.vm_mut(vm).guest;
    let course = guest.course.as_mut();
    if course.is_some_and(|course| std::mem::take(&mut course.is_held_up)) {
        later(world, vm, STOPPED, GuestStep::Course, effects);
    }
    let guest = &mut world.vm_mut(vm).guest;
    if std::mem::take(&mut guest.is_held_up) {
        later(world, vm, STOPPED, GuestStep::Remark, effects);
    }
    if std::mem::take(&mut world.vm_mut(vm).guest.jobs_held_up) {
        later(world, vm, STOPPED, GuestStep::JobComes, effects);
    }
    if world.vm(vm).guest.is_homeless {
        later(world, vm, STOPPED, GuestStep::HomeLost, effects);
    }
    monitor::can_end(world, vm, effects);
}

/// Carries out what a guest does by itself.
pub fn carry_out(world: &mut World, event: GuestEvent, effects: &mut Effects) {
    let GuestEvent { vm, run, step } = event;
    if world.vm(vm).guest.run != run {
        return;
    }
    // A guest that is held does nothing until it is resumed.
    if world.vm(vm).waits.any() {
        return hold_up(world, vm, step, effects);
    }
    if migration::stops(world, vm) {
        return later(world, vm, STOPPED, step, effects);
    }
    match step {
        GuestStep::Course => course::carry_out(world, vm, effects),
        GuestStep::StartAgain => turn::start_again(world, vm, effects),
        GuestStep::Remark => chatter::carry_out(world, vm, effects),
        GuestStep::JobComes => jobs::comes(world, vm, effects),
        GuestStep::HomeLost => deprived::give_up(world, vm, effects),
    }
}

fn hold_up(world: &mut World, vm: VmId, step: GuestStep, effects: &mut Effects) {
    match (step, &mut world.vm_mut(vm).guest.course) {
        (GuestStep::Course, Some(course)) => course.is_held_up = true,
        // VM2000 starts it, not the guest itself.
        (GuestStep::StartAgain, _) => turn::start_again(world, vm, effects),
        (GuestStep::Remark, _) => world.vm_mut(vm).guest.is_held_up = true,
        (GuestStep::JobComes, _) => world.vm_mut(vm).guest.jobs_held_up = true,
        // A guest without its home pubset finds that out when it goes on.
        (GuestStep::HomeLost | GuestStep::Course, _) => {}
    }
}

/// What becomes of an answer to a question of a guest.
pub(super) fn answer(
    world: &mut World,
    vm: VmId,
    question: GuestQuestion,
    text: &str,
    effects: &mut Effects,
) -> Reply {
    if world.vm(vm).guest.run != question.run {
        return Reply::Accepted;
    }
    course::answer(world, vm, text, effects)
}

/// How many systems are being started, ended or dumped or are about to crash, those not
/// counted that wait for an operator. This is asked at every step of whoever waits for the
/// end of all work, so only the few that stir are looked at, however large the world is.
pub fn work(world: &World) -> usize {
    let is_busy = |vm: &&super::model::Vm| match &vm.guest.course {
        Some(course) => !course.asks && !course.is_held_up,
        None => vm.guest.phase == GuestPhase::Restart,
    };
    let crashes = |vm: &&super::model::Vm| vm.guest.is_homeless && !vm.waits.any();
    let vms = world.stirring.iter().map(|vm| world.vm(*vm));
    vms.filter(|vm| is_busy(vm) || crashes(vm)).count()
}

/// Notes whether a guest may be at work, whenever it has begun or ended something.
fn note_stirring(world: &mut World, vm: VmId) {
    let guest = &world.vm(vm).guest;
    if guest.course.is_some() || guest.phase == GuestPhase::Restart || guest.is_homeless {
        world.stirring.insert(vm);
    } else {
        world.stirring.remove(&vm);
    }
}

/// Whether a system can be worked with.
pub fn is_ready(world: &World, system: System) -> bool {
    world.vm(vm_of(world, system)).guest.phase == GuestPhase::Ready
}

/// Whether a system is being started, or dumped before that: it asks, and answers nothing
/// else.
pub fn is_starting(world: &World, system: System) -> bool {
    let guest = &world.vm(vm_of(world, system)).guest;
    matches!(guest.phase, GuestPhase::Startup | GuestPhase::Restart)
}

/// Whether a system is loaded, so that it can say something and crash.
pub fn is_loaded(world: &World, vm: VmId) -> bool {
    let loaded = [GuestPhase::Startup, GuestPhase::Ready];
    loaded.contains(&world.vm(vm).guest.phase)
}

/// The system on a VM.
pub fn system_of(world: &World, vm: VmId) -> System {
    let known = world.vm(vm);
    if known.is_monitor() {
        System::Monitor(known.unit)
    } else {
        System::Guest(vm)
    }
}

/// The VM of a system.
pub fn vm_of(world: &World, system: System) -> VmId {
    match system {
        System::Monitor(unit) => world.unit(unit).monitor.vm,
        System::Guest(vm) => vm,
    }
}

/// Whether a system is ready and not about to end.
pub fn is_open(world: &World, vm: VmId) -> bool {
    let guest = &world.vm(vm).guest;
    let is_ending = |course: &Course| course.script == Script::Shutdown;
    guest.phase == GuestPhase::Ready && !guest.course.as_ref().is_some_and(is_ending)
}

/// Whether SHUTDOWN has begun in a system.
pub fn is_ending(world: &World, system: System) -> bool {
    let vm = vm_of(world, system);
    is_ready(world, system) && !is_open(world, vm)
}

/// Whether the monitor system of a server unit is ready and not about to end.
pub fn can_be_administered(world: &World, unit: UnitId) -> bool {
    is_open(world, world.unit(unit).monitor.vm)
}

/// Begins another run: what was due or open before is void.
fn began_anew(world: &mut World, vm: VmId, phase: GuestPhase) {
    let guest = &mut world.vm_mut(vm).guest;
    guest.run += 1;
    guest.phase = phase;
    guest.course = None;
    guest.is_quiet = false;
    guest.is_held_up = false;
    guest.jobs_held_up = false;
    guest.is_homeless = false;
    jobs::clear(guest);
    note_stirring(world, vm);
}

/// Tells the operators of VM2000 something about a guest, if there are any to tell.
pub(super) fn tell(world: &World, vm: VmId, id: MessageId, more: &[&str], effects: &mut Effects) {
    let unit = world.vm(vm).unit;
    if world.vm(vm).is_monitor() || !is_ready(world, System::Monitor(unit)) {
        return;
    }
    let mut inserts = world.vm(vm).inserts().to_vec();
    inserts.extend(more.iter().map(|&insert| insert.to_owned()));
    effects.send_about(
        System::Monitor(unit),
        VM2000_TASK,
        Message::new(id, inserts),
        vm,
    );
}

fn later(world: &World, vm: VmId, after: Span, step: GuestStep, effects: &mut Effects) {
    let run = world.vm(vm).guest.run;
    effects.after(after, Event::Guest(GuestEvent { vm, run, step }));
}

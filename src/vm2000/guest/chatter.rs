//! What a system tells by itself on a working day, unless its scenario wants silence.
//!
//! Each remark costs the same however much was told before, draws its numbers from the
//! stream of its VM alone, and is no work that anybody waits for. Which remarks come, how
//! often, and the names in them are ours; the texts are those of the catalogue.

use super::{GuestStep, jobs, later, system_of};
use crate::catalog::Message;
use crate::sim::{Span, Tick};
use crate::vm2000::drill::Drill;
use crate::vm2000::ids::*;
use crate::vm2000::model::{Chatter, Family, GuestPhase, Job, JobKind, VmId, World};
use crate::vm2000::{Effects, guest::insert};

/// Things that a system may tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Remark {
    /// A batch job is accepted.
    JobAccepted,
    /// A batch job has ended.
    JobEnded,
    /// Something was printed.
    Printed,
    /// openFT tells of a partner, to those who have ordered that.
    PartnerState,
    /// POSIX tells something.
    Posix,
    /// A tape is to be mounted.
    Premount,
    /// A disk's label is locked: a question.
    LabelLock,
}

/// How often each remark comes, in systems of each kind of load: the lightest first.
const REMARKS: [(Remark, [u32; 5]); 7] = [
    (Remark::JobAccepted, [1, 3, 3, 8, 8]),
    (Remark::JobEnded, [1, 3, 3, 8, 8]),
    (Remark::Printed, [2, 8, 3, 3, 2]),
    (Remark::PartnerState, [2, 3, 4, 4, 3]),
    (Remark::Posix, [3, 3, 5, 2, 2]),
    (Remark::Premount, [1, 2, 2, 5, 4]),
    (Remark::LabelLock, [0, 1, 1, 1, 1]),
];

/// From how many megabytes a second on a load is of the next kind.
const LOADS: [u64; 4] = [10, 40, 150, 1000];

/// After how many seconds, on average, a system of each kind of load tells the next.
const BY_LOAD: [u32; 5] = [600, 180, 120, 90, 90];

/// The most jobs that chatter brings a system to.
const MOST_JOBS: usize = 48;
/// A system asks once in such a time at most.
const PEACE: Span = Span::from_secs(6 * 3600);

const PARTNERS: [&str; 4] = ["FTBRANCH", "FTBANK", "FTPLANT", "FTHQ"];
const POSIX: [&str; 4] = [
    "INETD: CONNECTION ACCEPTED",
    "CRON: JOB STARTED",
    "SYSLOG: LOG FILE SWITCHED",
    "NFS: FILE SYSTEM MOUNTED",
];
const PRINTERS: [&str; 3] = ["L1", "L2", "L3"];
const STREAM: &str = "chatter";

/// Lets a system that is ready tell something, from now on.
pub(super) fn begin(world: &mut World, vm: VmId, effects: &mut Effects) {
    let guest = &world.vm(vm).guest;
    if guest.phase == GuestPhase::Ready && guest.chatter != Chatter::None {
        next(world, vm, effects);
    }
}

/// Lets all systems that are ready tell something, from the world's start on.
pub fn begin_all(world: &mut World, effects: &mut Effects) {
    let all: Vec<VmId> = (0..).map(VmId).take(world.vms.len()).collect();
    for vm in all {
        begin(world, vm, effects);
    }
}

fn next(world: &mut World, vm: VmId, effects: &mut Effects) {
    let seconds = match world.vm(vm).guest.chatter {
        Chatter::None => return,
        Chatter::ByLoad => BY_LOAD[load(world, vm)],
        Chatter::Low => 600,
        Chatter::Normal => 120,
        Chatter::High => 15,
    };
    let millis = draw(world, vm, seconds * 500, seconds * 1500);
    let after = Span::from_millis(u64::from(millis));
    later(world, vm, after, GuestStep::Remark, effects);
}

fn draw(world: &mut World, vm: VmId, low: u32, high: u32) -> u32 {
    let member = u32::from(vm.0) + 1;
    world.random.between_of(STREAM, member, low, high)
}

fn one_of<'a>(world: &mut World, vm: VmId, all: &[&'a str]) -> &'a str {
    let last = u32::try_from(all.len().saturating_sub(1)).unwrap_or(0);
    let drawn = draw(world, vm, 0, last);
    all.get(drawn as usize).copied().unwrap_or("")
}

/// Takes in the job of this name that a command file becomes, if there is room for one. It
/// begins at once.
pub(super) fn accept_job(world: &mut World, vm: VmId, name: &str, effects: &mut Effects) {
    if let Some(job) = accepted(world, vm, JobKind::Batch, effects.now) {
        name.clone_into(&mut job.name);
        let job = job.clone();
        tell_accepted(world, vm, job, effects);
    }
}

fn tell_accepted(world: &World, vm: VmId, job: Job, effects: &mut Effects) {
    let offset = insert::utc_offset(world, vm);
    let date = world.calendar.date(effects.now, offset);
    let time = insert::clock(&world.calendar.hhmmss(effects.now, offset));
    let message = Message::new(JMS0066, [job.name, date, time, job.tsn]);
    effects.send(system_of(world, vm), "JMS", message);
}

fn tell_ended(world: &World, vm: VmId, job: Job, effects: &mut Effects) {
    let used = job.used(effects.now).micros() / 1_000_000;
    let inserts = [job.name, job.tsn, used.to_string()];
    effects.send(system_of(world, vm), "JMS", Message::new(JMS0154, inserts));
}

/// Takes a job away before its time. Of batch jobs the console hears, as it does when
/// they end by themselves.
pub fn cancel_job(world: &mut World, vm: VmId, tsn: &str, effects: &mut Effects) {
    let jobs = &mut world.vm_mut(vm).guest.jobs;
    let Some(place) = jobs.iter().position(|job| job.tsn == tsn) else {
        return;
    };
    let job = jobs.remove(place);
    if matches!(job.kind, JobKind::Batch | JobKind::Waiting) {
        tell_ended(world, vm, job, effects);
        jobs::schedule(world, vm, effects.now);
    }
}

/// Tells something, and goes on later.
pub(super) fn carry_out(world: &mut World, vm: VmId, effects: &mut Effects) {
    if world.vm(vm).guest.phase != GuestPhase::Ready || world.vm(vm).guest.course.is_some() {
        return;
    }
    let remark = choose(world, vm);
    remark.tell(world, vm, effects);
    next(world, vm, effects);
}

/// Of which kind the load of a system is, the lightest first.
fn load(world: &World, vm: VmId) -> usize {
    let dirty = world.vm(vm).load.dirty_mb_s;
    LOADS.iter().filter(|from| dirty >= **from).count()
}

fn choose(world: &mut World, vm: VmId) -> Remark {
    let kind = load(world, vm);
    let total: u32 = REMARKS.iter().map(|(_, often)| often[kind]).sum();
    let mut drawn = draw(world, vm, 1, total.max(1));
    for (remark, often) in REMARKS {
        if drawn <= often[kind] {
            return remark;
        }
        drawn -= often[kind];
    }
    Remark::Posix
}

impl Remark {
    fn tell(self, world: &mut World, vm: VmId, effects: &mut Effects) {
        let system = system_of(world, vm);
        match self {
            Remark::JobAccepted => {
                let Some(job) = accepted(world, vm, JobKind::Waiting, effects.now) else {
                    return Remark::JobEnded.tell(world, vm, effects);
                };
                let job = job.clone();
                tell_accepted(world, vm, job, effects);
                jobs::schedule(world, vm, effects.now);
            }
            Remark::JobEnded => {
                let Some(job) = ended(world, vm) else {
                    return Remark::Printed.tell(world, vm, effects);
                };
                tell_ended(world, vm, job, effects);
                jobs::schedule(world, vm, effects.now);
            }
            Remark::Printed => {
                let pages = draw(world, vm, 1, 240).to_string();
                let printer = one_of(world, vm, &PRINTERS).to_owned();
                effects.send(system, "SPS", Message::new(SCP0810, [printer, pages]));
            }
            Remark::PartnerState => {
                let partner = one_of(world, vm, &PARTNERS);
                let id = match draw(world, vm, 0, 2) {
                    0 => FTR0301,
                    1 => FTR0307,
                    _ => FTR0302,
                };
                effects.send(system, "FTC", Message::new(id, [partner]));
            }
            Remark::Posix => {
                let text = one_of(world, vm, &POSIX);
                effects.send(system, "POSX", Message::new(POS1010, [text]));
            }
            Remark::Premount => {
                let Some(device) = tape(world, vm) else {
                    return Remark::Printed.tell(world, vm, effects);
                };
                let tape = format!("C{:05}", draw(world, vm, 1000, 99_999));
                effects.send(system, "NKVT", Message::new(NKVT012, [tape, device]));
            }
            Remark::LabelLock => label_lock(world, vm, effects),
        }
    }
}

/// A tape device that a system has attached, if it has any.
fn tape(world: &World, vm: VmId) -> Option<String> {
    let known = world.vm(vm);
    let devices = &world.unit(known.unit).devices;
    let is_tape = |name| devices.get(name).is_some_and(|d| d.family == Family::Tape);
    let attached = known.devices.iter().filter(|held| held.attached);
    let mut names = attached.map(|held| &held.mnemonic);
    names.find(|name| is_tape(*name)).map(ToString::to_string)
}

fn accepted(world: &mut World, vm: VmId, kind: JobKind, now: Tick) -> Option<&mut Job> {
    if world.vm(vm).guest.jobs.len() >= MOST_JOBS {
        return None;
    }
    jobs::add(world, vm, kind, now)
}

/// Takes the oldest batch job away.
fn ended(world: &mut World, vm: VmId) -> Option<Job> {
    let jobs = &mut world.vm_mut(vm).guest.jobs;
    let place = jobs.iter().position(|job| job.kind == JobKind::Batch)?;
    Some(jobs.remove(place))
}

/// A system that shares a disk with another one finds its label locked, now and then.
fn label_lock(world: &mut World, vm: VmId, effects: &mut Effects) {
    let known = world.vm(vm);
    if known.guest.chatter == Chatter::ByLoad {
        return;
    }
    let asked_lately = |at: Tick| effects.now.since(at) < PEACE;
    if known.guest.asked_at.is_some_and(asked_lately) {
        return;
    }
    let Some(drill) = Drill::shared_label_lock(world, vm) else {
        return;
    };
    world.vm_mut(vm).guest.asked_at = Some(effects.now);
    drill.ask(system_of(world, vm), effects);
}

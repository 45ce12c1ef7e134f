//! The jobs of a system: who works there, as its load says.
//!
//! The names, the numbers and the programs are ours. A job uses CPU time at an even rate,
//! so that displays agree with each other and over time. After a startup the jobs come one
//! by one, when what they need is there: the batch jobs that waited first, then
//! transactions, then users at terminals. The queue of jobs that wait outlives a session.

use std::collections::VecDeque;

use super::script::{BCAM_TASK, CONSOLE_TASK, MSCF_TASK, OPERATOR_TASK, POSIX_TASK, STARTUP_TASK};
use super::{GuestStep, is_open, later};
use crate::sim::{Random, Span, Tick};
use crate::vm2000::Effects;
use crate::vm2000::model::{GuestSystem, Job, JobKind, Load, Terminal, VmId, World};

/// How many jobs of each kind a load stands for.
struct Profile {
    /// From how many megabytes a second on it holds.
    from_dirty_mb_s: u64,
    dialog: u32,
    batch: u32,
    waiting: u32,
    transaction: u32,
}

/// The profiles, the heaviest first, after the named loads of scenarios.
const PROFILES: [Profile; 5] = [
    profile(1000, 1, 8, 6, 0),
    profile(150, 2, 6, 4, 0),
    profile(40, 5, 2, 1, 6),
    profile(10, 8, 1, 1, 0),
    profile(0, 2, 0, 0, 0),
];

const fn profile(
    from_dirty_mb_s: u64,
    dialog: u32,
    batch: u32,
    waiting: u32,
    transaction: u32,
) -> Profile {
    Profile {
        from_dirty_mb_s,
        dialog,
        batch,
        waiting,
        transaction,
    }
}

/// Tasks of every system by their TSN, with what they use of a CPU, in thousandths.
const SYSTEM_TASKS: [(&str, &str, u32); 6] = [
    (STARTUP_TASK, "SCHEDULE", 4),
    (CONSOLE_TASK, "CONSOLE", 1),
    (OPERATOR_TASK, "OPERATOR", 1),
    (BCAM_TASK, "BCAM", 9),
    (MSCF_TASK, "MSCF", 3),
    (POSIX_TASK, "POSIX", 6),
];

const USERS: [&str; 8] = [
    "ACCOUNTS", "PAYROLL", "STORES", "ORDERS", "ARCHIVE", "TESTER", "SYSPRIV", "SALES",
];
const DIALOG_PROGRAMS: [&str; 4] = ["EDT", "SHOWFILE", "LMSCONV", ""];
const BATCH_JOBS: [(&str, &str); 6] = [
    ("NIGHTRUN", "SORT"),
    ("INVOICES", "COBRUN"),
    ("BACKUP", "ARCHIVE"),
    ("REORG", "UDSREORG"),
    ("STATIST", "SM2RUN"),
    ("TRANSFER", "PERCON"),
];

/// `AB0` with 36 digits.
const FIRST_TSN: u16 = 10 * 1296 + 11 * 36;

/// Between which numbers the parts of a job are drawn.
const ACCOUNT: (u32, u32) = (1, 89_999);

/// Between how many milliseconds after the one before a job of a kind comes, once a system
/// has started.
fn gap(kind: JobKind) -> (u32, u32) {
    match kind {
        JobKind::Batch => (2_000, 6_000),
        JobKind::Transaction => (1_500, 3_000),
        _ => (4_000, 20_000),
    }
}

/// What a load stands for; a monitor system works for VM2000 alone.
fn profile_of(world: &World, vm: VmId) -> Option<&'static Profile> {
    let known = world.vm(vm);
    let idle = Load {
        dirty_mb_s: 0,
        working_set_mb: 0,
    };
    let load = if known.is_monitor() { idle } else { known.load };
    PROFILES
        .iter()
        .find(|profile| load.dirty_mb_s >= profile.from_dirty_mb_s)
}

/// How many batch jobs run at once in a system: the limit of their job class. The others
/// wait.
pub fn most_batch_jobs(world: &World, vm: VmId) -> usize {
    profile_of(world, vm).map_or(1, |profile| profile.batch.max(1) as usize)
}

/// A task of the system begins.
pub(super) fn system_task(world: &mut World, vm: VmId, tsn: &str, now: Tick) {
    let known = SYSTEM_TASKS.iter().find(|(known, ..)| *known == tsn);
    if let Some((tsn, name, rate)) = known {
        let guest = &mut world.vm_mut(vm).guest;
        // Before the jobs of users, those that wait from the last session included.
        let jobs = guest.jobs.iter();
        let place = jobs.filter(|job| job.kind == JobKind::System).count();
        guest.jobs.insert(place, system_job(tsn, name, *rate, now));
    }
}

/// What becomes of the jobs that wait from the last session (NSI6005): a cold start forgets
/// them, and with the TSN file the numbers begin anew.
pub(super) fn take_over(world: &mut World, vm: VmId, start_type: Option<&str>) {
    let guest = &mut world.vm_mut(vm).guest;
    let resets_tsns = start_type.is_some_and(|kind| kind.contains("TSN FILE RESET"));
    if resets_tsns || start_type == Some("COLD") {
        guest.jobs.retain(|job| job.kind != JobKind::Waiting);
    }
    if resets_tsns {
        guest.tsns = 0;
    }
}

/// Lets the jobs of a system come that has started, one after the other.
pub(super) fn expect(world: &mut World, vm: VmId, effects: &mut Effects) {
    let Some(profile) = profile_of(world, vm) else {
        return;
    };
    let many = |kind, count: u32| std::iter::repeat_n(kind, count as usize);
    world.vm_mut(vm).guest.expected = many(JobKind::Batch, profile.batch)
        .chain(many(JobKind::Transaction, profile.transaction))
        .chain(many(JobKind::Dialog, profile.dialog))
        .chain(many(JobKind::Waiting, profile.waiting))
        .collect();
    expect_next(world, vm, effects);
}

fn expect_next(world: &mut World, vm: VmId, effects: &mut Effects) {
    let Some((least, most)) = world.vm(vm).guest.expected.front().map(|kind| gap(*kind)) else {
        return;
    };
    let millis = world.random.between_of("jobs", member(vm), least, most);
    let after = Span::from_millis(u64::from(millis));
    later(world, vm, after, GuestStep::JobComes, effects);
}

/// The job comes that was expected next. None comes to a system that is about to end.
pub(super) fn comes(world: &mut World, vm: VmId, effects: &mut Effects) {
    let Some(kind) = world.vm_mut(vm).guest.expected.pop_front() else {
        return;
    };
    let waiting = count(world, vm, JobKind::Waiting);
    let is_full = count(world, vm, JobKind::Batch) >= most_batch_jobs(world, vm);
    let enough = profile_of(world, vm).map_or(0, |profile| profile.waiting as usize);
    match kind {
        JobKind::Batch if is_full => {}
        JobKind::Batch if waiting == 0 => _ = add(world, vm, JobKind::Batch, effects.now),
        JobKind::Batch => start_one(world, vm, effects.now),
        JobKind::Waiting if waiting >= enough => {}
        kind => _ = add(world, vm, kind, effects.now),
    }
    expect_next(world, vm, effects);
}

fn count(world: &World, vm: VmId, kind: JobKind) -> usize {
    let jobs = world.vm(vm).guest.jobs.iter();
    jobs.filter(|job| job.kind == kind).count()
}

/// The job that has waited longest begins.
fn start_one(world: &mut World, vm: VmId, now: Tick) {
    if !is_open(world, vm) || world.vm(vm).guest.is_quiet {
        return;
    }
    let busy = world.random.between_of("jobs", member(vm), 1, 9);
    let jobs = &mut world.vm_mut(vm).guest.jobs;
    let Some(place) = jobs.iter().position(|job| job.kind == JobKind::Waiting) else {
        return;
    };
    // Behind those that began before it, so that the oldest ends first.
    let mut job = jobs.remove(place);
    let program = BATCH_JOBS.iter().find(|(name, _)| *name == job.name);
    job.program = program.map_or("", |(_, program)| program).to_owned();
    job.kind = JobKind::Batch;
    job.since = now;
    job.age_before = Span::ZERO;
    job.rate = busy * 30;
    jobs.push(job);
}

/// Starts jobs that wait, as many as may run.
pub(super) fn schedule(world: &mut World, vm: VmId, now: Tick) {
    let free = most_batch_jobs(world, vm).saturating_sub(count(world, vm, JobKind::Batch));
    for _ in 0..free.min(count(world, vm, JobKind::Waiting)) {
        start_one(world, vm, now);
    }
}

/// The jobs of a system that has been at work for hours when the world begins.
pub fn at_start(world: &mut World, vm: VmId) {
    for (tsn, ..) in SYSTEM_TASKS {
        system_task(world, vm, tsn, Tick::START);
    }
    if let Some(profile) = profile_of(world, vm) {
        for (kind, count) in [
            (JobKind::Dialog, profile.dialog),
            (JobKind::Transaction, profile.transaction),
            (JobKind::Batch, profile.batch),
            (JobKind::Waiting, profile.waiting),
        ] {
            (0..count).for_each(|_| make(world, vm, kind, Tick::START));
        }
    }
    // The tasks of the system are as old as its session, those of users at most that.
    let random = &mut world.random;
    let up = random.between_of("jobs", member(vm), 1_440, 2_880);
    for job in &mut world.vms[vm.index()].guest.jobs {
        let drawn = random.between_of("jobs", member(vm), 10, up);
        let minutes = u64::from(match job.kind {
            JobKind::System => up,
            _ => drawn,
        });
        // A job with a limit is at most half way to it.
        let most = match (job.limit, job.rate) {
            (Some(limit), rate @ 1..) => u64::from(limit) * 1000 / u64::from(rate) / 120,
            _ => minutes,
        };
        job.age_before = Span::from_secs(minutes.min(most) * 60);
    }
}

/// The jobs that wait in a system that is not at work when the world begins.
pub fn left_waiting(world: &mut World, vm: VmId) {
    let count = profile_of(world, vm).map_or(0, |profile| profile.waiting);
    (0..count).for_each(|_| make(world, vm, JobKind::Waiting, Tick::START));
}

/// A new job of this kind.
pub(super) fn add(world: &mut World, vm: VmId, kind: JobKind, now: Tick) -> Option<&mut Job> {
    if !is_open(world, vm) || world.vm(vm).guest.is_quiet {
        return None;
    }
    make(world, vm, kind, now);
    world.vm_mut(vm).guest.jobs.last_mut()
}

fn make(world: &mut World, vm: VmId, kind: JobKind, now: Tick) {
    let guest = &mut world.vms[vm.index()].guest;
    Maker::new(&mut world.random, vm, guest, now).user(kind);
}

/// How many jobs of users run.
pub(super) fn active(guest: &GuestSystem) -> usize {
    let runs = |job: &&Job| !matches!(job.kind, JobKind::System | JobKind::Waiting);
    guest.jobs.iter().filter(runs).count()
}

/// Ends the jobs of users, and none comes any more; those that wait are kept for the next
/// session.
pub(super) fn end(guest: &mut GuestSystem) {
    guest.expected = VecDeque::new();
    guest
        .jobs
        .retain(|job| matches!(job.kind, JobKind::System | JobKind::Waiting));
}

/// Ends all tasks. What waits stands in a file, which outlives the session.
pub(super) fn clear(guest: &mut GuestSystem) {
    guest.expected = VecDeque::new();
    guest.jobs.retain(|job| job.kind == JobKind::Waiting);
}

fn system_job(tsn: &str, name: &str, rate: u32, now: Tick) -> Job {
    Job {
        tsn: tsn.to_owned(),
        name: name.to_owned(),
        user: "TSOS".to_owned(),
        account: "SYSACC".to_owned(),
        kind: JobKind::System,
        priority: 128,
        since: now,
        age_before: Span::ZERO,
        rate,
        limit: None,
        program: String::new(),
        terminal: None,
    }
}

fn member(vm: VmId) -> u32 {
    u32::from(vm.0) + 1
}

/// Makes jobs with numbers from the stream of their VM.
struct Maker<'a> {
    random: &'a mut Random,
    member: u32,
    guest: &'a mut GuestSystem,
    now: Tick,
}

impl<'a> Maker<'a> {
    fn new(random: &'a mut Random, vm: VmId, guest: &'a mut GuestSystem, now: Tick) -> Self {
        let member = member(vm);
        Maker {
            random,
            member,
            guest,
            now,
        }
    }

    fn between(&mut self, low: u32, high: u32) -> u32 {
        self.random.between_of("jobs", self.member, low, high)
    }

    fn one_of<T: Copy>(&mut self, all: &[T], other: T) -> T {
        let last = u32::try_from(all.len().saturating_sub(1)).unwrap_or(0);
        let drawn = self.between(0, last);
        all.get(drawn as usize).copied().unwrap_or(other)
    }

    fn user(&mut self, kind: JobKind) {
        let user = self.one_of(&USERS, "TSOS");
        let account = self.between(ACCOUNT.0, ACCOUNT.1);
        let batch = self.one_of(&BATCH_JOBS, ("BATCH", ""));
        let dialog = self.one_of(&DIALOG_PROGRAMS, "");
        let busy = self.between(1, 9);
        let limit = self.between(1, 9) * 1000;
        let tsn = self.next_tsn();
        let (name, program, rate, limit, priority) = match kind {
            JobKind::Dialog => (user, dialog, busy, None, 210),
            JobKind::Transaction => ("UTMTASK", "UTMAPPL", busy * 10, None, 150),
            JobKind::Waiting => (batch.0, "", 0, Some(limit), 230),
            JobKind::Batch | JobKind::System => (batch.0, batch.1, busy * 30, Some(limit), 230),
        };
        let terminal = (kind == JobKind::Dialog).then(|| Terminal {
            processor: "PCNET".to_owned(),
            station: format!("T{}", tsn.to_ascii_uppercase()),
        });
        self.guest.jobs.push(Job {
            tsn,
            name: name.to_owned(),
            user: user.to_owned(),
            account: format!("A{account:05}"),
            kind,
            priority,
            since: self.now,
            age_before: Span::ZERO,
            rate,
            limit,
            program: program.to_owned(),
            terminal,
        });
    }

    /// Four characters, the last three numeric or alphanumeric (BS2000 "Introduction to
    /// System Administration" V11, page 42).
    fn next_tsn(&mut self) -> String {
        const DIGITS: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        let number = self.guest.tsns;
        self.guest.tsns = self.guest.tsns.wrapping_add(1);
        let digit = |value: u16| char::from(DIGITS[usize::from(value % 36)]);
        // From 0AB0 on: other tasks have the low ones.
        let number = number.wrapping_add(FIRST_TSN);
        let digits = [number / 1296, number / 36, number].map(digit);
        format!("0{}{}{}", digits[0], digits[1], digits[2])
    }
}

//! The jobs of a system: who works there, as its load says.
//!
//! The names, the numbers and the programs are ours. A job uses CPU time at an even rate,
//! so that displays agree with each other and over time.

use super::is_open;
use crate::sim::{Random, Span, Tick};
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

/// Tasks of every system, by their TSN.
const SYSTEM_TASKS: [(&str, &str); 6] = [
    ("TSC", "SCHEDULE"),
    ("UCO", "CONSOLE"),
    ("XAAA", "OPERATOR"),
    ("BCAM", "BCAM"),
    ("MSCF", "MSCF"),
    ("POSX", "POSIX"),
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

/// The jobs of a system that begins now to work; a cold start has forgotten the jobs that
/// waited.
pub(super) fn begin(world: &mut World, vm: VmId, is_cold: bool, now: Tick) {
    let known = &mut world.vms[vm.index()];
    let random = &mut world.random;
    let mut made = Maker::new(random, vm, &mut known.guest, now);
    for (tsn, name) in SYSTEM_TASKS {
        made.system(tsn, name);
    }
    let load = if known.index == 1 {
        Load {
            dirty_mb_s: 0,
            working_set_mb: 0,
        }
    } else {
        known.load
    };
    let profile = PROFILES
        .iter()
        .find(|profile| load.dirty_mb_s >= profile.from_dirty_mb_s);
    let Some(profile) = profile else {
        return;
    };
    let waiting = if is_cold { 0 } else { profile.waiting };
    for (kind, count) in [
        (JobKind::Dialog, profile.dialog),
        (JobKind::Transaction, profile.transaction),
        (JobKind::Batch, profile.batch),
        (JobKind::Waiting, waiting),
    ] {
        for _ in 0..count {
            made.user(kind);
        }
    }
}

/// The jobs of a system that has been at work for hours when the world begins.
pub fn at_start(world: &mut World, vm: VmId) {
    begin(world, vm, false, Tick::START);
    let random = &mut world.random;
    for job in &mut world.vms[vm.index()].guest.jobs {
        let minutes = u64::from(random.between_of("jobs", member(vm), 10, 2400));
        // A job with a limit is at most half way to it.
        let most = match (job.limit, job.rate) {
            (Some(limit), rate @ 1..) => u64::from(limit) * 1000 / u64::from(rate) / 120,
            _ => minutes,
        };
        job.age_before = Span::from_secs(minutes.min(most) * 60);
    }
}

/// A new job of this kind; its TSN.
pub(super) fn add(world: &mut World, vm: VmId, kind: JobKind, now: Tick) -> Option<Job> {
    if !is_open(world, vm) || world.vm(vm).guest.is_quiet {
        return None;
    }
    let known = &mut world.vms[vm.index()];
    Maker::new(&mut world.random, vm, &mut known.guest, now).user(kind);
    known.guest.jobs.last().cloned()
}

/// How many jobs of users run.
pub(super) fn active(guest: &GuestSystem) -> usize {
    let runs = |job: &&Job| !matches!(job.kind, JobKind::System | JobKind::Waiting);
    guest.jobs.iter().filter(runs).count()
}

/// Ends the jobs of users; those that wait are kept for the next session.
pub(super) fn end(guest: &mut GuestSystem) {
    guest
        .jobs
        .retain(|job| matches!(job.kind, JobKind::System | JobKind::Waiting));
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

    fn system(&mut self, tsn: &str, name: &str) {
        self.guest.jobs.push(Job {
            tsn: tsn.to_owned(),
            name: name.to_owned(),
            user: "TSOS".to_owned(),
            account: "SYSACC".to_owned(),
            kind: JobKind::System,
            priority: 128,
            since: self.now,
            age_before: Span::ZERO,
            rate: 2,
            limit: None,
            program: String::new(),
            terminal: None,
        });
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

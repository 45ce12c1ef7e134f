//! SHOW-SYSTEM-STATUS, SHOW-USER-STATUS, SHOW-JOB-STATUS and CANCEL-JOB (BS2000 "Commands"
//! V21, pages 567, 575, 494 and 111). What they show is the manual's; all layouts are ours.

use super::table::Line;
use super::{Answer, Call, Handler, LOCAL, Medium};
use crate::catalog::{Message, Source};
use crate::sdf::Value;
use crate::sim::{Span, Tick};
use crate::vm2000::Effects;
use crate::vm2000::guest::jobs::most_batch_jobs;
use crate::vm2000::guest::{cancel_job, vm_of};
use crate::vm2000::ids::{EXC0080, EXC0082, EXC0083};
use crate::vm2000::model::{GuestSystem, Job, JobKind, World};

/// The commands of this family.
pub(super) const HANDLERS: &[Handler] = &[
    Handler {
        name: "CANCEL-JOB",
        takes: LOCAL,
        run: cancel,
    },
    Handler {
        name: "SHOW-JOB-STATUS",
        takes: LOCAL,
        run: one_job,
    },
    Handler {
        name: "SHOW-SYSTEM-STATUS",
        takes: LOCAL,
        run: system,
    },
    Handler {
        name: "SHOW-USER-STATUS",
        takes: LOCAL,
        run: all_jobs,
    },
];

/// The task that carries out what is entered at a console.
const OPERATOR: &str = "XAAA";

/// The kinds of jobs, each with its word and its job class.
const KINDS: [(JobKind, &str, &str); 5] = [
    (JobKind::System, "SYSTEM", "-"),
    (JobKind::Waiting, "WAITING", "JCBATCH"),
    (JobKind::Batch, "BATCH", "JCBATCH"),
    (JobKind::Dialog, "DIALOG", "JCDIALOG"),
    (JobKind::Transaction, "TP", "JCTP"),
];

/// Job classes, each with how many of its jobs may run and its weight. How many batch jobs
/// may run goes by the load of the system.
const CLASSES: [(&str, Option<usize>, u32); 3] = [
    ("JCBATCH", None, 5),
    ("JCDIALOG", Some(512), 3),
    ("JCTP", Some(128), 1),
];
/// How many tasks of the system there may be.
const SYSTEM_TASKS: usize = 64;

/// A page of memory, in a megabyte.
const PAGES_PER_MB: u64 = 256;

fn guest<'a>(world: &'a World, call: Call<'_>) -> &'a GuestSystem {
    &world.vm(vm_of(world, call.issuer.system)).guest
}

fn word(kind: JobKind) -> &'static str {
    let found = KINDS.iter().find(|(known, ..)| *known == kind);
    found.map_or("", |(_, word, _)| word)
}

fn class(kind: JobKind) -> &'static str {
    let found = KINDS.iter().find(|(known, ..)| *known == kind);
    found.map_or("", |(.., class)| class)
}

/// `/SHOW-USER-STATUS`: all jobs; an operator sees those of all users.
fn all_jobs(world: &mut World, call: Call<'_>, effects: &mut Effects) -> Answer {
    let information = call.keyword("INFORMATION").unwrap_or("*STD");
    let jobs: Vec<&Job> = guest(world, call).jobs.iter().collect();
    let lines = block(information, &jobs, effects.now);
    match lines.is_empty() {
        true => nothing(information),
        false => Answer::display(Source::Own, lines),
    }
}

/// `/SHOW-JOB-STATUS`: one job, by its TSN; at a console *OWN is the operator's task.
fn one_job(world: &mut World, call: Call<'_>, effects: &mut Effects) -> Answer {
    let named = call
        .value("JOB-IDENTIFICATION")
        .and_then(|v| v.inner("TSN"));
    let own = match call.issuer.medium {
        Medium::Console => OPERATOR,
        Medium::Task | Medium::Vmcons => "",
    };
    let tsn = named.and_then(Value::text).unwrap_or(own);
    let found = guest(world, call).jobs.iter().find(|job| job.tsn == tsn);
    let Some(job) = found else {
        return Answer::refused(Message::new(EXC0080, [tsn]));
    };
    let all = ["*STD", "*ENVIRONMENT", "*PROGRAM", "*SYSTEM", "*JOB"];
    let information = call.keyword("INFORMATION").unwrap_or("*ALL");
    let wanted: Vec<&str> = match information {
        "*ALL" => all.to_vec(),
        one => vec![one],
    };
    let lines: Vec<String> = wanted
        .iter()
        .flat_map(|one| block(one, &[job], effects.now))
        .collect();
    match lines.is_empty() {
        true => nothing(information),
        false => Answer::display(Source::Own, lines),
    }
}

/// `/CANCEL-JOB`: a job of a user ends. What it is told does not appear at a console.
fn cancel(world: &mut World, call: Call<'_>, effects: &mut Effects) -> Answer {
    let named = call.value("JOB-IDENTIFICATION");
    let tsn = named.and_then(|v| v.inner("TSN")).and_then(Value::text);
    let tsn = tsn.unwrap_or_default();
    let found = guest(world, call).jobs.iter().find(|job| job.tsn == tsn);
    match found.map(|job| job.kind) {
        None => Answer::refused(Message::new(EXC0080, [tsn])),
        Some(JobKind::System) => Answer::refused(Message::new(EXC0082, [tsn])),
        Some(_) => {
            let vm = vm_of(world, call.issuer.system);
            cancel_job(world, vm, tsn, effects);
            Answer::done()
        }
    }
}

fn nothing(information: &str) -> Answer {
    let mut answer = Answer::refused(Message::new(EXC0083, [information]));
    answer.code = crate::catalog::ReturnCode::new(1, 0, "CMD0001");
    answer
}

/// A table about jobs. Waiting jobs and tasks of the system have no program, only jobs
/// of users have a job class.
fn block(information: &str, jobs: &[&Job], now: Tick) -> Vec<String> {
    let is_users = |job: &&&Job| job.kind != JobKind::System;
    let runs = |job: &&&Job| !matches!(job.kind, JobKind::System | JobKind::Waiting);
    let table = |title: String, rows: Vec<String>| match rows.is_empty() {
        true => Vec::new(),
        false => std::iter::once(title).chain(rows).collect(),
    };
    match information {
        "*STD" => {
            let title = head("NAME", "TSN", "TYPE").to(34, "PRI").to(46, "CPU-USED");
            let title = title.to(55, "CPU-MAX").at(58, "ACCOUNT").at(68, "USER-ID");
            table(
                title.end(),
                jobs.iter().map(|job| standard(job, now)).collect(),
            )
        }
        "*ENVIRONMENT" => {
            let title = head("NAME", "TSN", "TYPE").at(34, "PROCESSOR");
            let title = title.at(45, "STATION").end();
            table(title, jobs.iter().map(|job| environment(job)).collect())
        }
        "*PROGRAM" => {
            let title = head("NAME", "TSN", "TYPE").at(34, "PROGRAM").end();
            table(
                title,
                jobs.iter().filter(runs).map(|job| program(job)).collect(),
            )
        }
        "*SYSTEM" => {
            let title = head("NAME", "TSN", "TYPE").at(34, "SINCE(MIN)").end();
            table(title, jobs.iter().map(|job| age(job, now)).collect())
        }
        "*JOB" => {
            let title = head("NAME", "TSN", "TYPE").at(34, "JOB-CLASS");
            let title = title.to(55, "SINCE(MIN)").end();
            let row = |job: &&Job| {
                let minutes = minutes(job, now);
                named(job).at(34, class(job.kind)).to(55, &minutes).end()
            };
            table(title, jobs.iter().filter(is_users).map(row).collect())
        }
        // No job repeats itself, none has a calendar date.
        _ => Vec::new(),
    }
}

fn head(name: &str, tsn: &str, kind: &str) -> Line {
    Line::new().at(1, name).at(11, tsn).at(17, kind)
}

fn named(job: &Job) -> Line {
    head(&job.name, &job.tsn, word(job.kind))
}

fn standard(job: &Job, now: Tick) -> String {
    let limit = job
        .limit
        .map_or("NTL".to_owned(), |limit| limit.to_string());
    named(job)
        .to(34, &job.priority.to_string())
        .to(46, &seconds(job.used(now)))
        .to(55, &limit)
        .at(58, &job.account)
        .at(68, &job.user)
        .end()
}

fn environment(job: &Job) -> String {
    let terminal = job.terminal.as_ref();
    let [processor, station] = match terminal {
        Some(terminal) => [terminal.processor.as_str(), terminal.station.as_str()],
        None => ["-", "-"],
    };
    named(job).at(34, processor).at(45, station).end()
}

fn program(job: &Job) -> String {
    let program = match job.program.as_str() {
        "" => "-",
        program => program,
    };
    named(job).at(34, program).end()
}

fn age(job: &Job, now: Tick) -> String {
    named(job).to(43, &minutes(job, now)).end()
}

fn minutes(job: &Job, now: Tick) -> String {
    (job.age(now).micros() / 60_000_000).to_string()
}

/// Seconds with four decimals.
fn seconds(span: Span) -> String {
    let tenths_of_ms = span.micros() / 100;
    format!("{}.{:04}", tenths_of_ms / 10_000, tenths_of_ms % 10_000)
}

/// `/SHOW-SYSTEM-STATUS`: how many jobs there are.
fn system(world: &mut World, call: Call<'_>, _: &mut Effects) -> Answer {
    let id = vm_of(world, call.issuer.system);
    let vm = world.vm(id);
    let jobs = &vm.guest.jobs;
    let batch = most_batch_jobs(world, id);
    let information = call.keyword("INFORMATION").unwrap_or("*SUMMARY");
    let lines = match information {
        "*SUMMARY" => summary(jobs),
        "*SYSTEM-PARAMETERS" => {
            let pages = vm.memory_mb() * PAGES_PER_MB;
            vec![
                format!("MAIN MEMORY PAGES          {pages:>10}"),
                format!("MAXIMUM OF RESIDENT PAGES  {:>10}", pages / 2),
            ]
        }
        "*CATEGORY" => categories(jobs, batch),
        "*JOB-CLASS" => classes(jobs, batch),
        "*JOB-STREAM" => {
            let waiting = count(jobs, JobKind::Waiting);
            let title = Line::new()
                .at(1, "STREAM")
                .at(11, "STATE")
                .to(26, "WAITING");
            let row = Line::new().at(1, "$SYSJS").at(11, "ACTIVE");
            vec![title.end(), row.to(26, &waiting.to_string()).end()]
        }
        _ => return nothing(information),
    };
    Answer::display(Source::Own, lines)
}

fn count(jobs: &[Job], kind: JobKind) -> usize {
    jobs.iter().filter(|job| job.kind == kind).count()
}

fn summary(jobs: &[Job]) -> Vec<String> {
    let line = |word: &str, count: usize| Line::new().at(1, word).to(18, &count.to_string()).end();
    let title = Line::new().at(1, "TYPE").to(18, "JOBS").end();
    let kinds = KINDS
        .iter()
        .map(|(kind, word, _)| line(word, count(jobs, *kind)));
    std::iter::once(title)
        .chain(kinds)
        .chain([line("TOTAL", jobs.len())])
        .collect()
}

fn categories(jobs: &[Job], batch: usize) -> Vec<String> {
    let title = Line::new()
        .at(1, "CATEGORY")
        .to(18, "ACTIVE")
        .to(27, "MAXIMUM")
        .end();
    let line = |(kind, word): (JobKind, &str)| {
        let limit = CLASSES.iter().find(|(name, ..)| *name == class(kind));
        let limit = limit.map_or(SYSTEM_TASKS, |(_, limit, _)| limit.unwrap_or(batch));
        let active = count(jobs, kind).to_string();
        Line::new()
            .at(1, word)
            .to(18, &active)
            .to(27, &limit.to_string())
            .end()
    };
    let all = [
        (JobKind::System, "SYS"),
        (JobKind::Dialog, "DIALOG"),
        (JobKind::Batch, "BATCH"),
        (JobKind::Transaction, "TP"),
    ];
    std::iter::once(title).chain(all.map(line)).collect()
}

fn classes(jobs: &[Job], batch: usize) -> Vec<String> {
    let title = Line::new()
        .at(1, "JOB-CLASS")
        .at(12, "STREAM")
        .to(26, "MAXIMUM");
    let title = title
        .to(34, "WEIGHT")
        .to(42, "ACTIVE")
        .to(51, "WAITING")
        .end();
    let line = |(name, limit, weight): (&str, Option<usize>, u32)| {
        let of = |waits: bool| {
            let counts =
                |job: &&Job| class(job.kind) == name && (job.kind == JobKind::Waiting) == waits;
            jobs.iter().filter(counts).count().to_string()
        };
        Line::new()
            .at(1, name)
            .at(12, "$SYSJS")
            .to(26, &limit.unwrap_or(batch).to_string())
            .to(34, &weight.to_string())
            .to(42, &of(false))
            .to(51, &of(true))
            .end()
    };
    std::iter::once(title).chain(CLASSES.map(line)).collect()
}

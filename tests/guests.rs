//! Guest systems: startup, questions, shutdown, crash, restart, as their consoles show it.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::common::*;
use std::collections::{BTreeMap, BTreeSet};
use vmcons::console::Kind;
use vmcons::engine::Session;
use vmcons::scenario::Scenario;
use vmcons::sim::Span;
use vmcons::vm2000::model::{GuestPhase, Job, JobKind, VmState};

/// A world with one server unit and one guest of which `fields` says the rest.
fn world(unit_type: &str, fields: &str) -> Scenario {
    let text = format!(
        r#"
schema = 1
title = "One guest"
start = 2026-01-12T08:00:00Z
[[server_unit]]
name = "SUA"
type = "{unit_type}"
device = [{{ mn = "CS", family = "kvp" }}, {{ mn = "FAA4", family = "disk", pubset = "PRD" }}]
[[vm]]
index = 2
name = "G2"
on = "SUA"
devices = ["CS", "FAA4"]
load = "oltp"
{fields}
"#
    );
    Scenario::load("world.toml", &text).unwrap()
}

/// Lines of a console from a record on.
fn lines(session: &Session, console: &str, from: usize) -> Vec<String> {
    let all = records(session, console);
    let lines = all[from..].iter().flat_map(|r| r.lines.iter());
    lines.map(|line| line.trim_end().to_owned()).collect()
}

/// What a console shows from a record on, each record in one line.
fn texts(session: &Session, console: &str, from: usize) -> String {
    let all = records(session, console);
    let texts: Vec<&str> = all[from..].iter().map(|r| &*r.text).collect();
    texts.join("\n")
}

fn count(session: &Session, console: &str) -> usize {
    records(session, console).len()
}

/// The guest's state and how far its system has come.
fn state(session: &Session) -> (VmState, GuestPhase) {
    let vms = &session.world().vms;
    let vm = vms.iter().find(|vm| vm.name == "G2").unwrap();
    (vm.state, vm.guest.phase)
}

/// How often each id came on a console.
fn tally(session: &Session, console: &str) -> std::collections::BTreeMap<String, usize> {
    let mut tally = std::collections::BTreeMap::new();
    for record in records(session, console) {
        if let Some(id) = record.id() {
            *tally.entry(id.to_string()).or_default() += 1;
        }
    }
    tally
}

#[test]
fn chatter_is_believable_and_no_work() {
    let mut session = session_on(world("/390", "guest = { chatter = \"normal\" }"));
    session.advance(session.now() + Span::from_secs(8 * 3600));
    assert_eq!(session.work(), 0);
    let told = tally(&session, "G2");
    let total: usize = told.values().sum();
    assert!((160..320).contains(&total), "{told:?}");
    for id in ["JMS0066", "JMS0154", "POS1010", "SCP0810"] {
        assert!(told.contains_key(id), "{id}: {told:?}");
    }
    // Who was accepted is there, until he is told to have ended.
    let vms = &session.world().vms;
    let jobs = &vms.iter().find(|vm| vm.name == "G2").unwrap().guest.jobs;
    assert!(jobs.len() <= 48);
    // The monitor system was not asked to tell anything.
    assert_eq!(count(&session, "SUA"), 0);
}

#[test]
fn chatter_falls_silent_with_its_system_and_comes_back() {
    let fields = "guest = { chatter = \"high\" }";
    let mut session = session_on(world("/390", fields));
    enter(&mut session, "SUA", "/HOLD-VM VM-ID=2");
    idle(&mut session);
    let from = count(&session, "G2");
    session.advance(session.now() + Span::from_secs(3600));
    assert_eq!(count(&session, "G2"), from);
    enter(&mut session, "SUA", "/RESUME-VM VM-ID=2");
    session.advance(session.now() + Span::from_secs(600));
    assert!(count(&session, "G2") > from + 10);
    enter(&mut session, "G2", "/SHUTDOWN");
    idle(&mut session);
    let from = count(&session, "G2");
    session.advance(session.now() + Span::from_secs(3600));
    assert_eq!(count(&session, "G2"), from);
}

/// Brings the guest down and starts it with these operands, up to its first question or
/// its last line; the place from which on its console shows that.
fn start_vm(session: &mut Session, operands: &str) -> usize {
    enter(session, "G2", "/SHUTDOWN");
    idle(session);
    let from = count(session, "G2");
    enter(session, "SUA", &format!("/START-VM VM-ID=2{operands}"));
    idle(session);
    from
}

#[test]
fn a_fast_startup_shows_the_main_events() {
    let mut session = session_on(world("/390", ""));
    let from = start_vm(&mut session, "");
    insta::assert_snapshot!(lines(&session, "G2", from).join("\n"));
    assert_eq!(state(&session), (VmState::Running, GuestPhase::Ready));
}

#[test]
fn an_automatic_startup_tells_its_standard_reactions() {
    let mut session = session_on(world("x86", ""));
    let from = start_vm(&mut session, ",INFORMATION-BYTE=*AUTOMATIC");
    let shown = texts(&session, "G2", from);
    assert!(shown.contains("STANDARD REPLY 'EOT' TAKEN FOR MESSAGE NSI1110"));
    assert!(shown.contains("STANDARD REPLY 'UNCHANGED' TAKEN FOR MESSAGE NSI6005"));
    assert!(session.open_questions().is_empty());
    assert_eq!(state(&session), (VmState::Running, GuestPhase::Ready));
}

#[test]
fn a_dialog_startup_asks_everything_in_its_order() {
    let mut session = session_on(world("/390", ""));
    let from = start_vm(&mut session, ",INFORMATION-BYTE=*DIALOG");
    for (id, wrong, right) in [
        ("NSI1110", "P.YES", "P.UNLOCK,ALLDISK"),
        ("NSI1121", "P.25:00", "P.09:30"),
        ("NSI0050", "P.FN=MYFILE", "P.FN=PARAMFILE.OPR"),
        ("NSI6005", "P.Q", "P.COLD"),
        ("NSI0077", "TSC.MYFILE", "TSC.CMDFILEX"),
    ] {
        let asked = session.open_questions();
        assert_eq!(asked.len(), 1, "{id}");
        assert_eq!(asked[0].id.as_str(), id);
        assert_eq!(session.work(), 0, "an open question is no work");
        for answer in [wrong, right] {
            enter(&mut session, "G2", answer);
        }
        idle(&mut session);
    }
    insta::assert_snapshot!(lines(&session, "G2", from).join("\n"));
    assert_eq!(state(&session), (VmState::Running, GuestPhase::Ready));
    assert!(session.open_questions().is_empty());
}

#[test]
fn a_diagnostic_ipl_asks_what_to_dump_and_leaves_the_vm_down() {
    let mut session = session_on(world("/390", ""));
    let operands = ",DIAGNOSTIC-IPL=*YES,INFORMATION-BYTE=*DIALOG";
    let from = start_vm(&mut session, operands);
    for answer in [
        "P.N", "P.Y", "P.-", "P.Y", "P.1000", "P.60", "P.SOME", "P.NSF",
    ] {
        enter(&mut session, "G2", answer);
        idle(&mut session);
    }
    insta::assert_snapshot!(lines(&session, "G2", from).join("\n"));
    assert_eq!(state(&session), (VmState::Down, GuestPhase::Aborted));
    let told = texts(&session, "SUA", 0);
    assert!(told.contains("DOWN. REASON: SLED TERMINATED"), "{told}");
}

#[test]
fn a_guest_that_is_held_rests_until_it_is_resumed() {
    let mut session = session_on(world("/390", ""));
    enter(&mut session, "G2", "/SHUTDOWN");
    idle(&mut session);
    enter(&mut session, "SUA", "/START-VM VM-ID=2");
    session.advance(session.now() + Span::from_secs(5));
    enter(&mut session, "SUA", "/HOLD-VM VM-ID=2");
    idle(&mut session);
    let from = count(&session, "G2");
    session.advance(session.now() + Span::from_secs(600));
    assert_eq!(count(&session, "G2"), from);
    assert_eq!(session.next_event(), None, "it does not even look around");
    enter(&mut session, "G2", "/SHOW-USER-STATUS");
    let shown = texts(&session, "G2", from);
    assert!(shown.contains("SYSTEM IN HOLD (WAIT)"), "{shown}");
    enter(&mut session, "SUA", "/RESUME-VM VM-ID=2");
    idle(&mut session);
    assert_eq!(state(&session), (VmState::Running, GuestPhase::Ready));
}

#[test]
fn a_shutdown_goes_through_its_phases_and_leaves_the_vm_down() {
    let mut session = session_on(world("/390", ""));
    enter(&mut session, "G2", "/SHUTDOWN");
    idle(&mut session);
    insta::assert_snapshot!(lines(&session, "G2", 0).join("\n"));
    assert_eq!(state(&session), (VmState::Down, GuestPhase::Ended));
    assert_eq!(message_ids(&session, "SUA"), ["VMS2051"]);
    assert_eq!(message_ids(&session, "SUA:ADMIN"), ["VMS2051"]);
}

#[test]
fn after_shutdown_only_one_command_is_left() {
    let mut session = session_on(world("/390", ""));
    enter(&mut session, "G2", "/SHUTDOWN");
    session.advance(session.now() + Span::from_secs(2));
    let from = count(&session, "G2");
    enter(&mut session, "G2", "/SHOW-USER-STATUS");
    session.advance(session.now() + Span::from_millis(300));
    let shown = lines(&session, "G2", from).join("\n");
    assert!(shown.contains("NBR0748"), "{shown}");
    assert!(shown.contains("SC1=130, MC=NBR0748"), "{shown}");
    idle(&mut session);
    let from = count(&session, "G2");
    enter(&mut session, "G2", "/SHOW-USER-STATUS");
    let last = &records(&session, "G2")[from..];
    assert_eq!(last[1].kind, Kind::Rejection);
    assert_eq!(&*last[1].text, "SYSTEM NOT LOADED - INPUT IGNORED");
}

#[test]
fn users_are_warned_once() {
    let mut session = session_on(world("x86", ""));
    for code in [
        "SC2=000, SC1=000, MC=CMD0001",
        "SC2=001, SC1=000, MC=CMD0001",
    ] {
        let from = count(&session, "G2");
        enter(&mut session, "G2", "/SHUTDOWN MODE=*QUIET");
        idle(&mut session);
        let shown = texts(&session, "G2", from);
        assert!(shown.contains(code), "{shown}");
    }
    assert_eq!(message_ids(&session, "G2"), ["EXC0554", "EXC0555"]);
    assert_eq!(state(&session), (VmState::Running, GuestPhase::Ready));
}

#[test]
fn a_restart_comes_after_its_delay_and_asks_nothing() {
    let mut session = session_on(world("x86", ""));
    enter(
        &mut session,
        "G2",
        "/SHUTDOWN MODE=*END(RESTART=*YES(DELAY=600))",
    );
    idle(&mut session);
    insta::assert_snapshot!(lines(&session, "G2", 0).join("\n"));
    assert_eq!(state(&session), (VmState::Running, GuestPhase::Ready));
    assert_eq!(message_ids(&session, "SUA"), ["VMS2052", "VMS2053"]);
    let waited = first(&session, "G2", "NSI1000").since(first(&session, "G2", "EXC0557"));
    assert!(waited >= Span::from_secs(600), "{waited}");
}

#[test]
fn a_crash_is_told_on_both_sides_and_leaves_the_vm_down() {
    let mut session = session_on(world("/390", ""));
    session.inject("guest-crash G2").unwrap();
    idle(&mut session);
    let crash = lines(&session, "G2", 0).join("\n");
    assert!(crash.contains(": SETS; "), "{crash}");
    let ids = ["VMS2033", "VMS2051"];
    assert_eq!(message_ids(&session, "SUA"), ids);
    assert_eq!(message_ids(&session, "SUA:ADMIN"), ids);
    let told = texts(&session, "SUA", 0);
    assert!(told.contains("FROM VM (2,G2) VIA SVP"), "{told}");
    assert!(told.contains("DOWN. REASON: CRASH"), "{told}");
    assert_eq!(state(&session), (VmState::Down, GuestPhase::Aborted));
}

#[test]
fn with_the_restart_option_a_crash_is_dumped_and_the_system_starts_anew() {
    let mut session = session_on(world("/390", "guest = { restart = true }"));
    session.inject("guest-crash G2").unwrap();
    assert_eq!(state(&session), (VmState::Running, GuestPhase::Restart));
    idle(&mut session);
    insta::assert_snapshot!(lines(&session, "G2", 0).join("\n"));
    assert_eq!(state(&session), (VmState::Running, GuestPhase::Ready));
    let ids = ["VMS2033", "VMS2052", "VMS2053"];
    assert_eq!(message_ids(&session, "SUA"), ids);
}

#[test]
fn without_a_parameter_file_a_startup_asks_for_one_until_it_gets_it() {
    let mut session = session_on(world("/390", "guest = { parameter_file = false }"));
    enter(&mut session, "G2", "/SHUTDOWN MODE=*END(RESTART=*YES)");
    idle(&mut session);
    let questions = session.open_questions();
    assert_eq!(questions.len(), 1);
    assert_eq!(questions[0].destination, "P");
    assert_eq!(questions[0].id.as_str(), "NSI0050");
    let from = count(&session, "G2");
    for answer in [
        "P.EOT",
        "P.PARAMFILE",
        "/SHOW-USER-STATUS",
        "P.FN=PARAMFILE.OPR",
    ] {
        enter(&mut session, "G2", answer);
    }
    idle(&mut session);
    let shown = lines(&session, "G2", from).join("\n");
    insta::assert_snapshot!(shown);
    assert_eq!(state(&session), (VmState::Running, GuestPhase::Ready));
}

#[test]
fn a_second_crash_while_it_starts_makes_the_open_question_void() {
    let fields = "guest = { parameter_file = false, restart = true }";
    let mut session = session_on(world("/390", fields));
    enter(&mut session, "G2", "/SHUTDOWN MODE=*END(RESTART=*YES)");
    idle(&mut session);
    assert_eq!(session.open_questions().len(), 1);
    session.inject("guest-crash G2").unwrap();
    assert_eq!(session.open_questions().len(), 0);
}

/// How many jobs of users the guest has, by their kinds.
fn jobs(session: &Session) -> BTreeMap<JobKind, usize> {
    let mut kinds = BTreeMap::new();
    for job in jobs_of(session) {
        *kinds.entry(job.kind).or_default() += 1;
    }
    kinds
}

fn jobs_of(session: &Session) -> Vec<Job> {
    let vms = &session.world().vms;
    let vm = vms.iter().find(|vm| vm.name == "G2").unwrap();
    vm.guest.jobs.clone()
}

fn tsns(session: &Session, kinds: &[JobKind]) -> Vec<String> {
    let jobs = jobs_of(session).into_iter();
    let found = jobs.filter(|job| kinds.contains(&job.kind));
    found.map(|job| job.tsn).collect()
}

/// Nobody works before the subsystems are there; then the jobs come one by one, as many as
/// the load says, in every run alike. What waited before is there again.
#[test]
fn jobs_come_one_by_one_once_a_system_is_ready() {
    let run = || {
        let mut session = session_on(world("/390", "guest = { chatter = \"none\" }"));
        let before = jobs(&session);
        let waiting = tsns(&session, &[JobKind::Waiting]);
        enter(&mut session, "G2", "/SHUTDOWN");
        idle(&mut session);
        enter(&mut session, "SUA", "/START-VM VM-ID=2");
        let ready = |session: &Session| state(session).1 == GuestPhase::Ready;
        while !ready(&session) {
            session.step();
        }
        assert_eq!(tsns(&session, &[JobKind::System]), ["TSC", "UCO", "XAAA"]);
        idle(&mut session);
        assert_eq!(jobs(&session)[&JobKind::System], 6);
        assert_eq!(tsns(&session, &[JobKind::Waiting]), waiting);
        assert_eq!(jobs(&session).len(), 2, "users come later");
        let mut grown = vec![jobs_of(&session).len()];
        while session.next_event().is_some() {
            session.step();
            grown.push(jobs_of(&session).len());
        }
        assert!(
            grown.windows(2).all(|two| two[1] - two[0] <= 1),
            "{grown:?}"
        );
        assert_eq!(jobs(&session), before);
        let batch = tsns(&session, &[JobKind::Batch]);
        assert_eq!(batch[0], waiting[0], "it has waited longest");
        let took = session.now().since(first(&session, "G2", "POS4100"));
        assert!((30..300).contains(&(took.micros() / 1_000_000)), "{took}");
        jobs_of(&session)
    };
    assert_eq!(run(), run());
}

#[test]
fn a_cold_start_forgets_what_waited_and_the_tsn_file_begins_anew() {
    for (answer, is_kept, next) in [
        ("P.W", true, "0ABE"),
        ("P.C", false, "0ABE"),
        ("P.T", false, "0AB0"),
    ] {
        let mut session = session_on(world("/390", "guest = { chatter = \"none\" }"));
        let waiting = tsns(&session, &[JobKind::Waiting]);
        let from = start_vm(&mut session, ",INFORMATION-BYTE=*DIALOG");
        for answer in ["P.EOT", "P.EOT", answer, "TSC.EOT"] {
            enter(&mut session, "G2", answer);
            idle(&mut session);
        }
        assert!(texts(&session, "G2", from).contains("S Y S T E M"));
        let kept = tsns(&session, &[JobKind::Waiting]);
        assert_eq!(!kept.is_empty(), is_kept && !waiting.is_empty(), "{answer}");
        session.advance(session.now() + Span::from_secs(600));
        assert!(
            jobs_of(&session).iter().any(|job| job.tsn == next),
            "{answer}"
        );
    }
}

#[test]
fn a_job_that_waits_begins_when_another_one_ends() {
    let mut session = session_on(world("/390", "guest = { chatter = \"none\" }"));
    let (running, waiting) = (
        tsns(&session, &[JobKind::Batch]),
        tsns(&session, &[JobKind::Waiting]),
    );
    let shown = ask(
        &mut session,
        "G2",
        "/SHOW-SYSTEM-STATUS INFORMATION=*JOB-CLASS",
    );
    let limit = "JCBATCH    $SYSJS        2       5       2        1";
    assert!(
        shown.lines.iter().any(|line| line == limit),
        "{:?}",
        shown.lines
    );
    let cancel = format!("/CANCEL-JOB *TSN({})", running[0]);
    assert_eq!(ask(&mut session, "G2", &cancel).code.1, 0);
    let batch = tsns(&session, &[JobKind::Batch]);
    assert_eq!(batch, [running[1].clone(), waiting[0].clone()]);
    session.advance(session.now() + Span::from_secs(100));
    let begun = jobs_of(&session)
        .into_iter()
        .find(|job| job.tsn == waiting[0]);
    let begun = begun.unwrap();
    assert!(begun.used(session.now()) > Span::ZERO && !begun.program.is_empty());
    assert!(begun.used(session.now()) < Span::from_secs(100));
}

#[test]
fn each_task_of_a_system_uses_what_its_work_takes() {
    let session = session_on(world("/390", ""));
    let tasks = jobs_of(&session).into_iter();
    let tasks: Vec<Job> = tasks.filter(|job| job.kind == JobKind::System).collect();
    let used: BTreeSet<u64> = tasks
        .iter()
        .map(|t| t.used(session.now()).micros())
        .collect();
    assert!(used.len() > 3, "{used:?}");
    let age = tasks[0].age(session.now());
    assert!(tasks.iter().all(|task| task.age(session.now()) == age));
    let users = jobs_of(&session).into_iter();
    assert!(users.into_iter().all(|job| job.age(session.now()) <= age));
}

/// What a guest has detached belongs to its session: the next one has all again.
#[test]
fn a_startup_attaches_all_cpus_again() {
    let mut session = session_on(world("/390", "cpus = 2"));
    let detached = ask(&mut session, "G2", "/DETACH-DEVICE UNIT=*CPU(1)");
    assert_eq!(detached.code.1, 0);
    enter(&mut session, "G2", "/SHUTDOWN");
    idle(&mut session);
    enter(
        &mut session,
        "SUA",
        "/START-VM VM-ID=2,INFORMATION-BYTE=*DIALOG",
    );
    idle(&mut session);
    enter(&mut session, "G2", "P.EOT");
    idle(&mut session);
    let shown = texts(&session, "G2", 0);
    assert!(shown.contains("2 CPU(S) ATTACHED"), "{shown}");
}

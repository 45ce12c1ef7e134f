//! What operators of guest and monitor systems ask and tell: jobs, users, messages.
#![allow(clippy::unwrap_used, clippy::panic, clippy::string_slice)]

use std::collections::BTreeMap;

use crate::common::*;
use vmcons::console::Kind;
use vmcons::engine::Session;
use vmcons::vm2000::model::JobKind;

/// Enters a command and gives all that comes of it, a line each, with its end.
fn ask(session: &mut Session, console: &str, command: &str) -> Vec<String> {
    let from = records(session, console).len();
    enter(session, console, command);
    idle(session);
    let all = records(session, console);
    let answers = all[from + 1..].iter();
    answers
        .flat_map(|r| match r.kind {
            Kind::Display => r.lines.iter().map(ToString::to_string).collect(),
            _ => vec![
                r.id()
                    .map_or_else(|| r.text.to_string(), |id| format!("{id} {}", r.text)),
            ],
        })
        .collect()
}

/// The TSN of the first job of a kind in a guest.
fn tsn(session: &Session, name: &str, kind: JobKind) -> String {
    let vms = &session.world().vms;
    let vm = vms.iter().find(|vm| vm.name == name).unwrap();
    let job = vm.guest.jobs.iter().find(|job| job.kind == kind).unwrap();
    job.tsn.clone()
}

fn ends_with(answer: &[String], code: &str) -> bool {
    answer.last().unwrap().contains(&format!("RESULT: {code}"))
}

const DONE: &str = "SC2=000, SC1=000, MC=CMD0001";

#[test]
fn the_jobs_of_a_system_are_shown_in_one_hand() {
    let mut session = session();
    let mut shown = Vec::new();
    for command in [
        "/SHOW-SYSTEM-STATUS",
        "/SHSS INFORMATION=*CATEGORY",
        "/SHOW-SYSTEM-STATUS INFORMATION=*JOB-CLASS",
        "/SHOW-SYSTEM-STATUS INFORMATION=*SYSTEM-PARAMETERS",
        "/SHOW-SYSTEM-STATUS INFORMATION=*JOB-STREAM",
        "/SHOW-SYSTEM-STATUS INFORMATION=*REMOTE",
        "/SHOW-USER-STATUS",
        "/SHOW-USER-STATUS INFORMATION=*ENVIRONMENT",
        "/SHOW-USER-STATUS INFORMATION=*PROGRAM",
        "/SHOW-USER-STATUS INFORMATION=*JOB",
        "/SHOW-USER-STATUS INFORMATION=*SYSTEM",
        "/SHOW-USER-STATUS INFORMATION=*BY-CALENDAR",
        "/SHOW-JOB-STATUS",
    ] {
        let answer = ask(&mut session, "VM07DBS", command);
        shown.push(command.to_owned());
        shown.extend(answer);
    }
    // A completion is broken at the console.
    let displayed = shown.iter().filter(|line| !line.starts_with("NBR0740"));
    for line in displayed {
        assert!(line.chars().count() <= 80, "{line}");
    }
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn displays_agree_with_each_other() {
    let mut session = session();
    for console in ["VM12PROD", "VM05WHSE", "VM15DEV", "VM03TEST", "ABGSE501"] {
        let total = ask(&mut session, console, "/SHOW-SYSTEM-STATUS");
        let total = total.iter().find_map(|l| l.strip_prefix("TOTAL")).unwrap();
        let jobs = ask(&mut session, console, "/SHOW-USER-STATUS");
        let rows = jobs.len() - 2;
        assert_eq!(total.trim(), rows.to_string(), "{console}");
    }
}

#[test]
fn cpu_time_only_grows() {
    let mut session = session();
    let used = |session: &mut Session| -> BTreeMap<String, u64> {
        let shown = ask(session, "VM12PROD", "/SHOW-USER-STATUS");
        let rows = &shown[1..shown.len() - 1];
        let used = |row: &String| row[34..46].trim().replace('.', "").parse().unwrap();
        rows.iter()
            .map(|row| (row[10..15].to_owned(), used(row)))
            .collect()
    };
    let before = used(&mut session);
    session.advance(session.now() + vmcons::sim::Span::from_secs(600));
    let after = used(&mut session);
    // Jobs come and go meanwhile.
    let stayed = before
        .iter()
        .filter_map(|(tsn, b)| Some((b, after.get(tsn)?)));
    let stayed: Vec<_> = stayed.collect();
    assert!(stayed.len() > 8, "{before:?} {after:?}");
    assert!(stayed.iter().all(|(b, a)| b <= a));
    assert!(stayed.iter().any(|(b, a)| b < a));
}

#[test]
fn a_job_is_told_something_if_it_can_hear() {
    let mut session = session();
    let dialog = tsn(&session, "VM12PROD", JobKind::Dialog);
    let system = tsn(&session, "VM12PROD", JobKind::System);
    for (command, code) in [
        (
            format!("/INFORM-JOB MSG=C'HELLO',JOB-ID=*TSN({dialog})"),
            DONE,
        ),
        (
            format!("/INFORM-JOB MSG=C'HELLO',JOB-ID=*TERMINAL(PCNET,T{dialog})"),
            DONE,
        ),
        (
            "/INFORM-JOB MSG=C'HELLO',JOB-ID=*TSN(9ZZZ)".to_owned(),
            "SC2=002, SC1=064, MC=EXC0080",
        ),
        (
            format!("/INFORM-JOB MSG=C'HELLO',JOB-ID=*TSN({system})"),
            "SC2=004, SC1=064, MC=EXC0081",
        ),
        (
            "/INFORM-JOB MSG=C'HELLO',JOB-ID=*TERMINAL(PCNET,NOBODY)".to_owned(),
            "SC2=005, SC1=064, MC=EXC0109",
        ),
        (format!("/MES TSN={dialog}, PLEASE CALL OPERATOR"), DONE),
        (format!("/MESSAGE TERM=(PCNET,T{dialog}),HELLO"), DONE),
        (
            "/MSG TSN=9ZZZ,HELLO".to_owned(),
            "SC2=002, SC1=064, MC=EXC0080",
        ),
        ("/MESSAGE HELLO".to_owned(), "SC2=001, SC1=001, MC=EXC0240"),
        ("/INFORM-ALL-JOBS MSG=C'Attention'".to_owned(), DONE),
        ("/BROADCAST MSG=SHUTDOWN".to_owned(), DONE),
        (
            "/SHOW-JOB-STATUS *TSN(9ZZZ)".to_owned(),
            "SC2=000, SC1=064, MC=EXC0080",
        ),
        (format!("/SHOW-JOB-STATUS *TSN({dialog}),*STD"), DONE),
    ] {
        let answer = ask(&mut session, "VM12PROD", &command);
        assert!(ends_with(&answer, code), "{command}: {answer:?}");
    }
}

#[test]
fn where_nobody_works_nobody_is_informed() {
    let mut session = session();
    enter(&mut session, "VM15DEV", "/SHUTDOWN MODE=*END(RESTART=*YES)");
    session.advance(session.now() + vmcons::sim::Span::from_millis(200));
    idle(&mut session);
    let told = ask(&mut session, "VM15DEV", "/INFORM-ALL-JOBS MSG=C'HELLO'");
    assert!(told[0].starts_with("NBR0725"), "{told:?}");
    // Some minutes later the users are there again.
    session.advance(session.now() + vmcons::sim::Span::from_secs(300));
    let told = ask(&mut session, "VM15DEV", "/INFORM-ALL-JOBS MSG=C'HELLO'");
    assert!(ends_with(&told, DONE), "{told:?}");
}

fn last_line(session: &Session, console: &str) -> String {
    records(session, console)
        .last()
        .map(|r| r.lines.first().to_owned())
        .unwrap_or_default()
}

/// What a program tells has no id; `<T` before it sends it to the consoles with code T.
#[test]
fn the_operator_is_told_something() {
    let mut session = session();
    let told = "/INFORM-OPERATOR MSG=C'Please mount'";
    let answer = ask(&mut session, "VM12PROD:C1", told);
    assert!(ends_with(&answer, DONE), "{answer:?}");
    assert_eq!(
        last_line(&session, "VM12PROD"),
        "%XAAB-000.000659 Please mount"
    );
    let told = "/INFORM-OPERATOR MSG=C'<T MOUNT TAPE C05000'";
    ask(&mut session, "VM12PROD", told);
    assert_eq!(
        last_line(&session, "VM12PROD:C1"),
        "%XAAA-000.000659 MOUNT TAPE C05000"
    );
    // Nobody has code Z but the main console.
    ask(&mut session, "VM12PROD:C1", "/INFORM-OPERATOR MSG='<Z A'");
    assert_eq!(last_line(&session, "VM12PROD"), "%XAAB-000.000659 A");
}

#[test]
fn a_task_waits_for_what_the_operator_answers() {
    let mut session = session();
    let asked = "/INFORM-OPERATOR MSG=C'Which tape?',WAIT-RESPONSE=*YES";
    enter(&mut session, "VM12PROD:C1", asked);
    idle(&mut session);
    let line = last_line(&session, "VM12PROD");
    assert_eq!(line, "?XAAB-000.000659 Which tape?");
    assert_eq!(session.open_questions().len(), 1);
    enter(&mut session, "VM12PROD", "XAAB.C05000");
    let told = records(&session, "VM12PROD:C1");
    let told: Vec<&str> = told.iter().rev().take(2).map(|r| &*r.text).collect();
    assert!(told[0].contains(DONE) && told[1] == "C05000", "{told:?}");
    // Whoever waits is gone with the system.
    enter(&mut session, "VM12PROD:C1", asked);
    enter(&mut session, "VM12PROD", "/TURN");
    idle(&mut session);
    assert_eq!(session.open_questions().len(), 2);
    session.inject("guest-crash VM12PROD").unwrap();
    assert_eq!(session.open_questions().len(), 0);
}

#[test]
fn a_cancelled_job_is_gone_from_all_displays() {
    let mut session = session();
    for kind in [JobKind::Batch, JobKind::Dialog, JobKind::Waiting] {
        let victim = tsn(&session, "VM05WHSE", kind);
        let total = |session: &mut Session| {
            let shown = ask(session, "VM05WHSE", "/SHOW-SYSTEM-STATUS");
            let total = shown.iter().find_map(|l| l.strip_prefix("TOTAL"));
            total.unwrap().trim().parse::<u32>().unwrap()
        };
        let before = total(&mut session);
        let told = ask(
            &mut session,
            "VM05WHSE",
            &format!("/CANCEL-JOB *TSN({victim}),TEXT=C'Sorry'"),
        );
        assert!(ends_with(&told, DONE), "{told:?}");
        let is_told = told.iter().any(|line| line.starts_with("JMS0154"));
        assert_eq!(is_told, kind != JobKind::Dialog, "{told:?}");
        assert_eq!(total(&mut session), before - 1);
        for command in ["/SHOW-USER-STATUS", "/SHOW-USER-STATUS INFORMATION=*JOB"] {
            let shown = ask(&mut session, "VM05WHSE", command).join("\n");
            assert!(!shown.contains(&victim), "{shown}");
        }
        let again = format!("/CANCEL-JOB JOB-ID=*TSN(TSN={victim})");
        for line in [again, format!("/SHOW-JOB-STATUS *TSN({victim})")] {
            let told = ask(&mut session, "VM05WHSE", &line);
            assert!(ends_with(&told, "SC2=000, SC1=064, MC=EXC0080"), "{told:?}");
        }
    }
    let told = ask(&mut session, "VM05WHSE", "/CANCEL-JOB *TSN(BCAM)");
    assert!(ends_with(&told, "SC2=000, SC1=064, MC=EXC0082"), "{told:?}");
}

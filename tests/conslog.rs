//! CONSLOG: its files, and TURN, which lists them.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use crate::common::*;
use vmcons::console::Kind;
use vmcons::engine::Session;
use vmcons::scenario::Scenario;
use vmcons::sim::Span;

const WORLD: &str = r#"
schema = 1
start = 2026-01-12T08:00:00Z
[[server_unit]]
name = "SUA"
device = [{ mn = "CS", family = "kvp" }, { mn = "FAA4", family = "disk", pubset = "PRD" }]
[[vm]]
index = 2
name = "G2"
on = "SUA"
devices = ["CS", "FAA4"]
guest = { chatter = "none" }
state = "RUNNING"
load = "oltp"
[[operating]]
on = "G2"
consoles = [ { mn = "K1" }, { mn = "K2" } ]
"#;

fn world() -> Session {
    session_on(Scenario::load("w.toml", WORLD).unwrap())
}

fn run(session: &mut Session, line: &str) {
    enter(session, "G2", line);
    session.advance(session.now() + Span::from_secs(2));
}

#[test]
fn each_session_of_a_system_has_its_file_and_each_message_stands_there_once() {
    let mut session = world();
    run(&mut session, "/SHUTDOWN MODE=*END(RESTART=*YES)");
    session.advance(session.now() + Span::from_secs(1_800));
    let files: Vec<_> = session
        .conslogs()
        .into_iter()
        .filter(|f| f.system == "G2")
        .collect();
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "SYS.CONSLOG.2026-01-12.001.001",
            "SYS.CONSLOG.2026-01-12.002.001"
        ]
    );
    let [first, second] = &files[..] else {
        unreachable!()
    };
    assert!(
        first
            .text
            .starts_with("K1   /XAAA-000.080000 SHUTDOWN MODE="),
        "{}",
        first.text
    );
    assert!(
        second.text.contains("EXC0040 LOGGING FILE"),
        "{}",
        second.text
    );
    // Both consoles show it.
    let ready = "S Y S T E M   R E A D Y";
    for console in ["G2", "G2:K2"] {
        let shown = records(&session, console);
        assert!(
            shown.iter().any(|record| record.text.contains(ready)),
            "{console}"
        );
    }
    assert_eq!(second.text.matches(ready).count(), 1, "{}", second.text);
}

#[test]
fn what_filters_keep_away_from_all_consoles_is_logged() {
    let mut session = world();
    for console in ["G2", "G2:K2"] {
        enter(
            &mut session,
            console,
            "/ADD-CONSOLE-FILTER FILTER=*ALL,ROUTING-CODE=*ALL",
        );
    }
    session.advance(session.now() + Span::from_secs(2));
    run(&mut session, "/SHUTDOWN");
    let shown = records(&session, "G2");
    let began = "EXC0550 SESSION TERMINATION STARTED";
    assert!(!shown.iter().any(|record| record.kind == Kind::Message));
    let files = session.conslogs();
    let file = files.iter().find(|file| file.system == "G2").unwrap();
    assert_eq!(file.text.matches(began).count(), 1, "{}", file.text);
}

/// The display lines that TURN has listed first.
fn listed(session: &mut Session, line: &str) -> Vec<String> {
    let before = session.log().len_of(session.console("G2").unwrap());
    run(session, line);
    let shown = records(session, "G2").split_off(before);
    let lines = shown
        .iter()
        .filter(|record| record.kind == Kind::Display)
        .flat_map(|record| {
            record
                .lines
                .iter()
                .map(ToOwned::to_owned)
                .collect::<Vec<_>>()
        })
        .collect();
    if !session.open_questions().is_empty() {
        run(session, "XAAA:N");
    }
    lines
}

/// A day on which both consoles and a task have said something, and a line of the next.
fn two_days() -> Session {
    let mut session = world();
    run(&mut session, "/REMARK A");
    enter(&mut session, "G2:K2", "/REMARK B");
    // To one console, and to all with a routing code.
    run(&mut session, "(K2)%CALL ME");
    session.inject("label-lock G2").unwrap();
    session.advance(session.now() + Span::from_secs(86_400));
    run(&mut session, "/REMARK C");
    session
}

#[test]
fn turn_chooses_by_day_and_time() {
    let mut session = two_days();
    let has = |lines: &[String], text: &str| lines.iter().any(|line| line.contains(text));
    let today = listed(&mut session, "/TURN");
    assert!(
        has(&today, "REMARK C") && !has(&today, "REMARK A"),
        "{today:?}"
    );
    let before = listed(&mut session, "/TURN DAY=12");
    assert!(
        has(&before, "REMARK A") && !has(&before, "REMARK C"),
        "{before:?}"
    );
    let late = listed(&mut session, "/TURN DAY=12,TIME=80002");
    assert!(
        !has(&late, "REMARK A") && has(&late, "REMARK B"),
        "{late:?}"
    );
}

#[test]
fn turn_chooses_by_source_and_destination() {
    let mut session = two_days();
    let has = |lines: &[String], text: &str| lines.iter().any(|line| line.contains(text));
    let of_k2 = listed(&mut session, "/TURN DAY=12,SRC=(K2)");
    assert!(
        has(&of_k2, "REMARK B") && !has(&of_k2, "REMARK A"),
        "{of_k2:?}"
    );
    let of_task = listed(&mut session, "/TURN DAY=12,SRC=DISK");
    assert!(
        has(&of_task, "NDV0002") && !has(&of_task, "REMARK"),
        "{of_task:?}"
    );
    let to_k2 = listed(&mut session, "/TURN DAY=12,DEST=K2");
    assert!(
        has(&to_k2, "CALL ME") && !has(&to_k2, "NDV0002"),
        "{to_k2:?}"
    );
    let by_code = listed(&mut session, "/TURN DAY=12,DEST=*");
    assert!(
        has(&by_code, "NDV0002") && !has(&by_code, "CALL ME"),
        "{by_code:?}"
    );
    let at_k2 = listed(&mut session, "/TURN DAY=12,DESTALL=(K2),TIME=0");
    assert!(
        has(&at_k2, "CALL ME") && !has(&at_k2, "REMARK A"),
        "{at_k2:?}"
    );
}

#[test]
fn turn_refuses_what_chooses_nothing() {
    let mut session = two_days();
    for wrong in [
        "DAY=11",
        "DAY=32",
        "DAY=X",
        "TIME=240000",
        "SRC=K",
        "SRC=LONGER",
        "DESTALL=K",
        "ALL",
        "DAY",
        "SRC=(K2",
    ] {
        let console = session.console("G2").unwrap();
        run(&mut session, &format!("/TURN {wrong}"));
        let end = session.log().of(console, 0).rev().find_map(|r| r.code);
        assert_eq!(end.unwrap().mc.to_string(), "EXC0045", "{wrong}");
    }
}

#[test]
fn what_turn_lists_is_not_logged() {
    let mut session = world();
    run(&mut session, "/REMARK A");
    assert!(!listed(&mut session, "/TURN").is_empty());
    let files = session.conslogs();
    let file = files.iter().find(|file| file.system == "G2").unwrap();
    assert_eq!(file.text.matches("REMARK A").count(), 1, "{}", file.text);
    assert!(file.text.contains("EXC0432") && file.text.contains("TURN"));
}

/// VM2000 V12.0 User Guide, page 206: dialogs go in the log under the name that VMS1013
/// tells.
#[test]
fn dialogs_of_administrators_are_logged_by_their_monitor_system() {
    let mut session = world();
    for (console, line) in [
        ("G2:VC", "/BEGIN-VM-DIALOG 2,TYPE=*ADMIN"),
        ("G2:VC", "/SHOW-VM-ATTRIBUTES"),
        ("G2:ADMIN", "/BEGIN-VM-DIALOG 2"),
        ("G2:ADMIN", "/SHOW-VM-STATUS PERIOD=*NO"),
        ("G2:VC", "/END-VM-DIALOG"),
    ] {
        enter(&mut session, console, line);
        session.advance(session.now() + Span::from_secs(2));
    }
    let files = session.conslogs();
    let of = |system: &str| files.iter().find(|file| file.system == system);
    let text = &of("SUA").unwrap().text;
    let begins = |start: &str, rest: &str| {
        text.lines()
            .any(|line| line.starts_with(start) && line.contains(rest))
    };
    assert!(
        begins("@0", "/SHOW-VM-ATTRIBUTES") && begins("@0", "VM02:NBR0740"),
        "{text}"
    );
    assert!(begins("0B", "/SHOW-VM-STATUS PERIOD=*NO"), "{text}");
    assert_eq!(of("G2"), None);
}

#[test]
fn the_open_file_is_read_up_to_its_mark() {
    let mut session = world();
    let mark = |session: &mut Session| {
        let shown = ask(session, "SUA", "/SHOW-CONSLOG-ATTRIBUTES").lines;
        let (_, mark) = shown
            .last()
            .unwrap()
            .rsplit_once("BEFORE THE READ MARK: ")
            .unwrap();
        mark.parse::<usize>().unwrap()
    };
    assert_eq!(mark(&mut session), 0);
    // It takes the privilege TSOS, which the operators of guests do not have.
    let refused = ask(&mut session, "G2", "/SET-CONSLOG-READ-MARK");
    assert_eq!(refused.code, (0, 64, "CMD0216".to_owned()));
    let done = ask(&mut session, "SUA:ADMIN", "/SET-CONSLOG-READ-MARK");
    assert_eq!(done.code, (0, 0, "CMD0001".to_owned()));
    let files = session.conslogs();
    let before = files.iter().find(|file| file.system == "SUA").unwrap();
    let lines = before.text.lines().count();
    assert!((1..=lines).contains(&mark(&mut session)));
    let changed = ask(&mut session, "SUA", "/CHANGE-CONSLOG-FILE");
    assert_eq!(changed.code.1, 0);
    assert_eq!(mark(&mut session), 0);
}

/// The log is made while things happen: a page of it costs the same however long it is.
#[test]
fn each_line_on_the_consoles_of_a_system_is_an_entry_of_its_log() {
    let mut session = world();
    for number in 0..2_000 {
        enter(&mut session, "G2", &format!("(K2)%NUMBER {number}"));
    }
    let files = session.conslogs();
    let file = files.iter().find(|file| file.system == "G2").unwrap();
    assert_eq!(file.text.lines().count(), 4_000);
    let numbers = file
        .text
        .lines()
        .filter(|line| line.starts_with("K2   %(K1)"));
    assert!(
        numbers
            .enumerate()
            .all(|(place, line)| line.ends_with(&format!(" NUMBER {place}")))
    );
    assert_eq!(listed(&mut session, "/TURN SRC=(K1),DEST=*NO").len(), 5);
}

#[test]
fn turn_lists_five_messages_and_goes_on_if_asked_to() {
    let mut session = world();
    for number in 0..7 {
        run(&mut session, &format!("/REMARK {number}"));
    }
    let before = session.log().len_of(session.console("G2").unwrap());
    run(&mut session, "/TURN");
    run(&mut session, "XAAA:Y");
    let shown = records(&session, "G2").split_off(before);
    let listed: Vec<usize> = shown
        .iter()
        .filter(|record| record.kind == Kind::Display)
        .map(|record| record.lines.iter().filter(|line| line.len() > 5).count())
        .collect();
    assert!(
        listed.len() == 2 && listed.iter().all(|lines| *lines >= 5),
        "{listed:?}"
    );
    assert!(
        shown
            .iter()
            .any(|record| record.text.contains("REMARK 0\n"))
    );
    assert_eq!(session.open_questions().len(), 1);
    // The log has an end, as what TURN lists is not listed again.
    for _ in 0..20 {
        if !session.open_questions().is_empty() {
            run(&mut session, "XAAA:Y");
        }
    }
    assert_eq!(session.open_questions().len(), 0);
}

#[test]
fn the_file_is_changed_on_request() {
    let mut session = world();
    run(&mut session, "/CHANGE-CONSLOG-FILE");
    run(&mut session, "/SHOW-CONSLOG-ATTRIBUTES");
    let shown = records(&session, "G2");
    let opened = "LOGGING FILE '$SYSAUDIT.SYS.CONSLOG.2026-01-12.001.002' OPENED";
    assert!(
        shown.iter().any(|record| record.text == opened),
        "{shown:?}"
    );
    let closed = "LOGGING FILE '$SYSAUDIT.SYS.CONSLOG.2026-01-12.001.001' CLOSED";
    assert!(
        shown.iter().any(|r| r.text.starts_with(closed)),
        "{shown:?}"
    );
    let now = "FILE: $SYSAUDIT.SYS.CONSLOG.2026-01-12.001.002";
    assert!(
        shown
            .iter()
            .any(|record| record.lines.iter().any(|line| line == now))
    );
    let files = session.conslogs();
    let files: Vec<&str> = files
        .iter()
        .filter(|f| f.system == "G2")
        .map(|f| &*f.name)
        .collect();
    assert_eq!(
        files,
        [
            "SYS.CONSLOG.2026-01-12.001.001",
            "SYS.CONSLOG.2026-01-12.001.002"
        ]
    );
    // The file of another day is its first; a shutdown closes the one that is open.
    session.advance(session.now() + Span::from_secs(86_400));
    run(&mut session, "/CHANGE-CONSLOG-FILE");
    run(&mut session, "/CHANGE-CONSLOG-FILE");
    run(&mut session, "/SHUTDOWN");
    session.advance(session.now() + Span::from_secs(600));
    let last = records(&session, "G2");
    let last = last
        .iter()
        .rfind(|r| r.id().is_some_and(|id| id.as_str() == "EXC0553"));
    let closed = "LOGGING FILE '$SYSAUDIT.SYS.CONSLOG.2026-01-13.001.002' CLOSED";
    assert_eq!(last.unwrap().text, closed);
}

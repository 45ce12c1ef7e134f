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
}

//! SHOW-VM-STATUS: planned values and measured data, once and periodically.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::common::*;
use vmcons::console::Kind;
use vmcons::engine::Session;
use vmcons::sim::Span;

/// What a command displays, and its return code as `SC2/SC1/MC`.
fn command(session: &mut Session, console: &str, line: &str) -> (Vec<String>, String) {
    let answered = ask(session, console, line);
    let code = answered.code_text();
    (answered.lines, code)
}

const DONE: &str = "0/0/CMD0001";

#[test]
fn what_is_active_is_shown_in_tables() {
    let mut session = session();
    let (lines, code) = command(&mut session, "ABGSE501", "/SHOW-VM-STATUS");
    assert_eq!(code, DONE);
    assert!(lines.iter().all(|line| line.len() <= 80));
    insta::assert_snapshot!("status", lines.join("\n"));
}

/// A minus before a whole name is a wildcard as well (SDF-P V2.5, page 199).
#[test]
fn all_but_one_vm_are_chosen_by_its_name_negated() {
    for console in ["ABGSE501", "ABGSE501:ADMIN"] {
        let mut session = session();
        for (line, other) in [
            ("/SHOW-VM-STATUS VM-ID=-VM12PROD", "VM05WHSE"),
            (
                "/SHOW-VM-DEVICE-STATUS SELECT=*PAR(STATE=*ASSIGNED(VM-ID=-VM12PROD))",
                "",
            ),
        ] {
            let (lines, code) = command(&mut session, console, line);
            assert_eq!(code, DONE, "{line}");
            let all = lines.join("\n");
            assert!(all.contains(other) && !all.contains("VM12PROD"), "{all}");
        }
    }
}

#[test]
fn what_is_chosen_is_shown_and_nothing_else() {
    let mut session = session();
    let (lines, _) = command(
        &mut session,
        "ABGSE501",
        "/SHOW-VM-STATUS *RECENT(5),VM-ID=VM1*,CPU-ID=(0,A)",
    );
    assert_eq!(lines[0], "MEASURED INTERVAL: 05:00 MIN:SEC");
    let with = |text: &str| lines.iter().filter(|line| line.contains(text)).count();
    assert_eq!(
        (with("VM12PROD"), with("VM05WHSE"), with("MONITOR")),
        (1, 0, 0)
    );
    assert_eq!(with("NORMAL"), 1, "there is no CPU A");
}

#[test]
fn what_there_is_not_is_refused() {
    let mut session = session();
    for (operands, wanted) in [
        ("VM-ID=NOVM", "0/64/VMS4000"),
        ("VM-ID=NO*", "0/64/VMS4000"),
        ("VM-ID=*BY-VM-GROUP(NOGROUP)", "0/64/VMS4400"),
        ("VM-ID=*BY-CPU-POOL(NOPOOL)", "0/64/VMS4600"),
        ("CPU-ID=*BY-CPU-POOL(NOPOOL)", "0/64/VMS4600"),
        ("VM-GROUP-NAME=NOGROUP", "0/64/VMS4400"),
        ("PERIOD=*NO", "1/0/CMD0001"),
    ] {
        let line = format!("/SHOW-VM-STATUS {operands}");
        assert_eq!(
            command(&mut session, "ABGSE501", &line).1,
            wanted,
            "{operands}"
        );
    }
    let line = "/SHOW-VM-STATUS VM-GROUP-NAME=G";
    assert_eq!(command(&mut session, "SEX86A", line).1, "0/64/VMS9004");
}

/// How many displays a console has shown.
fn displays(session: &Session, console: &str) -> usize {
    let all = records(session, console);
    all.iter().filter(|r| r.kind == Kind::Display).count()
}

#[test]
fn a_periodic_output_comes_where_it_was_asked_for_until_it_is_ended() {
    let mut session = session();
    let line = "/SHOW-VM-STATUS PERIOD=60";
    assert_eq!(command(&mut session, "ABGSE501", line).1, DONE);
    session.advance(session.now() + Span::from_secs(185));
    assert_eq!(displays(&session, "ABGSE501"), 3);
    assert_eq!(displays(&session, "ABGSE501:ADMIN"), 0);
    let elsewhere = command(&mut session, "ABGSE501:ADMIN", line);
    assert_eq!(elsewhere.1, "0/64/VMS2041");
    let no = "/SHOW-VM-STATUS PERIOD=*NO";
    assert_eq!(command(&mut session, "ABGSE501:ADMIN", no).1, "1/0/CMD0001");
    assert_eq!(command(&mut session, "ABGSE501", no).1, DONE);
    let before = displays(&session, "ABGSE501");
    session.advance(session.now() + Span::from_secs(200));
    assert_eq!(displays(&session, "ABGSE501"), before);
}

#[test]
fn a_periodic_output_for_a_vm_ends_with_it() {
    let mut session = session();
    let line = "/SHOW-VM-STATUS PERIOD=10,VM-ID=12";
    assert_eq!(command(&mut session, "ABGSE501", line).1, DONE);
    let line = "/DELETE-VM 12,CHECK-VM-STATE=*NO";
    assert_eq!(command(&mut session, "ABGSE501", line).1, DONE);
    session.advance(session.now() + Span::from_secs(100));
    let all = records(&session, "ABGSE501");
    let shown: Vec<_> = all.iter().filter(|r| r.kind == Kind::Display).collect();
    assert_eq!(shown.len(), 1);
    assert_eq!(&*shown[0].text, "END OF PERIODIC OUTPUT");
}

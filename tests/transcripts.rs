//! Whole courses as several consoles show them, to be read as an operator would: startup
//! in each mode, questions that nobody answers, holding, a crash with SLED, the end of a
//! server unit and its return, a guest that moves, and each kind of dialog.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;

use crate::common::*;
use vmcons::engine::Session;
use vmcons::scenario::Scenario;
use vmcons::sim::Span;

/// Two server units with one guest, whose restart option is set or not.
fn world(unit_type: &str, guest: &str) -> Scenario {
    let text = format!(
        r#"
schema = 1
title = "One guest"
start = 2026-01-12T08:00:00Z
[[server_unit]]
name = "SUA"
type = "{unit_type}"
memory_mb = 16384
device = [{{ mn = "CS", family = "kvp" }}, {{ mn = "FAA4", pubset = "PRD" }}]
[[server_unit]]
name = "SUB"
type = "{unit_type}"
memory_mb = 16384
device = [{{ mn = "CS", family = "kvp" }}, {{ mn = "FAA4", pubset = "PRD" }}]
[[cluster]]
name = "C"
units = ["SUA", "SUB"]
[[vm]]
index = 2
name = "G2"
on = "SUA"
memory_mb = 2048
devices = ["CS", "FAA4"]
load = "idle"
persistent = true
guest = {{ chatter = "none", {guest} }}
"#
    );
    Scenario::load("world.toml", &text).unwrap()
}

/// A session and what it has shown of some consoles.
struct Watched {
    session: Session,
    consoles: Vec<&'static str>,
    from: usize,
}

impl Watched {
    fn new(scenario: Scenario, consoles: &[&'static str]) -> Self {
        Watched {
            session: session_on(scenario),
            consoles: consoles.to_vec(),
            from: 0,
        }
    }

    /// Enters a line and lets time pass until all is done or waits for an answer.
    fn enter(&mut self, console: &str, line: &str) {
        enter(&mut self.session, console, line);
        idle(&mut self.session);
    }

    fn pass(&mut self, seconds: u64) {
        let to = self.session.now() + Span::from_secs(seconds);
        self.session.advance(to);
    }

    /// Forgets what has been shown.
    fn skip(&mut self) {
        self.from = self.session.log().len();
    }

    /// What was shown, each line behind its console.
    fn shown(&mut self) -> String {
        let mut shown = String::new();
        let width = self.consoles.iter().map(|name| name.len()).max().unwrap();
        for record in self.session.log().since(self.from) {
            let known = self.session.consoles().get(record.console).unwrap();
            if self.consoles.contains(&known.name.as_str()) {
                for line in record.lines.iter() {
                    let line = format!("{:width$} | {line}", known.name);
                    writeln!(shown, "{}", line.trim_end()).unwrap();
                }
            }
        }
        self.skip();
        shown
    }
}

/// The guest is down, and what brought it there is not shown.
fn down(unit_type: &str, guest: &str) -> Watched {
    let mut watched = Watched::new(world(unit_type, guest), &["SUA", "G2", "G2:C1"]);
    watched.enter("G2", "/SHUTDOWN");
    watched.skip();
    watched
}

#[test]
fn startup_automatic() {
    for unit_type in ["/390", "x86"] {
        let mut watched = down(unit_type, "version = \"V21.0B\"");
        watched.enter("SUA", "/START-VM VM-ID=2,INFORMATION-BYTE=*AUTOMATIC");
        let name = format!("automatic_{}", unit_type.trim_start_matches('/'));
        insta::assert_snapshot!(name, watched.shown());
    }
}

/// An operator who makes every mistake that there is, and asks what is open meanwhile.
#[test]
fn startup_in_dialog_with_mistakes() {
    let mut watched = down("/390", "");
    watched.enter("SUA", "/START-VM VM-ID=2,INFORMATION-BYTE=*DIALOG");
    for line in [
        "EOT",
        "NSI1110.EOT",
        "TSC.EOT",
        "P:EOT",
        "P.UNLOCK,NOTHING",
        "/SHOW-USER-STATUS",
        "/SHMSG",
        "P.",
        "P.MYFILE",
        "P.FN=PARAMFILE.OPR",
        "P.WARMLY",
        "P.T",
        "P.EOT",
        "TSC.COMMAND FILE",
        "tsc-000.cmdfilex",
        "TSC.EOT",
    ] {
        watched.enter("G2", line);
    }
    insta::assert_snapshot!(watched.shown());
}

/// Without an answer nothing goes on, whatever the time; a second START-VM and a shutdown
/// are refused, RESET-VM takes the question away.
#[test]
fn startup_whose_question_is_not_answered() {
    let mut watched = down("/390", "parameter_file = false");
    watched.enter("SUA", "/START-VM VM-ID=2");
    watched.pass(3600);
    watched.enter("G2:C1", "/SHOW-PENDING-MSG");
    watched.enter("G2", "/SHOW-PENDING-MSG");
    watched.enter("G2", "P.EOT");
    for line in [
        "/SHOW-VM-STATUS",
        "/START-VM VM-ID=2",
        "/SHUTDOWN-VM 2",
        "/RESET-VM 2",
    ] {
        watched.enter("SUA", line);
    }
    watched.enter("G2", "P.FN=PARAMFILE");
    assert!(watched.session.open_questions().is_empty());
    insta::assert_snapshot!(watched.shown());
}

/// Only what is entered at the guest itself shows that it is held.
#[test]
fn hold_and_resume() {
    let mut watched = Watched::new(world("/390", ""), &["SUA", "G2", "G2:ADMIN"]);
    watched.enter("G2:ADMIN", "/BEGIN-VM-DIALOG G2");
    watched.enter("SUA", "/HOLD-VM G2");
    watched.enter("G2", "/SHOW-USER-STATUS");
    watched.enter("G2:ADMIN", "/HOLD-VM");
    watched.enter("SUA", "/SHOW-VM-STATUS VM-ID=2");
    watched.enter("SUA", "/RESUME-VM G2");
    watched.enter("G2", "/SHOW-USER-STATUS");
    watched.enter("G2:ADMIN", "/RESUME-VM");
    watched.enter("G2:ADMIN", "/RESUME-VM");
    watched.enter("G2", "/SHOW-USER-STATUS");
    insta::assert_snapshot!(watched.shown());
    let mut watched = Watched::new(world("x86", ""), &["SUA"]);
    watched.enter("SUA", "/HOLD-VM G2");
    watched.enter("SUA", "/RESUME-VM G2");
    insta::assert_snapshot!(watched.shown());
}

#[test]
fn a_held_guest_cannot_crash_and_the_trainer_is_told() {
    let mut watched = Watched::new(world("/390", ""), &["SUA", "G2"]);
    watched.enter("SUA", "/HOLD-VM G2");
    let refused = watched.session.inject("guest-crash G2").unwrap_err();
    assert_eq!(
        refused.to_string(),
        "`guest-crash` cannot happen to G2 now: its VM is IN HOLD (WAIT) and executes nothing; \
         RESUME-VM lets it go on"
    );
    // It may wait for a line, as it could happen then.
    let when = "guest-crash G2 when SUA /VMS2021/";
    watched.session.inject(when).unwrap();
    watched.enter("SUA", "/RESUME-VM G2");
    assert!(message_ids(&watched.session, "SUA").contains(&"VMS2033".to_owned()));
    let refused = watched.session.inject("guest-crash G2").unwrap_err();
    assert!(refused.to_string().contains("no system is loaded there"));
}

/// SETS, SLED with an operator who asks for more pages, and the restart after it.
#[test]
fn crash_dump_and_restart() {
    let mut watched = down("/390", "restart = true");
    watched.enter("SUA", "/START-VM VM-ID=2,INFORMATION-BYTE=*DIALOG");
    for line in ["P.EOT", "P.EOT", "P.EOT", "TSC.EOT"] {
        watched.enter("G2", line);
    }
    watched.skip();
    watched.session.inject("guest-crash G2").unwrap();
    idle(&mut watched.session);
    for line in ["/SHOW-USER-STATUS", "P.N", "P.Y", "P.2000", "P.60", "P.ALL"] {
        watched.enter("G2", line);
    }
    watched.enter("SUA", "/SHOW-VM-STATUS VM-ID=2");
    insta::assert_snapshot!(watched.shown());
}

/// The guests first, the monitor system last; then the server unit is switched on again,
/// and the VM comes back from its definition.
#[test]
fn the_end_of_a_server_unit_and_its_return() {
    let mut watched = Watched::new(world("/390", ""), &["SUA", "SUA:ADMIN", "G2"]);
    let all = "/SHUTDOWN-VM VM-ID=*VM2000(WAITING-TIME=*UNLIMITED),ACTION=*SHUTDOWN(QUIET-TIME=0)";
    watched.enter("SUA", all);
    watched.enter("SUA", "/SHOW-VM-RESOURCES");
    watched.enter("SUA:ADMIN", "/SHOW-VM-RESOURCES");
    watched.enter("G2", "/SHOW-USER-STATUS");
    watched.session.inject("clear su-down SUA").unwrap();
    idle(&mut watched.session);
    watched.enter("SUA", "/SHOW-VM-STATUS");
    watched.enter("SUA", "/ACTIVATE-VM-DEFINITION G2");
    watched.enter("SUA", "/START-VM VM-ID=G2");
    watched.enter("SUA", "/SHOW-VM-STATUS");
    insta::assert_snapshot!(watched.shown());
}

/// A guest that is held executes nothing, so it says nothing of its shutdown before it goes
/// on; and what is ending already is not told to end once more.
#[test]
fn a_shutdown_waits_for_a_guest_that_is_held() {
    let mut watched = Watched::new(world("/390", ""), &["SUA", "G2"]);
    watched.enter("SUA", "/HOLD-VM 2");
    let all = "/SHUTDOWN-VM *VM2000(WAITING-TIME=60),*SHUTDOWN(0)";
    enter(&mut watched.session, "SUA", all);
    watched.pass(60);
    assert!(records(&watched.session, "G2").is_empty());
    enter(&mut watched.session, "SUA", "/RESUME-VM 2");
    watched.pass(2);
    assert_eq!(
        message_ids(&watched.session, "G2")[..2],
        ["NRTV001", "EXC0550"]
    );
    let again = ask(&mut watched.session, "SUA", "/SHUTDOWN-VM 2");
    assert_eq!(again.code, (1, 0, "CMD0001".to_owned()));
    assert!(
        again.messages[0].ends_with("ITS SHUTDOWN IS UNDER WAY"),
        "{again:?}"
    );
    idle(&mut watched.session);
    let told = message_ids(&watched.session, "SUA");
    assert_eq!(told.last().unwrap(), "EXC0557");
}

/// A guest's console goes with it, with the question that is open there.
#[test]
fn the_console_of_a_guest_that_moves() {
    for unit_type in ["/390", "x86"] {
        let consoles = ["SUA", "SUB", "G2", "G2:ADMIN"];
        let mut watched = Watched::new(world(unit_type, ""), &consoles);
        watched.enter("G2:ADMIN", "/BEGIN-VM-DIALOG G2");
        watched.session.inject("label-lock G2").unwrap();
        enter(&mut watched.session, "SUA", "/MIGRATE-VM G2");
        watched.pass(3);
        enter(&mut watched.session, "G2", "/SHOW-USER-STATUS");
        idle(&mut watched.session);
        watched.enter("G2", "/SHMSG");
        watched.enter("G2", "DISK.T");
        watched.enter("G2:ADMIN", "/SHOW-VM-ATTRIBUTES");
        watched.enter("SUA", "/SEND-VM-MESSAGE 'HELLO',G2");
        let name = format!("moving_{}", unit_type.trim_start_matches('/'));
        insta::assert_snapshot!(name, watched.shown());
    }
}

const CROWD: &str = r#"
schema = 1
[[server_unit]]
name = "SUA"
[[vm]]
index = 2
name = "G2"
on = "SUA"
[[operating]]
on = "SUA"
tasks = 3
[[operating]]
on = "G2"
tasks = 14
connections = 10
"#;

/// VM2000 V12.0 User Guide, page 206: 15 ADMIN dialogs with a VM from user tasks and one over
/// $VMCONS, 8 VC dialogs over $VMCONS. One that ends makes room.
#[test]
fn dialogs_have_their_limits() {
    let mut session = session_on(Scenario::load("world.toml", CROWD).unwrap());
    let number = |from: u8| {
        if from == 1 {
            String::new()
        } else {
            from.to_string()
        }
    };
    let mut tasks: Vec<String> = (1..=14).map(|n| format!("G2:ADMIN{}", number(n))).collect();
    tasks.extend(["SUA:ADMIN2".to_owned(), "SUA:ADMIN3".to_owned()]);
    let connections: Vec<String> = (1..=10).map(|n| format!("G2:VC{}", number(n))).collect();
    let admin = (
        "/BEGIN-VM-DIALOG 2,TYPE=*ADMIN",
        "/END-VM-DIALOG",
        &connections,
        1,
    );
    let vc = (
        "/BEGIN-VM-DIALOG 2,TYPE=*VC",
        "/END-VM-DIALOG",
        &connections,
        8,
    );
    let task = ("/BEGIN-VM-DIALOG 2", "/END-VM-DIALOG", &tasks, 15);
    for (begin, end, consoles, limit) in [admin, vc, task] {
        for (place, console) in consoles.iter().enumerate() {
            let code = ask(&mut session, console, begin).code;
            let fits = place < limit;
            let wanted = if fits {
                (0, 0, "CMD0001")
            } else {
                (0, 64, "VMS1017")
            };
            assert_eq!((code.0, code.1, &*code.2), wanted, "{begin} at {console}");
        }
        let last = consoles.last().unwrap();
        assert_eq!(ask(&mut session, &consoles[0], end).code.1, 0);
        assert_eq!(ask(&mut session, last, begin).code.1, 0, "{begin}");
        for console in &consoles[1..] {
            ask(&mut session, console, end);
        }
    }
    // Each goes by its own name.
    let names: std::collections::BTreeSet<String> = tasks
        .iter()
        .chain(&connections)
        .map(|name| session.console(name).unwrap())
        .map(|id| session.consoles().get(id).unwrap())
        .map(|known| {
            if known.mnemonic.is_empty() {
                known.tsn.clone()
            } else {
                known.mnemonic.clone()
            }
        })
        .collect();
    assert_eq!(names.len(), 26);
}

/// User task; $VMCONS with the ADMIN dialog, with the VC dialog, with both.
#[test]
fn each_kind_of_dialog() {
    let mut watched = Watched::new(world("/390", ""), &["SUA", "G2:ADMIN", "G2:VC"]);
    for line in [
        "/SHOW-VM-ATTRIBUTES",
        "/BEGIN-VM-DIALOG G2",
        "/SHOW-VM-ATTRIBUTES INFORMATION=*STD",
        "/SHOW-VM-ATTRIBUTES VM-ID=1",
        "/SEND-VM-MESSAGE 'ready for shutdown'",
        "/END-VM-DIALOG",
    ] {
        watched.enter("G2:ADMIN", line);
    }
    for line in [
        "/BEGIN-VM-DIALOG G2,TYPE=*ADMIN",
        "vm02:/SHOW-VM-ATTRIBUTES INFORMATION=*STD",
        "vm02:/SHOW-VM-ATTRIBUTES INFORMATION=*SDT",
        "/END-VM-DIALOG",
        "/BEGIN-VM-DIALOG G2,TYPE=*VC",
        "/SHOW-USER-STATUS",
        "/END-VM-DIALOG",
        "/BEGIN-VM-DIALOG G2,TYPE=*BOTH",
        "gs02:/SHOW-SYSTEM-STATUS",
        "vm02:/SHOW-VM-STATUS",
        "/END-VM-DIALOG",
        "/BEGIN-VM-DIALOG G2,TYPE=*ADMIN(OUTPUT-PREFIX=*NO)",
        "/SHOW-VM-STATUS",
        "/END-VM-DIALOG",
    ] {
        watched.enter("G2:VC", line);
    }
    insta::assert_snapshot!(watched.shown());
}

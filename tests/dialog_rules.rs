//! Dialogs over $VMCONS and in user tasks: what goes where, and what is said where nothing
//! is open (VM2000 V12.0 User Guide, pages 51 to 59, 103 and 206). What has no printed text
//! is ours.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use crate::common::*;
use vmcons::console::Kind;
use vmcons::engine::Session;

const VC: &str = "VM12PROD:VC";

/// The lines that a line entered at a console brings there, its echo not counted.
fn told(session: &mut Session, console: &str, line: &str) -> Vec<String> {
    let from = records(session, console).len();
    enter(session, console, line);
    idle(session);
    let all = records(session, console);
    let new = all[from..].iter().filter(|r| r.kind != Kind::Input);
    new.flat_map(|r| r.lines.iter().map(ToString::to_string))
        .collect()
}

#[test]
fn a_connection_without_a_dialog_takes_nothing_but_its_beginning() {
    let mut session = session();
    for command in [
        "/SHOW-SYSTEM-STATUS",
        "/SHOW-PENDING-MSG",
        "/REMARK A",
        "/SHOW-VM-ATTRIBUTES",
        "/SHOW-SDF-OPTIONS",
    ] {
        let said = told(&mut session, VC, command);
        assert_eq!(
            said[..2],
            [
                "VM12:VMS1019 NO DIALOG OPENED. COMMAND REJECTED. FIRST: /BEGIN-VM-DIALOG",
                "             VM-ID=12"
            ],
            "{command}"
        );
    }
    let opens = "             no dialog is open here; /BEGIN-VM-DIALOG VM-ID=12 opens one";
    let refused = |text: &str| [text.to_owned(), opens.to_owned()];
    assert_eq!(
        told(&mut session, VC, "HELLO"),
        refused("  REJ1 TEXT NOT RECOGNIZED")
    );
    for line in ["VM12:/SHOW-VM-ATTRIBUTES", "gs12:/REMARK"] {
        let said = told(&mut session, VC, line);
        assert_eq!(said, refused("  REJ5 DESTINATION NOT FOUND"), "{line}");
    }
    codes(
        &mut session,
        VC,
        &[
            ("/END-VM-DIALOG", "0 64 VMS1019"),
            ("/BEGIN-VM-DIALOG 12", "0 0 CMD0001"),
        ],
    );
}

#[test]
fn a_prefix_means_a_dialog_of_this_connection() {
    let mut session = session();
    codes(&mut session, VC, &[("/BEGIN-VM-DIALOG 12", "0 0 CMD0001")]);
    for line in [
        "VM05:/SHOW-VM-ATTRIBUTES",
        "VM01:/SHOW-VM-RESOURCES",
        "GS05:/SHOW-USER-STATUS",
    ] {
        let said = told(&mut session, VC, line);
        assert_eq!(said[0], "  REJ5 DESTINATION NOT FOUND", "{line}");
        assert!(
            said[1].contains("VM12: (its administration), GS12:"),
            "{said:?}"
        );
        let all = records(&session, VC);
        let echo = all.iter().rfind(|r| r.kind == Kind::Input).unwrap();
        assert_eq!(echo.text, line);
    }
    // A refused line does not change where the next one goes.
    let guest = told(&mut session, VC, "gs12:/SHOW-USER-STATUS");
    assert!(
        guest
            .iter()
            .all(|line| line.starts_with("GS12:") || line.starts_with(' '))
    );
    assert!(told(&mut session, VC, "VM12:NOTHING")[0].contains("REJ1"));
    let admin = told(&mut session, VC, "/SHOW-VM-ATTRIBUTES");
    assert!(admin[0].starts_with("VM12:"), "{admin:?}");
}

/// Pages 56 and 103: the ADMIN dialog over $VMCONS is a console with code 9 alone.
#[test]
fn the_administration_over_vmcons_has_code_9_alone() {
    let mut session = session();
    codes(
        &mut session,
        VC,
        &[
            ("/BEGIN-VM-DIALOG 12,TYPE=*ADMIN", "0 0 CMD0001"),
            ("/SHOW-SYSTEM-STATUS", "0 64 CMD0216"),
            ("/SHUTDOWN", "0 64 CMD0216"),
            ("/REMARK", "0 0 CMD0001"),
            ("/SHOW-VM-ATTRIBUTES", "0 0 CMD0001"),
        ],
    );
    // The guest behind it has all of its own.
    codes(
        &mut session,
        VC,
        &[
            ("/BEGIN-VM-DIALOG 12,TYPE=*VC", "0 0 CMD0001"),
            ("GS12:/SHOW-SYSTEM-STATUS", "0 0 CMD0001"),
        ],
    );
}

/// A guest that is held answers nothing, but its administration does.
#[test]
fn a_line_for_the_administration_reaches_it_whatever_the_guest_does() {
    let mut session = session();
    codes(
        &mut session,
        VC,
        &[
            ("/BEGIN-VM-DIALOG 12", "0 0 CMD0001"),
            ("GS12:/REMARK", "0 0 CMD0001"),
        ],
    );
    enter(&mut session, VC, "VM12:/HOLD-VM");
    idle(&mut session);
    assert!(told(&mut session, VC, "GS12:/REMARK")[0].contains("IN HOLD"));
    codes(
        &mut session,
        VC,
        &[
            ("VM12:/RESUME-VM", "0 0 CMD0001"),
            ("GS12:/REMARK", "0 0 CMD0001"),
        ],
    );
}

#[test]
fn whoever_begins_or_ends_a_dialog_is_told_so() {
    let mut session = session();
    for (command, line) in [("BEGIN", "/BEGIN-VM-DIALOG 12"), ("END", "/END-VM-DIALOG")] {
        let text = format!("VMS3000 VM2000 COMMAND /{command}-VM-DIALOG FOR");
        assert_eq!(
            told(&mut session, "VM12PROD:ADMIN", line)[..2],
            [
                format!("%  {text}"),
                "VIRTUAL MACHINE (12,VM12PROD) PROCESSED SUCCESSFULLY".to_owned()
            ]
        );
        assert_eq!(told(&mut session, VC, line)[0], format!("VM12:{text}"));
    }
}

/// V10.0, page 404: without the monitor system there is no $VMCONS.
#[test]
fn dialogs_end_with_the_session_of_the_monitor_system() {
    for end in ["restart", "outage"] {
        let mut session = session();
        for (console, line) in [
            (VC, "/BEGIN-VM-DIALOG 12"),
            ("VM12PROD:ADMIN", "/BEGIN-VM-DIALOG 12"),
            ("VM03TEST:ADMIN", "/BEGIN-VM-DIALOG 3"),
        ] {
            codes(&mut session, console, &[(line, "0 0 CMD0001")]);
        }
        match end {
            "restart" => enter(
                &mut session,
                "ABGSE501",
                "/SHUTDOWN MODE=*END(RESTART=*YES)",
            ),
            _ => session.inject("su-down ABGSE501").unwrap(),
        }
        idle(&mut session);
        for console in [VC, "VM12PROD:ADMIN"] {
            let ids = message_ids(&session, console);
            assert_eq!(ids.last().unwrap(), "VMS1014", "{console}: {end}");
        }
        // Nobody of VM2000 is there to be told.
        assert!(!message_ids(&session, "ABGSE501").contains(&"VMS1014".to_owned()));
        codes(
            &mut session,
            "VM03TEST:ADMIN",
            &[("/SHOW-VM-ATTRIBUTES", "0 0 CMD0001")],
        );
        if end == "restart" {
            codes(
                &mut session,
                VC,
                &[
                    ("GS12:/BEGIN-VM-DIALOG 12", "0 0 CMD0001"),
                    ("GS12:/REMARK", "0 0 CMD0001"),
                ],
            );
            codes(
                &mut session,
                "ABGSE501:ADMIN",
                &[("/SHOW-VM-RESOURCES", "0 0 CMD0001")],
            );
        }
    }
}

/// Which guest a VC dialog is with, the connection decides; administration is open to all.
#[test]
fn a_connection_administers_other_vms_but_serves_its_own_guest() {
    let mut session = session();
    codes(
        &mut session,
        "ABGSE501:VC",
        &[
            ("/BEGIN-VM-DIALOG 12,TYPE=*VC", "0 64 VMS9001"),
            ("/BEGIN-VM-DIALOG 1,TYPE=*VC", "0 64 VMS9004"),
            ("/BEGIN-VM-DIALOG 12", "0 0 CMD0001"),
            ("/SHOW-VM-ATTRIBUTES", "0 0 CMD0001"),
            ("/BEGIN-VM-DIALOG 5", "0 0 CMD0001"),
            ("VM12:/END-VM-DIALOG", "0 0 CMD0001"),
        ],
    );
}

/// Page 250: the quiet time is one in MODE=*QUIET, of which the guest's users are told.
#[test]
fn the_quiet_time_of_a_shutdown_is_told_in_the_guest() {
    let mut session = session();
    let guest = told(
        &mut session,
        "ABGSE501",
        "/SHUTDOWN-VM 12,ACTION=*SHUTDOWN(QUIET-TIME=3)",
    );
    assert!(guest[0].contains("VMS2016"));
    let mut ids = message_ids(&session, "VM12PROD");
    ids.retain(|id| id.starts_with("NRTV") || id.starts_with("EXC055"));
    assert_eq!(ids[..4], ["NRTV005", "EXC0554", "NRTV001", "EXC0550"]);
    assert!(!message_ids(&session, "VM05WHSE").contains(&"NRTV005".to_owned()));
}

#[test]
fn a_shutdown_that_is_under_way_is_not_started_again() {
    let mut session = session();
    let five = "/SHUTDOWN-VM *VM2000,ACTION=*SHUTDOWN(QUIET-TIME=5)";
    codes(
        &mut session,
        "ABGSE501",
        &[
            (
                "/SHUTDOWN-VM 12,ACTION=*SHUTDOWN(QUIET-TIME=3)",
                "0 0 CMD0001",
            ),
            (
                "/SHUTDOWN-VM 12,ACTION=*SHUTDOWN(QUIET-TIME=3)",
                "1 0 CMD0001",
            ),
            // Sooner is possible.
            (
                "/SHUTDOWN-VM 12,ACTION=*SHUTDOWN(QUIET-TIME=2)",
                "0 0 CMD0001",
            ),
            (five, "0 0 CMD0001"),
            (five, "1 0 CMD0001"),
            (
                "/SHUTDOWN-VM *VM2000,ACTION=*SHUTDOWN(QUIET-TIME=0)",
                "0 0 CMD0001",
            ),
            (five, "1 0 CMD0001"),
        ],
    );
    let ids = message_ids(&session, "ABGSE501");
    assert_eq!(ids.iter().filter(|id| *id == "VMS2018").count(), 2);
    idle(&mut session);
    assert_eq!(message_ids(&session, "ABGSE501").last().unwrap(), "EXC0557");
}

/// Page 44: at SHUTDOWN of the monitor system all VMs are terminated in whatever state they
/// are; the operator has to look before. How a guest's console comes back it says itself.
#[test]
fn the_end_of_a_monitor_system_aborts_the_guests_that_run() {
    let mut session = session();
    enter(&mut session, "VM12PROD", "/SHUTDOWN");
    idle(&mut session);
    enter(&mut session, "ABGSE501", "/SHUTDOWN");
    idle(&mut session);
    assert_eq!(message_ids(&session, "VM05WHSE"), ["NRTV004"]);
    assert!(!message_ids(&session, "VM12PROD").contains(&"NRTV004".to_owned()));
    let aborted: Vec<String> = records(&session, "ABGSE501")
        .iter()
        .filter(|r| r.id().is_some_and(|id| id.as_str() == "VMS2014"))
        .map(|r| r.text.to_string())
        .collect();
    assert_eq!(
        aborted,
        ["GUEST SYSTEM ON VIRTUAL MACHINE (5,VM05WHSE) ABORTED"]
    );
    let way = told(&mut session, "VM05WHSE", "/REMARK").join(" ");
    assert!(way.contains("ABGSE501 is down"), "{way}");
    session.inject("clear su-down ABGSE501").unwrap();
    idle(&mut session);
    let way = told(&mut session, "VM05WHSE", "/REMARK").join(" ");
    assert!(
        way.contains("/ACTIVATE-VM-DEFINITION VM-NAME=VM05WHSE at ABGSE501"),
        "{way}"
    );
}

#[test]
fn the_two_consoles_of_a_start_are_two() {
    let mut session = session();
    enter(&mut session, "VM12PROD", "/SHUTDOWN");
    idle(&mut session);
    codes(
        &mut session,
        "ABGSE501",
        &[
            ("/START-VM VM-ID=12,MAIN-CONSOLE=(CS,CS)", "0 64 VMS2003"),
            ("/START-VM VM-ID=12,MAIN-CONSOLE=CS", "0 0 CMD0001"),
        ],
    );
}

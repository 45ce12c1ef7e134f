//! What an administrator of VM2000 found: names, wordings, silence.
#![allow(clippy::unwrap_used)]

use crate::common::*;
use vmcons::engine::Session;
use vmcons::scenario::Scenario;

fn world(name: &str) -> Session {
    session_on(Scenario::builtin(name).unwrap())
}

/// What each line is answered with in the end, and what it returns.
#[track_caller]
fn told(session: &mut Session, console: &str, table: &[(&str, &str, &str)]) {
    for (line, last, code) in table {
        let answer = ask(session, console, line);
        let said = answer.messages.last().map_or("", String::as_str);
        assert_eq!(said, *last, "{line}");
        let (sc2, sc1, mc) = answer.code;
        assert_eq!(format!("{sc2} {sc1} {mc}"), *code, "{line}");
    }
}

#[test]
fn names_of_vms_groups_and_pools_are_disjoint_whoever_comes_first() {
    told(
        &mut world("large"),
        "EAST1",
        &[
            (
                "/CREATE-VM-GROUP E02PROD",
                "VMS4413 NAME 'E02PROD' NOT AVAILABLE. A VIRTUAL MACHINE HAS IT",
                "0 64 VMS4413",
            ),
            (
                "/CREATE-VM-CPU-POOL E03DBS",
                "VMS4413 NAME 'E03DBS' NOT AVAILABLE. A VIRTUAL MACHINE HAS IT",
                "0 64 VMS4413",
            ),
            (
                "/CREATE-VM-CPU-POOL STDPOOL",
                "VMS4610 CPU POOL 'STDPOOL' ALREADY CREATED",
                "0 64 VMS4610",
            ),
            (
                "/CREATE-VM-ASSIGNMENT-SET STDSET",
                "VMS4201 ASSIGNMENT SET 'STDSET' ALREADY CREATED",
                "0 64 VMS4201",
            ),
        ],
    );
}

#[test]
fn an_assignment_set_stays_as_long_as_a_vm_may_use_it() {
    let set = |what: &str| {
        format!("/MODIFY-VM-ATTRIBUTES 5,PRIVILEGES=*PARAMETERS(ASSIGN-BY-GUEST={what})")
    };
    let changed = "VMS4025 ATTRIBUTES OF VIRTUAL MACHINE (5,VM05WHSE) CHANGED";
    told(
        &mut session(),
        "ABGSE501",
        &[
            (
                "/CREATE-VM-ASSIGNMENT-SET S1",
                "VMS4202 ASSIGNMENT SET 'S1' CREATED",
                "0 0 CMD0001",
            ),
            (&set("*YES(S1)"), changed, "0 0 CMD0001"),
            (
                "/DELETE-VM-ASSIGNMENT-SET S1",
                "VMS4205 ASSIGNMENT SET 'S1' NOT DELETED. VIRTUAL MACHINE (5,VM05WHSE) MAY ASSIGN ITS DEVICES",
                "0 64 VMS4205",
            ),
            (&set("*NO"), changed, "0 0 CMD0001"),
            (
                "/DELETE-VM-ASSIGNMENT-SET S1",
                "VMS4203 ASSIGNMENT SET 'S1' DELETED",
                "0 0 CMD0001",
            ),
        ],
    );
}

#[test]
#[allow(clippy::too_many_lines, reason = "a table")]
fn what_is_done_is_said() {
    let same = |command: &str, why: &str| {
        format!("VMS3002 VM2000 COMMAND /{command}: NO ACTION REQUIRED. {why}")
    };
    let attributes = "ASSIGN-BY-GUEST IS SO ALREADY, OR IGNORED FOR ALIAS AND CRD DEVICES";
    told(
        &mut session(),
        "ABGSE501",
        &[
            (
                "/MODIFY-VM-ATTRIBUTES 12,CPU-QUOTA=5",
                "VMS4025 ATTRIBUTES OF VIRTUAL MACHINE (12,VM12PROD) CHANGED",
                "0 0 CMD0001",
            ),
            (
                "/MODIFY-VM-ATTRIBUTES 12,CPU-QUOTA=5",
                "VMS3001 VM2000 COMMAND /MODIFY-VM-ATTRIBUTES FOR VIRTUAL MACHINE (12,VM12PROD): NO ACTION REQUIRED. ITS ATTRIBUTES ARE SO ALREADY",
                "1 0 CMD0001",
            ),
            (
                "/MODIFY-VM-ATTRIBUTES 12,CPU-QUOTA=5.555",
                "VMS3003 VALUES ROUNDED TO TWO DECIMAL PLACES",
                "2 0 CMD0001",
            ),
            (
                "/REMOVE-VM-DEVICES FAA7,12,FORCE=*NO(WAIT-FOR-UNASSIGN=*YES)",
                "VMS4082 DEVICE 'FAA7' OF VIRTUAL MACHINE (12,VM12PROD) WILL BE REMOVED WHEN THE GUEST SYSTEM DETACHES IT",
                "0 0 CMD0001",
            ),
            (
                "/SHOW-VM-STATUS PERIOD=*NO",
                &same("SHOW-VM-STATUS", "NO PERIODIC OUTPUT IS ACTIVE HERE"),
                "1 0 CMD0001",
            ),
            ("/SHOW-VM-STATUS PERIOD=60", "", "0 0 CMD0001"),
            (
                "/SHOW-VM-STATUS PERIOD=*NO",
                "VMS2042 PERIODIC OUTPUT OF /SHOW-VM-STATUS ENDED",
                "0 0 CMD0001",
            ),
            (
                "/SHOW-VM-DEVICE-STATUS SELECT=*PARAMETERS(TYPE=*PRINTER)",
                "VMS4083 NO DEVICE SELECTED",
                "2 0 VMS4083",
            ),
            (
                "/MODIFY-VM-DEVICE-ATTRIBUTES FD00,*YES",
                &same("MODIFY-VM-DEVICE-ATTRIBUTES", attributes),
                "1 0 CMD0001",
            ),
            // The manual: no message for a device unless an error occurs.
            ("/MODIFY-VM-DEVICE-ATTRIBUTES FAC0,*YES", "", "0 0 CMD0001"),
            (
                "/MODIFY-VM-DEVICE-ATTRIBUTES FAC0,*YES",
                &same("MODIFY-VM-DEVICE-ATTRIBUTES", attributes),
                "1 0 CMD0001",
            ),
            (
                "/CREATE-VM-GROUP H2",
                "VMS4625 VM GROUP 'H2' ASSIGNED TO CPU POOL '*STDPOOL'",
                "0 0 CMD0001",
            ),
            (
                "/MODIFY-VM-GROUP-ATTRIBUTES H2",
                &same(
                    "MODIFY-VM-GROUP-ATTRIBUTES",
                    "ATTRIBUTES OF VM GROUP 'H2' ARE SO ALREADY",
                ),
                "1 0 CMD0001",
            ),
        ],
    );
    let mut bare = world("unlike");
    told(
        &mut bare,
        "WEST",
        &[(
            "/SHOW-VM-DEFINITION",
            "VMS2307 NO VM DEFINITION CREATED",
            "2 0 VMS2307",
        )],
    );
}

#[test]
fn the_administrator_is_warned_of_locking_himself_out_until_vm2000_is_started_again() {
    let mut session = session();
    let minimum = "/MODIFY-VM-ATTRIBUTES 1,ADMIN-PRIVILEGES=*MINIMUM";
    told(
        &mut session,
        "ABGSE501:ADMIN",
        &[(
            minimum,
            "VMS4026 VM2000 ADMINISTRATION RESTRICTED. ADMIN-PRIVILEGES=*MINIMUM CANNOT BE REVOKED IN THIS SESSION",
            "0 0 CMD0001",
        )],
    );
    codes(
        &mut session,
        "ABGSE501:ADMIN",
        &[("/HOLD-VM 12", "0 64 CMD0216")],
    );
    session.inject("monitor-restart ABGSE501").unwrap();
    idle(&mut session);
    codes(
        &mut session,
        "ABGSE501:ADMIN",
        &[("/HOLD-VM 12", "0 0 CMD0001")],
    );
}

#[test]
fn refusals_name_the_reason() {
    told(
        &mut session(),
        "ABGSE501",
        &[
            (
                "/ADD-VM-DEVICES *PUBSET-DEVICES(*BY-PUBRES-DEVICE(FAB1)),VM05WHSE",
                "VMS4084 DEVICE 'FAB1' IS NO PUBRES DEVICE",
                "0 64 VMS4084",
            ),
            (
                "/ADD-VM-DEVICES *PUBSET-DEVICES(NONE),VM05WHSE",
                "VMS4222 DEVICES OF PUBSET 'NONE' NOT FOUND",
                "0 64 VMS4222",
            ),
            (
                "/CREATE-VM 1024,LOCATION=500(*MEGABYTE)",
                "VMS4010 MAIN MEMORY AT LOCATION 00000500 NOT AVAILABLE",
                "0 64 VMS4010",
            ),
            (
                "/CREATE-VM 1024,LOCATION=50000000",
                "VMS4010 MAIN MEMORY AT LOCATION 00000500 NOT AVAILABLE",
                "0 64 VMS4010",
            ),
            (
                "/SWITCH-VM-DEVICES FAA4,VM12PROD,VM12PROD",
                "VMS4070 DEVICE 'FAA4' ALREADY ASSIGNED TO VIRTUAL MACHINE (12,VM12PROD)",
                "0 64 VMS4070",
            ),
        ],
    );
    let mut session = session();
    ask(&mut session, "ABGSE501", "/SHUTDOWN-VM 12,*SHUTDOWN(1)");
    let told = records(&session, "ABGSE501");
    assert!(
        told.iter()
            .any(|record| record.text.ends_with("QUIET TIME: 1 MINUTE"))
    );
    // That VM2000 moves a VM is nobody's hold.
    ask(&mut session, "ABGSE501", "/MOVE-VM *MEMORY-END,5");
    ask(&mut session, "ABGSE501", "/HOLD-VM 5");
    let ids = message_ids(&session, "ABGSE501:ADMIN");
    assert!(ids.contains(&"VMS2012".to_owned()) && !ids.contains(&"VMS2000".to_owned()));
}

#[test]
fn what_keeps_a_vm_here_is_not_lost_by_a_migration() {
    let mut session = world("unlike");
    let ids = |answer: Answered| -> Vec<String> {
        let ids = answer.messages.iter();
        let ids = ids.filter_map(|text| text.split_whitespace().next());
        ids.map(str::to_owned).collect()
    };
    let found = ids(ask(&mut session, "NORTH", "/CHECK-VM-MIGRATION N04STCK"));
    assert!(
        found.contains(&"VMS2404".to_owned()) && !found.contains(&"VMS2471".to_owned()),
        "{found:?}"
    );
    let mut session = world("crowded");
    let found = ids(ask(&mut session, "FULL1", "/CHECK-VM-MIGRATION POOLED"));
    assert!(
        found.contains(&"VMS2404".to_owned()) && !found.contains(&"VMS2470".to_owned()),
        "{found:?}"
    );
}

#[test]
fn alias_devices_are_shown_and_cannot_be_taken_without_their_base() {
    let mut session = session();
    for units in ["FD*", "(FAF2,*DEVICE-RANGE(FD00,FD01))"] {
        let shown = ask(
            &mut session,
            "ABGSE501",
            &format!("/SHOW-VM-DEVICE-STATUS {units}"),
        );
        assert!(
            shown.lines.iter().any(|line| line.starts_with("FD01")),
            "{shown:?}"
        );
        assert_eq!(shown.code.2, "CMD0001");
    }
    told(
        &mut session,
        "ABGSE501",
        &[
            (
                "/ADD-VM-DEVICES FD00,12",
                "VMS4073 DEVICE 'FD00' CAN BE ASSIGNED BY GUEST SYSTEMS ONLY",
                "0 64 VMS4073",
            ),
            (
                "/ADD-VM-DEVICES FD*,12",
                "VMS4077 NO DEVICE FOUND FOR 'FD*'",
                "0 64 VMS4077",
            ),
        ],
    );
    let refused = "NKR0129 DEVICE=FD00 IS AN ALIAS. BASE DEVICE NOT ATTACHED";
    told(
        &mut session,
        "VM12PROD",
        &[("/ATTACH-DEVICE FD00", refused, "12 64 NKR0044")],
    );
    // Its base is FAD0, which this guest has attached.
    codes(
        &mut session,
        "VM09ARCH",
        &[("/ATTACH-DEVICE FD00", "0 0 CMD0001")],
    );
    ask(&mut session, "ABGSE501", "/CREATE-VM 1024,VM-NAME=NEW");
    told(
        &mut session,
        "ABGSE501",
        &[(
            "/START-VM FD00,VM-ID=NEW",
            "VMS2003 IPL OF VIRTUAL MACHINE (2,NEW) NOT POSSIBLE. REASON: DEVICE 'FD00' IS AN ALIAS DEVICE",
            "0 64 VMS2003",
        )],
    );
}

#[test]
fn a_definition_agrees_with_its_vm() {
    // What the guest has taken to itself is no part of it.
    let mut session = world("unlike");
    let shown = ask(
        &mut session,
        "NORTH",
        "/SHOW-VM-DEFINITION N02MAIL,INFORMATION=*UNITS",
    )
    .lines;
    assert!(!shown.iter().any(|line| line.contains("DA00")), "{shown:?}");
    // There is no maximum on SU /390.
    for line in [
        "/SHOW-VM-DEFINITION N02MAIL,*MEMORY",
        "/SHOW-VM-ATTRIBUTES *MEMORY,VM-ID=2",
    ] {
        let shown = ask(&mut session, "NORTH", line).lines;
        let row = shown.iter().find(|line| line.contains("N02MAIL")).unwrap();
        assert!(row.contains(" -"), "{line}: {row}");
    }
}

#[test]
fn a_monitor_system_is_on_its_own_pubset_and_has_it_in_every_world() {
    for (name, unit, pubset) in [
        ("default", "ABGSE501", "MON5"),
        ("small", "SECOND", "MON2"),
        ("large", "EAST1", "MON1"),
        ("crowded", "FULL2", "MON2"),
        ("unlike", "LONE", "MON1"),
    ] {
        let mut session = world(name);
        session.inject(&format!("su-down {unit}")).unwrap();
        session.inject(&format!("clear su-down {unit}")).unwrap();
        idle(&mut session);
        let told = records(&session, unit);
        let imported = format!("HOME PUBSET '{pubset}' IMPORTED");
        assert!(told.iter().any(|record| record.text == imported), "{name}");
        let shown = ask(&mut session, unit, "/SHOW-VM-RESOURCES *UNITS").lines;
        assert!(
            shown
                .iter()
                .any(|line| line.contains("MONITOR") && !line.contains("NONE")),
            "{shown:?}"
        );
    }
}

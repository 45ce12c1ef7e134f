//! A live migration, from the command to the last line, on both types of server unit.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::common::*;
use vmcons::console::{Kind, Record};
use vmcons::engine::Session;
use vmcons::sim::{Span, Tick};
use vmcons::vm2000::model::System;

/// Migrates a VM of the default world, and waits until that is done.
fn migrated(su: &str, line: &str) -> Session {
    let mut session = session();
    enter(&mut session, su, line);
    idle(&mut session);
    session
}

fn s390() -> Session {
    migrated("ABGSE501", "/MIGRATE-VM VM-ID=12,SERVER-UNIT-NAME=ABGSE701")
}

fn x86() -> Session {
    migrated("SEX86A", "/MIGRATE-VM VM-ID=3,SERVER-UNIT-NAME=SEX86B")
}

/// The run printed in "Cluster Solutions for SE Servers" V6.3: console, message, and
/// seconds after the command, in the order over all consoles that the paper numbers.
const PRINTED: [(&str, &str, u64); 12] = [
    (
        "ABGSE501",
        "VMS2450 LIVE MIGRATION OF VM (12,VM12PROD) TO TARGET SU 'ABGSE701' STARTED",
        1,
    ),
    (
        "VM12PROD",
        "ETMDR01 DYNAMIC RECONFIGURATION WITH FUNCTION 'MIGRATE' STARTED",
        2,
    ),
    (
        "VM12PROD",
        "MCS1002 GLOBAL MSCF CONFIGURATION PARAMETER 'RECOVERY-START' CHANGED FROM '*AUTOMATIC' TO 'LOCKED'",
        2,
    ),
    (
        "ABGSE701",
        "VMS2430 LIVE MIGRATION OF VM (12,VM12PROD) FROM SOURCE SU 'ABGSE501' STARTED",
        2,
    ),
    (
        "ABGSE701",
        "VMS3050 VIRTUAL MACHINE (12,VM12PROD) CREATED",
        2,
    ),
    (
        "ABGSE701",
        "VMS4005 DEVICE 'CS' ASSIGNED TO VIRTUAL MACHINE (12,VM12PROD)",
        4,
    ),
    (
        "ABGSE501",
        "VMS2452 VM (12,VM12PROD) SUSPENDED AT LIVE MIGRATION TO TARGET SU 'ABGSE701'",
        20,
    ),
    (
        "ABGSE701",
        "VMS2432 VM (12,VM12PROD) RESUMED AT LIVE MIGRATION FROM SOURCE SU 'ABGSE501'",
        23,
    ),
    (
        "ABGSE701",
        "VMS2431 LIVE MIGRATION OF VM (12,VM12PROD) FROM SOURCE SU 'ABGSE501' COMPLETED",
        24,
    ),
    (
        "ABGSE501",
        "VMS4009 DEVICE 'CS' REMOVED FROM VIRTUAL MACHINE (12,VM12PROD)",
        24,
    ),
    (
        "ABGSE501",
        "VMS4024 VIRTUAL MACHINE (12,VM12PROD) TERMINATED",
        24,
    ),
    (
        "ABGSE501",
        "VMS2451 LIVE MIGRATION OF VM (12,VM12PROD) TO TARGET SU 'ABGSE701' COMPLETED",
        25,
    ),
];

#[test]
fn the_printed_run_comes_out_in_its_order_and_within_two_seconds() {
    let session = s390();
    let mut cursor = 0;
    for (console, text, seconds) in PRINTED {
        let console = session.console(console).unwrap();
        let found = session.log().since(cursor).position(|record| {
            let full = record.id().map(|id| format!("{id} {}", record.text));
            record.console == console && full.as_deref() == Some(text)
        });
        let place = cursor + found.unwrap_or_else(|| panic!("not in its place: {text}"));
        let record = session.log().since(place).next().unwrap();
        let printed = Tick::START + Span::from_secs(seconds);
        let off = record.at.since(printed).max(printed.since(record.at));
        assert!(off <= Span::from_secs(2), "{off} off: {text}");
        cursor = place + 1;
    }
}

#[test]
fn a_shared_device_is_marked_and_every_device_is_told_on_both_sides() {
    let session = s390();
    let count = |console, id: &str| {
        records(&session, console)
            .iter()
            .filter(|r| r.id() == Some(id.parse().unwrap()))
            .count()
    };
    let devices = session.world().vm(session
        .view()
        .vm_of(session.console("VM12PROD").unwrap())
        .unwrap());
    assert_eq!(count("ABGSE701", "VMS4005"), devices.devices.len());
    assert_eq!(count("ABGSE501", "VMS4009"), devices.devices.len());
    let shared = "DEVICE 'FAA5' ASSIGNED TO VIRTUAL MACHINE (12,VM12PROD) (TYPE=SD)";
    assert!(
        records(&session, "ABGSE701")
            .iter()
            .any(|r| &*r.text == shared)
    );
}

/// A console, and the messages that appear on it.
type Row = (&'static str, &'static [&'static str]);

/// Which message appears on which console (VM2000 V12.0 User Guide, page 82; the device
/// lines and the guest's own by the printed run). Consoles not named show none.
#[test]
fn each_message_appears_on_its_consoles_and_nowhere_else() {
    let s390_source = ["VMS2450", "VMS2452", "VMS4009", "VMS4024", "VMS2451"].as_slice();
    let s390_target = ["VMS2430", "VMS3050", "VMS4005", "VMS2432", "VMS2431"].as_slice();
    let table: [(Session, &[Row]); 2] = [
        (
            s390(),
            &[
                ("ABGSE501", s390_source),
                ("ABGSE501:ADMIN", s390_source),
                ("ABGSE701", s390_target),
                ("ABGSE701:ADMIN", s390_target),
                ("VM12PROD", &["ETMDR01", "MCS1002", "MCS1002", "ETMDR02"]),
            ],
        ),
        (
            x86(),
            &[
                ("SEX86A", &["VMS2450", "VMS6021", "VMS2451"]),
                ("SEX86A:ADMIN", &["VMS2450", "VMS6021", "VMS2451"]),
                ("SEX86B", &["VMS6020"]),
                ("SEX86B:ADMIN", &["VMS6020"]),
                ("VM03TEST", &["HAL0331", "HAL0332"]),
            ],
        ),
    ];
    for (session, rows) in table {
        for (_, console) in session.consoles().iter() {
            // The second console of a monitor system holds code 9, and nothing else.
            let as_main = match console.system {
                System::Monitor(_) => console.name.trim_end_matches(":C1"),
                System::Guest(_) => &console.name,
            };
            let row = rows.iter().find(|(name, _)| *name == as_main);
            let wanted: Vec<String> = row
                .map_or(&[][..], |(_, ids)| ids)
                .iter()
                .map(ToString::to_string)
                .collect();
            let mut shown = message_ids(&session, &console.name);
            if console.name == "VM12PROD" {
                // The two are alike but for their inserts, so they were counted once.
                shown = records(&session, "VM12PROD")
                    .iter()
                    .filter_map(Record::id)
                    .map(|i| i.to_string())
                    .collect();
            }
            assert_eq!(shown, wanted, "{}", console.name);
        }
    }
}

#[test]
fn the_guest_is_told_at_the_source_that_it_stops_and_at_the_target_that_it_goes_on() {
    let session = x86();
    let unit = |id: &str| {
        let all = records(&session, "VM03TEST");
        let record = all
            .iter()
            .find(|r| r.id() == Some(id.parse().unwrap()))
            .unwrap();
        session.world().unit(record.unit).name.clone()
    };
    assert_eq!(unit("HAL0331"), "SEX86A");
    assert_eq!(unit("HAL0332"), "SEX86B");
}

#[test]
fn the_states_tell_of_the_migration_while_it_runs_and_of_nothing_afterwards() {
    let mut session = session();
    enter(&mut session, "ABGSE501", "/MIGRATE-VM VM-ID=12");
    session.advance(Tick::START + Span::from_secs(10));
    for su in ["ABGSE501", "ABGSE701"] {
        enter(&mut session, su, "/SHOW-VM-RESOURCES");
    }
    session.advance(Tick::START + Span::from_secs(11));
    let shown = |session: &Session, su| {
        let all = records(session, su);
        let display = all.iter().rev().find(|r| r.kind == Kind::Display).unwrap();
        let line = display.lines.iter().rfind(|line| line.contains("VM12PROD"));
        line.map(|line| line.get(13..29).unwrap_or_default().trim_end().to_owned())
    };
    assert_eq!(
        shown(&session, "ABGSE501").as_deref(),
        Some("RUNNING(MIGR)")
    );
    assert_eq!(shown(&session, "ABGSE701").as_deref(), Some("SETUP(MIGR)"));
    idle(&mut session);
    for su in ["ABGSE501", "ABGSE701"] {
        enter(&mut session, su, "/SHOW-VM-RESOURCES");
    }
    idle(&mut session);
    assert_eq!(shown(&session, "ABGSE501"), None);
    assert_eq!(shown(&session, "ABGSE701").as_deref(), Some("RUNNING"));
}

#[test]
fn a_snapshot_taken_at_any_event_resumes_to_the_same_end() {
    for (su, line) in [
        ("ABGSE501", "/MIGRATE-VM 12"),
        ("SEX86A", "/MIGRATE-VM VM03TEST"),
    ] {
        let straight = digest(&migrated(su, line));
        let mut session = session();
        enter(&mut session, su, line);
        let mut events = 0;
        loop {
            let mut resumed = session.clone();
            idle(&mut resumed);
            assert_eq!(
                digest(&resumed),
                straight,
                "{line}, snapshot at event {events}"
            );
            if session.work() == 0 || !session.step() {
                break;
            }
            events += 1;
        }
        assert!(events > 8, "a migration has more than {events} events");
    }
}

/// How often a message appeared on a console.
fn count(session: &Session, console: &str, id: &str) -> usize {
    records(session, console)
        .iter()
        .filter(|r| r.id() == Some(id.parse().unwrap()))
        .count()
}

/// The devices that a VM has attached, by name.
fn attached(session: &Session, vm: &str) -> Vec<String> {
    let vm = session.view().vm_of(session.console(vm).unwrap()).unwrap();
    let devices = session.world().vm(vm).devices.iter();
    devices
        .filter(|d| d.attached)
        .map(|d| d.mnemonic.to_string())
        .collect()
}

#[test]
fn devices_that_cannot_come_along_are_warned_of_and_stay_detached() {
    let session = migrated("SEX86B", "/MIGRATE-VM VM11SAVE");
    assert_eq!(count(&session, "SEX86B", "VMS2471"), 2);
    assert_eq!(count(&session, "SEX86A", "VMS2471"), 0);
    assert_eq!(
        attached(&session, "VM11SAVE"),
        ["CV", "E040", "E010", "CC56"]
    );
}

#[test]
fn a_refused_migration_tells_every_reason_and_starts_nothing() {
    let session = migrated("ABGSE501", "/MIGRATE-VM VM-ID=VM05WHSE");
    assert_eq!(message_ids(&session, "ABGSE501"), ["VMS2404", "VMS2461"]);
    let all = records(&session, "ABGSE501");
    let refused = all.iter().find(|r| r.kind == Kind::Message).unwrap();
    assert_eq!(
        &*refused.text,
        "LIVE MIGRATION OF VM (5,VM05WHSE) REJECTED BY TARGET SU 'ABGSE701'. REASON: VMS4011"
    );
    let code = all.last().unwrap().code.unwrap();
    assert_eq!((code.sc2, code.sc1, code.mc.as_str()), (0, 64, "VMS2461"));
    assert_eq!(message_ids(&session, "ABGSE701"), Vec::<String>::new());
}

#[test]
fn what_cannot_be_migrated_is_told_by_message_and_return_code() {
    let table = [
        (
            "VM-ID=12,SERVER-UNIT-NAME=NOWHERE",
            "VMS2400",
            (0, 64, "VMS2400"),
        ),
        (
            "VM-ID=12,SERVER-UNIT-NAME=SEX86A",
            "VMS2402",
            (2, 0, "VMS2461"),
        ),
        (
            "VM-ID=12,SERVER-UNIT-NAME=ABGSE501",
            "VMS2342",
            (2, 0, "VMS2461"),
        ),
        ("VM-ID=99", "VMS4000", (0, 64, "VMS4000")),
        ("VM-ID=VM07DBS", "VMS4000", (0, 64, "VMS4000")),
        ("VM-ID=1", "VMS2401", (2, 0, "VMS2461")),
        ("VM-ID=MONITOR", "VMS2401", (2, 0, "VMS2461")),
        ("VM-ID=12", "VMS2460", (0, 0, "CMD0001")),
    ];
    for (operands, id, wanted) in table {
        let session = migrated("ABGSE501", &format!("/CHECK-VM-MIGRATION {operands}"));
        assert_eq!(
            message_ids(&session, "ABGSE501").first().unwrap(),
            id,
            "{operands}"
        );
        let code = records(&session, "ABGSE501").last().unwrap().code.unwrap();
        assert_eq!((code.sc2, code.sc1, code.mc.as_str()), wanted, "{operands}");
    }
}

#[test]
fn a_vm_on_the_move_is_not_migrated_twice() {
    let mut session = session();
    enter(&mut session, "ABGSE501", "/MIGRATE-VM 12");
    enter(&mut session, "ABGSE501", "/MIGRATE-VM 12");
    idle(&mut session);
    assert_eq!(count(&session, "ABGSE501", "VMS2450"), 1);
    assert_eq!(count(&session, "ABGSE501", "VMS3042"), 1);
}

#[test]
fn a_lost_link_before_the_vm_has_moved_leaves_everything_as_it_was() {
    for (su, target, vm, stop_back) in [
        ("ABGSE701", "ABGSE501", "VM09ARCH", 0),
        ("SEX86B", "SEX86A", "VM11SAVE", 1),
    ] {
        let mut session = session();
        let before = attached(&session, vm);
        enter(&mut session, su, &format!("/MIGRATE-VM {vm}"));
        // Up to the stop of the guest, which is the last moment from which it can go back.
        let suspended = if su.starts_with("ABG") {
            "VMS2452"
        } else {
            "HAL0331"
        };
        let console = if su.starts_with("ABG") { su } else { vm };
        while count(&session, console, suspended) == 0 {
            assert!(session.step());
        }
        session.inject(&format!("link-loss {target}")).unwrap();
        idle(&mut session);
        assert_eq!(count(&session, su, "VMS2453"), 1, "{su}");
        assert_eq!(count(&session, target, "VMS2433"), 1, "{su}");
        assert_eq!(count(&session, vm, "HAL0332"), stop_back, "{su}");
        assert_eq!(attached(&session, vm), before);
        let id = session.view().vm_of(session.console(vm).unwrap()).unwrap();
        assert_eq!(session.world().unit(session.world().vm(id).unit).name, su);
    }
}

#[test]
fn a_lost_link_is_known_to_the_check_until_it_is_back() {
    let mut session = session();
    session.inject("link-loss ABGSE701").unwrap();
    enter(&mut session, "ABGSE501", "/CHECK-VM-MIGRATION 12");
    idle(&mut session);
    session.inject("clear link-loss ABGSE501").unwrap();
    enter(&mut session, "ABGSE501", "/CHECK-VM-MIGRATION 12");
    idle(&mut session);
    assert_eq!(message_ids(&session, "ABGSE501"), ["VMS2400", "VMS2460"]);
}

#[test]
fn a_guest_that_writes_faster_than_the_link_is_stopped_for_long_on_x86() {
    let session = migrated("SEX86B", "/MIGRATE-VM VM08BTCH");
    let stop = first(&session, "VM08BTCH", "HAL0332").since(first(&session, "VM08BTCH", "HAL0331"));
    assert!(stop > Span::from_secs(5), "stopped for {stop}");
}

/// VM12PROD is slower for as long as VM09ARCH uses the link, too, whoever came first.
#[test]
fn two_migrations_over_one_link_share_it() {
    let alone = first(&s390(), "ABGSE501", "VMS2452");
    for (first_line, second_line) in [
        (
            ("ABGSE501", "/MIGRATE-VM 12"),
            ("ABGSE701", "/MIGRATE-VM 9"),
        ),
        (
            ("ABGSE701", "/MIGRATE-VM 9"),
            ("ABGSE501", "/MIGRATE-VM 12"),
        ),
    ] {
        let mut session = session();
        enter(&mut session, first_line.0, first_line.1);
        session.advance(session.now() + Span::from_secs(2));
        enter(&mut session, second_line.0, second_line.1);
        idle(&mut session);
        let entered = if first_line.0 == "ABGSE501" {
            Span::ZERO
        } else {
            Span::from_secs(2)
        };
        let later = first(&session, "ABGSE501", "VMS2452").since(alone) - entered;
        assert!(
            (Span::from_secs(5)..Span::from_secs(9)).contains(&later),
            "{later} later"
        );
    }
}

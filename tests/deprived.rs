//! Guests from which devices are taken by force while they use them.
#![allow(clippy::unwrap_used)]

use crate::common::*;
use vmcons::console::Kind;
use vmcons::engine::Session;
use vmcons::sim::Span;
use vmcons::vm2000::model::{GuestPhase, Vm, VmState};

fn vm<'s>(session: &'s Session, name: &str) -> &'s Vm {
    let vms = &session.world().vms;
    vms.iter().find(|vm| vm.name == name).unwrap()
}

fn done(session: &mut Session, line: &str) {
    codes(session, "ABGSE501", &[(line, "0 0 CMD0001")]);
}

/// What a command returns, as `SC2 SC1 MC`.
fn code(session: &mut Session, console: &str, line: &str) -> String {
    let (sc2, sc1, mc) = ask(session, console, line).code;
    format!("{sc2} {sc1} {mc}")
}

/// How often a message appeared at the guest's console.
fn count(session: &Session, id: &str) -> usize {
    let all = records(session, "VM12PROD");
    let ids = all.iter().filter_map(vmcons::console::Record::id);
    ids.filter(|found| found.to_string() == id).count()
}

/// It is told of each device, tries for a while to reach its home pubset, and crashes; it
/// cannot be started before it has its disks back.
#[test]
fn a_guest_without_its_home_pubset_ends_with_sets() {
    let mut session = session();
    done(
        &mut session,
        "/REMOVE-VM-DEVICES (FAA4,FAA5,FAA6,FAA7,CC40),12,FORCE=*YES",
    );
    assert_eq!(count(&session, "NKR0047"), 5);
    assert_eq!(count(&session, "NKR0048"), 1);
    assert_eq!(vm(&session, "VM12PROD").state, VmState::Running);
    idle(&mut session);
    let gone = vm(&session, "VM12PROD");
    assert_eq!(gone.state, VmState::Down);
    assert_eq!(gone.guest.phase, GuestPhase::Aborted);
    assert!(message_ids(&session, "VM12PROD").contains(&"NRTV000".to_owned()));
    let told = message_ids(&session, "ABGSE501");
    for id in ["VMS2033", "VMS2051"] {
        assert!(told.contains(&id.to_owned()), "{id}: {told:?}");
    }
    // Nobody is there who could answer.
    enter(&mut session, "VM12PROD", "/SHOW-JOB-STATUS");
    idle(&mut session);
    let all = records(&session, "VM12PROD");
    let refused = |record: &vmcons::console::Record<'_>| {
        record.kind == Kind::Rejection && record.text.contains("SYSTEM NOT LOADED")
    };
    assert!(all.iter().any(refused));
    let start = "/START-VM VM-ID=12";
    assert_eq!(code(&mut session, "ABGSE501", start), "0 64 VMS2003");
    done(&mut session, "/ADD-VM-DEVICES (FAA4,FAA6,FAA7),VM-ID=12");
    done(&mut session, start);
    idle(&mut session);
    assert_eq!(vm(&session, "VM12PROD").guest.phase, GuestPhase::Ready);
}

/// Any disk of the home pubset will do, and SWITCH-VM-DEVICES is no better.
#[test]
fn one_disk_of_the_home_pubset_is_enough() {
    for line in [
        "/REMOVE-VM-DEVICES FAA4,12,FORCE=*YES",
        "/SWITCH-VM-DEVICES FAA4,12,5,FORCE=*YES",
    ] {
        let mut session = session();
        done(&mut session, line);
        idle(&mut session);
        assert_eq!(vm(&session, "VM12PROD").state, VmState::Down, "{line}");
        assert_eq!(vm(&session, "VM05WHSE").state, VmState::Running, "{line}");
    }
}

/// Other devices are missed, but the system goes on.
#[test]
fn a_guest_can_do_without_other_devices() {
    let mut session = session();
    done(&mut session, "/REMOVE-VM-DEVICES (CC40,FAA5),12,FORCE=*YES");
    idle(&mut session);
    assert_eq!(count(&session, "NKR0047"), 2);
    assert_eq!(count(&session, "NKR0048"), 0);
    assert_eq!(vm(&session, "VM12PROD").guest.phase, GuestPhase::Ready);
}

/// A guest that is held finds it out when it goes on; one that is down has nothing to lose.
#[test]
fn a_held_guest_finds_it_out_when_it_goes_on() {
    let mut session = session();
    done(&mut session, "/HOLD-VM 12");
    done(&mut session, "/REMOVE-VM-DEVICES FAA4,12,FORCE=*YES");
    session.advance(session.now() + Span::from_secs(600));
    assert_eq!(vm(&session, "VM12PROD").state, VmState::InHold);
    done(&mut session, "/RESUME-VM 12");
    idle(&mut session);
    assert_eq!(vm(&session, "VM12PROD").state, VmState::Down);

    let mut session = crate::common::session();
    done(&mut session, "/RESET-VM 12");
    done(&mut session, "/REMOVE-VM-DEVICES FAA4,12");
    idle(&mut session);
    assert_eq!(count(&session, "NKR0047"), 0);
}

/// Even one that would restart by itself: SLED and the restart need the disk, too.
#[test]
fn a_guest_without_its_home_pubset_does_not_restart() {
    let world = r#"
schema = 1
start = 2026-01-12T00:06:59Z
[[server_unit]]
name = "ABGSE501"
device = [{ mn = "FAA4", pubset = "A" }, { mn = "FAA5", pubset = "A" }]
[[vm]]
index = 12
name = "VM12PROD"
on = "ABGSE501"
devices = ["FAA4", "FAA5"]
guest = { restart = true }
"#;
    let scenario = vmcons::scenario::Scenario::load("world.toml", world).unwrap();
    let mut session = session_on(scenario);
    done(&mut session, "/REMOVE-VM-DEVICES FAA5,12,FORCE=*YES");
    idle(&mut session);
    assert_eq!(vm(&session, "VM12PROD").state, VmState::Down);
    let told = message_ids(&session, "ABGSE501");
    assert!(!told.contains(&"VMS2052".to_owned()), "{told:?}");
}

/// What the log of the guest's consoles holds.
fn logged(session: &Session) -> String {
    let files = session.conslogs().into_iter();
    let files = files.filter(|file| file.system == "VM12PROD");
    files.map(|file| file.text).collect()
}

/// A guest whose only console is taken goes on without: the log has what it tells, what it
/// asks waits, and the next console shows it.
#[test]
fn a_guest_without_a_console_goes_on_and_its_log_keeps_what_it_tells() {
    let mut session = session();
    done(&mut session, "/REMOVE-VM-DEVICES CS,12,FORCE=*YES");
    for console in ["VM12PROD", "VM12PROD:C1"] {
        enter(&mut session, console, "/SHOW-USER-STATUS");
        let last = records(&session, console);
        let refused = |r: &vmcons::console::Record<'_>| r.text.starts_with("REJ9 CONSOLE");
        assert!(last.iter().any(refused), "{console}");
    }
    let shown = records(&session, "VM12PROD").len();
    session.inject("label-lock VM12PROD").unwrap();
    session.advance(session.now() + Span::from_secs(3600));
    assert_eq!(vm(&session, "VM12PROD").guest.phase, GuestPhase::Ready);
    assert_eq!(records(&session, "VM12PROD").len(), shown, "nobody sees it");
    let logged = logged(&session);
    for id in ["NKR0047", "NDV0002", "POS1010"] {
        assert!(logged.contains(id), "{id}: {logged}");
    }
    // Whoever is connected to $VMCONS can still work with it, and give it its console back.
    done(&mut session, "/ADD-VM-DEVICES CS,12");
    assert_eq!(
        code(&mut session, "VM12PROD:VC", "/BEGIN-VM-DIALOG 12,TYPE=*VC"),
        "0 0 CMD0001"
    );
    assert_eq!(
        code(&mut session, "VM12PROD:VC", "GS12:/ATTACH-DEVICE CS"),
        "0 0 CMD0001"
    );
    assert_eq!(count(&session, "NDV0002"), 1);
    enter(&mut session, "VM12PROD", "DISK.T");
    assert!(session.open_questions().is_empty());
    assert_eq!(
        code(&mut session, "VM12PROD", "/SHOW-USER-STATUS"),
        "0 0 CMD0001"
    );
}

/// Another start needs a console, and begins with it.
#[test]
fn a_start_with_another_console_brings_the_consoles_back() {
    let mut session = session();
    done(&mut session, "/REMOVE-VM-DEVICES CS,12,FORCE=*YES");
    done(&mut session, "/RESET-VM 12");
    assert_ne!(
        code(&mut session, "ABGSE501", "/START-VM VM-ID=12"),
        "0 0 CMD0001"
    );
    done(&mut session, "/ADD-VM-DEVICES CS,12");
    done(&mut session, "/START-VM VM-ID=12");
    idle(&mut session);
    assert_eq!(
        code(&mut session, "VM12PROD", "/SHOW-USER-STATUS"),
        "0 0 CMD0001"
    );
    assert_eq!(code(&mut session, "VM12PROD:C1", "/SHMSG"), "1 0 EXC0031");
}

//! Monitor systems: restart, shutdown, the end of a whole server unit, as all consoles
//! show it.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::common::*;
use vmcons::console::Kind;
use vmcons::engine::Session;
use vmcons::sim::Span;
use vmcons::vm2000::model::{MonitorState, VmState};

fn state(session: &Session, unit: &str) -> MonitorState {
    let world = session.world();
    world.unit(world.unit_named(unit).unwrap()).monitor.state
}

fn vm_state(session: &Session, name: &str) -> VmState {
    let vms = &session.world().vms;
    vms.iter().find(|vm| vm.name == name).unwrap().state
}

#[test]
fn a_restart_is_told_to_the_guests_which_run_on() {
    let mut session = session();
    session.inject("monitor-restart ABGSE501").unwrap();
    assert_eq!(state(&session, "ABGSE501"), MonitorState::Restarting);
    for (console, text) in [("ABGSE501", "NOT READY"), ("ABGSE501:ADMIN", "NOT READY")] {
        enter(&mut session, console, "/SHOW-VM-RESOURCES");
        let last = records(&session, console);
        let last = last.iter().rfind(|r| r.kind == Kind::Rejection).unwrap();
        assert!(last.text.contains(text), "{}", last.text);
    }
    enter(&mut session, "VM12PROD", "/SHUTDOWN MODE=*QUIET");
    idle(&mut session);
    assert_eq!(state(&session, "ABGSE501"), MonitorState::Ready);
    assert_eq!(
        message_ids(&session, "VM12PROD"),
        ["NRTV002", "EXC0554", "NRTV003"]
    );
    assert_eq!(message_ids(&session, "VM05WHSE"), ["NRTV002", "NRTV003"]);
    // Guests elsewhere hear nothing of it.
    assert!(message_ids(&session, "VM07DBS").is_empty());
    let text: Vec<String> = records(&session, "ABGSE501")
        .iter()
        .flat_map(|r| r.lines.iter().map(ToString::to_string).collect::<Vec<_>>())
        .collect();
    insta::assert_snapshot!(text.join("\n"));
    assert_eq!(vm_state(&session, "VM12PROD"), VmState::Running);
}

/// What the monitor system has taken to itself does not outlive its session: each device is
/// told of as soon as VM2000 can tell anything again.
#[test]
fn a_restart_takes_implicit_devices_from_the_monitor_system() {
    for (unit, tape, id) in [
        ("ABGSE501", "B101", "VMS4009"),
        ("SEX86A", "B201", "VMS5227"),
    ] {
        let mut session = session();
        let attach = format!("/ATTACH-DEVICE {tape}");
        assert_eq!(ask(&mut session, unit, &attach).code.1, 0);
        session.inject(&format!("monitor-restart {unit}")).unwrap();
        idle(&mut session);
        let all = records(&session, unit);
        let told = all
            .iter()
            .filter(|r| r.id().is_some_and(|told| told.to_string() == id));
        let told: Vec<&str> = told.map(|r| &*r.text).collect();
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].contains(tape), "{told:?}");
        assert!(told[0].ends_with(" BY IPL"), "{told:?}");
        let shown = ask(&mut session, unit, &format!("/SHOW-DEVICE-STATUS {tape}"));
        assert!(shown.lines[1].contains("DETACHED"), "{:?}", shown.lines);
        let code = ask(&mut session, unit, "/SHOW-VM-RESOURCES").code;
        assert_eq!(code.1, 0);
    }
}

#[test]
fn on_x86_no_storage_for_definitions_is_told() {
    let mut session = session();
    session.inject("monitor-restart SEX86A").unwrap();
    idle(&mut session);
    let ids = message_ids(&session, "SEX86A");
    assert!(ids.contains(&"VMS5541".to_owned()), "{ids:?}");
    assert!(!ids.contains(&"VMS2330".to_owned()), "{ids:?}");
}

#[test]
fn a_restart_by_shutdown_keeps_the_guests() {
    let mut session = session();
    enter(
        &mut session,
        "ABGSE501",
        "/SHUTDOWN MODE=*END(RESTART=*YES)",
    );
    idle(&mut session);
    assert_eq!(state(&session, "ABGSE501"), MonitorState::Ready);
    assert_eq!(message_ids(&session, "VM12PROD"), ["NRTV002", "NRTV003"]);
    assert_eq!(vm_state(&session, "VM12PROD"), VmState::Running);
    let from = records(&session, "ABGSE501").len();
    enter(&mut session, "ABGSE501", "/SHOW-VM-RESOURCES");
    idle(&mut session);
    let all = records(&session, "ABGSE501");
    assert!(all[from..].iter().any(|r| r.text.contains("VM12PROD")));
}

#[test]
fn the_end_of_a_monitor_system_terminates_all_vms() {
    let mut session = session();
    enter(&mut session, "ABGSE501", "/SHUTDOWN");
    idle(&mut session);
    assert_eq!(state(&session, "ABGSE501"), MonitorState::Down);
    for vm in ["VM12PROD", "VM05WHSE"] {
        assert_eq!(vm_state(&session, vm), VmState::NotInitialized);
    }
    let ids = message_ids(&session, "ABGSE501");
    let place = |id: &str| {
        ids.iter()
            .position(|i| i == id)
            .unwrap_or_else(|| panic!("{id}"))
    };
    assert!(place("EXC0550") < place("VMS4024"));
    assert!(place("VMS4024") < place("BCA08FA"));
    assert_eq!(ids.last().unwrap(), "EXC0557");
    // Persistent definitions outlive it.
    let world = session.world();
    let unit = world.unit(world.unit_named("ABGSE501").unwrap());
    assert!(unit.definitions.contains_key("VM12PROD"));
    let from = records(&session, "ABGSE501").len();
    enter(&mut session, "ABGSE501", "/SHOW-VM-RESOURCES");
    let last = &records(&session, "ABGSE501")[from..];
    assert_eq!(&*last[1].text, "SYSTEM NOT LOADED - INPUT IGNORED");
}

#[test]
fn nothing_migrates_from_or_to_a_unit_without_its_monitor_system() {
    let mut session = session();
    enter(&mut session, "ABGSE501", "/MIGRATE-VM VM-ID=12");
    session.advance(session.now() + Span::from_secs(8));
    session.inject("monitor-restart ABGSE701").unwrap();
    let aborted = message_ids(&session, "ABGSE501");
    assert_eq!(aborted.last().unwrap(), "VMS2453");
    enter(&mut session, "ABGSE501", "/MIGRATE-VM VM-ID=12");
    session.advance(session.now() + Span::from_secs(2));
    let ids = message_ids(&session, "ABGSE501");
    assert_eq!(ids.last().unwrap(), "VMS2400");
    idle(&mut session);
    enter(&mut session, "ABGSE501", "/MIGRATE-VM VM-ID=12");
    idle(&mut session);
    let ids = message_ids(&session, "ABGSE501");
    assert_eq!(ids.last().unwrap(), "VMS2451");
}

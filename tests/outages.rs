//! Server units that are down and storage that cannot be reached: what the others make of
//! it, and how VM definitions help.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::common::*;
use vmcons::console::Kind;
use vmcons::engine::Session;
use vmcons::scenario::Scenario;
use vmcons::sim::Span;
use vmcons::vm2000::model::{Definition, Vm, VmState};

const DONE: &str = "0 0 CMD0001";

fn vm<'s>(session: &'s Session, name: &str) -> &'s Vm {
    let vms = &session.world().vms;
    vms.iter().find(|vm| vm.name == name).unwrap()
}

fn definition<'s>(session: &'s Session, unit: &str, name: &str) -> Option<&'s Definition> {
    let unit = session.world().unit_named(unit).unwrap();
    session.world().unit(unit).definitions.get(name)
}

fn pass(session: &mut Session, seconds: u64) {
    let to = session.now() + Span::from_secs(seconds);
    session.advance(to);
}

#[track_caller]
fn last_message(session: &Session, console: &str) -> String {
    let all = records(session, console);
    let last = all.iter().rev().find(|r| r.kind == Kind::Message).unwrap();
    format!("{} {}", last.id().unwrap(), last.text)
}

// ---- The storage for VM definitions (SU /390) ---------------------------------------

#[test]
fn without_storage_changes_wait_and_definitions_cannot_be_worked_with() {
    let mut session = session();
    session.inject("storage-loss ABGSE501").unwrap();
    assert_eq!(
        last_message(&session, "ABGSE501"),
        "VMS2331 STORAGE FOR VM DEFINITIONS OF SU 'ABGSE501' NOT ACCESSIBLE"
    );
    codes(
        &mut session,
        "ABGSE501",
        &[
            ("/MODIFY-VM-ATTRIBUTES 12,CPU-QUOTA=5", "2 0 VMS2306"),
            ("/CREATE-VM 1024", "0 64 VMS2332"),
            ("/CREATE-VM-DEFINITION X,MEMORY-SIZE=1024", "0 64 VMS2332"),
            ("/MODIFY-VM-DEFINITION X", "0 64 VMS2332"),
            ("/DELETE-VM-DEFINITION X", "0 64 VMS2332"),
            ("/ACTIVATE-VM-DEFINITION X", "0 64 VMS2332"),
            ("/MIGRATE-VM-DEFINITION X", "0 64 VMS2332"),
            ("/RECOVER-VM-DEFINITION X", "0 64 VMS2332"),
            ("/SHOW-VM-DEFINITION", "0 64 VMS2332"),
        ],
    );
    assert!(definition(&session, "ABGSE501", "VM12PROD").unwrap().stale);
    session.inject("clear storage-loss ABGSE501").unwrap();
    assert_eq!(
        last_message(&session, "ABGSE501"),
        "VMS2330 STORAGE FOR VM DEFINITIONS ACCESSIBLE"
    );
    let noted = definition(&session, "ABGSE501", "VM12PROD").unwrap();
    assert_eq!((noted.stale, noted.attributes.cpu_quota), (false, 500));
}

#[test]
fn definitions_that_can_be_read_only_go_to_the_other_side_and_stay_behind() {
    let mut session = session();
    let two = [
        ("/CREATE-VM-DEFINITION X,MEMORY-SIZE=1024", DONE),
        ("/CREATE-VM-DEFINITION Y,MEMORY-SIZE=1024", DONE),
    ];
    codes(&mut session, "ABGSE501", &two);
    session.inject("storage-lock ABGSE501").unwrap();
    codes(
        &mut session,
        "ABGSE501",
        &[
            ("/SHOW-VM-DEFINITION", DONE),
            ("/DELETE-VM-DEFINITION X", "0 64 VMS2332"),
            ("/MIGRATE-VM-DEFINITION X", "2 0 VMS2321"),
            ("/MIGRATE-VM-DEFINITION X", "0 64 VMS2323"),
            ("/ACTIVATE-VM-DEFINITION X", "0 64 VMS2332"),
            // Deleting the VM could not be noted, so its definition is not up to date.
            ("/DELETE-VM 12,CHECK-VM-STATE=*NO", "2 0 VMS2306"),
            ("/MIGRATE-VM-DEFINITION VM12PROD", "0 64 VMS2323"),
        ],
    );
    assert!(definition(&session, "ABGSE501", "X").unwrap().moved);
    let shown = |session: &mut Session| ask(session, "ABGSE501", "/SHOW-VM-DEFINITION X");
    let waits = shown(&mut session).lines;
    assert!(
        waits[1].contains("X         DELETE PENDING  NO"),
        "{waits:?}"
    );
    session.inject("clear storage-lock ABGSE501").unwrap();
    assert!(definition(&session, "ABGSE501", "X").is_none());
    assert_eq!(shown(&mut session).code.2, "VMS2300");
    assert!(definition(&session, "ABGSE701", "X").is_some());
    // A target that cannot write rejects what is to come.
    session.inject("storage-lock ABGSE701").unwrap();
    codes(
        &mut session,
        "ABGSE501",
        &[("/MIGRATE-VM-DEFINITION Y", "0 64 VMS2324")],
    );
}

#[test]
fn a_target_that_restarts_does_not_confirm() {
    let mut session = session();
    let create = [("/CREATE-VM-DEFINITION X,MEMORY-SIZE=1024", DONE)];
    codes(&mut session, "ABGSE501", &create);
    session.inject("monitor-restart ABGSE701").unwrap();
    codes(
        &mut session,
        "ABGSE501",
        &[("/MIGRATE-VM-DEFINITION X", "0 64 VMS2325")],
    );
}

#[test]
fn x86_has_no_storage_to_lose() {
    let mut session = session();
    let error = session.inject("storage-loss SEX86A").unwrap_err();
    assert!(error.to_string().contains("name an SU /390"), "{error}");
    let text = "schema = 1\ntitle = \"W\"\n[[server_unit]]\nname = \"X\"\ntype = \"x86\"\n\
        [[fault]]\nat = \"+1m\"\nname = \"storage-loss\"\non = \"X\"\n";
    let errors = Scenario::load("w.toml", text).unwrap_err().to_string();
    assert!(errors.contains("name an SU /390"), "{errors}");
}

// ---- A server unit is down ----------------------------------------------------------

#[test]
fn a_definition_is_recovered_from_a_server_unit_that_is_down() {
    let mut session = session();
    codes(
        &mut session,
        "ABGSE701",
        &[
            ("/RECOVER-VM-DEFINITION VM12PROD", "0 64 VMS2344"),
            ("/RECOVER-VM-DEFINITION VM12PROD,ABGSE701", "0 64 VMS2342"),
            ("/RECOVER-VM-DEFINITION VM12PROD,NOWHERE", "0 64 VMS2400"),
            ("/RECOVER-VM-DEFINITION VM12PROD,SEX86A", "0 64 VMS2343"),
        ],
    );
    session.inject("su-down ABGSE501").unwrap();
    assert_eq!(vm(&session, "VM12PROD").state, VmState::NotInitialized);
    session.inject("storage-loss ABGSE501").unwrap();
    let recover = "/RECOVER-VM-DEFINITION VM12PROD";
    codes(&mut session, "ABGSE701", &[(recover, "0 64 VMS2345")]);
    session.inject("clear storage-loss ABGSE501").unwrap();
    codes(
        &mut session,
        "ABGSE701",
        &[
            ("/MIGRATE-VM-DEFINITION VM07DBS", "0 64 VMS4015"),
            (
                "/CREATE-VM-DEFINITION VM12PROD,MEMORY-SIZE=1024",
                "0 64 VMS4013",
            ),
            ("/RECOVER-VM-DEFINITION NOSUCH", "0 64 VMS2300"),
            ("/CREATE-VM-GROUP VM05WHSE", DONE),
            ("/RECOVER-VM-DEFINITION VM05WHSE", "0 64 VMS4013"),
        ],
    );
    let answered = ask(&mut session, "ABGSE701", recover);
    assert_eq!(
        answered.messages,
        ["VMS2340 DEFINITION OF VM 'VM12PROD' RECOVERED FROM SU 'ABGSE501'"]
    );
    let activate = "/ACTIVATE-VM-DEFINITION VM12PROD,AUTO-IPL=*YES";
    codes(&mut session, "ABGSE701", &[(activate, DONE)]);
    let again = vm(&session, "VM12PROD");
    assert_eq!(again.state, VmState::Running);
    assert_eq!(session.world().unit(again.unit).name, "ABGSE701");
}

#[test]
fn a_definition_that_is_on_both_sides_is_not_recovered() {
    let mut world = Scenario::builtin("default").unwrap();
    let (from, to) = (
        world.world.unit_named("ABGSE501").unwrap(),
        world.world.unit_named("ABGSE701").unwrap(),
    );
    let twin = world.world.unit(from).definitions["VM12PROD"].clone();
    let definitions = &mut world.world.unit_mut(to).definitions;
    definitions.insert("VM12PROD".to_owned(), twin);
    let mut session = session_on(world);
    session.inject("su-down ABGSE501").unwrap();
    let recover = [("/RECOVER-VM-DEFINITION VM12PROD", "0 64 VMS2346")];
    codes(&mut session, "ABGSE701", &recover);
}

#[test]
fn there_is_room_for_so_many_recovered_definitions() {
    let mut scenario = Scenario::builtin("default").unwrap();
    let to = scenario.world.unit_named("ABGSE701").unwrap();
    let some = scenario.world.unit(to).definitions["VM07DBS"].clone();
    for number in 3..98 {
        let definitions = &mut scenario.world.unit_mut(to).definitions;
        definitions.insert(format!("D{number}"), some.clone());
    }
    let mut session = session_on(scenario);
    session.inject("su-down ABGSE501").unwrap();
    let recover = [("/RECOVER-VM-DEFINITION VM12PROD", "0 64 VMS2311")];
    codes(&mut session, "ABGSE701", &recover);
}

#[test]
fn a_server_unit_that_is_down_says_nothing_and_takes_nothing() {
    let mut session = session();
    let before = records(&session, "ABGSE501").len();
    session.inject("su-down ABGSE501").unwrap();
    pass(&mut session, 60);
    assert_eq!(records(&session, "ABGSE501").len(), before);
    enter(&mut session, "ABGSE501", "/SHOW-VM-RESOURCES");
    enter(&mut session, "VM12PROD", "/SHOW-JOB-STATUS");
    pass(&mut session, 60);
    for console in ["ABGSE501", "VM12PROD"] {
        let all = records(&session, console);
        assert!(all.iter().any(|r| r.kind == Kind::Rejection), "{console}");
        assert!(all.iter().all(|r| r.kind != Kind::Completion), "{console}");
    }
    // It comes back with its monitor system and its persistent definitions, but no VM.
    session.inject("clear su-down ABGSE501").unwrap();
    pass(&mut session, 600);
    let shown = message_ids(&session, "ABGSE501");
    assert!(shown.iter().any(|id| id == "NSI0000"), "{shown:?}");
    codes(
        &mut session,
        "ABGSE501",
        &[("/ACTIVATE-VM-DEFINITION VM12PROD,AUTO-IPL=*YES", DONE)],
    );
}

#[test]
fn what_does_not_persist_is_gone_with_its_server_unit() {
    let mut session = session();
    session.inject("su-down ABGSE701").unwrap();
    assert!(definition(&session, "ABGSE701", "VM15DEV").is_some());
    session.inject("clear su-down ABGSE701").unwrap();
    pass(&mut session, 600);
    assert!(definition(&session, "ABGSE701", "VM15DEV").is_none());
    assert!(definition(&session, "ABGSE701", "VM07DBS").is_some());
}

#[test]
fn a_migration_does_not_survive_its_target() {
    for seconds in [1, 3, 10, 20] {
        let mut session = session();
        codes(&mut session, "ABGSE501", &[("/MIGRATE-VM 12", DONE)]);
        pass(&mut session, seconds);
        let moved = session
            .world()
            .unit(vm(&session, "VM12PROD").unit)
            .name
            .clone();
        session.inject("su-down ABGSE701").unwrap();
        idle(&mut session);
        if moved == "ABGSE701" {
            continue;
        }
        let last = last_message(&session, "ABGSE501");
        assert!(
            last.starts_with("VMS2453") && last.contains("SU DOWN"),
            "{last}"
        );
        assert_eq!(vm(&session, "VM12PROD").state, VmState::Running);
        assert!(vm(&session, "VM12PROD").migration.is_none());
    }
}

#[test]
fn a_vm_that_has_arrived_survives_its_source() {
    let mut session = session();
    codes(&mut session, "ABGSE501", &[("/MIGRATE-VM 12", DONE)]);
    while vm(&session, "VM12PROD").unit == session.world().unit_named("ABGSE501").unwrap() {
        session.step();
    }
    session.inject("su-down ABGSE501").unwrap();
    let there = vm(&session, "VM12PROD");
    assert_eq!((there.state, there.migration), (VmState::Running, None));
    assert!(last_message(&session, "ABGSE701").starts_with("VMS2431"));
    codes(
        &mut session,
        "ABGSE701",
        &[("/SHOW-VM-ATTRIBUTES VM-ID=12", DONE)],
    );
    // A VM that was still at the source is lost with it, and can be recovered.
    let mut session = session_on(Scenario::builtin("default").unwrap());
    codes(&mut session, "ABGSE501", &[("/MIGRATE-VM 12", DONE)]);
    pass(&mut session, 8);
    session.inject("su-down ABGSE501").unwrap();
    assert_eq!(vm(&session, "VM12PROD").state, VmState::NotInitialized);
    let recover = [("/RECOVER-VM-DEFINITION VM12PROD", DONE)];
    codes(&mut session, "ABGSE701", &recover);
}

/// The source has given the VM up already when the target is lost: it says so once.
#[test]
fn a_source_that_has_given_the_vm_up_says_so_once() {
    for (source, target, vm) in [
        ("ABGSE501", "ABGSE701", "VM12PROD"),
        ("SEX86A", "SEX86B", "VM03TEST"),
    ] {
        for fault in ["su-down", "monitor-restart"] {
            let mut session = session();
            let when = format!("{fault} {target} when {source} /VMS4024|VMS6021/");
            session.inject(&when).unwrap();
            codes(
                &mut session,
                source,
                &[(&format!("/MIGRATE-VM {vm}"), DONE)],
            );
            pass(&mut session, 120);
            let told = records(&session, source);
            let count = |ids: &[&str]| {
                let ids = ids.iter().map(|id| id.parse().unwrap());
                let ids: Vec<_> = ids.map(Some).collect();
                told.iter()
                    .filter(|record| ids.contains(&record.id()))
                    .count()
            };
            assert_eq!(count(&["VMS4024", "VMS6021"]), 1, "{source} {fault}");
            assert_eq!(count(&["VMS2451"]), 1, "{source} {fault}");
            let lost = self::vm(&session, vm).state == VmState::NotInitialized;
            assert_eq!(lost, fault == "su-down", "{source} {fault}");
        }
    }
}

// ---- VM2000 cannot carry anything out ------------------------------------------------

#[test]
fn without_the_agent_vm2000_does_nothing_and_guests_run_on() {
    let mut session = session();
    session.inject("agent-loss SEX86A").unwrap();
    assert_eq!(
        last_message(&session, "SEX86A"),
        "VMS6000 VM2000 AGENT NOT AVAILABLE"
    );
    let table = [
        ("/SHOW-VM-RESOURCES", "0 130 VMS6000"),
        ("/SHOW-DEVICE-STATUS E000", DONE),
    ];
    codes(&mut session, "SEX86A", &table);
    codes(&mut session, "SEX86B", &[("/SHOW-VM-RESOURCES", DONE)]);
    let check = ask(&mut session, "SEX86B", "/CHECK-VM-MIGRATION VM11SAVE");
    let reason = check.messages.first().unwrap();
    assert!(
        reason.ends_with("TARGET SU 'SEX86A'. REASON: VMS6000"),
        "{reason}"
    );
    assert_eq!(vm(&session, "VM03TEST").state, VmState::Running);
    session.inject("clear agent-loss SEX86A").unwrap();
    let back = "VMS6003 VM2000 AGENT RESTARTED";
    assert_eq!(last_message(&session, "SEX86A"), back);
    codes(&mut session, "SEX86A", &[("/SHOW-VM-RESOURCES", DONE)]);
    let error = session.inject("carrier-loss ABGSE501").unwrap_err();
    assert!(error.to_string().contains("name an SU x86"), "{error}");
}

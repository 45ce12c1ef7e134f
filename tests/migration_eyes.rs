//! What administrators see and do on the side of a migration that does not execute the VM.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::common::*;
use vmcons::engine::Session;
use vmcons::sim::Span;
use vmcons::vm2000::migration::Stage;
use vmcons::vm2000::model::VmState;

const MOVER: &str = "[[vm]]\nindex = 2\nname = \"MOVER\"\non = \"HERE\"\nmemory_mb = 2048\n\
                     cpus = 2\ndevices = [\"CS\", \"FAA4\"]\n";

/// A session in which MOVER is about to go from HERE to THERE.
fn world(unit_type: &str) -> Session {
    let alias = match unit_type {
        "/390" => ", { mn = \"FAB0\", family = \"pav-alias\", base = \"FAA4\" }",
        _ => "",
    };
    let unit = format!(
        "cpus = 4\ndevice = [ {{ mn = \"CS\", family = \"kvp\" }}, {{ mn = \"FAA4\" }}{alias} ]"
    );
    let units = [unit.as_str(); 2];
    sides(
        unit_type,
        units,
        &format!("link = {{ mbit = 10000 }}\n{MOVER}"),
    )
}

fn code(session: &mut Session, console: &str, line: &str) -> String {
    let (sc2, sc1, mc) = ask(session, console, line).code;
    format!("{sc2} {sc1} {mc}")
}

/// The display lines of a command that contain a text.
fn shown(session: &mut Session, console: &str, line: &str, text: &str) -> Vec<String> {
    let lines = ask(session, console, line).lines.into_iter();
    lines.filter(|line| line.contains(text)).collect()
}

/// The ids and device of the messages about devices on a console.
fn of_devices(session: &Session, console: &str) -> Vec<String> {
    let all = records(session, console).into_iter();
    let told = all.filter_map(|record| {
        let id = record.id()?;
        let is_one = ["VMS4005", "VMS4009"].contains(&id.as_str());
        let names = ["FAB0", "FAA4"];
        let name = names.iter().find(|name| record.text.contains(**name))?;
        is_one.then(|| format!("{id} {name}"))
    });
    told.collect()
}

fn migrate(session: &mut Session) {
    assert_eq!(code(session, "HERE", "/MIGRATE-VM MOVER"), "0 0 CMD0001");
}

#[test]
fn the_side_that_does_not_execute_a_vm_takes_nothing_from_its_guest() {
    for unit_type in TYPES {
        for (stage, other) in [
            (Stage::Copying, "THERE"),
            (Stage::Stopped, "THERE"),
            (Stage::ClearingUp, "HERE"),
        ] {
            let mut session = world(unit_type);
            migrate(&mut session);
            come_to(&mut session, stage);
            let line = "/REMOVE-VM-DEVICES FAA4,VM-ID=MOVER,FORCE=*YES";
            let found = code(&mut session, other, line);
            assert_eq!(found, "0 128 VMS3042", "{unit_type} {stage:?}");
            idle(&mut session);
            assert_eq!(vm(&session, "MOVER").state, VmState::Running);
            assert!(!message_ids(&session, "MOVER").contains(&"NKR0047".to_owned()));
        }
    }
}

#[test]
fn alias_devices_are_told_of_when_they_go_and_when_they_come_back() {
    let mut session = world("/390");
    let attach = "/ATTACH-DEVICE FAB0";
    let has_alias = |session: &Session| {
        let held = &vm(session, "MOVER").devices;
        held.iter().any(|held| held.mnemonic.to_string() == "FAB0")
    };
    if !has_alias(&session) {
        code(&mut session, "MOVER", attach);
    }
    assert!(has_alias(&session));
    let before = of_devices(&session, "HERE").len();
    migrate(&mut session);
    come_to(&mut session, Stage::Copying);
    assert_eq!(of_devices(&session, "HERE")[before..], ["VMS4009 FAB0"]);
    let mut fails = session.clone();
    fails.inject("link-loss HERE").unwrap();
    idle(&mut fails);
    assert_eq!(
        of_devices(&fails, "HERE")[before..],
        ["VMS4009 FAB0", "VMS4005 FAB0"]
    );
    idle(&mut session);
    assert_eq!(
        of_devices(&session, "HERE")[before..],
        ["VMS4009 FAB0", "VMS4009 FAA4"]
    );
}

#[test]
fn disks_that_the_source_loses_are_not_those_of_the_target() {
    for unit_type in TYPES {
        let mut session = world(unit_type);
        migrate(&mut session);
        come_to(&mut session, Stage::Copying);
        session.inject("disk-loss HERE").unwrap();
        idle(&mut session);
        let unit = session.world().unit_named("THERE").unwrap();
        assert_eq!(vm(&session, "MOVER").unit, unit, "{unit_type}");
    }
}

#[test]
fn a_group_that_a_vm_comes_into_cannot_be_deleted_and_counts_it() {
    let mut session = world("/390");
    for unit in ["HERE", "THERE"] {
        assert_eq!(
            code(&mut session, unit, "/CREATE-VM-GROUP G,20"),
            "0 0 CMD0001"
        );
    }
    let add = "/ADD-VM-TO-VM-GROUP MOVER,G,1";
    assert_eq!(code(&mut session, "HERE", add), "0 0 CMD0001");
    migrate(&mut session);
    come_to(&mut session, Stage::Copying);
    let members = "/SHOW-VM-GROUP G,INFORMATION=*MEMBERS";
    assert_eq!(shown(&mut session, "THERE", members, "MOVER").len(), 1);
    let delete = "/DELETE-VM-GROUP G";
    assert_eq!(code(&mut session, "THERE", delete), "0 64 VMS4412");
    idle(&mut session);
    let attributes = shown(
        &mut session,
        "THERE",
        "/SHOW-VM-ATTRIBUTES VM-ID=MOVER",
        "G(G)",
    );
    assert_eq!(attributes.len(), 1);
}

/// A share within a group is none of a pool.
#[test]
fn a_vm_whose_group_is_not_there_leaves_it_and_has_its_own_quota() {
    let mut session = world("/390");
    let own = vm(&session, "MOVER").attributes.cpu_quota;
    assert_ne!(own, 100);
    code(&mut session, "HERE", "/CREATE-VM-GROUP G,20");
    code(&mut session, "HERE", "/ADD-VM-TO-VM-GROUP MOVER,G,1");
    migrate(&mut session);
    come_to(&mut session, Stage::Copying);
    assert_eq!(
        shown(
            &mut session,
            "THERE",
            "/SHOW-VM-ATTRIBUTES VM-ID=MOVER",
            "(G)"
        )
        .len(),
        1
    );
    assert_eq!(
        shown(
            &mut session,
            "THERE",
            "/SHOW-VM-ATTRIBUTES VM-ID=MOVER",
            "*STDPOOL(P)"
        )
        .len(),
        1
    );
    idle(&mut session);
    let attributes = &vm(&session, "MOVER").attributes;
    assert_eq!(
        (attributes.group.is_none(), attributes.cpu_quota),
        (true, own)
    );
    assert!(message_ids(&session, "THERE").contains(&"VMS4426".to_owned()));
}

#[test]
fn one_side_alone_shows_that_it_executes_a_vm() {
    let cpus = "/SHOW-VM-RESOURCES INFORMATION=*CPU,VM-ID=MOVER";
    let state = |session: &Session, unit: &str| {
        let world = session.world();
        let id = world.vms.iter().position(|vm| vm.name == "MOVER").unwrap();
        let id = vmcons::vm2000::model::VmId(u16::try_from(id).unwrap());
        world.shown_state(world.unit_named(unit).unwrap(), id)
    };
    for unit_type in TYPES {
        let mut session = world(unit_type);
        migrate(&mut session);
        for (stage, here, there, states) in [
            (
                Stage::Copying,
                true,
                false,
                ["RUNNING(MIGR)", "SETUP(MIGR)"],
            ),
            (
                Stage::Stopped,
                false,
                false,
                ["RUNNING(MIGR)", "SETUP(MIGR)"],
            ),
            (
                Stage::ClearingUp,
                false,
                true,
                ["RUNNING(MIGR)", "SETUP(MIGR)"],
            ),
        ] {
            come_to(&mut session, stage);
            let mut at = session.clone();
            let mut works = |unit: &str| {
                let lines = shown(&mut at, unit, cpus, "MOVER");
                assert_eq!(lines.len(), 1, "{unit_type} {stage:?} {unit}");
                ["(RUN)", "(IDLE)"]
                    .iter()
                    .any(|state| lines[0].contains(state))
            };
            assert_eq!(
                (works("HERE"), works("THERE")),
                (here, there),
                "{unit_type} {stage:?}"
            );
            assert_eq!([state(&session, "HERE"), state(&session, "THERE")], states);
        }
    }
}

#[test]
fn a_guest_that_is_ending_says_nothing_of_mscf() {
    let mut session = world("/390");
    ask(
        &mut session,
        "HERE",
        "/SHUTDOWN-VM MOVER,ACTION=*SHUTDOWN(QUIET-TIME=0)",
    );
    session.advance(session.now() + Span::from_secs(3));
    let before = records(&session, "MOVER").len();
    migrate(&mut session);
    idle(&mut session);
    let all = records(&session, "MOVER").into_iter().skip(before);
    let told: Vec<String> = all
        .filter_map(|record| Some(record.id()?.to_string()))
        .collect();
    assert!(
        !told.iter().any(|id| id == "MCS1002" || id == "ETMDR01"),
        "{told:?}"
    );
}

#[test]
fn a_vm_that_goes_down_with_its_target_has_moved_with_a_warning() {
    for unit_type in TYPES {
        let mut session = world(unit_type);
        assert_eq!(
            code(&mut session, "HERE", "/MIGRATE-VM MOVER,MONJV=J"),
            "0 0 CMD0001"
        );
        come_to(&mut session, Stage::ClearingUp);
        session.inject("su-down THERE").unwrap();
        idle(&mut session);
        assert_eq!(
            shown(&mut session, "HERE", "/SHOW-JV J", "$TW").len(),
            1,
            "{unit_type}"
        );
    }
}

#[test]
fn processors_that_are_not_attached_are_further_ones() {
    let mut session = world("x86");
    assert_eq!(
        shown(
            &mut session,
            "HERE",
            "/SHOW-VM-ATTRIBUTES VM-ID=MOVER",
            "(+"
        )
        .len(),
        0
    );
    code(&mut session, "MOVER", "/DETACH-DEVICE UNIT=*CPU(CPU-ID=01)");
    let further = vm(&session, "MOVER").virtual_cpus.len() - vm(&session, "MOVER").attached_cpus();
    let lines = shown(
        &mut session,
        "HERE",
        "/SHOW-VM-ATTRIBUTES VM-ID=MOVER",
        "MOVER",
    );
    assert_eq!(
        lines[0].contains(&format!("(+{further})")),
        further > 0,
        "{lines:?}"
    );
}

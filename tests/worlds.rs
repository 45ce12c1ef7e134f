//! The worlds built in beside the default: what their texts promise.
#![allow(clippy::unwrap_used)]

use crate::common::*;
use vmcons::engine::Session;
use vmcons::scenario::Scenario;

fn world(name: &str) -> Session {
    session_on(Scenario::builtin(name).unwrap())
}

#[test]
fn beginners_move_a_vm_there_and_back() {
    let mut session = world("small");
    for (su, vm) in [
        ("FIRST", "VMDAY"),
        ("SECOND", "VMDAY"),
        ("FIRST", "VMNIGHT"),
    ] {
        codes(
            &mut session,
            su,
            &[(&format!("/MIGRATE-VM VM-ID={vm}"), "0 0 CMD0001")],
        );
        idle(&mut session);
        assert!(
            message_ids(&session, su).contains(&"VMS2451".to_owned()),
            "{su}"
        );
    }
}

#[test]
fn what_goes_from_north_to_south_is_another_there() {
    let mut session = world("unlike");
    for (unit, vm, told, code) in [
        ("NORTH", "2", "VMS2471 DEVICE 'DA00'", "0 0 CMD0001"),
        ("NORTH", "3", "VMS2470 2 VIRTUAL CPUS", "0 0 CMD0001"),
        ("NORTH", "4", "VMS4034,B310", "2 0 VMS2461"),
        ("NORTH", "4", "VMS2437,B320", "2 0 VMS2461"),
        ("NORTH", "5", "'INIT-ONLY(DIFF)'", "0 0 CMD0001"),
        ("NORTH", "6", "'DOWN(DIFF)'", "0 0 CMD0001"),
        ("LONE", "2", "VMS2341", "0 64 VMS2341"),
        ("EAST", "2", "VMS2403", "2 0 VMS2461"),
    ] {
        let answer = ask(&mut session, unit, &format!("/CHECK-VM-MIGRATION {vm}"));
        let (sc2, sc1, id) = &answer.code;
        assert_eq!(format!("{sc2} {sc1} {id}"), code, "{unit} {vm}");
        let is_told = answer.messages.iter().any(|text| text.contains(told));
        assert!(is_told, "{told}: {:?}", answer.messages);
    }
    let definition = [("/MIGRATE-VM-DEFINITION N07YEAR", "0 0 CMD0001")];
    codes(&mut session, "NORTH", &definition);
}

#[test]
fn each_vm_of_the_crowded_world_stays_for_the_reason_noted_beside_it() {
    let mut session = world("crowded");
    let no_place = "VMS4014";
    for (vm, reason) in [
        ("BIGDB", "VMS4011"),
        ("TWIN", "VMS4012"),
        ("ONEDISK", "VMS4034,D991"),
        ("TAPER", "VMS2437,7000"),
        ("POOLED", "VMS4612"),
        ("RESTING", "VMS2405"),
        ("EASY", no_place),
        ("RACER", no_place),
    ] {
        let answer = ask(&mut session, "FULL1", &format!("/CHECK-VM-MIGRATION {vm}"));
        assert_eq!(answer.code, (2, 0, "VMS2461".to_owned()), "{vm}");
        let told = answer
            .messages
            .iter()
            .any(|message| message.contains(reason));
        assert!(told, "{vm}: {:?}", answer.messages);
    }
    // What the text says opens a way: a place for EASY.
    ask(&mut session, "FULL2", "/DELETE-VM FULL23");
    codes(
        &mut session,
        "FULL1",
        &[("/MIGRATE-VM EASY", "0 0 CMD0001")],
    );
    idle(&mut session);
    assert!(message_ids(&session, "FULL1").contains(&"VMS2451".to_owned()));
}

#[test]
fn every_su_of_the_large_world_is_full_until_somebody_makes_room() {
    let mut session = world("large");
    for unit in ["EAST1", "EAST2", "WEST1", "WEST2"] {
        let shown = ask(&mut session, unit, "/SHOW-VM-RESOURCES *CONFIGURATION");
        let places = " VM:            15 OF 15".to_owned();
        assert!(shown.lines.contains(&places), "{:?}", shown.lines);
    }
    let mut moved = |index: u32| {
        let check = ask(
            &mut session,
            "EAST1",
            &format!("/CHECK-VM-MIGRATION {index}"),
        );
        assert!(check.messages[0].ends_with("REASON: VMS4014"), "{check:?}");
        ask(&mut session, "EAST2", &format!("/DELETE-VM {}", index + 24));
        let code = ask(&mut session, "EAST1", &format!("/MIGRATE-VM {index}")).code;
        idle(&mut session);
        code.2
    };
    // Four that do not work go, one after the other; the next would be a second at work.
    assert_eq!([2, 3, 4, 5].map(&mut moved), ["CMD0001"; 4]);
    let table = [
        ("/DELETE-VM 18", "0 64 VMS2001"),
        ("/SHOW-VM-ATTRIBUTES VM-ID=29", "0 64 VMS4000"),
        ("/SHOW-VM-ATTRIBUTES VM-ID=5", "0 0 CMD0001"),
        ("/SHOW-VM-DEFINITION E26MNTH", "0 0 CMD0001"),
    ];
    codes(&mut session, "EAST2", &table);
}

/// Every field of a world, one a line.
const EVERY_FIELD: &str = r#"schema = 1
title = "Two clusters"
start = 2026-01-12T00:06:59Z
seed = 1
text = "What the trainee is told."
[[server_unit]]
name = "ABGSE501"
type = "/390"
model = "SE700"
cpus = 8
memory_mb = 65536
monitor.version = "V21.0B"
monitor.memory_mb = 1024
[[server_unit.device]]
mn = "FAA5"
family = "disk"
pubset = "PROD"
[[server_unit]]
name = "ABGSE701"
[[server_unit.device]]
mn = "FAA5"
[[cluster]]
name = "S390"
units = ["ABGSE501", "ABGSE701"]
link.mbit = 10000
active = true
[[vm]]
index = 12
name = "VM12PROD"
on = "ABGSE501"
state = "RUNNING"
memory_mb = 8192
cpus = 2
load.dirty_mb_s = 10
load.working_set_mb = 100
guest.system = "BS2000"
guest.version = "V20.0B"
devices = ["FAA5:SD"]
persistent = true
[[fault]]
at = "+10m"
name = "link-loss"
on = "ABGSE501"
clear = false
"#;

/// A field of another type, and one of another name, is shown at its line and column, with
/// what to write instead.
#[test]
fn every_field_is_checked_at_its_place() {
    Scenario::load("world.toml", EVERY_FIELD).unwrap();
    let shows = |number: usize, text: &str| {
        let wrong = Scenario::load("world.toml", text).expect_err(text);
        let here = wrong.0.iter().find(|error| error.line == number + 1);
        let error = here.unwrap_or_else(|| panic!("line {}: {wrong}", number + 1));
        assert!(error.column > 0 && error.help.is_some(), "{wrong}");
    };
    let lines: Vec<&str> = EVERY_FIELD.lines().collect();
    for (number, line) in lines.iter().enumerate() {
        let Some((field, _)) = line.split_once(" = ") else {
            continue;
        };
        for wrong in [format!("{field} = [[1]]"), line.replacen(" =", "zz =", 1)] {
            let mut changed = lines.clone();
            changed[number] = &wrong;
            shows(number, &changed.join("\n"));
        }
    }
}

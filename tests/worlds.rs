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
fn an_su_of_the_large_world_takes_four_more_and_no_fifth() {
    let mut session = world("large");
    let moved = (2..=6).map(|index| format!("/MIGRATE-VM VM-ID={index}"));
    let codes: Vec<String> = moved
        .map(|line| {
            let code = ask(&mut session, "EAST1", &line).code;
            idle(&mut session);
            code.2
        })
        .collect();
    assert_eq!(
        codes,
        ["CMD0001", "CMD0001", "CMD0001", "CMD0001", "VMS2461"]
    );
}

//! EXTEND-VM-MEMORY, REDUCE-VM-MEMORY and MOVE-VM.
#![allow(clippy::unwrap_used)]

use crate::common::*;
use vmcons::engine::Session;
use vmcons::scenario::Scenario;
use vmcons::sim::Span;
use vmcons::vm2000::model::{UnitId, VmState};

/// An SU /390 of 16 GB, whose VMs stand one behind the other, and an SU x86.
const WORLD: &str = r#"
schema = 1
start = 2026-01-12T00:06:59Z
[[server_unit]]
name = "SUA"
device = [{ mn = "CS", family = "kvp" }, { mn = "D100" }]
memory_mb = 16384
[[server_unit]]
name = "SUB"
device = [{ mn = "CS", family = "kvp" }, { mn = "D100" }]
[[cluster]]
name = "S390"
units = ["SUA", "SUB"]
[[server_unit]]
name = "SUX"
type = "x86"
memory_mb = 16384
[[vm]]
index = 2
name = "FIRST"
on = "SUA"
memory_mb = 2048
min_memory_mb = 1024
[[vm]]
index = 3
name = "LAST"
on = "SUA"
memory_mb = 4096
devices = ["CS", "D100"]
[[vm]]
index = 4
name = "HELD"
on = "SUA"
memory_mb = 512
state = "IN HOLD (WAIT)"
[[vm]]
index = 5
name = "NEW"
on = "SUA"
memory_mb = 512
state = "INIT-ONLY"
[[vm]]
index = 2
name = "XSYS"
on = "SUX"
memory_mb = 4096
min_memory_mb = 2048
max_memory_mb = 8192
"#;

fn world() -> Session {
    session_on(Scenario::load("world.toml", WORLD).unwrap())
}

/// First megabyte and size of a VM.
fn area(session: &Session, vm: &str) -> (Option<u64>, u64) {
    let vm = session.world().vms.iter().find(|v| v.name == vm).unwrap();
    (vm.location_mb, vm.memory_mb())
}

#[test]
fn memory_grows_and_shrinks_while_the_guest_runs() {
    let mut session = world();
    let answer = ask(&mut session, "SUX", "/EXTEND-VM-MEMORY XSYS,8(*GIGABYTE)");
    assert_eq!(
        answer.messages,
        [
            "VMS4100 MEMORY RECONFIGURATION OF VIRTUAL MACHINE (2,XSYS) STARTED. PLANNED SIZE: 8192 MB"
        ]
    );
    // Not there yet, but given out already.
    assert_eq!(area(&session, "XSYS").1, 4096);
    assert_eq!(
        session.world().free_memory_mb(UnitId(2)),
        16384 - 1024 - 8192
    );
    let shown = ask(&mut session, "SUX", "/SHOW-VM-ATTRIBUTES *MEMORY,VM-ID=2").lines;
    assert!(
        shown
            .iter()
            .any(|l| l.contains("4096") && l.contains("8192")),
        "{shown:?}"
    );
    idle(&mut session);
    assert_eq!(area(&session, "XSYS").1, 8192);
    assert!(message_ids(&session, "SUX:ADMIN").contains(&"VMS4101".to_owned()));
    let definition = &session.world().unit(UnitId(2)).definitions["XSYS"];
    assert_eq!(definition.attributes.memory.size_mb, 8192);
    ask(&mut session, "SUX", "/REDUCE-VM-MEMORY XSYS,*MINIMUM");
    assert_eq!(
        session.world().free_memory_mb(UnitId(2)),
        16384 - 1024 - 8192
    );
    idle(&mut session);
    assert_eq!(
        session.world().free_memory_mb(UnitId(2)),
        16384 - 1024 - 2048
    );
}

#[test]
fn every_return_code_of_memory_reconfiguration() {
    let mut session = world();
    codes(
        &mut session,
        "SUX",
        &[
            ("/EXTEND-VM-MEMORY 9,8192", "0 64 VMS4000"),
            ("/EXTEND-VM-MEMORY 2,4097", "0 64 VMS4016"),
            ("/EXTEND-VM-MEMORY 2,2048", "0 64 VMS4104"),
            ("/EXTEND-VM-MEMORY 2,8194", "0 64 VMS4104"),
            ("/EXTEND-VM-MEMORY 2", "1 0 CMD0001"),
            (
                "/EXTEND-VM-MEMORY 2,NEW-MIN-MEMORY-SIZE=3(*GIGABYTE)",
                "0 0 CMD0001",
            ),
            ("/REDUCE-VM-MEMORY 2,2048", "0 64 VMS4104"),
            ("/REDUCE-VM-MEMORY 2,4096", "1 0 CMD0001"),
            ("/REDUCE-VM-MEMORY 2,3072", "0 0 CMD0001"),
            ("/REDUCE-VM-MEMORY 2,3072", "0 128 VMS4102"),
            ("/EXTEND-VM-MEMORY 2,*MAXIMUM", "0 128 VMS4102"),
        ],
    );
    idle(&mut session);
    codes(
        &mut session,
        "SUA",
        &[
            // FIRST has its neighbour directly behind it.
            ("/EXTEND-VM-MEMORY FIRST,4096", "0 64 VMS4011"),
            ("/EXTEND-VM-MEMORY HELD,1024", "0 64 VMS4103"),
            ("/REDUCE-VM-MEMORY HELD,*MINIMUM", "0 64 VMS4103"),
            ("/EXTEND-VM-MEMORY NEW,*MAXIMUM,*MAXIMUM", "0 0 CMD0001"),
            ("/REDUCE-VM-MEMORY FIRST,*MINIMUM", "0 0 CMD0001"),
            ("/MIGRATE-VM FIRST", "0 64 VMS2461"),
        ],
    );
    idle(&mut session);
    assert_eq!(area(&session, "NEW"), (Some(7680), 16384 - 7680));
    assert_eq!(session.world().free_areas(UnitId(0)), [(2048, 1024)]);
    codes(
        &mut session,
        "SUA",
        &[
            ("/EXTEND-VM-MEMORY FIRST,*MAXIMUM", "0 0 CMD0001"),
            ("/MIGRATE-VM LAST", "0 0 CMD0001"),
            ("/REDUCE-VM-MEMORY LAST,*MINIMUM", "0 128 VMS3042"),
            ("/MOVE-VM *MEMORY-END,LAST", "0 128 VMS3042"),
        ],
    );
}

#[test]
fn a_vm_is_moved_within_memory_and_waits_meanwhile() {
    let mut session = world();
    let answer = ask(&mut session, "SUA", "/MOVE-VM *MEMORY-END,LAST");
    assert_eq!(
        answer.messages,
        ["VMS4111 MOVE OF VIRTUAL MACHINE (3,LAST) TO LOCATION '00003000' STARTED"]
    );
    let state = |session: &Session| {
        session
            .world()
            .vms
            .iter()
            .find(|v| v.name == "LAST")
            .unwrap()
            .state
    };
    assert_eq!(state(&session), VmState::InHold);
    // 4 GB take 20 seconds; both places are held until then.
    let free: u64 = session
        .world()
        .free_areas(UnitId(0))
        .iter()
        .map(|(_, length)| length)
        .sum();
    assert_eq!(free, 16384 - 1024 - 2048 - 4096 - 4096 - 512 - 512);
    session.advance(session.now() + Span::from_secs(15));
    assert_eq!(state(&session), VmState::InHold);
    idle(&mut session);
    assert_eq!(
        (state(&session), area(&session, "LAST")),
        (VmState::Running, (Some(12288), 4096))
    );
}

#[test]
fn every_place_and_return_code_of_move_vm() {
    let mut session = world();
    let place = |session: &Session, vm| area(session, vm).0.unwrap();
    codes(
        &mut session,
        "SUA",
        &[("/MOVE-VM *AFTER-VM,NEW", "1 0 CMD0001")],
    );
    codes(
        &mut session,
        "SUA",
        &[("/MOVE-VM *MEMORY-END,NEW", "0 0 CMD0001")],
    );
    assert_eq!(place(&session, "NEW"), 16384 - 512);
    codes(
        &mut session,
        "SUA",
        &[("/MOVE-VM *AFTER-VM(HELD),NEW", "0 0 CMD0001")],
    );
    assert_eq!(place(&session, "NEW"), 7680);
    codes(
        &mut session,
        "SUA",
        &[("/MOVE-VM *BEFORE-VM,NEW", "0 0 CMD0001")],
    );
    assert_eq!(place(&session, "NEW"), 16384 - 512);
    codes(
        &mut session,
        "SUA",
        &[("/MOVE-VM 2000(*MEGABYTE),NEW", "0 0 CMD0001")],
    );
    assert_eq!(place(&session, "NEW"), 0x2000);
}

#[test]
fn what_speaks_against_a_move() {
    let mut session = world();
    codes(
        &mut session,
        "SUA",
        &[("/MOVE-VM 2000(*MEGABYTE),NEW", "0 0 CMD0001")],
    );
    codes(
        &mut session,
        "SUA",
        &[
            ("/MOVE-VM *MEMORY-END,9", "0 64 VMS4000"),
            ("/MOVE-VM *AFTER-VM(9),NEW", "0 64 VMS4000"),
            ("/MOVE-VM *BEFORE-VM(LAST),NEW", "0 64 VMS4010"),
            ("/MOVE-VM *BEFORE-VM(NEW),NEW", "0 64 VMS4115"),
            ("/MOVE-VM *AFTER-VM(NEW),NEW", "0 64 VMS4115"),
            ("/MOVE-VM 00100001,NEW", "0 64 VMS4017"),
            ("/MOVE-VM 00000000,NEW", "0 64 VMS4010"),
            ("/MOVE-VM *MEMORY-END,HELD,*YES", "0 64 VMS4114"),
            ("/MOVE-VM *MEMORY-END,HELD", "0 0 CMD0001"),
            ("/MOVE-VM *AFTER-VM,HELD", "0 128 VMS4113"),
        ],
    );
    idle(&mut session);
    let held = session
        .world()
        .vms
        .iter()
        .find(|v| v.name == "HELD")
        .unwrap();
    assert_eq!(
        (held.state, held.location_mb),
        (VmState::InHold, Some(16384 - 512))
    );
    codes(
        &mut session,
        "SUX",
        &[("/MOVE-VM *MEMORY-END,XSYS", "0 64 VMS9004")],
    );
}

/// The place that a MOVE-VM has named is one of this server unit: a reset ends the move, so
/// that it never ends on the target of a migration.
#[test]
fn a_reset_ends_a_move() {
    for line in [
        "/RESET-VM LAST",
        "/START-VM D100,VM-ID=LAST,CHECK-VM-STATE=*NO",
    ] {
        let mut session = world();
        ask(&mut session, "SUA", "/MOVE-VM *MEMORY-END,LAST");
        session.advance(session.now() + Span::from_secs(2));
        assert_eq!(area(&session, "LAST").0, Some(0xC00));
        ask(&mut session, "SUA", line);
        assert_eq!(area(&session, "LAST").0, Some(0x3000));
        assert!(session.world().under_way.moves.is_empty());
        assert!(message_ids(&session, "SUA:ADMIN").contains(&"VMS4112".to_owned()));
        if line.starts_with("/RESET") {
            let free = session.world().free_areas(UnitId(1));
            ask(&mut session, "SUA", "/MIGRATE-VM LAST");
            idle(&mut session);
            let vm = session.world().vms.iter().find(|vm| vm.name == "LAST");
            assert_eq!(vm.unwrap().unit, UnitId(1));
            assert_eq!(
                area(&session, "LAST").0,
                free.first().map(|(from, _)| *from)
            );
        }
    }
}

/// A restart that is not possible leaves the VM DOWN, and nothing waits for its move.
#[test]
fn a_guest_that_cannot_restart_while_it_is_moved_is_down_at_its_new_place() {
    let mut session = world();
    enter(&mut session, "LAST", "/SHUTDOWN MODE=*END(RESTART=*YES)");
    while !message_ids(&session, "SUA").contains(&"VMS2052".to_owned()) {
        assert!(session.step());
    }
    for line in [
        "/MOVE-VM 2000(*MEGABYTE),LAST",
        "/REMOVE-VM-DEVICES D100,LAST,FORCE=*YES",
    ] {
        assert_eq!(ask(&mut session, "SUA", line).code.1, 0, "{line}");
    }
    let last = |session: &Session| {
        let found = session.world().vms.iter().find(|vm| vm.name == "LAST");
        found.unwrap().clone()
    };
    while last(&session).state != VmState::Down {
        assert!(session.step());
    }
    let last = last(&session);
    assert!(!last.waits.any(), "{:?}", last.waits);
    assert_eq!(last.location_mb, Some(0x2000));
    assert!(session.world().under_way.moves.is_empty());
}

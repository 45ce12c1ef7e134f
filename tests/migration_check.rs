//! What the check before a migration finds, all of it in one go, through
//! CHECK-VM-MIGRATION and MIGRATE-VM alike; and what becomes of the VM's definition.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use crate::common::{enter, idle, message_ids, records, session_on};
use vmcons::console::Kind;
use vmcons::engine::Session;
use vmcons::scenario::Scenario;
use vmcons::vm2000::definitions::catch_up;

/// Two server units of a type in one cluster, with the fields given for each, and VMs.
fn world(unit_type: &str, [source, target]: [&str; 2], vms: &str) -> Scenario {
    let text = format!(
        r#"
schema = 1
[[server_unit]]
name = "HERE"
type = "{unit_type}"
{source}
[[server_unit]]
name = "THERE"
type = "{unit_type}"
{target}
[[cluster]]
name = "BOTH"
units = ["HERE", "THERE"]
{vms}"#
    );
    Scenario::load("test.toml", &text).unwrap()
}

const DISKS: &str = r#"device = [ { mn = "CS", family = "kvp" }, { mn = "FAA4" }, { mn = "FAA5" }, { mn = "FAA6" } ]"#;

/// The messages that answer a command at the source, its return code last.
fn answer(session: &mut Session, line: &str) -> Vec<String> {
    let before = records(session, "HERE").len();
    enter(session, "HERE", line);
    while session.is_busy(session.console("HERE").unwrap()) {
        assert!(session.step());
    }
    let all = records(session, "HERE");
    let new = all.iter().skip(before);
    new.filter_map(|record| match record.kind {
        Kind::Message => Some(format!("{} {}", record.id()?, record.text)),
        Kind::Completion => {
            let code = record.code?;
            Some(format!("{}/{} {}", code.sc2, code.sc1, code.mc))
        }
        _ => None,
    })
    .collect()
}

#[test]
fn all_that_speaks_against_a_migration_is_told_in_one_go() {
    let target = r#"memory_mb = 8192
monitor = { memory_mb = 256 }
hypervisor_mb = 32
device = [ { mn = "CS", family = "kvp" }, { mn = "FAA4" } ]"#;
    let vms = r#"
[[vm]]
index = 2
name = "MOVER"
on = "HERE"
memory_mb = 9000
devices = ["CS", "FAA4", "FAA5"]
[[vm]]
index = 2
name = "SITTER"
on = "THERE"
devices = ["FAA4"]
"#;
    let mut session = session_on(world("/390", [DISKS, target], vms));
    for (command, code) in [("CHECK-VM-MIGRATION", "2/0"), ("MIGRATE-VM", "0/64")] {
        let told = answer(&mut session, &format!("/{command} VM-ID=MOVER"));
        let rejected = |reason: &str| {
            format!(
                "VMS2404 LIVE MIGRATION OF VM (2,MOVER) REJECTED BY TARGET SU 'THERE'. \
                 REASON: {reason}"
            )
        };
        let expected = [
            "VMS2406 MONITOR VM OF SU 'THERE' TOO SMALL FOR LIVE MIGRATION".to_owned(),
            "VMS2409 HYPERVISOR MEMORY OF SU 'THERE' TOO SMALL FOR LIVE MIGRATION".to_owned(),
            rejected("VMS4011"),
            rejected("VMS4012"),
            rejected("VMS2437,FAA4"),
            rejected("VMS4034,FAA5"),
        ];
        assert_eq!(told[..6], expected, "{command}");
        assert!(told[6].starts_with("VMS2461"), "{told:?}");
        assert_eq!(told[7], format!("{code} VMS2461"));
    }
    assert!(session.world().migrations.is_empty());
}

#[test]
fn a_vm_in_hold_is_checked_against_the_target_as_well() {
    let vms = r#"
[[vm]]
index = 2
name = "HELD"
on = "HERE"
state = "IN HOLD (WAIT)"
devices = ["FAA5"]
"#;
    let target = r#"device = [ { mn = "FAA4" } ]"#;
    let mut session = session_on(world("/390", [DISKS, target], vms));
    let told = answer(&mut session, "/CHECK-VM-MIGRATION VM-ID=2");
    assert!(told[0].starts_with("VMS2405"), "{told:?}");
    assert!(told[1].ends_with("REASON: VMS4034,FAA5"), "{told:?}");
}

#[test]
fn a_smaller_cpu_pool_is_a_warning_only() {
    let target = format!("cpus = 2\n{DISKS}");
    let vms = r#"
[[vm]]
index = 2
name = "WIDE"
on = "HERE"
cpus = 5
devices = ["FAA5"]
"#;
    let mut session = session_on(world("/390", [DISKS, &target], vms));
    let told = answer(&mut session, "/CHECK-VM-MIGRATION VM-ID=2");
    assert_eq!(
        told[0],
        "VMS2470 3 VIRTUAL CPUS OF VM (2,WIDE) WILL BE DETACHED AT LIVE MIGRATION: CPU POOL \
         '*STDPOOL' IS SMALLER ON THE TARGET SU"
    );
    assert!(told[1].starts_with("VMS2460"), "{told:?}");
    assert_eq!(told[2], "0/0 CMD0001");
}

const ONE: &str = r#"
[[vm]]
index = 2
name = "ONE"
on = "HERE"
persistent = true
devices = ["CS", "FAA4"]
"#;

#[test]
fn storage_that_cannot_be_reached_is_an_obstacle_on_either_side() {
    for side in ["HERE", "THERE"] {
        let mut scenario = world("/390", [DISKS, DISKS], ONE);
        let unit = scenario.world.unit_named(side).unwrap();
        scenario.world.unit_mut(unit).storage_accessible = false;
        let mut session = session_on(scenario);
        let told = answer(&mut session, "/MIGRATE-VM VM-ID=2");
        let expected = format!("VMS2331 STORAGE FOR VM DEFINITIONS OF SU '{side}' NOT ACCESSIBLE");
        assert_eq!(told[0], expected);
        assert!(session.world().migrations.is_empty());
    }
}

#[test]
fn the_definition_moves_with_its_vm() {
    for unit_type in ["/390", "x86"] {
        let vms = ONE.replace("index = 2", "index = 2\nmemory_mb = 2048");
        let mut session = session_on(world(unit_type, [DISKS, DISKS], &vms));
        let has = |session: &Session, unit: &str| {
            let unit = session.world().unit_named(unit).unwrap();
            session.world().unit(unit).definitions.contains_key("ONE")
        };
        assert!(has(&session, "HERE") && !has(&session, "THERE"));
        answer(&mut session, "/MIGRATE-VM VM-ID=2");
        idle(&mut session);
        assert!(
            !has(&session, "HERE") && has(&session, "THERE"),
            "{unit_type}"
        );
    }
}

#[test]
fn a_definition_that_stays_behind_is_warned_of_and_deleted_later() {
    let mut scenario = world("/390", [DISKS, DISKS], ONE);
    let mut world = scenario.world.clone();
    let (here, there) = (
        world.unit_named("HERE").unwrap(),
        world.unit_named("THERE").unwrap(),
    );
    let vm = world.vm_known(here, "ONE").unwrap();
    world.unit_mut(here).storage_accessible = false;
    world.vm_mut(vm).unit = there;
    assert!(!vmcons::vm2000::definitions::leave(&mut world, vm, here));
    assert!(world.unit(here).definitions.contains_key("ONE"));
    world.unit_mut(here).storage_accessible = true;
    catch_up(&mut world, here);
    assert!(!world.unit(here).definitions.contains_key("ONE"));

    // Whoever cannot copy the definition does not take the VM.
    let unit = scenario.world.unit_named("THERE").unwrap();
    scenario.world.unit_mut(unit).storage_accessible = false;
    let vm = scenario.world.vm_known(here, "ONE").unwrap();
    assert!(!vmcons::vm2000::definitions::copy(
        &mut scenario.world,
        vm,
        there
    ));
}

#[test]
fn the_curious_see_how_far_a_migration_has_come() {
    let vms = ONE.replace("index = 2", "index = 2\nmemory_mb = 16384\nload = \"oltp\"");
    let mut session = session_on(world("/390", [DISKS, DISKS], &vms));
    answer(&mut session, "/MIGRATE-VM VM-ID=2");
    let mut rounds = Vec::new();
    let mut sent = 0;
    while session.work() > 0 {
        for one in &session.view().migrations {
            assert_eq!(one.sides.unit_type.to_string(), "/390");
            if one.round > 0 {
                assert!(one.sent_mb >= sent, "{} MB after {sent} MB", one.sent_mb);
                sent = one.sent_mb;
                rounds.push(one.round);
            }
        }
        assert!(session.step());
    }
    assert!(sent >= 16_384, "{sent} MB");
    assert!(rounds.is_sorted() && rounds.last() > Some(&1), "{rounds:?}");
    assert!(session.view().migrations.is_empty());
    assert!(message_ids(&session, "HERE").contains(&"VMS2451".to_owned()));
}

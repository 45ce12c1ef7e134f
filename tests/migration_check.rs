//! What becomes of a VM's definition when the VM is migrated, and what the curious see of a
//! migration. The findings of the check stand in `migration_findings.rs`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use crate::common::*;
use vmcons::console::Kind;
use vmcons::engine::Session;
use vmcons::scenario::Scenario;
use vmcons::sim::Span;
use vmcons::vm2000::definitions::catch_up;
use vmcons::vm2000::migration::Stage;

fn world(unit_type: &str, units: [&str; 2], vms: &str) -> Scenario {
    Scenario::load("test.toml", &sides_text(unit_type, units, vms)).unwrap()
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

const ONE: &str = r#"
[[vm]]
index = 2
name = "ONE"
on = "HERE"
persistent = true
devices = ["CS", "FAA4"]
"#;

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
    let mut expected = Span::ZERO;
    while session.work() > 0 {
        for one in &session.view().migrations {
            if one.stage == Stage::Copying {
                expected = one.expected_stop;
            }
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
    // In the last round nothing was uncertain any more.
    let stopped = first(&session, "THERE", "VMS2432").since(first(&session, "HERE", "VMS2452"));
    assert_eq!(expected, stopped);
}

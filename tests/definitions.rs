//! VM definitions whose storage cannot be reached (VM2000 V12.0 User Guide, pages 91 to 93).

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use vmcons::scenario::Scenario;
use vmcons::vm2000::definitions::{catch_up, note};
use vmcons::vm2000::ids::VMS2306;
use vmcons::vm2000::model::World;

#[test]
fn what_could_not_be_noted_is_noted_later() {
    let mut world = Scenario::builtin("default").unwrap().world;
    let unit = world.unit_named("ABGSE501").unwrap();
    let vm = world.vm_known(unit, "VM12PROD").unwrap();
    world.unit_mut(unit).storage_accessible = false;
    world.vm_mut(vm).attributes.cpu_quota = 4711;
    assert_eq!(note(&mut world, vm).unwrap_err().id, VMS2306);
    let quota = |world: &World| {
        world.unit(unit).definitions["VM12PROD"]
            .attributes
            .cpu_quota
    };
    assert_ne!(quota(&world), 4711);
    world.unit_mut(unit).storage_accessible = true;
    catch_up(&mut world, unit);
    assert_eq!(quota(&world), 4711);
}

//! VM definitions: the commands for them, and what other commands note in them.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::*;
use vmcons::vm2000::definitions::{catch_up, note};

#[test]
fn what_could_not_be_noted_is_noted_later() {
    let mut world = session().world().clone();
    let unit = world.unit_named("ABGSE501").unwrap();
    let vm = world.vm_known(unit, "VM12PROD").unwrap();
    world.unit_mut(unit).storage_accessible = false;
    world.vm_mut(vm).attributes.cpu_quota = 4711;
    assert_eq!(note(&mut world, vm).unwrap_err().id.as_str(), "VMS2306");
    let quota = |world: &vmcons::vm2000::model::World| {
        let definition = &world.unit(unit).definitions["VM12PROD"];
        definition.attributes.cpu_quota
    };
    assert_ne!(quota(&world), 4711);
    world.unit_mut(unit).storage_accessible = true;
    catch_up(&mut world, unit);
    assert_eq!(quota(&world), 4711);
}

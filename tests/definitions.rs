//! VM definitions follow their VMs, on SU /390 as soon as their storage can be reached.
#![allow(clippy::unwrap_used)]

use vmcons::scenario::Scenario;
use vmcons::sim::Tick;
use vmcons::vm2000::Effects;
use vmcons::vm2000::definitions::{catch_up, note};
use vmcons::vm2000::life::terminate;
use vmcons::vm2000::model::{UnitId, VmId, World};

/// A world whose storage cannot be reached, and a VM in it.
fn cut_off(vm: &str) -> (World, UnitId, VmId) {
    let mut world = Scenario::builtin("default").unwrap().world;
    let unit = world.unit_named("ABGSE701").unwrap();
    let vm = world.vm_known(unit, vm).unwrap();
    let unit = world.vm(vm).unit;
    world.unit_mut(unit).storage_accessible = false;
    (world, unit, vm)
}

#[test]
fn what_could_not_be_noted_is_noted_later() {
    let (mut world, unit, vm) = cut_off("VM12PROD");
    world.vm_mut(vm).attributes.cpu_quota = 4711;
    let refused = note(&mut world, vm).unwrap_err();
    assert_eq!(refused.id.as_str(), "VMS2306");
    let quota = |world: &World| {
        let definition = &world.unit(unit).definitions["VM12PROD"];
        definition.attributes.cpu_quota
    };
    assert_ne!(quota(&world), 4711);
    world.unit_mut(unit).storage_accessible = true;
    catch_up(&mut world, unit);
    assert_eq!(quota(&world), 4711);
}

#[test]
fn a_definition_that_could_not_be_deleted_is_deleted_later() {
    for (name, stays) in [("VM15DEV", false), ("VM07DBS", true)] {
        let (mut world, unit, vm) = cut_off(name);
        let mut effects = Effects::at(Tick::START);
        let refused = terminate(&mut world, vm, &mut effects).unwrap_err();
        assert_eq!(refused.id.as_str(), "VMS2306");
        assert!(world.unit(unit).definitions.contains_key(name));
        world.unit_mut(unit).storage_accessible = true;
        catch_up(&mut world, unit);
        let definition = world.unit(unit).definitions.get(name);
        assert_eq!(
            definition.map(|d| d.stale),
            stays.then_some(false),
            "{name}"
        );
    }
}

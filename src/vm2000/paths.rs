//! Over which channels and controllers systems reach their devices (ours, see
//! [`IoPath`]): each controller has two channels of its own, numbered in the order of the
//! controllers' names. A device is reached as long as its controller and one of its
//! channels are attached.

use std::collections::BTreeSet;

use super::model::{IoPath, Mnemonic, UnitId, VmId, World};

/// The controllers of a server unit, in the order of their names.
fn controllers(world: &World, unit: UnitId) -> BTreeSet<String> {
    let devices = world.unit(unit).devices.keys();
    devices.filter_map(Mnemonic::controller).collect()
}

/// All channels and controllers of a server unit.
pub fn all(world: &World, unit: UnitId) -> Vec<IoPath> {
    let controllers = controllers(world, unit);
    let channels = (0..=u8::MAX)
        .take(controllers.len() * 2)
        .map(IoPath::Channel);
    channels
        .chain(controllers.into_iter().map(IoPath::Controller))
        .collect()
}

/// The controller of a device, and its channels.
fn way_to(world: &World, unit: UnitId, device: &Mnemonic) -> Option<(IoPath, [IoPath; 2])> {
    let controller = device.controller()?;
    let known = controllers(world, unit);
    let place = known.iter().position(|name| *name == controller)?;
    let first = u8::try_from(place * 2).ok()?;
    let channels = [first, first.saturating_add(1)].map(IoPath::Channel);
    Some((IoPath::Controller(controller), channels))
}

/// Whether the system of a VM reaches a device, but for the paths given.
fn reaches_without(
    world: &World,
    (unit, vm): (UnitId, VmId),
    device: &Mnemonic,
    without: &[IoPath],
) -> bool {
    let Some((controller, channels)) = way_to(world, unit, device) else {
        return true;
    };
    let detached = &world.unit(unit).detached_paths;
    let is_there = |path: &IoPath| !detached.has(vm, path) && !without.contains(path);
    is_there(&controller) && channels.iter().any(is_there)
}

/// Whether the system of a VM reaches a device.
pub fn reaches(world: &World, unit: UnitId, vm: VmId, device: &Mnemonic) -> bool {
    reaches_without(world, (unit, vm), device, &[])
}

/// The devices that the system of a VM has attached and would not reach without a path.
pub fn cut_off(world: &World, unit: UnitId, vm: VmId, path: &IoPath) -> Vec<Mnemonic> {
    let without = std::slice::from_ref(path);
    let devices = world
        .devices_on(unit, vm)
        .iter()
        .filter(|held| held.attached);
    devices
        .map(|held| &held.mnemonic)
        .filter(|name| reaches(world, unit, vm, name))
        .filter(|name| !reaches_without(world, (unit, vm), name, without))
        .cloned()
        .collect()
}

/// Takes what the system of a VM has detached for itself along to another server unit, as it
/// knows that and not VM2000; ours, by the rule for virtual CPUs that a guest has detached
/// (VM2000 V12.0 User Guide, page 83). There it leaves a path attached without which it
/// would not reach a device.
pub fn go_along(world: &mut World, source: UnitId, target: UnitId, vm: VmId) {
    let known = all(world, target);
    for path in world.unit_mut(source).detached_paths.take(vm) {
        if known.contains(&path) && cut_off(world, target, vm, &path).is_empty() {
            let there = &mut world.unit_mut(target).detached_paths;
            there.detach(Some(vm), path);
        }
    }
}

//! What a migration makes of a VM's devices (VM2000 V12.0 User Guide, page 85).

use std::collections::BTreeMap;

use super::{MigrationId, Phase};
use crate::vm2000::model::{AssignedBy, Assignment, Device, Family, Mnemonic, VmId, World};

/// The devices that the target assigns. Alias devices come later, and what was
/// detached stays so (VM2000 V12.0 User Guide, page 85). What the guest had assigned by
/// attaching it is no longer its own once it is detached.
pub(super) fn along(world: &World, vm: VmId) -> Vec<Assignment> {
    let moving = world.vm(vm);
    let configuration = &world.unit(moving.unit).devices;
    let family = |device: &Assignment| configuration.get(&device.mnemonic).map(|d| d.family);
    let devices = moving.devices.iter();
    let is_detached =
        |device: &Assignment| family(device).is_some_and(Family::detached_by_migration);
    let ends = |device: &Assignment| {
        family(device) == Some(Family::PavAlias)
            || is_detached(device) && device.by == AssignedBy::Guest
    };
    devices
        .filter(|device| !ends(device))
        .map(|device| Assignment {
            attached: device.attached && !is_detached(device),
            ..device.clone()
        })
        .collect()
}

/// Detaches on the source what cannot come along attached, and removes alias devices
/// (VM2000 V12.0 User Guide, page 85). Returns what the VM had before.
pub(super) fn detach(world: &mut World, vm: VmId) -> Vec<Assignment> {
    let World { units, vms, .. } = world;
    let moving = &mut vms[vm.index()];
    let configuration = &units[moving.unit.index()].devices;
    let before = moving.devices.clone();
    let family = |held: &Assignment| configuration.get(&held.mnemonic).map(|d| d.family);
    let devices = &mut moving.devices;
    devices.retain(|held| family(held) != Some(Family::PavAlias));
    leave_detached(configuration, devices);
    before
}

/// What is assigned in one list, but not in another.
pub(super) fn missing(here: &[Assignment], there: &[Assignment]) -> Vec<Assignment> {
    let is_there = |held: &Assignment| there.iter().any(|d| d.mnemonic == held.mnemonic);
    let gone = here.iter().filter(|held| !is_there(held));
    gone.cloned().collect()
}

/// What the source has still to give up: alias devices went when the target assigned the
/// others.
pub(super) fn left_at_source(world: &World, id: MigrationId) -> Vec<Assignment> {
    let Some(migration) = world.migrations.get(id) else {
        return Vec::new();
    };
    let configuration = &world.unit(migration.sides.source).devices;
    let family = |held: &Assignment| configuration.get(&held.mnemonic).map(|d| d.family);
    let devices = migration.source_devices.iter();
    devices
        .filter(|held| family(held) != Some(Family::PavAlias))
        .cloned()
        .collect()
}

/// The devices that are attached in one list, but not in another.
pub(super) fn more_attached(here: &[Assignment], there: &[Assignment]) -> Vec<Mnemonic> {
    let attached = |held: &&Assignment| held.attached;
    let is_there = |name: &Mnemonic| there.iter().filter(attached).any(|d| d.mnemonic == *name);
    let names = here.iter().filter(attached).map(|held| &held.mnemonic);
    names.filter(|name| !is_there(name)).cloned().collect()
}

fn leave_detached(configuration: &BTreeMap<Mnemonic, Device>, devices: &mut [Assignment]) {
    for held in devices {
        let known = configuration.get(&held.mnemonic);
        if known.is_some_and(|known| known.family.detached_by_migration()) {
            held.attached = false;
        }
    }
}

/// A guest that starts anew while its memory is copied attaches all but what cannot come
/// along.
pub(crate) fn keep_detached(world: &mut World, vm: VmId) {
    let World {
        units,
        vms,
        migrations,
        ..
    } = world;
    let moving = &mut vms[vm.index()];
    let Some(migration) = moving.migration.and_then(|id| migrations.get_mut(id)) else {
        return;
    };
    let configuration = &units[migration.sides.source.index()].devices;
    if matches!(migration.phase, Phase::Copying(_)) {
        leave_detached(configuration, &mut moving.devices);
        leave_detached(configuration, &mut migration.target_devices);
    }
}

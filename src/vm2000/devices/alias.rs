//! Alias devices (PAV, SU /390): guests alone assign them, and they go by their base
//! device (VM2000 V12.0 User Guide, pages 85, 150 and 153).

use super::taken_by;
use crate::vm2000::model::{Assignment, Device, Family, Mnemonic, UnitId, VmId, World};

/// The alias devices that a VM has of a base device.
pub fn aliases_of(world: &World, unit: UnitId, vm: VmId, base: &Mnemonic) -> Vec<Mnemonic> {
    let devices = world.devices_on(unit, vm).iter();
    devices
        .map(|held| &held.mnemonic)
        .filter(|name| base_of(world, unit, name) == Some(base))
        .cloned()
        .collect()
}

fn base_of<'a>(world: &'a World, unit: UnitId, alias: &Mnemonic) -> Option<&'a Mnemonic> {
    world.unit(unit).devices.get(alias)?.base.as_ref()
}

/// The alias devices that a VM gets on the target of a migration for those that it had on
/// the source: for each a free one of the same base device, the same if that is free.
pub fn come_back(
    world: &World,
    source: UnitId,
    target: UnitId,
    vm: VmId,
    had: &[Assignment],
) -> Vec<Assignment> {
    let mut found: Vec<Assignment> = Vec::new();
    for before in had.iter().filter(|device| is_alias(world, source, device)) {
        let base = base_of(world, source, &before.mnemonic);
        let fits = |device: &&Device| {
            device.family == Family::PavAlias
                && device.base.as_ref() == base
                && taken_by(world, target, &device.mnemonic, before.usage, Some(vm)).is_none()
                && !found.iter().any(|other| other.mnemonic == device.mnemonic)
        };
        let known = &world.unit(target).devices;
        let same = known.get(&before.mnemonic).filter(fits);
        let Some(device) = same.or_else(|| known.values().find(fits)) else {
            continue;
        };
        found.push(Assignment::implicit(device.mnemonic.clone(), before.usage));
    }
    found
}

fn is_alias(world: &World, unit: UnitId, device: &Assignment) -> bool {
    let known = world.unit(unit).devices.get(&device.mnemonic);
    known.is_some_and(|known| known.family == Family::PavAlias)
}

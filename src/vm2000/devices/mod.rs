//! Which VM has which devices, and for how long (VM2000 V12.0 User Guide, pages 148 to
//! 163).
//!
//! [`taken_by`] decides alone whether a device can be assigned as wanted, and
//! [`used_elsewhere`] whether a system can use a disk that both server units reach;
//! [`give`] and
//! [`withdraw`] change who has it, on both sides of a migration where there are two.
//! [`release_implicit`] is what the start and the end of a guest do to its devices.

mod alias;
mod elsewhere;
mod free;
mod monitor;
mod pubset;
mod release;

pub use alias::{aliases_of, come_back};
pub use elsewhere::{system_name, used_elsewhere};
pub use free::taken_by;
pub use monitor::is_needed_by_monitor;
pub use pubset::{PubsetDevices, pubset_by_pubres, pubset_named};
pub use release::{Why, attach_all, release_implicit};

use super::model::{Assignment, Mnemonic, UnitId, VmId, World};

/// What a VM has of a device on a server unit.
pub fn held<'a>(
    world: &'a World,
    unit: UnitId,
    vm: VmId,
    mnemonic: &Mnemonic,
) -> Option<&'a Assignment> {
    let devices = world.devices_on(unit, vm).iter();
    devices.into_iter().find(|held| held.mnemonic == *mnemonic)
}

/// Gives a VM a device, or changes what it has of it. Whether it may have it is the
/// caller's business.
pub fn give(world: &mut World, unit: UnitId, vm: VmId, device: &Assignment) {
    on_each_side(world, unit, vm, |devices| {
        match devices
            .iter_mut()
            .find(|held| held.mnemonic == device.mnemonic)
        {
            Some(held) => held.clone_from(device),
            None => devices.push(device.clone()),
        }
    });
}

/// Takes a device away from a VM, and with a base device its aliases.
pub fn withdraw(world: &mut World, unit: UnitId, vm: VmId, mnemonic: &Mnemonic) {
    let aliases = aliases_of(world, unit, vm, mnemonic);
    on_each_side(world, unit, vm, |devices| {
        devices.retain(|held| held.mnemonic != *mnemonic && !aliases.contains(&held.mnemonic));
    });
}

/// Changes what a VM has on a server unit. What the source of a migration has noted, for
/// the way back and for the target, changes with it.
fn on_each_side(world: &mut World, unit: UnitId, vm: VmId, change: impl Fn(&mut Vec<Assignment>)) {
    let executes = world.vm(vm).unit == unit;
    if executes {
        change(&mut world.vm_mut(vm).devices);
    }
    let migration = world.vm(vm).migration;
    let Some(migration) = migration.and_then(|id| world.migrations.get_mut(id)) else {
        return;
    };
    let at_source = migration.sides.source == unit;
    if at_source {
        change(&mut migration.source_devices);
    }
    if at_source == executes {
        change(&mut migration.target_devices);
    }
}

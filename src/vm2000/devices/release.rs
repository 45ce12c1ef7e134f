//! What the start and the end of a guest do to the devices of its VM (VM2000 V12.0 User
//! Guide, pages 151, 185 and 251; V10.0, page 290).

use super::{on_each_side, used_elsewhere, withdraw};
use crate::vm2000::model::{AssignedBy, Assignment, Family, Mnemonic, UnitId, VmId, World};
use crate::vm2000::say;
use crate::vm2000::{Effects, migration, paths};

/// Why devices are released.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The guest has ended itself by SHUTDOWN.
    End,
    /// The guest has ended abnormally. Disks are kept for it, to write a dump.
    Abort,
    /// RESET-VM.
    Reset,
    /// The guest is started. A diagnostic IPL leaves it the disks.
    Ipl {
        /// DIAGNOSTIC-IPL=*YES.
        diagnostic: bool,
    },
}

/// Releases what a guest has taken to itself, as the occasion asks for. What is left is
/// attached by a start and detached by an end.
pub fn release_implicit(world: &mut World, vm: VmId, why: Why, effects: &mut Effects) {
    let unit = world.vm(vm).unit;
    for device in all_of(world, unit, vm) {
        let is_disk = is_disk(world, unit, &device.mnemonic);
        let stays = match why {
            Why::Ipl { diagnostic } => device.is_explicit() || (diagnostic && is_disk),
            Why::Abort => device.is_explicit() || is_disk,
            Why::End | Why::Reset => device.is_explicit(),
        };
        if stays {
            stay(world, vm, &device.mnemonic, why);
        } else {
            withdraw(world, unit, vm, &device.mnemonic);
            match why {
                Why::Ipl { .. } => say::removed_by_ipl(world, unit, vm, &[device], effects),
                _ => say::removed(world, unit, vm, &[device], effects),
            }
        }
    }
}

/// Attaches what a VM has: its guest does so when it starts (VM2000 V12.0 User Guide,
/// page 150; all devices are taken for generated "attached"), and so are the paths that
/// are not detached in all systems. Disks that a system on the other server unit uses have
/// to wait for the import of pubsets.
pub fn attach_all(world: &mut World, vm: VmId) {
    let unit = world.vm(vm).unit;
    world.unit_mut(unit).detached_paths.forget(vm);
    let is_lost = |held: &&Assignment| {
        let name = &held.mnemonic;
        !paths::reaches(world, unit, vm, name)
            || used_elsewhere(world, (unit, vm), name, held.usage).is_some()
    };
    let lost = world.vm(vm).devices.iter().filter(is_lost);
    let lost: Vec<Mnemonic> = lost.map(|held| held.mnemonic.clone()).collect();
    on_each_side(world, unit, vm, |devices| {
        for held in devices.iter_mut() {
            held.attached = !lost.contains(&held.mnemonic);
        }
    });
    migration::keep_detached(world, vm);
}

/// What a VM has, with what a migration has taken away for the time being.
fn all_of(world: &World, unit: UnitId, vm: VmId) -> Vec<Assignment> {
    let known = world.vm(vm);
    let migration = known.migration.and_then(|id| world.migrations.get(id));
    match migration {
        Some(migration) if migration.sides.source == unit => migration.source_devices.clone(),
        _ => known.devices.clone(),
    }
}

/// A device that stays is attached by a start, and kept or just detached by an end.
fn stay(world: &mut World, vm: VmId, mnemonic: &Mnemonic, why: Why) {
    let unit = world.vm(vm).unit;
    let starts = matches!(why, Why::Ipl { .. });
    on_each_side(world, unit, vm, |devices| {
        let mut devices = devices.iter_mut();
        let Some(held) = devices.find(|held| held.mnemonic == *mnemonic) else {
            return;
        };
        held.attached = starts;
        held.by = match held.by {
            AssignedBy::Administrator => AssignedBy::Administrator,
            AssignedBy::Guest | AssignedBy::Kept if starts => AssignedBy::Guest,
            AssignedBy::Guest | AssignedBy::Kept => AssignedBy::Kept,
        };
    });
}

fn is_disk(world: &World, unit: UnitId, mnemonic: &Mnemonic) -> bool {
    let device = world.unit(unit).devices.get(mnemonic);
    device.is_some_and(|device| matches!(device.family, Family::Disk | Family::EmulatedDisk))
}

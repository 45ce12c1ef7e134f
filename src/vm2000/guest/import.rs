//! Which disks a system finds at its startup, and which of them another system of the
//! cluster uses: of those of its home pubset the operator is asked (BS2000 System Messages,
//! NDV0002), the others it does not attach. That it is the startup that asks is ours.

use super::deprived::{DEVICE_TASK, is_home};
use super::system_of;
use crate::catalog::Message;
use crate::vm2000::devices::{give, used_elsewhere};
use crate::vm2000::ids::{NKR0044, NKR0111};
use crate::vm2000::model::{Assignment, Family, Mnemonic, VmId, World};
use crate::vm2000::{Effects, paths};

/// The first disk of a system's home pubset that another system uses, and which one.
pub(super) fn locked(world: &World, vm: VmId) -> Option<(&Mnemonic, VmId)> {
    let unit = world.vm(vm).unit;
    let mut home = disks(world, vm).filter(|held| is_home(world, vm, &held.mnemonic));
    home.find_map(|held| {
        let holder = used_elsewhere(world, (unit, vm), &held.mnemonic, held.usage)?;
        Some((&held.mnemonic, holder))
    })
}

/// Attaches the disks that were not attached with the load, as another system used them:
/// those of the home pubset, which is being imported, and those that are free by now. Of
/// the others the system tells.
pub(super) fn import(world: &mut World, vm: VmId, effects: &mut Effects) {
    let unit = world.vm(vm).unit;
    let detached = disks(world, vm).filter(|held| !held.attached);
    let reached = detached.filter(|held| paths::reaches(world, unit, vm, &held.mnemonic));
    let missing: Vec<Assignment> = reached.cloned().collect();
    for held in missing {
        let name = &held.mnemonic;
        let is_taken = used_elsewhere(world, (unit, vm), name, held.usage).is_some();
        if is_taken && !is_home(world, vm, name) {
            let system = system_of(world, vm);
            effects.send(system, DEVICE_TASK, Message::new(NKR0044, [name]));
            effects.send(system, DEVICE_TASK, Message::new(NKR0111, [name]));
            continue;
        }
        let attached = Assignment {
            attached: true,
            ..held
        };
        give(world, unit, vm, &attached);
    }
}

fn disks(world: &World, vm: VmId) -> impl Iterator<Item = &Assignment> {
    let known = world.vm(vm);
    let devices = &world.unit(known.unit).devices;
    known.devices.iter().filter(|held| {
        let device = devices.get(&held.mnemonic);
        device.is_some_and(|device| device.family == Family::Disk)
    })
}

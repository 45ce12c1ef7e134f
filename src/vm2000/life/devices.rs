//! Devices that a guest has taken to itself: it loses them when it is started or aborted
//! (VM2000 V12.0 User Guide, page 251; V10.0, page 290).

use crate::vm2000::model::{AssignedBy, Assignment, Family, VmId, World};
use crate::vm2000::{Effects, say};

/// Takes from a VM the devices that were assigned to it implicitly. A diagnostic IPL
/// leaves it the disks.
pub fn release_implicit(world: &mut World, vm: VmId, leave_disks: bool, effects: &mut Effects) {
    let unit = world.vm(vm).unit;
    let is_disk = |device: &Assignment| {
        let known = world.unit(unit).devices.get(&device.mnemonic);
        known.is_some_and(|known| matches!(known.family, Family::Disk | Family::EmulatedDisk))
    };
    let stays = |device: &Assignment| {
        device.by == AssignedBy::Administrator || (leave_disks && is_disk(device))
    };
    let (kept, lost) = world.vm(vm).devices.iter().cloned().partition(stays);
    world.vm_mut(vm).devices = kept;
    say::removed_by_ipl(world, unit, vm, &lost, effects);
}

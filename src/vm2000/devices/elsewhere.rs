//! Disks that a system on the other server unit of the cluster uses: both reach the same
//! ones, and VM2000 gives devices out on its own server unit only. What keeps two systems
//! from writing to one disk is the label of its volume, which the first of them has locked.

use super::held;
use crate::vm2000::model::{Device, Family, Mnemonic, UnitId, Usage, VmId, VmState, World};

/// The system of another server unit of the cluster that has a disk attached, so that
/// `by` cannot use it as wanted: one of both would use it exclusively.
pub fn used_elsewhere(
    world: &World,
    (unit, by): (UnitId, VmId),
    mnemonic: &Mnemonic,
    wanted: Usage,
) -> Option<VmId> {
    let disk = disk(world, unit, mnemonic)?;
    let cluster = world.cluster(world.unit(unit).cluster?);
    let is_same = |other: &&UnitId| {
        let known = self::disk(world, **other, mnemonic);
        **other != unit && known.is_some_and(|known| known.volume == disk.volume)
    };
    let units = cluster.units.iter().filter(is_same);
    let mut systems = units.flat_map(|other| world.vms_here(*other).map(|vm| (*other, vm)));
    let keeps = |(other, vm): &(UnitId, VmId)| {
        let runs = matches!(world.vm(*vm).state, VmState::Running | VmState::InHold);
        let device = held(world, *other, *vm, mnemonic).filter(|held| held.attached);
        let excludes = |usage| usage == Usage::Exclusive || wanted == Usage::Exclusive;
        *vm != by && runs && device.is_some_and(|device| excludes(device.usage))
    };
    systems.find(keeps).map(|(_, vm)| vm)
}

/// How messages name the system on a VM: a guest by its VM, a monitor system by its server
/// unit.
pub fn system_name(world: &World, vm: VmId) -> &str {
    let known = world.vm(vm);
    match known.is_monitor() {
        true => &world.unit(known.unit).name,
        false => &known.name,
    }
}

fn disk<'w>(world: &'w World, unit: UnitId, mnemonic: &Mnemonic) -> Option<&'w Device> {
    let known = world.unit(unit).devices.get(mnemonic)?;
    (known.family == Family::Disk).then_some(known)
}

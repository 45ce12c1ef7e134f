//! ATTACH-DEVICE: devices of the VM, and with the right privilege others (VM2000 V12.0
//! User Guide, pages 111, 151 and 152).

use super::units::each;
use super::{channels, cpus};
use crate::catalog::MessageId;
use crate::vm2000::commands::{Answer, Call};
use crate::vm2000::devices::{give, held, taken_by, used_elsewhere};
use crate::vm2000::ids::{
    NKR0042, NKR0044, NKR0110, NKR0111, NKR0113, NKR0114, NKR0116, NKR0125, NKR0129,
};
use crate::vm2000::model::{
    AssignedBy, Assignment, Device, Family, Mnemonic, UnitId, Usage, VmId, World,
};
use crate::vm2000::{Effects, paths};

/// `/ATTACH-DEVICE`.
pub(super) fn attach(world: &mut World, call: Call<'_>, effects: &mut Effects) -> Answer {
    if cpus::are_meant(call) {
        return cpus::attach(world, call, effects);
    }
    if channels::are_meant(call) {
        return channels::attach(world, call);
    }
    each(world, call, NKR0044, one)
}

/// A device that its VM does not have is assigned first, and its console told so (SE
/// Server, Operation and Administration: Device addresses).
fn one(
    world: &mut World,
    (unit, vm): (UnitId, VmId),
    name: &Mnemonic,
) -> Result<&'static [MessageId], MessageId> {
    if !paths::reaches(world, unit, vm, name) {
        return Err(NKR0125);
    }
    let (device, told): (_, &[MessageId]) = match held(world, unit, vm, name) {
        Some(device) if device.attached => return Err(NKR0114),
        Some(device) => {
            let device = Assignment {
                attached: true,
                by: match device.by {
                    AssignedBy::Kept => AssignedBy::Guest,
                    by => by,
                },
                ..device.clone()
            };
            (device, &[NKR0042, NKR0110])
        }
        None => {
            let device = implicitly(world, unit, vm, name)?;
            (device, &[NKR0042, NKR0116, NKR0110])
        }
    };
    if used_elsewhere(world, (unit, vm), name, device.usage).is_some() {
        return Err(NKR0111);
    }
    give(world, unit, vm, &device);
    Ok(told)
}

/// What a guest gets of a device that its VM does not have.
fn implicitly(
    world: &World,
    unit: UnitId,
    vm: VmId,
    name: &Mnemonic,
) -> Result<Assignment, MessageId> {
    let device = world.unit(unit).devices.get(name).ok_or(NKR0113)?;
    if device.family == Family::PavAlias && base_of(world, unit, vm, device).is_none() {
        return Err(NKR0129);
    }
    let usage = may_take(world, unit, vm, device).ok_or(NKR0113)?;
    if taken_by(world, unit, name, usage, Some(vm)).is_some() {
        return Err(NKR0111);
    }
    Ok(Assignment::implicit(name.clone(), usage))
}

/// How a guest would use a device that it takes to itself, if it may: an alias of a base
/// device that it has attached, a CRD device, or one of an assignment set that its VM's
/// privilege covers.
fn may_take(world: &World, unit: UnitId, vm: VmId, device: &Device) -> Option<Usage> {
    let origin = world.vm(vm).configured_on;
    let known_there = world.unit(origin).devices.contains_key(&device.mnemonic);
    if world.is_configured_elsewhere(vm) && !known_there {
        return None;
    }
    match device.family {
        Family::VirtualConsole => None,
        Family::Crd => Some(Usage::Shared),
        Family::PavAlias => base_of(world, unit, vm, device).map(|base| base.usage),
        family => {
            let privileges = &world.vm(vm).attributes.privileges;
            let set = device.assignment_set.as_ref()?;
            let covered = privileges.assign_by_guest.covers(set);
            covered.then(|| family.implicit_usage())
        }
    }
}

/// The base device of an alias, if the system has it attached.
fn base_of<'w>(world: &'w World, unit: UnitId, vm: VmId, alias: &Device) -> Option<&'w Assignment> {
    let base = held(world, unit, vm, alias.base.as_ref()?)?;
    base.attached.then_some(base)
}

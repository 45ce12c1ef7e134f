//! DETACH-DEVICE: an explicitly assigned device stays with the VM, one that the guest has
//! taken to itself is released (VM2000 V12.0 User Guide, pages 112, 151 and 152).

use super::units::each;
use super::{channels, cpus, rejected};
use crate::catalog::{Message, MessageId};
use crate::vm2000::Effects;
use crate::vm2000::commands::{Answer, Call};
use crate::vm2000::devices::{aliases_of, give, held, is_needed_by_monitor, withdraw};
use crate::vm2000::ids::{NKR0045, NKR0046, NKR0112, NKR0113, NKR0119, NKR0126};
use crate::vm2000::model::{Assignment, Family, Mnemonic, UnitId, VmId, World};

/// `/DETACH-DEVICE`. What the system cannot do without is not detached by FORCE=*YES
/// either; *UNCONDITIONAL-OFFLINE is for channels (page 112).
pub(super) fn detach(world: &mut World, call: Call<'_>, effects: &mut Effects) -> Answer {
    if cpus::are_meant(call) {
        return cpus::detach(world, call, effects);
    }
    if channels::are_meant(call) {
        return channels::detach(world, call, effects);
    }
    if call.keyword("FORCE") == Some("*UNCONDITIONAL-OFFLINE") {
        return rejected(Message::plain(NKR0126));
    }
    each(world, call, NKR0046, one)
}

fn one(
    world: &mut World,
    (unit, vm): (UnitId, VmId),
    name: &Mnemonic,
) -> Result<&'static [MessageId], MessageId> {
    let device = held(world, unit, vm, name).ok_or(NKR0113)?.clone();
    if !device.attached {
        return Err(NKR0119);
    }
    if is_needed(world, unit, vm, name) {
        return Err(NKR0112);
    }
    for alias in aliases_of(world, unit, vm, name) {
        withdraw(world, unit, vm, &alias);
    }
    if device.is_explicit() {
        let left = Assignment {
            attached: false,
            ..device
        };
        give(world, unit, vm, &left);
    } else {
        withdraw(world, unit, vm, name);
    }
    Ok(&[NKR0045])
}

/// Whether the system runs from a device, or has no other console.
pub(super) fn is_needed(world: &World, unit: UnitId, vm: VmId, name: &Mnemonic) -> bool {
    let known = &world.unit(unit).devices;
    let is_console = |name: &Mnemonic| {
        let family = known.get(name).map(|device| device.family);
        matches!(family, Some(Family::Kvp | Family::VirtualConsole))
    };
    let pubset = |name: &Mnemonic| known.get(name).and_then(|device| device.pubset.as_ref());
    let consoles = world.devices_on(unit, vm).iter();
    let consoles = consoles.filter(|held| held.attached && is_console(&held.mnemonic));
    let ipl = world.vm(vm).attributes.ipl.as_ref();
    let is_home = ipl.is_some_and(|ipl| {
        ipl.unit == *name || (pubset(name).is_some() && pubset(name) == pubset(&ipl.unit))
    });
    is_home
        || (is_console(name) && consoles.count() == 1)
        || is_needed_by_monitor(world, unit, vm, name)
}

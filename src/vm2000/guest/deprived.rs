//! What a guest makes of devices that are taken from it by force while it uses them
//! (REMOVE- and SWITCH-VM-DEVICES with FORCE=*YES). No page in reach says it; ours: its
//! device management tells of each device; a console whose device is gone is defective, and
//! a guest without any goes on without, as its log does; and a system whose home pubset is gone, from
//! which it loads its modules and on which it pages, ends with SETS soon after.

use super::crash::{Crash, crash_with};
use super::insert::home_disk;
use super::{GuestStep, is_loaded, later, note_stirring, system_of};
use crate::catalog::Message;
use crate::sim::Span;
use crate::vm2000::ids::{NKR0047, NKR0048};
use crate::vm2000::model::{Assignment, Family, Mnemonic, VmId, World};
use crate::vm2000::{Effects, LostConsole};

/// The task of device management.
pub const DEVICE_TASK: &str = "NKR";
/// How long a system tries to reach its home pubset.
const RETRIES: Span = Span::from_secs(4);

/// Tells a guest that it has lost a device that it had attached.
pub fn deprive(world: &mut World, vm: VmId, device: &Assignment, effects: &mut Effects) {
    if !device.attached || !is_loaded(world, vm) {
        return;
    }
    let system = system_of(world, vm);
    let lost = Message::new(NKR0047, [&device.mnemonic]);
    effects.send(system, DEVICE_TASK, lost);
    let family = |name| {
        let devices = &world.unit(world.vm(vm).unit).devices;
        devices.get(name).map(|device| device.family)
    };
    if family(&device.mnemonic) == Some(Family::Kvp) {
        effects.lost_consoles.push(LostConsole {
            vm,
            device: device.mnemonic.clone(),
            is_last: !has_console(world, vm, None),
        });
    }
    if !is_home(world, vm, &device.mnemonic) {
        return;
    }
    // One retry is enough, however many of its disks are gone.
    if std::mem::replace(&mut world.vm_mut(vm).guest.is_homeless, true) {
        return;
    }
    note_stirring(world, vm);
    let pubset = super::home_pubset(world, vm);
    effects.send(system, DEVICE_TASK, Message::new(NKR0048, [pubset]));
    later(world, vm, RETRIES, GuestStep::HomeLost, effects);
}

/// Whether a guest has a console device attached, this one or any.
pub fn has_console(world: &World, vm: VmId, wanted: Option<&Mnemonic>) -> bool {
    let known = world.vm(vm);
    let devices = &world.unit(known.unit).devices;
    let is_console = |name| devices.get(name).is_some_and(|d| d.family == Family::Kvp);
    let mut attached = known.devices.iter().filter(|held| held.attached);
    attached.any(|held| {
        is_console(&held.mnemonic) && wanted.is_none_or(|wanted| *wanted == held.mnemonic)
    })
}

/// The retries are over. What was given back meanwhile cannot be attached without the home
/// pubset.
pub(super) fn give_up(world: &mut World, vm: VmId, effects: &mut Effects) {
    let crash = Crash {
        id: "NDMHOME",
        text: "HOME PUBSET NOT ACCESSIBLE",
        dumps: false,
    };
    crash_with(world, vm, &crash, effects);
}

/// Whether a device is a disk of a system's home pubset.
pub(super) fn is_home(world: &World, vm: VmId, device: &Mnemonic) -> bool {
    let known = world.vm(vm);
    let devices = &world.unit(known.unit).devices;
    let (Some(disk), Some(home)) = (devices.get(device), home_disk(world, vm)) else {
        return false;
    };
    let is_alike = home.pubset.is_some() && home.pubset == disk.pubset;
    (*device == home.mnemonic || is_alike)
        && matches!(disk.family, Family::Disk | Family::EmulatedDisk)
}

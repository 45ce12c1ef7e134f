//! What the monitor system cannot do without (VM2000 V12.0 User Guide, page 235).

use super::held;
use crate::vm2000::model::{Family, Mnemonic, UnitId, VmId, World};

/// Whether a device cannot be taken away from a VM because this is the monitor VM, whose
/// system has imported the pubset of the device, or has no other console. A pubset is
/// taken for imported while its devices are attached.
pub fn is_needed_by_monitor(world: &World, unit: UnitId, vm: VmId, mnemonic: &Mnemonic) -> bool {
    let known = &world.unit(unit).devices;
    let (Some(device), Some(held)) = (known.get(mnemonic), held(world, unit, vm, mnemonic)) else {
        return false;
    };
    if !world.vm(vm).is_monitor() {
        return false;
    }
    let consoles = world.devices_on(unit, vm).iter().filter(|other| {
        let other = known.get(&other.mnemonic);
        other.is_some_and(|other| other.family == Family::Kvp)
    });
    let is_last_console = device.family == Family::Kvp && consoles.count() == 1;
    is_last_console || (device.pubset.is_some() && held.attached)
}

//! Whether a device is free for a use.

use crate::vm2000::model::{Mnemonic, UnitId, Usage, VmId, World};

/// The VM of a server unit that has a device so that another one cannot use it as wanted:
/// an exclusively used device has one user. A VM that is being migrated has its devices
/// on both sides. `by` is the VM that wants it, if it is on the server unit.
pub fn taken_by(
    world: &World,
    unit: UnitId,
    mnemonic: &Mnemonic,
    wanted: Usage,
    by: Option<VmId>,
) -> Option<VmId> {
    let others = world.unit(unit).vms.values().filter(|vm| Some(**vm) != by);
    let keeps = |vm: &VmId| {
        let mut devices = world.devices_on(unit, *vm).iter();
        devices.any(|held| {
            held.mnemonic == *mnemonic
                && (held.usage == Usage::Exclusive || wanted == Usage::Exclusive)
        })
    };
    others.copied().find(keeps)
}

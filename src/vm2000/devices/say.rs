//! What VM2000 tells of devices that VMs get and lose: the operators of the server unit,
//! and the VM's own administrator (VM2000 V12.0 User Guide, page 150).

use crate::catalog::Message;
use crate::vm2000::Effects;
use crate::vm2000::ids::{VMS4005, VMS4009};
use crate::vm2000::model::{Mnemonic, System, UnitId, Usage, VmId, World};

/// The task of VM2000 in a monitor system. Its TSN was not seen printed; ours.
const VM2000_TASK: &str = "VMS";

/// Tells that a VM was given a device.
pub fn assigned(
    world: &World,
    (unit, vm): (UnitId, VmId),
    mnemonic: &Mnemonic,
    usage: Usage,
    effects: &mut Effects,
) {
    let [index, name] = world.vm(vm).inserts();
    let shared = match usage {
        Usage::Shared => " (TYPE=SD)",
        Usage::Exclusive => "",
    };
    let inserts = [mnemonic.to_string(), index, name, shared.to_owned()];
    tell((unit, vm), Message::new(VMS4005, inserts), effects);
}

/// Tells that a VM has lost a device. `how` says on what occasion, such as ` BY IPL`.
pub fn removed(
    world: &World,
    (unit, vm): (UnitId, VmId),
    mnemonic: &Mnemonic,
    how: &str,
    effects: &mut Effects,
) {
    let [index, name] = world.vm(vm).inserts();
    let inserts = [mnemonic.to_string(), index, name, how.to_owned()];
    tell((unit, vm), Message::new(VMS4009, inserts), effects);
}

/// Tells something about a VM.
pub fn tell((unit, vm): (UnitId, VmId), message: Message, effects: &mut Effects) {
    effects.send_about(System::Monitor(unit), VM2000_TASK, message, vm);
}

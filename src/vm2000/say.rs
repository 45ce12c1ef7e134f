//! What VM2000 tells of VMs that come and go, whether a command or a migration does it.

use super::ids::{VMS3050, VMS4005, VMS4009, VMS4024, VMS5227, VMS5541, VMS6020, VMS6021};
use super::model::{Assignment, MonitorState, System, UnitId, UnitType, Usage, VmId, World};
use super::{Effects, Emission};
use crate::catalog::{Message, MessageId};

/// The task of VM2000 in a monitor system. Its TSN was not seen printed; ours.
pub const VM2000_TASK: &str = "VMS";

/// Keeps back what VM2000 cannot tell now. While a monitor system restarts, it waits until
/// VM2000 is ready again; one that is down forgets it. That VM2000 is ready it tells itself.
pub fn keep_back(world: &mut World, effects: &mut Effects) {
    let can_be_told = |world: &World, emission: &Emission| match emission.from {
        System::Monitor(unit) if emission.tsn == VM2000_TASK => {
            let state = world.unit(unit).monitor.state;
            state == MonitorState::Ready || emission.message.id == VMS5541
        }
        _ => true,
    };
    if effects.messages.iter().all(|sent| can_be_told(world, sent)) {
        return;
    }
    for emission in std::mem::take(&mut effects.messages) {
        let System::Monitor(unit) = emission.from else {
            effects.messages.push(emission);
            continue;
        };
        if can_be_told(world, &emission) {
            effects.messages.push(emission);
        } else if world.unit(unit).monitor.state == MonitorState::Restarting {
            world.unit_mut(unit).monitor.untold.push(emission);
        }
    }
}

/// Tells that a VM was created. On SU x86 X2000 creates it; `how` says on what occasion,
/// and is empty for a command.
pub fn created(world: &World, unit: UnitId, vm: VmId, how: &str, effects: &mut Effects) {
    let by_type = (VMS3050, VMS6020);
    came_or_went(world, (unit, vm), by_type, how, effects);
}

/// Tells that a VM is no longer there.
pub fn terminated(world: &World, unit: UnitId, vm: VmId, how: &str, effects: &mut Effects) {
    let by_type = (VMS4024, VMS6021);
    came_or_went(world, (unit, vm), by_type, how, effects);
}

fn came_or_went(
    world: &World,
    (unit, vm): (UnitId, VmId),
    (s390, x86): (MessageId, MessageId),
    how: &str,
    effects: &mut Effects,
) {
    let mut inserts = world.vm(vm).inserts().to_vec();
    let id = match world.unit(unit).unit_type {
        UnitType::S390 => s390,
        UnitType::X86 => {
            inserts.push(how.to_owned());
            x86
        }
    };
    tell(unit, vm, Message::new(id, inserts), effects);
}

/// Tells of each device that a VM was given.
pub fn assigned(
    world: &World,
    unit: UnitId,
    vm: VmId,
    devices: &[Assignment],
    effects: &mut Effects,
) {
    for device in devices {
        let mut inserts = device_of(world, vm, device);
        let shared = match device.usage {
            Usage::Shared => " (TYPE=SD)",
            Usage::Exclusive => "",
        };
        inserts.push(shared.to_owned());
        tell(unit, vm, Message::new(VMS4005, inserts), effects);
    }
}

/// Tells of each device that a VM has lost.
pub fn removed(
    world: &World,
    unit: UnitId,
    vm: VmId,
    devices: &[Assignment],
    effects: &mut Effects,
) {
    for device in devices {
        let mut inserts = device_of(world, vm, device);
        inserts.push(String::new());
        tell(unit, vm, Message::new(VMS4009, inserts), effects);
    }
}

/// Tells of each device that a VM has lost because its guest is started (VM2000 V10.0 User
/// Guide, page 290).
pub fn removed_by_ipl(
    world: &World,
    unit: UnitId,
    vm: VmId,
    devices: &[Assignment],
    effects: &mut Effects,
) {
    for device in devices {
        let mut inserts = device_of(world, vm, device);
        let id = match world.unit(unit).unit_type {
            UnitType::S390 => {
                inserts.push(" BY IPL".to_owned());
                VMS4009
            }
            UnitType::X86 => VMS5227,
        };
        tell(unit, vm, Message::new(id, inserts), effects);
    }
}

/// Tells the operators of a server unit and the VM's administrator something about it.
pub fn tell(unit: UnitId, vm: VmId, message: Message, effects: &mut Effects) {
    effects.send_about(System::Monitor(unit), VM2000_TASK, message, vm);
}

fn device_of(world: &World, vm: VmId, device: &Assignment) -> Vec<String> {
    let [index, name] = world.vm(vm).inserts();
    vec![device.mnemonic.to_string(), index, name]
}

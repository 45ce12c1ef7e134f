//! What the start and the end of a guest do to the devices of its VM (VM2000 V12.0 User
//! Guide, pages 151, 185 and 251; V10.0, page 290).

use super::{removed, say, withdraw};
use crate::catalog::Message;
use crate::vm2000::Effects;
use crate::vm2000::ids::VMS5227;
use crate::vm2000::model::{AssignedBy, Family, Mnemonic, UnitId, UnitType, VmId, World};

/// Why devices are released.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The guest has ended itself by SHUTDOWN.
    End,
    /// The guest has ended abnormally. Disks are kept for it, to write a dump.
    Abort,
    /// RESET-VM.
    Reset,
    /// DELETE-VM: all devices go, the explicitly assigned ones as well.
    Delete,
    /// The guest is started. A diagnostic IPL leaves it the disks.
    Ipl {
        /// DIAGNOSTIC-IPL=*YES.
        diagnostic: bool,
    },
}

/// Releases what a guest has taken to itself, as the occasion asks for. What is left is
/// attached by a start and detached by an end.
pub fn release_implicit(world: &mut World, vm: VmId, why: Why, effects: &mut Effects) {
    let unit = world.vm(vm).unit;
    for device in world.vm(vm).devices.clone() {
        let is_disk = is_disk(world, unit, &device.mnemonic);
        let stays = match why {
            Why::Delete => false,
            Why::Ipl { diagnostic } => device.is_explicit() || (diagnostic && is_disk),
            Why::Abort => device.is_explicit() || is_disk,
            Why::End | Why::Reset => device.is_explicit(),
        };
        if stays {
            stay(world, vm, &device.mnemonic, why);
        } else {
            withdraw(world, unit, vm, &device.mnemonic);
            tell(world, (unit, vm), &device.mnemonic, why, effects);
        }
    }
}

/// A device that stays is attached by a start, and kept or just detached by an end.
fn stay(world: &mut World, vm: VmId, mnemonic: &Mnemonic, why: Why) {
    let devices = world.vm_mut(vm).devices.iter_mut();
    for held in devices.filter(|held| held.mnemonic == *mnemonic) {
        let starts = matches!(why, Why::Ipl { .. });
        held.attached = starts;
        held.by = match held.by {
            AssignedBy::Administrator => AssignedBy::Administrator,
            AssignedBy::Guest | AssignedBy::Kept if starts => AssignedBy::Guest,
            AssignedBy::Guest | AssignedBy::Kept => AssignedBy::Kept,
        };
    }
}

/// Both types of server unit tell of an IPL, each by its own message; of the rest as of
/// any removal.
fn tell(
    world: &World,
    place: (UnitId, VmId),
    mnemonic: &Mnemonic,
    why: Why,
    effects: &mut Effects,
) {
    let by_ipl = matches!(why, Why::Ipl { .. });
    match world.unit(place.0).unit_type {
        UnitType::X86 if by_ipl => {
            let [index, name] = world.vm(place.1).inserts();
            let message = Message::new(VMS5227, [mnemonic.to_string(), index, name]);
            say::tell(place, message, effects);
        }
        _ if by_ipl => removed(world, place, mnemonic, " BY IPL", effects),
        _ => removed(world, place, mnemonic, "", effects),
    }
}

fn is_disk(world: &World, unit: UnitId, mnemonic: &Mnemonic) -> bool {
    let device = world.unit(unit).devices.get(mnemonic);
    device.is_some_and(|device| matches!(device.family, Family::Disk | Family::EmulatedDisk))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;
    use crate::sim::Tick;
    use crate::vm2000::devices::give;
    use crate::vm2000::model::{Assignment, Usage};

    fn after(unit: &str, vm: &str, disk: &str, tape: &str, why: Why) -> (Vec<String>, Vec<String>) {
        let mut world = Scenario::builtin("default").unwrap().world;
        let unit = world.unit_named(unit).unwrap();
        let vm = world.vm_known(unit, vm).unwrap();
        for (name, usage) in [(disk, Usage::Shared), (tape, Usage::Exclusive)] {
            let device = Assignment::implicit(name.parse().unwrap(), usage);
            give(&mut world, unit, vm, &device);
        }
        let mut effects = Effects::at(Tick::START);
        release_implicit(&mut world, vm, why, &mut effects);
        let left = world.vm(vm).devices.iter().filter(|d| !d.is_explicit());
        let left = left.map(|d| format!("{} {:?}", d.mnemonic, d.by)).collect();
        let told = effects.messages.iter().map(|told| {
            let inserts = &told.message.inserts;
            let how = inserts.get(3).map_or("", String::as_str);
            format!("{} {}{how}", told.message.id, inserts[0])
        });
        (left, told.collect())
    }

    #[test]
    fn an_end_in_order_releases_all_that_the_guest_has_taken() {
        let (left, told) = after("ABGSE501", "VM12PROD", "FAD0", "B100", Why::End);
        assert!(left.is_empty(), "{left:?}");
        assert_eq!(told, ["VMS4009 FAD0", "VMS4009 B100"]);
    }

    #[test]
    fn an_abnormal_end_keeps_the_disks() {
        let (left, told) = after("ABGSE501", "VM12PROD", "FAD0", "B100", Why::Abort);
        assert_eq!(left, ["FAD0 Kept"]);
        assert_eq!(told, ["VMS4009 B100"]);
    }

    #[test]
    fn a_start_tells_by_ipl_on_390_and_by_its_own_message_on_x86() {
        let ipl = Why::Ipl { diagnostic: false };
        let (left, told) = after("ABGSE501", "VM12PROD", "FAD0", "B100", ipl);
        assert!(left.is_empty(), "{left:?}");
        assert_eq!(told, ["VMS4009 FAD0 BY IPL", "VMS4009 B100 BY IPL"]);
        let (_, told) = after("SEX86A", "VM03TEST", "E020", "B200", ipl);
        assert_eq!(told, ["VMS5227 E020", "VMS5227 B200"]);
    }

    #[test]
    fn a_diagnostic_start_leaves_the_disks() {
        let ipl = Why::Ipl { diagnostic: true };
        let (left, _) = after("ABGSE501", "VM12PROD", "FAD0", "B100", ipl);
        assert_eq!(left, ["FAD0 Guest"]);
    }
}

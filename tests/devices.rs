//! What VM2000 makes of the devices of its VMs, below its commands.
#![allow(clippy::unwrap_used)]

use vmcons::scenario::Scenario;
use vmcons::sim::Tick;
use vmcons::vm2000::Effects;
use vmcons::vm2000::devices::{Why, give, release_implicit};
use vmcons::vm2000::model::{Assignment, Usage};

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

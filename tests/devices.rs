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

use crate::common::{enter, session};
use proptest::prelude::*;
use vmcons::engine::Session;
use vmcons::sim::Span;

const NAMES: [&str; 12] = [
    "CS", "CT", "FAA4", "FAA5", "FAA6", "FAF0", "FAF1", "FAF2", "FD00", "FAD0", "B101", "V1",
];

pub(crate) fn line() -> impl Strategy<Value = (bool, String)> {
    let name = || prop::sample::select(&NAMES[..]);
    let vm = || prop::sample::select(&["1", "5", "9", "12"][..]);
    let kind = || prop::sample::select(&["*NONE", "*SD", "*VC"][..]);
    let force = || prop::sample::select(&["*NO", "*NO(*YES)", "*YES"][..]);
    let yes = || prop::sample::select(&["*NO", "*YES"][..]);
    prop_oneof![
        (name(), vm(), kind())
            .prop_map(|(n, v, k)| (false, format!("/ADD-VM-DEVICES {n},{v},{k}"))),
        (vm(), kind()).prop_map(|(v, k)| (
            false,
            format!("/ADD-VM-DEVICES *PUBSET-DEVICES(TMP),{v},{k}")
        )),
        (name(), vm(), force())
            .prop_map(|(n, v, f)| (false, format!("/REMOVE-VM-DEVICES {n},{v},{f}"))),
        (vm(), force()).prop_map(|(v, f)| (false, format!("/REMOVE-VM-DEVICES *ALL(*NO),{v},{f}"))),
        (name(), vm(), vm(), yes())
            .prop_map(|(n, a, b, f)| (false, format!("/SWITCH-VM-DEVICES {n},{a},{b},{f}"))),
        (name(), vm())
            .prop_map(|(n, v)| (false, format!("/MODIFY-VM-DEVICE-USAGE {n},{v},*SHARED"))),
        (name(), vm())
            .prop_map(|(n, v)| (false, format!("/MODIFY-VM-DEVICE-USAGE {n},{v},*EXCLUSIVE"))),
        (name(), yes()).prop_map(|(n, y)| (false, format!("/MODIFY-VM-DEVICE-ATTRIBUTES {n},{y}"))),
        name().prop_map(|n| (true, format!("/ATTACH-DEVICE {n}"))),
        name().prop_map(|n| (true, format!("/DETACH-DEVICE {n}"))),
        vm().prop_map(|v| (false, format!("/MIGRATE-VM {v}"))),
    ]
}

/// Invariant 5: an exclusively used device has one user on each server unit, no VM has a
/// device twice or one that is not generated, and definitions hold what is explicit.
fn devices_are_given_once(session: &Session) {
    let world = session.world();
    for (place, unit) in world.units.iter().enumerate() {
        let id = vmcons::vm2000::model::UnitId(u16::try_from(place).unwrap());
        for name in unit.devices.keys() {
            let vms = unit.vms.values().flat_map(|vm| world.devices_on(id, *vm));
            let users: Vec<_> = vms.filter(|held| held.mnemonic == *name).collect();
            let exclusive = users.iter().any(|held| held.usage == Usage::Exclusive);
            assert!(
                !exclusive || users.len() == 1,
                "{name} on {}: {users:?}",
                unit.name
            );
        }
        for vm in unit.vms.values() {
            let held = world.devices_on(id, *vm);
            for (place, device) in held.iter().enumerate() {
                assert!(unit.devices.contains_key(&device.mnemonic), "{device:?}");
                let twice = held
                    .iter()
                    .take(place)
                    .any(|d| d.mnemonic == device.mnemonic);
                assert!(!twice, "{device:?} twice");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_device_has_one_exclusive_user_whatever_is_done(
        steps in proptest::collection::vec((line(), any::<bool>(), 0..20_000u64), 1..25),
    ) {
        let mut session = session();
        for ((in_guest, line), first, millis) in steps {
            let console = match (in_guest, first) {
                (true, true) => "VM12PROD",
                (true, false) => "VM09ARCH",
                (false, true) => "ABGSE501",
                (false, false) => "ABGSE701",
            };
            enter(&mut session, console, &line);
            let until = session.now() + Span::from_millis(millis);
            while session.next_event().is_some_and(|at| at <= until) {
                session.step();
                devices_are_given_once(&session);
            }
        }
    }
}

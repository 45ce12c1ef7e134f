//! Random operators over random worlds, with the commands of a VM's life: states change
//! only as the tables have it, and memory, CPUs and devices are neither lost nor given
//! out twice.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::common::*;
use proptest::prelude::*;
use vmcons::engine::Session;
use vmcons::scenario::Scenario;
use vmcons::sim::Span;
use vmcons::vm2000::model::{Monitored, UnitId, UnitType, Usage, VirtualCpu, VmId, VmState, World};

const SUS: [&str; 2] = ["SUA", "SUB"];
const STATES: [&str; 3] = ["RUNNING", "INIT-ONLY", "DOWN"];

/// A world of one cluster; each VM has a disk and a console of its own, and perhaps a
/// disk that it shares.
fn world() -> impl Strategy<Value = String> {
    let vm = (
        0..2usize,
        2..8u64,
        0..STATES.len(),
        any::<bool>(),
        any::<bool>(),
    );
    (any::<bool>(), proptest::collection::vec(vm, 0..5)).prop_map(|(x86, vms)| {
        let unit_type = if x86 { "x86" } else { "/390" };
        let mut text =
            "schema = 1\ntitle = \"W\"\nstart = 2026-01-12T00:06:59Z\nseed = 1\n".to_owned();
        let devices: Vec<String> = (0..5)
            .flat_map(|i| {
                [
                    format!("{{ mn = \"D{i}\", family = \"disk\" }}"),
                    format!("{{ mn = \"K{i}\", family = \"kvp\" }}"),
                ]
            })
            .collect();
        for unit in SUS {
            text += &format!(
                "[[server_unit]]\nname = \"{unit}\"\ntype = \"{unit_type}\"\ncpus = 4\n\
                 memory_mb = 16384\ndevice = [{}, {{ mn = \"SH\", family = \"disk\" }}]\n",
                devices.join(", ")
            );
        }
        text += "[[cluster]]\nname = \"C\"\nunits = [\"SUA\", \"SUB\"]\nlink = { mbit = 10000 }\n";
        for (i, (on, memory, state, persistent, shares)) in vms.iter().enumerate() {
            let shared = if *shares { ", \"SH:SD\"" } else { "" };
            text += &format!(
                "[[vm]]\nindex = {}\nname = \"VM{i}\"\non = \"{}\"\nmemory_mb = {}\n\
                 state = \"{}\"\npersistent = {persistent}\ndevices = [\"D{i}\", \"K{i}\"{shared}]\n",
                i + 2,
                SUS[*on],
                memory * 1024,
                STATES[*state],
            );
        }
        text
    })
}

/// What an operator enters at a console of a monitor system.
fn line() -> impl Strategy<Value = String> {
    let vm = prop_oneof![
        6 => (0..5usize).prop_map(|i| format!("VM{i}")),
        2 => (1..7usize).prop_map(|i| i.to_string()),
        1 => (0..3usize).prop_map(|i| format!("NEW{i}")),
    ];
    let size = prop_oneof![Just(512), Just(1024), Just(2048), Just(1025), Just(9000)];
    let new = (0..3usize, size.clone());
    prop_oneof![
        3 => vm.clone().prop_map(|vm| format!("/START-VM VM-ID={vm}")),
        1 => vm.clone().prop_map(|vm| format!("/START-VM VM-ID={vm},CHECK-VM-STATE=*NO")),
        1 => vm.clone().prop_map(|vm| format!("/START-VM VM-ID={vm},HOLD=*YES")),
        2 => vm.clone().prop_map(|vm| format!("/HOLD-VM {vm}")),
        2 => vm.clone().prop_map(|vm| format!("/RESUME-VM {vm}")),
        1 => Just("/HOLD-VM *ALL".to_owned()),
        1 => Just("/RESUME-VM *ALL".to_owned()),
        2 => vm.clone().prop_map(|vm| format!("/RESET-VM {vm}")),
        2 => vm.clone().prop_map(|vm| format!("/SHUTDOWN-VM {vm},*SHUTDOWN(0)")),
        1 => vm.clone().prop_map(|vm| format!("/SHUTDOWN-VM {vm},*SHUTDOWN(1)")),
        1 => Just("/SHUTDOWN-VM *VM-GUESTS,*SHUTDOWN(0)".to_owned()),
        2 => vm.clone().prop_map(|vm| format!("/DELETE-VM {vm}")),
        2 => vm.clone().prop_map(|vm| format!("/DELETE-VM {vm},CHECK-VM-STATE=*NO")),
        1 => Just("/DELETE-VM *ALL".to_owned()),
        2 => vm.prop_map(|vm| format!("/MIGRATE-VM {vm},MONJV=MIGR")),
        3 => new.prop_map(|(i, mb)| format!("/CREATE-VM {mb},VM-NAME=NEW{i},MONJV=JV{i}")),
        1 => size.prop_map(|mb| format!("/CREATE-VM {mb},PROCESSOR=4,PERSISTENT=*YES")),
        2 => (0..3usize, 0..5usize)
            .prop_map(|(i, d)| format!("/ADD-VM-DEVICES (D{d},K{d}),VM-ID=NEW{i}")),
        2 => (0..3usize, 0..5usize).prop_map(|(i, d)| format!("/START-VM D{d},VM-ID=NEW{i}")),
        1 => (0..3usize).prop_map(|i| format!("/DELETE-JV JV{i}")),
        1 => Just("/SHOW-VM-STATUS PERIOD=20".to_owned()),
        1 => Just("/SHOW-VM-STATUS PERIOD=*NO".to_owned()),
    ]
}

/// Whether the tables have this change of a VM's state (VM2000 V12.0 User Guide, pages 62
/// to 79).
fn is_a_transition(from: VmState, to: VmState) -> bool {
    use VmState::{Down, InHold, InitOnly, NotInitialized, Running};
    match (from, to) {
        // RUNNING by ACTIVATE-VM-DEFINITION with AUTO-IPL.
        (NotInitialized, to) => [InitOnly, Running].contains(&to),
        (InitOnly | Down, to) => [Running, InHold, NotInitialized, InitOnly].contains(&to),
        (Running, to) => [InHold, Down, InitOnly, NotInitialized].contains(&to),
        (InHold, to) => [Running, InitOnly, NotInitialized].contains(&to),
    }
}

fn states(world: &World) -> Vec<VmState> {
    world.vms.iter().map(|vm| vm.state).collect()
}

/// Looks at a session after something has happened.
fn check(session: &Session, before: &[VmState]) {
    let world = session.world();
    for (vm, from) in world.vms.iter().zip(before) {
        assert!(
            vm.state == *from || is_a_transition(*from, vm.state),
            "{} went from {from} to {}",
            vm.name,
            vm.state
        );
    }
    for (place, vm) in world.vms.iter().enumerate() {
        let id = VmId(u16::try_from(place).unwrap());
        let holders = world.units.iter();
        let holders = holders.filter(|unit| unit.vms.values().any(|held| *held == id));
        let holders = holders.count();
        let name = &vm.name;
        assert_eq!(vm.waits.any(), vm.state == VmState::InHold, "{name}");
        assert!(vm.waits == Default::default() || world.unit(vm.unit).unit_type == UnitType::S390);
        if vm.state == VmState::NotInitialized {
            assert_eq!(holders, 0, "{name} is gone");
            assert!(
                vm.devices.is_empty() && vm.virtual_cpus.is_empty(),
                "{name}"
            );
            assert!(vm.monjv.is_none(), "{name}");
            continue;
        }
        assert_eq!(
            holders,
            1 + usize::from(vm.migration.is_some() && holders == 2),
            "{name}"
        );
        let unit = world.unit(vm.unit);
        assert_eq!(unit.vms.get(&vm.index), Some(&id), "{name}");
        virtual_cpus_are_in_bounds(world, id);
        assert!(
            vm.is_monitor() || unit.definitions.contains_key(name),
            "{name} is not defined"
        );
        if let Some(monjv) = &vm.monjv {
            let watches = |(key, jv): (&(_, _), &vmcons::vm2000::model::JobVariable)| {
                key.1 == monjv.jv && jv.monitors == Some(Monitored::Vm(id))
            };
            assert!(world.job_variables.iter().any(watches), "{name}");
        }
    }
    for place in 0..world.units.len() {
        unit_is_whole(world, UnitId(u16::try_from(place).unwrap()));
    }
}

/// A VM has as many virtual CPUs as it was created with, and no more attached than there
/// are real ones.
fn virtual_cpus_are_in_bounds(world: &World, id: VmId) {
    let vm = world.vm(id);
    let name = &vm.name;
    let unit = world.unit(vm.unit);
    assert_eq!(
        vm.virtual_cpus.len(),
        usize::from(vm.attributes.processors),
        "{name}"
    );
    let attached = vm
        .virtual_cpus
        .iter()
        .filter(|c| **c == VirtualCpu::Attached);
    let attached = attached.count();
    // A guest keeps one, and takes its time to detach what is too many.
    let room = unit.attached_cpus(&vm.attributes.pool).max(1);
    let adjusts = world.under_way.adjustments.contains(&id);
    assert!(
        attached <= room || adjusts,
        "{name} has {attached} of {room} CPUs"
    );
}

/// What a server unit has is with one VM each, or free.
fn unit_is_whole(world: &World, id: UnitId) {
    let unit = world.unit(id);
    let given: u64 = unit.vms.values().map(|vm| world.vm(*vm).memory_mb()).sum();
    // What is being changed is held in both sizes, and in both places.
    let held = |vm: &VmId| match world.under_way.moves.contains_key(vm) {
        true => 2 * world.held_mb(*vm),
        false => world.held_mb(*vm),
    };
    let held: u64 = unit.vms.values().map(held).sum();
    let taken = held + unit.releasing_mb + unit.hypervisor_mb;
    let free = world.free_memory_mb(id);
    assert!(
        free + given + unit.releasing_mb <= unit.memory_mb,
        "{}",
        unit.name
    );
    assert!(
        free + taken >= unit.memory_mb,
        "{} has lost memory",
        unit.name
    );
    assert!(unit.vms.len() <= unit.unit_type.vm_limit());
    if unit.unit_type == UnitType::S390 {
        let mut areas: Vec<(u64, u64)> = unit
            .vms
            .values()
            .map(|vm| {
                (
                    world.location_on(id, *vm).unwrap(),
                    world.vm(*vm).memory_mb(),
                )
            })
            .collect();
        areas.sort_unstable();
        for pair in areas.windows(2) {
            assert!(pair[0].0 + pair[0].1 <= pair[1].0, "two VMs in one place");
        }
        assert!(
            areas
                .last()
                .is_none_or(|(start, size)| start + size <= unit.memory_mb)
        );
    }
    for device in unit.devices.keys() {
        let held = unit.vms.values().flat_map(|vm| world.devices_on(id, *vm));
        let held: Vec<_> = held.filter(|held| held.mnemonic == *device).collect();
        let is_alone = held.len() <= 1 || held.iter().all(|held| held.usage == Usage::Shared);
        assert!(is_alone, "{device} is given out twice");
    }
}

/// The world of a file, but for those in which the VMs need more memory than there is.
pub(crate) fn load(text: &str) -> Option<Scenario> {
    match Scenario::load("world.toml", text) {
        Ok(scenario) => Some(scenario),
        Err(errors) => {
            let known = |e: &vmcons::text::TextError| e.what.contains("MB left");
            assert!(errors.0.iter().all(known), "{errors}\n{text}");
            None
        }
    }
}

/// Lets time pass, looking at the session after each event.
pub(crate) fn pass(session: &mut Session, millis: u64) {
    let to = session.now() + Span::from_millis(millis);
    while session.next_event().is_some_and(|at| at <= to) {
        let before = states(session.world());
        session.step();
        check(session, &before);
    }
    session.advance(to);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn vms_live_by_the_tables(
        text in world(),
        lines in proptest::collection::vec((0..2usize, line(), 0..30_000u64), 1..30),
    ) {
        let Some(scenario) = load(&text) else { return Ok(()) };
        let mut session = session_on(scenario);
        for (su, line, millis) in lines {
            enter(&mut session, SUS[su], &line);
            pass(&mut session, millis);
        }
        pass(&mut session, 300_000);
    }
}

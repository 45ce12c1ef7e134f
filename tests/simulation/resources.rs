//! Invariant 5: memory, CPUs, devices and the link are never given out twice and never lost.

use std::collections::BTreeMap;

use super::invariants::{Checked, UNITS, hold};
use super::operator::{Input, What};
use vmcons::engine::Session;
use vmcons::vm2000::migration::{Migration, Phase};
use vmcons::vm2000::model::{CpuKind, Family, UnitId, UnitType, Usage, VmId, VmState, World};

/// Invariant 5: all that send over the link of the cluster get the same share of the 48 % of
/// it that memory pages get, and together no more.
pub fn link_is_shared(world: &World) -> Checked {
    let sends = |one: &&Migration| matches!(one.phase, Phase::Copying(_) | Phase::Suspended);
    let sharers = world.migrations.iter().filter(sends).count() as u64;
    for one in world.migrations.iter() {
        if let Phase::Copying(copying) = one.phase {
            let link = world.cluster(one.sides.cluster).link_mbit * 125_000 / 100 * 48;
            let share = link / sharers;
            hold!(copying.rate == share, "5: {} B/s of {share}", copying.rate);
        }
    }
    Ok(())
}

/// Invariant 5: no SU gives more memory than it has, and no piece of it twice.
pub fn memory_is_given_once(world: &World, unit: UnitId) -> Checked {
    let there = world.unit(unit);
    let held: u64 = there.vms.values().map(|vm| world.held_mb(*vm)).sum();
    let taken: u64 = there.taken.iter().map(|(_, length)| length).sum();
    let all = held + taken + there.releasing_mb;
    hold!(all <= there.memory_mb, "5: {} gives {all} MB", there.name);
    if there.unit_type == UnitType::X86 {
        return Ok(());
    }
    let mut areas: Vec<(u64, u64)> = there.taken.clone();
    for vm in there.vms.values() {
        let moved = world.under_way.moves.get(vm).map(|moved| moved.to_mb);
        let length = world.held_mb(*vm);
        // The place that it is moved to may overlap with its own.
        match (world.location_on(unit, *vm), moved) {
            (Some(here), Some(there)) if here.abs_diff(there) < length => {
                areas.push((here.min(there), length + here.abs_diff(there)));
            }
            (here, there) => {
                areas.extend(
                    [here, there]
                        .into_iter()
                        .flatten()
                        .map(|from| (from, length)),
                );
            }
        }
    }
    areas.sort_unstable();
    let mut behind = 0;
    for (from, length) in areas {
        hold!(
            from >= behind,
            "5: {} gives the MB {from} twice",
            there.name
        );
        behind = from + length;
    }
    hold!(
        behind <= there.memory_mb,
        "5: {} gives the MB {behind}",
        there.name
    );
    Ok(())
}

/// Invariant 5: a place to which a VM is moved is one of its own server unit, where it waits
/// for it.
pub fn is_moved_while_it_waits(world: &World, id: VmId) -> Checked {
    let vm = world.vm(id);
    let moves = world.under_way.moves.contains_key(&id);
    let waits = vm.waits.internal && vm.state == VmState::InHold;
    hold!(
        moves == waits,
        "5: {} is moved and is {}",
        vm.name,
        vm.state
    );
    hold!(
        !moves || vm.migration.is_none(),
        "5: {} is moved twice",
        vm.name
    );
    Ok(())
}

/// Invariant 5: a real CPU is in a CPU pool that there is, and so are VMs.
pub fn cpus_are_in_a_pool(world: &World, unit: UnitId) -> Checked {
    let there = world.unit(unit);
    for (place, cpu) in there.cpus.iter().enumerate() {
        // POOL0 of an SU x86 is none of VM2000.
        let is_foreign = cpu.kind == CpuKind::Foreign;
        let known = is_foreign || cpu.pool.as_ref().is_none_or(|pool| there.has_pool(pool));
        hold!(
            known,
            "5: CPU {place} of {} is in {:?}",
            there.name,
            cpu.pool
        );
    }
    for vm in there.vms.values() {
        let pool = world.pool_on(unit, *vm);
        hold!(there.has_pool(pool), "5: {} has no {pool}", there.name);
        let is_placed = world.location_on(unit, *vm).is_some();
        hold!(
            is_placed || there.unit_type == UnitType::X86,
            "5: {} has no memory on {}",
            world.vm(*vm).name,
            there.name
        );
    }
    Ok(())
}

/// Invariant 5: what is not held any more is free, once all is over.
pub fn nothing_is_lost(session: &Session, inputs: &[Input]) -> Checked {
    let world = session.world();
    for unit in UNITS {
        let there = world.unit(unit);
        let (name, releasing) = (&there.name, there.releasing_mb);
        hold!(releasing == 0, "5: {name} never releases {releasing} MB");
        let shortage = format!("memory-shortage {name}");
        let waits = inputs.iter().any(|input| {
            matches!(&input.what, What::Inject(fault)
                if fault.contains(&shortage) && fault.contains(" when "))
        });
        let faults = inputs.iter().rev().filter_map(|input| match &input.what {
            What::Inject(fault) if fault.contains(&shortage) => Some(fault),
            _ => None,
        });
        // One that waits for a line may have happened after its end.
        let is_short = faults.map(|last| !last.starts_with("clear") || waits);
        let is_short = is_short.reduce(|last, _| last);
        let taken: u64 = there.taken.iter().map(|(_, length)| length).sum();
        let is_given_back = taken == 0 || is_short == Some(true);
        hold!(is_given_back, "5: {name} never gets {taken} MB back");
    }
    for vm in &world.vms {
        let is_there = vm.state != VmState::NotInitialized;
        let (name, devices) = (&vm.name, &vm.devices);
        hold!(
            is_there || devices.is_empty(),
            "5: {name} keeps {devices:?}"
        );
    }
    Ok(())
}

/// Invariant 5: a device that is used exclusively has one user, and is known there.
pub fn devices_are_given_once(world: &World, unit: UnitId) -> Checked {
    let there = world.unit(unit);
    let mut users: BTreeMap<_, Vec<(VmId, Usage)>> = BTreeMap::new();
    for vm in there.vms.values() {
        for held in world.devices_on(unit, *vm) {
            let name = &held.mnemonic;
            hold!(
                there.devices.contains_key(name),
                "5: {} has no {name}",
                there.name
            );
            let of_device = users.entry(name.clone()).or_default();
            let twice = of_device.iter().any(|(user, _)| user == vm);
            hold!(!twice, "5: {} has {name} twice", world.vm(*vm).name);
            of_device.push((*vm, held.usage));
        }
    }
    for (name, users) in users {
        let exclusive = users.iter().any(|(_, usage)| *usage == Usage::Exclusive);
        hold!(
            !exclusive || users.len() == 1,
            "5: {name} on {} is given twice",
            there.name
        );
    }
    Ok(())
}

/// Invariant 5: a disk that a system uses exclusively no other one uses, on either SU, unless
/// an operator has forced it.
pub fn disks_are_used_once(world: &World) -> Checked {
    let mut users: BTreeMap<_, Vec<(&str, Usage)>> = BTreeMap::new();
    for vm in &world.vms {
        if !matches!(vm.state, VmState::Running | VmState::InHold) {
            continue;
        }
        let known = &world.unit(vm.unit).devices;
        for held in vm.devices.iter().filter(|held| held.attached) {
            let family = known.get(&held.mnemonic).map(|device| device.family);
            if family == Some(Family::Disk) {
                let of_disk = users.entry(held.mnemonic.clone()).or_default();
                of_disk.push((&vm.name, held.usage));
            }
        }
    }
    for (name, users) in users {
        let exclusive = users.iter().any(|(_, usage)| *usage == Usage::Exclusive);
        hold!(
            !exclusive || users.len() == 1,
            "5: disk {name} is used by {users:?}"
        );
    }
    Ok(())
}

/// Invariant 5: a VM has the virtual CPUs that it was given, and no more of them attached
/// than its pool has, unless that is being seen to.
pub fn has_its_cpus(world: &World, id: VmId) -> Checked {
    let vm = world.vm(id);
    if vm.is_monitor() || vm.state == VmState::NotInitialized {
        return Ok(());
    }
    let (has, given) = (vm.virtual_cpus.len(), usize::from(vm.attributes.processors));
    hold!(
        has == given,
        "5: {} has {has} CPUs and not {given}",
        vm.name
    );
    let real = world
        .unit(vm.unit)
        .attached_cpus(&vm.attributes.pool)
        .max(1);
    let is_settled = !world.under_way.adjustments.contains(&id);
    let attached = vm.attached_cpus();
    hold!(
        !is_settled || attached <= real,
        "5: {} uses {attached} of {real} CPUs",
        vm.name
    );
    Ok(())
}

//! The synchronous check before a migration: all that speaks against it, in one go
//! (VM2000 V12.0 User Guide, pages 81 and 209; white paper "Rejection and abortion of
//! an LM").

use crate::catalog::Message;
use crate::vm2000::Refusal;
use crate::vm2000::devices::taken_by;
use crate::vm2000::ids::*;
use crate::vm2000::model::{Assignment, Family, Mnemonic, UnitId, Vm, VmId, VmState, World};

/// What the check has found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Findings {
    /// The target, if it could be told.
    pub target: UnitId,
    /// What speaks against the migration, each as the caller is told.
    pub obstacles: Vec<Message>,
    /// The warnings, each as the caller is told.
    pub warnings: Vec<Message>,
}

/// Which server unit a migration from `source` would go to: the one named, or the only
/// other one of the cluster.
///
/// # Errors
/// If there is no such server unit, or more than one.
pub fn target(world: &World, source: UnitId, named: Option<&str>) -> Result<UnitId, Refusal> {
    let missing = |name: &str| Refusal::with(VMS2400, [name]);
    let found = match named {
        Some(name) => world.unit_named(name).ok_or_else(|| missing(name))?,
        None => only_remote(world, source).ok_or_else(|| Refusal::of(Message::plain(VMS2341)))?,
    };
    let shared = world
        .unit(source)
        .cluster
        .filter(|c| Some(*c) == world.unit(found).cluster);
    match shared {
        Some(cluster) if !world.cluster(cluster).link_up => Err(missing(&world.unit(found).name)),
        _ => Ok(found),
    }
}

fn only_remote(world: &World, source: UnitId) -> Option<UnitId> {
    let cluster = world.cluster(world.unit(source).cluster?);
    let mut remote = cluster.units.iter().filter(|unit| **unit != source);
    let only = remote.next()?;
    remote.next().is_none().then_some(*only)
}

/// Checks whether a VM could be migrated to a server unit.
pub fn check(world: &World, vm: VmId, target: UnitId) -> Findings {
    let mut findings = Findings {
        target,
        obstacles: Vec::new(),
        warnings: Vec::new(),
    };
    at_the_source(world, world.vm(vm), &mut findings);
    if findings.obstacles.is_empty() {
        findings.obstacles = at_the_target(world, vm, target);
    }
    findings.warnings = to_be_detached(world, world.vm(vm));
    findings
}

/// What the source knows without asking the target.
fn at_the_source(world: &World, vm: &Vm, findings: &mut Findings) {
    let source = world.unit(vm.unit);
    let target = world.unit(findings.target);
    let [index, name] = vm.inserts();
    if vm.is_monitor() {
        findings.obstacles.push(Message::new(VMS2401, vm.inserts()));
    } else if vm.migration.is_some() {
        findings.obstacles.push(Message::new(VMS3042, vm.inserts()));
    } else if vm.state == VmState::InHold {
        findings
            .obstacles
            .push(Message::new(VMS2405, [index, name, vm.state.to_string()]));
    }
    if findings.target == vm.unit {
        findings
            .obstacles
            .push(Message::new(VMS2342, [&target.name]));
        return;
    }
    if source.cluster.is_none() || source.cluster != target.cluster {
        findings
            .obstacles
            .push(Message::new(VMS2402, [&target.name]));
        if source.unit_type != target.unit_type {
            findings
                .obstacles
                .push(Message::new(VMS2410, [&target.name]));
        }
        return;
    }
    if let Some(cluster) = source
        .cluster
        .map(|id| world.cluster(id))
        .filter(|c| !c.active)
    {
        findings
            .obstacles
            .push(Message::new(VMS2403, [&cluster.name]));
    }
}

/// What keeps the target from taking the VM, each as a VMS2404 with its reason.
fn at_the_target(world: &World, vm: VmId, target: UnitId) -> Vec<Message> {
    let [index, name] = world.vm(vm).inserts();
    let unit = &world.unit(target).name;
    let rejected = |reason| Message::new(VMS2404, [&index, &name, unit, &reason]);
    obstacles_at(world, vm, target)
        .into_iter()
        .map(rejected)
        .collect()
}

/// What keeps a target from taking a VM, as the reasons of VMS2404: a message id and,
/// where one device is concerned, its mnemonic.
pub fn obstacles_at(world: &World, vm: VmId, target: UnitId) -> Vec<String> {
    let moving = world.vm(vm);
    let unit = world.unit(target);
    let mut reasons = Vec::new();
    if world.largest_area_mb(target) < moving.memory_mb() {
        reasons.push(VMS4011.to_string());
    }
    if unit.vms.contains_key(&moving.index) {
        reasons.push(VMS4012.to_string());
    }
    if unit
        .vms
        .values()
        .any(|other| world.vm(*other).name == moving.name)
    {
        reasons.push(VMS4013.to_string());
    }
    if unit.vms.len() >= unit.unit_type.vm_limit() {
        reasons.push(VMS4014.to_string());
    }
    reasons.extend(devices_at(world, vm, target));
    reasons
}

/// What keeps a target from giving a VM its devices, as the reasons of VMS2404.
pub(super) fn devices_at(world: &World, vm: VmId, target: UnitId) -> Vec<String> {
    let moving = world.vm(vm);
    let devices = moving.devices.iter();
    let needed = devices.filter(|held| !comes_by_itself(world, moving, &held.mnemonic));
    let reason = |held: &Assignment| {
        let name = &held.mnemonic;
        if !world.unit(target).devices.contains_key(name) {
            return Some(format!("{VMS4034},{name}"));
        }
        let holder = taken_by(world, target, name, held.usage, vm);
        holder.map(|_| format!("{VMS2437},{name}"))
    };
    needed.filter_map(reason).collect()
}

/// Alias devices are given back and come anew on the target, as others perhaps.
fn comes_by_itself(world: &World, vm: &Vm, mnemonic: &Mnemonic) -> bool {
    let family = world
        .unit(vm.unit)
        .devices
        .get(mnemonic)
        .map(|device| device.family);
    family == Some(Family::PavAlias)
}

/// One VMS2471 for each device that cannot come along attached.
fn to_be_detached(world: &World, vm: &Vm) -> Vec<Message> {
    let [index, name] = vm.inserts();
    let unit = world.unit(vm.unit);
    vm.devices
        .iter()
        .filter(|device| device.attached)
        .filter(|device| {
            unit.devices
                .get(&device.mnemonic)
                .is_some_and(|d| d.family.detached_by_migration())
        })
        .map(|device| Message::new(VMS2471, [&device.mnemonic.to_string(), &index, &name]))
        .collect()
}

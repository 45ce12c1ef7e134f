//! The synchronous check before a migration: all that speaks against it, in one go
//! (VM2000 V12.0 User Guide, pages 81 and 209; white paper "Rejection and abortion of
//! an LM").

use super::devices::along;
use crate::catalog::Message;
use crate::vm2000::Refusal;
use crate::vm2000::definitions::{check_room, is_reachable, is_writable};
use crate::vm2000::devices::taken_by;
use crate::vm2000::guest::can_be_administered;
use crate::vm2000::ids::*;
use crate::vm2000::life::is_another_things;
use crate::vm2000::model::{
    Assignment, Family, Mnemonic, STDPOOL, UnitId, UnitType, Vm, VmId, VmState, World,
};

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
/// other one of the cluster. As a cluster has two (white paper "Cluster Solutions for SE
/// Servers"), none can be found only from a server unit that is in no cluster: VMS2341.
///
/// # Errors
/// If there is no such server unit, or it does not answer.
pub fn target(world: &World, source: UnitId, named: Option<&str>) -> Result<UnitId, Refusal> {
    let missing = |name: &str| Refusal::with(VMS2400, [name]);
    let found = match named {
        Some(name) => world.unit_named(name).ok_or_else(|| missing(name))?,
        None => only_remote(world, source).ok_or_else(|| Refusal::of(Message::plain(VMS2341)))?,
    };
    // A monitor system that is not there does not answer.
    let answers = |unit| can_be_administered(world, unit);
    let shared = world
        .unit(source)
        .cluster
        .filter(|c| Some(*c) == world.unit(found).cluster);
    match shared {
        Some(cluster) if !world.cluster(cluster).link_up || !answers(found) => {
            Err(missing(&world.unit(found).name))
        }
        _ => Ok(found),
    }
}

fn only_remote(world: &World, source: UnitId) -> Option<UnitId> {
    world.cluster(world.unit(source).cluster?).other(source)
}

/// Checks whether a VM could be migrated to a server unit, and finds all that speaks
/// against it, not only the first.
pub fn check(world: &World, vm: VmId, target: UnitId) -> Findings {
    let moving = world.vm(vm);
    let mut obstacles: Vec<Message> = about_the_vm(moving).into_iter().collect();
    // Of one on its way either side says that alone: it is not clear yet where it will be.
    if moving.migration.is_some() {
        return Findings {
            target,
            obstacles,
            warnings: Vec::new(),
        };
    }
    if world.under_way.resizes.contains_key(&vm) {
        obstacles.push(Message::new(VMS2408, moving.inserts()));
    }
    // What never moves is known to the target under its own name.
    let asks_target = !moving.is_monitor();
    let apart = between(world, moving.unit, target);
    let is_asked = apart.is_empty();
    obstacles.extend(apart);
    obstacles.extend(about_unit(world, moving.unit));
    let mut warnings = to_be_detached(world, moving);
    if is_asked {
        obstacles.extend(about_unit(world, target));
        warnings.extend(too_few_cpus(world, moving, target));
    }
    if is_asked && asks_target {
        obstacles.extend(at_the_target(world, vm, target));
    }
    warnings.retain(|warning| !is_moot(warning, &obstacles));
    // Of a VM that stays here there is nothing to be said.
    if obstacles.is_empty() {
        warnings.extend(other_configuration(world, vm, target));
    }
    Findings {
        target,
        obstacles,
        warnings,
    }
}

/// Whether a warning is of what keeps the VM here, so that it never happens: a device that
/// the target lacks, virtual CPUs for which its pool has no real one.
fn is_moot(warning: &Message, obstacles: &[Message]) -> bool {
    let reason = match (warning.id, warning.inserts.first()) {
        (VMS2471, Some(device)) => format!(",{device}"),
        (VMS2470, _) => VMS4612.to_string(),
        _ => return false,
    };
    let reasons = obstacles.iter().filter(|obstacle| obstacle.id == VMS2404);
    let mut reasons = reasons.filter_map(|obstacle| obstacle.inserts.last());
    reasons.any(|why| why.ends_with(&reason))
}

/// What keeps this VM from moving anywhere.
fn about_the_vm(vm: &Vm) -> Option<Message> {
    let [index, name] = vm.inserts();
    match vm.state {
        _ if vm.is_monitor() => Some(Message::new(VMS2401, [index, name])),
        _ if vm.migration.is_some() => Some(Message::new(VMS3042, [index, name])),
        VmState::InHold => Some(Message::new(VMS2405, [index, name, vm.state.to_string()])),
        VmState::NotInitialized | VmState::InitOnly | VmState::Running | VmState::Down => None,
    }
}

/// What keeps anything from moving between two server units; if there is something, the
/// target is not asked.
fn between(world: &World, source: UnitId, target: UnitId) -> Vec<Message> {
    let name = &world.unit(target).name;
    if source == target {
        return vec![Message::new(VMS2342, [name])];
    }
    let (source, target) = (world.unit(source), world.unit(target));
    let shared = source.cluster.filter(|_| source.cluster == target.cluster);
    let apart = match shared.map(|id| world.cluster(id)) {
        None => Some(Message::new(VMS2402, [name])),
        Some(cluster) => (!cluster.active).then(|| Message::new(VMS2403, [&cluster.name])),
    };
    let is_alike = source.unit_type == target.unit_type && !target.is_native;
    let other = (!is_alike).then(|| Message::new(VMS2410, [name]));
    apart.into_iter().chain(other).collect()
}

/// The least memory of the monitor VM of an SU /390 with which VMs can be migrated, in MB
/// (VM2000 V12.0 User Guide, page 81).
const LEAST_MONITOR_MB: u64 = 512;

/// The least hypervisor memory for it, in MB. How much it takes is not printed; this is
/// our figure.
const LEAST_HYPERVISOR_MB: u64 = 64;

/// What a server unit lacks, whichever VM is to move from it or to it.
fn about_unit(world: &World, unit: UnitId) -> Vec<Message> {
    let there = world.unit(unit);
    let is_s390 = there.unit_type == UnitType::S390;
    let monitor_mb = world.vm(there.monitor.vm).memory_mb();
    let lacking = [
        (is_s390 && monitor_mb < LEAST_MONITOR_MB, VMS2406),
        (
            is_s390 && there.hypervisor_mb < LEAST_HYPERVISOR_MB,
            VMS2409,
        ),
        (!is_reachable(world, unit), VMS2331),
    ];
    let found = lacking.into_iter().filter(|(lacks, _)| *lacks);
    found
        .map(|(_, id)| Message::new(id, [&there.name]))
        .collect()
}

/// The warning that the VM will be restricted by another I/O configuration (SU /390: VM2000
/// V12.0 User Guide, page 84). One that is so already, and stays so, is known to be.
fn other_configuration(world: &World, vm: VmId, target: UnitId) -> Option<Message> {
    let moving = world.vm(vm);
    let [index, name] = moving.inserts();
    let state = format!("{}(DIFF)", moving.state);
    let unit = world.unit(target).name.clone();
    let is_news = world.is_foreign_on(target, vm) && !world.is_foreign_on(moving.unit, vm);
    is_news.then(|| Message::new(VMS2472, [index, name, state, unit]))
}

/// The warning that virtual CPUs will be blocked, since the pool on the target has fewer
/// real ones (VM2000 V12.0 User Guide, page 83).
fn too_few_cpus(world: &World, vm: &Vm, target: UnitId) -> Option<Message> {
    let unit = world.unit(target);
    let pool = Some(vm.attributes.pool.as_str()).filter(|pool| unit.has_pool(pool));
    let pool = pool.unwrap_or(STDPOOL);
    let there = unit.attached_cpus(pool);
    let missing = vm.attached_cpus().saturating_sub(there);
    let [index, name] = vm.inserts();
    (missing > 0)
        .then(|| Message::new(VMS2470, [missing.to_string(), index, name, pool.to_owned()]))
}

/// What keeps the target from taking the VM, each as a VMS2404 with its reason.
fn at_the_target(world: &World, vm: VmId, target: UnitId) -> Vec<Message> {
    let [index, name] = world.vm(vm).inserts();
    let unit = world.unit(target);
    let rejected = |reason| Message::new(VMS2404, [&index, &name, &unit.name, &reason]);
    // VM2000 there can say nothing else.
    if let Some(impaired) = unit.monitor.impairments.first() {
        return vec![rejected(impaired.code().0.to_string())];
    }
    let is_locked = is_reachable(world, target) && !is_writable(world, target);
    let locked = is_locked.then(|| VMS2333.to_string());
    let reasons = obstacles_at(world, vm, target).into_iter();
    reasons.chain(locked).map(rejected).collect()
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
    if is_another_things(world, target, &moving.name) {
        reasons.push(VMS4013.to_string());
    }
    if unit.vms.len() >= unit.unit_type.vm_limit() {
        reasons.push(VMS4014.to_string());
    }
    let is_kept = unit.definitions.contains_key(&moving.name);
    if !is_kept && check_room(world, target).is_err() {
        reasons.push(VMS2311.to_string());
    }
    if unit.attached_cpus(world.pool_on(target, vm)) == 0 {
        reasons.push(VMS4612.to_string());
    }
    reasons.extend(devices_at(world, vm, target));
    reasons
}

/// What keeps a target from giving a VM its devices, as the reasons of VMS2404: alias devices
/// are given back and come anew, as others perhaps.
pub(super) fn devices_at(world: &World, vm: VmId, target: UnitId) -> Vec<String> {
    let reason = |held: Assignment| {
        let name = &held.mnemonic;
        if !world.unit(target).devices.contains_key(name) {
            return Some(format!("{VMS4034},{name}"));
        }
        let holder = taken_by(world, target, name, held.usage, Some(vm));
        holder.map(|_| format!("{VMS2437},{name}"))
    };
    along(world, vm).into_iter().filter_map(reason).collect()
}

/// The first of these devices that is a disk in use and not operable on a server unit
/// (SU /390: white paper "Rejection and abortion of an LM"; that it is so on SU x86 as
/// well is ours).
pub(super) fn inoperable_disk(
    world: &World,
    unit: UnitId,
    devices: &[Assignment],
) -> Option<Mnemonic> {
    let unit = world.unit(unit);
    let is_disk = |held: &&Assignment| {
        let family = unit.devices.get(&held.mnemonic).map(|known| known.family);
        held.attached && family == Some(Family::Disk)
    };
    let disk = devices.iter().find(is_disk)?;
    (!unit.disks_operable).then(|| disk.mnemonic.clone())
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

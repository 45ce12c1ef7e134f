//! Aborting a migration: the guest goes on at the source, and everything done so far is
//! undone (white paper "Rejection and abortion of an LM").

use std::fmt;

use super::check::inoperable_disk;
use super::devices::{missing, more_attached};
use super::link::share;
use super::say::Speaker;
use super::{MigrationId, Phase, Sides, steps, watch};
use crate::vm2000::model::{ClusterId, Mnemonic, UnitId, VmId, World};
use crate::vm2000::{Effects, definitions};

/// Why a migration is aborted, as VMS2453 and VMS2433 tell it. The wording is ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The target cannot give the resources; the reason as in VMS2404.
    Target(String),
    /// The VM's definition cannot be created on the target (VM2000 V12.0 User Guide,
    /// page 86).
    Definition,
    /// A disk that the guest has attached is not operable on the target.
    Disk(Mnemonic),
    /// The link between the server units is interrupted.
    LinkLost,
    /// The guest changes its memory faster than it can be sent in time (SU /390).
    TooFast,
    /// An administrator deletes the VM.
    Deleted,
    /// The monitor system of a server unit is not ready.
    MonitorLost,
    /// A server unit is down.
    UnitLost,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::Target(reason) => f.write_str(reason),
            Reason::Definition => f.write_str("VM DEFINITION COULD NOT BE CREATED"),
            Reason::Disk(name) => write!(f, "DISK '{name}' NOT OPERABLE ON TARGET SU"),
            Reason::LinkLost => f.write_str("CONNECTION BETWEEN THE SUS INTERRUPTED"),
            Reason::TooFast => f.write_str("MEMORY PAGES CHANGE TOO FAST"),
            Reason::Deleted => f.write_str("VM DELETED BY ADMINISTRATOR"),
            Reason::MonitorLost => f.write_str("MONITOR SYSTEM NOT READY"),
            Reason::UnitLost => f.write_str("SU DOWN"),
        }
    }
}

/// Aborts a migration. Too late once the target executes the VM: then nothing happens.
pub(super) fn abort(world: &mut World, id: MigrationId, reason: &Reason, effects: &mut Effects) {
    let Some(migration) = world.migrations.get(id) else {
        return;
    };
    if matches!(migration.phase, Phase::Resumed | Phase::TakenOver) {
        return;
    }
    let sides = migration.sides;
    let Sides { vm, target, .. } = sides;
    let prepared_run = migration.prepared_run;
    let was_stopped = migration.phase == Phase::Suspended && migration.was_running;
    let source_devices = migration.source_devices.clone();
    let target_devices = migration.target_devices.clone();
    let index = world.vm(vm).index;
    let was_created = world.unit(target).vms.get(&index) == Some(&vm);

    if was_created {
        world.unit_mut(target).vms.remove(&index);
        // If that is not possible now, it is done as soon as it is.
        let name = world.vm(vm).name.clone();
        definitions::remove(world, target, &name);
    }
    let back = more_attached(&source_devices, &world.vm(vm).devices);
    let returned = missing(&source_devices, &world.vm(vm).devices);
    let mut speaker = Speaker::new(world, sides, effects);
    speaker.aborted(reason, was_created);
    if was_stopped {
        speaker.resumed_at_source();
    }
    speaker.assigned(sides.source, &returned);
    speaker.attached(&back);
    if let Some(run) = prepared_run {
        speaker.guest_released(run, false);
    }
    if was_created {
        speaker.terminated(target, &target_devices);
    }
    let stays = world.vm_mut(vm);
    stays.devices = source_devices;
    stays.migration = None;
    if let Some(migration) = world.migrations.end(id) {
        watch::aborted(world, &migration);
    }
    share(world, sides.cluster, effects);
}

/// Aborts the migration of a VM that is being deleted. Returns whether it could still be
/// undone.
pub(crate) fn give_up(world: &mut World, vm: VmId, effects: &mut Effects) -> bool {
    if let Some(id) = world.vm(vm).migration {
        abort(world, id, &Reason::Deleted, effects);
    }
    world.vm(vm).migration.is_none()
}

/// Aborts all migrations over the link of a cluster.
pub(crate) fn link_lost(world: &mut World, cluster: ClusterId, effects: &mut Effects) {
    for id in world.migrations.within(cluster) {
        abort(world, id, &Reason::LinkLost, effects);
    }
}

/// Aborts the migrations to a server unit that does not reach its disks any more; those
/// that have no disk there yet find that out when they are to get one.
pub(crate) fn disks_lost(world: &mut World, unit: UnitId, effects: &mut Effects) {
    for id in with(world, unit) {
        let migration = world.migrations.get(id);
        let Some(comes) = migration.filter(|migration| migration.sides.target == unit) else {
            continue;
        };
        if let Some(disk) = inoperable_disk(world, unit, &comes.target_devices) {
            abort(world, id, &Reason::Disk(disk), effects);
        }
    }
}

/// Aborts all migrations from or to a server unit whose monitor system is not ready.
pub(crate) fn monitor_lost(world: &mut World, unit: UnitId, effects: &mut Effects) {
    for id in with(world, unit) {
        abort(world, id, &Reason::MonitorLost, effects);
    }
}

/// Ends all migrations from or to a server unit that goes down: those that can be undone
/// are, the others are over with what the target has by now.
pub(crate) fn unit_lost(world: &mut World, unit: UnitId, effects: &mut Effects) {
    for id in with(world, unit) {
        abort(world, id, &Reason::UnitLost, effects);
        steps::cut_short(world, id, unit, effects);
    }
}

/// The migrations from or to a server unit.
fn with(world: &World, unit: UnitId) -> Vec<MigrationId> {
    let takes_part = |sides: &Sides| sides.source == unit || sides.target == unit;
    let all = world.migrations.iter();
    all.filter(|migration| takes_part(&migration.sides))
        .map(|migration| migration.id)
        .collect()
}

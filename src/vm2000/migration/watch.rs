//! Job variables that monitor migrations (VM2000 V12.0 User Guide, page 88; the states:
//! white paper "Cluster Solutions for SE Servers").

use super::{Migration, MigrationId};
use crate::sim::Tick;
use crate::vm2000::jv::monitor;
use crate::vm2000::model::{JvKey, VmId, Watched, World};

/// Lets a job variable monitor the migration of a VM that has just been accepted.
pub fn watch(world: &mut World, vm: VmId, jv: JvKey, warned: bool, now: Tick) {
    let Some(id) = world.vm(vm).migration else {
        return;
    };
    let watched = monitor::accepted(world, jv, warned, now);
    if let Some(migration) = world.migrations.get_mut(id) {
        migration.monjv = Some(watched);
    }
}

/// Tells that a migration runs.
pub(super) fn runs(world: &mut World, id: MigrationId) {
    let migration = world.migrations.get(id);
    if let Some(watched) = migration.and_then(|migration| migration.monjv.clone()) {
        monitor::runs(world, &watched);
    }
}

/// Tells that a migration has ended as it should, with a warning if there was one before
/// it began or now.
pub(super) fn completed(world: &mut World, migration: &Migration, warned: bool) {
    if let Some(watched) = &migration.monjv {
        let warned = watched.warned || warned;
        let watched = Watched {
            warned,
            ..watched.clone()
        };
        monitor::completed(world, &watched);
    }
}

/// Tells that a migration was aborted.
pub(super) fn aborted(world: &mut World, migration: &Migration) {
    if let Some(watched) = &migration.monjv {
        monitor::aborted(world, watched);
    }
}

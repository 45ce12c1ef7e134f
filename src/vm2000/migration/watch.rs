//! Job variables that monitor migrations (VM2000 V12.0 User Guide, page 88; the states:
//! white paper "Cluster Solutions for SE Servers").

use super::{Migration, MigrationId, Watched};
use crate::sim::Tick;
use crate::vm2000::jv::monitor;
use crate::vm2000::model::{JvKey, Monitored, VmId, World};

/// Lets a job variable monitor the migration of a VM that has just been accepted.
pub fn watch(world: &mut World, vm: VmId, jv: JvKey, warned: bool, now: Tick) {
    let Some(id) = world.vm(vm).migration else {
        return;
    };
    monitor::begin(world, &jv, Monitored::Action, now);
    monitor::set_status(world, &jv, "$S", now);
    if let Some(migration) = world.migrations.get_mut(id) {
        migration.monjv = Some(Watched {
            jv,
            since: now,
            warned,
        });
    }
}

/// Tells that a migration runs.
pub(super) fn runs(world: &mut World, id: MigrationId) {
    let migration = world.migrations.get(id);
    if let Some(watched) = migration.and_then(|migration| migration.monjv.clone()) {
        monitor::set_status(world, &watched.jv, "$R", watched.since);
    }
}

/// Tells that a migration has ended as it should.
pub(super) fn completed(world: &mut World, migration: &Migration) {
    let warned = migration
        .monjv
        .as_ref()
        .is_some_and(|watched| watched.warned);
    ended(world, migration, if warned { "$TW" } else { "$T" });
}

/// Tells that a migration was aborted.
pub(super) fn aborted(world: &mut World, migration: &Migration) {
    ended(world, migration, "$AE");
}

fn ended(world: &mut World, migration: &Migration, status: &str) {
    if let Some(watched) = &migration.monjv {
        monitor::set_status(world, &watched.jv, status, watched.since);
        monitor::close(world, &watched.jv);
    }
}

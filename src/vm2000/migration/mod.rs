//! Live migration of a VM between two server units of a cluster
//! (VM2000 V12.0 User Guide, "VM Migration").
//!
//! [`check`] finds what speaks against it, [`start`] begins it, and from then on
//! [`carry_out`] takes one [`Step`] after another, each posting the next. How long the
//! copying takes comes from [`precopy`] and from the share of the link that [`link`]
//! gives; [`rollback`] undoes everything if it fails on the way.

pub mod check;
mod devices;
mod link;
mod precopy;
mod progress;
mod rollback;
mod say;
mod steps;
mod watch;

use std::collections::{BTreeMap, BTreeSet};

pub(crate) use devices::keep_detached;
pub use precopy::{Copying, Verdict};
pub use progress::{Progress, Stage, progress};
pub use rollback::Reason;
pub(crate) use rollback::{disks_lost, give_up, link_lost, monitor_lost, unit_lost};
pub use steps::{carry_out, start};
pub use watch::watch;

use super::guest::is_loaded;
use super::model::{
    Assignment, ClusterId, GuestPhase, Load, UnitId, UnitType, VmId, Watched, World,
};

/// A migration, by its number since the world's start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MigrationId(pub u32);

/// A step of a migration that is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MigrationEvent {
    /// Which migration.
    pub id: MigrationId,
    /// Which step.
    pub step: Step,
}

/// The steps of a migration, in the order in which they follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The guest prepares itself (/390).
    Prepare,
    /// The target begins and sets the VM up.
    Create,
    /// The target assigns the devices; those that cannot come along are detached.
    AssignDevices,
    /// A round of copying ends. Void if the share of the link has changed since, which
    /// the epoch tells.
    EndRound {
        /// The [`Migration::epoch`] for which the end was worked out.
        epoch: u32,
    },
    /// The target resumes the guest: from here on it executes the VM.
    Resume,
    /// The guest ends what it did to prepare itself (/390).
    Release,
    /// The target has all that it needs.
    CompleteTarget,
    /// The source gives up the devices and the VM.
    Terminate,
    /// The source has nothing left to do.
    CompleteSource,
}

impl Step {
    /// Whether the VM may use other CPUs afterwards than before: it is stopped at the end of
    /// a round, or goes on.
    pub fn changes_use(self) -> bool {
        matches!(self, Step::EndRound { .. } | Step::Resume)
    }
}

/// How far a migration has come, as far as rules depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Begun; the guest runs on the source, no memory is copied yet.
    SettingUp,
    /// Memory is copied while the guest runs on the source.
    Copying(Copying),
    /// The guest is stopped on the source and the rest is sent, be it only what the
    /// hypervisor knows of a VM that executes nothing.
    Suspended,
    /// The guest runs on the target; there is no way back.
    Resumed,
    /// The target needs nothing more of the source, which has yet to clear up.
    TakenOver,
}

/// A migration that runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migration {
    /// Its number.
    pub id: MigrationId,
    /// What it moves, from where to where.
    pub sides: Sides,
    /// How far it has come.
    pub phase: Phase,
    /// The run of the guest that has prepared itself for it and was not released yet (/390).
    pub prepared_run: Option<u32>,
    /// Whether the VM was RUNNING when it was stopped; of another one nobody tells that.
    pub was_running: bool,
    /// Counts the times at which the end of the present round was worked out anew.
    pub epoch: u32,
    /// The devices as the target has assigned them.
    pub target_devices: Vec<Assignment>,
    /// The devices as they were on the source, for terminating there and for the way back.
    pub source_devices: Vec<Assignment>,
    /// Whether the source has given the VM up.
    pub is_given_up: bool,
    /// The job variable that monitors it.
    pub monjv: Option<Watched>,
    /// Where the VM's memory begins on the side that does not execute it (SU /390).
    pub other_location_mb: Option<u64>,
}

/// Whether a migration has stopped a VM for a moment.
pub fn stops(world: &World, vm: VmId) -> bool {
    let migration = world
        .vm(vm)
        .migration
        .and_then(|id| world.migrations.get(id));
    migration.is_some_and(|migration| migration.phase == Phase::Suspended)
}

/// How much of a VM's memory counts, in MB: all of it from the start of a guest on, and
/// after a crash, since SLED may still write it. A VM that is only initialized, or whose
/// guest has ended in order, has nothing in it that anybody could miss. What of it a real
/// migration sends could not be read; this is ours.
fn contents_mb(world: &World, vm: VmId) -> u64 {
    let vm = world.vm(vm);
    match vm.guest.phase {
        GuestPhase::None | GuestPhase::Ended => 0,
        GuestPhase::Startup | GuestPhase::Ready | GuestPhase::Restart | GuestPhase::Aborted => {
            vm.memory_mb()
        }
    }
}

/// What a VM's guest does to its memory; without a loaded one nobody does anything to it.
fn load(world: &World, vm: VmId) -> Load {
    match is_loaded(world, vm) {
        true => world.vm(vm).load,
        false => Load::NONE,
    }
}

/// What a migration moves, from where to where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sides {
    /// The VM.
    pub vm: VmId,
    /// Where from.
    pub source: UnitId,
    /// Where to.
    pub target: UnitId,
    /// The type of both.
    pub unit_type: UnitType,
    /// The cluster of both.
    pub cluster: ClusterId,
}

/// The migrations that run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Migrations {
    running: BTreeMap<MigrationId, Migration>,
    /// Those within each cluster, which share its link.
    within: BTreeMap<ClusterId, BTreeSet<MigrationId>>,
    begun: u32,
}

impl Migrations {
    /// The migration of this number, if it still runs.
    pub fn get(&self, id: MigrationId) -> Option<&Migration> {
        self.running.get(&id)
    }

    /// The migrations that run, oldest first.
    pub fn iter(&self) -> impl Iterator<Item = &Migration> {
        self.running.values()
    }

    /// How many run.
    pub fn len(&self) -> usize {
        self.running.len()
    }

    /// Whether none runs.
    pub fn is_empty(&self) -> bool {
        self.running.is_empty()
    }

    pub(super) fn get_mut(&mut self, id: MigrationId) -> Option<&mut Migration> {
        self.running.get_mut(&id)
    }

    /// The migrations within a cluster, oldest first.
    pub fn within(&self, cluster: ClusterId) -> Vec<MigrationId> {
        let found = self.within.get(&cluster);
        found.into_iter().flatten().copied().collect()
    }

    fn begin(&mut self, make: impl FnOnce(MigrationId) -> Migration) -> MigrationId {
        self.begun += 1;
        let id = MigrationId(self.begun);
        let migration = make(id);
        let cluster = migration.sides.cluster;
        self.within.entry(cluster).or_default().insert(id);
        self.running.insert(id, migration);
        id
    }

    fn end(&mut self, id: MigrationId) -> Option<Migration> {
        let ended = self.running.remove(&id)?;
        if let Some(ids) = self.within.get_mut(&ended.sides.cluster) {
            ids.remove(&id);
        }
        Some(ended)
    }
}

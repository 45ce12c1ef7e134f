//! How far migrations have come, for the curious: real consoles do not show it.

use super::precopy::{Copying, dirtied};
use super::steps::stop;
use super::{Migration, Phase, Sides, load};
use crate::sim::{Span, Tick};
use crate::vm2000::model::World;

/// How far a migration has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What it moves, from where to where.
    pub sides: Sides,
    /// What goes on.
    pub stage: Stage,
    /// The round of copying, counted from 1; 0 before the first.
    pub round: u32,
    /// What has been sent, in MB.
    pub sent_mb: u64,
    /// What is left of the round, in MB.
    pub left_mb: u64,
    /// What the link gives, in MB a second.
    pub rate_mb_s: u64,
    /// How long the guest would stand still if it were stopped at the end of this round.
    pub expected_stop: Span,
}

/// What goes on in a migration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The target sets the VM up.
    SettingUp,
    /// Memory is copied while the guest runs.
    Copying,
    /// The guest is stopped.
    Stopped,
    /// The guest runs on the target, and the source clears up.
    ClearingUp,
}

impl Stage {
    /// As people read it.
    pub fn phrase(self) -> &'static str {
        match self {
            Stage::SettingUp => "setting up",
            Stage::Copying => "copying",
            Stage::Stopped => "stopped",
            Stage::ClearingUp => "clearing up",
        }
    }
}

const MIB: u64 = 1 << 20;

/// How far a migration of this world has come at this instant.
pub fn progress(world: &World, migration: &Migration, now: Tick) -> Progress {
    let vm = world.vm(migration.sides.vm);
    let unit_type = migration.sides.unit_type;
    let (stage, copying) = match migration.phase {
        Phase::SettingUp => (Stage::SettingUp, None),
        Phase::Copying(copying) => (Stage::Copying, Some(copying)),
        Phase::Suspended => (Stage::Stopped, None),
        Phase::Resumed | Phase::TakenOver => (Stage::ClearingUp, None),
    };
    let known = copying.map(|copying| settled(copying, now));
    let rest = known.map_or(0, |copying| {
        let round = now.since(copying.round_began) + copying.remaining();
        dirtied(load(world, migration.sides.vm), vm.memory_mb(), round)
    });
    Progress {
        sides: migration.sides,
        stage,
        round: known.map_or(0, |copying| copying.round),
        sent_mb: known.map_or(0, |copying| copying.sent / MIB),
        left_mb: known.map_or(0, |copying| copying.left / MIB),
        rate_mb_s: known.map_or(0, |copying| copying.rate / MIB),
        expected_stop: known.map_or(Span::ZERO, |copying| stop(unit_type, rest, copying.rate)),
    }
}

fn settled(mut copying: Copying, now: Tick) -> Copying {
    copying.settle(now, copying.rate);
    copying
}

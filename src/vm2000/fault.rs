//! Faults that somebody lets happen, to see what comes of it.

use std::fmt;

use super::Effects;
use super::model::{UnitId, UnitType, VmId, World};
use super::storage::{self, Trouble};
use super::{guest, migration};
use crate::text::nearest;

/// A fault, or the end of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// What happens.
    pub kind: FaultKind,
    /// What it strikes.
    pub on: Struck,
    /// Whether the fault ends instead of happening.
    pub clear: bool,
}

/// What a fault strikes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Struck {
    /// A server unit.
    Unit(UnitId),
    /// A VM.
    Vm(VmId),
}

/// What can go wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// A guest system crashes (SETS). It has no end: the guest is started again.
    GuestCrash,
    /// The link of the server unit to the other one of its cluster is interrupted.
    LinkLoss,
    /// The monitor system crashes and restarts; the guests run on. It has no end, either.
    MonitorRestart,
    /// The storage for VM definitions can be read, but not written (SU /390).
    StorageLock,
    /// The storage for VM definitions cannot be reached (SU /390).
    StorageLoss,
    /// The server unit goes down with everything on it.
    SuDown,
}

impl FaultKind {
    /// All faults, as people write them.
    pub const NAMED: [(&'static str, FaultKind); 6] = [
        ("guest-crash", FaultKind::GuestCrash),
        ("link-loss", FaultKind::LinkLoss),
        ("monitor-restart", FaultKind::MonitorRestart),
        ("storage-lock", FaultKind::StorageLock),
        ("storage-loss", FaultKind::StorageLoss),
        ("su-down", FaultKind::SuDown),
    ];

    /// The fault of this name.
    pub fn named(name: &str) -> Option<FaultKind> {
        let same = |(known, _): &&(&str, FaultKind)| known.eq_ignore_ascii_case(name);
        Self::NAMED.iter().find(same).map(|(_, kind)| *kind)
    }

    /// Whether it strikes a VM, and not a server unit.
    pub fn strikes_vm(self) -> bool {
        self == FaultKind::GuestCrash
    }

    /// Whether it lasts until it is cleared.
    pub fn lasts(self) -> bool {
        !matches!(self, FaultKind::GuestCrash | FaultKind::MonitorRestart)
    }

    /// Whether it concerns the storage for VM definitions, which SU x86 has not.
    pub fn concerns_storage(self) -> bool {
        matches!(self, FaultKind::StorageLock | FaultKind::StorageLoss)
    }
}

impl fmt::Display for FaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = Self::NAMED
            .iter()
            .find(|(_, kind)| kind == self)
            .map_or("", |(name, _)| name);
        f.write_str(name)
    }
}

/// A fault that cannot happen, and what can.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FaultError {
    /// Not the form of a fault.
    #[error(
        "a fault is its name and what it strikes: write `link-loss ABGSE501`, or `clear` before it"
    )]
    Form,
    /// No fault of this name.
    #[error("there is no fault `{0}`; there are: {all}", all = fault_names())]
    Unknown(String),
    /// A fault that has no end.
    #[error("`{0}` is over as soon as it has happened: leave `clear` out")]
    NoEnd(FaultKind),
    /// A fault of something that the server unit has not.
    #[error("`{0}` is an SU x86, whose VM definitions X2000 keeps: name an SU /390")]
    NoStorage(String),
    /// No server unit of this name.
    #[error("there is no SU `{name}`: write {}", known.join(" or "))]
    NoUnit {
        /// What was asked for.
        name: String,
        /// The nearest names, or all.
        known: Vec<String>,
    },
    /// No VM of this name.
    #[error("there is no VM `{name}`: write {}", known.join(" or "))]
    NoVm {
        /// What was asked for.
        name: String,
        /// The nearest names, or all.
        known: Vec<String>,
    },
}

fn fault_names() -> String {
    FaultKind::NAMED.map(|(name, _)| name).join(", ")
}

impl Fault {
    /// Reads a fault as tapes and batch write it: `link-loss ABGSE501`, or
    /// `clear link-loss ABGSE501` for its end; `guest-crash VM12PROD`.
    ///
    /// # Errors
    /// If it is none, or the world has no such server unit or VM.
    pub fn parse(world: &World, text: &str) -> Result<Fault, FaultError> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let (clear, name, struck) = match words[..] {
            [clear, name, struck] if clear.eq_ignore_ascii_case("clear") => (true, name, struck),
            [name, struck] => (false, name, struck),
            _ => return Err(FaultError::Form),
        };
        let kind = FaultKind::named(name).ok_or_else(|| FaultError::Unknown(name.to_owned()))?;
        if clear && !kind.lasts() {
            return Err(FaultError::NoEnd(kind));
        }
        let on = Struck::named(world, kind, struck)?;
        if let Struck::Unit(unit) = on
            && kind.concerns_storage()
            && world.unit(unit).unit_type == UnitType::X86
        {
            return Err(FaultError::NoStorage(world.unit(unit).name.clone()));
        }
        Ok(Fault { kind, on, clear })
    }

    /// Lets it happen.
    pub(super) fn strike(self, world: &mut World, effects: &mut Effects) {
        match (self.kind, self.on) {
            (FaultKind::LinkLoss, Struck::Unit(unit)) => {
                let Some(cluster) = world.unit(unit).cluster else {
                    return;
                };
                if let Some(link) = world.clusters.get_mut(cluster.index()) {
                    link.link_up = self.clear;
                }
                if !self.clear {
                    migration::link_lost(world, cluster, effects);
                }
            }
            (FaultKind::GuestCrash, Struck::Vm(vm)) => guest::crash(world, vm, effects),
            (FaultKind::MonitorRestart, Struck::Unit(unit)) => {
                let vm = world.unit(unit).monitor.vm;
                guest::crash(world, vm, effects);
            }
            (FaultKind::StorageLoss, Struck::Unit(unit)) => {
                storage::change(world, unit, (Trouble::Lost, self.clear), effects);
            }
            (FaultKind::StorageLock, Struck::Unit(unit)) => {
                storage::change(world, unit, (Trouble::Locked, self.clear), effects);
            }
            (FaultKind::SuDown, Struck::Unit(unit)) if self.clear => {
                guest::come_back(world, unit, effects);
            }
            (FaultKind::SuDown, Struck::Unit(unit)) => guest::go_down(world, unit, effects),
            (_, Struck::Vm(_)) | (FaultKind::GuestCrash, Struck::Unit(_)) => {}
        }
    }
}

impl Struck {
    /// What a fault of this kind strikes under this name.
    ///
    /// # Errors
    /// If the world has no such server unit or VM; the error lists what there is.
    pub fn named(world: &World, kind: FaultKind, name: &str) -> Result<Struck, FaultError> {
        let own = name.to_owned();
        if kind.strikes_vm() {
            let guests = || world.vms.iter().filter(|vm| !vm.is_monitor());
            let place = world
                .vms
                .iter()
                .position(|vm| !vm.is_monitor() && vm.name.eq_ignore_ascii_case(name));
            let found = place.and_then(|place| u16::try_from(place).ok());
            return found.map(|id| Struck::Vm(VmId(id))).ok_or_else(|| {
                let known = near_or_all(name, guests().map(|vm| vm.name.as_str()));
                FaultError::NoVm { name: own, known }
            });
        }
        world.unit_named(name).map(Struck::Unit).ok_or_else(|| {
            let known = near_or_all(name, world.units.iter().map(|unit| unit.name.as_str()));
            FaultError::NoUnit { name: own, known }
        })
    }
}

fn near_or_all<'a>(name: &str, all: impl Iterator<Item = &'a str> + Clone) -> Vec<String> {
    let near = nearest(name, all.clone());
    let known = if near.is_empty() { all.collect() } else { near };
    known.into_iter().map(str::to_owned).collect()
}

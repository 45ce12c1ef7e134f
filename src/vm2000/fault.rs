//! Faults that somebody lets happen, to see what comes of it.

use std::fmt;

use super::Effects;
use super::model::{Impairment, UnitId, UnitType, VmId, World};
use super::storage::{self, Trouble};
use super::{guest, impaired, migration, real_cpu};
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
    /// A real CPU of a server unit, by its number.
    Cpu(UnitId, u8),
}

/// The sort of thing that a fault strikes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A server unit.
    Unit,
    /// A VM.
    Vm,
    /// A real CPU.
    Cpu,
}

/// What can go wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// VM2000 cannot carry out any command of its own.
    Impairment(Impairment),
    /// A real CPU fails.
    CpuError,
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
    pub const NAMED: [(&'static str, FaultKind); 14] = [
        ("agent-loss", FaultKind::Impairment(Impairment::Agent)),
        ("carrier-loss", FaultKind::Impairment(Impairment::Carrier)),
        ("cpu-error", FaultKind::CpuError),
        ("guest-crash", FaultKind::GuestCrash),
        (
            "hypervisor-memory",
            FaultKind::Impairment(Impairment::HypervisorMemory),
        ),
        ("link-loss", FaultKind::LinkLoss),
        (
            "monitor-memory",
            FaultKind::Impairment(Impairment::MonitorMemory),
        ),
        ("monitor-restart", FaultKind::MonitorRestart),
        ("storage-lock", FaultKind::StorageLock),
        ("storage-loss", FaultKind::StorageLoss),
        ("su-down", FaultKind::SuDown),
        (
            "vm2000-busy",
            FaultKind::Impairment(Impairment::NotAvailable),
        ),
        ("vm2000-error", FaultKind::Impairment(Impairment::Error)),
        (
            "vm2000-unloaded",
            FaultKind::Impairment(Impairment::NotLoaded),
        ),
    ];

    /// The fault of this name.
    pub fn named(name: &str) -> Option<FaultKind> {
        let same = |(known, _): &&(&str, FaultKind)| known.eq_ignore_ascii_case(name);
        Self::NAMED.iter().find(same).map(|(_, kind)| *kind)
    }

    /// What it strikes.
    pub fn target(self) -> Target {
        match self {
            FaultKind::GuestCrash => Target::Vm,
            FaultKind::CpuError => Target::Cpu,
            _ => Target::Unit,
        }
    }

    /// Checks that a server unit has what the fault strikes.
    ///
    /// # Errors
    /// If it is of the other type.
    pub fn check_type(self, world: &World, on: Struck) -> Result<(), FaultError> {
        match (on, self.only_on()) {
            (Struck::Unit(unit), Some(wanted)) if world.unit(unit).unit_type != wanted => {
                let name = world.unit(unit).name.clone();
                let kind = self;
                Err(FaultError::WrongType { kind, name, wanted })
            }
            _ => Ok(()),
        }
    }

    /// Whether it lasts until it is cleared.
    pub fn lasts(self) -> bool {
        !matches!(self, FaultKind::GuestCrash | FaultKind::MonitorRestart)
    }

    /// The only type of server unit that has what it strikes: a storage for VM definitions,
    /// or a carrier system.
    pub fn only_on(self) -> Option<UnitType> {
        match self {
            FaultKind::StorageLock | FaultKind::StorageLoss => Some(UnitType::S390),
            FaultKind::Impairment(what) if what.is_of_carrier() => Some(UnitType::X86),
            _ => None,
        }
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
    #[error("`{name}` has nothing that `{kind}` could strike: name an SU {wanted}")]
    WrongType {
        /// The fault.
        kind: FaultKind,
        /// The server unit named.
        name: String,
        /// The type that it would have to be of.
        wanted: UnitType,
    },
    /// No real CPU of this number.
    #[error(
        "`{name}` is no real CPU of an SU: write the SU, a slash and the CPU's number in \
         hexadecimal, such as `ABGSE501/03`; /SHOW-VM-CPU-POOL INFORMATION=*CPU lists them"
    )]
    NoCpu {
        /// What was asked for.
        name: String,
    },
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
        kind.check_type(world, on)?;
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
            (FaultKind::Impairment(what), Struck::Unit(unit)) => {
                impaired::change(world, unit, (what, self.clear), effects);
            }
            (FaultKind::CpuError, Struck::Cpu(unit, cpu)) => {
                let cpu = usize::from(cpu);
                match self.clear {
                    true => real_cpu::repaired(world, unit, cpu, effects),
                    false => real_cpu::failed(world, unit, cpu, effects),
                }
            }
            (_, Struck::Vm(_) | Struck::Cpu(..))
            | (FaultKind::GuestCrash | FaultKind::CpuError, Struck::Unit(_)) => {}
        }
    }
}

impl Struck {
    /// What a fault of this kind strikes under this name.
    ///
    /// # Errors
    /// If the world has no such server unit, VM or CPU; the error lists what there is.
    pub fn named(world: &World, kind: FaultKind, name: &str) -> Result<Struck, FaultError> {
        match kind.target() {
            Target::Unit => unit_named(world, name).map(Struck::Unit),
            Target::Vm => vm_named(world, name).map(Struck::Vm),
            Target::Cpu => cpu_named(world, name),
        }
    }
}

fn unit_named(world: &World, name: &str) -> Result<UnitId, FaultError> {
    world.unit_named(name).ok_or_else(|| {
        let known = near_or_all(name, world.units.iter().map(|unit| unit.name.as_str()));
        let name = name.to_owned();
        FaultError::NoUnit { name, known }
    })
}

fn vm_named(world: &World, name: &str) -> Result<VmId, FaultError> {
    let guests = || world.vms.iter().filter(|vm| !vm.is_monitor());
    let place = world
        .vms
        .iter()
        .position(|vm| !vm.is_monitor() && vm.name.eq_ignore_ascii_case(name));
    let found = place.and_then(|place| u16::try_from(place).ok());
    found.map(VmId).ok_or_else(|| {
        let known = near_or_all(name, guests().map(|vm| vm.name.as_str()));
        let name = name.to_owned();
        FaultError::NoVm { name, known }
    })
}

/// A real CPU: `ABGSE501/03`.
fn cpu_named(world: &World, name: &str) -> Result<Struck, FaultError> {
    let no_cpu = || FaultError::NoCpu {
        name: name.to_owned(),
    };
    let (unit, cpu) = name.split_once('/').ok_or_else(no_cpu)?;
    let unit = unit_named(world, unit)?;
    let number = u8::from_str_radix(cpu, 16).map_err(|_| no_cpu())?;
    match world.unit(unit).cpus.get(usize::from(number)) {
        Some(_) => Ok(Struck::Cpu(unit, number)),
        None => Err(no_cpu()),
    }
}

fn near_or_all<'a>(name: &str, all: impl Iterator<Item = &'a str> + Clone) -> Vec<String> {
    let near = nearest(name, all.clone());
    let known = if near.is_empty() { all.collect() } else { near };
    known.into_iter().map(str::to_owned).collect()
}

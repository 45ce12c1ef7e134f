//! Faults that somebody lets happen, to see what comes of it.

mod known;

use std::fmt;

pub use known::{FAULTS, Known, Strikes};

use super::Effects;
use super::model::{Impairment, Load, UnitId, UnitType, VmId, World};
use super::storage::{self, Trouble};
use super::{Event, guest, impaired, migration, real_cpu};
use crate::sim::Span;
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

/// How long a crash waits at a time for a guest that is stopped.
const STOPPED: Span = Span::from_millis(500);

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

/// What can go wrong with machines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// A real CPU fails.
    CpuError,
    /// The disks of a server unit are not operable for VMs that come to it.
    DiskLoss,
    /// A guest system crashes (SETS). It has no end: the guest is started again.
    GuestCrash,
    /// VM2000 cannot carry out any command of its own.
    Impairment(Impairment),
    /// The link of the server unit to the other one of its cluster is interrupted.
    LinkLoss,
    /// A guest changes its memory faster than it could be sent.
    LoadSurge,
    /// All memory of a server unit that no VM holds is taken.
    MemoryShortage,
    /// The monitor system crashes and restarts; the guests run on. It has no end, either.
    MonitorRestart,
    /// VM definitions can be read, but not written.
    StorageLock,
    /// The storage for VM definitions cannot be reached (SU /390).
    StorageLoss,
    /// The server unit goes down with everything on it.
    SuDown,
}

impl FaultKind {
    /// What is known of it.
    pub fn known(self) -> &'static Known {
        let found = FAULTS.iter().find(|known| known.kind == Some(self));
        // A test finds each of them in the list.
        found.unwrap_or(&FAULTS[0])
    }

    /// The only type of server unit that has what it strikes: a storage for VM definitions
    /// that can be lost, or a carrier system.
    fn only_on(self) -> Option<UnitType> {
        match self {
            FaultKind::StorageLoss => Some(UnitType::S390),
            FaultKind::Impairment(what) if what.is_of_carrier() => Some(UnitType::X86),
            _ => None,
        }
    }

    /// Whether there is such a fault on a server unit of this type.
    pub fn befalls(self, unit_type: UnitType) -> bool {
        self.only_on().is_none_or(|only| only == unit_type)
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
}

impl fmt::Display for FaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.known().name)
    }
}

/// A fault that cannot happen, and what can.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FaultError {
    /// Not the form of a fault.
    #[error(
        "a fault is its name and what it strikes: write `link-loss ABGSE501`, or `clear` before \
         it; `when ABGSE701 /VMS2430/` behind it lets it wait for a line"
    )]
    Form,
    /// No fault of this name.
    #[error("there is no fault `{0}`; there are: {all}", all = fault_names())]
    Unknown(String),
    /// A fault that has no end.
    #[error("`{0}` is over as soon as it has happened: leave `clear` out")]
    NoEnd(&'static str),
    /// Nothing that a fault of consoles could strike, and what is said instead.
    #[error("{0}")]
    Console(String),
    /// A fault that cannot wait for a line, or does not, and what is said instead.
    #[error("{0}")]
    When(String),
    /// A fault of a system that executes nothing now.
    #[error("`{fault}` cannot happen to {name} now: {why}")]
    NotNow {
        /// The fault.
        fault: &'static str,
        /// The system that it was to strike.
        name: String,
        /// What stands in its way, and what to do.
        why: &'static str,
    },
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
    FAULTS.map(|known| known.name).join(", ")
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
        let known = Known::named(name).and_then(|known| known.kind);
        let kind = known.ok_or_else(|| FaultError::Unknown(name.to_owned()))?;
        if clear && !kind.known().lasts {
            return Err(FaultError::NoEnd(kind.known().name));
        }
        let on = Struck::named(world, kind, struck)?;
        kind.check_type(world, on)?;
        Ok(Fault { kind, on, clear })
    }

    /// Checks that a crash strikes a system that executes something: one that is stopped for
    /// a migration crashes when it goes on, one that is held or not loaded does not.
    ///
    /// # Errors
    /// If it does not.
    pub fn check_now(self, world: &World) -> Result<(), FaultError> {
        let vm = match (self.kind, self.on) {
            (FaultKind::GuestCrash, Struck::Vm(vm)) => vm,
            (FaultKind::MonitorRestart, Struck::Unit(unit)) => world.unit(unit).monitor.vm,
            _ => return Ok(()),
        };
        let known = world.vm(vm);
        let why = match () {
            () if known.waits.any() => {
                "its VM is IN HOLD (WAIT) and executes nothing; RESUME-VM lets it go on"
            }
            () if !guest::is_loaded(world, vm) => "no system is loaded there that could crash",
            () => return Ok(()),
        };
        let name = match self.on {
            Struck::Unit(unit) => world.unit(unit).name.clone(),
            _ => known.name.clone(),
        };
        let fault = self.kind.known().name;
        Err(FaultError::NotNow { fault, name, why })
    }

    /// Lets it happen.
    pub(super) fn strike(self, world: &mut World, effects: &mut Effects) {
        match self.on {
            Struck::Unit(unit) => self.strike_unit(world, unit, effects),
            Struck::Vm(vm) => self.strike_vm(world, vm, effects),
            Struck::Cpu(unit, cpu) if self.clear => {
                real_cpu::repaired(world, unit, cpu.into(), effects);
            }
            Struck::Cpu(unit, cpu) => real_cpu::failed(world, unit, cpu.into(), effects),
        }
    }

    fn strike_unit(self, world: &mut World, unit: UnitId, effects: &mut Effects) {
        let is_over = self.clear;
        match self.kind {
            FaultKind::DiskLoss => {
                world.unit_mut(unit).disks_operable = is_over;
                migration::disks_lost(world, unit, effects);
            }
            FaultKind::LinkLoss => link(world, unit, is_over, effects),
            FaultKind::MemoryShortage if is_over => world.unit_mut(unit).taken.clear(),
            FaultKind::MemoryShortage => {
                let free = world.free_areas(unit);
                world.unit_mut(unit).taken.extend(free);
            }
            FaultKind::MonitorRestart => {
                let vm = world.unit(unit).monitor.vm;
                guest::crash(world, vm, effects);
            }
            FaultKind::StorageLoss => {
                storage::change(world, unit, (Trouble::Lost, is_over), effects);
            }
            FaultKind::StorageLock => {
                storage::change(world, unit, (Trouble::Locked, is_over), effects);
            }
            FaultKind::SuDown if is_over => guest::come_back(world, unit, effects),
            FaultKind::SuDown => guest::go_down(world, unit, effects),
            FaultKind::Impairment(what) => {
                impaired::change(world, unit, (what, is_over), effects);
            }
            FaultKind::CpuError | FaultKind::GuestCrash | FaultKind::LoadSurge => {}
        }
    }

    fn strike_vm(self, world: &mut World, vm: VmId, effects: &mut Effects) {
        // A guest that is stopped executes nothing, so it cannot crash before it goes on.
        if self.kind == FaultKind::GuestCrash && migration::stops(world, vm) {
            return effects.after(STOPPED, Event::Fault(self));
        }
        let struck = world.vm_mut(vm);
        match self.kind {
            FaultKind::LoadSurge if self.clear => {
                struck.load = struck.usual_load.take().unwrap_or(struck.load);
            }
            FaultKind::LoadSurge => {
                struck.usual_load.get_or_insert(struck.load);
                struck.load = Load::SURGE;
            }
            _ => guest::crash(world, vm, effects),
        }
    }
}

/// The link of a server unit's cluster is interrupted, or there again.
fn link(world: &mut World, unit: UnitId, is_up: bool, effects: &mut Effects) {
    let Some(cluster) = world.unit(unit).cluster else {
        return;
    };
    if let Some(link) = world.clusters.get_mut(cluster.index()) {
        link.link_up = is_up;
    }
    if !is_up {
        migration::link_lost(world, cluster, effects);
    }
}

impl Struck {
    /// What a fault of this kind strikes under this name.
    ///
    /// # Errors
    /// If the world has no such server unit, VM or CPU; the error lists what there is.
    pub fn named(world: &World, kind: FaultKind, name: &str) -> Result<Struck, FaultError> {
        match kind.known().strikes {
            Strikes::Vm => vm_named(world, name).map(Struck::Vm),
            Strikes::Cpu => cpu_named(world, name),
            Strikes::Unit | Strikes::Console => unit_named(world, name).map(Struck::Unit),
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

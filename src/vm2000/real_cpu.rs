//! Real CPUs that come and go: by command, or because one fails (VM2000 V12.0 User Guide,
//! pages 121 and 257; BS2000 "Introduction to System Administration", "Reconfiguration of
//! extra and spare CPUs").

use super::cpu::{self, cpu_id};
use super::ids::{ETMRK20, ETMRK48, VMS0017, VMS0021};
use super::model::{CpuKind, CpuState, RealCpu, System, UnitId, VmId, World};
use super::{Effects, say};
use crate::catalog::Message;

/// Why a CPU is not attached or detached; the words are ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// There is no such CPU, or VM2000 has no say in it.
    #[error("CPU UNKNOWN")]
    Unknown,
    /// It is attached.
    #[error("ALREADY ATTACHED")]
    Attached,
    /// It is detached.
    #[error("ALREADY DETACHED")]
    Detached,
    /// It is faulty.
    #[error("CPU FAULTY")]
    Faulty,
    /// A spare CPU is attached by the system alone.
    #[error("SPARE CPU")]
    Spare,
    /// VM2000 has detached it.
    #[error("BLOCKED BY VM2000")]
    Blocked,
    /// There are not more real CPUs.
    #[error("TOO FEW REAL CPUS IN CPU POOL")]
    TooFewReal,
    /// Nothing would be left to run on.
    #[error("LAST CPU")]
    Last,
    /// VMs would have more virtual CPUs than there are real ones.
    #[error("VIRTUAL CPUS OF VMS TOO MANY")]
    TooManyVirtual,
}

/// Attaches a real CPU. Virtual CPUs that were blocked for want of it come back.
///
/// # Errors
/// If it cannot be.
pub fn attach(
    world: &mut World,
    unit: UnitId,
    number: usize,
    effects: &mut Effects,
) -> Result<(), Why> {
    let found = world.unit_mut(unit).cpus.get_mut(number);
    let real = found.ok_or(Why::Unknown)?;
    match (real.kind, real.state) {
        (CpuKind::Foreign, _) => return Err(Why::Unknown),
        (_, CpuState::Attached) => return Err(Why::Attached),
        (_, CpuState::Faulty | CpuState::WaitsForMaintenance) => return Err(Why::Faulty),
        (CpuKind::Spare, _) => return Err(Why::Spare),
        (_, CpuState::Detached | CpuState::Offline) => real.state = CpuState::Attached,
    }
    refit(world, unit, number, effects);
    Ok(())
}

/// Detaches a real CPU; by force even if VMs have to do with fewer virtual CPUs then.
///
/// # Errors
/// If it cannot be.
pub fn detach(
    world: &mut World,
    unit: UnitId,
    number: usize,
    by_force: bool,
    effects: &mut Effects,
) -> Result<(), Why> {
    let found = world.unit(unit).cpus.get(number);
    let real = found.filter(|cpu| cpu.kind != CpuKind::Foreign);
    let real = real.ok_or(Why::Unknown)?;
    if real.state != CpuState::Attached {
        return Err(Why::Detached);
    }
    let pool = real.pool.clone().unwrap_or_default();
    let left = world.unit(unit).attached_cpus(&pool).saturating_sub(1);
    let vms = || world.vms_in_pool(unit, &pool);
    if left == 0 && vms().any(|vm| cpu::is_active(world, vm)) {
        return Err(Why::Last);
    }
    if !by_force && vms().any(|vm| world.vm(vm).unit == unit && !cpu::fits(world, vm, left)) {
        return Err(Why::TooManyVirtual);
    }
    set_state(world, unit, number, CpuState::Detached);
    refit(world, unit, number, effects);
    Ok(())
}

/// A real CPU has failed: it is detached implicitly, and a dump is made. A hot spare takes
/// its place at once; without one the VMs of its pool have to do with fewer.
pub(super) fn failed(world: &mut World, unit: UnitId, number: usize, effects: &mut Effects) {
    let Some(real) = world.unit(unit).cpus.get(number).cloned() else {
        return;
    };
    if real.state == CpuState::Faulty {
        return;
    }
    set_state(world, unit, number, CpuState::Faulty);
    if real.state != CpuState::Attached {
        return;
    }
    let mut tell = |id, number: usize| {
        let message = Message::new(id, [cpu_id(number)]);
        effects.send(System::Monitor(unit), say::VM2000_TASK, message);
    };
    tell(VMS0017, number);
    tell(VMS0021, number);
    tell(ETMRK48, number);
    match replace(world, unit, number, &real) {
        Some(spare) => tell(ETMRK20, spare),
        None => refit(world, unit, number, effects),
    }
}

/// Lets a hot spare, if one is ready, be what a failed CPU was before. The failed one is
/// the spare now.
fn replace(world: &mut World, unit: UnitId, number: usize, real: &RealCpu) -> Option<usize> {
    let cpus = &mut world.unit_mut(unit).cpus;
    let is_ready = |cpu: &RealCpu| cpu.kind == CpuKind::Spare && cpu.state == CpuState::Detached;
    let spare = cpus
        .iter()
        .position(is_ready)
        .filter(|_| real.is_movable())?;
    cpus.get_mut(spare)?.clone_from(real);
    *cpus.get_mut(number)? = RealCpu {
        kind: CpuKind::Spare,
        state: CpuState::Faulty,
        pool: None,
    };
    Some(spare)
}

/// A faulty CPU was repaired: it can be used again, one that a spare has replaced is the
/// spare now.
pub(super) fn repaired(world: &mut World, unit: UnitId, number: usize, effects: &mut Effects) {
    let cpus = &mut world.unit_mut(unit).cpus;
    let Some(real) = cpus.get_mut(number) else {
        return;
    };
    if real.state == CpuState::Faulty {
        real.state = match real.kind {
            CpuKind::Spare => CpuState::Detached,
            _ => CpuState::Attached,
        };
        refit(world, unit, number, effects);
    }
}

fn set_state(world: &mut World, unit: UnitId, number: usize, state: CpuState) {
    if let Some(real) = world.unit_mut(unit).cpus.get_mut(number) {
        real.state = state;
    }
}

/// Fits the virtual CPUs of the VMs to what a CPU's pool has now.
fn refit(world: &mut World, unit: UnitId, number: usize, effects: &mut Effects) {
    let real = world.unit(unit).cpus.get(number);
    let Some(pool) = real.and_then(|real| real.pool.clone()) else {
        return;
    };
    let here = world.vms_in_pool(unit, &pool);
    let here: Vec<VmId> = here.filter(|vm| world.vm(*vm).unit == unit).collect();
    for vm in here {
        if let Some(adjustment) = cpu::adjust(world, vm, effects) {
            let message = adjustment.message(world, vm);
            say::tell(unit, vm, message, effects);
        }
    }
}

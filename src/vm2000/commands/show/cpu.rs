//! INFORMATION=*CPU: virtual and real CPUs (VM2000 V12.0 User Guide, pages 121 and 122;
//! the columns SCHED, ACT-I and VIRT CPUS by V10.0, pages 541 and 542).

use std::collections::BTreeMap;

use super::Shown;
use crate::vm2000::commands::table::{Line, listed};
use crate::vm2000::cpu::{cpu_id, is_active};
use crate::vm2000::migration;
use crate::vm2000::model::{UnitId, VirtualCpu, VmId, VmState, World};

/// The virtual CPUs of the VMs and, of SHOW-VM-RESOURCES, the real ones.
pub(super) fn lines(shown: &Shown<'_>) -> Vec<String> {
    let mut lines = vec!["VM-ID        SCHED ACT-I  VIRT CPUS".to_owned()];
    for vm in &shown.vms {
        let idle = match shown.world.vm(*vm).attributes.active_idle {
            true => "AT-DC",
            false => "NO",
        };
        let line = shown
            .head(*vm)
            .at(14, scheduling(shown.world, shown.unit, *vm))
            .at(20, idle);
        lines.extend(listed(line, 27, &virtual_cpus(shown, *vm)));
    }
    if shown.free {
        lines.extend(real(shown.world, shown.unit, |_| true));
    }
    lines
}

/// How the virtual CPUs of a VM come to real ones: each to its own if the pool has one for
/// each of its active VMs' (DC), otherwise in turns (TS).
fn scheduling(world: &World, unit: UnitId, vm: VmId) -> &'static str {
    let is_here = world.vm(vm).unit == unit;
    if !is_here || !is_active(world, vm) || world.vm(vm).attached_cpus() == 0 {
        return "-";
    }
    let pool = world.pool_on(unit, vm);
    let active = world
        .vms_in_pool(unit, pool)
        .filter(|vm| is_active(world, *vm));
    let wanted: usize = active.map(|vm| world.vm(vm).attached_cpus()).sum();
    match wanted <= world.unit(unit).attached_cpus(pool) {
        true => "DC",
        false => "TS",
    }
}

/// The virtual CPUs as `<cpu-id>(<vstate>)`, spare ones last. Of a VM on its way one of both
/// sides executes them, and while a migration has stopped it none does; ours.
fn virtual_cpus(shown: &Shown<'_>, vm: VmId) -> Vec<String> {
    let known = shown.world.vm(vm);
    let works = match known.state {
        _ if known.unit != shown.unit => "INIT",
        VmState::Running if migration::stops(shown.world, vm) => "WAIT",
        VmState::Running if known.load.dirty_mb_s > 1 => "RUN",
        VmState::Running => "IDLE",
        VmState::InHold => "WAIT",
        VmState::Down => "STOP",
        VmState::InitOnly | VmState::NotInitialized => "INIT",
    };
    let state = |cpu: &VirtualCpu| match cpu {
        VirtualCpu::Attached => works,
        VirtualCpu::Detached => "OFF",
        VirtualCpu::Blocked => "BLOCK",
    };
    let spares = vec!["SLEEP"; shown.world.unit(shown.unit).spare_cpus()];
    let states = known.virtual_cpus.iter().map(state).chain(spares);
    states
        .enumerate()
        .map(|(place, state)| format!("{}({state})", cpu_id(place)))
        .collect()
}

/// The real CPUs of the pools wanted, by pool, type and state. A spare CPU is in none.
pub(in super::super) fn real(
    world: &World,
    unit: UnitId,
    wanted: impl Fn(&str) -> bool,
) -> Vec<String> {
    let mut groups = BTreeMap::<_, Vec<String>>::new();
    for (place, cpu) in world.unit(unit).cpus.iter().enumerate() {
        let pool = cpu.pool.as_deref().unwrap_or("-");
        if wanted(pool) {
            let alike = groups.entry((pool, cpu.kind, cpu.state)).or_default();
            alike.push(cpu_id(place));
        }
    }
    let mut lines = vec!["CPU-POOL     TYPE    STATE  REAL CPUS".to_owned()];
    for ((pool, kind, state), ids) in groups {
        let line = Line::new()
            .at(1, pool)
            .at(14, &kind.to_string())
            .at(22, &state.to_string());
        lines.extend(listed(line, 29, &ids));
    }
    lines
}

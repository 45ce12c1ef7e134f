//! SWITCH-VM-CPU: real CPUs from one CPU pool into another (VM2000 V12.0 User Guide, page
//! 252; V10.0, page 633). Its return codes but VMS4612 could not be read; ours.

use std::collections::BTreeSet;

use super::answer::either;
use super::pools::{begun, existing_pool, too_few_cpus};
use super::{Answer, Call, Handler, LOCAL};
use crate::catalog::Message;
use crate::sdf::Value;
use crate::vm2000::Effects;
use crate::vm2000::cpu::{self, cpu_id};
use crate::vm2000::ids::{VMS4613, VMS4614, VMS4619, VMS4629};
use crate::vm2000::model::{CpuKind, CpuState, RealCpu, UnitId, UnitType, VmId, World};

/// The commands of this family.
pub(super) const HANDLERS: &[Handler] = &[Handler {
    name: "SWITCH-VM-CPU",
    takes: LOCAL,
    run: |world, call, effects| either(switch(world, call, effects)),
}];

/// Real CPUs on their way from one CPU pool into another.
pub(super) struct Switch {
    /// Which ones, by number.
    pub(super) cpus: Vec<usize>,
    /// The pool that gives them.
    pub(super) from: String,
    /// The pool that gets them.
    pub(super) to: String,
}

/// Whether VMs may lose virtual CPUs for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Adjusts {
    /// They may.
    Yes,
    /// They may not, but the caller could have said so.
    No,
    /// They may not, and the command does not offer it.
    Never,
}

/// `/SWITCH-VM-CPU`.
fn switch(world: &mut World, call: Call<'_>, effects: &mut Effects) -> Result<Answer, Answer> {
    let from = existing_pool(world, call, "FROM-CPU-POOL")?;
    let to = existing_pool(world, call, "TO-CPU-POOL")?;
    if from == to {
        return Err(Answer::refused(Message::new(VMS4629, [from])));
    }
    let cpus = match call.keyword("CPU-IDENTIFICATION") {
        Some(_) => all_cpus(world, call, &from)?,
        None => match call.value("CPU-IDENTIFICATION") {
            Some(Value::Structure(..)) => selected_cpus(world, call, &from)?,
            _ => named_cpus(world, call, &from)?,
        },
    };
    let adjusts = |side| action(call, side) == Some("*ADJUST-NUMBER");
    let (at_source, at_target) = (adjusts("SOURCE-CPU-POOL"), adjusts("TARGET-CPU-POOL"));
    let switch = Switch { cpus, from, to };
    let may_lose = if at_source { Adjusts::Yes } else { Adjusts::No };
    switch.check_source(world, call.unit, may_lose)?;
    let mut answer = Answer::done().say(switch.carry_out(world, call.unit));
    let here = |world: &World, pool: &str| -> Vec<VmId> {
        let vms = world.vms_in_pool(call.unit, pool);
        vms.filter(|vm| world.vm(*vm).unit == call.unit).collect()
    };
    for vm in here(world, &switch.from) {
        if at_source {
            answer = begun(answer, world, vm, effects);
        } else {
            cpu::block_surplus(world, vm);
        }
    }
    if at_target {
        for vm in here(world, &switch.to) {
            answer = begun(answer, world, vm, effects);
        }
    }
    Ok(answer)
}

fn action<'a>(call: Call<'a>, side: &str) -> Option<&'a str> {
    let actions = call.command.get("ATTACHED-VM-CPUS")?;
    actions.inner(side)?.keyword()
}

impl Switch {
    /// Checks whether the pool that gives CPUs can do without them. `adjusts` says whether
    /// its VMs may lose virtual CPUs.
    ///
    /// # Errors
    /// VMS4612 if too few attached CPUs would be left.
    pub(super) fn check_source(
        &self,
        world: &World,
        unit: UnitId,
        adjusts: Adjusts,
    ) -> Result<(), Answer> {
        let from = world.unit(unit);
        let is_attached = |cpu: &&usize| {
            let cpu = from.cpus.get(**cpu);
            cpu.is_some_and(|cpu| cpu.state == CpuState::Attached)
        };
        let given = self.cpus.iter().filter(is_attached).count();
        let left = from.attached_cpus(&self.from).saturating_sub(given);
        let needs_one = |vm: VmId| {
            let coming = world.vm(vm).unit != unit;
            from.unit_type == UnitType::X86 || coming || cpu::is_active(world, vm)
        };
        let vms: Vec<VmId> = world.vms_in_pool(unit, &self.from).collect();
        let is_last = given > 0 && left == 0 && vms.iter().any(|vm| needs_one(*vm));
        let is_surplus = |vm: &VmId| world.vm(*vm).unit == unit && !cpu::fits(world, *vm, left);
        if is_last || (given > 0 && adjusts != Adjusts::Yes && vms.iter().any(is_surplus)) {
            let helps = !is_last && adjusts == Adjusts::No;
            return Err(too_few_cpus(&self.from, helps.then_some("SOURCE-CPU-POOL")));
        }
        Ok(())
    }

    /// Moves them, and says so.
    pub(super) fn carry_out(&self, world: &mut World, unit: UnitId) -> Message {
        let unit = world.unit_mut(unit);
        for cpu in &self.cpus {
            if let Some(cpu) = unit.cpus.get_mut(*cpu) {
                cpu.pool = Some(self.to.clone());
            }
        }
        let ids: Vec<String> = self.cpus.iter().map(|cpu| cpu_id(*cpu)).collect();
        Message::new(VMS4619, [&ids.join(","), &self.from, &self.to])
    }
}

/// The CPUs that the operand lists; none, if it has none to list.
pub(super) fn named_cpus(world: &World, call: Call<'_>, from: &str) -> Result<Vec<usize>, Answer> {
    let Some(value) = call.value("CPU-IDENTIFICATION") else {
        return Ok(Vec::new());
    };
    let mut cpus = BTreeSet::new();
    for id in value.items().iter().filter_map(Value::text) {
        let number = usize::from_str_radix(id, 16).unwrap_or(usize::MAX);
        let known = world.unit(call.unit).cpus.get(number);
        if !known.is_some_and(|cpu| cpu.is_movable() && cpu.is_in(from)) {
            let message = Message::new(VMS4613, [&format!("{id:0>2}"), from]);
            return Err(Answer::refused(message));
        }
        cpus.insert(number);
    }
    Ok(cpus.into_iter().collect())
}

/// All CPUs of the pool.
fn all_cpus(world: &World, call: Call<'_>, from: &str) -> Result<Vec<usize>, Answer> {
    let all = movable(world, call, from).map(|(number, _)| number);
    enough(all.collect(), 1, from)
}

/// As many CPUs of a type and state as *SELECT says; the last ones, which is ours.
fn selected_cpus(world: &World, call: Call<'_>, from: &str) -> Result<Vec<usize>, Answer> {
    let inner = |name| call.value("CPU-IDENTIFICATION").and_then(|v| v.inner(name));
    let word = |name| inner(name).and_then(Value::keyword);
    let kind = match word("ATTRIBUTE") {
        Some("*EXTRA") => CpuKind::Extra,
        _ => CpuKind::Normal,
    };
    let state = match word("STATE") {
        Some("*DETACHED") => CpuState::Detached,
        Some("*OFFLINE") => CpuState::Offline,
        _ => CpuState::Attached,
    };
    let fitting = movable(world, call, from).filter(|(_, c)| c.kind == kind && c.state == state);
    let mut fitting: Vec<usize> = fitting.map(|(number, _)| number).collect();
    let wanted = match (word("NUMBER-OF-CPUS"), inner("NUMBER-OF-CPUS")) {
        (Some("*ALL"), _) => fitting.len().max(1),
        (_, Some(number)) => number
            .integer()
            .map_or(1, |n| usize::try_from(n).unwrap_or(1)),
        _ => 1,
    };
    let beyond = fitting.len().saturating_sub(wanted);
    enough(fitting.split_off(beyond), wanted, from)
}

fn movable<'a>(
    world: &'a World,
    call: Call<'a>,
    from: &'a str,
) -> impl Iterator<Item = (usize, &'a RealCpu)> {
    let all = world.unit(call.unit).cpus.iter().enumerate();
    all.filter(move |(_, cpu)| cpu.is_movable() && cpu.is_in(from))
}

fn enough(found: Vec<usize>, wanted: usize, from: &str) -> Result<Vec<usize>, Answer> {
    if found.len() < wanted {
        let inserts = [from.to_owned(), found.len().to_string()];
        return Err(Answer::refused(Message::new(VMS4614, inserts)));
    }
    Ok(found)
}

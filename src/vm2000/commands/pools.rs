//! CPU pools (VM2000 V12.0 User Guide, pages 126 to 128 and 204; V10.0, page 441). The
//! table of return codes of ASSIGN-VM-TO-CPU-POOL is the manual's; the
//! others could not be read and are made after it.

use super::answer::either;
use super::groups::check_no_vms;
use super::switch_cpu::{Adjusts, Switch, named_cpus};
use super::{Answer, Call, Handler, LOCAL};
use crate::catalog::Message;
use crate::sdf::Value;
use crate::vm2000::cpu::{self, Adjustment};
use crate::vm2000::ids::*;
use crate::vm2000::model::{STDPOOL, UnitType, VmId, World};
use crate::vm2000::{Effects, definitions};

/// The commands of this family.
pub(super) const HANDLERS: &[Handler] = &[
    Handler {
        name: "ASSIGN-VM-TO-CPU-POOL",
        takes: LOCAL,
        run: |world, call, effects| either(assign(world, call, effects)),
    },
    Handler {
        name: "CREATE-VM-CPU-POOL",
        takes: LOCAL,
        run: |world, call, _| either(create(world, call)),
    },
    Handler {
        name: "DELETE-VM-CPU-POOL",
        takes: LOCAL,
        run: |world, call, _| either(delete(world, call)),
    },
];

/// `/CREATE-VM-CPU-POOL`, with real CPUs out of the standard pool.
fn create(world: &mut World, call: Call<'_>) -> Result<Answer, Answer> {
    let name = call.text("CPU-POOL-NAME").unwrap_or_default().to_owned();
    let unit = world.unit(call.unit);
    // In lines that leave the asterisk out, the standard pool has this name.
    if unit.has_pool(&name) || unit.has_pool(&format!("*{name}")) {
        return Err(Answer::refused(Message::new(VMS4610, [name])));
    }
    if unit.groups.contains_key(&name) {
        return Err(Answer::refused(Message::new(VMS4410, [name])));
    }
    check_no_vms(world, call, &name)?;
    let taken = Switch {
        cpus: named_cpus(world, call, STDPOOL)?,
        from: STDPOOL.to_owned(),
        to: name,
    };
    taken.check_source(world, call.unit, Adjusts::Never)?;
    let answer = Answer::done().say(Message::new(VMS4601, [&taken.to]));
    world.unit_mut(call.unit).pools.insert(taken.to.clone());
    if taken.cpus.is_empty() {
        return Ok(answer);
    }
    Ok(answer.say(taken.carry_out(world, call.unit)))
}

/// `/DELETE-VM-CPU-POOL`: of a pool that no VM and no VM group is in. Its real CPUs go back
/// into the standard pool.
fn delete(world: &mut World, call: Call<'_>) -> Result<Answer, Answer> {
    let name = existing_pool(world, call, "CPU-POOL-NAME")?;
    let unit = world.unit(call.unit);
    let mut groups = unit.groups.iter().filter(|(_, group)| group.pool == name);
    let group = groups
        .next()
        .map(|(group, _)| format!("VM GROUP '{group}'"));
    let vm = world.vms_in_pool(call.unit, &name).next();
    let vm = vm.map(|vm| {
        let [index, vm] = world.vm(vm).inserts();
        format!("VIRTUAL MACHINE ({index},{vm})")
    });
    if let Some(user) = group.or(vm) {
        return Err(Answer::refused(Message::new(VMS4611, [name, user])));
    }
    let all = unit.cpus.iter().enumerate();
    let back = Switch {
        cpus: all
            .filter(|(_, cpu)| cpu.is_in(&name))
            .map(|(cpu, _)| cpu)
            .collect(),
        from: name.clone(),
        to: STDPOOL.to_owned(),
    };
    // The operator is told of CPUs that go back, as of those that had come.
    let switched = (!back.cpus.is_empty()).then(|| back.carry_out(world, call.unit));
    world.unit_mut(call.unit).pools.remove(&name);
    let told = switched.into_iter().chain([Message::new(VMS4603, [name])]);
    Ok(told.fold(Answer::done(), Answer::say))
}

/// `/ASSIGN-VM-TO-CPU-POOL` (page 204; V10.0, page 441).
fn assign(world: &mut World, call: Call<'_>, effects: &mut Effects) -> Result<Answer, Answer> {
    let vm = call.vm(world)?;
    call.at_rest(world, vm)?;
    let to = existing_pool(world, call, "TO-CPU-POOL")?;
    let [index, name] = world.vm(vm).inserts();
    let attributes = &world.vm(vm).attributes;
    if let Some(member) = &attributes.group {
        let message = Message::new(VMS4622, [&index, &name, &member.group]);
        return Err(Answer::refused(message));
    }
    let from = attributes.pool.clone();
    if from == to {
        return Err(Answer::refused(Message::new(VMS4616, [index, name, to])));
    }
    check_fit(world, call, &[vm], &to)?;
    let quota = call.hundredths("CPU-QUOTA");
    let attributes = &mut world.vm_mut(vm).attributes;
    attributes.cpu_quota = quota.map_or(attributes.cpu_quota, |(number, _)| number);
    let changed = Message::new(VMS4618, [&index, &name, &from, &to]);
    let answer = move_members(world, call, &[vm], &to, effects);
    Ok(answer.say_first(changed).rounded([quota]))
}

/// Checks whether VMs could go into another CPU pool, as ATTACHED-VM-CPUS asks.
///
/// # Errors
/// VMS4612 if the pool has too few attached CPUs.
pub(super) fn check_fit(
    world: &World,
    call: Call<'_>,
    vms: &[VmId],
    pool: &str,
) -> Result<(), Answer> {
    let unit = world.unit(call.unit);
    let real = unit.attached_cpus(pool);
    let adjust = call.keyword("ATTACHED-VM-CPUS") == Some("*ADJUST-NUMBER");
    let needs_one = |vm: &VmId| unit.unit_type == UnitType::X86 || cpu::is_active(world, *vm);
    let too_few = match adjust {
        true => real == 0 && vms.iter().any(needs_one),
        false => vms
            .iter()
            .any(|vm| !cpu::fits(world, *vm, real) || (real == 0 && needs_one(vm))),
    };
    if too_few {
        let helps = !adjust && real > 0;
        return Err(too_few_cpus(pool, helps.then_some("ATTACHED-VM-CPUS")));
    }
    Ok(())
}

/// The refusal because of too few attached CPUs in a pool, with the operand that would let
/// VM2000 detach virtual CPUs instead, if there is one.
pub(super) fn too_few_cpus(pool: &str, adjusted_by: Option<&str>) -> Answer {
    let hint = adjusted_by.map(|operand| {
        format!(" FOR THE ATTACHED VIRTUAL CPUS. {operand}=*ADJUST-NUMBER DETACHES SOME")
    });
    let hint = hint.unwrap_or_default();
    Answer::refused(Message::new(VMS4612, [pool, &hint]))
}

/// Puts VMs into another CPU pool and, if ATTACHED-VM-CPUS asks for it, fits their virtual
/// CPUs to it.
pub(super) fn move_members(
    world: &mut World,
    call: Call<'_>,
    vms: &[VmId],
    pool: &str,
    effects: &mut Effects,
) -> Answer {
    let adjust = call.keyword("ATTACHED-VM-CPUS") == Some("*ADJUST-NUMBER");
    let mut answer = Answer::done();
    for vm in vms {
        pool.clone_into(&mut world.vm_mut(*vm).attributes.pool);
        if let Err(warning) = definitions::note(world, *vm) {
            answer = answer.warning(warning);
        }
    }
    for vm in vms {
        if adjust {
            answer = begun(answer, world, *vm, effects);
        } else {
            cpu::block_surplus(world, *vm);
        }
    }
    answer
}

/// Fits the virtual CPUs of a VM to its pool and tells what that begins: SC2=3 virtual CPUs
/// are being attached, SC2=4 detached.
pub(super) fn begun(answer: Answer, world: &mut World, vm: VmId, effects: &mut Effects) -> Answer {
    let Some(adjustment) = cpu::adjust(world, vm, effects) else {
        return answer;
    };
    let sc2 = match adjustment {
        Adjustment::Attaching => 3,
        Adjustment::Detaching => 4,
    };
    answer.say(adjustment.message(world, vm)).remarking(sc2)
}

/// The CPU pool that an operand names.
///
/// # Errors
/// VMS4600 if there is none.
pub(super) fn existing_pool(
    world: &World,
    call: Call<'_>,
    operand: &str,
) -> Result<String, Answer> {
    pool_of(world, call, call.value(operand))
}

/// The CPU pool that a value names; the standard pool, if there is none.
///
/// # Errors
/// VMS4600 if there is none of that name.
pub(super) fn pool_of(
    world: &World,
    call: Call<'_>,
    value: Option<&Value>,
) -> Result<String, Answer> {
    let name = value.and_then(|v| v.keyword().or_else(|| v.text()));
    let name = name.unwrap_or(STDPOOL);
    if world.unit(call.unit).has_pool(name) {
        return Ok(name.to_owned());
    }
    Err(Answer::refused(Message::new(VMS4600, [name])))
}

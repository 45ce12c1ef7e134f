//! VM groups (SU /390; VM2000 V12.0 User Guide, pages 94, 202, 203 and 214; V10.0, page
//! 180). The tables of return codes of CREATE-VM-GROUP and ADD-VM-TO-VM-GROUP are the
//! manual's; the others could not be read and are made after them.

use super::answer::either;
use super::pools::{check_fit, existing_pool, move_members};
use super::{Answer, Call, Handler, LOCAL};
use crate::catalog::Message;
use crate::vm2000::Effects;
use crate::vm2000::ids::*;
use crate::vm2000::model::{Membership, VmGroup, VmId, World};

/// The commands of this family.
pub(super) const HANDLERS: &[Handler] = &[
    Handler {
        name: "ADD-VM-TO-VM-GROUP",
        takes: LOCAL,
        run: |world, call, _| either(add(world, call)),
    },
    Handler {
        name: "ASSIGN-VM-GROUP-TO-CPU-POOL",
        takes: LOCAL,
        run: |world, call, effects| either(assign(world, call, effects)),
    },
    Handler {
        name: "CREATE-VM-GROUP",
        takes: LOCAL,
        run: |world, call, _| either(create(world, call)),
    },
    Handler {
        name: "DELETE-VM-GROUP",
        takes: LOCAL,
        run: |world, call, _| either(delete(world, call)),
    },
    Handler {
        name: "MODIFY-VM-GROUP-ATTRIBUTES",
        takes: LOCAL,
        run: |world, call, _| either(modify(world, call)),
    },
    Handler {
        name: "REMOVE-VM-FROM-VM-GROUP",
        takes: LOCAL,
        run: |world, call, _| either(remove(world, call)),
    },
];

/// What CPU-QUOTA=*STD gives a group (page 214).
const STANDARD_QUOTA: u32 = 100;

/// `/CREATE-VM-GROUP`. Names of groups and CPU pools are disjoint (V10.0, page 139).
fn create(world: &mut World, call: Call<'_>) -> Result<Answer, Answer> {
    let name = call.text("VM-GROUP-NAME").unwrap_or_default().to_owned();
    let unit = world.unit(call.unit);
    if unit.has_pool(&name) {
        return Err(Answer::refused(Message::new(VMS4610, [name])));
    }
    if unit.groups.contains_key(&name) {
        return Err(Answer::refused(Message::new(VMS4410, [name])));
    }
    check_no_vms(world, call, &name)?;
    let limit = unit.unit_type.group_limit();
    if unit.groups.len() >= limit {
        let message = Message::new(VMS4411, [limit.to_string()]);
        return Err(Answer::refused(message));
    }
    let pool = existing_pool(world, call, "CPU-POOL-NAME")?;
    let quota = call.hundredths("CPU-QUOTA");
    let max = call.hundredths("MAX-CPU-UTILIZATION");
    let group = VmGroup {
        cpu_quota: quota.map_or(STANDARD_QUOTA, |(number, _)| number),
        max_cpu: max.map_or(10_000, |(number, _)| number),
        pool: pool.clone(),
    };
    world.unit_mut(call.unit).groups.insert(name.clone(), group);
    let created = Message::new(VMS4401, [&name]);
    let assigned = Message::new(VMS4625, [&name, &pool]);
    Ok(Answer::done()
        .say(created)
        .say(assigned)
        .rounded([quota, max]))
}

/// `/DELETE-VM-GROUP`, which has no member any more.
fn delete(world: &mut World, call: Call<'_>) -> Result<Answer, Answer> {
    let name = existing_group(world, call)?;
    if world.members(call.unit, &name).next().is_some() {
        return Err(Answer::refused(Message::new(VMS4412, [name])));
    }
    world.unit_mut(call.unit).groups.remove(&name);
    Ok(Answer::done().say(Message::new(VMS4402, [name])))
}

/// `/MODIFY-VM-GROUP-ATTRIBUTES`.
fn modify(world: &mut World, call: Call<'_>) -> Result<Answer, Answer> {
    let name = existing_group(world, call)?;
    let quota = call.hundredths("CPU-QUOTA");
    let max = call.hundredths("MAX-CPU-UTILIZATION");
    let known = world.unit(call.unit).groups.get(&name);
    let is_so = known.is_some_and(|group| {
        quota.is_none_or(|(number, _)| number == group.cpu_quota)
            && max.is_none_or(|(number, _)| number == group.max_cpu)
    });
    if is_so {
        let why = format!("ATTRIBUTES OF VM GROUP '{name}' ARE SO ALREADY");
        return Ok(Answer::nothing(call, &why).rounded([quota, max]));
    }
    if let Some(group) = world.unit_mut(call.unit).groups.get_mut(&name) {
        group.cpu_quota = quota.map_or(group.cpu_quota, |(number, _)| number);
        group.max_cpu = max.map_or(group.max_cpu, |(number, _)| number);
    }
    let changed = Message::new(VMS4403, [name]);
    Ok(Answer::done().say(changed).rounded([quota, max]))
}

/// `/ADD-VM-TO-VM-GROUP` (page 202).
fn add(world: &mut World, call: Call<'_>) -> Result<Answer, Answer> {
    let vm = call.vm(world)?;
    let group = existing_group(world, call)?;
    call.at_rest(world, vm)?;
    let [index, name] = world.vm(vm).inserts();
    let attributes = &world.vm(vm).attributes;
    if let Some(member) = &attributes.group {
        let message = Message::new(VMS4424, [&index, &name, &member.group]);
        return Err(Answer::refused(message));
    }
    let known = world.unit(call.unit).groups.get(&group);
    if let Some(known) = known.filter(|known| known.pool != attributes.pool) {
        let message = Message::new(VMS4422, [&format!("({index},{name})"), &group, &known.pool]);
        return Err(Answer::refused(message));
    }
    let quota = call.hundredths("MEMBER-CPU-QUOTA");
    world.vm_mut(vm).attributes.group = Some(Membership {
        group: group.clone(),
        quota: quota.map_or(0, |(number, _)| number),
    });
    let added = Message::new(VMS4425, [index, name, group]);
    Ok(call.noted(world, vm).say_first(added).rounded([quota]))
}

/// `/REMOVE-VM-FROM-VM-GROUP`: the VM has a CPU quota of its own again.
fn remove(world: &mut World, call: Call<'_>) -> Result<Answer, Answer> {
    let vm = call.vm(world)?;
    call.at_rest(world, vm)?;
    let [index, name] = world.vm(vm).inserts();
    let quota = call.hundredths("CPU-QUOTA");
    let attributes = &mut world.vm_mut(vm).attributes;
    let Some(member) = attributes.group.take() else {
        return Err(Answer::refused(Message::new(VMS4423, [index, name])));
    };
    attributes.cpu_quota = quota.map_or(attributes.cpu_quota, |(number, _)| number);
    let removed = Message::new(VMS4426, [index, name, member.group]);
    Ok(call.noted(world, vm).say_first(removed).rounded([quota]))
}

/// `/ASSIGN-VM-GROUP-TO-CPU-POOL` (page 203): all members go along.
fn assign(world: &mut World, call: Call<'_>, effects: &mut Effects) -> Result<Answer, Answer> {
    let group = existing_group(world, call)?;
    let to = existing_pool(world, call, "TO-CPU-POOL")?;
    let members: Vec<VmId> = world.members(call.unit, &group).collect();
    for vm in &members {
        call.at_rest(world, *vm)?;
    }
    let quota = call.hundredths("CPU-QUOTA");
    let Some(known) = world.unit(call.unit).groups.get(&group) else {
        return Err(missing(&group));
    };
    let from = known.pool.clone();
    if from == to {
        return Err(Answer::refused(Message::new(VMS4617, [group, to])));
    }
    check_fit(world, call, &members, &to)?;
    if let Some(known) = world.unit_mut(call.unit).groups.get_mut(&group) {
        known.pool.clone_from(&to);
        known.cpu_quota = quota.map_or(known.cpu_quota, |(number, _)| number);
    }
    let changed = Message::new(VMS4626, [&group, &from, &to]);
    let answer = move_members(world, call, &members, &to, effects);
    Ok(answer.say_first(changed).rounded([quota]))
}

/// Refuses the name of a VM, or of a definition, for something else (V10.0, page 139).
///
/// # Errors
/// VMS4413.
pub(super) fn check_no_vms(world: &World, call: Call<'_>, name: &str) -> Result<(), Answer> {
    let unit = world.unit(call.unit);
    let has_it = |vm: &VmId| world.vm(*vm).name == name;
    match unit.vms.values().any(has_it) || unit.definitions.contains_key(name) {
        true => Err(Answer::refused(Message::new(VMS4413, [name]))),
        false => Ok(()),
    }
}

fn existing_group(world: &World, call: Call<'_>) -> Result<String, Answer> {
    let name = call.text("VM-GROUP-NAME").unwrap_or_default();
    if world.unit(call.unit).groups.contains_key(name) {
        return Ok(name.to_owned());
    }
    Err(missing(name))
}

/// The refusal of a group that is not there.
pub(super) fn missing(name: &str) -> Answer {
    Answer::refused(Message::new(VMS4400, [name]))
}

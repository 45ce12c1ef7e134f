//! Which objects SHOW-VM-STATUS is about.

use super::super::{Answer, Call};
use crate::catalog::ReturnCode;
use crate::sdf::{Value, is_pattern, wildcard_matches};
use crate::vm2000::Refusal;
use crate::vm2000::ids::{VMS3011, VMS4000, VMS4400, VMS4600};
use crate::vm2000::model::{
    Chosen, ChosenCpus, ChosenGroups, ChosenVms, STDPOOL, UnitId, UnitType, VmId, World,
};

/// What the operands choose.
///
/// # Errors
/// VMS4000 no such VM, VMS4400 no such VM group, VMS4600 no such CPU pool.
pub(super) fn chosen(world: &World, call: Call<'_>) -> Result<Chosen, Answer> {
    let chosen = Chosen {
        vms: vms(world, call)?,
        cpus: cpus(call),
        groups: groups(world, call)?,
    };
    let known = &world.unit(call.unit).groups;
    if let Some(group) = group_named(&chosen).filter(|group| !known.contains_key(*group)) {
        return Err(Refusal::with(VMS4400, [group]).into());
    }
    if let Some(pool) = pools_named(&chosen).find(|pool| !world.unit(call.unit).has_pool(pool)) {
        return Err(Refusal::with(VMS4600, [pool]).into());
    }
    Ok(chosen)
}

fn vms(world: &World, call: Call<'_>) -> Result<ChosenVms, Answer> {
    let value = call.value("VM-IDENTIFICATION");
    let inner = |name| value.and_then(|v| v.inner(name)).and_then(name_of);
    match (value.and_then(Value::keyword), value.and_then(Value::text)) {
        (Some("*NONE"), _) => Ok(ChosenVms::None),
        (Some("*BY-VM-GROUP"), _) => {
            Ok(ChosenVms::Group(inner("VM-GROUP-NAME").unwrap_or_default()))
        }
        (Some("*BY-CPU-POOL"), _) => Ok(ChosenVms::Pool(pool(inner("CPU-POOL-NAME")))),
        (Some(_), _) => Ok(ChosenVms::All),
        (_, Some(pattern)) if is_pattern(pattern) => {
            let chosen = ChosenVms::Pattern(pattern.to_owned());
            match of(world, call.unit, &chosen).is_empty() {
                true => Err(Refusal::with(VMS4000, [pattern]).into()),
                false => Ok(chosen),
            }
        }
        _ => call.vm(world).map(ChosenVms::One),
    }
}

fn cpus(call: Call<'_>) -> ChosenCpus {
    let value = call.value("CPU-IDENTIFICATION");
    match value.and_then(Value::keyword) {
        Some("*NONE") => ChosenCpus::None,
        Some("*BY-CPU-POOL") => {
            let name = value.and_then(|v| v.inner("CPU-POOL-NAME"));
            ChosenCpus::Pool(pool(name.and_then(name_of)))
        }
        Some(_) => ChosenCpus::All,
        None => {
            let ids = value.into_iter().flat_map(Value::items);
            let numbers = ids.filter_map(|id| usize::from_str_radix(id.text()?, 16).ok());
            ChosenCpus::Numbers(numbers.collect())
        }
    }
}

/// VM groups are for SU /390.
fn groups(world: &World, call: Call<'_>) -> Result<ChosenGroups, Answer> {
    let value = call.value("VM-GROUP-NAME");
    match (value.and_then(Value::keyword), value.and_then(Value::text)) {
        (Some("*NONE"), _) => Ok(ChosenGroups::None),
        (_, Some(_)) if world.unit(call.unit).unit_type == UnitType::X86 => {
            let what = format!("{} ...,VM-GROUP-NAME", call.command.name);
            let refusal = Refusal::with(VMS3011, [what, UnitType::X86.to_string()]);
            let code = ReturnCode::new(0, 64, "VMS9004");
            Err(Refusal { code, ..refusal }.into())
        }
        (_, Some(name)) => Ok(ChosenGroups::One(name.to_owned())),
        _ => Ok(ChosenGroups::All),
    }
}

/// The VMs chosen that there are.
pub(super) fn of(world: &World, unit: UnitId, chosen: &ChosenVms) -> Vec<VmId> {
    let all = || world.vms_here(unit);
    match chosen {
        ChosenVms::All => all().collect(),
        ChosenVms::None => Vec::new(),
        ChosenVms::One(one) => all().filter(|vm| vm == one).collect(),
        ChosenVms::Pattern(pattern) => all()
            .filter(|vm| wildcard_matches(pattern, &world.vm(*vm).name))
            .collect(),
        ChosenVms::Group(group) => world.members(unit, group).collect(),
        ChosenVms::Pool(pool) => world.vms_in_pool(unit, pool).collect(),
    }
}

/// Whether something that was named is no longer there.
pub(super) fn is_gone(world: &World, unit: UnitId, chosen: &Chosen) -> bool {
    let no_vm = match &chosen.vms {
        ChosenVms::One(_) | ChosenVms::Pattern(_) => of(world, unit, &chosen.vms).is_empty(),
        _ => false,
    };
    let there = world.unit(unit);
    no_vm
        || group_named(chosen).is_some_and(|group| !there.groups.contains_key(group))
        || pools_named(chosen).any(|pool| !there.has_pool(pool))
}

fn group_named(chosen: &Chosen) -> Option<&str> {
    match (&chosen.vms, &chosen.groups) {
        (ChosenVms::Group(group), _) | (_, ChosenGroups::One(group)) => Some(group),
        _ => None,
    }
}

fn pools_named(chosen: &Chosen) -> impl Iterator<Item = &str> {
    let of_vms = match &chosen.vms {
        ChosenVms::Pool(pool) => Some(pool.as_str()),
        _ => None,
    };
    let of_cpus = match &chosen.cpus {
        ChosenCpus::Pool(pool) => Some(pool.as_str()),
        _ => None,
    };
    of_vms.into_iter().chain(of_cpus)
}

fn pool(name: Option<String>) -> String {
    name.unwrap_or_else(|| STDPOOL.to_owned())
}

fn name_of(value: &Value) -> Option<String> {
    value.text().or(value.keyword()).map(str::to_owned)
}

/// A number, also a default one, which is a keyword.
pub(super) fn number(value: &Value) -> Option<i64> {
    value.integer().or_else(|| value.keyword()?.parse().ok())
}

//! The real CPUs, CPU pools and VM groups of a scenario's server units, and the VMs'
//! places in them.

use std::collections::{BTreeMap, BTreeSet};

use super::names;
use super::reader::Section;
use super::shared::{count, percent};
use crate::text::nearest;
use crate::vm2000::model::{
    CpuKind, CpuState, Membership, RealCpu, STDPOOL, ServerUnit, UnitType, VirtualCpu, VmGroup,
};

/// The pools that X2000 keeps on SU x86 for itself and for VMs that are none of BS2000
/// (VM2000 V12.0 User Guide, page 127).
const POOL0: &str = "*POOL0";
const FOREIGN: &str = "*FOREIGN";

/// Reads `cpus`, `extra_cpus`, `spare_cpus`, `carrier_cpus` and `foreign_cpus`: the real
/// CPUs, and how many of them are normal ones.
pub(super) fn real(unit: &mut Section<'_>, unit_type: UnitType) -> (Vec<RealCpu>, u16) {
    let normal = count(unit, "cpus", 8, 1..=99);
    let (spares, carriers) = match unit_type {
        UnitType::S390 => (0..=8, 0..=0),
        UnitType::X86 => (0..=0, 0..=16),
    };
    let extra = count(unit, "extra_cpus", 0, 0..=32);
    // The displays of SU /390 were seen printed with one spare CPU.
    let spare = count(unit, "spare_cpus", 1.min(*spares.end()), spares);
    let carrier = count(
        unit,
        "carrier_cpus",
        2.min(*carriers.end()),
        carriers.clone(),
    );
    let foreign = count(unit, "foreign_cpus", 0, carriers);
    let of = |count, kind, state, pool: Option<&str>| {
        let pool = pool.map(str::to_owned);
        vec![RealCpu { kind, state, pool }; usize::from(count)]
    };
    let cpus = [
        of(normal, CpuKind::Normal, CpuState::Attached, Some(STDPOOL)),
        of(extra, CpuKind::Extra, CpuState::Detached, Some(STDPOOL)),
        of(spare, CpuKind::Spare, CpuState::Detached, None),
        of(carrier, CpuKind::Foreign, CpuState::Attached, Some(POOL0)),
        of(foreign, CpuKind::Foreign, CpuState::Attached, Some(FOREIGN)),
    ];
    (cpus.concat(), normal)
}

/// Reads `[[server_unit.pool]]`: the dynamic pools, each with the real CPUs that it has
/// out of the standard pool.
pub(super) fn pools(unit: &mut Section<'_>, cpus: &mut [RealCpu]) -> BTreeSet<String> {
    let mut pools = BTreeSet::new();
    for mut section in unit.tables("pool") {
        section.required("name", "\"PCUST1\"");
        let name = names::name(&mut section, "name", &names::VM);
        let listed = section.texts("cpus");
        let name = name.map(toml::Spanned::into_inner).unwrap_or_default();
        for id in listed {
            let number = usize::from_str_radix(id.get_ref(), 16).ok();
            let cpu = number.and_then(|number| cpus.get_mut(number));
            match cpu.filter(|cpu| cpu.is_movable()) {
                Some(cpu) if cpu.is_in(STDPOOL) => cpu.pool = Some(name.clone()),
                Some(_) => {
                    let what = format!("the CPU `{}` is in another pool already", id.get_ref());
                    section
                        .report()
                        .error(id.span(), what, "name it in one pool only");
                }
                None => {
                    let what = format!("there is no normal or extra CPU `{}`", id.get_ref());
                    let help = "CPUs are numbered in hexadecimal from \"00\", normal ones first";
                    section.report().error(id.span(), what, help);
                }
            }
        }
        if !name.is_empty() && !pools.insert(name.clone()) {
            let what = format!("there is a pool `{name}` already");
            section.wrong("name", what, "give each its own name");
        }
        section.finish();
    }
    pools
}

/// Reads `[[server_unit.group]]`: the VM groups, of which an SU x86 has none.
pub(super) fn groups(
    unit: &mut Section<'_>,
    unit_type: UnitType,
    pools: &BTreeSet<String>,
) -> BTreeMap<String, VmGroup> {
    let mut groups = BTreeMap::new();
    for mut section in unit.tables("group") {
        section.required("name", "\"GCUST1\"");
        let name = names::name(&mut section, "name", &names::VM);
        let group = VmGroup {
            cpu_quota: section.hundredths("cpu_quota", 100, percent(99)),
            max_cpu: section.hundredths("max_cpu", percent(100), percent(100)),
            pool: pool(&mut section, pools).unwrap_or_else(|| STDPOOL.to_owned()),
        };
        let limit = unit_type.group_limit();
        if groups.len() >= limit {
            let (what, help) = match limit {
                0 => (
                    "there are no VM groups on SU x86".to_owned(),
                    "leave them out",
                ),
                _ => {
                    let what = format!("an SU of type {unit_type} has at most {limit} VM groups");
                    (what, "leave out this and the following")
                }
            };
            section.report().error(section.place(), what, help);
        }
        if let Some(name) = name.map(toml::Spanned::into_inner) {
            if groups.contains_key(&name) || pools.contains(&name) {
                let what = format!("there is a group or pool `{name}` already");
                section.wrong("name", what, "give each its own name");
            }
            groups.insert(name, group);
        }
        section.finish();
    }
    groups
}

/// Reads `pool`, if it is there: one of the dynamic pools or the standard pool.
fn pool(section: &mut Section<'_>, pools: &BTreeSet<String>) -> Option<String> {
    let name = section.text("pool")?;
    let upper = name.get_ref().to_ascii_uppercase();
    if upper == STDPOOL || pools.contains(&upper) {
        return Some(upper);
    }
    let known = pools.iter().map(String::as_str).chain([STDPOOL]);
    let what = format!("there is no CPU pool `{}` here", name.get_ref());
    section.wrong("pool", what, there_are(&upper, known));
    None
}

/// A VM's place among the others that want CPUs: `pool`, `group` and `member_cpu_quota`.
pub(super) fn place(vm: &mut Section<'_>, on: Option<&ServerUnit>) -> (String, Option<Membership>) {
    // Without a server unit nobody can tell which pools there are.
    let wanted = match on {
        Some(on) => pool(vm, &on.pools),
        None => vm.text("pool").map(|_| STDPOOL.to_owned()),
    };
    let quota = vm.hundredths("member_cpu_quota", 100, percent(99));
    let named = vm.text("group");
    let pool_or_standard = wanted.clone().unwrap_or_else(|| STDPOOL.to_owned());
    let (Some(named), Some(on)) = (named, on) else {
        return (pool_or_standard, None);
    };
    let name = named.get_ref().to_ascii_uppercase();
    let Some(group) = on.groups.get(&name) else {
        let what = format!("`{}` has no VM group `{}`", on.name, named.get_ref());
        let known = on.groups.keys().map(String::as_str);
        vm.wrong("group", what, there_are(&name, known));
        return (pool_or_standard, None);
    };
    if wanted.is_some_and(|pool| pool != group.pool) {
        let what = format!("the VM group `{name}` is in the CPU pool `{}`", group.pool);
        vm.wrong(
            "pool",
            what,
            "leave `pool` out: members are in their group's pool",
        );
    }
    let member = Membership { group: name, quota };
    (group.pool.clone(), Some(member))
}

/// The virtual CPUs of a VM: as many attached as its pool has real ones, and one at least.
pub(super) fn virtual_cpus(degree: u16, on: Option<&ServerUnit>, pool: &str) -> Vec<VirtualCpu> {
    let attached = on.map_or(usize::MAX, |on| on.attached_cpus(pool).max(1));
    let state = |place| match place < attached {
        true => VirtualCpu::Attached,
        false => VirtualCpu::Blocked,
    };
    (0..usize::from(degree)).map(state).collect()
}

fn there_are<'a>(name: &str, known: impl Iterator<Item = &'a str> + Clone) -> String {
    let near = nearest(name, known.clone());
    let all: Vec<&str> = known.collect();
    match (near.first(), all.is_empty()) {
        (Some(near), _) => format!("did you mean {near}?"),
        (None, true) => "there is none on this server unit".to_owned(),
        (None, false) => format!("there are: {}", all.join(", ")),
    }
}

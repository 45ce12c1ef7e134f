//! The tables of SHOW-VM-STATUS, in the hand of SHOW-VM-RESOURCES.

use std::collections::BTreeMap;

use super::super::show::head;
use super::super::table::{Line, hundredths};
use super::choose;
use crate::sim::{Span, Tick};
use crate::vm2000::measure::{self, Use};
use crate::vm2000::model::{
    Chosen, ChosenCpus, ChosenGroups, CpuState, RealCpu, STDPOOL, UnitId, UnitType, VmGroup, World,
};
use crate::vm2000::past;

/// Only what is active is shown: VMs that run or wait, CPU pools with attached real CPUs,
/// VM groups with active VMs, attached real CPUs.
pub(super) fn of(
    world: &mut World,
    unit: UnitId,
    chosen: &Chosen,
    (now, interval): (Tick, Span),
) -> Vec<String> {
    let mut uses = BTreeMap::new();
    let dynamic: Vec<String> = world.unit(unit).pools.iter().cloned().collect();
    for pool in std::iter::once(STDPOOL.to_owned()).chain(dynamic) {
        let mut used = measure::pool(world, unit, &pool);
        for part in &mut used {
            // No two measurements of the same are quite the same.
            let chance = u64::from(world.random.between("measure", 96, 100));
            part.used = past::used(world, unit, part.vm, now, interval) * chance / 100;
        }
        if world.unit(unit).attached_cpus(&pool) > 0 {
            uses.insert(pool, used);
        }
    }
    let seconds = interval.millis() / 1000;
    let (minutes, rest) = (seconds / 60, seconds % 60);
    let mut lines = vec![format!("MEASURED INTERVAL: {minutes:02}:{rest:02} MIN:SEC")];
    lines.extend(vms(world, unit, chosen, &uses));
    lines.extend(groups(world, unit, chosen, &uses));
    lines.extend(pools(world, unit, &uses));
    lines.extend(cpus(world, unit, chosen, &uses));
    lines
}

type Uses = BTreeMap<String, Vec<Use>>;

fn vms(world: &World, unit: UnitId, chosen: &Chosen, uses: &Uses) -> Vec<String> {
    let wanted = choose::of(world, unit, &chosen.vms);
    let found = |vm| uses.values().flatten().find(|used| used.vm == vm);
    let rows: Vec<String> = wanted
        .into_iter()
        .filter_map(found)
        .map(|used| {
            let attributes = &world.vm(used.vm).attributes;
            let (place, quota) = match &attributes.group {
                Some(member) => (format!("{}(G)", member.group), member.quota),
                None => (format!("{}(P)", attributes.pool), attributes.cpu_quota),
            };
            head(world, used.vm)
                .at(14, &place)
                .to(31, &hundredths(quota))
                .to(39, &share(used.planned))
                .to(47, &hundredths(attributes.max_cpu))
                .to(55, &share(used.most))
                .to(63, &share(used.used))
                .end()
        })
        .collect();
    let title = [
        Line::new().at(14, "CPU-POOL(P)").end(),
        "VM-ID        VM-GROUP(G)  CPU-Q   EFF-Q   MAX-U MAX-EFF  ACTIVE".to_owned(),
    ];
    titled(&title, rows)
}

fn groups(world: &World, unit: UnitId, chosen: &Chosen, uses: &Uses) -> Vec<String> {
    let is_wanted = |name: &str| match &chosen.groups {
        ChosenGroups::All => true,
        ChosenGroups::None => false,
        ChosenGroups::One(one) => one == name,
    };
    let there = world.unit(unit);
    if there.unit_type == UnitType::X86 {
        return Vec::new();
    }
    let row = |(name, group): (&String, &VmGroup)| {
        let of_group = |used: &&Use| {
            let member = world.vm(used.vm).attributes.group.as_ref();
            member.is_some_and(|member| member.group == *name)
        };
        let members: Vec<&Use> = uses.values().flatten().filter(of_group).collect();
        let sum = |part: fn(&Use) -> u64| members.iter().map(|used| part(used)).sum();
        (!members.is_empty()).then(|| {
            Line::new()
                .at(1, name)
                .at(14, &format!("{}(P)", group.pool))
                .to(31, &hundredths(group.cpu_quota))
                .to(39, &share(sum(|used| used.planned)))
                .to(47, &hundredths(group.max_cpu))
                .to(63, &share(sum(|used| used.used)))
                .end()
        })
    };
    let wanted = there.groups.iter().filter(|(name, _)| is_wanted(name));
    let rows = wanted.filter_map(row).collect();
    let title = ["VM-GROUP     CPU-POOL(P)  CPU-Q   EFF-Q   MAX-U          ACTIVE".to_owned()];
    titled(&title, rows)
}

fn pools(world: &World, unit: UnitId, uses: &Uses) -> Vec<String> {
    let row = |(name, used): (&String, &Vec<Use>)| {
        let active: u64 = used.iter().map(|used| used.used).sum();
        let runs = used.iter().filter(|used| !world.vm(used.vm).waits.any());
        Line::new()
            .at(1, name)
            .to(19, &world.unit(unit).attached_cpus(name).to_string())
            .to(31, &runs.count().to_string())
            .to(63, &share(active))
            .end()
    };
    let title = ["CPU-POOL        CPUS   ACTIVE VMS                        ACTIVE".to_owned()];
    titled(&title, uses.iter().map(row).collect())
}

fn cpus(world: &World, unit: UnitId, chosen: &Chosen, uses: &Uses) -> Vec<String> {
    let is_wanted = |place: usize, cpu: &RealCpu| match &chosen.cpus {
        ChosenCpus::All => true,
        ChosenCpus::None => false,
        ChosenCpus::Pool(pool) => cpu.pool.as_ref() == Some(pool),
        ChosenCpus::Numbers(numbers) => numbers.contains(&place),
    };
    let row = |(place, cpu): (usize, &RealCpu)| {
        let pool = cpu.pool.as_ref()?;
        let used = uses.get(pool)?;
        let active: u64 = used.iter().map(|used| used.used).sum();
        let before = world.unit(unit).cpus.iter().take(place);
        let place_in_pool = before.filter(|other| is_attached_in(other, pool)).count();
        let active = part_of(active, place_in_pool, world.unit(unit).attached_cpus(pool));
        let is_shown = cpu.state == CpuState::Attached && is_wanted(place, cpu);
        is_shown.then(|| {
            Line::new()
                .at(5, &format!("{place:02X}"))
                .at(14, pool)
                .at(28, &cpu.kind.to_string())
                .to(63, &share(active))
                .end()
        })
    };
    let all = world.unit(unit).cpus.iter().enumerate();
    let title = ["CPU-ID       CPU-POOL      TYPE                          ACTIVE".to_owned()];
    titled(&title, all.filter_map(row).collect())
}

fn is_attached_in(cpu: &RealCpu, pool: &str) -> bool {
    cpu.state == CpuState::Attached && cpu.is_in(pool)
}

/// What one of the CPUs of a pool has done of what all have done on average, in hundredths
/// of a percent. The hypervisor looks for the next idle CPU from the first one on, so the
/// first ones do a little more than the last ones (ours).
fn part_of(average: u64, place: usize, count: usize) -> u64 {
    let steps = count.saturating_sub(1) as u64;
    let room = average.min(10_000_u64.saturating_sub(average)) / 10;
    let place = (place as u64).min(steps);
    let more = room * 2 * (steps - place) / steps.max(1);
    match steps {
        0 => average,
        _ => average + more - room,
    }
}

/// Hundredths of a percent.
fn share(number: u64) -> String {
    hundredths(u32::try_from(number).unwrap_or(u32::MAX))
}

/// A table, if it has a row.
fn titled(title: &[String], rows: Vec<String>) -> Vec<String> {
    if rows.is_empty() {
        return rows;
    }
    title.iter().cloned().chain(rows).collect()
}

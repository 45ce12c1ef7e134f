//! What VMs may use of the CPUs, and what they use at present (VM2000 V12.0 User Guide,
//! pages 94 and 249): a guest's load says what it wants, and quotas and limits say what it
//! gets.

use super::cpu::is_active;
use super::model::{UnitId, Vm, VmGroup, VmId, World};

/// A whole, in hundredths of a percent.
const WHOLE: u64 = 10_000;
/// The dirty rate at which a guest uses half of its CPUs, in MB/s; ours.
const HALF: u64 = 60;

/// What a VM may use of its CPU pool, and what it does, in hundredths of a percent of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Use {
    /// The VM.
    pub vm: VmId,
    /// Its share by its quota, compared with the other active VMs of the pool.
    pub planned: u64,
    /// The most that it can use: by its limit, by that of its VM group, and by how many
    /// virtual CPUs it has.
    pub most: u64,
    /// What it uses.
    pub used: u64,
}

/// The use of a CPU pool of a server unit by its active VMs, by VM index.
pub fn pool(world: &World, unit: UnitId, name: &str) -> Vec<Use> {
    let real = world.unit(unit).attached_cpus(name) as u64;
    let here = |vm: &VmId| world.vm(*vm).unit == unit && is_active(world, *vm);
    let active: Vec<VmId> = world.vms_in_pool(unit, name).filter(here).collect();
    let weights: Vec<u64> = active.iter().map(|vm| weight(world, unit, *vm)).collect();
    let all: u64 = weights.iter().sum();
    if real == 0 || all == 0 {
        return Vec::new();
    }
    let by_cpus = |vm: &Vm| (vm.attached_cpus() as u64 * WHOLE / real).min(WHOLE);
    let most = |vm: &Vm| {
        let own = u64::from(vm.attributes.max_cpu);
        let of_group = group_of(world, unit, vm).map_or(WHOLE, |group| u64::from(group.max_cpu));
        by_cpus(vm).min(own).min(of_group)
    };
    let mut uses: Vec<Use> = active
        .iter()
        .zip(&weights)
        .map(|(vm, weight)| Use {
            vm: *vm,
            planned: WHOLE * weight / all,
            most: most(world.vm(*vm)),
            used: 0,
        })
        .collect();
    let wanted = |part: &Use| {
        let vm = world.vm(part.vm);
        wanted(vm, by_cpus(vm)).min(part.most)
    };
    let mut wanted: Vec<u64> = uses.iter().map(wanted).collect();
    limit_groups(world, unit, &uses, &mut wanted);
    distribute(&mut uses, &weights, &wanted);
    uses
}

/// The weight of a VM against the others of its pool; a member has its part of its
/// group's.
fn weight(world: &World, unit: UnitId, vm: VmId) -> u64 {
    let attributes = &world.vm(vm).attributes;
    let scaled = u64::from(attributes.cpu_quota) * WHOLE;
    let Some((member, group)) = attributes
        .group
        .as_ref()
        .zip(group_of(world, unit, world.vm(vm)))
    else {
        return scaled;
    };
    let active = world.members(unit, &member.group);
    let quota = |vm: VmId| {
        world
            .vm(vm)
            .attributes
            .group
            .as_ref()
            .map_or(0, |m| m.quota)
    };
    let of_all: u64 = active
        .filter(|vm| world.vm(*vm).unit == unit && is_active(world, *vm))
        .map(|vm| u64::from(quota(vm)))
        .sum();
    u64::from(group.cpu_quota) * WHOLE * u64::from(member.quota) / of_all.max(1)
}

/// The VM group that a VM is a member of on a server unit.
fn group_of<'w>(world: &'w World, unit: UnitId, vm: &Vm) -> Option<&'w VmGroup> {
    let member = vm.attributes.group.as_ref()?;
    world.unit(unit).groups.get(&member.group)
}

/// The members of a VM group together want no more than its limit: what is over it is taken
/// from each in the same proportion.
fn limit_groups(world: &World, unit: UnitId, uses: &[Use], wanted: &mut [u64]) {
    for (name, group) in &world.unit(unit).groups {
        let is_member = |part: &Use| world.vm(part.vm).attributes.is_member_of(name);
        let all = uses.iter().zip(wanted.iter());
        let all = all.filter(|(part, _)| is_member(part));
        let sum: u64 = all.map(|(_, wanted)| *wanted).sum();
        let most = u64::from(group.max_cpu);
        if sum <= most {
            continue;
        }
        let members = uses.iter().zip(wanted.iter_mut());
        for (_, wanted) in members.filter(|(part, _)| is_member(part)) {
            *wanted = *wanted * most / sum;
        }
    }
}

/// What a VM would use if nobody else were there and nothing limited it: a share of its own
/// CPUs by its load.
fn wanted(vm: &Vm, by_cpus: u64) -> u64 {
    let rate = vm.load.dirty_mb_s;
    match vm.waits.any() {
        true => 0,
        false => by_cpus * rate / (rate + HALF),
    }
}

/// Gives each what it wants, as long as there is enough; else to each by its weight,
/// and what one leaves to the others.
fn distribute(uses: &mut [Use], weights: &[u64], wanted: &[u64]) {
    let mut left = WHOLE;
    let mut open: Vec<usize> = (0..uses.len()).collect();
    loop {
        let all: u64 = open.iter().filter_map(|i| weights.get(*i)).sum();
        let share = |i: &usize| left * weights.get(*i).copied().unwrap_or(0) / all.max(1);
        let is_content = |i: &usize| wanted.get(*i).is_none_or(|wanted| *wanted <= share(i));
        let (content, hungry): (Vec<usize>, Vec<usize>) = open.iter().partition(|i| is_content(i));
        if content.is_empty() {
            for i in hungry {
                if let Some(found) = uses.get_mut(i) {
                    found.used = share(&i);
                }
            }
            return;
        }
        for i in content {
            if let (Some(found), Some(wanted)) = (uses.get_mut(i), wanted.get(i)) {
                found.used = *wanted;
                left = left.saturating_sub(*wanted);
            }
        }
        open = hungry;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(weights: &[u64], wanted: &[u64]) -> Vec<u64> {
        let mut uses: Vec<Use> = (0..weights.len())
            .map(|_| Use {
                vm: VmId(0),
                planned: 0,
                most: WHOLE,
                used: 0,
            })
            .collect();
        distribute(&mut uses, weights, wanted);
        uses.iter().map(|u| u.used).collect()
    }

    #[test]
    fn all_get_what_they_want_if_there_is_enough() {
        assert_eq!(given(&[1, 9], &[5000, 4000]), [5000, 4000]);
        assert_eq!(given(&[], &[]), [0; 0]);
    }

    #[test]
    fn what_is_too_little_is_shared_by_quota() {
        assert_eq!(given(&[1, 3], &[9000, 9000]), [2500, 7500]);
        // The second wants less than its share; the others have what it leaves.
        assert_eq!(given(&[1, 2, 1], &[9000, 1000, 9000]), [4500, 1000, 4500]);
    }
}

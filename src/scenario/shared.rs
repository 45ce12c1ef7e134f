//! Fields that server units and VMs have in common.

use std::ops::RangeInclusive;

use super::reader::Section;
use crate::text::nearest;
use crate::vm2000::model::{System, UnitId, UnitType, VmId, World};

/// Main memory in MB, as MEMORY-SIZE takes it.
pub(super) const MEMORY: RangeInclusive<u64> = 1..=1_048_576;

/// The least that a VM on SU x86 can have, in MB.
const LEAST_X86: u64 = 1024;

/// So many percent in hundredths of one.
pub(super) const fn percent(whole: u32) -> u32 {
    whole * 100
}

/// A small number within a range, or the default.
pub(super) fn count(
    section: &mut Section<'_>,
    field: &'static str,
    default: u16,
    range: RangeInclusive<u16>,
) -> u16 {
    let wide = u64::from(*range.start())..=u64::from(*range.end());
    let number = section.number(field, u64::from(default), wide);
    u16::try_from(number).unwrap_or(default)
}

/// A place in one of the world's lists, whose lengths are bounded far below.
pub(super) fn place_id(place: usize) -> u16 {
    u16::try_from(place).unwrap_or(u16::MAX)
}

/// Checks a VM's `memory_mb` by the rules of its SU's type.
pub(super) fn check_memory(section: &Section<'_>, memory_mb: u64, unit_type: UnitType) {
    if unit_type == UnitType::S390 {
        return;
    }
    if memory_mb < LEAST_X86 {
        let what = format!("{memory_mb} MB are too little for a VM on SU x86");
        section.wrong("memory_mb", what, format!("write at least {LEAST_X86}"));
    } else if !memory_mb.is_multiple_of(2) {
        let what = "memory comes in multiples of 2 MB on SU x86";
        let help = format!("write {} or {}", memory_mb - 1, memory_mb + 1);
        section.wrong("memory_mb", what, help);
    }
}

/// The server unit that a field names, if there is one.
pub(super) fn unit_named(
    section: &Section<'_>,
    place: std::ops::Range<usize>,
    name: &str,
    world: &World,
) -> Option<UnitId> {
    let found = world.unit_named(name);
    if found.is_none() {
        let names = || world.units.iter().map(|unit| unit.name.as_str());
        let near = nearest(name, names());
        let help = if near.is_empty() {
            format!("there are: {}", names().collect::<Vec<_>>().join(", "))
        } else {
            format!("did you mean {}?", near.join(" or "))
        };
        let what = format!("there is no server unit `{name}`");
        section.report().error(place, what, help);
    }
    found
}

/// The system that a field names, by its server unit for a monitor system or by its VM.
pub(super) fn system_named(
    section: &Section<'_>,
    place: std::ops::Range<usize>,
    name: &str,
    world: &World,
) -> Option<System> {
    let vms = || world.vms.iter().filter(|vm| !vm.is_monitor());
    let called = |vm: &crate::vm2000::model::Vm| vm.name.eq_ignore_ascii_case(name);
    let vm = world
        .vms
        .iter()
        .position(|vm| !vm.is_monitor() && called(vm));
    let found = vm.and_then(|at| u16::try_from(at).ok());
    let found = found.map(|at| System::Guest(VmId(at)));
    let found = found.or_else(|| world.unit_named(name).map(System::Monitor));
    if found.is_none() {
        let units = world.units.iter().map(|unit| unit.name.as_str());
        let all: Vec<&str> = units.chain(vms().map(|vm| vm.name.as_str())).collect();
        let help = format!("there are: {}", all.join(", "));
        let what = format!("there is no server unit or VM `{name}`");
        section.report().error(place, what, help);
    }
    found
}

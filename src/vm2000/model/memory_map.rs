//! How a server unit's main memory is given out: what VMs hold, and what is left.

use super::{UnitId, UnitType, VmId, World};

impl World {
    /// Main memory that a VM holds, in MB: what it has, or what it is being given.
    pub fn held_mb(&self, vm: VmId) -> u64 {
        let resize = self.under_way.resizes.get(&vm);
        let planned = resize.map_or(0, |resize| resize.planned_mb);
        self.vm(vm).memory_mb().max(planned)
    }

    /// Main memory of a server unit that nothing holds, in MB. A VM on its way holds
    /// it on both sides.
    pub fn free_memory_mb(&self, unit: UnitId) -> u64 {
        let unit = self.unit(unit);
        let given: u64 = unit.vms.values().map(|vm| self.held_mb(*vm)).sum();
        let taken: u64 = unit.taken.iter().map(|(_, length)| length).sum();
        unit.memory_mb
            .saturating_sub(given + unit.releasing_mb + taken)
    }

    /// The areas of a server unit's main memory that no VM holds, as first megabyte and
    /// length, by location. On SU x86 memory has no location: it is one area.
    pub fn free_areas(&self, unit: UnitId) -> Vec<(u64, u64)> {
        self.areas_without(unit, None)
    }

    /// The same as if one VM of an SU /390 held nothing.
    pub fn areas_without(&self, unit: UnitId, left_out: Option<VmId>) -> Vec<(u64, u64)> {
        let there = self.unit(unit);
        if there.unit_type == UnitType::X86 {
            return vec![(0, self.free_memory_mb(unit))];
        }
        let holders = there.vms.values().filter(|vm| Some(**vm) != left_out);
        let mut taken: Vec<(u64, u64)> = holders.flat_map(|vm| self.areas_of(unit, *vm)).collect();
        taken.extend(&there.taken);
        taken.sort_unstable();
        let mut areas = Vec::new();
        let mut from = 0;
        for (start, length) in taken {
            if start > from {
                areas.push((from, start - from));
            }
            from = from.max(start + length);
        }
        if from < there.memory_mb {
            areas.push((from, there.memory_mb - from));
        }
        areas
    }

    /// The areas that a VM holds on an SU /390: two while it is being moved.
    fn areas_of(&self, unit: UnitId, vm: VmId) -> impl Iterator<Item = (u64, u64)> {
        let moved = self.under_way.moves.get(&vm).map(|moved| moved.to_mb);
        let places = [self.location_on(unit, vm), moved];
        let length = self.held_mb(vm);
        places
            .into_iter()
            .flatten()
            .map(move |start| (start, length))
    }

    /// The length of the largest area that no VM holds, in MB: LARGEST-DOMAIN.
    pub fn largest_area_mb(&self, unit: UnitId) -> u64 {
        let areas = self.free_areas(unit);
        areas
            .into_iter()
            .map(|(_, length)| length)
            .max()
            .unwrap_or(0)
    }

    /// Where so much memory fits on an SU /390: the first area that is large enough.
    pub fn room_for(&self, unit: UnitId, size_mb: u64) -> Option<u64> {
        if self.unit(unit).unit_type == UnitType::X86 {
            return None;
        }
        let areas = self.free_areas(unit);
        areas
            .into_iter()
            .find(|(_, length)| *length >= size_mb)
            .map(|(start, _)| start)
    }

    /// Where the memory of a VM begins on a server unit, if it has a location there. A VM
    /// on its way has one on both sides.
    pub fn location_on(&self, unit: UnitId, vm: VmId) -> Option<u64> {
        if self.vm(vm).unit == unit {
            return self.vm(vm).location_mb;
        }
        let migration = self
            .vm(vm)
            .migration
            .and_then(|id| self.migrations.get(id))?;
        migration.other_location_mb
    }
}

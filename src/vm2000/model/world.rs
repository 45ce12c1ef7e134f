//! A whole world: every server unit, cluster and VM.

use super::{Cluster, ClusterId, Occupant, ServerUnit, UnitId, Vm, VmId};
use crate::vm2000::migration::Migrations;

/// Everything that VM2000's rules look at and change.
#[derive(Debug, Clone, Default)]
pub struct World {
    /// The server units, by [`UnitId`].
    pub units: Vec<ServerUnit>,
    /// The clusters, by [`ClusterId`].
    pub clusters: Vec<Cluster>,
    /// The VMs, by [`VmId`], the monitor VMs included.
    pub vms: Vec<Vm>,
    /// The migrations that run.
    pub migrations: Migrations,
}

// Ids are handed out with the things that they name and these are never removed,
// so the three look-ups below cannot miss.
impl World {
    /// The server unit of this id.
    pub fn unit(&self, id: UnitId) -> &ServerUnit {
        &self.units[id.index()]
    }

    /// The server unit of this id, to change it.
    pub fn unit_mut(&mut self, id: UnitId) -> &mut ServerUnit {
        &mut self.units[id.index()]
    }

    /// The VM of this id.
    pub fn vm(&self, id: VmId) -> &Vm {
        &self.vms[id.index()]
    }

    /// The VM of this id, to change it.
    pub fn vm_mut(&mut self, id: VmId) -> &mut Vm {
        &mut self.vms[id.index()]
    }

    /// The cluster of this id.
    pub fn cluster(&self, id: ClusterId) -> &Cluster {
        &self.clusters[id.index()]
    }

    /// The server unit of this name.
    pub fn unit_named(&self, name: &str) -> Option<UnitId> {
        let place = self
            .units
            .iter()
            .position(|u| u.name.eq_ignore_ascii_case(name))?;
        u16::try_from(place).ok().map(UnitId)
    }

    /// The VMs that a server unit executes, the monitor VM first.
    pub fn vms_here(&self, unit: UnitId) -> impl Iterator<Item = VmId> {
        self.unit(unit)
            .vms
            .values()
            .filter_map(|occupant| match occupant {
                Occupant::Here(vm) => Some(*vm),
                Occupant::Arriving(_) | Occupant::Leaving(_) => None,
            })
    }

    /// Main memory of a server unit that no VM holds, in MB. A VM on its way holds
    /// it on both sides.
    pub fn free_memory_mb(&self, unit: UnitId) -> u64 {
        let unit = self.unit(unit);
        let given: u64 = unit.vms.values().map(|o| self.vm(o.vm()).memory_mb).sum();
        unit.memory_mb.saturating_sub(given)
    }
}

//! A whole world: every server unit, cluster and VM.

use super::{Assignment, Cluster, ClusterId, ServerUnit, UnitId, Vm, VmId};
use crate::vm2000::migration::{Migrations, Phase};

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

    /// The VMs that a server unit executes, by VM index, the monitor VM first.
    pub fn vms_here(&self, unit: UnitId) -> impl Iterator<Item = VmId> {
        self.unit(unit)
            .vms
            .values()
            .copied()
            .filter(move |vm| self.vm(*vm).unit == unit)
    }

    /// The VM of a server unit that an index or a name means, one on its way included.
    pub fn vm_on(&self, unit: UnitId, wanted: &VmIdentification) -> Option<VmId> {
        let vms = &self.unit(unit).vms;
        match wanted {
            VmIdentification::Index(index) => vms.get(index).copied(),
            VmIdentification::Name(name) => {
                vms.values().copied().find(|vm| self.vm(*vm).name == *name)
            }
        }
    }

    /// The state of a VM as the displays of a server unit show it: on the source of a
    /// migration with `(MIGR)` behind it, on the target `SETUP(MIGR)`
    /// (VM2000 V12.0 User Guide, page 82).
    pub fn shown_state(&self, unit: UnitId, vm: VmId) -> String {
        let state = self.vm(vm).state;
        match self.vm(vm).migration.and_then(|id| self.migrations.get(id)) {
            Some(m) if m.sides.source == unit => format!("{state}(MIGR)"),
            Some(m) if m.phase != Phase::TakenOver => "SETUP(MIGR)".to_owned(),
            _ => state.to_string(),
        }
    }

    /// The devices of a VM as a server unit has assigned them.
    pub fn devices_on(&self, unit: UnitId, vm: VmId) -> &[Assignment] {
        let migration = self.vm(vm).migration.and_then(|id| self.migrations.get(id));
        match migration {
            _ if self.vm(vm).unit == unit => &self.vm(vm).devices,
            Some(m) if m.sides.source == unit => &m.source_devices,
            Some(m) if m.sides.target == unit => &m.target_devices,
            _ => &[],
        }
    }

    /// Main memory of a server unit that no VM holds, in MB. A VM on its way holds
    /// it on both sides.
    pub fn free_memory_mb(&self, unit: UnitId) -> u64 {
        let unit = self.unit(unit);
        let given: u64 = unit.vms.values().map(|vm| self.vm(*vm).memory_mb).sum();
        unit.memory_mb.saturating_sub(given)
    }
}

/// How commands name a VM: `VM-IDENTIFICATION`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VmIdentification {
    /// By its VM index.
    Index(u8),
    /// By its name, in upper case.
    Name(String),
}

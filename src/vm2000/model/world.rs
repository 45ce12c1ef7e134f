//! A whole world: every server unit, cluster and VM.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Assignment, Cluster, ClusterId, JobVariables, Membership, STDPOOL, ServerUnit, UnderWay,
    UnitId, UnitType, Vm, VmId,
};
use crate::sim::{Calendar, Random};
use crate::vm2000::migration::{Migrations, Phase};

/// Everything that VM2000's rules look at and change.
#[derive(Debug, Clone)]
pub struct World {
    /// The server units, by [`UnitId`].
    pub units: Vec<ServerUnit>,
    /// The clusters, by [`ClusterId`].
    pub clusters: Vec<Cluster>,
    /// The VMs, by [`VmId`], the monitor VMs included.
    pub vms: Vec<Vm>,
    /// The VMs by name, but for monitor VMs, under the first server unit of the cluster in
    /// which the name is theirs alone.
    known: BTreeMap<(UnitId, String), VmId>,
    /// The migrations that run.
    pub migrations: Migrations,
    /// The VMs whose administrators are connected.
    pub administered: BTreeSet<VmId>,
    /// What else VM2000 has begun with VMs and is not done with yet.
    pub under_way: UnderWay,
    /// The VMs whose guests may be at work by themselves; the others are not.
    pub stirring: BTreeSet<VmId>,
    /// The server units that a VM has left, to be deleted or migrated, or whose monitor
    /// system has ended: who keeps something for the VMs of a server unit looks after it, and
    /// forgets it here.
    pub departed: BTreeSet<UnitId>,
    /// The job variables of all systems.
    pub job_variables: JobVariables,
    /// What ticks mean.
    pub calendar: Calendar,
    /// Random numbers, for what is not decided otherwise.
    pub random: Random,
}

// Ids are handed out with the things that they name and these are never removed,
// so the three look-ups below cannot miss.
impl World {
    /// A world with nothing in it yet, and its random numbers from this seed.
    pub fn new(seed: u64) -> Self {
        World {
            units: Vec::new(),
            clusters: Vec::new(),
            vms: Vec::new(),
            known: BTreeMap::new(),
            migrations: Migrations::default(),
            administered: BTreeSet::new(),
            under_way: UnderWay::default(),
            stirring: BTreeSet::new(),
            departed: BTreeSet::new(),
            job_variables: JobVariables::new(),
            calendar: Calendar::default(),
            random: Random::new(seed),
        }
    }

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

    /// The server units.
    pub fn unit_ids(&self) -> impl Iterator<Item = UnitId> + use<> {
        let count = u16::try_from(self.units.len()).unwrap_or(u16::MAX);
        (0..count).map(UnitId)
    }

    /// The server unit of this name.
    pub fn unit_named(&self, name: &str) -> Option<UnitId> {
        let place = self
            .units
            .iter()
            .position(|u| u.name.eq_ignore_ascii_case(name))?;
        u16::try_from(place).ok().map(UnitId)
    }

    /// The VM of this name that a cluster knows, or a server unit that is in none: whether
    /// initialized or not.
    pub fn vm_known(&self, unit: UnitId, name: &str) -> Option<VmId> {
        let name = (self.first_of_cluster(unit), name.to_owned());
        self.known.get(&name).copied()
    }

    /// Adds a VM that was not there before. Its server unit is in its cluster already.
    pub fn add(&mut self, vm: Vm) -> VmId {
        let id = VmId(u16::try_from(self.vms.len()).unwrap_or(u16::MAX));
        if !vm.is_monitor() {
            let name = (self.first_of_cluster(vm.unit), vm.name.clone());
            self.known.entry(name).or_insert(id);
        }
        self.vms.push(vm);
        id
    }

    fn first_of_cluster(&self, unit: UnitId) -> UnitId {
        let cluster = self.unit(unit).cluster.map(|id| self.cluster(id));
        let first = cluster.and_then(|cluster| cluster.units.first());
        first.copied().unwrap_or(unit)
    }

    /// The VMs that a server unit executes, by VM index, the monitor VM first.
    pub fn vms_here(&self, unit: UnitId) -> impl Iterator<Item = VmId> {
        self.unit(unit)
            .vms
            .values()
            .copied()
            .filter(move |vm| self.vm(*vm).unit == unit)
    }

    /// The VMs that hold an index on a server unit, but for the monitor VM.
    pub fn guests(&self, unit: UnitId) -> Vec<VmId> {
        let vms = self.unit(unit).vms.iter();
        vms.filter(|(index, _)| **index != 1)
            .map(|(_, vm)| *vm)
            .collect()
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
    /// migration with `(MIGR)` behind it, on the target `SETUP(MIGR)` until it has all that it
    /// needs (VM2000 V12.0 User Guide, page 82; the moment is ours), on one with another I/O configuration with
    /// `(DIFF)` (page 84).
    pub fn shown_state(&self, unit: UnitId, vm: VmId) -> String {
        let state = self.vm(vm).state;
        match self.vm(vm).migration.and_then(|id| self.migrations.get(id)) {
            Some(m) if m.sides.source == unit => format!("{state}(MIGR)"),
            Some(m) if m.phase != Phase::TakenOver => "SETUP(MIGR)".to_owned(),
            _ if self.is_configured_elsewhere(vm) => format!("{state}(DIFF)"),
            _ => state.to_string(),
        }
    }

    /// Whether a VM has come by migration from an SU /390 whose I/O configuration is
    /// another than that of the one on which it is
    /// (VM2000 V12.0 User Guide, page 84).
    pub fn is_configured_elsewhere(&self, vm: VmId) -> bool {
        self.is_foreign_on(self.vm(vm).unit, vm)
    }

    /// Whether a VM is, or would be, on an SU /390 whose I/O configuration is another than
    /// that of the one on which it was started.
    pub fn is_foreign_on(&self, here: UnitId, vm: VmId) -> bool {
        let there = self.vm(vm).configured_on;
        here != there
            && self.unit(here).unit_type == UnitType::S390
            && !self.unit(here).is_configured_like(self.unit(there))
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

    /// The CPU pool that a VM is in on a server unit. A VM on its way comes into the pool
    /// of the same name there, or else into the standard pool.
    pub fn pool_on(&self, unit: UnitId, vm: VmId) -> &str {
        let pool = self.vm(vm).attributes.pool.as_str();
        if self.vm(vm).unit == unit || self.unit(unit).has_pool(pool) {
            pool
        } else {
            STDPOOL
        }
    }

    /// The VMs that hold an index on a server unit and are in one of its CPU pools, by VM
    /// index.
    pub fn vms_in_pool<'a>(
        &'a self,
        unit: UnitId,
        pool: &'a str,
    ) -> impl Iterator<Item = VmId> + 'a {
        let vms = self.unit(unit).vms.values().copied();
        vms.filter(move |vm| self.pool_on(unit, *vm) == pool)
    }

    /// What a VM is a member of on a server unit. A VM on its way comes into the VM group of
    /// the same name there if that is in its CPU pool, or else into none.
    pub fn membership_on(&self, unit: UnitId, vm: VmId) -> Option<&Membership> {
        let member = self.vm(vm).attributes.group.as_ref()?;
        let group = self.unit(unit).groups.get(&member.group)?;
        let is_in = self.vm(vm).unit == unit || group.pool == self.pool_on(unit, vm);
        is_in.then_some(member)
    }

    /// The members of a VM group of a server unit, by VM index, those on their way to it
    /// included.
    pub fn members<'a>(&'a self, unit: UnitId, group: &'a str) -> impl Iterator<Item = VmId> + 'a {
        let is_in = move |vm: &VmId| {
            let member = self.membership_on(unit, *vm);
            member.is_some_and(|member| member.group == group)
        };
        self.unit(unit).vms.values().copied().filter(is_in)
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

//! Initializing a VM (VM2000 V12.0 User Guide, pages 62, 91 and 210).

use super::memory::{self, Location, check_size};
use super::names;
use crate::catalog::Message;
use crate::vm2000::definitions;
use crate::vm2000::ids::{
    VMS2332, VMS4200, VMS4400, VMS4422, VMS4425, VMS4600, VMS4602, VMS4612, VMS4615,
};
use crate::vm2000::model::{
    AssignByGuest, Attributes, Chatter, CpuKind, GuestPhase, GuestSystem, ServerUnit, UnitId,
    UnitType, VirtualCpu, Vm, VmId, VmState, Waits, World,
};
use crate::vm2000::{Effects, Refusal, say};

/// What a VM is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spec {
    /// Its index; the next one free if none is given.
    pub index: Option<u8>,
    /// Its name; `VM` and the index if none is given.
    pub name: Option<String>,
    /// Whether this activates the definition that there is of it.
    pub defined: bool,
    /// What is given to it.
    pub attributes: Attributes,
    /// Where in main memory it is to be (SU /390).
    pub location: Location,
}

/// Initializes a VM: it holds its resources and is INIT-ONLY from now on, and there is a
/// definition of it.
///
/// # Errors
/// If one of the rules of [`Spec`]'s parts is broken; nothing has changed then.
pub fn initialize(
    world: &mut World,
    unit: UnitId,
    spec: Spec,
    effects: &mut Effects,
) -> Result<VmId, Refusal> {
    let index = names::index(world, unit, spec.index)?;
    let name = spec.name.unwrap_or_else(|| names::standard(index));
    names::check(world, unit, Some(index), &name, spec.defined)?;
    if !spec.defined {
        definitions::check_room(world, unit)?;
    }
    check_attributes(world, unit, (index, &name), &spec.attributes)?;
    let location_mb = memory::place(world, unit, spec.attributes.memory.size_mb, spec.location)?;
    if !definitions::is_writable(world, unit) {
        return Err(Refusal::of(Message::plain(VMS2332)));
    }
    let vm = put(world, unit, (index, name), spec.attributes, location_mb);
    definitions::note(world, vm).map_err(Refusal::of)?;
    tell(world, unit, vm, effects);
    Ok(vm)
}

/// Checks what a VM is to be given against what the server unit has.
///
/// # Errors
/// The first rule that it breaks: VMS4016 memory, VMS4600 no such CPU pool, VMS4602 more
/// virtual CPUs than real ones, VMS4612 no CPU in the pool (SU x86), VMS4400 no such
/// group, VMS4422 group in another pool, VMS4200 no such assignment set.
fn check_attributes(
    world: &World,
    unit: UnitId,
    (index, name): (u8, &str),
    attributes: &Attributes,
) -> Result<(), Refusal> {
    let there = world.unit(unit);
    check_size(there.unit_type, attributes.memory)?;
    let pool = &attributes.pool;
    if !there.has_pool(pool) {
        return Err(Refusal::with(VMS4600, [pool]));
    }
    let real = there
        .cpus
        .iter()
        .filter(|cpu| matches!(cpu.kind, CpuKind::Normal | CpuKind::Extra))
        .count();
    if usize::from(attributes.processors) > real {
        let inserts = [attributes.processors.to_string(), real.to_string()];
        return Err(Refusal::with(VMS4602, inserts));
    }
    // On SU x86 the VM's firmware runs as soon as there is a VM (page 146).
    if there.unit_type == UnitType::X86 && there.attached_cpus(pool) == 0 {
        return Err(Refusal::with(VMS4612, [pool, ""]));
    }
    if let Some(member) = &attributes.group {
        let Some(group) = there.groups.get(&member.group) else {
            return Err(Refusal::with(VMS4400, [&member.group]));
        };
        if group.pool != *pool {
            let vm = format!("({index},{name})");
            return Err(Refusal::with(VMS4422, [&vm, &member.group, &group.pool]));
        }
    }
    check_sets(there, attributes)
}

/// Checks whether there are the assignment sets from which a VM's guest may take devices.
///
/// # Errors
/// VMS4200 with the first that there is not.
pub fn check_sets(there: &ServerUnit, attributes: &Attributes) -> Result<(), Refusal> {
    let AssignByGuest::Sets(sets) = &attributes.privileges.assign_by_guest else {
        return Ok(());
    };
    match sets.iter().find(|set| !there.has_assignment_set(set)) {
        Some(unknown) => Err(Refusal::with(VMS4200, [unknown])),
        None => Ok(()),
    }
}

/// Puts a VM on its server unit. One that was there before under its name is the same
/// one, with the system that is on its disks.
fn put(
    world: &mut World,
    unit: UnitId,
    (index, name): (u8, String),
    attributes: Attributes,
    location_mb: Option<u64>,
) -> VmId {
    let before = world.vm_known(unit, &name);
    let there = world.unit(unit);
    let attached = there.attached_cpus(&attributes.pool);
    let (guest, load) = match before {
        Some(vm) => (world.vm(vm).guest.clone(), world.vm(vm).load),
        None => (no_guest(world, unit), world.vm(there.monitor.vm).load),
    };
    let vm = Vm {
        index,
        name,
        unit,
        configured_on: unit,
        state: VmState::InitOnly,
        waits: Waits::default(),
        location_mb,
        virtual_cpus: virtual_cpus(attributes.processors.into(), attached),
        monjv: None,
        load,
        usual_load: before.and_then(|vm| world.vm(vm).usual_load),
        guest: GuestSystem {
            phase: GuestPhase::None,
            run: guest.run + 1,
            course: None,
            ..guest
        },
        devices: Vec::new(),
        migration: None,
        attributes,
    };
    let id = match before {
        Some(id) => {
            *world.vm_mut(id) = vm;
            id
        }
        None => world.add(vm),
    };
    world.unit_mut(unit).vms.insert(index, id);
    id
}

/// A VM that was never started is taken to get a system like the monitor's.
fn no_guest(world: &World, unit: UnitId) -> GuestSystem {
    let monitor = &world.unit(unit).monitor;
    GuestSystem {
        utc_offset: monitor.utc_offset,
        chatter: Chatter::default(),
        ..world.vm(monitor.vm).guest.clone()
    }
}

/// As many virtual CPUs can be used as the pool has real ones attached; the others are
/// blocked (page 83).
fn virtual_cpus(processors: usize, attached: usize) -> Vec<VirtualCpu> {
    let state = |place| match place < attached {
        true => VirtualCpu::Attached,
        false => VirtualCpu::Blocked,
    };
    (0..processors).map(state).collect()
}

/// The messages of the printed dialog (page 102), and what belongs to a member of a group.
fn tell(world: &World, unit: UnitId, vm: VmId, effects: &mut Effects) {
    say::created(world, unit, vm, "", effects);
    let known = world.vm(vm);
    let with = |last: &str| {
        let [index, name] = known.inserts();
        [index, name, last.to_owned()]
    };
    let pool = Message::new(VMS4615, with(&known.attributes.pool));
    say::tell(unit, vm, pool, effects);
    if let Some(member) = &known.attributes.group {
        let group = Message::new(VMS4425, with(&member.group));
        say::tell(unit, vm, group, effects);
    }
}

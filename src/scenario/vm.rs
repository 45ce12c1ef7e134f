//! The VMs of a scenario.

use toml::Spanned;

use super::cpu;
use super::device;
use super::file::full_name;
use super::names;
use super::privileges;
use super::reader::Section;
use super::rights;
use super::shared::{MEMORY, check_memory, count, percent, place_id, unit_named};
use crate::vm2000::guest::jobs;
use crate::vm2000::model::{
    Assignment, Attributes, Chatter, CpuKind, Definition, Family, GuestPhase, GuestSystem,
    InformationByte, IplParameters, Load, MemorySize, ServerUnit, UnitId, UnitType, Usage, Vm,
    VmState, Waits, World,
};

const STATES: [(&str, VmState); 5] = [
    ("NOT INITIALIZED", VmState::NotInitialized),
    ("INIT-ONLY", VmState::InitOnly),
    ("RUNNING", VmState::Running),
    ("IN HOLD (WAIT)", VmState::InHold),
    ("DOWN", VmState::Down),
];

/// Reads `[[vm]]` into the world.
pub(super) fn read(file: &mut Section<'_>, world: &mut World) {
    for section in file.tables("vm") {
        one(section, world);
    }
}

fn one(mut section: Section<'_>, world: &mut World) {
    section.required("index", "12");
    section.required("name", "\"VM12PROD\"");
    section.required("on", "\"ABGSE501\"");
    let on = section
        .text("on")
        .and_then(|on| unit_named(&section, on.span(), on.get_ref(), world));
    let name = names::name(&mut section, "name", &names::VM);
    let index = section.number_if("index", 2..=99);
    let vm = attributes(&mut section, on.map(|on| world.unit(on)));
    // Without a server unit nobody can tell which devices there are.
    let devices = match on {
        Some(on) => {
            let unit = world.unit(on);
            let known = device::Known {
                unit: &unit.name,
                devices: &unit.devices,
            };
            let runs = matches!(vm.state, VmState::Running | VmState::InHold);
            device::assigned(&mut section, known, runs)
        }
        None => {
            section.texts("devices");
            Vec::new()
        }
    };
    let (Some(on), Some(name), Some(index)) = (on, name, index) else {
        section.finish();
        return;
    };
    let mut vm = Vm {
        index: u8::try_from(index).unwrap_or(u8::MAX),
        name: name.into_inner(),
        unit: on,
        configured_on: on,
        ..vm
    };
    check_name(&section, &vm, world);
    if vm.state != VmState::NotInitialized {
        check_room(&section, &vm, world);
        // A VM that is too large leaves the others what it cannot have.
        let free = world.free_memory_mb(on);
        if vm.memory_mb() > free {
            vm.attributes.memory.size_mb = 0;
        }
        check_exclusive(&section, &devices, on, world);
    }
    check_auto_ipl(&section, &vm, &devices, world);
    section.finish();
    place(vm, devices, world);
}

/// A VM without its name, index and place.
fn attributes(section: &mut Section<'_>, on: Option<&ServerUnit>) -> Vm {
    let real = on.map_or(99, normal_cpus);
    let unit_type = on.map_or(UnitType::S390, |unit| unit.unit_type);
    let state = section.one_of("state", &STATES, VmState::Running);
    if state == VmState::InHold && unit_type == UnitType::X86 {
        let what = "there is no IN HOLD on SU x86";
        section.wrong("state", what, "write RUNNING, INIT-ONLY or DOWN");
    }
    let least = if unit_type == UnitType::X86 { 1024 } else { 1 };
    let memory = memory(section, least, unit_type);
    let cpus = count(section, "cpus", real.min(2), 1..=real);
    let (pool, group) = cpu::place(section, on);
    let virtual_cpus = cpu::virtual_cpus(cpus, on, &pool);
    let mut attributes = Attributes {
        memory,
        processors: cpus,
        cpu_quota: section.hundredths("cpu_quota", 3000, percent(99)),
        max_cpu: section.hundredths("max_cpu", 10000, percent(100)),
        max_io: max_io(section),
        privileges: privileges::read(section, on.map(|unit| &unit.assignment_sets)),
        group,
        pool,
        password: rights::password(section),
        admin_privileges: rights::range(section),
        ..Attributes::default()
    };
    rights::definition(section, state, &mut attributes);
    Vm {
        index: 0,
        name: String::new(),
        unit: UnitId(0),
        configured_on: UnitId(0),
        state,
        waits: Waits {
            selected: state == VmState::InHold,
            ..Waits::default()
        },
        attributes,
        location_mb: None,
        virtual_cpus,
        monjv: None,
        load: load(section),
        usual_load: None,
        guest: guest(section, on.map_or(0, |unit| unit.monitor.utc_offset), state),
        devices: Vec::new(),
        migration: None,
    }
}

/// A VM has at most as many virtual CPUs as there are real normal ones (VM2000 V10.0).
fn normal_cpus(unit: &ServerUnit) -> u16 {
    let normal = unit.cpus.iter().filter(|cpu| cpu.kind == CpuKind::Normal);
    place_id(normal.count())
}

/// The most of the I/O that the VM may use, in percent.
fn max_io(section: &mut Section<'_>) -> u8 {
    u8::try_from(section.number("max_io", 100, 1..=100)).unwrap_or(100)
}

/// `memory_mb`, and `min_memory_mb` and `max_memory_mb` around it.
fn memory(section: &mut Section<'_>, least: u64, unit_type: UnitType) -> MemorySize {
    let size_mb = section.number("memory_mb", 2048.max(least), MEMORY);
    check_memory(section, size_mb, unit_type);
    let memory = MemorySize {
        size_mb,
        min_mb: section.number("min_memory_mb", size_mb, MEMORY),
        max_mb: section.number("max_memory_mb", size_mb, MEMORY),
    };
    if memory.min_mb > size_mb {
        let what = format!("the least memory is more than the {size_mb} MB that the VM has");
        section.wrong("min_memory_mb", what, format!("write at most {size_mb}"));
    }
    if memory.max_mb < size_mb {
        let what = format!("the most memory is less than the {size_mb} MB that the VM has");
        section.wrong("max_memory_mb", what, format!("write at least {size_mb}"));
    }
    memory
}

/// A load by name, or `{ dirty_mb_s, working_set_mb }`.
fn load(section: &mut Section<'_>) -> Load {
    let office = Load {
        dirty_mb_s: 15,
        working_set_mb: 256,
    };
    let default = Load::named("office").unwrap_or(office);
    if !section.has_table("load") {
        return section.one_of("load", &Load::NAMED, default);
    }
    let Some(mut numbers) = section.table("load") else {
        return default;
    };
    let load = Load {
        dirty_mb_s: numbers.number("dirty_mb_s", default.dirty_mb_s, 0..=1_000_000),
        working_set_mb: numbers.number("working_set_mb", default.working_set_mb, MEMORY),
    };
    numbers.finish();
    load
}

fn guest(section: &mut Section<'_>, utc_offset: i32, state: VmState) -> GuestSystem {
    let mut guest = GuestSystem {
        utc_offset,
        phase: match state {
            VmState::Running | VmState::InHold => GuestPhase::Ready,
            VmState::Down => GuestPhase::Ended,
            VmState::InitOnly | VmState::NotInitialized => GuestPhase::None,
        },
        ..GuestSystem::default()
    };
    if let Some(mut fields) = section.table("guest") {
        if let Some(system) = fields.text("system") {
            guest.system = system.into_inner();
        }
        if let Some(version) = fields.text("version") {
            guest.version = version.into_inner();
        }
        guest.utc_offset = fields.utc_offset(utc_offset);
        guest.chatter = fields.one_of("chatter", &Chatter::NAMED, Chatter::ByLoad);
        guest.restarts = fields.flag("restart", false);
        guest.has_parameters = fields.flag("parameter_file", true);
        guest.vmgioral = fields.flag("vmgioral", true);
        if let Some(names) = fields.text_or_texts("parameter_files") {
            guest.files.parameters = files(&fields, &names);
        }
        fields.finish();
    }
    guest
}

/// Names of files, with their user ids.
fn files(section: &Section<'_>, names: &[Spanned<String>]) -> Vec<String> {
    let full = |name: &Spanned<String>| {
        let full = full_name(name.get_ref());
        if full.is_none() {
            let what = format!("`{}` is no name of a file", name.get_ref());
            let help = "write names such as `$TSOS.PARAMFILE.OPR`";
            section.report().error(name.span(), what, help);
        }
        full
    };
    names.iter().filter_map(full).collect()
}

/// Names tell VMs apart in a cluster, where any of them can meet any other.
fn check_name(section: &Section<'_>, vm: &Vm, world: &World) {
    let cluster = world.unit(vm.unit).cluster;
    let meets = |other: &UnitId| {
        *other == vm.unit || (cluster.is_some() && world.unit(*other).cluster == cluster)
    };
    let twin = world
        .vms
        .iter()
        .find(|other| other.name == vm.name && meets(&other.unit));
    if vm.name == "MONITOR" {
        let what = "MONITOR is the name of the monitor VMs";
        section.wrong("name", what, "give the VM another name");
    } else if let Some(twin) = twin {
        let unit = &world.unit(twin.unit).name;
        let what = format!("there is a VM `{}` already, on `{unit}`", vm.name);
        let help = "within a cluster each VM has its own name";
        section.wrong("name", what, help);
    } else if world.unit_named(&vm.name).is_some() {
        let what = format!("`{}` is the name of a server unit", vm.name);
        let help = "choose another, so that each console has its own name";
        section.wrong("name", what, help);
    }
}

/// Whether the server unit still has the index, the place and the memory for a VM.
fn check_room(section: &Section<'_>, vm: &Vm, world: &World) {
    let unit = world.unit(vm.unit);
    if unit.is_native {
        let what = format!("`{}` is in native mode, without VMs", unit.name);
        section.wrong("on", what, "put the VM on an SU in mode VM2000");
    }
    if let Some(holder) = unit.vms.get(&vm.index) {
        let holder = &world.vm(*holder).name;
        let what = format!("index {} of `{}` is `{holder}`'s", vm.index, unit.name);
        let free = (2..=99).find(|index| !unit.vms.contains_key(index));
        let help = free.map_or_else(String::new, |free| format!("{free} is free"));
        section.wrong("index", what, help);
    }
    let limit = unit.unit_type.vm_limit();
    if unit.vms.len() >= limit {
        let what = format!(
            "`{}` has {limit} VMs already, its monitor VM included",
            unit.name
        );
        let help = format!("a server unit of type {} takes no more", unit.unit_type);
        section.wrong("on", what, help);
    }
    let free = world.free_memory_mb(vm.unit);
    if vm.memory_mb() > free {
        let what = format!(
            "`{}` has {free} MB left, too little for {} MB",
            unit.name,
            vm.memory_mb()
        );
        let help = "give this VM less, or the server unit more";
        section.wrong("memory_mb", what, help);
    }
}

/// What one VM uses exclusively, no other VM of the same server unit can have.
fn check_exclusive(
    section: &Section<'_>,
    devices: &[Spanned<Assignment>],
    on: UnitId,
    world: &World,
) {
    for device in devices {
        let wanted = device.get_ref();
        let clashes = |held: &Assignment| {
            held.mnemonic == wanted.mnemonic
                && (held.usage == Usage::Exclusive || wanted.usage == Usage::Exclusive)
        };
        let holder = world
            .vms_here(on)
            .map(|vm| world.vm(vm))
            .find(|vm| vm.devices.iter().any(clashes));
        if let Some(holder) = holder {
            let mnemonic = &wanted.mnemonic;
            let what = format!("`{mnemonic}` is used by `{}` already", holder.name);
            let help = format!("write \"{mnemonic}:SD\" at both, or take another device");
            section.report().error(device.span(), what, help);
        }
    }
}

/// A guest is started from a disk.
fn check_auto_ipl(section: &Section<'_>, vm: &Vm, devices: &[Spanned<Assignment>], world: &World) {
    let devices: Vec<Assignment> = devices.iter().map(|d| d.get_ref().clone()).collect();
    if vm.attributes.auto_ipl && ipl(world.unit(vm.unit), &devices).is_none() {
        let what = "the VM has no disk from which its guest could be started";
        section.wrong("auto_ipl", what, "give it a disk in `devices`");
    }
}

/// Puts a VM on its server unit, or only its definition if it is not initialized. A taken
/// index keeps its holder; the file is refused then anyway.
fn place(mut vm: Vm, devices: Vec<Spanned<Assignment>>, world: &mut World) {
    let is_there = vm.state != VmState::NotInitialized;
    vm.devices = devices.into_iter().map(Spanned::into_inner).collect();
    vm.attributes.ipl = ipl(world.unit(vm.unit), &vm.devices);
    if is_there {
        vm.location_mb = world.room_for(vm.unit, vm.memory_mb());
    }
    let definition = Definition {
        index: Some(vm.index),
        attributes: vm.attributes.clone(),
        devices: vm
            .devices
            .iter()
            .filter(|d| d.is_explicit())
            .cloned()
            .collect(),
        last_state: vm.state,
        stale: false,
        moved: false,
    };
    let (on, index, name) = (vm.unit, vm.index, vm.name.clone());
    if !is_there {
        vm.devices.clear();
    }
    let phase = vm.guest.phase;
    let id = world.add(vm);
    let unit = world.unit_mut(on);
    unit.definitions.insert(name, definition);
    if is_there {
        unit.vms.entry(index).or_insert(id);
    }
    match phase {
        GuestPhase::Ready => jobs::at_start(world, id),
        GuestPhase::Ended => jobs::left_waiting(world, id),
        _ => {}
    }
}

/// How a guest with these devices was started: from its first disk, at its consoles.
fn ipl(unit: &ServerUnit, devices: &[Assignment]) -> Option<IplParameters> {
    let of = |family: Family| {
        let held = devices.iter().map(|device| &device.mnemonic);
        held.filter(move |name| unit.devices.get(*name).is_some_and(|d| d.family == family))
    };
    Some(IplParameters {
        unit: of(Family::Disk).next()?.clone(),
        main_console: of(Family::Kvp).take(1).cloned().collect(),
        information: InformationByte::Fast,
        params: None,
    })
}

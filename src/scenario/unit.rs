//! The server units of a scenario, each with its monitor VM.

use std::collections::{BTreeMap, BTreeSet};

use super::cpu;
use super::device;
use super::names;
use super::privileges;
use super::reader::Section;
use super::rights;
use super::shared::{MEMORY, check_memory, count, percent, place_id};
use crate::vm2000::guest::jobs;
use crate::vm2000::model::{
    AssignByGuest, Attributes, Chatter, ConfigurationUpdate, DetachedPaths, GuestPhase,
    GuestSystem, Load, MemorySize, MonitorState, MonitorSystem, Privileges, ServerUnit, UnitId,
    UnitType, VirtualCpu, Vm, VmId, VmState, Waits, World,
};
use crate::vm2000::past::Past;

/// How many server units a world may have.
const MOST: usize = 64;

const TYPES: [(&str, UnitType); 2] = [("/390", UnitType::S390), ("x86", UnitType::X86)];

/// Reads `[[server_unit]]` into the world.
pub(super) fn read(file: &mut Section<'_>, world: &mut World) {
    let mut sections = file.tables("server_unit");
    if sections.is_empty() {
        file.wrong(
            "server_unit",
            "a world needs a server unit",
            "begin one with `[[server_unit]]` and `name = \"ABGSE501\"`",
        );
    }
    if let Some(beyond) = sections.get(MOST) {
        let what = format!("a world has at most {MOST} server units");
        file.report()
            .error(beyond.place(), what, "leave out this and the following");
        sections.truncate(MOST);
    }
    for section in sections {
        one(section, world);
    }
}

fn one(mut section: Section<'_>, world: &mut World) {
    section.required("name", "\"ABGSE501\"");
    let name = names::name(&mut section, "name", &names::UNIT);
    let name = name.map_or_else(String::new, toml::Spanned::into_inner);
    if world.unit_named(&name).is_some() && !name.is_empty() {
        let what = format!("there is a server unit `{name}` already");
        section.wrong("name", what, "give each its own name");
    }
    let unit_type = section.one_of("type", &TYPES, UnitType::S390);
    let is_native = mode(&mut section, unit_type);
    let model = section.text("model").map(toml::Spanned::into_inner);
    let (mut cpus, normal) = cpu::real(&mut section, unit_type);
    let pools = cpu::pools(&mut section, &mut cpus);
    let groups = cpu::groups(&mut section, unit_type, &pools);
    let memory_mb = section.number("memory_mb", 65536, MEMORY);
    let hypervisor_mb = section.number("hypervisor_mb", 128, 0..=65536);

    let id = UnitId(place_id(world.units.len()));
    let monitor = VmId(place_id(world.vms.len()));
    let sets = names::list(&mut section, "assignment_sets", &names::VM);
    let sets: BTreeSet<String> = sets.into_iter().collect();
    let devices = device::known(&mut section, unit_type, &sets);
    let known = device::Known {
        unit: &name,
        devices: &devices,
    };
    let (vm, utc_offset) = monitor_vm(&mut section, id, unit_type, normal, (known, &sets));
    check_monitor(&section, &vm, memory_mb, &name);
    world.vms.push(vm);
    jobs::at_start(world, monitor);
    let mut unit = ServerUnit {
        name,
        unit_type,
        is_native,
        model: model.unwrap_or_else(|| default_model(unit_type).to_owned()),
        cpus,
        pools,
        groups,
        definitions: BTreeMap::new(),
        storage_accessible: true,
        storage_locked: false,
        saved: BTreeMap::new(),
        assignment_sets: sets,
        update: ConfigurationUpdate::default(),
        detached_paths: DetachedPaths::default(),
        new_devices: None,
        memory_mb,
        hypervisor_mb,
        taken: Vec::new(),
        disks_operable: true,
        releasing_mb: 0,
        report: None,
        past: Past::default(),
        monitor: monitor_system(monitor, utc_offset),
        devices,
        cluster: None,
        vms: BTreeMap::from([(1, monitor)]),
    };
    rights::storage(&mut section, &mut unit);
    section.finish();
    world.units.push(unit);
}

/// The operating mode of an SU /390; an SU x86 has the one alone.
fn mode(section: &mut Section<'_>, unit_type: UnitType) -> bool {
    let is_native = section.one_of("mode", &[("VM2000", false), ("native", true)], false);
    if is_native && unit_type == UnitType::X86 {
        let what = "an SU x86 has no native mode";
        section.wrong("mode", what, "leave `mode` out, or make it an SU /390");
    }
    is_native
}

fn monitor_system(vm: VmId, utc_offset: i32) -> MonitorSystem {
    MonitorSystem {
        vm,
        utc_offset,
        state: MonitorState::Ready,
        ends_with_guests: false,
        untold: Vec::new(),
        impairments: BTreeSet::new(),
    }
}

/// The monitor VM has to find room.
fn check_monitor(section: &Section<'_>, vm: &Vm, memory_mb: u64, name: &str) {
    if vm.memory_mb() > memory_mb {
        section.wrong(
            "monitor",
            format!("the monitor VM has more memory than the {memory_mb} MB of `{name}`"),
            "raise the `memory_mb` of the server unit",
        );
    }
}

/// The monitor VM, and the minutes east of UTC that its system's clock shows.
fn monitor_vm(
    unit: &mut Section<'_>,
    id: UnitId,
    unit_type: UnitType,
    unit_cpus: u16,
    (known, sets): (device::Known<'_>, &BTreeSet<String>),
) -> (Vm, i32) {
    let mut attributes = Attributes {
        memory: MemorySize::of(1024),
        cpu_quota: 3000,
        privileges: Privileges {
            auto_snap_assignment: true,
            assign_by_guest: AssignByGuest::All,
            ..Privileges::default()
        },
        ..Attributes::default()
    };
    let mut cpus = unit_cpus.min(2);
    let mut version = "V21.0B".to_owned();
    let mut utc_offset = 0;
    let mut devices = Vec::new();
    if let Some(mut section) = unit.table("monitor") {
        if let Some(text) = section.text("version") {
            version = text.into_inner();
        }
        let memory_mb = section.number("memory_mb", 1024, MEMORY);
        check_memory(&section, memory_mb, unit_type);
        attributes.memory = MemorySize::of(memory_mb);
        cpus = count(&mut section, "cpus", cpus, 1..=unit_cpus);
        attributes.cpu_quota = section.hundredths("cpu_quota", attributes.cpu_quota, percent(99));
        attributes.max_cpu = section.hundredths("max_cpu", attributes.max_cpu, percent(100));
        attributes.admin_privileges = rights::range(&mut section);
        utc_offset = section.utc_offset(0);
        devices = device::assigned(&mut section, known, true);
        attributes.privileges.assign_by_guest = privileges::from_sets(&mut section, Some(sets));
        section.finish();
    }
    attributes.processors = cpus;
    let idle = Load {
        dirty_mb_s: 1,
        working_set_mb: 32,
    };
    let vm = Vm {
        index: 1,
        name: "MONITOR".to_owned(),
        unit: id,
        configured_on: id,
        state: VmState::Running,
        waits: Waits::default(),
        attributes,
        location_mb: (unit_type == UnitType::S390).then_some(0),
        virtual_cpus: vec![VirtualCpu::Attached; usize::from(cpus)],
        monjv: None,
        load: Load::named("idle").unwrap_or(idle),
        usual_load: None,
        guest: GuestSystem {
            version,
            utc_offset,
            phase: GuestPhase::Ready,
            chatter: Chatter::None,
            ..GuestSystem::default()
        },
        devices: devices.into_iter().map(toml::Spanned::into_inner).collect(),
        migration: None,
    };
    (vm, utc_offset)
}

fn default_model(unit_type: UnitType) -> &'static str {
    match unit_type {
        UnitType::S390 => "SE700",
        UnitType::X86 => "SE300",
    }
}

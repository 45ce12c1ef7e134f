//! The server units of a scenario, each with its monitor VM.

use std::collections::BTreeMap;

use super::device;
use super::names;
use super::reader::Section;
use super::shared::{MEMORY, check_memory, count, percent, place_id};
use crate::vm2000::model::{
    GuestSystem, Load, MonitorSystem, ServerUnit, UnitId, UnitType, Vm, VmId, VmState, World,
};

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
    let model = section.text("model").map(toml::Spanned::into_inner);
    let cpus = count(&mut section, "cpus", 8, 1..=99);
    let memory_mb = section.number("memory_mb", 65536, MEMORY);

    let id = UnitId(place_id(world.units.len()));
    let monitor = VmId(place_id(world.vms.len()));
    let (vm, utc_offset) = monitor_vm(&mut section, id, unit_type, cpus);
    if vm.memory_mb > memory_mb {
        section.wrong(
            "monitor",
            format!("the monitor VM has more memory than the {memory_mb} MB of `{name}`"),
            "raise the `memory_mb` of the server unit",
        );
    }
    world.vms.push(vm);
    world.units.push(ServerUnit {
        name,
        unit_type,
        model: model.unwrap_or_else(|| default_model(unit_type).to_owned()),
        cpus,
        memory_mb,
        monitor: MonitorSystem {
            vm: monitor,
            utc_offset,
        },
        devices: device::known(&mut section),
        cluster: None,
        vms: BTreeMap::from([(1, monitor)]),
    });
    section.finish();
}

/// The monitor VM, and the minutes east of UTC that its system's clock shows.
fn monitor_vm(
    unit: &mut Section<'_>,
    id: UnitId,
    unit_type: UnitType,
    unit_cpus: u16,
) -> (Vm, i32) {
    let mut vm = Vm {
        index: 1,
        name: "MONITOR".to_owned(),
        unit: id,
        state: VmState::Running,
        memory_mb: 1024,
        cpus: unit_cpus.min(2),
        spare_cpus: unit_cpus.saturating_sub(2).min(1),
        cpu_quota: 3000,
        max_cpu: 10000,
        load: Load::named("idle").unwrap_or(Load {
            dirty_mb_s: 0,
            working_set_mb: 0,
        }),
        guest: GuestSystem {
            system: "BS2000".to_owned(),
            version: "V21.0B".to_owned(),
            utc_offset: 0,
        },
        devices: Vec::new(),
        persistent: false,
        migration: None,
    };
    let Some(mut section) = unit.table("monitor") else {
        return (vm, 0);
    };
    if let Some(version) = section.text("version") {
        vm.guest.version = version.into_inner();
    }
    vm.memory_mb = section.number("memory_mb", vm.memory_mb, MEMORY);
    check_memory(&section, vm.memory_mb, unit_type);
    vm.cpus = count(&mut section, "cpus", vm.cpus, 1..=unit_cpus);
    vm.spare_cpus = unit_cpus.saturating_sub(vm.cpus).min(1);
    vm.cpu_quota = section.hundredths("cpu_quota", vm.cpu_quota, percent(99));
    vm.max_cpu = section.hundredths("max_cpu", vm.max_cpu, percent(100));
    let utc_offset = section.utc_offset(0);
    section.finish();
    (vm, utc_offset)
}

fn default_model(unit_type: UnitType) -> &'static str {
    match unit_type {
        UnitType::S390 => "SE700",
        UnitType::X86 => "SE300",
    }
}

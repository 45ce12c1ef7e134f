//! SHOW-VM-RESOURCES and SHOW-VM-ATTRIBUTES, INFORMATION=*STD and *UNITS
//! (VM2000 V12.0 User Guide, pages 43, 102, 243 and 248; V10.0, page 542).

use super::table::{Line, hundredths};
use super::units::units;
use super::{Answer, Call, Handler, LOCAL};
use crate::catalog::{Message, Source};
use crate::sdf::{Value, wildcard_matches};
use crate::vm2000::Effects;
use crate::vm2000::ids::VMS4000;
use crate::vm2000::model::{UnitId, VmId, World};

/// The commands of this family.
pub(super) const HANDLERS: &[Handler] = &[
    Handler {
        name: "SHOW-VM-ATTRIBUTES",
        takes: LOCAL,
        run: attributes,
    },
    Handler {
        name: "SHOW-VM-RESOURCES",
        takes: LOCAL,
        run: resources,
    },
];

/// `/SHOW-VM-RESOURCES`: all VMs of the server unit, and what is left for new ones.
fn resources(world: &mut World, call: Call<'_>, _: &mut Effects) -> Answer {
    let operands = call.only(&[("UNITS", "*ALL"), ("TYPE", "*ANY")]);
    let lines = operands
        .and_then(|()| selected(world, call))
        .and_then(|vms| information(world, call, &vms));
    match lines {
        Ok(mut lines) => {
            if call.keyword("INFORMATION") == Some("*STD") {
                lines.push(free(world, call.unit));
            }
            Answer::display(layout(call), lines)
        }
        Err(answer) => answer,
    }
}

/// `/SHOW-VM-ATTRIBUTES`: the VMs named.
fn attributes(world: &mut World, call: Call<'_>, _: &mut Effects) -> Answer {
    let lines = call
        .only(&[("TYPE", "*ALL")])
        .and_then(|()| selected(world, call))
        .and_then(|vms| information(world, call, &vms));
    lines.map_or_else(
        |answer| answer,
        |lines| Answer::display(layout(call), lines),
    )
}

/// The VMs that `VM-IDENTIFICATION` means: all, one, or those whose names fit. At a
/// console *CURRENT is the monitor VM (page 107).
fn selected(world: &World, call: Call<'_>) -> Result<Vec<VmId>, Answer> {
    let all = || world.unit(call.unit).vms.values().copied();
    match call.command.get("VM-IDENTIFICATION") {
        Some(Value::Keyword(keyword)) if keyword == "*CURRENT" => Ok(all().take(1).collect()),
        Some(Value::Keyword(_)) => Ok(all().collect()),
        Some(Value::Structure(..)) => Err(call.not_emulated("VM-IDENTIFICATION")),
        Some(Value::Text(pattern)) if pattern.contains(['*', '/', '<']) => {
            let found: Vec<VmId> = all()
                .filter(|vm| wildcard_matches(pattern, &world.vm(*vm).name))
                .collect();
            let none = || Answer::refused(Message::new(VMS4000, [pattern]));
            if found.is_empty() {
                Err(none())
            } else {
                Ok(found)
            }
        }
        _ => call.vm(world).map(|vm| vec![vm]),
    }
}

/// Only the layout of *STD was seen printed to the column.
fn layout(call: Call<'_>) -> Source {
    match call.keyword("INFORMATION") {
        Some("*STD") => Source::Manual,
        _ => Source::Own,
    }
}

fn information(world: &World, call: Call<'_>, vms: &[VmId]) -> Result<Vec<String>, Answer> {
    match call.keyword("INFORMATION") {
        None | Some("*STD") => Ok(standard(world, call.unit, vms)),
        Some("*UNITS") => Ok(units(world, call.unit, vms, &|_| true)),
        Some(_) => Err(call.not_emulated("INFORMATION")),
    }
}

/// The two tables of INFORMATION=*STD, to the column of the printed sample (page 102).
fn standard(world: &World, unit: UnitId, vms: &[VmId]) -> Vec<String> {
    let mut lines = vec![
        Line::new().at(14, "CPU-POOL(P)").end(),
        "VM-ID        VM-GROUP(G)  CPU-Q   MAX-U  PROC   MEM-SIZE  MAX-IO".to_owned(),
    ];
    lines.extend(vms.iter().map(|vm| resources_of(world, *vm)));
    lines.push("VM-ID        STATE           VERSION PER ADMIN PRIV".to_owned());
    lines.extend(vms.iter().map(|vm| state_of(world, unit, *vm)));
    lines
}

fn head(world: &World, vm: VmId) -> Line {
    let vm = world.vm(vm);
    Line::new().to(2, &vm.index.to_string()).at(4, &vm.name)
}

fn resources_of(world: &World, id: VmId) -> String {
    let vm = world.vm(id);
    head(world, id)
        .at(14, "*STDPOOL(P)")
        .to(31, &hundredths(vm.attributes.cpu_quota))
        .to(39, &hundredths(vm.attributes.max_cpu))
        .at(42, &format!("{}(+{})", vm.attached_cpus(), vm.spare_cpus))
        .to(56, &vm.memory_mb().to_string())
        .at(59, "(100)")
        .end()
}

fn state_of(world: &World, unit: UnitId, id: VmId) -> String {
    let vm = world.vm(id);
    let yes_no = |yes| if yes { "YES" } else { "NO" };
    head(world, id)
        .at(14, &world.shown_state(unit, id))
        .at(30, &vm.guest.version)
        .at(38, yes_no(vm.attributes.persistent))
        .at(42, yes_no(vm.is_monitor()))
        .at(48, "AS")
        .end()
}

fn free(world: &World, unit: UnitId) -> String {
    let vms = world.unit(unit).vms.len();
    let left = world.unit(unit).unit_type.vm_limit().saturating_sub(vms);
    Line::new()
        .at(1, "F R E E")
        .at(14, "VM:")
        .to(19, &left.to_string())
        .at(30, "LARGEST-DOMAIN(MB):")
        .to(56, &world.largest_area_mb(unit).to_string())
        .end()
}

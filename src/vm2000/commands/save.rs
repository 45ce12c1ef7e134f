//! SAVE-VM-CONFIGURATION (VM2000 V12.0 User Guide, pages 175 to 182).

use super::{Answer, Call, Handler, LOCAL, Output};
use crate::catalog::{Message, ReturnCode};
use crate::vm2000::ids::{VMS3042, VMS4811, VMS4812, VMS4813, VMS4814, VMS4815, VMS4817};
use crate::vm2000::model::{
    CpuKind, CpuState, GuestPhase, RealCpu, STDPOOL, UnitId, Usage, Vm, VmId, VmState, World,
};
use crate::vm2000::{Effects, Refusal};

/// The commands of this family.
pub(super) const HANDLERS: &[Handler] = &[Handler {
    name: "SAVE-VM-CONFIGURATION",
    takes: LOCAL,
    run: save,
}];

/// The file if none is named; ours, as the manual's could not be read.
const STANDARD: &str = "SYS.VM2000.CONFIGURATION";
/// The user id of an operator who has not logged on, and of the VM2000 administrator's
/// task (page 181).
const TSOS: &str = "$TSOS.";

/// `/SAVE-VM-CONFIGURATION`: writes the commands that set up what there is now. Persistent
/// VMs are left to their definitions.
fn save(world: &mut World, call: Call<'_>, _: &mut Effects) -> Answer {
    if let Err(refusal) = at_rest(world, call.unit) {
        return refusal.into();
    }
    let file = file_name(call.text("FILE-NAME").unwrap_or(STANDARD));
    let lines = configuration(world, call.unit);
    let mut answer = Answer::done();
    for vm in guests(world, call.unit).map(|vm| world.vm(vm)) {
        if vm.attributes.persistent {
            let message = Message::new(VMS4817, vm.inserts());
            answer = answer.warned(message, ReturnCode::new(2, 0, "VMS4817"));
        }
    }
    let there = world.unit_mut(call.unit);
    if there.cpus.iter().any(is_attached_extra) {
        answer = answer.warned(Message::plain(VMS4814), ReturnCode::new(2, 0, "VMS4814"));
    }
    there.saved.insert(file.clone(), lines);
    let saved = Message::new(VMS4815, [file]);
    answer.output.push(Output::Message(saved));
    answer
}

fn is_attached_extra(cpu: &RealCpu) -> bool {
    cpu.kind == CpuKind::Extra && cpu.state == CpuState::Attached
}

/// Checks that nothing is on its way that could not be saved (page 176).
///
/// # Errors
/// VMS3042 during a migration, VMS4811 for a VM in hold, VMS4812 before SYSTEM READY,
/// VMS4813 during a memory reconfiguration.
fn at_rest(world: &World, unit: UnitId) -> Result<(), Refusal> {
    let moving = world
        .migrations
        .iter()
        .find(|m| m.sides.source == unit || m.sides.target == unit);
    if let Some(migration) = moving {
        let refusal = Refusal::with(VMS3042, world.vm(migration.sides.vm).inserts());
        let code = ReturnCode::new(0, 128, "VMS3042");
        return Err(Refusal { code, ..refusal });
    }
    for id in guests(world, unit) {
        let vm = world.vm(id);
        let wrong = match vm.state {
            VmState::InHold => Some(VMS4811),
            VmState::Running if vm.guest.phase != GuestPhase::Ready => Some(VMS4812),
            _ if world.under_way.resizes.contains_key(&id) => Some(VMS4813),
            _ => None,
        };
        if let Some(wrong) = wrong {
            return Err(Refusal::with(wrong, vm.inserts()));
        }
    }
    Ok(())
}

fn guests(world: &World, unit: UnitId) -> impl Iterator<Item = VmId> {
    let all = world.vms_here(unit);
    all.filter(|vm| !world.vm(*vm).is_monitor())
}

/// The name of the file with its user id.
fn file_name(typed: &str) -> String {
    let without_catalog = typed
        .strip_prefix(':')
        .and_then(|rest| rest.split_once(':'))
        .map_or(typed, |(_, rest)| rest);
    match without_catalog.starts_with('$') {
        true => without_catalog.to_owned(),
        false => format!("{TSOS}{without_catalog}"),
    }
}

/// The commands that set up the CPU pools, the VM groups and the VMs that are saved. The
/// layout of the real file is unknown; this one can be run.
fn configuration(world: &World, unit: UnitId) -> Vec<String> {
    let there = world.unit(unit);
    let mut lines = vec![format!(
        "/REMARK VM2000 CONFIGURATION OF SU '{}'",
        there.name
    )];
    let pools = there.pools.iter();
    lines.extend(pools.map(|pool| format!("/CREATE-VM-CPU-POOL CPU-POOL-NAME={pool}")));
    lines.extend(there.groups.iter().map(|(name, group)| {
        format!(
            "/CREATE-VM-GROUP VM-GROUP-NAME={name},CPU-QUOTA={},MAX-CPU-UTILIZATION={},\
             CPU-POOL-NAME={}",
            fixed(group.cpu_quota),
            fixed(group.max_cpu),
            group.pool
        )
    }));
    for vm in guests(world, unit).map(|vm| world.vm(vm)) {
        if !vm.attributes.persistent {
            lines.push(creation(vm));
            lines.extend(devices(vm));
        }
    }
    lines
}

fn creation(vm: &Vm) -> String {
    let of = &vm.attributes;
    let quota = match &of.group {
        Some(member) => format!(
            "*BY-VM-GROUP(VM-GROUP-NAME={},MEMBER-CPU-QUOTA={})",
            member.group,
            fixed(member.quota)
        ),
        None => fixed(of.cpu_quota),
    };
    let pool = match of.pool == STDPOOL {
        true => String::new(),
        false => format!(",CPU-POOL-NAME={}", of.pool),
    };
    format!(
        "/CREATE-VM MEMORY-SIZE={},VM-INDEX={},VM-NAME={},PROCESSOR={},CPU-QUOTA={quota},\
         MAX-CPU-UTILIZATION={}{pool}",
        of.memory.size_mb,
        vm.index,
        vm.name,
        of.processors,
        fixed(of.max_cpu),
    )
}

/// One command for the exclusive devices and one for the shared ones, if there are any.
fn devices(vm: &Vm) -> Vec<String> {
    let ways = [(Usage::Exclusive, ""), (Usage::Shared, ",TYPE=*SD")];
    let command = |(usage, kind): (Usage, &str)| {
        let held = vm.devices.iter().filter(|device| device.usage == usage);
        let names: Vec<String> = held.map(|device| device.mnemonic.to_string()).collect();
        let units = names.join(",");
        let command = format!("/ADD-VM-DEVICES UNITS=({units}),VM-ID={}{kind}", vm.index);
        (!names.is_empty()).then_some(command)
    };
    ways.into_iter().filter_map(command).collect()
}

fn fixed(hundredths: u32) -> String {
    super::table::hundredths(hundredths)
}

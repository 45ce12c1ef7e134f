//! REMOVE-VM-DEVICES (VM2000 V12.0 User Guide, pages 150, 160 and 235; V10.0, pages 510
//! to 512).

use super::tally::Tally;
use super::{Selection, about, not_executed};
use crate::catalog::Message;
use crate::sdf::Value;
use crate::vm2000::Effects;
use crate::vm2000::commands::{Answer, Call};
use crate::vm2000::devices::{PubsetDevices, give, held, is_needed_by_monitor, withdraw};
use crate::vm2000::ids::*;
use crate::vm2000::model::{
    AssignedBy, Assignment, GuestPhase, Mnemonic, UnitId, VmId, VmState, World,
};
use crate::vm2000::{guest, say};

/// FORCE: under which conditions devices are taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Force {
    /// `*NO`: not while the guest has them attached.
    No,
    /// `*NO(WAIT-FOR-UNASSIGN=*YES)`: as soon as the guest detaches them.
    Wait,
    /// `*YES`: even if they are in use.
    Yes,
}

/// What can be done about a device that is to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Removal {
    /// It goes.
    Goes,
    /// It becomes the guest's, until that detaches it.
    Waits,
}

/// `/REMOVE-VM-DEVICES`: takes devices away from a VM.
pub(super) fn remove(world: &mut World, call: Call<'_>, effects: &mut Effects) -> Answer {
    match prepare(world, call) {
        Err(refused) => refused,
        Ok((vm, force, Selection::Pubset(pubset))) => {
            whole_pubset(world, call, vm, force, &pubset, effects)
        }
        Ok((vm, force, Selection::List { devices, wrong })) => {
            let tally = Tally::with(wrong);
            each(world, call, vm, force, (devices, tally), effects)
        }
        Ok((vm, force, _)) => {
            let all = world.devices_on(call.unit, vm).iter();
            let all = all.map(|held| held.mnemonic.clone()).collect();
            each(world, call, vm, force, (all, Tally::default()), effects)
        }
    }
}

fn prepare(world: &World, call: Call<'_>) -> Result<(VmId, Force, Selection), Answer> {
    let vm = call.vm(world)?;
    let force = force(call);
    match force {
        Force::Yes => call.executed_here(world, vm)?,
        Force::No | Force::Wait => call.at_rest(world, vm)?,
    }
    check_state(world, call, vm)?;
    let has = |device: &crate::vm2000::model::Device| {
        device.is_nameable() && held(world, call.unit, vm, &device.mnemonic).is_some()
    };
    let selection = call.devices(world, "UNITS", &has)?;
    if let Selection::List { devices, wrong } = selection {
        let (devices, wrong) = nameable(world, call.unit, devices, wrong);
        return Ok((vm, force, Selection::List { devices, wrong }));
    }
    Ok((vm, force, selection))
}

fn force(call: Call<'_>) -> Force {
    let value = call.value("FORCE");
    let wait = value.and_then(|value| value.inner("WAIT-FOR-UNASSIGN"));
    match value.and_then(Value::keyword) {
        Some("*YES") => Force::Yes,
        _ if wait.and_then(Value::keyword) == Some("*YES") => Force::Wait,
        _ => Force::No,
    }
}

/// `UNITS=*ALL(CHECK-VM-STATE=*YES)` protects a VM whose guest still runs.
pub(super) fn check_state(world: &World, call: Call<'_>, vm: VmId) -> Result<(), Answer> {
    let units = call.value("UNITS");
    let check = units.and_then(|units| units.inner("CHECK-VM-STATE"));
    let is_down = matches!(world.vm(vm).state, VmState::Down | VmState::InitOnly);
    if check.and_then(Value::keyword) == Some("*YES") && !is_down {
        return Err(Answer::refused(Message::new(
            VMS4080,
            world.vm(vm).inserts(),
        )));
    }
    Ok(())
}

/// Sorts out alias and CRD devices, which nobody can name.
pub(super) fn nameable(
    world: &World,
    unit: UnitId,
    devices: Vec<Mnemonic>,
    mut wrong: Vec<Message>,
) -> (Vec<Mnemonic>, Vec<Message>) {
    let is_implicit = |name: &Mnemonic| {
        let device = world.unit(unit).devices.get(name);
        device.is_some_and(|device| device.family.is_implicit_only())
    };
    let (implicit, devices): (Vec<_>, Vec<_>) = devices.into_iter().partition(is_implicit);
    wrong.extend(implicit.iter().map(|name| Message::new(VMS4073, [name])));
    (devices, wrong)
}

/// Whether and how a device can be taken away.
///
/// # Errors
/// Why it cannot.
pub(super) fn removal(
    world: &World,
    unit: UnitId,
    vm: VmId,
    name: &Mnemonic,
    force: Force,
) -> Result<Removal, Message> {
    let Some(device) = held(world, unit, vm, name) else {
        return Err(about(world, VMS4071, name, vm));
    };
    if is_needed_by_monitor(world, unit, vm, name) {
        return Err(about(world, VMS4031, name, vm));
    }
    let state = world.vm(vm).state;
    let phase = world.vm(vm).guest.phase;
    let is_uncertain = state == VmState::InHold
        || (state == VmState::Running
            && matches!(phase, GuestPhase::Startup | GuestPhase::Restart));
    match force {
        Force::Yes => Ok(Removal::Goes),
        _ if matches!(state, VmState::Down | VmState::InitOnly) => Ok(Removal::Goes),
        _ if is_uncertain => Err(about(world, VMS4003, name, vm)),
        _ if !device.attached => Ok(Removal::Goes),
        Force::Wait => Ok(Removal::Waits),
        Force::No => Err(about(world, VMS4003, name, vm)),
    }
}

fn each(
    world: &mut World,
    call: Call<'_>,
    vm: VmId,
    force: Force,
    (devices, mut tally): (Vec<Mnemonic>, Tally),
    effects: &mut Effects,
) -> Answer {
    for name in devices {
        // Aliases have gone with their base device.
        let is_alias = call.value("UNITS").and_then(Value::keyword) == Some("*ALL");
        if is_alias && held(world, call.unit, vm, &name).is_none() {
            continue;
        }
        match removal(world, call.unit, vm, &name, force) {
            Ok(removal) => {
                take(world, (call.unit, vm), &name, removal, effects);
                tally.done();
            }
            Err(why) => tally.wrong(why),
        }
    }
    let noted = if tally.has_done() {
        call.noted(world, vm)
    } else {
        Answer::done()
    };
    tally.answer(noted)
}

/// Takes a device away, or leaves it to the guest until that detaches it.
fn take(
    world: &mut World,
    (unit, vm): (UnitId, VmId),
    name: &Mnemonic,
    removal: Removal,
    effects: &mut Effects,
) {
    let Some(device) = held(world, unit, vm, name).cloned() else {
        return;
    };
    if removal == Removal::Goes {
        withdraw(world, unit, vm, name);
        say::removed(world, unit, vm, std::slice::from_ref(&device), effects);
        guest::deprive(world, vm, &device, effects);
    } else {
        let left = Assignment {
            by: AssignedBy::Guest,
            pubres: false,
            ..device
        };
        give(world, unit, vm, &left);
        say::tell(unit, vm, about(world, VMS4082, name, vm), effects);
    }
}

/// All devices of a pubset that the VM has, or none.
fn whole_pubset(
    world: &mut World,
    call: Call<'_>,
    vm: VmId,
    force: Force,
    pubset: &PubsetDevices,
    effects: &mut Effects,
) -> Answer {
    let unit = call.unit;
    let names = pubset.devices.iter();
    let names: Vec<&Mnemonic> = names
        .filter(|n| held(world, unit, vm, n).is_some())
        .collect();
    let mut why = Vec::new();
    let mut removals = Vec::new();
    if names.is_empty() {
        why.push(about(world, VMS4071, &pubset.pubres, vm));
    }
    for name in names {
        match removal(world, unit, vm, name, force) {
            Ok(removal) => removals.push((name, removal)),
            Err(reason) => why.push(reason),
        }
    }
    if !why.is_empty() {
        return not_executed(why, Message::new(VMS4223, [&pubset.pubset]));
    }
    let waits = removals
        .iter()
        .any(|(_, removal)| *removal == Removal::Waits);
    for (name, removal) in removals {
        take(world, (unit, vm), name, removal, effects);
    }
    if !waits {
        let [index, name] = world.vm(vm).inserts();
        let inserts = [
            pubset.pubset.clone(),
            pubset.pubres.to_string(),
            index,
            name,
        ];
        say::tell(unit, vm, Message::new(VMS4221, inserts), effects);
    }
    call.noted(world, vm)
}

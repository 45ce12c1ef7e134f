//! MODIFY-VM-DEVICE-USAGE (VM2000 V12.0 User Guide, pages 153 and 229).

use super::remove::nameable;
use super::tally::Tally;
use super::{Selection, about, not_executed};
use crate::catalog::Message;
use crate::vm2000::Effects;
use crate::vm2000::commands::{Answer, Call};
use crate::vm2000::devices::{aliases_of, give, held, taken_by, used_elsewhere};
use crate::vm2000::ids::*;
use crate::vm2000::model::{Assignment, Mnemonic, UnitId, Usage, VmId, World};
use crate::vm2000::say;

/// `/MODIFY-VM-DEVICE-USAGE`: lets devices of a VM be shared, or be its own.
pub(super) fn modify(world: &mut World, call: Call<'_>, effects: &mut Effects) -> Answer {
    let usage = match call.keyword("USAGE") {
        Some("*SHARED") => Usage::Shared,
        _ => Usage::Exclusive,
    };
    let (vm, selection) = match prepare(world, call) {
        Ok(found) => found,
        Err(refused) => return refused,
    };
    let (devices, mut tally, pubset) = match selection {
        Selection::List { devices, wrong } => {
            let (devices, wrong) = nameable(world, call.unit, devices, wrong);
            (devices, Tally::with(wrong), None)
        }
        Selection::Pubset(pubset) => (pubset.devices, Tally::default(), Some(pubset.pubset)),
        _ => return Answer::done(),
    };
    if let Some(pubset) = pubset {
        let changes = devices
            .iter()
            .map(|name| change(world, call.unit, vm, name, usage));
        let why: Vec<Message> = changes.filter_map(Result::err).collect();
        if !why.is_empty() {
            return not_executed(why, Message::new(VMS4223, [pubset]));
        }
    }
    for name in devices {
        match change(world, call.unit, vm, &name, usage) {
            Ok(changed) => {
                for device in &changed {
                    give(world, call.unit, vm, device);
                    told(world, (call.unit, vm), device, effects);
                }
                if !changed.is_empty() {
                    tally.done();
                }
            }
            Err(why) => tally.wrong(why),
        }
    }
    let noted = match (tally.has_done(), tally.has_wrong()) {
        (true, _) => call.noted(world, vm),
        (false, true) => Answer::done(),
        (false, false) => {
            let why = format!("USAGE MODE IS {}", shown(usage));
            Answer::nothing_to_do(world, call, vm, &why)
        }
    };
    tally.answer(noted)
}

fn prepare(world: &World, call: Call<'_>) -> Result<(VmId, Selection), Answer> {
    let vm = call.vm(world)?;
    call.at_rest(world, vm)?;
    let has = |device: &crate::vm2000::model::Device| {
        device.is_nameable() && held(world, call.unit, vm, &device.mnemonic).is_some()
    };
    Ok((vm, call.devices(world, "UNITS", &has)?))
}

/// What becomes of a device and its aliases, which follow it. Nothing if it is used so
/// already.
fn change(
    world: &World,
    unit: UnitId,
    vm: VmId,
    name: &Mnemonic,
    usage: Usage,
) -> Result<Vec<Assignment>, Message> {
    let Some(device) = held(world, unit, vm, name) else {
        return Err(about(world, VMS4071, name, vm));
    };
    if device.usage == usage {
        return Ok(Vec::new());
    }
    let known = world.unit(unit).devices.get(name);
    let is_shareable = known.is_some_and(|known| known.family.is_shareable());
    let ipl = world.vm(vm).attributes.ipl.as_ref();
    let is_ipl_unit = ipl.is_some_and(|ipl| ipl.unit == *name);
    if usage == Usage::Shared && (!is_shareable || is_ipl_unit) {
        let shown = shown(usage).to_owned();
        return Err(Message::new(VMS4074, [name.to_string(), shown]));
    }
    let elsewhere = || used_elsewhere(world, (unit, vm), name, usage);
    let holder = taken_by(world, unit, name, usage, Some(vm));
    if let Some(holder) = holder.or_else(|| elsewhere().filter(|_| device.attached)) {
        return Err(about(world, VMS4072, name, holder));
    }
    let aliases = aliases_of(world, unit, vm, name);
    let aliases = aliases
        .iter()
        .filter_map(|alias| held(world, unit, vm, alias));
    let all = std::iter::once(device).chain(aliases);
    Ok(all
        .map(|held| Assignment {
            usage,
            ..held.clone()
        })
        .collect())
}

fn shown(usage: Usage) -> &'static str {
    match usage {
        Usage::Exclusive => "EXCLUSIVE",
        Usage::Shared => "SHARED",
    }
}

fn told(world: &World, place: (UnitId, VmId), device: &Assignment, effects: &mut Effects) {
    let [index, name] = world.vm(place.1).inserts();
    let usage = shown(device.usage).to_owned();
    let inserts = [device.mnemonic.to_string(), index, name, usage];
    say::tell(place.0, place.1, Message::new(VMS4078, inserts), effects);
}

//! SWITCH-VM-DEVICES (VM2000 V12.0 User Guide, pages 150, 160 and 253).

use super::remove::{Force, check_state, nameable, removal};
use super::tally::Tally;
use super::{Selection, about, not_executed};
use crate::catalog::Message;
use crate::vm2000::Effects;
use crate::vm2000::commands::{Answer, Call};
use crate::vm2000::devices::{PubsetDevices, give, held, taken_by, withdraw};
use crate::vm2000::ids::*;
use crate::vm2000::model::{Assignment, Mnemonic, UnitId, VmId, World};
use crate::vm2000::{guest, say};

/// From which VM to which, and whether by force.
#[derive(Debug, Clone, Copy)]
struct Way {
    unit: UnitId,
    from: VmId,
    to: VmId,
    force: Force,
}

/// `/SWITCH-VM-DEVICES`: takes devices from one VM and gives them to another, explicitly.
pub(super) fn switch(world: &mut World, call: Call<'_>, effects: &mut Effects) -> Answer {
    match prepare(world, call) {
        Err(refused) => refused,
        Ok((way, Selection::Pubset(pubset))) => whole_pubset(world, call, way, &pubset, effects),
        Ok((way, Selection::List { devices, wrong })) => {
            let (devices, wrong) = nameable(world, way.unit, devices, wrong);
            each(world, call, way, (devices, Tally::with(wrong)), effects)
        }
        Ok((way, _)) => {
            let all = world.devices_on(way.unit, way.from).to_vec();
            // Alias and CRD devices are removed only.
            let (implicit, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|held| {
                let known = world.unit(way.unit).devices.get(&held.mnemonic);
                known.is_some_and(|known| known.family.is_implicit_only())
            });
            let devices = others.into_iter().map(|held| held.mnemonic).collect();
            for device in implicit {
                withdraw(world, way.unit, way.from, &device.mnemonic);
                say::removed(world, way.unit, way.from, &[device], effects);
            }
            each(world, call, way, (devices, Tally::default()), effects)
        }
    }
}

fn prepare(world: &World, call: Call<'_>) -> Result<(Way, Selection), Answer> {
    let way = Way {
        unit: call.unit,
        from: call.vm_in(world, call.value("FROM-VM"))?,
        to: call.vm_in(world, call.value("TO-VM"))?,
        force: match call.keyword("FORCE") {
            Some("*YES") => Force::Yes,
            _ => Force::No,
        },
    };
    match way.force {
        Force::Yes => call.executed_here(world, way.from)?,
        Force::No | Force::Wait => call.at_rest(world, way.from)?,
    }
    // By force devices can be taken from a VM on its way, but none can be given to it: the
    // target might not have them.
    call.at_rest(world, way.to)?;
    check_state(world, call, way.from)?;
    let has = |device: &crate::vm2000::model::Device| {
        device.is_nameable() && held(world, way.unit, way.from, &device.mnemonic).is_some()
    };
    let selection = call.devices(world, "UNITS", &has)?;
    Ok((way, selection))
}

/// What the second VM gets of a device: used as the first one does.
fn switched(world: &World, way: Way, name: &Mnemonic) -> Result<Assignment, Message> {
    if way.from == way.to && held(world, way.unit, way.to, name).is_some() {
        return Err(about(world, VMS4070, name, way.to));
    }
    removal(world, way.unit, way.from, name, way.force)?;
    let Some(device) = held(world, way.unit, way.from, name) else {
        return Err(about(world, VMS4071, name, way.from));
    };
    if held(world, way.unit, way.to, name).is_some() {
        return Err(about(world, VMS4070, name, way.to));
    }
    let origin = world.vm(way.to).configured_on;
    if world.is_configured_elsewhere(way.to) && !world.unit(origin).devices.contains_key(name) {
        return Err(about(world, VMS4075, name, way.to));
    }
    let holder = taken_by(world, way.unit, name, device.usage, Some(way.to));
    if let Some(other) = holder.filter(|holder| *holder != way.from) {
        return Err(about(world, VMS4072, name, other));
    }
    let new = Assignment::explicit(name.clone(), device.usage);
    Ok(Assignment {
        pubres: device.pubres,
        ..new
    })
}

fn carry_over(world: &mut World, way: Way, device: &Assignment, effects: &mut Effects) {
    let one = std::slice::from_ref(device);
    let before = held(world, way.unit, way.from, &device.mnemonic).cloned();
    withdraw(world, way.unit, way.from, &device.mnemonic);
    say::removed(world, way.unit, way.from, one, effects);
    if let Some(before) = before {
        guest::deprive(world, way.from, &before, effects);
    }
    give(world, way.unit, way.to, device);
    say::assigned(world, way.unit, way.to, one, effects);
}

fn each(
    world: &mut World,
    call: Call<'_>,
    way: Way,
    (devices, mut tally): (Vec<Mnemonic>, Tally),
    effects: &mut Effects,
) -> Answer {
    for name in devices {
        match switched(world, way, &name) {
            Ok(device) => {
                carry_over(world, way, &device, effects);
                tally.done();
            }
            Err(why) => tally.wrong(why),
        }
    }
    let noted = match tally.has_done() {
        true => both_noted(world, call, way),
        false => Answer::done(),
    };
    tally.answer(noted)
}

fn both_noted(world: &mut World, call: Call<'_>, way: Way) -> Answer {
    let first = call.noted(world, way.from);
    let second = call.noted(world, way.to);
    let code = match first.output.is_empty() {
        true => second.code,
        false => first.code,
    };
    Answer {
        output: first.output.into_iter().chain(second.output).collect(),
        code,
    }
}

/// All devices of a pubset, all of which the first VM has and none the second, or none.
fn whole_pubset(
    world: &mut World,
    call: Call<'_>,
    way: Way,
    pubset: &PubsetDevices,
    effects: &mut Effects,
) -> Answer {
    let names = pubset.devices.iter();
    let found = names.map(|name| switched(world, way, name));
    let (good, bad): (Vec<_>, Vec<_>) = found.partition(Result::is_ok);
    if !bad.is_empty() {
        let why = bad.into_iter().filter_map(Result::err).collect();
        return not_executed(why, Message::new(VMS4223, [&pubset.pubset]));
    }
    for mut device in good.into_iter().flatten() {
        device.pubres = device.mnemonic == pubset.pubres;
        carry_over(world, way, &device, effects);
    }
    for (id, vm) in [(VMS4221, way.from), (VMS4220, way.to)] {
        let [index, name] = world.vm(vm).inserts();
        let inserts = [
            pubset.pubset.clone(),
            pubset.pubres.to_string(),
            index,
            name,
        ];
        say::tell(way.unit, vm, Message::new(id, inserts), effects);
    }
    both_noted(world, call, way)
}

//! MIGRATE- and RECOVER-VM-DEFINITION (VM2000 V12.0 User Guide, pages 225 and 233).

use super::super::{Answer, Call, Output};
use super::{name, resting};
use crate::catalog::{Message, ReturnCode};
use crate::vm2000::ids::{
    VMS2300, VMS2304, VMS2321, VMS2323, VMS2324, VMS2325, VMS2332, VMS2340, VMS2341, VMS2342,
    VMS2343, VMS2344, VMS2345, VMS2346, VMS2347, VMS2400, VMS2402, VMS2403, VMS2410,
};
use crate::vm2000::life::check_name;
use crate::vm2000::migration::check::target;
use crate::vm2000::model::{MonitorState, UnitId, World};
use crate::vm2000::{Effects, Refusal, definitions};

/// `/MIGRATE-VM-DEFINITION`: moves a definition to another server unit of the cluster.
pub(super) fn migrate(world: &mut World, call: Call<'_>, _: &mut Effects) -> Answer {
    migrated(world, call).unwrap_or_else(Answer::from)
}

fn migrated(world: &mut World, call: Call<'_>) -> Result<Answer, Refusal> {
    let name = name(&call);
    let known = world.unit(call.unit).definitions.get(name);
    if known.is_some_and(|known| known.moved) {
        return Err(Refusal::with(VMS2323, [name]));
    }
    let definition = resting(world, &call)?.clone();
    unconfirmed(world, &call)?;
    let target = target(world, call.unit, call.text("SERVER-UNIT-NAME"))?;
    can_go_to(world, call.unit, target)?;
    // What is not noted yet would be lost on the way.
    if definition.stale {
        return Err(Refusal::with(VMS2323, [name]));
    }
    accepted(world, name, target)?;
    world
        .unit_mut(target)
        .definitions
        .insert(name.to_owned(), definition);
    let inserts = [name, &world.unit(target).name];
    let answer = Answer {
        output: vec![Output::Message(Message::new(VMS2304, inserts))],
        ..Answer::done()
    };
    match definitions::remove(world, call.unit, name) {
        true => Ok(answer),
        false => Ok(answer.warned(
            Message::new(VMS2321, [name]),
            ReturnCode::new(2, 0, "VMS2321"),
        )),
    }
}

/// Whether definitions can go from one server unit to another at all.
fn can_go_to(world: &World, source: UnitId, target: UnitId) -> Result<(), Refusal> {
    let (from, to) = (world.unit(source), world.unit(target));
    if source == target {
        // The table of this command has no VMS2342; that says more, though.
        let refusal = Refusal::with(VMS2342, [&to.name]);
        let code = ReturnCode::new(0, 64, "VMS2402");
        return Err(Refusal { code, ..refusal });
    }
    if from.unit_type != to.unit_type {
        return Err(Refusal::with(VMS2410, [&to.name]));
    }
    let Some(cluster) = from.cluster.filter(|id| to.cluster == Some(*id)) else {
        return Err(Refusal::with(VMS2402, [&to.name]));
    };
    let cluster = world.cluster(cluster);
    if !cluster.active {
        return Err(Refusal::with(VMS2403, [&cluster.name]));
    }
    match to.is_native {
        true => Err(Refusal::with(VMS2410, [&to.name])),
        false => Ok(()),
    }
}

/// A target whose monitor system restarts is there, but does not answer.
///
/// # Errors
/// VMS2325 if that is so.
fn unconfirmed(world: &World, call: &Call<'_>) -> Result<(), Refusal> {
    let named = call.text("SERVER-UNIT-NAME");
    let Ok(found) = remote(world, call.unit, named) else {
        return Ok(());
    };
    let to = world.unit(found);
    match to.monitor.state == MonitorState::Restarting {
        true => Err(Refusal::with(VMS2325, [name(call), &to.name])),
        false => Ok(()),
    }
}

/// Whether the target keeps the definition.
fn accepted(world: &World, name: &str, target: UnitId) -> Result<(), Refusal> {
    let to = world.unit(target);
    let keeps = definitions::is_writable(world, target)
        && definitions::check_room(world, target).is_ok()
        && !to.definitions.contains_key(name)
        && !to.groups.contains_key(name)
        && !to.pools.contains(name);
    match keeps {
        true => Ok(()),
        false => Err(Refusal::with(VMS2324, [name, &to.name])),
    }
}

/// `/RECOVER-VM-DEFINITION`: takes over a definition from a server unit that is down.
pub(super) fn recover(world: &mut World, call: Call<'_>, _: &mut Effects) -> Answer {
    recovered(world, call).unwrap_or_else(Answer::from)
}

fn recovered(world: &mut World, call: Call<'_>) -> Result<Answer, Refusal> {
    let name = name(&call);
    let remote = remote(world, call.unit, call.text("SERVER-UNIT-NAME"))?;
    if !definitions::is_writable(world, call.unit) {
        return Err(Refusal::of(Message::plain(VMS2332)));
    }
    let from = world.unit(remote).name.clone();
    if world.unit(remote).monitor.state != MonitorState::Down {
        return Err(Refusal::with(VMS2344, [from]));
    }
    if !definitions::outlives(world, remote) {
        return Err(Refusal::with(VMS2345, [name, &from]));
    }
    if world.unit(call.unit).definitions.contains_key(name) {
        return Err(Refusal::with(VMS2346, [name]));
    }
    let found = definitions::find(world, remote, name).cloned();
    let definition = found.ok_or_else(|| Refusal::with(VMS2300, [name]))?;
    definitions::check_room(world, call.unit)?;
    check_name(world, call.unit, definition.index, name, true)?;
    world.unit_mut(remote).definitions.remove(name);
    world
        .unit_mut(call.unit)
        .definitions
        .insert(name.to_owned(), definition);
    Ok(Answer {
        output: vec![Output::Message(Message::new(VMS2340, [name, &from]))],
        ..Answer::done()
    })
}

/// The server unit from which a definition is taken over.
fn remote(world: &World, local: UnitId, named: Option<&str>) -> Result<UnitId, Refusal> {
    let Some(cluster) = world.unit(local).cluster else {
        return Err(Refusal::of(Message::plain(VMS2347)));
    };
    let Some(name) = named else {
        let other = world.cluster(cluster).other(local);
        return other.ok_or_else(|| Refusal::of(Message::plain(VMS2341)));
    };
    let found = world.unit_named(name);
    let found = found.ok_or_else(|| Refusal::with(VMS2400, [name]))?;
    if found == local {
        return Err(Refusal::with(VMS2342, [&world.unit(local).name]));
    }
    match world.unit(found).cluster == Some(cluster) {
        true => Ok(found),
        false => Err(Refusal::with(VMS2343, [&world.unit(found).name])),
    }
}

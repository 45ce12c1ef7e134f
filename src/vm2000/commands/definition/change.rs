//! CREATE-, MODIFY- and DELETE-VM-DEFINITION (VM2000 V12.0 User Guide, pages 213 and 227).

use super::super::hold::NOTHING;
use super::super::{Answer, Call};
use super::units::{Named, named};
use super::{changeable, name};
use crate::catalog::{Message, MessageId};
use crate::sdf::Value;
use crate::vm2000::ids::{VMS2301, VMS2302, VMS2303, VMS2332};
use crate::vm2000::life::{check_name, check_size};
use crate::vm2000::model::{Assignment, Attributes, Definition, Usage, VmState, World};
use crate::vm2000::{Effects, Refusal, definitions};

/// `/CREATE-VM-DEFINITION`: a persistent definition, of which there is no VM.
pub(super) fn create(world: &mut World, call: Call<'_>, _: &mut Effects) -> Answer {
    created(world, call).unwrap_or_else(|answer| answer)
}

fn created(world: &mut World, call: Call<'_>) -> Result<Answer, Answer> {
    let name = name(&call);
    if !definitions::is_writable(world, call.unit) {
        return Err(Refusal::of(Message::plain(VMS2332)).into());
    }
    definitions::check_room(world, call.unit)?;
    let index = index(&call, None);
    check_name(world, call.unit, index, name, false)?;
    let described = call.described(world, Attributes::default())?;
    let attributes = Attributes {
        persistent: true,
        ..described.attributes
    };
    check_size(world.unit(call.unit).unit_type, attributes.memory)?;
    let mut definition = Definition {
        index,
        attributes,
        devices: Vec::new(),
        last_state: VmState::NotInitialized,
        stale: false,
        moved: false,
    };
    assign(world, &call, "UNITS", &mut definition)?;
    let definitions = &mut world.unit_mut(call.unit).definitions;
    definitions.insert(name.to_owned(), definition);
    Ok(told(VMS2301, name, described.rounded))
}

/// `/MODIFY-VM-DEFINITION`: changes what is given, and leaves the rest.
pub(super) fn modify(world: &mut World, call: Call<'_>, _: &mut Effects) -> Answer {
    modified(world, call).unwrap_or_else(|answer| answer)
}

fn modified(world: &mut World, call: Call<'_>) -> Result<Answer, Answer> {
    let before = changeable(world, &call)?.clone();
    let mut definition = before.clone();
    let described = call.described(world, definition.attributes.clone())?;
    definition.attributes = described.attributes;
    check_size(
        world.unit(call.unit).unit_type,
        definition.attributes.memory,
    )?;
    definition.index = index(&call, definition.index);
    let removed = named(world, &call, "REMOVE-UNITS")?.devices;
    let all = call.keyword("REMOVE-UNITS") == Some("*ALL");
    let stays = |device: &Assignment| !all && !removed.contains(&device.mnemonic);
    definition.devices.retain(stays);
    assign(world, &call, "ADD-UNITS", &mut definition)?;
    if definition == before {
        let why = "THE DEFINITION SAYS SO ALREADY";
        return Ok(Answer::done()
            .returning(NOTHING)
            .unless_nothing(call, name(&call), why));
    }
    let definitions = &mut world.unit_mut(call.unit).definitions;
    definitions.insert(name(&call).to_owned(), definition);
    Ok(told(VMS2302, name(&call), described.rounded))
}

/// `/DELETE-VM-DEFINITION`.
pub(super) fn delete(world: &mut World, call: Call<'_>, _: &mut Effects) -> Answer {
    if let Err(refusal) = changeable(world, &call) {
        return refusal.into();
    }
    world.unit_mut(call.unit).definitions.remove(name(&call));
    told(VMS2303, name(&call), false)
}

/// The index that VM-INDEX gives, `before` if it is to stay so.
fn index(call: &Call<'_>, before: Option<u8>) -> Option<u8> {
    match call.value("VM-INDEX").and_then(Value::integer) {
        Some(index) => u8::try_from(index).ok(),
        None if call.keyword("VM-INDEX") == Some("*UNCHANGED") => before,
        None => None,
    }
}

/// Adds devices to a definition. How it uses them is decided when the VM gets them.
fn assign(
    world: &World,
    call: &Call<'_>,
    operand: &str,
    definition: &mut Definition,
) -> Result<(), Answer> {
    let Named { devices, pubres } = named(world, call, operand)?;
    for mnemonic in devices {
        if definition.devices.iter().all(|d| d.mnemonic != mnemonic) {
            definition.devices.push(Assignment {
                pubres: pubres.as_ref() == Some(&mnemonic),
                ..Assignment::explicit(mnemonic, Usage::Exclusive)
            });
        }
    }
    Ok(())
}

fn told(id: MessageId, name: &str, rounded: bool) -> Answer {
    let told = Answer::done().say(Message::new(id, [name]));
    told.rounded_if(rounded)
}

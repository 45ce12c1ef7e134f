//! Which devices UNIT means in ATTACH-DEVICE and DETACH-DEVICE, and what comes of each.

use super::{negative, own_vm, rejected};
use crate::catalog::{Message, MessageId};
use crate::sdf::Value;
use crate::vm2000::commands::{Answer, Call, Output};
use crate::vm2000::devices::{PubsetDevices, pubset_by_pubres, pubset_named};
use crate::vm2000::ids::{NKR0115, NKR0117, NKR0199};
use crate::vm2000::model::{Mnemonic, UnitId, VmId, World};

/// What a command does to a device of a VM: the messages that tell so in turn, or the one
/// that says why it does nothing. Each has the mnemonic as its insert.
pub(super) type Change =
    fn(&mut World, (UnitId, VmId), &Mnemonic) -> Result<&'static [MessageId], MessageId>;

/// Does something to each device that UNIT means, and tells what came of it: the messages
/// of the change, or `bad` with the reason behind it.
pub(super) fn each(world: &mut World, call: Call<'_>, bad: MessageId, change: Change) -> Answer {
    let vm = own_vm(world, call);
    // The devices go over to the target as they are; this message and its number are ours.
    if world.vm(vm).migration.is_some() {
        return rejected(Message::plain(NKR0199));
    }
    let units = match units(world, call) {
        Ok(units) => units,
        Err(refused) => return refused,
    };
    let mut answer = Answer::done();
    for unit in units {
        let result = match &unit {
            Ok(name) => {
                change(world, (call.unit, vm), name).map_err(|why| Message::new(why, [name]))
            }
            Err(message) => Err(message.clone()),
        };
        let name = unit.map_or_else(|message| message.inserts.concat(), |name| name.to_string());
        match result {
            Ok(told) => {
                let told = told.iter().map(|id| Message::new(*id, [&name]));
                answer.output.extend(told.map(Output::Message));
            }
            Err(why) => {
                let message = Message::new(bad, [name]);
                if answer.code.sc1 == 0 {
                    answer.code = negative(&message);
                }
                answer = answer.say(message).say(why);
            }
        }
    }
    answer
}

/// A device, or what is wrong with its name.
type Unit = Result<Mnemonic, Message>;

fn units(world: &World, call: Call<'_>) -> Result<Vec<Unit>, Answer> {
    let Some(value) = call.value("UNIT") else {
        return Ok(Vec::new());
    };
    match value.keyword() {
        Some("*PUBSET-DEVICES") => Ok(value
            .inner("PUBSET")
            .map_or_else(Vec::new, |pubset| of_pubsets(world, call.unit, pubset))),
        _ => Ok(value
            .items()
            .iter()
            .map(|item| named(world, call.unit, item.text().unwrap_or_default()))
            .collect()),
    }
}

fn named(world: &World, unit: UnitId, text: &str) -> Unit {
    let known = |name: &Mnemonic| world.unit(unit).devices.contains_key(name);
    let name = text.parse().ok().filter(known);
    name.ok_or_else(|| Message::new(NKR0115, [text]))
}

fn of_pubsets(world: &World, unit: UnitId, pubset: &Value) -> Vec<Unit> {
    let all = |found: Option<PubsetDevices>, shown: &str| match found {
        Some(pubset) => pubset.devices.into_iter().map(Ok).collect(),
        None => vec![Err(Message::new(NKR0117, [shown]))],
    };
    if let Some(pubres) = pubset.inner("UNIT") {
        let units = pubres.items().iter().filter_map(Value::text);
        return units
            .flat_map(|text| {
                let name = text.parse().ok();
                all(
                    name.and_then(|name| pubset_by_pubres(world, unit, &name)),
                    text,
                )
            })
            .collect();
    }
    let names = pubset.items().iter().filter_map(Value::text);
    names
        .flat_map(|name| all(pubset_named(world, unit, name), name))
        .collect()
}

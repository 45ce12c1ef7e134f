//! `UNIT=*CPU(...)`: in a monitor system the real CPUs, in a guest its virtual ones
//! (VM2000 V12.0 User Guide, pages 83 and 121). The operand and the words of rejections
//! are ours.

use super::{negative, own_vm, rejected};
use crate::catalog::{Message, MessageId};
use crate::sdf::Value;
use crate::vm2000::Effects;
use crate::vm2000::commands::{Answer, Call};
use crate::vm2000::cpu::{self, cpu_id};
use crate::vm2000::ids::{ETMRK15, ETMRK16, ETMRK18, ETMRK19, NKR0199};
use crate::vm2000::model::{System, World};
use crate::vm2000::real_cpu::{self, Why};

/// Whether UNIT means CPUs.
pub(super) fn are_meant(call: Call<'_>) -> bool {
    call.value("UNIT").and_then(Value::keyword) == Some("*CPU")
}

/// Attaches the CPUs that UNIT lists.
pub(super) fn attach(world: &mut World, call: Call<'_>, effects: &mut Effects) -> Answer {
    each(
        world,
        call,
        (ETMRK18, ETMRK15),
        |world, number| match call.issuer.system {
            System::Monitor(unit) => real_cpu::attach(world, unit, number, effects),
            System::Guest(vm) => cpu::attach(world, vm, number),
        },
    )
}

/// Detaches the CPUs that UNIT lists.
pub(super) fn detach(world: &mut World, call: Call<'_>, effects: &mut Effects) -> Answer {
    let by_force = call.keyword("FORCE") == Some("*YES");
    each(
        world,
        call,
        (ETMRK19, ETMRK16),
        |world, number| match call.issuer.system {
            System::Monitor(unit) => real_cpu::detach(world, unit, number, by_force, effects),
            System::Guest(vm) => cpu::detach(world, vm, number),
        },
    )
}

fn each(
    world: &mut World,
    call: Call<'_>,
    (good, bad): (MessageId, MessageId),
    mut change: impl FnMut(&mut World, usize) -> Result<(), Why>,
) -> Answer {
    if world.vm(own_vm(world, call)).migration.is_some() {
        return rejected(Message::plain(NKR0199));
    }
    let listed = call
        .value("UNIT")
        .and_then(|unit| unit.inner("CPU-IDENTIFICATION"));
    let ids = listed.map_or(&[][..], Value::items).iter();
    let mut answer = Answer::done();
    for id in ids.filter_map(Value::text) {
        let number = usize::from_str_radix(id, 16).unwrap_or(usize::MAX);
        let message = match change(world, number) {
            Ok(()) => Message::new(good, [cpu_id(number)]),
            Err(why) => {
                let message = Message::new(bad, [format!("{id:0>2}"), why.to_string()]);
                if answer.code.sc1 == 0 {
                    answer.code = negative(&message);
                }
                message
            }
        };
        answer = answer.say(message);
    }
    answer
}

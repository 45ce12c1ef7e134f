//! Devices of VMs (VM2000 V12.0 User Guide, pages 148 to 163, 201, 228, 229, 235, 242,
//! 246 and 253).

mod add;
mod attributes;
mod remove;
mod select;
mod sets;
mod status;
mod switch;
mod tally;
mod usage;

pub(super) use select::Selection;

use super::{Answer, Call, Handler, LOCAL, Output};
use crate::catalog::{Message, MessageId, ReturnCode};
use crate::sdf::Value;
use crate::vm2000::ids::VMS4000;
use crate::vm2000::model::{Mnemonic, VmId, VmIdentification, World};

/// The commands of this family.
pub(super) const HANDLERS: &[Handler] = &[
    Handler {
        name: "ADD-VM-DEVICES",
        takes: LOCAL,
        run: add::add,
    },
    Handler {
        name: "CREATE-VM-ASSIGNMENT-SET",
        takes: LOCAL,
        run: sets::create,
    },
    Handler {
        name: "DELETE-VM-ASSIGNMENT-SET",
        takes: LOCAL,
        run: sets::delete,
    },
    Handler {
        name: "MODIFY-VM-DEVICE-ATTRIBUTES",
        takes: LOCAL,
        run: attributes::modify,
    },
    Handler {
        name: "MODIFY-VM-DEVICE-USAGE",
        takes: LOCAL,
        run: usage::modify,
    },
    Handler {
        name: "REMOVE-VM-DEVICES",
        takes: LOCAL,
        run: remove::remove,
    },
    Handler {
        name: "SHOW-VM-ASSIGNMENT-SET",
        takes: LOCAL,
        run: sets::show,
    },
    Handler {
        name: "SHOW-VM-DEVICE-STATUS",
        takes: LOCAL,
        run: status::show,
    },
    Handler {
        name: "SWITCH-VM-DEVICES",
        takes: LOCAL,
        run: switch::switch,
    },
];

/// A message about a device of a VM: device, VM index, VM name.
fn about(world: &World, id: MessageId, mnemonic: &Mnemonic, vm: VmId) -> Message {
    let [index, name] = world.vm(vm).inserts();
    Message::new(id, [mnemonic.to_string(), index, name])
}

/// The VM that an operand means, by index or by name.
fn vm_in(world: &World, call: Call<'_>, operand: &str) -> Result<VmId, Answer> {
    match call.value(operand) {
        Some(value) => vm_meant(world, call, value),
        None => Err(Answer::refused(Message::new(VMS4000, [operand]))),
    }
}

/// The VM that a value means, by index or by name.
fn vm_meant(world: &World, call: Call<'_>, value: &Value) -> Result<VmId, Answer> {
    let (wanted, shown) = match (value.integer(), value.text().unwrap_or_default()) {
        (Some(index), _) => {
            let wanted = u8::try_from(index).ok().map(VmIdentification::Index);
            (wanted, index.to_string())
        }
        (None, name) => {
            let wanted = VmIdentification::Name(name.to_owned());
            (Some(wanted), name.to_owned())
        }
    };
    wanted
        .and_then(|wanted| world.vm_on(call.unit, &wanted))
        .ok_or_else(|| Answer::refused(Message::new(VMS4000, [shown])))
}

/// The refusal of a whole command, with the messages that say why.
fn not_executed(why: Vec<Message>, last: Message) -> Answer {
    let first = why.first().unwrap_or(&last).id;
    let output = why.into_iter().chain(std::iter::once(last));
    Answer {
        output: output.map(Output::Message).collect(),
        code: ReturnCode {
            sc2: 0,
            sc1: 64,
            mc: first,
        },
    }
}

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

use super::{Answer, Handler, LOCAL, Output};
use crate::catalog::{Message, MessageId, ReturnCode};
use crate::vm2000::model::{Mnemonic, VmId, World};

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

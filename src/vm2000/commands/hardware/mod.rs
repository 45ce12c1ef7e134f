//! Hardware as a system sees it: commands of BS2000, in guests and in monitor systems
//! (VM2000 V12.0 User Guide, pages 84 and 110 to 117; BS2000 Commands V21.0).

mod attach;
mod channels;
mod cpus;
mod detach;
mod disks;
mod status;
mod units;
mod update;

use super::devices::Selection;
use super::{Answer, Call, Handler, LOCAL, Output};
use crate::catalog::{Message, ReturnCode, Source};
use crate::sim::Span;
use crate::vm2000::ids::{NKR0115, NKR0118};
use crate::vm2000::model::{Mnemonic, System, VmId, World};

pub use update::answered;

/// Attaching and detaching asks the devices themselves.
const ASKS_DEVICES: Span = Span::from_millis(300);

/// The commands of this family.
pub(super) const HANDLERS: &[Handler] = &[
    Handler {
        name: "ATTACH-DEVICE",
        takes: ASKS_DEVICES,
        run: attach::attach,
    },
    Handler {
        name: "DETACH-DEVICE",
        takes: ASKS_DEVICES,
        run: detach::detach,
    },
    Handler {
        name: "SHOW-DEVICE-STATUS",
        takes: LOCAL,
        run: status::show,
    },
    Handler {
        name: "SHOW-DISK-STATUS",
        takes: LOCAL,
        run: disks::show,
    },
    Handler {
        name: "START-CONFIGURATION-UPDATE",
        takes: ASKS_DEVICES,
        run: update::start,
    },
    Handler {
        name: "STOP-CONFIGURATION-UPDATE",
        takes: ASKS_DEVICES,
        run: update::stop,
    },
];

/// The VM on which the system runs in which the command was given.
fn own_vm(world: &World, call: Call<'_>) -> VmId {
    match call.issuer.system {
        System::Monitor(unit) => world.unit(unit).monitor.vm,
        System::Guest(vm) => vm,
    }
}

/// "Internal check negative", with the id of the message that says why (BS2000 Commands
/// V21.0, UNLOCK-DEVICE).
fn negative(why: &Message) -> ReturnCode {
    ReturnCode {
        sc2: 12,
        sc1: 64,
        mc: why.id,
    }
}

fn rejected(why: Message) -> Answer {
    Answer {
        code: negative(&why),
        output: vec![Output::Message(why)],
    }
}

/// A display of what there is, with a warning if some of what was named is not there.
fn displayed(lines: Vec<String>, wrong: Vec<Output>) -> Answer {
    let mut answer = Answer::display(Source::Own, lines);
    if !wrong.is_empty() {
        answer.code = ReturnCode {
            sc2: 2,
            sc1: 0,
            mc: NKR0115,
        };
    }
    answer.output.splice(0..0, wrong);
    answer
}

/// The devices that UNIT of a display means, `None` for all, and what is wrong with parts
/// of it.
fn shown_units(
    world: &World,
    call: Call<'_>,
) -> Result<(Option<Vec<Mnemonic>>, Vec<Output>), Answer> {
    match call.devices(world, "UNIT", &|_| true) {
        Ok(Selection::List { devices, wrong }) => {
            let unknown = wrong.into_iter().flat_map(|message| message.inserts);
            let unknown = unknown.map(|name| Message::new(NKR0115, [name]));
            let unknown: Vec<Message> = unknown.collect();
            let none = unknown.first().filter(|_| devices.is_empty()).map(negative);
            let wrong = unknown.into_iter().map(Output::Message).collect();
            match none {
                Some(code) => Err(Answer {
                    output: wrong,
                    code,
                }),
                None => Ok((Some(devices), wrong)),
            }
        }
        Ok(_) => Ok((None, Vec::new())),
        // VM2000 would tell it of its own commands; here it is device management.
        Err(refused) => Err(Answer {
            output: vec![Output::Message(Message::plain(NKR0118))],
            ..refused
        }),
    }
}

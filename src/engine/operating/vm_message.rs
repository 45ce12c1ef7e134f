//! SEND-VM-MESSAGE: what administrators write to each other (VM2000 V12.0 User Guide, page
//! 241).

use super::dialogs::{VM2000_TASK, no_vm};
use super::{Outcome, is, told};
use crate::catalog::{Message, MessageId};
use crate::console::{Console, ConsoleId, unit_of};
use crate::engine::Session;
use crate::engine::session::Due;
use crate::sdf::{Bound, Value};
use crate::sim::Span;
use crate::vm2000::Emission;
use crate::vm2000::commands::Answer;
use crate::vm2000::model::System;

/// No administrator is connected.
const VMS1015: MessageId = MessageId::new("VMS1015");
/// A message of another administrator.
const VMS2036: MessageId = MessageId::new("VMS2036");
/// A command was carried out.
const VMS3000: MessageId = MessageId::new("VMS3000");
/// How long after the command a message arrives.
pub(super) const DELIVERY: Span = Span::from_millis(10);

pub(super) fn send(session: &mut Session, console: ConsoleId, command: &Bound) -> Outcome {
    let Some(known) = session.consoles.get(console) else {
        return Outcome::done();
    };
    let unit = unit_of(&session.world, known.system);
    let monitor = session.world.unit(unit).monitor.vm;
    let sender = known.dialog.map_or(monitor, |dialog| dialog.vm);
    let to_all = is(command, "VM-IDENTIFICATION", "*ALL");
    let (vm, shown) = if to_all {
        (None, [" ".to_owned(), "*ALL".to_owned()])
    } else {
        match session.vm_named(unit, command) {
            Some(vm) => (Some(vm), session.world.vm(vm).inserts()),
            None => return no_vm(command),
        }
    };
    let recipients: Vec<ConsoleId> = session
        .consoles
        .in_dialog(unit)
        .filter(|(_, c)| {
            let dialog = c.dialog.filter(|dialog| dialog.unit == unit);
            dialog.is_some_and(|dialog| vm.is_none_or(|vm| dialog.vm == vm))
        })
        .map(|(id, _)| id)
        .collect();
    // A console with code 9 serves the VM2000 administrator.
    let reaches_consoles = vm.is_none_or(|vm| vm == monitor);
    if recipients.is_empty() && !reaches_consoles {
        return Outcome::no(Message::new(VMS1015, shown));
    }
    let [index, name] = session.world.vm(sender).inserts();
    let text = command.get("MESSAGE").and_then(Value::text).unwrap_or("");
    let message = Message::new(VMS2036, [index, name, text.to_ascii_uppercase()]);
    let emission = Emission::new(System::Monitor(unit), VM2000_TASK, message);
    let mut to = recipients;
    if reaches_consoles {
        let consoles = session.addressed(&emission, false).into_iter();
        to.extend(consoles.filter(|id| session.consoles.get(*id).is_some_and(Console::is_station)));
    }
    to.sort_unstable();
    to.dedup();
    let at = session.now + DELIVERY;
    session.queue.post(at, Due::Deliver(emission, to));
    processed(command, shown)
}

/// The end of a command that tells its caller nothing else.
pub(super) fn processed(command: &Bound, vm: [String; 2]) -> Outcome {
    let [index, name] = vm;
    let inserts = [command.name.clone(), index, name];
    let mut answer = Answer::done();
    answer.output.push(told(Message::new(VMS3000, inserts)));
    Outcome::Done(answer)
}

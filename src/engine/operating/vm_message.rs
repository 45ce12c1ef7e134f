//! SEND-VM-MESSAGE: what administrators write to each other (VM2000 V12.0 User Guide, page
//! 241).

use super::dialogs::{VM2000_TASK, no_vm};
use super::{Outcome, is, told};
use crate::catalog::{Message, MessageId};
use crate::console::{Console, ConsoleId, Dialog, unit_of};
use crate::engine::Session;
use crate::sdf::{Bound, Value};
use crate::vm2000::Emission;
use crate::vm2000::commands::Answer;
use crate::vm2000::model::System;

/// No administrator is connected.
const VMS1015: MessageId = MessageId::new("VMS1015");
/// A message of another administrator.
const VMS2036: MessageId = MessageId::new("VMS2036");
/// A command was carried out.
const VMS3000: MessageId = MessageId::new("VMS3000");

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
    let is_meant = |with: &Dialog| with.unit == unit && vm.is_none_or(|vm| with.vm == vm);
    let dialogs: Vec<(ConsoleId, Vec<Dialog>)> = session
        .consoles
        .in_dialog(unit)
        .map(|(id, c)| {
            let mut dialogs: Vec<Dialog> = c.dialogs().filter(is_meant).collect();
            dialogs.sort_by_key(|with| session.world.vm(with.vm).index);
            (id, dialogs)
        })
        .filter(|(_, dialogs)| !dialogs.is_empty())
        .collect();
    let recipients: Vec<ConsoleId> = dialogs.iter().map(|(id, _)| *id).collect();
    // A console with code 9 serves the VM2000 administrator.
    let reaches_consoles = vm.is_none_or(|vm| vm == monitor);
    if recipients.is_empty() && !reaches_consoles {
        return Outcome::no(Message::new(VMS1015, shown));
    }
    let [index, name] = session.world.vm(sender).inserts();
    let text = command.get("MESSAGE").and_then(Value::text).unwrap_or("");
    let message = Message::new(VMS2036, [index, name, text.to_ascii_uppercase()]);
    let mut emission = Emission::new(System::Monitor(unit), VM2000_TASK, message);
    emission.about = vm;
    let mut to = recipients;
    if reaches_consoles {
        let consoles = session.addressed(&emission, false).into_iter();
        to.extend(consoles.filter(|id| session.consoles.get(*id).is_some_and(Console::is_station)));
    }
    to.sort_unstable();
    to.dedup();
    session.deliver_later(emission.clone(), to);
    // A connection gets it in each of its dialogs.
    for (console, dialogs) in dialogs {
        let first = dialogs.iter().position(|with| with.is_monitor).unwrap_or(0);
        for (place, with) in dialogs.into_iter().enumerate() {
            if place != first {
                let mut again = emission.clone();
                again.about = Some(with.vm);
                session.deliver_later(again, vec![console]);
            }
        }
    }
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

//! START- and STOP-CONFIGURATION-UPDATE in the monitor system of an SU /390: the frame
//! of a dynamic change of the I/O configuration (BS2000 Commands V21.0; VM2000 V12.0 User
//! Guide, pages 84 and 87).

use super::rejected;
use crate::catalog::{Message, ReturnCode};
use crate::vm2000::commands::{Answer, Call, Output};
use crate::vm2000::ids::{NKR0169, NKR0178, NKR0194, NKR0195, NKR0196, NKR0197, NKR0198};
use crate::vm2000::model::{ConfigurationUpdate, System, UnitId, VmId, VmState, World};
use crate::vm2000::{Asker, Effects, Reply};

/// The task of device management in a monitor system. Its TSN was not seen printed; ours.
const DEVICE_TASK: &str = "NKR";

/// `/START-CONFIGURATION-UPDATE`. Not while a VM is being migrated; guests whose I/O
/// configuration is another one cannot take part, so the operator is asked about them.
pub(super) fn start(world: &mut World, call: Call<'_>, effects: &mut Effects) -> Answer {
    let System::Monitor(unit) = call.issuer.system else {
        return refused(Message::new(NKR0169, ["NOT IN THE MONITOR SYSTEM"]), 4);
    };
    if let Some(moving) = moving(world, unit) {
        return refused(Message::new(NKR0197, world.vm(moving).inserts()), 3);
    }
    if world.unit(unit).update != ConfigurationUpdate::None {
        return refused(Message::new(NKR0169, ["ANOTHER ONE IS IN PROGRESS"]), 3);
    }
    let active = active(world, unit);
    let (different, able): (Vec<VmId>, Vec<VmId>) = active
        .iter()
        .partition(|vm| world.is_configured_elsewhere(**vm));
    let count = format!(
        "{} ACTIVE, {} OF THEM SUPPORT A DYNAMIC CHANGE OF THE I/O CONFIGURATION",
        active.len(),
        able.len()
    );
    let mut answer = Answer::done();
    let output = &mut answer.output;
    output.push(Output::Message(Message::new(NKR0178, [count])));
    if different.is_empty() {
        world.unit_mut(unit).update = ConfigurationUpdate::Running;
        output.push(Output::Message(Message::plain(NKR0196)));
        return answer;
    }
    world.unit_mut(unit).update = ConfigurationUpdate::Asked;
    let names = different.iter().map(|vm| world.vm(*vm).name.as_str());
    let names: Vec<&str> = names.collect();
    let question = Message::new(NKR0194, [names.join(",")]);
    let asker = Asker::ConfigurationUpdate(unit);
    effects.ask(System::Monitor(unit), DEVICE_TASK, question, asker);
    answer
}

/// `/STOP-CONFIGURATION-UPDATE`.
pub(super) fn stop(world: &mut World, call: Call<'_>, effects: &mut Effects) -> Answer {
    let is_monitor = matches!(call.issuer.system, System::Monitor(_));
    let unit = world.unit_mut(call.unit);
    if !is_monitor || unit.update == ConfigurationUpdate::None {
        return refused(Message::new(NKR0169, ["NONE IS IN PROGRESS"]), 3);
    }
    unit.update = ConfigurationUpdate::None;
    effects.withdraw(Asker::ConfigurationUpdate(call.unit));
    let output = vec![Output::Message(Message::plain(NKR0198))];
    Answer {
        output,
        ..Answer::done()
    }
}

/// What becomes of an answer to NKR0194.
pub fn answered(world: &mut World, unit: UnitId, text: &str, effects: &mut Effects) -> Reply {
    let (next, message) = match text.to_ascii_uppercase().as_str() {
        "Y" => (ConfigurationUpdate::Running, Message::plain(NKR0196)),
        "N" => {
            let message = Message::new(NKR0169, ["ENDED BY THE OPERATOR"]);
            (ConfigurationUpdate::None, message)
        }
        _ => return Reply::Wrong(Some(Message::plain(NKR0195))),
    };
    world.unit_mut(unit).update = next;
    effects.send(System::Monitor(unit), DEVICE_TASK, message);
    Reply::Accepted
}

/// Rejected by the subcode 2 that the manual tabulates: 3 rejected, 4 not supported.
fn refused(why: Message, sc2: u8) -> Answer {
    let code = ReturnCode::new(sc2, 64, "NKR0169");
    Answer {
        code,
        ..rejected(why)
    }
}

/// A VM that is being migrated from or to a server unit.
fn moving(world: &World, unit: UnitId) -> Option<VmId> {
    let mut migrations = world.migrations.iter().map(|migration| migration.sides);
    let here = migrations.find(|sides| sides.source == unit || sides.target == unit);
    here.map(|sides| sides.vm)
}

/// The guests that run on a server unit.
fn active(world: &World, unit: UnitId) -> Vec<VmId> {
    let guests = world
        .vms_here(unit)
        .filter(|vm| !world.vm(*vm).is_monitor());
    let active = guests.filter(|vm| world.vm(*vm).state == VmState::Running);
    active.collect()
}

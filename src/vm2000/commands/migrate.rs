//! CHECK-VM-MIGRATION and MIGRATE-VM (VM2000 V12.0 User Guide, pages 209 and 224).

use super::{ASKS_REMOTE, Answer, Call, Handler, Output};
use crate::catalog::{Message, MessageId, ReturnCode};
use crate::vm2000::Effects;
use crate::vm2000::ids::{VMS2460, VMS2461, VMS3042};
use crate::vm2000::jv::monitor;
use crate::vm2000::migration::check::{Findings, check as find, target};
use crate::vm2000::migration::{start, watch};
use crate::vm2000::model::{VmId, World};

/// The commands of this family.
pub(super) const HANDLERS: &[Handler] = &[
    Handler {
        name: "CHECK-VM-MIGRATION",
        takes: ASKS_REMOTE,
        run: check,
    },
    Handler {
        name: "MIGRATE-VM",
        takes: ASKS_REMOTE,
        run: migrate,
    },
];

/// `/CHECK-VM-MIGRATION`: tells what would keep a VM from being migrated.
fn check(world: &mut World, call: Call<'_>, _: &mut Effects) -> Answer {
    let (vm, findings) = match examine(world, call) {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let possible = findings.obstacles.is_empty();
    let mut output = tell(&findings);
    let verdict = if possible { VMS2460 } else { VMS2461 };
    output.push(Output::Message(about(world, vm, &findings, verdict)));
    let code = if possible {
        ReturnCode::DONE
    } else {
        ReturnCode::new(2, 0, "VMS2461")
    };
    Answer { output, code }
}

/// `/MIGRATE-VM`: the same check, and if nothing speaks against it the migration, which
/// then runs by itself.
fn migrate(world: &mut World, call: Call<'_>, effects: &mut Effects) -> Answer {
    let monjv = match call.monjv(world) {
        Ok(monjv) => monjv,
        Err(answer) => return answer,
    };
    let examined = examine(world, call);
    let accepts = |(_, found): &(VmId, Findings)| found.obstacles.is_empty();
    if let Some(key) = &monjv
        && !examined.as_ref().is_ok_and(accepts)
    {
        monitor::failed(world, key, "$AF", effects.now);
    }
    let (vm, findings) = match examined {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let mut output = tell(&findings);
    if findings.obstacles.is_empty() {
        start(world, vm, findings.target, effects);
        if let Some(key) = monjv {
            let warned = !findings.warnings.is_empty();
            watch(world, vm, key, warned, effects.now);
        }
        return Answer {
            output,
            code: ReturnCode::DONE,
        };
    }
    output.push(Output::Message(about(world, vm, &findings, VMS2461)));
    // The manual's table of return codes could not be read. A VM on the move is told as
    // in the tables of the other commands, the rest as an error of class 64.
    let moving = findings
        .obstacles
        .iter()
        .any(|message| message.id == VMS3042);
    let code = match moving {
        true => ReturnCode::new(0, 128, "VMS3042"),
        false => ReturnCode::new(0, 64, "VMS2461"),
    };
    Answer { output, code }
}

fn examine(world: &World, call: Call<'_>) -> Result<(VmId, Findings), Answer> {
    let vm = call.vm(world)?;
    let target = target(world, call.unit, call.text("SERVER-UNIT-NAME"))?;
    Ok((vm, find(world, vm, target)))
}

fn tell(findings: &Findings) -> Vec<Output> {
    let messages = findings.obstacles.iter().chain(&findings.warnings);
    messages.cloned().map(Output::Message).collect()
}

fn about(world: &World, vm: VmId, findings: &Findings, id: MessageId) -> Message {
    let mut inserts = world.vm(vm).inserts().to_vec();
    inserts.push(world.unit(findings.target).name.clone());
    Message::new(id, inserts)
}

//! DELETE-VM (VM2000 V12.0 User Guide, pages 79, 87 and 215).

use super::{Answer, Call, Handler, LOCAL};
use crate::catalog::Message;
use crate::vm2000::Effects;
use crate::vm2000::life::terminate;
use crate::vm2000::migration;
use crate::vm2000::model::{VmId, VmState, World};

/// The commands of this family.
pub(super) const HANDLERS: &[Handler] = &[Handler {
    name: "DELETE-VM",
    takes: LOCAL,
    run: delete,
}];

/// `/DELETE-VM`: terminates one VM, or all but the monitor VM.
fn delete(world: &mut World, call: Call<'_>, effects: &mut Effects) -> Answer {
    if call.keyword("VM-IDENTIFICATION") != Some("*ALL") {
        let gone = call.vm(world).and_then(|vm| one(world, call, vm, effects));
        return gone.map_or_else(|answer| answer, |noted| Answer::done().noted(noted));
    }
    let mut answer = Answer::done();
    for vm in world.guests(call.unit) {
        answer = match one(world, call, vm, effects) {
            Ok(noted) => answer.noted(noted),
            Err(refused) => answer.but(world, call, vm, refused),
        };
    }
    answer
}

/// Terminates a VM if it may go.
fn one(
    world: &mut World,
    call: Call<'_>,
    vm: VmId,
    effects: &mut Effects,
) -> Result<Result<(), Message>, Answer> {
    if call.keyword("CHECK-VM-STATE") == Some("*YES") {
        call.at_rest(world, vm)?;
        if !matches!(world.vm(vm).state, VmState::InitOnly | VmState::Down) {
            return Err(call.wrong_state(world, vm));
        }
    }
    // Deleting a VM on either side of a migration ends that, as long as it can still be
    // undone; at the target there is then nothing left to delete.
    let on_its_way = world.vm(vm).migration.is_some();
    if on_its_way && !migration::give_up(world, vm, effects) {
        call.at_rest(world, vm)?;
    }
    if world.vm(vm).unit != call.unit {
        return Ok(Ok(()));
    }
    Ok(terminate(world, vm, effects))
}

//! HOLD-VM and RESUME-VM (SU /390; VM2000 V12.0 User Guide, pages 72, 223 and 239).

use super::{Answer, Call, Handler, LOCAL};
use crate::catalog::{Message, MessageId, ReturnCode};
use crate::vm2000::ids::{VMS2000, VMS2012, VMS2020, VMS2021, VMS4612};
use crate::vm2000::life::{Resumed, Wait, hold, resume};
use crate::vm2000::model::{VmId, VmState, World};
use crate::vm2000::{Effects, Refusal, guest, say};

/// The commands of this family.
pub(super) const HANDLERS: &[Handler] = &[
    Handler {
        name: "HOLD-VM",
        takes: LOCAL,
        run: |world, call, effects| for_one_or_all(world, call, effects, hold_one),
    },
    Handler {
        name: "RESUME-VM",
        takes: LOCAL,
        run: |world, call, effects| for_one_or_all(world, call, effects, resume_one),
    },
];

/// Nothing had to be done.
pub(super) const NOTHING: ReturnCode = ReturnCode::new(1, 0, "CMD0001");

type One = fn(&mut World, Call<'_>, VmId, &mut Effects) -> Result<Answer, Answer>;

/// Carries a command out for the VM named, or for all guests that it applies to.
fn for_one_or_all(world: &mut World, call: Call<'_>, effects: &mut Effects, one: One) -> Answer {
    if call.keyword("VM-IDENTIFICATION") != Some("*ALL") {
        let done = call.vm(world).and_then(|vm| one(world, call, vm, effects));
        return done.unwrap_or_else(|answer| answer);
    }
    let mut all = Answer {
        code: NOTHING,
        ..Answer::done()
    };
    let concerned = |vm: &VmId| {
        let state = world.vm(*vm).state;
        matches!(state, VmState::Running | VmState::InHold)
    };
    let guests: Vec<VmId> = world
        .guests(call.unit)
        .into_iter()
        .filter(concerned)
        .collect();
    for vm in guests {
        all = match one(world, call, vm, effects) {
            Ok(done) => all.and(done),
            Err(refused) => all.but(world, call, vm, refused),
        };
    }
    all.unless_nothing(call, "*ALL", "NONE IS CONCERNED")
}

/// By whose right the command is given, and so which kind of waiting it is about.
pub(super) fn kind(world: &World, call: Call<'_>) -> Wait {
    if !call.issuer.is_vm2000_administrator(world) {
        return Wait::Own;
    }
    match call.keyword("VM-IDENTIFICATION") {
        Some("*ALL") => Wait::Global,
        _ => Wait::Selected,
    }
}

fn hold_one(
    world: &mut World,
    call: Call<'_>,
    vm: VmId,
    effects: &mut Effects,
) -> Result<Answer, Answer> {
    call.at_rest(world, vm)?;
    let (state, waits) = (world.vm(vm).state, world.vm(vm).waits);
    if !matches!(state, VmState::Running | VmState::InHold) {
        return Err(call.wrong_state(world, vm));
    }
    let changed = hold(world, vm, kind(world, call));
    // That VM2000 moves it is nobody's hold.
    if state == VmState::Running || !waits.ordered() {
        say::tell(call.unit, vm, waiting(world, vm, VMS2012), effects);
        return Ok(call.noted(world, vm));
    }
    let code = match changed {
        true => ReturnCode::DONE,
        false => NOTHING,
    };
    Ok(Answer::done().warned(waiting(world, vm, VMS2000), code))
}

fn resume_one(
    world: &mut World,
    call: Call<'_>,
    vm: VmId,
    effects: &mut Effects,
) -> Result<Answer, Answer> {
    if !matches!(world.vm(vm).state, VmState::Running | VmState::InHold) {
        return Err(call.wrong_state(world, vm));
    }
    let pool = &world.vm(vm).attributes.pool;
    if world.vm(vm).waits.any() && world.unit(call.unit).attached_cpus(pool) == 0 {
        return Err(Refusal::with(VMS4612, [pool, ""]).into());
    }
    match resume(world, vm, kind(world, call)) {
        Resumed::Nothing => Ok(Answer::nothing_to_do(world, call, vm, "IT IS NOT IN HOLD")),
        Resumed::StillWaits => {
            let code = ReturnCode::new(2, 0, "VMS2020");
            Ok(Answer::done().warned(waiting(world, vm, VMS2020), code))
        }
        Resumed::Runs => {
            let message = Message::new(VMS2021, world.vm(vm).inserts());
            say::tell(call.unit, vm, message, effects);
            guest::resumed(world, vm, effects);
            Ok(call.noted(world, vm))
        }
    }
}

/// A message about a VM that waits, with the kind of waiting that is shown.
pub(super) fn waiting(world: &World, vm: VmId, id: MessageId) -> Message {
    let [index, name] = world.vm(vm).inserts();
    let kind = world.vm(vm).waits.shown().unwrap_or_default();
    Message::new(id, [&index, &name, kind])
}

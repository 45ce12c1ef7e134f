//! START-VM and RESET-VM (VM2000 V12.0 User Guide, pages 69, 87 and 251; V10.0, page 136).

use super::hold::{kind, waiting};
use super::{Answer, Call, Handler, LOCAL};
use crate::catalog::Message;
use crate::sdf::Value;
use crate::vm2000::devices::{Why, release_implicit};
use crate::vm2000::ids::{VMS2011, VMS2012, VMS2014};
use crate::vm2000::life::{Wanted, hold, plan};
use crate::vm2000::model::{GuestPhase, InformationByte, Mnemonic, VmId, VmState, Waits, World};
use crate::vm2000::{Effects, guest, memory, say};

/// The commands of this family.
pub(super) const HANDLERS: &[Handler] = &[
    Handler {
        name: "RESET-VM",
        takes: LOCAL,
        run: |world, call, effects| reset(world, call, effects).unwrap_or_else(|refused| refused),
    },
    Handler {
        name: "START-VM",
        takes: LOCAL,
        run: |world, call, effects| start(world, call, effects).unwrap_or_else(|refused| refused),
    },
];

/// `/START-VM`: loads a guest system and starts it.
fn start(world: &mut World, call: Call<'_>, effects: &mut Effects) -> Result<Answer, Answer> {
    call.fits_unit_type(world)?;
    let vm = call.vm(world)?;
    let checks = call.keyword("CHECK-VM-STATE") != Some("*NO");
    if checks || is_at_target(world, call, vm) {
        call.at_rest(world, vm)?;
    }
    let rests = matches!(world.vm(vm).state, VmState::InitOnly | VmState::Down);
    if checks && !rests {
        return Err(call.wrong_state(world, vm));
    }
    let ipl = plan(world, vm, wanted(call))?;
    world.under_way.quiet_times.remove(&vm);
    if !rests {
        guest::abort(world, vm);
        world.vm_mut(vm).waits = Waits::default();
        memory::arrive_at_once(world, vm, effects);
    }
    let diagnostic = call.keyword("DIAGNOSTIC-IPL") == Some("*YES");
    release_implicit(world, vm, Why::Ipl { diagnostic }, effects);
    let [index, name] = world.vm(vm).inserts();
    let started = Message::new(VMS2011, [&index, &name, &ipl.unit.to_string()]);
    say::tell(call.unit, vm, started, effects);
    if diagnostic {
        guest::start_dump(world, vm, ipl, effects);
    } else {
        guest::start(world, vm, ipl, effects);
    }
    if call.keyword("HOLD") == Some("*YES") {
        let wait = kind(world, call);
        hold(world, vm, wait);
        say::tell(call.unit, vm, waiting(world, vm, VMS2012), effects);
    }
    Ok(call.noted(world, vm))
}

/// On the target of a migration nothing can be started, and on its source neither, once
/// the guest has left it.
fn is_at_target(world: &World, call: Call<'_>, vm: VmId) -> bool {
    let id = world.vm(vm).migration;
    let sides = id.and_then(|id| world.migrations.get(id)).map(|m| m.sides);
    sides.is_some_and(|sides| sides.target == call.unit || sides.target == world.vm(vm).unit)
}

/// What the operands say of the start.
fn wanted(call: Call<'_>) -> Wanted {
    let named = |value: &Value| value.text().and_then(|text| text.parse::<Mnemonic>().ok());
    let consoles = call.value("MAIN-CONSOLE").map(Value::items);
    let consoles: Vec<Mnemonic> = consoles.into_iter().flatten().filter_map(named).collect();
    Wanted {
        unit: call.value("IPL-UNIT").and_then(named),
        main_console: (!consoles.is_empty()).then_some(consoles),
        information: match call.keyword("INFORMATION-BYTE") {
            Some("*DIALOG") => InformationByte::Dialog,
            Some("*AUTOMATIC") => InformationByte::Automatic,
            _ => InformationByte::Fast,
        },
        params: call.text("PARAMS").map(str::to_owned),
    }
}

/// `/RESET-VM`: aborts a guest system at once. Its VM is INIT-ONLY from now on.
fn reset(world: &mut World, call: Call<'_>, effects: &mut Effects) -> Result<Answer, Answer> {
    let vm = call.vm(world)?;
    call.at_rest(world, vm)?;
    if world.vm(vm).state == VmState::InitOnly {
        let why = "IT IS INIT-ONLY ALREADY";
        return Ok(Answer::nothing_to_do(world, call, vm, why));
    }
    world.under_way.quiet_times.remove(&vm);
    guest::abort(world, vm);
    release_implicit(world, vm, Why::Reset, effects);
    let reset = world.vm_mut(vm);
    reset.state = VmState::InitOnly;
    reset.waits = Waits::default();
    reset.guest.phase = GuestPhase::None;
    let message = Message::new(VMS2014, reset.inserts());
    say::tell(call.unit, vm, message, effects);
    memory::arrive_at_once(world, vm, effects);
    guest::monitor::guest_ended(world, vm, effects);
    Ok(call.noted(world, vm))
}

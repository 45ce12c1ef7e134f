//! SHUTDOWN-VM (VM2000 V12.0 User Guide, pages 43, 78, 87 and 250).

use super::hold::NOTHING;
use super::{Answer, Call, Handler, LOCAL};
use crate::catalog::Message;
use crate::sdf::Value;
use crate::sim::Span;
use crate::vm2000::guest::{COMMAND_FILE, is_ending};
use crate::vm2000::ids::{VMS2004, VMS2016, VMS2018};
use crate::vm2000::life::{Action, shut_down};
use crate::vm2000::model::{GuestPhase, System, VmId, VmState, World};
use crate::vm2000::{Effects, Refusal, say};

/// The commands of this family.
pub(super) const HANDLERS: &[Handler] = &[Handler {
    name: "SHUTDOWN-VM",
    takes: LOCAL,
    run: shutdown,
}];

/// Why nothing is to be done.
const UNDER_WAY: &str = "ITS SHUTDOWN IS UNDER WAY";

/// `/SHUTDOWN-VM`: shuts down one guest system, all of them, or all of VM2000.
fn shutdown(world: &mut World, call: Call<'_>, effects: &mut Effects) -> Answer {
    let value = call.value("VM-IDENTIFICATION");
    let done = match value.and_then(Value::keyword) {
        Some("*VM2000") => everything(world, call, effects),
        Some("*VM-GUESTS") => Ok(guests(world, call, effects)),
        _ => call.vm(world).and_then(|vm| one(world, call, vm, effects)),
    };
    done.unwrap_or_else(|refused| refused)
}

/// What is to be done in the guests: ACTION.
fn action(call: Call<'_>) -> Action {
    let action = call.value("ACTION");
    if action.and_then(Value::keyword) == Some("*ENTER-JOB") {
        return Action::EnterJob;
    }
    let minutes = action.and_then(|action| action.inner("QUIET-TIME"));
    Action::Shutdown(minutes.map_or(Span::ZERO, minutes_of))
}

/// The same in words, which are ours.
fn in_words(action: Action) -> String {
    match action {
        Action::EnterJob => format!("ENTER JOB: '{COMMAND_FILE}'"),
        Action::Shutdown(quiet) => match quiet.millis() / 60_000 {
            1 => "QUIET TIME: 1 MINUTE".to_owned(),
            minutes => format!("QUIET TIME: {minutes} MINUTES"),
        },
    }
}

/// A number of minutes, also a default one, which is a keyword.
fn minutes_of(value: &Value) -> Span {
    let number = value.integer().or_else(|| value.keyword()?.parse().ok());
    let minutes = number.and_then(|n| u64::try_from(n).ok()).unwrap_or(0);
    Span::from_secs(minutes.saturating_mul(60))
}

fn one(
    world: &mut World,
    call: Call<'_>,
    vm: VmId,
    effects: &mut Effects,
) -> Result<Answer, Answer> {
    call.at_rest(world, vm)?;
    let known = world.vm(vm);
    match known.state {
        VmState::InHold => return Err(call.wrong_state(world, vm)),
        VmState::Running => {}
        _ => {
            let why = format!("ITS STATE IS {}", known.state);
            return Ok(Answer::nothing_to_do(world, call, vm, &why));
        }
    }
    if known.guest.phase != GuestPhase::Ready {
        return Err(Refusal::with(VMS2004, known.inserts()).into());
    }
    let action = action(call);
    if is_ending(world, System::Guest(vm)) || is_no_sooner(world, vm, action, effects) {
        return Ok(Answer::nothing_to_do(world, call, vm, UNDER_WAY));
    }
    let [index, name] = known.inserts();
    let message = Message::new(VMS2016, [index, name, in_words(action)]);
    say::tell(call.unit, vm, message, effects);
    shut_down(world, vm, action, None, effects);
    Ok(Answer::done())
}

/// Whether a quiet time is running, and this would end no sooner.
fn is_no_sooner(world: &World, vm: VmId, action: Action, effects: &Effects) -> bool {
    let running = world.under_way.quiet_times.get(&vm);
    matches!((running, action), (Some(end), Action::Shutdown(quiet)) if effects.now + quiet >= *end)
}

/// All guests that run, as far as they can be shut down.
fn guests(world: &mut World, call: Call<'_>, effects: &mut Effects) -> Answer {
    let runs = |vm: &VmId| matches!(world.vm(*vm).state, VmState::Running | VmState::InHold);
    let all: Vec<VmId> = world.guests(call.unit).into_iter().filter(runs).collect();
    let mut answer = Answer {
        code: NOTHING,
        ..Answer::done()
    };
    for vm in all {
        answer = match one(world, call, vm, effects) {
            Ok(done) => answer.and(done),
            Err(refused) => answer.but(world, call, vm, refused),
        };
    }
    answer.unless_nothing(call, "*VM-GUESTS", "NO GUEST SYSTEM IS RUNNING")
}

/// The guests first, the monitor system last.
fn everything(world: &mut World, call: Call<'_>, effects: &mut Effects) -> Result<Answer, Answer> {
    let waiting = call.value("VM-IDENTIFICATION");
    let waiting = waiting.and_then(|value| value.inner("WAITING-TIME"));
    let unlimited = waiting.is_none_or(|time| time.keyword() == Some("*UNLIMITED"));
    let guests = world.guests(call.unit);
    for vm in &guests {
        call.at_rest(world, *vm)?;
    }
    let is_held = |vm: &&VmId| world.vm(**vm).state == VmState::InHold;
    if let Some(held) = guests.iter().find(is_held).filter(|_| unlimited) {
        return Err(call.wrong_state(world, *held));
    }
    let action = action(call);
    let there = &world.unit(call.unit).monitor;
    let monitor = there.vm;
    if there.ends_with_guests || is_no_sooner(world, monitor, action, effects) {
        return Ok(Answer::nothing_to_do(world, call, monitor, UNDER_WAY));
    }
    let message = Message::new(VMS2018, [in_words(action)]);
    say::tell(call.unit, monitor, message, effects);
    let waiting = waiting.filter(|_| !unlimited).map(minutes_of);
    shut_down(world, monitor, action, waiting, effects);
    Ok(Answer::done())
}

//! SHUTDOWN, the end of the own system (BS2000 "Commands" V21, page 579).

use super::{Answer, Call, Handler, LOCAL};
use crate::catalog::{Message, ReturnCode};
use crate::sdf::Value;
use crate::sim::Span;
use crate::vm2000::Effects;
use crate::vm2000::guest::{Restart, end, quiet, vm_of};
use crate::vm2000::ids::EXC0555;
use crate::vm2000::model::World;

/// The commands of this family.
pub(super) const HANDLERS: &[Handler] = &[Handler {
    name: "SHUTDOWN",
    takes: LOCAL,
    run: shutdown,
}];

/// `/SHUTDOWN`: *QUIET warns the users and takes no new jobs; all else ends the session,
/// with or without a restart.
fn shutdown(world: &mut World, call: Call<'_>, effects: &mut Effects) -> Answer {
    let vm = vm_of(world, call.issuer.system);
    let mode = call.value("MODE");
    if mode.and_then(Value::keyword) == Some("*QUIET") {
        if world.vm(vm).guest.is_quiet {
            return Answer {
                output: vec![super::Output::Message(Message::plain(EXC0555))],
                code: ReturnCode::new(1, 0, "CMD0001"),
            };
        }
        quiet(world, vm, effects);
        return Answer::done();
    }
    let restart = mode
        .and_then(|mode| mode.inner("RESTART"))
        .and_then(restart);
    end(world, vm, restart, effects);
    Answer::done()
}

fn restart(value: &Value) -> Option<Restart> {
    if value.keyword() != Some("*YES") {
        return None;
    }
    let delay = value.inner("DELAY").and_then(Value::integer);
    let delay = delay.and_then(|seconds| u64::try_from(seconds).ok());
    let device = value.inner("IPL-DEVICE").and_then(Value::text);
    Some(Restart {
        delay: Span::from_secs(delay.unwrap_or(0)),
        device: device.and_then(|device| device.parse().ok()),
    })
}

//! Which input a system takes, as far as it has come. The texts are ours: what a console
//! does with input that nobody takes was not seen printed.

use super::vm_of;
use crate::vm2000::model::{GuestPhase, System, World};

/// What a system takes at its consoles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attention {
    /// Everything.
    Full,
    /// Answers to its questions only, and the command that shows these. Why nothing else,
    /// and what to do.
    Answers(&'static str, &'static str),
    /// Nothing. Why, and what to do.
    Nothing(&'static str, &'static str),
}

/// What a system takes at its consoles now.
pub fn attention(world: &World, system: System) -> Attention {
    let vm = world.vm(vm_of(world, system));
    if vm.waits.any() {
        return Attention::Nothing(
            "SYSTEM IN HOLD (WAIT) - INPUT IGNORED",
            "RESUME-VM at the monitor system lets it go on",
        );
    }
    match vm.guest.phase {
        GuestPhase::Ready => Attention::Full,
        GuestPhase::Startup | GuestPhase::Restart => Attention::Answers(
            "SYSTEM NOT READY - INPUT IGNORED",
            "until SYSTEM READY the system takes answers to its questions, and /SHOW-PENDING-MSG",
        ),
        GuestPhase::None | GuestPhase::Ended | GuestPhase::Aborted => {
            let advice = match system {
                System::Guest(_) => "START-VM at the monitor system starts the guest system",
                System::Monitor(_) => {
                    "the server unit is down; the SE Manager would switch it on: here the trainer \
                     does, with `clear su-down` and its name"
                }
            };
            Attention::Nothing("SYSTEM NOT LOADED - INPUT IGNORED", advice)
        }
    }
}

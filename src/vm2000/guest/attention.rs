//! Which input a system takes, as far as it has come. The texts are ours: what a console
//! does with input that nobody takes was not seen printed.

use super::vm_of;
use crate::vm2000::model::{GuestPhase, MonitorState, ServerUnit, System, UnitId, VmId, World};

/// What a system takes at its consoles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attention {
    /// Everything.
    Full,
    /// Answers to its questions only, and the command that shows these. Why nothing else,
    /// and what to do.
    Answers(&'static str, String),
    /// Nothing. Why, and what to do.
    Nothing(&'static str, String),
}

/// What a system takes at its consoles now.
pub fn attention(world: &World, system: System) -> Attention {
    let vm = world.vm(vm_of(world, system));
    if vm.waits.any() {
        return Attention::Nothing(
            "SYSTEM IN HOLD (WAIT) - INPUT IGNORED",
            "RESUME-VM at the monitor system lets it go on".to_owned(),
        );
    }
    match vm.guest.phase {
        GuestPhase::Ready => Attention::Full,
        GuestPhase::Startup | GuestPhase::Restart => Attention::Answers(
            "SYSTEM NOT READY - INPUT IGNORED",
            "until SYSTEM READY the system takes answers to its questions, and /SHOW-PENDING-MSG"
                .to_owned(),
        ),
        GuestPhase::None | GuestPhase::Ended | GuestPhase::Aborted => {
            let advice = match system {
                System::Guest(_) => {
                    "START-VM at the monitor system starts the guest system".to_owned()
                }
                System::Monitor(unit) => switch_on(world, unit),
            };
            Attention::Nothing("SYSTEM NOT LOADED - INPUT IGNORED", advice)
        }
    }
}

/// How a VM that is not initialized comes back: from its definition, if that has outlived it.
pub fn way_back(world: &World, vm: VmId) -> String {
    let known = world.vm(vm);
    let holds = |(_, unit): &(UnitId, &ServerUnit)| {
        let kept = unit.definitions.get(&known.name);
        kept.is_some_and(|definition| definition.attributes.persistent)
    };
    let units = (0..).map(UnitId).zip(&world.units);
    match units.filter(holds).min_by_key(|(id, _)| *id != known.unit) {
        Some((id, unit)) if unit.monitor.state == MonitorState::Down => switch_on(world, id),
        Some((_, unit)) => format!(
            "/ACTIVATE-VM-DEFINITION VM-NAME={} at {} initializes the VM again",
            known.name, unit.name
        ),
        None => "CREATE-VM at a monitor system initializes a VM".to_owned(),
    }
}

/// How a server unit comes back that is down.
fn switch_on(world: &World, unit: UnitId) -> String {
    let name = &world.unit(unit).name;
    format!(
        "the server unit {name} is down; the SE Manager would switch it on: here the trainer \
         does, with `clear su-down {name}`"
    )
}

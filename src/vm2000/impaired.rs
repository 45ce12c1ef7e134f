//! When VM2000 of a server unit cannot carry out any command of its own (VM2000 V12.0 User
//! Guide, pages 196 and 256). Guests run on, and so do the commands of BS2000.

use super::ids::VMS6003;
use super::model::{Impairment, MonitorState, System, UnitId, World};
use super::{Effects, Refusal, say};
use crate::catalog::{Message, ReturnCode};

/// An impairment begins or ends. Only those of the carrier system are told of at once; the
/// others are noticed by who gives a command.
pub(super) fn change(
    world: &mut World,
    unit: UnitId,
    (what, is_over): (Impairment, bool),
    effects: &mut Effects,
) {
    let monitor = &mut world.unit_mut(unit).monitor;
    let changed = match is_over {
        true => monitor.impairments.remove(&what),
        false => monitor.impairments.insert(what),
    };
    if !changed || !what.is_of_carrier() || monitor.state != MonitorState::Ready {
        return;
    }
    let component = match what {
        Impairment::Carrier => "ADMINISTRATION COMPONENT OF CARRIER SYSTEM",
        _ => "VM2000 AGENT",
    };
    let message = match is_over {
        true => Message::new(VMS6003, [component]),
        false => Message::plain(what.code().0),
    };
    effects.send(System::Monitor(unit), say::VM2000_TASK, message);
}

/// The refusal of a command of VM2000 that cannot be carried out now; of several
/// impairments the first one in the order of page 196.
pub fn refusal(world: &World, unit: UnitId) -> Option<Refusal> {
    let unit = world.unit(unit);
    // In native mode there is no VM2000 that could be loaded.
    let native = unit.is_native.then_some(&Impairment::NotLoaded);
    let what = native.or_else(|| unit.monitor.impairments.first())?;
    let (mc, sc1) = what.code();
    Some(Refusal {
        message: Message::plain(mc),
        code: ReturnCode { sc2: 0, sc1, mc },
    })
}

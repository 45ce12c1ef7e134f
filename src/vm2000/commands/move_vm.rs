//! MOVE-VM: a VM to another place in main memory (SU /390; VM2000 V12.0 User Guide, page
//! 232). Its return codes and messages could not be read; ours.

use super::answer::either;
use super::{Answer, Call, Handler, LOCAL};
use crate::catalog::Message;
use crate::sdf::Value;
use crate::vm2000::Effects;
use crate::vm2000::ids::{VMS4010, VMS4017, VMS4111, VMS4112, VMS4113, VMS4114, VMS4115};
use crate::vm2000::memory::{location, relocate};
use crate::vm2000::model::{GuestPhase, VmId, VmState, World};

/// The commands of this family.
pub(super) const HANDLERS: &[Handler] = &[Handler {
    name: "MOVE-VM",
    takes: LOCAL,
    run: |world, call, effects| either(move_vm(world, call, effects)),
}];

/// `/MOVE-VM`.
fn move_vm(world: &mut World, call: Call<'_>, effects: &mut Effects) -> Result<Answer, Answer> {
    let vm = call.vm(world)?;
    call.at_rest(world, vm)?;
    let [index, name] = world.vm(vm).inserts();
    if world.under_way.moves.contains_key(&vm) {
        return Err(Answer::refused_for_now(Message::new(
            VMS4113,
            [index, name],
        )));
    }
    let to = target(world, call, vm)?;
    let length = world.held_mb(vm);
    let fits = |(start, free): &(u64, u64)| {
        *start <= to && to.saturating_add(length) <= start.saturating_add(*free)
    };
    if !world.areas_without(call.unit, Some(vm)).iter().any(fits) {
        return Err(Answer::refused(Message::new(VMS4010, [location(to)])));
    }
    if world.vm(vm).location_mb == Some(to) {
        let why = format!("ITS LOCATION IS {}", location(to));
        return Ok(Answer::nothing_to_do(world, call, vm, &why));
    }
    if call.keyword("MSCF-COORDINATED") == Some("*YES") && !can_be_protected(world, vm) {
        return Err(Answer::refused(Message::new(VMS4114, [index, name])));
    }
    if relocate(world, vm, to, effects) {
        let moved = Message::new(VMS4112, [index, name, location(to)]);
        return Ok(call.noted(world, vm).say_first(moved));
    }
    Ok(Answer::done().say(Message::new(VMS4111, [index, name, location(to)])))
}

/// Whether a guest can ask its MSCF partners not to take it for failed: one that runs and
/// has come up, not one that is held. Without a guest nothing has to be protected.
fn can_be_protected(world: &World, vm: VmId) -> bool {
    match world.vm(vm).state {
        VmState::Running => world.vm(vm).guest.phase == GuestPhase::Ready,
        VmState::InHold => false,
        VmState::InitOnly | VmState::Down | VmState::NotInitialized => true,
    }
}

/// The megabyte at which LOCATION lets the VM begin.
fn target(world: &World, call: Call<'_>, vm: VmId) -> Result<u64, Answer> {
    let end = world.unit(call.unit).memory_mb;
    let length = world.held_mb(vm);
    let before = |place: u64| {
        let refusal = || Answer::refused(Message::new(VMS4010, [location(0)]));
        place.checked_sub(length).ok_or_else(refusal)
    };
    let own = world.vm(vm).location_mb.unwrap_or_default();
    let others = || {
        let vms = world.unit(call.unit).vms.values();
        let placed = vms.filter_map(|other| Some((world.location_on(call.unit, *other)?, *other)));
        placed.filter(|(_, other)| *other != vm)
    };
    let value = call.value("LOCATION");
    let neighbour = || match value.and_then(|v| v.inner("VM-IDENTIFICATION")) {
        None | Some(Value::Keyword(_)) => Ok(None),
        Some(named) => match call.vm_in(world, Some(named))? {
            itself if itself == vm => {
                let refusal = Message::new(VMS4115, world.vm(vm).inserts());
                Err(Answer::refused(refusal))
            }
            other => Ok(Some(other)),
        },
    };
    match value.and_then(Value::keyword) {
        Some("*BEFORE-VM") => {
            let next = others().filter(|(place, _)| *place > own).min();
            let place = match neighbour()? {
                Some(named) => world.location_on(call.unit, named),
                None => next.map(|(place, _)| place),
            };
            before(place.unwrap_or(end))
        }
        Some("*AFTER-VM") => {
            let previous = others().filter(|(place, _)| *place < own).max();
            let chosen = neighbour()?.or(previous.map(|(_, other)| other));
            let behind = chosen.and_then(|other| {
                Some(world.location_on(call.unit, other)? + world.held_mb(other))
            });
            Ok(behind.unwrap_or_default())
        }
        Some(_) => before(end),
        None => address(value),
    }
}

/// An address in hexadecimal digits, in bytes or megabytes, as a megabyte. It has to be a
/// multiple of one.
fn address(value: Option<&Value>) -> Result<u64, Answer> {
    let digits = value.and_then(Value::text).unwrap_or_default();
    let number = u64::from_str_radix(digits, 16).ok();
    let dimension = value.and_then(|v| v.inner("DIMENSION"));
    let megabyte = match dimension.and_then(Value::keyword) {
        Some("*MEGABYTE") => number,
        _ => number
            .filter(|n| n.trailing_zeros() >= 20 || *n == 0)
            .map(|n| n >> 20),
    };
    megabyte.ok_or_else(|| Answer::refused(Message::new(VMS4017, [digits])))
}

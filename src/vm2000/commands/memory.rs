//! EXTEND-VM-MEMORY and REDUCE-VM-MEMORY (VM2000 V12.0 User Guide, pages 222 and 234).
//! Their return codes and messages could not be read; ours.

use super::answer::either;
use super::{Answer, Call, Handler, LOCAL};
use crate::catalog::Message;
use crate::vm2000::Effects;
use crate::vm2000::ids::{VMS4011, VMS4016, VMS4100, VMS4102, VMS4103, VMS4104};
use crate::vm2000::jv::monitor;
use crate::vm2000::life::in_one_piece;
use crate::vm2000::memory;
use crate::vm2000::model::{UnitType, VmId, VmState, World};

/// The commands of this family.
pub(super) const HANDLERS: &[Handler] = &[
    Handler {
        name: "EXTEND-VM-MEMORY",
        takes: LOCAL,
        run: |world, call, effects| either(carry_out(world, call, extend, effects)),
    },
    Handler {
        name: "REDUCE-VM-MEMORY",
        takes: LOCAL,
        run: |world, call, effects| either(carry_out(world, call, reduce, effects)),
    },
];

/// What a VM's memory is to be, in MB: its size and its least size.
type Sizes = (u64, u64);
/// What a command works out, or why it is refused.
type Wanted = Result<(VmId, Sizes), Answer>;

/// Carries out what a command has worked out: a new size takes its time, and a job variable
/// may watch it, which is told of a refusal, too.
fn carry_out(
    world: &mut World,
    call: Call<'_>,
    work_out: fn(&World, Call<'_>) -> Wanted,
    effects: &mut Effects,
) -> Result<Answer, Answer> {
    let monjv = call.monjv(world)?;
    let (vm, (size, min)) = match work_out(world, call) {
        Ok(wanted) => wanted,
        Err(refused) => {
            if let Some(jv) = &monjv {
                monitor::failed(world, jv, "$AF", effects.now);
            }
            return Err(refused);
        }
    };
    let now = world.vm(vm).attributes.memory;
    if size != now.size_mb {
        let [index, name] = world.vm(vm).inserts();
        memory::resize(world, vm, (size, min), monjv, effects);
        let begun = Message::new(VMS4100, [index, name, size.to_string()]);
        return Ok(Answer::done().say(begun));
    }
    // The least size alone is changed at once.
    if let Some(jv) = monjv {
        let watched = monitor::accepted(world, jv, false, effects.now);
        monitor::completed(world, &watched);
    }
    if min == now.min_mb {
        let why = format!("MEMORY SIZE: {} MB, MINIMUM: {min} MB", now.size_mb);
        return Ok(Answer::nothing_to_do(world, call, vm, &why));
    }
    world.vm_mut(vm).attributes.memory.min_mb = min;
    Ok(call.noted(world, vm))
}

/// `/EXTEND-VM-MEMORY`.
fn extend(world: &World, call: Call<'_>) -> Wanted {
    let vm = resizable(world, call)?;
    let now = world.vm(vm).attributes.memory;
    let most = memory::most_mb(world, vm);
    let size = match (
        call.keyword("NEW-MEMORY-SIZE"),
        call.megabytes("NEW-MEMORY-SIZE"),
    ) {
        (Some("*MAXIMUM"), _) => most,
        (_, Some(size)) => size,
        _ => now.size_mb,
    };
    let min = match (
        call.keyword("NEW-MIN-MEMORY-SIZE"),
        call.megabytes("NEW-MIN-MEMORY-SIZE"),
    ) {
        (Some("*MAXIMUM"), _) => size,
        (_, Some(min)) => min,
        _ => now.min_mb,
    };
    let unit_type = world.unit(call.unit).unit_type;
    let highest = match unit_type {
        UnitType::X86 => now.max_mb,
        UnitType::S390 => u64::MAX,
    };
    check(("NEW-MEMORY-SIZE", size), now.size_mb, highest, unit_type)?;
    check(("NEW-MIN-MEMORY-SIZE", min), now.min_mb, size, unit_type)?;
    if size > most {
        return Err(too_little(world, vm, size, most));
    }
    Ok((vm, (size, min)))
}

/// `/REDUCE-VM-MEMORY`.
fn reduce(world: &World, call: Call<'_>) -> Wanted {
    let vm = resizable(world, call)?;
    let now = world.vm(vm).attributes.memory;
    let size = call.megabytes("NEW-MEMORY-SIZE").unwrap_or(now.min_mb);
    let unit_type = world.unit(call.unit).unit_type;
    let bounds = (now.min_mb, now.size_mb);
    check(("NEW-MEMORY-SIZE", size), bounds.0, bounds.1, unit_type)?;
    Ok((vm, (size, now.min_mb)))
}

/// The refusal of a size for which there is no room: how much there is, and on SU /390,
/// where a VM grows only into what is free directly behind it, whether a move would help.
fn too_little(world: &World, vm: VmId, size: u64, most: u64) -> Answer {
    let known = world.vm(vm);
    let unit = world.unit(known.unit);
    let rest = most.saturating_sub(known.memory_mb());
    let available = match unit.unit_type {
        UnitType::X86 => in_one_piece(rest),
        UnitType::S390 => {
            let areas = world.areas_without(known.unit, Some(vm)).into_iter();
            let largest = areas.map(|(_, length)| length).max().unwrap_or(0);
            let hint = if largest >= size {
                format!(", {largest} MB ELSEWHERE: MOVE-VM FIRST")
            } else {
                String::new()
            };
            format!("{rest} MB BEHIND THE VM{hint}")
        }
    };
    let needed = size.saturating_sub(known.memory_mb()).to_string();
    Answer::refused(Message::new(VMS4011, [needed, available]))
}

/// The VM that is meant, if its memory can be reconfigured now.
fn resizable(world: &World, call: Call<'_>) -> Result<VmId, Answer> {
    let vm = call.vm(world)?;
    call.at_rest(world, vm)?;
    let [index, name] = world.vm(vm).inserts();
    if world.under_way.resizes.contains_key(&vm) {
        return Err(Answer::refused_for_now(Message::new(
            VMS4102,
            [index, name],
        )));
    }
    if !memory::can_be_resized(world, vm) {
        let state = world.vm(vm).state;
        // RUNNING is the state for it, but not yet.
        let not_yet = match state {
            VmState::Running => " BEFORE SYSTEM READY",
            _ => "",
        };
        let inserts = [index, name, state.to_string(), not_yet.to_owned()];
        let message = Message::new(VMS4103, inserts);
        return Err(Answer::refused(message));
    }
    Ok(vm)
}

/// Checks a size against its bounds, in MB; on SU x86 memory comes in pieces of 2 MB.
fn check(
    (operand, size): (&str, u64),
    least: u64,
    most: u64,
    unit_type: UnitType,
) -> Result<(), Answer> {
    let number = size.to_string();
    if unit_type == UnitType::X86 && !size.is_multiple_of(2) {
        let inserts = [operand, &number, "NOT A MULTIPLE OF 2 MB"];
        return Err(Answer::refused(Message::new(VMS4016, inserts)));
    }
    if (least..=most).contains(&size) {
        return Ok(());
    }
    let bounds = match most {
        u64::MAX => format!("{least} MB OR MORE"),
        most if most == least => format!("{least} MB ONLY, WHICH IT IS ALREADY"),
        most => format!("{least} TO {most} MB"),
    };
    let message = Message::new(VMS4104, [operand, &number, &bounds]);
    Err(Answer::refused(message))
}

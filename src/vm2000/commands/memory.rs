//! EXTEND-VM-MEMORY and REDUCE-VM-MEMORY (VM2000 V12.0 User Guide, pages 222 and 234).
//! Their return codes and messages could not be read; ours.

use super::answer::either;
use super::{Answer, Call, Handler, LOCAL};
use crate::catalog::Message;
use crate::vm2000::Effects;
use crate::vm2000::ids::{VMS4011, VMS4016, VMS4100, VMS4102, VMS4103, VMS4104};
use crate::vm2000::jv::monitor;
use crate::vm2000::memory;
use crate::vm2000::model::{UnitType, VmId, World};

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
        return Ok(Answer::done().remarking(1));
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
    check(size, now.size_mb, highest, unit_type)?;
    check(min, now.min_mb, size, unit_type)?;
    if size > most {
        return Err(Answer::refused(Message::plain(VMS4011)));
    }
    Ok((vm, (size, min)))
}

/// `/REDUCE-VM-MEMORY`.
fn reduce(world: &World, call: Call<'_>) -> Wanted {
    let vm = resizable(world, call)?;
    let now = world.vm(vm).attributes.memory;
    let size = call.megabytes("NEW-MEMORY-SIZE").unwrap_or(now.min_mb);
    let unit_type = world.unit(call.unit).unit_type;
    check(size, now.min_mb, now.size_mb, unit_type)?;
    Ok((vm, (size, now.min_mb)))
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
        let state = world.vm(vm).state.to_string();
        let message = Message::new(VMS4103, [index, name, state]);
        return Err(Answer::refused(message));
    }
    Ok(vm)
}

/// Checks a size against its bounds, in MB; on SU x86 memory comes in pieces of 2 MB.
fn check(size: u64, least: u64, most: u64, unit_type: UnitType) -> Result<(), Answer> {
    if unit_type == UnitType::X86 && !size.is_multiple_of(2) {
        let inserts = [size.to_string(), "NOT A MULTIPLE OF 2 MB".to_owned()];
        return Err(Answer::refused(Message::new(VMS4016, inserts)));
    }
    if (least..=most).contains(&size) {
        return Ok(());
    }
    let bounds = match most {
        u64::MAX => format!("{least} OR MORE"),
        most => format!("{least} TO {most}"),
    };
    let message = Message::new(VMS4104, [size.to_string(), bounds]);
    Err(Answer::refused(message))
}

//! The crash of a system: SETS (VM2000 V12.0 User Guide, page 258).

use super::course::{Restart, begin};
use super::turn::down;
use super::{
    Choices, DumpChoices, Script, began_anew, is_loaded, is_ready, monitor, system_of, tell,
};
use crate::catalog::Message;
use crate::vm2000::Effects;
use crate::vm2000::ids::{NRTV000, VMS2033, VMS2051, VMS2052};
use crate::vm2000::model::{GuestPhase, System, VmId, World};

/// The sender of emergency messages, which come when a system can say nothing any more
/// in the normal way (BS2000 "Introduction to System Administration" V11, page 275).
const EMERGENCY: &str = "E";

/// Crash ids, each with its text; ours, in the form of the printed sample.
const CRASHES: [(&str, &str); 5] = [
    ("NDMSUBS", "I/O ERROR ON SYSTEM FILE"),
    ("NKEPAGE", "PAGE FAULT IN RESIDENT CODE"),
    ("NBMBOUR", "BOURSE TABLE DESTROYED"),
    ("NKELOCK", "LOCK NOT RELEASED BY CPU"),
    ("NDSMEMO", "CLASS 3 MEMORY EXHAUSTED"),
];

/// A crash as it is told, and whether SLED can write a dump then.
pub(super) struct Crash {
    pub(super) id: &'static str,
    pub(super) text: &'static str,
    pub(super) dumps: bool,
}

/// Lets a guest crash. One that is not loaded cannot, nor one that is held: it executes
/// nothing. If it was set so, SLED dumps its
/// memory and it starts anew; else its VM is DOWN.
pub fn crash(world: &mut World, vm: VmId, effects: &mut Effects) {
    if !is_loaded(world, vm) || world.vm(vm).waits.any() {
        return;
    }
    let stream = u32::from(vm.0) + 1;
    let last = u32::try_from(CRASHES.len() - 1).unwrap_or(0);
    let drawn = world.random.between_of("crash", stream, 0, last);
    let (id, text) = CRASHES[drawn as usize % CRASHES.len()];
    let crash = Crash {
        id,
        text,
        dumps: true,
    };
    crash_with(world, vm, &crash, effects);
}

/// Lets a guest crash in this way.
pub(super) fn crash_with(world: &mut World, vm: VmId, crash: &Crash, effects: &mut Effects) {
    if !is_loaded(world, vm) || world.vm(vm).waits.any() {
        return;
    }
    let &Crash { id, text, dumps } = crash;
    let system = system_of(world, vm);
    effects.send(system, EMERGENCY, Message::new(NRTV000, [id, text]));
    if world.vm(vm).is_monitor() {
        return monitor::crashed(world, vm, effects);
    }
    let [index, name] = world.vm(vm).inserts();
    let unit = world.vm(vm).unit;
    let at_monitor = System::Monitor(unit);
    if is_ready(world, at_monitor) {
        let message = Message::new(VMS2033, [id.to_owned(), text.to_owned(), index, name]);
        effects.send_about(at_monitor, super::VM2000_TASK, message, vm);
    }
    if world.vm(vm).guest.restarts && dumps {
        tell(world, vm, VMS2052, &[], effects);
        dump_and_restart(world, vm, effects);
    } else {
        tell(world, vm, VMS2051, &["CRASH"], effects);
        down(world, vm, GuestPhase::Aborted, effects);
        monitor::guest_ended(world, vm, effects);
    }
}

/// SLED asks only if the startup of the system asked, too.
pub(super) fn dump_and_restart(world: &mut World, vm: VmId, effects: &mut Effects) {
    let ipl = world.vm(vm).attributes.ipl.as_ref();
    let choices = Choices {
        mode: ipl.map(|ipl| ipl.information).unwrap_or_default(),
        restart: Some(Restart::default()),
        dump: DumpChoices::default(),
        ..Choices::default()
    };
    began_anew(world, vm, GuestPhase::Restart);
    begin(world, vm, Script::Dump, choices, effects);
}

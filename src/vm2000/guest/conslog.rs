//! What the files are called in which a system logs what happens at its consoles (BS2000
//! Diagnostics Handbook V21, page 201).

use super::insert::utc_offset;
use crate::sim::Tick;
use crate::vm2000::model::{LogFile, VmId, World};

/// The user id under which they are.
const USER: &str = "$SYSAUDIT.";
/// The highest serial number of a day.
const LAST: u16 = 999;

/// The name of the file that is open, such as `SYS.CONSLOG.2026-01-12.001.001`: the day
/// on which it was opened, the number of the session, and which file of that day it is.
pub fn name(world: &World, vm: VmId) -> String {
    let guest = &world.vm(vm).guest;
    let LogFile { opened, serial } = guest.conslog;
    let date = world.calendar.date(opened, utc_offset(world, vm));
    format!("SYS.CONSLOG.{date}.{:03}.{serial:03}", guest.session)
}

/// The same with its user id.
pub fn path(world: &World, vm: VmId) -> String {
    format!("{USER}{}", name(world, vm))
}

/// The name in a path.
pub fn name_in(path: &str) -> &str {
    path.strip_prefix(USER).unwrap_or(path)
}

/// Opens the next file. Files are counted anew each day; behind the last one of a day
/// there is none, and `false` says so.
pub fn change(world: &mut World, vm: VmId, now: Tick) -> bool {
    let offset = utc_offset(world, vm);
    let LogFile { opened, serial } = world.vm(vm).guest.conslog;
    let day = |tick| world.calendar.date(tick, offset);
    let serial = if day(opened) == day(now) {
        serial + 1
    } else {
        1
    };
    if serial > LAST {
        return false;
    }
    world.vm_mut(vm).guest.conslog = LogFile {
        opened: now,
        serial,
    };
    true
}

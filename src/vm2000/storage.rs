//! The storage for VM definitions, as far as it can be reached and written (VM2000 V12.0
//! User Guide, pages 40 and 91). That of an SU x86 is X2000's and always there, but may be
//! locked like the other, which is ours.

use super::definitions::{catch_up, is_writable};
use super::ids::{VMS2330, VMS2331, VMS2333};
use super::model::{MonitorState, System, UnitId, World};
use super::{Effects, say};
use crate::catalog::Message;

/// What can happen to the storage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// It cannot be reached.
    Lost,
    /// It can be read, but not written.
    Locked,
}

/// The trouble begins or ends. When all is well again, what had to wait is noted.
pub(super) fn change(
    world: &mut World,
    unit: UnitId,
    (trouble, is_over): (Trouble, bool),
    effects: &mut Effects,
) {
    let there = world.unit_mut(unit);
    match trouble {
        Trouble::Lost => there.storage_accessible = is_over,
        Trouble::Locked => there.storage_locked = !is_over,
    }
    let name = there.name.clone();
    let is_ready = there.monitor.state == MonitorState::Ready;
    if is_over {
        catch_up(world, unit);
    }
    if !is_ready {
        return;
    }
    let message = match trouble {
        _ if is_over && is_writable(world, unit) => Message::plain(VMS2330),
        _ if is_over => return,
        Trouble::Lost => Message::new(VMS2331, [name]),
        Trouble::Locked => Message::new(VMS2333, [name]),
    };
    effects.send(System::Monitor(unit), say::VM2000_TASK, message);
}

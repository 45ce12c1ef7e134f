//! How VMs come into being and go (VM2000 V12.0 User Guide, pages 62 to 79).
//!
//! [`initialize`] makes a VM of a [`Spec`], [`terminate`] ends one. CREATE-VM,
//! ACTIVATE-VM-DEFINITION, DELETE-VM and the end of VM2000 all go through them.

mod hold;
mod initialize;
mod ipl;
mod memory;
mod names;
mod shutdown;
mod terminate;

pub use hold::{Resumed, Wait, hold, resume};
pub use initialize::{Spec, check_sets, initialize};
pub use ipl::{Wanted, plan};
pub use memory::{Location, check_size, in_one_piece};
pub use names::{check as check_name, is_another_things};
pub use shutdown::{Action, shut_down};
pub use terminate::terminate;

use super::model::{UnitId, VmId, World};
use super::{Effects, commands};
use crate::sim::Span;

/// What comes later of something that was ordered for a VM.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LifeEvent {
    /// The users of a system have been warned long enough: it is shut down.
    QuietTimeOver {
        /// Its VM.
        vm: VmId,
        /// How long a monitor system waits for its guests; without end if not given.
        waiting: Option<Span>,
    },
    /// The next periodic output of SHOW-VM-STATUS.
    ReportDue {
        /// The server unit.
        unit: UnitId,
        /// The number of the output.
        run: u32,
    },
    /// A monitor system has waited long enough for its guests.
    WaitingTimeOver {
        /// Its server unit.
        unit: UnitId,
        /// The run of the monitor system for which this is due.
        run: u32,
    },
    /// X2000 has released memory of a VM that was terminated before (SU x86).
    MemoryReleased {
        /// On which server unit.
        unit: UnitId,
        /// How much, in MB.
        size_mb: u64,
    },
}

/// Carries out what was ordered before.
pub(super) fn carry_out(world: &mut World, event: LifeEvent, effects: &mut Effects) {
    match event {
        LifeEvent::QuietTimeOver { vm, waiting } => {
            shutdown::quiet_time_over(world, vm, waiting, effects);
        }
        LifeEvent::ReportDue { unit, run } => commands::report(world, unit, run, effects),
        LifeEvent::WaitingTimeOver { unit, run } => {
            shutdown::waiting_time_over(world, unit, run, effects);
        }
        LifeEvent::MemoryReleased { unit, size_mb } => {
            let releasing = &mut world.unit_mut(unit).releasing_mb;
            *releasing = releasing.saturating_sub(size_mb);
        }
    }
}

//! How VMs come into being and go (VM2000 V12.0 User Guide, pages 62 to 79).
//!
//! [`initialize`] makes a VM of a [`Spec`], [`terminate`] ends one. CREATE-VM,
//! ACTIVATE-VM-DEFINITION, DELETE-VM and the end of VM2000 all go through them.

mod hold;
mod initialize;
mod ipl;
mod memory;
mod names;
mod terminate;

pub use hold::{Resumed, Wait, hold, resume};
pub use initialize::{Spec, check_attributes, check_sets, initialize};
pub use ipl::{Wanted, plan};
pub use memory::{Location, check_size};
pub use names::check as check_name;
pub use terminate::terminate;

use super::model::{UnitId, World};

/// What is left over of a VM that was terminated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LifeEvent {
    /// X2000 has released memory of a VM that was terminated before (SU x86).
    MemoryReleased {
        /// On which server unit.
        unit: UnitId,
        /// How much, in MB.
        size_mb: u64,
    },
}

/// Carries out what is left over of a VM.
pub(super) fn carry_out(world: &mut World, event: LifeEvent) {
    match event {
        LifeEvent::MemoryReleased { unit, size_mb } => {
            let releasing = &mut world.unit_mut(unit).releasing_mb;
            *releasing = releasing.saturating_sub(size_mb);
        }
    }
}

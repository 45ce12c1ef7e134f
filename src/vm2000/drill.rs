//! Troubles of a system that its operator settles by answering a question, or, where it
//! only tells what to do, by doing it.
//!
//! Their texts, answers and courses are those of the BS2000 system messages; which
//! volume and device they name is ours.

use super::guest::vm_of;
use super::ids::{NBR0990, NDV0002, NDV0003, XYZ0123};
use super::model::{Assignment, Family, System, Usage, VmId, World};
use super::question::{Asker, Reply};
use super::{Effects, Event};
use crate::catalog::Message;
use crate::sim::Span;

/// The task that manages disks. Its TSN was not seen printed; ours.
pub(super) const DISK_TASK: &str = "DISK";
/// The sender of emergency messages (BS2000 "Introduction to System Administration" V11,
/// page 275).
const EMERGENCY: &str = "E";
/// The sender of the instruction, and its device, of the printed sample (BS2000
/// "Introduction to System Administration" V21, page 286).
const ALARM_TASK: &str = "TSN4";
const ALARM_DEVICE: &str = "L1";
/// NDV0002 comes again after such a time, if the label is still locked (BS2000 System
/// Messages, NDV0002).
pub(super) const RETRY: Span = Span::from_secs(40);

/// A trouble.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Drill {
    /// Another system keeps the standard volume label of a shared disk locked.
    LabelLock {
        /// The disk's volume.
        volume: String,
        /// Its device.
        device: String,
        /// The system that holds the lock.
        holder: String,
    },
    /// The system disk cannot be reached, so that questions take the emergency way.
    Emergency,
    /// A device is to be switched off: an instruction, which nobody can answer.
    Alarm,
}

/// The next step of a drill in a system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrillEvent {
    /// In which system.
    pub system: System,
    /// In which of its runs: one that was started anew knows nothing of it.
    pub run: u32,
    /// Which drill.
    pub drill: Drill,
}

/// The disks of a VM with their volumes.
fn disks(world: &World, vm: VmId) -> impl Iterator<Item = (&Assignment, &str)> {
    let unit = world.unit(world.vm(vm).unit);
    world.vm(vm).devices.iter().filter_map(|held| {
        let known = unit.devices.get(&held.mnemonic)?;
        let is_disk = known.family == Family::Disk;
        known
            .volume
            .as_deref()
            .filter(|_| is_disk)
            .map(|volume| (held, volume))
    })
}

fn locked(held: &Assignment, volume: &str, holder: &str) -> Drill {
    Drill::LabelLock {
        volume: volume.to_owned(),
        device: held.mnemonic.to_string(),
        holder: holder.to_owned(),
    }
}

impl DrillEvent {
    /// Lets it happen, as soon as the system is not held.
    pub(super) fn carry_out(&self, world: &World, effects: &mut Effects) {
        let vm = world.vm(vm_of(world, self.system));
        if vm.guest.run != self.run {
            return;
        }
        if vm.waits.any() {
            return effects.after(RETRY, Event::Drill(self.clone()));
        }
        self.drill.ask(self.system, effects);
    }
}

impl Drill {
    /// A locked label on a disk of a VM: on one that another VM uses as well, if there is
    /// any.
    pub fn label_lock(world: &World, vm: VmId) -> Option<Drill> {
        let lent = || {
            let (held, volume) = disks(world, vm).next()?;
            Some(locked(held, volume, "UNKNOWN"))
        };
        Drill::shared_label_lock(world, vm).or_else(lent)
    }

    /// The same on one that another VM uses as well.
    pub fn shared_label_lock(world: &World, vm: VmId) -> Option<Drill> {
        disks(world, vm).find_map(|(held, volume)| {
            let uses = |theirs: &Assignment| theirs.mnemonic == held.mnemonic;
            let mut all = world.vms.iter().enumerate();
            let (_, other) = all
                .find(|(place, other)| *place != vm.index() && other.devices.iter().any(uses))
                .filter(|_| held.usage == Usage::Shared)?;
            Some(locked(held, volume, &other.name))
        })
    }

    /// Begins, or begins again.
    pub fn ask(&self, system: System, effects: &mut Effects) {
        let asker = Asker::Drill(system, self.clone());
        match self {
            Drill::Alarm => effects.instruct(system, self.task(), self.question(), asker),
            _ => effects.ask(system, self.task(), self.question(), asker),
        }
    }

    /// Sees that the operators have done what they were told.
    pub fn done(&self, system: System, effects: &mut Effects) {
        effects.withdraw(Asker::Drill(system, self.clone()));
    }

    fn task(&self) -> &'static str {
        match self {
            Drill::LabelLock { .. } => DISK_TASK,
            Drill::Emergency => EMERGENCY,
            Drill::Alarm => ALARM_TASK,
        }
    }

    fn question(&self) -> Message {
        match self {
            Drill::LabelLock {
                volume,
                device,
                holder,
            } => Message::new(NDV0002, [volume, device, holder]),
            Drill::Emergency => Message::plain(NBR0990),
            Drill::Alarm => Message::new(XYZ0123, [ALARM_DEVICE]),
        }
    }

    /// What becomes of an answer.
    pub(super) fn answer(
        &self,
        world: &World,
        system: System,
        text: &str,
        effects: &mut Effects,
    ) -> Reply {
        match (self, text.to_ascii_uppercase().as_str()) {
            // Afterwards the message takes the normal way, too (SA11, page 275).
            (Drill::Emergency, "R") => {
                effects.send(system, DISK_TASK, self.question());
                Reply::Accepted
            }
            (Drill::Emergency | Drill::Alarm, _) => Reply::Wrong(None),
            (Drill::LabelLock { .. }, "R") => {
                let event = DrillEvent {
                    system,
                    run: world.vm(vm_of(world, system)).guest.run,
                    drill: self.clone(),
                };
                effects.after(RETRY, Event::Drill(event));
                Reply::Accepted
            }
            (Drill::LabelLock { .. }, "T" | "F") => Reply::Accepted,
            (Drill::LabelLock { .. }, _) => Reply::Wrong(Some(Message::plain(NDV0003))),
        }
    }
}

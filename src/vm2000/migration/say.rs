//! What a migration tells, and on which side
//! (VM2000 V12.0 User Guide, page 82; white paper "Cluster Solutions for SE Servers").
//!
//! SU /390: VM2000 does the work and tells it on both sides. SU x86: Xen and X2000 do
//! it; the target tells VMS6020 alone, and the guest sees HAL0331 and HAL0332.

use super::{Reason, Sides};
use crate::catalog::{Message, MessageId};
use crate::vm2000::Effects;
use crate::vm2000::guest::{DEVICE_TASK, is_loaded};
use crate::vm2000::ids::*;
use crate::vm2000::model::{Assignment, Mnemonic, System, UnitId, UnitType, World};
use crate::vm2000::say;

/// The tasks of a guest that tell of a migration; their TSNs are ours, too.
const RECONFIGURATION_TASK: &str = "ETM";
const MSCF_TASK: &str = "MSCF";
const HAL_TASK: &str = "HAL";

const RECOVERY_START: &str = "RECOVERY-START";
const AUTOMATIC: &str = "*AUTOMATIC";
const LOCKED: &str = "LOCKED";

/// Speaks for one migration.
pub(super) struct Speaker<'a> {
    world: &'a mut World,
    sides: Sides,
    effects: &'a mut Effects,
}

impl<'a> Speaker<'a> {
    pub(super) fn new(world: &'a mut World, sides: Sides, effects: &'a mut Effects) -> Self {
        Speaker {
            world,
            sides,
            effects,
        }
    }

    fn is_s390(&self) -> bool {
        self.sides.unit_type == UnitType::S390
    }

    pub(super) fn started(&mut self) {
        self.at_source(VMS2450);
    }

    pub(super) fn guest_prepares(&mut self) {
        if self.is_s390() {
            self.guest(RECONFIGURATION_TASK, Message::new(ETMDR01, ["MIGRATE"]));
            self.guest(
                MSCF_TASK,
                Message::new(MCS1002, [RECOVERY_START, AUTOMATIC, LOCKED]),
            );
        }
    }

    /// The guest that has prepared itself, if it is still the same one, is as it was before.
    pub(super) fn guest_released(&mut self, run: u32, has_moved: bool) {
        if self.is_s390() && self.world.vm(self.sides.vm).guest.run == run {
            self.guest(
                MSCF_TASK,
                Message::new(MCS1002, [RECOVERY_START, LOCKED, AUTOMATIC]),
            );
            let outcome = if has_moved { "COMPLETED" } else { "ABORTED" };
            let ended = Message::new(ETMDR02, ["MIGRATE", outcome]);
            self.guest(RECONFIGURATION_TASK, ended);
        }
    }

    /// The guest uses devices no longer, since they cannot come along attached.
    pub(super) fn detached(&mut self, devices: &[Mnemonic]) {
        self.of_devices(NKR0045, devices);
    }

    /// The guest uses devices again, or others in their place.
    pub(super) fn attached(&mut self, devices: &[Mnemonic]) {
        self.of_devices(NKR0110, devices);
    }

    /// As ATTACH- and DETACH-DEVICE would tell it. That it is told is ours.
    fn of_devices(&mut self, id: MessageId, devices: &[Mnemonic]) {
        for device in devices {
            self.guest(DEVICE_TASK, Message::new(id, [device]));
        }
    }

    pub(super) fn created(&mut self) {
        if self.is_s390() {
            self.at_target(VMS2430);
        }
        let Sides { vm, target, .. } = self.sides;
        let source = &self.world.unit(self.sides.source).name;
        let how = format!(" BY LIVE MIGRATION FROM SOURCE SU '{source}'");
        say::created(self.world, target, vm, &how, self.effects);
    }

    pub(super) fn assigned(&mut self, unit: UnitId, devices: &[Assignment]) {
        if self.is_s390() {
            say::assigned(self.world, unit, self.sides.vm, devices, self.effects);
        }
    }

    pub(super) fn removed(&mut self, unit: UnitId, devices: &[Assignment]) {
        if self.is_s390() {
            say::removed(self.world, unit, self.sides.vm, devices, self.effects);
        }
    }

    pub(super) fn suspended(&mut self) {
        if self.is_s390() {
            self.at_source(VMS2452);
        } else {
            self.guest(HAL_TASK, Message::plain(HAL0331));
        }
    }

    pub(super) fn resumed(&mut self) {
        if self.is_s390() {
            self.at_target(VMS2432);
        } else {
            self.guest(HAL_TASK, Message::plain(HAL0332));
        }
    }

    /// The guest goes on at the source, because the migration was aborted.
    pub(super) fn resumed_at_source(&mut self) {
        if !self.is_s390() {
            self.guest(HAL_TASK, Message::plain(HAL0332));
        }
    }

    pub(super) fn target_completed(&mut self) {
        if self.is_s390() {
            self.at_target(VMS2431);
        }
    }

    /// A side gives the VM up: the source when it has moved, the target when it stays.
    pub(super) fn terminated(&mut self, unit: UnitId, devices: &[Assignment]) {
        let vm = self.sides.vm;
        let how = match unit == self.sides.source {
            true => " AT LIVE MIGRATION",
            false => " AFTER ABORT OF LIVE MIGRATION",
        };
        self.removed(unit, devices);
        say::terminated(self.world, unit, vm, how, self.effects);
    }

    /// The definition stays on the source for now, as its administrators are to know
    /// (VM2000 V12.0 User Guide, page 86).
    pub(super) fn definition_kept(&mut self) {
        let Sides {
            vm, source, target, ..
        } = self.sides;
        let mut inserts = self.vm().to_vec();
        inserts.push(self.world.unit(target).name.clone());
        let message = Message::new(VMS2454, inserts);
        say::tell(source, vm, message, self.effects);
    }

    /// The definition on the target does not say what has changed by the move.
    pub(super) fn definition_outdated(&mut self, warning: Message) {
        let Sides { vm, target, .. } = self.sides;
        say::tell(target, vm, warning, self.effects);
    }

    pub(super) fn source_completed(&mut self) {
        self.at_source(VMS2451);
    }

    pub(super) fn aborted(&mut self, reason: &Reason, target_knows: bool) {
        self.with_reason(VMS2453, self.sides.source, self.sides.target, reason);
        if target_knows {
            self.with_reason(VMS2433, self.sides.target, self.sides.source, reason);
        }
    }

    fn with_reason(&mut self, id: MessageId, unit: UnitId, other: UnitId, reason: &Reason) {
        let mut inserts = self.vm().to_vec();
        inserts.push(self.world.unit(other).name.clone());
        inserts.push(reason.to_string());
        self.tell(unit, Message::new(id, inserts));
    }

    fn at_source(&mut self, id: MessageId) {
        self.about_other(id, self.sides.source, self.sides.target);
    }

    fn at_target(&mut self, id: MessageId) {
        self.about_other(id, self.sides.target, self.sides.source);
    }

    fn about_other(&mut self, id: MessageId, unit: UnitId, other: UnitId) {
        let mut inserts = self.vm().to_vec();
        inserts.push(self.world.unit(other).name.clone());
        self.tell(unit, Message::new(id, inserts));
    }

    fn tell(&mut self, unit: UnitId, message: Message) {
        self.effects
            .send(System::Monitor(unit), say::VM2000_TASK, message);
    }

    /// A guest that is not loaded says nothing.
    fn guest(&mut self, task: &'static str, message: Message) {
        if !is_loaded(self.world, self.sides.vm) {
            return;
        }
        self.effects
            .send(System::Guest(self.sides.vm), task, message);
    }

    fn vm(&self) -> [String; 2] {
        self.world.vm(self.sides.vm).inserts()
    }
}

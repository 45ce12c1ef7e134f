//! Letting a VM rest and go on (SU /390; VM2000 V12.0 User Guide, page 72).

use crate::vm2000::model::{VmId, VmState, World};

/// Who lets a VM wait, and which of them: the kinds of waiting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    /// `SEL`: the VM2000 administrator, this VM.
    Selected,
    /// `GLB`: the VM2000 administrator, all VMs.
    Global,
    /// `VMA`: the VM's own administrator.
    Own,
}

/// What has become of a VM that was to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resumed {
    /// It did not wait for this reason, or not at all.
    Nothing,
    /// It waits for another reason.
    StillWaits,
    /// It runs.
    Runs,
}

/// Lets a VM wait that is RUNNING or waits already. Returns whether that was new.
pub fn hold(world: &mut World, vm: VmId, wait: Wait) -> bool {
    let held = world.vm_mut(vm);
    let waits = &mut held.waits;
    let reason = match wait {
        Wait::Selected => &mut waits.selected,
        Wait::Global => &mut waits.global,
        Wait::Own => &mut waits.own,
    };
    held.state = VmState::InHold;
    !std::mem::replace(reason, true)
}

/// Cancels the waiting that `by` may cancel: the VM2000 administrator for one VM that of
/// its own administrator, too, and for all VMs the global one. The manual's table could
/// not be read; what it says in words is this.
pub fn resume(world: &mut World, vm: VmId, by: Wait) -> Resumed {
    let held = world.vm_mut(vm);
    let before = held.waits;
    match by {
        Wait::Selected => (held.waits.selected, held.waits.own) = (false, false),
        Wait::Global => held.waits.global = false,
        Wait::Own => held.waits.own = false,
    }
    if held.waits.any() {
        return Resumed::StillWaits;
    }
    if !before.any() {
        return Resumed::Nothing;
    }
    held.state = VmState::Running;
    Resumed::Runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vm2000::model::{Attributes, GuestPhase, GuestSystem, Load, UnitId, Vm, Waits};

    fn waits(kinds: &str) -> Waits {
        Waits {
            selected: kinds.contains("SEL"),
            global: kinds.contains("GLB"),
            own: kinds.contains("VMA"),
            internal: kinds.contains("INT"),
        }
    }

    /// A world of one VM that waits like this.
    fn world(kinds: &str) -> World {
        let mut world = World::new(1);
        let waits = waits(kinds);
        let state = match waits.any() {
            true => VmState::InHold,
            false => VmState::Running,
        };
        world.vms.push(Vm {
            index: 2,
            name: "VM02".to_owned(),
            unit: UnitId(0),
            configured_on: UnitId(0),
            state,
            waits,
            attributes: Attributes::default(),
            location_mb: None,
            virtual_cpus: Vec::new(),
            monjv: None,
            load: Load::NAMED[0].1,
            usual_load: None,
            guest: GuestSystem {
                phase: GuestPhase::Ready,
                ..GuestSystem::default()
            },
            devices: Vec::new(),
            migration: None,
        });
        world
    }

    const VM: VmId = VmId(0);
    const BY: [Wait; 3] = [Wait::Global, Wait::Selected, Wait::Own];

    /// The table of page 72: old state, and the new one after HOLD-VM by the VM2000
    /// administrator for all VMs, for one VM, and by the VM's administrator.
    const HOLD: [(&str, [&str; 3]); 8] = [
        ("", ["GLB", "SEL", "VMA"]),
        ("VMA", ["VMA+GLB", "VMA+SEL", "VMA"]),
        ("SEL", ["SEL+GLB", "SEL", "SEL+VMA"]),
        ("GLB", ["GLB", "GLB+SEL", "GLB+VMA"]),
        ("VMA+SEL", ["VMA+SEL+GLB", "VMA+SEL", "VMA+SEL"]),
        ("VMA+GLB", ["VMA+GLB", "VMA+GLB+SEL", "VMA+GLB"]),
        ("SEL+GLB", ["SEL+GLB", "SEL+GLB", "SEL+GLB+VMA"]),
        ("VMA+SEL+GLB", ["VMA+SEL+GLB", "VMA+SEL+GLB", "VMA+SEL+GLB"]),
    ];

    /// The same for RESUME-VM, in our reading.
    const RESUME: [(&str, [&str; 3]); 8] = [
        ("", ["", "", ""]),
        ("VMA", ["VMA", "", ""]),
        ("SEL", ["SEL", "", "SEL"]),
        ("GLB", ["", "GLB", "GLB"]),
        ("VMA+SEL", ["VMA+SEL", "", "SEL"]),
        ("VMA+GLB", ["VMA", "GLB", "GLB"]),
        ("SEL+GLB", ["SEL", "GLB", "SEL+GLB"]),
        ("VMA+SEL+GLB", ["VMA+SEL", "GLB", "SEL+GLB"]),
    ];

    #[test]
    fn every_row_of_the_table_of_hold_vm_holds() {
        for (old, row) in HOLD {
            for (by, new) in BY.into_iter().zip(row) {
                for internal in ["", "+INT"] {
                    let mut world = world(&format!("{old}{internal}"));
                    let changed = hold(&mut world, VM, by);
                    let vm = world.vm(VM);
                    assert_eq!(vm.waits, waits(&format!("{new}{internal}")), "{old} {by:?}");
                    assert_eq!(vm.state, VmState::InHold);
                    assert_eq!(changed, waits(old) != waits(new), "{old} {by:?}");
                }
            }
        }
    }

    #[test]
    fn every_row_of_the_table_of_resume_vm_holds() {
        for (old, row) in RESUME {
            for (by, new) in BY.into_iter().zip(row) {
                let mut world = world(old);
                let resumed = resume(&mut world, VM, by);
                let vm = world.vm(VM);
                assert_eq!(vm.waits, waits(new), "{old} {by:?}");
                let (state, told) = match (old, new) {
                    ("", _) => (VmState::Running, Resumed::Nothing),
                    (_, "") => (VmState::Running, Resumed::Runs),
                    _ => (VmState::InHold, Resumed::StillWaits),
                };
                assert_eq!((vm.state, resumed), (state, told), "{old} {by:?}");
            }
        }
    }

    #[test]
    fn a_vm_that_is_being_moved_goes_on_only_afterwards() {
        let mut world = world("SEL+INT");
        assert_eq!(resume(&mut world, VM, Wait::Selected), Resumed::StillWaits);
        assert_eq!(world.vm(VM).waits, waits("INT"));
        assert_eq!(world.vm(VM).state, VmState::InHold);
    }

    #[test]
    fn the_strongest_kind_is_shown() {
        for (kinds, shown) in [
            ("", None),
            ("VMA", Some("WAIT (VMA)")),
            ("VMA+GLB", Some("WAIT (GLB)")),
            ("VMA+SEL+GLB", Some("WAIT (SEL)")),
            ("INT", Some("WAIT (INT)")),
            ("VMA+INT", Some("WAIT (VMA)")),
        ] {
            assert_eq!(waits(kinds).shown(), shown, "{kinds}");
        }
    }
}

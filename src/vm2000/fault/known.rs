//! What can fail, as data: for tapes, batch, scenarios, and menus that offer it.

use super::FaultKind;
use crate::vm2000::model::Impairment;

/// A fault that there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// As people write it.
    pub name: &'static str,
    /// What it strikes: what has to be named behind it.
    pub strikes: Strikes,
    /// Whether it lasts until it is cleared; otherwise it is over once it has happened.
    pub lasts: bool,
    /// What happens, in one line.
    pub help: &'static str,
    /// The fault itself, if it befalls machines and not consoles.
    pub kind: Option<FaultKind>,
}

/// What a fault strikes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strikes {
    /// A server unit.
    Unit,
    /// A VM, but no monitor VM.
    Vm,
    /// A real CPU of a server unit, such as `ABGSE501/03`.
    Cpu,
    /// A console, or the system that it belongs to.
    Console,
}

/// All faults, by name.
pub const FAULTS: [Known; 21] = [
    of_vm2000(
        Impairment::Agent,
        "agent-loss",
        "The VM2000 agent of an SU x86 has failed: no command of VM2000 works there.",
    ),
    of_vm2000(
        Impairment::Carrier,
        "carrier-loss",
        "The carrier system of an SU x86 cannot be asked: no command of VM2000 works.",
    ),
    of_console(
        "console-loss",
        true,
        "The console is defective; another one takes over as main console.",
    ),
    Known {
        name: "cpu-error",
        strikes: Strikes::Cpu,
        lasts: true,
        help: "A real CPU fails; on an SU /390 a hot spare takes its place, if there is one.",
        kind: Some(FaultKind::CpuError),
    },
    of_console(
        "device-alarm",
        true,
        "A device is to be switched off: an instruction, which stays until it is cleared.",
    ),
    of_unit(
        FaultKind::DiskLoss,
        "disk-loss",
        true,
        "The SU cannot operate disks of VMs that come to it; those that it has run on.",
    ),
    of_console(
        "emergency",
        false,
        "The system asks straight at its main console: its own disk does not answer.",
    ),
    Known {
        name: "guest-crash",
        strikes: Strikes::Vm,
        lasts: false,
        help: "The guest crashes (SETS), and restarts if it was set so.",
        kind: Some(FaultKind::GuestCrash),
    },
    of_vm2000(
        Impairment::HypervisorMemory,
        "hypervisor-memory",
        "The hypervisor is short of memory: VM2000 rejects its commands.",
    ),
    of_console(
        "label-lock",
        false,
        "Another system keeps a disk of this one locked, and its operator is asked.",
    ),
    of_unit(
        FaultKind::LinkLoss,
        "link-loss",
        true,
        "The link to the other SU of the cluster is interrupted.",
    ),
    Known {
        name: "load-surge",
        strikes: Strikes::Vm,
        lasts: true,
        help: "The guest writes all of its memory faster than any link carries it.",
        kind: Some(FaultKind::LoadSurge),
    },
    of_unit(
        FaultKind::MemoryShortage,
        "memory-shortage",
        true,
        "Something else takes all memory of the SU that no VM holds.",
    ),
    of_vm2000(
        Impairment::MonitorMemory,
        "monitor-memory",
        "The monitor system is short of memory: VM2000 rejects its commands.",
    ),
    of_unit(
        FaultKind::MonitorRestart,
        "monitor-restart",
        false,
        "The monitor system crashes and restarts; the guests run on.",
    ),
    of_unit(
        FaultKind::StorageLock,
        "storage-lock",
        true,
        "VM definitions of the SU can be read, but neither created nor deleted.",
    ),
    of_unit(
        FaultKind::StorageLoss,
        "storage-loss",
        true,
        "The storage for VM definitions of an SU /390 cannot be reached.",
    ),
    of_unit(
        FaultKind::SuDown,
        "su-down",
        true,
        "The SU goes down with everything on it; clearing it switches it on again.",
    ),
    of_vm2000(
        Impairment::NotAvailable,
        "vm2000-busy",
        "VM2000 cannot be used for a while, and rejects its commands.",
    ),
    of_vm2000(
        Impairment::Error,
        "vm2000-error",
        "VM2000 ends its commands with an internal error.",
    ),
    of_vm2000(
        Impairment::NotLoaded,
        "vm2000-unloaded",
        "The subsystem of VM2000 is not loaded, so its commands are rejected.",
    ),
];

const fn of_unit(kind: FaultKind, name: &'static str, lasts: bool, help: &'static str) -> Known {
    Known {
        name,
        strikes: Strikes::Unit,
        lasts,
        help,
        kind: Some(kind),
    }
}

const fn of_vm2000(what: Impairment, name: &'static str, help: &'static str) -> Known {
    of_unit(FaultKind::Impairment(what), name, true, help)
}

const fn of_console(name: &'static str, lasts: bool, help: &'static str) -> Known {
    Known {
        name,
        strikes: Strikes::Console,
        lasts,
        help,
        kind: None,
    }
}

impl Known {
    /// The fault of this name.
    pub fn named(name: &str) -> Option<&'static Known> {
        let same = |known: &&Known| known.name.eq_ignore_ascii_case(name);
        FAULTS.iter().find(same)
    }

    /// The faults that befall machines, as scenarios write them.
    pub fn of_machines() -> Vec<(&'static str, FaultKind)> {
        let machines = FAULTS.iter();
        machines
            .filter_map(|known| Some((known.name, known.kind?)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_is_in_the_list_once_and_told_in_one_line() {
        assert!(FAULTS.is_sorted_by(|a, b| a.name < b.name));
        for known in &FAULTS {
            assert!(known.help.len() <= 80, "{}", known.name);
            assert!(known.help.ends_with('.'), "{}", known.name);
            assert_eq!(known.kind.is_none(), known.strikes == Strikes::Console);
            if let Some(kind) = known.kind {
                assert_eq!(kind.known().name, known.name);
                assert_eq!(kind.to_string(), known.name);
            }
        }
    }
}

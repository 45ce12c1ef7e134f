//! INFORMATION=*UNITS: the devices (VM2000 V10.0 User Guide, page 542).

use std::collections::BTreeMap;

use super::Shown;
use crate::sdf::{Value, wildcard_matches};
use crate::vm2000::commands::Call;
use crate::vm2000::commands::table::{Line, listed};
use crate::vm2000::model::{AssignedBy, Assignment, Device, Family, Mnemonic, Usage, VmId};

/// Which devices are shown: the operands UNITS and TYPE.
#[derive(Debug, Clone)]
pub(super) struct Filter {
    units: Vec<Value>,
    device_type: Option<String>,
}

impl Filter {
    /// What a command wants to see.
    pub(super) fn of(call: Call<'_>) -> Self {
        let units = match call.value("UNITS") {
            None | Some(Value::Keyword(_)) => Vec::new(),
            Some(listed) => listed.items().to_vec(),
        };
        let word = call.keyword("TYPE").or_else(|| call.text("TYPE"));
        let device_type = word.filter(|word| !["*ALL", "*ANY"].contains(word));
        Filter {
            units,
            device_type: device_type.map(str::to_owned),
        }
    }

    fn names(&self, mnemonic: &Mnemonic) -> bool {
        let name = mnemonic.to_string();
        self.units.is_empty() || self.units.iter().any(|unit| is_meant(unit, &name))
    }

    /// Whether such a device is wanted. FAM50 and unit record devices are not emulated:
    /// there is none.
    fn takes(&self, device: Option<&Device>, usage: Option<Usage>) -> bool {
        match self.device_type.as_deref() {
            None => true,
            Some("*SD") => usage == Some(Usage::Shared),
            Some(kind) => device.is_some_and(|device| {
                kind == device.family.keyword() || kind == device.device_type
            }),
        }
    }
}

/// Whether an element of UNITS means a device: a range of names of one length, or a name
/// with wildcards.
fn is_meant(unit: &Value, name: &str) -> bool {
    let side = |side| unit.inner(side).and_then(Value::text).unwrap_or_default();
    match unit {
        Value::Structure(..) => {
            let (from, to) = (side("FROM"), side("TO"));
            name.len() == from.len() && (from..=to).contains(&name)
        }
        other => other
            .text()
            .is_some_and(|pattern| wildcard_matches(pattern, name)),
    }
}

/// The devices of the VMs and, of SHOW-VM-RESOURCES, those that no VM has.
pub(super) fn lines(shown: &Shown<'_>) -> Vec<String> {
    let mut lines = vec!["VM-ID        UNITS".to_owned()];
    for vm in &shown.vms {
        lines.extend(of(shown, *vm));
    }
    if shown.free {
        let free = free(shown);
        let head = Line::new().at(1, "F R E E");
        lines.extend(listed(head, 14, &or_none(free)));
    }
    lines
}

/// The devices of one VM: explicit ones first, exclusive ones before shared ones.
fn of(shown: &Shown<'_>, vm: VmId) -> Vec<String> {
    let known = &shown.world.unit(shown.unit).devices;
    let wanted = |device: &&Assignment| {
        let name = &device.mnemonic;
        let filter = &shown.devices;
        filter.names(name) && filter.takes(known.get(name), Some(device.usage))
    };
    let all = shown.world.devices_on(shown.unit, vm).iter();
    let devices: Vec<&Assignment> = all.filter(wanted).collect();
    let mut head = Some(shown.head(vm));
    let mut lines = Vec::new();
    for (explicit, title) in [(true, "ASSIGNED BY VM-ADMIN"), (false, "ASSIGNED BY GUEST")] {
        let block = devices
            .iter()
            .filter(|device| device.is_explicit() == explicit);
        let block: Vec<&&Assignment> = block.collect();
        if block.is_empty() {
            continue;
        }
        lines.push(head.take().unwrap_or_default().at(14, title).end());
        for (is_in, group) in GROUPS {
            let alike = block.iter().filter(|device| is_in(device));
            let names = sorted(alike.map(|device| &device.mnemonic));
            if !names.is_empty() {
                let names: Vec<String> = names.iter().map(|name| marked(known, name)).collect();
                lines.extend(listed(Line::new().at(14, group), 22, &names));
            }
        }
    }
    if let Some(head) = head {
        lines.push(head.at(14, "NONE").end());
    }
    lines
}

/// Whether a device belongs to a group.
type IsIn = fn(&Assignment) -> bool;

/// The groups within a block; what is kept for a guest beyond its end is in its own.
const GROUPS: [(IsIn, &str); 3] = [
    (|device| is_used(device, Usage::Exclusive), "EXCL:"),
    (|device| is_used(device, Usage::Shared), "SHARED:"),
    (|device| device.by == AssignedBy::Kept, "KEEP:"),
];

fn is_used(device: &Assignment, usage: Usage) -> bool {
    device.usage == usage && device.by != AssignedBy::Kept
}

/// A device's name, with `(VC)` behind that of a virtual console.
fn marked(known: &BTreeMap<Mnemonic, Device>, name: &str) -> String {
    let device = name
        .parse()
        .ok()
        .and_then(|name: Mnemonic| known.get(&name));
    match device {
        Some(device) if device.family == Family::VirtualConsole => format!("{name}(VC)"),
        _ => name.to_owned(),
    }
}

fn free(shown: &Shown<'_>) -> Vec<String> {
    let unit = shown.world.unit(shown.unit);
    let is_used = |name: &Mnemonic| {
        let vms = unit.vms.values();
        let mut used = vms.flat_map(|vm| shown.world.devices_on(shown.unit, *vm));
        used.any(|device| device.mnemonic == *name)
    };
    let wanted = |device: &&Device| {
        let filter = &shown.devices;
        let name = &device.mnemonic;
        filter.names(name) && filter.takes(Some(device), None) && !is_used(name)
    };
    let free = unit.devices.values().filter(wanted);
    let free = sorted(free.map(|device| &device.mnemonic));
    free.iter()
        .map(|name| marked(&unit.devices, name))
        .collect()
}

/// Names in order: those of 2 characters first (page 542).
fn sorted<'a>(names: impl Iterator<Item = &'a Mnemonic>) -> Vec<String> {
    let mut names: Vec<String> = names.map(ToString::to_string).collect();
    names.sort_by_key(|name| (name.len(), name.clone()));
    names
}

fn or_none(names: Vec<String>) -> Vec<String> {
    match names.is_empty() {
        true => vec!["NONE".to_owned()],
        false => names,
    }
}

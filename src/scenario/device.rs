//! Devices: what a server unit knows, and what VMs hold of it.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;

use super::names;
use super::reader::Section;
use crate::text::nearest;
use crate::vm2000::model::{
    AssignedBy, Assignment, Device, Family, Mnemonic, STDSET, UnitType, Usage,
};

const FAMILIES: [(&str, Family); 9] = [
    ("disk", Family::Disk),
    ("tape", Family::Tape),
    ("emulated-disk", Family::EmulatedDisk),
    ("pav-alias", Family::PavAlias),
    ("crd", Family::Crd),
    ("kvp", Family::Kvp),
    ("virtual-console", Family::VirtualConsole),
    ("lan", Family::Lan),
    ("printer", Family::Printer),
];

/// The types of devices that are told none. They are ours.
fn default_type(family: Family, unit_type: UnitType) -> &'static str {
    match (family, unit_type) {
        (Family::Disk | Family::PavAlias | Family::Crd, UnitType::S390) => "D3475-8F",
        (Family::Disk | Family::PavAlias | Family::Crd, UnitType::X86)
        | (Family::EmulatedDisk, _) => "D3435",
        (Family::Tape, _) => "LTO-U4",
        (Family::Kvp | Family::VirtualConsole, _) => "3027",
        (Family::Lan, _) => "ZASLAN",
        (Family::Printer, _) => "LP65",
    }
}

/// Reads `[[server_unit.device]]`.
pub(super) fn known(
    unit: &mut Section<'_>,
    unit_type: UnitType,
    sets: &BTreeSet<String>,
) -> BTreeMap<Mnemonic, Device> {
    let mut devices = BTreeMap::new();
    for mut section in unit.tables("device") {
        let device = one(&mut section, unit_type, sets);
        if let Some(device) = device {
            let mnemonic = device.mnemonic.clone();
            if devices.insert(mnemonic.clone(), device).is_some() {
                let what = format!("there is a device `{mnemonic}` already");
                section.wrong("mn", what, "give each device of a server unit its own name");
            }
        }
        section.finish();
    }
    label(&mut devices);
    devices
}

fn one(section: &mut Section<'_>, unit_type: UnitType, sets: &BTreeSet<String>) -> Option<Device> {
    section.required("mn", "\"FAA5\"");
    let name = section.text("mn");
    let name = name.and_then(|text| mnemonic(section, &text, text.get_ref()));
    let family = section.one_of("family", &FAMILIES, Family::Disk);
    if unit_type == UnitType::X86 && matches!(family, Family::PavAlias | Family::VirtualConsole) {
        let what = "there are alias devices and virtual consoles on SU /390 only";
        section.wrong("family", what, "take another family");
    }
    let device_type = section.text("type").map(Spanned::into_inner);
    let pubset = names::name(section, "pubset", &names::PUBSET).map(Spanned::into_inner);
    if pubset.is_some() && family != Family::Disk {
        let what = "only a disk belongs to a pubset";
        section.wrong("pubset", what, "leave `pubset` out");
    }
    let pubres = section.flag("pubres", false);
    if pubres && pubset.is_none() {
        let what = "only a disk of a pubset can be its pubres device";
        section.wrong("pubres", what, "name the `pubset`, or leave `pubres` out");
    }
    let base = section.text("base");
    if base.is_some() && family != Family::PavAlias {
        let what = "only an alias device has a base device";
        section.wrong("base", what, "leave `base` out");
    }
    let base = base.and_then(|text| mnemonic(section, &text, text.get_ref()));
    Some(Device {
        mnemonic: name?,
        family,
        device_type: device_type.unwrap_or_else(|| default_type(family, unit_type).to_owned()),
        pubset,
        pubres,
        volume: None,
        base,
        assignment_set: assignment_set(section, family, sets),
    })
}

/// The assignment set of a device.
fn assignment_set(
    section: &mut Section<'_>,
    family: Family,
    sets: &BTreeSet<String>,
) -> Option<String> {
    let set = section.text("assignment_set")?;
    if family == Family::VirtualConsole {
        let what = "guests cannot take virtual consoles to themselves";
        section.wrong("assignment_set", what, "leave `assignment_set` out");
    } else if set.get_ref() != STDSET && !sets.contains(set.get_ref()) {
        let what = format!("the server unit has no assignment set `{}`", set.get_ref());
        let help = "write \"*STDSET\", or add the name to its `assignment_sets`";
        section.wrong("assignment_set", what, help);
    }
    Some(set.into_inner())
}

/// Gives each pubset its pubres device, and each disk its volume, such as `PRD.00`.
fn label(devices: &mut BTreeMap<Mnemonic, Device>) {
    let mut pubsets: BTreeMap<String, Vec<Mnemonic>> = BTreeMap::new();
    for device in devices.values() {
        if let Some(pubset) = &device.pubset {
            let names = pubsets.entry(pubset.clone()).or_default();
            let place = if device.pubres { 0 } else { names.len() };
            names.insert(place, device.mnemonic.clone());
        }
    }
    for (pubset, names) in pubsets {
        for (place, name) in names.iter().enumerate() {
            if let Some(device) = devices.get_mut(name) {
                device.pubres = place == 0;
                device.volume = Some(volume(&pubset, place));
            }
        }
    }
    for device in devices.values_mut() {
        if matches!(device.family, Family::Disk | Family::EmulatedDisk) && device.volume.is_none() {
            device.volume = Some(format!("V{}", device.mnemonic));
        }
    }
}

/// The serial number of a pubset's volume, of six characters: `PRD.00`, `4IVK00`.
fn volume(pubset: &str, place: usize) -> String {
    match pubset.len() {
        4 => format!("{pubset}{:02}", place % 100),
        length => format!("{pubset}.{place:0width$}", width = 5 - length),
    }
}

/// What a server unit knows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'a> {
    /// The server unit's name.
    pub unit: &'a str,
    /// Its devices.
    pub devices: &'a BTreeMap<Mnemonic, Device>,
}

/// Reads the `devices` of a VM: `CS`, or `FAA5:SD` for a shared one. The guest has them
/// attached if it runs.
pub(super) fn assigned(
    vm: &mut Section<'_>,
    known: Known<'_>,
    attached: bool,
) -> Vec<Spanned<Assignment>> {
    let mut found: Vec<Spanned<Assignment>> = Vec::new();
    for text in vm.texts("devices") {
        let (name, usage) = match text.get_ref().rsplit_once(':') {
            None => (text.get_ref().as_str(), Usage::Exclusive),
            Some((name, "SD" | "sd")) => (name, Usage::Shared),
            Some((name, other)) => {
                let what = format!("`{other}` is no way to use a device");
                let help = format!("write \"{name}\", or \"{name}:SD\" for a shared one");
                vm.report().error(text.span(), what, help);
                continue;
            }
        };
        let Some(mnemonic) = mnemonic(vm, &text, name) else {
            continue;
        };
        let Some(device) = known.devices.get(&mnemonic) else {
            unknown(vm, &text, &mnemonic, known);
            continue;
        };
        if found.iter().any(|a| a.get_ref().mnemonic == mnemonic) {
            let what = format!("the VM has `{mnemonic}` already");
            vm.report().error(text.span(), what, "leave it out");
            continue;
        }
        let by = match device.family.is_implicit_only() {
            true => AssignedBy::Guest,
            false => AssignedBy::Administrator,
        };
        let assignment = Assignment {
            attached,
            by,
            ..Assignment::explicit(mnemonic, usage)
        };
        found.push(Spanned::new(text.span(), assignment));
    }
    found
}

fn mnemonic(section: &Section<'_>, place: &Spanned<String>, name: &str) -> Option<Mnemonic> {
    match name.parse() {
        Ok(mnemonic) => Some(mnemonic),
        Err(_) => {
            section.report().error(
                place.span(),
                format!("`{name}` is no device"),
                "write 2 letters or digits (CS) or 4 hexadecimal digits (FAA5)",
            );
            None
        }
    }
}

fn unknown(vm: &Section<'_>, place: &Spanned<String>, mnemonic: &Mnemonic, known: Known<'_>) {
    let typed = mnemonic.to_string();
    let names: Vec<String> = known.devices.keys().map(ToString::to_string).collect();
    let near = nearest(&typed, names.iter().map(String::as_str));
    let define = format!("add `[[server_unit.device]]` with `mn = \"{typed}\"` to it");
    let help = match near.first() {
        Some(near) => format!("did you mean {near}? or {define}"),
        None => define,
    };
    let what = format!("`{}` does not know the device `{typed}`", known.unit);
    vm.report().error(place.span(), what, help);
}

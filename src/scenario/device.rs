//! Devices: what a server unit knows, and what VMs hold of it.

use std::collections::BTreeMap;

use toml::Spanned;

use super::names;
use super::reader::Section;
use crate::text::nearest;
use crate::vm2000::model::{AssignedBy, Assignment, Device, Family, Mnemonic, ServerUnit, Usage};

const FAMILIES: [(&str, Family); 6] = [
    ("disk", Family::Disk),
    ("tape", Family::Tape),
    ("emulated-disk", Family::EmulatedDisk),
    ("pav-alias", Family::PavAlias),
    ("kvp", Family::Kvp),
    ("lan", Family::Lan),
];

/// Reads `[[server_unit.device]]`.
pub(super) fn known(unit: &mut Section<'_>) -> BTreeMap<Mnemonic, Device> {
    let mut devices = BTreeMap::new();
    for mut section in unit.tables("device") {
        section.required("mn", "\"FAA5\"");
        let mnemonic = section
            .text("mn")
            .and_then(|text| mnemonic(&section, &text, text.get_ref()));
        let family = section.one_of("family", &FAMILIES, Family::Disk);
        let pubset = names::name(&mut section, "pubset", &names::PUBSET);
        if pubset.is_some() && family != Family::Disk {
            section.wrong(
                "pubset",
                "only a disk belongs to a pubset",
                "leave `pubset` out",
            );
        }
        if let Some(mnemonic) = mnemonic {
            let device = Device {
                mnemonic: mnemonic.clone(),
                family,
                pubset: pubset.map(toml::Spanned::into_inner),
                assignment_set: None,
            };
            if devices.insert(mnemonic.clone(), device).is_some() {
                let what = format!("there is a device `{mnemonic}` already");
                section.wrong("mn", what, "give each device of a server unit its own name");
            }
        }
        section.finish();
    }
    devices
}

/// Reads the `devices` of a VM: `CS`, or `FAA5:SD` for a shared one.
pub(super) fn assigned(vm: &mut Section<'_>, on: &ServerUnit) -> Vec<Spanned<Assignment>> {
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
        if !on.devices.contains_key(&mnemonic) {
            unknown(vm, &text, &mnemonic, on);
        } else if found.iter().any(|a| a.get_ref().mnemonic == mnemonic) {
            let what = format!("the VM has `{mnemonic}` already");
            vm.report().error(text.span(), what, "leave it out");
        } else {
            let assignment = Assignment {
                mnemonic,
                usage,
                attached: true,
                by: AssignedBy::Administrator,
            };
            found.push(Spanned::new(text.span(), assignment));
        }
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

fn unknown(vm: &Section<'_>, place: &Spanned<String>, mnemonic: &Mnemonic, on: &ServerUnit) {
    let typed = mnemonic.to_string();
    let names: Vec<String> = on.devices.keys().map(ToString::to_string).collect();
    let near = nearest(&typed, names.iter().map(String::as_str));
    let define = format!("add `[[server_unit.device]]` with `mn = \"{typed}\"` to it");
    let help = match near.first() {
        Some(near) => format!("did you mean {near}? or {define}"),
        None => define,
    };
    let what = format!("`{}` does not know the device `{typed}`", on.name);
    vm.report().error(place.span(), what, help);
}

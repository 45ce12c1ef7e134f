//! SHOW-DISK-STATUS: the disks that the own system uses (BS2000 Commands V21.0, page 465;
//! the layout could not be read and is ours).

use super::{own_vm, shown_units};
use crate::catalog::Source;
use crate::sdf::{Value, wildcard_matches};
use crate::vm2000::Effects;
use crate::vm2000::commands::table::Line;
use crate::vm2000::commands::{Answer, Call};
use crate::vm2000::devices::held;
use crate::vm2000::model::{Device, Family, Usage, World};

/// `/SHOW-DISK-STATUS`.
pub(super) fn show(world: &mut World, call: Call<'_>, _: &mut Effects) -> Answer {
    if call.keyword("INFORMATION") != Some("*STD") {
        return call.not_emulated("INFORMATION");
    }
    let value = call.value("UNIT");
    let volumes = value.and_then(|value| value.inner("VOLUME"));
    let attribute = value.and_then(|value| value.inner("ATTRIBUTE"));
    let attribute = attribute.and_then(Value::keyword);
    let (names, wrong) = match shown_units(world, call) {
        Ok(found) => found,
        Err(refused) => return refused,
    };
    let vm = own_vm(world, call);
    let mut lines = vec![
        Line::new()
            .at(1, "VSN")
            .at(9, "MNEM")
            .at(15, "DEV-TYPE")
            .at(25, "USAGE")
            .at(32, "ALLOC")
            .at(40, "PHASE")
            .at(48, "ACTION")
            .end(),
    ];
    for device in world.unit(call.unit).devices.values() {
        let is_disk = matches!(device.family, Family::Disk | Family::EmulatedDisk);
        let own = held(world, call.unit, vm, &device.mnemonic).filter(|held| held.attached);
        let Some(own) = own.filter(|_| is_disk) else {
            continue;
        };
        let is_named = names
            .as_ref()
            .is_none_or(|names| names.contains(&device.mnemonic));
        if is_named && has_volume(device, volumes) && has(device, attribute) {
            lines.push(line(device, own.usage));
        }
    }
    let mut answer = Answer::display(Source::Own, lines);
    answer.output.splice(0..0, wrong);
    answer
}

fn has_volume(device: &Device, volumes: Option<&Value>) -> bool {
    let volume = device.volume.as_deref().unwrap_or_default();
    volumes.is_none_or(|wanted| {
        let mut texts = wanted.items().iter().filter_map(Value::text);
        texts.any(|text| wildcard_matches(text, volume))
    })
}

fn has(device: &Device, attribute: Option<&str>) -> bool {
    match attribute {
        Some("*PUBLIC") => device.pubset.is_some(),
        Some("*PRIVATE") => device.pubset.is_none(),
        _ => true,
    }
}

fn line(device: &Device, usage: Usage) -> String {
    Line::new()
        .at(1, device.volume.as_deref().unwrap_or("*NONE"))
        .at(9, &device.mnemonic.to_string())
        .at(15, &device.device_type)
        .at(
            25,
            if device.pubset.is_some() {
                "DMS"
            } else {
                "*NONE"
            },
        )
        .at(
            32,
            if usage == Usage::Shared {
                "SHARE"
            } else {
                "EXCL"
            },
        )
        .at(40, "IN-USE")
        .at(48, "NO ACTION")
        .end()
}

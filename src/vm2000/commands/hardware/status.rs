//! SHOW-DEVICE-STATUS: devices and whether the own system has them attached (BS2000
//! Commands V21.0, page 463, whose columns these are; their widths and what stands in POOL
//! of a device without a pool are ours).

use super::disks::allocation;
use super::{displayed, own_vm, rejected, shown_units};
use crate::catalog::Message;
use crate::sdf::Value;
use crate::vm2000::Effects;
use crate::vm2000::commands::table::Line;
use crate::vm2000::commands::{Answer, Call, Medium};
use crate::vm2000::devices::held;
use crate::vm2000::ids::NKR0170;
use crate::vm2000::model::{Device, Family, UnitId, VmId, World};

/// `/SHOW-DEVICE-STATUS`. A console rejects UNIT=*STD, since the output may be long.
pub(super) fn show(world: &mut World, call: Call<'_>, _: &mut Effects) -> Answer {
    let value = call.value("UNIT");
    let keyword = value.and_then(Value::keyword);
    if keyword == Some("*STD") && call.issuer.medium != Medium::Task {
        return rejected(Message::plain(NKR0170));
    }
    let of_type = value.and_then(|value| value.inner("TYPE"));
    let of_type = of_type.and_then(|kind| kind.text().or(kind.keyword()));
    let (names, wrong) = match shown_units(world, call) {
        Ok(found) => found,
        Err(refused) => return refused,
    };
    let vm = own_vm(world, call);
    let known = world.unit(call.unit).devices.values();
    let shown = known.filter(|device| {
        let is_named = names
            .as_ref()
            .is_none_or(|names| names.contains(&device.mnemonic));
        is_named && of_type.is_none_or(|kind| is_of_type(device, kind))
    });
    let mut lines = vec![
        Line::new()
            .at(1, "MNEM")
            .at(7, "DEV-TYPE")
            .at(17, "CONF-STATE")
            .at(29, "POOL")
            .at(37, "VSN")
            .at(45, "DEV-A")
            .at(52, "PHASE")
            .at(60, "ACTION")
            .end(),
    ];
    lines.extend(shown.map(|device| line(world, call.unit, vm, device)));
    displayed(lines, wrong)
}

fn is_of_type(device: &Device, kind: &str) -> bool {
    kind == "*ALL" || kind == device.family.keyword() || kind == device.device_type
}

fn line(world: &World, unit: UnitId, vm: VmId, device: &Device) -> String {
    let attached = held(world, unit, vm, &device.mnemonic).filter(|held| held.attached);
    let state = match attached {
        Some(_) => "ATTACHED",
        None => "DETACHED",
    };
    // Tapes and printers wait for a job; the others are in use as long as they are there.
    let is_used = |family| !matches!(family, Family::Tape | Family::Printer);
    let used = attached.filter(|_| is_used(device.family));
    let volume = device.volume.as_deref().filter(|_| used.is_some());
    Line::new()
        .at(1, &device.mnemonic.to_string())
        .at(7, &device.device_type)
        .at(17, state)
        .at(29, "*NONE")
        .at(37, volume.unwrap_or("*NONE"))
        .at(45, used.map_or("FREE", |held| allocation(held.usage)))
        .at(52, used.map_or("*NONE", |_| "IN-USE"))
        .at(60, "NO ACTION")
        .end()
}

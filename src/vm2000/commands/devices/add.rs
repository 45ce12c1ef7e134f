//! ADD-VM-DEVICES (VM2000 V12.0 User Guide, pages 150, 160 and 201).

use super::tally::Tally;
use super::{Selection, about, not_executed};
use crate::catalog::{Message, ReturnCode};
use crate::vm2000::Effects;
use crate::vm2000::commands::{Answer, Call};
use crate::vm2000::devices::{PubsetDevices, give, held, taken_by, used_elsewhere};
use crate::vm2000::ids::*;
use crate::vm2000::model::{
    Assignment, Device, Family, Mnemonic, UnitId, UnitType, Usage, VmId, World,
};
use crate::vm2000::say;

/// TYPE: how the devices are to be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Exclusive,
    Shareable,
    VirtualConsole,
}

impl Kind {
    fn usage(self) -> Usage {
        match self {
            Kind::Shareable => Usage::Shared,
            Kind::Exclusive | Kind::VirtualConsole => Usage::Exclusive,
        }
    }
}

/// `/ADD-VM-DEVICES`: assigns devices to a VM explicitly.
pub(super) fn add(world: &mut World, call: Call<'_>, effects: &mut Effects) -> Answer {
    prepare(world, call).map_or_else(
        |refused| refused,
        |(vm, kind, selection)| match selection {
            Selection::Pubset(pubset) => whole_pubset(world, call, vm, kind, &pubset, effects),
            Selection::List { devices, wrong } => {
                let mut tally = Tally::with(wrong);
                for name in devices {
                    match addition(world, call.unit, vm, &name, kind, false) {
                        Ok(device) => {
                            give(world, call.unit, vm, &device);
                            say::assigned(world, call.unit, vm, &[device], effects);
                            tally.done();
                        }
                        Err(why) => tally.wrong(why),
                    }
                }
                finish(world, call, vm, tally)
            }
            _ => Answer::done(),
        },
    )
}

fn finish(world: &mut World, call: Call<'_>, vm: VmId, tally: Tally) -> Answer {
    let noted = if tally.has_done() {
        call.noted(world, vm)
    } else {
        Answer::done()
    };
    tally.answer(noted)
}

fn prepare(world: &World, call: Call<'_>) -> Result<(VmId, Kind, Selection), Answer> {
    let vm = call.vm(world)?;
    call.at_rest(world, vm)?;
    let kind = match call.keyword("TYPE") {
        Some("*SD") => Kind::Shareable,
        Some("*VC") => Kind::VirtualConsole,
        _ => Kind::Exclusive,
    };
    let unit_type = world.unit(call.unit).unit_type;
    if kind == Kind::VirtualConsole && unit_type == UnitType::X86 {
        let what = "ADD-VM-DEVICES ...,TYPE=*VC".to_owned();
        let refused = Answer::refused(Message::new(VMS3011, [what, unit_type.to_string()]));
        let code = ReturnCode::new(0, 64, "VMS9004");
        return Err(Answer { code, ..refused });
    }
    let selection = call.devices(world, "UNITS", &Device::is_nameable)?;
    Ok((vm, kind, selection))
}

/// What a VM gets of a device, if it may have it. With its pubset it may have it already.
fn addition(
    world: &World,
    unit: UnitId,
    vm: VmId,
    name: &Mnemonic,
    kind: Kind,
    with_pubset: bool,
) -> Result<Assignment, Message> {
    let usage = kind.usage();
    let Some(device) = world.unit(unit).devices.get(name) else {
        return Err(Message::new(VMS4034, [name]));
    };
    if device.family.is_implicit_only() {
        return Err(Message::new(VMS4073, [name]));
    }
    let origin = world.vm(vm).configured_on;
    if world.is_configured_elsewhere(vm) && !world.unit(origin).devices.contains_key(name) {
        return Err(about(world, VMS4075, name, vm));
    }
    let is_vc = device.family == Family::VirtualConsole;
    if is_vc != (kind == Kind::VirtualConsole) {
        let shown = if is_vc { "*NONE" } else { "*VC" };
        return Err(Message::new(VMS4074, [name.to_string(), shown.to_owned()]));
    }
    if usage == Usage::Shared && !device.family.is_shareable() {
        return Err(Message::new(
            VMS4074,
            [name.to_string(), "SHARED".to_owned()],
        ));
    }
    let before = held(world, unit, vm, name);
    if !with_pubset && before.is_some_and(Assignment::is_explicit) {
        return Err(about(world, VMS4070, name, vm));
    }
    let attached = before.is_some_and(|held| held.attached);
    let elsewhere = || used_elsewhere(world, (unit, vm), name, usage);
    let holder = taken_by(world, unit, name, usage, Some(vm));
    if let Some(holder) = holder.or_else(|| elsewhere().filter(|_| attached)) {
        return Err(about(world, VMS4072, name, holder));
    }
    Ok(Assignment {
        attached,
        ..Assignment::explicit(name.clone(), usage)
    })
}

/// All devices of a pubset or none.
fn whole_pubset(
    world: &mut World,
    call: Call<'_>,
    vm: VmId,
    kind: Kind,
    pubset: &PubsetDevices,
    effects: &mut Effects,
) -> Answer {
    let names = pubset.devices.iter();
    let additions = names.map(|name| addition(world, call.unit, vm, name, kind, true));
    let (good, bad): (Vec<_>, Vec<_>) = additions.partition(Result::is_ok);
    if !bad.is_empty() {
        let why = bad.into_iter().filter_map(Result::err).collect();
        return not_executed(why, Message::new(VMS4223, [&pubset.pubset]));
    }
    for mut device in good.into_iter().flatten() {
        device.pubres = device.mnemonic == pubset.pubres;
        give(world, call.unit, vm, &device);
        say::assigned(world, call.unit, vm, &[device], effects);
    }
    let [index, name] = world.vm(vm).inserts();
    let inserts = [
        pubset.pubset.clone(),
        pubset.pubres.to_string(),
        index,
        name,
    ];
    say::tell(call.unit, vm, Message::new(VMS4220, inserts), effects);
    call.noted(world, vm)
}

//! ACTIVATE-VM-DEFINITION (VM2000 V12.0 User Guide, pages 69, 92 and 146).

use super::super::{Answer, Call, Output};
use super::{changeable, name};
use crate::vm2000::ids::{VMS2312, VMS2437, VMS4034, VMS4612};
use crate::vm2000::life::{Spec, initialize};
use crate::vm2000::model::{Assignment, Definition, IplParameters, UnitId, Usage, VmId, World};
use crate::vm2000::{Effects, Refusal, guest, say};

/// `/ACTIVATE-VM-DEFINITION`: initializes a VM as its definition says, with the devices
/// that stand there, and starts its guest if that is wanted.
pub(super) fn run(world: &mut World, call: Call<'_>, effects: &mut Effects) -> Answer {
    activated(world, call, effects).unwrap_or_else(|answer| answer)
}

fn activated(world: &mut World, call: Call<'_>, effects: &mut Effects) -> Result<Answer, Answer> {
    call.only(&[("MONJV", "*NONE"), ("JV-PASSWORD", "*NONE")])?;
    let definition = changeable(world, &call)?.clone();
    call.fits_unit_type(world)?;
    let ipl = ipl(world, &call, &definition)?;
    unassignable(world, call.unit, &definition.devices)?;
    let spec = Spec {
        index: definition.index,
        name: Some(name(&call).to_owned()),
        defined: true,
        attributes: definition.attributes,
        location: call.location()?,
    };
    let vm = initialize(world, call.unit, spec, effects)?;
    give(world, call.unit, vm, definition.devices, effects);
    if let Some(ipl) = ipl {
        guest::start(world, vm, ipl, effects);
    }
    Ok(call.noted(world, vm))
}

/// How the guest is to be started, if it is.
fn ipl(
    world: &World,
    call: &Call<'_>,
    definition: &Definition,
) -> Result<Option<IplParameters>, Refusal> {
    let wanted = match call.keyword("AUTO-IPL") {
        Some("*YES") => true,
        Some("*NO") => false,
        _ => definition.attributes.auto_ipl,
    };
    if !wanted {
        return Ok(None);
    }
    let pool = &definition.attributes.pool;
    if world.unit(call.unit).attached_cpus(pool) == 0 {
        return Err(Refusal::with(VMS4612, [pool]));
    }
    let ipl = definition.attributes.ipl.as_ref();
    let held = |ipl: &&IplParameters| definition.devices.iter().any(|d| d.mnemonic == ipl.unit);
    match ipl.filter(held) {
        Some(ipl) => Ok(Some(ipl.clone())),
        None => Err(Refusal::with(VMS2312, [name(call)])),
    }
}

/// Refuses devices that the VM cannot get, all of them.
fn unassignable(world: &World, unit: UnitId, devices: &[Assignment]) -> Result<(), Answer> {
    let refused: Vec<Refusal> = devices
        .iter()
        .filter_map(|device| {
            let name = [device.mnemonic.to_string()];
            if !world.unit(unit).devices.contains_key(&device.mnemonic) {
                return Some(Refusal::with(VMS4034, name));
            }
            is_taken(world, unit, device).then(|| Refusal::with(VMS2437, name))
        })
        .collect();
    let Some(first) = refused.first() else {
        return Ok(());
    };
    Err(Answer {
        code: first.code,
        output: refused
            .into_iter()
            .map(|refusal| Output::Message(refusal.message))
            .collect(),
    })
}

fn is_taken(world: &World, unit: UnitId, wanted: &Assignment) -> bool {
    let vms = world.unit(unit).vms.values();
    let mut held = vms.flat_map(|vm| world.devices_on(unit, *vm));
    held.any(|held| {
        held.mnemonic == wanted.mnemonic
            && (held.usage == Usage::Exclusive || wanted.usage == Usage::Exclusive)
    })
}

fn give(
    world: &mut World,
    unit: UnitId,
    vm: VmId,
    devices: Vec<Assignment>,
    effects: &mut Effects,
) {
    say::assigned(world, unit, vm, &devices, effects);
    world.vm_mut(vm).devices = devices;
}

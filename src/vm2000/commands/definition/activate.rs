//! ACTIVATE-VM-DEFINITION (VM2000 V12.0 User Guide, pages 69, 92 and 146).

use super::super::{Answer, Call, Output};
use super::{changeable, name};
use crate::catalog::{Message, ReturnCode};
use crate::vm2000::devices::taken_by;
use crate::vm2000::ids::{VMS2011, VMS2437, VMS4034};
use crate::vm2000::life::{Spec, Wanted, initialize, plan};
use crate::vm2000::model::{Assignment, Definition, UnitId, VmId, World};
use crate::vm2000::{Effects, Refusal, guest, say};

/// `/ACTIVATE-VM-DEFINITION`: initializes a VM as its definition says, with the devices
/// that stand there, and starts its guest if that is wanted.
pub(super) fn run(world: &mut World, call: Call<'_>, effects: &mut Effects) -> Answer {
    activated(world, call, effects).unwrap_or_else(|answer| answer)
}

fn activated(world: &mut World, call: Call<'_>, effects: &mut Effects) -> Result<Answer, Answer> {
    let monjv = call.monjv(world)?;
    let definition = changeable(world, &call)?.clone();
    call.fits_unit_type(world)?;
    let starts = starts(&call, &definition);
    unassignable(world, call.unit, &definition.devices)?;
    let spec = Spec {
        index: definition.index,
        name: Some(name(&call).to_owned()),
        defined: true,
        attributes: definition.attributes,
        location: call.location()?,
    };
    let created = initialize(world, call.unit, spec, effects);
    let vm = call.monitored(world, monjv.as_ref(), created, effects)?;
    give(world, call.unit, vm, definition.devices, effects);
    let started = match starts {
        true => start(world, call.unit, vm, effects),
        false => Ok(()),
    };
    let answer = call.noted(world, vm);
    Ok(match started {
        Ok(()) => answer,
        Err(Refusal { message, code }) => answer.warned(
            message,
            ReturnCode {
                sc2: 2,
                sc1: 0,
                ..code
            },
        ),
    })
}

/// Whether the guest is to be started.
fn starts(call: &Call<'_>, definition: &Definition) -> bool {
    match call.keyword("AUTO-IPL") {
        Some("*YES") => true,
        Some("*NO") => false,
        _ => definition.attributes.auto_ipl,
    }
}

/// Starts the guest as the definition says. If that cannot be, there is the VM nevertheless.
fn start(world: &mut World, unit: UnitId, vm: VmId, effects: &mut Effects) -> Result<(), Refusal> {
    let noted = world.vm(vm).attributes.ipl.clone();
    let wanted = noted.map_or_else(Wanted::default, |ipl| Wanted {
        unit: Some(ipl.unit),
        main_console: Some(ipl.main_console).filter(|consoles| !consoles.is_empty()),
        information: ipl.information,
        params: ipl.params,
    });
    let ipl = plan(world, vm, wanted)?;
    let [index, name] = world.vm(vm).inserts();
    let started = Message::new(VMS2011, [index, name, ipl.unit.to_string()]);
    say::tell(unit, vm, started, effects);
    guest::start(world, vm, ipl, effects);
    Ok(())
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
            let holder = taken_by(world, unit, &device.mnemonic, device.usage, None);
            holder.map(|_| Refusal::with(VMS2437, name))
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

fn give(
    world: &mut World,
    unit: UnitId,
    vm: VmId,
    mut devices: Vec<Assignment>,
    effects: &mut Effects,
) {
    say::assigned(world, unit, vm, &devices, effects);
    // The guest attaches them when it starts.
    for device in &mut devices {
        device.attached = false;
    }
    world.vm_mut(vm).devices = devices;
}

//! What a VM needs before its guest can be started (VM2000 V12.0 User Guide, pages 69
//! and 251).

use crate::vm2000::ids::{VMS2003, VMS4612};
use crate::vm2000::model::{
    AssignedBy, Assignment, Family, InformationByte, IplParameters, Mnemonic, UnitType, Usage,
    VmId, World,
};
use crate::vm2000::{Refusal, paths};

/// What START-VM was told; the rest comes from the last start.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The device to load from.
    pub unit: Option<Mnemonic>,
    /// The main console's devices.
    pub main_console: Option<Vec<Mnemonic>>,
    /// How much the startup asks.
    pub information: InformationByte,
    /// The parameter set.
    pub params: Option<String>,
}

/// How a VM's guest is started, if it has all that this takes.
///
/// # Errors
/// VMS2003 with the first thing that is missing; VMS4612 if its CPU pool has no real CPU.
pub fn plan(world: &World, vm: VmId, wanted: Wanted) -> Result<IplParameters, Refusal> {
    let last = world.vm(vm).attributes.ipl.as_ref();
    let missing = |what: String| {
        let [index, name] = world.vm(vm).inserts();
        Refusal::with(VMS2003, [index, name, what])
    };
    let unit = wanted.unit.or_else(|| last.map(|ipl| ipl.unit.clone()));
    let unit = unit.ok_or_else(|| missing("NO IPL UNIT SPECIFIED".to_owned()))?;
    disks(world, vm, &unit).map_err(missing)?;
    let main_console = wanted.main_console.or_else(|| {
        last.map(|ipl| ipl.main_console.clone())
            .filter(|c| !c.is_empty())
    });
    let main_console = console(world, vm, main_console).map_err(missing)?;
    let pool = &world.vm(vm).attributes.pool;
    if world.unit(world.vm(vm).unit).attached_cpus(pool) == 0 {
        return Err(Refusal::with(VMS4612, [pool, ""]));
    }
    Ok(IplParameters {
        unit,
        main_console,
        information: wanted.information,
        params: wanted.params,
    })
}

/// The IPL disk has to be the VM's own, and the whole home pubset has to be there.
fn disks(world: &World, vm: VmId, ipl: &Mnemonic) -> Result<(), String> {
    let known = &world.unit(world.vm(vm).unit).devices;
    let Some(disk) = known.get(ipl) else {
        return Err(format!("DEVICE '{ipl}' NOT GENERATED"));
    };
    if disk.family == Family::PavAlias {
        return Err(format!("DEVICE '{ipl}' IS AN ALIAS DEVICE"));
    }
    if !matches!(disk.family, Family::Disk | Family::EmulatedDisk) {
        return Err(format!("DEVICE '{ipl}' IS NO DISK"));
    }
    match explicit(world, vm, ipl) {
        None => return Err(format!("DEVICE '{ipl}' NOT ASSIGNED EXPLICITLY")),
        Some(device) if device.usage == Usage::Shared => {
            return Err(format!("DEVICE '{ipl}' NOT ASSIGNED EXCLUSIVELY"));
        }
        Some(_) if !paths::reaches(world, world.vm(vm).unit, vm, ipl) => {
            return Err(format!("NO PATH TO DEVICE '{ipl}'"));
        }
        Some(_) => {}
    }
    let Some(pubset) = &disk.pubset else {
        return Ok(());
    };
    let of_pubset = known.values().filter(|d| d.pubset.as_ref() == Some(pubset));
    let lacking = of_pubset
        .map(|device| &device.mnemonic)
        .find(|mnemonic| explicit(world, vm, mnemonic).is_none());
    match lacking {
        Some(device) => Err(format!(
            "DEVICE '{device}' OF HOME PUBSET '{pubset}' NOT ASSIGNED EXPLICITLY"
        )),
        None => Ok(()),
    }
}

/// The main console named, or that of the last start; if that is no longer there, VM2000
/// looks for a pair of consoles that is assigned.
fn console(
    world: &World,
    vm: VmId,
    wanted: Option<Vec<Mnemonic>>,
) -> Result<Vec<Mnemonic>, String> {
    let unit = world.unit(world.vm(vm).unit);
    let is_console = |mnemonic: &Mnemonic| {
        let known = unit.devices.get(mnemonic);
        known.is_some_and(|device| device.family == Family::Kvp)
            && explicit(world, vm, mnemonic).is_some()
    };
    if let Some(wanted) = wanted {
        if let [one, other] = wanted.as_slice()
            && one == other
        {
            return Err(format!("CONSOLE '{one}' SPECIFIED TWICE"));
        }
        return match wanted.iter().find(|mnemonic| !is_console(mnemonic)) {
            Some(other) => Err(format!("DEVICE '{other}' IS NO CONSOLE OF THE VM")),
            None => Ok(wanted),
        };
    }
    let assigned = world.vm(vm).devices.iter().map(|device| &device.mnemonic);
    let found: Vec<Mnemonic> = assigned
        .filter(|m| is_console(m))
        .take(1)
        .cloned()
        .collect();
    match found.is_empty() {
        true => Err(match unit.unit_type {
            UnitType::S390 => "NO CONSOLE ASSIGNED".to_owned(),
            UnitType::X86 => "NO KVP ASSIGNED".to_owned(),
        }),
        false => Ok(found),
    }
}

fn explicit<'w>(world: &'w World, vm: VmId, mnemonic: &Mnemonic) -> Option<&'w Assignment> {
    let devices = world.vm(vm).devices.iter();
    let mut explicit = devices.filter(|device| device.by == AssignedBy::Administrator);
    explicit.find(|device| device.mnemonic == *mnemonic)
}

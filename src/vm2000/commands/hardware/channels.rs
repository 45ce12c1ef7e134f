//! `UNIT=*CHANNEL(...)`, `*CONTROLLER(...)` and `*CHANNEL-RANGE(...)` of ATTACH- and
//! DETACH-DEVICE (VM2000 V12.0 User Guide, pages 111, 112 and 117). In all systems at once
//! only the monitor system of an SU /390 can do it. Messages and the rule for the last path
//! are ours.

use super::detach::is_needed;
use super::{negative, own_vm, rejected};
use crate::catalog::{Message, MessageId};
use crate::sdf::Value;
use crate::vm2000::commands::{Answer, Call};
use crate::vm2000::devices::{give, held};
use crate::vm2000::ids::{
    NKR0045, NKR0118, NKR0120, NKR0121, NKR0122, NKR0123, NKR0124, NKR0126, NKR0127, NKR0128,
    NKR0130, NKR0178, NKR0199,
};
use crate::vm2000::model::{Assignment, IoPath, Mnemonic, System, UnitType, VmId, World};
use crate::vm2000::{Effects, guest, paths};

/// Whether UNIT means channels or controllers.
pub(super) fn are_meant(call: Call<'_>) -> bool {
    let keyword = call.value("UNIT").and_then(Value::keyword);
    matches!(keyword, Some("*CHANNEL" | "*CONTROLLER" | "*CHANNEL-RANGE"))
}

/// What is to be detached is in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Force {
    /// Then it stays.
    No,
    /// Only what the system cannot do without stays.
    Yes,
    /// It goes, whatever comes of it.
    Unconditional,
}

/// Attaches the channels or controllers that UNIT names.
pub(super) fn attach(world: &mut World, call: Call<'_>) -> Answer {
    let whose = match whose(world, call) {
        Ok(whose) => whose,
        Err(refused) => return refused,
    };
    each(world, call, NKR0127, |world, path| {
        let first = whose.unwrap_or_else(|| own_vm(world, call));
        if whose.is_some() && !world.unit(call.unit).detached_paths.has(first, path) {
            return Err(Message::new(
                NKR0124,
                [path.to_string(), "ATTACHED".to_owned()],
            ));
        }
        world.unit_mut(call.unit).detached_paths.attach(whose, path);
        if whose.is_some() && world.unit(call.unit).detached_paths.has(first, path) {
            let why = "DETACHED IN ALL SYSTEMS";
            return Err(Message::new(NKR0124, [path.to_string(), why.to_owned()]));
        }
        Ok(vec![Message::new(NKR0120, [path])])
    })
}

/// Detaches them.
pub(super) fn detach(world: &mut World, call: Call<'_>, effects: &mut Effects) -> Answer {
    let force = match call.keyword("FORCE") {
        Some("*YES") => Force::Yes,
        Some("*UNCONDITIONAL-OFFLINE") => Force::Unconditional,
        _ => Force::No,
    };
    let is_controller = call.value("UNIT").and_then(Value::keyword) == Some("*CONTROLLER");
    if force == Force::Unconditional && (is_controller || !is_monitor_of_s390(world, call)) {
        return rejected(Message::plain(NKR0126));
    }
    let whose = match whose(world, call) {
        Ok(whose) => whose,
        Err(refused) => return refused,
    };
    each(world, call, NKR0128, |world, path| {
        let own = own_vm(world, call);
        if world.unit(call.unit).detached_paths.has(own, path) {
            return Err(Message::new(
                NKR0124,
                [path.to_string(), "DETACHED".to_owned()],
            ));
        }
        let systems = systems(world, call, whose);
        if let Some(vm) = protected(world, call, &systems, path, force).filter(|_| whose.is_none())
        {
            let inserts = [path.to_string(), world.vm(vm).name.clone()];
            return Err(Message::new(NKR0130, inserts));
        }
        if let Some((device, vm)) = in_the_way(world, call, &systems, path, force) {
            let vm = world.vm(vm).name.clone();
            let inserts = [path.to_string(), device.to_string(), vm];
            return Err(Message::new(NKR0123, inserts));
        }
        let mut told = Vec::new();
        for vm in systems {
            for device in paths::cut_off(world, call.unit, vm, path) {
                cut_off(world, call, vm, &device, effects);
                if vm == own {
                    told.push(Message::new(NKR0045, [device]));
                }
            }
        }
        world
            .unit_mut(call.unit)
            .detached_paths
            .detach(whose, path.clone());
        told.push(Message::new(NKR0122, [path]));
        Ok(told)
    })
}

fn is_monitor_of_s390(world: &World, call: Call<'_>) -> bool {
    let is_monitor = matches!(call.issuer.system, System::Monitor(_));
    is_monitor && world.unit(call.unit).unit_type == UnitType::S390
}

/// For which system: the own one, or all (`None`).
fn whose(world: &World, call: Call<'_>) -> Result<Option<VmId>, Answer> {
    let own = own_vm(world, call);
    if world.vm(own).migration.is_some() {
        return Err(rejected(Message::plain(NKR0199)));
    }
    let scope = call.value("UNIT").and_then(|unit| unit.inner("SCOPE"));
    if scope.and_then(Value::keyword) != Some("*VM2000-GLOBAL") {
        return Ok(Some(own));
    }
    if is_monitor_of_s390(world, call) {
        return Ok(None);
    }
    let why = "SCOPE=*VM2000-GLOBAL NOT POSSIBLE IN THIS SYSTEM";
    Err(rejected(Message::new(NKR0178, [why])))
}

fn systems(world: &World, call: Call<'_>, whose: Option<VmId>) -> Vec<VmId> {
    match whose {
        Some(vm) => vec![vm],
        None => world.vms_here(call.unit).collect(),
    }
}

/// The guest that forbids to detach a path for all at once, unless it has detached it itself
/// (VM2000 V12.0 User Guide, page 112: VMGIORAL=NO).
fn protected(
    world: &World,
    call: Call<'_>,
    systems: &[VmId],
    path: &IoPath,
    force: Force,
) -> Option<VmId> {
    let detached = &world.unit(call.unit).detached_paths;
    let forbids = |vm: &VmId| {
        let is_protected = !world.vm(*vm).guest.vmgioral && guest::is_loaded(world, *vm);
        is_protected && !detached.has(*vm, path)
    };
    let mut systems = systems.iter().copied().filter(forbids);
    systems.next().filter(|_| force != Force::Unconditional)
}

/// The device that forbids to detach a path, and whose it is.
fn in_the_way(
    world: &World,
    call: Call<'_>,
    systems: &[VmId],
    path: &IoPath,
    force: Force,
) -> Option<(Mnemonic, VmId)> {
    let forbids = |vm: VmId, device: &Mnemonic| match force {
        Force::No => true,
        Force::Yes => is_needed(world, call.unit, vm, device),
        Force::Unconditional => false,
    };
    systems.iter().find_map(|vm| {
        let cut_off = paths::cut_off(world, call.unit, *vm, path).into_iter();
        let mut forbidden = cut_off.filter(|device| forbids(*vm, device));
        forbidden.next().map(|device| (device, *vm))
    })
}

/// A system loses a device that it has attached, though its VM keeps it.
fn cut_off(world: &mut World, call: Call<'_>, vm: VmId, device: &Mnemonic, effects: &mut Effects) {
    let Some(before) = held(world, call.unit, vm, device).cloned() else {
        return;
    };
    let left = Assignment {
        attached: false,
        ..before.clone()
    };
    give(world, call.unit, vm, &left);
    // The guest of a VM on its way uses what the side that executes it has assigned.
    if vm != own_vm(world, call) && world.vm(vm).unit == call.unit {
        guest::deprive(world, vm, &before, effects);
    }
}

/// Does something to each path that UNIT names, and tells what came of it.
fn each(
    world: &mut World,
    call: Call<'_>,
    bad: MessageId,
    mut change: impl FnMut(&mut World, &IoPath) -> Result<Vec<Message>, Message>,
) -> Answer {
    let all = paths::all(world, call.unit);
    let named = named(call);
    if named.is_empty() {
        return rejected(Message::plain(NKR0118));
    }
    let mut answer = Answer::done();
    for path in named {
        let result = match all.contains(&path) {
            true => change(world, &path),
            false => Err(Message::new(NKR0121, [path.to_string(), like(&all, &path)])),
        };
        match result {
            Ok(told) => answer = told.into_iter().fold(answer, Answer::say),
            Err(why) => {
                let message = Message::new(bad, [path]);
                if answer.code.sc1 == 0 {
                    answer.code = negative(&message);
                }
                answer = answer.say(message).say(why);
            }
        }
    }
    answer
}

/// The paths of the same kind, in few words.
fn like(all: &[IoPath], path: &IoPath) -> String {
    let same = all
        .iter()
        .filter(|other| matches!(other, IoPath::Channel(_)) == matches!(path, IoPath::Channel(_)));
    let names = same.map(|known| match known {
        IoPath::Channel(number) => format!("{number:02X}"),
        IoPath::Controller(name) => name.clone(),
    });
    names.collect::<Vec<_>>().join(",")
}

fn named(call: Call<'_>) -> Vec<IoPath> {
    let Some(unit) = call.value("UNIT") else {
        return Vec::new();
    };
    let texts = |operand| -> Vec<&str> {
        let value = unit.inner(operand);
        let items = value.into_iter().flat_map(Value::items);
        items.filter_map(Value::text).collect()
    };
    let number = |text: &str| u8::from_str_radix(text, 16).ok();
    match unit.keyword() {
        Some("*CHANNEL") => {
            let ids = texts("CHANNEL-PATH-ID").into_iter().filter_map(number);
            ids.map(IoPath::Channel).collect()
        }
        Some("*CHANNEL-RANGE") => {
            let end = |operand| texts(operand).first().copied().and_then(number);
            match (end("FROM"), end("TO")) {
                (Some(from), Some(to)) => (from..=to).map(IoPath::Channel).collect(),
                _ => Vec::new(),
            }
        }
        _ => {
            let names = texts("CONTROLLER-UNIT").into_iter();
            names
                .map(|name| IoPath::Controller(name.to_owned()))
                .collect()
        }
    }
}

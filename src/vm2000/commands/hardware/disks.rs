//! SHOW-DISK-STATUS: the disks that the own system uses (BS2000 Commands V21.0, page 465;
//! the layouts could not be read and are ours).

use super::{displayed, own_vm, shown_units};
use crate::sdf::{Value, wildcard_matches};
use crate::vm2000::Effects;
use crate::vm2000::commands::table::{Line, listed};
use crate::vm2000::commands::{Answer, Call};
use crate::vm2000::devices::held;
use crate::vm2000::guest::home_pubset;
use crate::vm2000::model::{Device, Family, UnitId, Usage, VmId, World};

/// A disk of the own system.
struct Disk<'w> {
    device: &'w Device,
    usage: Usage,
}

/// The own system, and where it runs.
#[derive(Clone, Copy)]
struct Here<'w> {
    world: &'w World,
    unit: UnitId,
    vm: VmId,
}

/// A table: what INFORMATION calls it, its columns, and the lines of a disk.
struct Table {
    information: &'static str,
    columns: &'static [(usize, &'static str)],
    lines: fn(Here<'_>, &Disk<'_>) -> Vec<String>,
}

const TABLES: [Table; 4] = [
    Table {
        information: "*STD",
        columns: &[
            (15, "DEV-TYPE"),
            (25, "USAGE"),
            (32, "ALLOC"),
            (40, "PHASE"),
            (48, "ACTION"),
        ],
        lines: standard,
    },
    Table {
        information: "*PARAMETER",
        columns: &[
            (15, "ASSIGN-TIME"),
            (28, "USER-ALLOC"),
            (40, "SYSTEM-ALLOC"),
            (54, "PUBSET"),
        ],
        lines: parameters,
    },
    Table {
        information: "*TASK",
        columns: &[(15, "TSN")],
        lines: tasks,
    },
    Table {
        information: "*SYSTEMS",
        columns: &[(15, "SYSTEM"), (25, "ALLOC"), (32, "SU")],
        lines: systems,
    },
];

/// `/SHOW-DISK-STATUS`.
pub(super) fn show(world: &mut World, call: Call<'_>, _: &mut Effects) -> Answer {
    let value = call.value("UNIT");
    let volumes = value.and_then(|value| value.inner("VOLUME"));
    let attribute = value.and_then(|value| value.inner("ATTRIBUTE"));
    let attribute = attribute.and_then(Value::keyword);
    let (names, wrong) = match shown_units(world, call) {
        Ok(found) => found,
        Err(refused) => return refused,
    };
    let here = Here {
        world,
        unit: call.unit,
        vm: own_vm(world, call),
    };
    let is_meant = |disk: &Disk<'_>| {
        let names = names.as_ref();
        names.is_none_or(|names| names.contains(&disk.device.mnemonic))
            && has_volume(disk.device, volumes)
            && has(disk.device, attribute)
    };
    let disks: Vec<Disk<'_>> = here.disks().filter(is_meant).collect();
    let wanted = call.keyword("INFORMATION").unwrap_or("*STD");
    let shown = TABLES
        .iter()
        .filter(|table| wanted == "*ALL" || wanted == table.information);
    let lines = shown.flat_map(|table| {
        let head = Line::new().at(1, "VSN").at(9, "MNEM");
        let columns = table.columns.iter();
        let head = columns.fold(head, |line, (column, title)| line.at(*column, title));
        let body = disks.iter().flat_map(|disk| (table.lines)(here, disk));
        std::iter::once(head.end()).chain(body).collect::<Vec<_>>()
    });
    displayed(lines.collect(), wrong)
}

impl<'w> Here<'w> {
    /// The disks that the own system has attached.
    fn disks(self) -> impl Iterator<Item = Disk<'w>> {
        let known = self.world.unit(self.unit).devices.values();
        known.filter_map(move |device| {
            let is_disk = matches!(device.family, Family::Disk | Family::EmulatedDisk);
            let own = held(self.world, self.unit, self.vm, &device.mnemonic)?;
            (is_disk && own.attached).then_some(Disk {
                device,
                usage: own.usage,
            })
        })
    }
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

fn head(disk: &Disk<'_>) -> Line {
    let volume = disk.device.volume.as_deref().unwrap_or("*NONE");
    Line::new()
        .at(1, volume)
        .at(9, &disk.device.mnemonic.to_string())
}

/// How a system has a device, in the words of its displays.
pub(super) fn allocation(usage: Usage) -> &'static str {
    match usage {
        Usage::Shared => "SHARE",
        Usage::Exclusive => "EXCL",
    }
}

fn standard(_: Here<'_>, disk: &Disk<'_>) -> Vec<String> {
    let usage = if disk.device.pubset.is_some() {
        "DMS"
    } else {
        "*NONE"
    };
    let line = head(disk)
        .at(15, &disk.device.device_type)
        .at(25, usage)
        .at(32, allocation(disk.usage))
        .at(40, "IN-USE")
        .at(48, "NO ACTION");
    vec![line.end()]
}

/// The disks of a pubset are the system's as long as it is imported; others are for users,
/// who share them.
fn parameters(_: Here<'_>, disk: &Disk<'_>) -> Vec<String> {
    let (time, users) = match disk.device.pubset {
        Some(_) => ("OPERATOR", "NO"),
        None => ("USER", "SHARE"),
    };
    let line = head(disk)
        .at(15, time)
        .at(28, users)
        .at(40, allocation(disk.usage))
        .at(54, disk.device.pubset.as_deref().unwrap_or("*NONE"));
    vec![line.end()]
}

/// All jobs have files on the home pubset.
fn tasks(here: Here<'_>, disk: &Disk<'_>) -> Vec<String> {
    let home = home_pubset(here.world, here.vm);
    let is_home = disk.device.pubset.as_ref() == Some(&home);
    let jobs = here.world.vm(here.vm).guest.jobs.iter();
    let tsns: Vec<String> = jobs
        .filter(|_| is_home)
        .map(|job| job.tsn.clone())
        .collect();
    match tsns.is_empty() {
        true => vec![head(disk).at(15, "*NONE").end()],
        false => listed(head(disk), 15, &tsns),
    }
}

/// The systems on both server units of the cluster that have the disk attached, the own one
/// first.
fn systems(here: Here<'_>, disk: &Disk<'_>) -> Vec<String> {
    let world = here.world;
    let cluster = world.unit(here.unit).cluster;
    let is_near = |unit: &UnitId| {
        *unit == here.unit || (cluster.is_some() && world.unit(*unit).cluster == cluster)
    };
    let mut found: Vec<(bool, UnitId, VmId, Usage)> = Vec::new();
    for unit in (0..)
        .map(UnitId)
        .zip(&world.units)
        .map(|(unit, _)| unit)
        .filter(is_near)
    {
        for vm in world.vms_here(unit) {
            let held = held(world, unit, vm, &disk.device.mnemonic);
            if let Some(held) = held.filter(|held| held.attached) {
                found.push((vm != here.vm, unit, vm, held.usage));
            }
        }
    }
    found.sort_by_key(|(is_other, unit, vm, _)| (*is_other, *unit, world.vm(*vm).index));
    let lines = found.into_iter().enumerate();
    lines
        .map(|(place, (_, unit, vm, usage))| {
            let line = match place {
                0 => head(disk),
                _ => Line::new(),
            };
            line.at(15, &world.vm(vm).name)
                .at(25, allocation(usage))
                .at(32, &world.unit(unit).name)
                .end()
        })
        .collect()
}

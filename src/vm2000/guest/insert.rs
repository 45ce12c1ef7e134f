//! What stands in the messages of a guest's courses.

use super::{import, system_of};
use crate::sim::Tick;
use crate::vm2000::devices;
use crate::vm2000::model::{Device, Family, InformationByte, System, UnitType, VmId, World};

/// Something that a message of a course names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Insert {
    Fixed(&'static str),
    Version,
    Mode,
    Date,
    Time,
    ClockSource,
    Memory,
    Cpus,
    ParameterFile,
    HomePubset,
    LockedVolume,
    LockedDisk,
    LockHolder,
    StartType,
    Conslog,
    Console,
    CommandFile,
    Jobs,
    Limit,
    DumpFile,
    Pages,
}

/// The inserts as texts.
pub(super) fn all(world: &World, vm: VmId, inserts: &[Insert], now: Tick) -> Vec<String> {
    let text = |insert: &Insert| insert.text(world, vm, now);
    inserts.iter().map(text).collect()
}

impl Insert {
    fn text(self, world: &World, vm: VmId, now: Tick) -> String {
        let known = world.vm(vm);
        let guest = &known.guest;
        let choices = guest.course.as_ref().map(|course| course.choices.clone());
        let choices = choices.unwrap_or_default();
        let version = version_digits(&guest.version);
        let offset = utc_offset(world, vm);
        match self {
            Insert::Fixed(text) => text.to_owned(),
            Insert::Version => guest.version.clone(),
            Insert::Mode => match choices.mode {
                InformationByte::Fast => "FAST",
                InformationByte::Automatic => "AUTOMATIC",
                InformationByte::Dialog => "DIALOG",
            }
            .to_owned(),
            Insert::Date => world.calendar.date(now, offset),
            Insert::Time => clock(&world.calendar.hhmmss(now, offset)),
            Insert::ClockSource => match world.unit(known.unit).unit_type {
                _ if choices.minute.is_some() => "OPERATOR",
                UnitType::S390 => "SVP",
                UnitType::X86 => "CARRIER SYSTEM",
            }
            .to_owned(),
            Insert::Memory => known.memory_mb().to_string(),
            Insert::Cpus => known.attached_cpus().to_string(),
            Insert::ParameterFile => choices
                .parameter_file
                .or_else(|| standard_files(world, vm).into_iter().next())
                .unwrap_or_default(),
            Insert::HomePubset => home_pubset(world, vm),
            Insert::LockedVolume => locked(world, vm).0,
            Insert::LockedDisk => locked(world, vm).1,
            Insert::LockHolder => locked(world, vm).2,
            Insert::StartType => choices.start_type.unwrap_or("WARM").to_owned(),
            Insert::Conslog => super::conslog::path(world, vm),
            Insert::Console => load_console(world, vm),
            Insert::CommandFile => choices.command_file.unwrap_or_default(),
            Insert::Jobs => super::jobs::active(guest).to_string(),
            Insert::Limit => choices.dump.limit.to_string(),
            Insert::DumpFile => format!("$TSOS.SLEDFILE.{version}"),
            Insert::Pages => choices.dump.pages.to_owned(),
        }
    }
}

/// A disk that another system uses: its volume, the disk, and that system.
fn locked(world: &World, vm: VmId) -> (String, String, String) {
    let Some((disk, holder)) = import::locked(world, vm) else {
        return Default::default();
    };
    let known = world.unit(world.vm(vm).unit).devices.get(disk);
    let volume = known.and_then(|known| known.volume.clone());
    let holder = devices::system_name(world, holder).to_owned();
    (volume.unwrap_or_default(), disk.to_string(), holder)
}

/// Minutes east of UTC that a system's clock shows.
pub(super) fn utc_offset(world: &World, vm: VmId) -> i32 {
    match system_of(world, vm) {
        System::Monitor(unit) => world.unit(unit).monitor.utc_offset,
        System::Guest(_) => world.vm(vm).guest.utc_offset,
    }
}

/// The disk from which a system was loaded. VM2000 does not load its own system: that one is
/// taken to be on the first pubset that it has.
pub(super) fn home_disk(world: &World, vm: VmId) -> Option<&Device> {
    let known = world.vm(vm);
    let devices = &world.unit(known.unit).devices;
    if let Some(ipl) = &known.attributes.ipl {
        return devices.get(&ipl.unit);
    }
    let held = known.devices.iter();
    let mut held = held.filter_map(|held| devices.get(&held.mnemonic));
    held.find(|disk| disk.pubset.is_some())
}

/// The catalogue id of a system's home pubset: that of the disk from which it was loaded.
pub(in crate::vm2000) fn home_pubset(world: &World, vm: VmId) -> String {
    let disk = home_disk(world, vm).and_then(|disk| disk.pubset.clone());
    disk.unwrap_or_else(|| "HOME".to_owned())
}

/// The mnemonic of the console that a system is loaded from. That of a monitor system is the
/// first of the preconfigured pair, whose standard name is C0.
pub fn load_console(world: &World, vm: VmId) -> String {
    let known = world.vm(vm);
    if let Some(named) = &known.guest.console {
        return named.clone();
    }
    if known.is_monitor() {
        return "C0".to_owned();
    }
    let named = known.attributes.ipl.as_ref();
    let named = named.and_then(|ipl| ipl.main_console.first().cloned());
    let is_console = |name| {
        let device = world.unit(known.unit).devices.get(name);
        device.is_some_and(|device| device.family == Family::Kvp)
    };
    let held = || known.devices.iter().map(|device| &device.mnemonic);
    named
        .or_else(|| held().find(|name| is_console(*name)).cloned())
        .map_or_else(|| "C0".to_owned(), |name| name.to_string())
}

/// The parameter files that a startup finds without being told one, in the order in which it
/// looks for them (BS2000 "Introduction to System Administration" V21, page 33).
pub(super) fn standard_files(world: &World, vm: VmId) -> Vec<String> {
    let known = world.vm(vm);
    let general = format!("$TSOS.SYSPAR.BS2.{}", version_digits(&known.guest.version));
    let own = (!known.is_monitor()).then(|| format!("{general}.{}", known.name));
    own.into_iter().chain([general]).collect()
}

/// `200` of `V20.0B`.
fn version_digits(version: &str) -> String {
    version.chars().filter(char::is_ascii_digit).collect()
}

/// `14:24:23` of `142423`.
pub(super) fn clock(hhmmss: &str) -> String {
    let pairs = hhmmss.as_bytes().chunks(2);
    let pairs: Vec<_> = pairs.map(String::from_utf8_lossy).collect();
    pairs.join(":")
}

//! The invariants of the design, each told by its number.

use std::collections::{BTreeMap, BTreeSet};

use super::operator::{Input, What};
use super::resources::{
    cpus_are_in_a_pool, devices_are_given_once, disks_are_used_once, has_its_cpus,
    is_moved_while_it_waits, link_is_shared, memory_is_given_once,
};
use crate::common::{entered, records_of};
use vmcons::console::{Console, Kind, Record, Role};
use vmcons::engine::Session;
use vmcons::sim::Tick;
use vmcons::vm2000::migration::{Migration, MigrationId, Phase, Sides, stops};
use vmcons::vm2000::model::{
    Assignment, Family, GuestPhase, JvKey, MonitorState, System, UnitId, UnitType, VmId, VmState,
    World,
};

pub type Checked = Result<(), String>;

macro_rules! hold {
    ($condition:expr, $($what:tt)+) => {
        if !$condition {
            return Err(format!($($what)+));
        }
    };
}
pub(super) use hold;

pub const UNITS: [UnitId; 2] = [UnitId(0), UnitId(1)];

/// What a monitor system has told of a VM's migrations.
#[derive(Debug, Default)]
struct Told {
    counts: BTreeMap<String, usize>,
    last: String,
    /// What was told since the last migration began here.
    course: Vec<String>,
}

impl Told {
    fn count(&self, id: &str) -> usize {
        self.counts.get(id).copied().unwrap_or(0)
    }

    /// The course without what concerns devices and CPUs.
    fn course(&self) -> Vec<&str> {
        let of_course = self.course.iter().map(String::as_str);
        of_course.filter(|id| COURSE.contains(id)).collect()
    }

    fn tells_stop(&self) -> bool {
        self.course.iter().any(|id| STOP.contains(&id.as_str()))
    }
}

/// Watches a session.
#[derive(Debug, Default)]
pub struct Watch {
    seen: usize,
    told: BTreeMap<(UnitId, String), Told>,
    /// The server units that were down at some time.
    down: BTreeSet<UnitId>,
    /// Those whose monitor systems were not ready at the last look, each with the number of
    /// its start: one that has become ready and crashed since has another.
    not_ready: BTreeMap<UnitId, u32>,
    /// The VMs that were stopped at the last look.
    stopped: BTreeSet<VmId>,
    /// When VMs were stopped by migrations, and which.
    pub stops: Vec<(Tick, String)>,
    /// Those that migrated then.
    moving: Vec<Moving>,
    /// The guests that have prepared themselves for a migration and were not released yet,
    /// each with its run.
    prepared: BTreeMap<VmId, u32>,
    /// When guests were released last; several consoles may tell of it.
    released: BTreeMap<VmId, Tick>,
}

/// A VM that migrates.
#[derive(Debug)]
struct Moving {
    id: MigrationId,
    sides: Sides,
    /// The job variable that monitors its migration.
    jv: Option<JvKey>,
    /// The run of its guest, which may crash at the same tick.
    run: u32,
    /// What it would have if the migration were aborted.
    has: String,
}

impl Moving {
    fn of(world: &World, migration: &Migration) -> Self {
        let sides = migration.sides;
        let watched = migration.monjv.as_ref();
        Moving {
            id: migration.id,
            sides,
            jv: watched.map(|watched| watched.jv.clone()),
            run: world.vm(sides.vm).guest.run,
            has: what_it_has(world, sides.vm, &migration.source_devices),
        }
    }

    /// Invariant 4: a VM that stays has what it had at the last look, and whatever comes of
    /// the migration, its job variable tells.
    fn has_ended(&self, world: &World) -> Checked {
        let (vm, sides) = (world.vm(self.sides.vm), self.sides);
        let stays = vm.unit == sides.source;
        if let Some(jv) = self
            .jv
            .as_ref()
            .and_then(|key| world.job_variables.get(key))
        {
            let told = jv.value.get(..3).unwrap_or_default();
            let wanted: &[&str] = if stays { &["$AE"] } else { &["$T ", "$TW"] };
            let is_told = wanted.contains(&told) && jv.monitors.is_none();
            hold!(is_told, "4: {} has moved {}: {told}", vm.name, !stays);
        }
        if stays && vm.state != VmState::NotInitialized && vm.guest.run == self.run {
            let has = what_it_has(world, sides.vm, &vm.devices);
            hold!(
                has == self.has,
                "4: {} had\n{}\nand after the abort\n{has}",
                vm.name,
                self.has
            );
        }
        Ok(())
    }
}

fn what_it_has(world: &World, id: VmId, devices: &[Assignment]) -> String {
    let vm = world.vm(id);
    format!(
        "{:?}, {:?}, {:?}, {:?}, {:?}, {:?}, {devices:?}",
        vm.index, vm.location_mb, vm.virtual_cpus, vm.attributes, vm.waits, vm.monjv
    )
}

/// The messages that begin and end a migration, by side.
const COURSE: [&str; 12] = [
    "VMS2450", "VMS2451", "VMS2453", "VMS2430", "VMS2431", "VMS2432", "VMS2433", "VMS2452",
    "VMS3050", "VMS4024", "VMS6020", "VMS6021",
];

/// The course of a migration that is completed, as each side tells it. A VM that is not
/// RUNNING is not stopped: then nobody tells VMS2452 and VMS2432.
const ON_S390: [&[&str]; 2] = [
    &["VMS2450", "VMS2452", "VMS4024", "VMS2451"],
    &["VMS2430", "VMS3050", "VMS2432", "VMS2431"],
];
const STOP: [&str; 2] = ["VMS2452", "VMS2432"];
const ON_X86: &[&str] = &["VMS2450", "VMS6021", "VMS2451"];

impl Watch {
    /// Looks at a session after something has happened.
    pub fn look(&mut self, session: &Session) -> Checked {
        for record in session.log().since(self.seen) {
            self.hear(session, &record)?;
        }
        self.seen = session.log().len();
        let world = session.world();
        for unit in UNITS {
            if world.unit(unit).monitor.state == MonitorState::Down {
                self.down.insert(unit);
            }
            memory_is_given_once(world, unit)?;
            cpus_are_in_a_pool(world, unit)?;
            devices_are_given_once(world, unit)?;
        }
        for place in 0..world.vms.len() {
            let vm = VmId(u16::try_from(place).unwrap());
            self.is_in_one_place(world, vm)?;
            has_its_cpus(world, vm)?;
            work_is_known(world, vm)?;
            is_moved_while_it_waits(world, vm)?;
        }
        for moving in &self.moving {
            if world.migrations.get(moving.id).is_none() {
                moving.has_ended(world)?;
            }
        }
        let moving = world.migrations.iter();
        self.moving = moving.map(|one| Moving::of(world, one)).collect();
        disks_are_used_once(world)?;
        link_is_shared(world)?;
        let is_ready = |unit: &UnitId| world.unit(*unit).monitor.state == MonitorState::Ready;
        let not_ready = UNITS.into_iter().filter(|unit| !is_ready(unit));
        self.not_ready = not_ready.map(|unit| (unit, run_of(world, unit))).collect();
        let all = (0..world.vms.len()).map(|place| VmId(u16::try_from(place).unwrap()));
        let stopped: BTreeSet<VmId> = all.filter(|vm| stops(world, *vm)).collect();
        for vm in stopped.difference(&self.stopped) {
            self.stops.push((session.now(), world.vm(*vm).name.clone()));
        }
        self.stopped = stopped;
        Ok(())
    }

    fn hear(&mut self, session: &Session, record: &Record) -> Checked {
        let is_control = |text: &str| text.chars().any(char::is_control);
        let lines = record.lines.iter().any(is_control);
        hold!(!lines, "9: control characters: {:?}", record.lines);
        let Some(id) = record.id() else {
            return Ok(());
        };
        let console = session.consoles().get(record.console).unwrap();
        self.is_in_its_place(session, record, id.as_str(), console)?;
        self.is_prepared_once(session, record, id.as_str(), console)?;
        // Another console takes the place of a main console that fails.
        let is_monitors = console.system == System::Monitor(record.unit);
        let is_main = is_monitors && session.consoles().is_main(record.console);
        if record.kind != Kind::Message || !is_main || !COURSE.contains(&id.as_str()) {
            return Ok(());
        }
        let Some(name) = vm_in(&record.text) else {
            return Ok(());
        };
        self.follow(session, record, id.as_str(), name)
    }

    /// What is told by somebody who can and may tell it.
    fn is_in_its_place(
        &mut self,
        session: &Session,
        record: &Record,
        id: &str,
        console: &Console,
    ) -> Checked {
        if id.starts_with("HAL033") {
            let unit = session.world().unit(record.unit);
            hold!(console.role == Role::Guest, "1: {id} on {}", console.name);
            hold!(unit.unit_type == UnitType::X86, "1: {id} on SU /390");
        } else if record.at == session.now()
            && let System::Guest(vm) = console.system
            && console.role == Role::Guest
        {
            let stopped = self.stopped.contains(&vm) && stops(session.world(), vm);
            hold!(!stopped, "3: {} is stopped and says {id}", console.name);
        }
        // What it was to tell meanwhile VM2000 tells when it is ready again.
        if record.kind == Kind::Message
            && record.at == session.now()
            && let System::Monitor(unit) = console.system
            && id.starts_with("VMS")
        {
            // What fails because of a message comes behind it at the same tick.
            let is_ready = session.world().unit(unit).monitor.state == MonitorState::Ready
                || self.not_ready.get(&unit) != Some(&run_of(session.world(), unit));
            let is_startup = ["VMS5541", "VMS2330"].contains(&id);
            hold!(
                is_ready || is_startup,
                "2: {} tells {id} before it is ready: {}",
                console.name,
                record.text
            );
        }
        Ok(())
    }

    /// Invariant 2 as the guest tells it: what it has prepared it ends once.
    fn is_prepared_once(
        &mut self,
        session: &Session,
        record: &Record,
        id: &str,
        console: &Console,
    ) -> Checked {
        let System::Guest(vm) = console.system else {
            return Ok(());
        };
        let known = session.world().vm(vm);
        match id {
            "ETMDR01" => {
                self.prepared.insert(vm, known.guest.run);
            }
            "ETMDR02" => {
                let was_prepared = self.prepared.remove(&vm).is_some();
                let before = self.released.insert(vm, record.at);
                hold!(
                    was_prepared || before == Some(record.at),
                    "2: {} is released, but was not prepared",
                    known.name
                );
            }
            _ => {}
        }
        Ok(())
    }

    /// Follows the course of a migration as one side tells it.
    fn follow(&mut self, session: &Session, record: &Record, id: &str, name: &str) -> Checked {
        let was_down = self.down.contains(&record.unit);
        let told = self.told.entry((record.unit, name.to_owned())).or_default();
        *told.counts.entry(id.to_owned()).or_default() += 1;
        if ["VMS2450", "VMS2430"].contains(&id) {
            told.course.clear();
        }
        told.course.push(id.to_owned());
        if ["VMS2450", "VMS2451", "VMS2453"].contains(&id) {
            told.last = id.to_owned();
        }
        let unit_type = session.world().unit(record.unit).unit_type;
        let wanted = match (id, unit_type) {
            ("VMS2451", UnitType::S390) => ON_S390[0],
            ("VMS2431", UnitType::S390) => ON_S390[1],
            ("VMS2451", UnitType::X86) => ON_X86,
            _ => return Ok(()),
        };
        let (course, is_stopped) = (told.course(), told.tells_stop());
        let is_wanted = |id: &&str| is_stopped || !STOP.contains(id);
        let wanted: Vec<&str> = wanted.iter().copied().filter(is_wanted).collect();
        let unit = &session.world().unit(record.unit).name;
        hold!(
            was_down || course == wanted,
            "2: {unit} tells of {name} {course:?} and not {wanted:?}"
        );
        // The source has told of it long before the target is done.
        let other = UNITS.into_iter().find(|unit| *unit != record.unit);
        let other = other.and_then(|unit| self.told.get(&(unit, name.to_owned())));
        let is_known = other.is_some_and(Told::tells_stop);
        hold!(
            id != "VMS2431" || is_known == is_stopped,
            "2: {unit} resumes {name}: {is_stopped}, its source stops it: {is_known}"
        );
        Ok(())
    }

    /// Invariant 3: a VM is executed by one SU, holds its index there, and on another only
    /// while a migration moves it; the displays say so.
    fn is_in_one_place(&self, world: &World, id: VmId) -> Checked {
        let vm = world.vm(id);
        let name = &vm.name;
        let holds = |unit: &UnitId| world.unit(*unit).vms.values().any(|held| *held == id);
        let holders: Vec<UnitId> = UNITS.into_iter().filter(holds).collect();
        if vm.state == VmState::NotInitialized {
            hold!(holders.is_empty(), "3: {name} is not there, but held");
            return Ok(());
        }
        hold!(
            holders.contains(&vm.unit),
            "3: {name} is executed where it is not"
        );
        let migration = vm.migration.and_then(|number| world.migrations.get(number));
        let Some(migration) = migration else {
            hold!(
                vm.migration.is_none(),
                "3: {name} is in a migration that is over"
            );
            hold!(holders.len() == 1, "3: {name} is twice");
            let shown = world.shown_state(vm.unit, id);
            hold!(
                !shown.contains("MIGR"),
                "3: {name} is {shown} without a migration"
            );
            return Ok(());
        };
        self.moves(world, id, migration, holders.len())
    }

    fn moves(&self, world: &World, id: VmId, migration: &Migration, holders: usize) -> Checked {
        let sides = migration.sides;
        let name = &world.vm(id).name;
        let executes = match migration.phase {
            Phase::Resumed | Phase::TakenOver => sides.target,
            Phase::SettingUp | Phase::Copying(_) | Phase::Suspended => sides.source,
        };
        hold!(
            world.vm(id).unit == executes,
            "3: {name} is executed by the wrong SU"
        );
        let shown = world.shown_state(sides.source, id);
        hold!(
            shown == format!("{}(MIGR)", world.vm(id).state),
            "3: {name} is {shown} on the source"
        );
        let is_ready = world.unit(sides.source).monitor.state == MonitorState::Ready;
        let last = self
            .told
            .get(&(sides.source, name.clone()))
            .map(|told| &*told.last);
        hold!(
            !is_ready || last == Some("VMS2450"),
            "3: {name} moves after {last:?}"
        );
        // What cannot come along is neither attached nor, if it is an alias, assigned.
        let known = &world.unit(sides.source).devices;
        let comes_along = |held: &Assignment| {
            known.get(&held.mnemonic).is_none_or(|device| {
                let is_alias = device.family == Family::PavAlias;
                !(is_alias || held.attached && device.family.detached_by_migration())
            })
        };
        let devices = &world.vm(id).devices;
        let is_copied = matches!(migration.phase, Phase::Copying(_) | Phase::Suspended);
        hold!(
            !is_copied || devices.iter().all(comes_along),
            "5: {name} is copied with {devices:?}"
        );
        if holders == 2 && migration.phase != Phase::TakenOver {
            let shown = world.shown_state(sides.target, id);
            hold!(shown == "SETUP(MIGR)", "3: {name} is {shown} on the target");
        }
        Ok(())
    }

    /// Looks at a session that has come to its end.
    pub fn end(&self, session: &Session, inputs: &[Input]) -> Checked {
        let world = session.world();
        for ((unit, name), told) in &self.told {
            if self.down.contains(unit) || world.unit(*unit).monitor.state != MonitorState::Ready {
                continue;
            }
            let ends = |begun: &str, ended: [&str; 2]| {
                told.count(begun) == ended.iter().map(|id| told.count(id)).sum::<usize>()
            };
            let (type_, at) = (world.unit(*unit).unit_type, &world.unit(*unit).name);
            hold!(
                ends("VMS2450", ["VMS2451", "VMS2453"]),
                "2: {name} from {at}: {told:?}"
            );
            match type_ {
                UnitType::S390 => {
                    hold!(
                        ends("VMS2430", ["VMS2431", "VMS2433"]),
                        "2: {name} to {at}: {told:?}"
                    );
                }
                UnitType::X86 => {
                    let none = ["VMS2430", "VMS2431", "VMS2432", "VMS2452"];
                    let silent = none.iter().all(|id| told.count(id) == 0);
                    hold!(silent, "2: {name} at {at}, an SU x86: {told:?}");
                }
            }
        }
        for (vm, run) in &self.prepared {
            let vm = world.vm(*vm);
            let is_same = vm.guest.run == *run && vm.guest.phase == GuestPhase::Ready;
            hold!(!is_same, "2: {} was never released", vm.name);
        }
        every_command_is_answered_once(session, inputs, !self.down.is_empty())?;
        lines_are_in_order(session)
    }

    /// The VMs whose migrations were all aborted, and there were some.
    pub fn only_aborted(&self) -> Vec<String> {
        let mut of: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for ((_, name), told) in &self.told {
            let sums = of.entry(name).or_default();
            sums.0 += told.count("VMS2450");
            sums.1 += told.count("VMS2453");
        }
        let aborted = of
            .into_iter()
            .filter(|(_, (begun, aborted))| begun == aborted && *begun > 0);
        aborted.map(|(name, _)| name.to_owned()).collect()
    }
}

/// How often a monitor system was started or ended.
fn run_of(world: &World, unit: UnitId) -> u32 {
    world.vm(world.unit(unit).monitor.vm).guest.run
}

/// The VM that a message names as `(2,VM0)`.
fn vm_in(text: &str) -> Option<&str> {
    let (_, inside) = text.split_once('(')?;
    let (_, name) = inside.split_once(')')?.0.split_once(',')?;
    Some(name)
}

/// Whoever waits for the end of all work looks only at VMs of which this is noted.
fn work_is_known(world: &World, vm: VmId) -> Checked {
    let guest = &world.vm(vm).guest;
    let stirs = guest.course.is_some() || guest.phase == GuestPhase::Restart || guest.is_homeless;
    let name = &world.vm(vm).name;
    hold!(
        !stirs || world.stirring.contains(&vm),
        "the work of {name} is forgotten"
    );
    Ok(())
}

/// Whether a system has crashed or ended: then what was given to it may be unanswered.
fn went_down(session: &Session, system: System) -> bool {
    let began_anew = |vm: VmId| session.world().vm(vm).guest.run > 0;
    if matches!(system, System::Guest(vm) if began_anew(vm)) {
        return true;
    }
    let consoles = session.consoles().of_system(system);
    let mut records = consoles.flat_map(|(console, _)| records_of(session, console));
    records.any(|record| {
        let id = record.id();
        id.is_some_and(|id| ["NRTV000", "EXC0557"].contains(&id.as_str()))
    })
}

/// Invariant 6: every command entered is answered once, and so is what is none.
fn every_command_is_answered_once(session: &Session, inputs: &[Input], was_down: bool) -> Checked {
    // An answer to a form or a question is no command.
    let replied = |name: &str| {
        let is_reply =
            |input: &&Input| matches!(&input.what, What::Reply(console, _) if console == name);
        inputs.iter().filter(is_reply).count()
    };
    let lines_for = |name: &str| {
        let is_for = |input: &&Input| matches!(&input.what, What::Enter(at, _) if at == name);
        inputs.iter().filter(is_for).count()
    };
    for (console, known) in session.consoles().iter() {
        let all = records_of(session, console);
        let count = |kind| all.iter().filter(|record| record.kind == kind).count();
        // A system that is not there takes no line at all, however many commands are in it;
        // and a line for a program that is not there is none of commands.
        let is_ignored = |place: usize| {
            let answer = all.get(place + 1).map_or("", |record| &*record.text);
            ["INPUT IGNORED", "DESTINATION NOT FOUND"]
                .iter()
                .any(|why| answer.ends_with(why))
        };
        let inputs = all
            .iter()
            .enumerate()
            .filter(|(_, record)| record.kind == Kind::Input);
        let (ignored, taken): (Vec<_>, Vec<_>) = inputs.partition(|(place, _)| is_ignored(*place));
        let asked =
            ignored.len() + entered(known.role, taken.iter().map(|(_, record)| &*record.text));
        let answered = count(Kind::Completion) + count(Kind::Rejection);
        let name = &known.name;
        let waits = session
            .open_questions()
            .iter()
            .any(|open| open.console == console);
        let excused = was_down || went_down(session, known.system) || waits;
        // Whoever is stopped shows no echo before he goes on, but then all of them.
        if let System::Guest(vm) = known.system
            && known.role == Role::Guest
            && session.world().vm(vm).state != VmState::NotInitialized
        {
            let entered = lines_for(name);
            hold!(
                excused || count(Kind::Input) >= entered,
                "6: {name} shows {} of {entered} lines",
                count(Kind::Input)
            );
        }
        hold!(
            answered <= asked + replied(name),
            "6: {name}: {answered} answers to {asked}"
        );
        // A form that is carried out stands in the log as a command once more.
        let forms = taken.iter().filter(|(_, record)| record.text.contains('?'));
        hold!(
            excused || answered + forms.count() >= asked,
            "6: {name}: {answered} answers to {asked}"
        );
    }
    Ok(())
}

/// Invariant 7: lines are in time order, and each is on its console once.
fn lines_are_in_order(session: &Session) -> Checked {
    let sorted = session.log().since(0).map(|record| record.at).is_sorted();
    hold!(sorted, "7: lines are not in the order of their time");
    let consoles = session.consoles().iter();
    let on_consoles: usize = consoles.map(|(id, _)| session.log().len_of(id)).sum();
    let all = session.log().len();
    hold!(
        on_consoles == all,
        "7: {on_consoles} lines on consoles, {all} in all"
    );
    Ok(())
}

/// What is left of a VM and of what was reserved for it.
pub fn left(session: &Session, name: &str) -> String {
    let world = session.world();
    let Some(place) = world.vms.iter().position(|vm| vm.name == name) else {
        return "nothing".to_owned();
    };
    let id = VmId(u16::try_from(place).unwrap());
    let vm = world.vm(id);
    let mut text = format!(
        "{} on {} at {:?}, {:?}, {:?}, {:?}, {:?}, {:?}, {:?}, {:?}, {:?}",
        vm.state,
        world.unit(vm.unit).name,
        vm.location_mb,
        vm.virtual_cpus,
        vm.attributes,
        vm.devices,
        vm.index,
        vm.waits,
        vm.monjv,
        vm.load,
        vm.guest.phase
    );
    for unit in UNITS {
        let there = world.unit(unit);
        let holds = there.vms.values().any(|held| *held == id);
        let definition = there.definitions.get(name).filter(|known| !known.moved);
        text += &format!("\n{}: {holds}, {definition:?}", there.name);
    }
    text
}

//! What a screen shows besides the lines: which systems there are, where they run
//! and in which state, at one instant.

use std::sync::Arc;

use super::{OpenQuestion, Session, Training};
use crate::catalog::Catalog;
use crate::console::{ConsoleId, Consoles, Role};
use crate::sdf::{Grammar, Menu, Sheet};
use crate::sim::{Calendar, Tick};
use crate::vm2000::migration::{Progress, progress};
use crate::vm2000::model::{
    ClusterId, Family, Mnemonic, MonitorState, ServerUnit, System, UnitId, UnitType, Usage, VmId,
    World,
};

/// A picture of a session at one instant, cheap to make and to share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// The title of the scenario.
    pub title: String,
    /// What the scenario tells the trainee.
    pub text: String,
    /// The instant.
    pub now: Tick,
    /// What ticks mean.
    pub calendar: Calendar,
    /// The clusters, each with at least one server unit. Server units that belong to
    /// no cluster stand in one of their own, whose `id` is `None`.
    pub clusters: Vec<ClusterView>,
    /// All consoles.
    pub consoles: Arc<Consoles>,
    /// The commands.
    pub grammar: Arc<Grammar>,
    /// The messages.
    pub catalog: Arc<Catalog>,
    /// Work that commands and faults have started and that is not done yet.
    pub work: usize,
    /// Inputs that come back to be edited and entered again: those that RESTORE-SDF-INPUT has
    /// recalled, those to be corrected, those that asked. Each until the next line is entered
    /// at its console.
    pub restored: Vec<Restored>,
    /// The forms of the guided dialog that wait for a line, at most one a console.
    pub forms: Vec<Arc<FormView>>,
    /// The menus that wait for a choice, at most one a console.
    pub menus: Vec<(ConsoleId, Menu)>,
    /// Questions that wait for an answer, oldest first, each once for every console
    /// that shows it.
    pub questions: Vec<OpenQuestion>,
    /// The files of commands that systems have, and those that they carry out.
    pub command_files: Vec<CommandFile>,
    /// When the next event happens that somebody may wait for, if any is to come.
    pub next_event: Option<Tick>,
    /// How far the migrations have come, oldest first. No real console shows this.
    pub migrations: Vec<Progress>,
    /// What a trainer knows besides. No real console shows this, either.
    pub training: Training,
}

/// An input that was recalled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// At which console.
    pub console: ConsoleId,
    /// How often something was shown there: another number is another input.
    pub turn: u64,
    /// The input, with its slash.
    pub input: String,
    /// The byte before which the cursor is wanted, if not at the end.
    pub cursor: Option<usize>,
    /// Whether it would be carried out as it is: at least one character has to be overwritten
    /// before it is sent (SDF Dialog Interface V21, page 55).
    pub is_right: bool,
}

/// A file of commands of a system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommandFile {
    /// Whose it is.
    pub system: System,
    /// Its name with its user id.
    pub name: String,
    /// The id of the run, for one that is being carried out or waits for it.
    pub run: Option<String>,
}

/// A form that waits for a line at a console.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormView {
    /// Which console.
    pub console: ConsoleId,
    /// How often forms were shown there: another number is another form, or the same
    /// one after an input.
    pub turn: u64,
    /// The form.
    pub sheet: Sheet,
    /// What there is to say about the last input: mistakes, or the answer to a question.
    pub said: Vec<String>,
    /// Whether that is the answer to a question.
    pub is_answer: bool,
    /// Whether it comes back behind a command that was entered meanwhile, whose answer is to
    /// be seen first.
    pub is_behind: bool,
    /// The form as a display, for whoever has no screen to draw it on.
    pub lines: Vec<String>,
}

/// A cluster as a screen shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClusterView {
    /// Which cluster.
    pub id: Option<ClusterId>,
    /// Its name.
    pub name: String,
    /// Its server units.
    pub units: Vec<UnitView>,
    /// Whether the link between them carries data; `None` if there is none.
    pub link_up: Option<bool>,
}

/// A server unit as a screen shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitView {
    /// Which server unit.
    pub id: UnitId,
    /// Its name.
    pub name: String,
    /// Its type.
    pub unit_type: UnitType,
    /// The main console of its monitor system.
    pub monitor: ConsoleId,
    /// The ADMIN dialog of its VM2000 administrator.
    pub admin: ConsoleId,
    /// The guests that it executes, by VM index.
    pub guests: Vec<GuestView>,
    /// How many real CPUs it has.
    pub cpus: usize,
    /// Its main memory, in MB.
    pub memory_mb: u64,
    /// What of it no VM holds.
    pub free_mb: u64,
    /// Whether its monitor system can be worked with.
    pub monitor_state: MonitorState,
    /// What its I/O configuration knows, by mnemonic.
    pub devices: Vec<DeviceView>,
    /// Its CPU pools.
    pub pools: Vec<String>,
    /// Its VM groups.
    pub groups: Vec<String>,
    /// Its VM definitions, those of VMs that are not initialized included.
    pub definitions: Vec<String>,
}

/// A device, as far as whoever names one has to know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceView {
    /// Its mnemonic name.
    pub name: Mnemonic,
    /// Whether guests are loaded from such a device.
    pub is_disk: bool,
    /// How it is used, if any VM has it.
    pub usage: Option<Usage>,
    /// The indices of the VMs that have it.
    pub holders: Vec<u8>,
    /// Whether an administrator assigned it to one of them.
    pub is_assigned: bool,
}

/// A guest as a screen shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuestView {
    /// Which VM.
    pub vm: VmId,
    /// Its VM index.
    pub index: u8,
    /// Its name.
    pub name: String,
    /// Its state as the displays of VM2000 show it, such as `RUNNING(MIGR)`.
    pub state: String,
    /// Its main console.
    pub console: ConsoleId,
    /// The main memory that it holds, in MB.
    pub memory_mb: u64,
    /// The VM group that it is in.
    pub group: Option<String>,
}

impl View {
    /// The server unit that shows a console now, with its cluster's place.
    pub fn place_of(&self, console: ConsoleId) -> Option<(usize, &UnitView)> {
        self.clusters
            .iter()
            .enumerate()
            .find_map(|(place, cluster)| {
                let system = self.consoles.get(console).map(|known| known.system);
                let shows = |unit: &&UnitView| match system {
                    Some(System::Monitor(id)) => unit.id == id,
                    Some(System::Guest(vm)) => unit.guests.iter().any(|guest| guest.vm == vm),
                    None => false,
                };
                cluster.units.iter().find(shows).map(|unit| (place, unit))
            })
    }

    /// The form that waits for a line at a console.
    pub fn form(&self, console: ConsoleId) -> Option<&FormView> {
        let form = self.forms.iter().find(|form| form.console == console);
        form.map(AsRef::as_ref)
    }

    /// A console's role.
    pub fn role(&self, console: ConsoleId) -> Option<Role> {
        self.consoles.get(console).map(|console| console.role)
    }

    /// The VM whose system a console belongs to, if it is a guest's.
    pub fn vm_of(&self, console: ConsoleId) -> Option<VmId> {
        match self.consoles.get(console)?.system {
            System::Guest(vm) => Some(vm),
            System::Monitor(_) => None,
        }
    }
}

/// The view of a session, now.
pub(super) fn of(session: &Session) -> View {
    let (world, consoles) = (&session.world, &session.consoles);
    let mut clusters: Vec<ClusterView> = (0..)
        .zip(&world.clusters)
        .map(|(place, cluster)| ClusterView {
            id: Some(ClusterId(place)),
            name: cluster.name.clone(),
            units: cluster
                .units
                .iter()
                .filter_map(|unit| unit_view(world, consoles, *unit))
                .collect(),
            link_up: Some(cluster.link_up),
        })
        .collect();
    let alone = (0..)
        .map(UnitId)
        .zip(&world.units)
        .filter(|(_, unit)| unit.cluster.is_none());
    clusters.extend(alone.filter_map(|(id, unit)| {
        let units = vec![unit_view(world, consoles, id)?];
        Some(ClusterView {
            id: None,
            name: unit.name.clone(),
            units,
            link_up: None,
        })
    }));
    View {
        title: session.setup.scenario.title.clone(),
        text: session.setup.scenario.text.clone(),
        now: session.now,
        calendar: session.calendar(),
        clusters,
        consoles: Arc::clone(consoles),
        grammar: Arc::clone(&session.setup.grammar),
        catalog: Arc::clone(&session.setup.catalog),
        work: session.work(),
        restored: restored(session),
        forms: session.forms(),
        menus: session.menus(),
        questions: session.open_questions(),
        command_files: session.command_files(),
        next_event: session.next_awaited(),
        migrations: migrations(session),
        training: Training::default(),
    }
}

/// Brings a view up to the present, if only time has passed since.
pub(super) fn pass_in(session: &Session, view: &mut View) {
    view.now = session.now;
    view.migrations = migrations(session);
}

fn migrations(session: &Session) -> Vec<Progress> {
    let (world, now) = (&session.world, session.now);
    let running = world.migrations.iter();
    running.map(|one| progress(world, one, now)).collect()
}

fn restored(session: &Session) -> Vec<Restored> {
    let all = session.consoles.iter().map(|(id, _)| id);
    let of = |console: ConsoleId| {
        let restored = session.dialogs.get(console.index())?.restored.clone()?;
        Some(Restored {
            console,
            turn: restored.turn,
            input: restored.input,
            cursor: restored.cursor,
            is_right: restored.is_right,
        })
    };
    all.filter_map(of).collect()
}

fn unit_view(world: &World, consoles: &Consoles, id: UnitId) -> Option<UnitView> {
    let unit = world.unit(id);
    let console = |system, role| {
        consoles
            .of_system(system)
            .find(|(_, console)| console.role == role)
            .map(|(id, _)| id)
    };
    let guest = |vm: VmId| {
        let known = world.vm(vm);
        let console = console(System::Guest(vm), Role::Guest)?;
        let state = world.shown_state(id, vm);
        Some(GuestView {
            vm,
            index: known.index,
            name: known.name.clone(),
            state,
            console,
            memory_mb: world.held_mb(vm),
            group: known.attributes.group.as_ref().map(|m| m.group.clone()),
        })
    };
    Some(UnitView {
        id,
        name: unit.name.clone(),
        unit_type: unit.unit_type,
        monitor: console(System::Monitor(id), Role::Monitor)?,
        admin: console(System::Monitor(id), Role::Admin)?,
        guests: world.vms_here(id).filter_map(guest).collect(),
        cpus: unit.cpus.len(),
        memory_mb: unit.memory_mb,
        free_mb: world.free_memory_mb(id),
        monitor_state: unit.monitor.state,
        devices: devices(world, id),
        pools: unit.pools.iter().cloned().collect(),
        groups: unit.groups.keys().cloned().collect(),
        definitions: definitions(unit),
    })
}

fn devices(world: &World, id: UnitId) -> Vec<DeviceView> {
    let known = world.unit(id).devices.values();
    let mut devices: Vec<DeviceView> = known
        .map(|device| DeviceView {
            name: device.mnemonic.clone(),
            is_disk: matches!(device.family, Family::Disk | Family::EmulatedDisk),
            usage: None,
            holders: Vec::new(),
            is_assigned: false,
        })
        .collect();
    for vm in world.vms_here(id) {
        for held in world.devices_on(id, vm) {
            let place = devices.binary_search_by(|device| device.name.cmp(&held.mnemonic));
            if let Some(device) = place.ok().and_then(|at| devices.get_mut(at)) {
                device.usage = Some(held.usage);
                device.holders.push(world.vm(vm).index);
                device.is_assigned |= held.is_explicit();
            }
        }
    }
    devices
}

fn definitions(unit: &ServerUnit) -> Vec<String> {
    let here = unit.definitions.iter().filter(|(_, known)| !known.moved);
    here.map(|(name, _)| name.clone()).collect()
}

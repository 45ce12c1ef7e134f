//! Whether a condition holds, in a session at one instant.

use super::{Condition, Fact, State, Working};
use crate::console::{ConsoleId, Kind, Record};
use crate::engine::Session;
use crate::learn::{Lesson, Moment};
use crate::sim::Tick;
use crate::vm2000::jv;
use crate::vm2000::model::{GuestPhase, MonitorState, UnitId, Vm, VmId, VmState, World};

/// What a condition is looked up in.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The session, now.
    pub session: &'a Session,
    /// How many records there were when the step began.
    pub since: usize,
    /// When that was.
    pub begun: Tick,
    /// The lesson.
    pub lesson: &'a Lesson,
    /// When each of its steps was done.
    pub done: &'a [Option<Moment>],
}

impl Condition {
    /// Whether it holds.
    pub fn holds(&self, scene: Scene<'_>) -> bool {
        match self {
            Condition::All(parts) => parts.iter().all(|part| part.holds(scene)),
            Condition::Any(parts) => parts.iter().any(|part| part.holds(scene)),
            Condition::Not(inner) => !inner.holds(scene),
            Condition::Fact(fact) => fact.holds(scene),
        }
    }
}

impl Fact {
    /// Whether it is the case.
    pub fn holds(&self, scene: Scene<'_>) -> bool {
        let world = scene.session.world();
        let vm = |name: &str| scene.vm(name).map(|id| (id, world.vm(id)));
        match self {
            Fact::Vm { name, on, state } => holds_of_vm(scene, name, on.as_deref(), *state),
            Fact::Guests(unit, amount) => scene
                .unit(unit)
                .is_some_and(|unit| amount.fits(scene.guests(unit))),
            Fact::Memory(name, amount) => {
                vm(name).is_some_and(|(_, vm)| amount.fits(vm.memory_mb()))
            }
            Fact::FreeMemory(unit, amount) => scene
                .unit(unit)
                .is_some_and(|unit| amount.fits(world.free_memory_mb(unit))),
            Fact::Cpus(name, amount) => vm(name)
                .is_some_and(|(_, vm)| amount.fits(vm.virtual_cpus.len().try_into().unwrap_or(0))),
            Fact::Device {
                mnemonic,
                vm: name,
                attached,
            } => vm(name).is_some_and(|(_, vm)| {
                let mut devices = vm.devices.iter();
                devices.any(|d| d.mnemonic.to_string() == *mnemonic && (d.attached || !attached))
            }),
            Fact::Definition { vm, on } => scene.unit(on).is_some_and(|unit| {
                let definition = world.unit(unit).definitions.get(vm);
                definition.is_some_and(|known| !known.moved)
            }),
            Fact::Jv { name, on, value } => scene.jv(name, on).is_some_and(|now| {
                let pattern = value.regex();
                pattern.is_match(now.trim_end())
            }),
            Fact::Monjv(name) => vm(name).is_some_and(|(_, vm)| vm.monjv.is_some()),
            Fact::Su(unit, working) => scene.unit(unit).is_some_and(|unit| {
                let state = world.unit(unit).monitor.state;
                match working {
                    Working::Up => state == MonitorState::Ready,
                    Working::Down => state == MonitorState::Down,
                }
            }),
            Fact::Link(unit, working) => scene.unit(unit).is_some_and(|unit| {
                let cluster = world.unit(unit).cluster.map(|id| world.cluster(id));
                cluster.is_some_and(|cluster| cluster.link_up == (*working == Working::Up))
            }),
            Fact::Question(console) => scene.console(console).is_some_and(|id| {
                let questions = scene.session.open_questions();
                questions.iter().any(|question| question.console == id)
            }),
            Fact::Shown(console, pattern) => scene.shows(console, |record| {
                !record.kind.is_echo() && record.shows(pattern.regex())
            }),
            Fact::Ended {
                console,
                command,
                well,
            } => scene.shows(console, |record| ended(record, command) == Some(*well)),
            Fact::Idle => scene.session.work() == 0,
            Fact::Passed(span) => scene.session.now().since(scene.begun) >= *span,
            Fact::Step(name) => scene.is_done(name),
        }
    }
}

/// Whether a record says that a command of this name has ended, and then whether well.
/// One that was rejected for its syntax has ended badly.
fn ended(record: &Record, command: &str) -> Option<bool> {
    let is_completion = record.kind == Kind::Completion;
    let message = record.message()?;
    let name = message.inserts.first()?;
    if !is_completion || !name.eq_ignore_ascii_case(command) {
        return None;
    }
    Some(record.code.is_none_or(|code| code.sc1 == 0))
}

fn holds_of_vm(scene: Scene<'_>, name: &str, on: Option<&str>, state: Option<State>) -> bool {
    let world = scene.session.world();
    let Some(id) = scene.vm(name) else {
        return on.is_none() && state == Some(State::NotInitialized);
    };
    let vm = world.vm(id);
    let is_gone = vm.state == VmState::NotInitialized;
    let is_there = on.is_none_or(|on| scene.unit(on) == Some(vm.unit) && !is_gone);
    is_there && state.is_none_or(|state| is_in(vm, state))
}

fn is_in(vm: &Vm, state: State) -> bool {
    match state {
        State::Running => vm.state == VmState::Running,
        State::Ready => vm.state == VmState::Running && vm.guest.phase == GuestPhase::Ready,
        State::InitOnly => vm.state == VmState::InitOnly,
        State::InHold => vm.state == VmState::InHold,
        State::Down => vm.state == VmState::Down,
        State::NotInitialized => vm.state == VmState::NotInitialized,
        State::Migrating => vm.migration.is_some(),
    }
}

impl Scene<'_> {
    /// The VM of this name; of several, the one that is there.
    pub(super) fn vm(&self, name: &str) -> Option<VmId> {
        let world: &World = self.session.world();
        let named = (0..).map(VmId).zip(&world.vms);
        let named = named.filter(|(_, vm)| vm.name.eq_ignore_ascii_case(name));
        named
            .max_by_key(|(_, vm)| vm.state != VmState::NotInitialized)
            .map(|(id, _)| id)
    }

    pub(super) fn unit(&self, name: &str) -> Option<UnitId> {
        self.session.world().unit_named(name)
    }

    pub(super) fn console(&self, name: &str) -> Option<ConsoleId> {
        self.session.console(name).ok()
    }

    /// How many VMs a server unit executes, but for the monitor VM.
    pub(super) fn guests(&self, unit: UnitId) -> u64 {
        let world = self.session.world();
        let here = world.vms_here(unit).map(|vm| world.vm(vm));
        here.filter(|vm| !vm.is_monitor())
            .fold(0, |count, _| count + 1)
    }

    /// The value of a job variable.
    pub(super) fn jv(&self, name: &str, on: &str) -> Option<String> {
        let world = self.session.world();
        let console = self.session.consoles().get(self.console(on)?)?;
        let key = jv::key(world, console.system, name);
        jv::read(world, &key, &None).ok()
    }

    /// Whether the step of a name is done.
    fn is_done(&self, name: &str) -> bool {
        let mut steps = self.lesson.steps.iter().zip(self.done);
        steps.any(|(step, done)| step.name == name && done.is_some())
    }

    fn shows(&self, console: &str, fits: impl Fn(&Record) -> bool) -> bool {
        let Some(console) = self.console(console) else {
            return false;
        };
        let records = self.session.log().since(self.since);
        let mut there = records.filter(|record| record.console == console);
        there.any(|record| fits(&record))
    }
}

//! What a guest goes through step by step: its startup, its shutdown, a dump.
//!
//! The steps are data ([`super::script`]); this carries them out, one after the other,
//! each when it is due. A question holds the course up until it is answered.

use super::files::Files;
use super::question::{Outcome, Question};
use super::script::{Act, Step, When, steps};
use super::{GuestStep, import, insert, later, note_stirring, system_of, turn};
use crate::catalog::Message;
use crate::sim::Span;
use crate::vm2000::Effects;
use crate::vm2000::drill::RETRY;
use crate::vm2000::model::{InformationByte, LogFile, Mnemonic, VmId, World};
use crate::vm2000::question::{Asker, GuestQuestion, Reply};

/// The course that a guest is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// Which one.
    pub script: Script,
    /// The step that is due next, or whose question is open.
    pub step: usize,
    /// Whether it waits for an answer.
    pub asks: bool,
    /// Whether its step came due while the VM was held.
    pub is_held_up: bool,
    /// What was decided for it, by commands and answers.
    pub choices: Choices,
}

/// The courses that there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// From the load to SYSTEM READY and beyond.
    Startup,
    /// From SHUTDOWN to the end of the session.
    Shutdown,
    /// SLED, which writes memory to disk.
    Dump,
}

/// What was decided for a course.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choices {
    /// How much the startup asks.
    pub mode: InformationByte,
    /// Whether the operator is to confirm the time.
    pub unlocks: bool,
    /// The minute of the day that it is, as the operator says.
    pub minute: Option<u16>,
    /// The parameter file that was named.
    pub parameter_file: Option<String>,
    /// Whether disks are used that another system has locked.
    pub forced: bool,
    /// What becomes of the jobs of the last session: the word of NSI6005.
    pub start_type: Option<&'static str>,
    /// The command file that runs after the startup.
    pub command_file: Option<String>,
    /// How the system starts again, if it does.
    pub restart: Option<Restart>,
    /// Whether VM2000 has asked for the end of the session, and not the operator.
    pub by_vm2000: bool,
    /// How memory is dumped.
    pub dump: DumpChoices,
}

/// How a system starts again by itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Restart {
    /// How much later.
    pub delay: Span,
    /// From which device; `None` for that of the last start.
    pub device: Option<Mnemonic>,
}

/// How memory is dumped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DumpChoices {
    /// Whether SLED decides everything itself.
    pub is_standard: bool,
    /// Whether another limit is to be asked for.
    pub asks_limit: bool,
    /// The longest time that SLED takes, in minutes (Diagnostics Handbook V21, page 189).
    pub limit: u16,
    /// Which pages are written: STD, NSF, REAL or ALL.
    pub pages: &'static str,
}

impl Default for DumpChoices {
    fn default() -> Self {
        DumpChoices {
            is_standard: true,
            asks_limit: false,
            limit: 45,
            pages: "STD",
        }
    }
}

/// Begins a course.
pub(super) fn begin(
    world: &mut World,
    vm: VmId,
    script: Script,
    choices: Choices,
    effects: &mut Effects,
) {
    let guest = &mut world.vm_mut(vm).guest;
    if script == Script::Startup {
        guest.session = guest.session % 999 + 1;
        guest.conslog = LogFile::first(effects.now);
    }
    guest.course = Some(Course {
        script,
        step: 0,
        asks: false,
        is_held_up: false,
        choices,
    });
    note_stirring(world, vm);
    post_next(world, vm, effects);
}

/// Posts the next step that applies; without one the course is over.
fn post_next(world: &mut World, vm: VmId, effects: &mut Effects) {
    let Some(course) = &world.vm(vm).guest.course else {
        return;
    };
    let rest = steps(course.script).iter().enumerate().skip(course.step);
    let next = rest
        .filter(|(_, step)| applies(world, vm, step.when))
        .map(|(place, step)| (place, step.after_ms))
        .next();
    let Some((place, after_ms)) = next else {
        world.vm_mut(vm).guest.course = None;
        note_stirring(world, vm);
        return turn::settled(world, vm, effects);
    };
    if let Some(course) = &mut world.vm_mut(vm).guest.course {
        course.step = place;
    }
    later(
        world,
        vm,
        Span::from_millis(after_ms),
        GuestStep::Course,
        effects,
    );
}

fn applies(world: &World, vm: VmId, when: When) -> bool {
    let known = world.vm(vm);
    let Some(Choices {
        mode,
        command_file,
        unlocks,
        minute,
        dump,
        by_vm2000,
        forced,
        ..
    }) = known.guest.course.as_ref().map(|course| &course.choices)
    else {
        return false;
    };
    let is_dialog = *mode == InformationByte::Dialog;
    match when {
        When::Always => true,
        When::Dialog => is_dialog,
        When::Automatic => *mode == InformationByte::Automatic,
        When::Unfound => !is_dialog && !known.guest.has_parameters,
        When::Unlocked => is_dialog && *unlocks,
        When::Corrected => is_dialog && *unlocks && minute.is_some(),
        When::CommandFile => command_file.is_some(),
        When::Locked => !forced && import::locked(world, vm).is_some(),
        When::Monitor => known.is_monitor() && !world.unit(known.unit).is_native,
        When::ByVm2000 => *by_vm2000,
        When::OwnDump => is_dialog && !dump.is_standard,
        When::OtherLimit => is_dialog && dump.asks_limit,
    }
}

/// Carries out the step that is due.
pub(super) fn carry_out(world: &mut World, vm: VmId, effects: &mut Effects) {
    let Some(step) = due(world, vm) else {
        return;
    };
    // A lock that was waited for may be gone.
    if !applies(world, vm, step.when) {
        return go_on(world, vm, effects);
    }
    match step.act {
        Act::Say(task, id, inserts) => {
            let message = Message::new(id, insert::all(world, vm, inserts, effects.now));
            effects.send(system_of(world, vm), task, message);
            go_on(world, vm, effects);
        }
        Act::Ask(question) => ask(world, vm, question, effects),
        Act::Turn(turn) => {
            if let Some(course) = &mut world.vm_mut(vm).guest.course {
                course.step += 1;
            }
            let run = world.vm(vm).guest.run;
            turn.take(world, vm, effects);
            if world.vm(vm).guest.run == run {
                post_next(world, vm, effects);
            }
        }
    }
}

fn due(world: &World, vm: VmId) -> Option<&'static Step> {
    let course = world.vm(vm).guest.course.as_ref()?;
    steps(course.script).get(course.step)
}

fn go_on(world: &mut World, vm: VmId, effects: &mut Effects) {
    if let Some(course) = &mut world.vm_mut(vm).guest.course {
        course.asks = false;
        course.step += 1;
    }
    post_next(world, vm, effects);
}

fn ask(world: &mut World, vm: VmId, question: Question, effects: &mut Effects) {
    let guest = &mut world.vm_mut(vm).guest;
    let run = guest.run;
    if let Some(course) = &mut guest.course {
        course.asks = true;
    }
    let inserts = insert::all(world, vm, question.inserts(), effects.now);
    let asker = Asker::Guest(
        vm,
        GuestQuestion {
            run,
            number: GuestQuestion::OF_COURSE,
        },
    );
    let message = Message::new(question.id(), inserts);
    effects.ask(system_of(world, vm), question.task(), message, asker);
}

/// Gives an answer to the question that holds a course up.
pub(super) fn answer(world: &mut World, vm: VmId, text: &str, effects: &mut Effects) -> Reply {
    let Some(&Step {
        act: Act::Ask(question),
        ..
    }) = due(world, vm)
    else {
        return Reply::Accepted;
    };
    let mut standard = insert::standard_files(world, vm);
    standard.retain(|_| world.vm(vm).guest.has_parameters);
    let guest = &mut world.vm_mut(vm).guest;
    let Some(course) = &mut guest.course else {
        return Reply::Accepted;
    };
    let told = &guest.files;
    match question.answer(text, &Files { standard, told }, &mut course.choices) {
        Outcome::Accepted => {
            go_on(world, vm, effects);
            Reply::Accepted
        }
        Outcome::Back => {
            back(world, vm, effects);
            Reply::Accepted
        }
        Outcome::Retry => {
            course.asks = false;
            later(world, vm, RETRY, GuestStep::Course, effects);
            Reply::Accepted
        }
        Outcome::Terminate => {
            course.asks = false;
            world.vm_mut(vm).guest.is_homeless = true;
            later(world, vm, Span::ZERO, GuestStep::HomeLost, effects);
            Reply::Accepted
        }
        Outcome::Wrong(why) => Reply::Wrong(Some(question.rejection(why))),
        Outcome::NotFound(id, file, there) => Reply::NotThere(Message::new(id, [file]), there),
    }
}

/// Goes back to the question before, or asks the first one again.
fn back(world: &mut World, vm: VmId, effects: &mut Effects) {
    let Some(course) = &world.vm(vm).guest.course else {
        return;
    };
    let before = steps(course.script).iter().enumerate().take(course.step);
    let asked = before
        .filter(|(_, step)| matches!(step.act, Act::Ask(_)) && applies(world, vm, step.when))
        .map(|(place, _)| place)
        .next_back();
    if let Some(course) = &mut world.vm_mut(vm).guest.course {
        course.asks = false;
        course.step = asked.unwrap_or(course.step);
    }
    post_next(world, vm, effects);
}

//! Questions to the operators: who asks, and what becomes of an answer.

use super::commands::configuration_update_answered;
use super::drill::Drill;
use super::model::{ConfigurationUpdate, System, UnitId, VmId, World};
use super::{Effects, guest};
use crate::catalog::Message;

/// Who asks the operators something, or tells them to do something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asker {
    /// A system, with what tells its questions apart.
    Guest(VmId, GuestQuestion),
    /// The device management of a monitor system, about a dynamic change of its I/O
    /// configuration.
    ConfigurationUpdate(UnitId),
    /// A drill in a system.
    Drill(System, Drill),
}

/// A question of a system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GuestQuestion {
    /// The run of the system in which it was asked; void in another.
    pub run: u32,
    /// Its number within that run.
    pub number: u16,
}

impl GuestQuestion {
    /// The number of the question that holds a startup or a dump up.
    pub const OF_COURSE: u16 = 0;
}

/// What an asker makes of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// It will do: the question is settled.
    Accepted,
    /// It will not do: the message says why, if there is one, and the question is
    /// shown again.
    Wrong(Option<Message>),
    /// What it names does not exist, as the message says; those names do. The question is
    /// shown again.
    NotThere(Message, Vec<String>),
    /// It will do, and the same is asked again.
    Again,
}

/// Gives an answer to whoever asked.
pub fn answer(world: &mut World, asker: &Asker, text: &str, effects: &mut Effects) -> Reply {
    match asker {
        Asker::Guest(vm, question) => guest::answer(world, *vm, *question, text, effects),
        Asker::ConfigurationUpdate(unit) => {
            configuration_update_answered(world, *unit, text, effects)
        }
        Asker::Drill(system, drill) => drill.answer(world, *system, text, effects),
    }
}

/// Whether somebody still waits: a system that has gone down or started anew does not.
pub fn still_waits(world: &World, asker: &Asker) -> bool {
    match asker {
        Asker::Guest(vm, question) => world.vm(*vm).guest.run == question.run,
        Asker::ConfigurationUpdate(unit) => {
            world.unit(*unit).update == ConfigurationUpdate::Asked
                && guest::is_ready(world, System::Monitor(*unit))
        }
        Asker::Drill(system, _) => guest::is_ready(world, *system),
    }
}

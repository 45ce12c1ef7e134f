//! Questions to the operators: who asks, and what becomes of an answer.

use super::Effects;
use super::commands::configuration_update_answered;
use super::drill::Drill;
use super::model::{System, UnitId, VmId, World};
use crate::catalog::Message;

/// Who asks the operators something, or tells them to do something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asker {
    /// A guest system, with the number of its question.
    Guest(VmId, u16),
    /// The device management of a monitor system, about a dynamic change of its I/O
    /// configuration.
    ConfigurationUpdate(UnitId),
    /// A drill in a system.
    Drill(System, Drill),
}

/// What an asker makes of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// It will do: the question is settled.
    Accepted,
    /// It will not do: the message says why, if there is one, and the question is
    /// shown again.
    Wrong(Option<Message>),
}

/// Gives an answer to whoever asked.
pub fn answer(world: &mut World, asker: &Asker, text: &str, effects: &mut Effects) -> Reply {
    match asker {
        // Guests are not modelled yet, and ask nothing.
        Asker::Guest(..) => Reply::Accepted,
        Asker::ConfigurationUpdate(unit) => {
            configuration_update_answered(world, *unit, text, effects)
        }
        Asker::Drill(system, drill) => drill.answer(world, *system, text, effects),
    }
}

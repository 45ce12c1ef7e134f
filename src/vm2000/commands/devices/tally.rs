//! What came of a command that takes one device after another.

use super::{Answer, Output};
use crate::catalog::{Message, ReturnCode};

/// What came of each device.
#[derive(Debug, Default)]
pub(super) struct Tally {
    done: usize,
    wrong: Vec<Message>,
}

impl Tally {
    /// Nothing done yet, but these found wrong already.
    pub(super) fn with(wrong: Vec<Message>) -> Self {
        Tally { done: 0, wrong }
    }

    /// Counts a device for which the command was executed.
    pub(super) fn done(&mut self) {
        self.done += 1;
    }

    /// Notes why the command was not executed for a device.
    pub(super) fn wrong(&mut self, why: Message) {
        self.wrong.push(why);
    }

    /// Whether something was done.
    pub(super) fn has_done(&self) -> bool {
        self.done > 0
    }

    /// Whether the command was not executed for a device.
    pub(super) fn has_wrong(&self) -> bool {
        !self.wrong.is_empty()
    }

    /// What the command answers, behind what `noted` answers. The manual's tables of
    /// return codes could not be read: the id of the first message if nothing was done,
    /// VMS9005, "partly executed", if something was.
    pub(super) fn answer(self, noted: Answer) -> Answer {
        let code = match (self.wrong.first(), self.done) {
            (None, _) => noted.code,
            (Some(first), 0) => ReturnCode {
                sc2: 0,
                sc1: 64,
                mc: first.id,
            },
            (Some(_), _) => ReturnCode::new(0, 64, "VMS9005"),
        };
        let wrong = self.wrong.into_iter().map(Output::Message);
        Answer {
            output: wrong.chain(noted.output).collect(),
            code,
        }
    }
}

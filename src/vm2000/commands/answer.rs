//! Putting answers together, step by step.

use super::{Answer, Output};
use crate::catalog::{Message, ReturnCode};

/// The answer of a command that was carried out or refused.
pub(super) fn either(result: Result<Answer, Answer>) -> Answer {
    result.unwrap_or_else(|refused| refused)
}

impl Answer {
    /// Refused with one message under subcode 1 = 128: temporarily not possible.
    pub(super) fn refused_for_now(message: Message) -> Self {
        let code = ReturnCode {
            sc2: 0,
            sc1: 128,
            mc: message.id,
        };
        Answer::done().say(message).returning(code)
    }

    /// With this message behind the others.
    pub(super) fn say(mut self, message: Message) -> Self {
        self.output.push(Output::Message(message));
        self
    }

    /// With this message before the others.
    pub(super) fn say_first(mut self, message: Message) -> Self {
        self.output.insert(0, Output::Message(message));
        self
    }

    /// With a warning behind, and as what is returned: subcode 2 = 2.
    pub(super) fn warning(self, message: Message) -> Self {
        let code = ReturnCode {
            sc2: 2,
            sc1: 0,
            mc: message.id,
        };
        self.say(message).returning(code)
    }

    /// With another return code.
    pub(super) fn returning(mut self, code: ReturnCode) -> Self {
        self.code = code;
        self
    }

    /// With this subcode 2, unless there is more than "done" to say already: 1 nothing to
    /// do, 2 rounded.
    pub(super) fn remarking(self, sc2: u8) -> Self {
        if self.code == ReturnCode::DONE {
            self.returning(ReturnCode::new(sc2, 0, "CMD0001"))
        } else {
            self
        }
    }

    /// With subcode 2 = 2 if a number had to be rounded to two places. Takes numbers as
    /// [`crate::sdf::Value::hundredths`] gives them.
    pub(super) fn rounded(self, numbers: impl IntoIterator<Item = Option<(u32, bool)>>) -> Self {
        let rounded = numbers.into_iter().flatten().any(|(_, rounded)| rounded);
        if rounded { self.remarking(2) } else { self }
    }
}

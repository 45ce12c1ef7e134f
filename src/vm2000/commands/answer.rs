//! Putting answers together, step by step.

use super::hold::NOTHING;
use super::{Answer, Call, Output};
use crate::catalog::{Message, ReturnCode};
use crate::vm2000::ids::{VMS3001, VMS3002, VMS3003, VMS3041, VMS3042};
use crate::vm2000::model::{VmId, World};

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

    /// What a command says that finds all done already: SC2=1 (page 239).
    pub(super) fn nothing_to_do(world: &World, call: Call<'_>, vm: VmId, why: &str) -> Self {
        let [index, name] = world.vm(vm).inserts();
        let message = Message::new(VMS3001, [&call.command.name, &index, &name, why]);
        Answer::done().say(message).returning(NOTHING)
    }

    /// The same for a command that is for several VMs, of which none has told anything.
    pub(super) fn unless_nothing(self, call: Call<'_>, which: &str, why: &str) -> Self {
        if self.code != NOTHING || !self.output.is_empty() {
            return self;
        }
        Answer::nothing(call, &format!("{which}: {why}"))
    }

    /// What a command says that finds all done already and is about no one VM: SC2=1.
    pub(super) fn nothing(call: Call<'_>, why: &str) -> Self {
        let message = Message::new(VMS3002, [&call.command.name, why]);
        Answer::done().say(message).returning(NOTHING)
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
        self.rounded_if(numbers.into_iter().flatten().any(|(_, rounded)| rounded))
    }

    /// The same, where it is known already. What the manual tells by the return code alone
    /// is said in words as well.
    pub(super) fn rounded_if(self, rounded: bool) -> Self {
        match rounded {
            true => self.say(Message::plain(VMS3003)).remarking(2),
            false => self,
        }
    }

    /// The same, with the warning that a definition could not be changed, if it could not.
    #[must_use]
    pub(super) fn noted(self, noted: Result<(), Message>) -> Self {
        match noted {
            Ok(()) => self,
            Err(message) => self.warned(message, ReturnCode::new(2, 0, "VMS2306")),
        }
    }

    /// This and what the command answers for a further VM. The weightier return code
    /// stands: what was only partly done before a warning, that before what was done. That
    /// there was nothing to do for one VM is not told.
    #[must_use]
    pub(super) fn and(mut self, further: Answer) -> Self {
        let weight = |code: ReturnCode| match (code.sc1, code.sc2) {
            (0, 1) => 0,
            (0, 0) => 1,
            (0, _) => 2,
            _ => 3,
        };
        let is_remark = |output: &Output| match output {
            Output::Message(message) => [VMS3001, VMS3002].contains(&message.id),
            Output::Display(..) => false,
        };
        let told = further
            .output
            .into_iter()
            .filter(|output| !is_remark(output));
        self.output.extend(told);
        if weight(further.code) > weight(self.code) {
            self.code = further.code;
        }
        self
    }

    /// The same, but for one of the VMs that the command was for: VMS3041 if a migration
    /// keeps it, else what else was said against it; VMS9005 in the end (page 87).
    #[must_use]
    pub(super) fn but(mut self, world: &World, call: Call<'_>, vm: VmId, refused: Answer) -> Self {
        self.code = ReturnCode::new(0, 64, "VMS9005");
        if refused.code.mc == VMS3042 {
            let [index, name] = world.vm(vm).inserts();
            let message = Message::new(VMS3041, [&call.command.name, &index, &name]);
            self.output.push(Output::Message(message));
        } else {
            self.output.extend(refused.output);
        }
        self
    }
}

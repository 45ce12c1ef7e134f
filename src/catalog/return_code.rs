//! Command return codes.

use super::MessageId;

/// What a command returns (BS2000 Commands V21, "Command return codes").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ReturnCode {
    /// Subcode 2: 0, or 1 nothing to do, 2 a warning.
    pub sc2: u8,
    /// Subcode 1, the class of the error; 0 is none.
    pub sc1: u8,
    /// The main code.
    pub mc: MessageId,
}

impl ReturnCode {
    /// Carried out.
    pub const DONE: ReturnCode = ReturnCode::new(0, 0, "CMD0001");
    /// Not carried out because of a syntax error.
    pub const SYNTAX: ReturnCode = ReturnCode::new(0, 1, "CMD0202");

    /// A return code; `mc` has to be a message id.
    pub const fn new(sc2: u8, sc1: u8, mc: &str) -> Self {
        ReturnCode {
            sc2,
            sc1,
            mc: MessageId::new(mc),
        }
    }

    /// Whether it says that the command was carried out, but that something is left to be
    /// said about it: SC2=2 with the id of a message.
    pub fn is_warning(self) -> bool {
        self.sc1 == 0 && self.sc2 == 2 && self.mc != Self::DONE.mc
    }
}

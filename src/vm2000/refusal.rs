//! Why something that was asked for is not done.

use crate::catalog::{Message, MessageId, ReturnCode};

/// Why something that was asked for is not done: what the caller is told, and what the
/// command returns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What the caller is told.
    pub message: Message,
    /// What the command returns.
    pub code: ReturnCode,
}

impl Refusal {
    /// An error of class 64, "semantic error", with the message's id as main code.
    pub fn of(message: Message) -> Self {
        let code = ReturnCode {
            sc2: 0,
            sc1: 64,
            mc: message.id,
        };
        Refusal { message, code }
    }

    /// An error of class 64 whose message has these inserts.
    pub fn with<I: ToString>(id: MessageId, inserts: impl IntoIterator<Item = I>) -> Self {
        Refusal::of(Message::new(id, inserts))
    }
}

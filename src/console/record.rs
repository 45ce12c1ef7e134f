//! What appears on a console: one message, input or display, with its lines.

use regex::Regex;

use super::{ConsoleId, Mid};
use crate::catalog::{Message, MessageId, ReturnCode, Source};
use crate::sim::Tick;
use crate::vm2000::model::UnitId;

/// One message, input or display on one console.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// When it appeared.
    pub at: Tick,
    /// On which console.
    pub console: ConsoleId,
    /// The server unit that executed the console's system then.
    pub unit: UnitId,
    /// What it is.
    pub kind: Kind,
    /// The task that it comes from; empty where there is none.
    pub tsn: Box<str>,
    /// The message reference, if there is a task that it comes from.
    pub mid: Option<Mid>,
    /// The message with its inserts, if it is one of the catalogue.
    pub message: Option<Message>,
    /// The weight of its message, 0 to 99.
    pub weight: Option<u8>,
    /// Who worded it.
    pub source: Option<Source>,
    /// The text without header and id; the lines of a display joined by line feeds.
    pub text: Box<str>,
    /// The lines as the console shows them.
    pub lines: Box<[Box<str>]>,
    /// The return code, of a completion.
    pub code: Option<ReturnCode>,
}

impl Record {
    /// The id of its message.
    pub fn id(&self) -> Option<MessageId> {
        self.message.as_ref().map(|message| message.id)
    }

    /// Whether a pattern matches one of its lines, or its id and text unbroken, as in
    /// `VMS2450 LIVE MIGRATION OF VM (12,VM12PROD) TO ...`.
    pub fn shows(&self, pattern: &Regex) -> bool {
        if self.lines.iter().any(|line| pattern.is_match(line)) {
            return true;
        }
        match self.id() {
            Some(id) => pattern.is_match(&format!("{id} {}", self.text)),
            None => pattern.is_match(&self.text),
        }
    }
}

/// What a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// The echo of what was entered.
    Input,
    /// A message that needs no reply.
    Message,
    /// A message that waits for a reply.
    Question,
    /// A message that waits for an event: nobody can reply to it.
    #[serde(rename = "message")]
    Instruction,
    /// A command's request for further details.
    #[serde(rename = "question")]
    Request,
    /// The output of a command.
    Display,
    /// The end of a command.
    Completion,
    /// An input that was refused.
    Rejection,
    /// The echo of a reply to a question.
    Answer,
    /// The echo of the details that a command has asked for.
    #[serde(rename = "answer")]
    Detail,
}

impl Kind {
    /// Whether an operator is to reply.
    pub fn asks(self) -> bool {
        matches!(self, Kind::Question | Kind::Request)
    }

    /// Whether it shows what somebody has entered.
    pub fn is_echo(self) -> bool {
        matches!(self, Kind::Input | Kind::Answer | Kind::Detail)
    }
}

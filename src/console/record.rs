//! What appears on a console: one message, input or display, with its lines.

use std::borrow::Cow;

use regex::Regex;

use super::postings::Posting;
use super::{ConsoleId, Lines, Mid};
use crate::catalog::{Message, MessageId, ReturnCode, Source};
use crate::sim::Tick;
use crate::vm2000::model::UnitId;

/// One message, input or display on one console, as the log keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record<'a> {
    /// When it appeared.
    pub at: Tick,
    /// On which console.
    pub console: ConsoleId,
    /// The server unit that executed the console's system then.
    pub unit: UnitId,
    /// What it is.
    pub kind: Kind,
    /// The task that it comes from; empty where there is none.
    pub tsn: &'a str,
    /// The message reference, if there is a task that it comes from.
    pub mid: Option<Mid>,
    /// The weight of its message, 0 to 99.
    pub weight: Option<u8>,
    /// Who worded it.
    pub source: Option<Source>,
    /// The text without header and id; the lines of a display joined by line feeds.
    pub text: Cow<'a, str>,
    /// The lines as the console shows them.
    pub lines: Lines<'a>,
    /// The return code, of a completion.
    pub code: Option<ReturnCode>,
    /// Where its message and the inserts are.
    pub(super) posting: Posting<'a>,
}

impl Record<'_> {
    /// The id of its message, if it is one of the catalogue.
    pub fn id(&self) -> Option<MessageId> {
        self.posting.shape.id
    }

    /// The message with its inserts, if it is one of the catalogue.
    pub fn message(&self) -> Option<Message> {
        let inserts = self.posting.inserts(&self.text);
        self.id().map(|id| Message { id, inserts })
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
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

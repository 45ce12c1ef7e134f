//! TURN: lists what stands in the open file of CONSLOG, five messages at a time, and asks
//! whether to go on (BS2000 Commands V21, page 620). Its question is the only `&` line that
//! was seen printed. What it lists is not logged.

mod choice;

use super::{Outcome, isp, refusal};
use crate::catalog::{Message, MessageId, ReturnCode, Source};
use crate::console::{ConsoleId, Kind, Pending};
use crate::engine::Session;
use crate::engine::questions::Owner;
use crate::sdf::Bound;
use crate::vm2000::commands::Answer;
use crate::vm2000::model::System;
use crate::vm2000::{Emission, Reply};
use choice::Choice;

/// An operand is wrong.
const EXC0045: MessageId = MessageId::new("EXC0045");
/// Another TURN is not done yet.
const EXC0431: MessageId = MessageId::new("EXC0431");
/// The question.
const EXC0432: MessageId = MessageId::new("EXC0432");
/// How many messages are listed at a time.
const PAGE: usize = 5;
/// So many wrong answers are tolerated.
const PATIENCE: u8 = 3;

/// A TURN that waits for details.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::engine) struct Turn {
    /// The console that has given it.
    pub console: ConsoleId,
    /// How many answers were wrong.
    pub mistakes: u8,
    /// The system whose log it is.
    system: System,
    /// What of the log is to be listed still.
    left: Choice,
}

pub(super) fn run(session: &mut Session, console: ConsoleId, command: &Bound) -> Outcome {
    let Some(known) = session.consoles.get(console) else {
        return Outcome::done();
    };
    let (system, tsn) = (known.system, known.tsn.clone());
    let is_turning = |pending: &Pending<Owner>| {
        pending.system == system && matches!(pending.owner, Owner::Turn(_))
    };
    if session.pending.iter().any(is_turning) {
        return Outcome::no(Message::plain(EXC0431));
    }
    let operands = isp::operands(command).ok();
    let Some(left) = operands.and_then(|given| session.choice(system, console, &given)) else {
        return Outcome::no(Message::new(EXC0045, ["TURN"]));
    };
    let turn = Turn {
        console,
        mistakes: 0,
        system,
        left,
    };
    let turn = session.list(turn);
    let emission = Emission::new(system, tsn, Message::plain(EXC0432));
    session.post(
        &emission,
        Kind::Request,
        vec![console],
        Some(Owner::Turn(turn)),
    );
    Outcome::Waits
}

impl Session {
    /// Shows the next messages of the log, and says which are left.
    fn list(&mut self, mut turn: Turn) -> Turn {
        let mut lines = Vec::new();
        let mut listed = 0;
        while listed < PAGE
            && let Some(entry) = turn.left.next_entry()
        {
            if let Some((record, consoles)) = self.logged(turn.system, entry)
                && self.is_chosen(&turn.left, &record, consoles)
            {
                lines.extend(record.lines.iter().map(ToOwned::to_owned));
                listed += 1;
            }
        }
        if !lines.is_empty() {
            self.show_excerpt(turn.console, Source::Own, &lines);
        }
        turn
    }

    /// What the operator has answered.
    pub(in crate::engine) fn turn(&mut self, turn: &Turn, text: &str) -> Reply {
        let answer = match text.to_ascii_uppercase().as_str() {
            "Y" if !turn.left.is_empty() => {
                let next = self.list(turn.clone());
                self.pending
                    .replace(&Owner::Turn(turn.clone()), Owner::Turn(next));
                return Reply::Again;
            }
            "Y" | "N" => Answer::done(),
            _ if turn.mistakes < PATIENCE => {
                let wrong = Owner::Turn(turn.clone());
                self.pending.replace(
                    &wrong,
                    Owner::Turn(Turn {
                        mistakes: turn.mistakes + 1,
                        ..turn.clone()
                    }),
                );
                return Reply::Wrong(None);
            }
            _ => refusal(
                Message::new(EXC0045, ["TURN"]),
                ReturnCode::new(0, 64, "EXC0045"),
            ),
        };
        self.give(turn.console, "TURN", answer);
        Reply::Accepted
    }
}

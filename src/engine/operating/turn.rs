//! TURN: sends output meant for some consoles to others, after asking for further details
//! (BS2000 Commands V21, page 620). Its question is the only `&` line that was seen
//! printed. What is turned are the system's own message paths, which are not modelled: the
//! command ends well, and nothing moves.

use super::{Outcome, refusal};
use crate::catalog::{Message, MessageId, ReturnCode};
use crate::console::{ConsoleId, Kind, Pending};
use crate::engine::Session;
use crate::engine::questions::Owner;
use crate::sdf::Bound;
use crate::vm2000::commands::Answer;
use crate::vm2000::{Emission, Reply};

/// Another TURN is not done yet.
const EXC0431: MessageId = MessageId::new("EXC0431");
/// The question.
const EXC0432: MessageId = MessageId::new("EXC0432");
/// So many wrong answers are tolerated.
const PATIENCE: u8 = 3;

/// A TURN that waits for details.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::engine) struct Turn {
    /// The console that has given it.
    pub console: ConsoleId,
    /// How many answers were wrong.
    pub mistakes: u8,
}

pub(super) fn run(session: &mut Session, console: ConsoleId, _: &Bound) -> Outcome {
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
    let turn = Turn {
        console,
        mistakes: 0,
    };
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
    /// What the operator has answered.
    pub(in crate::engine) fn turn(&mut self, turn: &Turn, text: &str) -> Reply {
        let answer = match text.to_ascii_uppercase().as_str() {
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
                Message::new(MessageId::new("EXC0045"), ["TURN"]),
                ReturnCode::new(0, 64, "EXC0045"),
            ),
        };
        self.give(turn.console, "TURN", answer);
        Reply::Accepted
    }
}

//! TURN: lists what CONSLOG has logged, five messages at a time, and asks whether to go on
//! (BS2000 Commands V21, page 620). Its question is the only `&` line that was seen
//! printed. All of it is listed: DAY, TIME, SRC, DEST and DESTALL select nothing here.

use std::ops::Range;

use super::{Outcome, refusal};
use crate::catalog::{Message, MessageId, ReturnCode, Source};
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
    /// What of the log is to be listed still: what TURN itself shows is none of it.
    left: Range<usize>,
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
    let all = 0..session.logged(system).len();
    let turn = Turn {
        console,
        mistakes: 0,
        left: session.list(console, all),
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
    /// Shows the next messages of the log, and says which are left.
    fn list(&mut self, console: ConsoleId, left: Range<usize>) -> Range<usize> {
        let system = self.consoles.get(console).map(|known| known.system);
        let page = left.len().min(PAGE);
        let logged = system.map_or(Vec::new(), |system| self.logged(system));
        let records = logged.iter().skip(left.start).take(page);
        let lines: Vec<String> = records
            .flat_map(|record| record.lines.iter())
            .map(ToOwned::to_owned)
            .collect();
        if !lines.is_empty() {
            self.show_display(console, Source::Own, &lines);
        }
        left.start + page..left.end
    }

    /// What the operator has answered.
    pub(in crate::engine) fn turn(&mut self, turn: &Turn, text: &str) -> Reply {
        let answer = match text.to_ascii_uppercase().as_str() {
            "Y" if !turn.left.is_empty() => {
                let next = Turn {
                    left: self.list(turn.console, turn.left.clone()),
                    ..turn.clone()
                };
                self.pending
                    .replace(&Owner::Turn(turn.clone()), Owner::Turn(next));
                // It asks again.
                return Reply::Wrong(None);
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
                Message::new(MessageId::new("EXC0045"), ["TURN"]),
                ReturnCode::new(0, 64, "EXC0045"),
            ),
        };
        self.give(turn.console, "TURN", answer);
        Reply::Accepted
    }
}

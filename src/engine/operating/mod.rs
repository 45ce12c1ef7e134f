//! What operators do with their consoles: the commands that concern nothing but who sees
//! and who may do what (BS2000 "Introduction to System Administration" V21, pages 277 to
//! 292).

mod asr;
mod conslog;
mod dialogs;
mod filter;
mod inform;
mod isp;
mod letter;
mod logon;
mod loss;
mod main_console;
mod pending;
mod status;
mod subscription;
mod suppression;
mod switch;
mod turn;
mod vm_message;

pub(super) use dialogs::VM2000_TASK;
pub(super) use inform::{EXC0091, Told};
pub(super) use letter::Letter;
pub(super) use loss::Deprived;
pub(super) use main_console::Wish;
pub(super) use turn::Turn;

use super::Session;
use crate::catalog::{Codes, Message, MessageId, ReturnCode};
use crate::console::{Console, ConsoleId, Role};
use crate::sdf::{Bound, Value};
use crate::vm2000::commands::{Answer, Output};

/// A user task has given a command for consoles.
const NBR0898: MessageId = MessageId::new("NBR0898");
/// A privilege is missing.
const CMD0216: MessageId = MessageId::new("CMD0216");

/// What comes of a command.
pub(super) enum Outcome {
    /// It is done.
    Done(Answer),
    /// It waits for an operator, and completes later.
    Waits,
}

/// A command, and the session in which a console has given it.
type Run = fn(&mut Session, ConsoleId, &Bound) -> Outcome;

/// The commands that only consoles can give.
const AT_CONSOLES: &[(&str, Run)] = &[
    ("ADD-CONSOLE-FILTER", filter::add),
    ("ASR", asr::run),
    ("CONSOLE", switch::run),
    ("MODIFY-CONSOLE-OPTIONS", suppression::options),
    ("MODIFY-MSG-SUBSCRIPTION", subscription::modify),
    ("RELEASE-OPERATOR-ROLE", logon::release),
    ("REMOVE-CONSOLE-FILTER", filter::remove),
    ("REQUEST-MAIN-CONSOLE-FUNCTIONS", main_console::request),
    ("REQUEST-OPERATOR-ROLE", logon::request),
    ("RESET-MSG-BUFFER", suppression::reset_buffer),
    ("RESET-MSG-SUPPRESSION", suppression::reset),
    ("SET-LOGON-PARAMETERS", logon::log_on),
    ("SET-MSG-SUPPRESSION", suppression::set),
    ("SHOW-CONSOLE-FILTER", filter::show),
    ("SHOW-MSG-SUBSCRIPTION", subscription::show),
    ("SHOW-MSG-SUPPRESSION", suppression::show),
    ("TURN", turn::run),
];

/// The commands that user tasks can give, too.
const ANYWHERE: &[(&str, Run)] = &[
    ("CHANGE-CONSLOG-FILE", conslog::change),
    ("SET-CONSLOG-READ-MARK", conslog::set_mark),
    ("SHOW-CONSLOG-ATTRIBUTES", conslog::show),
    ("BEGIN-VM-DIALOG", dialogs::begin),
    ("END-VM-DIALOG", dialogs::end),
    ("INFORM-OPERATOR", inform::run),
    ("MODIFY-VMCONS-PARAMETERS", dialogs::set_password),
    ("SEND-VM-MESSAGE", vm_message::send),
    ("SHOW-CONSOLE-STATUS", status::show),
    ("SHOW-PENDING-MSG", pending::show),
];

impl Session {
    /// Carries out a command that concerns consoles, if this is one.
    pub(super) fn operate(&mut self, console: ConsoleId, command: &Bound) -> Option<Outcome> {
        let named = |list: &'static [(&str, Run)]| {
            let found = list.iter().find(|(name, _)| *name == command.name);
            found.map(|(_, run)| *run)
        };
        let role = self.consoles.get(console)?.role;
        match named(AT_CONSOLES) {
            Some(_) if role == Role::Admin => {
                let message = Message::new(NBR0898, [&command.name]);
                Some(Outcome::refused(message, ReturnCode::new(2, 64, "NBR0898")))
            }
            Some(run) => Some(run(self, console, command)),
            None => named(ANYWHERE).map(|run| run(self, console, command)),
        }
    }

    /// The refusal of a command whose routing code the console does not hold.
    pub(super) fn not_allowed(&self, console: ConsoleId, command: &Bound) -> Option<Answer> {
        let known = self.consoles.get(console)?;
        let code = self.setup.grammar.get(&command.name)?.routing;
        let code = code.filter(|code| code.as_char() != '@' && !known.has_code(*code))?;
        let serves = known.role != Role::Admin;
        let nobody_has = !self
            .consoles
            .of_system(known.system)
            .any(|(_, c)| c.is_station() && c.rights.codes.has(code));
        // The main console may give commands whose code nobody has.
        if !serves || (nobody_has && self.consoles.is_main(console)) {
            return None;
        }
        let missing = format!("ROUTING CODE {}", code.as_char());
        let answer = refusal(
            Message::new(CMD0216, [missing]),
            ReturnCode::new(0, 64, "CMD0216"),
        );
        Some(answer)
    }
}

impl Outcome {
    fn done() -> Self {
        Outcome::Done(Answer::done())
    }

    fn refused(message: Message, code: ReturnCode) -> Self {
        Outcome::Done(refusal(message, code))
    }

    /// Refused with one message, whose id is the main code, too.
    fn no(message: Message) -> Self {
        Outcome::Done(Answer::refused(message))
    }
}

fn refusal(message: Message, code: ReturnCode) -> Answer {
    Answer {
        output: vec![Output::Message(message)],
        code,
    }
}

/// A text as an answer's message.
fn told(message: Message) -> Output {
    Output::Message(message)
}

/// Whether an operand has this keyword.
fn is(command: &Bound, operand: &str, keyword: &str) -> bool {
    command.get(operand).and_then(Value::keyword) == Some(keyword)
}

/// The texts of an operand that is a list.
fn texts<'a>(command: &'a Bound, operand: &str) -> Vec<&'a str> {
    let items = command.get(operand).map_or(&[][..], Value::items);
    items.iter().filter_map(Value::text).collect()
}

/// The routing codes of an operand: `*ALL`, or single characters with `*` among them.
fn codes(command: &Bound, operand: &str) -> Codes {
    codes_in(command.get(operand))
}

fn codes_in(value: Option<&Value>) -> Codes {
    let one = |value: &Value| match value.keyword() {
        Some("*ALL") => Codes::ALL,
        Some("*") => Codes::of("*").unwrap_or_default(),
        _ => value
            .text()
            .and_then(|text| Codes::of(text).ok())
            .unwrap_or_default(),
    };
    let items = value.map_or(&[][..], Value::items);
    items.iter().map(one).fold(Codes::NONE, Codes::and)
}

/// Whether a name means a console: its mnemonic or its authorization name.
fn is_named(console: &Console, name: &str) -> bool {
    console.is_station() && console.mnemonic.eq_ignore_ascii_case(name)
}

//! REQUEST-MAIN-CONSOLE-FUNCTIONS: a console asks to become the main console, and the
//! main console is asked (BS2000 Commands V21, page 377).

use super::{Outcome, refusal};
use crate::catalog::{Message, MessageId, ReturnCode};
use crate::console::{ConsoleId, Kind, Pending};
use crate::engine::Session;
use crate::engine::questions::Owner;
use crate::sdf::Bound;
use crate::vm2000::commands::Answer;
use crate::vm2000::guest::{is_loaded, vm_of};
use crate::vm2000::model::System;
use crate::vm2000::{Emission, Reply};

/// For physical consoles only.
const NBR1080: MessageId = MessageId::new("NBR1080");
/// It is the main console already.
const NBR1081: MessageId = MessageId::new("NBR1081");
/// The main console says no.
const NBR1082: MessageId = MessageId::new("NBR1082");
/// Another request is not answered yet.
const NBR1083: MessageId = MessageId::new("NBR1083");
/// The question to the main console.
const NBR1085: MessageId = MessageId::new("NBR1085");
/// The question whether a console that works again becomes the main console again.
const NBR0820: MessageId = MessageId::new("NBR0820");
/// Which console is the main console now.
const NBR1086: MessageId = MessageId::new("NBR1086");
/// The task that manages consoles; its TSN stands in the sample of page 286.
const CONSOLE_TASK: &str = "TSN9";

/// Who wishes to become the main console.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::engine) struct Wish {
    /// The console.
    pub console: ConsoleId,
    /// The command that waits, if the console has asked by itself.
    pub command: Option<String>,
}

pub(super) fn request(session: &mut Session, console: ConsoleId, command: &Bound) -> Outcome {
    let Some(known) = session.consoles.get(console) else {
        return Outcome::done();
    };
    let system = known.system;
    if session.consoles.is_main(console) {
        let message = Message::plain(NBR1081);
        return Outcome::refused(message, ReturnCode::new(1, 0, "NBR1081"));
    }
    if !known.role.is_physical() {
        return Outcome::no(Message::plain(NBR1080));
    }
    let is_asked = |pending: &Pending<Owner>| {
        pending.system == system && matches!(pending.owner, Owner::Wish(_))
    };
    if session.pending.iter().any(is_asked) {
        let message = Message::plain(NBR1083);
        return Outcome::refused(message, ReturnCode::new(0, 129, "NBR1083"));
    }
    let mnemonic = known.mnemonic.clone();
    let wish = Wish {
        console,
        command: Some(command.name.clone()),
    };
    session.ask_main(system, Message::new(NBR1085, [mnemonic]), wish);
    Outcome::Waits
}

impl Session {
    /// Asks the main console whether a wish may come true.
    fn ask_main(&mut self, system: System, message: Message, wish: Wish) {
        let main = self.consoles.main(system).map(|(id, _)| id);
        let emission = Emission::new(system, CONSOLE_TASK, message);
        let to = main.into_iter().collect();
        self.post(&emission, Kind::Question, to, Some(Owner::Wish(wish)));
    }

    /// Asks whether a console that works again becomes the main console again.
    pub(super) fn offer_main(&mut self, console: ConsoleId) {
        let Some(known) = self.consoles.get(console) else {
            return;
        };
        let (system, mnemonic) = (known.system, known.mnemonic.clone());
        let wish = Wish {
            console,
            command: None,
        };
        self.ask_main(system, Message::new(NBR0820, [mnemonic]), wish);
    }

    /// What the main console has answered.
    pub(in crate::engine) fn grant(&mut self, wish: &Wish, text: &str) -> Reply {
        let is_granted = match text.to_ascii_uppercase().as_str() {
            "Y" | "YES" => true,
            "N" | "NO" => false,
            _ => return Reply::Wrong(None),
        };
        if is_granted {
            self.change_main(wish.console);
        }
        if let Some(command) = &wish.command {
            let answer = if is_granted {
                Answer::done()
            } else {
                refusal(Message::plain(NBR1082), ReturnCode::new(0, 64, "NBR1082"))
            };
            self.give(wish.console, command, answer);
        }
        Reply::Accepted
    }

    /// Makes a console the main console, and tells all consoles of its system.
    pub(super) fn change_main(&mut self, console: ConsoleId) {
        self.consoles_mut().make_main(console);
        let Some(known) = self.consoles.get(console) else {
            return;
        };
        let (system, mnemonic) = (known.system, known.mnemonic.clone());
        // One that is not loaded tells nothing.
        if !is_loaded(&self.world, vm_of(&self.world, system)) {
            return;
        }
        let emission = Emission::new(system, CONSOLE_TASK, Message::new(NBR1086, [mnemonic]));
        let all: Vec<ConsoleId> = self
            .consoles
            .of_system(system)
            .filter(|(_, c)| c.is_station())
            .map(|(id, _)| id)
            .collect();
        self.post(&emission, Kind::Message, all, None);
    }
}

//! Operators log on at consoles and take roles, where the system asks for it: NBCONOPI=Y
//! (BS2000 "Introduction to System Administration" V21, page 279; Commands V21, pages 378
//! and 422).

use std::collections::BTreeSet;

use super::{Outcome, is, texts};
use crate::catalog::{Codes, Message, MessageId};
use crate::console::{ConsoleId, Kind, Logon};
use crate::engine::Session;
use crate::scenario::{Operating, Operator};
use crate::sdf::{Bound, Value};
use crate::vm2000::Emission;
use crate::vm2000::model::System;

/// The console has its operator task.
const NBR0970: MessageId = MessageId::new("NBR0970");
/// No logon without NBCONOPI=Y.
const NBR0201: MessageId = MessageId::new("NBR0201");
/// User, account or password are wrong.
const NBR0203: MessageId = MessageId::new("NBR0203");
/// Nobody has logged on.
const NBR0204: MessageId = MessageId::new("NBR0204");
/// The operator does not have this role.
const NBR0205: MessageId = MessageId::new("NBR0205");
/// The task that manages consoles.
const CONSOLE_TASK: &str = "TSN1";

impl Session {
    /// Whether operators have to log on to a system.
    pub(super) fn needs_logon(&self, system: System) -> bool {
        self.operating(system).is_some_and(|o| o.logon)
    }

    /// How a system is operated, if the scenario says so.
    fn operating(&self, system: System) -> Option<&Operating> {
        let all = &self.setup.scenario.operating;
        all.iter().find(|operating| operating.system == system)
    }

    fn operator(&self, console: ConsoleId) -> Option<(&Operating, &Operator)> {
        let known = self.consoles.get(console)?;
        let operating = self.operating(known.system)?;
        let user = &known.rights.operator.as_ref()?.user;
        let operator = operating.operators.iter().find(|o| o.user == *user)?;
        Some((operating, operator))
    }

    /// Gives a console the codes of its operator's roles; the main console keeps its own.
    fn apply_roles(&mut self, console: ConsoleId, roles: BTreeSet<String>) {
        let Some((operating, _)) = self.operator(console) else {
            return;
        };
        let granted = operating
            .roles
            .iter()
            .filter(|role| roles.contains(&role.name))
            .fold(Codes::NONE, |codes, role| codes.and(role.codes));
        let is_main = self.consoles.is_main(console);
        if let Some(known) = self.consoles_mut().get_mut(console) {
            let star = Codes::of("*").unwrap_or_default();
            known.rights.codes = if is_main { granted.and(star) } else { granted };
            if let Some(operator) = &mut known.rights.operator {
                operator.roles = roles;
            }
        }
    }
}

pub(super) fn log_on(session: &mut Session, console: ConsoleId, command: &Bound) -> Outcome {
    let Some(known) = session.consoles.get(console) else {
        return Outcome::done();
    };
    let (system, tsn, mnemonic) = (known.system, known.tsn.clone(), known.mnemonic.clone());
    if !session.needs_logon(system) {
        return Outcome::no(Message::new(NBR0201, [&command.name]));
    }
    let text = |operand| command.get(operand).and_then(Value::text).unwrap_or("");
    let password = command.get("PASSWORD").and_then(Value::bytes);
    let is_right = |operator: &&Operator| {
        let right = operator.password.as_deref().map(str::as_bytes);
        operator.user == text("USER-IDENTIFICATION")
            && operator
                .account
                .as_deref()
                .is_none_or(|a| a == text("ACCOUNT"))
            && right.unwrap_or(b"") == password.as_deref().unwrap_or(b"")
    };
    let operating = session.operating(system);
    let found = operating.and_then(|o| o.operators.iter().find(is_right));
    let Some(user) = found.map(|operator| operator.user.clone()) else {
        return Outcome::no(Message::plain(NBR0203));
    };
    if let Some(known) = session.consoles_mut().get_mut(console) {
        known.rights.operator = Some(Logon {
            user,
            roles: BTreeSet::new(),
        });
    }
    session.apply_roles(console, BTreeSet::new());
    let created = Message::new(NBR0970, [tsn, mnemonic]);
    let emission = Emission::new(system, CONSOLE_TASK, created);
    session.post(&emission, Kind::Message, vec![console], None);
    Outcome::done()
}

pub(super) fn request(session: &mut Session, console: ConsoleId, command: &Bound) -> Outcome {
    change(session, console, command, Extend::extend)
}

pub(super) fn release(session: &mut Session, console: ConsoleId, command: &Bound) -> Outcome {
    change(session, console, command, |held, asked| {
        held.retain(|role| !asked.contains(role));
    })
}

fn change(
    session: &mut Session,
    console: ConsoleId,
    command: &Bound,
    with: impl Fn(&mut BTreeSet<String>, BTreeSet<String>),
) -> Outcome {
    let Some((_, operator)) = session.operator(console) else {
        return Outcome::no(Message::plain(NBR0204));
    };
    let asked: BTreeSet<String> = if is(command, "OPERATOR-ROLE", "*ALL") {
        operator.roles.iter().cloned().collect()
    } else {
        let names = texts(command, "OPERATOR-ROLE");
        names.into_iter().map(str::to_owned).collect()
    };
    if let Some(unknown) = asked.iter().find(|role| !operator.roles.contains(role)) {
        return Outcome::no(Message::new(NBR0205, [unknown]));
    }
    let known = session.consoles.get(console);
    let logon = known.and_then(|c| c.rights.operator.clone());
    let mut held = logon.map_or_else(BTreeSet::new, |logon| logon.roles);
    with(&mut held, asked);
    session.apply_roles(console, held);
    Outcome::done()
}

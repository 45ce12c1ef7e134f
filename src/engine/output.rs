//! How messages and displays become records on consoles.

use std::sync::Arc;

use super::Session;
use super::questions::Owner;
use crate::catalog::{Message, MessageId, ReturnCode, Source};
use crate::console::form::{self, Header};
use crate::console::{Console, ConsoleId, Kind, Mid, Pending, Record, Role, route, unit_of};
use crate::vm2000::model::{System, UnitId};
use crate::vm2000::{Emission, Purpose};

const NBR0740: MessageId = MessageId::new("NBR0740");

impl Session {
    /// Shows a message on every console that the router finds for it.
    pub(super) fn send(&mut self, emission: &Emission) {
        let catalog = Arc::clone(&self.setup.catalog);
        let Some(template) = catalog.get(emission.message.id) else {
            return;
        };
        let consoles = Arc::clone(&self.consoles);
        let consoles: Vec<ConsoleId> = route(&consoles, emission.from, template).collect();
        let kind = match emission.purpose {
            Purpose::Inform => Kind::Message,
            Purpose::Ask(_) => Kind::Question,
            Purpose::Instruct(_) => Kind::Instruction,
        };
        let mid = match emission.purpose.asker() {
            Some(_) => self.pending.free_mid(emission.from, &emission.tsn),
            None => Mid::ZERO,
        };
        for console in &consoles {
            let header = (kind, &*emission.tsn, mid);
            self.show(*console, header, &emission.message, None);
        }
        if let Some(asker) = emission.purpose.asker() {
            self.pending.push(Pending {
                system: emission.from,
                tsn: emission.tsn.to_string(),
                mid,
                kind,
                message: emission.message.clone(),
                since: self.now,
                consoles,
                owner: Owner::World(asker.clone()),
            });
        }
    }

    /// Shows a message on the console whose command it answers, and nowhere else.
    pub(super) fn show_reply(&mut self, console: ConsoleId, message: &Message) {
        let tsn = self.tsn_of(console);
        self.show(console, (Kind::Message, &tsn, Mid::ZERO), message, None);
    }

    /// Shows the end of a command. A user task shows none: its prompt comes back.
    pub(super) fn complete(&mut self, console: ConsoleId, command: &str, code: ReturnCode) {
        let date = self.calendar().date(self.now, self.offset(console));
        let inserts = form::completion_inserts(command, code, &date);
        let tsn = self.tsn_of(console);
        self.show(
            console,
            (Kind::Completion, &tsn, Mid::ZERO),
            &Message::new(NBR0740, inserts),
            Some(code),
        );
    }

    /// Shows a message on one console, under a kind, a task and a reference.
    pub(super) fn show(
        &mut self,
        id: ConsoleId,
        (kind, tsn, mid): (Kind, &str, Mid),
        message: &Message,
        code: Option<ReturnCode>,
    ) {
        let Some(role) = self.consoles.get(id).map(|console| console.role) else {
            return;
        };
        let template = self.setup.catalog.get(message.id);
        let text = template.map_or_else(|| message.inserts.join(" "), |t| t.fill(&message.inserts));
        let source = template.map(|t| t.source);
        let weight = template.map(|t| t.weight);
        let time = self.time(id);
        let header = Header {
            kind,
            tsn,
            mid,
            system: true,
            time: &time,
        };
        let lines = match (role, kind) {
            (Role::Admin, Kind::Completion) => Vec::new(),
            _ => form::message(role, header, message.id, &text),
        };
        let message = Some(message.clone());
        self.append(
            id,
            kind,
            Shown {
                tsn,
                mid,
                text,
                lines,
                message,
                weight,
                source,
                code,
            },
        );
    }

    /// Shows the echo of an input.
    pub(super) fn show_input(&mut self, id: ConsoleId, kind: Kind, text: &str) {
        let tsn = self.tsn_of(id);
        self.show_echo(id, (kind, &tsn, Mid::ZERO), text);
    }

    /// Shows the echo of an input under the task and the reference that it is for.
    pub(super) fn show_echo(
        &mut self,
        id: ConsoleId,
        (kind, tsn, mid): (Kind, &str, Mid),
        text: &str,
    ) {
        let Some(role) = self.consoles.get(id).map(|console| console.role) else {
            return;
        };
        let time = self.time(id);
        let header = Header {
            kind,
            tsn,
            mid,
            system: false,
            time: &time,
        };
        let lines = form::input(role, header, text);
        let shown = Shown {
            tsn,
            mid,
            text: text.to_owned(),
            lines,
            ..Shown::default()
        };
        self.append(id, kind, shown);
    }

    /// Shows the refusal of an input.
    pub(super) fn show_rejection(&mut self, id: ConsoleId, text: &str) {
        let lines = form::rejection(text);
        let shown = Shown {
            text: text.to_owned(),
            lines,
            ..Shown::default()
        };
        self.append(id, Kind::Rejection, shown);
    }

    /// Shows a display.
    pub(super) fn show_display(&mut self, id: ConsoleId, source: Source, lines: Vec<String>) {
        let tsn = self.tsn_of(id);
        let shown = Shown {
            tsn: &tsn,
            text: lines.join("\n"),
            lines,
            source: Some(source),
            ..Shown::default()
        };
        self.append(id, Kind::Display, shown);
    }

    fn append(&mut self, console: ConsoleId, kind: Kind, shown: Shown<'_>) {
        let Some(unit) = self.unit_of(console) else {
            return;
        };
        let mid = Some(shown.mid).filter(|_| !shown.tsn.is_empty());
        self.log.append(Record {
            at: self.now,
            console,
            unit,
            kind,
            tsn: shown.tsn.into(),
            mid,
            message: shown.message,
            weight: shown.weight,
            source: shown.source,
            text: shown.text.into(),
            lines: shown.lines.into_iter().map(Into::into).collect(),
            code: shown.code,
        });
    }

    /// The server unit that executes a console's system now.
    pub(super) fn unit_of(&self, console: ConsoleId) -> Option<UnitId> {
        self.consoles
            .get(console)
            .map(|c| unit_of(&self.world, c.system))
    }

    fn tsn_of(&self, console: ConsoleId) -> String {
        self.consoles
            .get(console)
            .map_or(String::new(), |c: &Console| c.tsn.clone())
    }

    /// A system keeps its local time when it moves; monitor systems say theirs.
    fn offset(&self, console: ConsoleId) -> i32 {
        match self.consoles.get(console).map(|c| c.system) {
            Some(System::Monitor(unit)) => self.world.unit(unit).monitor.utc_offset,
            Some(System::Guest(vm)) => self.world.vm(vm).guest.utc_offset,
            None => 0,
        }
    }

    fn time(&self, console: ConsoleId) -> String {
        self.calendar().hhmmss(self.now, self.offset(console))
    }
}

/// What a record shows, but for where and when.
struct Shown<'a> {
    tsn: &'a str,
    mid: Mid,
    text: String,
    lines: Vec<String>,
    message: Option<Message>,
    weight: Option<u8>,
    source: Option<Source>,
    code: Option<ReturnCode>,
}

impl Default for Shown<'_> {
    fn default() -> Self {
        Shown {
            tsn: "",
            mid: Mid::ZERO,
            text: String::new(),
            lines: Vec::new(),
            message: None,
            weight: None,
            source: None,
            code: None,
        }
    }
}

//! How messages and displays become records on consoles.

use std::sync::Arc;

use super::Session;
use super::operating::{EXC0091, VM2000_TASK};
use super::questions::{EMERGENCY, Owner};
use crate::catalog::{Destination, Message, MessageId, ReturnCode, unbroken};
use crate::console::form::{self, Header, Style};
use crate::console::{Console, ConsoleId, Kind, Letter, Mid, Pending, Role, Shown, route, unit_of};
use crate::vm2000::guest::is_starting;
use crate::vm2000::model::{System, UnitId, VmId};
use crate::vm2000::{Emission, Purpose};

const NBR0740: MessageId = MessageId::new("NBR0740");

/// The task that handles consoles before a system has operator tasks; ours.
const CONSOLE_HANDLING: &str = "UCO";

/// Under which kind, for which system, from which task and with which reference a message
/// is shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Heading<'a> {
    pub kind: Kind,
    pub from: System,
    pub tsn: &'a str,
    pub mid: Mid,
    /// The VM in whose ADMIN dialog it is shown, if not in that where commands go.
    pub vm: Option<VmId>,
}

impl Session {
    /// Shows a message on every console that the router finds for it.
    pub(super) fn send(&mut self, emission: &Emission) {
        if self.keep_untold(emission) {
            return;
        }
        let owner = emission.purpose.asker().cloned().map(Owner::World);
        let kind = match emission.purpose {
            Purpose::Inform => Kind::Message,
            Purpose::Ask(_) => Kind::Question,
            Purpose::Instruct(_) => Kind::Instruction,
        };
        let consoles = self.addressed(emission, owner.is_some());
        self.log_unseen(emission, kind, &consoles);
        self.post(emission, kind, consoles, owner);
    }

    /// Logs what is kept away from all consoles.
    fn log_unseen(&mut self, emission: &Emission, kind: Kind, consoles: &[ConsoleId]) {
        let is_station = |id: &ConsoleId| self.consoles.get(*id).is_some_and(Console::is_station);
        let template = self.setup.catalog.get(emission.message.id);
        let is_for_consoles = template.is_some_and(|known| {
            known.goes_to(Destination::Console) || known.goes_to(Destination::Guest)
        });
        if !is_for_consoles || consoles.iter().any(is_station) {
            return;
        }
        let Some((main, _)) = self.consoles.main(emission.from) else {
            return;
        };
        let heading = Heading {
            kind,
            from: emission.from,
            tsn: &emission.tsn,
            mid: Mid::ZERO,
            vm: emission.about,
        };
        if let Some(look) = self.look(main, heading) {
            let place = self.put(&[], &look, heading, &emission.message, None);
            self.note(emission.from, place, &emission.message);
        }
    }

    /// The consoles to which the router sends a message.
    pub(super) fn addressed(&self, emission: &Emission, is_pending: bool) -> Vec<ConsoleId> {
        let Some(template) = self.setup.catalog.get(emission.message.id) else {
            return Vec::new();
        };
        // Emergencies go straight to the main console (V11, page 275).
        if emission.tsn == EMERGENCY {
            let main = self.consoles.main(emission.from);
            let main = main.filter(|(_, console)| console.takes_messages());
            return main.map(|(id, _)| id).into_iter().collect();
        }
        let letter = Letter {
            from: emission.from,
            about: emission.about,
            id: emission.message.id,
            template,
            is_pending,
        };
        route(&self.consoles, letter)
    }

    /// Shows a message on consoles, where it stays open as long as somebody waits.
    pub(super) fn post(
        &mut self,
        emission: &Emission,
        kind: Kind,
        consoles: Vec<ConsoleId>,
        owner: Option<Owner>,
    ) {
        let (from, tsn) = (emission.from, &*emission.tsn);
        let mid = match owner {
            Some(_) => self.pending.free_mid(from, tsn),
            None => Mid::ZERO,
        };
        let heading = Heading {
            kind,
            from,
            tsn,
            mid,
            vm: emission.about.or_else(|| Some(self.vm_of(from))),
        };
        self.show(&consoles, heading, &emission.message, None);
        if let Some(owner) = owner {
            self.pending.push(Pending {
                system: from,
                tsn: tsn.to_owned(),
                mid,
                kind,
                message: emission.message.clone(),
                since: self.now,
                consoles,
                owner,
            });
        }
    }

    /// Shows a message on the console whose command it answers, and nowhere else.
    pub(super) fn show_reply(&mut self, console: ConsoleId, message: &Message) {
        self.show_own(console, Kind::Message, message, None);
    }

    /// Shows the end of a command. A user task shows none: its prompt comes back.
    pub(super) fn complete(&mut self, console: ConsoleId, command: &str, code: ReturnCode) {
        let date = self.calendar().date(self.now, self.offset(console));
        let inserts = form::completion_inserts(command, code, &date);
        let message = Message::new(NBR0740, inserts);
        self.show_own(console, Kind::Completion, &message, Some(code));
    }

    /// Shows a message under the task of the console itself.
    fn show_own(&mut self, id: ConsoleId, kind: Kind, message: &Message, code: Option<ReturnCode>) {
        let Some(console) = self.consoles.get(id) else {
            return;
        };
        let tsn = self.tsn_of(id);
        let heading = Heading {
            kind,
            from: console.at(&self.world),
            tsn: &tsn,
            mid: Mid::ZERO,
            vm: None,
        };
        self.show(&[id], heading, message, code);
    }

    /// Shows a message on consoles. Neighbours on which it looks the same get it in one.
    pub(super) fn show(
        &mut self,
        consoles: &[ConsoleId],
        heading: Heading<'_>,
        message: &Message,
        code: Option<ReturnCode>,
    ) {
        let looks: Vec<_> = consoles
            .iter()
            .filter_map(|id| Some((*id, self.look(*id, heading)?)))
            .collect();
        let mut is_logged = false;
        for alike in looks.chunk_by(|(_, one), (_, other)| one == other) {
            let Some((_, look)) = alike.first() else {
                continue;
            };
            let consoles: Vec<ConsoleId> = alike.iter().map(|(id, _)| *id).collect();
            let place = self.put(&consoles, look, heading, message, code);
            // However many consoles show it, the log has it once.
            if !is_logged && look.role != Role::Admin {
                self.note(heading.from, place, message);
                is_logged = true;
            }
        }
    }

    /// Shows a message of VM2000 that no system can log any more.
    pub(super) fn show_unlogged(&mut self, id: ConsoleId, from: System, message: &Message) {
        let heading = Heading {
            kind: Kind::Message,
            from,
            tsn: VM2000_TASK,
            mid: Mid::ZERO,
            vm: None,
        };
        if let Some(look) = self.look(id, heading) {
            self.put(&[id], &look, heading, message, None);
        }
    }

    /// Puts a message on consoles on which it looks the same, and says its place.
    fn put(
        &mut self,
        consoles: &[ConsoleId],
        look: &Look,
        heading: Heading<'_>,
        message: &Message,
        code: Option<ReturnCode>,
    ) -> u32 {
        let template = self.setup.catalog.get(message.id);
        let text = template.map_or_else(|| message.inserts.join(" "), |t| t.fill(&message.inserts));
        let (weight, source) = template.map(|t| (t.weight, t.source)).unzip();
        let shown = Shown {
            at: self.now,
            unit: look.unit,
            kind: heading.kind,
            tsn: heading.tsn,
            mid: Some(heading.mid).filter(|_| !heading.tsn.is_empty()),
            text: &unbroken(&text),
            lines: &look.lines(heading, message.id, &text),
            message: Some(message),
            weight,
            source,
            code,
        };
        self.log.append(consoles, &shown)
    }

    /// How a console shows a message.
    fn look(&self, id: ConsoleId, heading: Heading<'_>) -> Option<Look> {
        let console = self.consoles.get(id)?;
        Some(Look {
            unit: unit_of(&self.world, console.system),
            role: console.role,
            is_starting: is_starting(&self.world, heading.from),
            prefix: self.prefix(console, heading.from, heading.vm),
            time: self.time(id),
        })
    }

    /// What tells VMs apart on a connection to $VMCONS: `VM12:` before lines of the ADMIN
    /// dialog (VM2000 V12.0 User Guide, page 58). The prefix of VC dialogs was not seen
    /// printed; ours follows the name GS prefix. Of several ADMIN dialogs that with the VM
    /// in question shows it, or that with the monitor VM.
    pub(super) fn prefix(&self, console: &Console, from: System, about: Option<VmId>) -> String {
        if console.role != Role::Vc || !console.has_prefix {
            return String::new();
        }
        let with = |vm: VmId| console.dialogs().find(|dialog| dialog.vm == vm);
        let monitors = || console.dialogs().find(|dialog| dialog.is_monitor);
        let told = about.and_then(|vm| with(vm).or_else(monitors));
        let (letters, vm) = match (from, told.or(console.dialog), console.system) {
            (System::Guest(vm), ..) => ("GS", vm),
            (_, Some(dialog), _) => ("VM", dialog.vm),
            (_, None, System::Guest(vm)) => ("VM", vm),
            (_, None, System::Monitor(unit)) => ("VM", self.world.unit(unit).monitor.vm),
        };
        format!("{letters}{:02}:", self.world.vm(vm).index)
    }

    /// The server unit that executes a console's system now.
    pub(super) fn unit_of(&self, console: ConsoleId) -> Option<UnitId> {
        self.consoles
            .get(console)
            .map(|c| unit_of(&self.world, c.system))
    }

    /// The task under which a console enters and gets what is its own.
    pub(super) fn tsn_of(&self, console: ConsoleId) -> String {
        let Some(known) = self.consoles.get(console) else {
            return String::new();
        };
        // The startup creates the operator task, and says so with NBR0970.
        match known.role.is_physical() && is_starting(&self.world, known.system) {
            true => CONSOLE_HANDLING.to_owned(),
            false => known.tsn.clone(),
        }
    }

    /// A system keeps its local time when it moves; monitor systems say theirs.
    pub(super) fn offset(&self, console: ConsoleId) -> i32 {
        match self.consoles.get(console).map(|c| c.at(&self.world)) {
            Some(System::Monitor(unit)) => self.world.unit(unit).monitor.utc_offset,
            Some(System::Guest(vm)) => self.world.vm(vm).guest.utc_offset,
            None => 0,
        }
    }

    pub(super) fn time(&self, console: ConsoleId) -> String {
        self.calendar().hhmmss(self.now, self.offset(console))
    }

    /// The consoles, to change what one may see or do.
    pub(super) fn consoles_mut(&mut self) -> &mut crate::console::Consoles {
        Arc::make_mut(&mut self.consoles)
    }
}

/// How a message looks on a console.
#[derive(PartialEq, Eq)]
struct Look {
    unit: UnitId,
    role: Role,
    is_starting: bool,
    prefix: String,
    time: String,
}

impl Look {
    fn lines(&self, heading: Heading<'_>, id: MessageId, text: &str) -> Vec<String> {
        let style = match self.role {
            // A user task shows no end of a command: its prompt comes back.
            Role::Admin if heading.kind == Kind::Completion => return Vec::new(),
            Role::Admin => Style::Task,
            Role::Vc => Style::Vmcons(&self.prefix),
            Role::Monitor | Role::Guest if self.is_starting => Style::Startup,
            Role::Monitor | Role::Guest => Style::Console,
        };
        // What a task tells its operator is a program's, and has no id.
        let is_of_program = id == EXC0091;
        let header = Header {
            kind: heading.kind,
            tsn: heading.tsn,
            mid: heading.mid,
            // The one printed request of a command has a full stop there.
            system: heading.kind != Kind::Request && !is_of_program,
            time: &self.time,
        };
        form::message(style, header, Some(id).filter(|_| !is_of_program), text)
    }
}

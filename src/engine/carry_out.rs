//! How a command is carried out that fits its definition.

use std::sync::Arc;

use super::Session;
use super::dialog::{self, Caller, Line};
use super::input::SHOW_PENDING;
use super::language::{VM2000, knows};
use super::operating::Outcome;
use super::procedure::{Done, ended_in_file};
use super::session::Due;
use crate::catalog::{Message, ReturnCode};
use crate::console::{ConsoleId, Role};
use crate::sdf::{Bound, CommandDef, Unit};
use crate::sim::Span;
use crate::vm2000::commands::{Answer, Call, Issuer, Medium, Output, handler, rights};
use crate::vm2000::guest::{is_ending, is_ready, is_starting};
use crate::vm2000::ids::{CMD0198, CMD0200, NBR0748, VMS3011};
use crate::vm2000::model::{System, UnitId, UnitType, World};
use crate::vm2000::{Effects, impaired, past};

impl Session {
    /// Starts a command, which completes in a moment; the rest of its line follows it.
    pub(super) fn start(&mut self, console: ConsoleId, command: Bound, rest: Line) {
        let handler = handler(&command.name).filter(|_| !self.is_testing(console));
        let takes = handler.map_or(Span::ZERO, |handler| handler.takes);
        let jitter = self.world.random.between("command", 0, 100);
        let at = self.now + takes + Span::from_millis(u64::from(jitter));
        // A console is free for other commands while a file is run.
        if rest.run_id().is_none() {
            self.command_begun(console);
        }
        self.queue.post(at, Due::Command(console, command, rest));
    }

    /// Carries a command out whose time has come.
    pub(super) fn carry_out(&mut self, console: ConsoleId, command: &Bound, line: &mut Line) {
        let Some((unit, issuer)) = self.unit_of(console).zip(self.issuer(console)) else {
            return;
        };
        // Nobody is left to carry out what was given to a system that has gone down.
        let is_shown = command.name == SHOW_PENDING && is_starting(&self.world, issuer.system);
        if !is_shown && !is_ready(&self.world, issuer.system) {
            return self.release(console, line);
        }
        let mut effects = Effects::at(self.now);
        let consoles = Arc::clone(&self.consoles);
        let caller = &Caller {
            is_task: issuer.medium == Medium::Task,
            may_give: &|def| consoles.get(console).is_some_and(|c| knows(c, def)),
        };
        let is_out_of_place = self.is_out_of_place(&command.name, line);
        let catalog = Arc::clone(&self.setup.catalog);
        let call = Call {
            unit,
            issuer,
            command,
            catalog: &catalog,
        };
        let before = too_late(&self.world, issuer, command)
            .or_else(|| self.outside_dialog(console, command))
            .or_else(|| self.checked(console, call));
        let dialog = self.dialogs.get_mut(console.index());
        let of_sdf = || {
            let grammar = &self.setup.grammar;
            dialog
                .filter(|_| !is_out_of_place)
                .and_then(|dialog| dialog::carry_out(dialog, command, grammar, caller))
        };
        let refused = before
            .or_else(of_sdf)
            .or_else(|| self.not_allowed(console, command))
            .or_else(|| self.refused(call));
        let of_procedures = match refused {
            Some(answer) => Some(Done::Answer(answer)),
            None => self.procedures(console, issuer, command, line),
        };
        let answered = match of_procedures {
            Some(Done::Later) => return,
            Some(Done::Answer(answer)) => Some(answer),
            None => match self.operate(console, command) {
                // It completes when it is answered.
                Some(Outcome::Waits) => return self.release(console, line),
                Some(Outcome::Done(answer)) => Some(answer),
                None => None,
            },
        };
        let mut answer = match (answered, handler(&command.name)) {
            (Some(answer), _) => answer,
            (None, Some(handler)) => (handler.run)(&mut self.world, call, &mut effects),
            (None, None) => not_carried_out(command),
        };
        self.observe(unit, &answer);
        self.release(console, line);
        ended_in_file(line, &command.name, &mut answer);
        self.answer(console, &command.name, answer, effects);
    }

    /// Notes what is used of the CPUs since a command. What shows something changes nothing.
    fn observe(&mut self, unit: UnitId, answer: &Answer) {
        if !matches!(answer.output.first(), Some(Output::Display(..))) {
            past::observe(&mut self.world, unit, self.now);
        }
    }

    /// Shows what a command answers, and what it has brought about; what was done comes
    /// before the warning about it.
    fn answer(&mut self, console: ConsoleId, command: &str, answer: Answer, effects: Effects) {
        if answer.code.is_warning() {
            self.take_in(effects);
            self.show_output(console, answer.output);
        } else {
            self.show_output(console, answer.output);
            self.take_in(effects);
        }
        self.complete(console, command, answer.code);
    }

    /// A command does not keep its console any longer; one of a file that RUN has started
    /// never did.
    fn release(&mut self, console: ConsoleId, line: &Line) {
        if line.run_id().is_none() {
            self.command_ended(console);
        }
    }

    /// Gives the answer to a command that has waited for an operator.
    pub(super) fn give(&mut self, console: ConsoleId, command: &str, answer: Answer) {
        self.show_output(console, answer.output);
        self.complete(console, command, answer.code);
    }

    fn show_output(&mut self, console: ConsoleId, output: Vec<Output>) {
        for output in output {
            match output {
                Output::Message(message) => self.show_reply(console, &message),
                Output::Display(source, lines) => self.show_result(console, source, &lines),
            }
        }
    }

    /// Who speaks at a console.
    fn issuer(&self, id: ConsoleId) -> Option<Issuer> {
        let console = self.consoles.get(id)?;
        let system = console.at(&self.world);
        let administers = match (console.role, system) {
            (Role::Admin | Role::Vc, _) => console.dialog.map(|dialog| dialog.vm),
            (_, System::Monitor(unit)) => Some(self.world.unit(unit).monitor.vm),
            (_, System::Guest(_)) => None,
        };
        let medium = match console.role {
            Role::Admin => Medium::Task,
            Role::Monitor | Role::Guest => Medium::Console,
            Role::Vc => Medium::Vmcons,
        };
        Some(Issuer {
            system,
            medium,
            administers,
            place: id.0,
        })
    }

    /// The refusal of a command that there is not here, or that the caller may not give.
    fn refused(&self, call: Call<'_>) -> Option<Answer> {
        let def = self.setup.grammar.get(&call.command.name)?;
        let unit_type = self.world.unit(call.unit).unit_type;
        unsupported(def, unit_type)
            .or_else(|| rights::refusal(&self.world, def, call))
            .or_else(|| impaired(&self.world, def, call.unit))
    }
}

/// The refusal of a command in a system whose session is being ended: at consoles all but
/// one (BS2000 "Commands" V21, page 23).
fn too_late(world: &World, issuer: Issuer, command: &Bound) -> Option<Answer> {
    if !is_ending(world, issuer.system) || command.name == SHOW_PENDING {
        return None;
    }
    let id = match issuer.medium {
        Medium::Console => NBR0748,
        Medium::Task | Medium::Vmcons => CMD0198,
    };
    let code = ReturnCode {
        sc2: 0,
        sc1: 130,
        mc: id,
    };
    Some(refusal(Message::plain(id), code))
}

/// The refusal of a command that this type of server unit does not have
/// (VM2000 V12.0 User Guide, page 196).
pub(super) fn unsupported(def: &CommandDef, unit_type: UnitType) -> Option<Answer> {
    let here = match unit_type {
        UnitType::S390 => Unit::S390,
        UnitType::X86 => Unit::X86,
    };
    if def.units.is_empty() || def.units.contains(&here) {
        return None;
    }
    let message = Message::new(VMS3011, [def.name.clone(), unit_type.to_string()]);
    Some(refusal(message, ReturnCode::new(0, 64, "VMS9004")))
}

/// The refusal of a command of VM2000 while VM2000 cannot carry any out.
fn impaired(world: &World, def: &CommandDef, unit: UnitId) -> Option<Answer> {
    let refusal = impaired::refusal(world, unit).filter(|_| def.domain == VM2000);
    refusal.map(Answer::from)
}

/// The grammar knows more commands than are carried out.
fn not_carried_out(command: &Bound) -> Answer {
    let message = Message::new(CMD0200, [&command.name]);
    refusal(message, ReturnCode::new(0, 2, "CMD0200"))
}

fn refusal(message: Message, code: ReturnCode) -> Answer {
    Answer {
        output: vec![Output::Message(message)],
        code,
    }
}

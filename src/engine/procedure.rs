//! How files of commands are carried out: RUN at a console, CALL-VM-PROCEDURE in an ADMIN
//! dialog over $VMCONS (VM2000 V12.0 User Guide, pages 107 and 207).

use std::sync::Arc;

use super::dialog::{LONGEST, Line, Procedure, REMARK, Run, Way, only_at_consoles};
use super::judge::Verdict;
use super::language::VM2000;
use super::session::Due;
use super::{CommandFile, Session};
use crate::catalog::{Message, MessageId, ReturnCode};
use crate::console::{ConsoleId, Kind};
use crate::sdf::{Bound, Rejected, Value};
use crate::vm2000::commands::{Answer, Issuer, Medium, Output};
use crate::vm2000::ids::VMS9001;
use crate::vm2000::model::{System, UnitId};

/// RUN has taken a file and says under which id.
const NBR1000: MessageId = MessageId::new("NBR1000");
/// No such file.
const VMC0012: MessageId = MessageId::new("VMC0012");
/// A file has ended.
const VMC0013: MessageId = MessageId::new("VMC0013");
/// A file was given up.
const VMC0017: MessageId = MessageId::new("VMC0017");
/// No such run.
const VMC0014: MessageId = MessageId::new("VMC0014");
/// Not now, or not so deep.
const VMC0015: MessageId = MessageId::new("VMC0015");
/// Where an error is.
const VMC0018: MessageId = MessageId::new("VMC0018");
/// Not outside procedures.
const VMC0016: MessageId = MessageId::new("VMC0016");
/// The procedure was only checked.
const CMD0093: MessageId = MessageId::new("CMD0093");
/// The procedure was broken off.
const CMD0205: MessageId = MessageId::new("CMD0205");

/// The command that carries a procedure out within a dialog.
const CALL: &str = "CALL-VM-PROCEDURE";
/// What a procedure of VM2000 may hold beside the commands of VM2000 (page 207).
const ALLOWED: [&str; 2] = [REMARK, "SET-JOB-STEP"];
/// What it may not hold of them.
const NOT_ALLOWED: [&str; 3] = ["BEGIN-VM-DIALOG", CALL, "END-VM-DIALOG"];

/// What to do instead of asking where nobody answers.
const NOBODY: &str = "nobody fills a form in or reads help while a command file is carried \
                      out: write every operand into it, and ask at the console";

/// Where the command stands in its file whose end follows.
pub(super) fn place(procedure: &Procedure) -> Message {
    Message::new(VMC0018, [&procedure.name, &procedure.line().to_string()])
}

/// Lets the file know how a command of it ended, and whoever reads the answer, where an error
/// is.
pub(super) fn ended_in_file(line: &mut Line, command: &str, answer: &mut Answer) {
    if let Some(procedure) = &mut line.procedure {
        procedure.ended(command, answer.code);
        if answer.code.sc1 != 0 {
            answer.output.push(Output::Message(place(procedure)));
        }
    }
}

impl Session {
    /// The next command of a line, or of the file that it comes from; at the end of a file
    /// what stands behind its call.
    pub(super) fn next_command(&mut self, console: ConsoleId, line: &mut Line) -> Option<String> {
        loop {
            if let Some(command) = line.take() {
                return Some(command);
            }
            let is_over = line.run_id().is_some_and(|id| !self.runs.is_active(id));
            let grammar = Arc::clone(&self.setup.grammar);
            let name = |text: &str| grammar.command_of(text).map(|def| def.name.clone());
            let behind = |text: &str| {
                let all = grammar.commands(text);
                all.get(1..)
                    .filter(|rest| !rest.is_empty())
                    .map(|rest| rest.join("; "))
            };
            let procedure = line.procedure.as_mut()?;
            match procedure.take(&name, &behind).filter(|_| !is_over) {
                Some(text) => {
                    let is_called = procedure.is_called();
                    let shown = self.echoed(console, &text);
                    match is_called {
                        true => self.show_input(console, Kind::Input, &format!("(IN) {shown}")),
                        false => self.log_input(console, &shown),
                    }
                    let mut commands = Line::new(&grammar, &text);
                    commands.procedure = line.procedure.take();
                    commands.is_one = false;
                    *line = commands;
                }
                None => {
                    let procedure = line.procedure.take()?;
                    *line = self.end_procedure(console, *procedure);
                }
            }
        }
    }

    /// Ends a file, and begins what waited for its end.
    fn end_procedure(&mut self, console: ConsoleId, procedure: Procedure) -> Line {
        let spins_off = procedure.spins_off();
        match procedure.way {
            Way::Run(id) => {
                if let Some(run) = self.runs.end(&id) {
                    if self.is_testing(console) {
                        self.show_reply(console, &Message::new(CMD0093, [""; 0]));
                    }
                    self.tell_end(VMC0013, &run);
                    self.queue.post(self.now, Due::Run(run.system));
                }
                Line::default()
            }
            Way::Call(rest) => {
                let code = if spins_off {
                    self.show_reply(console, &Message::new(CMD0205, [""; 0]));
                    ReturnCode::new(0, 1, "CMD0205")
                } else {
                    ReturnCode::DONE
                };
                self.command_ended(console);
                if let Some(dialog) = self.dialog(console) {
                    dialog.is_called = false;
                }
                self.complete(console, CALL, code);
                *rest
            }
        }
    }

    fn tell_end(&mut self, how: MessageId, run: &Run) {
        let inserts = [run.id.clone(), run.name.clone()];
        self.show_reply(run.console, &Message::new(how, inserts));
    }

    /// Begins the next file of a system, if none is being carried out there.
    pub(super) fn begin_run(&mut self, system: System) {
        let Some(run) = self.runs.begin(system) else {
            return;
        };
        let procedure = Procedure::new(Way::Run(run.id), &run.name, &run.lines);
        self.go_on(run.console, Line::of(procedure));
    }

    /// A verdict about a command as a procedure sees it: nobody is there to be asked.
    pub(super) fn within(&self, line: &Line, command: &str, verdict: Verdict) -> Verdict {
        let Some(procedure) = &line.procedure else {
            return verdict;
        };
        let name = self.setup.grammar.command_of(command);
        let refuse = |help: &str| {
            let name = name.map_or("", |def| &def.name);
            Verdict::Refuse(Rejected::syntax(name, 0..command.len(), help))
        };
        match verdict {
            Verdict::Ask(_) | Verdict::Explain(_) => refuse(NOBODY),
            _ if procedure.is_called() && command.chars().count() > LONGEST => {
                refuse("a command of a procedure has at most 300 characters")
            }
            verdict => verdict,
        }
    }

    /// Carries a command out that starts or ends procedures, or that may not stand in one,
    /// if this is one. A procedure that was called answers at its end.
    pub(super) fn procedures(
        &mut self,
        console: ConsoleId,
        issuer: Issuer,
        command: &Bound,
        line: &mut Line,
    ) -> Option<Done> {
        let name = command.name.as_str();
        let called = line
            .procedure
            .as_ref()
            .is_some_and(|procedure| procedure.is_called());
        if self.is_out_of_place(name, line) {
            return Some(Done::Answer(not_here(name)));
        }
        let answer = match name {
            "SET-JOB-STEP" if called => Answer::done(),
            "SET-JOB-STEP" => Answer::refused(Message::new(VMC0016, [name])),
            "RUN" | "CANCEL-RUN-PROCESS" if issuer.medium != Medium::Console => {
                only_at_consoles(command)
            }
            "RUN" => self.run(console, issuer.system, command, line),
            "CANCEL-RUN-PROCESS" => self.cancel(issuer.system, command),
            CALL => match self.call(console, issuer.system, command, line) {
                Ok(()) => return Some(Done::Later),
                Err(answer) => answer,
            },
            _ => return None,
        };
        Some(Done::Answer(answer))
    }

    /// Whether a command must not stand in a procedure of VM2000, and does.
    pub(super) fn is_out_of_place(&self, name: &str, line: &Line) -> bool {
        let def = self.setup.grammar.get(name);
        let is_ours = def.is_some_and(|def| def.domain == VM2000);
        let may_be = is_ours && !NOT_ALLOWED.contains(&name) || ALLOWED.contains(&name);
        !may_be
            && line
                .procedure
                .as_ref()
                .is_some_and(|procedure| procedure.is_called())
    }

    fn file(&self, system: System, command: &Bound, operand: &str) -> Result<File, Answer> {
        let name = text(command, operand);
        let none = || Answer::refused(Message::new(VMC0012, [&name]));
        self.file_named(system, &name).ok_or_else(none)
    }

    fn file_named(&self, system: System, name: &str) -> Option<File> {
        let mut files = self.setup.scenario.files.iter();
        let found = files.find(|file| file.on == system && file.is_called(name));
        let found = found.map(|file| (file.name.clone(), file.lines.clone()));
        found.or_else(|| self.saved(system, name))
    }

    /// What SAVE-VM-CONFIGURATION has written under a name.
    fn saved(&self, system: System, name: &str) -> Option<File> {
        let System::Monitor(unit) = system else {
            return None;
        };
        let is_called = |known: &str| known == name || known.strip_prefix("$TSOS.") == Some(name);
        let saved = &self.world.unit(unit).saved;
        let (name, lines) = saved.iter().find(|(known, _)| is_called(known))?;
        Some((name.clone(), lines.clone()))
    }

    /// All files that `file` finds, and all runs.
    pub(super) fn command_files(&self) -> Vec<CommandFile> {
        let of = |system, name: &str, run: Option<&String>| CommandFile {
            system,
            name: name.to_owned(),
            run: run.cloned(),
        };
        let files = self.setup.scenario.files.iter();
        let files = files.map(|file| of(file.on, &file.name, None));
        let units = (0..).map(UnitId).zip(&self.world.units);
        let saved = units.flat_map(|(id, unit)| {
            let names = unit.saved.keys();
            names.map(move |name| of(System::Monitor(id), name, None))
        });
        let runs = self.runs.iter();
        let runs = runs.map(|run| of(run.system, &run.name, Some(&run.id)));
        files.chain(saved).chain(runs).collect()
    }

    fn run(&mut self, console: ConsoleId, system: System, command: &Bound, line: &Line) -> Answer {
        let (name, lines) = match self.file(system, command, "FROM-FILE") {
            Ok(file) => file,
            Err(answer) => return answer,
        };
        let Some((id, depth)) = self.runs.place(line.run_id()) else {
            let why = "STARTED BY TOO MANY OTHERS";
            return Answer::refused(Message::new(VMC0015, [name.as_str(), why]));
        };
        let taken = self.take_file(Run {
            id,
            system,
            console,
            name,
            lines,
            depth,
        });
        // It acknowledges RUN (page 308), so it stands before the end of the command.
        Answer {
            output: vec![Output::Message(taken)],
            code: ReturnCode::DONE,
        }
    }

    /// Takes a file that is to be carried out, and says so.
    fn take_file(&mut self, run: Run) -> Message {
        let taken = Message::new(NBR1000, [run.id.as_str(), run.name.as_str()]);
        self.runs.add(run);
        taken
    }

    /// Lets a system carry out the file that its startup was told; the main console has what
    /// comes of it (BS2000 "Introduction to System Administration" V21, page 308).
    pub(super) fn run_by_itself(&mut self, system: System, name: &str) {
        let main = self.consoles.main(system).map(|(id, _)| id);
        let file = self.file_named(system, name);
        let (Some(console), Some((name, lines))) = (main, file) else {
            return;
        };
        if let Some((id, depth)) = self.runs.place(None) {
            let taken = self.take_file(Run {
                id,
                system,
                console,
                name,
                lines,
                depth,
            });
            self.show_reply(console, &taken);
            self.begin_run(system);
        }
    }

    /// Begins files that wait, once the command has ended that started them.
    pub(super) fn after_run(&mut self, console: ConsoleId, command: &str) {
        let system = self.consoles.get(console).map(|c| c.system);
        if let (Some(system), "RUN" | "CANCEL-RUN-PROCESS") = (system, command) {
            self.begin_run(system);
        }
    }

    fn cancel(&mut self, system: System, command: &Bound) -> Answer {
        let id = text(command, "RUN-ID");
        let given_up = self.runs.cancel(&id, system);
        for run in &given_up {
            self.tell_end(VMC0017, run);
        }
        if given_up.is_empty() {
            return Answer::refused(Message::new(VMC0014, [&id]));
        }
        Answer::done()
    }

    fn call(
        &mut self,
        console: ConsoleId,
        system: System,
        command: &Bound,
        line: &mut Line,
    ) -> Result<(), Answer> {
        let (name, lines) = self.file(system, command, "FILE-NAME")?;
        let busy = "ANOTHER ONE IS BEING CARRIED OUT IN THIS DIALOG";
        match self.dialog(console) {
            Some(dialog) if !dialog.is_called => dialog.is_called = true,
            _ => {
                return Err(Answer::refused(Message::new(
                    VMC0015,
                    [name.as_str(), busy],
                )));
            }
        }
        let way = Way::Call(Box::new(std::mem::take(line)));
        *line = Line::of(Procedure::new(way, &name, &lines));
        Ok(())
    }
}

/// The name of a file and its lines.
type File = (String, Vec<String>);

/// What came of a command that concerns procedures.
pub(super) enum Done {
    Answer(Answer),
    /// It answers when the procedure has ended.
    Later,
}

fn not_here(name: &str) -> Answer {
    Answer {
        output: vec![Output::Message(Message::new(VMS9001, [name]))],
        code: ReturnCode::new(0, 64, "VMS9001"),
    }
}

fn text(command: &Bound, operand: &str) -> String {
    match command.get(operand) {
        Some(Value::Text(text)) => text.clone(),
        _ => String::new(),
    }
}

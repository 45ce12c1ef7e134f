//! What comes of a line entered at a console.

use super::Session;
use super::dialog::{Line, is_kept};
use super::judge::Verdict;
use super::operating::Letter;
use super::procedure::place;
use super::reject::{Refusal, is_for_program, read};
use super::stopped::Waiting;
use crate::catalog::{ReturnCode, Source};
use crate::console::{ConsoleId, Kind, Role, Status, form};
use crate::sdf::{Bound, Guidance, MAX_LENGTH, Mistake, Rejected, commands};
use crate::vm2000::guest::{Attention, attention, way_back};

/// The most commands of a line. A single `?` of them may fill screens.
const MOST_COMMANDS: usize = 100;

/// What a menu takes.
const OF_MENU: &str = "the menu takes a number, a domain such as VM2000, the name of a command, \
                       + or -, *CANCEL";

/// What a slash alone lacks.
const NO_COMMAND: &str = "a command belongs behind the slash; /? lists the commands";

/// Who means a program finds none.
const NO_PROGRAM: &str = "no program here takes commands; those of the system have no colon \
                          behind their names";

/// The only command that a system takes from its startup to the end of its shutdown.
pub(super) const SHOW_PENDING: &str = "SHOW-PENDING-MSG";

/// No VM, no guest system, and so no console of one; ours.
pub(super) const INACTIVE: &str = "VM NOT INITIALIZED - INPUT IGNORED";

impl Session {
    /// Enters a line at a console, now. What comes of it is in the log at once or
    /// later; entering takes no time. Control characters count as blanks.
    pub fn submit(&mut self, console: ConsoleId, line: &str) {
        self.take_line(console, line);
        self.ask_held(console, true);
    }

    fn take_line(&mut self, console: ConsoleId, line: &str) {
        let Some(role) = self.consoles.get(console).map(|c| c.role) else {
            return;
        };
        let line = harmless(line);
        let line = line.trim();
        if self.is_stopped(console) {
            return self.keep_waiting(console, Waiting::Line(line.to_owned()));
        }
        if let Some(dialog) = self.dialogs.get_mut(console.index()) {
            dialog.restored = None;
        }
        if !self.is_active(console) {
            return self.reject_inactive(console, line);
        }
        if let Some(refusal) = self.out_of_order(console) {
            return self.refuse_line(console, line, refusal, refusal.advice());
        }
        let typed = line;
        let line = match role {
            Role::Vc => match self.addressed_to(console, line) {
                Ok(line) => line,
                Err(advice) => {
                    return self.refuse_line(console, line, Refusal::NoDestination, &advice);
                }
            },
            _ => line,
        };
        if let Some((refusal, advice)) = self.inattention(console, line) {
            return self.reject_input(console, typed, refusal, &advice);
        }
        if role != Role::Admin && is_for_program(line) {
            return self.refuse_line(console, typed, Refusal::NoDestination, NO_PROGRAM);
        }
        if self.choose(console, line)
            || self.answer_correction(console, line)
            || self.ask_for_menu(console, line)
        {
            return;
        }
        let within = self.command_within(console, line);
        let line = within.as_deref().unwrap_or(line);
        // Behind a slash there is a new command, before a full stop an answer to a
        // question; the form goes on waiting.
        if self.open_form(console).is_some() && !line.starts_with('/') {
            return match read(line).and_then(|reply| Ok((self.asked(console, &reply)?, reply))) {
                Ok((pending, reply)) => self.settle(console, &pending, reply.text),
                Err(_) => self.answer_form(console, line),
            };
        }
        match (role, line.strip_prefix('/')) {
            // A user task has the slash as its prompt, so it need not be typed.
            (Role::Admin, _) => self.enter_in_task(console, line),
            (Role::Vc, _) => self.enter_over_vmcons(console, typed, line),
            (_, Some(rest)) if !rest.trim().is_empty() => {
                let echoed = self.echoed(console, line);
                self.show_input(console, Kind::Input, &echoed);
                self.begin(console, line);
            }
            _ => self.answer_or_reject(console, line, line),
        }
    }

    /// Answers the form of a console, or its oldest open question. Returns `false` if
    /// none is open.
    pub fn reply(&mut self, console: ConsoleId, text: &str) -> bool {
        let text = harmless(text);
        if self.is_stopped(console) {
            let is_asked = self.open_form(console).is_some()
                || self.open_correction(console).is_some()
                || self.pending.oldest_question(console).is_some();
            if is_asked {
                self.keep_waiting(console, Waiting::Reply(text));
            }
            return is_asked;
        }
        if let Some(command) = self.command_within(console, &text) {
            self.submit(console, &command);
            return true;
        }
        if self.open_form(console).is_some() {
            self.answer_form(console, &text);
            return true;
        }
        if self.open_correction(console).is_some() {
            if !self.answer_correction(console, text.trim()) {
                self.submit(console, &format!("/{}", text.trim_start_matches('/')));
            }
            return true;
        }
        let Some(pending) = self.pending.oldest_question(console).cloned() else {
            return false;
        };
        self.settle(console, &pending, text.trim());
        true
    }

    /// The input that the last command recalled, to be edited and entered again.
    pub fn restored(&self, console: ConsoleId) -> Option<&str> {
        let restored = self.dialogs.get(console.index())?.restored.as_ref();
        restored.map(|restored| restored.input.as_str())
    }

    /// Enters a line in a user task. One that ends in a hyphen goes on in the next, behind
    /// its slash (SDF-P V2.5 ready reference, page 12).
    fn enter_in_task(&mut self, console: ConsoleId, typed: &str) {
        let Some(dialog) = self.dialogs.get_mut(console.index()) else {
            return;
        };
        let mut line = std::mem::take(&mut dialog.begun);
        let (start, goes_on) = (line.len(), !line.is_empty());
        let added = typed.strip_prefix('/').filter(|_| goes_on);
        line.push_str(added.unwrap_or(typed));
        let continues = typed.ends_with('-') && line.len() <= MAX_LENGTH;
        let begun = line.strip_suffix('-').filter(|_| continues);
        if begun.is_none() && start == 0 {
            let echoed = self.echoed(console, &line);
            self.show_input(console, Kind::Input, &echoed);
            return self.begin(console, &line);
        }
        // The hyphen belongs to no value, and shows that the line goes on.
        let (text, hyphen) = begun.map_or((&*line, ""), |begun| (begun, "-"));
        let concealed = self.setup.grammar.conceal(text).from(text, start);
        let slash = if added.is_some() { "/" } else { "" };
        self.show_input(console, Kind::Input, &format!("{slash}{concealed}{hyphen}"));
        match begun {
            Some(begun) => {
                if let Some(dialog) = self.dialogs.get_mut(console.index()) {
                    begun.clone_into(&mut dialog.begun);
                }
            }
            None => self.begin(console, &line),
        }
    }

    /// Begins to carry a line out, unless it holds more commands than anybody means.
    fn begin(&mut self, console: ConsoleId, text: &str) {
        let line = Line::new(&self.setup.grammar, text);
        self.begin_line(console, text, line);
    }

    pub(super) fn begin_line(&mut self, console: ConsoleId, text: &str, mut line: Line) {
        if line.len() <= MOST_COMMANDS {
            if let Some(rest) = self.corrected(console, text) {
                line.append(rest);
            }
            return self.go_on(console, line);
        }
        let help = format!("a line holds at most {MOST_COMMANDS} commands: none was carried out");
        let rejected = Rejected::syntax("", 0..0, &help);
        self.show_mistakes(console, &rejected.mistakes);
        self.refuse(console, text, None);
    }

    /// Carries out what is left of a line, up to a command that takes its time or asks.
    pub(super) fn go_on(&mut self, console: ConsoleId, mut line: Line) {
        while let Some(command) = self.next_command(console, &mut line) {
            // Nobody is guided by a file.
            let guidance = match line.procedure {
                Some(_) => Guidance::Expert,
                None => self.guidance(console),
            };
            let verdict = self.judge(console, &command, guidance);
            match self.within(&line, &command, verdict) {
                Verdict::Run(bound) => {
                    if line.procedure.is_none() {
                        let input = self.setup.grammar.conceal(&command).text;
                        self.keep(console, &bound, &input);
                    }
                    return self.start(console, bound, line);
                }
                Verdict::Ask(form) => {
                    return self.ask_at_first(console, *form, line);
                }
                Verdict::Explain(question) => {
                    self.explain(console, question);
                    // Whoever asks within a command wants to go on with it.
                    if let Some((line, cursor)) = self.setup.grammar.unasked(&command) {
                        self.offer(console, &line, Some(cursor));
                    }
                }
                Verdict::Refuse(rejected) => {
                    self.point_out(console, &command, &rejected.mistakes, line.is_one);
                    if let Some(procedure) = &mut line.procedure {
                        let name = rejected.command.as_deref().unwrap_or_default();
                        procedure.ended(name, ReturnCode::SYNTAX);
                        let place = place(procedure);
                        self.show_reply(console, &place);
                    }
                    match self.ask_for_correction(console, &command, &rejected, line) {
                        Ok(()) => return,
                        Err(rest) => line = rest,
                    }
                    let is_unknown = rejected.command.is_none();
                    self.refuse(console, &command, rejected.command);
                    if line.procedure.is_none() {
                        if is_unknown {
                            self.offer_unknown(console, &command);
                        }
                        self.remind(console);
                    }
                }
            }
        }
    }

    /// Keeps a correct input for the history.
    pub(super) fn keep(&mut self, console: ConsoleId, command: &Bound, input: &str) {
        let grammar = &self.setup.grammar;
        let dialog = self.dialogs.get_mut(console.index());
        if let Some(dialog) = dialog.filter(|dialog| is_kept(dialog, command, grammar)) {
            dialog
                .history
                .store(input.trim_start_matches('/').trim_start());
        }
    }

    /// Shows every mistake of a command with its place. One of several commands in a line
    /// is shown again, as their echo may be far above.
    fn point_out(&mut self, console: ConsoleId, command: &str, mistakes: &[Mistake], is_one: bool) {
        let role = self.consoles.get(console).map_or(Role::Monitor, |c| c.role);
        let concealed = self.setup.grammar.conceal(command);
        let mistakes: Vec<_> = mistakes.iter().map(|m| concealed.mistake(m)).collect();
        let places: Vec<_> = mistakes.iter().map(|m| m.span.clone()).collect();
        let marks = form::marks(role, &concealed.text, &places, !is_one);
        self.show_display(console, Source::Own, &marks);
        self.show_mistakes(console, &mistakes);
    }

    /// Ends a wrong command, under its full name if that could be told.
    fn refuse(&mut self, console: ConsoleId, command: &str, name: Option<String>) {
        // An operand may stand where the name should, and be a secret one.
        let shown = self.setup.grammar.conceal(command).text;
        let typed = shown.trim_start_matches('/').trim_start();
        let word = typed.split([' ', ',', '?']).next().unwrap_or_default();
        let name = name.filter(|name| !name.is_empty());
        let name = name.unwrap_or_else(|| match word {
            // What has no name is shown by the sign that it begins with.
            "" => typed.chars().take(1).collect(),
            word => word.to_ascii_uppercase(),
        });
        self.complete(console, &name, ReturnCode::SYNTAX);
    }

    /// Takes a line that is no command for an answer, which it can only be if somebody
    /// asks (BS2000 "Introduction to System Administration" V11, page 287).
    pub(super) fn answer_or_reject(&mut self, console: ConsoleId, typed: &str, line: &str) {
        let refusal = match read(line).and_then(|reply| Ok((self.asked(console, &reply)?, reply))) {
            Ok((pending, reply)) => return self.settle(console, &pending, reply.text),
            Err(refusal) => match Letter::read(line) {
                None => refusal,
                Some(letter) => match self.deliver(console, &letter) {
                    Ok(()) => return,
                    Err(refusal) => refusal,
                },
            },
        };
        let advice = match line {
            "/" => NO_COMMAND.to_owned(),
            _ => self.instead(console, refusal),
        };
        self.refuse_line(console, typed, refusal, &advice);
    }

    /// What to type instead of a line that was refused.
    fn instead(&self, console: ConsoleId, refusal: Refusal) -> String {
        if let Some(advice) = self.no_dialog(console) {
            return advice;
        }
        let is_answer = matches!(refusal, Refusal::NotRecognized | Refusal::NoMatch);
        let has_menu = self.dialogs.get(console.index()).is_some_and(|dialog| {
            dialog.menu.is_some() && !dialog.is_menu_old && refusal == Refusal::NotRecognized
        });
        let open = self.how_to_answer(console).filter(|_| is_answer);
        match open {
            Some(open) => open,
            None if has_menu => OF_MENU.to_owned(),
            None => refusal.advice().to_owned(),
        }
    }

    /// Refuses a line.
    fn refuse_line(&mut self, console: ConsoleId, line: &str, refusal: Refusal, advice: &str) {
        let concealed = self.setup.grammar.conceal(line);
        self.show_input(console, Kind::Input, &concealed.text);
        let mnemonic = self.consoles.get(console).map(|c| c.mnemonic.clone());
        let text = refusal
            .to_string()
            .replace("(&00)", &mnemonic.unwrap_or_default());
        self.reject(console, &text, advice);
        self.remind(console);
    }

    /// Why nothing can be entered at a console.
    fn out_of_order(&self, console: ConsoleId) -> Option<Refusal> {
        match self.consoles.get(console)?.status {
            Status::Operable => None,
            Status::Off => Some(Refusal::Off),
            Status::Inoperable => Some(Refusal::Inoperable),
        }
    }

    /// Why the system of a console does not take a line, and what to do, if so.
    fn inattention(&self, console: ConsoleId, line: &str) -> Option<(&'static str, String)> {
        let known = self.consoles.get(console)?;
        let is_answer = known.role != Role::Admin && !line.starts_with('/');
        match attention(&self.world, known.at(&self.world)) {
            Attention::Answers(..) if is_answer || self.shows_pending(line) => None,
            Attention::Answers(why, advice) | Attention::Nothing(why, advice) => {
                Some((why, advice))
            }
            Attention::Full => None,
        }
    }

    /// Whether all commands of a line are the one that shows what is still to be answered.
    fn shows_pending(&self, line: &str) -> bool {
        let grammar = &self.setup.grammar;
        let is_it = |command: &str| {
            let known = grammar.command_of(command);
            known.is_some_and(|def| def.name == SHOW_PENDING)
        };
        line.starts_with('/') && commands(line).iter().all(|command| is_it(command))
    }

    /// Refuses what is entered at a console whose VM is not initialized.
    fn reject_inactive(&mut self, console: ConsoleId, line: &str) {
        let known = self.consoles.get(console);
        let advice = known.map(|known| way_back(&self.world, self.own_vm(known)));
        self.reject_input(console, line, INACTIVE, &advice.unwrap_or_default());
    }

    fn reject_input(&mut self, console: ConsoleId, line: &str, refusal: &str, advice: &str) {
        let concealed = self.setup.grammar.conceal(line);
        self.show_input(console, Kind::Input, &concealed.text);
        self.reject(console, refusal, advice);
    }

    fn reject(&mut self, console: ConsoleId, text: &str, advice: &str) {
        self.show_rejection(console, text);
        self.show_help(console, advice);
    }
}

/// A line without what a terminal would obey.
fn harmless(line: &str) -> String {
    let blank = |c: char| if c.is_control() { ' ' } else { c };
    line.chars().map(blank).collect()
}

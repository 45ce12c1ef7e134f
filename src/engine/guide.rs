//! The dialog about a command: help, and the forms of the guided dialog.

use std::sync::Arc;

use super::dialog::{Asking, Dialog, Line};
use super::{FormView, Session};
use crate::catalog::{Message, MessageId, ReturnCode, Source};
use crate::console::{ConsoleId, Kind, Role, form};
use crate::sdf::assist::{NameKind, is_offered};
use crate::sdf::form::{is_page, leaves};
use crate::sdf::{Form, Guidance, MAX_LENGTH, Mistake, Question, Rejected, Step};
use crate::text::wrap;

/// A command was given up.
const VMC0011: MessageId = MessageId::new("VMC0011");

/// The command was not carried out, so it has no code of its own; no manual was found that
/// has one for this.
const GIVEN_UP: ReturnCode = ReturnCode::new(0, 64, "VMC0011");

/// What asks for a correction where no form is shown; the wording of SDF could not be read.
const CORRECT: &str = "ENTER IT ANEW, ? FOR ITS FORM, OR *CANCEL";

/// What there is to say above a form about the last input.
pub(super) enum Said {
    Nothing,
    /// Mistakes, each with its help.
    Mistakes(Vec<String>),
    /// The answer to a question.
    Answer(Vec<String>),
}

/// Below a form that waits for nothing.
const ONLY_SHOWN: &str =
    "for a form to be filled in enter MODIFY-SDF-OPTIONS GUIDANCE=*MINIMUM first";

/// The command whose form shows what holds now (Commands V21, page 314).
const OPTIONS: &str = "MODIFY-SDF-OPTIONS";

impl Session {
    /// The form at this console that waits for a line. A line without a slash goes to it.
    pub fn open_form(&self, console: ConsoleId) -> Option<&Form> {
        let asking = self.dialogs.get(console.index())?.forms.last()?;
        asking.view.as_ref().map(|_| &asking.form)
    }

    /// The command at this console that is to be corrected, entered anew, where no form is
    /// shown.
    pub fn open_correction(&self, console: ConsoleId) -> Option<&str> {
        let asking = self.dialogs.get(console.index())?.forms.last()?;
        asking.view.is_none().then(|| asking.form.command())
    }

    /// The forms that wait for a line, at each console the one that takes the next.
    pub(super) fn forms(&self) -> Vec<Arc<FormView>> {
        let open = self.dialogs.iter().filter_map(|dialog| dialog.forms.last());
        open.filter_map(|asking| asking.view.clone()).collect()
    }

    pub(super) fn guidance(&self, console: ConsoleId) -> Guidance {
        self.dialogs
            .get(console.index())
            .map_or(Guidance::Expert, |dialog| dialog.guidance)
    }

    pub(super) fn dialog(&mut self, console: ConsoleId) -> Option<&mut Dialog> {
        self.dialogs.get_mut(console.index())
    }

    /// Asks for the correction of a wrong command: in its form in guided dialog, and in the
    /// unguided one except for experts by a line. Whether that was done, or else the rest of
    /// its line.
    pub(super) fn ask_for_correction(
        &mut self,
        console: ConsoleId,
        command: &str,
        rejected: &Rejected,
        rest: Line,
    ) -> Result<(), Line> {
        let guidance = self.guidance(console);
        let name = rejected.command.as_ref();
        // Whoever wanted an earlier input back has nothing to correct.
        let recalls = self.setup.grammar.recalled(command).is_some();
        let asks = guidance != Guidance::Expert && rest.procedure.is_none() && !recalls;
        let Some(name) = name.filter(|_| asks) else {
            return Err(rest);
        };
        let shown = guidance.max(Guidance::Minimum);
        let Some(form) = self.setup.grammar.correction(name, command, shown) else {
            return Err(rest);
        };
        if guidance.is_guided() {
            let concealed = self.setup.grammar.conceal(command);
            let mistakes = rejected.mistakes.iter().map(|m| concealed.mistake(m));
            let said = self.told(&mistakes.collect::<Vec<_>>());
            self.ask(console, Asking::new(form, rest), Said::Mistakes(said));
            return Ok(());
        }
        if let Some(dialog) = self.dialog(console) {
            dialog.forms.push(Asking::new(form, rest));
        }
        self.remind(console);
        self.offer(console, command, None);
        Ok(())
    }

    /// Brings a line back whose command is not known, except to experts; in guided dialog with
    /// the menu of those that it may mean.
    pub(super) fn offer_unknown(&mut self, console: ConsoleId, command: &str) {
        let guidance = self.guidance(console);
        if guidance == Guidance::Expert {
            return;
        }
        let menu = guidance.is_guided().then(|| self.menu_of(console, command));
        match menu.flatten() {
            // It has the operands of the line, and the next line chooses from it.
            Some(menu) => self.show_menu(console, menu),
            None => self.offer(console, command, None),
        }
    }

    /// Says that a command waits to be corrected, if one does.
    pub(super) fn remind(&mut self, console: ConsoleId) {
        if let Some(command) = self.open_correction(console) {
            let line = format!("PLEASE CORRECT {command}: {CORRECT}");
            self.show_display(console, Source::Own, &[line]);
        }
    }

    /// Brings a line back to be edited, with the cursor at a byte of it.
    pub(super) fn offer(&mut self, console: ConsoleId, line: &str, cursor: Option<usize>) {
        let slash = if line.starts_with('/') { "" } else { "/" };
        let input = format!("{slash}{line}");
        // A secret comes back as one that was not kept, and is where to go on.
        let concealed = self.setup.grammar.conceal(&input);
        let cursor = cursor.filter(|_| concealed.holes().is_empty());
        let cursor = cursor.map(|at| at + slash.len());
        let input = concealed.text;
        if let Some(dialog) = self.dialog(console) {
            dialog.bring_back(input, cursor);
        }
    }

    /// Takes a line for the command that is to be corrected, if it is none itself. Returns
    /// whether it was one.
    pub(super) fn answer_correction(&mut self, console: ConsoleId, line: &str) -> bool {
        let gives_up = line.is_empty() || leaves(line);
        if self.open_correction(console).is_none() || !gives_up && line != "?" {
            return false;
        }
        let Some(asking) = self.dialog(console).and_then(|dialog| dialog.forms.pop()) else {
            return false;
        };
        self.show_input(console, Kind::Answer, line);
        if gives_up {
            self.give_up(console, &asking.form, GIVEN_UP);
            self.go_on(console, asking.rest);
            self.ask_again(console, false);
        } else {
            let mut asking = asking;
            let grammar = Arc::clone(&self.setup.grammar);
            let said = self.told(&asking.form.mistakes(&grammar));
            self.ask(console, asking, Said::Mistakes(said));
        }
        true
    }

    /// What was to follow the command that is corrected, if a line corrects it: if it begins
    /// with that command.
    pub(super) fn corrected(&mut self, console: ConsoleId, line: &str) -> Option<Line> {
        let wrong = self.open_correction(console)?;
        let given = self.setup.grammar.command_of(line)?;
        if given.name != wrong {
            return None;
        }
        let asking = self.dialog(console)?.forms.pop()?;
        Some(asking.rest)
    }

    fn give_up(&mut self, console: ConsoleId, form: &Form, code: ReturnCode) {
        self.show_reply(console, &Message::new(VMC0011, [form.command()]));
        self.complete(console, form.command(), code);
    }

    /// Shows the answer to a question, which then has its end as a command has.
    pub(super) fn explain(&mut self, console: ConsoleId, question: Question) {
        let (command, lines) = match question {
            Question::Commands(menu) => {
                self.show_menu(console, menu);
                return self.complete(console, "?", ReturnCode::DONE);
            }
            Question::Values(command, lines) => {
                let lines = self.with_names(console, &command, lines);
                (command, lines)
            }
            Question::Operands(mut form) | Question::Secret(mut form) => {
                let grammar = Arc::clone(&self.setup.grammar);
                let mistakes = form.wrong(&grammar);
                self.show_mistakes(console, &mistakes);
                self.preset_options(console, &mut form);
                let mut lines = form.work_area(&self.setup.grammar);
                lines.push(ONLY_SHOWN.to_owned());
                (form.command().to_owned(), lines)
            }
        };
        self.show_display(console, Source::Own, &lines);
        self.complete(console, &command, ReturnCode::DONE);
    }

    /// An answer with the names that exist behind the operands that take some. What is told
    /// of an operand begins with its name, and is indented below.
    fn with_names(&self, console: ConsoleId, command: &str, lines: Vec<String>) -> Vec<String> {
        let mut told = Vec::new();
        let mut names: Option<String> = None;
        for line in lines {
            if !line.starts_with(' ') {
                told.extend(names.take().iter().flat_map(|all| there_are(all)));
                let kind = NameKind::of(command, &line).filter(|kind| *kind != NameKind::Message);
                let known = kind.map(|kind| self.view().names(console, kind));
                let known = known.unwrap_or_default().into_iter();
                let def = self.setup.grammar.get(command);
                let offered =
                    known.filter(|known| def.is_some_and(|def| is_offered(def, &line, known)));
                let shown = offered.map(|known| match known.other {
                    Some(other) => format!("{} ({other})", known.name),
                    None => known.name,
                });
                let shown: Vec<String> = shown.collect();
                names = Some(shown.join(", ")).filter(|names| !names.is_empty());
            }
            told.push(line);
        }
        told.extend(names.iter().flat_map(|all| there_are(all)));
        told
    }

    /// Shows mistakes with their help.
    pub(super) fn show_mistakes(&mut self, console: ConsoleId, mistakes: &[Mistake]) {
        for mistake in mistakes {
            self.show_reply(console, &mistake.message);
            self.show_help(console, &mistake.help);
        }
    }

    /// Shows our help, aligned with the texts of messages.
    pub(super) fn show_help(&mut self, console: ConsoleId, help: &str) {
        let role = self.consoles.get(console).map_or(Role::Monitor, |c| c.role);
        let lines = form::explanation(role, help);
        self.show_display(console, Source::Own, &lines);
    }

    /// Mistakes as a form on a screen tells them: each message, then its help.
    fn told(&self, mistakes: &[Mistake]) -> Vec<String> {
        let told = |mistake: &Mistake| {
            let message = &mistake.message;
            let template = self.setup.catalog.get(message.id);
            let text = template.map_or(String::new(), |t| t.fill(&message.inserts));
            [format!("{} {text}", message.id), mistake.help.clone()]
        };
        mistakes.iter().flat_map(told).collect()
    }

    /// Shows a form, which from now on waits for a line. Where there is a screen the form is
    /// on it, and the console keeps only the command and its end.
    pub(super) fn ask(&mut self, console: ConsoleId, mut asking: Asking, said: Said) {
        self.preset_options(console, &mut asking.form);
        let lines = asking.form.lines(&self.setup.grammar);
        self.show_unless_on_screen(console, &lines);
        let sheet = asking.form.sheet(&self.setup.grammar);
        let is_answer = matches!(said, Said::Answer(_));
        let said = match said {
            Said::Nothing => Vec::new(),
            Said::Mistakes(lines) | Said::Answer(lines) => lines,
        };
        if let Some(dialog) = self.dialog(console) {
            dialog.turns += 1;
            dialog.is_menu_behind = true;
            let turn = dialog.turns;
            asking.view = Some(Arc::new(FormView {
                console,
                turn,
                sheet,
                said,
                is_answer,
                is_behind: false,
                lines,
            }));
            dialog.forms.push(asking);
        }
    }

    /// Shows a form for the first time, with what is wrong in the operands that stand in it
    /// already.
    pub(super) fn ask_at_first(&mut self, console: ConsoleId, mut form: Form, rest: Line) {
        let grammar = Arc::clone(&self.setup.grammar);
        let mistakes = form.wrong(&grammar);
        let said = match mistakes.is_empty() {
            true => Said::Nothing,
            false => Said::Mistakes(self.told(&mistakes)),
        };
        if !self.has_screen {
            self.show_mistakes(console, &mistakes);
        }
        self.ask(console, Asking::new(form, rest), said);
    }

    /// Shows what holds now in the form of the options.
    fn preset_options(&mut self, console: ConsoleId, form: &mut Form) {
        if form.command() == OPTIONS {
            let options = self.dialog(console).map(|dialog| dialog.options());
            let options = options.unwrap_or_default().into_iter();
            let all: Vec<String> = options.map(|(n, value)| format!("{n}={value}")).collect();
            form.preset(&all.join(","));
        }
    }

    fn show_unless_on_screen(&mut self, console: ConsoleId, lines: &[String]) {
        if !self.has_screen {
            self.show_display(console, Source::Own, lines);
        }
    }

    /// The command, with a slash, that a line for the form is which waits for one.
    pub(super) fn command_within(&self, console: ConsoleId, line: &str) -> Option<String> {
        let form = self.open_form(console)?;
        let asking = self.dialogs.get(console.index())?.forms.last()?;
        let command = form.command_in(&self.setup.grammar, line);
        let command = command.filter(|_| asking.begun.is_empty())?;
        Some(format!("/{command}"))
    }

    /// Takes a line for the form that waits for one. One that ends in a hyphen goes on in
    /// the next (SDF Dialog Interface V21, page 32), unless it is what leads to another page.
    pub(super) fn answer_form(&mut self, console: ConsoleId, input: &str) {
        let asking = self.dialog(console).and_then(|d| d.forms.pop());
        let Some(mut asking) = asking else {
            return;
        };
        let start = asking.begun.len();
        let goes_on = input.ends_with('-') && (start > 0 || !is_page(input));
        asking.begun.push_str(input);
        let input = std::mem::take(&mut asking.begun);
        let begun = input.strip_suffix('-');
        let begun = begun.filter(|b| goes_on && b.len() < MAX_LENGTH);
        if !self.has_screen {
            // The hyphen belongs to no value, and shows that the line goes on.
            let (text, hyphen) = begun.map_or((&*input, ""), |begun| (begun, "-"));
            let shown = asking.form.conceal(text).from(text, start);
            self.show_input(console, Kind::Answer, &format!("{shown}{hyphen}"));
        }
        if let Some(begun) = begun {
            begun.clone_into(&mut asking.begun);
            if let Some(dialog) = self.dialog(console) {
                dialog.forms.push(asking);
            }
            return;
        }
        self.enter_in_form(console, asking, &input);
    }

    fn enter_in_form(&mut self, console: ConsoleId, mut asking: Asking, input: &str) {
        let grammar = Arc::clone(&self.setup.grammar);
        let menu = match asking.form.enter(&grammar, input) {
            Step::Show(mistakes) => {
                if !self.has_screen {
                    self.show_mistakes(console, &mistakes);
                }
                let said = self.told(&mistakes);
                return self.ask(console, asking, Said::Mistakes(said));
            }
            Step::Help(lines) => {
                let lines = self.with_names(console, asking.form.command(), lines);
                self.show_unless_on_screen(console, &lines);
                return self.ask(console, asking, Said::Answer(lines));
            }
            Step::Execute(bound, accepted) => {
                if self.has_screen {
                    let echoed = self.logged_form(console, &asking.form, &bound);
                    self.show_input(console, Kind::Input, &format!("/{echoed}"));
                }
                self.keep(console, &bound, &accepted);
                self.start(console, bound, asking.rest);
                return self.ask_again(console, true);
            }
            Step::Cancel => None,
            Step::Menu(domain) => self.menu(console, domain.as_deref()),
        };
        self.give_up(console, &asking.form, GIVEN_UP);
        match menu {
            Some(menu) => {
                if let Some(dialog) = self.dialog(console) {
                    dialog.hold_forms();
                }
                self.show_menu(console, menu);
            }
            None => self.return_to_menu(console),
        }
        self.go_on(console, asking.rest);
        self.ask_again(console, false);
        self.ask_held(console, false);
    }

    /// Shows the form again that waited behind a menu which is no more, as soon as nothing is
    /// carried out.
    pub(super) fn ask_held(&mut self, console: ConsoleId, is_behind: bool) {
        if self.is_busy(console) {
            return;
        }
        let Some(dialog) = self.dialog(console).filter(|d| !d.held.is_empty()) else {
            return;
        };
        dialog.release_forms();
        if dialog.held.is_empty() {
            self.ask_again(console, is_behind);
            self.remind(console);
        }
    }

    /// Shows the form again that waited while another one was filled in: behind what the
    /// command of that one shows, if it is carried out.
    fn ask_again(&mut self, console: ConsoleId, is_behind: bool) {
        let waiting = self.dialog(console).and_then(|d| d.forms.pop());
        match waiting {
            Some(asking) if asking.view.is_none() => {
                if let Some(dialog) = self.dialog(console) {
                    dialog.forms.push(asking);
                }
            }
            Some(asking) => {
                self.ask(console, asking, Said::Nothing);
                let shown = self.dialog(console).and_then(|d| d.forms.last_mut());
                if let Some(view) = shown.and_then(|asking| asking.view.as_mut()) {
                    Arc::make_mut(view).is_behind = is_behind;
                }
            }
            None => {}
        }
    }
}

/// The names that exist, below what is told of an operand.
fn there_are(names: &str) -> Vec<String> {
    const HEAD: &str = "    NAMES  : ";
    let room = form::WIDTH - HEAD.len();
    let parts = wrap(names, room, room).into_iter().enumerate();
    let head = |at| if at == 0 { HEAD } else { "" };
    parts
        .map(|(at, part)| format!("{:width$}{part}", head(at), width = HEAD.len()))
        .collect()
}

//! The dialog about a command: help, and the forms of the guided dialog.

use std::sync::Arc;

use super::dialog::{Asking, Line};
use super::{FormView, Session};
use crate::catalog::{Message, MessageId, ReturnCode, Source};
use crate::console::{ConsoleId, Kind, Role, form};
use crate::sdf::{Form, Guidance, Mistake, Question, Rejected, Step};

/// A command was given up.
const VMC0011: MessageId = MessageId::new("VMC0011");

impl Session {
    /// The form at this console that waits for a line. A line without a slash goes to it.
    pub fn open_form(&self, console: ConsoleId) -> Option<&Form> {
        let asking = self.dialogs.get(console.index())?.forms.last()?;
        Some(&asking.form)
    }

    /// The forms that wait for a line, at each console the one that takes the next.
    pub(super) fn forms(&self) -> Vec<Arc<FormView>> {
        let open = self.dialogs.iter().filter_map(|dialog| dialog.forms.last());
        open.map(|asking| Arc::clone(&asking.view)).collect()
    }

    pub(super) fn guidance(&self, console: ConsoleId) -> Guidance {
        self.dialogs
            .get(console.index())
            .map_or(Guidance::Expert, |dialog| dialog.guidance)
    }

    /// The form in which a wrong command is corrected, in guided dialog.
    pub(super) fn correction(
        &self,
        console: ConsoleId,
        command: &str,
        rejected: &Rejected,
    ) -> Option<Form> {
        let guidance = self.guidance(console);
        let name = rejected.command.as_ref().filter(|_| guidance.is_guided())?;
        self.setup.grammar.correction(name, command, guidance)
    }

    /// Shows the answer to a question, which then has its end as a command has.
    pub(super) fn explain(&mut self, console: ConsoleId, question: Question) {
        let (command, lines) = match question {
            Question::Commands(lines) => ("?".to_owned(), lines),
            Question::Values(command, lines) => (command, lines),
            Question::Operands(mut form) => {
                let lines = form.work_area(&self.setup.grammar);
                (form.command().to_owned(), lines)
            }
        };
        self.show_display(console, Source::Own, lines);
        self.complete(console, &command, ReturnCode::DONE);
    }

    /// Shows mistakes with their help.
    pub(super) fn show_mistakes(&mut self, console: ConsoleId, mistakes: &[Mistake]) {
        let role = self.consoles.get(console).map_or(Role::Monitor, |c| c.role);
        for mistake in mistakes {
            self.show_reply(console, &mistake.message);
            let help = form::explanation(role, &mistake.help);
            self.show_display(console, Source::Own, help);
        }
    }

    /// Mistakes as a form on a screen tells them: each message, then its help.
    pub(super) fn told(&self, mistakes: &[Mistake]) -> Vec<String> {
        let told = |mistake: &Mistake| {
            let message = &mistake.message;
            let template = self.setup.catalog.get(message.id);
            let text = template.map_or(String::new(), |t| t.fill(&message.inserts));
            [format!("{} {text}", message.id), mistake.help.clone()]
        };
        mistakes.iter().flat_map(told).collect()
    }

    /// Shows a form, which from now on waits for a line. `said` is what there is to say
    /// about the last one.
    pub(super) fn ask(
        &mut self,
        console: ConsoleId,
        mut form: Form,
        rest: Line,
        said: Vec<String>,
    ) {
        let lines = form.lines(&self.setup.grammar);
        self.show_display(console, Source::Own, lines);
        let sheet = form.sheet(&self.setup.grammar);
        if let Some(dialog) = self.dialogs.get_mut(console.index()) {
            dialog.turns += 1;
            let view = Arc::new(FormView {
                console,
                turn: dialog.turns,
                sheet,
                said,
            });
            dialog.forms.push(Asking { form, rest, view });
        }
    }

    /// Takes a line for the form that waits for one.
    pub(super) fn answer_form(&mut self, console: ConsoleId, input: &str) {
        let asking = self
            .dialogs
            .get_mut(console.index())
            .and_then(|d| d.forms.pop());
        let Some(Asking { mut form, rest, .. }) = asking else {
            return;
        };
        self.show_input(console, Kind::Answer, &form.conceal(input));
        let grammar = Arc::clone(&self.setup.grammar);
        match form.enter(&grammar, input) {
            Step::Show(mistakes) => {
                self.show_mistakes(console, &mistakes);
                let said = self.told(&mistakes);
                return self.ask(console, form, rest, said);
            }
            Step::Help(lines) => {
                self.show_display(console, Source::Own, lines.clone());
                return self.ask(console, form, rest, lines);
            }
            Step::Execute(bound, accepted) => {
                self.keep(console, &bound, &accepted);
                self.start(console, bound, rest);
            }
            Step::Cancel => {
                self.show_reply(console, &Message::new(VMC0011, [form.command()]));
                self.complete(console, form.command(), ReturnCode::DONE);
                self.go_on(console, rest);
            }
        }
        self.ask_again(console);
    }

    /// Shows the form again that waited while another one was filled in.
    fn ask_again(&mut self, console: ConsoleId) {
        let waiting = self
            .dialogs
            .get_mut(console.index())
            .and_then(|d| d.forms.pop());
        if let Some(Asking { form, rest, .. }) = waiting {
            self.ask(console, form, rest, Vec::new());
        }
    }
}

//! Help with the answer to a question of a console.

use super::Advice;
use crate::app::App;
use crate::console::{ConsoleId, Role};
use crate::engine::{OpenQuestion, View};
use crate::sdf::assist::{Completion, Hint, Part, Proposal};

/// What stands in a line that says to whom it goes.
const SIGNS: [char; 2] = ['.', ':'];

impl App {
    /// What there is to say of a line that is no command while a question is open: which one
    /// it answers, or how to answer the oldest.
    pub(super) fn answer_hint(&self, console: ConsoleId, view: &View) -> Option<Advice> {
        let text = self.entry(console).filter(|_| self.hints())?.text().trim();
        let mut open = questions(console, view).peekable();
        let oldest = open.peek().filter(|_| !text.is_empty())?.how();
        let answered = open.find(|question| begins(text, &question.begin()));
        let hint = match answered {
            Some(question) => Hint {
                text: format!("answers {}", question.id),
                help: question.text.clone(),
                ..Hint::default()
            },
            None if text.contains(SIGNS) => return None,
            None => Hint {
                text: oldest,
                ..Hint::default()
            },
        };
        Some(Advice::Next(hint))
    }

    /// What the answers to the open questions begin with, where none has begun yet.
    pub(super) fn complete_answer(&self, console: ConsoleId, view: &View) -> Option<Completion> {
        let entry = self.entry(console).filter(|_| self.hints())?;
        let text = entry.text();
        let fits = |question: &&OpenQuestion| begins(&question.begin(), text);
        let proposal = |question: &OpenQuestion| Proposal {
            text: question.begin(),
            then: "",
            part: Part::Value,
            help: format!("{} {}", question.id, question.text),
        };
        let proposals: Vec<Proposal> = questions(console, view)
            .filter(fits)
            .map(proposal)
            .collect();
        (!proposals.is_empty()).then_some(Completion {
            replace: 0..text.len(),
            proposals,
        })
    }
}

/// The open questions of a console at which answers can be typed, oldest first.
fn questions(console: ConsoleId, view: &View) -> impl Iterator<Item = &OpenQuestion> {
    let is_console = view.role(console).is_some_and(Role::is_physical);
    let all = view.questions.iter();
    all.filter(move |question| is_console && question.console == console)
}

fn begins(text: &str, begin: &str) -> bool {
    let start = text.get(..begin.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(begin))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture::Fixture;
    use crate::vm2000::ids::NSI1110;

    #[test]
    fn an_open_question_is_said_and_its_answer_begun() {
        let mut fixture = Fixture::with_lines();
        let mut app = App::new(fixture.scene(), 80, 24);
        let console = app.focused_console(&fixture.view).unwrap();
        fixture.view.questions.push(OpenQuestion {
            console,
            destination: "P".to_owned(),
            sign: '.',
            id: NSI1110,
            text: "ENTER IPL PARAMETERS".to_owned(),
            since: fixture.view.now,
        });
        let said = |app: &App, fixture: &Fixture| match app.advice(&fixture.view) {
            Some(Advice::Next(hint)) => hint.text,
            other => format!("{other:?}"),
        };
        assert_eq!(app.advice(&fixture.view), None);
        fixture.press(&mut app, "eot");
        let how = "NSI1110 waits for an answer: P. and the text behind it";
        assert_eq!(said(&app, &fixture), how);
        fixture.press(&mut app, "<C-u><Tab>");
        assert_eq!(app.entry(console).unwrap().text(), "P.");
        assert_eq!(said(&app, &fixture), "answers NSI1110");
        // What goes to somebody else is no answer.
        fixture.press(&mut app, "<C-u>X.EOT");
        assert_eq!(app.advice(&fixture.view), None);
    }
}

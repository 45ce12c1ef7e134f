//! Help while a field is being filled in. Tab completes what is typed there, and goes to the
//! next field where there is nothing to complete.

use super::super::{App, Choice, Key, KeyCode};
use super::Filling;
use crate::console::ConsoleId;
use crate::engine::View;
use crate::sdf::CommandDef;
use crate::sdf::assist::{Completion, Hint, Typing};
use crate::sdf::form::{EXECUTE, next_takes};

impl App {
    /// Completes the word at the cursor of the focused field, or goes on to another
    /// proposal. Returns whether there was anything to complete.
    pub(super) fn complete_field(&mut self, key: Key, console: ConsoleId, view: &View) -> bool {
        // Ctrl+Space proposes where nothing is typed yet, which Tab leaves as it is.
        let asks = key.ctrl;
        let wanted = self.hints();
        let Some(filling) = self.seat(console).filling.as_mut().filter(|_| wanted) else {
            return false;
        };
        if let Some(mut choice) = filling.choice.take() {
            choice.turn(filling.line(false), key.shift || key.code == KeyCode::Up);
            filling.choice = Some(choice);
            return true;
        }
        let is_typed = filling.changes().iter().any(|(at, _)| *at == filling.at);
        if key.shift || !asks && !is_typed {
            return false;
        }
        if !is_typed {
            filling.edits.remove(&filling.at);
        }
        let found = filling.completion(console, view);
        let text = filling.edit(filling.at).map_or("", |line| line.text());
        let is_whole = |found: &Completion| {
            let word = text.get(found.replace.clone()).unwrap_or_default();
            let mut all = found.proposals.iter();
            all.any(|proposal| proposal.text.eq_ignore_ascii_case(word))
        };
        match found.filter(|found| !found.proposals.is_empty() && (asks || !is_whole(found))) {
            Some(found) => filling.choice = Choice::begin(found, filling.line(!is_typed)),
            None if asks => self.notice = Some("nothing to propose here".to_owned()),
            None => return false,
        }
        true
    }

    /// Takes one of the words that Tab goes through in a field.
    pub(in crate::app) fn take_for_field(&mut self, console: ConsoleId, place: usize) {
        let Some(filling) = self.seat(console).filling.as_mut() else {
            return;
        };
        if let Some(mut choice) = filling.choice.take() {
            choice.take(filling.line(false), place);
        }
    }

    /// What is wrong with what is being typed into the focused field.
    pub fn field_trouble(&self, console: ConsoleId, view: &View) -> Option<String> {
        let (filling, typed) = self.typed_in_field(console)?;
        // Commas between operands have no place in a field.
        let field = filling.form().sheet.fields.get(filling.focused()?)?;
        let is_apart = typed.contains(' ') && !typed.contains(['\'', '"']);
        if let Some(help) = field.unreadable(typed).filter(|_| is_apart) {
            return Some(help);
        }
        let names = |kind| view.names(console, kind);
        filling.about(console, view, |typing, _| typing.trouble(&names))?
    }

    /// Which name in what is being typed there means nothing that exists.
    pub fn field_doubt(&self, console: ConsoleId, view: &View) -> Option<String> {
        let (filling, _) = self.typed_in_field(console)?;
        let names = |kind| view.names(console, kind);
        filling.about(console, view, |typing, _| typing.doubt(&names))?
    }

    /// The form at a console and the value that is being typed into its focused field, if
    /// anything is said about it.
    fn typed_in_field(&self, console: ConsoleId) -> Option<(&Filling, &str)> {
        let filling = self.filling(console).filter(|_| self.hints())?;
        let typed = filling.edit(filling.focused()?)?.text().trim();
        let is_sign = matches!(typed, "" | "?" | "??" | "!" | "^");
        (!is_sign && !typed.starts_with('/')).then_some((filling, typed))
    }
}

impl Filling {
    /// What may be written in the focused field, or in the line NEXT.
    pub(in crate::app) fn hint(&self) -> Option<Hint> {
        let Some(place) = self.focused() else {
            let lead = "NEXT=";
            return Some(Hint {
                text: format!("{lead}{}", next_takes()),
                default: Some(lead.len()..lead.len() + EXECUTE.len()),
                help: String::new(),
            });
        };
        let field = self.form.sheet.fields.get(place)?;
        let (values, help) = field.hint.clone();
        Some(Hint {
            text: format!("{}={values}", field.name),
            default: None,
            help,
        })
    }

    /// What the word at the cursor can be completed to.
    fn completion(&self, console: ConsoleId, view: &View) -> Option<Completion> {
        let names = |kind| view.names(console, kind);
        self.about(console, view, |typing, lead| {
            let mut found = typing.complete(&names);
            // Each operand has a field of its own.
            found
                .proposals
                .retain(|proposal| ![",", ")"].contains(&proposal.then));
            let replace = found.replace.start.checked_sub(lead)?..found.replace.end - lead;
            Some(Completion { replace, ..found })
        })?
    }

    /// Asks about the command in which the focused field has what is typed there for its
    /// value; the value begins behind so many bytes.
    fn about<T>(
        &self,
        console: ConsoleId,
        view: &View,
        ask: impl FnOnce(Typing<'_>, usize) -> T,
    ) -> Option<T> {
        let place = self.focused()?;
        let field = self.form.sheet.fields.get(place)?;
        let (text, cursor) = self
            .edit(place)
            .map_or(("", 0), |entry| (entry.text(), entry.cursor_byte()));
        if field.lead.is_empty() {
            return None;
        }
        // The brackets of a list may be left out here.
        let is_open_list = field.is_list() && text.contains(',') && !text.starts_with('(');
        let lead = format!("{}{}", field.lead, if is_open_list { "(" } else { "" });
        let line = format!("{lead}{text}");
        let available = |def: &CommandDef| view.knows(console, def);
        let typing = Typing {
            grammar: &view.grammar,
            available: &available,
            line: &line,
            start: 0,

            cursor: lead.len() + cursor,
        };
        Some(ask(typing, lead.len()))
    }
}

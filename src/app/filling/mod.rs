//! A form that is being filled in on the screen.
//!
//! The form itself is the session's; here is only what has been typed into its fields
//! and not been sent yet. What is sent is a line, as if it had been typed at the console.

mod complete;
mod keys;
mod left;
mod paging;
mod picture;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{App, Choice, Line, Scene};
use crate::console::ConsoleId;
use crate::engine::{FormView, View};
use crate::sdf::SheetField;
use crate::sdf::form::{EXECUTE, takes_along};

pub use keys::{FORM_KEYS, FormKey};
pub use picture::{FormPicture, FormRow, RowKind};

/// A form that is being filled in on the screen.
#[derive(Debug, Clone)]
pub struct Filling {
    form: Arc<FormView>,
    /// The focused field; the line NEXT comes behind the last.
    at: usize,
    /// What has been typed into fields, by place, and last into the line NEXT.
    edits: BTreeMap<usize, Line>,
    /// Fields in which nothing that is typed may be seen.
    dark: BTreeSet<usize>,
    /// Places whose texts have been sent.
    sent: Vec<usize>,
    /// Whether the form has not come back yet since something was sent.
    is_sent: bool,
    /// What was sent from the line NEXT and may come back as nothing that it takes.
    next_sent: Option<String>,
    /// What stood in the line NEXT and was refused.
    refused: Option<String>,
    /// Whether the structure of the focused field is to be opened by that.
    is_opening: bool,
    /// The field that was asked about.
    asked: usize,
    /// What stood in it before the question mark, and stands there still.
    stem: Option<String>,
    /// The words that Tab goes through in the focused field.
    choice: Option<Choice>,
    /// Whether the last key was Esc, and told what the next one loses.
    is_warned: bool,
    /// The first row of the work area that is shown.
    top: usize,
    /// The first row shown of what there is to say.
    said_top: usize,
}

impl Filling {
    fn new(form: Arc<FormView>) -> Self {
        let fields = &form.sheet.fields;
        let wrong = fields.iter().position(|field| field.is_wrong);
        let needed = || fields.iter().position(is_missing);
        let at = wrong.or_else(needed).unwrap_or(0);
        Filling {
            at,
            asked: at,
            stem: None,
            choice: None,
            edits: BTreeMap::new(),
            dark: BTreeSet::new(),
            sent: Vec::new(),
            is_sent: false,
            next_sent: None,
            refused: None,
            is_opening: false,
            is_warned: false,
            top: 0,
            said_top: 0,
            form,
        }
    }

    /// The form as it came back after something was sent, with what was typed into
    /// other fields.
    fn renewed(self, form: Arc<FormView>) -> Self {
        if self.form.turn == form.turn {
            return self;
        }
        let mut new = Filling::new(form);
        if self.form.sheet.command != new.form.sheet.command {
            return new;
        }
        let places = self.form.sheet.fields.iter().map(|old| new.place_of(old));
        let places: Vec<Option<usize>> = places.collect();
        let moved = |old: usize| places.get(old).copied().flatten();
        if !new.form.sheet.has_mistakes {
            new.at = moved(self.at).unwrap_or(new.at);
        }
        if new.form.is_answer {
            new.stem = self.stem;
            new.at = moved(self.at).unwrap_or(new.stops() - 1);
        }
        // Whatever else is wrong, the structure that was opened is where to go on.
        let opened = moved(self.at).filter(|_| self.is_opening);
        let fields = &new.form.sheet.fields;
        let opened = opened.filter(|at| fields.get(*at).is_some_and(|field| !field.is_wrong));
        if let Some(inside) = opened.and_then(|at| new.first_inside(at)) {
            new.at = inside;
        }
        new.asked = new.at;
        new.dark = self.dark.iter().filter_map(|old| moved(*old)).collect();
        let kept = self.edits.into_iter();
        let kept = kept.filter(|(old, _)| !self.sent.contains(old));
        new.edits = kept.filter_map(|(old, e)| Some((moved(old)?, e))).collect();
        new.top = self.top;
        if let Some(text) = self.next_sent {
            new.take_back(text);
        }
        new
    }

    /// Puts a text back into the line NEXT if that is what was refused, to be corrected there.
    fn take_back(&mut self, text: String) {
        let form = &self.form;
        let is_about_fields = takes_along(&text) && form.sheet.has_mistakes;
        if form.is_answer || form.said.is_empty() || is_about_fields {
            return;
        }
        self.at = self.stops() - 1;
        self.edits.insert(self.at, Line::of(&text));
        self.refused = Some(text);
    }

    /// The first field of the structure that the value of a field introduces.
    fn first_inside(&self, place: usize) -> Option<usize> {
        let depth = |at: usize| self.form.sheet.fields.get(at).map(|field| field.depth);
        (depth(place + 1) > depth(place)).then_some(place + 1)
    }

    fn place_of(&self, field: &SheetField) -> Option<usize> {
        let same = |own: &SheetField| own.name == field.name && own.within == field.within;
        self.form.sheet.fields.iter().position(same)
    }

    /// The form as the session shows it.
    pub fn form(&self) -> &FormView {
        &self.form
    }

    /// The focused field; `None` if it is the line NEXT.
    pub fn focused(&self) -> Option<usize> {
        (self.at < self.form.sheet.fields.len()).then_some(self.at)
    }

    /// What is being typed into a field.
    pub fn edit(&self, place: usize) -> Option<&Line> {
        self.edits.get(&place)
    }

    /// What is being typed into the line NEXT.
    pub fn next_edit(&self) -> Option<&Line> {
        self.edit(self.form.sheet.fields.len())
    }

    /// What stands in the line NEXT.
    pub fn next(&self) -> &str {
        self.next_edit().map_or(EXECUTE, Line::text)
    }

    /// Whether nothing that is typed into a field may be seen.
    pub fn is_dark(&self, place: usize) -> bool {
        let field = self.form.sheet.fields.get(place);
        self.dark.contains(&place) || field.is_some_and(|field| field.is_secret)
    }

    /// Whether what there is to say still holds: an answer as long as its field has the
    /// focus and nothing is typed there, mistakes until all wrong fields were changed, or the
    /// line NEXT if that is wrong.
    pub fn says(&self) -> bool {
        let changes = self.changes();
        let is_changed = |place: usize| changes.iter().any(|(at, _)| *at == place);
        if self.form.is_answer {
            let text = self.edit(self.at).map(Line::text);
            let is_as_asked = self.stem.is_some() && self.stem.as_deref() == text;
            return self.at == self.asked && (is_as_asked || !is_changed(self.at));
        }
        if let Some(refused) = &self.refused {
            return self.next() == refused;
        }
        let fields = self.form.sheet.fields.iter().enumerate();
        let mut wrong = fields.filter(|(_, field)| field.is_wrong).peekable();
        match wrong.peek() {
            Some(_) => wrong.any(|(place, _)| !is_changed(place)),
            None => changes.is_empty(),
        }
    }

    /// Whether a field is wrong and was not changed since.
    pub fn is_wrong(&self, place: usize) -> bool {
        let field = self.form.sheet.fields.get(place);
        field.is_some_and(|field| field.is_wrong)
            && !self.changes().iter().any(|(at, _)| *at == place)
    }

    /// Whether anything was typed and not sent.
    pub fn has_edits(&self) -> bool {
        !self.changes().is_empty() || self.next() != EXECUTE
    }

    /// The words that Tab goes through in the focused field.
    pub fn choice(&self) -> Option<&Choice> {
        self.choice.as_ref()
    }

    /// The texts that were changed, by place.
    fn changes(&self) -> Vec<(usize, &str)> {
        let fields = &self.form.sheet.fields;
        let texts = self.edits.iter().map(|(at, entry)| (*at, entry.text()));
        let is_new = |at: usize, text: &str| fields.get(at).is_some_and(|f| f.value != text);
        texts.filter(|(at, text)| is_new(*at, text)).collect()
    }

    /// The focused line, to be edited. What is typed first takes the place of what
    /// stands there.
    fn line(&mut self, types: bool) -> &mut Line {
        let at = self.at;
        let value = match self.form.sheet.fields.get(at) {
            None => EXECUTE,
            Some(field) if field.is_secret || self.dark.contains(&at) => "",
            Some(field) => field.value.as_str(),
        };
        self.edits.entry(at).or_insert_with(|| match types {
            true => Line::over(value),
            false => Line::of(value),
        })
    }
}

/// Whether a field has to be filled in.
fn is_missing(field: &SheetField) -> bool {
    field.is_needed && field.value.is_empty()
}

impl App {
    /// The form that covers a console's lines.
    pub fn filling(&self, console: ConsoleId) -> Option<&Filling> {
        let seat = self.seats.get(&console)?;
        seat.filling.as_ref().filter(|_| !seat.line_by_line)
    }

    /// Whether a form waits at a console, seen or not.
    pub fn has_form(&self, console: ConsoleId) -> bool {
        let seat = self.seats.get(&console);
        seat.is_some_and(|seat| seat.filling.is_some())
    }

    /// The command whose form waits at a console behind its lines.
    pub fn hidden_form(&self, console: ConsoleId) -> Option<&str> {
        let seat = self.seats.get(&console).filter(|seat| seat.line_by_line)?;
        let filling = seat.filling.as_ref()?;
        Some(&filling.form.sheet.command)
    }

    /// Takes in which forms wait, and which inputs were recalled.
    pub(super) fn take_in_dialogs(&mut self, scene: Scene<'_>) {
        let view = scene.view;
        for (console, seat) in &mut self.seats {
            if view.form(*console).is_none() {
                if seat.filling.is_some() && !seat.line_by_line {
                    self.closed = Some(*console);
                }
                seat.filling = None;
                seat.line_by_line = false;
            }
        }
        let mut is_behind = false;
        for form in &view.forms {
            let seat = self.seat(form.console);
            let form = Arc::clone(form);
            let shown = seat.filling.as_ref().map(|filling| filling.form.turn);
            if shown != Some(form.turn) {
                let kept = seat.stays_behind.take() == Some(form.turn);
                seat.line_by_line = kept || form.is_behind;
                is_behind |= form.is_behind;
                // What came up to now was told in answer to the person who fills it in.
                seat.reading.see(scene.log, form.console);
            }
            seat.filling = Some(match seat.filling.take() {
                Some(filling) => filling.renewed(form),
                None => Filling::new(form),
            });
        }
        let focused = self.focused_console(view);
        if is_behind {
            self.tell_of_form();
        } else if focused.is_some_and(|console| self.filling(console).is_some()) {
            self.forget_form();
        }
        for recalled in &view.restored {
            let seat = self.seat(recalled.console);
            if seat.recalled != Some(recalled.turn) {
                seat.recalled = Some(recalled.turn);
                let (input, cursor) = (&recalled.input, recalled.cursor);
                seat.entry.recall(&view.grammar, input, cursor);
                if recalled.is_right {
                    seat.entry.hold(input);
                }
            }
        }
    }

    /// Shows the form that waits at the focused console line by line, or on the screen
    /// again.
    pub(super) fn toggle_form(&mut self, view: &View) {
        let Some(console) = self.focused_console(view) else {
            return;
        };
        let seat = self.seat(console);
        if seat.filling.is_none() {
            self.notice = Some("no form is open here: /COMMAND? opens one".to_owned());
            return;
        }
        seat.line_by_line = !seat.line_by_line;
    }
}

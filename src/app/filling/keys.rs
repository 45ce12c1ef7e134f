//! What keys do in a form.

use super::super::keyboard::is_arrow;
use super::super::typing::{Cuts, Edit, edit};
use super::super::{Action, App, Area, Intent, Key, KeyCode, LocalKeys, Scene};
use super::Filling;
use crate::console::ConsoleId;
use crate::sdf::Grammar;
use crate::sdf::form::{EXECUTE, asks, takes_along};

/// Gives the form up, as K1 and F3 do (SDF Dialog Interface V21, page 24).
const EXIT: &str = "*EXIT";
const CANCEL: &str = "*CANCEL";
/// Takes the values, and shows the form again.
const KEPT: &str = "*REFRESH";

/// A key of a form, as its line of keys and the key bar show it, or the one that is bound in
/// its place.
#[derive(Debug, Clone, Copy)]
pub struct FormKey {
    /// The key.
    pub key: &'static str,
    /// What is to be pressed behind it.
    pub then: &'static str,
    /// What it does.
    pub label: &'static str,
    /// How soon it is left out where there is no room for all: 0 last.
    pub rank: usize,
}

/// The keys of a form.
pub const FORM_KEYS: [FormKey; 8] = [
    form_key("Tab", "field", 4),
    form_key("Enter", "send", 3),
    form_key("F3", EXIT, 0),
    form_key("Esc", CANCEL, 2),
    FormKey {
        then: "+Enter",
        ..form_key("?", "values", 1)
    },
    form_key("!", "default", 5),
    form_key("(", "structure", 6),
    form_key("PgDn", "page", 7),
];

impl FormKey {
    /// The name of the key that is bound; empty if there is none. What is typed into a field
    /// cannot be bound.
    pub fn bound(&self, keys: &LocalKeys<Key>) -> String {
        let usual = self.key.parse().ok();
        let usual = usual.filter(|usual| keys.knows(*usual));
        usual.map_or_else(|| self.key.to_owned(), |usual| keys.first(usual))
    }
}

impl FormKey {
    /// What is to be pressed behind it, by the name of the key that is bound.
    pub fn bound_behind(&self, keys: &LocalKeys<Key>) -> String {
        let sends = keys.first(Key::plain(KeyCode::Enter));
        match self.then.is_empty() || sends.is_empty() {
            true => String::new(),
            false => format!("+{sends}"),
        }
    }
}

const fn form_key(key: &'static str, label: &'static str, rank: usize) -> FormKey {
    FormKey {
        key,
        then: "",
        label,
        rank,
    }
}

impl App {
    /// Takes a key at a console whose form is shown; `None` if it means nothing there.
    pub(in crate::app) fn form_key(
        &mut self,
        key: Key,
        console: ConsoleId,
        scene: Scene<'_>,
    ) -> Vec<Intent> {
        let area = self.form_area(scene.view);
        let filling = self.filling(console);
        let goes_through = is_arrow(key) && filling.is_some_and(|f| f.choice().is_some());
        if (key.code == KeyCode::Tab || is_asking(key) || goes_through)
            && self.complete_field(key, console, scene.view)
        {
            return Vec::new();
        }
        let Some(filling) = self.seat(console).filling.as_mut() else {
            return Vec::new();
        };
        let choice = filling.choice.take();
        let has_chosen = choice
            .as_ref()
            .is_some_and(|choice| choice.chosen().is_some());
        match (key.code, choice) {
            // The word chosen stays; the form is sent by the next one.
            (KeyCode::Enter, _) if has_chosen => Vec::new(),
            (KeyCode::Escape, Some(choice)) => {
                choice.give_up(filling.line(false));
                Vec::new()
            }
            _ => self.fill_in(key, console, (area, &scene.view.grammar)),
        }
    }

    /// Takes a key while no words are chosen from.
    fn fill_in(
        &mut self,
        key: Key,
        console: ConsoleId,
        (area, grammar): (Area, &Grammar),
    ) -> Vec<Intent> {
        let Some(filling) = self.seat(console).filling.as_mut() else {
            return Vec::new();
        };
        let mut lines = Vec::new();
        filling.is_warned &= key.code == KeyCode::Escape;
        match key.code {
            KeyCode::Tab if key.shift => filling.turn(-1),
            KeyCode::Tab => filling.turn(1),
            KeyCode::Up if key.shift => filling.said_top = filling.said_top.saturating_sub(1),
            KeyCode::Down if key.shift => filling.said_top += 1,
            KeyCode::Up => filling.step(-1),
            KeyCode::Down => filling.step(1),
            KeyCode::PageUp => filling.page(area.width, area.height, -1),
            KeyCode::PageDown => filling.page(area.width, area.height, 1),
            KeyCode::Enter if filling.pages(area.width, area.height) => {}
            KeyCode::Enter => match filling.send(grammar) {
                Ok(sent) => lines = sent,
                Err(notice) => self.notice = Some(notice),
            },
            KeyCode::F(3) => lines.push(EXIT.to_owned()),
            KeyCode::Escape => match filling.back() {
                Back::Answer => {}
                Back::Warned(told) => self.notice = Some(told.to_owned()),
                Back::Out => lines.push(CANCEL.to_owned()),
            },
            _ => self.edit_field(key, console),
        }
        if let Some(filling) = self.seat(console).filling.as_mut() {
            filling.keep_in_sight(area.width, area.height);
        }
        if lines.last().is_some_and(|line| line.starts_with('/')) {
            self.step_behind_form(console, lines.len() > 1);
        }
        let submit = |line| Intent::Submit(console, line);
        lines.into_iter().map(submit).collect()
    }

    /// Edits the focused field. What is cut where nobody may see it stays nowhere else.
    fn edit_field(&mut self, key: Key, console: ConsoleId) {
        let filling = self.seats.get_mut(&console);
        let filling = filling.and_then(|seat| seat.filling.as_mut());
        let Some((filling, edit)) = filling.zip(edit(key)) else {
            return;
        };
        let is_dark = filling.focused().is_some_and(|at| filling.is_dark(at));
        let mut hidden = Cuts::default();
        let cuts = if is_dark { &mut hidden } else { &mut self.cuts };
        let types = matches!(edit, Edit::Type(_) | Edit::Yank);
        filling.line(types).edit(edit, cuts);
    }

    /// Shows the console while another command is carried out there, also when the form has
    /// come back with the values that were sent to it before.
    fn step_behind_form(&mut self, console: ConsoleId, comes_back: bool) {
        let seat = self.seat(console);
        seat.line_by_line = true;
        if let Some(filling) = seat.filling.as_mut() {
            for place in std::mem::take(&mut filling.sent) {
                filling.edits.remove(&place);
            }
            filling.is_sent = false;
            seat.stays_behind = comes_back.then_some(filling.form.turn + 1);
        }
        self.tell_of_form();
    }

    /// Says how a form comes back that waits behind the lines.
    pub(super) fn tell_of_form(&mut self) {
        self.notice = Some(self.way_to_form());
    }

    /// The same where a form is on the screen nevertheless: nothing.
    pub(super) fn forget_form(&mut self) {
        let told = self.way_to_form();
        self.notice.take_if(|notice| *notice == told);
    }

    fn way_to_form(&self) -> String {
        let keys = self.keys.typed(Action::Form);
        format!("Enter or {keys} brings the form back")
    }

    /// Puts the focus on a field, the line NEXT behind all others.
    pub(in crate::app) fn focus_field(&mut self, console: ConsoleId, place: usize) {
        if let Some(filling) = self.seat(console).filling.as_mut() {
            filling.at = place.min(filling.stops() - 1);
        }
    }

    /// Pastes into the focused field. Line breaks become blanks: nothing is sent.
    pub(in crate::app) fn paste_into_form(&mut self, text: &str, console: ConsoleId) {
        if let Some(filling) = self.seat(console).filling.as_mut() {
            filling.line(true).paste(text);
        }
    }
}

impl Filling {
    /// The lines to send, none if there is nothing to send yet; an error tells what is wrong.
    fn send(&mut self, grammar: &Grammar) -> Result<Vec<String>, String> {
        if self.is_sent {
            return Ok(Vec::new());
        }
        if self.darken() {
            return Err("what is typed here now cannot be seen".to_owned());
        }
        if let Some((line, place)) = self.command(grammar) {
            return self.leave_behind(line, place);
        }
        self.stem = None;
        if let Some(line) = self.ask_behind_text() {
            return Ok(vec![line]);
        }
        let changes = self.changes();
        let down = self.form.sheet.down(self.next());
        match self.form.sheet.line(self.next(), &changes) {
            Ok(line) => {
                let opens = |(at, text): &(usize, &str)| *at == self.at && text.ends_with('(');
                let is_opening = down.is_some() || changes.iter().any(opens);
                let only_asks = changes.iter().any(|(_, text)| asks(text));
                let next = self.next();
                let goes_along = takes_along(next);
                let sent = changes
                    .iter()
                    .filter(|(_, text)| goes_along && (!only_asks || asks(text)))
                    .map(|(at, _)| *at)
                    .collect();
                // An operand that it names is where to go on, whatever is wrong there.
                self.next_sent =
                    Some(next.to_owned()).filter(|_| next != EXECUTE && down.is_none());
                self.sent = sent;
                self.is_sent = true;
                self.is_opening = is_opening;
                self.at = down.unwrap_or(self.at);
                Ok(vec![line])
            }
            Err((place, help)) => {
                self.at = place;
                Err(help)
            }
        }
    }

    /// A command with what was typed into the other fields before it, so that the form has it
    /// when it comes back.
    fn leave_behind(&mut self, command: String, place: usize) -> Result<Vec<String>, String> {
        let mut changes = self.changes();
        changes.retain(|(at, text)| *at != place && !asks(text));
        let mut lines = Vec::new();
        if !changes.is_empty() {
            match self.form.sheet.line(KEPT, &changes) {
                Ok(line) => lines.push(line),
                Err((at, help)) => {
                    self.at = at;
                    return Err(help);
                }
            }
        }
        self.sent = changes.iter().map(|(at, _)| *at).chain([place]).collect();
        lines.push(command);
        Ok(lines)
    }

    /// The question that stands behind the text of the focused field, as a line to send. The
    /// text stays, without it.
    fn ask_behind_text(&mut self) -> Option<String> {
        let (stem, mark) = self.question_behind_text()?;
        let line = self.form.sheet.line(EXECUTE, &[(self.at, mark)]).ok()?;
        let stem = stem.to_owned();
        self.edits.insert(self.at, super::Line::of(&stem));
        self.stem = Some(stem);
        self.sent.clear();
        self.is_sent = true;
        self.is_opening = false;
        Some(line)
    }

    /// What is typed in the focused field before a question mark, or two, and those.
    fn question_behind_text(&self) -> Option<(&str, &str)> {
        let field = self.form.sheet.fields.get(self.at)?;
        let text = self.edit(self.at)?.text().trim_end();
        let before = text.trim_end_matches('?');
        let (stem, mark) = (before.trim_end(), text.strip_prefix(before)?);
        let is_quoted = stem.matches('\'').count() % 2 == 1;
        let is_value = is_quoted || field.is_text() || field.is_command(text);
        (matches!(mark, "?" | "??") && !stem.is_empty() && !is_value).then_some((stem, mark))
    }

    /// A command that was typed in the place of a value, or into the line NEXT.
    fn command(&self, grammar: &Grammar) -> Option<(String, usize)> {
        let fields = &self.form.sheet.fields;
        let is_command = |(at, text): &(usize, &str)| match fields.get(*at) {
            Some(field) => field.is_command(text),
            None => {
                let text = text.trim();
                text.starts_with('/') || asks_for_form(text) || grammar.names_command(text)
            }
        };
        let mut typed = self.edits.iter().map(|(at, entry)| (*at, entry.text()));
        let (place, text) = typed.find(is_command)?;
        let text = text.trim();
        let slash = if text.starts_with('/') { "" } else { "/" };
        Some((format!("{slash}{text}"), place))
    }

    /// Blanks the fields in which nothing but `^` stands (page 32). Returns whether
    /// there are any.
    fn darken(&mut self) -> bool {
        let marked = self.edits.iter().filter(|(_, entry)| entry.text() == "^");
        let marked: Vec<usize> = marked.map(|(at, _)| *at).collect();
        for at in &marked {
            self.edits.insert(*at, super::Line::default());
            self.dark.insert(*at);
        }
        !marked.is_empty()
    }

    /// The keys of the form, by their usual names, with what they do as it stands, those
    /// first that are left out last where there is no room for all.
    pub fn keys(&self) -> Vec<(FormKey, &'static str)> {
        let is_question = self.edit(self.at).is_some_and(|line| asks(line.text()))
            || self.question_behind_text().is_some();
        let state = |key: FormKey| match key.key {
            "Esc" if self.shows_answer() => (key, "back"),
            "Esc" if self.is_edited(self.at) => (key, "undo"),
            "Enter" if is_question => (FormKey { rank: 0, ..key }, "values"),
            _ => (key, key.label),
        };
        // Of a question that stands there already only Enter is left to be told.
        let shown = FORM_KEYS.into_iter();
        let shown = shown.filter(|key| key.key != "?" || !is_question);
        let mut keys: Vec<_> = shown.map(state).collect();
        keys.sort_by_key(|(key, _)| key.rank);
        keys
    }

    fn shows_answer(&self) -> bool {
        self.form.is_answer && self.says() && !self.form.said.is_empty()
    }

    /// Puts the answer to a question away. Returns whether there was any.
    fn put_answer_away(&mut self) -> bool {
        let is_there = self.shows_answer();
        if is_there {
            self.asked = usize::MAX;
        }
        is_there
    }

    /// Goes back by one step: from an answer to the form, in a field to what stood there
    /// before something was typed, and then out. Where that loses what was typed in other
    /// fields, it is told first.
    fn back(&mut self) -> Back {
        if self.put_answer_away() {
            return Back::Answer;
        }
        let was_warned = std::mem::replace(&mut self.is_warned, true);
        let is_edited = self.is_edited(self.at);
        self.edits.remove(&self.at);
        self.dark.remove(&self.at);
        match (is_edited, self.has_edits()) {
            (true, false) => Back::Warned("the field is as it was; Esc again: *CANCEL"),
            (true, true) => Back::Warned("the field is as it was; Esc again: *CANCEL, all is lost"),
            (false, true) if !was_warned => {
                Back::Warned("other fields are not sent yet; Esc again: *CANCEL, they are lost")
            }
            (false, _) => Back::Out,
        }
    }

    /// Whether something was typed in a field and not sent.
    fn is_edited(&self, place: usize) -> bool {
        let is_next = place == self.form.sheet.fields.len();
        is_next && self.next() != EXECUTE || self.changes().iter().any(|(at, _)| *at == place)
    }
}

/// Where Esc leads.
enum Back {
    /// From the answer to a question to the form.
    Answer,
    /// Not out yet, and this is to be told.
    Warned(&'static str),
    /// Out of the form.
    Out,
}

/// Whether a text of the line NEXT is `CMD?` or `!CMD?` (SDF Dialog Interface V21, page 31).
fn asks_for_form(text: &str) -> bool {
    let name = text.strip_prefix('!').unwrap_or(text).strip_suffix('?');
    name.is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// Whether a key asks for all words that may stand here: Ctrl+Space.
fn is_asking(key: Key) -> bool {
    key.ctrl && key.code == KeyCode::Char(' ')
}

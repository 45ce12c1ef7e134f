//! What somebody has made of a screen: all that has to be done again for it to look as it
//! did, beside what the session shows.
//!
//! A screen at rest is what its [`Trace`]s say. What lies on top of it (help, palette, a
//! search being typed) is kept as the inputs that led there: a [`Sight`]'s trail.

mod trace;
mod trail;

pub use trace::Trace;
pub(super) use trace::line;
pub(super) use trail::Trail;

use std::sync::Arc;

use super::{App, Input, Mode, Pace, Scene};
use crate::console::ConsoleId;
use crate::engine::{Entry, Input as Asked, View};

/// What somebody has made of a screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sight {
    /// Its size, in columns and rows.
    pub size: (u16, u16),
    /// The console that has the input.
    pub focus: Option<ConsoleId>,
    /// Whether its pane is the only one.
    pub is_alone: bool,
    /// How time flows, or goes on after a pause.
    pub pace: Pace,
    /// Whether it stands still.
    pub is_paused: bool,
    /// The theme that was chosen in place of the first: the name of one of ours, or the file
    /// of another.
    pub theme: Option<Arc<str>>,
    /// Whether there is no help while typing.
    pub is_unaided: bool,
    /// Whether the trainer's newest note was put away.
    pub is_note_away: bool,
    /// The lines that were typed and not entered.
    pub drafts: Vec<Draft>,
    /// What else was left at the consoles.
    pub traces: Vec<(ConsoleId, Trace)>,
    /// The first row shown of the trainer's view, if it is open.
    pub trainer: Option<usize>,
    /// What was done since nothing lay on top of all that, with the usual keys.
    pub trail: Vec<Input>,
}

/// A line that was typed and not entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Where.
    pub console: ConsoleId,
    /// The line.
    pub text: String,
    /// How many characters of it stand behind the cursor.
    pub behind: usize,
}

impl App {
    /// What somebody has made of this screen.
    pub fn sight(&self, view: &View) -> Sight {
        let mut sight = self.sight_below(view);
        let notice = sight.focus.zip(self.notice.clone());
        let told = notice.map(|(console, text)| (console, Trace::Told(text)));
        sight.traces.extend(told);
        sight
    }

    /// The same without what was told until the next key press.
    fn sight_below(&self, view: &View) -> Sight {
        let now = self.sight_at_rest(view);
        let Some(rest) = self.trail.rest().filter(|_| !self.is_at_rest()) else {
            return now;
        };
        let mut sight = Sight {
            size: now.size,
            pace: now.pace,
            is_paused: now.is_paused,
            trail: self.trail.inputs().to_vec(),
            ..rest.clone()
        };
        // The same keys would explain what has come since.
        if let (Mode::Explain { record, row }, Some(console)) = (self.mode, sight.focus) {
            sight.trail.clear();
            sight.traces.push((console, Trace::Explained(record, row)));
        }
        sight
    }

    fn sight_at_rest(&self, view: &View) -> Sight {
        let is_paused = self.pace == Pace::Paused;
        let notes = view.training.note.as_ref().map_or(0, |(count, _)| *count);
        Sight {
            size: self.size(),
            focus: self.focused_console(view),
            is_alone: self.zoomed,
            pace: if is_paused { self.resume } else { self.pace },
            is_paused,
            theme: self.theme_in_tapes(),
            is_unaided: !self.hints(),
            is_note_away: notes > 0 && self.notes_read == notes,
            drafts: self.drafts(),
            traces: self.traces(),
            trainer: self.trainer_row(),
            trail: Vec::new(),
        }
    }

    /// Whether nothing lies on top of what the traces tell of.
    fn is_at_rest(&self) -> bool {
        let is_choosing = |seat: &super::seat::Seat| {
            let in_form = seat.filling.as_ref().is_some_and(|f| f.choice().is_some());
            seat.choice.is_some() || in_form
        };
        matches!(self.mode, Mode::Normal | Mode::Trainer | Mode::Copying)
            && self.dragged.is_none()
            && !self.seats.values().any(is_choosing)
    }

    fn drafts(&self) -> Vec<Draft> {
        // What is typed into a form is no line.
        let seats = self.seats.iter();
        let typed = seats.filter(|(_, seat)| seat.filling.is_none() || seat.line_by_line);
        let drafts = typed.filter_map(|(console, seat)| {
            let line = seat.entry.line();
            let (before, behind) = line.halves();
            (!line.text().is_empty()).then(|| Draft {
                console: *console,
                text: format!("{before}{behind}"),
                behind: behind.chars().count(),
            })
        });
        drafts.collect()
    }

    /// The theme that was chosen in place of the first.
    pub fn theme(&self) -> Option<&str> {
        self.theme.as_deref()
    }

    /// The same as a tape names it: nobody else knows the names of somebody's own.
    fn theme_in_tapes(&self) -> Option<Arc<str>> {
        let theme = self.theme.as_ref()?;
        let own = self.own_themes.iter().find(|own| own.name == *theme);
        Some(Arc::clone(own.map_or(theme, |own| &own.file)))
    }

    /// Wears a theme, or the first again. One of the user's own is known by its file as well.
    pub fn set_theme(&mut self, theme: Option<Arc<str>>) {
        let own = self
            .own_themes
            .iter()
            .find(|own| Some(&own.file) == theme.as_ref());
        self.theme = own.map(|own| Arc::clone(&own.name)).or(theme);
    }

    /// Takes the place of a screen at which these inputs were made: the lines entered come
    /// back as those that were typed do.
    pub fn come_back(&mut self, journal: &[Entry], scene: Scene<'_>) {
        for entry in journal {
            if let Asked::Submit(console, line) = &entry.input {
                let seat = self.seat(*console);
                seat.entry.entered(&scene.view.grammar, line);
            }
        }
    }

    /// Leaves nothing told to whoever sits here.
    pub fn forget_notice(&mut self) {
        self.notice = None;
    }
}

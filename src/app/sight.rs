//! What somebody has made of a screen: all that has to be done again for it to look as it
//! did, beside what the session shows.

use super::{App, Pace, Scene};
use crate::console::ConsoleId;
use crate::engine::{Entry, Input, View};

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
    /// The lines that were typed and not entered.
    pub drafts: Vec<Draft>,
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
        let is_paused = self.pace == Pace::Paused;
        Sight {
            size: self.size(),
            focus: self.focused_console(view),
            is_alone: self.zoomed,
            pace: if is_paused { self.resume } else { self.pace },
            is_paused,
            drafts: self.drafts(),
        }
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

    /// Takes the place of a screen at which these inputs were made: the lines entered come
    /// back as those that were typed do.
    pub fn come_back(&mut self, journal: &[Entry], scene: Scene<'_>) {
        for entry in journal {
            if let Input::Submit(console, line) = &entry.input {
                let seat = self.seat(*console);
                seat.entry.entered(&scene.view.grammar, line);
            }
        }
        self.notice = None;
    }
}

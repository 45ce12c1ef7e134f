//! What one person's screen needs besides the session: focus, scroll, the lines
//! being typed, overlays. One [`App::update`]; no I/O and no drawing.
//!
//! A key goes to the focused console, unless the [`KeyMap`] gives it to the program.
//! Geometry is decided in [`Layout`], so that scrolling and drawing agree on it.

mod act;
mod action;
mod board;
mod desk;
mod elsewhere;
mod filling;
mod help;
mod keyboard;
mod keys;
mod layout;
mod leaving;
mod mode;
mod mouse;
mod note;
mod pace;
mod palette;
mod questions;
mod reading;
mod seat;
mod sight;
mod state;
mod trainer;
mod typing;
mod viewing;

#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod tests;

pub use action::Action;
pub use board::{Board, BoardPart, BoardRow, BoardStep, Extent, Mark};
pub use desk::{Pane, Part};
pub use filling::{FORM_KEYS, Filling, FormKey, FormPicture, FormRow, RowKind};
pub use help::{HelpRow, help_page, help_width};
pub use keys::{
    BINDINGS, Binding, Browsing, Conflict, Key, KeyCode, KeyMap, Keys, LEADER, Local, LocalKeys,
    Marking, NoKey, Viewing, check_named_keys, needed_at_consoles, unfit_as_leader, unfit_in_view,
    unfit_on_top, unfit_where_typed, unfit_while_browsing,
};
pub use layout::{Area, Layout, PanePlace};
pub use mode::Mode;
pub use mouse::{Gesture, Mouse, Target};
pub use pace::Pace;
pub use palette::{Choosable, Item, OwnTheme, Palette};
pub use reading::{Filter, Marked, NoFilter, Place, Row, Rows, Shape, rows, rows_of};
pub use sight::{Draft, Sight, Trace};
pub use state::App;
pub use trainer::{Chooser, Offer, TrainerPart, TrainerRow, trainer_rows};
pub use typing::{Advice, Aid, Choice, Entry, Line, Recall};

use std::sync::Arc;

use crate::console::{ConsoleId, Log};
use crate::engine::{Order, View};

/// What the screen is about: a session's view and its lines, at one instant.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// Systems, states, clock.
    pub view: &'a View,
    /// All lines.
    pub log: &'a Log,
}

/// Something that a person does at the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key press.
    Key(Key),
    /// A gesture of the mouse.
    Mouse(Mouse),
    /// Text pasted in one go.
    Paste(String),
    /// The terminal has a new size, in columns and rows.
    Resize(u16, u16),
}

/// What the application asks of whoever drives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Intent {
    /// Enter a line at a console.
    Submit(ConsoleId, String),
    /// Let time flow at this pace.
    Pace(Pace),
    /// Go on to the next event.
    Step,
    /// Show one more hint of the lesson.
    Hint,
    /// Go back to where the present step of the lesson began.
    Again,
    /// Do what a trainer asks for.
    Trainer(Order),
    /// Draw in the theme of this name, or in the one that it began with.
    Theme(Option<Arc<str>>),
    /// Bring a text to the clipboard.
    Copy(String),
    /// Write a text into a new file.
    Save {
        /// Its name.
        file: String,
        /// What it is to hold.
        text: String,
    },
    /// Take the mouse from the terminal, or leave it to it.
    Mouse(bool),
    /// Leave the program.
    Quit,
    /// Suspend it, as Ctrl+Z does in a shell.
    Suspend,
}

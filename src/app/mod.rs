//! What one person's screen needs besides the session: focus, scroll, the lines
//! being typed, overlays. One [`App::update`]; no I/O and no drawing.

mod key;

pub use key::{Key, KeyCode};

use crate::console::{ConsoleId, Log};
use crate::engine::View;

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
    /// Leave the program.
    Quit,
    /// Suspend it, as Ctrl+Z does in a shell.
    Suspend,
}

/// How simulated time flows while somebody watches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// It stands still.
    Paused,
    /// So many times as fast as the clock.
    Times(u32),
    /// As fast as it goes.
    Max,
}

impl Default for Pace {
    fn default() -> Self {
        Pace::Times(1)
    }
}

/// The state of one person's screen.
#[derive(Debug, Clone)]
pub struct App {}

impl App {
    /// A screen of this size that shows the first cluster.
    pub fn new(_scene: Scene<'_>, _columns: u16, _rows: u16) -> Self {
        App {}
    }

    /// Takes in what somebody did, and says what it asks for.
    pub fn update(&mut self, _input: Input, _scene: Scene<'_>) -> Vec<Intent> {
        Vec::new()
    }

    /// Takes in that the session went on: new lines, VMs that moved.
    pub fn refresh(&mut self, _scene: Scene<'_>) {}

    /// Puts the focus, and with it the input, on a console.
    pub fn focus(&mut self, _console: ConsoleId, _scene: Scene<'_>) {}
}

//! What a tape says: its commands, as data.

use crate::app::{KeyCode, Pace, Trace};
use crate::sim::Span;

use super::{Pattern, Spot};

/// A tape that has been read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tape {
    /// The file's name as the user gave it.
    pub file: String,
    /// What it holds, in order.
    pub parts: Vec<Part>,
    /// What was accepted but has no meaning here.
    pub notes: Vec<Note>,
}

/// A part of a tape. Comments and blank lines are kept for the normal form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// One or more blank lines.
    Blank,
    /// A comment on a line of its own, without its `#`.
    Comment(String),
    /// A command.
    Step(Step),
}

/// A command and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its line, counted from 1.
    pub line: usize,
    /// The time of day before which it does not happen.
    pub at: Option<String>,
    /// What is done.
    pub command: Command,
    /// The comment behind it, without its `#`.
    pub comment: Option<String>,
}

/// Something accepted that has no meaning here, or a limited one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The file.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// What there is to say.
    pub text: String,
    /// Whether it may well be a mistake.
    pub is_doubtful: bool,
}

impl std::fmt::Display for Note {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.text)
    }
}

/// A command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Types a text, character by character.
    Type {
        /// What.
        text: String,
        /// The time that each character takes, if not the typing speed.
        pace: Option<Span>,
    },
    /// Presses a key.
    Press {
        /// Which.
        button: Button,
        /// The time that each press takes, if not the typing speed.
        pace: Option<Span>,
        /// How often.
        times: u32,
    },
    /// Presses keys while others are held down.
    Chord(Chord),
    /// Presses the mouse's button at a place.
    Click(Spot),
    /// Presses it at one place and lets it go at another.
    Drag(Spot, Spot),
    /// Lets simulated time pass.
    Sleep(Span),
    /// Nothing: only the time before it passes, as in `At 00:07:19` alone on a line.
    Pass,
    /// Lets simulated time pass until the screen matches.
    WaitScreen {
        /// Where to look.
        area: Area,
        /// For how long at most, if not the wait timeout.
        limit: Option<Span>,
        /// For what, if not the wait pattern.
        pattern: Option<Pattern>,
    },
    /// Lets simulated time pass until a new line on a console matches.
    WaitConsole {
        /// The console's name.
        console: String,
        /// For how long at most, if not the default.
        limit: Option<Span>,
        /// For what.
        pattern: Pattern,
    },
    /// Lets simulated time pass until all work is done.
    WaitIdle {
        /// For how long at most, if not the default.
        limit: Option<Span>,
    },
    /// Checks what is shown, now.
    Expect {
        /// Where to look.
        place: Place,
        /// For what.
        pattern: Pattern,
        /// Whether it must be there (or must not).
        wanted: bool,
    },
    /// A setting.
    Set(Setting),
    /// Names a file that `play` and `export` write.
    Output(String),
    /// Names a program that VHS needs.
    Require(String),
    /// Sets an environment variable of the shell.
    Env(String, String),
    /// Stops recording.
    Hide,
    /// Goes on recording.
    Show,
    /// Names a file for a picture of the screen as it is now.
    Screenshot(String),
    /// Puts a text on the clipboard.
    Copy(String),
    /// Pastes the clipboard.
    Paste,
    /// Carries out another tape, named relative to this one's folder.
    Source(String),
    /// Puts the input on a console.
    Focus(String),
    /// Gives the terminal another size, in columns and rows.
    Resize(u16, u16),
    /// Enters a whole line at a console.
    Enter {
        /// The console's name.
        console: String,
        /// The line.
        line: String,
    },
    /// Answers the oldest open question of a console.
    Reply {
        /// The console's name.
        console: String,
        /// The answer.
        text: String,
    },
    /// Forgets what consoles showed so far, for the expectations that follow.
    Mark,
    /// Compares the screen with a stored one of this name.
    Golden(String),
    /// Lets a fault happen, or `clear`s it.
    Inject(String),
    /// Says what a demonstration shows next.
    Caption(String),
    /// Tells the trainee something.
    Note(String),
    /// Keeps the session as it is now under a name, for a trainer.
    Snapshot(String),
    /// Leaves something at a console as somebody has left it.
    Desk {
        /// The console's name.
        console: String,
        /// What.
        trace: Trace,
    },
    /// Lets a fault happen when so much time has passed, while the tape goes on.
    Plan(Span, String),
}

/// A key, or a turn of the wheel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Button {
    /// A key.
    Key(KeyCode),
    /// The wheel, one row up.
    ScrollUp,
    /// The wheel, one row down.
    ScrollDown,
}

/// Keys pressed while others are held down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chord {
    /// With Ctrl.
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
    /// With Shift.
    pub shift: bool,
    /// What is pressed, one after the other.
    pub keys: Vec<KeyCode>,
}

/// A part of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    /// The line with the cursor.
    Line,
    /// All of it.
    Screen,
}

/// Where an expectation looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// On the screen.
    Area(Area),
    /// Among the lines of a console since the start or the last mark.
    Console(String),
}

/// A setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Setting {
    /// The world, by name or file.
    Scenario(String),
    /// The seed of all random streams.
    Seed(u64),
    /// The simulated date and time of the start.
    Start(String),
    /// How fast `play` goes.
    Speed(Speed),
    /// The screen's width.
    Columns(u16),
    /// The screen's height.
    Rows(u16),
    /// The simulated time that a key press takes.
    TypingSpeed(Span),
    /// How long `Wait` waits at most.
    WaitTimeout(Span),
    /// What `Wait` waits for.
    WaitPattern(Pattern),
    /// One of the program's themes.
    Theme(String),
    /// Where a recording comes from: what it says something about, and what it says.
    Recorded(String, String),
    /// One that means nothing here: its name, and its value as written.
    Idle(String, String),
}

/// How fast simulated time flows while somebody watches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speed {
    /// So many times as fast as the clock.
    Times(u32),
    /// As fast as it goes.
    Max,
}

impl Speed {
    /// The pace of a session that flows so fast.
    pub fn pace(self) -> Pace {
        match self {
            Speed::Times(times) => Pace::Times(times),
            Speed::Max => Pace::Max,
        }
    }
}

impl Tape {
    /// Its commands.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.parts.iter().filter_map(|part| match part {
            Part::Step(step) => Some(step),
            Part::Blank | Part::Comment(_) => None,
        })
    }
}

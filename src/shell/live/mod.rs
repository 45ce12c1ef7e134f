//! A session shown live in this terminal.
//!
//! Two tasks on one thread: the [`driver`](super::driver) owns the session, the
//! [`screen`] loop the terminal. [`guard`] gives the terminal back whatever happens.

#[cfg(debug_assertions)]
mod drill;
mod environment;
mod error;
mod events;
mod guard;
mod output;
mod play;
mod poster;
mod screen;
mod signals;

pub use error::ShellError;
pub use play::play;

use crate::app::{KeyMap, Pace};
use crate::engine::{Session, Setup, Timeline};
use crate::learn::Coach;
use crate::shell::driver::Driver;
use crate::ui::Theme;

use self::guard::Guard;
use self::screen::{Ended, Screen};

/// What to show, and how.
#[derive(Debug, Clone)]
pub struct LiveOptions {
    /// What the session starts from.
    pub start: Start,
    /// How the screen looks.
    pub theme: Theme,
    /// How simulated time flows at the start.
    pub pace: Pace,
    /// Whether there is help while typing.
    pub hints: bool,
    /// Whether there is a trainer's view.
    pub trainer: bool,
    /// Whether the mouse does anything.
    pub mouse: bool,
    /// Which key means which action.
    pub keys: KeyMap,
}

/// What a session starts from.
#[derive(Debug, Clone)]
pub enum Start {
    /// A world.
    World(Box<Setup>),
    /// The first step of a lesson.
    Lesson(Box<(Coach, Session)>),
}

/// What became of a session.
#[derive(Debug)]
pub struct Left {
    /// The session with what was asked of it.
    pub timeline: Timeline,
    /// How far somebody came in a lesson.
    pub coach: Option<Coach>,
}

/// Shows a session in this terminal until somebody leaves it. Gives what became of it, if
/// it came to its end.
///
/// # Errors
/// If there is no terminal to draw on, or it fails.
pub fn run(options: LiveOptions) -> Result<Option<Left>, ShellError> {
    let theme = environment::check(options.theme)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(ShellError::Start)?;
    let (ended, left) = runtime.block_on(async {
        let (coach, session) = match options.start {
            Start::World(setup) => (None, Session::new(*setup).on_screen()),
            Start::Lesson(lesson) => {
                let (coach, session) = *lesson;
                (Some(coach), session)
            }
        };
        let (driver, handle) = Driver::with(Timeline::new(session), coach, options.pace);
        let guard = Guard::enter().map_err(ShellError::Terminal)?;
        let driving = tokio::spawn(driver.run());
        let mut screen = Screen::new(handle, theme, &guard)?;
        screen.prepare(options.pace, options.hints, options.trainer, options.keys);
        let ended = screen.run().await?;
        drop(guard);
        // It has no one left to serve, and so comes to its end.
        let left = driving.await.ok();
        Ok::<_, ShellError>((ended, left))
    })?;
    match ended {
        Ended::Quit => Ok(left.map(|(timeline, coach)| Left { timeline, coach })),
        Ended::Signal(signal) => {
            signals::end_by(signal).map_err(ShellError::Terminal)?;
            Ok(None)
        }
    }
}

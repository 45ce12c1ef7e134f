//! A session shown live in this terminal.
//!
//! Two tasks on one thread: the [`driver`](super::driver) owns the session, the
//! [`screen`] loop the terminal. [`guard`] gives the terminal back whatever happens.

mod burst;
mod clicks;
#[cfg(debug_assertions)]
mod drill;
mod environment;
mod error;
mod events;
mod guard;
mod keyboard;
mod output;
mod play;
mod playback;
mod poster;
mod saving;
mod screen;
mod signals;
mod themes;

pub use environment::{ensure_terminal, in_locale, is_dumb, size};
pub use error::ShellError;
pub use play::{Habits, play};

use std::path::PathBuf;

use crate::app::{Aid, App, KeyMap, OwnTheme, Pace};
use crate::engine::Timeline;
use crate::learn::Coach;
use crate::shell::driver::{Driver, Keep, Left};
use crate::shell::{Recording, conslog};
use crate::ui::Theme;

use self::guard::Guard;
use self::keyboard::Keyboard;
use self::screen::{Ended, Screen};

/// What to show, and how.
#[derive(Debug)]
pub struct LiveOptions {
    /// The session, with what was asked of it before.
    pub timeline: Timeline,
    /// What is on the screen already, as somebody else has left it.
    pub app: Option<App>,
    /// How far somebody has come in a lesson, if it is one, and what takes note of it.
    pub coach: Option<(Coach, Keep)>,
    /// Where it is recorded.
    pub recording: Option<Recording>,
    /// The folder for the log files of its consoles.
    pub conslog: Option<PathBuf>,
    /// How the screen looks.
    pub theme: Theme,
    /// The user's own themes, to choose from beside those of the program.
    pub themes: Vec<OwnTheme>,
    /// How simulated time flows at the start.
    pub pace: Pace,
    /// The help while typing.
    pub aid: Aid,
    /// Whether there is a trainer's view.
    pub trainer: bool,
    /// Whether the mouse does anything.
    pub mouse: bool,
    /// Which key means which action.
    pub keys: KeyMap,
}

/// Shows a session in this terminal until somebody leaves it. Gives what became of it, if
/// it came to its end.
///
/// # Errors
/// If there is no terminal to draw on, or it fails.
pub fn run(options: LiveOptions) -> Result<Option<Left>, ShellError> {
    let theme = environment::check(options.theme.clone())?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(ShellError::Start)?;
    let folder = options.conslog.clone();
    let options = LiveOptions { theme, ..options };
    let (ended, left) = runtime.block_on(async {
        let guard = Guard::enter(options.mouse).map_err(ShellError::Terminal)?;
        let keyboard = Keyboard::listen().map_err(ShellError::Terminal)?;
        attend(options, keyboard, &guard).await
    })?;
    // Before a signal is obeyed: behind it there is nothing more.
    if let (Some(folder), Some(left)) = (&folder, &left) {
        conslog::write(left.timeline.session(), folder).map_err(ShellError::Conslog)?;
    }
    match ended {
        Ended::Quit => Ok(left),
        Ended::Signal(signal) => {
            signals::end_by(signal).map_err(ShellError::Terminal)?;
            Ok(None)
        }
    }
}

/// Shows a session in a terminal that is taken already, until somebody leaves it.
async fn attend(
    options: LiveOptions,
    keyboard: Keyboard,
    guard: &Guard,
) -> Result<(Ended, Option<Left>), ShellError> {
    let is_recorded = options.recording.is_some();
    // What somebody makes of a tape that was played is kept by nobody, and missed by none.
    let is_kept = is_recorded || options.coach.is_some() || options.app.is_some();
    let (mut driver, handle) = Driver::with(options.timeline, options.coach, options.pace);
    if let Some(recording) = options.recording {
        driver.record(recording);
    }
    let driving = tokio::spawn(driver.run());
    let mut screen = Screen::new(handle, options.theme, options.app, keyboard, guard)?;
    screen.prepare(options.pace, options.aid, options.trainer, options.keys);
    screen.set_mouse(options.mouse);
    screen.set_kept(is_kept);
    screen.offer(options.themes);
    if is_recorded {
        screen.tell_sights().await?;
    }
    let ended = screen.run().await;
    // The driver has no one left to serve, and so comes to its end.
    match driving.await {
        Ok(left) => left.and_then(|left| Ok((ended?, Some(left)))),
        Err(_) => ended.map(|ended| (ended, None)),
    }
}

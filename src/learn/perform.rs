//! Carries a tape of a lesson out in a session, headless, and looks at every event.

use crate::engine::Session;
use crate::sim::{Span, Tick};
use crate::tape::{Failure, GoldenError, Goldens, Progress, Run, Script, Stage};
use crate::ui::Theme;

/// The size of the screen that nobody sees.
const SIZE: (u16, u16) = (80, 24);

/// How long what a tape has begun may go on behind its end.
const SETTLING: Span = Span::from_secs(3600);

/// Carries a tape out and lets what it has begun come to its end. After each event and
/// each step `stop` looks at the session, and ends it all with `true`.
///
/// # Errors
/// The first step of the tape that failed.
pub fn perform(
    session: Session,
    script: &Script,
    stop: &mut dyn FnMut(&Session) -> bool,
) -> Result<Session, Box<Failure>> {
    let mut is_stopped = false;
    let mut session = perform_exactly(session, script, &mut |session| {
        is_stopped = stop(session);
        is_stopped
    })?;
    let limit = session.now() + SETTLING;
    while !is_stopped && session.work() > 0 && session.next_event().is_some_and(|at| at <= limit) {
        session.step();
        is_stopped = stop(&session);
    }
    Ok(session)
}

/// The same, up to the end of the tape and no further.
///
/// # Errors
/// The first step of the tape that failed.
pub fn perform_exactly(
    session: Session,
    script: &Script,
    stop: &mut dyn FnMut(&Session) -> bool,
) -> Result<Session, Box<Failure>> {
    let theme = Theme::builtin().unwrap_or_default();
    let stage = Stage::around(session, theme, SIZE.0, SIZE.1);
    let mut goldens = NoScreens;
    let mut run = Run::new(script, stage, &mut goldens).from_here();
    loop {
        let until = run.stage().session().next_event().unwrap_or(Tick::NEVER);
        let progress = run.go(until);
        if let Progress::Done(_, Some(failure)) = progress {
            return Err(failure);
        }
        let is_over = matches!(progress, Progress::Over);
        if stop(run.stage().session()) || is_over {
            return Ok(run.stage().session().clone());
        }
    }
}

/// A lesson stores no screens.
struct NoScreens;

impl Goldens for NoScreens {
    fn compare(&mut self, name: &str, _: &str) -> Result<(), GoldenError> {
        Err(GoldenError::Missing {
            path: name.to_owned(),
        })
    }
}

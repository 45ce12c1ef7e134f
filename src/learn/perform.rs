//! Carries a tape of a lesson out in a session, headless, and looks at every event.

use crate::engine::Timeline;
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
    timeline: Timeline,
    script: &Script,
    stop: &mut dyn FnMut(&Timeline) -> bool,
) -> Result<Timeline, Box<Failure>> {
    let mut is_stopped = false;
    let mut timeline = perform_exactly(timeline, script, &mut |timeline| {
        is_stopped = stop(timeline);
        is_stopped
    })?;
    let limit = timeline.now() + SETTLING;
    while !is_stopped && timeline.session().work() > 0 && timeline.step_within(limit) {
        is_stopped = stop(&timeline);
    }
    Ok(timeline)
}

/// The same, up to the end of the tape and no further.
///
/// # Errors
/// The first step of the tape that failed.
pub fn perform_exactly(
    timeline: Timeline,
    script: &Script,
    stop: &mut dyn FnMut(&Timeline) -> bool,
) -> Result<Timeline, Box<Failure>> {
    let theme = Theme::builtin().unwrap_or_default();
    let stage = Stage::on(timeline, theme, SIZE.0, SIZE.1);
    let mut goldens = NoScreens;
    let mut run = Run::new(script, stage, &mut goldens).from_here();
    loop {
        let until = run.stage().timeline().next_event().unwrap_or(Tick::NEVER);
        let progress = run.go(until);
        if let Progress::Done(_, Some(failure)) = progress {
            return Err(failure);
        }
        let is_over = matches!(progress, Progress::Over);
        if stop(run.stage().timeline()) || is_over {
            return Ok(run.into_stage().into_parts().0);
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

//! Brings a recorded session back.

use super::left::{self, NoGoldens};
use super::{LEFT, Recorder, Written, sight};
use crate::app::{App, Scene, Sight, Trace};
use crate::engine::Timeline;
use crate::sim::Tick;
use crate::tape::{Command, Failure, Progress, Run, Script, Stage};

/// A recorded session that has come back.
#[derive(Debug)]
pub struct Resumed {
    /// The session.
    pub timeline: Timeline,
    /// The screen, with what somebody had made of it.
    pub app: App,
    /// What goes on recording.
    pub recorder: Recorder,
}

/// The part of a recording that was written to its end: all whole lines of it.
pub fn complete(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().rposition(|byte| *byte == b'\n');
    bytes
        .get(..end.map_or(0, |end| end + 1))
        .unwrap_or_default()
}

/// Carries a recording out, so that the session is where it was, and goes on recording
/// behind it. `text` is what the script was read from.
///
/// # Errors
/// If a step fails: then the session is not the one that was recorded.
pub fn resume(script: &Script, text: &str, stage: Stage) -> Result<Resumed, Box<Failure>> {
    let start = stage.clone();
    let ends = Ends::of(text);
    let first = script.cues.iter().find(|cue| cue.file == script.file);
    let head = first.map_or(text.len(), |cue| ends.before(cue.step.line));
    let whole = without_end(text);
    let mut none = NoGoldens;
    let mut run = Run::new(script, stage, &mut none);
    let Course {
        written,
        told,
        last,
    } = carry_out(&mut run, script, &ends, [head, whole])?;
    let heard = run.heard().clone();
    let worn = script.settings.theme.clone();
    let worn = worn.unwrap_or_else(|| "default".to_owned());
    let (mut timeline, mut app) = run.into_stage().into_parts();
    left::read(script, text, head, &start, &mut timeline);
    app.come_back(
        timeline.journal(),
        Scene {
            view: &timeline.view(),
            log: timeline.session().log(),
        },
    );
    // What the steps themselves have told is older than the last key.
    let last_step = script.cues.last().map(|cue| &cue.step.command);
    let is_told = |command: &Command| {
        matches!(
            command,
            Command::Desk {
                trace: Trace::Told(_),
                ..
            }
        )
    };
    if !last_step.is_some_and(is_told) {
        app.forget_notice();
    }
    let recorder = Recorder {
        calendar: timeline.session().calendar(),
        head,
        written,
        heard,
        start: sight::bounded(start.sight()),
        told,
        worn,
        sight: app.sight(&timeline.view()),
        end: whole,
        last,
        reached: timeline.now(),
        planned: timeline.planned(),
        left: left::write(timeline.session().calendar(), &timeline),
        taken_back: Vec::new(),
        change: None,
    };
    Ok(Resumed {
        timeline,
        app,
        recorder,
    })
}

/// What the steps of a recording have made.
struct Course {
    /// Its inputs.
    written: Vec<Written>,
    /// The screen and the time where the recording ends, if what stands only at its end is
    /// not counted.
    told: Sight,
    last: Tick,
}

/// Carries all steps of a recording out, whose head and whole end at `head` and `whole`.
fn carry_out(
    run: &mut Run<'_>,
    script: &Script,
    ends: &Ends,
    [head, whole]: [usize; 2],
) -> Result<Course, Box<Failure>> {
    let mut course = Course {
        written: Vec::new(),
        told: run.stage().sight(),
        last: Tick::START,
    };
    let mut end = head;
    while let Progress::Done(cue, failure) = run.go(Tick::NEVER) {
        if let Some(failure) = failure {
            return Err(failure);
        }
        if cue.file == script.file {
            end = ends.behind(cue.step.line);
        }
        if end <= whole {
            course.told = run.stage().sight();
            course.last = run.stage().now();
        }
        let journal = run.stage().timeline().journal();
        let new = journal.iter().skip(course.written.len());
        let told = &course.told;
        course.written.extend(new.map(|entry| Written {
            entry: entry.clone(),
            end,
            told: told.clone(),
            waited: None,
        }));
    }
    Ok(course)
}

/// Where the lines of a text end.
struct Ends(Vec<usize>, usize);

impl Ends {
    fn of(text: &str) -> Self {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Ends(breaks.collect(), text.len())
    }

    /// Where the line with a number, counted from 1, ends with its line break.
    fn behind(&self, line: usize) -> usize {
        let place = line.checked_sub(1);
        let end = |place| self.0.get(place).copied().unwrap_or(self.1);
        place.map_or(0, end)
    }

    /// Where the line before it ends.
    fn before(&self, line: usize) -> usize {
        self.behind(line.saturating_sub(1))
    }
}

/// Where a recording ends if what stands only at its end is not counted: how far time has
/// come, what is to come, and what was being typed.
fn without_end(text: &str) -> usize {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let cut = |lines: &[&str], is_of_end: &dyn Fn(&str) -> bool| {
        let end = lines.iter().rev().take_while(|line| is_of_end(line));
        lines.len() - end.count()
    };
    let end = cut(&lines, &|line| line.starts_with(left::MARK));
    let lines = lines.get(..end).unwrap_or_default();
    let lines = lines.get(..screen(lines).unwrap_or(end)).unwrap_or(lines);
    let end = cut(lines, &|line| {
        let mut words = line.split_whitespace();
        match words.next() {
            Some("At") => words.count() == 1,
            Some("Plan") => true,
            _ => sight::is_of_end(line),
        }
    });
    lines.iter().take(end).map(|line| line.len()).sum()
}

/// Where the lines about the screen begin that stand only at the end, unless somebody has
/// written something of another kind behind them.
fn screen(lines: &[&str]) -> Option<usize> {
    let is_remark = |line: &&str| line.strip_prefix("# ").map(str::trim_end) == Some(LEFT);
    let place = lines.iter().rposition(is_remark)?;
    let mut behind = lines.iter().skip(place + 1);
    let is_other = |line: &&str| {
        let others = ["At ", "Wait", "Enter@", "Reply ", "Inject ", "#"];
        others.iter().any(|begin| line.starts_with(begin))
    };
    (!behind.any(is_other)).then_some(place)
}

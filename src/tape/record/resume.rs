//! Brings a recorded session back.

use super::left::{self, NoGoldens};
use super::{Recorder, Written, sight};
use crate::app::{App, Scene};
use crate::engine::Timeline;
use crate::sim::Tick;
use crate::tape::{Failure, Progress, Run, Script, Stage};

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
    let ends = line_ends(text);
    let end_of = |line: usize| ends.get(line).copied().unwrap_or(text.len());
    let mut none = NoGoldens;
    let mut run = Run::new(script, stage, &mut none);
    let mut written: Vec<Written> = Vec::new();
    let first = script.cues.iter().find(|cue| cue.file == script.file);
    let head = first.map_or(text.len(), |cue| end_of(cue.step.line - 1));
    let whole = without_end(text);
    let mut end = head;
    let mut told = start.sight();
    let mut last = Tick::START;
    while let Progress::Done(cue, failure) = run.go(Tick::NEVER) {
        if let Some(failure) = failure {
            return Err(failure);
        }
        if cue.file == script.file {
            end = end_of(cue.step.line);
        }
        if end <= whole {
            told = run.stage().sight();
            last = run.stage().now();
        }
        let new = run.stage().timeline().journal().iter().skip(written.len());
        written.extend(new.map(|entry| Written {
            entry: entry.clone(),
            end,
            told: told.clone(),
            waited: None,
        }));
    }
    let heard = run.heard().clone();
    let last_sight = run.stage().sight();
    let (mut timeline, mut app) = run.into_stage().into_parts();
    left::read(script, text, head, &start, &mut timeline);
    app.come_back(
        timeline.journal(),
        Scene {
            view: &timeline.view(),
            log: timeline.session().log(),
        },
    );
    let recorder = Recorder {
        calendar: timeline.session().calendar(),
        head,
        written,
        heard,
        start: sight::bounded(start.sight()),
        told,
        sight: last_sight,
        end: whole,
        last,
        reached: timeline.now(),
        planned: timeline.planned(),
        left: left::write(timeline.session().calendar(), &timeline),
        change: None,
    };
    Ok(Resumed {
        timeline,
        app,
        recorder,
    })
}

/// Where each line of a text ends, counted from 1.
fn line_ends(text: &str) -> Vec<usize> {
    let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
    std::iter::once(0).chain(breaks).collect()
}

/// Where a recording ends if what stands only at its end is not counted: how far time has
/// come, what is to come, and what was being typed.
fn without_end(text: &str) -> usize {
    let is_of_end = |line: &str| {
        if line.starts_with(left::MARK) || sight::is_of_end(line) {
            return true;
        }
        let mut words = line.split_whitespace();
        match words.next() {
            Some("At") => words.count() == 1,
            Some("Plan") => true,
            _ => false,
        }
    };
    let lines = text
        .split_inclusive('\n')
        .rev()
        .take_while(|line| is_of_end(line));
    text.len() - lines.map(str::len).sum::<usize>()
}

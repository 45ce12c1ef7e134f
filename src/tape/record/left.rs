//! Snapshots of courses that were left.
//!
//! What was taken back is not on the tape any more, and with it would go the snapshots that
//! were kept there. So each of them stands behind the tape with the whole way there, in
//! comments: whoever carries the tape out or reads it need not mind them.

use super::{Recorder, command};
use crate::engine::{Left, Planned, Timeline};
use crate::sim::{Calendar, Tick};
use crate::tape::{Command, GoldenError, Goldens, Progress, Run, Script, Stage};

/// How each of their lines begins.
pub(in crate::tape) const MARK: &str = "#| ";

/// The line above all of them.
const HEADLINE: &str = "snapshots of courses that were left, each with the way there";

/// The line below each: without it, it was not written to its end.
const END: &str = ".";

/// The lines about the snapshots of a timeline that are not on its course.
pub(super) fn write(calendar: Calendar, timeline: &Timeline) -> String {
    let mut text = String::new();
    for left in timeline.left() {
        if text.is_empty() {
            text = format!("{MARK}{HEADLINE}\n");
        }
        for line in way(calendar, &left).lines().chain([END]) {
            text.push_str(&format!("{MARK}{line}\n"));
        }
    }
    text
}

/// The way to a snapshot, as a tape without its head.
fn way(calendar: Calendar, left: &Left<'_>) -> String {
    let recorder = Recorder::new(calendar, "");
    let mut tape = String::new();
    let mut before = Tick::START;
    for (place, entry) in left.journal.iter().enumerate() {
        recorder.leap(before, entry.at, &mut tape);
        if place + 1 == left.journal.len() && !left.to_come.is_empty() {
            recorder.step(entry.at, Command::Pass, &mut tape);
            for Planned { at, fault, .. } in left.to_come {
                let plan = Command::Plan(at.since(entry.at), fault.clone());
                tape.push_str(&format!("{plan}\n"));
            }
        }
        recorder.step(entry.at, command(entry), &mut tape);
        before = entry.at;
    }
    tape
}

/// Gives a timeline the snapshots that stand behind its tape: `text` is all of it, and the
/// first `head` bytes say which world it is. What somebody has made unreadable is left out.
pub(super) fn read(
    script: &Script,
    text: &str,
    head: usize,
    start: &Stage,
    timeline: &mut Timeline,
) {
    let head = text.get(..head).unwrap_or_default();
    let mut way = String::new();
    for line in text.lines().filter_map(|line| line.strip_prefix(MARK)) {
        match line {
            HEADLINE => way.clear(),
            END => {
                let tape = format!("{head}{way}");
                way.clear();
                let none = |_: &str| Err("a way there stands alone".to_owned());
                if let Ok(script) = Script::read(&script.file, &tape, &none) {
                    adopt(&script, start.clone(), timeline);
                }
            }
            step => {
                way.push_str(step);
                way.push('\n');
            }
        }
    }
}

/// Goes the way to a snapshot, and keeps it.
fn adopt(script: &Script, start: Stage, timeline: &mut Timeline) {
    let Some(Command::Snapshot(name)) = script.cues.last().map(|cue| &cue.step.command) else {
        return;
    };
    let mut none = NoGoldens;
    let mut run = Run::new(script, start, &mut none);
    while let Progress::Done(_, failure) = run.go(Tick::NEVER) {
        if failure.is_some() {
            return;
        }
    }
    let (other, _) = run.into_stage().into_parts();
    timeline.adopt(name, &other);
}

/// Recordings compare no screens; whoever adds that to one has it in `vmcons test`.
pub(super) struct NoGoldens;

impl Goldens for NoGoldens {
    fn compare(&mut self, _: &str, _: &str) -> Result<(), GoldenError> {
        Ok(())
    }
}

//! Writes a timeline down as a tape.
//!
//! The tape begins with its [`Origin`]. Then comes each input with its time, and before
//! it a check of what the operator had seen. The last line says how far time has come;
//! whatever is written next takes its place, so that at each instant the tape is whole.

mod left;
mod origin;
mod resume;
mod seen;

#[cfg(test)]
mod tests;

pub(super) use left::MARK;
pub(super) use origin::HEADLINE;
pub use origin::{Mismatch, Origin};
pub use resume::{complete, resume};

use std::collections::BTreeMap;

use crate::console::ConsoleId;
use crate::engine::{Entry, Input, Planned, Timeline};
use crate::sim::{Calendar, Span, Tick};
use crate::tape::{Command, Step};

use seen::Seen;

/// A time of day means the next one, so that the day has to be told in pieces.
const LEAP: Span = Span::from_secs(11 * 3600);

/// Follows a timeline, and says how its tape changes.
#[derive(Debug, Clone)]
pub struct Recorder {
    calendar: Calendar,
    /// Where the head ends, in bytes.
    head: usize,
    written: Vec<Written>,
    /// What waits before the first of them have taken note of.
    heard: BTreeMap<ConsoleId, usize>,
    /// Where the next input goes.
    end: usize,
    /// How far time has come on the tape.
    reached: Tick,
    /// The faults to come that it tells of.
    planned: Vec<Planned>,
    /// The snapshots of courses that were left, as it tells of them.
    left: String,
}

/// An input on the tape.
#[derive(Debug, Clone)]
struct Written {
    entry: Entry,
    /// Where its line ends.
    end: usize,
    /// The record that was waited for before it.
    waited: Option<(ConsoleId, usize)>,
}

/// How a tape changes: behind this place there is this text, and nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The place, in bytes.
    pub from: usize,
    /// The text.
    pub text: String,
}

impl Change {
    /// Makes the change in a text.
    pub fn apply(&self, tape: &mut String) {
        tape.truncate(self.from);
        tape.push_str(&self.text);
    }
}

impl Recorder {
    /// A recorder for a tape that has nothing but its head.
    pub fn new(calendar: Calendar, head: &str) -> Self {
        Recorder {
            calendar,
            head: head.len(),
            written: Vec::new(),
            heard: BTreeMap::new(),
            end: head.len(),
            reached: Tick::START,
            planned: Vec::new(),
            left: String::new(),
        }
    }

    /// How the tape changes with what has happened since the last time; `None` if it
    /// does not.
    pub fn follow(&mut self, timeline: &Timeline) -> Option<Change> {
        let journal = timeline.journal();
        let same = self.in_common(journal);
        let now = timeline.now();
        let is_back = same < self.written.len() || now < self.reached;
        let planned = timeline.planned();
        let left = left::write(self.calendar, timeline);
        let is_as_planned = planned == self.planned && left == self.left;
        if !is_back && is_as_planned && same == journal.len() && now == self.reached {
            return None;
        }
        let mut text = String::new();
        if is_back {
            self.written.truncate(same);
            self.end = self.written.last().map_or(self.head, |last| last.end);
            let (from, to) = (self.calendar.iso(self.reached), self.calendar.iso(now));
            text = format!("# went from {from} to {to}\n");
        }
        let from = self.end;
        for entry in journal.iter().skip(same) {
            self.write(timeline, entry, from, &mut text);
        }
        self.end = from + text.len();
        self.reached = now;
        let last = self.last();
        if now > last {
            self.leap(last, now, &mut text);
            self.step(now, Command::Pass, &mut text);
        }
        for Planned { at, fault, .. } in &planned {
            let command = Command::Plan(at.since(now), fault.clone());
            text.push_str(&format!("{command}\n"));
        }
        self.planned = planned;
        text.push_str(&left);
        self.left = left;
        Some(Change { from, text })
    }

    fn in_common(&self, journal: &[Entry]) -> usize {
        let pairs = self.written.iter().zip(journal);
        pairs
            .take_while(|(one, other)| one.entry == **other)
            .count()
    }

    /// When the last input was.
    fn last(&self) -> Tick {
        self.written
            .last()
            .map_or(Tick::START, |last| last.entry.at)
    }

    fn write(&mut self, timeline: &Timeline, entry: &Entry, from: usize, text: &mut String) {
        let mut now = self.last();
        let mut waited = None;
        if let Some(console) = entry.input.console() {
            let log = timeline.session().log();
            let heard = self.heard_of(console);
            if let Some(seen) = Seen::of(log, console, heard, entry.seen) {
                let (place, at) = (seen.place, seen.at);
                text.push_str(&format!("{}\n", seen.wait(&entry.name, now)));
                waited = Some((console, place));
                now = now.max(at);
            }
        }
        self.leap(now, entry.at, text);
        self.step(entry.at, command(entry), text);
        self.written.push(Written {
            entry: entry.clone(),
            end: from + text.len(),
            waited,
        });
    }

    /// How many records of a console waits have taken note of.
    fn heard_of(&self, console: ConsoleId) -> usize {
        let waits = self
            .written
            .iter()
            .rev()
            .filter_map(|written| written.waited);
        let mut places = waits.filter(|(of, _)| *of == console);
        let last = places.next().map(|(_, place)| place + 1);
        last.or_else(|| self.heard.get(&console).copied())
            .unwrap_or(0)
    }

    /// Tells a long time in pieces.
    fn leap(&self, from: Tick, to: Tick, text: &mut String) {
        let mut at = from;
        while to.since(at) > LEAP {
            at += LEAP;
            self.step(at, Command::Pass, text);
        }
    }

    fn step(&self, at: Tick, command: Command, text: &mut String) {
        let step = Step {
            line: 0,
            at: Some(self.calendar.time_of_day(at)),
            command,
            comment: None,
        };
        text.push_str(&format!("{step}\n"));
    }
}

/// The command that does again what was done.
fn command(entry: &Entry) -> Command {
    let console = entry.name.clone();
    match &entry.input {
        Input::Submit(_, line) => Command::Enter {
            console,
            line: on_one_line(line),
        },
        Input::Reply(_, text) => Command::Reply {
            console,
            text: on_one_line(text),
        },
        Input::Inject(fault) => Command::Inject(fault.clone()),
        Input::Snapshot(name) => Command::Snapshot(on_one_line(name)),
        Input::Note(text) => Command::Note(on_one_line(text)),
        Input::Caption(text) => Command::Caption(on_one_line(text)),
    }
}

/// Consoles take control characters for blanks; on a tape a line break would end the text.
fn on_one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}

//! Writes a timeline down as a tape.
//!
//! The tape begins with its [`Origin`]. Then comes each input with its time, and before
//! it a check of what the operator had seen. The last line says how far time has come;
//! whatever is written next takes its place, so that at each instant the tape is whole.

mod left;
mod origin;
mod resume;
mod seen;
mod sight;
mod trail;

pub(super) use left::MARK;
pub(super) use origin::HEADLINE;
pub use origin::{Mismatch, Origin};
pub use resume::{Resumed, complete, resume};
pub(super) use sight::LEFT;

use std::collections::BTreeMap;

use crate::app::Sight;
use crate::console::{ConsoleId, Role};
use crate::engine::{Entry, Input, Planned, Timeline};
use crate::sim::{Calendar, Span, Tick};
use crate::tape::{Command, Step};

use seen::Seen;

/// What stands before an input that was taken back.
pub(super) const TAKEN_BACK: &str = "#- ";

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
    /// What is on the tape of the screen behind its head, and up to where the next step
    /// goes.
    start: Sight,
    told: Sight,
    /// The theme that it begins with.
    worn: String,
    /// What the screen is like.
    sight: Sight,
    /// Where the next step goes, and when the one before it is.
    end: usize,
    last: Tick,
    /// How far time has come on the tape.
    reached: Tick,
    /// The faults to come that it tells of.
    planned: Vec<Planned>,
    /// The snapshots of courses that were left, as it tells of them.
    left: String,
    /// What was entered on ways that were taken back, and where that is told.
    taken_back: Vec<(usize, String)>,
    /// The last change.
    change: Option<Change>,
}

/// An input on the tape.
#[derive(Debug, Clone)]
struct Written {
    entry: Entry,
    /// Where its line ends.
    end: usize,
    /// What the screen is like there.
    told: Sight,
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
            start: Sight::default(),
            told: Sight::default(),
            worn: "default".to_owned(),
            sight: Sight::default(),
            end: head.len(),
            last: Tick::START,
            reached: Tick::START,
            planned: Vec::new(),
            left: String::new(),
            taken_back: Vec::new(),
            change: None,
        }
    }

    /// The same for somebody's screen, which begins like this.
    #[must_use]
    pub fn watching(mut self, start: Sight) -> Self {
        let start = sight::bounded(start);
        self.start = start.clone();
        self.told = start.clone();
        self.sight = start;
        self
    }

    /// The same for a screen in this theme.
    #[must_use]
    pub fn wearing(mut self, theme: &str) -> Self {
        theme.clone_into(&mut self.worn);
        self
    }

    /// Takes in what the screen is like from now on.
    pub fn see(&mut self, sight: Sight) {
        self.sight = sight::bounded(sight);
    }

    /// How the tape changes with what has happened since the last time; `None` if it
    /// does not.
    pub fn follow(&mut self, timeline: &Timeline) -> Option<Change> {
        let journal = timeline.journal();
        let same = self.in_common(journal);
        let now = timeline.now();
        let is_back = same < self.written.len() || now < self.reached;
        let mut text = String::new();
        if is_back {
            let mut lost = self.lost(same);
            self.go_back(same);
            let end = self.end;
            let is_lost = |(place, _): &mut (usize, String)| *place >= end;
            let before: String = self
                .taken_back
                .extract_if(.., is_lost)
                .map(|(_, lines)| lines)
                .collect();
            lost.insert_str(0, &before);
            let (from, to) = (self.calendar.iso(self.reached), self.calendar.iso(now));
            text = format!("# went from {from} to {to}\n{lost}");
            if !lost.is_empty() {
                self.taken_back.push((end, lost));
            }
        }
        let from = self.end;
        for entry in journal.iter().skip(same) {
            self.write(timeline, entry, from, &mut text);
        }
        self.look(timeline, &mut text);
        self.end = from + text.len();
        self.planned = timeline.planned();
        self.left = left::write(self.calendar, timeline);
        text.push_str(&self.end(timeline));
        self.changed(from, text, now)
    }

    /// The same if nothing has happened but that time has passed.
    pub fn pass(&mut self, timeline: &Timeline) -> Option<Change> {
        let text = self.end(timeline);
        self.changed(self.end, text, timeline.now())
    }

    fn changed(&mut self, from: usize, text: String, now: Tick) -> Option<Change> {
        self.reached = now;
        let change = Change { from, text };
        if self.change.as_ref() == Some(&change) {
            return None;
        }
        self.change = Some(change.clone());
        Some(change)
    }

    /// What comes behind so many inputs, as it is told where it is taken from the tape.
    fn lost(&self, inputs: usize) -> String {
        let mut text = String::new();
        for written in self.written.iter().skip(inputs) {
            text.push_str(TAKEN_BACK);
            self.step(written.entry.at, command(&written.entry), &mut text);
        }
        text
    }

    /// Takes from the tape what comes behind so many inputs.
    fn go_back(&mut self, inputs: usize) {
        self.written.truncate(inputs);
        match self.written.last() {
            Some(last) => {
                self.end = last.end;
                self.last = last.entry.at;
                self.told = last.told.clone();
            }
            None => {
                self.end = self.head;
                self.last = Tick::START;
                self.told = self.start.clone();
            }
        }
    }

    /// Writes what has become of the screen.
    fn look(&mut self, timeline: &Timeline, text: &mut String) {
        let steps = sight::steps(&self.told, &self.sight, &self.worn, timeline);
        if steps.is_empty() {
            return;
        }
        let now = timeline.now();
        self.leap(self.last, now, text);
        for command in steps {
            self.step(now, command, text);
        }
        self.last = now;
        self.told = Sight {
            size: self.sight.size,
            theme: self.sight.theme.clone(),
            pace: self.sight.pace,
            focus: self.sight.focus,
            is_alone: self.sight.is_alone,
            ..std::mem::take(&mut self.told)
        };
    }

    /// What stands behind all steps: how far time has come, what is to come, what is being
    /// typed, and the courses that were left.
    fn end(&self, timeline: &Timeline) -> String {
        let mut text = String::new();
        let now = timeline.now();
        if now > self.last {
            self.leap(self.last, now, &mut text);
            self.step(now, Command::Pass, &mut text);
        }
        for Planned { at, fault, .. } in &self.planned {
            let command = Command::Plan(at.since(now), fault.clone());
            text.push_str(&format!("{command}\n"));
        }
        let left = sight::end(&self.told, &self.sight, timeline);
        if !left.is_empty() {
            text.push_str(&format!("# {LEFT}\n"));
        }
        for command in left {
            text.push_str(&format!("{command}\n"));
        }
        text + &self.left
    }

    fn in_common(&self, journal: &[Entry]) -> usize {
        let pairs = self.written.iter().zip(journal);
        pairs
            .take_while(|(one, other)| one.entry == **other)
            .count()
    }

    fn write(&mut self, timeline: &Timeline, entry: &Entry, from: usize, text: &mut String) {
        let mut now = self.last;
        let mut waited = None;
        if let Some((console, name, seen)) = self.watched(timeline, entry) {
            let (place, at) = (seen.place, seen.at);
            text.push_str(&format!("{}\n", seen.wait(&name, now)));
            waited = Some((console, place));
            now = now.max(at);
        }
        self.leap(now, entry.at, text);
        self.step(entry.at, command(entry), text);
        self.last = entry.at;
        self.written.push(Written {
            entry: entry.clone(),
            end: from + text.len(),
            told: self.told.clone(),
            waited,
        });
    }

    /// What was seen before an input: at its console, or before a fault at the monitor
    /// system's console that had told something last.
    fn watched(&self, timeline: &Timeline, entry: &Entry) -> Option<(ConsoleId, String, Seen)> {
        let session = timeline.session();
        let log = session.log();
        if let Some(console) = entry.input.console() {
            let seen = Seen::of(log, console, self.heard_of(console), entry.seen)?;
            return Some((console, entry.name.clone(), seen));
        }
        if !matches!(entry.input, Input::Inject(_)) {
            return None;
        }
        let consoles = session.consoles();
        let mains = consoles
            .iter()
            .filter(|(id, known)| known.role == Role::Monitor && consoles.is_main(*id));
        // Which one it was does not depend on what was waited for already.
        let newest = |id: ConsoleId| {
            let from = self.heard_of(id).saturating_sub(1);
            let before = log.of(id, from).take_while(|record| record.at < entry.at);
            before.last().map(|record| record.at)
        };
        let (id, known) = mains.max_by_key(|(id, _)| newest(*id))?;
        let heard = self.heard_of(id);
        let before = log.of(id, heard).take_while(|record| record.at < entry.at);
        let seen = Seen::of(log, id, heard, heard + before.count())?;
        Some((id, known.name.clone(), seen))
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

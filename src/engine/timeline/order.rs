//! What a trainer asks of a timeline: faults now or later, snapshots and the way back to
//! them, going back in time, going on to the next message.

use super::{Input, Planned, Timeline};
use crate::console::{Kind, Record};
use crate::engine::{FaultError, Session, View};
use crate::sim::{Span, Tick};

/// How far to look for the next message.
const FAR: Span = Span::from_secs(24 * 3600);

/// How many inputs a view lists.
const LISTED: usize = 50;

/// Something that a trainer asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Order {
    /// Let a fault happen, as [`Session::inject`] reads it.
    Inject(String),
    /// Let it happen at an instant.
    Plan(Tick, String),
    /// Forget a planned fault, by its place.
    Cancel(usize),
    /// Tell the trainee something.
    Note(String),
    /// Keep the session as it is now under a name.
    Snapshot(String),
    /// Go to such a snapshot.
    Restore(String),
    /// Go back to an instant.
    Rewind(Tick),
    /// Go back to before an input of the journal, by its place.
    TakeBack(usize),
    /// Go on until a message appears.
    NextMessage,
}

/// What a trainer knows of a session beside what its consoles show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Training {
    /// The faults to come, the first first.
    pub planned: Vec<Planned>,
    /// The faults that wait for a line, as [`Session::inject`] reads them.
    pub waiting: Vec<String>,
    /// What the trainee was told: how often, and what last.
    pub note: Option<(usize, String)>,
    /// The snapshots, by name, each with its instant.
    pub snapshots: Vec<(String, Tick)>,
    /// The newest inputs of the journal, the newest first: place, instant, and what it was.
    pub inputs: Vec<(usize, Tick, String)>,
}

impl Timeline {
    /// Does what a trainer asks for, and says what came of it.
    pub fn order(&mut self, order: &Order) -> String {
        match order {
            Order::Inject(fault) => match self.inject(fault) {
                Ok(()) => told_of(fault),
                Err(error) => error.to_string(),
            },
            Order::Note(text) if text.trim().is_empty() => "a note needs a text".to_owned(),
            Order::Note(text) => {
                self.note(text.trim());
                "the trainee is told".to_owned()
            }
            Order::Plan(at, fault) => match self.plan(*at, fault) {
                Ok(()) => format!("planned for {}: {fault}", self.clock(*at)),
                Err(error) => error.to_string(),
            },
            Order::Cancel(place) => self.cancel(*place),
            Order::Snapshot(name) => {
                self.snapshot(name);
                format!("snapshot `{name}` is kept")
            }
            Order::Restore(name) => match self.restore(name) {
                Ok(()) => format!("back at snapshot `{name}`"),
                Err(error) => error.to_string(),
            },
            Order::Rewind(to) if *to >= self.now() => "that has not been yet".to_owned(),
            Order::Rewind(to) => {
                let dropped = self.rewind(*to);
                self.told_back(dropped)
            }
            Order::TakeBack(place) => {
                let dropped = self.take_back(*place);
                self.told_back(dropped)
            }
            Order::NextMessage => self.next_message(&mut |_| false),
        }
    }

    /// What a screen shows now, with what a trainer knows besides.
    pub fn view(&self) -> View {
        let newest = self.journal.iter().enumerate().rev().take(LISTED);
        let snapshots = self.snapshots();
        let now = self.session.view();
        View {
            next_event: self.or_planned(now.next_event),
            training: Training {
                planned: self.plan.to_come().to_vec(),
                waiting: self.session.traps(),
                note: self.newest_note(),
                snapshots: snapshots.map(|(name, at)| (name.to_owned(), at)).collect(),
                inputs: newest
                    .map(|(place, entry)| (place, entry.at, shown(&entry.input, &self.session)))
                    .collect(),
            },
            ..now
        }
    }

    /// Brings a view up to the present that was made at the same
    /// [turn](Timeline::turn): it costs next to nothing.
    pub fn pass_in(&self, view: &mut View) {
        self.session.pass_in(view);
    }

    /// The faults to come, the first first.
    pub fn to_come(&self) -> &[Planned] {
        self.plan.to_come()
    }

    /// Those of them that could happen now as well.
    pub fn planned(&self) -> Vec<Planned> {
        let can = |fault: &str| self.session.check_later(fault).is_ok();
        let all = self.plan.to_come().iter();
        all.filter(|planned| can(&planned.fault)).cloned().collect()
    }

    /// Lets a fault happen at an instant.
    ///
    /// # Errors
    /// If it could not happen now; then nothing is planned.
    pub fn plan(&mut self, at: Tick, fault: &str) -> Result<(), FaultError> {
        self.session.check_later(fault)?;
        self.plan.add(at, fault, self.now());
        self.turn += 1;
        Ok(())
    }

    fn cancel(&mut self, place: usize) -> String {
        self.turn += 1;
        match self.plan.cancel(place) {
            Some(planned) => format!("will not happen: {}", planned.fault),
            None => "it is no longer planned".to_owned(),
        }
    }

    fn newest_note(&self) -> Option<(usize, String)> {
        let notes = self.journal.iter().filter_map(|entry| match &entry.input {
            Input::Note(text) => Some(text),
            _ => None,
        });
        let last = notes.clone().next_back()?;
        Some((notes.count(), last.clone()))
    }

    /// Goes on until a message appears, and says which; `stop` looks at each event, and ends
    /// it there with `true`.
    pub fn next_message(&mut self, stop: &mut dyn FnMut(&Timeline) -> bool) -> String {
        let (seen, end) = (self.session.log().len(), self.now() + FAR);
        while self.next_awaited().is_some_and(|at| at <= end) && self.step_within(end) {
            let is_stopped = stop(self);
            let mut new = self.session.log().since(seen);
            if let Some(message) = new.find(|record| is_message(record)) {
                let console = self.session.consoles().get(message.console);
                let name = console.map_or("", |console| console.name.as_str());
                return format!("{name}: {}", message.text);
            }
            if is_stopped {
                return "a step of the lesson is done".to_owned();
            }
        }
        let told = match self.next_event() {
            Some(_) => "only what systems tell on any day is to come: enter a command first",
            None => "no message is to come by itself: enter a command first",
        };
        told.to_owned()
    }

    fn told_back(&self, dropped: usize) -> String {
        let now = self.clock(self.now());
        match dropped {
            0 => format!("back at {now}"),
            1 => format!("back at {now}; 1 input is forgotten"),
            count => format!("back at {now}; {count} inputs are forgotten"),
        }
    }

    fn clock(&self, at: Tick) -> String {
        self.session.calendar().clock(at)
    }
}

fn is_message(record: &Record) -> bool {
    matches!(record.kind, Kind::Message | Kind::Question)
}

/// An input as a trainer finds it again: a command without its operands, among which may
/// be passwords.
fn shown(input: &Input, session: &Session) -> String {
    let console = input.console().and_then(|id| session.consoles().get(id));
    let name = console.map_or("", |console| console.name.as_str());
    match input {
        Input::Submit(_, line) => {
            let word = line.split_whitespace().next().unwrap_or("an empty line");
            format!("{word} at {name}")
        }
        Input::Reply(..) => format!("an answer at {name}"),
        Input::Inject(fault) => fault.clone(),
        Input::Note(text) => format!("note: {text}"),
        Input::Snapshot(name) => format!("snapshot `{name}`"),
        Input::Caption(text) => format!("caption: {text}"),
    }
}

/// What comes of a fault: it happens, waits for a line, or waits no longer.
fn told_of(fault: &str) -> String {
    let words = fault.to_ascii_lowercase();
    if words.starts_with("not ") {
        format!("will not happen: {}", fault.get(4..).unwrap_or_default())
    } else if words.contains(" when") {
        format!("waits: {fault}")
    } else {
        format!("happened: {fault}")
    }
}

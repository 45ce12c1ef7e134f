//! A session with the way that it has come: what was asked of it, and snapshots to go
//! back to.
//!
//! A session is its inputs. So whoever keeps them can bring it back to any instant:
//! from the last snapshot before it, with the inputs in between once more.

mod order;
mod plan;
mod point;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::{FaultError, Session};
use crate::console::ConsoleId;
use crate::sim::Tick;

use plan::Plan;
use point::{Point, Points};

pub use order::{Order, Training};
pub use plan::Planned;

/// Something from outside that makes a session go another way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A line is entered at a console.
    Submit(ConsoleId, String),
    /// The oldest open question of a console is answered.
    Reply(ConsoleId, String),
    /// A fault happens or ends, as [`Session::inject`] reads it.
    Inject(String),
    /// A trainer tells the trainee something. It changes nothing in the session.
    Note(String),
    /// The session as it is now is kept under a name. It changes nothing.
    Snapshot(String),
    /// It is said what comes next. It changes nothing, either.
    Caption(String),
}

impl Input {
    /// The console that it goes to.
    pub fn console(&self) -> Option<ConsoleId> {
        match self {
            Input::Submit(console, _) | Input::Reply(console, _) => Some(*console),
            Input::Inject(_) | Input::Note(_) | Input::Caption(_) | Input::Snapshot(_) => None,
        }
    }
}

/// An input of the journal. Its place there is its sequence number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// When. Of several at one tick the first of the journal came first.
    pub at: Tick,
    /// The name that its console had then; empty if it goes to none.
    pub name: String,
    /// How many records its console had shown by then; 0 if it goes to none.
    pub seen: usize,
    /// What.
    pub input: Input,
}

/// A session with its journal and its snapshots.
///
/// An input comes behind everything that is due at its tick: that is what makes a
/// session that is brought back the same as one that went straight on.
#[derive(Debug, Clone)]
pub struct Timeline {
    session: Session,
    journal: Vec<Entry>,
    points: Points,
    named: BTreeMap<String, Named>,
    plan: Plan,
    /// See [`Timeline::turn`].
    turn: u64,
}

/// A snapshot with a name. It has its own journal, since another course may have been
/// taken meanwhile.
#[derive(Debug, Clone)]
struct Named {
    session: Session,
    journal: Vec<Entry>,
    plan: Plan,
}

/// A snapshot of a course that was left, with the way there.
#[derive(Debug, Clone, Copy)]
pub struct Left<'a> {
    /// Its name.
    pub name: &'a str,
    /// What was asked until then. The last of it is the snapshot.
    pub journal: &'a [Entry],
    /// The faults that were to come.
    pub to_come: &'a [Planned],
}

/// There is no snapshot of a name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no snapshot `{name}`; {}", known(.there_are))]
pub struct NoSnapshot {
    /// The name.
    pub name: String,
    /// Those that there are.
    pub there_are: Vec<String>,
}

fn known(names: &[String]) -> String {
    match names {
        [] => "none has been taken yet".to_owned(),
        names => format!("there are {}", names.join(", ")),
    }
}

impl Timeline {
    /// The timeline of a session that nobody has asked anything yet.
    pub fn new(session: Session) -> Self {
        Timeline {
            points: Points::starting(Point::new(&session, 0)),
            session,
            journal: Vec::new(),
            named: BTreeMap::new(),
            plan: Plan::default(),
            turn: 0,
        }
    }

    /// Another number whenever something may have happened beside that time has passed. It
    /// never goes back, not even with the session.
    pub fn turn(&self) -> u64 {
        self.turn
    }

    /// The session as it is now.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The present instant.
    pub fn now(&self) -> Tick {
        self.session.now()
    }

    /// What has been asked of the session, in order.
    pub fn journal(&self) -> &[Entry] {
        &self.journal
    }

    /// Lets time pass up to `to`, with the faults that are planned until then; an earlier
    /// tick changes nothing.
    pub fn advance(&mut self, to: Tick) {
        let is_due = self.next_event().is_some_and(|at| at <= to);
        if is_due || self.session.has_traps() {
            self.turn += 1;
        }
        while let Some(planned) = self.plan.take_due(to) {
            self.pass(planned.at);
            // What it struck may be gone by now.
            self.inject(&planned.fault).ok();
        }
        self.pass(to);
    }

    /// When the next event happens, or the next planned fault.
    pub fn next_event(&self) -> Option<Tick> {
        self.or_planned(self.session.next_event())
    }

    /// When the next event happens that somebody may wait for, or the next planned fault.
    pub fn next_awaited(&self) -> Option<Tick> {
        self.or_planned(self.session.next_awaited())
    }

    /// The earlier of an instant and that of the next planned fault.
    fn or_planned(&self, at: Option<Tick>) -> Option<Tick> {
        let planned = self.plan.to_come().first().map(|planned| planned.at);
        at.into_iter().chain(planned).min()
    }

    fn pass(&mut self, to: Tick) {
        while let Some(next) = self.points.due().filter(|next| *next < to) {
            self.session.advance(next);
            let point = Point::new(&self.session, self.journal.len());
            self.points.keep(point);
        }
        self.session.advance(to);
    }

    /// Goes on to the next event that somebody may wait for, with all that happens until
    /// then and at its tick. Returns whether there was one.
    pub fn step(&mut self) -> bool {
        let Some(at) = self.next_awaited() else {
            return false;
        };
        self.advance(at.max(self.now()));
        true
    }

    /// Goes on to the next event of any kind, if it happens by `limit`.
    pub fn step_within(&mut self, limit: Tick) -> bool {
        let next = self.next_event().filter(|at| *at <= limit);
        if let Some(at) = next {
            self.advance(at.max(self.now()));
        }
        next.is_some()
    }

    /// Enters a line at a console.
    pub fn submit(&mut self, console: ConsoleId, line: &str) {
        self.enter(Input::Submit(console, line.to_owned())).ok();
    }

    /// Answers the oldest open question of a console. Returns `false`, and nothing has
    /// been entered, if none is open.
    pub fn reply(&mut self, console: ConsoleId, text: &str) -> bool {
        self.enter(Input::Reply(console, text.to_owned()))
            .unwrap_or(false)
    }

    /// Lets a fault happen, or end.
    ///
    /// # Errors
    /// If there is no such fault or server unit; then nothing has been entered.
    pub fn inject(&mut self, fault: &str) -> Result<(), FaultError> {
        self.enter(Input::Inject(fault.to_owned())).map(drop)
    }

    /// Tells the trainee something.
    pub fn note(&mut self, text: &str) {
        self.enter(Input::Note(text.to_owned())).ok();
    }

    /// Carries an input out, now, and writes it into the journal. Returns `false`, and
    /// nothing is written, if it was an answer and there was no question.
    ///
    /// # Errors
    /// If it is a fault that does not exist; then nothing is written.
    pub fn enter(&mut self, input: Input) -> Result<bool, FaultError> {
        self.turn += 1;
        self.session.advance(self.session.now());
        let session = &self.session;
        let name = |console| session.consoles().name_of(session.world(), console);
        let entry = Entry {
            at: session.now(),
            name: input.console().and_then(name).unwrap_or_default(),
            seen: (input.console()).map_or(0, |console| session.log().len_of(console)),
            input,
        };
        let has_effect = carry_out(&mut self.session, &entry.input)?;
        if has_effect {
            self.journal.push(entry);
        }
        Ok(has_effect)
    }

    /// Goes back to an instant: what was asked at that tick still counts, what came
    /// later is forgotten. Returns how many inputs that were. A tick that has not come
    /// yet changes nothing.
    pub fn rewind(&mut self, to: Tick) -> usize {
        if to >= self.now() {
            return 0;
        }
        let kept = self.journal.partition_point(|entry| entry.at <= to);
        self.go_back(kept, to)
    }

    /// Goes back to before an input of the journal, by its place. It and all later ones
    /// are forgotten. Returns how many inputs that were; none if there is no such place.
    pub fn take_back(&mut self, place: usize) -> usize {
        match self.journal.get(place) {
            Some(entry) => self.go_back(place, entry.at),
            None => 0,
        }
    }

    /// Goes back to an instant at which there had been so many inputs. All later ones are
    /// forgotten; what is still to come changes nothing.
    pub fn go_to(&mut self, inputs: usize, at: Tick) {
        if at <= self.now() && inputs <= self.journal.len() {
            self.go_back(inputs, at);
        }
    }

    fn go_back(&mut self, kept: usize, to: Tick) -> usize {
        self.turn += 1;
        let dropped = self.journal.len() - kept;
        self.journal.truncate(kept);
        let point = self.points.back_to(kept, to);
        let again = self.journal.get(point.inputs..).unwrap_or_default();
        self.session = replayed(point.session.clone(), again);
        self.session.advance(to);
        self.plan.go_back(to);
        dropped
    }

    /// Keeps the session as it is now under a name, in place of what had it before.
    pub fn snapshot(&mut self, name: &str) {
        self.enter(Input::Snapshot(name.to_owned())).ok();
        let named = Named {
            session: self.session.clone(),
            journal: self.journal.clone(),
            plan: self.plan.clone(),
        };
        self.named.insert(name.to_owned(), named);
    }

    /// The snapshots that have names, each with its instant.
    pub fn snapshots(&self) -> impl Iterator<Item = (&str, Tick)> {
        let named = self.named.iter();
        named.map(|(name, kept)| (name.as_str(), kept.session.now()))
    }

    /// The snapshots that do not lie on the way that the session has come.
    pub fn left(&self) -> impl Iterator<Item = Left<'_>> {
        let off_course = |named: &Named| !self.journal.starts_with(&named.journal);
        let left = self
            .named
            .iter()
            .filter(move |(_, named)| off_course(named));
        left.map(|(name, named)| Left {
            name,
            journal: &named.journal,
            to_come: named.plan.to_come(),
        })
    }

    /// Takes a snapshot over from another timeline of the same world.
    pub fn adopt(&mut self, name: &str, other: &Timeline) {
        if let Some(named) = other.named.get(name) {
            self.turn += 1;
            self.named.insert(name.to_owned(), named.clone());
        }
    }

    /// Goes to a snapshot, whether it lies behind or on a course that has been left.
    ///
    /// # Errors
    /// If there is none of this name.
    pub fn restore(&mut self, name: &str) -> Result<(), NoSnapshot> {
        let Some(named) = self.named.get(name) else {
            return Err(NoSnapshot {
                name: name.to_owned(),
                there_are: self.named.keys().cloned().collect(),
            });
        };
        self.turn += 1;
        let same = common(&self.journal, &named.journal);
        self.session = named.session.clone();
        self.journal.clone_from(&named.journal);
        self.plan = named.plan.clone();
        self.points.back_to(same, self.session.now());
        Ok(())
    }
}

/// How many inputs two journals have in common, from the beginning.
fn common(one: &[Entry], other: &[Entry]) -> usize {
    let pairs = one.iter().zip(other);
    pairs.take_while(|(one, other)| one == other).count()
}

/// A session after these inputs.
fn replayed(mut session: Session, journal: &[Entry]) -> Session {
    for entry in journal {
        session.advance(entry.at);
        // It could be carried out when it was written down, and so it can now.
        carry_out(&mut session, &entry.input).ok();
    }
    session
}

fn carry_out(session: &mut Session, input: &Input) -> Result<bool, FaultError> {
    match input {
        Input::Submit(console, line) => session.submit(*console, line),
        Input::Reply(console, text) => return Ok(session.reply(*console, text)),
        Input::Inject(fault) => session.inject(fault)?,
        Input::Note(_) | Input::Caption(_) | Input::Snapshot(_) => {}
    }
    Ok(true)
}

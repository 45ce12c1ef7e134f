//! The result of an exam: what was done, what it counts, and why. Whoever has the file
//! can do it all again and see whether it comes out the same.

use std::fmt;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use super::{Coach, perform_exactly};
use crate::engine::{Input, Session, Timeline};
use crate::sim::{Span, Tick};
use crate::tape::{Command, Failure, Script, Step};
use crate::text::Errors;

/// The schema of the file.
const SCHEMA: u64 = 1;

/// The result of an exam.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    schema: u64,
    /// The exam's name, or its file.
    pub exam: String,
    /// Its title.
    pub title: String,
    /// The program that held it.
    pub program: String,
    /// The seed of all random streams.
    pub seed: u64,
    /// Hashes of all that it rests on.
    pub hashes: Hashes,
    /// All points that were earned.
    pub points: u64,
    /// Of so many.
    pub of: u64,
    /// So many are needed.
    pub pass: u64,
    /// What was done, with its times.
    pub tape: String,
    /// The score, item by item.
    pub item: Vec<Item>,
}

/// Hashes of all that an exam rests on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hashes {
    /// Of the exam's file.
    pub lesson: String,
    /// Of the world's file.
    pub world: String,
    /// Of all commands.
    pub grammar: String,
    /// Of all messages.
    pub catalogue: String,
}

/// An item of the score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The step's title.
    pub title: String,
    /// What was earned.
    pub points: u64,
    /// Of so many.
    pub of: u64,
    /// Why.
    pub why: String,
}

/// What the same inputs give, if it is not what a result says.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refuted {
    /// It rests on something else.
    #[error("{0} is not the one of the exam: its hash is another")]
    Other(&'static str),
    /// Its tape cannot be read.
    #[error(transparent)]
    Tape(#[from] Errors),
    /// Its tape does not go through.
    #[error("the tape does not go through: {0}")]
    Failed(String),
    /// The score is another.
    #[error("{0}")]
    Score(String),
}

impl Record {
    /// The result of an exam that was left.
    pub fn of(coach: &Coach, timeline: &Timeline, hashes: Hashes, seed: u64) -> Self {
        let lesson = coach.lesson();
        let session = timeline.session();
        let item = score(coach, session);
        Record {
            schema: SCHEMA,
            exam: lesson.name.clone(),
            title: lesson.title.clone(),
            program: env!("CARGO_PKG_VERSION").to_owned(),
            seed,
            hashes,
            points: item.iter().map(|item| item.points).sum(),
            of: lesson.points(),
            pass: lesson.exam.map_or(0, |exam| exam.pass),
            tape: tape(timeline, coach.begun()),
            item,
        }
    }

    /// Whether it is enough.
    pub fn passed(&self) -> bool {
        self.points >= self.pass
    }

    /// The file's text.
    ///
    /// # Errors
    /// If the text cannot be made, which is a defect.
    pub fn text(&self) -> Result<String, toml::ser::Error> {
        toml::to_string_pretty(self)
    }

    /// Does it all again: `begun` is the exam at its start, with these hashes.
    ///
    /// # Errors
    /// If it does not come out the same; the error says what does.
    pub fn confirm(&self, begun: (Coach, Session), hashes: &Hashes) -> Result<(), Refuted> {
        for (mine, theirs, what) in [
            (&self.hashes.lesson, &hashes.lesson, "the lesson"),
            (&self.hashes.world, &hashes.world, "the world"),
            (&self.hashes.grammar, &hashes.grammar, "the set of commands"),
            (
                &self.hashes.catalogue,
                &hashes.catalogue,
                "the set of messages",
            ),
        ] {
            if mine != theirs {
                return Err(Refuted::Other(what));
            }
        }
        let none = |_: &str| Err("the tape of a result stands alone".to_owned());
        let script = Script::read(&self.exam, &self.tape, &none)?;
        let (mut coach, session) = begun;
        coach.observe(&session);
        let session = perform_exactly(session, &script, &mut |session| {
            coach.observe(session);
            false
        });
        let session = session.map_err(|failure: Box<Failure>| {
            let (line, step, reason) = (failure.line, &failure.step, &failure.reason);
            Refuted::Failed(format!("line {line}: {step}: {reason}"))
        })?;
        let item = score(&coach, &session);
        let differs = |(said, found): (&Item, &Item)| {
            (said != found).then(|| {
                format!(
                    "{}: the result says {} of {} ({}), but it is {} of {} ({})",
                    found.title, said.points, said.of, said.why, found.points, found.of, found.why
                )
            })
        };
        let mut wrong: Vec<String> = self.item.iter().zip(&item).filter_map(differs).collect();
        let points: u64 = item.iter().map(|item| item.points).sum();
        let lesson = coach.lesson();
        let pass = lesson.exam.map_or(0, |exam| exam.pass);
        if (self.points, self.of, self.pass) != (points, lesson.points(), pass) {
            wrong.push(format!(
                "the result says {} of {} points, {} to pass, but it is {points} of {}, {pass} to pass",
                self.points, self.of, self.pass, lesson.points()
            ));
        }
        if self.item.len() != item.len() {
            wrong.push(format!("the exam has {} items", item.len()));
        }
        if wrong.is_empty() {
            return Ok(());
        }
        Err(Refuted::Score(wrong.join("\n")))
    }
}

impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.title)?;
        for item in &self.item {
            writeln!(f, "  {} of {}  {}", item.points, item.of, item.title)?;
            for line in item.why.lines() {
                writeln!(f, "          {line}")?;
            }
        }
        let verdict = if self.passed() {
            "passed"
        } else {
            "not passed"
        };
        let (points, of, pass) = (self.points, self.of, self.pass);
        writeln!(f, "{points} of {of} points, {pass} to pass: {verdict}")
    }
}

fn score(coach: &Coach, session: &Session) -> Vec<Item> {
    let calendar = session.calendar();
    let steps = coach.lesson().steps.iter().enumerate();
    let item = |(place, step): (usize, &super::Step)| {
        let slips = coach.slips().iter().filter(|slip| slip.step == place);
        let wrong: Vec<_> = slips
            .filter_map(|slip| Some((slip.at, step.wrong.get(slip.wrong)?)))
            .collect();
        let cost: u64 = wrong.iter().map(|(_, wrong)| wrong.cost).sum();
        let (points, mut why) = match coach.done_at(place) {
            Some(at) => (
                step.points.saturating_sub(cost),
                format!("done at {}", calendar.iso(at)),
            ),
            None => {
                let missing = coach.missing(place, session).join("; ");
                (0, format!("not done: {missing}"))
            }
        };
        for (at, wrong) in &wrong {
            let (at, cost) = (calendar.iso(*at), wrong.cost);
            write!(why, "\nwrong turn at {at} (-{cost}): {}", wrong.reason).unwrap_or(());
        }
        Item {
            title: step.title.clone(),
            points,
            of: step.points,
            why,
        }
    };
    steps.map(item).collect()
}

/// What was done since an instant, with the time before each input.
fn tape(timeline: &Timeline, begun: Tick) -> String {
    let session = timeline.session();
    let mut now = begun;
    let mut text = String::new();
    for entry in timeline.journal() {
        let console = entry.input.console();
        let console = console.and_then(|id| session.consoles().get(id));
        let console = console.map_or_else(String::new, |known| known.name.clone());
        add(&mut text, Command::Sleep(entry.at.since(now)));
        now = entry.at;
        add(
            &mut text,
            match &entry.input {
                Input::Submit(_, line) => Command::Enter {
                    console,
                    line: line.clone(),
                },
                Input::Reply(_, line) => Command::Reply {
                    console,
                    text: line.clone(),
                },
                Input::Inject(fault) => Command::Inject(fault.clone()),
                Input::Note(note) => Command::Note(note.clone()),
                Input::Caption(text) => Command::Caption(text.clone()),
            },
        );
    }
    add(&mut text, Command::Sleep(session.now().since(now)));
    text
}

fn add(text: &mut String, command: Command) {
    if command == Command::Sleep(Span::ZERO) {
        return;
    }
    let step = Step {
        line: 0,
        at: None,
        command,
        comment: None,
    };
    writeln!(text, "{step}").unwrap_or(());
}

//! The result of an exam: what was done, what it counts, and why. Whoever has the file
//! can do it all again and see whether it comes out the same.
//!
//! # What the file holds
//! The exam, the version of the program, the seed, and hashes of the exam's file, its
//! world, all commands and all messages; the points, item by item, each with its reason;
//! and the recording of it all as a tape, from the setup to the end. The tape stands alone:
//! written to a file of its own, `vmcons play` shows what the trainee did.
//!
//! Passwords that somebody typed are not in it. Each stands there as a stand-in of the same
//! form, the same one wherever the same password was typed, and `passwords` says how many
//! there are. Only those stay as they are that the exam itself or its world gives away:
//! everybody may read them there.
//!
//! # What it proves
//! That what is in it gives this score, in this exam. It is not signed: it cannot prove who
//! sat at the keys.

mod replay;
mod saved;
mod score;
mod stand_in;

pub use replay::Refuted;
pub use saved::Saved;

use std::fmt;

use serde::{Deserialize, Serialize};

pub(super) use self::score::score;
use self::stand_in::without_passwords;
use super::Coach;
use crate::engine::Timeline;
use crate::tape::{Origin, Recorder};

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
    /// How many passwords have stand-ins in the tape.
    pub passwords: usize,
    /// The recording.
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

impl Record {
    /// The result of an exam that was left. `given` are the texts that everybody may read:
    /// the exam and its world.
    pub fn of(coach: &Coach, timeline: &Timeline, hashes: Hashes, given: &[&str]) -> Self {
        let lesson = coach.lesson();
        let session = timeline.session();
        let item = score(coach, session);
        let origin = hashes.origin(&lesson.world, session.seed());
        let (tape, passwords) = without_passwords(recorded(timeline, &origin), timeline, given);
        Record {
            schema: SCHEMA,
            exam: lesson.name.clone(),
            title: lesson.title.clone(),
            program: origin.program,
            seed: origin.seed,
            hashes,
            points: item.iter().map(|item| item.points).sum(),
            of: lesson.points(),
            pass: lesson.exam.map_or(0, |exam| exam.pass),
            passwords,
            tape,
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
}

impl Hashes {
    /// Where a recording in such a world comes from.
    fn origin(&self, world: &str, seed: u64) -> Origin {
        Origin {
            program: env!("CARGO_PKG_VERSION").to_owned(),
            world: world.to_owned(),
            seed,
            start: None,
            scenario: self.world.clone(),
            grammar: self.grammar.clone(),
            catalogue: self.catalogue.clone(),
        }
    }
}

/// All of it as a tape.
fn recorded(timeline: &Timeline, origin: &Origin) -> String {
    let mut tape = origin.head();
    let mut recorder = Recorder::new(timeline.session().calendar(), &tape);
    if let Some(change) = recorder.follow(timeline) {
        change.apply(&mut tape);
    }
    tape
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

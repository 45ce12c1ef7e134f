//! How far somebody has come in the lessons, in a file where XDG has data.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::super::files::replace;
use super::super::{Failure, read};
use crate::learn::Coach;
use crate::text::plain;

/// The schema of the file.
const SCHEMA: u64 = 1;

/// How far somebody has come.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Progress {
    schema: u64,
    #[serde(default)]
    lesson: BTreeMap<String, Reached>,
}

/// How far somebody has come in a lesson at his best.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Reached {
    /// Steps done.
    pub steps: usize,
    /// Of so many.
    pub of: usize,
    /// Hints that it took.
    pub hints: usize,
    /// Wrong turns.
    pub wrong: usize,
}

impl Reached {
    /// Whether all of it is done.
    pub fn is_done(self) -> bool {
        self.steps == self.of
    }
}

impl Progress {
    /// The file in the folder for data.
    pub fn file(data: &Path) -> PathBuf {
        data.join("progress.toml")
    }

    /// What the file says; nothing if there is none.
    pub fn load(file: &Path) -> Result<Self, Failure> {
        if !file.exists() {
            return Ok(Progress::default());
        }
        let text = read(file)?;
        toml::from_str(&text).map_err(|error| {
            let name = file.display().to_string();
            let error = plain::error(&name, &text, &error);
            Failure::Text(error.help("delete the file to begin anew").into())
        })
    }

    /// How far somebody has come in a lesson.
    pub fn of(&self, lesson: &str) -> Option<Reached> {
        self.lesson.get(lesson).copied()
    }

    /// Whether all of a lesson is done.
    pub fn is_done(&self, lesson: &str) -> bool {
        self.of(lesson).is_some_and(Reached::is_done)
    }

    /// Takes note of how far somebody has come in a lesson, if that is at least as far as
    /// before. Returns whether there was something to note.
    pub fn note(&mut self, lesson: &str, coach: &Coach) -> bool {
        let reached = Reached {
            steps: coach.count_done(),
            of: coach.lesson().steps.len(),
            hints: coach.count_hints(),
            wrong: coach.count_slips(),
        };
        let before = self.of(lesson);
        let is_news =
            before.is_none_or(|best| best.steps <= reached.steps) && before != Some(reached);
        if is_news {
            self.lesson.insert(lesson.to_owned(), reached);
        }
        is_news
    }

    /// Writes the file.
    pub fn save(&self, file: &Path) -> Result<(), Failure> {
        let with_schema = Progress {
            schema: SCHEMA,
            lesson: self.lesson.clone(),
        };
        let text = toml::to_string(&with_schema).map_err(std::io::Error::other)?;
        replace(file, &text)
    }
}

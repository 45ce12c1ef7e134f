//! A lesson as its file has it.

mod read;
#[cfg(test)]
mod tests;

use crate::builtin::{self, File};
use crate::scenario::Scenario;
use crate::sim::Span;
use crate::tape::Script;
use crate::text::{Errors, TextError, nearest};

use super::Condition;

/// A lesson, or an exam.
#[derive(Debug, Clone)]
pub struct Lesson {
    /// Its file, as the user named it.
    pub file: String,
    /// The file's text.
    pub source: String,
    /// The file's name without folder and ending.
    pub name: String,
    /// Its title.
    pub title: String,
    /// What whoever went through it can do.
    pub goal: String,
    /// What is told before the first step.
    pub text: String,
    /// What there was to learn, told at the end.
    pub learned: String,
    /// The world that it takes place in, by name or file.
    pub world: String,
    /// The seed, instead of the world's.
    pub seed: Option<u64>,
    /// How many minutes it takes.
    pub minutes: u64,
    /// The lessons that come before it, by name.
    pub needs: Vec<String>,
    /// What makes it an exam.
    pub exam: Option<Exam>,
    /// What has happened before it begins.
    pub setup: Option<Script>,
    /// Its steps.
    pub steps: Vec<Step>,
}

/// What makes a lesson an exam.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exam {
    /// The simulated time that there is.
    pub time: Span,
    /// The points that one needs to pass.
    pub pass: u64,
}

/// A step of a lesson, or an item of an exam.
#[derive(Debug, Clone)]
pub struct Step {
    /// What other steps call it; empty if they need not.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Where that stands in the file.
    pub place: std::ops::Range<usize>,
    /// What is told.
    pub text: String,
    /// What happens when it begins.
    pub setup: Option<Script>,
    /// What is to be the case, all at once.
    pub check: Condition,
    /// Help, in rising detail.
    pub hints: Vec<String>,
    /// Wrong turns.
    pub wrong: Vec<Wrong>,
    /// What does it.
    pub solve: Script,
    /// What it counts in an exam.
    pub points: u64,
}

/// A wrong turn.
#[derive(Debug, Clone)]
pub struct Wrong {
    /// What shows that it was taken.
    pub condition: Condition,
    /// What the trainee is told.
    pub reason: String,
    /// A way to take it, which proves that it can be noticed.
    pub trial: Script,
    /// What it costs in an exam.
    pub cost: u64,
}

impl Lesson {
    /// The schema that this program reads.
    pub(super) const SCHEMA: u64 = 1;

    /// Reads a lesson file.
    ///
    /// # Errors
    /// Every mistake in it, each with its place.
    pub fn load(file: &str, text: &str) -> Result<Self, Errors> {
        read::read(file, text)
    }

    /// The lesson of this name that is built into the program.
    ///
    /// # Errors
    /// If there is none; the error says which there are.
    pub fn builtin(name: &str) -> Result<Self, Errors> {
        if let Some(file) = builtin::find(builtin::LESSONS, name) {
            return Self::load(file.path, file.text);
        }
        let names: Vec<&str> = builtin::LESSONS.iter().map(File::name).collect();
        let near = nearest(name, names.iter().copied());
        let help = if near.is_empty() {
            format!("there are: {}", names.join(", "))
        } else {
            format!("did you mean {}?", near.join(" or "))
        };
        Err(TextError::whole(name, "there is no lesson of this name")
            .help(format!("{help}; or name a file ending in .toml"))
            .into())
    }

    /// The built-in lessons in the order of the curriculum.
    ///
    /// # Errors
    /// None in a program that passed its tests.
    pub fn curriculum() -> Result<Vec<Self>, Errors> {
        let files = builtin::LESSONS.iter();
        files.map(|file| Self::load(file.path, file.text)).collect()
    }

    /// All points that there are.
    pub fn points(&self) -> u64 {
        self.steps.iter().map(|step| step.points).sum()
    }

    /// The world, if it is a built-in one; else it is in a file beside the lesson.
    pub fn builtin_world(&self) -> Option<Result<Scenario, Errors>> {
        (!is_file(&self.world)).then(|| Scenario::builtin(&self.world))
    }
}

impl Step {
    /// Whether the trainee has to do something, and not only to wait.
    pub fn asks_for_action(&self) -> bool {
        super::prove::acts(&self.solve)
    }
}

/// Whether a world is meant that is in a file.
fn is_file(world: &str) -> bool {
    world.contains(['.', '/', '\\'])
}

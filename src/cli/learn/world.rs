//! The lesson that a call names, and what it rests on.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::super::files::is_path;
use super::super::{Failure, read, recording};
use crate::builtin;
use crate::catalog::Catalog;
use crate::engine::Setup;
use crate::learn::{Hashes, Lesson};
use crate::scenario::Scenario;
use crate::sdf::Grammar;
use crate::tape::beside;

/// The lesson of a name, or of a file.
pub fn lesson(name: &str) -> Result<Lesson, Failure> {
    if is_path(name) {
        return Ok(Lesson::load(name, &read(Path::new(name))?)?);
    }
    Ok(Lesson::builtin(name)?)
}

/// What a lesson is called where somebody keeps how far he has come: its name, or the
/// place of its file.
pub fn key(lesson: &Lesson) -> String {
    if is_builtin(lesson) {
        return lesson.name.clone();
    }
    let full = fs::canonicalize(&lesson.file);
    full.map_or_else(
        |_| lesson.file.clone(),
        |full| full.to_string_lossy().into_owned(),
    )
}

fn is_builtin(lesson: &Lesson) -> bool {
    let mut files = builtin::LESSONS.iter();
    files.any(|file| file.path == lesson.file && file.text == lesson.source)
}

/// What a lesson's session starts from.
pub fn setup(lesson: &Lesson) -> Result<Setup, Failure> {
    let mut scenario = match lesson.builtin_world() {
        Some(scenario) => scenario?,
        None => {
            let path = beside(&lesson.file, &lesson.world);
            Scenario::load(&path, &read(Path::new(&path))?)?
        }
    };
    scenario.seed = lesson.seed.unwrap_or(scenario.seed);
    Ok(Setup {
        scenario,
        grammar: Arc::new(Grammar::builtin()?),
        catalog: Arc::new(Catalog::builtin()?),
    })
}

/// Where its world is: a name, or a file.
pub fn place(lesson: &Lesson) -> String {
    match lesson.builtin_world() {
        Some(_) => lesson.world.clone(),
        None => beside(&lesson.file, &lesson.world),
    }
}

/// The text of its world.
pub fn world(lesson: &Lesson) -> Result<String, Failure> {
    match builtin::find(builtin::WORLDS, &lesson.world) {
        Some(file) if lesson.builtin_world().is_some() => Ok(file.text.to_owned()),
        _ => read(Path::new(&beside(&lesson.file, &lesson.world))),
    }
}

/// Hashes of all that a lesson rests on, as a recording has them.
pub fn hashes(lesson: &Lesson, world: &str) -> Hashes {
    let texts = |files: &'static [builtin::File]| files.iter().map(|file| file.text);
    Hashes {
        lesson: recording::hash([lesson.source.as_str()]),
        world: recording::hash([world]),
        grammar: recording::hash(texts(builtin::COMMANDS)),
        catalogue: recording::hash(texts(builtin::MESSAGES)),
    }
}

//! Keeps how far somebody has come while he goes on, so that nothing is lost if the
//! program is killed: the progress, and of an exam its result so far.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::files::replace;
use super::super::paths::Paths;
use super::super::{Failure, Outcome, output};
use super::progress::Progress;
use super::world::{hashes, key, world};
use crate::engine::Timeline;
use crate::learn::{Coach, Hashes, Lesson, Record};

/// Where how far somebody has come is kept.
#[derive(Debug, Clone)]
pub struct Keeper {
    key: String,
    progress: Option<PathBuf>,
    exam: Option<Exam>,
}

/// What the result of an exam rests on.
#[derive(Debug, Clone)]
struct Exam {
    result: PathBuf,
    lesson: Arc<Lesson>,
    world: String,
    hashes: Hashes,
}

impl Keeper {
    /// For a lesson. A result never takes the place of an older one.
    pub fn of(
        lesson: &Arc<Lesson>,
        progress: Option<PathBuf>,
        paths: Option<&Paths>,
        result: Option<&Path>,
    ) -> Result<Self, Failure> {
        let exam = match (lesson.exam, result) {
            (None, Some(_)) => {
                let what = format!("`{}` is no exam and has no result", lesson.name);
                return Err(Failure::call(what, "leave --result out"));
            }
            (None, None) => None,
            (Some(_), result) => {
                let world = world(lesson)?;
                Some(Exam {
                    result: file_of(lesson, paths, result)?,
                    lesson: Arc::clone(lesson),
                    hashes: hashes(lesson, &world),
                    world,
                })
            }
        };
        Ok(Keeper {
            key: key(lesson),
            progress,
            exam,
        })
    }

    /// Writes down how far somebody has come.
    pub fn keep(&self, coach: &Coach, timeline: &Timeline) -> Result<(), Failure> {
        if let Some(file) = &self.progress {
            let mut progress = Progress::load(file)?;
            if progress.note(&self.key, coach) {
                progress.save(file)?;
            }
        }
        if let Some(exam) = &self.exam {
            replace(&exam.result, &exam.text(coach, timeline)?)?;
        }
        Ok(())
    }

    /// All that has been kept so far.
    pub fn progress(&self) -> Result<Progress, Failure> {
        let file = self.progress.as_deref();
        file.map_or_else(|| Ok(Progress::default()), Progress::load)
    }

    /// Tells the result of an exam.
    pub fn tell(&self, coach: &Coach, timeline: &Timeline) -> Result<Outcome, Failure> {
        let mut out = output();
        if let Some(exam) = &self.exam {
            write!(out, "{}", exam.record(coach, timeline))?;
            let file = exam.result.display();
            writeln!(out, "\nThe result is in {file}")?;
            writeln!(out, "Give that file to your trainer, who checks it with:")?;
            writeln!(out, "  vmcons check {file}")?;
        }
        out.flush()?;
        Ok(Outcome::Well)
    }
}

impl Exam {
    fn record(&self, coach: &Coach, timeline: &Timeline) -> Record {
        let given = [self.lesson.source.as_str(), &self.world];
        let mut record = Record::of(coach, timeline, self.hashes.clone(), &given);
        // Whoever checks it has to find the exam again.
        record.exam = key(&self.lesson);
        record
    }

    fn text(&self, coach: &Coach, timeline: &Timeline) -> Result<String, Failure> {
        let text = self.record(coach, timeline).text();
        Ok(text.map_err(std::io::Error::other)?)
    }
}

/// The file for a result: the one that is named, or one in the folder for data.
fn file_of(
    lesson: &Lesson,
    paths: Option<&Paths>,
    named: Option<&Path>,
) -> Result<PathBuf, Failure> {
    if let Some(named) = named {
        if named.exists() {
            return Err(Failure::call(
                format!("{}: this file exists already", named.display()),
                "name another for the result",
            ));
        }
        return Ok(named.to_owned());
    }
    let data = paths.map(|paths| paths.data.clone()).unwrap_or_default();
    let numbered = |number: u32| match number {
        1 => data.join(format!("{}.result.toml", lesson.name)),
        _ => data.join(format!("{}.{number}.result.toml", lesson.name)),
    };
    let free = (1..10_000).map(numbered).find(|file| !file.exists());
    Ok(free.unwrap_or_else(|| numbered(10_000)))
}

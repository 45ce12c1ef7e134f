//! Keeps how far somebody has come while he goes on, so that nothing is lost if the
//! program is killed: the progress, and of an exam its result so far.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::files::replace;
use super::super::paths::Paths;
use super::super::recording::hash;
use super::super::{Failure, Outcome, output};
use super::progress::Progress;
use super::world::{hashes, key, setup, world};
use crate::engine::Timeline;
use crate::learn::{Coach, Hashes, Lesson, Record, Saved};

/// Where how far somebody has come is kept.
#[derive(Debug, Clone)]
pub struct Keeper {
    key: String,
    progress: Option<PathBuf>,
    exam: Option<Kept>,
    /// Of what is no exam, so that somebody can go on in the middle.
    saved: Option<Kept>,
}

/// A file about a lesson, and what that rests on.
#[derive(Debug, Clone)]
struct Kept {
    file: PathBuf,
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
            (Some(_), result) => Some(Kept::of(lesson, file_of(lesson, paths, result)?)?),
        };
        let saved = match paths {
            Some(paths) if lesson.exam.is_none() => {
                // Lessons in other folders may have the same name.
                let hash = hash([key(lesson).as_str()]);
                let name = format!("{}-{}.begun.toml", lesson.name, hash.get(..8).unwrap_or(""));
                Some(Kept::of(lesson, paths.data.join(name))?)
            }
            _ => None,
        };
        Ok(Keeper {
            key: key(lesson),
            progress,
            exam,
            saved,
        })
    }

    /// The lesson as it was left in the middle, if it was and still is the same.
    pub fn saved(&self) -> Option<(Coach, Timeline)> {
        let kept = self.saved.as_ref()?;
        let text = fs::read_to_string(&kept.file).ok()?;
        let saved: Saved = toml::from_str(&text).ok()?;
        let setup = setup(&kept.lesson).ok()?;
        saved.resume(&kept.lesson, &setup, &kept.hashes).ok()
    }

    /// Writes down how far somebody has come.
    pub fn keep(&self, coach: &Coach, timeline: &Timeline) -> Result<(), Failure> {
        if let Some(saved) = &self.saved {
            saved.save(coach, timeline)?;
        }
        if let Some(file) = &self.progress {
            let mut progress = Progress::load(file)?;
            if progress.note(&self.key, coach) {
                progress.save(file)?;
            }
        }
        if let Some(exam) = &self.exam {
            replace(&exam.file, &exam.text(coach, timeline)?)?;
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
            let file = exam.file.display();
            writeln!(out, "\nThe result is in {file}")?;
            writeln!(out, "Give that file to your trainer, who checks it with:")?;
            writeln!(out, "  vmcons check {file}")?;
        }
        out.flush()?;
        Ok(Outcome::Well)
    }
}

impl Kept {
    fn of(lesson: &Arc<Lesson>, file: PathBuf) -> Result<Self, Failure> {
        let world = world(lesson)?;
        Ok(Kept {
            file,
            lesson: Arc::clone(lesson),
            hashes: hashes(lesson, &world),
            world,
        })
    }

    /// The texts that everybody may read.
    fn given(&self) -> [&str; 2] {
        [&self.lesson.source, &self.world]
    }

    fn record(&self, coach: &Coach, timeline: &Timeline) -> Record {
        let mut record = Record::of(coach, timeline, self.hashes.clone(), &self.given());
        // Whoever checks it has to find the exam again.
        record.exam = key(&self.lesson);
        record
    }

    fn text(&self, coach: &Coach, timeline: &Timeline) -> Result<String, Failure> {
        let text = self.record(coach, timeline).text();
        Ok(text.map_err(std::io::Error::other)?)
    }

    /// Keeps a lesson that somebody is in the middle of: neither at its first step nor at
    /// its end.
    fn save(&self, coach: &Coach, timeline: &Timeline) -> Result<(), Failure> {
        if coach.is_over() || coach.count_done() == 0 {
            return match fs::remove_file(&self.file) {
                Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
                _ => Ok(()),
            };
        }
        let saved = Saved::of(coach, timeline, self.hashes.clone(), &self.given());
        replace(&self.file, &saved.text().map_err(std::io::Error::other)?)
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

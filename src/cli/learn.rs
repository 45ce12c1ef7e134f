//! `vmcons learn`: the lessons, and one of them at the consoles.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_128;

use super::files::{is_path, write};
use super::paths::Paths;
use super::progress::Progress;
use super::{Failure, Outcome, output, read, theme};
use crate::app::Pace;
use crate::builtin;
use crate::catalog::Catalog;
use crate::config::Config;
use crate::engine::{Session, Setup, Timeline};
use crate::learn::{Coach, Hashes, Lesson, Record};
use crate::scenario::Scenario;
use crate::sdf::Grammar;
use crate::shell::{self, Left, LiveOptions};
use crate::tape::beside;
use crate::text::TextError;

/// Which lesson.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A lesson by its name, or the file that has it; without one they are listed
    #[arg(value_name = "LESSON")]
    lesson: Option<String>,
    /// Where to write the result of an exam, instead of the folder for data
    #[arg(long, value_name = "FILE")]
    result: Option<PathBuf>,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    let paths = Paths::of_user();
    let file = paths.as_ref().map(|paths| Progress::file(&paths.data));
    let progress = match &file {
        Some(file) => Progress::load(file)?,
        None => Progress::default(),
    };
    let Some(name) = &args.lesson else {
        return list(&progress);
    };
    let lesson = Arc::new(lesson(name)?);
    let setup = setup(&lesson)?;
    let begun = Coach::begin(Arc::clone(&lesson), setup.clone());
    let begun = begun.map_err(|failure| {
        let what = format!("its setup does not go through: {}", failure.reason);
        let help = format!("`vmcons check {name}` says more");
        Failure::Text(TextError::whole(&lesson.file, what).help(help).into())
    })?;
    let left = shell::run(options(begun, &lesson, paths.as_ref())?)?;
    let Some(Left {
        timeline,
        coach: Some(coach),
    }) = left
    else {
        return Ok(Outcome::Well);
    };
    let mut progress = progress;
    progress.note(&coach);
    if let Some(file) = &file {
        progress.save(file)?;
    }
    if !coach.is_exam() {
        return tell(&coach, &progress);
    }
    let seed = setup.scenario.seed;
    let record = Record::of(&coach, &timeline, hashes(&lesson)?, seed);
    let data = paths.map(|paths| paths.data).unwrap_or_default();
    let usual = || data.join(format!("{}.result.toml", lesson.name));
    let result = args.result.clone().unwrap_or_else(usual);
    let text = record.text().map_err(std::io::Error::other)?;
    write(&result, text)?;
    let mut out = output();
    write!(out, "{record}")?;
    writeln!(out, "The result is in {}", result.display())?;
    out.flush()?;
    Ok(Outcome::Well)
}

/// The lesson of a name, or of a file.
pub(super) fn lesson(name: &str) -> Result<Lesson, Failure> {
    if is_path(name) {
        return Ok(Lesson::load(name, &read(Path::new(name))?)?);
    }
    Ok(Lesson::builtin(name)?)
}

/// What a lesson's session starts from.
pub(super) fn setup(lesson: &Lesson) -> Result<Setup, Failure> {
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

/// Hashes of all that a lesson rests on.
pub(super) fn hashes(lesson: &Lesson) -> Result<Hashes, Failure> {
    let world = match builtin::find(builtin::WORLDS, &lesson.world) {
        Some(file) if lesson.builtin_world().is_some() => file.text.to_owned(),
        _ => read(Path::new(&beside(&lesson.file, &lesson.world)))?,
    };
    let all = |files: &[builtin::File]| -> String { files.iter().map(|file| file.text).collect() };
    let hash = |text: &str| format!("{:032x}", xxh3_128(text.as_bytes()));
    Ok(Hashes {
        lesson: hash(&lesson.source),
        world: hash(&world),
        grammar: hash(&all(builtin::COMMANDS)),
        catalogue: hash(&all(builtin::MESSAGES)),
    })
}

/// How the consoles look and feel. Who is examined has no help but the system's own.
fn options(
    begun: (Coach, Session),
    lesson: &Lesson,
    paths: Option<&Paths>,
) -> Result<LiveOptions, Failure> {
    let config = match paths {
        Some(paths) => paths.config()?,
        None => Config::default(),
    };
    let name = config.theme.as_deref().unwrap_or("default");
    let mut look = match paths {
        Some(paths) => theme::own(name, &paths.config)?,
        None => theme::named(name)?,
    };
    if let Some(borders) = config.borders {
        look = look.with_borders(borders);
    }
    let is_exam = lesson.exam.is_some();
    Ok(LiveOptions {
        timeline: Timeline::new(begun.1),
        app: None,
        coach: Some(begun.0),
        recording: None,
        conslog: None,
        theme: look,
        pace: Pace::Times(1),
        hints: config.hints && !is_exam,
        trainer: !is_exam,
        mouse: config.mouse,
        keys: config.keys,
    })
}

fn list(progress: &Progress) -> Result<Outcome, Failure> {
    let lessons = Lesson::curriculum()?;
    let width = lessons.iter().map(|l| l.name.len()).max().unwrap_or(0);
    let mut out = output();
    for lesson in &lessons {
        let reached = progress.of(&lesson.name);
        let mark = match reached {
            Some(reached) if reached.steps == reached.of => "done".to_owned(),
            Some(reached) => format!("{}/{}", reached.steps, reached.of),
            None => String::new(),
        };
        let title = match lesson.exam {
            Some(_) => format!("Exam: {}", lesson.title),
            None => lesson.title.clone(),
        };
        let (name, minutes) = (&lesson.name, lesson.minutes);
        writeln!(out, "{mark:>5}  {name:width$}  {minutes:>2} min  {title}")?;
    }
    let is_next = |lesson: &&Lesson| {
        let is_ready = lesson.needs.iter().all(|need| progress.is_done(need));
        is_ready && !progress.is_done(&lesson.name)
    };
    match lessons.iter().find(is_next) {
        Some(next) => writeln!(out, "\nNext: vmcons learn {}", next.name)?,
        None => writeln!(out, "\nAll is done.")?,
    }
    out.flush()?;
    Ok(Outcome::Well)
}

fn tell(coach: &Coach, progress: &Progress) -> Result<Outcome, Failure> {
    let (done, all) = (coach.count_done(), coach.lesson().steps.len());
    let mut out = output();
    writeln!(
        out,
        "{}: {done} of {all} steps done, hints: {}, wrong turns: {}",
        coach.lesson().title,
        coach.count_hints(),
        coach.count_slips()
    )?;
    let lessons = Lesson::curriculum()?;
    let next = lessons
        .iter()
        .find(|lesson| !progress.is_done(&lesson.name));
    if let Some(next) = next {
        writeln!(out, "Next: vmcons learn {}", next.name)?;
    }
    out.flush()?;
    Ok(Outcome::Well)
}

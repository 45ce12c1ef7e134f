//! `vmcons learn`: the lessons, and one of them at the consoles.

mod begin;
mod keep;
mod list;
mod progress;
mod proof;
mod world;

pub(super) use proof::{confirm, is_lesson, is_result, prove};

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use self::keep::Keeper;
use self::progress::Progress;
use super::paths::Paths;
use super::{Failure, Outcome, output, recording, settings, theme};
use crate::app::{Aid, Pace};
use crate::engine::Timeline;
use crate::learn::{Coach, Lesson};
use crate::shell::{self, Keep, Left, LiveOptions};

/// Which lesson.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A lesson by its name, or the file that has it; next is the one that comes next; a
    /// folder with lessons lists them, and nothing the built-in ones
    #[arg(value_name = "LESSON|FILE|DIR")]
    lesson: Option<String>,
    /// Where to write the result of an exam, instead of the folder for data
    #[arg(long, value_name = "FILE")]
    result: Option<PathBuf>,
    /// Begin a lesson anew that was left in the middle, instead of asking
    #[arg(long)]
    anew: bool,
    /// Write down what is entered, as a tape in a file that does not exist yet
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,
}

/// The name for whatever lesson comes next.
const NEXT: &str = "next";

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    let paths = Paths::of_user();
    let file = paths.as_ref().map(|paths| Progress::file(&paths.data));
    let progress = match &file {
        Some(file) => Progress::load(file)?,
        None => Progress::default(),
    };
    let Some(name) = &args.lesson else {
        return list::curriculum(&progress);
    };
    if Path::new(name).is_dir() {
        return list::folder(Path::new(name), &progress);
    }
    let name = &match name.as_str() {
        NEXT => list::upcoming(&progress)?,
        _ => name.clone(),
    };
    let lesson = Arc::new(world::lesson(name)?);
    let keeper = Keeper::of(&lesson, file, paths.as_ref(), args.result.as_deref())?;
    args.record.as_deref().map_or(Ok(()), recording::free)?;
    let saved = keeper.saved().filter(|_| !args.anew);
    let begun = match saved {
        Some(saved) if begin::goes_on(&saved.0)? => Ok(saved),
        _ => begin::anew(name, &lesson),
    };
    let (mut coach, timeline) = begun?;
    coach.leads_to(list::after(&lesson, &progress)?);
    let recorded = args.record.as_deref();
    let recording = recorded.map(|file| begin::recording(file, &lesson, &timeline));
    let recording = recording.transpose()?;
    let begun = (coach, timeline);
    let keep = keeper.clone();
    let keep = Keep::with(move |coach, timeline| {
        let kept = keep.keep(coach, timeline);
        kept.map_err(|failure| failure.to_string())
    });
    let mut options = options(begun, keep, &lesson, paths.as_ref())?;
    options.recording = recording;
    let left = shell::run(options)?;
    let Some(Left {
        timeline,
        coach: Some(coach),
    }) = left
    else {
        return Ok(Outcome::Well);
    };
    keeper.keep(&coach, &timeline)?;
    if coach.is_exam() {
        return keeper.tell(&coach, &timeline);
    }
    tell(&coach, &timeline, &keeper.progress()?)
}

/// How the consoles look and feel. Who is examined has no help but the system's own.
fn options(
    (coach, timeline): (Coach, Timeline),
    keep: Keep,
    lesson: &Lesson,
    paths: Option<&Paths>,
) -> Result<LiveOptions, Failure> {
    let config = settings::config(paths);
    let look = theme::bordered(settings::theme(&config, paths)?, config.borders);
    let is_exam = lesson.exam.is_some();
    Ok(LiveOptions {
        timeline,
        app: None,
        coach: Some((coach, keep)),
        recording: None,
        conslog: None,
        theme: look,
        themes: settings::themes(paths),
        pace: Pace::Times(1),
        aid: match is_exam {
            true => Aid::Forbidden,
            false => Aid::wanted(config.hints),
        },
        trainer: !is_exam,
        mouse: config.mouse,
        keys: config.keys,
    })
}

/// How it went, and what comes next: this lesson again, as long as it is not done.
fn tell(coach: &Coach, timeline: &Timeline, progress: &Progress) -> Result<Outcome, Failure> {
    let mut out = output();
    let lesson = coach.lesson();
    writeln!(out, "{}", lesson.title)?;
    writeln!(out, "{}", coach.summary(timeline.session()))?;
    let again = world::key(lesson);
    let next = match list::after(lesson, progress)? {
        _ if coach.count_done() < lesson.steps.len() => Some(again),
        next => next.map(|next| next.call),
    };
    if let Some(next) = next {
        writeln!(out, "Next: vmcons learn {next}")?;
    }
    let left = coach.current().filter(|place| *place > 0);
    if let Some(step) = left.and_then(|place| coach.step(place)) {
        writeln!(out, "It can go on where it was: {}", step.title)?;
    }
    out.flush()?;
    Ok(Outcome::Well)
}

//! `vmcons play`: a tape, live in this terminal.

use std::path::PathBuf;

use super::paths::Paths;
use super::stored::Stored;
use super::tapes::{Props, script_or_demo};
use super::{Failure, Outcome, failure, recording, settings};
use crate::app::Pace;
use crate::config::Config;
use crate::export::{Film, Window};
use crate::shell::{self, Habits, Pictures};
use crate::sim::Span;
use crate::tape::{Report, Run, Speed};

/// What to play.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The tape, or the name of a demonstration
    #[arg(value_name = "TAPE")]
    tape: PathBuf,
    /// Colours and styles by name, or the file that has them, instead of the tape's
    #[arg(long, value_name = "NAME|FILE")]
    theme: Option<String>,
    /// How fast it goes at its beginning, instead of what the tape sets: so many times as fast as
    /// the clock, or max
    #[arg(long, value_name = "N|max", value_parser = speed)]
    speed: Option<Speed>,
    /// Write down what the tape enters, and what you do once you have taken the keyboard over
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,
}

fn speed(text: &str) -> Result<Speed, String> {
    Ok(match super::live::pace(text)? {
        Pace::Times(times) => Speed::Times(times),
        Pace::Max | Pace::Paused => Speed::Max,
    })
}

/// The longest pause in a film that a tape asks for, as `vmcons export` has it.
const LONGEST_PAUSE: Span = Span::from_secs(2);

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    let script = script_or_demo(&args.tape)?;
    let props = Props::builtin()?.wearing(args.theme.as_deref())?;
    let stage = props.stage(&script)?;
    let recording = match &args.record {
        Some(path) => Some(recording::begin_behind(path, &script, &stage)?),
        None => None,
    };
    let mut stored = Stored::of(&args.tape, false);
    let run = Run::new(&script, stage, &mut stored);
    for note in &script.notes {
        failure::report(note);
    }
    let mut pictures = Pictures::of(&args.tape, Window::of(&script.settings));
    let failures = shell::play(
        run,
        args.speed.unwrap_or(script.settings.speed),
        &mut pictures,
        habits(),
        recording,
    )?;
    if !failures.is_empty() {
        failure::report(&Report(&failures));
    }
    if pictures.need_film() {
        let stage = props.stage(&script)?;
        let mut stored = Stored::of(&args.tape, false);
        let title = stage.session().view().title;
        let film = Film::shoot(Run::new(&script, stage, &mut stored), &title, |_, _| {});
        pictures.roll(&film.paced(LONGEST_PAUSE, Window::of(&script.settings).speed()));
    }
    // What is not written at all has been told with its place.
    let is_noted = |told: &&String| script.notes.iter().any(|note| note.text == **told);
    let told = pictures.told.iter().filter(|told| !is_noted(told));
    told.for_each(|told| failure::report(told));
    Ok(if failures.is_empty() {
        Outcome::Well
    } else {
        Outcome::Failed
    })
}

/// What the user's config says of hands and keyboard. A tape can be played without, and so
/// mistakes in it are only told.
fn habits() -> Habits {
    let paths = Paths::of_user();
    let config = match paths.as_ref().map(Paths::config) {
        Some(Ok(config)) => config,
        Some(Err(problem)) => {
            failure::report(&problem);
            Config::default()
        }
        None => Config::default(),
    };
    Habits {
        keys: config.keys,
        hints: config.hints,
        mouse: config.mouse,
        themes: settings::themes(paths.as_ref()),
    }
}

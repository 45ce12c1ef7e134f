//! `vmcons export`: what a tape shows, as a picture, a film or data.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::stored::Stored;
use super::tapes::{Props, script_or_demo};
use super::{Failure, Outcome, failure, files};
use crate::export::{self, Film, Format, Movie, Screens, Still, Version, Window};
use crate::shell::Pictures;
use crate::sim::{Span, Tick};
use crate::tape::{Command, Cue, Progress, Report, Run, Script, Stage, Unwritten};

/// What to write, and where to.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The tape, or the name of a demonstration
    #[arg(value_name = "TAPE")]
    tape: PathBuf,
    /// The file to write; its ending says what: .svg, .png, .txt, .ansi show the last
    /// screen, .cast and .gif all of it, .ascii the screen behind each command as VHS has it,
    /// .jsonl has the consoles' lines as data; without it, the files of the tape's own Output,
    /// which are not written otherwise
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Colours and styles by name, or the file that has them, instead of the tape's
    #[arg(long, value_name = "NAME|FILE")]
    theme: Option<String>,
    /// The title of the window, instead of the scenario's
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Write asciicast version 2 instead of 3
    #[arg(long, requires = "output")]
    v2: bool,
    /// Make the .svg a film of the whole tape
    #[arg(long, requires = "output")]
    animate: bool,
    /// The longest pause in a film, in seconds; longer ones are cut
    #[arg(long, value_name = "SECONDS", default_value = "2", value_parser = seconds)]
    idle: Duration,
}

fn seconds(text: &str) -> Result<Duration, String> {
    let wrong = || "write a number of seconds, such as 2 or 0.5".to_owned();
    let number: f64 = text.parse().map_err(|_| wrong())?;
    Duration::try_from_secs_f64(number).map_err(|_| wrong())
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    let output = args.output.as_deref();
    let wanted = output.map(|file| format(args, file)).transpose()?;
    let script = script_or_demo(&args.tape)?;
    ensure_output(args, &script)?;
    let props = Props::builtin()?.wearing(args.theme.as_deref())?;
    let window = Window::of(&script.settings);
    let mut screens = matches!(wanted, Some(Format::Screens)).then(Screens::default);
    let (stage, mut pictures, outcome) =
        carry_out(args, &script, props.stage(&script)?, &mut screens)?;
    let title = match &args.title {
        Some(title) => title.clone(),
        None => stage.session().view().title,
    };
    let wants_film = matches!(wanted, Some(Format::Movie(_))) || pictures.need_film();
    let film = match wants_film {
        true => Some(film(args, &script, props.stage(&script)?, &title)),
        false => None,
    };
    if let Some(film) = &film {
        pictures.roll(film);
    }
    pictures.told.iter().for_each(|told| failure::report(told));
    let Some((file, format)) = output.zip(wanted) else {
        return Ok(outcome);
    };
    let bytes = match (format, &film) {
        (Format::Movie(movie), Some(film)) => movie.write(film, &window),
        (Format::Still(still), _) => still.draw(&stage.screen(), &window, &title),
        (Format::Screens, _) => Ok(screens.unwrap_or_default().into_bytes()),
        _ => Ok(export::events(stage.session())),
    };
    let bytes =
        bytes.map_err(|error| Failure::call(error.to_string(), "change the tape's head"))?;
    files::write(file, &bytes)?;
    if outcome == Outcome::Failed {
        failure::report(&format!(
            "{} is written all the same: it shows what went wrong",
            file.display()
        ));
    }
    Ok(outcome)
}

/// Neither the call nor the tape may name what to write.
fn ensure_output(args: &Args, script: &Script) -> Result<(), Failure> {
    let is_output =
        |cue: &Cue| matches!(&cue.step.command, Command::Output(file) if Format::of(file).is_ok());
    if args.output.is_some() || script.cues.iter().any(is_output) {
        return Ok(());
    }
    let tape = args.tape.display();
    let unwritten: Vec<String> = script.cues.iter().filter_map(unwritten).collect();
    let what = match unwritten.is_empty() {
        false => unwritten.join("\n"),
        true => format!("{tape} has no Output that is written here, and no file is named"),
    };
    Err(Failure::call(
        what,
        format!("write vmcons export {tape} -o FILE.svg"),
    ))
}

/// What `vmcons check` tells of an `Output` that is not written, with its place.
fn unwritten(cue: &Cue) -> Option<String> {
    let Command::Output(file) = &cue.step.command else {
        return None;
    };
    let unwritten = Unwritten::of(file)?;
    Some(format!("{}:{}: {unwritten}", cue.file, cue.step.line))
}

/// What the call asks for.
fn format(args: &Args, file: &Path) -> Result<Format, Failure> {
    let file = file.to_string_lossy();
    let format = Format::of(&file).map_err(|error| {
        Failure::call(error.to_string(), "write vmcons export TAPE -o FILE.svg")
    })?;
    match format {
        Format::Movie(Movie::Cast(_)) if args.v2 => Ok(Format::Movie(Movie::Cast(Version::Two))),
        _ if args.v2 => Err(Failure::call(
            format!("--v2 is for recordings, and `{file}` is none"),
            "end the file with .cast, or leave --v2 out",
        )),
        Format::Still(Still::Svg) if args.animate => Ok(Format::Movie(Movie::Svg)),
        _ if args.animate => Err(Failure::call(
            format!("--animate is for drawings, and `{file}` is none"),
            "end the file with .svg, or leave --animate out",
        )),
        format => Ok(format),
    }
}

/// Carries the tape out to its end, and writes the pictures that it asks for itself.
fn carry_out(
    args: &Args,
    script: &Script,
    stage: Stage,
    screens: &mut Option<Screens>,
) -> Result<(Stage, Pictures, Outcome), Failure> {
    let mut stored = Stored::of(&args.tape, false);
    let mut run = Run::new(script, stage, &mut stored);
    let mut failures = Vec::new();
    let mut pictures = Pictures::of(Path::new(&args.tape), Window::of(&script.settings));
    if args.output.is_some() {
        pictures = pictures.written_elsewhere();
    }
    while let Progress::Done(cue, problem) = run.go(Tick::NEVER) {
        pictures.take(&cue.step.command, run.stage());
        if let Some(screens) = screens {
            screens.take(&cue.step.command, run.stage());
        }
        failures.extend(problem.map(|problem| *problem));
    }
    pictures.finish(run.stage());
    let outcome = match failures.is_empty() {
        true => Outcome::Well,
        // The picture is of use all the same: it shows what went wrong.
        false => {
            failure::report(&Report(&failures));
            Outcome::Failed
        }
    };
    Ok((run.stage().clone(), pictures, outcome))
}

/// Carries the tape out once more, with a camera. What fails has been told before.
fn film(args: &Args, script: &Script, stage: Stage, title: &str) -> Film {
    let mut stored = Stored::of(&args.tape, false);
    let film = Film::shoot(Run::new(script, stage, &mut stored), title, |_, _| {});
    let idle = u64::try_from(args.idle.as_micros()).unwrap_or(u64::MAX);
    film.paced(
        Span::from_micros(idle),
        Window::of(&script.settings).speed(),
    )
}

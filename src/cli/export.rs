//! `vmcons export`: a picture of what a tape leaves on the screen.

use std::path::PathBuf;

use super::tapes::{Props, Stored, script_or_demo};
use super::{Failure, Outcome, failure, files};
use crate::export::Still;
use crate::shell::Pictures;
use crate::sim::Tick;
use crate::tape::{Progress, Run};

/// What to draw, and where to.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The tape, or the name of a demonstration
    #[arg(value_name = "TAPE")]
    tape: PathBuf,
    /// The file to write; its ending says what: .svg, .txt or .ansi
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// The title of the window, instead of the scenario's
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    let file = args.output.to_string_lossy();
    let still = Still::of(&file).map_err(|error| {
        Failure::call(error.to_string(), "write vmcons export TAPE -o FILE.svg")
    })?;
    let script = script_or_demo(&args.tape)?;
    let stage = Props::builtin()?.stage(&script)?;
    let mut stored = Stored::of(&args.tape, false);
    let mut run = Run::new(&script, stage, &mut stored);
    let mut outcome = Outcome::Well;
    let mut pictures = Pictures::of(&args.tape);
    while let Progress::Done(cue, problem) = run.go(Tick::NEVER) {
        pictures.take(&cue.step.command, run.stage());
        if let Some(problem) = problem {
            // The picture is of use all the same: it shows what went wrong.
            failure::report(&problem);
            outcome = Outcome::Failed;
        }
    }
    let stage = run.stage();
    pictures.finish(stage);
    pictures
        .problems
        .iter()
        .for_each(|problem| failure::report(problem));
    let title = match &args.title {
        Some(title) => title.clone(),
        None => stage.session().view().title,
    };
    files::write(&args.output, &still.draw(&stage.screen(), &title))?;
    Ok(outcome)
}

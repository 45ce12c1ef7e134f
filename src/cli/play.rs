//! `vmcons play`: a tape, live in this terminal.

use std::path::PathBuf;

use super::tapes::{Props, Stored, script_or_demo};
use super::{Failure, Outcome, failure};
use crate::shell::{self, Pictures};
use crate::tape::Run;

/// What to play.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The tape, or the name of a demonstration
    #[arg(value_name = "TAPE")]
    tape: PathBuf,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    let script = script_or_demo(&args.tape)?;
    let stage = Props::builtin()?.stage(&script)?;
    let mut stored = Stored::of(&args.tape, false);
    let run = Run::new(&script, stage, &mut stored);
    for note in &script.notes {
        failure::report(note);
    }
    let mut pictures = Pictures::of(&args.tape);
    let failures = shell::play(run, script.settings.speed, &mut pictures)?;
    failures.iter().for_each(|problem| failure::report(problem));
    pictures
        .problems
        .iter()
        .for_each(|problem| failure::report(problem));
    Ok(if failures.is_empty() {
        Outcome::Well
    } else {
        Outcome::Failed
    })
}

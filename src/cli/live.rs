//! `vmcons`: the consoles, live in this terminal.

use std::path::PathBuf;

use tracing::level_filters::LevelFilter;

use super::{Failure, Outcome, WorldArgs};
use crate::app::Pace;
use crate::shell::{self, LiveOptions};
use crate::ui::Borders;

/// The options of a live session.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    world: WorldArgs,
    /// Colours and styles by name, or the file that has them
    #[arg(long, value_name = "NAME|FILE", default_value = "default")]
    theme: String,
    /// Rules and frames of Unicode's box characters, or of ASCII
    #[arg(long, value_name = "unicode|ascii")]
    borders: Option<Lines>,
    /// How fast simulated time flows: so many times as fast as the clock, or max
    #[arg(long, value_name = "N|max", default_value = "1", value_parser = pace)]
    speed: Pace,
    /// Help in the input line while typing: completion, hints, colours
    #[arg(long, value_name = "on|off", default_value = "on")]
    hints: Switch,
    /// What the log tells: off, error, warn, info, debug or trace
    #[arg(long, value_name = "LEVEL", env = "VMCONS_LOG", default_value = "warn")]
    log: LevelFilter,
    /// The file for the log, instead of vmcons/vmcons.log in the XDG folder for state
    #[arg(long, value_name = "FILE")]
    log_file: Option<PathBuf>,
}

/// Something that is on or off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Switch {
    On,
    Off,
}

/// What rules and frames are made of.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Lines {
    Unicode,
    Ascii,
}

impl From<Lines> for Borders {
    fn from(lines: Lines) -> Self {
        match lines {
            Lines::Unicode => Borders::Unicode,
            Lines::Ascii => Borders::Ascii,
        }
    }
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    shell::log::begin(args.log, args.log_file.as_deref());
    let setup = args.world.setup()?;
    let mut theme = super::theme::named(&args.theme)?;
    if let Some(borders) = args.borders {
        theme = theme.with_borders(borders.into());
    }
    shell::run(LiveOptions {
        setup,
        theme,
        pace: args.speed,
        hints: args.hints == Switch::On,
    })?;
    Ok(Outcome::Well)
}

fn pace(text: &str) -> Result<Pace, String> {
    match text.parse() {
        Ok(times @ 1..) => Ok(Pace::Times(times)),
        _ if text.eq_ignore_ascii_case("max") => Ok(Pace::Max),
        _ => Err("write a whole number from 1, or max".to_owned()),
    }
}

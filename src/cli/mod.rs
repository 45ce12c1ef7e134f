//! The command line: one file for each subcommand.
//!
//! A subcommand is a variant of `Command` with a file of its own that has `Args`
//! and `run`. It writes results, and nothing else, to stdout; what goes wrong is a
//! [`Failure`], which [`main`] reports on stderr.

mod batch;
mod check;
mod completions;
mod embed;
mod export;
mod failure;
mod files;
mod format;
mod grammar;
mod junit;
mod learn;
mod list;
mod live;
mod man;
mod paths;
mod play;
mod recording;
mod settings;
mod show;
mod stored;
pub mod tapes;
pub mod test;
mod theme;
mod width;
mod world;

pub use embed::{Unmet, check_tape, check_text};
pub use failure::{Failure, Outcome};
pub use files::{output, read, telling_output};
pub use format::Format;
pub use grammar::GrammarArgs;
pub use world::WorldArgs;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

const EXIT_CODES: &str = "\
Exit codes: 0 all well; 1 an expectation or a check failed; 2 the call or a file is wrong";

/// The VM2000 operator's console, in a terminal
#[derive(Debug, Parser)]
#[command(name = "vmcons", version, args_conflicts_with_subcommands = true, after_help = EXIT_CODES)]
struct Call {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    live: live::Args,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Play a tape live in this terminal
    Play(play::Args),
    /// Carry tapes out, headless: exit 1 if an expectation fails
    Test(test::Args),
    /// Draw what a tape leaves on the screen
    Export(export::Args),
    /// Enter lines from a file or stdin at consoles; what they show comes on stdout
    Batch(batch::Args),
    /// Learn VM2000: lessons and exams, at the consoles
    Learn(learn::Args),
    /// List what there is, one a line
    List(list::Args),
    /// Show a command, a message or a scenario in full
    Show(show::Args),
    /// Check files that somebody wrote: every error with line and column
    Check(check::Args),
    /// Print what a shell needs to complete calls of this program
    Completions(completions::Args),
    /// Print the manual page
    Man(man::Args),
}

/// Carries out the call that the program was started with.
pub fn main() -> ExitCode {
    let call = Call::parse();
    let end = match &call.command {
        None => live::run(&call.live),
        Some(Command::Play(args)) => play::run(args),
        Some(Command::Test(args)) => test::run(args),
        Some(Command::Export(args)) => export::run(args),
        Some(Command::Batch(args)) => batch::run(args),
        Some(Command::Learn(args)) => learn::run(args),
        Some(Command::List(args)) => list::run(args),
        Some(Command::Show(args)) => show::run(args),
        Some(Command::Check(args)) => check::run(args),
        Some(Command::Completions(args)) => completions::run(args),
        Some(Command::Man(args)) => man::run(args),
    };
    failure::exit(end)
}

//! `vmcons man`: the manual page, made of what `--help` says.

use std::io::Write;

use clap::CommandFactory;
use clap_mangen::Man;

use super::{Call, Failure, Outcome, output};

const READ: &str = "\
To read it:    vmcons man | man -l -
To install it: vmcons man > ~/.local/share/man/man1/vmcons.1";

/// Which page.
#[derive(Debug, clap::Args)]
#[command(after_help = READ)]
pub(super) struct Args {
    /// A subcommand, for its own page
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    let mut call = Call::command();
    call.build();
    let command = match &args.command {
        None => call,
        Some(name) => named(&call, name)?,
    };
    let mut page = Vec::new();
    Man::new(command).render(&mut page)?;
    let mut out = output();
    out.write_all(&page)?;
    out.flush()?;
    Ok(Outcome::Well)
}

fn named(call: &clap::Command, name: &str) -> Result<clap::Command, Failure> {
    let found = call.find_subcommand(name).cloned();
    found.ok_or_else(|| {
        let all: Vec<&str> = call
            .get_subcommands()
            .map(clap::Command::get_name)
            .collect();
        let what = format!("there is no subcommand `{name}`");
        Failure::call(what, format!("write one of {}", all.join(", ")))
    })
}

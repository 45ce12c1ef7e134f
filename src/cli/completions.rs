//! `vmcons completions`: what a shell needs to complete calls of this program.

use std::io::Write;

use clap::CommandFactory;
use clap_complete::Shell;

use super::{Call, Failure, Outcome, output};

const PLACES: &str = "\
Put it where your shell looks for it, for example:
  vmcons completions bash > ~/.local/share/bash-completion/completions/vmcons
  vmcons completions zsh > ~/.zfunc/_vmcons          (with fpath+=~/.zfunc before compinit)
  vmcons completions fish > ~/.config/fish/completions/vmcons.fish";

/// For which shell.
#[derive(Debug, clap::Args)]
#[command(after_help = PLACES)]
pub(super) struct Args {
    /// The shell
    shell: Shell,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Call::command(), "vmcons", &mut script);
    let mut out = output();
    out.write_all(&script)?;
    out.flush()?;
    Ok(Outcome::Well)
}

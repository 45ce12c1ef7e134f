//! `vmcons completions`: what a shell needs to complete calls of this program.

use std::io::Write;

use clap::builder::PossibleValue;
use clap::{Arg, CommandFactory};
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
    let script = String::from_utf8_lossy(&script);
    let mut out = output();
    out.write_all(with_names(args.shell, &script).as_bytes())?;
    out.flush()?;
    Ok(Outcome::Well)
}

/// What each shell needs to propose names of commands, messages and so on.
const BASH: &str = include_str!("names.bash");
const ZSH: &str = include_str!("names.zsh");
const FISH: &str = include_str!("names.fish");

/// Where a script of zsh begins to act.
const ZSH_ACTS: &str = "if [ \"$funcstack[1]\" = \"_vmcons\" ]";

/// A script that proposes names as well: it asks the program when it needs them, so that
/// it knows somebody's own themes and grows no longer.
fn with_names(shell: Shell, script: &str) -> String {
    match shell {
        Shell::Bash => format!("{script}{BASH}"),
        Shell::Fish => {
            let names = FISH.replace("SHOWN", &kinds("show"));
            format!("{script}{}", names.replace("LISTED", &kinds("list")))
        }
        Shell::Zsh => {
            let named = |line: &str| match line.starts_with("':name -- ") {
                true => line.replace(":_default'", ":_vmcons_names'"),
                false => line.to_owned(),
            };
            let lines: Vec<String> = script.lines().map(named).collect();
            let script = lines.join("\n") + "\n";
            script.replacen(ZSH_ACTS, &format!("{ZSH}{ZSH_ACTS}"), 1)
        }
        _ => script.to_owned(),
    }
}

/// The kinds of things that a subcommand shows or lists.
fn kinds(subcommand: &str) -> String {
    let call = Call::command();
    let found = call.find_subcommand(subcommand);
    let kind = found.and_then(|found| found.get_positionals().next());
    let values = kind.map(Arg::get_possible_values).unwrap_or_default();
    let names: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
    names.join(" ")
}

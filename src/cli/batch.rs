//! `vmcons batch`: lines in, console output out.

use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};

use super::{Failure, Format, Outcome, WorldArgs, failure, output, read};
use crate::batch::{self, Batch, Stop};
use crate::engine::Session;
use crate::shell;
use crate::text::Errors;

const LANGUAGE: &str = "\
Lines:
  /SHOW-VM-RESOURCES              enter a line at the console used last, the first SU's at the start
  @NAME /SHOW-VM-RESOURCES        enter it at this console (`vmcons list consoles`)
  @wait 90s                       let simulated time pass
  @wait NAME /VMS2451/ 10m        wait for a line on a console; exit code 1 if none comes in time
  @reply NAME Y                   answer the oldest open question of a console
  @note TEXT                      write a text of yours between the lines
  @inject link-loss SU            let something fail; `@inject clear link-loss SU` ends it
  @idle [24h]                     wait until all that was started is done
  # text                          a comment

Time stands still but for @wait, @idle, the end of input, and a line whose console is busy.
Whoever holds a pipe open sends @idle to see what became of a command.";

/// Where lines come from, and how the output is written.
#[derive(Debug, clap::Args)]
#[command(after_help = LANGUAGE)]
pub(super) struct Args {
    /// The lines; without it they come from stdin
    file: Option<PathBuf>,
    /// How to write what appears: lines for people, or one JSON object a line
    #[arg(long, default_value = "text")]
    format: Format,
    /// Write the CONSLOG files of each system into this folder at the end
    #[arg(long, value_name = "DIR")]
    conslog: Option<PathBuf>,
    #[command(flatten)]
    world: WorldArgs,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    let mut session = Session::new(args.world.setup()?);
    let format = match args.format {
        Format::Text => batch::Format::Text,
        Format::Json => batch::Format::Json,
    };
    let mut out = output();
    let ended = match &args.file {
        Some(path) => from_file(&mut session, path, format, &mut out),
        None => from_stdin(Batch::new(&mut session, "stdin", format), &mut out),
    };
    if let Some(folder) = &args.conslog {
        shell::conslog::write(&session, folder)?;
    }
    ended
}

/// Of a file with mistakes nothing is carried out; a pipe only shows them in time.
fn from_file(
    session: &mut Session,
    path: &Path,
    format: batch::Format,
    out: &mut impl Write,
) -> Result<Outcome, Failure> {
    let name = path.display().to_string();
    let text = read(path)?;
    let lines = || (1..).zip(text.lines());
    let errors: Vec<_> = lines()
        .filter_map(|(number, line)| batch::parse(&name, number, line).err())
        .collect();
    if !errors.is_empty() {
        return Err(Errors(errors).into());
    }
    let mut batch = Batch::new(session, &name, format);
    for (number, line) in lines() {
        batch.enter(number, line, out)?;
    }
    finish(batch, out)
}

fn from_stdin(mut batch: Batch<'_>, out: &mut impl Write) -> Result<Outcome, Failure> {
    for (number, line) in (1..).zip(io::stdin().lock().lines()) {
        let line = line.map_err(|source| Failure::File {
            path: "stdin".into(),
            source,
        })?;
        batch.enter(number, &line, out)?;
        // Whoever holds the pipe open waits for the answer before writing on.
        out.flush()?;
    }
    finish(batch, out)
}

fn finish(batch: Batch<'_>, out: &mut impl Write) -> Result<Outcome, Failure> {
    let open = batch.finish(out)?;
    for question in &open {
        let what = format!("{}: unanswered: {}", question.console, question.text);
        failure::report(&what);
    }
    let outcome = if open.is_empty() {
        Outcome::Well
    } else {
        Outcome::Failed
    };
    Ok(outcome)
}

impl From<Stop> for Failure {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Wrong(error) => Failure::Text(Errors::from(error)),
            Stop::Unmet(error) => Failure::Unmet(error),
            Stop::Output(error) => Failure::Output(error),
        }
    }
}

//! `vmcons check`: every mistake in files that somebody wrote.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::{Failure, Outcome, files, learn, read, telling_output};
use crate::catalog::Catalog;
use crate::config::Config;
use crate::scenario::Scenario;
use crate::sdf::Grammar;
use crate::tape::{self, Note};
use crate::text::{Errors, TextError};
use crate::ui::Theme;

/// What to check.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Lessons, results of exams, scenarios, themes, messages and the config (.toml), commands (.sdf), tapes (.tape)
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Write tapes in their normal form: one command a line, one way to write each
    #[arg(long)]
    fmt: bool,
    /// Leave out of recorded tapes when everything was, and keep what was waited for
    #[arg(long, requires = "fmt")]
    relax: bool,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    let mut out = telling_output();
    let mut outcome = Outcome::Well;
    // What cannot be read keeps nobody from the mistakes of the other files.
    let mut unread = Vec::new();
    for path in &args.files {
        let text = match read(path) {
            Ok(text) => text,
            Err(failure) => {
                unread.push(failure);
                continue;
            }
        };
        if let Some(end) = proof(path, &text) {
            match end {
                Ok(said) => writeln!(out, "{said}")?,
                Err(Failure::Text(errors)) => {
                    writeln!(out, "{errors}\n")?;
                    outcome = Outcome::Failed;
                }
                Err(other) => return Err(other),
            }
            continue;
        }
        match one(path, &text) {
            Ok(notes) => {
                notes.iter().try_for_each(|note| writeln!(out, "{note}"))?;
                if args.fmt {
                    normalize(path, &text, args.relax)?;
                }
            }
            Err(errors) => {
                writeln!(out, "{errors}\n")?;
                outcome = Outcome::Failed;
            }
        }
    }
    let last = unread.pop();
    for failure in unread {
        writeln!(out, "{failure}")?;
    }
    out.flush()?;
    last.map_or(Ok(outcome), Err)
}

/// Proves a lesson or confirms a result; `None` for all other files.
fn proof(path: &Path, text: &str) -> Option<Result<String, Failure>> {
    let name = path.display().to_string();
    let is_toml = path.extension().is_some_and(|ending| ending == "toml");
    if is_toml && learn::is_lesson(text) {
        return Some(learn::prove(&name, text));
    }
    (is_toml && learn::is_result(text)).then(|| learn::confirm(&name, text))
}

/// Writes a tape that has no mistakes in its normal form.
fn normalize(path: &Path, text: &str, relax: bool) -> Result<(), Failure> {
    if path
        .extension()
        .is_none_or(|ending| !ending.eq_ignore_ascii_case("tape"))
    {
        return Err(Failure::call(
            format!("{}: only tapes have a normal form", path.display()),
            "leave --fmt out, or name files that end in .tape",
        ));
    }
    let tape = tape::parse(&path.display().to_string(), text)?;
    let tape = if relax { tape.relaxed() } else { tape };
    let normal = tape.to_string();
    if normal == text {
        return Ok(());
    }
    files::write(path, normal)
}

/// What there is to say of a file that has no mistakes; only tapes have such notes.
fn one(path: &Path, text: &str) -> Result<Vec<Note>, Errors> {
    let name = path.display().to_string();
    let extension = path.extension().and_then(|ending| ending.to_str());
    let checked = match extension.map(str::to_ascii_lowercase).as_deref() {
        Some("tape") => return tape::parse(&name, text).map(|tape| tape.notes),
        Some("sdf") => Grammar::load([(name.as_str(), text)]).map(drop),
        Some("yaml" | "yml") => Theme::load(&name, text).map(drop),
        Some("toml") => toml(&name, text),
        _ => Err(
            TextError::whole(&name, "nothing is known about this kind of file")
                .help("check files that end in .toml, .sdf, .tape or .yaml")
                .into(),
        ),
    };
    checked.map(|()| Vec::new())
}

/// Tells config, scenarios, themes and messages apart by what only they have.
fn toml(name: &str, text: &str) -> Result<(), Errors> {
    let begins = |words: &[&str]| {
        let head = |line: &str| words.iter().any(|word| line.trim_start().starts_with(word));
        text.lines().any(head)
    };
    let is_config = Path::new(name).file_name() == Some("config.toml".as_ref());
    if is_config || begins(&["[keys]", "mouse =", "hints ="]) {
        Config::load(name, text).map(drop)
    } else if begins(&["[palette]", "[role]", "[role.", "inherits"]) {
        Theme::load(name, text).map(drop)
    } else if begins(&["meaning =", "response =", "destination ="]) {
        Catalog::load([(name, text)]).map(drop)
    } else {
        Scenario::load(name, text).map(drop)
    }
}

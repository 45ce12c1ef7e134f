//! `vmcons check`: every mistake in files that somebody wrote.

mod beside;
mod commands;
mod kind;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use self::beside::Beside;
use self::kind::{Kind, ending};
use super::tapes::{Found, Props, demo_named, find_like, in_tape, reader};
use super::{Failure, Outcome, failure, files, learn, read, telling_output, theme};
use crate::catalog::Catalog;
use crate::config::Config;
use crate::scenario::Scenario;
use crate::sdf::Grammar;
use crate::shell::Recording;
use crate::tape::{self, Script, Stage, Tape};
use crate::text::reader::Report;
use crate::text::{Errors, TextError};
use crate::ui::Theme;

/// What to check.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Lessons, results of exams, scenarios, themes, messages and the config (.toml), commands (.sdf), tapes (.tape), and folders with any of them
    #[arg(required = true, value_name = "PATH")]
    files: Vec<PathBuf>,
    /// Write tapes in their normal form: one command a line, one way to write each
    #[arg(long)]
    fmt: bool,
    /// Leave out of a recorded tape when everything was, and keep what was waited for: a test
    /// on stdout, or in the file of --output; the recording stays as it is
    #[arg(long, requires = "fmt")]
    relax: bool,
    /// Where the relaxed tape goes: another file, or the recording's own
    #[arg(short, long, value_name = "FILE", requires = "relax")]
    output: Option<PathBuf>,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    let Found { files, unread } = find_like(&args.files, &is_ours);
    // What cannot be read keeps nobody from the mistakes of the other files.
    let mut unread: Vec<Failure> = unread.into_iter().map(|(_, failure)| failure).collect();
    if files.is_empty() && unread.is_empty() {
        return Err(Failure::call(
            "there is nothing to check",
            "name files, or folders with files that end in .toml, .sdf, .tape or .yaml",
        ));
    }
    let props = Props::builtin()?;
    if args.relax {
        return relax(&files, args.output.as_deref(), &props);
    }
    let mut out = telling_output();
    let beside = Beside::of(&files);
    let mut count = Count::default();
    for path in &files {
        let text = match read(path) {
            Ok(text) => text,
            Err(failure) => {
                let demo = demo_named(path).filter(|_| !path.exists());
                unread.push(match demo {
                    Some(demo) => {
                        let what = format!("{}: there is no such file", path.display());
                        Failure::call(what, demo)
                    }
                    None => failure,
                });
                continue;
            }
        };
        let found = one(path, &text, &props);
        match found.and_then(|told| Ok([told, beside.check(path)?].concat())) {
            Ok(told) => {
                told.iter().try_for_each(|told| writeln!(out, "{told}"))?;
                count.right += 1;
                if args.fmt {
                    normalize(path, &text)?;
                }
            }
            Err(Failure::Text(errors)) => {
                writeln!(out, "{errors}\n")?;
                count.wrong += 1;
            }
            Err(other) => return Err(other),
        }
    }
    count.unread = unread.len();
    let last = unread.pop();
    for failure in unread {
        writeln!(out, "{failure}")?;
    }
    writeln!(out, "{}", count.told(&files))?;
    out.flush()?;
    match last {
        Some(last) => Err(last),
        None if count.wrong > 0 => Ok(Outcome::Failed),
        None => Ok(Outcome::Well),
    }
}

/// How many files there are of each kind.
#[derive(Debug, Default)]
struct Count {
    right: usize,
    wrong: usize,
    unread: usize,
}

impl Count {
    fn told(&self, files: &[PathBuf]) -> String {
        let what = match files.iter().all(|path| ending(path) == "tape") {
            true if self.right == 1 => "tape",
            true => "tapes",
            false if self.right == 1 => "file",
            false => "files",
        };
        let mut told = format!("{} {what} right", self.right);
        for (count, what) in [(self.wrong, "wrong"), (self.unread, "not read")] {
            if count > 0 {
                told.push_str(&format!(", {count} {what}"));
            }
        }
        told
    }
}

/// Whether a file that was found in a folder is one of those that the program reads.
fn is_ours(path: &Path) -> bool {
    match ending(path).as_str() {
        // What is no UTF-8 is told of when it is read.
        "toml" => {
            fs::read(path).is_ok_and(|bytes| Kind::is_ours(path, &String::from_utf8_lossy(&bytes)))
        }
        _ => Kind::is_ours(path, ""),
    }
}

/// Writes a tape that has no mistakes in its normal form.
fn normalize(path: &Path, text: &str) -> Result<(), Failure> {
    let normal = normal(path, text)?.to_string();
    if normal == text {
        return Ok(());
    }
    write(path, &normal)
}

fn normal(path: &Path, text: &str) -> Result<Tape, Failure> {
    if ending(path) != "tape" {
        return Err(Failure::call(
            format!("{}: only tapes have a normal form", path.display()),
            "leave --fmt out, or name files that end in .tape",
        ));
    }
    Ok(tape::parse(&path.display().to_string(), text)?)
}

/// Writes a tape where no session is being recorded.
fn write(path: &Path, tape: &str) -> Result<(), Failure> {
    if path.exists() {
        Recording::ensure_free(path).map_err(|source| Failure::File {
            path: path.to_owned(),
            source,
        })?;
    }
    files::write(path, tape)
}

/// Makes a test of a recording. The recording may be the only one, and nothing can go on from
/// the test: it is written elsewhere unless somebody names the same file.
fn relax(files: &[PathBuf], output: Option<&Path>, props: &Props) -> Result<Outcome, Failure> {
    let [path] = files else {
        return Err(Failure::call(
            format!(
                "--relax makes a test of one tape, and there are {}",
                files.len()
            ),
            "name one tape, and with -o the file that the test goes to",
        ));
    };
    let text = read(path)?;
    let tape = normal(path, &text)?.relaxed().to_string();
    for told in one(path, &text, props)? {
        failure::report(&told);
    }
    if let Some(file) = output {
        write(file, &tape)?;
        return Ok(Outcome::Well);
    }
    let mut out = super::output();
    out.write_all(tape.as_bytes())?;
    out.flush()?;
    Ok(Outcome::Well)
}

/// What there is to say of a file that has no mistakes.
fn one(path: &Path, text: &str, props: &Props) -> Result<Vec<String>, Failure> {
    let name = path.display().to_string();
    let wrong = |what: &str, help: &str| Err(TextError::whole(&name, what).help(help).into());
    match Kind::of(path, text) {
        Kind::Tape => return tape(&name, text, props),
        Kind::Lesson => return learn::prove(&name, text).map(|said| vec![said]),
        Kind::Result => return learn::confirm(&name, text).map(|said| vec![said]),
        Kind::Config => {
            let config = Config::load(&name, text)?;
            theme::in_config(&config, path, text)?;
            Ok(())
        }
        Kind::Command => Grammar::load([(name.as_str(), text)]).map(drop),
        Kind::Scheme | Kind::Theme => Theme::load(&name, text).map(drop),
        Kind::Messages => Catalog::load([(name.as_str(), text)]).map(drop),
        Kind::Scenario => Scenario::load(&name, text).map(drop),
        Kind::Nothing => wrong(
            "there is nothing in this file",
            "delete it, or begin it with what `vmcons show` prints of such a file",
        ),
        Kind::Foreign => Report::new(&name, text).parsed().and_then(|()| {
            wrong(
                "nothing in this file is known",
                "messages have headings such as [TRN0001], worlds [[server_unit]], lessons \
                 [[step]], themes [role]: `vmcons show` prints one of each to begin with",
            )
        }),
        Kind::Unknown => wrong(
            "nothing is known about this kind of file",
            "check files that end in .toml, .sdf, .tape or .yaml",
        ),
    }?;
    Ok(Vec::new())
}

/// The notes on a tape, if there is all that it names: tapes, a world, consoles, faults.
fn tape(name: &str, text: &str, props: &Props) -> Result<Vec<String>, Failure> {
    let (script, mut errors) = Script::read_all(name, text, &reader);
    // In another world, or at another time, all names could be wrong.
    let is_of_start = |error: &TextError| {
        let line = error.line.checked_sub(1);
        let line = line.and_then(|line| text.lines().nth(line));
        line.is_some_and(|line| line.contains("Scenario") || line.contains("Start"))
    };
    let mut doubts = Vec::new();
    if !errors.iter().any(is_of_start) {
        match props.stage(&script) {
            Ok(stage) => {
                errors.extend(unbound(&script, &stage));
                doubts = script.doubts(&stage);
            }
            Err(Failure::Text(wrong)) => errors.extend(wrong.0),
            Err(other) if errors.is_empty() => return Err(other),
            Err(_) => {}
        }
    }
    if !errors.is_empty() {
        errors.sort_by_key(|error| (error.file != name, error.line == 0, error.line));
        return Err(Errors(errors).into());
    }
    let notes = script.notes.iter().chain(&doubts);
    let notes = notes.filter(|note| note.file == name);
    Ok(notes.map(ToString::to_string).collect())
}

/// What a script names and its world has not.
fn unbound(script: &Script, stage: &Stage) -> Vec<TextError> {
    let unbound = script.unbound(stage);
    let errors = unbound
        .iter()
        .map(|found| in_tape(&found.file, found.line, &found.name, found.what.clone()));
    errors.collect()
}

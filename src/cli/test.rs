//! `vmcons test`: tapes, headless, as fast as it goes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use super::stored::Stored;
use super::tapes::{Props, demo_named, find, script};
use super::{Failure, Outcome, failure, junit, telling_output};
use crate::sim::Tick;
use crate::tape::{self, Progress, Report, Run, Script, Stage};

/// Which tapes to carry out, and how.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Tapes, and folders with tapes in them
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Write stored screens that are missing or differ, instead of failing, where all else of
    /// the tape is as expected
    #[arg(long)]
    update: bool,
    /// Only tapes with this text in their path
    #[arg(long, value_name = "TEXT")]
    filter: Option<String>,
    /// How many tapes to carry out at once [default: one for each CPU]
    #[arg(long, value_name = "N", value_parser = number_of_jobs)]
    jobs: Option<NonZeroUsize>,
    /// Write the results to a file in JUnit's format as well
    #[arg(long, value_name = "FILE")]
    junit: Option<PathBuf>,
}

/// How a tape ended.
#[derive(Debug)]
pub enum Verdict {
    /// Everything was as expected.
    Passed {
        /// How many screens were stored.
        written: usize,
        /// Which ones, and how they differ from those before; and what may be wrong with
        /// the tape all the same.
        told: Vec<String>,
    },
    /// Something was not as expected.
    Failed {
        /// What.
        failures: Vec<tape::Failure>,
        /// How many screens would have been stored otherwise.
        unstored: usize,
    },
    /// The tape cannot be carried out.
    Wrong(String),
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    let (mut tapes, unread) = chosen(args)?;
    if let Some(path) = &args.junit {
        ensure_writable(path)?;
    }
    let props = Props::builtin()?;
    let mut out = telling_output();
    let mut verdicts = Vec::with_capacity(tapes.len());
    let mut times = Vec::with_capacity(tapes.len());
    in_parallel(
        &tapes,
        jobs(args),
        &props,
        args.update,
        |tape, verdict, took| {
            tell(&mut out, tape, &verdict)?;
            verdicts.push(verdict);
            times.push(took);
            Ok(())
        },
    )?;
    for (path, failure) in unread {
        let verdict = Verdict::Wrong(failure.to_string());
        tell(&mut out, &path, &verdict)?;
        tapes.push(path);
        verdicts.push(verdict);
        times.push(Duration::ZERO);
    }
    let [passed, failed, wrong] = numbers(&verdicts);
    tell_goldens_left(&mut out, args)?;
    if verdicts.len() > 1 {
        again(&mut out, &tapes, &verdicts)?;
    }
    write!(out, "{passed} passed, {failed} failed")?;
    match wrong {
        0 => writeln!(out)?,
        _ => writeln!(out, ", {wrong} wrong")?,
    }
    out.flush()?;
    if let Some(path) = &args.junit {
        let results = tapes.iter().zip(&verdicts).zip(times);
        let results = results.map(|((tape, verdict), took)| junit::Case {
            tape,
            verdict,
            took,
        });
        let xml = junit::report(&results.collect::<Vec<_>>())?;
        super::files::write(path, &xml)?;
    }
    if wrong > 0 {
        let what = format!("{wrong} of {} cannot be carried out", verdicts.len());
        return Err(Failure::call(
            what,
            "what is wrong with each is written above",
        ));
    }
    Ok(if passed == verdicts.len() {
        Outcome::Well
    } else {
        Outcome::Failed
    })
}

/// How many passed, failed, and could not be carried out.
fn numbers(verdicts: &[Verdict]) -> [usize; 3] {
    let mut numbers = [0; 3];
    for verdict in verdicts {
        let [passed, failed, wrong] = &mut numbers;
        *match verdict {
            Verdict::Passed { .. } => passed,
            Verdict::Failed { .. } => failed,
            Verdict::Wrong(_) => wrong,
        } += 1;
    }
    numbers
}

/// Carries a tape out.
pub fn verdict(tape: &Path, props: &Props, update: bool) -> Verdict {
    match carry_out(tape, props, update) {
        Ok(verdict) => verdict,
        Err(failure) => Verdict::Wrong(failure.to_string()),
    }
}

fn carry_out(tape: &Path, props: &Props, update: bool) -> Result<Verdict, Failure> {
    let script = script(tape)?;
    let stage = props.stage(&script)?;
    Ok(end_of(&script, stage, &mut Stored::of(tape, update)))
}

/// Carries a script out to its end.
pub(super) fn end_of(script: &Script, stage: Stage, stored: &mut Stored) -> Verdict {
    let doubts = script.doubts(&stage);
    let mut run = Run::new(script, stage, stored);
    let mut failures = Vec::new();
    while let Progress::Done(_, failure) = run.go(Tick::NEVER) {
        failures.extend(failure.map(|failure| *failure));
    }
    let in_vain = match failures.is_empty() {
        true => [run.expected_in_vain().to_vec(), run.refused_in_vain()].concat(),
        false => Vec::new(),
    };
    drop(run);
    match failures.iter().find(|failure| failure.is_mistake()) {
        Some(mistake) => Verdict::Wrong(mistake.to_string()),
        None if failures.is_empty() => {
            if let Err(why) = stored.store() {
                return Verdict::Wrong(why);
            }
            let doubtful = script.notes.iter().filter(|note| note.is_doubtful);
            let doubts = doubtful.chain(&doubts).map(ToString::to_string);
            Verdict::Passed {
                written: stored.written(),
                told: doubts.chain(in_vain).chain(stored.told()).collect(),
            }
        }
        None => Verdict::Failed {
            failures,
            unstored: stored.written(),
        },
    }
}

fn number_of_jobs(text: &str) -> Result<NonZeroUsize, String> {
    let number = text.parse();
    number.map_err(|_| "write how many tapes to carry out at once, from 1 on".to_owned())
}

/// Finds out before the tapes are carried out whether their results can be written. What is
/// there stays.
fn ensure_writable(path: &Path) -> Result<(), Failure> {
    let mut options = fs::OpenOptions::new();
    let opened = options.append(true).create(true).open(path);
    opened.map(drop).map_err(|source| Failure::File {
        path: path.to_owned(),
        source,
    })
}

/// Tells of stored screens that no tape compares any more.
fn tell_goldens_left(out: &mut impl Write, args: &Args) -> Result<(), Failure> {
    if args.filter.is_some() {
        return Ok(());
    }
    for folder in goldens_left(&args.paths) {
        let folder = folder.display();
        let what = "screens are stored here for a tape that is gone";
        writeln!(out, "{folder}: {what}")?;
    }
    Ok(())
}

/// The folders of stored screens below these whose tapes are gone.
fn goldens_left(paths: &[PathBuf]) -> BTreeSet<PathBuf> {
    let mut left = BTreeSet::new();
    for path in paths.iter().filter(|path| path.is_dir()) {
        goldens_left_in(path, &mut left);
    }
    left
}

fn goldens_left_in(folder: &Path, left: &mut BTreeSet<PathBuf>) {
    // What cannot be read has been told of.
    let entries = fs::read_dir(folder).into_iter().flatten();
    for entry in entries.filter_map(Result::ok) {
        if !entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            continue;
        }
        let path = entry.path();
        if !folder.ends_with("goldens") {
            goldens_left_in(&path, left);
            continue;
        }
        let mut tape = entry.file_name();
        tape.push(".tape");
        if !folder.with_file_name(tape).exists() {
            left.insert(path);
        }
    }
}

/// A file of ours that is no tape, and what is done with it instead.
fn other(path: &Path) -> Option<Failure> {
    let ending = path.extension()?.to_str()?;
    let help = match ending {
        "toml" => "`vmcons check` proves lessons and checks worlds, `vmcons learn` begins a lesson",
        "sdf" | "yaml" | "yml" => "`vmcons check` checks it",
        "snap" => "name the tape: its screens are compared along with it",
        "cast" | "svg" | "gif" | "png" => "name the tape that it was made of",
        _ => return None,
    };
    let what = format!("{}: this is no tape", path.display());
    Some(Failure::call(what, help))
}

/// A path with why nothing can be carried out there.
type Unread = (PathBuf, Failure);

/// The tapes to carry out, and what else was named.
fn chosen(args: &Args) -> Result<(Vec<PathBuf>, Vec<Unread>), Failure> {
    let mut paths = Vec::new();
    let mut unread: Vec<Unread> = Vec::new();
    for path in &args.paths {
        let failure = match path.exists() {
            true => other(path).filter(|_| path.is_file()),
            false => Some(gone(path)),
        };
        match failure {
            Some(failure) => unread.push((path.clone(), failure)),
            None => paths.push(path.clone()),
        }
    }
    let mut found = find(&paths);
    unread.append(&mut found.unread);
    let mut tapes = found.files;
    if let Some(text) = args.filter.as_ref().filter(|_| !tapes.is_empty()) {
        let count = tapes.len();
        tapes.retain(|tape| tape.to_string_lossy().contains(text.as_str()));
        if tapes.is_empty() {
            let what = format!("none of the {count} tapes has `{text}` in its path");
            return Err(Failure::call(what, "--filter takes a part of a path"));
        }
    }
    match (tapes.is_empty(), unread.len()) {
        (true, 0) => Err(Failure::call(
            "there is no tape to carry out",
            "name files, or folders with files that end in .tape",
        )),
        (true, 1) => Err(unread.remove(0).1),
        _ => Ok((tapes, unread)),
    }
}

/// Nothing stands at a path.
fn gone(path: &Path) -> Failure {
    let what = format!("{}: No such file or folder", path.display());
    let is_pattern = path.to_string_lossy().contains(['*', '?', '[']);
    let help = match demo_named(path) {
        Some(demo) => demo,
        None if is_pattern => {
            "nothing fits this pattern; name tapes, or folders with tapes in them".to_owned()
        }
        None => "name tapes, or folders with tapes in them".to_owned(),
    };
    Failure::call(what, help)
}

fn jobs(args: &Args) -> usize {
    let cpus = || thread::available_parallelism().ok();
    args.jobs.or_else(cpus).map_or(1, NonZeroUsize::get)
}

/// Carries tapes out side by side; their verdicts come one after the other, in the
/// order of the tapes.
fn in_parallel(
    tapes: &[PathBuf],
    jobs: usize,
    props: &Props,
    update: bool,
    mut told: impl FnMut(&Path, Verdict, Duration) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let next = AtomicUsize::new(0);
    let (sender, verdicts) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..jobs.min(tapes.len()) {
            let (sender, next) = (sender.clone(), &next);
            scope.spawn(move || {
                while let Some((place, tape)) = take(tapes, next) {
                    let (verdict, took) = timed(|| verdict(tape, props, update));
                    // Nobody listens any more if the output has failed.
                    if sender.send((place, verdict, took)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        let mut early = BTreeMap::new();
        let mut turn = tapes.iter().enumerate().peekable();
        for (place, verdict, took) in verdicts {
            early.insert(place, (verdict, took));
            while let Some((place, tape)) = turn.peek() {
                let Some((verdict, took)) = early.remove(place) else {
                    break;
                };
                told(tape, verdict, took)?;
                turn.next();
            }
        }
        Ok(())
    })
}

/// Does something, and says how long that took.
#[allow(clippy::disallowed_methods)] // for whoever looks for slow tapes in a report
fn timed<T>(what: impl FnOnce() -> T) -> (T, Duration) {
    let begun = Instant::now();
    let done = what();
    (done, begun.elapsed())
}

fn take<'a>(tapes: &'a [PathBuf], next: &AtomicUsize) -> Option<(usize, &'a Path)> {
    let place = next.fetch_add(1, Ordering::Relaxed);
    tapes.get(place).map(|tape| (place, tape.as_path()))
}

/// Names the tapes that did not pass once more, where the eye is at the end.
fn again(out: &mut impl Write, tapes: &[PathBuf], verdicts: &[Verdict]) -> Result<(), Failure> {
    for (tape, verdict) in tapes.iter().zip(verdicts) {
        match verdict {
            Verdict::Passed { .. } => {}
            Verdict::Failed { .. } => writeln!(out, "failed: {}", tape.display())?,
            Verdict::Wrong(_) => writeln!(out, "wrong:  {}", tape.display())?,
        }
    }
    Ok(())
}

fn tell(out: &mut impl Write, tape: &Path, verdict: &Verdict) -> Result<(), Failure> {
    let tape = tape.display();
    match verdict {
        Verdict::Passed { written, told } => {
            match written {
                0 => writeln!(out, "ok      {tape}")?,
                _ => writeln!(out, "ok      {tape} (screens stored: {written})")?,
            }
            told.iter().try_for_each(|told| writeln!(out, "  {told}"))?;
        }
        Verdict::Failed { failures, unstored } => {
            match unstored {
                0 => writeln!(out, "FAILED  {tape}")?,
                _ => writeln!(
                    out,
                    "FAILED  {tape} (screens not stored, because the tape fails: {unstored})"
                )?,
            }
            writeln!(out, "{}", Report(failures))?;
        }
        Verdict::Wrong(what) => {
            writeln!(out, "WRONG   {tape}")?;
            out.flush()?;
            failure::report(what);
        }
    }
    out.flush()?;
    Ok(())
}

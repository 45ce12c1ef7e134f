//! A session without a screen: lines as they come, each behind its console's name, and
//! input by line. For screen readers, for terminals that cannot be drawn on, for pipes.
//!
//! What consoles show goes to stdout, what the program says itself to stderr. Lines that
//! a console broke for the sake of its width are put together again: whoever hears them
//! does not see the width.

mod answer;
mod wish;

use std::io::{self, BufRead, IsTerminal, Write, stderr, stdin, stdout};
use std::path::PathBuf;

use tokio::sync::mpsc;

use self::answer::Answer;
use super::ShellError;
use super::driver::{Driver, Handle, Published};
use crate::app::Pace;
use crate::console::{ConsoleId, Kind, Record};
use crate::engine::Timeline;
use crate::shell::{Recording, conslog};
use crate::sim::Span;

/// How long somebody who leaves waits for what his last lines are answered, in simulated
/// time.
const MOMENT: Span = Span::from_secs(1);
/// Lines that may wait to be carried out.
const WAITING: usize = 64;

/// What to tell, and how.
#[derive(Debug)]
pub struct PlainOptions {
    /// The session, with what was asked of it before.
    pub timeline: Timeline,
    /// Where it is recorded.
    pub recording: Option<Recording>,
    /// The folder for the log files of its consoles.
    pub conslog: Option<PathBuf>,
    /// How simulated time flows at the start.
    pub pace: Pace,
    /// Whether there is what only trainers do.
    pub trainer: bool,
}

/// Tells a session line by line until its input ends or somebody leaves.
///
/// # Errors
/// If output cannot be written. Nobody who reads it any more is no error.
pub fn run(options: PlainOptions) -> Result<(), ShellError> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(ShellError::Start)?;
    let told = runtime.block_on(async {
        let (mut driver, handle) = Driver::new(options.timeline, options.pace);
        if let Some(recording) = options.recording {
            driver.record(recording);
        }
        let driving = tokio::spawn(driver.run());
        let mut plain = Plain::new(handle, options.pace, options.trainer);
        let told = plain.run(lines()).await;
        // Without anybody to serve the driver comes to its end.
        drop(plain);
        match driving.await {
            Ok(Ok(left)) => {
                if let Some(folder) = &options.conslog {
                    conslog::write(left.timeline.session(), folder).map_err(ShellError::Conslog)?;
                }
                told
            }
            Ok(Err(error)) => told.and(Err(error)),
            Err(_) => told,
        }
    });
    match told {
        Err(ShellError::Terminal(error)) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        told => told,
    }
}

/// The lines of stdin, read by a thread of its own: nothing else can wait for them beside
/// the session. It ends with the process.
fn lines() -> mpsc::Receiver<String> {
    let (sender, lines) = mpsc::channel(WAITING);
    std::thread::spawn(move || {
        let mut input = stdin().lock();
        let mut bytes = Vec::new();
        while input
            .read_until(b'\n', &mut bytes)
            .is_ok_and(|count| count > 0)
        {
            let line = String::from_utf8_lossy(&bytes).into_owned();
            if sender.blocking_send(line).is_err() {
                return;
            }
            bytes.clear();
        }
    });
    lines
}

/// Whether to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Then {
    GoOn,
    Leave,
}

/// Which consoles are told.
enum Heard {
    /// The main consoles: the others mostly repeat them.
    Main,
    All,
    These(Vec<ConsoleId>),
}

impl Heard {
    fn has(&self, console: ConsoleId, name: &str) -> bool {
        match self {
            Heard::Main => !name.contains(':'),
            Heard::All => true,
            Heard::These(consoles) => consoles.contains(&console),
        }
    }
}

struct Plain {
    handle: Handle,
    now: Published,
    /// How many records have been told.
    seen: usize,
    /// How many notes of the trainer's have been.
    notes: usize,
    console: ConsoleId,
    heard: Heard,
    pace: Pace,
    resume: Pace,
    trainer: bool,
}

impl Plain {
    fn new(mut handle: Handle, pace: Pace, trainer: bool) -> Self {
        let now = handle.published.borrow_and_update().clone();
        let units = now.view.clusters.iter().flat_map(|cluster| &cluster.units);
        let first = units.map(|unit| unit.monitor).next();
        Plain {
            handle,
            now,
            seen: 0,
            notes: 0,
            console: first.unwrap_or(ConsoleId(0)),
            heard: Heard::Main,
            pace,
            resume: pace,
            trainer,
        }
    }

    async fn run(&mut self, mut lines: mpsc::Receiver<String>) -> Result<(), ShellError> {
        let view = &self.now.view;
        let about = [&view.title, &view.text].map(|text| text.trim().to_owned());
        say(about.iter().flat_map(|text| text.lines()))?;
        say(["Enter a line, or @help."])?;
        let mut has_ended = false;
        loop {
            if has_ended && self.is_done() {
                return Ok(());
            }
            tokio::select! {
                biased;
                changed = self.handle.published.changed() => {
                    changed.map_err(|_| ShellError::SessionLost)?;
                    self.tell()?;
                }
                line = lines.recv(), if !has_ended => match line {
                    // At a terminal Ctrl+D leaves; a pipe that ends wants the rest.
                    None if stdin().is_terminal() => return Ok(()),
                    None => has_ended = true,
                    Some(line) => if self.take(&line).await? == Then::Leave {
                        return self.tell_the_rest().await;
                    },
                },
            }
        }
    }

    /// Tells what came of all that was asked for, and what is answered within a moment.
    async fn tell_the_rest(&mut self) -> Result<(), ShellError> {
        let mut end = None;
        loop {
            if !self.is_being_served() {
                self.tell()?;
                let now = self.now.view.now;
                let end = *end.get_or_insert(now + MOMENT);
                let next = self.now.view.next_event.filter(|next| *next <= end);
                if self.pace == Pace::Paused || next.is_none() {
                    return Ok(());
                }
            }
            let changed = self.handle.published.changed().await;
            changed.map_err(|_| ShellError::SessionLost)?;
        }
    }

    fn is_being_served(&self) -> bool {
        let requests = &self.handle.requests;
        requests.capacity() < requests.max_capacity()
    }

    /// Whether all that was asked for has been carried out, as far as time flows.
    fn is_done(&self) -> bool {
        let is_news = self.handle.published.has_changed().unwrap_or(false);
        let stands_still = self.pace == Pace::Paused;
        !self.is_being_served() && !is_news && (stands_still || self.now.view.work == 0)
    }

    /// Tells what has come since the last time.
    fn tell(&mut self) -> Result<(), ShellError> {
        let now = self.handle.published.borrow_and_update().clone();
        let before = std::mem::replace(&mut self.now, now);
        self.seen = self.seen.min(self.now.log.len());
        let mut out = stdout().lock();
        for record in self.now.log.since(self.seen) {
            let name = self.name(record.console);
            if self.heard.has(record.console, name) {
                write_record(&mut out, name, &record).map_err(ShellError::Terminal)?;
            }
        }
        out.flush().map_err(ShellError::Terminal)?;
        self.seen = self.now.log.len();
        let note = self.now.view.training.note.as_ref();
        let count = note.map_or(0, |(count, _)| *count);
        if let Some((_, text)) = note.filter(|_| count > self.notes) {
            say([format!("Note from the trainer: {text}").as_str()])?;
        }
        self.notes = count;
        if self.now.told.number != before.told.number {
            say([&*self.now.told.text])?;
        }
        Ok(())
    }

    fn name(&self, console: ConsoleId) -> &str {
        let known = self.now.view.consoles.get(console);
        known.map_or("", |known| known.name.as_str())
    }

    /// Carries out what a line asks for.
    async fn take(&mut self, line: &str) -> Result<Then, ShellError> {
        match self.wish(line) {
            Ok(Some(request)) => {
                let sent = self.handle.requests.send(request).await;
                sent.map_err(|_| ShellError::SessionLost)?;
            }
            Ok(None) => {}
            Err(Answer::Leave) => return Ok(Then::Leave),
            Err(Answer::Say(lines)) => say(lines.iter().map(String::as_str))?,
        }
        Ok(Then::GoOn)
    }
}

/// Writes what a console shows: a table line by line, all else in one.
fn write_record(out: &mut impl Write, console: &str, record: &Record<'_>) -> io::Result<()> {
    if record.kind == Kind::Display {
        let mut lines = record.lines.iter();
        return lines.try_for_each(|line| writeln!(out, "{console}: {}", line.trim_end()));
    }
    let parts: Vec<&str> = record.lines.iter().map(str::trim).collect();
    writeln!(out, "{console}: {}", parts.join(" "))
}

/// Says something that no console shows. If nobody hears it, the session goes on.
fn say<'a>(lines: impl IntoIterator<Item = &'a str>) -> Result<(), ShellError> {
    let mut out = stderr().lock();
    for line in lines {
        writeln!(out, "{line}").ok();
    }
    stdout().flush().map_err(ShellError::Terminal)
}

//! A session without a screen: lines as they come, each behind its console's name, and
//! input by line. For screen readers, for terminals that cannot be drawn on, for pipes.
//!
//! What consoles show goes to stdout, what the program says itself to stderr. Lines that
//! a console broke for the sake of its width are put together again: whoever hears them
//! does not see the width.

mod wish;

use std::io::{self, BufRead, IsTerminal, Write, stderr, stdin, stdout};
use std::path::PathBuf;

use tokio::sync::mpsc;

use self::wish::{Wish, read};
use super::ShellError;
use super::driver::{Driver, Handle, Published, Request};
use crate::app::{Pace, trainer_rows};
use crate::catalog::MessageId;
use crate::console::{ConsoleId, Kind, Record};
use crate::engine::{Order, Timeline};
use crate::shell::{Recording, conslog};
use crate::sim::{Span, Tick};
use crate::text::nearest;
use crate::vm2000::commands::explain;

/// Lines that may wait to be carried out.
const WAITING: usize = 64;
/// A page so narrow has no columns beside one another.
const ONE_COLUMN: u16 = 60;

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

    /// Tells what came of all that was asked for.
    async fn tell_the_rest(&mut self) -> Result<(), ShellError> {
        while self.is_being_served() {
            let changed = self.handle.published.changed().await;
            changed.map_err(|_| ShellError::SessionLost)?;
        }
        self.tell()
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

    fn wish(&mut self, line: &str) -> Result<Option<Request>, Answer> {
        match read(line).map_err(Answer::one)? {
            Wish::Nothing => Ok(None),
            Wish::Enter(console, text) => {
                if let Some(name) = console {
                    self.console = self.find(&name)?;
                }
                Ok(Some(Request::Submit(self.console, text)))
            }
            Wish::Use(name) => {
                self.console = self.find(&name)?;
                if !self.heard.has(self.console, self.name(self.console)) {
                    return Err(Answer::one("@hear all lets you hear it as well"));
                }
                Ok(None)
            }
            Wish::Reply(name, text) => Ok(Some(Request::Reply(self.find(&name)?, text))),
            Wish::Hear(names) => {
                self.heard = self.heard_of(&names)?;
                Ok(None)
            }
            Wish::Word(word, rest) => self.word(word, rest),
        }
    }

    fn heard_of(&self, names: &[String]) -> Result<Heard, Answer> {
        Ok(match names {
            [one] if one.eq_ignore_ascii_case("all") => Heard::All,
            [one] if one.eq_ignore_ascii_case("main") => Heard::Main,
            names => {
                let found: Result<_, _> = names.iter().map(|name| self.find(name)).collect();
                Heard::These(found?)
            }
        })
    }

    /// The console of a name.
    fn find(&self, name: &str) -> Result<ConsoleId, Answer> {
        let consoles = &self.now.view.consoles;
        let mut all = consoles.iter();
        let found = all.find(|(_, console)| console.name.eq_ignore_ascii_case(name));
        found.map(|(id, _)| id).ok_or_else(|| {
            let near = nearest(
                name,
                consoles.iter().map(|(_, console)| console.name.as_str()),
            );
            let instead = match &near[..] {
                [] => "@consoles tells their names".to_owned(),
                near => format!("write {}", near.join(" or ")),
            };
            Answer::one(format!("there is no console {name}: {instead}"))
        })
    }

    fn word(&mut self, word: &str, rest: String) -> Result<Option<Request>, Answer> {
        let only_trainers = [
            "map", "message", "inject", "note", "keep", "restore", "back",
        ];
        if !self.trainer && only_trainers.contains(&word) {
            return Err(Answer::one("only a trainer does this"));
        }
        let request = match word {
            "pause" => self.flow(Pace::Paused),
            "go" => self.flow(self.resume),
            "speed" => self.flow(pace(&rest)?),
            "step" => Request::Step,
            "message" => Request::Trainer(Order::NextMessage),
            "inject" => Request::Trainer(Order::Inject(rest)),
            "note" => Request::Trainer(Order::Note(rest)),
            "keep" => Request::Trainer(Order::Snapshot(rest)),
            "restore" => Request::Trainer(Order::Restore(rest)),
            "back" => Request::Trainer(Order::Rewind(self.earlier(&rest)?)),
            "quit" => return Err(Answer::Leave),
            _ => return Err(Answer::Say(self.look(word, &rest))),
        };
        Ok(Some(request))
    }

    fn flow(&mut self, pace: Pace) -> Request {
        if pace != Pace::Paused {
            self.resume = pace;
        }
        self.pace = pace;
        Request::Pace(pace)
    }

    fn earlier(&self, span: &str) -> Result<Tick, Answer> {
        let span: Span = span
            .parse()
            .map_err(|error: crate::sim::SpanError| Answer::one(error.to_string()))?;
        let now = self.now.view.now.micros();
        Ok(Tick::from_micros(now.saturating_sub(span.micros())))
    }

    /// What is to be seen without asking the session.
    fn look(&self, word: &str, rest: &str) -> Vec<String> {
        let view = &self.now.view;
        match word {
            "help" => wish::help(),
            "consoles" => self.consoles(),
            "questions" if view.questions.is_empty() => vec!["no question is open".to_owned()],
            "questions" => {
                let all = view.questions.iter();
                all.map(|open| format!("{}: {}", self.name(open.console), open.text))
                    .collect()
            }
            "map" => {
                let rows = trainer_rows(view, ONE_COLUMN).into_iter();
                let lines = rows.map(|row| row.to_string());
                lines.filter(|line| !line.is_empty()).collect()
            }
            "explain" => {
                let id = rest.to_ascii_uppercase().parse::<MessageId>().ok();
                let found = id.and_then(|id| Some((id, view.catalog.get(id)?)));
                found.map_or_else(
                    || {
                        vec![format!(
                            "there is no message {rest}; write @explain VMS2450"
                        )]
                    },
                    |(id, template)| explain(id, template),
                )
            }
            _ => vec![format!("{}, {}", view.calendar.iso(view.now), self.pace)],
        }
    }

    fn consoles(&self) -> Vec<String> {
        let units = self
            .now
            .view
            .clusters
            .iter()
            .flat_map(|cluster| &cluster.units);
        let lines = units.flat_map(|unit| {
            let own = format!("{}: monitor system, {}", unit.name, unit.unit_type);
            let admin = format!("{}: dialog of its administrator", self.name(unit.admin));
            let guests = unit.guests.iter();
            let guests = guests.map(|guest| format!("{}: guest, {}", guest.name, guest.state));
            [own, admin].into_iter().chain(guests)
        });
        lines.collect()
    }
}

/// What is answered instead of asking the session.
enum Answer {
    Say(Vec<String>),
    Leave,
}

impl Answer {
    fn one(line: impl Into<String>) -> Self {
        Answer::Say(vec![line.into()])
    }
}

fn pace(text: &str) -> Result<Pace, Answer> {
    match text.parse() {
        Ok(times @ 1..) => Ok(Pace::Times(times)),
        _ if text.eq_ignore_ascii_case("max") => Ok(Pace::Max),
        _ => Err(Answer::one("write @speed 10, or @speed max")),
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

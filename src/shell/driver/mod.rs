//! The one task that owns the session and its timeline: inputs meet here, get their
//! simulated time and are applied; what comes of it is published.
//!
//! Inputs come over a bounded channel. Subscribers are woken by a `watch` and read the
//! log from their own cursor on, so that nobody misses a line or waits for another.

mod clock;
mod lesson;

pub use clock::Clock;
pub use lesson::Keep;

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, sleep_until};

use crate::app::{Board, Intent, Pace, Sight};
use crate::console::{ConsoleId, Log};
use crate::engine::{Order, Timeline, View};
use crate::learn::Coach;
use crate::shell::{Recording, ShellError};

use self::lesson::Lesson;

/// How many inputs may wait for the driver.
const WAITING: usize = 64;
/// Between two publications so much time passes at least: events that come faster are
/// shown together.
const PAUSE: Duration = Duration::from_millis(10);
/// How many events in a row are carried out before anything else gets its turn.
const BURST: usize = 256;

/// Something asked of the session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Enter a line at a console.
    Submit(ConsoleId, String),
    /// Let time flow at this pace.
    Pace(Pace),
    /// Go on to the next event.
    Step,
    /// Answer the oldest open question of a console.
    Reply(ConsoleId, String),
    /// Show one more hint of the lesson.
    Hint,
    /// Go back to where the present step of the lesson began.
    Again,
    /// What a trainer asks for.
    Trainer(Order),
    /// Nothing: somebody has made this of the screen, for who writes it down.
    Sight(Sight),
}

impl Request {
    /// What an intent asks of the session; `None` if it concerns the program itself.
    pub fn of(intent: Intent) -> Option<Self> {
        match intent {
            Intent::Submit(console, line) => Some(Request::Submit(console, line)),
            Intent::Pace(pace) => Some(Request::Pace(pace)),
            Intent::Step => Some(Request::Step),
            Intent::Hint => Some(Request::Hint),
            Intent::Again => Some(Request::Again),
            Intent::Trainer(order) => Some(Request::Trainer(order)),
            Intent::Quit
            | Intent::Suspend
            | Intent::Theme(_)
            | Intent::Mouse(_)
            | Intent::Copy(_)
            | Intent::Save { .. } => None,
        }
    }
}

/// The session as it was at one instant.
#[derive(Debug, Clone)]
pub struct Published {
    /// Systems, states, clock.
    pub view: Arc<View>,
    /// All lines.
    pub log: Log,
    /// What came of the last request that has something to tell.
    pub told: Told,
    /// What a lesson says.
    pub board: Option<Arc<Board>>,
}

/// What came of a request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// How many requests have had something to tell.
    pub number: u64,
    /// What the last of them had.
    pub text: Arc<str>,
}

/// What became of a session that nobody asks anything any more.
#[derive(Debug)]
pub struct Left {
    /// The session with what was asked of it.
    pub timeline: Timeline,
    /// How far somebody came in a lesson.
    pub coach: Option<Coach>,
}

/// The way to a running driver. Without any handle left, the driver ends.
#[derive(Debug, Clone)]
pub struct Handle {
    /// Takes requests, in order.
    pub requests: mpsc::Sender<Request>,
    /// Says what the session is like now.
    pub published: watch::Receiver<Published>,
}

/// The task that owns the session.
#[derive(Debug)]
pub struct Driver {
    timeline: Timeline,
    clock: Clock,
    told: Told,
    lesson: Option<Lesson>,
    requests: mpsc::Receiver<Request>,
    published: watch::Sender<Published>,
    recording: Option<Recording>,
    trouble: Option<ShellError>,
}

impl Driver {
    /// A driver with the way to it. Time flows from when it runs.
    pub fn new(timeline: Timeline, pace: Pace) -> (Driver, Handle) {
        Driver::with(timeline, None, pace)
    }

    /// The same for somebody who goes through a lesson.
    pub fn with(timeline: Timeline, lesson: Option<(Coach, Keep)>, pace: Pace) -> (Driver, Handle) {
        let lesson = lesson.map(Lesson::new);
        let (sender, requests) = mpsc::channel(WAITING);
        let told = Told::default();
        let (published, receiver) = watch::channel(publication(&timeline, &told, lesson.as_ref()));
        let clock = Clock::starting(timeline.now(), pace);
        let driver = Driver {
            timeline,
            clock,
            told,
            lesson,
            requests,
            published,
            recording: None,
            trouble: None,
        };
        let handle = Handle {
            requests: sender,
            published: receiver,
        };
        (driver, handle)
    }

    /// The driver writes down what happens.
    pub fn record(&mut self, recording: Recording) {
        self.recording = Some(recording);
    }

    /// Lets time flow and serves requests until nobody is left to ask. Gives back what
    /// became of the session.
    ///
    /// # Errors
    /// If what happened could not be written down to the end.
    pub async fn run(mut self) -> Result<Left, ShellError> {
        self.clock.restart(Instant::now());
        loop {
            let due = self.next_wake();
            tokio::select! {
                biased;
                request = self.requests.recv() => match request {
                    Some(request) => self.serve(request),
                    None => break,
                },
                () = sleep_until(due) => self.flow(Instant::now()),
            }
            while let Ok(request) = self.requests.try_recv() {
                self.serve(request);
            }
            self.write_down(Recording::follow);
            self.take_note();
            let now = publication(&self.timeline, &self.told, self.lesson.as_ref());
            self.published.send_replace(now);
        }
        self.write_down(Recording::finish);
        self.take_note();
        match self.trouble {
            Some(trouble) => Err(trouble),
            None => Ok(Left {
                timeline: self.timeline,
                coach: self.lesson.map(|lesson| lesson.coach),
            }),
        }
    }

    /// Nobody sees what has not been written down.
    fn write_down(&mut self, write: impl Fn(&mut Recording, &Timeline) -> std::io::Result<()>) {
        let Some(recording) = &mut self.recording else {
            return;
        };
        if let Err(source) = write(recording, &self.timeline) {
            let path = recording.path().to_owned();
            self.recording = None;
            let trouble = ShellError::Recording { path, source };
            self.tell(&trouble.to_string());
            self.trouble = Some(trouble);
            return;
        }
        if let Some(news) = recording.take_news() {
            tracing::warn!(news, "recording");
            self.tell(&news);
        }
    }

    fn serve(&mut self, request: Request) {
        self.flow(Instant::now());
        note(&request, &self.timeline);
        match request {
            Request::Submit(console, line) => self.timeline.submit(console, &line),
            Request::Pace(pace) => self.clock.set_pace(pace),
            Request::Step => {
                self.timeline.step();
            }
            Request::Reply(console, text) => {
                if !self.timeline.reply(console, &text) {
                    self.tell("no question is open there");
                }
            }
            Request::Trainer(order) => self.order(&order),
            Request::Hint => self.hint(),
            Request::Again => self.again(),
            Request::Sight(sight) => {
                if let Some(recording) = &mut self.recording {
                    recording.see(sight);
                }
            }
        }
        self.look();
        self.clock.set_tick(self.timeline.now());
    }

    fn tell(&mut self, text: &str) {
        self.told = Told {
            number: self.told.number + 1,
            text: text.into(),
        };
    }

    /// Brings the session to where the clock is now.
    fn flow(&mut self, now: Instant) {
        if self.clock.pace() == Pace::Max {
            for _ in 0..BURST {
                if !self.timeline.step() {
                    break;
                }
                self.look();
            }
            self.clock.set_tick(self.timeline.now());
            self.clock.restart(now);
        } else {
            let to = self.clock.tick_at(now);
            self.pass(to);
            if self.timeline.now() > to {
                self.clock.set_tick(self.timeline.now());
            }
        }
    }

    fn next_wake(&self) -> Instant {
        let soonest = Instant::now() + PAUSE;
        let event = match self.clock.pace() {
            Pace::Max => self.timeline.next_awaited(),
            _ => self.timeline.next_event(),
        };
        self.clock.next_wake(event).max(soonest)
    }
}

fn publication(timeline: &Timeline, told: &Told, lesson: Option<&Lesson>) -> Published {
    let board = lesson.map(|lesson| Arc::new(lesson.coach.board(timeline.session())));
    Published {
        view: Arc::new(timeline.view()),
        log: timeline.session().log().clone(),
        told: told.clone(),
        board,
    }
}

/// Notes a request down. What was typed is nobody's business: it may hold a password.
fn note(request: &Request, timeline: &Timeline) {
    let at = timeline.now().micros();
    let consoles = timeline.session().consoles();
    let name = |console: &ConsoleId| {
        let known = consoles.get(*console);
        known.map_or_else(String::new, |known| known.name.clone())
    };
    match request {
        Request::Submit(console, line) => {
            tracing::info!(
                at,
                console = name(console),
                length = line.len(),
                "line entered"
            );
        }
        Request::Reply(console, _) => tracing::info!(at, console = name(console), "reply"),
        Request::Pace(pace) => tracing::info!(at, %pace, "pace"),
        Request::Hint | Request::Again => tracing::info!(at, ?request, "lesson"),
        Request::Step => tracing::info!(at, "step"),
        Request::Sight(_) => {}
        Request::Trainer(order) => tracing::info!(at, ?order, "trainer"),
    }
}

#[cfg(test)]
mod tests;

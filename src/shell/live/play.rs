//! A tape shown live in this terminal, paced like a person.
//!
//! The pace decides when something is shown, never what: the same [`Run`] carries the
//! tape out that does so headless.

use std::io::{Stdout, stdout};
use std::time::Duration;

use crossterm::event::{Event, EventStream};
use futures_util::StreamExt;
use ratatui::buffer::Buffer;
use tokio::time::{Instant, sleep_until};

use super::guard::Guard;
use super::output::Output;
use super::poster::Poster;
use super::signals::{self, Asked, Signals};
use super::{ShellError, environment, events};
use crate::app::{Input, Key, KeyCode};
use crate::shell::Pictures;
use crate::sim::{Span, Tick};
use crate::tape::{Command, Cue, Failure, Progress, Run, Screen, Speed};
use crate::ui::Theme;

/// Between two looks at the clock so much time passes.
const FRAME: Duration = Duration::from_millis(20);

/// What a longer pause of the process counts for.
const LONGEST: Duration = Duration::from_millis(200);

/// Waiting goes so many times as fast as typing.
const HASTE: u64 = 8;

/// A gap without events shrinks to a third in so many frames.
const EASE: u64 = 15;

/// How long the end is shown.
const END: Duration = Duration::from_secs(2);

/// Plays a tape in this terminal. Returns the steps that failed.
///
/// # Errors
/// If there is no terminal to draw on, or it fails.
pub fn play<'a>(
    run: Run<'a>,
    speed: Speed,
    pictures: &'a mut Pictures,
) -> Result<Vec<Failure>, ShellError> {
    let theme = environment::check(run.stage().theme().clone())?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(ShellError::Start)?;
    let (ended, failures) = runtime.block_on(async {
        let guard = Guard::enter().map_err(ShellError::Terminal)?;
        let mut player = Player::new(run, speed, pictures)?;
        let ended = player.show(&theme, &guard).await;
        drop(guard);
        ended.map(|ended| (ended, player.failures))
    })?;
    if let Some(signal) = ended {
        signals::end_by(signal).map_err(ShellError::Terminal)?;
    }
    Ok(failures)
}

/// A tape being played.
struct Player<'a> {
    run: Run<'a>,
    speed: Speed,
    pictures: &'a mut Pictures,
    failures: Vec<Failure>,
    caption: String,
    is_paused: bool,
    /// Between `Hide` and `Show` nothing is shown, and no time is taken.
    is_hidden: bool,
    size: (u16, u16),
    looked: Instant,
    /// When to leave, once the tape is over.
    leave: Option<Instant>,
}

impl<'a> Player<'a> {
    fn new(run: Run<'a>, speed: Speed, pictures: &'a mut Pictures) -> Result<Self, ShellError> {
        Ok(Player {
            run,
            speed,
            pictures,
            failures: Vec::new(),
            caption: String::new(),
            is_paused: false,
            is_hidden: false,
            size: environment::size()?,
            looked: Instant::now(),
            leave: None,
        })
    }

    /// Shows the tape to its end, or until somebody leaves. Returns the signal that
    /// asked for that.
    async fn show(&mut self, theme: &Theme, guard: &Guard) -> Result<Option<i32>, ShellError> {
        let mut output = Output::new(stdout(), self.size.0, self.size.1);
        let mut keyboard = EventStream::new();
        let mut signals = Signals::listen().map_err(ShellError::Terminal)?;
        let mut shown = None;
        loop {
            let frame = self.frame(theme);
            if !self.is_hidden && shown.as_ref() != Some(&frame) {
                draw(&mut output, &frame)?;
                shown = Some(frame);
            }
            tokio::select! {
                biased;
                asked = signals.next() => match asked {
                    Asked::End(signal) => return Ok(Some(signal)),
                    Asked::Stop => {
                        guard.give_back();
                        signals.stop().await.map_err(ShellError::Terminal)?;
                        self.take_again(guard, &mut output)?;
                        shown = None;
                    }
                    Asked::GoOn => {
                        self.take_again(guard, &mut output)?;
                        shown = None;
                    }
                },
                event = keyboard.next() => match self.take_in(event)? {
                    Wish::Leave => return Ok(None),
                    Wish::Suspend => {
                        signals::stop_job().map_err(ShellError::Terminal)?;
                    }
                    Wish::Redraw => {
                        output.resize(self.size.0, self.size.1);
                        shown = None;
                    }
                    Wish::Nothing => {}
                },
                () = sleep_until(self.looked + FRAME), if !self.is_paused => {
                    if self.go_on() {
                        return Ok(None);
                    }
                }
            }
        }
    }

    /// Takes the terminal again, in its size of now.
    fn take_again(&mut self, guard: &Guard, output: &mut Output<Stdout>) -> Result<(), ShellError> {
        guard.take().map_err(ShellError::Terminal)?;
        self.size = environment::size()?;
        output.resize(self.size.0, self.size.1);
        Ok(())
    }

    fn frame(&self, theme: &Theme) -> Screen {
        let poster = Poster::of(&self.run, self.is_paused, &self.caption);
        poster.frame(self.run.stage(), theme, self.size)
    }

    fn take_in(&mut self, event: Option<std::io::Result<Event>>) -> Result<Wish, ShellError> {
        let event = event
            .unwrap_or_else(|| Err(std::io::ErrorKind::UnexpectedEof.into()))
            .map_err(ShellError::Terminal)?;
        Ok(match events::input(event) {
            Some(Input::Key(key)) => self.key(key),
            Some(Input::Resize(columns, rows)) => {
                self.size = (columns, rows);
                Wish::Redraw
            }
            Some(Input::Paste(_)) | None => Wish::Nothing,
        })
    }

    fn key(&mut self, key: Key) -> Wish {
        match key.code {
            KeyCode::Char('q') | KeyCode::Escape => return Wish::Leave,
            KeyCode::Char('c') if key.ctrl => return Wish::Leave,
            KeyCode::Char('z') if key.ctrl => return Wish::Suspend,
            KeyCode::Char(' ') => {
                self.is_paused = !self.is_paused;
                self.looked = Instant::now();
            }
            KeyCode::Right => {
                self.is_paused = true;
                let progress = self.run.go(Tick::NEVER);
                self.take_note(progress);
            }
            _ => {}
        }
        Wish::Nothing
    }

    /// Lets the time pass that has passed since the last look. Returns whether the end
    /// has been shown long enough.
    fn go_on(&mut self) -> bool {
        let now = Instant::now();
        let passed = now.saturating_duration_since(self.looked).min(LONGEST);
        self.looked = now;
        let until = self.until(passed);
        while self.leave.is_none() {
            let progress = self
                .run
                .go(if self.is_hidden { Tick::NEVER } else { until });
            let is_step = matches!(progress, Progress::Done(..));
            self.take_note(progress);
            if !is_step || self.speed == Speed::Max {
                break;
            }
        }
        self.leave.is_some_and(|leave| now >= leave)
    }

    fn until(&self, passed: Duration) -> Tick {
        let Speed::Times(speed) = self.speed else {
            return Tick::NEVER;
        };
        let stage = self.run.stage();
        let passed = Span::from_micros(u64::try_from(passed.as_micros()).unwrap_or(u64::MAX));
        let typed = passed.times(u64::from(speed));
        if !self.run.is_waiting() {
            return stage.now() + typed;
        }
        let next = stage.session().next_event().unwrap_or(stage.now());
        let gap = next.since(stage.now());
        stage.now()
            + typed
                .times(HASTE)
                .max(Span::from_micros(gap.micros() / EASE))
    }

    fn take_note(&mut self, progress: Progress<'a>) {
        match progress {
            Progress::Waiting => {}
            Progress::Done(cue, failure) => {
                self.failures.extend(failure.map(|failure| *failure));
                self.noticed(cue);
            }
            Progress::Over => {
                let leave = Instant::now() + END;
                self.is_hidden = false;
                if self.leave.is_none() {
                    self.pictures.finish(self.run.stage());
                }
                self.leave.get_or_insert(leave);
            }
        }
    }

    fn noticed(&mut self, cue: &Cue) {
        match &cue.step.command {
            Command::Hide => self.is_hidden = true,
            Command::Show => self.is_hidden = false,
            Command::Caption(text) => self.caption.clone_from(text),
            command => self.pictures.take(command, self.run.stage()),
        }
    }
}

fn draw(output: &mut Output<Stdout>, frame: &Screen) -> Result<(), ShellError> {
    let paint = |buffer: &mut Buffer| {
        buffer.clone_from(&frame.buffer);
        frame.cursor
    };
    output.frame(paint).map_err(ShellError::Terminal)
}

/// What a key or an event of the terminal asks for.
enum Wish {
    Nothing,
    Redraw,
    Suspend,
    Leave,
}

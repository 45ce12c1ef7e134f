//! A tape shown live in this terminal, paced like a person, until somebody leaves it or
//! takes the keyboard over.

use std::io::{Stdout, stdout};
use std::time::Duration;

use crossterm::event::Event;
use ratatui::buffer::Buffer;
use tokio::time::{Instant, sleep_until};

use super::guard::Guard;
use super::keyboard::Keyboard;
use super::output::Output;
use super::playback::Playback;
use super::poster::Poster;
use super::screen::Ended;
use super::signals::{self, Asked, Signals};
use super::{LiveOptions, ShellError, attend, environment, events};
use crate::app::{Aid, Input, Key, KeyCode, KeyMap, OwnTheme, Pace};
use crate::shell::{Pictures, Recording};
use crate::tape::{Failure, Run, Screen, Speed, Stage};
use crate::ui::Theme;

/// Between two looks at the clock so much time passes.
const FRAME: Duration = Duration::from_millis(20);

/// What a longer pause of the process counts for.
const LONGEST: Duration = Duration::from_millis(200);

/// How long the end is shown.
const END: Duration = Duration::from_secs(2);

/// The same if there is something to be read there.
const END_FAILED: Duration = Duration::from_secs(8);

/// How long the keys are named where there is no room for them: at the start, and when a
/// key was pressed that means nothing.
const KEYS_SHOWN: Duration = Duration::from_secs(4);

/// What somebody who takes the keyboard over from a tape is used to. The tape itself knows
/// nothing of it.
#[derive(Debug, Clone)]
pub struct Habits {
    /// Which key means which action.
    pub keys: KeyMap,
    /// Whether there is help while typing.
    pub hints: bool,
    /// Whether the mouse does anything.
    pub mouse: bool,
    /// Their own themes.
    pub themes: Vec<OwnTheme>,
}

/// Plays a tape in this terminal. Returns the steps that failed.
///
/// # Errors
/// If there is no terminal to draw on, or it fails.
pub fn play<'a>(
    run: Run<'a>,
    speed: Speed,
    pictures: &'a mut Pictures,
    habits: Habits,
    mut recording: Option<Recording>,
) -> Result<Vec<Failure>, ShellError> {
    environment::check(run.stage().theme().clone()).map_err(|error| match error {
        ShellError::NoTerminal(which) => ShellError::NoTerminalToPlayIn(which),
        other => other,
    })?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(ShellError::Start)?;
    let (ended, failures) = runtime.block_on(async {
        let guard = Guard::enter(false).map_err(ShellError::Terminal)?;
        let mut player = Player::new(Playback::new(run, speed, pictures))?;
        let mut keyboard = Keyboard::listen().map_err(ShellError::Terminal)?;
        let left = player.show(&mut keyboard, &guard).await?;
        let (failures, stage) = player.playback.end();
        let ended = match left {
            Left::Screen(ended) => {
                if let Some(recording) = &mut recording {
                    write_down(recording, &stage)?;
                }
                ended
            }
            Left::Keyboard => go_on(stage, keyboard, &guard, habits, recording).await?,
        };
        Ok((ended, failures))
    })?;
    if let Ended::Signal(signal) = ended {
        signals::end_by(signal).map_err(ShellError::Terminal)?;
    }
    Ok(failures)
}

/// Writes down what a tape has made that nobody goes on with.
fn write_down(recording: &mut Recording, stage: &Stage) -> Result<(), ShellError> {
    recording.see(stage.sight());
    let written = recording.finish(stage.timeline());
    written.map_err(|source| ShellError::Recording {
        path: recording.path().to_owned(),
        source,
    })
}

/// Somebody goes on from where the tape is, with its screen and their own keys.
async fn go_on(
    stage: Stage,
    keyboard: Keyboard,
    guard: &Guard,
    habits: Habits,
    recording: Option<Recording>,
) -> Result<Ended, ShellError> {
    let theme = fit(stage.theme());
    let (timeline, app) = stage.into_parts();
    let options = LiveOptions {
        timeline,
        app: Some(app),
        coach: None,
        recording,
        conslog: None,
        theme,
        themes: habits.themes,
        pace: Pace::default(),
        aid: Aid::wanted(habits.hints),
        trainer: true,
        mouse: habits.mouse,
        keys: habits.keys,
    };
    guard
        .set_mouse(habits.mouse)
        .map_err(ShellError::Terminal)?;
    attend(options, keyboard, guard)
        .await
        .map(|(ended, _)| ended)
}

/// How somebody left a tape.
enum Left {
    /// For good.
    Screen(Ended),
    /// To go on with their own hands.
    Keyboard,
}

/// A tape being played in the terminal.
struct Player<'a> {
    playback: Playback<'a>,
    /// The theme of the tape, and as it fits this terminal.
    wanted: Theme,
    theme: Theme,
    is_paused: bool,
    size: (u16, u16),
    looked: Instant,
    /// Until when the keys are named at any rate.
    keys_until: Instant,
    /// When to leave, once the tape is over.
    leave: Option<Instant>,
}

impl<'a> Player<'a> {
    fn new(playback: Playback<'a>) -> Result<Self, ShellError> {
        Ok(Player {
            wanted: playback.run().stage().theme().clone(),
            theme: fit(playback.run().stage().theme()),
            playback,
            is_paused: false,
            size: environment::size()?,
            looked: Instant::now(),
            keys_until: Instant::now() + KEYS_SHOWN,
            leave: None,
        })
    }

    /// Shows the tape to its end, or until somebody leaves it.
    async fn show(&mut self, keyboard: &mut Keyboard, guard: &Guard) -> Result<Left, ShellError> {
        let mut output = Output::new(stdout(), self.size.0, self.size.1);
        let mut signals = Signals::listen().map_err(ShellError::Terminal)?;
        let mut shown = None;
        loop {
            let frame = self.frame();
            if !self.playback.is_hidden() && shown.as_ref() != Some(&frame) {
                draw(&mut output, &frame)?;
                shown = Some(frame);
            }
            tokio::select! {
                biased;
                asked = signals.next() => match asked {
                    Asked::End(signal) => return Ok(Left::Screen(Ended::Signal(signal))),
                    Asked::Stop => {
                        guard.give_back();
                        let asked = signals.stop().await.map_err(ShellError::Terminal)?;
                        if let Some(signal) = asked {
                            return Ok(Left::Screen(Ended::Signal(signal)));
                        }
                        self.take_again(guard, &mut output)?;
                        shown = None;
                    }
                    Asked::GoOn => {
                        self.take_again(guard, &mut output)?;
                        shown = None;
                    }
                },
                event = keyboard.next() => match self.take_in(event)? {
                    Wish::Leave => return Ok(Left::Screen(Ended::Quit)),
                    Wish::TakeOver => return Ok(Left::Keyboard),
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
                        return Ok(Left::Screen(Ended::Quit));
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

    fn frame(&mut self) -> Screen {
        let stage = self.playback.run().stage();
        if &self.wanted != stage.theme() {
            self.wanted = stage.theme().clone();
            self.theme = fit(&self.wanted);
        }
        let names_keys = Instant::now() < self.keys_until;
        let poster = Poster::of(&self.playback, self.is_paused, names_keys);
        poster.frame(stage, &self.theme, self.size)
    }

    fn take_in(&mut self, event: std::io::Result<Event>) -> Result<Wish, ShellError> {
        let event = event.map_err(ShellError::Terminal)?;
        Ok(match events::input(event) {
            Some(Input::Key(key)) => self.key(key),
            Some(Input::Resize(columns, rows)) => {
                self.size = (columns, rows);
                Wish::Redraw
            }
            Some(Input::Paste(_) | Input::Mouse(_)) | None => Wish::Nothing,
        })
    }

    fn key(&mut self, key: Key) -> Wish {
        match key.code {
            KeyCode::Char('c') if key.ctrl => return Wish::Leave,
            KeyCode::Char('z') if key.ctrl => return Wish::Suspend,
            KeyCode::Char('q' | 'Q') | KeyCode::Escape | KeyCode::F(10) => return Wish::Leave,
            KeyCode::Char('t' | 'T') => return Wish::TakeOver,
            KeyCode::Char(' ') => self.pause(!self.is_paused),
            KeyCode::Right => {
                self.pause(true);
                self.playback.forward();
            }
            KeyCode::Left => {
                self.pause(true);
                self.playback.back();
            }
            _ => self.keys_until = Instant::now() + KEYS_SHOWN,
        }
        Wish::Nothing
    }

    fn pause(&mut self, is_paused: bool) {
        self.is_paused = is_paused;
        self.looked = Instant::now();
        self.leave = None;
    }

    /// Lets the time pass that has passed since the last look. Returns whether the end
    /// has been shown long enough.
    fn go_on(&mut self) -> bool {
        let now = Instant::now();
        let passed = now.saturating_duration_since(self.looked).min(LONGEST);
        self.looked = now;
        self.playback.pass(passed);
        if !self.playback.is_over() {
            return false;
        }
        let shown = match self.playback.failures() {
            [] => END,
            _ => END_FAILED,
        };
        now >= *self.leave.get_or_insert(now + shown)
    }
}

/// A tape's theme in what this terminal has.
fn fit(theme: &Theme) -> Theme {
    environment::fit(environment::in_locale(theme.clone()))
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
    TakeOver,
    Leave,
}

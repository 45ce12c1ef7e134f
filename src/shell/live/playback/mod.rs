//! A tape on its way from the first step to the last, at somebody's pace: on, to and fro.
//!
//! The pace decides when something is shown, never what: the same [`Run`] carries the
//! tape out that does so headless. A session is its inputs, so that the way back is the
//! way there once more, from the start to one step less.

mod rhythm;

use std::time::Duration;

use crate::app::Pace;
use crate::shell::Pictures;
use crate::sim::{Span, Tick};
use crate::tape::{Command, Cue, Failure, Progress, Run, Setting, Speed, Stage};

/// Waiting goes so many times as fast as typing.
const HASTE: u64 = 8;

/// A gap without events shrinks to a third in so many frames.
const EASE: u64 = 15;

/// A tape being played.
pub(super) struct Playback<'a> {
    run: Run<'a>,
    /// The stage as it was at the start.
    start: Stage,
    /// The speed at the start, and now.
    first_speed: Speed,
    speed: Speed,
    pictures: &'a mut Pictures,
    failures: Vec<Failure>,
    caption: String,
    /// Between `Hide` and `Show` nothing is shown, and no time is taken.
    is_hidden: bool,
    is_over: bool,
    /// How many steps have been done at the most: those write no picture again.
    farthest: usize,
}

impl<'a> Playback<'a> {
    pub fn new(run: Run<'a>, speed: Speed, pictures: &'a mut Pictures) -> Self {
        Playback {
            start: run.stage().clone(),
            run,
            first_speed: speed,
            speed,
            pictures,
            failures: Vec::new(),
            caption: String::new(),
            is_hidden: false,
            is_over: false,
            farthest: 0,
        }
    }

    pub fn run(&self) -> &Run<'a> {
        &self.run
    }

    pub fn caption(&self) -> &str {
        &self.caption
    }

    /// Whether the screen is kept from being seen now.
    pub fn is_hidden(&self) -> bool {
        self.is_hidden
    }

    /// The pace that is shown: the tape's, or as long as it has chosen none, that at which it
    /// is played.
    pub fn pace(&self) -> Pace {
        match self.run.stage().pace() {
            chosen if chosen != Pace::default() => chosen,
            _ => self.speed.pace(),
        }
    }

    /// Whether all steps are done.
    pub fn is_over(&self) -> bool {
        self.is_over
    }

    /// The steps that have failed so far.
    pub fn failures(&self) -> &[Failure] {
        &self.failures
    }

    /// The steps that failed, and the stage as it is now.
    pub fn end(self) -> (Vec<Failure>, Stage) {
        (self.failures, self.run.into_stage())
    }

    /// Lets so much of somebody's time pass.
    pub fn pass(&mut self, passed: Duration) {
        let until = self.until(passed);
        while !self.is_over {
            let until = if self.is_hidden { Tick::NEVER } else { until };
            let progress = self.run.go(until);
            let is_step = matches!(progress, Progress::Done(..));
            self.take_note(progress);
            if !is_step || self.speed == Speed::Max {
                break;
            }
        }
    }

    /// Does the step that is to come, or what is left of it, and with it all that nobody
    /// is to see.
    pub fn forward(&mut self) {
        loop {
            let progress = self.run.go(Tick::NEVER);
            self.take_note(progress);
            if self.is_over || !self.is_hidden {
                break;
            }
        }
    }

    /// Takes back what has been done of the present step, or the last one.
    pub fn back(&mut self) {
        let is_amid = self.run.is_amid_step();
        let done = self.run.place();
        let wanted = if is_amid {
            done
        } else {
            done.saturating_sub(1)
        };
        self.go_to(shown_before(self.run.cues(), wanted));
    }

    /// Goes to where so many steps are done, from the start.
    fn go_to(&mut self, place: usize) {
        self.run.begin_again(self.start.clone());
        self.speed = self.first_speed;
        self.failures.clear();
        self.caption.clear();
        (self.is_hidden, self.is_over) = (false, false);
        while self.run.place() < place && !self.is_over {
            let progress = self.run.go(Tick::NEVER);
            self.take_note(progress);
        }
    }

    fn until(&self, passed: Duration) -> Tick {
        let Speed::Times(speed) = self.speed else {
            return Tick::NEVER;
        };
        let stage = self.run.stage();
        let passed = Span::from_micros(u64::try_from(passed.as_micros()).unwrap_or(u64::MAX));
        let shown = passed.times(u64::from(speed));
        if !self.run.is_waiting() {
            let typed = shown.micros() * rhythm::EVEN / self.pause();
            return stage.now() + Span::from_micros(typed);
        }
        let next = stage.session().next_event().unwrap_or(stage.now());
        let gap = next.since(stage.now());
        stage.now()
            + shown
                .times(HASTE)
                .max(Span::from_micros(gap.micros() / EASE))
    }

    /// How long the present pause is to somebody who types, in hundredths.
    fn pause(&self) -> u64 {
        let command = self.run.current().map(|cue| &cue.step.command);
        match command {
            Some(Command::Type { text, .. }) if self.run.is_amid_step() => {
                rhythm::pause(text, self.run.keys_left())
            }
            _ => rhythm::EVEN,
        }
    }

    fn take_note(&mut self, progress: Progress<'a>) {
        match progress {
            Progress::Waiting => {}
            Progress::Done(cue, failure) => {
                self.failures.extend(failure.map(|failure| *failure));
                self.noticed(cue);
            }
            Progress::Over => {
                self.is_hidden = false;
                if !self.is_over {
                    self.pictures.finish(self.run.stage());
                }
                self.is_over = true;
            }
        }
    }

    fn noticed(&mut self, cue: &Cue) {
        match &cue.step.command {
            Command::Hide => self.is_hidden = true,
            Command::Show => self.is_hidden = false,
            Command::Caption(text) => self.caption.clone_from(text),
            Command::Set(Setting::Speed(speed)) => self.speed = *speed,
            _ => {}
        }
        if self.run.place() > self.farthest {
            self.pictures.take(&cue.step.command, self.run.stage());
        }
        self.farthest = self.farthest.max(self.run.place());
    }
}

/// The last place up to this one at which somebody sees the screen.
fn shown_before(cues: &[Cue], place: usize) -> usize {
    let mut is_hidden = false;
    let mut last = 0;
    for (done, cue) in (1..=place).zip(cues) {
        match cue.step.command {
            Command::Hide => is_hidden = true,
            Command::Show => is_hidden = false,
            _ => {}
        }
        if !is_hidden {
            last = done;
        }
    }
    last
}

#[cfg(test)]
mod tests;

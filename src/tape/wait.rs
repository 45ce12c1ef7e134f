//! Letting simulated time pass until something is the case.

use crate::console::{ConsoleId, Record};
use crate::sim::{Span, Tick};

use super::{Area, Pattern, Stage};

/// How often a screen is looked at while nothing happens in the world, since it shows
/// the time: every second, and after a while every minute.
const GLANCES: [Span; 2] = [Span::from_secs(1), Span::from_secs(60)];

/// After so long every minute is enough.
const WHILE: Span = Span::from_secs(10 * 60);

/// What is waited for.
#[derive(Debug, Clone)]
pub(super) enum Goal {
    /// Nothing but the time.
    Time,
    /// A match on the screen.
    Shown(Area, Pattern),
    /// A match among the lines of a console from a place on.
    Line(ConsoleId, usize, Pattern),
    /// The end of all work.
    Idle,
}

/// Waiting for a goal, until a deadline.
#[derive(Debug, Clone)]
pub(super) struct Wait {
    pub goal: Goal,
    pub limit: Span,
    pub deadline: Tick,
    /// When to look next. What is seen must not depend on when the driver stops.
    due: Tick,
}

/// How far a wait has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Passed {
    /// The driver does not let time pass further.
    NotYet,
    /// The goal is reached; of a line, its place.
    Reached(usize),
    /// The deadline is reached, and not the goal.
    Missed,
}

impl Wait {
    pub fn new(goal: Goal, limit: Span, now: Tick) -> Self {
        Wait {
            deadline: now + limit,
            due: if matches!(goal, Goal::Time) {
                now + limit
            } else {
                now
            },
            goal,
            limit,
        }
    }

    /// Waits on, up to `until`.
    pub fn pass(&mut self, stage: &mut Stage, until: Tick) -> Passed {
        loop {
            if stage.now() < self.due {
                if self.due > until {
                    stage.advance(until);
                    return Passed::NotYet;
                }
                stage.advance(self.due);
            }
            if let Some(place) = self.look(stage) {
                return Passed::Reached(place);
            }
            if stage.now() >= self.deadline {
                return Passed::Missed;
            }
            self.due = self.next(stage);
            if self.due <= stage.now() {
                stage.advance(stage.now());
            }
        }
    }

    fn look(&mut self, stage: &Stage) -> Option<usize> {
        match &mut self.goal {
            Goal::Time => (stage.now() >= self.deadline).then_some(0),
            Goal::Idle => is_idle(stage).then_some(0),
            Goal::Shown(area, pattern) => pattern
                .regex()
                .is_match(&stage.screen().text(*area))
                .then_some(0),
            Goal::Line(console, from, pattern) => {
                let log = stage.session().log();
                let start = *from;
                *from = log.len_of(*console);
                let mut records = (start..).zip(log.of(*console, start));
                records
                    .find(|(_, record)| answers(record, pattern))
                    .map(|(place, _)| place)
            }
        }
    }

    fn next(&self, stage: &Stage) -> Tick {
        let mut next = self.deadline;
        if let Some(event) = stage.session().next_event() {
            next = next.min(event);
        }
        if matches!(self.goal, Goal::Shown(..)) {
            next = next.min(self.glance(stage.now()));
        }
        next
    }

    /// The next full second, or minute.
    fn glance(&self, now: Tick) -> Tick {
        let left = self.deadline.since(now);
        let [often, seldom] = GLANCES;
        let every = if self.limit - left < WHILE {
            often
        } else {
            seldom
        };
        let count = now.micros() / every.micros() + 1;
        Tick::START + every.times(count)
    }
}

/// Whether a record matches that is no echo of what was entered.
pub(super) fn answers(record: &Record, pattern: &Pattern) -> bool {
    !record.kind.is_echo() && record.shows(pattern.regex())
}

/// Work that is left when nothing is to come waits for an answer, and counts as done.
pub(super) fn is_idle(stage: &Stage) -> bool {
    stage.session().work() == 0 || stage.session().next_event().is_none()
}

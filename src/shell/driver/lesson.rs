//! What the driver does for somebody who goes through a lesson.

use std::collections::BTreeMap;
use std::fmt;

use super::{Driver, Timeline};
use crate::engine::Order;
use crate::learn::{Back, Coach};
use crate::sim::Tick;

/// Takes note of how far somebody has come, each time that it is further; an error is told.
pub struct Keep(Box<Keeping>);

type Keeping = dyn FnMut(&Coach, &Timeline) -> Result<(), String> + Send;

impl Keep {
    /// Takes note with this.
    pub fn with(
        keep: impl FnMut(&Coach, &Timeline) -> Result<(), String> + Send + 'static,
    ) -> Self {
        Keep(Box::new(keep))
    }
}

impl fmt::Debug for Keep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keep")
    }
}

/// Somebody in a lesson.
#[derive(Debug)]
pub(super) struct Lesson {
    pub coach: Coach,
    keep: Keep,
    /// How far he was at each snapshot that a trainer has kept.
    named: BTreeMap<String, Coach>,
    /// What was taken note of last: steps, hints, wrong turns, inputs, and the end.
    noted: (usize, usize, usize, usize, bool),
}

impl Lesson {
    pub fn new((coach, keep): (Coach, Keep)) -> Self {
        Lesson {
            coach,
            keep,
            named: BTreeMap::new(),
            noted: (0, 0, 0, 0, false),
        }
    }
}

impl Driver {
    /// Lets time pass up to `to`. A coach looks at every event, so that it sees the same
    /// whatever the pace.
    pub(super) fn pass(&mut self, to: Tick) {
        if self.lesson.is_some() {
            while self.timeline.step_within(to) {
                self.look();
            }
        }
        self.timeline.advance(to);
        self.look();
    }

    /// Lets the coach look, and the next step begin if this one is done.
    pub(super) fn look(&mut self) {
        let Some(lesson) = &mut self.lesson else {
            return;
        };
        if lesson.coach.observe(&self.timeline) {
            self.begin_next();
        }
    }

    fn begin_next(&mut self) {
        let Some(lesson) = &mut self.lesson else {
            return;
        };
        if let Err(failure) = lesson.coach.proceed(&mut self.timeline) {
            let what = format!("the next step cannot be set up: {}", failure.reason);
            self.tell(&what);
        }
    }

    /// Has it taken note of how far somebody has come, if that is news.
    pub(super) fn take_note(&mut self) {
        let Some(lesson) = &mut self.lesson else {
            return;
        };
        let coach = &lesson.coach;
        let now = (
            coach.count_done(),
            coach.count_hints(),
            coach.count_slips(),
            self.timeline.journal().len(),
            coach.is_over(),
        );
        if now == lesson.noted {
            return;
        }
        lesson.noted = now;
        if let Err(trouble) = (lesson.keep.0)(coach, &self.timeline) {
            self.tell(&trouble);
        }
    }

    pub(super) fn hint(&mut self) {
        let is_exam = self.lesson.as_ref().is_some_and(|l| l.coach.is_exam());
        if self.lesson.as_mut().is_some_and(|l| l.coach.hint()) {
            return;
        }
        self.tell(if is_exam {
            "an exam has no hints"
        } else {
            "there is no further hint"
        });
    }

    pub(super) fn again(&mut self) {
        let lesson = self.lesson.as_mut();
        let back = lesson.and_then(|lesson| lesson.coach.back(&mut self.timeline));
        self.tell(match back {
            Some(Back::ToStep) => "back to where this step began; again: to the step before",
            Some(Back::ToStepBefore) => "back to where the step before began",
            None => "there is no way back here",
        });
    }

    /// Does what a trainer asks for; the coach goes along.
    pub(super) fn order(&mut self, order: &Order) {
        let Some(lesson) = &mut self.lesson else {
            let told = self.timeline.order(order);
            return self.tell(&told);
        };
        let coach = &mut lesson.coach;
        let mut is_done = false;
        let told = match (coach.forbids(order), order) {
            (Some(why), _) => why.to_owned(),
            (None, Order::NextMessage) => self.timeline.next_message(&mut |timeline| {
                is_done = coach.observe(timeline);
                is_done
            }),
            (None, order) => self.timeline.order(order),
        };
        match order {
            Order::Snapshot(name) => {
                lesson.named.insert(name.clone(), coach.clone());
            }
            Order::Restore(name) => {
                if let Some(then) = lesson.named.get(name) {
                    coach.gone_to(then);
                }
            }
            Order::Rewind(_) | Order::TakeBack(_) => coach.gone_back(&self.timeline),
            _ => {}
        }
        if is_done {
            self.begin_next();
        }
        self.tell(&told);
    }
}

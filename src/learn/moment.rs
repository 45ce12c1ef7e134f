//! Going back in a lesson: to where a step began, or as far as a trainer wishes.

use super::Coach;
use crate::engine::{Order, Timeline};
use crate::sim::Tick;

/// A moment of a session: an instant, and behind which of its inputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The instant.
    pub at: Tick,
    /// How many inputs there had been.
    pub inputs: usize,
}

/// How far somebody has gone back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Back {
    /// To where the present step began.
    ToStep,
    /// To where the step before it began.
    ToStepBefore,
}

impl Moment {
    /// Before anything.
    pub(super) const START: Moment = Moment {
        at: Tick::START,
        inputs: 0,
    };

    /// Now.
    pub fn of(timeline: &Timeline) -> Self {
        Moment {
            at: timeline.now(),
            inputs: timeline.journal().len(),
        }
    }

    /// Whether a session that has gone back still has it behind itself.
    fn has_been(self, now: Moment) -> bool {
        self.at <= now.at && self.inputs <= now.inputs
    }
}

impl Coach {
    /// Goes back to where the present step began, and from there, if nothing has been
    /// entered meanwhile, to where the step before it did: somebody who has done what comes
    /// later first may find nothing left to do. `None`, and nothing happens, in an exam and
    /// at the end.
    pub fn back(&mut self, timeline: &mut Timeline) -> Option<Back> {
        if self.is_exam() || self.is_over {
            return None;
        }
        let start = *self.starts.last()?;
        let is_there = Moment::of(timeline).inputs == start.moment.inputs;
        let before = self.starts.len().checked_sub(2);
        let before = before.and_then(|place| self.starts.get(place).copied());
        let before = before.filter(|_| is_there && self.went_back_to == Some(start.step));
        let to = before.unwrap_or(start);
        timeline.go_to(to.moment.inputs, to.moment.at);
        self.went_back_to = Some(to.step);
        for slip in &mut self.slips {
            slip.is_undone |= slip.step >= to.step;
        }
        if before.is_none() {
            return Some(Back::ToStep);
        }
        self.starts.pop();
        self.gone_back(timeline);
        Some(Back::ToStepBefore)
    }

    /// Why a trainer cannot have that in this lesson, if so: before its beginning its world
    /// is not set up.
    pub fn forbids(&self, order: &Order) -> Option<&'static str> {
        let begun = self.begun();
        let is_before = match order {
            Order::Rewind(to) => *to < begun.at,
            Order::TakeBack(place) => *place < begun.inputs,
            _ => false,
        };
        is_before.then_some("the lesson begins later than that")
    }

    /// Takes in that a trainer has gone back. What was done later is not done; the hints
    /// and wrong turns that there were still count.
    pub fn gone_back(&mut self, timeline: &Timeline) {
        let now = Moment::of(timeline);
        let present = self.current();
        while self.starts.len() > 1
            && self
                .starts
                .last()
                .is_some_and(|start| !start.moment.has_been(now))
        {
            self.starts.pop();
        }
        // A step that is done without the next one having begun is looked at again, so that
        // the setup in between happens as a whole.
        let last = self.starts.last().map_or(0, |start| start.step);
        let may_stay = self.is_exam() || last + 1 == self.done.len();
        for (place, done) in self.done.iter_mut().enumerate().skip(last) {
            let stays = may_stay || place < last;
            *done = done.filter(|moment| stays && moment.has_been(now));
        }
        for slip in &mut self.slips {
            slip.is_undone |= !slip.moment.has_been(now);
        }
        if self.current() != present {
            self.shown = 0;
        }
        let in_time = self.deadline().is_none_or(|deadline| now.at <= deadline);
        self.is_over = self.current().is_none() || !in_time;
    }

    /// Takes in that a trainer has gone to a snapshot, at which a lesson had come as far as
    /// `then`.
    pub fn gone_to(&mut self, then: &Coach) {
        let hints = self.hints;
        let undone = self.slips.iter().map(|slip| super::Slip {
            is_undone: true,
            ..*slip
        });
        let newer = undone.skip(then.slips.len());
        let slips = then.slips.iter().copied().chain(newer).collect();
        *self = Coach {
            hints,
            slips,
            ..then.clone()
        };
    }
}

//! What the driver does for somebody who goes through a lesson.

use super::{Driver, Timeline};
use crate::learn::Coach;
use crate::sim::Tick;

impl Driver {
    /// Lets time pass up to `to`. A coach looks at every event, so that it sees the same
    /// whatever the pace.
    pub(super) fn pass(&mut self, to: Tick) {
        if self.coach.is_some() {
            while self.timeline.step_within(to) {
                self.look();
            }
        }
        self.timeline.advance(to);
        self.look();
    }

    /// Lets the coach look, and the next step begin if this one is done.
    pub(super) fn look(&mut self) {
        let Some(coach) = &mut self.coach else {
            return;
        };
        if !coach.observe(self.timeline.session()) {
            return;
        }
        let mut session = self.timeline.session().clone();
        match coach.proceed(&mut session) {
            // What happened before the setup of a step cannot be gone back to.
            Ok(true) => self.timeline = Timeline::new(session),
            Ok(false) => {}
            Err(failure) => {
                let what = format!("the next step cannot be set up: {}", failure.reason);
                self.tell(&what);
            }
        }
    }

    pub(super) fn hint(&mut self) {
        let is_exam = self.coach.as_ref().is_some_and(Coach::is_exam);
        if self.coach.as_mut().is_some_and(Coach::hint) {
            return;
        }
        self.tell(if is_exam {
            "an exam has no hints"
        } else {
            "there is no further hint"
        });
    }

    pub(super) fn again(&mut self) {
        match self.coach.as_mut().map(Coach::back) {
            Some(Some(session)) => {
                self.timeline = Timeline::new(session);
                self.tell("back to where this step began");
            }
            _ => self.tell("there is no way back here"),
        }
    }
}

//! How far somebody has come in a lesson.
//!
//! The coach looks at the session after every event and every input, and so sees the
//! same in a replay as it saw live. It never changes the session but for the `setup` of
//! a step that begins.

use std::sync::Arc;

use crate::engine::{Session, Setup};
use crate::sim::{Span, Tick};
use crate::tape::Failure;

use super::condition::Scene;
use super::{Lesson, Step, perform};

/// A wrong turn that was noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slip {
    /// In which step.
    pub step: usize,
    /// Which of its wrong turns.
    pub wrong: usize,
    /// When.
    pub at: Tick,
}

/// Somebody's way through a lesson.
#[derive(Debug, Clone)]
pub struct Coach {
    lesson: Arc<Lesson>,
    /// When each step was done.
    done: Vec<Option<Tick>>,
    /// The wrong turns since the present step began, in an exam all.
    slips: Vec<Slip>,
    /// How many there were before, and were taken back or made good.
    earlier: usize,
    /// How many hints are shown, and how many were in all.
    shown: usize,
    hints: usize,
    start: Start,
    is_over: bool,
}

/// Where the present step began.
#[derive(Debug, Clone)]
struct Start {
    session: Box<Session>,
    since: usize,
    begun: Tick,
}

impl Start {
    fn of(session: &Session) -> Self {
        Start {
            since: session.log().len(),
            begun: session.now(),
            session: Box::new(session.clone()),
        }
    }
}

impl Coach {
    /// A lesson at its first step, in a session that has been set up for it.
    ///
    /// # Errors
    /// If a setup does not go through, which [`super::prove`] finds out.
    pub fn begin(lesson: Arc<Lesson>, setup: Setup) -> Result<(Self, Session), Box<Failure>> {
        let mut session = Session::new(setup).on_screen();
        if let Some(tape) = &lesson.setup {
            session = perform(session, tape, &mut |_| false)?;
        }
        let mut coach = Coach {
            done: vec![None; lesson.steps.len()],
            slips: Vec::new(),
            earlier: 0,
            shown: 0,
            hints: 0,
            start: Start::of(&session),
            is_over: lesson.steps.is_empty(),
            lesson,
        };
        coach.proceed(&mut session)?;
        Ok((coach, session))
    }

    /// The lesson.
    pub fn lesson(&self) -> &Lesson {
        &self.lesson
    }

    /// Whether it is an exam.
    pub fn is_exam(&self) -> bool {
        self.lesson.exam.is_some()
    }

    /// The place of the first step that is not done.
    pub fn current(&self) -> Option<usize> {
        self.done.iter().position(Option::is_none)
    }

    /// When a step was done.
    pub fn done_at(&self, step: usize) -> Option<Tick> {
        self.done.get(step).copied().flatten()
    }

    /// How many steps are done.
    pub fn count_done(&self) -> usize {
        self.done.iter().flatten().count()
    }

    /// The wrong turns since the present step began; in an exam all.
    pub fn slips(&self) -> &[Slip] {
        &self.slips
    }

    /// How many wrong turns there were in all.
    pub fn count_slips(&self) -> usize {
        self.earlier + self.slips.len()
    }

    /// The hints to the present step that were asked for.
    pub fn hints(&self) -> &[String] {
        let step = self
            .current()
            .and_then(|place| self.lesson.steps.get(place));
        let all = step.map_or(&[][..], |step| &step.hints);
        all.get(..self.shown).unwrap_or(all)
    }

    /// How many hints were asked for in all.
    pub fn count_hints(&self) -> usize {
        self.hints
    }

    /// When the present step began.
    pub fn begun(&self) -> Tick {
        self.start.begun
    }

    /// Whether the lesson is at its end: all is done, or the time of the exam is over.
    pub fn is_over(&self) -> bool {
        self.is_over
    }

    /// When the time of the exam is over.
    pub fn deadline(&self) -> Option<Tick> {
        self.lesson.exam.map(|exam| self.start.begun + exam.time)
    }

    /// The simulated time that is left of an exam.
    pub fn time_left(&self, now: Tick) -> Option<Span> {
        self.deadline().map(|deadline| deadline.since(now))
    }

    /// Looks at the session. Returns whether a step is done from now on, and
    /// [`Coach::proceed`] is to follow.
    pub fn observe(&mut self, session: &Session) -> bool {
        if self.is_over {
            return false;
        }
        if self
            .deadline()
            .is_some_and(|deadline| session.now() > deadline)
        {
            self.is_over = true;
            return false;
        }
        let mut was_done = false;
        for place in self.open() {
            self.notice(place, session);
            let lesson = Arc::clone(&self.lesson);
            let step = lesson.steps.get(place);
            if step.is_some_and(|step| step.check.holds(self.scene(session))) {
                self.mark_done(place, session.now());
                was_done = true;
            }
        }
        was_done
    }

    /// Begins the step that comes next, if the one before is done. Returns whether the
    /// session is another: the step has a setup.
    ///
    /// # Errors
    /// If its setup does not go through.
    pub fn proceed(&mut self, session: &mut Session) -> Result<bool, Box<Failure>> {
        let Some(place) = self.current() else {
            self.is_over = true;
            return Ok(false);
        };
        if self.is_exam() {
            return Ok(false);
        }
        self.earlier += self.slips.len();
        self.slips.clear();
        self.shown = 0;
        let lesson = Arc::clone(&self.lesson);
        let setup = lesson.steps.get(place).and_then(|step| step.setup.as_ref());
        if let Some(tape) = setup {
            *session = perform(session.clone(), tape, &mut |_| false)?;
        }
        self.start = Start::of(session);
        Ok(setup.is_some())
    }

    /// Whether there are hints to the present step that were not asked for.
    pub fn has_more_hints(&self) -> bool {
        let step = self
            .current()
            .and_then(|place| self.lesson.steps.get(place));
        step.is_some_and(|step| self.shown < step.hints.len())
    }

    /// Shows one more hint. Returns whether there was one.
    pub fn hint(&mut self) -> bool {
        let is_there = !self.is_over && self.has_more_hints();
        self.shown += usize::from(is_there);
        self.hints += usize::from(is_there);
        is_there
    }

    /// Goes back to where the present step began. Gives the session as it was then, but
    /// in an exam, and none at the end.
    pub fn back(&mut self) -> Option<Session> {
        if self.is_exam() || self.is_over {
            return None;
        }
        self.earlier += self.slips.len();
        self.slips.clear();
        Some((*self.start.session).clone())
    }

    /// Ends an exam before its time.
    pub fn hand_in(&mut self) {
        self.is_over = true;
    }

    /// What is still missing for a step.
    pub fn missing(&self, place: usize, session: &Session) -> Vec<String> {
        let step = self.lesson.steps.get(place);
        step.map_or_else(Vec::new, |step| step.check.missing(self.scene(session)))
    }

    /// A step.
    pub fn step(&self, place: usize) -> Option<&Step> {
        self.lesson.steps.get(place)
    }

    /// The steps that can be done now: one, or in an exam all that are not done.
    fn open(&self) -> Vec<usize> {
        let all = self.done.iter().enumerate();
        let open = all
            .filter(|(_, done)| done.is_none())
            .map(|(place, _)| place);
        let most = if self.is_exam() { usize::MAX } else { 1 };
        open.take(most).collect()
    }

    fn notice(&mut self, step: usize, session: &Session) {
        let lesson = Arc::clone(&self.lesson);
        let wrong = lesson.steps.get(step).map_or(&[][..], |step| &step.wrong);
        for (wrong, turn) in wrong.iter().enumerate() {
            let known = |slip: &Slip| (slip.step, slip.wrong) == (step, wrong);
            if !self.slips.iter().any(known) && turn.condition.holds(self.scene(session)) {
                let at = session.now();
                self.slips.push(Slip { step, wrong, at });
            }
        }
    }

    fn mark_done(&mut self, place: usize, now: Tick) {
        if let Some(done) = self.done.get_mut(place) {
            *done = Some(now);
        }
        self.is_over = self.current().is_none();
    }

    pub(super) fn scene<'a>(&'a self, session: &'a Session) -> Scene<'a> {
        Scene {
            session,
            since: self.start.since,
            begun: self.start.begun,
            lesson: &self.lesson,
            done: &self.done,
        }
    }
}

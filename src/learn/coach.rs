//! How far somebody has come in a lesson.
//!
//! The coach looks at the session after every event and every input, and so sees the
//! same in a replay as it saw live. It never changes the session but for the `setup` of
//! a step that begins, whose inputs stand in the journal like all others.

use std::sync::Arc;

use crate::engine::{Session, Setup, Timeline};
use crate::sim::{Span, Tick};
use crate::tape::{Command, Failure, Script};

use super::condition::Scene;
use super::moment::Moment;
use super::{Lesson, Step, perform, perform_exactly};

/// A wrong turn that was noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slip {
    /// In which step.
    pub step: usize,
    /// Which of its wrong turns.
    pub wrong: usize,
    /// When.
    pub at: Tick,
    pub(super) moment: Moment,
    /// Whether somebody has gone back to before it.
    pub(super) is_undone: bool,
}

/// Somebody's way through a lesson.
#[derive(Debug, Clone)]
pub struct Coach {
    pub(super) lesson: Arc<Lesson>,
    /// When each step was done.
    pub(super) done: Vec<Option<Moment>>,
    /// All wrong turns that were ever taken.
    pub(super) slips: Vec<Slip>,
    /// How many hints are shown, and how many were in all.
    pub(super) shown: usize,
    pub(super) hints: usize,
    /// Where the steps began that are done, and the present one; in an exam all at once.
    pub(super) starts: Vec<Start>,
    pub(super) is_over: bool,
    /// The step to whose beginning somebody has gone back last.
    pub(super) went_back_to: Option<usize>,
    /// What comes after the lesson.
    pub(super) next: Option<Next>,
}

/// The lesson that comes next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next {
    /// What `vmcons learn` takes for it.
    pub call: String,
    /// Its title.
    pub title: String,
}

/// Carries a setup out. What it has begun comes to its end, unless the tape says itself, by
/// waiting at its own end, how far it goes: into the middle of a migration, say.
fn set_up(timeline: Timeline, tape: &Script) -> Result<Timeline, Box<Failure>> {
    let last = tape.cues.last().map(|cue| &cue.step.command);
    match last {
        Some(Command::WaitConsole { .. } | Command::Sleep(_)) => {
            perform_exactly(timeline, tape, &mut |_| false)
        }
        _ => perform(timeline, tape, &mut |_| false),
    }
}

/// Where a step began.
#[derive(Debug, Clone, Copy)]
pub(super) struct Start {
    pub step: usize,
    pub moment: Moment,
    /// How many records there were.
    pub since: usize,
}

impl Start {
    fn of(step: usize, timeline: &Timeline) -> Self {
        Start {
            step,
            moment: Moment::of(timeline),
            since: timeline.session().log().len(),
        }
    }
}

impl Coach {
    /// A lesson at its first step, in a session that has been set up for it.
    ///
    /// # Errors
    /// If a setup does not go through, which [`super::prove`] finds out.
    pub fn begin(lesson: Arc<Lesson>, setup: Setup) -> Result<(Self, Timeline), Box<Failure>> {
        let mut timeline = Timeline::new(Session::new(setup).on_screen());
        if let Some(tape) = &lesson.setup {
            timeline = set_up(timeline, tape)?;
        }
        let mut coach = Coach {
            done: vec![None; lesson.steps.len()],
            slips: Vec::new(),
            shown: 0,
            hints: 0,
            starts: Vec::new(),
            is_over: lesson.steps.is_empty(),
            went_back_to: None,
            next: None,
            lesson,
        };
        coach.start(&mut timeline)?;
        Ok((coach, timeline))
    }

    /// Says at the end which lesson comes next.
    pub fn leads_to(&mut self, next: Option<Next>) {
        self.next = next;
    }

    /// The simulated time since the lesson began, or up to when it was over.
    pub fn time_taken(&self, now: Tick) -> Span {
        let last = self.done.iter().flatten().map(|moment| moment.at).max();
        let end = last.filter(|_| self.current().is_none()).unwrap_or(now);
        let end = self.deadline().map_or(end, |deadline| end.min(deadline));
        end.since(self.begun().at)
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
        self.done
            .get(step)
            .copied()
            .flatten()
            .map(|moment| moment.at)
    }

    /// How many steps are done.
    pub fn count_done(&self) -> usize {
        self.done.iter().flatten().count()
    }

    /// The wrong turns of the present step that were not taken back; in an exam all.
    pub fn slips(&self) -> impl DoubleEndedIterator<Item = &Slip> {
        let present = self.starts.last().map_or(0, |start| start.step);
        let from = if self.is_exam() { 0 } else { present };
        let slips = self.slips.iter();
        slips.filter(move |slip| !slip.is_undone && slip.step >= from)
    }

    /// How many wrong turns there were in all.
    pub fn count_slips(&self) -> usize {
        self.slips.len()
    }

    /// The hints to the present step that were asked for.
    pub fn hints(&self) -> &[String] {
        let step = self.current().and_then(|place| self.step(place));
        let all = step.map_or(&[][..], |step| &step.hints);
        all.get(..self.shown).unwrap_or(all)
    }

    /// How many hints were asked for in all.
    pub fn count_hints(&self) -> usize {
        self.hints
    }

    /// Where the lesson began, behind its setup.
    pub(super) fn begun(&self) -> Moment {
        self.starts
            .first()
            .map_or(Moment::START, |start| start.moment)
    }

    /// Whether the lesson is at its end: all is done, or the time of the exam is over.
    pub fn is_over(&self) -> bool {
        self.is_over
    }

    /// When the time of the exam is over.
    pub fn deadline(&self) -> Option<Tick> {
        self.lesson.exam.map(|exam| self.begun().at + exam.time)
    }

    /// The simulated time that is left of an exam.
    pub fn time_left(&self, now: Tick) -> Option<Span> {
        self.deadline().map(|deadline| deadline.since(now))
    }

    /// Looks at the session. Returns whether a step is done from now on, and
    /// [`Coach::proceed`] is to follow.
    pub fn observe(&mut self, timeline: &Timeline) -> bool {
        if self.is_over {
            return false;
        }
        let session = timeline.session();
        if self
            .deadline()
            .is_some_and(|deadline| session.now() > deadline)
        {
            self.is_over = true;
            return false;
        }
        let mut was_done = false;
        for place in self.open() {
            self.notice(place, timeline);
            let lesson = Arc::clone(&self.lesson);
            let step = lesson.steps.get(place);
            if step.is_some_and(|step| step.check.holds(self.scene(session))) {
                self.mark_done(place, Moment::of(timeline));
                was_done = true;
            }
        }
        was_done
    }

    /// Begins the step that comes next, if the one before is done. Its setup may let time
    /// pass.
    ///
    /// # Errors
    /// If its setup does not go through.
    pub fn proceed(&mut self, timeline: &mut Timeline) -> Result<(), Box<Failure>> {
        if self.current().is_none() {
            self.is_over = true;
            return Ok(());
        }
        if self.is_exam() {
            return Ok(());
        }
        self.shown = 0;
        self.start(timeline)
    }

    fn start(&mut self, timeline: &mut Timeline) -> Result<(), Box<Failure>> {
        let Some(place) = self.current() else {
            return Ok(());
        };
        let setup = self.step(place).and_then(|step| step.setup.clone());
        if let Some(tape) = setup {
            *timeline = set_up(timeline.clone(), &tape)?;
        }
        self.starts.push(Start::of(place, timeline));
        Ok(())
    }

    /// Whether there are hints to the present step that were not asked for.
    pub fn has_more_hints(&self) -> bool {
        let step = self.current().and_then(|place| self.step(place));
        step.is_some_and(|step| self.shown < step.hints.len())
    }

    /// Shows one more hint. Returns whether there was one.
    pub fn hint(&mut self) -> bool {
        let is_there = !self.is_over && self.has_more_hints();
        self.shown += usize::from(is_there);
        self.hints += usize::from(is_there);
        is_there
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

    fn notice(&mut self, step: usize, timeline: &Timeline) {
        let lesson = Arc::clone(&self.lesson);
        let turns = lesson.steps.get(step).map_or(&[][..], |step| &step.wrong);
        let session = timeline.session();
        for (wrong, turn) in turns.iter().enumerate() {
            let mut known = self.slips.iter().filter(|slip| !slip.is_undone);
            let is_known = known.any(|slip| (slip.step, slip.wrong) == (step, wrong));
            if !is_known && turn.condition.holds(self.scene(session)) {
                self.slips.push(Slip {
                    step,
                    wrong,
                    at: session.now(),
                    moment: Moment::of(timeline),
                    is_undone: false,
                });
            }
        }
    }

    fn mark_done(&mut self, place: usize, moment: Moment) {
        if let Some(done) = self.done.get_mut(place) {
            *done = Some(moment);
        }
        self.is_over = self.current().is_none();
    }

    pub(super) fn scene<'a>(&'a self, session: &'a Session) -> Scene<'a> {
        let start = self.starts.last();
        Scene {
            session,
            since: start.map_or(0, |start| start.since),
            begun: start.map_or(Tick::START, |start| start.moment.at),
            lesson: &self.lesson,
            done: &self.done,
        }
    }
}

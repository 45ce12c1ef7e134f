//! Carries a script out on a stage, step by step.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use crate::app::{Gesture, Key, KeyCode};
use crate::console::ConsoleId;
use crate::sim::{Span, Tick};

use super::failure::{Failure, Reason};
use super::refused::Refused;
use super::vain::Stretch;
use super::wait::{Goal, Passed, Wait};
use super::{Command, Cue, Goldens, Pattern, Script, Stage, Step};

/// A time of day further ahead than this is taken to have passed.
pub(super) const SOON: Span = Span::from_secs(12 * 3600);

/// How many lines a failure shows of the console that its step is about, and of others.
const RECENT: [usize; 2] = [8, 3];

/// What a key is noted as that enters what nobody may read: the screen shows this as well.
const UNREADABLE: Key = Key::char('^');

/// How many consoles a failure shows.
const CONCERNED: usize = 3;

/// A script being carried out.
///
/// [`Run::go`] may be stopped anywhere in simulated time and goes on as if it had not
/// been, so that a tape shown to somebody does exactly what it does headless.
pub struct Run<'a> {
    script: &'a Script,
    goldens: &'a mut dyn Goldens,
    pub(super) stage: Stage,
    /// The next step, and how far it has come.
    place: usize,
    phase: Phase,
    pub(super) todo: VecDeque<Act>,
    wait: Option<Wait>,
    pub(super) typing: Span,
    pub(super) clipboard: String,
    /// Where the next wait on a console begins to look.
    pub(super) heard: BTreeMap<ConsoleId, usize>,
    /// Where expectations begin to look.
    pub(super) marks: BTreeMap<ConsoleId, usize>,
    over: bool,
    /// What was refused while there was work that could still bring it.
    pub(super) refused: Vec<Refused<'a>>,
    /// The step that is carried out with those around it, and what was expected in vain.
    pub(super) stretch: Stretch,
    pub(super) vain: Vec<String>,
    /// The keys pressed since they were last taken, if anybody wants to know.
    pressed: Option<Vec<(Tick, Key)>>,
}

/// How far a step has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Due,
    Begun,
    Working,
}

/// A part of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    Key(Key),
    Wheel(Gesture),
    Pass(Span),
}

/// How far a run has come.
#[derive(Debug)]
pub enum Progress<'a> {
    /// The driver does not let time pass further.
    Waiting,
    /// A step is done, or has failed.
    Done(&'a Cue, Option<Box<Failure>>),
    /// There is nothing left to do.
    Over,
}

impl<'a> Run<'a> {
    /// A run at its start.
    pub fn new(script: &'a Script, stage: Stage, goldens: &'a mut dyn Goldens) -> Self {
        Run {
            typing: script.settings.typing,
            script,
            goldens,
            stage,
            place: 0,
            phase: Phase::Due,
            todo: VecDeque::new(),
            wait: None,
            clipboard: String::new(),
            heard: BTreeMap::new(),
            marks: BTreeMap::new(),
            over: false,
            refused: Vec::new(),
            stretch: Stretch::default(),
            vain: Vec::new(),
            pressed: None,
        }
    }

    /// Goes back to the start, on a stage that is as the first one was.
    pub fn begin_again(&mut self, stage: Stage) {
        self.stage = stage;
        self.place = 0;
        self.phase = Phase::Due;
        self.todo.clear();
        self.wait = None;
        self.typing = self.script.settings.typing;
        self.clipboard.clear();
        self.heard.clear();
        self.marks.clear();
        self.over = false;
        self.refused.clear();
        self.stretch = Stretch::default();
        self.vain.clear();
        self.pressed = self.pressed.take().map(|_| Vec::new());
    }

    /// Takes no notice of what consoles have shown before: the session has been going on.
    #[must_use]
    pub fn from_here(mut self) -> Self {
        let session = self.stage.session();
        let consoles = session.consoles().iter();
        let shown = consoles.map(|(id, _)| (id, session.log().len_of(id)));
        self.marks = shown.collect();
        self.heard = self.marks.clone();
        self
    }

    /// Notes from now on which keys are pressed.
    pub fn note_keys(&mut self) {
        self.pressed = Some(Vec::new());
    }

    /// The keys pressed since they were last taken, and when.
    pub fn take_keys(&mut self) -> Vec<(Tick, Key)> {
        self.pressed
            .as_mut()
            .map(std::mem::take)
            .unwrap_or_default()
    }

    /// When the present pause ends, if it waits for nothing but the time.
    pub fn pause_ends(&self) -> Option<Tick> {
        let wait = self.wait.as_ref()?;
        matches!(wait.goal, Goal::Time).then_some(wait.deadline)
    }

    /// The stage.
    pub fn stage(&self) -> &Stage {
        &self.stage
    }

    /// The stage, to be gone on with elsewhere.
    pub fn into_stage(self) -> Stage {
        self.stage
    }

    /// How many records of a console waits have taken note of.
    pub fn heard(&self) -> &BTreeMap<ConsoleId, usize> {
        &self.heard
    }

    /// The step that is being carried out.
    pub fn current(&self) -> Option<&'a Cue> {
        self.script.cues.get(self.place)
    }

    /// All steps, in order.
    pub fn cues(&self) -> &'a [Cue] {
        &self.script.cues
    }

    /// How many steps are done.
    pub fn place(&self) -> usize {
        self.place
    }

    /// Whether the next step has begun and is not done.
    pub fn is_amid_step(&self) -> bool {
        self.phase != Phase::Due
    }

    /// How many keys of the present step are still to be pressed.
    pub fn keys_left(&self) -> usize {
        let is_key = |act: &&Act| matches!(act, Act::Key(_));
        self.todo.iter().filter(is_key).count()
    }

    /// Whether it waits for something else than a time.
    pub fn is_waiting(&self) -> bool {
        self.wait
            .as_ref()
            .is_some_and(|wait| !matches!(wait.goal, Goal::Time))
    }

    /// Goes on until a step is done, but no further than `until` in simulated time.
    pub fn go(&mut self, until: Tick) -> Progress<'a> {
        loop {
            let Some(cue) = self.current().filter(|_| !self.over) else {
                return Progress::Over;
            };
            if let Some(mut wait) = self.wait.take() {
                match wait.pass(&mut self.stage, until) {
                    Passed::NotYet => {
                        self.wait = Some(wait);
                        return Progress::Waiting;
                    }
                    Passed::Reached(place) => self.reached(&wait.goal, place),
                    Passed::Missed => {
                        self.over = true;
                        return self.done(cue, Err(self.missed(&wait)));
                    }
                }
            } else if let Some(act) = self.todo.pop_front() {
                self.act(act);
            } else {
                match self.next_phase(&cue.step) {
                    Ok(false) => {}
                    end => return self.done(cue, end.map(drop)),
                }
            }
        }
    }

    /// Goes on with a step that has nothing left to do. Returns whether it is done.
    fn next_phase(&mut self, step: &Step) -> Result<bool, Reason> {
        match self.phase {
            Phase::Due => {
                self.phase = Phase::Begun;
                self.look_ahead();
                if let Some(at) = &step.at {
                    self.wait_for_time(at)?;
                }
            }
            Phase::Begun => {
                self.phase = Phase::Working;
                self.begin(&step.command)?;
            }
            Phase::Working => return Ok(true),
        }
        Ok(false)
    }

    fn done(&mut self, cue: &'a Cue, end: Result<(), Reason>) -> Progress<'a> {
        if end.is_ok() {
            self.refused.extend(self.refused_too_soon(cue));
            self.look_back(cue);
        }
        let failure = end.err().map(|reason| {
            self.over |= matches!(reason, Reason::Wrong(_));
            Box::new(self.failure(cue, reason))
        });
        self.place += 1;
        self.phase = Phase::Due;
        self.todo.clear();
        Progress::Done(cue, failure)
    }

    fn act(&mut self, act: Act) {
        match act {
            Act::Key(key) => {
                let at = self.stage.now();
                self.stage.key(key);
                if let Some(pressed) = &mut self.pressed {
                    let is_text = matches!(key.code, KeyCode::Char(_)) && !key.ctrl && !key.alt;
                    let is_secret = is_text && self.stage.hides_typed();
                    pressed.push((at, if is_secret { UNREADABLE } else { key }));
                }
            }
            Act::Wheel(turn) => self.stage.wheel(turn),
            Act::Pass(span) => self.wait_until(Goal::Time, span),
        }
    }

    pub(super) fn wait_until(&mut self, goal: Goal, limit: Span) {
        self.wait = Some(Wait::new(goal, limit, self.stage.now()));
    }

    fn wait_for_time(&mut self, text: &str) -> Result<(), Reason> {
        let now = self.stage.now();
        let calendar = self.stage.session().calendar();
        let at = calendar.next_time_of_day(now, text).unwrap_or(now);
        if at.since(now) > SOON {
            let what = format!("{text} has passed: it is {}", calendar.iso(now));
            return Err(Reason::Unmet(what));
        }
        self.wait_until(Goal::Time, at.since(now));
        Ok(())
    }

    fn reached(&mut self, goal: &Goal, place: usize) {
        if let Goal::Line(console, ..) = goal {
            self.heard.insert(*console, place + 1);
        }
    }

    fn missed(&self, wait: &Wait) -> Reason {
        let limit = wait.limit;
        Reason::Unmet(match &wait.goal {
            Goal::Time => format!("{limit} did not pass"),
            Goal::Shown(area, pattern) => {
                format!("{} did not show {pattern} within {limit}", area.phrase())
            }
            Goal::Line(console, _, pattern) => {
                let name = self.name_of(*console);
                format!("{name} showed no new line that matches {pattern} within {limit}")
            }
            Goal::Idle => {
                let work = self.stage.session().work();
                format!("after {limit} there was still work that was not done: {work}")
            }
        })
    }

    pub(super) fn compare(&mut self, name: &str) -> Result<(), Reason> {
        let text = super::golden::write(&self.stage.screen());
        self.goldens
            .compare(name, &text)
            .map_err(|error| Reason::Unmet(error.to_string()))
    }

    pub(super) fn timeout(&self) -> Span {
        self.script.settings.timeout
    }

    /// The longest wait of a kind that VHS has not: what the tape sets, or `usual`.
    pub(super) fn own_timeout(&self, usual: Span) -> Span {
        let settings = &self.script.settings;
        if settings.is_timeout_set {
            settings.timeout
        } else {
            usual
        }
    }

    pub(super) fn default_pattern(&self) -> Option<Pattern> {
        self.script.settings.pattern.clone()
    }

    pub(super) fn name_of(&self, console: ConsoleId) -> String {
        let consoles = self.stage.session().consoles();
        consoles
            .get(console)
            .map(|found| found.name.clone())
            .unwrap_or_default()
    }

    fn failure(&self, cue: &Cue, reason: Reason) -> Failure {
        let session = self.stage.session();
        let command = &cue.step.command;
        // How a screen differs from the stored one says the reason.
        let is_golden = matches!(command, Command::Golden(_));
        Failure {
            file: Arc::clone(&cue.file),
            line: cue.step.line,
            step: cue.step.to_string(),
            at: session.calendar().iso(session.now()),
            reason,
            hint: self.hint(command),
            screen: (!is_golden).then(|| self.stage.screen()),
            is_of_screen: command.looks_at_screen(),
            consoles: match is_golden {
                true => Vec::new(),
                false => self.concerned(cue),
            },
            doubts: self.doubts(),
        }
    }

    fn doubts(&self) -> Vec<String> {
        let doubtful = self.script.notes.iter().filter(|note| note.is_doubtful);
        doubtful.map(ToString::to_string).collect()
    }

    /// The console of a step, and those of the steps before it that have shown anything,
    /// the last first.
    fn concerned(&self, cue: &Cue) -> Vec<(String, Vec<String>)> {
        let session = self.stage.session();
        let id = |cue: &Cue| session.console(cue.step.command.console()?).ok();
        let mut ids: Vec<ConsoleId> = id(cue).into_iter().collect();
        let before = self.script.cues.get(..self.place).unwrap_or_default();
        for id in before.iter().rev().filter_map(id) {
            if ids.len() < CONCERNED && !ids.contains(&id) && session.log().len_of(id) > 0 {
                ids.push(id);
            }
        }
        let own = id(cue);
        let shown = ids.into_iter().map(|id| {
            let [most, few] = RECENT;
            let count = if own == Some(id) { most } else { few };
            (self.name_of(id), self.recent(id, count))
        });
        shown.collect()
    }

    fn recent(&self, console: ConsoleId, count: usize) -> Vec<String> {
        let log = self.stage.session().log();
        let records = log.of(console, 0).rev().take(count);
        let lines = records.flat_map(|record| record.lines.iter().rev());
        let mut recent: Vec<String> = lines.take(count).map(ToString::to_string).collect();
        recent.reverse();
        recent
    }
}

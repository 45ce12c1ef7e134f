//! The proof of a lesson: what nobody has done is not done, what solves a step solves
//! it, and what is wrong is noticed.

use std::sync::Arc;

use crate::engine::{Session, Setup, Timeline};
use crate::sim::Span;
use crate::tape::{Command, Failure, Script};
use crate::text::{Errors, TextError};

use super::{Coach, Lesson, Step, perform, typed};

/// So long nothing is done, to see whether a step solves itself.
const WAITING: Span = Span::from_secs(5 * 60);

/// What was proved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proved {
    /// How many steps their tapes solve.
    pub steps: usize,
    /// How many wrong turns are noticed.
    pub wrong: usize,
    /// The simulated time that all of it takes.
    pub time: Span,
}

/// Proves a lesson in its world.
///
/// # Errors
/// Everything that is wrong with it.
pub fn prove(lesson: &Arc<Lesson>, setup: &Setup) -> Result<Proved, Errors> {
    let mut proof = Proof {
        lesson,
        errors: names(lesson, setup),
    };
    let proved = if proof.errors.is_empty() {
        proof.whole(setup)
    } else {
        None
    };
    match proved {
        Some(proved) if proof.errors.is_empty() => Ok(proved),
        _ => Err(Errors(proof.errors)),
    }
}

/// Server units and consoles that the world has not; a VM may still be created.
fn names(lesson: &Lesson, setup: &Setup) -> Vec<TextError> {
    let session = Session::new(setup.clone());
    let known: Vec<&str> = session
        .world()
        .units
        .iter()
        .map(|u| u.name.as_str())
        .collect();
    let mut errors = Vec::new();
    for step in &lesson.steps {
        let conditions = [&step.check].into_iter();
        let conditions = conditions.chain(step.wrong.iter().map(|wrong| &wrong.condition));
        for fact in conditions.flat_map(super::Condition::facts) {
            if let Some(unit) = fact.unit().filter(|unit| !known.contains(unit)) {
                let what = format!("step `{}`: there is no SU {unit} in this world", step.title);
                let help = format!("there are: {}", known.join(", "));
                errors.push(at(lesson, step, what).help(help));
            }
            if let Some(Err(error)) = fact.console().map(|name| session.console(name)) {
                let what = format!("step `{}`: {error}", step.title);
                errors.push(at(lesson, step, what));
            }
        }
    }
    errors
}

struct Proof<'a> {
    lesson: &'a Arc<Lesson>,
    errors: Vec<TextError>,
}

impl Proof<'_> {
    fn whole(&mut self, setup: &Setup) -> Option<Proved> {
        let begun = Coach::begin(Arc::clone(self.lesson), setup.clone());
        let (mut coach, mut timeline) = match begun {
            Ok(begun) => begun,
            Err(failure) => {
                let what = format!("the setup does not go through:\n{}", brief(&failure));
                self.errors.push(TextError::whole(&self.lesson.file, what));
                return None;
            }
        };
        let start = timeline.now();
        let mut wrong = 0;
        for (place, step) in self.lesson.steps.iter().enumerate() {
            self.unsolved(place, step, &coach, &timeline);
            for turn in 0..step.wrong.len() {
                self.wrong_turn(place, step, turn, &coach, &timeline);
                wrong += 1;
            }
            self.last_hint(place, step, &coach, &timeline);
            timeline = self.solve(place, step, &mut coach, timeline)?;
        }
        Some(Proved {
            steps: self.lesson.steps.len(),
            wrong,
            time: timeline.now().since(start),
        })
    }

    /// A step is not solved before anything is done; nor by waiting, unless that is what
    /// solves it.
    fn unsolved(&mut self, place: usize, step: &Step, coach: &Coach, timeline: &Timeline) {
        let (mut coach, mut timeline) = (coach.clone(), timeline.clone());
        coach.observe(&timeline);
        if coach.done_at(place).is_some() {
            let what = format!("step `{}` is solved before anything is done", step.title);
            self.errors.push(
                at(self.lesson, step, what)
                    .help("let `check` say what is not yet the case when the step begins"),
            );
            return;
        }
        if let Some(slip) = coach.slips().find(|slip| slip.step == place) {
            let reason = step.wrong.get(slip.wrong).map_or("", |wrong| &wrong.reason);
            let what = format!("a wrong turn is noticed before anything is done: {reason}");
            self.errors.push(at(self.lesson, step, what));
        }
        if !acts(&step.solve) {
            return;
        }
        let until = timeline.now() + WAITING;
        while timeline.now() < until {
            let next = timeline.next_event().unwrap_or(until);
            timeline.advance(next.clamp(timeline.now(), until));
            coach.observe(&timeline);
            if coach.done_at(place).is_some() {
                let what = format!("step `{}` is solved by doing nothing", step.title);
                self.errors.push(at(self.lesson, step, what).help(
                    "let `check` say what only the trainee brings about, or `solve` only wait",
                ));
                return;
            }
        }
    }

    /// A wrong turn is noticed when its tape takes it.
    fn wrong_turn(
        &mut self,
        place: usize,
        step: &Step,
        turn: usize,
        coach: &Coach,
        timeline: &Timeline,
    ) {
        let Some(wrong) = step.wrong.get(turn) else {
            return;
        };
        let mut coach = coach.clone();
        let is_it = |coach: &Coach| {
            let mut slips = coach.slips();
            slips.any(|slip| (slip.step, slip.wrong) == (place, turn))
        };
        let end = perform(timeline.clone(), &wrong.trial, &mut |timeline| {
            coach.observe(timeline);
            is_it(&coach) || coach.done_at(place).is_some()
        });
        let help = match end {
            Err(failure) => brief(&failure),
            // In an exam a wrong turn costs points, whatever else it brings about.
            Ok(_) if is_it(&coach) && (coach.is_exam() || coach.done_at(place).is_none()) => return,
            Ok(_) if coach.done_at(place).is_some() => {
                "its `try` solves the step instead".to_owned()
            }
            Ok(timeline) => {
                let scene = coach.scene(timeline.session());
                let scene = wrong.condition.missing(scene);
                format!("after its `try`, this is missing: {}", scene.join("; "))
            }
        };
        let what = format!(
            "step `{}`: this wrong turn is not noticed: {}",
            step.title, wrong.reason
        );
        self.errors.push(at(self.lesson, step, what).help(help));
    }

    /// What the last hint says to enter solves the step, without a wrong turn.
    fn last_hint(&mut self, place: usize, step: &Step, coach: &Coach, timeline: &Timeline) {
        let hint = step.hints.last().map_or("", String::as_str);
        let Some(script) = typed::tape(&self.lesson.file, hint) else {
            return;
        };
        let mut coach = coach.clone();
        let end = script.map_err(|errors| errors.to_string());
        let end = end.and_then(|script| {
            let end = perform(timeline.clone(), &script, &mut |timeline| {
                coach.observe(timeline);
                coach.done_at(place).is_some()
            });
            end.map_err(|failure| brief(&failure))
        });
        let help = match end {
            Err(why) => why,
            Ok(timeline) if coach.done_at(place).is_none() => {
                let missing = coach.missing(place, timeline.session());
                format!("this is missing: {}", missing.join("; "))
            }
            Ok(_) => match coach.slips().find(|slip| slip.step == place) {
                None => return,
                Some(slip) => {
                    let reason = step.wrong.get(slip.wrong).map_or("", |wrong| &wrong.reason);
                    format!("it takes a wrong turn: {reason}")
                }
            },
        };
        let what = format!("step `{}`: its last hint does not help: {hint}", step.title);
        self.errors.push(at(self.lesson, step, what).help(help));
    }

    /// A step's tape solves it, without a wrong turn.
    fn solve(
        &mut self,
        place: usize,
        step: &Step,
        coach: &mut Coach,
        timeline: Timeline,
    ) -> Option<Timeline> {
        let end = perform(timeline, &step.solve, &mut |timeline| {
            coach.observe(timeline);
            coach.done_at(place).is_some()
        });
        let mut timeline = match end {
            Ok(timeline) => timeline,
            Err(failure) => {
                let what = format!("step `{}`: its `solve` does not go through", step.title);
                self.errors
                    .push(at(self.lesson, step, what).help(brief(&failure)));
                return None;
            }
        };
        if coach.done_at(place).is_none() {
            let missing = coach.missing(place, timeline.session()).join("; ");
            let what = format!("step `{}` is not solved by its `solve`", step.title);
            let help = format!("this is missing: {missing}");
            self.errors.push(at(self.lesson, step, what).help(help));
            return None;
        }
        if let Some(slip) = coach.slips().find(|slip| slip.step == place) {
            let reason = step.wrong.get(slip.wrong).map_or("", |wrong| &wrong.reason);
            let what = format!(
                "step `{}`: its `solve` takes a wrong turn: {reason}",
                step.title
            );
            self.errors.push(at(self.lesson, step, what));
        }
        if let Err(failure) = coach.proceed(&mut timeline) {
            let what = format!("the setup of the step after `{}` fails", step.title);
            self.errors
                .push(at(self.lesson, step, what).help(brief(&failure)));
            return None;
        }
        Some(timeline)
    }
}

/// Whether a tape does anything but wait.
pub(super) fn acts(script: &Script) -> bool {
    script.cues.iter().any(|cue| {
        !matches!(
            cue.step.command,
            Command::Sleep(_)
                | Command::WaitConsole { .. }
                | Command::WaitIdle { .. }
                | Command::WaitScreen { .. }
                | Command::Expect { .. }
                | Command::Mark
        )
    })
}

fn at(lesson: &Lesson, step: &Step, what: String) -> TextError {
    TextError::at(&lesson.file, &lesson.source, step.place.clone(), what)
}

/// A failed step of a tape without the screen.
fn brief(failure: &Failure) -> String {
    let mut text = format!(
        "line {}: {}: {}",
        failure.line, failure.step, failure.reason
    );
    let shown = failure.consoles.iter();
    for (console, lines) in shown.filter(|(_, lines)| !lines.is_empty()) {
        text.push_str(&format!("; {console} shows:"));
        for line in lines {
            text.push_str("\n      | ");
            text.push_str(line);
        }
    }
    text
}

//! Does an exam again, as its result says it was done.

use std::sync::Arc;

use super::{Hashes, Item, Record, SCHEMA, score};
use crate::engine::{Input, Session, Setup, Timeline};
use crate::learn::{Coach, Lesson, Moment, perform_exactly};
use crate::tape::{Command, Failure, Script, Setting};
use crate::text::Errors;

/// Why a result is not what comes out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refuted {
    /// Its format is not known.
    #[error("schema {0} is not known: this program writes and reads schema {SCHEMA}")]
    Schema(u64),
    /// Another program held it.
    #[error(
        "version {0} of the program held the exam, and this is {here}: check it with that one",
        here = env!("CARGO_PKG_VERSION")
    )]
    Program(String),
    /// It rests on something else.
    #[error("{0} is not the one of the exam: its hash is another")]
    Other(&'static str),
    /// Its tape cannot be read.
    #[error("its tape cannot be read: {0}")]
    Tape(#[from] Errors),
    /// Its tape is of another world.
    #[error("its tape sets another {0} than the result says")]
    Set(&'static str),
    /// Its tape has something that no recording of an exam has.
    #[error("line {line} of its tape is `{step}`, which no recording of an exam has")]
    Foreign {
        /// The line of the tape.
        line: usize,
        /// What stands there.
        step: String,
    },
    /// Its tape does not begin with the exam's setup.
    #[error("its tape does not begin as the exam does: the setup is another one")]
    Setup,
    /// Somebody let something fail, or ended that.
    #[error("its tape has `Inject {0}` behind the setup: nobody can do that in an exam")]
    Injected(String),
    /// Its tape does not go through.
    #[error("its tape does not go through: {0}")]
    Failed(String),
    /// The exam cannot begin.
    #[error("the exam cannot begin: {0}")]
    Begin(String),
    /// The score is another.
    #[error("{0}")]
    Score(String),
}

impl Record {
    /// Does it all again, from the beginning of this exam with these hashes.
    ///
    /// # Errors
    /// If it does not come out the same; the error says what does.
    pub fn confirm(
        &self,
        lesson: &Arc<Lesson>,
        setup: &Setup,
        hashes: &Hashes,
    ) -> Result<(), Refuted> {
        self.check_head(hashes)?;
        let none = |_: &str| Err("the tape of a result stands alone".to_owned());
        let script = Script::read(&self.exam, &self.tape, &none)?;
        self.check_tape(lesson, &script)?;
        let mut setup = setup.clone();
        setup.scenario.seed = self.seed;
        let begun = Coach::begin(Arc::clone(lesson), setup.clone());
        let begun = begun.map_err(|failure| Refuted::Begin(brief(&failure)))?;
        let (coach, session) = again(begun, setup, &script)?;
        self.compare(&coach, &score(&coach, &session))
    }

    fn check_head(&self, hashes: &Hashes) -> Result<(), Refuted> {
        if self.schema != SCHEMA {
            return Err(Refuted::Schema(self.schema));
        }
        if self.program != env!("CARGO_PKG_VERSION") {
            return Err(Refuted::Program(self.program.clone()));
        }
        let (said, known) = (&self.hashes, hashes);
        for (said, known, what) in [
            (&said.lesson, &known.lesson, "the exam's file"),
            (&said.world, &known.world, "the world"),
            (&said.grammar, &known.grammar, "the set of commands"),
            (&said.catalogue, &known.catalogue, "the set of messages"),
        ] {
            if said != known {
                return Err(Refuted::Other(what));
            }
        }
        Ok(())
    }

    /// A recording has nothing but what was entered, and when.
    fn check_tape(&self, lesson: &Lesson, script: &Script) -> Result<(), Refuted> {
        if script.settings.seed != Some(self.seed) {
            return Err(Refuted::Set("seed"));
        }
        if script.settings.scenario.as_deref() != Some(&lesson.world) {
            return Err(Refuted::Set("world"));
        }
        let foreign = script.cues.iter().find(|cue| {
            !matches!(
                cue.step.command,
                Command::Enter { .. }
                    | Command::Reply { .. }
                    | Command::Pass
                    | Command::WaitConsole { .. }
                    | Command::Inject(_)
                    | Command::Note(_)
                    | Command::Caption(_)
                    | Command::Set(Setting::Scenario(_) | Setting::Seed(_) | Setting::Recorded(..))
            )
        });
        foreign.map_or(Ok(()), |cue| {
            Err(Refuted::Foreign {
                line: cue.step.line,
                step: cue.step.to_string(),
            })
        })
    }

    fn compare(&self, coach: &Coach, found: &[Item]) -> Result<(), Refuted> {
        let differs = |(said, found): (&Item, &Item)| {
            (said != found).then(|| {
                format!(
                    "{}: the result says {} of {} ({}), but it is {} of {} ({})",
                    found.title, said.points, said.of, said.why, found.points, found.of, found.why
                )
            })
        };
        let mut wrong: Vec<String> = self.item.iter().zip(found).filter_map(differs).collect();
        if self.item.len() != found.len() {
            wrong.push(format!(
                "the result has {} items, the exam has {}",
                self.item.len(),
                found.len()
            ));
        }
        let points: u64 = found.iter().map(|item| item.points).sum();
        let lesson = coach.lesson();
        let pass = lesson.exam.map_or(0, |exam| exam.pass);
        if (self.points, self.of, self.pass) != (points, lesson.points(), pass) {
            wrong.push(format!(
                "the result says {} of {} points, {} to pass, but it is {points} of {}, {pass} to pass",
                self.points, self.of, self.pass, lesson.points()
            ));
        }
        if self.title != lesson.title {
            wrong.push(format!("the exam's title is {}", lesson.title));
        }
        if wrong.is_empty() {
            return Ok(());
        }
        if self.passwords > 0 {
            wrong.push(format!(
                "in its tape {} passwords have stand-ins, which may be why",
                self.passwords
            ));
        }
        Err(Refuted::Score(wrong.join("\n")))
    }
}

/// Carries the tape of an exam out from the beginning of its world, and lets the coach look
/// from where the setup has ended.
fn again(
    (mut coach, begun): (Coach, Timeline),
    setup: Setup,
    script: &Script,
) -> Result<(Coach, Session), Refuted> {
    let start = Moment::of(&begun);
    let world = Timeline::new(Session::new(setup).on_screen());
    let mut has_begun = false;
    let mut is_other = false;
    let end = perform_exactly(world, script, &mut |timeline| {
        let now = Moment::of(timeline);
        if !has_begun && now.inputs >= start.inputs && now.at >= start.at {
            has_begun = true;
            is_other = !timeline.journal().starts_with(begun.journal());
        }
        if has_begun {
            coach.observe(timeline);
        }
        is_other
    });
    let end = end.map_err(|failure| Refuted::Failed(brief(&failure)))?;
    if is_other || !has_begun {
        return Err(Refuted::Setup);
    }
    let mut behind = end.journal().iter().skip(start.inputs);
    let fault = behind.find_map(|entry| match &entry.input {
        Input::Inject(fault) => Some(fault.clone()),
        _ => None,
    });
    match fault {
        Some(fault) => Err(Refuted::Injected(fault)),
        None => Ok((coach, end.session().clone())),
    }
}

pub(super) fn brief(failure: &Failure) -> String {
    format!(
        "line {}: {}: {}",
        failure.line, failure.step, failure.reason
    )
}

//! A lesson that was left in the middle: all of it as a tape, and how far it had come, so
//! that somebody can go on where he was, whatever has ended the program.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::replay::{Refuted, brief};
use super::stand_in::without_passwords;
use super::{Hashes, recorded};
use crate::engine::{Session, Setup, Timeline};
use crate::learn::{Coach, Lesson, Moment, Way, perform_exactly};
use crate::sim::Tick;
use crate::tape::Script;

/// The schema of the file.
const SCHEMA: u64 = 1;

/// A lesson that was left in the middle. As in the result of an exam, passwords that were
/// typed have stand-ins in the tape.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Saved {
    schema: u64,
    /// The program.
    program: String,
    /// The seed of all random streams.
    seed: u64,
    /// When it was, in microseconds since the start.
    now: u64,
    /// Behind how many inputs.
    inputs: usize,
    /// The recording.
    tape: String,
    /// Hashes of all that it rests on.
    hashes: Hashes,
    /// How far it had come.
    way: Way,
}

impl Saved {
    /// Of a lesson as it is now. `given` are the texts that everybody may read.
    pub fn of(coach: &Coach, timeline: &Timeline, hashes: Hashes, given: &[&str]) -> Self {
        let session = timeline.session();
        let origin = hashes.origin(&coach.lesson().world, session.seed());
        let (tape, _) = without_passwords(recorded(timeline, &origin), timeline, given);
        Saved {
            schema: SCHEMA,
            program: origin.program,
            seed: origin.seed,
            now: timeline.now().micros(),
            inputs: timeline.journal().len(),
            tape,
            hashes,
            way: coach.way(),
        }
    }

    /// The place of the step that was not done yet.
    pub fn step(&self) -> usize {
        self.way.steps_done()
    }

    /// The lesson as it was left.
    ///
    /// # Errors
    /// If something that it rests on is another one now, or it does not come out the same.
    pub fn resume(
        &self,
        lesson: &Arc<Lesson>,
        setup: &Setup,
        hashes: &Hashes,
    ) -> Result<(Coach, Timeline), Refuted> {
        if self.schema != SCHEMA {
            return Err(Refuted::Schema(self.schema));
        }
        if self.program != env!("CARGO_PKG_VERSION") {
            return Err(Refuted::Program(self.program.clone()));
        }
        if self.hashes != *hashes {
            return Err(Refuted::Other("what the lesson rests on"));
        }
        let none = |_: &str| Err("the tape of a lesson stands alone".to_owned());
        let script = Script::read(&lesson.name, &self.tape, &none)?;
        if script.settings.seed != Some(self.seed) {
            return Err(Refuted::Set("seed"));
        }
        let mut setup = setup.clone();
        setup.scenario.seed = self.seed;
        let start = Timeline::new(Session::new(setup).on_screen());
        let end = perform_exactly(start, &script, &mut |_| false);
        let mut timeline = end.map_err(|failure| Refuted::Failed(brief(&failure)))?;
        timeline.advance(Tick::from_micros(self.now).max(timeline.now()));
        let is_same = Moment::of(&timeline)
            == Moment {
                at: Tick::from_micros(self.now),
                inputs: self.inputs,
            };
        let coach = Coach::on(Arc::clone(lesson), &self.way).filter(|_| is_same);
        let coach = coach.ok_or_else(|| Refuted::Failed("it ends elsewhere".to_owned()))?;
        Ok((coach, timeline))
    }

    /// The file's text.
    ///
    /// # Errors
    /// If the text cannot be made, which is a defect.
    pub fn text(&self) -> Result<String, toml::ser::Error> {
        toml::to_string_pretty(self)
    }
}

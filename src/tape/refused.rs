//! What a tape refuses too soon: while a command is still carried out, most lines are not
//! there yet.

use crate::console::ConsoleId;
use crate::sim::{Span, Tick};

use super::run::Run;
use super::wait::{answers, is_idle};
use super::{Command, Cue, Pattern, Place};

/// So far it is looked beyond the end of a tape.
const FAR: Span = Span::from_secs(24 * 3600);

/// Something that was refused while there was work to be done.
pub(super) struct Refused<'a> {
    cue: &'a Cue,
    console: ConsoleId,
    pattern: &'a Pattern,
}

impl<'a> Run<'a> {
    /// A step that has refused something too soon, perhaps.
    pub(super) fn refused_too_soon(&self, cue: &'a Cue) -> Option<Refused<'a>> {
        let Command::Expect {
            place: Place::Console(name),
            pattern,
            wanted: false,
        } = &cue.step.command
        else {
            return None;
        };
        if is_idle(&self.stage) {
            return None;
        }
        let console = self.stage.session().console(name).ok()?;
        Some(Refused {
            cue,
            console,
            pattern,
        })
    }

    /// What the tape has refused and what comes all the same as soon as the work is done that
    /// it has left behind: each with its place. Time goes on for that.
    pub fn refused_in_vain(&mut self) -> Vec<String> {
        if self.refused.is_empty() {
            return Vec::new();
        }
        let end: Tick = self.stage.now() + FAR;
        let log = self.stage.session().log();
        let seen: Vec<usize> = self
            .refused
            .iter()
            .map(|one| log.len_of(one.console))
            .collect();
        while !is_idle(&self.stage) && self.stage.now() < end {
            let next = self.stage.session().next_event();
            let Some(next) = next.filter(|next| *next <= end) else {
                break;
            };
            self.stage.advance(next);
        }
        let session = self.stage.session();
        let told = self.refused.iter().zip(seen).filter_map(|(one, seen)| {
            let mut new = session.log().of(one.console, seen);
            let came = new.find(|record| answers(record, one.pattern))?;
            Some(format!(
                "{}:{}: {} holds only because the tape ends before: it comes at {}; \
                 write Wait+Idle, or a wait for the end, before it",
                one.cue.file,
                one.cue.step.line,
                one.cue.step.command,
                session.calendar().iso(came.at)
            ))
        });
        told.collect()
    }
}

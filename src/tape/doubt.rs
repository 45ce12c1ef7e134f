//! What a tape refuses in vain, as can be seen before it is carried out.

use std::collections::BTreeSet;

use super::{Command, Cue, Note, Place, Script, Stage};
use crate::catalog::MessageId;

/// How long a message's id is.
const ID: usize = 7;

impl Script {
    /// What the script refuses that cannot come, whatever happens: a message that there is
    /// not, or anything before something has happened.
    pub fn doubts(&self, stage: &Stage) -> Vec<Note> {
        let mut doubts = Vec::new();
        let mut is_still = true;
        for cue in &self.cues {
            let command = &cue.step.command;
            is_still &= cue.step.at.is_none();
            if let Command::Expect {
                place: Place::Console(_),
                pattern,
                wanted: false,
            } = command
            {
                let unknown = unknown(pattern.source(), stage).into_iter();
                doubts.extend(unknown.map(|id| {
                    doubt(
                        cue,
                        format!("{command}: there is no message {id} that could come"),
                    )
                }));
                if is_still {
                    let what = format!("{command}: nothing has happened before it");
                    doubts.push(doubt(cue, what));
                }
            }
            match command {
                Command::Mark => is_still = true,
                Command::Expect { .. }
                | Command::Set(_)
                | Command::Output(_)
                | Command::Require(_)
                | Command::Env(..)
                | Command::Hide
                | Command::Show
                | Command::Screenshot(_)
                | Command::Golden(_)
                | Command::Focus(_)
                | Command::Resize(..)
                | Command::Caption(_)
                | Command::Note(_)
                | Command::Snapshot(_) => {}
                _ => is_still = false,
            }
        }
        doubts
    }
}

fn doubt(cue: &Cue, text: String) -> Note {
    Note {
        file: cue.file.to_string(),
        line: cue.step.line,
        text,
        is_doubtful: true,
    }
}

/// The ids of messages in a pattern that the catalogue has not: three letters and four
/// digits that stand by themselves.
fn unknown(pattern: &str, stage: &Stage) -> BTreeSet<MessageId> {
    let is_part = |c: char| c.is_ascii_alphanumeric();
    let words = pattern.split(|c| !is_part(c)).filter(|word| {
        let (letters, digits) = word.split_at_checked(3).unwrap_or_default();
        word.len() == ID
            && letters.bytes().all(|byte| byte.is_ascii_uppercase())
            && digits.bytes().all(|byte| byte.is_ascii_digit())
    });
    let ids: BTreeSet<MessageId> = words.filter_map(|word| word.parse().ok()).collect();
    if ids.is_empty() {
        return ids;
    }
    let catalog = stage.session().view().catalog;
    ids.into_iter()
        .filter(|id| catalog.get(*id).is_none())
        .collect()
}

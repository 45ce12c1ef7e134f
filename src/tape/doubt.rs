//! What a tape refuses or waits for in vain, as can be seen before it is carried out.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use super::{Command, Cue, Note, Pattern, Place, Script, Stage};
use crate::catalog::{Catalog, MessageId};

/// How long a message's id is.
const ID: usize = 7;

impl Script {
    /// What the script refuses, expects or waits for that cannot come, whatever happens: a
    /// message that there is not; and what it refuses before anything has happened.
    pub fn doubts(&self, stage: &Stage) -> Vec<Note> {
        let mut doubts = Vec::new();
        let mut is_still = true;
        let catalog = LazyCell::new(|| stage.session().view().catalog);
        for cue in &self.cues {
            let command = &cue.step.command;
            is_still &= cue.step.at.is_none();
            if let Some((pattern, is_wanted)) = looks_for(command) {
                for word in words(pattern) {
                    let why = no_message(word, is_wanted, &catalog);
                    doubts.extend(why.map(|why| doubt(cue, format!("{command}: {why}"))));
                }
                if is_still && !is_wanted {
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

/// What a command looks for on a console, and whether it wants it there.
fn looks_for(command: &Command) -> Option<(&Pattern, bool)> {
    match command {
        Command::Expect {
            place: Place::Console(_),
            pattern,
            wanted,
        } => Some((pattern, *wanted)),
        Command::WaitConsole { pattern, .. } => Some((pattern, true)),
        _ => None,
    }
}

/// What stands by itself in a pattern and is as long as a message's id, each once.
fn words(pattern: &Pattern) -> BTreeSet<&str> {
    let words = pattern.source().split(|c: char| !c.is_ascii_alphanumeric());
    words.filter(|word| word.len() == ID).collect()
}

/// Why no message can come that is called so, if this is the id of one: three letters and
/// four digits, or what was typed for them. What is wanted may be anything else as well, unless
/// its letters are those of messages.
fn no_message(word: &str, is_wanted: bool, catalog: &Catalog) -> Option<String> {
    let id: MessageId = word.parse().ok()?;
    let (letters, digits) = word.split_at_checked(3)?;
    if !letters.bytes().all(|byte| byte.is_ascii_uppercase()) || catalog.get(id).is_some() {
        return None;
    }
    let why = format!("there is no message {word} that could come");
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let meant = format!(
            "{letters}{}",
            digits.replace('O', "0").replace(['I', 'l'], "1")
        );
        let meant: MessageId = meant.parse().ok()?;
        catalog.get(meant)?;
        return Some(format!("{why}; did you mean {meant}?"));
    }
    let is_class = || {
        catalog
            .iter()
            .any(|(other, _)| other.as_str().starts_with(letters))
    };
    (!is_wanted || is_class()).then_some(why)
}

//! Files that define commands, beside one another and beside the built-in ones.

use std::path::{Path, PathBuf};

use super::check::ending;
use super::{Failure, read};
use crate::builtin;
use crate::sdf::{CommandDef, Grammar, OperandDef};
use crate::text::{Errors, TextError};

/// What there is to say of such files only beside others.
#[derive(Debug, Default)]
pub(super) struct Commands {
    wrong: Vec<TextError>,
    /// A file, and what its author should know.
    notes: Vec<(String, String)>,
}

/// A file, what stands in it, and what it defines.
type Own = (String, String, Option<CommandDef>);

impl Commands {
    /// Reads the files as `--grammar` does.
    pub(super) fn of(files: &[PathBuf]) -> Self {
        let own = files.iter().filter(|path| ending(path) == "sdf");
        let own = own.filter_map(|path| {
            let text = read(path).ok()?;
            let name = path.display().to_string();
            let alone = Grammar::load([(name.as_str(), text.as_str())]).ok();
            let def = alone.and_then(|grammar| grammar.iter().next().cloned());
            Some((name, text, def))
        });
        let own: Vec<Own> = own.collect();
        match own.is_empty() {
            true => Commands::default(),
            false => Commands::read(&own),
        }
    }

    fn read(own: &[Own]) -> Self {
        let is_replaced = |file: &&builtin::File| {
            let name = format!("{}.sdf", file.stem());
            own.iter()
                .any(|(path, ..)| Path::new(path).ends_with(&name))
        };
        let kept = builtin::COMMANDS.iter().filter(|file| !is_replaced(file));
        let kept = kept.map(|file| (file.path, file.text));
        let all = kept.chain(
            own.iter()
                .map(|(name, text, _)| (name.as_str(), text.as_str())),
        );
        let loaded = Grammar::load(all);
        let mut commands = Commands {
            wrong: twins(own),
            notes: Vec::new(),
        };
        match loaded {
            Err(Errors(errors)) => commands.wrong.extend(errors),
            Ok(grammar) => commands.notes = notes(own, &grammar),
        }
        commands
    }

    /// What is wrong with a file that defines a command, or else what to know of it.
    pub(super) fn beside_others(&self, path: &Path) -> Result<Vec<String>, Failure> {
        let name = path.display().to_string();
        let own = self
            .wrong
            .iter()
            .filter(|error| error.file == name)
            .cloned();
        let own: Vec<TextError> = own.collect();
        if !own.is_empty() {
            return Err(Errors(own).into());
        }
        let notes = self.notes.iter().filter(|(file, _)| *file == name);
        Ok(notes
            .map(|(file, note)| format!("{file}: note: {note}"))
            .collect())
    }
}

/// Two of the files that define one command: nobody sees which of them counts.
fn twins(own: &[Own]) -> Vec<TextError> {
    let mut wrong = Vec::new();
    for (at, (file, text, def)) in own.iter().enumerate() {
        let Some(def) = def else { continue };
        let before = own.iter().take(at);
        let mut before =
            before.filter(|(.., other)| other.as_ref().is_some_and(|o| o.name == def.name));
        if let Some((other, ..)) = before.next() {
            let start = text.find(&def.name).unwrap_or_default();
            let what = format!("{} is defined in {other}, too", def.name);
            let place = start..start + def.name.len();
            let help = "leave one of the files out, or give one of the commands another name";
            wrong.push(TextError::at(file, text, place, what).help(help));
        }
    }
    wrong
}

/// What a command takes from those of the program: operands that its work rests on, and the
/// abbreviations that people know.
fn notes(own: &[Own], grammar: &Grammar) -> Vec<(String, String)> {
    let Ok(builtin) = Grammar::builtin() else {
        return Vec::new();
    };
    let mut notes = Vec::new();
    for (file, _, def) in own {
        let Some(def) = def else { continue };
        let mut note = |text: String| notes.push((file.clone(), text));
        if let Some(replaced) = builtin.get(&def.name) {
            let is_kept = |o: &&OperandDef| def.operands.iter().any(|own| own.name == o.name);
            let lost = replaced.operands.iter().filter(|operand| !is_kept(operand));
            let lost: Vec<&str> = lost.map(|operand| operand.name.as_str()).collect();
            if !lost.is_empty() {
                note(format!(
                    "the {} of the program acts on {}, which it cannot find here",
                    def.name,
                    lost.join(", ")
                ));
            }
        }
        for known in builtin.iter().filter(|known| known.name != def.name) {
            let short = builtin.shortest(known);
            let meant = grammar.meant(&short);
            if meant.iter().any(|meant| meant.name == def.name) {
                note(format!("{short} no longer means {} alone", known.name));
            }
        }
    }
    notes
}

//! Files that define commands, beside one another and beside the built-in ones.

use std::path::PathBuf;

use super::kind::ending;
use crate::builtin;
use crate::cli::read;
use crate::sdf::{CommandDef, Grammar, OperandDef};
use crate::text::{Errors, TextError};

/// A file, what stands in it, and what it defines.
type Own = (String, String, Option<CommandDef>);

/// The mistakes of such files only beside others, and notes: a file, and what to know of it.
pub(super) fn told(files: &[PathBuf]) -> (Vec<TextError>, Vec<(String, String)>) {
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
        true => (Vec::new(), Vec::new()),
        false => beside(&own),
    }
}

/// As `--grammar` reads them: behind the built-in ones, in the place of those of the same name.
fn beside(own: &[Own]) -> (Vec<TextError>, Vec<(String, String)>) {
    let builtin = builtin::COMMANDS.iter().map(|file| (file.path, file.text));
    let own_texts = own
        .iter()
        .map(|(name, text, _)| (name.as_str(), text.as_str()));
    let mut wrong = twins(own);
    match Grammar::load(builtin.chain(own_texts)) {
        Err(Errors(errors)) => {
            wrong.extend(errors);
            (wrong, Vec::new())
        }
        Ok(grammar) => (wrong, notes(own, &grammar)),
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

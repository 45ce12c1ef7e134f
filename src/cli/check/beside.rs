//! What is wrong with files that are right each by itself, but not beside the others and the
//! built-in ones: commands and messages, as `--grammar` reads them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::commands;
use super::kind::{Kind, ending};
use crate::catalog::Catalog;
use crate::cli::{Failure, read};
use crate::text::{Errors, TextError};

/// The mistakes of all files, and what their authors should know, to be told with each.
pub(super) struct Beside {
    wrong: Vec<TextError>,
    /// A file, and what to know of it.
    notes: Vec<(String, String)>,
}

impl Beside {
    /// What there is to say of files beside one another.
    pub(super) fn of(files: &[PathBuf]) -> Self {
        let (mut wrong, notes) = commands::told(files);
        wrong.extend(messages(files));
        Beside { wrong, notes }
    }

    /// What is wrong with one of the files, or else what to know of it.
    pub(super) fn check(&self, path: &Path) -> Result<Vec<String>, Failure> {
        let name = path.display().to_string();
        let own = self.wrong.iter().filter(|error| error.file == name);
        let own: Vec<TextError> = own.cloned().collect();
        if !own.is_empty() {
            return Err(Errors(own).into());
        }
        let notes = self.notes.iter().filter(|(file, _)| *file == name);
        Ok(notes
            .map(|(file, note)| format!("{file}: note: {note}"))
            .collect())
    }
}

/// The mistakes of the files that hold messages, folder by folder.
fn messages(files: &[PathBuf]) -> Vec<TextError> {
    let mut folders: BTreeMap<Option<&Path>, Vec<(String, String)>> = BTreeMap::new();
    for path in files.iter().filter(|path| ending(path) == "toml") {
        let text = read(path).ok();
        if let Some(text) = text.filter(|text| Kind::of(path, text) == Kind::Messages) {
            let folder = folders.entry(path.parent()).or_default();
            folder.push((path.display().to_string(), text));
        }
    }
    let Some(builtin) = (!folders.is_empty())
        .then(Catalog::builtin)
        .and_then(Result::ok)
    else {
        return Vec::new();
    };
    let wrong = folders.values().filter_map(|files| {
        let pairs = files
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()));
        builtin.with(pairs).err()
    });
    wrong.flat_map(|Errors(errors)| errors).collect()
}

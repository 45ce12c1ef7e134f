//! What is wrong with files that are right each by itself, but not beside the others and the
//! built-in ones: commands and messages, as `--grammar` reads them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::kind::{Kind, ending};
use crate::builtin;
use crate::catalog::Catalog;
use crate::cli::{Failure, read};
use crate::sdf::Grammar;
use crate::text::{Errors, TextError};

/// The mistakes of all files, to be told with each.
pub(super) struct Beside(Vec<TextError>);

impl Beside {
    /// The mistakes of files beside one another.
    pub(super) fn of(files: &[PathBuf]) -> Self {
        let mut wrong = commands(files);
        wrong.extend(messages(files));
        Beside(wrong)
    }

    /// What is wrong with one of the files.
    pub(super) fn check(&self, path: &Path) -> Result<(), Failure> {
        let name = path.display().to_string();
        let own = self.0.iter().filter(|error| error.file == name).cloned();
        let own: Vec<TextError> = own.collect();
        match own.is_empty() {
            true => Ok(()),
            false => Err(Errors(own).into()),
        }
    }
}

/// The mistakes of the files that define commands beside one another and beside those that are
/// built in and not replaced.
fn commands(files: &[PathBuf]) -> Vec<TextError> {
    let own = files.iter().filter(|path| ending(path) == "sdf");
    let own = own.filter_map(|path| Some((path, read(path).ok()?)));
    let own: Vec<(&PathBuf, String)> = own.collect();
    if own.is_empty() {
        return Vec::new();
    }
    let is_replaced = |file: &&builtin::File| {
        let name = format!("{}.sdf", file.stem());
        own.iter().any(|(path, _)| path.ends_with(&name))
    };
    let kept = builtin::COMMANDS.iter().filter(|file| !is_replaced(file));
    let kept = kept.map(|file| (file.path.to_owned(), file.text));
    let own = own
        .iter()
        .map(|(path, text)| (path.display().to_string(), text.as_str()));
    let all: Vec<(String, &str)> = kept.chain(own).collect();
    let loaded = Grammar::load(all.iter().map(|(name, text)| (name.as_str(), *text)));
    loaded.err().map_or_else(Vec::new, |Errors(errors)| errors)
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

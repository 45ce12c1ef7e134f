//! The option that decides commands and messages: a folder laid out as `grammar/` is.

use std::path::{Path, PathBuf};

use super::Failure;
use super::files::overlay;
use crate::builtin::{self, File};
use crate::catalog::Catalog;
use crate::sdf::Grammar;

/// Which commands and messages there are.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct GrammarArgs {
    /// A folder whose commands/*.sdf and messages/*.toml override or add to the built-in ones
    #[arg(long, value_name = "DIR")]
    pub grammar: Option<PathBuf>,
}

impl GrammarArgs {
    /// The commands.
    ///
    /// # Errors
    /// Mistakes in the files of the folder.
    pub fn grammar(&self) -> Result<Grammar, Failure> {
        Ok(Grammar::load(pairs(&self.commands()?))?)
    }

    /// The messages.
    ///
    /// # Errors
    /// Mistakes in the files of the folder.
    pub fn catalog(&self) -> Result<Catalog, Failure> {
        Ok(Catalog::load(pairs(&self.messages()?))?)
    }

    /// The files that define commands, each as name and text.
    pub(super) fn commands(&self) -> Result<Vec<(String, String)>, Failure> {
        self.files(builtin::COMMANDS, "commands", "sdf")
    }

    /// The files that define messages, each as name and text.
    pub(super) fn messages(&self) -> Result<Vec<(String, String)>, Failure> {
        self.files(builtin::MESSAGES, "messages", "toml")
    }

    fn files(
        &self,
        builtin: &'static [File],
        part: &str,
        ending: &str,
    ) -> Result<Vec<(String, String)>, Failure> {
        match &self.grammar {
            Some(folder) => overlay(builtin, &checked(folder)?.join(part), ending),
            None => {
                let pair = |file: &File| (file.path.to_owned(), file.text.to_owned());
                Ok(builtin.iter().map(pair).collect())
            }
        }
    }
}

/// A mistyped folder would otherwise silently override nothing.
fn checked(folder: &Path) -> Result<&Path, Failure> {
    if ["commands", "messages"]
        .iter()
        .any(|part| folder.join(part).is_dir())
    {
        return Ok(folder);
    }
    Err(Failure::call(
        format!(
            "{}: there is neither commands/ nor messages/ in it",
            folder.display()
        ),
        "name the folder above them, laid out as `grammar/` is",
    ))
}

fn pairs(files: &[(String, String)]) -> impl Iterator<Item = (&str, &str)> {
    files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
}

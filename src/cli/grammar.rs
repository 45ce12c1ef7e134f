//! The option that decides commands and messages: a folder laid out as `grammar/` is.

use std::path::{Path, PathBuf};

use super::Failure;
use super::files::{overlay, texts};
use crate::builtin::{self, File};
use crate::catalog::Catalog;
use crate::sdf::Grammar;

/// Which commands and messages there are.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct GrammarArgs {
    /// A folder whose commands/*.sdf and messages/*.toml add to the built-in ones, or take
    /// their place: a command by its file's name, a message by its id
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
        let builtin = Catalog::builtin()?;
        match &self.grammar {
            Some(folder) => {
                let own = own_messages(folder)?;
                let own = own
                    .iter()
                    .map(|(name, text)| (name.as_str(), text.as_str()));
                Ok(builtin.with(own)?)
            }
            None => Ok(builtin),
        }
    }

    /// The files that define commands, each as name and text.
    pub(super) fn commands(&self) -> Result<Vec<(String, String)>, Failure> {
        match &self.grammar {
            Some(folder) => overlay(builtin::COMMANDS, &checked(folder)?.join("commands"), "sdf"),
            None => {
                let pair = |file: &File| (file.path.to_owned(), file.text.to_owned());
                Ok(builtin::COMMANDS.iter().map(pair).collect())
            }
        }
    }

    /// The files that define messages, each as name and text: the built-in ones, and behind
    /// them those of the folder, which replace them message by message.
    pub(super) fn messages(&self) -> Result<Vec<(String, String)>, Failure> {
        let own = self.grammar.as_deref().map(own_messages);
        let own = own.transpose()?.unwrap_or_default();
        let pair = |file: &File| (file.path.to_owned(), file.text.to_owned());
        Ok(builtin::MESSAGES.iter().map(pair).chain(own).collect())
    }
}

/// The files of a folder that define messages.
fn own_messages(folder: &Path) -> Result<Vec<(String, String)>, Failure> {
    let own = texts(&checked(folder)?.join("messages"), "toml")?;
    let own = own
        .into_iter()
        .map(|(path, text)| (path.display().to_string(), text));
    Ok(own.collect())
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

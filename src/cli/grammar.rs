//! The option that decides commands and messages: a folder laid out as `grammar/` is.

use std::path::{Path, PathBuf};

use super::Failure;
use super::files::texts;
use crate::builtin::{self, File};
use crate::catalog::Catalog;
use crate::sdf::Grammar;

/// Which commands and messages there are.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct GrammarArgs {
    /// A folder whose commands/*.sdf and messages/*.toml add to the built-in ones, or take
    /// their place: a command by its name, a message by its id
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
        let own = self.own("messages", "toml")?;
        match own.is_empty() {
            true => Ok(builtin),
            false => Ok(builtin.with(pairs(&own))?),
        }
    }

    /// The files that define commands, each as name and text: the built-in ones, and behind
    /// them those of the folder, which take the place of commands of the same name.
    pub(super) fn commands(&self) -> Result<Vec<(String, String)>, Failure> {
        Ok(behind(builtin::COMMANDS, self.own("commands", "sdf")?))
    }

    /// The files that define messages, likewise.
    pub(super) fn messages(&self) -> Result<Vec<(String, String)>, Failure> {
        Ok(behind(builtin::MESSAGES, self.own("messages", "toml")?))
    }

    /// The files of a part of the folder, each as name and text; none without a folder.
    fn own(&self, part: &str, ending: &str) -> Result<Vec<(String, String)>, Failure> {
        let Some(folder) = &self.grammar else {
            return Ok(Vec::new());
        };
        let own = texts(&checked(folder)?.join(part), ending)?.into_iter();
        Ok(own
            .map(|(path, text)| (path.display().to_string(), text))
            .collect())
    }
}

fn behind(files: &[File], own: Vec<(String, String)>) -> Vec<(String, String)> {
    let pair = |file: &File| (file.path.to_owned(), file.text.to_owned());
    files.iter().map(pair).chain(own).collect()
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

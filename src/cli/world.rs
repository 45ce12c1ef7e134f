//! The options that decide the world: scenario, grammar, seed.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::files::{is_path, overlay};
use super::{Failure, read};
use crate::builtin;
use crate::catalog::Catalog;
use crate::engine::Setup;
use crate::scenario::Scenario;
use crate::sdf::Grammar;

/// The options that decide the world.
#[derive(Debug, Clone, clap::Args)]
pub struct WorldArgs {
    /// A world by its name, or the TOML file that describes it
    #[arg(long, value_name = "NAME|FILE", default_value = "default")]
    pub scenario: String,
    /// A folder whose commands/*.sdf and messages/*.toml override or add to the built-in ones
    #[arg(long, value_name = "DIR")]
    pub grammar: Option<PathBuf>,
    /// The seed of all random streams, instead of the scenario's
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
}

impl WorldArgs {
    /// The scenario with the seed that was asked for.
    ///
    /// # Errors
    /// If there is none of this name, or its file has mistakes.
    pub fn scenario(&self) -> Result<Scenario, Failure> {
        let mut scenario = if is_path(&self.scenario) {
            let text = read(Path::new(&self.scenario))?;
            Scenario::load(&self.scenario, &text)?
        } else {
            Scenario::builtin(&self.scenario)?
        };
        scenario.seed = self.seed.unwrap_or(scenario.seed);
        Ok(scenario)
    }

    /// The commands.
    ///
    /// # Errors
    /// Mistakes in the files of the folder.
    pub fn grammar(&self) -> Result<Grammar, Failure> {
        let Some(folder) = self.folder()? else {
            return Ok(Grammar::builtin()?);
        };
        let files = overlay(builtin::COMMANDS, &folder.join("commands"), "sdf")?;
        Ok(Grammar::load(pairs(&files))?)
    }

    /// The messages.
    ///
    /// # Errors
    /// Mistakes in the files of the folder.
    pub fn catalog(&self) -> Result<Catalog, Failure> {
        let Some(folder) = self.folder()? else {
            return Ok(Catalog::builtin()?);
        };
        let files = overlay(builtin::MESSAGES, &folder.join("messages"), "toml")?;
        Ok(Catalog::load(pairs(&files))?)
    }

    /// All that a session starts from.
    ///
    /// # Errors
    /// Whatever is wrong with any of it.
    pub fn setup(&self) -> Result<Setup, Failure> {
        Ok(Setup {
            scenario: self.scenario()?,
            grammar: Arc::new(self.grammar()?),
            catalog: Arc::new(self.catalog()?),
        })
    }

    fn folder(&self) -> Result<Option<&Path>, Failure> {
        let Some(folder) = &self.grammar else {
            return Ok(None);
        };
        // A mistyped folder would otherwise silently override nothing.
        if ["commands", "messages"]
            .iter()
            .any(|part| folder.join(part).is_dir())
        {
            return Ok(Some(folder));
        }
        Err(Failure::call(
            format!(
                "{}: there are neither commands/ nor messages/ in it",
                folder.display()
            ),
            "name the folder above them, as `grammar/` is laid out",
        ))
    }
}

fn pairs(files: &[(String, String)]) -> impl Iterator<Item = (&str, &str)> {
    files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
}

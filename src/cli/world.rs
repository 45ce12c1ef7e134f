//! The options that decide the world: scenario, seed, and what is known in it.

use std::path::Path;
use std::sync::Arc;

use super::files::is_path;
use super::{Failure, GrammarArgs, read};
use crate::console::Consoles;
use crate::engine::Setup;
use crate::scenario::Scenario;

/// The options that decide the world.
#[derive(Debug, Clone, clap::Args)]
pub struct WorldArgs {
    /// A world by its name, or the TOML file that describes it
    #[arg(long, value_name = "NAME|FILE", default_value = "default")]
    pub scenario: String,
    /// Commands and messages.
    #[command(flatten)]
    pub grammar: GrammarArgs,
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
        let path = Path::new(&self.scenario);
        let mut scenario = if path.is_file() {
            Scenario::load(&self.scenario, &read(path)?)?
        } else if is_path(&self.scenario) {
            let names: Vec<&str> = Scenario::names().collect();
            return Err(Failure::call(
                format!("{}: there is no such file", path.display()),
                format!(
                    "name another, or one of the built-in worlds: {}",
                    names.join(", ")
                ),
            ));
        } else {
            Scenario::builtin(&self.scenario)?
        };
        scenario.seed = self.seed.unwrap_or(scenario.seed);
        Ok(scenario)
    }

    /// All that a session starts from.
    ///
    /// # Errors
    /// Whatever is wrong with any of it.
    pub fn setup(&self) -> Result<Setup, Failure> {
        Ok(Setup {
            scenario: self.scenario()?,
            grammar: Arc::new(self.grammar.grammar()?),
            catalog: Arc::new(self.grammar.catalog()?),
        })
    }
}

/// The consoles of a world, as it is at its start.
pub(super) fn consoles_of(scenario: &Scenario) -> Consoles {
    let mut consoles = Consoles::of(&scenario.world);
    for operating in &scenario.operating {
        consoles.set_up(&scenario.world, operating);
    }
    consoles
}

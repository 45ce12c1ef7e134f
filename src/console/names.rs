//! What the consoles of a world are called.

use super::{Console, ConsoleId, Consoles, is_active, unit_of};
use crate::vm2000::model::{System, World};

/// A console name that means none, or more than one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// No console has this name.
    #[error("there is no console `{name}`; there are: {}", candidates.join(", "))]
    Unknown {
        /// What was asked for.
        name: String,
        /// The nearest names, or the main consoles.
        candidates: Vec<String>,
    },
    /// Several consoles have this name.
    #[error("`{name}` means more than one console: {}", candidates.join(", "))]
    Ambiguous {
        /// What was asked for.
        name: String,
        /// The names that tell them apart.
        candidates: Vec<String>,
    },
}

impl Consoles {
    /// The console that a name means, whatever its case: an SU's or a VM's name,
    /// `SU/VM`, each with or without `:ADMIN`, `:VC` or a console's mnemonic name.
    ///
    /// # Errors
    /// If it means none or several; the error lists what to write instead.
    pub fn find(&self, world: &World, name: &str) -> Result<ConsoleId, NameError> {
        let found: Vec<ConsoleId> = self
            .iter()
            .filter(|(_, console)| is_called(world, console, name.trim()))
            .map(|(id, _)| id)
            .collect();
        let found = self.in_use(world, &found);
        match found[..] {
            [id] => Ok(id),
            [] => {
                let all = self.iter().map(|(_, console)| console.name.as_str());
                let near = crate::text::nearest(name, all);
                let mains = self
                    .iter()
                    .filter(|(_, console)| console.suffix.is_empty())
                    .map(|(_, console)| console.name.as_str());
                let shown: Vec<&str> = if near.is_empty() {
                    mains.collect()
                } else {
                    near
                };
                let candidates = shown.into_iter().map(str::to_owned).collect();
                Err(NameError::Unknown {
                    name: name.to_owned(),
                    candidates,
                })
            }
            _ => {
                let full = found
                    .iter()
                    .filter_map(|id| self.get(*id))
                    .map(|c| c.full_name(world));
                Err(NameError::Ambiguous {
                    name: name.to_owned(),
                    candidates: full.collect(),
                })
            }
        }
    }

    /// The shortest name that means a console, and no other, now.
    pub fn name_of(&self, world: &World, id: ConsoleId) -> Option<String> {
        let console = self.get(id)?;
        let means_it = |name: &String| self.find(world, name) == Ok(id);
        let names = [console.name.clone(), console.full_name(world)];
        names.into_iter().find(means_it)
    }

    /// Of consoles of one name, those whose systems exist; the newest, if none does.
    fn in_use(&self, world: &World, found: &[ConsoleId]) -> Vec<ConsoleId> {
        let is_active = |id: &ConsoleId| self.get(*id).is_some_and(|c| is_active(world, c.system));
        let active: Vec<ConsoleId> = found.iter().copied().filter(is_active).collect();
        if active.is_empty() {
            return found.last().copied().into_iter().collect();
        }
        active
    }
}

fn is_called(world: &World, console: &Console, name: &str) -> bool {
    let is = |known: &str| known.eq_ignore_ascii_case(name);
    let is_first = console.role.is_physical() && console.suffix.is_empty();
    is(&console.name)
        || is(&console.full_name(world))
        // Every monitor VM has the same name, so that it needs the SU's as a rule.
        || (matches!(console.system, System::Monitor(_)) && is(&format!("MONITOR{}", console.suffix)))
        || (is_first && is(&format!("{}:{}", console.name, console.mnemonic)))
}

impl Console {
    /// The name that tells a console from all others: `SU/VM`, and what it is beside the
    /// main console.
    pub fn full_name(&self, world: &World) -> String {
        let unit = &world.unit(unit_of(world, self.system)).name;
        match self.system {
            System::Guest(_) => format!("{unit}/{}", self.name),
            System::Monitor(_) => format!("{unit}/MONITOR{}", self.suffix),
        }
    }
}

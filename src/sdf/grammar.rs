//! The commands that there are.

use indexmap::IndexMap;

use super::{Bound, Rejected};
use crate::builtin;
use crate::text::Errors;

/// All commands, by name.
#[derive(Debug, Clone, Default)]
pub struct Grammar {
    commands: IndexMap<String, CommandDef>,
}

/// One command as its file defines it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommandDef {
    /// Its full name.
    pub name: String,
    /// Its application domain, such as `VM2000`.
    pub domain: String,
}

impl Grammar {
    /// The grammar built into the program.
    ///
    /// # Errors
    /// None in a program that passed its tests, which load it.
    pub fn builtin() -> Result<Self, Errors> {
        Self::load(builtin::COMMANDS.iter().map(|f| (f.path, f.text)))
    }

    /// Reads metasyntax files, given as name and text. A command of a later file
    /// replaces the one of the same name from an earlier file.
    ///
    /// # Errors
    /// Every mistake in every file, each with its place.
    pub fn load<'a>(_files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, Errors> {
        Ok(Grammar::default())
    }

    /// The command of this full name.
    pub fn get(&self, name: &str) -> Option<&CommandDef> {
        self.commands.get(name)
    }

    /// All commands in alphabetical order.
    pub fn iter(&self) -> impl Iterator<Item = &CommandDef> {
        self.commands.values()
    }

    /// Parses a line and checks it against the commands that `available` lets through.
    ///
    /// # Errors
    /// All mistakes of the line.
    pub fn bind(
        &self,
        _line: &str,
        _available: &dyn Fn(&CommandDef) -> bool,
    ) -> Result<Bound, Rejected> {
        Err(Rejected {
            mistakes: Vec::new(),
            command: None,
        })
    }
}

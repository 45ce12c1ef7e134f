//! The files that a startup asks for, as far as a system has them: parameter files and
//! command files. What is in a parameter file is not emulated.

use super::course::Choices;
use super::question::{Outcome, short};
use crate::vm2000::ids::{NSI0051, NSI0079};

/// The user id of a file whose name has none.
pub const TSOS: &str = "$TSOS.";

/// The parameter file and the command file of the manual's samples (BS2000 "Introduction to
/// System Administration" V21, page 13): what a guest has if its scenario names no others.
pub const SAMPLE_PARAMETERS: &str = "$TSOS.PARAMFILE.OPR";
/// See [`SAMPLE_PARAMETERS`].
pub const SAMPLE_COMMANDS: &str = "$TSOS.CMDFILEX";

/// The files of a system that its startup may be told, by their names with user id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartupFiles {
    /// With startup parameters, beside those that it finds without being told.
    pub parameters: Vec<String>,
    /// With commands.
    pub commands: Vec<String>,
}

impl Default for StartupFiles {
    fn default() -> Self {
        StartupFiles {
            parameters: vec![SAMPLE_PARAMETERS.to_owned()],
            commands: Vec::new(),
        }
    }
}

/// Whether a name means the file of this full name: without a user id it is looked for under
/// TSOS, as RUN does in the end (Commands V21, page 402). Catalogue ids are not told apart.
pub fn is_called(file: &str, name: &str) -> bool {
    let name = name
        .strip_prefix(':')
        .and_then(|n| n.split_once(':'))
        .map_or(name, |(_, n)| n);
    let name = name.strip_prefix("$.").unwrap_or(name);
    if name.starts_with('$') {
        file.eq_ignore_ascii_case(name)
    } else {
        let own = file.strip_prefix(TSOS);
        own.is_some_and(|own| own.eq_ignore_ascii_case(name))
    }
}

/// The file among these that a name means.
fn find<'f>(files: &'f [String], name: &str) -> Option<&'f str> {
    let files = files.iter().map(String::as_str);
    files.into_iter().find(|file| is_called(file, name))
}

/// The files that a startup can have.
pub(super) struct Files<'a> {
    /// Those with parameters that it finds without being told, if there are any.
    pub(super) standard: Vec<String>,
    /// Those that it may be told.
    pub(super) told: &'a StartupFiles,
}

impl Files<'_> {
    pub(super) fn standard(&self, choices: &mut Choices) -> Outcome {
        choices.parameter_file = None;
        if self.standard.is_empty() {
            return self.no_parameters("$TSOS.SYSPAR.BS2");
        }
        Outcome::Accepted
    }

    pub(super) fn parameters(&self, name: &str, choices: &mut Choices) -> Outcome {
        let found = find(&self.told.parameters, name).or_else(|| find(&self.standard, name));
        choices.parameter_file = found.map(str::to_owned);
        match found {
            Some(_) => Outcome::Accepted,
            None => self.no_parameters(name),
        }
    }

    fn no_parameters(&self, name: &str) -> Outcome {
        let there = self.standard.iter().chain(&self.told.parameters);
        Outcome::NotFound(NSI0051, short(name), there.cloned().collect())
    }

    pub(super) fn commands(&self, name: &str, choices: &mut Choices) -> Outcome {
        let found = find(&self.told.commands, name);
        choices.command_file = found.map(str::to_owned);
        match found {
            Some(_) => Outcome::Accepted,
            None => Outcome::NotFound(NSI0079, short(name), self.told.commands.clone()),
        }
    }
}

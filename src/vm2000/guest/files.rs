//! The files that a startup asks for, as far as a system has them: parameter files and
//! command files. What is in a parameter file is not emulated.

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
pub(super) fn find<'f>(files: &'f [String], name: &str) -> Option<&'f str> {
    let files = files.iter().map(String::as_str);
    files.into_iter().find(|file| is_called(file, name))
}

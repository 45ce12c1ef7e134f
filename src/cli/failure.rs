//! How a call ends.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use crate::shell::ShellError;
use crate::text::{Errors, TextError, printable};

/// How a call ended that could be carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All well: exit code 0.
    Well,
    /// An expectation or a check failed, and has been reported: exit code 1.
    Failed,
}

/// Why a call was not carried out to its end.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Mistakes in texts that somebody wrote, each shown at its place.
    #[error(transparent)]
    Text(#[from] Errors),
    /// A file that cannot be read or written.
    #[error("{}: {}", path.display(), advised(source))]
    File {
        /// The file as the call names it.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The call itself is wrong.
    #[error("{what}\n  = {help}")]
    Call {
        /// What is wrong.
        what: String,
        /// What to write instead.
        help: String,
    },
    /// The live session could not start or go on.
    #[error(transparent)]
    Live(#[from] ShellError),
    /// A log file of the consoles could not be written.
    #[error(transparent)]
    Conslog(#[from] crate::shell::conslog::Unwritten),
    /// Something that was expected did not come: exit code 1. All others exit with 2.
    #[error("{0}")]
    Unmet(TextError),
    /// Results could not be written.
    #[error("the output ends early: {0}")]
    Output(#[from] io::Error),
}

impl Failure {
    /// The call itself is wrong.
    pub fn call(what: impl Into<String>, help: impl Into<String>) -> Self {
        Failure::Call {
            what: what.into(),
            help: help.into(),
        }
    }
}

/// What the system says of a file, and what to do about it.
fn advised(error: &io::Error) -> String {
    use io::ErrorKind;
    let advice = match error.kind() {
        ErrorKind::NotFound => "look at the path: it begins in the folder of the call",
        ErrorKind::PermissionDenied => "name another, or get the right to this one",
        ErrorKind::IsADirectory => "this is a folder: name a file",
        ErrorKind::NotADirectory => "a part of the path is a file and no folder",
        ErrorKind::InvalidData => "this is no text in UTF-8",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "make room there",
        ErrorKind::ReadOnlyFilesystem => "name a place that can be written to",
        _ => return error.to_string(),
    };
    format!("{error}\n  = {advice}")
}

/// Reports a failure on stderr, and says what to exit with.
pub(super) fn exit(end: Result<Outcome, Failure>) -> ExitCode {
    match end {
        Ok(Outcome::Well) => ExitCode::SUCCESS,
        Ok(Outcome::Failed) => ExitCode::from(1),
        // Whoever reads the output has seen enough, as `head` does.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(failure) => {
            report(&failure);
            ExitCode::from(if matches!(failure, Failure::Unmet(_)) {
                1
            } else {
                2
            })
        }
    }
}

/// Writes to stderr; if that is gone, there is nobody left to tell. What the call named
/// is repeated there, but nothing that a terminal would obey.
pub(super) fn report(what: &dyn std::fmt::Display) {
    let what = printable(&what.to_string());
    writeln!(io::stderr(), "vmcons: {what}").ok();
}

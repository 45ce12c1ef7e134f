//! Why a live session could not start or go on.

use std::io;

/// Why a live session could not start or go on.
#[derive(Debug, thiserror::Error)]
pub enum ShellError {
    /// Standard input or output is no terminal.
    #[error(
        "the consoles need a terminal, and {0} is none; use `vmcons --plain` to go on line by \
         line, `vmcons batch` for scripts and `vmcons test` for tapes"
    )]
    NoTerminal(&'static str),
    /// The same where a tape is to be played.
    #[error(
        "a tape is played in a terminal, and {0} is none; `vmcons export` writes it as a \
         picture, a film or text, `vmcons test` carries it out"
    )]
    NoTerminalToPlayIn(&'static str),
    /// The terminal cannot be drawn on.
    #[error(
        "TERM=dumb says that this terminal cannot be drawn on; \
         use `vmcons --plain`, or set TERM to what the terminal is"
    )]
    DumbTerminal,
    /// The runtime could not be started.
    #[error("cannot start: {0}")]
    Start(#[source] io::Error),
    /// Reading from the terminal or writing to it failed.
    #[error("the terminal failed: {0}")]
    Terminal(#[source] io::Error),
    /// What happened could not be written down.
    #[error(
        "{}: {source}; the session is recorded up to there only, and \
         `vmcons --resume` with this file goes on from there", path.display()
    )]
    Recording {
        /// The file.
        path: std::path::PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A log file of the consoles could not be written.
    #[error("the log of the consoles could not be written: {0}")]
    Conslog(#[source] crate::shell::conslog::Unwritten),
    /// The session ended by itself, which is a defect.
    #[error("the session ended unexpectedly; what you see above says why")]
    SessionLost,
}

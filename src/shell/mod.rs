//! The only impure part: tokio, the terminal, the wall clock, files and signals.
//!
//! [`driver`] is the one task that owns the session; [`live`] shows it in a terminal.

pub mod driver;
pub mod live;
pub mod log;
mod pictures;

pub use live::{Left, LiveOptions, ShellError, Start, play, run};
pub use pictures::Pictures;

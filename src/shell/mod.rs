//! The only impure part: tokio, the terminal, the wall clock, files and signals.
//!
//! [`driver`] is the one task that owns the session; [`live`] shows it in a terminal.

pub mod conslog;
pub mod driver;
pub mod live;
pub mod log;
mod pictures;
pub mod plain;
mod recording;

pub use driver::{Keep, Left};
pub use live::{
    Habits, LiveOptions, ShellError, ensure_terminal, in_locale, is_dumb, play, run,
    size as terminal_size,
};
pub use pictures::Pictures;
pub use plain::{PlainOptions, run as run_plain};
pub use recording::Recording;

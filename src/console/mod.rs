//! Consoles as operators know them: their names, the lines on them, and the one
//! router that decides which message appears where.

mod bytes;
mod chunks;
mod dialog;
mod directory;
pub mod form;
mod lines;
mod log;
mod names;
mod pending;
mod postings;
mod record;
mod reference;
mod rights;
mod router;
mod setup;
mod shape;
mod shown;

pub use chunks::Chunks;
pub use dialog::Dialog;
pub use directory::{Console, ConsoleId, Consoles, Role, Status, is_active, unit_of};
pub use lines::Lines;
pub use log::Log;
pub use names::NameError;
pub use pending::{Pending, PendingList};
pub use record::{Kind, Record};
pub use reference::Mid;
pub use rights::{LEVELS, Logon, Rights, level_of};
pub use router::{Letter, route};
pub use shown::Shown;

//! Consoles as operators know them: their names, the lines on them, and the one
//! router that decides which message appears where.

mod chunks;
mod directory;
pub mod form;
mod log;
mod pending;
mod record;
mod reference;
mod router;

pub use chunks::Chunks;
pub use directory::{Console, ConsoleId, Consoles, NameError, Role, is_active, unit_of};
pub use log::Log;
pub use pending::{Pending, PendingList};
pub use record::{Kind, Record};
pub use reference::Mid;
pub use router::route;

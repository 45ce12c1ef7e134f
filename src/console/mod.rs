//! Consoles as operators know them: their names, the lines on them, and the one
//! router that decides which message appears where.

mod chunks;
mod directory;
pub mod form;
mod log;
mod record;
mod router;

pub use chunks::Chunks;
pub use directory::{Console, ConsoleId, Consoles, NameError, Role, unit_of};
pub use log::Log;
pub use record::{Kind, Record};
pub use router::route;

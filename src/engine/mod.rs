//! A session: a world, its consoles and the events to come, driven from outside.
//!
//! [`Session::submit`] enters a line, [`Session::advance`] lets simulated time pass,
//! [`Session::log`] has what appeared, [`Session::view`] what else a screen shows.
//! A clone is a snapshot: resumed, it gives what the original gives.
//! A [`Timeline`] is a session with its journal: it can go back.

mod carry_out;
mod conslog;
mod console_fault;
mod dialog;
mod guide;
mod input;
mod judge;
mod language;
mod menu;
mod operating;
mod options;
mod output;
mod procedure;
mod questions;
mod reject;
mod session;
mod setup;
mod stopped;
mod timeline;
mod trap;
mod view;
mod vmcons;
mod written;

pub use crate::vm2000::fault::FaultError;
pub use conslog::Conslog;
pub use questions::OpenQuestion;
pub use reject::rejections;
pub use session::Session;
pub use setup::Setup;
pub use timeline::{Entry, Input, Left, NoSnapshot, Order, Planned, Timeline, Training};
pub use view::{
    ClusterView, CommandFile, DeviceView, FormView, GuestView, Restored, UnitView, View,
};

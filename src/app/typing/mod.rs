//! The line being typed, at a console and wherever something is asked: what keys do to it,
//! what was entered before it, what may come next in it.
//!
//! The text with its cursor is [`line`], what a key does to it [`readline`] and [`editing`];
//! a console's line, with its history and the pasted lines that wait, is [`entry`].

mod advice;
mod answering;
mod assist;
mod clean;
mod cuts;
mod editing;
mod entry;
mod history;
mod line;
mod readline;
mod recall;
mod secrecy;

#[cfg(test)]
mod tests;

pub use advice::Advice;
pub use assist::{Aid, Choice};
pub use entry::Entry;
pub use line::Line;
pub use recall::Recall;

pub(super) use cuts::Cuts;
pub(super) use entry::MOST as MOST_WAITING;
pub(super) use readline::{Edit, edit, is_needed};

//! Tapes: scripted keystrokes and what is expected of the screen.
//!
//! The language is that of VHS with words of our own. [`parse`] reads it, and the
//! `Display` of a [`Tape`] is its normal form; a [`Script`] is a tape with those that
//! it sources. A [`Stage`] is a session with somebody's screen on it, on which a
//! [`Run`] carries a script out, in simulated time.

mod begin;
mod bind;
mod command;
mod doubt;
mod failure;
pub mod golden;
mod hint;
mod keys;
mod lexer;
mod output;
mod parser;
mod pointer;
mod print;
mod record;
mod refused;
mod relax;
mod run;
mod screen;
mod script;
mod stage;
#[cfg(test)]
mod tests;
mod vain;
mod wait;
mod words;

pub use bind::Unbound;
pub use command::{Area, Button, Chord, Command, Note, Part, Place, Setting, Speed, Step, Tape};
pub use failure::{Failure, Reason, Report};
pub use golden::{GoldenError, Goldens};
pub use output::Unwritten;
pub use parser::{LARGEST, parse};
pub use pointer::Spot;
pub use record::{Change, Mismatch, Origin, Recorder, Resumed, complete, resume};
pub use run::{Progress, Run};
pub use screen::Screen;
pub use script::{Cue, Reader, Script, Settings, beside, is_theme_file, is_theme_json};
pub use stage::Stage;

pub use crate::text::{Pattern, PatternError};

//! Tapes: scripted keystrokes and what is expected of the screen.
//!
//! The language is that of VHS with words of our own; [`parse`] reads it, and the
//! `Display` of a [`Tape`] is its normal form.

mod command;
mod lexer;
mod parser;
mod pattern;
mod print;
mod words;

pub use command::{Area, Button, Chord, Command, Note, Part, Place, Setting, Speed, Step, Tape};
pub use parser::parse;
pub use pattern::{Pattern, PatternError};

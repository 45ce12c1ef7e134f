//! `vmcons` emulates the consoles from which VM2000, the hypervisor of the BS2000
//! mainframe operating system, is operated.
//!
//! # Bird's-eye view
//! A key press becomes a line at a console ([`app`]), the line a command ([`sdf`]),
//! the command a change of the world and messages ([`vm2000`]), each message lines on
//! the consoles that show it ([`console`]), and the lines a frame ([`ui`]).
//! [`engine::Session`] holds all that together in simulated time.
//!
//! # Code map, from the bottom up
//! | module | what lives there |
//! |---|---|
//! | [`builtin`] | data built into the program |
//! | [`sim`] | ticks, calendar, queue of events, random streams |
//! | [`text`] | errors with a picture of the place, wrapping, "did you mean" |
//! | [`catalog`] | message texts, inserts, attributes, return codes |
//! | [`sdf`] | metasyntax files to a grammar, lines to commands |
//! | [`vm2000`] | the machines: model, commands, migration |
//! | [`scenario`] | the files that describe worlds |
//! | [`console`] | names of consoles, lines and headers, routing, the log |
//! | [`engine`] | a session: submit, advance, view, snapshot |
//! | [`app`] | what one person's screen needs |
//! | [`ui`] | draws it |
//! | [`tape`], [`export`] | scripted sessions, pictures of them |
//! | [`batch`] | lines in, console output out |
//! | [`learn`] | lessons and exams: what they say, and how far somebody has come |
//! | [`config`] | the config file |
//! | [`shell`] | tokio, terminal, wall clock, files, signals |
//! | [`cli`] | the command line |
//!
//! # Tapes in the tests of your own procedures
//! ```
//! vmcons::check_tape("tests/tapes/migration/s390.tape").unwrap();
//! ```
//! [`check_text`] takes the tape itself.
//!
//! # Invariants
//! - Imports point downward only, and nothing below `shell` knows tokio, threads,
//!   files, the environment or a clock (`tests/layers.rs` holds this).
//! - A world and its inputs with their ticks decide every line and every frame.
//! - `ui` changes nothing, `app` draws nothing, `vm2000` knows no console.

pub mod app;
pub mod batch;
pub mod builtin;
pub mod catalog;
pub mod cli;
pub mod config;
pub mod console;
pub mod engine;
pub mod export;
pub mod learn;
pub mod scenario;
pub mod sdf;
pub mod shell;
pub mod sim;
pub mod tape;
pub mod text;
pub mod ui;
pub mod vm2000;

pub use cli::{Unmet, check_tape, check_text};

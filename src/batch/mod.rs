//! Batch: lines of input in, console output out, without anybody at a screen.
//!
//! [`Batch::enter`] takes one line of input at a time, so that a caller may feed it
//! from a pipe that stays open. What appears on consoles is written as it appears.

mod output;
mod run;
mod step;

pub use output::{Format, write_record};
pub use run::{Batch, Question, Stop};
pub use step::{Step, parse};

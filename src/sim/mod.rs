//! Simulated time: ticks and spans, the calendar that they mean, the queue of
//! events that are due, and named random streams.
//!
//! Nothing here knows the wall clock. A [`Tick`] is a count, a [`Calendar`] says
//! which date and time it stands for, [`Queue`] decides what happens next, and
//! [`Random`] gives numbers that depend on the seed and the stream's name alone.

mod calendar;
mod queue;
mod random;
mod tick;

pub use calendar::Calendar;
pub use queue::Queue;
pub use random::Random;
pub use tick::{Span, SpanError, Tick};

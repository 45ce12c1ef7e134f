//! The snapshots from which a timeline goes back.

use crate::engine::Session;
use crate::sim::{Span, Tick};

/// The most snapshots; beyond that every second one goes.
const MOST: usize = 16;

/// How much simulated time lies between two at the beginning.
const EVERY: Span = Span::from_secs(60);

/// A session at an instant, and how many inputs it had had by then.
#[derive(Debug, Clone)]
pub(super) struct Point {
    pub session: Session,
    pub inputs: usize,
}

impl Point {
    pub fn new(session: &Session, inputs: usize) -> Self {
        Point {
            session: session.clone(),
            inputs,
        }
    }
}

/// Snapshots in order of time, further apart the longer the session lasts: their number
/// is bounded, and going back costs a small part of the whole at most.
#[derive(Debug, Clone)]
pub(super) struct Points {
    first: Point,
    later: Vec<Point>,
    every: Span,
}

impl Points {
    pub fn starting(first: Point) -> Self {
        Points {
            first,
            later: Vec::new(),
            every: EVERY,
        }
    }

    fn last(&self) -> &Point {
        self.later.last().unwrap_or(&self.first)
    }

    /// When the next snapshot is due.
    pub fn due(&self) -> Option<Tick> {
        let due = self.last().session.now() + self.every;
        (due < Tick::NEVER).then_some(due)
    }

    pub fn keep(&mut self, point: Point) {
        self.later.push(point);
        if self.later.len() > MOST {
            self.every = self.every.times(2);
            let mut is_kept = true;
            self.later.retain(|_| {
                is_kept = !is_kept;
                is_kept
            });
        }
    }

    /// The last snapshot that is no later than `to` and knows no more than the first
    /// `inputs` inputs. Those behind it are forgotten.
    pub fn back_to(&mut self, inputs: usize, to: Tick) -> &Point {
        let is_before = |point: &Point| point.inputs <= inputs && point.session.now() <= to;
        self.later.retain(is_before);
        self.last()
    }
}

#[cfg(test)]
impl Points {
    pub fn count(&self) -> usize {
        self.later.len() + 1
    }
}

//! How simulated time flows while somebody watches.

use std::fmt;

/// How simulated time flows while somebody watches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// It stands still.
    Paused,
    /// So many times as fast as the clock.
    Times(u32),
    /// As fast as it goes.
    Max,
}

impl Pace {
    /// The next of the usual paces, 1x, 10x and 60x in turn.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Pace::Times(1) => Pace::Times(10),
            Pace::Times(10) => Pace::Times(60),
            Pace::Paused | Pace::Times(_) | Pace::Max => Pace::Times(1),
        }
    }
}

impl Default for Pace {
    fn default() -> Self {
        Pace::Times(1)
    }
}

impl fmt::Display for Pace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Pace::Paused => f.pad("PAUSED"),
            Pace::Times(factor) => write!(f, "{factor}x"),
            Pace::Max => f.pad("max"),
        }
    }
}

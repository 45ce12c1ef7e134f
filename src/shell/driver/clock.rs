//! How much simulated time passes while the wall clock goes on.

use std::time::Duration;

use tokio::time::Instant;

use crate::app::Pace;
use crate::sim::{Span, Tick};

/// More than so much wall time at once does not count: the process was stopped, and
/// nobody wants an hour of events when it goes on.
const LONGEST: Duration = Duration::from_secs(2);
/// How often the clock on the screen moves, at the slowest and at the fastest.
const SECOND: Span = Span::from_secs(1);
const QUICKEST: Duration = Duration::from_millis(100);
/// How long to wait when nothing will happen by itself.
const IDLE: Duration = Duration::from_secs(3_600);

/// The clock of a session: a tick, the instant when it was that late, and the pace.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    tick: Tick,
    since: Instant,
    pace: Pace,
}

impl Clock {
    /// A clock that shows this tick now.
    pub fn starting(tick: Tick, pace: Pace) -> Self {
        Clock {
            tick,
            since: Instant::now(),
            pace,
        }
    }

    /// How fast it goes.
    pub fn pace(&self) -> Pace {
        self.pace
    }

    /// Goes on from `now` on, as if no time had passed since the last look.
    pub fn restart(&mut self, now: Instant) {
        self.since = now;
    }

    /// Goes at another pace from the last look on.
    pub fn set_pace(&mut self, pace: Pace) {
        self.pace = pace;
    }

    /// Shows another tick from the last look on.
    pub fn set_tick(&mut self, tick: Tick) {
        self.tick = tick;
    }

    /// Looks at the clock.
    pub fn tick_at(&mut self, now: Instant) -> Tick {
        let passed = now.saturating_duration_since(self.since).min(LONGEST);
        self.since = now;
        if let Pace::Times(factor) = self.pace {
            let micros = u64::try_from(passed.as_micros()).unwrap_or(u64::MAX);
            self.tick += Span::from_micros(micros).times(u64::from(factor));
        }
        self.tick
    }

    /// When to look again: at the next event, or when the time on the screen changes.
    pub fn next_wake(&self, event: Option<Tick>) -> Instant {
        let factor = match self.pace {
            Pace::Times(factor) => u64::from(factor.max(1)),
            Pace::Max if event.is_some() => return self.since,
            Pace::Paused | Pace::Max => return self.since + IDLE,
        };
        let real = |span: Span| Duration::from_micros(span.micros().div_ceil(factor));
        let into_second = Span::from_micros(self.tick.micros() % SECOND.micros());
        let shown = real(SECOND - into_second).max(QUICKEST);
        let due = event.map_or(shown, |event| real(event.since(self.tick)));
        self.since + due.min(shown)
    }
}

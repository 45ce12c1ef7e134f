//! Points and spans of simulated time.

use std::fmt;
use std::ops::{Add, AddAssign, Sub};
use std::str::FromStr;

/// A point of simulated time, in microseconds since the world's start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Tick(u64);

impl Tick {
    /// The world's start.
    pub const START: Tick = Tick(0);
    /// Later than everything that ever happens.
    pub const NEVER: Tick = Tick(u64::MAX);

    /// The point so many microseconds after the start.
    pub const fn from_micros(micros: u64) -> Self {
        Tick(micros)
    }

    /// Microseconds since the start.
    pub const fn micros(self) -> u64 {
        self.0
    }

    /// The span since `earlier`; zero if that is later.
    pub const fn since(self, earlier: Tick) -> Span {
        Span(self.0.saturating_sub(earlier.0))
    }
}

impl Add<Span> for Tick {
    type Output = Tick;
    fn add(self, span: Span) -> Tick {
        Tick(self.0.saturating_add(span.0))
    }
}

impl AddAssign<Span> for Tick {
    fn add_assign(&mut self, span: Span) {
        *self = *self + span;
    }
}

/// A span of simulated time, in microseconds.
///
/// ```
/// use vmcons::sim::Span;
/// assert_eq!("10m".parse(), Ok(Span::from_secs(600)));
/// assert_eq!("250ms".parse(), Ok(Span::from_millis(250)));
/// assert_eq!("1.5".parse(), Ok(Span::from_millis(1500)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span(u64);

impl Span {
    /// No time at all.
    pub const ZERO: Span = Span(0);

    /// So many microseconds.
    pub const fn from_micros(micros: u64) -> Self {
        Span(micros)
    }

    /// So many milliseconds.
    pub const fn from_millis(millis: u64) -> Self {
        Span(millis.saturating_mul(1_000))
    }

    /// So many seconds.
    pub const fn from_secs(secs: u64) -> Self {
        Span(secs.saturating_mul(1_000_000))
    }

    /// The span in microseconds.
    pub const fn micros(self) -> u64 {
        self.0
    }

    /// The span in whole milliseconds.
    pub const fn millis(self) -> u64 {
        self.0 / 1_000
    }

    /// The span so many times over.
    #[must_use]
    pub const fn times(self, factor: u64) -> Span {
        Span(self.0.saturating_mul(factor))
    }
}

impl Add for Span {
    type Output = Span;
    fn add(self, other: Span) -> Span {
        Span(self.0.saturating_add(other.0))
    }
}

impl Sub for Span {
    type Output = Span;
    fn sub(self, other: Span) -> Span {
        Span(self.0.saturating_sub(other.0))
    }
}

/// What a span of time looks like, for whoever wrote something else.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a span of time: write a number and ms, s, m or h, such as 250ms, 90s or 10m")]
pub struct SpanError(pub String);

impl FromStr for Span {
    type Err = SpanError;

    /// Reads `250ms`, `90s`, `10m`, `24h`, or a number of seconds, each with up to
    /// six decimals.
    fn from_str(text: &str) -> Result<Span, SpanError> {
        let wrong = || SpanError(text.to_owned());
        let end = text
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(text.len());
        let (number, unit) = text.split_at(end);
        let micros_per_unit: u64 = match unit {
            "ms" => 1_000,
            "" | "s" => 1_000_000,
            "m" => 60_000_000,
            "h" => 3_600_000_000,
            _ => return Err(wrong()),
        };
        let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
        if (whole.is_empty() && decimals.is_empty()) || decimals.len() > 6 || decimals.contains('.')
        {
            return Err(wrong());
        }
        let whole: u64 = if whole.is_empty() {
            0
        } else {
            whole.parse().map_err(|_| wrong())?
        };
        let fraction: u64 = format!("{decimals:0<6}").parse().map_err(|_| wrong())?;
        let micros = u128::from(whole) * u128::from(micros_per_unit)
            + u128::from(fraction) * u128::from(micros_per_unit) / 1_000_000;
        u64::try_from(micros).map(Span).map_err(|_| wrong())
    }
}

impl fmt::Display for Span {
    /// Writes the shortest form that [`Span::from_str`] reads back, to the millisecond.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let millis = self.millis();
        match millis {
            0 => write!(f, "0s"),
            m if m % 3_600_000 == 0 => write!(f, "{}h", m / 3_600_000),
            m if m % 60_000 == 0 => write!(f, "{}m", m / 60_000),
            m if m % 1_000 == 0 => write!(f, "{}s", m / 1_000),
            m => write!(f, "{m}ms"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_read_in_every_unit_and_written_back() {
        for (text, millis) in [
            ("24h", 86_400_000),
            ("10m", 600_000),
            ("90s", 90_000),
            ("15", 15_000),
            (".5", 500),
        ] {
            let span: Span = text.parse().unwrap();
            assert_eq!(span, Span::from_millis(millis), "{text}");
            assert_eq!(span.to_string().parse(), Ok(span), "{text}");
        }
    }

    #[test]
    fn what_is_no_span_is_an_error_that_says_how_to_write_one() {
        for text in [
            "",
            "s",
            "5x",
            "1.2.3",
            "-1s",
            "99999999999999999999h",
            "1.0000001s",
        ] {
            let error = text.parse::<Span>().unwrap_err();
            assert!(error.to_string().contains("90s"), "{text}");
        }
    }
}

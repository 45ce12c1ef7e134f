//! Which date and time a tick stands for.

use time::format_description::well_known::Rfc3339;
use time::{Duration, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

use super::{Span, Tick};

/// The calendar of a world: the UTC date and time of its start.
///
/// ```
/// use vmcons::sim::{Calendar, Span, Tick};
/// let calendar = Calendar::starting("2026-01-12T00:06:59Z").unwrap();
/// let tick = Tick::START + Span::from_millis(1_250);
/// assert_eq!(calendar.iso(tick), "2026-01-12T00:07:00.250Z");
/// assert_eq!(calendar.hhmmss(tick, 0), "000700");
/// assert_eq!(calendar.date(tick, 0), "2026-01-12");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Calendar {
    start: OffsetDateTime,
}

impl Default for Calendar {
    /// One that starts with the year 1970.
    fn default() -> Self {
        Calendar {
            start: OffsetDateTime::UNIX_EPOCH,
        }
    }
}

impl Calendar {
    /// A calendar that starts at an RFC 3339 date and time, `None` if `text` is none.
    pub fn starting(text: &str) -> Option<Self> {
        let start = OffsetDateTime::parse(text, &Rfc3339).ok()?;
        Some(Calendar {
            start: start.to_offset(UtcOffset::UTC),
        })
    }

    /// Date and time of a tick in UTC, to the millisecond.
    pub fn iso(&self, tick: Tick) -> String {
        let t = self.utc(tick);
        format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z",
            t.year(),
            u8::from(t.month()),
            t.day(),
            t.hour(),
            t.minute(),
            t.second(),
            t.millisecond()
        )
    }

    /// Time of day of a tick in UTC, to the microsecond.
    pub fn time_of_day(&self, tick: Tick) -> String {
        let t = self.utc(tick);
        format!(
            "{:02}:{:02}:{:02}.{:06}",
            t.hour(),
            t.minute(),
            t.second(),
            t.microsecond()
        )
    }

    /// A tick in whole seconds since 1970-01-01T00:00:00Z.
    pub fn unix_seconds(&self, tick: Tick) -> i64 {
        self.utc(tick).unix_timestamp()
    }

    /// Time of day as a console header shows it, `offset` minutes east of UTC.
    pub fn hhmmss(&self, tick: Tick, offset: i32) -> String {
        let t = self.local(tick, offset);
        let [hour, minute, second] = [t.hour(), t.minute(), t.second()].map(u32::from);
        // Every line has one, and a number is written quicker than three.
        format!("{:06}", (hour * 100 + minute) * 100 + second)
    }

    /// Time of day of a tick in UTC as people write it: `hh:mm:ss`.
    pub fn clock(&self, tick: Tick) -> String {
        let t = self.utc(tick);
        format!("{:02}:{:02}:{:02}", t.hour(), t.minute(), t.second())
    }

    /// Date as BS2000 prints it, `offset` minutes east of UTC.
    pub fn date(&self, tick: Tick, offset: i32) -> String {
        let t = self.local(tick, offset);
        format!("{:04}-{:02}-{:02}", t.year(), u8::from(t.month()), t.day())
    }

    /// Time and date as BS2000 puts them behind what operators tell users: `hh:mm:ss`, and
    /// year, month and the day of the month with the day of the year behind it.
    pub fn stamp(&self, tick: Tick, offset: i32) -> String {
        let t = self.local(tick, offset);
        format!(
            ":{:02}:{:02}:{:02} :{:02}-{:02}-{:02}{:03}",
            t.hour(),
            t.minute(),
            t.second(),
            t.year().rem_euclid(100),
            u8::from(t.month()),
            t.day(),
            t.ordinal()
        )
    }

    /// The first tick at or after `from` whose UTC time of day is `text`
    /// (`hh:mm:ss`, with up to six decimals); `None` if `text` is no time of day.
    pub fn next_time_of_day(&self, from: Tick, text: &str) -> Option<Tick> {
        let (clock, fraction) = text.split_once('.').unwrap_or((text, ""));
        let parts: Vec<u8> = clock
            .split(':')
            .map(|p| p.parse().ok())
            .collect::<Option<_>>()?;
        let [hour, minute, second] = parts[..] else {
            return None;
        };
        if fraction.len() > 6 || !fraction.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let micros: u32 = format!("{fraction:0<6}").parse().ok()?;
        let time = Time::from_hms_micro(hour, minute, second, micros).ok()?;
        let now = self.utc(from);
        let mut then = PrimitiveDateTime::new(now.date(), time).assume_utc();
        if then < now {
            then = then.checked_add(Duration::days(1))?;
        }
        let ahead = u64::try_from((then - now).whole_microseconds()).ok()?;
        Some(from + Span::from_micros(ahead))
    }

    fn utc(&self, tick: Tick) -> OffsetDateTime {
        let micros = i64::try_from(tick.micros()).unwrap_or(i64::MAX);
        // A tick beyond the calendar's end (year 9999) shows the start: it cannot be
        // reached, since even 24 h a tape line take three million lines to get there.
        self.start
            .checked_add(Duration::microseconds(micros))
            .unwrap_or(self.start)
    }

    fn local(&self, tick: Tick, offset: i32) -> OffsetDateTime {
        let utc = self.utc(tick);
        utc.checked_add(Duration::minutes(i64::from(offset)))
            .unwrap_or(utc)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar() -> Calendar {
        Calendar::starting("2026-01-12T00:06:59Z").unwrap()
    }

    #[test]
    fn a_time_of_day_is_the_next_one() {
        let at = |text| calendar().next_time_of_day(Tick::START, text);
        assert_eq!(at("00:07:19.250"), Some(Tick::from_micros(20_250_000)));
        assert_eq!(at("00:06:58"), Some(Tick::from_micros(86_399_000_000)));
        assert_eq!(at("24:00:00"), None);
        let tick = Tick::from_micros(61_000_007);
        assert_eq!(calendar().time_of_day(tick), "00:08:00.000007");
        assert_eq!(at("00:08:00.000007"), Some(tick));
        assert_eq!(at("7:19"), None);
    }

    #[test]
    fn a_stamp_ends_with_the_day_of_the_year() {
        let calendar = Calendar::starting("2012-01-26T14:53:38Z").unwrap();
        assert_eq!(calendar.stamp(Tick::START, 0), ":14:53:38 :12-01-26026");
    }

    #[test]
    fn local_time_crosses_midnight() {
        assert_eq!(calendar().hhmmss(Tick::START, -60), "230659");
        assert_eq!(calendar().date(Tick::START, -60), "2026-01-11");
    }

    #[test]
    fn a_start_in_local_time_is_shown_in_utc() {
        let calendar = Calendar::starting("2026-01-12T01:06:59+01:00").unwrap();
        assert_eq!(calendar.iso(Tick::START), "2026-01-12T00:06:59.000Z");
        assert_eq!(Calendar::starting("yesterday"), None);
    }
}

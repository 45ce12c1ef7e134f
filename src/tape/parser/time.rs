//! Times and counts of a tape.

use crate::sim::{Calendar, Span, Tick};

use super::super::lexer::Token;
use super::{Kind, Parsed, Parser, shown};

/// The longest time that one command takes.
const LONGEST: Span = Span::from_secs(31 * 24 * 3600);

/// The most presses of one command.
const MOST_PRESSES: u32 = 10_000;

impl Parser<'_> {
    /// A number with an optional unit: `50ms`, `.5`, `10m`; `h` only where no text can
    /// follow, since VHS would take it for one. `None` if the number is none, which
    /// VHS finds out too late to refuse it.
    pub(super) fn time(&mut self, command: &str, hours: bool) -> Parsed<Option<Span>> {
        let token = self.peek();
        if token.kind != Kind::Number {
            let what = format!("{command} wants a time");
            return Err(self.unfit(&token, what).help(units(hours)));
        }
        self.at = token.span.end;
        let unit = self.peek();
        let micros = match unit.text {
            _ if unit.kind != Kind::Word => None,
            "ms" => Some(1_000),
            "s" => Some(1_000_000),
            "m" => Some(60_000_000),
            "h" if hours && !unit.first => Some(3_600_000_000),
            _ => None,
        };
        if micros.is_some() {
            self.at = unit.span.end;
        } else if unit.kind == Kind::Word && unit.span.start == token.span.end {
            self.odd_unit(command, &token, &unit, hours)?;
        } else if let Some(short) = short_unit(&unit).filter(|_| command != "Type") {
            let what = format!("{command} takes no unit called {}", shown(&unit));
            let help = format!("write {}{short}", token.text);
            return Err(self.error(&unit, what).help(help));
        }
        let Some(span) = span(token.text, micros.unwrap_or(1_000_000)) else {
            self.note(
                token.span.start,
                format!("`{}` is no number and not used", token.text),
            );
            return Ok(None);
        };
        if span > LONGEST {
            self.note(token.span.start, "a command takes 31 days at most");
        }
        Ok(Some(span.min(LONGEST)))
    }

    /// A word stands right behind a number and is no unit. VHS takes it for the text that
    /// `Type` types; behind all else it is a mistake, and one of the time.
    fn odd_unit(
        &mut self,
        command: &str,
        number: &Token<'_>,
        unit: &Token<'_>,
        hours: bool,
    ) -> Parsed<()> {
        let both = Token {
            span: number.span.start..unit.span.end,
            ..number.clone()
        };
        let written = format!("{}{}", number.text, unit.text);
        if command == "Type" {
            let what = format!(
                "`{written}` is {} s, and `{}` is typed",
                number.text, unit.text
            );
            let doubt = self.error(&both, what).help(units(hours));
            self.keep_doubt(doubt);
            return Ok(());
        }
        let what = format!("{command} wants a time, not `{written}`");
        Err(self.error(&both, what).help(units(hours)))
    }

    /// `@` and a time, if there is one.
    pub(super) fn at_time(&mut self, command: &str, hours: bool) -> Parsed<Option<Span>> {
        if self.take_sign("@") {
            self.time(command, hours)
        } else {
            Ok(None)
        }
    }

    /// `@` and a limit above zero, if there is one.
    pub(super) fn limit(&mut self, command: &str) -> Parsed<Option<Span>> {
        let token = self.peek();
        if !self.take_sign("@") {
            return Ok(None);
        }
        match self.time(command, true)? {
            Some(span) if span > Span::ZERO => Ok(Some(span)),
            _ => Err(self
                .error(&token, format!("{command} wants a time above zero"))
                .help(format!("write {command}@10s"))),
        }
    }

    /// How often, once if nothing is said.
    pub(super) fn times(&mut self) -> u32 {
        let token = self.peek();
        if token.kind != Kind::Number {
            return 1;
        }
        self.at = token.span.end;
        let Ok(times) = token.text.parse::<u64>() else {
            self.note(
                token.span.start,
                format!("`{}` is no count and taken as 1", token.text),
            );
            return 1;
        };
        if times > u64::from(MOST_PRESSES) {
            self.note(
                token.span.start,
                format!("a key is pressed {MOST_PRESSES} times at most"),
            );
        }
        u32::try_from(times)
            .unwrap_or(MOST_PRESSES)
            .min(MOST_PRESSES)
    }

    /// The time of day behind `At`.
    pub(super) fn time_of_day(&mut self) -> Parsed<String> {
        let help = "write At 00:07:19.250 and a command (UTC, 24 hours, up to six decimals)";
        let Some(token) = self.raw() else {
            return Err(self.missing("At wants a time of day").help(help));
        };
        let midnight = Calendar::starting("2000-01-01T00:00:00Z");
        let is_time = midnight.and_then(|day| day.next_time_of_day(Tick::START, token.text));
        if is_time.is_none() {
            let what = format!("{} is no time of day", shown(&token));
            return Err(self.error(&token, what).help(help));
        }
        Ok(token.text.to_owned())
    }
}

/// The unit that a word behind a number stands for, which VHS takes for a command.
fn short_unit(unit: &Token<'_>) -> Option<&'static str> {
    if unit.first || unit.kind != Kind::Word {
        return None;
    }
    let word = unit.text.to_ascii_lowercase();
    Some(match word.strip_suffix('s').unwrap_or(&word) {
        "millisecond" | "msec" | "milli" => "ms",
        "second" | "sec" => "s",
        "minute" | "min" => "m",
        "hour" | "hr" => "h",
        _ => return None,
    })
}

/// How times are written.
fn units(hours: bool) -> &'static str {
    if hours {
        "write a number and ms, s, m or h: 500ms, 1.5s, 10m, 24h"
    } else {
        "write a number and ms, s or m: 500ms, 1.5s, 10m"
    }
}

/// A number of units, to the microsecond; more decimals are cut off.
fn span(number: &str, micros: u64) -> Option<Span> {
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    if decimals.contains('.') || (whole.is_empty() && decimals.is_empty()) {
        return None;
    }
    let digits = |text: &str| {
        text.bytes().fold(0_u128, |sum, digit| {
            sum.saturating_mul(10)
                .saturating_add(u128::from(digit - b'0'))
        })
    };
    let decimals = decimals.get(..12).unwrap_or(decimals);
    let micros = u128::from(micros);
    let whole = digits(whole).saturating_mul(micros);
    let part = digits(&format!("{decimals:0<12}")) * micros / 1_000_000_000_000;
    let all = u64::try_from(whole.saturating_add(part)).unwrap_or(u64::MAX);
    Some(Span::from_micros(all))
}

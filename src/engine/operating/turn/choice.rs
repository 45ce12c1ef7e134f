//! What of the log TURN lists: the operands DAY, TIME, SRC, DEST and DESTALL. Their forms
//! are the manual's (BS2000 Commands V21, page 620); that SRC names tasks and consoles,
//! DEST a routing code or the only console that shows a message, and DESTALL any console
//! that does, is ours.

use std::ops::Range;

use super::super::isp::Operand;
use crate::catalog::RoutingCode;
use crate::console::{ConsoleId, Record};
use crate::engine::Session;
use crate::sim::{Span, Tick};
use crate::vm2000::model::System;

/// The longest way back to a day of the month.
const DAYS: u64 = 31;
const DAY: Span = Span::from_secs(86_400);

/// The part of a log that is to be listed still.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    entries: Range<usize>,
    sources: Vec<String>,
    destinations: Vec<String>,
    consoles: Vec<String>,
}

impl Choice {
    /// The next entry that comes into question.
    pub fn next_entry(&mut self) -> Option<usize> {
        self.entries.next()
    }

    /// Whether all was looked at.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl Session {
    /// What the operands choose of a log, as it is now; `None` if one of them is wrong.
    pub(super) fn choice(
        &self,
        system: System,
        console: ConsoleId,
        operands: &[Operand],
    ) -> Option<Choice> {
        let mut choice = Choice {
            entries: 0..0,
            sources: Vec::new(),
            destinations: Vec::new(),
            consoles: Vec::new(),
        };
        let mut date = self.date(self.now, console);
        let mut time = "000000".to_owned();
        let file = self.open_file(system);
        for operand in operands {
            let first = operand.values.first()?;
            match (operand.name.as_str(), first.as_str()) {
                ("DAY", "*TODAY") | ("TIME", "*LOG-START") => {}
                ("SRC" | "DEST" | "DESTALL", "*NO") => {}
                ("DAY", day) => date = self.day(system, console, &file, day)?,
                ("TIME", at) => time = digits(at)?,
                ("SRC", _) => choice.sources = names(operand, 2)?,
                ("DEST", _) => choice.destinations = names(operand, 1)?,
                ("DESTALL", _) => choice.consoles = names(operand, 2)?,
                _ => return None,
            }
        }
        let moment = |at: Tick| {
            let offset = self.offset(console);
            (self.date(at, console), self.calendar().hhmmss(at, offset))
        };
        let begin = (date, time);
        let from = self.first_entry(system, &file, |at| moment(at) < begin);
        let to = self.first_entry(system, &(from..file.end), |at| moment(at).0 <= begin.0);
        choice.entries = from..to;
        Some(choice)
    }

    fn date(&self, at: Tick, console: ConsoleId) -> String {
        self.calendar().date(at, self.offset(console))
    }

    /// The last date with this day of the month, if the file has reached it.
    fn day(
        &self,
        system: System,
        console: ConsoleId,
        file: &Range<usize>,
        day: &str,
    ) -> Option<String> {
        let number: u8 = day.parse().ok().filter(|day| (1..=31).contains(day))?;
        let wanted = format!("-{number:02}");
        let (first, _) = self.logged(system, file.start)?;
        let before = |days: u64| {
            let back = DAY.micros().saturating_mul(days);
            let at = self.now.micros().saturating_sub(back);
            self.date(Tick::from_micros(at), console)
        };
        let mut dates = (0..=DAYS).map(before);
        let found = dates.find(|date| date.ends_with(&wanted))?;
        (found >= self.date(first.at, console)).then_some(found)
    }

    /// Whether an entry is one of those that the names choose.
    pub(super) fn is_chosen(
        &self,
        choice: &Choice,
        record: &Record<'_>,
        consoles: &[ConsoleId],
    ) -> bool {
        let mnemonic = |id: &ConsoleId| self.consoles.get(*id).map(|c| c.mnemonic.as_str());
        let is_among = |names: &[String], name: Option<&str>| {
            name.is_some_and(|name| names.iter().any(|known| known == name))
        };
        let typed_at = consoles.first().filter(|_| record.kind.is_echo());
        let is_from = is_among(&choice.sources, Some(record.tsn))
            || is_among(&choice.sources, typed_at.and_then(mnemonic));
        let template = record.id().and_then(|id| self.setup.catalog.get(id));
        let code = template.and_then(|template| template.routing);
        let code = code.map(|code| RoutingCode::as_char(code).to_string());
        let alone = consoles.first().filter(|_| consoles.len() == 1);
        let alone = alone.filter(|_| !record.kind.is_echo()).and_then(mnemonic);
        let is_for = is_among(&choice.destinations, code.as_deref())
            || is_among(&choice.destinations, alone);
        let shows = |id: &ConsoleId| is_among(&choice.consoles, mnemonic(id));
        (choice.sources.is_empty() || is_from)
            && (choice.destinations.is_empty() || is_for)
            && (choice.consoles.is_empty() || consoles.iter().any(shows))
    }
}

/// A time of day as six digits; zeros before it may be left out.
fn digits(time: &str) -> Option<String> {
    let number: u32 = time.parse().ok()?;
    let (hours, minutes, seconds) = (number / 10_000, number / 100 % 100, number % 100);
    (hours < 24 && minutes < 60 && seconds < 60).then(|| format!("{number:06}"))
}

/// The names of an operand, of at least so many characters each and at most four.
fn names(operand: &Operand, least: usize) -> Option<Vec<String>> {
    let is_name = |name: &String| (least..=4).contains(&name.len());
    let names = operand.values.clone();
    names.iter().all(is_name).then_some(names)
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn a_time_is_a_number_of_six_digits() {
        for (typed, time) in [("0", "000000"), ("93000", "093000"), ("235959", "235959")] {
            assert_eq!(digits(typed).as_deref(), Some(time));
        }
        for typed in ["", "240000", "126000", "1260", "99", "9:30", "-1"] {
            assert_eq!(digits(typed), None, "{typed}");
        }
    }
}

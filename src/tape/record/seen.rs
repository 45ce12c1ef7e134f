//! What an operator had seen before an input: the check that a recording has there.

use crate::console::{ConsoleId, Log, Record};
use crate::sim::{Span, Tick};
use crate::tape::{Command, Pattern};

/// How much of a line a check has, in characters.
const WIDEST: usize = 72;

/// How many records a check chooses from.
const CHOICE: usize = 20;

/// A wait that needs less than this has the usual limit.
const SOON: Span = Span::from_secs(5 * 60);

/// The last line that was seen on a console, to be waited for.
pub(super) struct Seen {
    pub place: usize,
    pub at: Tick,
    pattern: Pattern,
}

impl Seen {
    /// Of the records of a console from one place to another the last that no earlier one
    /// of them could be taken for.
    pub fn of(log: &Log, console: ConsoleId, from: usize, to: usize) -> Option<Self> {
        let records: Vec<Record<'_>> = log
            .of(console, from)
            .take(to.saturating_sub(from))
            .collect();
        let seen = |place: usize| {
            let record = records.get(place)?;
            let pattern = pattern(record)?;
            Some(Seen {
                place: from + place,
                at: record.at,
                pattern,
            })
        };
        let choice = (0..records.len()).rev().take(CHOICE);
        let mut choice = choice.filter_map(seen).peekable();
        let is_clear = |seen: &Seen| {
            let mut before = records.iter().take(seen.place - from);
            !before.any(|record| !record.kind.is_echo() && record.shows(seen.pattern.regex()))
        };
        // If none is clear, the last of them still is a check.
        let last = choice.peek().map(|seen| seen.place);
        let clear = choice.find(is_clear);
        clear.or_else(|| seen(last? - from))
    }

    /// The wait for it, on a tape that has come to `now`.
    pub fn wait(self, console: &str, now: Tick) -> Command {
        let needed = self.at.since(now);
        let minutes = needed.micros().div_ceil(60_000_000);
        let limit = Span::from_secs(minutes * 2 * 60);
        Command::WaitConsole {
            console: console.to_owned(),
            limit: (needed > SOON).then_some(limit),
            pattern: self.pattern,
        }
    }
}

/// A pattern for a record: its id and text, or the last line of a display.
fn pattern(record: &Record<'_>) -> Option<Pattern> {
    if record.kind.is_echo() {
        return None;
    }
    let line = match record.id() {
        Some(id) => format!("{id} {}", record.text),
        None => record
            .text
            .lines()
            .rfind(|line| !line.trim().is_empty())?
            .trim()
            .to_owned(),
    };
    Pattern::new(&literal(cut(&line))).ok()
}

/// As much of a line as a check has, in whole words.
fn cut(line: &str) -> &str {
    let Some((end, _)) = line.char_indices().nth(WIDEST) else {
        return line.trim_end();
    };
    let begins_word = line.get(end..).is_some_and(|rest| rest.starts_with(' '));
    let whole = line.get(..end).unwrap_or(line);
    match whole.rfind(' ').filter(|_| !begins_word) {
        Some(gap) => whole.get(..gap).unwrap_or(whole).trim_end(),
        None => whole.trim_end(),
    }
}

/// A pattern that matches a text and nothing else. Only what would mean something else is
/// escaped, so that people can read it.
fn literal(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len());
    for c in text.chars() {
        if "\\.+*?()|[]{}^$/".contains(c) {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern
}

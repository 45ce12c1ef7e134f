//! What comes nearest to what a step wanted: the one line that a test writer looks for.

use crate::console::{ConsoleId, Record};
use crate::text::nearest_line;

use super::run::Run;
use super::wait::answers;
use super::{Command, Pattern, Place};

/// So many records are looked at, the last ones.
const MOST: usize = 1_000;

impl Run<'_> {
    /// Where what was wanted stands all the same, or the line that comes nearest to it; of
    /// what was refused, the line that shows it.
    pub(super) fn hint(&self, command: &Command) -> Option<String> {
        match command {
            Command::Expect {
                place: Place::Console(name),
                pattern,
                wanted,
            } => {
                let console = self.stage.session().console(name).ok()?;
                let from = self.marks.get(&console).copied().unwrap_or(0);
                if *wanted {
                    self.hint_at(console, from, "before the last Mark", pattern)
                } else {
                    let found = self.matching(console, from.., pattern)?;
                    Some(format!("it is: {found}"))
                }
            }
            Command::WaitConsole {
                console, pattern, ..
            } => {
                let console = self.stage.session().console(console).ok()?;
                let from = self.heard.get(&console).copied().unwrap_or(0);
                self.hint_at(
                    console,
                    from,
                    "before, where an earlier wait has passed it",
                    pattern,
                )
            }
            Command::Expect {
                place: Place::Area(area),
                pattern,
                wanted,
            } => self.hint_on_screen(*area, Some(pattern), *wanted),
            Command::WaitScreen { area, pattern, .. } => {
                self.hint_on_screen(*area, pattern.as_ref(), true)
            }
            _ => None,
        }
    }

    fn hint_at(
        &self,
        console: ConsoleId,
        from: usize,
        earlier: &str,
        pattern: &Pattern,
    ) -> Option<String> {
        if let Some(found) = self.matching(console, ..from, pattern) {
            return Some(format!("it came {earlier}: {found}"));
        }
        let consoles = self.stage.session().consoles().iter();
        let others = consoles.map(|(id, _)| id).filter(|id| *id != console);
        let elsewhere = others
            .filter_map(|id| Some((id, self.matching(id, .., pattern)?)))
            .next();
        if let Some((id, found)) = elsewhere {
            return Some(format!("it is on {}: {found}", self.name_of(id)));
        }
        let log = self.stage.session().log();
        let shown: Vec<String> = log
            .of(console, from)
            .rev()
            .take(MOST)
            .filter(|record| !record.kind.is_echo())
            .flat_map(|record| record.lines.iter().rev().map(ToString::to_string))
            .collect();
        let near = nearest_line(pattern.source(), shown.iter().map(String::as_str))?;
        Some(format!("nearest: {}", near.trim()))
    }

    /// The last line in a part of a console that matches.
    fn matching(
        &self,
        console: ConsoleId,
        part: impl std::ops::RangeBounds<usize>,
        pattern: &Pattern,
    ) -> Option<String> {
        let log = self.stage.session().log();
        let records = (0..).zip(log.of(console, 0));
        let found = records
            .filter(|(place, record)| part.contains(place) && answers(record, pattern))
            .last();
        found.map(|(_, record)| line_of(&record, pattern))
    }

    fn hint_on_screen(
        &self,
        area: super::Area,
        pattern: Option<&Pattern>,
        wanted: bool,
    ) -> Option<String> {
        let pattern = pattern.cloned().or_else(|| self.default_pattern())?;
        let text = self.stage.screen().text(area);
        if !wanted {
            let line = text.lines().find(|line| pattern.regex().is_match(line))?;
            return Some(format!("it is: {}", line.trim()));
        }
        let near = nearest_line(pattern.source(), text.lines())?;
        Some(format!("nearest: {}", near.trim()))
    }
}

/// The line of a record that matches, or its first.
fn line_of(record: &Record<'_>, pattern: &Pattern) -> String {
    let lines: Vec<String> = record.lines.iter().map(ToString::to_string).collect();
    let found = lines.iter().find(|line| pattern.regex().is_match(line));
    found
        .or(lines.first())
        .map(|line| line.trim().to_owned())
        .unwrap_or_default()
}

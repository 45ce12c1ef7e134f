//! Where in the rows of a record something stands that is searched for.

use regex::Regex;
use unicode_width::UnicodeWidthStr;

use super::wrap::{CONSOLE, Row, record_rows};
use crate::console::Record;

/// A place within a record: the row, and the column of the pane.
pub(super) type At = (usize, usize);

/// One place where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Occurrence {
    /// Its first character.
    pub from: At,
    /// The column behind its last one.
    pub to: At,
}

/// How often a pattern stands in a record that has it, however wide the pane is.
pub(super) fn count(record: &Record<'_>, pattern: &Regex) -> usize {
    // Most records have one line, and a million of them may have it: nothing is broken there.
    let mut lines = record.lines.iter();
    if let (Some(line), None) = (lines.next(), lines.next()) {
        return pattern.find_iter(line).count().max(1);
    }
    let rows = record_rows(record, CONSOLE);
    occurrences(&rows, record.kind.is_echo(), pattern).len()
}

/// Where a pattern stands in the rows of a record that has it, in their order: in lines, or
/// else across their ends. At least one place: the first row, if it stands nowhere as the
/// pane shows it.
pub(super) fn occurrences(rows: &[Row<'_>], is_echo: bool, pattern: &Regex) -> Vec<Occurrence> {
    let mut lines: Vec<Text> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        match (row.joint, lines.last_mut()) {
            (Some(blanks), Some(line)) => line.add(blanks, &row.text, at, row.indent),
            _ => {
                let mut line = Text::default();
                line.add(0, &row.text, at, row.indent);
                lines.push(line);
            }
        }
    }
    let mut found: Vec<Occurrence> = lines.iter().flat_map(|line| line.find(pattern)).collect();
    if found.is_empty() && lines.len() > 1 {
        let mut whole = Text::default();
        for (at, row) in rows.iter().enumerate() {
            let text = row.text.trim_start_matches(' ');
            let lead = row.text.len() - text.len();
            let indent = row.indent + u16::try_from(lead).unwrap_or(0);
            // What was typed is cut anywhere, and not at blanks.
            let blanks = row.joint.unwrap_or(usize::from(!is_echo && at > 0));
            whole.add(blanks, text, at, indent);
        }
        found = whole.find(pattern);
    }
    if found.is_empty() {
        let width = rows
            .first()
            .map_or(0, |row| usize::from(row.indent) + row.text.width());
        found.push(Occurrence {
            from: (0, 0),
            to: (0, width),
        });
    }
    found
}

/// A text that stands in several rows.
#[derive(Default)]
struct Text {
    text: String,
    /// With which byte each of its rows begins, which row that is, and in which column.
    rows: Vec<(usize, At)>,
}

impl Text {
    fn add(&mut self, blanks: usize, text: &str, row: usize, indent: u16) {
        self.text.extend(std::iter::repeat_n(' ', blanks));
        self.rows
            .push((self.text.len(), (row, usize::from(indent))));
        self.text.push_str(text);
    }

    fn find(&self, pattern: &Regex) -> Vec<Occurrence> {
        let found = pattern
            .find_iter(&self.text)
            .filter(|found| !found.is_empty());
        let found = found.map(|found| Occurrence {
            from: self.at(found.start(), found.start()),
            to: self.at(found.end() - 1, found.end()),
        });
        found.collect()
    }

    /// The row of one byte, and the column of another in it.
    fn at(&self, byte: usize, column: usize) -> At {
        let behind = self.rows.partition_point(|(start, _)| *start <= byte);
        let row = self.rows.get(behind.saturating_sub(1)).copied();
        let (start, (row, indent)) = row.unwrap_or_default();
        let before = self.text.get(start..column).unwrap_or_default();
        (row, indent + before.width())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::rows;

    fn found(lines: &[&str], width: u16, pattern: &str) -> Vec<(At, At)> {
        let rows: Vec<Row<'_>> = lines.iter().flat_map(|line| rows(line, width)).collect();
        let found = occurrences(&rows, false, &Regex::new(pattern).unwrap());
        found.into_iter().map(|one| (one.from, one.to)).collect()
    }

    #[test]
    fn every_place_is_found_in_the_row_that_shows_it() {
        let lines = ["A B A", "  A 日A"];
        let all = [
            ((0, 0), (0, 1)),
            ((0, 4), (0, 5)),
            ((1, 2), (1, 3)),
            ((1, 6), (1, 7)),
        ];
        assert_eq!(found(&lines, 80, "A"), all);
        // Across the end of a row that the pane has broken, and of a line.
        assert_eq!(found(&["ONE TWO THREE"], 8, "TWO THR"), [((0, 4), (1, 3))]);
        assert_eq!(found(&["ONE", "  TWO"], 80, "E TW"), [((0, 2), (1, 4))]);
        // Nowhere as it is shown: the record as a whole.
        assert_eq!(found(&["ONE", "TWO"], 80, "X"), [((0, 0), (0, 3))]);
    }
}

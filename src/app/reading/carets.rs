//! Marks under an input that a narrow pane breaks anew: they go with what they mark.

use super::wrap::{ALIGNED_FROM, CONSOLE, INDENT, Row, Rows, margin, record_rows, whole};
use crate::console::{Kind, Log, Record};

/// The rows of a record of a log, the one so many of its console, in a pane so many columns
/// wide. Marks look at what stands above them.
pub fn rows_of<'a>(log: &'a Log, place: usize, record: &Record<'a>, width: u16) -> Vec<Row<'a>> {
    let above = || log.get(record.console, place.checked_sub(1)?);
    let is_narrow = width < CONSOLE;
    let pointed = is_narrow.then(|| pointed(record, above)).flatten();
    match pointed {
        Some(texts) => texts.iter().flat_map(|text| text.rows(width)).collect(),
        None => record_rows(record, width),
    }
}

/// A text with places in it that are marked.
struct Pointed {
    text: String,
    /// Columns that its further rows leave free, and all of them.
    hang: u16,
    margin: u16,
    /// The characters that are marked.
    marked: Vec<usize>,
    /// Whether it stands right above already.
    is_shown: bool,
}

/// What the lines of a record mark; `None` if they do not mark anything.
fn pointed<'a>(
    record: &Record<'_>,
    above: impl Fn() -> Option<Record<'a>>,
) -> Option<Vec<Pointed>> {
    if record.kind != Kind::Display || !record.lines.iter().next_back().is_some_and(is_carets) {
        return None;
    }
    let mut found = Vec::new();
    let mut text: Option<&str> = None;
    for line in record.lines.iter() {
        match (is_carets(line), text.take()) {
            (false, None) => text = Some(line),
            (true, Some(text)) => found.push(Pointed::again(text, line)),
            (true, None) => found.push(Pointed::above(&above()?, line)?),
            (false, Some(_)) => return None,
        }
    }
    Some(found)
}

fn is_carets(line: &str) -> bool {
    line.ends_with('^') && line.trim_start_matches([' ', '^']).is_empty()
}

fn lead(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

fn carets(line: &str) -> impl Iterator<Item = usize> {
    line.match_indices('^').map(|(column, _)| column)
}

impl Pointed {
    /// A part of the input that is shown again above its marks.
    fn again(text: &str, line: &str) -> Self {
        let margin = lead(text);
        Pointed {
            text: text.trim_start().to_owned(),
            hang: 0,
            margin: u16::try_from(margin).unwrap_or(INDENT),
            marked: carets(line)
                .map(|column| column.saturating_sub(margin))
                .collect(),
            is_shown: false,
        }
    }

    /// The last line of the input that stands above.
    fn above(echo: &Record<'_>, line: &str) -> Option<Self> {
        let last = echo
            .lines
            .iter()
            .next_back()
            .filter(|_| echo.kind.is_echo())?;
        let text = whole(echo);
        let before = text.chars().count() - last.trim_start_matches(' ').chars().count();
        let marked = carets(line).map(|column| (before + column).saturating_sub(lead(last)));
        Some(Pointed {
            hang: margin(echo),
            margin: 0,
            marked: marked.collect(),
            is_shown: true,
            text,
        })
    }

    /// The rows in which something is marked, each above its marks; of a text that stands
    /// above, the last one need not be shown again.
    fn rows<'a>(&self, width: u16) -> Vec<Row<'a>> {
        let narrow = |columns: u16| match width {
            ALIGNED_FROM.. => columns,
            _ => columns.min(INDENT),
        };
        let margin = narrow(self.margin);
        let room = width.saturating_sub(margin);
        let rows: Vec<Row<'_>> = Rows::new(&self.text, room, narrow(self.hang)).collect();
        let starts = starts(&rows);
        let is_below = |start: usize| self.marked.iter().all(|place| *place >= start);
        let mut found = Vec::new();
        for (at, (row, start)) in rows.iter().zip(&starts).enumerate() {
            let end = starts.get(at + 1).copied().unwrap_or(usize::MAX);
            let marked = self
                .marked
                .iter()
                .filter(|place| (*start..end).contains(*place));
            let last = usize::from(room.saturating_sub(row.indent)).saturating_sub(1);
            let columns: Vec<usize> = marked.map(|place| (place - start).min(last)).collect();
            if columns.is_empty() {
                continue;
            }
            let is_shown = self.is_shown && end == usize::MAX && is_below(*start);
            let indent = margin + row.indent;
            let text = Some(row.text.to_string()).filter(|_| !is_shown);
            let lines = text.into_iter().chain([caret_line(&columns)]);
            found.extend(lines.map(|line| Row {
                indent,
                text: line.into(),
                joint: None,
            }));
        }
        found
    }
}

/// The characters of the text with which its rows begin.
fn starts(rows: &[Row<'_>]) -> Vec<usize> {
    let mut at = 0;
    let start = |row: &Row<'_>| {
        let start = at + row.joint.unwrap_or(0);
        at = start + row.text.chars().count();
        start
    };
    rows.iter().map(start).collect()
}

fn caret_line(columns: &[usize]) -> String {
    let length = columns.iter().max().map_or(0, |last| last + 1);
    let sign = |column| if columns.contains(&column) { '^' } else { ' ' };
    (0..length).map(sign).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture;
    use crate::console::{ConsoleId, form};

    /// An echo of a monitor console, the marks below it, and the rows of both.
    fn shown(input: &str, marked: &[&str], again: bool, width: u16) -> Vec<String> {
        let role = crate::console::Role::Monitor;
        let places: Vec<_> = marked
            .iter()
            .map(|text| {
                input
                    .find(text)
                    .map_or(input.len()..input.len(), |at| at..at + text.len())
            })
            .collect();
        let head = "/XAAA-000.000659 ";
        let text: Vec<char> = input.trim_start_matches('/').chars().collect();
        let mut echo: Vec<String> = text
            .chunks(63)
            .map(|piece| piece.iter().collect())
            .collect();
        for (at, line) in echo.iter_mut().enumerate() {
            *line = if at == 0 {
                format!("{head}{line}")
            } else {
                format!("{:17}{line}", "")
            };
        }
        let lines = form::marks(role, input, &places, again);
        let mut log = Log::default();
        for (kind, lines) in [(Kind::Input, &echo), (Kind::Display, &lines)] {
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            fixture::put(&mut log, ConsoleId(0), kind, 50, &lines);
        }
        let rows = (0..2).flat_map(|place| {
            let record = log.get(ConsoleId(0), place).unwrap();
            let rows = rows_of(&log, place, &record, width).into_iter();
            rows.map(|row| format!("{:1$}{2}", "", usize::from(row.indent), row.text))
                .collect::<Vec<_>>()
        });
        rows.collect()
    }

    const LONG: &str = "/MIGRATE-VM VM-ID=100,SERVER-UNIT-NAME=ABGSE701,MONJV=A_B";

    #[test]
    fn in_a_narrow_pane_marks_stand_under_what_they_mark() {
        assert_eq!(
            shown(LONG, &["A_B"], false, 80)[1..],
            [format!("{:70}^^^", "")]
        );
        // The last row is marked where it stands.
        assert_eq!(
            shown(LONG, &["A_B"], false, 40),
            [
                "/XAAA-000.000659 MIGRATE-VM",
                "  VM-ID=100,SERVER-UNIT-NAME=ABGSE701,MO",
                "  NJV=A_B",
                "      ^^^",
            ]
        );
        // One above it is shown again.
        assert_eq!(
            shown(LONG, &["100", "behind it"], false, 40)[3..],
            [
                "  VM-ID=100,SERVER-UNIT-NAME=ABGSE701,MO",
                "        ^^^",
                "  NJV=A_B",
                "         ^",
            ]
        );
        // One of several commands is shown again by the console itself.
        assert_eq!(
            shown(LONG, &["A_B"], true, 40)[3..],
            ["  NJV=A_B", "      ^^^"]
        );
    }

    #[test]
    fn marks_of_an_input_of_several_lines_are_found_in_it() {
        let input = format!("/REMARK {}X", "A".repeat(70));
        assert_eq!(
            shown(&input, &["X"], false, 40)[1..],
            [
                format!("  {}", "A".repeat(38)),
                format!("  {}X", "A".repeat(32)),
                format!("  {}^", " ".repeat(32)),
            ]
        );
    }

    proptest::proptest! {
        /// Whatever is marked stands above its mark, in each width.
        #[test]
        fn a_mark_stands_under_its_character(
            words in proptest::collection::vec("[A-Z=,]{1,30}", 1..8),
            place in 0_usize..1000,
            width in 22_u16..80,
        ) {
            // A digit that nothing else has is what is looked for.
            let mut input = format!("/{}", words.join(" "));
            let place = 1 + place % input.len();
            input.insert(place, '7');
            let rows = shown(&input, &["7"], false, width);
            let below = rows.iter().position(|row| row.trim() == "^").unwrap();
            let column = rows[below].len() - 1;
            proptest::prop_assert_eq!(rows[below - 1].as_bytes().get(column), Some(&b'7'));
        }
    }
}

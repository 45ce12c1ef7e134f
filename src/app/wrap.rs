//! Breaks console lines into the rows of a pane narrower than they are.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar;

use crate::console::{Kind, Record};

/// How wide a console is. Narrower panes break its lines.
pub(super) const CONSOLE: u16 = 80;
/// How far the further rows of a line are indented, so that the eye finds the next
/// line, and how wide a pane has to be for that.
const INDENT: u16 = 2;
const INDENTED_FROM: u16 = 20;
/// From this width on there is room for the indent that a console gives to the
/// continuation of a message.
const ALIGNED_FROM: u16 = 60;

/// A row of a pane: a line of a console, or a piece of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<'a> {
    /// Columns left free before the text.
    pub indent: u16,
    /// The text.
    pub text: Cow<'a, str>,
    /// How many blanks were left out between it and the row above, if it goes on where
    /// that ends; `None` begins a line.
    pub joint: Option<usize>,
}

/// The rows of a record in a pane so many columns wide.
///
/// A message was broken for a console of 80 columns; a narrower pane breaks it anew,
/// as if it had never been. Displays keep their lines.
pub fn record_rows<'a>(record: &Record<'a>, width: u16) -> Vec<Row<'a>> {
    let is_text = !matches!(record.kind, Kind::Display | Kind::Rejection);
    if !is_text || width >= CONSOLE {
        return record
            .lines
            .iter()
            .flat_map(|line| rows(line, width))
            .collect();
    }
    // What was typed is cut anywhere, and not at blanks.
    let is_typed = record.kind.is_echo();
    let joint = if is_typed { "" } else { " " };
    let mut pieces = record.lines.iter().map(|line| line.trim_start_matches(' '));
    let first = pieces.next().unwrap_or_default().to_owned();
    let whole = pieces.fold(first, |whole, piece| whole + joint + piece);
    let hang = match width {
        ALIGNED_FROM.. => margin(record),
        _ => INDENT,
    };
    let broken = Rows::new(&whole, width, hang);
    let owned = |row: Row<'_>| Row {
        text: Cow::Owned(row.text.into_owned()),
        ..row
    };
    broken.map(owned).collect()
}

/// Columns before the continuation of a message: what the console left free, or would.
fn margin(record: &Record<'_>) -> u16 {
    let free = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let mut lines = record.lines.iter();
    let found = match (lines.next(), lines.next()) {
        (_, Some(second)) => free(second),
        (Some(only), None) if only.get(17..19) == Some("% ") => 19,
        _ => return INDENT,
    };
    u16::try_from(found).unwrap_or(INDENT)
}

/// The rows of a line in a pane so many columns wide.
///
/// ```
/// use vmcons::app::rows;
/// let cut = |line, width| -> Vec<(u16, String)> {
///     rows(line, width).map(|row| (row.indent, row.text.into_owned())).collect()
/// };
/// assert_eq!(cut("ONE TWO THREE", 8), [(0, "ONE TWO".into()), (0, "THREE".into())]);
/// assert_eq!(
///     cut("TWENTY COLUMNS ARE ENOUGH FOR THIS", 20),
///     [(0, "TWENTY COLUMNS ARE".into()), (2, "ENOUGH FOR THIS".into())]
/// );
/// assert_eq!(cut("", 8), [(0, "".into())]);
/// ```
pub fn rows(line: &str, width: u16) -> Rows<'_> {
    Rows::new(line, width, INDENT)
}

/// The rows of a line, one by one.
#[derive(Debug, Clone)]
pub struct Rows<'a> {
    rest: Option<&'a str>,
    width: u16,
    indent: u16,
    /// The indent of all rows but the first.
    hang: u16,
    /// The joint of the next row.
    joint: Option<usize>,
}

impl<'a> Rows<'a> {
    fn new(line: &'a str, width: u16, hang: u16) -> Self {
        Rows {
            rest: Some(line),
            width: width.max(1),
            indent: 0,
            hang,
            joint: None,
        }
    }

    fn hang(&mut self) {
        if self.indent == 0 && self.width >= INDENTED_FROM {
            self.indent = self.hang;
            self.width -= self.hang;
        }
    }
}

impl<'a> Iterator for Rows<'a> {
    type Item = Row<'a>;

    fn next(&mut self) -> Option<Row<'a>> {
        let text = self.rest.take()?;
        let (indent, joint) = (self.indent, self.joint);
        let Some(limit) = limit(text, usize::from(self.width)) else {
            return Some(Row {
                indent,
                text: text.into(),
                joint,
            });
        };
        let (text, behind) = text.split_at(break_at(text, limit));
        let rest = behind.trim_start_matches(' ');
        self.rest = Some(rest).filter(|rest| !rest.is_empty());
        self.joint = Some(behind.len() - rest.len());
        self.hang();
        Some(Row {
            indent,
            text: text.into(),
            joint,
        })
    }
}

/// The byte behind the last character that fits, `None` if all do.
fn limit(text: &str, width: usize) -> Option<usize> {
    // No character is wider than its bytes are many.
    if text.len() <= width {
        return None;
    }
    if text.is_ascii() {
        return Some(width);
    }
    let mut columns = 0;
    for (at, c) in text.char_indices() {
        columns += c.width().unwrap_or(1);
        if columns > width {
            // A pane of one column still gets on.
            return Some(if at == 0 { c.len_utf8() } else { at });
        }
    }
    None
}

/// Where to break: at the last blank within the limit that has a word before it.
fn break_at(text: &str, limit: usize) -> usize {
    let bytes = text.as_bytes();
    let window = bytes.get(..=limit).unwrap_or(bytes);
    let first_word = window.iter().position(|b| *b != b' ').unwrap_or(limit);
    match window.iter().rposition(|b| *b == b' ') {
        Some(blank) if blank > first_word => blank,
        Some(_) | None => limit,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn rows_break_at_blanks_or_else_where_the_pane_ends() {
        let cut = |line, width| {
            rows(line, width)
                .map(|row| row.text)
                .collect::<Vec<Cow<str>>>()
        };
        assert_eq!(cut("ABCDEFG", 3), ["ABC", "DEF", "G"]);
        assert_eq!(cut("   ABCDEF", 5), ["   AB", "CDEF"]);
        assert_eq!(cut("ABC   ", 3), ["ABC"]);
        assert_eq!(cut("ÄÖ ÜSS", 4), ["ÄÖ", "ÜSS"]);
        assert_eq!(cut("日本語", 1), ["日", "本", "語"]);
    }

    #[test]
    fn a_message_is_broken_anew_in_a_narrow_pane_and_a_display_is_not() {
        use crate::app::fixture;
        use crate::console::{ConsoleId, Log};
        let lines = [
            "%VMS -000#000702 % VMS2430 LIVE MIGRATION OF VM (12,VM12PROD) FROM SOURCE SU",
            "                   'ABGSE501' STARTED",
        ];
        let cut = |record: &Record<'_>, width| -> Vec<(u16, String)> {
            let rows = record_rows(record, width).into_iter();
            rows.map(|row| (row.indent, row.text.into_owned()))
                .collect()
        };
        let mut log = Log::default();
        fixture::put(&mut log, ConsoleId(0), Kind::Message, 50, &lines);
        let message = log.get(ConsoleId(0), 0).unwrap();
        assert_eq!(
            cut(&message, 80),
            [(0, lines[0].into()), (0, lines[1].into())]
        );
        let wide = cut(&message, 70);
        assert_eq!(
            wide[0].1,
            "%VMS -000#000702 % VMS2430 LIVE MIGRATION OF VM (12,VM12PROD) FROM"
        );
        assert_eq!(wide[1], (19, "SOURCE SU 'ABGSE501' STARTED".into()));
        assert_eq!(
            cut(&message, 40).last().unwrap(),
            &(2, "SOURCE SU 'ABGSE501' STARTED".into())
        );
        let mut log = Log::default();
        let lines = ["A        B", "                     C"];
        fixture::put(&mut log, ConsoleId(0), Kind::Display, 50, &lines);
        let display = log.get(ConsoleId(0), 0).unwrap();
        assert_eq!(cut(&display, 40)[1], (0, "                     C".into()));
    }

    proptest! {
        #[test]
        fn the_rows_are_the_line_again(line in "[ -~äö日]{0,60}", width in 0_u16..30) {
            let mut whole = String::new();
            for row in rows(&line, width) {
                whole.push_str(&" ".repeat(row.joint.unwrap_or(0)));
                whole.push_str(&row.text);
            }
            prop_assert_eq!(whole.trim_end(), line.trim_end());
        }
    }
}

//! Breaks console lines into the rows of a pane narrower than they are.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::catalog::Source;
use crate::console::{Kind, Record};

/// How wide a console is. Narrower panes break its lines.
pub(in crate::app) const CONSOLE: u16 = 80;
/// How far the further rows of a line are indented, so that the eye finds the next
/// line, and how wide a pane has to be for that.
pub(in crate::app) const INDENT: u16 = 2;
const INDENTED_FROM: u16 = 20;
/// So far at least to the right the explanations stand.
const EXPLAINED: usize = 12;
/// From this width on there is room for the indent that a console gives to the
/// continuation of a message.
pub(in crate::app) const ALIGNED_FROM: u16 = 60;

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
    if let Some(margin) = explained(record).filter(|_| width < CONSOLE) {
        return explanation(record, width, margin);
    }
    let is_text = !matches!(record.kind, Kind::Display | Kind::Rejection);
    if !is_text || width >= CONSOLE {
        let is_prose = record.source == Some(Source::Own) && width < CONSOLE;
        return match paragraphs(record).filter(|_| is_prose) {
            Some(all) => all
                .iter()
                .flat_map(|text| owned(rows(text, width)))
                .collect(),
            None => record
                .lines
                .iter()
                .flat_map(|line| rows(line, width))
                .collect(),
        };
    }
    let whole = whole(record);
    let hang = match width {
        ALIGNED_FROM.. => margin(record),
        _ => INDENT,
    };
    owned(Rows::new(&whole, width, hang)).collect()
}

fn owned<'a>(rows: Rows<'_>) -> impl Iterator<Item = Row<'a>> {
    rows.map(|row| Row {
        text: Cow::Owned(row.text.into_owned()),
        ..row
    })
}

/// A text before a console has broken it.
pub(in crate::app) fn whole(record: &Record<'_>) -> String {
    // What was typed is cut anywhere, and not at blanks.
    let joint = if record.kind.is_echo() { "" } else { " " };
    let mut pieces = record.lines.iter().map(|line| line.trim_start_matches(' '));
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |whole, piece| whole + joint + piece)
}

/// The paragraphs of a display of ours that has any which the console has broken: a line
/// whose next word would have had no room goes on in the next one. Tables keep their lines;
/// words in them stand further apart.
fn paragraphs(record: &Record<'_>) -> Option<Vec<String>> {
    let mut all: Vec<String> = Vec::new();
    let mut above: Option<&str> = None;
    for line in record.lines.iter() {
        match all
            .last_mut()
            .filter(|_| above.is_some_and(|above| goes_on(above, line)))
        {
            Some(text) => {
                text.push(' ');
                text.push_str(line.trim_start());
            }
            None => all.push(line.to_owned()),
        }
        above = Some(line);
    }
    (all.len() < record.lines.len()).then_some(all)
}

fn goes_on(above: &str, line: &str) -> bool {
    // An id may stand before the words.
    let words = match above.split_once("   ") {
        Some((id, words)) if !id.contains(' ') => words,
        _ => above,
    };
    let is_prose = |text: &str| text.contains(' ') && !text.trim_start().contains("  ");
    let next = line.split_whitespace().next().unwrap_or_default();
    let room = usize::from(CONSOLE);
    // A heading, or our own remark, behind a line that happens to be full.
    let is_heading = line.bytes().all(|b| b.is_ascii_alphabetic()) || line.starts_with('[');
    is_prose(words)
        && !next.is_empty()
        && !is_heading
        && !line.trim_start().contains("  ")
        && above.width() + 1 + next.width() >= room
}

/// Columns before an explanation, which stands below the text of a message and is our own,
/// if the record is one.
fn explained(record: &Record<'_>) -> Option<u16> {
    let margin = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let mut margins = record.lines.iter().map(margin);
    let first = margins.next().filter(|_| record.kind == Kind::Display)?;
    let words = record
        .lines
        .iter()
        .any(|line| line.contains(char::is_alphabetic));
    let is_one = first >= EXPLAINED && words && margins.all(|margin| margin == first);
    u16::try_from(first).ok().filter(|_| is_one)
}

/// The rows of an explanation, broken for this width alone.
fn explanation<'a>(record: &Record<'a>, width: u16, margin: u16) -> Vec<Row<'a>> {
    let lines: Vec<&str> = record.lines.iter().map(str::trim).collect();
    let indent = if width < ALIGNED_FROM { INDENT } else { margin };
    let whole = lines.join(" ");
    let broken = Rows::new(&whole, width.saturating_sub(indent), 0);
    let moved = |row: Row<'_>| Row {
        indent,
        text: Cow::Owned(row.text.into_owned()),
        joint: row.joint,
    };
    broken.map(moved).collect()
}

/// Columns before the continuation of a message: what the console left free, or would.
pub(in crate::app) fn margin(record: &Record<'_>) -> u16 {
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
    pub(in crate::app) fn new(line: &'a str, width: u16, hang: u16) -> Self {
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
        // Our explanation is no table; it is broken once, for the pane.
        let mut log = Log::default();
        let lines = [
            "                   write the name",
            "                   of the command first",
        ];
        fixture::put(&mut log, ConsoleId(0), Kind::Display, 50, &lines);
        let explained = log.get(ConsoleId(0), 0).unwrap();
        assert_eq!(
            cut(&explained, 40),
            [(2, "write the name of the command first".into())]
        );
        assert_eq!(cut(&explained, 70)[0].0, 19);
        assert_eq!(cut(&explained, 80), lines.map(|line| (0, line.into())));
    }

    /// What HELP-MSG-INFORMATION tells of every message, in panes of three widths: each row
    /// has as many words as there is room for, and headings stand alone.
    #[test]
    fn the_meaning_of_a_message_has_no_half_rows() {
        let mut session = crate::app::fixture::session();
        let console = session.console("ABGSE501").unwrap();
        for (id, template) in crate::catalog::Catalog::builtin().unwrap().iter() {
            let start = session.log().len();
            session.submit(console, &format!("/HELP-MSG {id}"));
            session.advance(session.now() + crate::sim::Span::from_secs(1));
            let mut told = session.log().since(start);
            let is_told = |r: &Record<'_>| r.console == console && r.kind == Kind::Display;
            let record = told.find(is_told).unwrap_or_else(|| panic!("{id}"));
            for width in [40, 80, 200] {
                let rows = record_rows(&record, width);
                let rows = rows.iter().map(|row| (usize::from(row.indent), &*row.text));
                let rows: Vec<(usize, &str)> = rows.collect();
                let place = |heading| rows.iter().position(|(_, text)| *text == heading);
                let (meaning, response) = (place("Meaning"), place("Response"));
                let all = [
                    (meaning, response, &template.meaning),
                    (response, None, &template.response),
                ];
                for (from, to, text) in all {
                    let from = from.unwrap_or_else(|| panic!("{id} {width}: {rows:?}")) + 1;
                    let to = to.unwrap_or_else(|| {
                        rows.iter()
                            .rposition(|(_, t)| t.starts_with("[vmcons]"))
                            .unwrap()
                    });
                    let told = &rows[from..to];
                    let letters = |text: &str| text.split_whitespace().collect::<String>();
                    let shown: String = told.iter().map(|(_, t)| letters(t)).collect();
                    assert_eq!(letters(text), shown, "{id} {width}");
                    if text.contains('\n') {
                        continue;
                    }
                    for pair in told.windows(2) {
                        let [(indent, above), (_, below)] = pair else {
                            continue;
                        };
                        let next = below.split_whitespace().next().unwrap_or_default();
                        let room = usize::from(width).min(usize::from(CONSOLE));
                        assert!(
                            indent + above.width() + 1 + next.width() >= room,
                            "{id} {width}: {above}"
                        );
                    }
                }
            }
        }
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

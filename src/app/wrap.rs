//! Breaks console lines into the rows of a pane narrower than they are.

use unicode_width::UnicodeWidthChar;

/// How wide a console is. Narrower panes break its lines.
const CONSOLE: u16 = 80;
/// How far the further rows of a line are indented, so that the eye finds the next
/// line, and how wide a pane has to be for that.
const INDENT: u16 = 2;
const INDENTED_FROM: u16 = 20;
/// The blanks before a continuation line: too many for a narrow pane.
const CONTINUATION: &str = "                   ";

/// A row of a pane: a line of a console, or a piece of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row<'a> {
    /// Columns left free before the text.
    pub indent: u16,
    /// The text.
    pub text: &'a str,
}

/// The rows of a line in a pane so many columns wide.
///
/// ```
/// use vmcons::app::{Row, rows};
/// let row = |indent, text| Row { indent, text };
/// assert!(rows("ONE TWO THREE", 8).eq([row(0, "ONE TWO"), row(0, "THREE")]));
/// assert!(rows("TWENTY COLUMNS ARE ENOUGH FOR THIS", 20)
///     .eq([row(0, "TWENTY COLUMNS ARE"), row(2, "ENOUGH FOR THIS")]));
/// assert!(rows("", 8).eq([row(0, "")]));
/// ```
pub fn rows(line: &str, width: u16) -> Rows<'_> {
    let mut rows = Rows {
        rest: Some(line),
        width: width.max(1),
        indent: 0,
    };
    if width < CONSOLE && line.starts_with(CONTINUATION) {
        rows.rest = Some(line.trim_start_matches(' '));
        rows.hang();
    }
    rows
}

/// The rows of a line, one by one.
#[derive(Debug, Clone)]
pub struct Rows<'a> {
    rest: Option<&'a str>,
    width: u16,
    indent: u16,
}

impl Rows<'_> {
    fn hang(&mut self) {
        if self.indent == 0 && self.width >= INDENTED_FROM {
            self.indent = INDENT;
            self.width -= INDENT;
        }
    }
}

impl<'a> Iterator for Rows<'a> {
    type Item = Row<'a>;

    fn next(&mut self) -> Option<Row<'a>> {
        let text = self.rest.take()?;
        let indent = self.indent;
        let Some(limit) = limit(text, usize::from(self.width)) else {
            return Some(Row { indent, text });
        };
        let (text, rest) = text.split_at(break_at(text, limit));
        let rest = rest.trim_start_matches(' ');
        self.rest = Some(rest).filter(|rest| !rest.is_empty());
        self.hang();
        Some(Row { indent, text })
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
        let cut = |line, width| rows(line, width).map(|row| row.text).collect::<Vec<_>>();
        assert_eq!(cut("ABCDEFG", 3), ["ABC", "DEF", "G"]);
        assert_eq!(cut("   ABCDEF", 5), ["   AB", "CDEF"]);
        assert_eq!(cut("ABC   ", 3), ["ABC"]);
        assert_eq!(cut("ÄÖ ÜSS", 4), ["ÄÖ", "ÜSS"]);
        assert_eq!(cut("日本語", 1), ["日", "本", "語"]);
    }

    #[test]
    fn a_continuation_line_moves_to_the_left_in_a_narrow_pane() {
        let line = "                   'ABGSE701' COMPLETED";
        let row = |indent, text| Row { indent, text };
        assert!(rows(line, 80).eq([row(0, line)]));
        assert!(rows(line, 38).eq([row(2, "'ABGSE701' COMPLETED")]));
    }

    proptest! {
        #[test]
        fn no_word_is_lost(line in "[ -~äö日]{0,60}", width in 0_u16..30) {
            let letters = |text: &str| text.replace(' ', "");
            let shown: String = rows(&line, width).map(|row| letters(row.text)).collect();
            prop_assert_eq!(shown, letters(&line));
        }
    }
}

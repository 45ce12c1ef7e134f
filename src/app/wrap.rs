//! Breaks console lines into the rows of a pane narrower than they are.

use unicode_width::UnicodeWidthChar;

/// The rows of a line in a pane so many columns wide.
///
/// ```
/// use vmcons::app::rows;
/// assert!(rows("ONE TWO THREE", 8).eq(["ONE TWO", "THREE"]));
/// assert!(rows("", 8).eq([""]));
/// ```
pub fn rows(line: &str, width: u16) -> Rows<'_> {
    Rows {
        rest: Some(line),
        width: usize::from(width.max(1)),
    }
}

/// The rows of a line, one by one.
#[derive(Debug, Clone)]
pub struct Rows<'a> {
    rest: Option<&'a str>,
    width: usize,
}

impl<'a> Iterator for Rows<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let text = self.rest.take()?;
        let Some(limit) = limit(text, self.width) else {
            return Some(text);
        };
        let (row, rest) = text.split_at(break_at(text, limit));
        let rest = rest.trim_start_matches(' ');
        self.rest = Some(rest).filter(|rest| !rest.is_empty());
        Some(row)
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
        let cut = |line, width| rows(line, width).collect::<Vec<_>>();
        assert_eq!(cut("ABCDEFG", 3), ["ABC", "DEF", "G"]);
        assert_eq!(cut("   ABCDEF", 5), ["   AB", "CDEF"]);
        assert_eq!(cut("ABC   ", 3), ["ABC"]);
        assert_eq!(cut("ÄÖ ÜSS", 4), ["ÄÖ", "ÜSS"]);
        assert_eq!(cut("日本語", 1), ["日", "本", "語"]);
    }

    proptest! {
        #[test]
        fn no_word_is_lost(line in "[ -~äö日]{0,60}", width in 0_u16..20) {
            let letters = |text: &str| text.replace(' ', "");
            let shown: String = rows(&line, width).map(letters).collect();
            prop_assert_eq!(shown, letters(&line));
        }
    }
}

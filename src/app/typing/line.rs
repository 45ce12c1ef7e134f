//! The line being typed: its text, its cursor, and how its changes are taken back.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::clean::clean;

/// How long a line may be; more than any command needs.
pub(in crate::app) const LONGEST: usize = 4_096;
/// How many changes of a line can be taken back.
const UNDOABLE: usize = 200;

/// A line of text with a cursor.
#[derive(Debug, Clone, Default)]
pub struct Line {
    text: String,
    /// The byte before which the cursor stands.
    cursor: usize,
    /// What the line was before it was changed, and where the cursor stood; the newest
    /// change last.
    past: Vec<(String, usize)>,
    pub(in crate::app) last: Last,
}

/// What the last key did to the line, where the next may go on with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::app) enum Last {
    #[default]
    Other,
    /// It typed a letter of a word, which is taken back as a whole.
    Typed,
    /// It cut something: what is cut next joins that.
    Cut,
    /// It brought back what was cut so many cuts ago, in these bytes.
    Yanked(usize, Range<usize>),
}

impl Line {
    /// A line in which a text stands already.
    pub(in crate::app) fn of(text: &str) -> Self {
        Line {
            text: text.to_owned(),
            cursor: text.len(),
            ..Line::default()
        }
    }

    /// An empty line in the place of a text, which comes back with undo.
    pub(in crate::app) fn over(text: &str) -> Self {
        let was = (text.to_owned(), text.len());
        Line {
            past: Some(was).filter(|_| !text.is_empty()).into_iter().collect(),
            last: Last::Typed,
            ..Line::default()
        }
    }

    /// Its text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The byte of the text before which the cursor stands.
    pub fn cursor_byte(&self) -> usize {
        self.cursor
    }

    /// What stands before the cursor, and what behind it.
    pub(in crate::app) fn halves(&self) -> (&str, &str) {
        let halves = self.text.split_at_checked(self.cursor);
        halves.unwrap_or((&self.text, ""))
    }

    /// The cursor's column in the text.
    pub fn cursor(&self) -> usize {
        columns(self.halves().0).sum()
    }

    /// How many columns of the text stand left of a window of this width.
    pub fn scroll(&self, width: usize) -> usize {
        let hidden = self.cursor().saturating_sub(width);
        let mut scrolled = 0;
        for column in columns(&self.text) {
            if scrolled >= hidden {
                break;
            }
            scrolled += column;
        }
        scrolled
    }

    /// Takes the text out of it.
    pub(in crate::app) fn take(&mut self) -> String {
        std::mem::take(self).text
    }

    /// Puts another text in its place, and the cursor before a byte of it, without a way
    /// back.
    pub(in crate::app) fn set(&mut self, text: String, cursor: usize) {
        self.cursor = if text.is_char_boundary(cursor) {
            cursor
        } else {
            text.len()
        };
        self.text = text;
    }

    /// The same with a way back.
    pub(in crate::app) fn change(&mut self, text: String, cursor: usize) {
        self.note();
        self.set(text, cursor);
    }

    /// Puts another text in its place, with the cursor at its end.
    pub(in crate::app) fn put(&mut self, text: &str) {
        self.change(text.to_owned(), text.len());
    }

    /// Puts another text in the place of some bytes, and the cursor behind it.
    /// Returns whether there was room.
    pub(in crate::app) fn replace(&mut self, bytes: Range<usize>, with: &str) -> bool {
        let before = (self.text.clone(), self.cursor);
        let fits = self.replace_again(bytes, with);
        if fits {
            self.keep(before);
        }
        fits
    }

    /// The same as a part of the last change, with which it is taken back.
    pub(in crate::app) fn replace_again(&mut self, bytes: Range<usize>, with: &str) -> bool {
        let (start, end) = (self.text.get(..bytes.start), self.text.get(bytes.end..));
        let Some((before, behind)) = start.zip(end) else {
            return false;
        };
        if before.len() + with.len() + behind.len() > LONGEST {
            return false;
        }
        self.cursor = before.len() + with.len();
        self.text = format!("{before}{with}{behind}");
        self.last = Last::Other;
        true
    }

    /// Types a character, if there is room.
    pub(in crate::app) fn type_in(&mut self, c: char) {
        let goes_on = c.is_alphanumeric();
        let is_same_word = goes_on && self.last == Last::Typed;
        let typed = c.encode_utf8(&mut [0; 4]).to_owned();
        let place = self.cursor..self.cursor;
        let fits = if is_same_word {
            self.replace_again(place, &typed)
        } else {
            self.replace(place, &typed)
        };
        if fits && goes_on {
            self.last = Last::Typed;
        }
    }

    /// Inserts a text at the cursor, as much of it as there is room for.
    pub(in crate::app) fn insert(&mut self, text: &str) {
        let room = LONGEST.saturating_sub(self.text.len());
        let fitting = text.char_indices().map(|(byte, c)| byte + c.len_utf8());
        let end = fitting.take_while(|end| *end <= room).last();
        let fitting = text.get(..end.unwrap_or(0)).unwrap_or_default();
        self.replace(self.cursor..self.cursor, fitting);
    }

    /// Inserts pasted text; its line breaks become blanks.
    pub(in crate::app) fn paste(&mut self, text: &str) {
        let line: Vec<&str> = text.split(['\r', '\n']).collect();
        self.insert(&clean(&line.join(" ")));
    }

    /// Puts the cursor before a byte.
    pub(in crate::app) fn go_to_byte(&mut self, byte: usize) {
        self.last = Last::Other;
        if self.text.is_char_boundary(byte) {
            self.cursor = byte;
        }
    }

    /// Puts the cursor on a column of the text.
    pub(in crate::app) fn go_to(&mut self, column: usize) {
        let mut before = 0;
        let mut graphemes = self.text.grapheme_indices(true);
        let found = graphemes.find(|(_, grapheme)| {
            before += grapheme.width();
            before > column
        });
        self.go_to_byte(found.map_or(self.text.len(), |(byte, _)| byte));
    }

    /// Takes the last change back.
    pub(in crate::app) fn undo(&mut self) {
        if let Some((text, cursor)) = self.past.pop() {
            self.last = Last::Other;
            self.set(text, cursor);
        }
    }

    /// Takes all changes back.
    pub(in crate::app) fn undo_all(&mut self) {
        self.past.truncate(1);
        self.undo();
    }

    /// Keeps the line as it is, before something else takes its place.
    fn note(&mut self) {
        self.last = Last::Other;
        self.keep((self.text.clone(), self.cursor));
    }

    fn keep(&mut self, before: (String, usize)) {
        if self.past.len() == UNDOABLE {
            self.past.remove(0);
        }
        self.past.push(before);
    }
}

/// How many columns each character of a text takes: what people take for one may be
/// several to Unicode.
fn columns(text: &str) -> impl Iterator<Item = usize> {
    text.graphemes(true).map(UnicodeWidthStr::width)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn type_in(line: &mut Line, text: &str) {
        text.chars().for_each(|c| line.type_in(c));
    }

    #[test]
    fn changes_are_taken_back_word_by_word() {
        let mut line = Line::default();
        type_in(&mut line, "/SHOW 12");
        line.replace(6..8, "");
        line.paste("34");
        let mut seen = Vec::new();
        for _ in 0..6 {
            line.undo();
            seen.push(line.text().to_owned());
        }
        assert_eq!(seen, ["/SHOW ", "/SHOW 12", "/SHOW ", "/SHOW", "/", ""]);
        line.undo();
        assert_eq!((line.text(), line.cursor()), ("", 0));
    }

    #[test]
    fn what_is_typed_over_a_text_is_taken_back_to_it() {
        let mut line = Line::over("OLD");
        type_in(&mut line, "NEW");
        assert_eq!(line.text(), "NEW");
        line.undo();
        assert_eq!((line.text(), line.cursor()), ("OLD", 3));
    }

    #[test]
    fn a_line_has_an_end_and_what_does_not_fit_is_cut_between_characters() {
        let mut line = Line::default();
        line.paste(&"A".repeat(LONGEST - 1));
        line.paste("ÄB");
        assert_eq!(line.text().len(), LONGEST - 1);
        type_in(&mut line, "BC");
        assert_eq!(line.text().len(), LONGEST);
        assert!(!line.replace(0..0, "X"));
    }

    #[test]
    fn columns_and_bytes_are_told_apart() {
        let mut line = Line::of("A日B");
        assert_eq!((line.cursor(), line.cursor_byte()), (4, 5));
        assert_eq!((line.scroll(2), line.scroll(4)), (3, 0));
        for (column, byte) in [(0, 0), (1, 1), (2, 1), (3, 4), (9, 5)] {
            line.go_to(column);
            assert_eq!(line.cursor_byte(), byte, "{column}");
        }
        line.go_to_byte(2);
        assert_eq!(line.cursor_byte(), 5);
    }
}

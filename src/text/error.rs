//! An error in a text that somebody wrote, with a picture of the place.

use std::fmt;
use std::ops::Range;

use super::printable;

/// Something wrong at a place of a file, and what to write instead.
///
/// ```
/// use vmcons::text::TextError;
/// let text = "schema = 1\ncpus = x\n";
/// let error = TextError::at("w.toml", text, 18..19, "`x` is no number").help("write a whole number");
/// assert_eq!(error.to_string(), "\
/// w.toml:2:8: `x` is no number
///   |
/// 2 | cpus = x
///   |        ^
///   = write a whole number");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextError {
    /// The file's name as the user gave it.
    pub file: String,
    /// Line, counted from 1; 0 if the error concerns the file as a whole.
    pub line: usize,
    /// Column in characters, counted from 1.
    pub column: usize,
    /// What is wrong.
    pub what: String,
    /// What to write instead.
    pub help: Option<String>,
    source_line: String,
    width: usize,
}

impl TextError {
    /// An error at a range of bytes of `text`. A range beyond the text means its end.
    pub fn at(file: &str, text: &str, span: Range<usize>, what: impl Into<String>) -> Self {
        let start = floor(text, span.start);
        let end = floor(text, span.end.max(span.start));
        let (before, _) = text.split_at(start);
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        let line = before.matches('\n').count() + 1;
        let (_, from_line) = text.split_at(line_start);
        let source_line = from_line.lines().next().unwrap_or("");
        let lead = chars_between(text, line_start, start);
        let marked = chars_between(text, start, end.min(line_start + source_line.len()));
        TextError {
            file: file.to_owned(),
            line,
            column: lead + 1,
            what: printable(&what.into()),
            help: None,
            // A tab becomes one column wide, so that the marks fit.
            source_line: printable(source_line),
            width: marked.max(1),
        }
    }

    /// An error at a word of a line, counted from 1; at all of the line if it has no such
    /// word.
    pub fn in_line(
        file: &str,
        text: &str,
        line: usize,
        word: &str,
        what: impl Into<String>,
    ) -> Self {
        let number = line.saturating_sub(1);
        let before: usize = text.split_inclusive('\n').take(number).map(str::len).sum();
        let line = text.lines().nth(number).unwrap_or_default();
        let found = line.find(word).filter(|_| !word.is_empty());
        let span = match found {
            Some(at) => before + at..before + at + word.len(),
            None => before..before + line.len(),
        };
        TextError::at(file, text, span, what)
    }

    /// An error that concerns a file as a whole.
    pub fn whole(file: &str, what: impl Into<String>) -> Self {
        TextError {
            file: file.to_owned(),
            line: 0,
            column: 0,
            what: printable(&what.into()),
            help: None,
            source_line: String::new(),
            width: 0,
        }
    }

    /// Says what to write instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(printable(&help.into()));
        self
    }
}

impl fmt::Display for TextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line == 0 {
            write!(f, "{}: {}", self.file, self.what)?;
            return self
                .help
                .iter()
                .try_for_each(|help| write!(f, "\n  = {help}"));
        }
        let number = self.line.to_string();
        let margin = " ".repeat(number.len() + 1);
        let lead = " ".repeat(self.column.saturating_sub(1));
        let marks = "^".repeat(self.width);
        writeln!(
            f,
            "{}:{}:{}: {}",
            self.file, self.line, self.column, self.what
        )?;
        writeln!(f, "{margin}|")?;
        writeln!(f, "{number} | {}", self.source_line)?;
        write!(f, "{margin}| {lead}{marks}")?;
        self.help
            .iter()
            .try_for_each(|help| write!(f, "\n{margin}= {help}"))
    }
}

impl std::error::Error for TextError {}

/// All that is wrong with the texts that were read, never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Errors(pub Vec<TextError>);

impl fmt::Display for Errors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, error) in self.0.iter().enumerate() {
            write!(f, "{}{error}", if i == 0 { "" } else { "\n\n" })?;
        }
        Ok(())
    }
}

impl std::error::Error for Errors {}

impl From<TextError> for Errors {
    fn from(error: TextError) -> Self {
        Errors(vec![error])
    }
}

/// The last character boundary at or before a byte.
fn floor(text: &str, byte: usize) -> usize {
    let mut at = byte.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn chars_between(text: &str, from: usize, to: usize) -> usize {
    text.get(from..to).map_or(0, |part| part.chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_beyond_the_text_or_inside_a_character_is_still_shown() {
        let text = "ä\n\tö";
        assert_eq!(TextError::at("f", text, 99..100, "x").line, 2);
        let inside = TextError::at("f", text, 5..6, "x");
        assert_eq!((inside.line, inside.column), (2, 2));
        assert_eq!(TextError::at("f", "", 0..0, "x").line, 1);
    }

    #[test]
    fn control_characters_of_the_file_do_not_reach_the_terminal() {
        // What is wrong, and what to write instead, repeat parts of it.
        let evil = "a\u{1b}[2Jb";
        let whole = TextError::whole("f", evil).help(evil).to_string();
        let picture = TextError::at("f", evil, 0..1, evil).help(evil).to_string();
        for shown in [whole, picture] {
            assert!(
                !shown.contains('\u{1b}') && shown.contains("[2Jb"),
                "{shown}"
            );
        }
    }
}

//! The words of a tape: VHS's lexis, read on demand.
//!
//! A newline separates like a blank and ends nothing, except a comment, a quoted
//! text and a pattern. A text or pattern that is never closed ends with its line.

use std::ops::Range;

use super::words;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A bare word, a keyword or not.
    Word,
    /// A quoted text.
    Text,
    /// Digits and dots.
    Number,
    /// A pattern between slashes.
    Pattern,
    /// Braces and what is between them.
    Json,
    /// A comment, to the end of its line.
    Comment,
    /// A character that stands for itself.
    Sign,
    /// A character that has no place outside quotes.
    Illegal,
    /// The end of the tape.
    End,
}

/// A token and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub kind: Kind,
    /// Without quotes, slashes, or the `#` of a comment.
    pub text: &'a str,
    pub span: Range<usize>,
    /// Whether it is the first on its line.
    pub first: bool,
}

impl Token<'_> {
    /// Whether it is one of our own words where those are keywords.
    pub fn is_own_word(&self) -> bool {
        self.kind == Kind::Word && self.first && words::is_own(self.text)
    }

    /// Whether VHS takes it for a string: quoted, or a bare word that is no keyword.
    pub fn is_string(&self) -> bool {
        match self.kind {
            Kind::Text => true,
            Kind::Word => !words::is_reserved(self.text) && !self.is_own_word(),
            _ => false,
        }
    }

    /// Whether it ends without the quote, slash or brace that would close it.
    pub fn is_open(&self) -> bool {
        matches!(self.kind, Kind::Text | Kind::Pattern | Kind::Json)
            && self.span.len() == self.text.len() + 1
    }

    /// Whether it is this sign.
    pub fn is_sign(&self, sign: &str) -> bool {
        self.kind == Kind::Sign && self.text == sign
    }
}

/// The token at or after byte `from`; its end is where to go on.
pub(super) fn token_at(text: &str, from: usize) -> Token<'_> {
    let rest = after(text, from);
    let blank = rest.find(|c| !is_blank(c)).unwrap_or(rest.len());
    let start = from + blank;
    let first = is_first(text, start);
    let rest = after(text, start);
    let (kind, inner, length) = scan(rest);
    Token {
        kind,
        text: rest.get(inner).unwrap_or(""),
        span: start..start + length,
        first,
    }
}

/// The characters up to the next blank, on the same line: how names, times and sizes
/// of our own words are read, which VHS's lexis would take apart.
pub(super) fn raw_at(text: &str, from: usize) -> Token<'_> {
    let rest = after(text, from);
    let blank = rest.find(|c| c != ' ' && c != '\t').unwrap_or(rest.len());
    let start = from + blank;
    let rest = after(text, start);
    if rest.starts_with(['"', '\'', '`']) {
        return token_at(text, start);
    }
    let length = rest.find(is_blank).unwrap_or(rest.len());
    Token {
        kind: if length == 0 { Kind::End } else { Kind::Word },
        text: rest.get(..length).unwrap_or(""),
        span: start..start + length,
        first: is_first(text, start),
    }
}

fn after(text: &str, from: usize) -> &str {
    text.get(from..).unwrap_or("")
}

fn is_first(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("");
    before
        .trim_end_matches([' ', '\t'])
        .chars()
        .next_back()
        .is_none_or(|c| c == '\n' || c == '\r')
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r')
}

fn is_word_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '/' | '%')
}

fn is_number_part(c: char) -> bool {
    c.is_ascii_digit() || c == '.'
}

/// The first token of `rest`: what it is, its text, and its length in bytes.
fn scan(rest: &str) -> (Kind, Range<usize>, usize) {
    let mut chars = rest.chars();
    let Some(c) = chars.next() else {
        return (Kind::End, 0..0, 0);
    };
    match c {
        '#' => {
            let end = rest.find(is_break).unwrap_or(rest.len());
            (Kind::Comment, 1..end, end)
        }
        '"' | '\'' | '`' => {
            let end = end_of(rest, |next| is_break(next) || next == c);
            (Kind::Text, 1..end, closed(rest, end, c))
        }
        '/' => {
            let end = pattern_end(rest);
            (Kind::Pattern, 1..end, closed(rest, end, '/'))
        }
        '{' => {
            let end = end_of(rest, |c| c == '}');
            (Kind::Json, 1..end, closed(rest, end, '}'))
        }
        '@' | '=' | '[' | ']' | '-' | '%' | '^' | '\\' | '+' => (Kind::Sign, 0..1, 1),
        _ if c.is_ascii_digit()
            || (c == '.' && chars.next().is_some_and(|c| c.is_ascii_digit())) =>
        {
            let end = rest.find(|c| !is_number_part(c)).unwrap_or(rest.len());
            (Kind::Number, 0..end, end)
        }
        _ if c.is_ascii_alphabetic() || c == '.' => {
            let end = rest.find(|c| !is_word_part(c)).unwrap_or(rest.len());
            (Kind::Word, 0..end, end)
        }
        _ => (Kind::Illegal, 0..c.len_utf8(), c.len_utf8()),
    }
}

/// Where the first character after the opening one stands that ends a token.
fn end_of(rest: &str, mut ends: impl FnMut(char) -> bool) -> usize {
    rest.char_indices()
        .skip(1)
        .find(|(_, c)| ends(*c))
        .map_or(rest.len(), |(at, _)| at)
}

/// A pattern ends at a slash that no odd number of backslashes precedes.
fn pattern_end(rest: &str) -> usize {
    let mut escaped = false;
    end_of(rest, |c| {
        let ends = is_break(c) || (c == '/' && !escaped);
        escaped = c == '\\' && !escaped;
        ends
    })
}

/// The length with the closing character, if it is there.
fn closed(rest: &str, end: usize, close: char) -> usize {
    if after(rest, end).starts_with(close) {
        end + close.len_utf8()
    } else {
        end
    }
}

//! Cuts any text into the parts that a command line consists of, in one pass and
//! without ever refusing anything. The parts are those of the parser (`line`).

use std::ops::Range;

/// What a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::sdf) enum Token {
    Word,
    /// A text in quotes; the last one of a line may lack its second quote.
    Quoted {
        closed: bool,
    },
    Comment,
    Open,
    Close,
    Equals,
    Comma,
    /// What no line may have, such as a semicolon.
    Other,
}

/// A part, and which bytes of the line it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::sdf) struct Lexeme {
    pub token: Token,
    pub span: Range<usize>,
}

/// The parts of a line from a byte on; blanks are none.
pub(in crate::sdf) fn scan(line: &str, from: usize) -> Vec<Lexeme> {
    let bytes = line.as_bytes();
    let mut found = Vec::new();
    let mut at = from;
    while let Some(byte) = bytes.get(at) {
        let (token, end) = match byte {
            b' ' | b'\t' => {
                at += 1;
                continue;
            }
            b'(' => (Token::Open, at + 1),
            b')' => (Token::Close, at + 1),
            b'=' => (Token::Equals, at + 1),
            b',' => (Token::Comma, at + 1),
            b';' => (Token::Other, at + 1),
            b'"' => (Token::Comment, comment_end(bytes, at + 1)),
            b'\'' => quoted(bytes, at + 1),
            b'C' | b'c' | b'X' | b'x' if bytes.get(at + 1) == Some(&b'\'') => quoted(bytes, at + 2),
            _ => (Token::Word, word_end(bytes, at)),
        };
        found.push(Lexeme {
            token,
            span: at..end,
        });
        at = end;
    }
    found
}

fn comment_end(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    let length = rest.iter().position(|b| *b == b'"');
    length.map_or(bytes.len(), |length| from + length + 1)
}

/// A text whose first quote stands before `from`. A quote within is doubled.
fn quoted(bytes: &[u8], from: usize) -> (Token, usize) {
    let mut at = from;
    while let Some(byte) = bytes.get(at) {
        match (byte, bytes.get(at + 1)) {
            (b'\'', Some(b'\'')) => at += 2,
            (b'\'', _) => return (Token::Quoted { closed: true }, at + 1),
            _ => at += 1,
        }
    }
    (Token::Quoted { closed: false }, bytes.len())
}

fn word_end(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(byte) = bytes.get(at) {
        at = match byte {
            b'<' => wildcard_end(bytes, at + 1).unwrap_or(at + 1),
            byte if in_word(*byte) => at + 1,
            _ => break,
        };
    }
    at
}

/// Where a wildcard `<...>` ends, which may hold commas.
fn wildcard_end(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let length = rest
        .iter()
        .position(|b| *b == b'>' || !matches!(b, b',' | b'=') && !in_word(*b))?;
    (rest.get(length) == Some(&b'>')).then_some(from + length + 1)
}

fn in_word(byte: u8) -> bool {
    !matches!(
        byte,
        b' ' | b'\t' | b',' | b'=' | b'(' | b')' | b'\'' | b'"' | b';' | b'<'
    )
}

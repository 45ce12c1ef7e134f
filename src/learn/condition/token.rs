//! The words, brackets and patterns that a condition is made of.

use std::ops::Range;

/// Why a text is no condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Where, in bytes of the text.
    pub place: Range<usize>,
    /// What is wrong.
    pub what: String,
    /// What to write instead.
    pub help: String,
}

/// A word, a bracket or a pattern between slashes.
#[derive(Debug, Clone)]
pub(super) struct Token<'a> {
    /// What it says.
    pub text: &'a str,
    /// Where, in bytes of the text.
    pub place: Range<usize>,
}

/// Cuts a text into them.
///
/// # Errors
/// If a pattern has no end.
pub(super) fn tokens(text: &str) -> Result<Vec<Token<'_>>, Wrong> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let blanks = rest.len() - rest.trim_start().len();
        if blanks > 0 {
            at += blanks;
            continue;
        }
        let length = match rest.chars().next() {
            Some('(' | ')') => 1,
            Some('/') => pattern_length(rest).ok_or_else(|| Wrong {
                place: at..text.len(),
                what: "this pattern has no end".to_owned(),
                help: "write it between slashes: /VMS2451/; a slash in it is \\/".to_owned(),
            })?,
            _ => rest
                .find(|c: char| c.is_whitespace() || c == '(' || c == ')')
                .unwrap_or(rest.len()),
        };
        // A bracket within a word belongs to it only where a state has it; none does.
        let token = rest.get(..length).unwrap_or(rest);
        found.push(Token {
            text: token,
            place: at..at + token.len(),
        });
        at += token.len();
    }
    Ok(found)
}

/// The length of a pattern with both its slashes.
fn pattern_length(text: &str) -> Option<usize> {
    let mut is_escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '/' if !is_escaped => return Some(at + 1),
            '\\' => is_escaped = !is_escaped,
            _ => is_escaped = false,
        }
    }
    None
}

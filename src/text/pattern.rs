//! Patterns as people write them: Go's regular expressions, as tapes have them, carried
//! out by Rust's.

use std::fmt;

use regex::{Regex, RegexBuilder};

/// The longest pattern, in bytes.
const LONGEST: usize = 4096;

/// The most memory that a compiled pattern may take.
const MEMORY: usize = 1 << 20;

/// A pattern that has been checked.
#[derive(Debug, Clone)]
pub struct Pattern {
    source: String,
    regex: Regex,
}

/// Why a text is no pattern.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// It is too long.
    #[error("a pattern has at most {LONGEST} bytes, this one has {0}")]
    TooLong(usize),
    /// It takes too much memory.
    #[error("this pattern takes too much memory; repeat less")]
    TooLarge,
    /// It is malformed.
    #[error("{what}")]
    Malformed {
        /// What is wrong.
        what: String,
        /// Where in the pattern, in bytes, if that is known.
        at: Option<usize>,
    },
}

impl PatternError {
    /// Where in the pattern something is wrong, in bytes, if that is known.
    pub fn place(&self) -> Option<usize> {
        match self {
            PatternError::Malformed { at, .. } => *at,
            _ => None,
        }
    }
}

impl Pattern {
    /// Checks a pattern as written between the slashes.
    ///
    /// # Errors
    /// If it is malformed or too large.
    pub fn new(source: &str) -> Result<Self, PatternError> {
        if source.len() > LONGEST {
            return Err(PatternError::TooLong(source.len()));
        }
        let here = from_go(source);
        let regex = RegexBuilder::new(&here)
            .size_limit(MEMORY)
            .dfa_size_limit(MEMORY)
            .octal(true)
            .build()
            .map_err(|error| match error {
                regex::Error::CompiledTooBig(_) => PatternError::TooLarge,
                other => {
                    let picture = other.to_string();
                    PatternError::Malformed {
                        what: reason(&picture),
                        at: caret(&picture).filter(|_| here == source),
                    }
                }
            })?;
        Ok(Pattern {
            source: source.to_owned(),
            regex,
        })
    }

    /// The pattern as written.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The compiled pattern.
    pub fn regex(&self) -> &Regex {
        &self.regex
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl Eq for Pattern {}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}/", self.source)
    }
}

/// The last line of the library's picture, which says what is wrong; we draw our own.
fn reason(picture: &str) -> String {
    let last = picture.lines().last().unwrap_or(picture);
    last.trim_start_matches("error: ").to_owned()
}

/// Where the caret stands in the library's picture: below the pattern, which is indented.
fn caret(picture: &str) -> Option<usize> {
    let marks = picture
        .lines()
        .find(|line| line.trim_start().starts_with('^'))?;
    marks.find('^')?.checked_sub(4)
}

/// Rewrites what Go's syntax means differently: `\Q...\E` quotes, `\<` and `\>` are
/// the characters, a brace that repeats nothing is one, and in a class `[`, `&`, `~`
/// and a second `-` are ordinary.
fn from_go(source: &str) -> String {
    let mut out = String::with_capacity(source.len() + 8);
    let mut rest = source;
    let mut in_class = false;
    while let Some(c) = rest.chars().next() {
        let taken = if let Some(quoted) = rest.strip_prefix("\\Q") {
            let literal = quoted.split_once("\\E").map_or(quoted, |(inner, _)| inner);
            out.push_str(&regex::escape(literal));
            (2 + literal.len() + 2).min(rest.len())
        } else if c == '\\' {
            escape(rest, &mut out)
        } else if in_class {
            in_class = c != ']';
            class_part(rest, &mut out)
        } else if c == '[' {
            in_class = true;
            class_start(rest, &mut out)
        } else {
            if c == '{' && !is_repetition(rest) {
                out.push('\\');
            }
            out.push(c);
            c.len_utf8()
        };
        rest = rest.get(taken..).unwrap_or("");
    }
    out
}

fn escape(rest: &str, out: &mut String) -> usize {
    let Some(next) = rest.chars().nth(1) else {
        out.push('\\');
        return 1;
    };
    if next == '<' || next == '>' {
        out.push(next);
        return 2;
    }
    // Go denies a property by a circumflex as well.
    if let Some(property) = rest.get(2..).and_then(|rest| rest.strip_prefix("{^"))
        && let ('p' | 'P', Some(end)) = (next, property.find('}'))
    {
        out.push_str(if next == 'p' { "\\P{" } else { "\\p{" });
        out.push_str(property.get(..=end).unwrap_or(""));
        return 4 + end + 1;
    }
    out.push('\\');
    out.push(next);
    // `\p{...}` and `\x{...}` keep their braces.
    let braced = matches!(next, 'p' | 'P' | 'x') && rest.chars().nth(2) == Some('{');
    let end = if braced { rest.find('}') } else { None };
    let Some(end) = end else {
        return 1 + next.len_utf8();
    };
    out.push_str(rest.get(2..=end).unwrap_or(""));
    end + 1
}

/// The start of a class, with the `^` and the `]` that may stand there as itself.
fn class_start(rest: &str, out: &mut String) -> usize {
    let mut length = 1;
    out.push('[');
    for (sign, written) in [('^', "^"), (']', "\\]")] {
        if rest.chars().nth(length) == Some(sign) {
            out.push_str(written);
            length += 1;
        }
    }
    length
}

fn class_part(rest: &str, out: &mut String) -> usize {
    if rest.starts_with("[:")
        && let Some(end) = rest.find(":]")
    {
        out.push_str(rest.get(..end + 2).unwrap_or(""));
        return end + 2;
    }
    let c = rest.chars().next().unwrap_or(']');
    let doubled = rest.starts_with("--");
    if matches!(c, '[' | '&' | '~') || doubled {
        out.push('\\');
    }
    out.push(c);
    c.len_utf8()
}

/// Whether a brace is followed by `n}`, `n,}` or `n,m}`.
fn is_repetition(rest: &str) -> bool {
    let inner = rest
        .strip_prefix('{')
        .and_then(|inner| inner.split_once('}'))
        .map(|(inner, _)| inner);
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    match inner.map(|inner| inner.split_once(',').unwrap_or((inner, ""))) {
        Some((low, high)) => is_number(low) && (high.is_empty() || is_number(high)),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_go_takes_literally_is_taken_literally() {
        for (pattern, text) in [
            (r"\Qa.b(\Ec+", "a.b(cc"),
            (r"a\/b", "a/b"),
            (r"\<x\>", "<x>"),
            (r"x{,3}", "x{,3}"),
            (r"{name}", "{name}"),
            (r"^a{2,3}$", "aaa"),
            (r"[a[b]", "["),
            (r"[]a]", "]"),
            (r"[^]a]", "b"),
            (r"[a&&b]", "&"),
            (r"[[:alpha:]]1", "x1"),
            (r"\x{41}", "A"),
            (r"\101", "A"),
            (r"(?i)vms2450", "VMS2450"),
        ] {
            let compiled = Pattern::new(pattern).unwrap();
            assert!(compiled.regex().is_match(text), "{pattern}");
            assert_eq!(compiled.source(), pattern);
        }
    }

    #[test]
    fn patterns_are_bounded() {
        assert_eq!(
            Pattern::new("((a{999}){999}){99}"),
            Err(PatternError::TooLarge)
        );
        assert!(matches!(
            Pattern::new(&"a".repeat(5000)),
            Err(PatternError::TooLong(5000))
        ));
        assert!(matches!(
            Pattern::new("(a"),
            Err(PatternError::Malformed { .. })
        ));
    }
}

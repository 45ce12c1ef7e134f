//! One line of batch input, and what it asks for.

use std::ops::Range;

use regex::{Regex, RegexBuilder};

use crate::sim::Span;
use crate::text::TextError;

/// How long a wait lasts that has no limit of its own.
const LIMIT: Span = Span::from_secs(24 * 3600);

/// The longest pattern in bytes, and the most memory that it may take compiled.
const PATTERN: (usize, usize) = (4096, 1 << 20);

/// What a line asks for.
#[derive(Debug, Clone)]
pub enum Step {
    /// Enter a text at a console, or at the one used last.
    Enter(Option<Name>, String),
    /// Let time pass.
    Pass(Span),
    /// Wait for a line on a console.
    Wait(Name, Regex, Span),
    /// Answer the oldest open question of a console.
    Reply(Name, String),
    /// Let a fault happen.
    Inject(String),
    /// Tell whoever reads it something.
    Note(String),
    /// Wait until all work is done.
    Idle(Span),
}

/// The name of a console, and where in the line it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// As it was written.
    pub text: String,
    /// Its bytes in the line.
    pub span: Range<usize>,
}

/// Reads a line of input; `None` for a comment or an empty one.
///
/// # Errors
/// What is wrong with it, shown at line `number` of `file`.
pub fn parse(file: &str, number: usize, line: &str) -> Result<Option<Step>, TextError> {
    let mut rest = Rest {
        file,
        number,
        line,
        at: 0,
    };
    match rest.peek() {
        "" => Ok(None),
        text if text.starts_with('#') => Ok(None),
        text if text.starts_with('@') => step(&mut rest).map(Some),
        _ => Ok(Some(Step::Enter(None, line.to_owned()))),
    }
}

/// An error in one line of input, of which nothing but this line is at hand.
pub(super) fn wrong(
    file: &str,
    number: usize,
    line: &str,
    span: Range<usize>,
    what: impl Into<String>,
) -> TextError {
    let mut error = TextError::at(file, line, span, what);
    error.line = number;
    error
}

fn step(rest: &mut Rest<'_>) -> Result<Step, TextError> {
    let word = rest.word();
    let name = word.text.trim_start_matches('@').to_owned();
    match name.to_ascii_lowercase().as_str() {
        "wait" => wait(rest),
        "idle" => Ok(Step::Idle(rest.limit()?)),
        "inject" => {
            let fault = rest.peek().to_owned();
            rest.some("a fault", "@inject link-loss ABGSE501")?;
            Ok(Step::Inject(fault))
        }
        "note" => {
            let note = rest.peek().to_owned();
            rest.some("a text", "@note The link breaks now.")?;
            Ok(Step::Note(note))
        }
        "reply" => {
            let console = rest.console("@reply ABGSE501 Y")?;
            Ok(Step::Reply(console, rest.peek().to_owned()))
        }
        "" => Err(rest
            .error(word.span, "a console's name is missing")
            .help("write `@ABGSE501 /SHOW-VM-RESOURCES`")),
        _ => {
            let span = word.span.start + 1..word.span.end;
            rest.some("what to enter", &format!("@{name} /SHOW-VM-RESOURCES"))?;
            Ok(Step::Enter(
                Some(Name { text: name, span }),
                rest.peek().to_owned(),
            ))
        }
    }
}

/// `@wait 90s`, or `@wait NAME /regex/ 10m`.
fn wait(rest: &mut Rest<'_>) -> Result<Step, TextError> {
    const EXAMPLE: &str = "@wait 90s` or `@wait ABGSE501 /VMS2451/ 10m";
    let word = rest.word();
    if word.text.is_empty() {
        return rest
            .some("what to wait for", EXAMPLE)
            .map(|()| Step::Pass(Span::ZERO));
    }
    if rest.peek().is_empty() {
        let span = word.text.parse().map_err(|error: crate::sim::SpanError| {
            rest.error(word.span, error.to_string())
                .help(format!("write `{EXAMPLE}`"))
        })?;
        return Ok(Step::Pass(span));
    }
    let pattern = rest.pattern()?;
    Ok(Step::Wait(word, pattern, rest.limit()?))
}

/// What of a line has not been read yet.
struct Rest<'a> {
    file: &'a str,
    number: usize,
    line: &'a str,
    at: usize,
}

impl<'a> Rest<'a> {
    /// The rest of the line, without blanks around it.
    fn peek(&mut self) -> &'a str {
        let rest = self.line.get(self.at..).unwrap_or("");
        self.at += rest.len() - rest.trim_start().len();
        rest.trim()
    }

    /// The next word, empty at the end.
    fn word(&mut self) -> Name {
        let rest = self.peek();
        let text = rest.split_whitespace().next().unwrap_or("");
        let start = self.at;
        self.at += text.len();
        Name {
            text: text.to_owned(),
            span: start..self.at,
        }
    }

    fn console(&mut self, example: &str) -> Result<Name, TextError> {
        self.some("a console's name", example)?;
        Ok(self.word())
    }

    /// A pattern between slashes, in which `\/` stands for a slash.
    fn pattern(&mut self) -> Result<Regex, TextError> {
        let rest = self.peek();
        let start = self.at;
        let Some(end) = rest.strip_prefix('/').and_then(closing_slash) else {
            return Err(self
                .error(
                    start..start + rest.len(),
                    "a pattern stands between slashes",
                )
                .help("write `@wait ABGSE501 /VMS2451/ 10m`"));
        };
        let source = rest.get(1..=end).unwrap_or("");
        self.at = start + end + 2;
        let (longest, memory) = PATTERN;
        let compiled = RegexBuilder::new(source).size_limit(memory).build();
        match compiled {
            Ok(pattern) if source.len() <= longest => Ok(pattern),
            Ok(_) => Err(format!("a pattern has at most {longest} bytes")),
            Err(regex::Error::Syntax(what)) => Err(last_line(&what)),
            Err(error) => Err(error.to_string()),
        }
        .map_err(|what| {
            self.error(start + 1..start + 1 + end, what)
                .help("write a regular expression, with `\\` before ( ) [ ] . * + ? that stand for themselves")
        })
    }

    /// How long to wait at most.
    fn limit(&mut self) -> Result<Span, TextError> {
        let word = self.word();
        if word.text.is_empty() {
            return Ok(LIMIT);
        }
        let limit = word.text.parse().map_err(|error: crate::sim::SpanError| {
            self.error(word.span, error.to_string())
                .help("write a limit such as 10m")
        })?;
        let rest = self.peek().len();
        if rest > 0 {
            return Err(self
                .error(
                    self.at..self.at + rest,
                    "nothing can stand behind the limit",
                )
                .help("leave it out"));
        }
        Ok(limit)
    }

    /// An error if there is no rest.
    fn some(&mut self, what: &str, example: &str) -> Result<(), TextError> {
        if !self.peek().is_empty() {
            return Ok(());
        }
        let end = self.line.trim_end().len();
        Err(self
            .error(end..end + 1, format!("{what} is missing"))
            .help(format!("write `{example}`")))
    }

    fn error(&self, span: Range<usize>, what: impl Into<String>) -> TextError {
        wrong(self.file, self.number, self.line, span, what)
    }
}

/// How many bytes there are before the slash that ends a pattern.
fn closing_slash(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            '/' if !escaped => return Some(at),
            _ => escaped = c == '\\' && !escaped,
        }
    }
    None
}

/// The last line of an error that brings its own picture says what is wrong.
fn last_line(error: &str) -> String {
    let line = error.lines().last().unwrap_or(error);
    line.trim_start_matches("error: ").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Step {
        parse("b", 1, line).unwrap().unwrap()
    }

    #[test]
    fn every_form_is_read() {
        assert!(matches!(read("/SHOW-VM"), Step::Enter(None, t) if t == "/SHOW-VM"));
        let Step::Enter(Some(name), text) = read("@ABGSE501:ADMIN  SHOW-VM ") else {
            panic!("no input")
        };
        assert_eq!(
            (name.text.as_str(), text.as_str()),
            ("ABGSE501:ADMIN", "SHOW-VM")
        );
        assert_eq!(name.span, 1..15);
        assert!(matches!(read("@wait 90s"), Step::Pass(s) if s == Span::from_secs(90)));
        assert!(matches!(read("@idle"), Step::Idle(LIMIT)));
        assert!(matches!(read("@IDLE 1h"), Step::Idle(s) if s == Span::from_secs(3600)));
        assert!(matches!(read("@reply A Y"), Step::Reply(n, t) if n.text == "A" && t == "Y"));
        assert!(matches!(read("@inject clear link-loss A"), Step::Inject(f) if f.len() == 17));
        assert!(matches!(read("@note  Look now. "), Step::Note(t) if t == "Look now."));
        assert!(parse("b", 1, "  # note").unwrap().is_none());
        assert!(parse("b", 1, " ").unwrap().is_none());
    }

    #[test]
    fn a_pattern_may_hold_blanks_and_slashes() {
        let Step::Wait(name, pattern, limit) = read(r"@wait A /SU \/390 UP/ 10m") else {
            panic!("no wait")
        };
        assert_eq!((name.text.as_str(), limit), ("A", Span::from_secs(600)));
        assert!(pattern.is_match("SU /390 UP"));
    }

    #[test]
    fn mistakes_are_shown_at_their_place() {
        let error = |line| parse("b.txt", 7, line).unwrap_err();
        assert_eq!(
            (error("@wait A /x(/").line, error("@wait A /x(/").column),
            (7, 10)
        );
        for line in [
            "@",
            "@wait",
            "@wait soon",
            "@A",
            "@reply",
            "@inject",
            "@note",
            "@idle 1 2",
            "@wait A x 1s",
        ] {
            assert!(error(line).help.is_some(), "{line}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_line_panics(line in "@?(wait|idle|reply|inject|note)?[ /\\\\()@#A-Za-z0-9\u{e4}]{0,20}.{0,5}") {
            if let Err(error) = parse("b", 3, &line) {
                assert_eq!(error.line, 3);
            }
        }
    }
}

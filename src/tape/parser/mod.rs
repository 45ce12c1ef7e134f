//! Reads a tape: VHS's grammar, and our own words where they are the first of a line.
//!
//! The parser keeps no tokens: it looks at the text from its place on, so that our
//! own words can read names and times that VHS's lexis would take apart.

mod desk;
mod keys;
mod mouse;
mod own;
mod pattern;
mod set;
#[cfg(test)]
mod tests;
mod time;
mod vhs;

use crate::text::{Errors, TextError, nearest};

use super::lexer::{Kind, Token, raw_at, token_at};
use super::{Command, Note, Part, Step, Tape, words};

/// The largest tape, in bytes: weeks of recording, since it has to come back from there.
pub const LARGEST: usize = 16 << 20;

/// After so many errors the rest is not told.
const MOST_ERRORS: usize = 100;

type Parsed<T> = Result<T, TextError>;

/// Reads a tape.
///
/// # Errors
/// Every mistake in it, each with its place and what to write instead.
pub fn parse(file: &str, text: &str) -> Result<Tape, Errors> {
    match parse_all(file, text) {
        (tape, errors) if errors.is_empty() => Ok(tape),
        (_, errors) => Err(Errors(errors)),
    }
}

/// Reads a tape as far as it can be read, and every mistake in it.
pub(in crate::tape) fn parse_all(file: &str, text: &str) -> (Tape, Vec<TextError>) {
    let tape = |parts, notes| Tape {
        file: file.to_owned(),
        parts,
        notes,
    };
    if text.len() > LARGEST {
        let what = format!(
            "a tape has at most {LARGEST} bytes, this one has {}",
            text.len()
        );
        let error = TextError::whole(file, what);
        return (tape(Vec::new(), Vec::new()), vec![error]);
    }
    let mut parser = Parser::new(file, text);
    let mut errors = Vec::new();
    let mut parts = Vec::new();
    while let Some(part) = parser.part(&mut parts) {
        match part {
            Ok(part) => parts.push(part),
            Err(_) if errors.len() == MOST_ERRORS => {
                let what = "there are more errors; correct these first";
                errors.push(TextError::whole(file, what));
                break;
            }
            Err(error) => {
                errors.push(error);
                parser.skip_line();
            }
        }
    }
    if !errors.is_empty() {
        errors.extend(parser.doubts);
        errors.sort_by_key(|error| (error.line == 0, error.line, error.column));
        return (tape(parts, parser.notes), errors);
    }
    let doubts = parser.doubts.iter().map(doubtful);
    parser.notes.extend(doubts);
    parser.notes.sort_by_key(|note| note.line);
    (tape(parts, parser.notes), errors)
}

/// What is probably a mistake, in a tape that has none that VHS would find.
fn doubtful(error: &TextError) -> Note {
    let help = error.help.as_deref().unwrap_or_default();
    Note {
        file: error.file.clone(),
        line: error.line,
        text: format!("{}: {help}", error.what),
        is_doubtful: true,
    }
}

struct Parser<'a> {
    file: &'a str,
    text: &'a str,
    at: usize,
    /// Where lines are counted from, so that counting stays linear.
    counted: (usize, usize),
    notes: Vec<Note>,
    /// What VHS takes although hardly anybody means it.
    doubts: Vec<TextError>,
}

impl<'a> Parser<'a> {
    fn new(file: &'a str, text: &'a str) -> Self {
        // VHS reads a zero byte as the end.
        let end = text.find('\0').unwrap_or(text.len());
        let mut parser = Parser {
            file,
            text: text.get(..end).unwrap_or(text),
            at: if text.starts_with('\u{feff}') { 3 } else { 0 },
            counted: (0, 1),
            notes: Vec::new(),
            doubts: Vec::new(),
        };
        if end < text.len() {
            let zero = TextError::at(file, text, end..end + 1, "a tape ends at a zero byte");
            parser.keep_doubt(zero.help("take it out: what follows is not read"));
        }
        parser.counted = (0, 1);
        parser
    }

    /// The next part, `None` at the end. A comment behind a step goes into `before`.
    fn part(&mut self, before: &mut [Part]) -> Option<Parsed<Part>> {
        let token = self.peek();
        if token.kind == Kind::End {
            return None;
        }
        let between = self.text.get(self.at..token.span.start).unwrap_or("");
        if between.matches('\n').count() > 1 && !before.is_empty() {
            self.at = token.span.start;
            return Some(Ok(Part::Blank));
        }
        if token.kind != Kind::Comment {
            return Some(self.step().map(Part::Step));
        }
        self.at = token.span.end;
        let text = token.text.trim_end().to_owned();
        match before.last_mut() {
            Some(Part::Step(step)) if !token.first && step.comment.is_none() => {
                step.comment = Some(text);
                self.part(before)
            }
            _ => Some(Ok(Part::Comment(text))),
        }
    }

    fn step(&mut self) -> Parsed<Step> {
        let line = self.line_of(self.peek().span.start);
        let token = self.peek();
        let mut at = None;
        if token.is_own_word() && token.text == "At" {
            self.at = token.span.end;
            at = Some(self.time_of_day()?);
        }
        let from = self.at;
        let command = match at.is_some() && self.is_at_line_end() {
            true => Command::Pass,
            false => self.command(at.is_some())?,
        };
        self.doubt_open(from);
        Ok(Step {
            line,
            at,
            command,
            comment: None,
        })
    }

    /// A command. Behind a time of day our own words are keywords as well.
    fn command(&mut self, after_time: bool) -> Parsed<Command> {
        let token = self.next();
        let is_own = token.is_own_word() || (after_time && words::is_own(token.text));
        if token.kind == Kind::Word && is_own {
            return self.own_command(&token);
        }
        if token.kind == Kind::Word && words::COMMANDS.contains(&token.text) {
            return self.vhs_command(&token);
        }
        let what = format!("{} is no command", shown(&token));
        Err(self.error(&token, what).help(advice(&token)))
    }

    /// The token to come.
    fn peek(&self) -> Token<'a> {
        token_at(self.text, self.at)
    }

    /// Takes the token to come.
    fn next(&mut self) -> Token<'a> {
        let token = self.peek();
        self.at = token.span.end;
        token
    }

    /// Takes the token to come if it is this sign.
    fn take_sign(&mut self, sign: &str) -> bool {
        let token = self.peek();
        let is_there = token.is_sign(sign);
        if is_there {
            self.at = token.span.end;
        }
        is_there
    }

    /// Takes all up to the next blank, or a quoted text; `None` at the line's end.
    fn raw(&mut self) -> Option<Token<'a>> {
        let token = raw_at(self.text, self.at);
        if token.kind == Kind::End {
            return None;
        }
        self.at = token.span.end;
        Some(token)
    }

    /// Takes a string.
    fn string(&mut self, command: &str, wanted: &str) -> Parsed<Token<'a>> {
        let token = self.peek();
        if token.is_string() {
            if token.first {
                self.doubt_below(command, &token);
            }
            self.at = token.span.end;
            return Ok(token);
        }
        let what = format!("{command} wants {wanted}, not {}", shown(&token));
        if token.first || token.kind == Kind::End {
            let what = format!("{command} wants {wanted}");
            return Err(self.missing(what).help(format!("write {command} \"...\"")));
        }
        let help = match token.kind {
            Kind::Word | Kind::Number | Kind::Pattern | Kind::Sign | Kind::Illegal => {
                format!(
                    "write it in quotes: {command} \"{}\"",
                    line_from(self.text, &token)
                )
            }
            _ => format!("write {command} \"...\""),
        };
        Err(self.error(&token, what).help(help))
    }

    /// Takes one string or more, joined by a blank.
    fn strings(&mut self, command: &str) -> Parsed<String> {
        let mut text = self.string(command, "a text")?.text.to_owned();
        while self.peek().is_string() {
            let token = self.next();
            self.doubt(command, &token);
            text.push(' ');
            text.push_str(token.text);
        }
        Ok(text)
    }

    /// Notes a text that stands on a later line than its command, as a command that was
    /// misspelt does behind one whose text was forgotten.
    fn doubt_below(&mut self, command: &str, token: &Token<'a>) {
        let what = format!(
            "{command} has nothing behind it on its line, and takes {} from the next one",
            shown(token)
        );
        let help = near(token.text).filter(|_| token.kind == Kind::Word);
        let help = match help {
            Some(near) => format!("write what {command} wants behind it; {near}"),
            None => format!("write what {command} wants behind it"),
        };
        let doubt = self.missing(what).help(help);
        self.keep_doubt(doubt);
    }

    /// Notes a bare word that begins a line and goes on with the text of the line before, as
    /// a misspelt command does.
    fn doubt(&mut self, command: &str, token: &Token<'a>) {
        if token.first && token.kind == Kind::Word {
            let what = format!(
                "{} is no command, and goes on with the text of {command} above",
                shown(token)
            );
            let help = match near(token.text) {
                Some(near) => near,
                None => "write all of a text on one line".to_owned(),
            };
            let doubt = self.error(token, what).help(help);
            self.keep_doubt(doubt);
        }
    }

    /// Notes texts, patterns and themes of the last command that nothing closes: VHS takes
    /// them as far as their line goes, or the tape.
    fn doubt_open(&mut self, from: usize) {
        let mut at = from;
        while at < self.at {
            let token = token_at(self.text, at);
            at = token.span.end.max(at + 1);
            if !token.is_open() {
                continue;
            }
            let opened = token.span.start..token.span.start + 1;
            let (what, close) = match token.kind {
                Kind::Pattern => ("pattern has no end, and goes to that of its line", "/"),
                Kind::Json => ("theme has no end, and goes to that of the tape", "}"),
                _ => (
                    "text has no end, and goes to that of its line",
                    self.text.get(opened.clone()).unwrap_or("\""),
                ),
            };
            let place = match token.kind {
                Kind::Json => opened,
                _ => token.span,
            };
            let doubt = TextError::at(self.file, self.text, place, format!("this {what}"));
            self.keep_doubt(doubt.help(format!("write {close} behind it")));
        }
    }

    fn keep_doubt(&mut self, doubt: TextError) {
        if self.doubts.len() < MOST_ERRORS {
            self.doubts.push(doubt);
        }
    }

    /// Takes the texts of one of our own words: as above, but what stands side by side
    /// without a blank is one text. So there is a way to write every line.
    fn own_strings(&mut self, command: &str) -> Parsed<String> {
        let mut text = self.string(command, "a text")?.text.to_owned();
        loop {
            let token = self.peek();
            if !token.is_string() {
                return Ok(text);
            }
            if token.span.start > self.at {
                text.push(' ');
            }
            self.doubt(command, &token);
            self.at = token.span.end;
            text.push_str(token.text);
        }
    }

    /// Whether a blank comes next.
    fn is_at_blank(&self) -> bool {
        let rest = self.text.get(self.at..).unwrap_or_default();
        rest.starts_with([' ', '\t'])
    }

    /// Whether nothing but a comment follows on the line.
    fn is_at_line_end(&self) -> bool {
        let token = self.peek();
        token.first || matches!(token.kind, Kind::End | Kind::Comment)
    }

    fn error(&self, token: &Token<'_>, what: impl Into<String>) -> TextError {
        TextError::at(self.file, self.text, token.span.clone(), what)
    }

    /// An error where another word stands than is wanted: behind the last one if this one begins
    /// a line, since what is missing has to be written there.
    fn unfit(&self, token: &Token<'_>, what: impl Into<String>) -> TextError {
        let what = what.into();
        if token.first || token.kind == Kind::End {
            return self.missing(what);
        }
        self.error(token, format!("{what}, not {}", shown(token)))
    }

    /// Notes a command that is taken for what the line before it wants: VHS does so.
    fn doubt_taken(&mut self, wanting: &str, token: &Token<'a>) {
        if token.first && token.kind == Kind::Word && words::COMMANDS.contains(&token.text) {
            let what = format!(
                "{wanting} has nothing behind it on its line, and takes {} from the next one",
                shown(token)
            );
            let help = format!("write what {wanting} wants behind it");
            let doubt = self.missing(what).help(help);
            self.keep_doubt(doubt);
        }
    }

    /// An error behind what was taken last, where something is missing.
    fn missing(&self, what: impl Into<String>) -> TextError {
        TextError::at(self.file, self.text, self.at..self.at, what)
    }

    fn note(&mut self, at: usize, text: impl Into<String>) {
        let line = self.line_of(at);
        self.notes.push(Note {
            file: self.file.to_owned(),
            line,
            text: text.into(),
            is_doubtful: false,
        });
    }

    fn line_of(&mut self, at: usize) -> usize {
        let (from, line) = if self.counted.0 <= at {
            self.counted
        } else {
            (0, 1)
        };
        let breaks = self
            .text
            .get(from..at)
            .map_or(0, |part| part.matches('\n').count());
        self.counted = (at, line + breaks);
        line + breaks
    }

    /// After an error: goes on at the next line that begins with a word or a comment.
    fn skip_line(&mut self) {
        loop {
            let token = self.peek();
            let begins = matches!(token.kind, Kind::Word | Kind::Comment);
            if token.kind == Kind::End || (token.first && begins) {
                return;
            }
            self.at = token.span.end;
        }
    }
}

/// How an error names a token.
fn shown(token: &Token<'_>) -> String {
    match token.kind {
        Kind::End => "the end of the tape".to_owned(),
        Kind::Comment => "a comment".to_owned(),
        Kind::Text => format!("the text \"{}\"", token.text),
        Kind::Pattern => format!("the pattern /{}/", token.text),
        _ => format!("`{}`", token.text),
    }
}

/// The rest of a token's line, for advice on quoting it.
fn line_from<'t>(text: &'t str, token: &Token<'_>) -> &'t str {
    let rest = text.get(token.span.start..).unwrap_or("");
    rest.lines().next().unwrap_or("").trim_end()
}

fn advice(token: &Token<'_>) -> String {
    if token.kind != Kind::Word {
        return "a command begins with a word, such as Type, Enter, Wait or Expect".to_owned();
    }
    if words::is_own(token.text) {
        return format!("{} has to be the first word of its line", token.text);
    }
    near(token.text).unwrap_or_else(|| "a line to be typed is written Type \"...\"".to_owned())
}

/// The commands that a word may have been meant as.
fn near(word: &str) -> Option<String> {
    if let Some(meant) = words::meant(word) {
        return Some(meant.to_owned());
    }
    let known = || words::COMMANDS.into_iter().chain(words::OWN);
    if let Some(same) = known().find(|known| known.eq_ignore_ascii_case(word)) {
        return Some(format!("write it as {same}"));
    }
    let near = nearest(word, known());
    (!near.is_empty()).then(|| format!("did you mean {}?", near.join(" or ")))
}

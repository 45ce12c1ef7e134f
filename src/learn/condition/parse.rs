//! Reads a condition; what is wrong with it is said with its place and what to write.

use super::Condition;
use super::token::{Token, Wrong, tokens};

/// Brackets and `not` nest no deeper.
const DEEPEST: u32 = 16;

/// Words that join facts, and so name nothing.
pub(super) const JOINING: [&str; 5] = ["and", "or", "not", "(", ")"];

/// Reads a condition.
///
/// # Errors
/// The first thing that is wrong with it.
///
/// ```
/// use vmcons::learn::condition::parse;
/// assert!(parse("vm VM12PROD on ABGSE701 RUNNING and not shown VM12PROD /HAL03/").is_ok());
/// let wrong = parse("vm VM12PROD at ABGSE701").unwrap_err();
/// assert_eq!(wrong.what, "`at` is no state of a VM");
/// ```
pub fn parse(text: &str) -> Result<Condition, Wrong> {
    let mut parser = Parser {
        tokens: tokens(text)?,
        next: 0,
        end: text.len(),
    };
    let condition = parser.any(DEEPEST)?;
    match parser.tokens.get(parser.next) {
        None => Ok(condition),
        Some(token) => Err(Wrong {
            place: token.place.clone(),
            what: format!("`{}` does not belong here", token.text),
            help: "join facts with `and` or `or`".to_owned(),
        }),
    }
}

/// Goes through the tokens of a condition.
pub(super) struct Parser<'a> {
    tokens: Vec<Token<'a>>,
    next: usize,
    end: usize,
}

impl<'a> Parser<'a> {
    fn any(&mut self, depth: u32) -> Result<Condition, Wrong> {
        let mut parts = vec![self.all(depth)?];
        while self.takes("or") {
            parts.push(self.all(depth)?);
        }
        Ok(one_or(parts, Condition::Any))
    }

    fn all(&mut self, depth: u32) -> Result<Condition, Wrong> {
        let mut parts = vec![self.one(depth)?];
        while self.takes("and") {
            parts.push(self.one(depth)?);
        }
        Ok(one_or(parts, Condition::All))
    }

    fn one(&mut self, depth: u32) -> Result<Condition, Wrong> {
        let Some(depth) = depth.checked_sub(1) else {
            return Err(self.wrong("this is nested too deeply", "use fewer brackets"));
        };
        if self.takes("not") {
            return Ok(Condition::Not(Box::new(self.one(depth)?)));
        }
        if self.takes("(") {
            let inner = self.any(depth)?;
            if !self.takes(")") {
                return Err(self.wrong("a bracket is not closed", "write `)`"));
            }
            return Ok(inner);
        }
        self.fact().map(Condition::Fact)
    }

    /// The next token, which may not join facts.
    pub(super) fn plain(&mut self, help: &str) -> Result<Token<'a>, Wrong> {
        match self.peek().filter(|token| !JOINING.contains(&token.text)) {
            Some(token) => {
                self.next += 1;
                Ok(token)
            }
            None => Err(self.wrong("something is missing here", help)),
        }
    }

    pub(super) fn expect(&mut self, word: &str, help: &str) -> Result<(), Wrong> {
        if self.takes(word) {
            return Ok(());
        }
        Err(self.wrong(&format!("`{word}` is missing here"), help))
    }

    pub(super) fn takes(&mut self, word: &str) -> bool {
        let is_there = self.peek().is_some_and(|token| token.text == word);
        self.next += usize::from(is_there);
        is_there
    }

    pub(super) fn take(&mut self) -> Option<Token<'a>> {
        let token = self.peek()?;
        self.next += 1;
        Some(token)
    }

    pub(super) fn peek(&self) -> Option<Token<'a>> {
        self.tokens.get(self.next).cloned()
    }

    /// Something is wrong with the token to come, or it is not there.
    pub(super) fn wrong(&self, what: &str, help: &str) -> Wrong {
        let place = self.peek().map_or(self.end..self.end, |token| token.place);
        Wrong {
            place,
            what: what.to_owned(),
            help: help.to_owned(),
        }
    }
}

fn one_or(mut parts: Vec<Condition>, many: fn(Vec<Condition>) -> Condition) -> Condition {
    match parts.pop() {
        Some(only) if parts.is_empty() => only,
        last => {
            parts.extend(last);
            many(parts)
        }
    }
}

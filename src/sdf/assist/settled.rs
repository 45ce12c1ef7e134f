//! Mistakes that nothing typed at the cursor can mend any more.

use std::ops::Range;

use super::super::Mistake;
use super::super::mistake::is_missing;
use super::Typing;
use super::scan::{Lexeme, Token, scan};

/// How far into a line mistakes are looked for that only a finished line has; nobody types
/// more by hand.
const MOST: usize = 1_024;

/// Values that ask: for help, or for a secret to be entered apart.
const ASKING: [&str; 3] = ["?", "??", "^"];

impl Typing<'_> {
    /// What the rules for finished lines have against the line, however it goes on at the
    /// cursor: bytes of the line. What is missing is marked at what lacks it.
    pub(super) fn settled(&self) -> Vec<Range<usize>> {
        let head = self.head();
        if self.line.len() > MOST || head.asks || self.line.trim_end().ends_with('?') {
            return Vec::new();
        }
        let Err(rejected) = self.grammar.bind(&self.finished(), self.available) else {
            return Vec::new();
        };
        // The name of the command is looked at as a whole.
        if rejected.command.is_none() {
            return Vec::new();
        }
        let open = self.open();
        let settled = rejected
            .mistakes
            .iter()
            .filter(|m| self.is_settled(m, &open));
        settled.filter_map(|m| self.marked(m)).collect()
    }

    /// The line with all that its quotes and brackets need at its end to pair.
    pub(super) fn finished(&self) -> String {
        let lexemes = scan(self.line, self.head().rest.start);
        format!("{}{}", self.line, closing(&lexemes, self.line))
    }

    /// What may still become something else, because the cursor is at its end.
    pub(super) fn open(&self) -> Range<usize> {
        let lexemes = scan(self.line, self.head().rest.start);
        let parts = || {
            let all = lexemes.iter();
            all.filter(|part| part.token != Token::Comment)
        };
        let is_word = |part: &Lexeme| matches!(part.token, Token::Word | Token::Quoted { .. });
        let mut before = parts().filter(|part| part.span.start < self.cursor).rev();
        let start = match before.next() {
            Some(equals) if equals.token == Token::Equals => {
                before.next().unwrap_or(equals).span.start
            }
            Some(word) if is_word(word) => word.span.start,
            _ => self.cursor,
        };
        let is_at = |part: &&Lexeme| part.span.start <= self.cursor && self.cursor <= part.span.end;
        let at = parts().filter(is_at).find(|part| is_word(part));
        start..at.map_or(self.cursor, |word| word.span.end)
    }

    /// Whether a mistake of the finished line stays one, with what is `open` at the cursor.
    pub(super) fn is_settled(&self, mistake: &Mistake, open: &Range<usize>) -> bool {
        let Range { start, end } = mistake.span;
        if ASKING.contains(&self.line.get(start..end).unwrap_or_default()) {
            return false;
        }
        let is_over = self.cursor == usize::MAX;
        if is_missing(mistake) {
            return is_over || start < self.cursor.min(self.line.len());
        }
        let is_open = start < open.end && open.start < end || start >= self.cursor && start == end;
        is_over || !is_open
    }

    /// The part of the line that a mistake is about.
    fn marked(&self, mistake: &Mistake) -> Option<Range<usize>> {
        let Range { start, end } = mistake.span;
        let end = end.min(self.line.len());
        if start < end {
            return Some(start..end);
        }
        if self.line.get(start..)?.starts_with(')') {
            return Some(start..start + 1);
        }
        let before = self.line.get(..end)?.trim_end();
        let word = before.rfind(['=', ',', '(', ' ', '\t']);
        let name = self.head().name.map_or(0, |name| name.start);
        Some(word.map_or(0, |at| at + 1).max(name)..before.len())
    }
}

/// What a line needs at its end for its quotes and brackets to pair.
fn closing(lexemes: &[Lexeme], line: &str) -> String {
    let mut depth = 0_usize;
    for part in lexemes {
        match part.token {
            Token::Open => depth += 1,
            Token::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    let quote = match lexemes.last() {
        Some(Lexeme {
            token: Token::Quoted { closed: false },
            ..
        }) => "'",
        Some(Lexeme {
            token: Token::Comment,
            span,
        }) if !ends(line, span) => "\"",
        _ => "",
    };
    format!("{quote}{}", ")".repeat(depth))
}

/// Whether a comment has its second quote.
pub(super) fn ends(line: &str, comment: &Range<usize>) -> bool {
    let text = line.get(comment.clone()).unwrap_or_default();
    text.len() > 1 && text.ends_with('"')
}

//! The outline of operands that are being typed: like the tree of the parser
//! (`line`), but of any text, with all its gaps.

use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

use super::super::line::{MAX_DEPTH, Piece, Shape, Tree};
use super::scan::{Lexeme, Token};

/// What stands between two brackets, or behind the command's name.
#[derive(Debug, Clone)]
pub(super) struct Group<'a> {
    pub slots: Vec<Slot<'a>>,
    /// From behind the opening bracket to the closing one or, without it, to the end.
    pub span: Range<usize>,
}

/// What stands between two commas.
#[derive(Debug, Clone)]
pub(super) struct Slot<'a> {
    /// From behind the first comma up to the second.
    pub span: Range<usize>,
    /// The name before an equals sign.
    pub name: Option<Piece<'a>>,
    pub value: Option<Value<'a>>,
    /// What follows the value, where nothing may.
    pub stray: Option<Range<usize>>,
    /// Whether that has an equals sign, as where a comma is missing before a name.
    pub names_another: bool,
}

/// A value: a word or text, brackets, or both.
#[derive(Debug, Clone)]
pub(super) struct Value<'a> {
    pub word: Option<Tree<'a>>,
    pub group: Option<Group<'a>>,
    pub all: Piece<'a>,
}

/// Outlines the operands that these parts of the line are.
pub(super) fn outline<'a>(line: &'a str, from: usize, lexemes: &[Lexeme]) -> Group<'a> {
    let parts = lexemes
        .iter()
        .filter(|lexeme| lexeme.token != Token::Comment)
        .cloned()
        .collect::<Vec<_>>();
    let mut reader = Reader {
        line,
        parts: parts.into_iter().peekable(),
    };
    reader.group(from, 0)
}

struct Reader<'a> {
    line: &'a str,
    parts: Peekable<IntoIter<Lexeme>>,
}

impl<'a> Reader<'a> {
    /// A group that begins at a byte; its closing bracket is left.
    fn group(&mut self, from: usize, depth: usize) -> Group<'a> {
        let mut slots = Vec::new();
        let mut start = from;
        loop {
            let slot = self.slot(start, depth);
            let end = slot.span.end;
            slots.push(slot);
            match self.take(Token::Comma) {
                Some(comma) => start = comma.span.end,
                None => {
                    let span = from..end;
                    return Group { slots, span };
                }
            }
        }
    }

    fn slot(&mut self, start: usize, depth: usize) -> Slot<'a> {
        let first = self.take(Token::Word);
        let (name, word) = match first {
            Some(word) if self.take(Token::Equals).is_some() => (Some(word), None),
            word => (None, word),
        };
        let value = self.value(word, depth);
        let (stray, names_another) = self.stray(depth);
        let end = self.parts.peek().map_or(self.line.len(), |p| p.span.start);
        Slot {
            span: start..end,
            name: name.map(|name| self.piece(name.span)),
            value,
            stray,
            names_another,
        }
    }

    fn value(&mut self, word: Option<Lexeme>, depth: usize) -> Option<Value<'a>> {
        let word = word.or_else(|| self.parts.next_if(|p| is_simple(p.token)));
        let opens = |p: &Lexeme| {
            p.token == Token::Open && word.as_ref().is_none_or(|w| w.span.end == p.span.start)
        };
        let open = self.parts.next_if(|p| depth < MAX_DEPTH && opens(p));
        let start = word.as_ref().or(open.as_ref())?.span.start;
        let mut end = word.as_ref().map_or(start, |word| word.span.end);
        let group = open.map(|open| {
            let group = self.group(open.span.end, depth + 1);
            let close = self.take(Token::Close);
            end = close.map_or(group.span.end, |close| close.span.end);
            group
        });
        Some(Value {
            word: word.map(|word| self.tree(word)),
            group,
            all: self.piece(start..end),
        })
    }

    /// Skips what cannot be read, up to the comma or bracket behind it.
    fn stray(&mut self, depth: usize) -> (Option<Range<usize>>, bool) {
        let mut nested = 0_usize;
        let mut names_another = false;
        let mut span: Option<Range<usize>> = None;
        while let Some(part) = self.parts.next_if(|p| match p.token {
            Token::Comma => nested > 0,
            Token::Close => nested > 0 || depth == 0,
            _ => true,
        }) {
            match part.token {
                Token::Open => nested += 1,
                Token::Close => nested = nested.saturating_sub(1),
                Token::Equals => names_another |= nested == 0,
                _ => {}
            }
            let start = span.map_or(part.span.start, |span| span.start);
            span = Some(start..part.span.end);
        }
        (span, names_another)
    }

    fn tree(&self, word: Lexeme) -> Tree<'a> {
        let all = self.piece(word.span);
        let shape = match word.token {
            Token::Quoted { closed } => {
                let body = all.text.find('\'').and_then(|at| all.text.get(at + 1..));
                let end = body.map_or(0, |body| body.len().saturating_sub(usize::from(closed)));
                Shape::Quoted {
                    hex: all.text.starts_with(['X', 'x']),
                    body: body.and_then(|body| body.get(..end)).unwrap_or(""),
                }
            }
            _ => Shape::Word,
        };
        Tree { shape, all }
    }

    fn piece(&self, span: Range<usize>) -> Piece<'a> {
        Piece {
            start: span.start,
            text: self.line.get(span).unwrap_or(""),
        }
    }

    fn take(&mut self, token: Token) -> Option<Lexeme> {
        self.parts.next_if(|part| part.token == token)
    }
}

fn is_simple(token: Token) -> bool {
    matches!(token, Token::Word | Token::Quoted { .. })
}

impl Slot<'_> {
    /// Whether anything stands in it at all.
    pub(super) fn is_written(&self) -> bool {
        self.name.is_some() || self.value.is_some() || self.stray.is_some()
    }
}

impl Value<'_> {
    /// The value without what its brackets hold, for data types such as `FILE(3)`.
    pub(super) fn simple(&self) -> Option<Tree<'_>> {
        let word = self.word.clone()?;
        Some(match self.group {
            None => word,
            Some(_) => Tree {
                shape: Shape::Structure(Box::new(word), Vec::new()),
                all: self.all,
            },
        })
    }
}

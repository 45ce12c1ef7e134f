//! A command line as a tree: what was written, before anybody asks what it means.

mod guard;
mod split;
mod syntax;
mod trouble;

pub use guard::MAX_LENGTH;
pub(super) use guard::{MAX_COMMAS, MAX_DEPTH, Missing, Unpaired, check};
pub use split::commands;
pub(super) use split::{pieces_by, segments_by};
pub(super) use syntax::{Head, head};
pub(super) use trouble::foreign;

use std::ops::Range;

use super::Mistake;

/// A part of a line, and where it begins in the whole line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub text: &'a str,
    pub start: usize,
}

impl Piece<'_> {
    pub(super) fn span(self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }
}

/// What stands between two commas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Operand<'a> {
    /// The name before the equals sign; a positional operand has none.
    pub name: Option<Piece<'a>>,
    /// `None` if nothing is written.
    pub value: Option<Tree<'a>>,
    /// All of it.
    pub all: Piece<'a>,
}

impl Tree<'_> {
    /// Whether it is exactly this bare word.
    pub(super) fn is(&self, word: &str) -> bool {
        self.shape == Shape::Word && self.all.text == word
    }
}

impl Operand<'_> {
    pub(super) fn is_empty(&self) -> bool {
        self.name.is_none() && self.value.is_none()
    }
}

/// A value as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tree<'a> {
    pub shape: Shape<'a>,
    pub all: Piece<'a>,
}

/// The forms that a value may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shape<'a> {
    /// A bare word.
    Word,
    /// A text in quotes; doubled quotes are still doubled.
    Quoted { hex: bool, body: &'a str },
    /// Operands in brackets behind the value that introduces them.
    Structure(Box<Tree<'a>>, Vec<Operand<'a>>),
    /// Brackets without anything before them: a list, or a structure.
    Group(Vec<Operand<'a>>),
    /// Something unreadable that has been complained about.
    Broken,
}

/// Reads the operands, which begin at byte `start` of the line. What could be read is
/// returned beside the mistakes, so that the rest can be checked as well.
pub(super) fn operands(rest: &str, start: usize) -> (Vec<Operand<'_>>, Vec<Mistake>) {
    match guard::check(rest, start) {
        Err(unpaired) => (Vec::new(), vec![unpaired.mistake]),
        Ok(_) => paired(rest, start),
    }
}

/// The same of operands whose brackets and quotes are known to pair.
pub(super) fn paired(rest: &str, start: usize) -> (Vec<Operand<'_>>, Vec<Mistake>) {
    match syntax::plain(rest, start) {
        Some(operands) => (operands, Vec::new()),
        None => trouble::explain(rest, start),
    }
}

/// Reads a single value, as a metasyntax file gives one for a default.
pub(super) fn value(text: &str) -> Option<Tree<'_>> {
    let (mut operands, mistakes) = operands(text, 0);
    let alone = operands.len() == 1 && mistakes.is_empty();
    operands.pop().filter(|o| alone && o.name.is_none())?.value
}

//! Checks what was written against what the definition allows.

mod apart;
mod comma;
mod elsewhere;
mod explain;
mod operands;
mod unit;
mod values;

pub(super) use apart::apart;
pub(super) use comma::{comma_for_sign, instead_of_comma, is_right_at};
pub(super) use operands::{names, names_of};
pub(super) use values::{alternative, are_defaults, introduced, keywords, simple};

use super::Mistake;

/// Collects the mistakes of a line while its operands are bound.
#[derive(Debug)]
pub(super) struct Binder<'a> {
    /// For messages: the command, or the value that introduces the structure.
    pub owner: &'a str,
    pub mistakes: Vec<Mistake>,
}

/// The most mistakes of one line that are looked for; nobody reads more.
pub(super) const MAX_MISTAKES: usize = 16;

impl<'a> Binder<'a> {
    pub(super) fn new(owner: &'a str) -> Self {
        Binder {
            owner,
            mistakes: Vec::new(),
        }
    }

    /// Whether there are as many mistakes as are told.
    fn is_full(&self) -> bool {
        self.mistakes.len() >= MAX_MISTAKES
    }
}

#[cfg(test)]
mod tests;

//! Reads metasyntax files: the notation of the manuals, as text (DESIGN.md 2.6).
//!
//! `syntax` turns a file into a tree that keeps every place, `define` that tree into
//! a definition, checking on the way what the notation alone does not guarantee. A file that
//! cannot be read is taken apart by `pieces`, so that each operand tells its own mistakes,
//! and `advice` says what an author is likely to have meant.
//!
//! Head lines, each a key and words: `domain`, `privilege`, `unit`, `alias`, `minimum`,
//! `routing`, and `needs ADMIN-PRIVILEGES=*MAXIMUM` for commands that VM administrators
//! may give only with the extended range (VM2000 V12.0 User Guide, page 108).

mod advice;
mod attributes;
mod define;
mod head;
mod pieces;
mod privilege;
mod syntax;

use std::ops::Range;

use super::CommandDef;
use crate::text::{Errors, TextError};

/// A file's largest size in bytes and deepest nesting of brackets.
const MAX_LENGTH: usize = 1 << 20;
const MAX_DEPTH: usize = 32;

/// The most faults of one file that are reported; nobody reads more.
const MAX_FAULTS: usize = 50;

/// Something wrong at a place of the file, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Fault {
    span: Range<usize>,
    what: String,
    help: String,
}

impl Fault {
    fn new(span: Range<usize>, what: impl Into<String>, help: impl Into<String>) -> Self {
        Fault {
            span,
            what: what.into(),
            help: help.into(),
        }
    }
}

/// The command that a file defines, or all that is wrong with it.
pub(super) fn read(file: &str, text: &str) -> Result<CommandDef, Errors> {
    let read = match unfit(text) {
        Some(fault) => Err(vec![fault]),
        None => match syntax::parse(text) {
            Ok(tree) => define::command(&tree),
            Err(first) => Err(pieces::faults(text, first)),
        },
    };
    read.map_err(|mut faults| {
        faults.sort_by_key(|fault| fault.span.start);
        faults.truncate(MAX_FAULTS);
        let error = |f: Fault| TextError::at(file, text, f.span, f.what).help(f.help);
        Errors(faults.into_iter().map(error).collect())
    })
}

/// What the parser should not see, because it would exhaust the stack, or be shown as a
/// place where nothing stands.
fn unfit(text: &str) -> Option<Fault> {
    if text.len() > MAX_LENGTH {
        return Some(Fault::new(
            0..0,
            "the file is too long",
            "write one command a file",
        ));
    }
    if text.starts_with('\u{feff}') {
        let what = "the file begins with a byte order mark, which nobody sees";
        return Some(Fault::new(0..0, what, "save it as UTF-8 without one"));
    }
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            let help = format!("brackets may be nested at most {MAX_DEPTH} deep");
            return Some(Fault::new(at..at + 1, "too many brackets are open", help));
        }
    }
    None
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

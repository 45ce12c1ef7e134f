//! Help while a line is being typed: what may come next, what is wrong already.
//!
//! A line on its way is rarely one that the parser takes, so it is cut into parts by
//! `scan` and put into an `outline`, which take any text. What the parts mean is asked
//! of the same definitions and rules that the finished line has to satisfy (`level`).

mod colour;
mod complete;
mod doubt;
mod hint;
#[cfg(test)]
mod hope;
mod level;
mod names;
mod outline;
mod place;
#[cfg(test)]
mod properties;
mod purpose;
pub(in crate::sdf) mod scan;
mod settled;
#[cfg(test)]
mod tests;
mod trouble;
mod unfit;

pub use colour::Part;
pub use complete::{Completion, Proposal};
pub use hint::Hint;
pub use names::{Known, NameKind};
pub use unfit::is_offered;

use std::ops::Range;

use super::abbreviation::may_become;
use super::line::{self, Head, Piece};
use super::{CommandDef, Grammar};

/// How much of a line is looked at, in bytes. More than a screen can show is not
/// worth the time between two key presses.
const LONGEST: usize = 4_096;

/// A line that is being typed.
#[derive(Clone, Copy)]
pub struct Typing<'a> {
    /// The commands.
    pub grammar: &'a Grammar,
    /// Which of them can be given here.
    pub available: &'a dyn Fn(&CommandDef) -> bool,
    /// What has been typed.
    pub line: &'a str,
    /// Where the commands begin: behind what says to whom they go.
    pub start: usize,
    /// Where the next character goes: a byte of the line.
    pub cursor: usize,
}

impl<'a> Typing<'a> {
    /// As much of the line as is looked at.
    fn text(&self) -> &'a str {
        clip(self.line, LONGEST)
    }

    /// The commands of the line, each with where it begins. The cursor is in one of them.
    fn parts(&self) -> Vec<(usize, Typing<'a>)> {
        let text = self.text();
        let behind = text.get(self.start..).unwrap_or("");
        let part = |span: Range<usize>| {
            let line = text.get(span.clone()).unwrap_or("");
            let is_here = span.start <= self.cursor && self.cursor <= span.end;
            // A place that no command has.
            let cursor = if is_here {
                self.cursor - span.start
            } else {
                usize::MAX
            };
            (
                span.start,
                Typing {
                    line,
                    start: 0,
                    cursor,
                    ..*self
                },
            )
        };
        let segments = self.grammar.segments(behind).into_iter();
        let moved = segments.map(|span| self.start + span.start..self.start + span.end);
        moved.map(part).collect()
    }

    /// The command that the cursor is in.
    fn here(&self) -> Option<(usize, Typing<'a>)> {
        let mut parts = self.parts().into_iter();
        parts.find(|(_, part)| part.cursor != usize::MAX)
    }

    fn head(&self) -> Head<'a> {
        line::head(self.text())
    }

    /// The command that the line begins with, if it is clear which.
    fn command(&self, name: Piece<'_>) -> Option<&'a CommandDef> {
        self.grammar.command(name, self.available).ok()
    }

    /// The commands that a name may become, in alphabetical order.
    fn candidates(&self, typed: &'a str) -> Vec<&'a CommandDef> {
        let mut meant: Vec<&CommandDef> = self
            .grammar
            .candidates(typed, self.available)
            .filter(|known| may_become(typed, known.name))
            .filter_map(|known| self.grammar.at(known.means))
            .collect();
        meant.sort_by_key(|def| &def.name);
        meant.dedup_by_key(|def| &def.name);
        meant
    }
}

/// The beginning of a text, so many bytes or a few less.
fn clip(text: &str, length: usize) -> &str {
    let end = (0..=length.min(text.len())).rev();
    end.into_iter()
        .find_map(|end| text.get(..end))
        .unwrap_or("")
}

/// Whether the operands begin as they should: with a blank or a comment.
fn is_apart(head: &Head<'_>) -> bool {
    // Behind the question mark of `CMD?` anything may begin at once.
    let rest = head.rest.text;
    head.asks || rest.is_empty() || rest.starts_with([' ', '\t', '"'])
}

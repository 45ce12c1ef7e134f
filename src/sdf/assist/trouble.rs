//! What to type instead of what is wrong already.

use super::{Part, Typing};
use crate::sdf::mistake::is_missing;

impl Typing<'_> {
    /// What to type instead of the wrong part at the cursor, or else the last one before
    /// it. `None` if nothing is wrong so far.
    pub fn trouble(&self) -> Option<String> {
        let parts = self.colour().into_iter();
        let mut wrong =
            parts.filter(|(span, part)| *part == Part::Wrong && span.start <= self.cursor);
        let (span, _) = wrong.next_back()?;
        let mistakes = self
            .grammar
            .bind(self.text(), self.available)
            .err()?
            .mistakes;
        let real = || mistakes.iter().filter(|mistake| !is_missing(mistake));
        let touches = |m: &&crate::sdf::Mistake| m.span.start < span.end && span.start < m.span.end;
        let found = real().find(touches).or_else(|| real().next())?;
        Some(found.help.clone())
    }
}

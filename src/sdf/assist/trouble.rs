//! What to type instead of what is wrong already.

use super::{Known, NameKind, Part, Typing};
use crate::sdf::mistake::{help_alone, is_missing};

impl Typing<'_> {
    /// What to type instead of the wrong part at the cursor, or else the last one before
    /// it. `None` if nothing is wrong so far. `names` are the names of a kind.
    pub fn trouble(&self, names: &dyn Fn(NameKind) -> Vec<Known>) -> Option<String> {
        let parts = self.parts();
        let before = parts.iter().filter(|(start, _)| *start <= self.cursor);
        let mut commands = before.rev();
        commands.find_map(|(start, part)| part.trouble_before(self.cursor - start, names))
    }

    /// The same for one command.
    fn trouble_before(
        &self,
        cursor: usize,
        names: &dyn Fn(NameKind) -> Vec<Known>,
    ) -> Option<String> {
        let parts = self.colour_one().into_iter();
        let mut wrong = parts.filter(|(span, part)| *part == Part::Wrong && span.start <= cursor);
        let (span, _) = wrong.next_back()?;
        // With its second quote a text is more than one that is not closed.
        let quote = if self.is_in_quotes() { "'" } else { "" };
        let line = format!("{}{quote}", self.line);
        let rejected = self.grammar.bind(&line, self.available).err()?;
        let means = |typed: &str, name: &str| name.eq_ignore_ascii_case(typed);
        let is_vm = |typed: &str| {
            let known = names(NameKind::Vm);
            known
                .iter()
                .flat_map(Known::names)
                .any(|name| means(typed, name))
        };
        let rejected = rejected.knowing_vms(self.grammar, &line, &is_vm);
        let mistakes = rejected.mistakes;
        let real = || mistakes.iter().filter(|mistake| !is_missing(mistake));
        let touches = |m: &&crate::sdf::Mistake| m.span.start < span.end && span.start < m.span.end;
        let found = real().find(touches).or_else(|| real().next())?;
        // Nor does it repeat a secret.
        Some(help_alone(&self.grammar.conceal(self.line).mistake(found)))
    }
}

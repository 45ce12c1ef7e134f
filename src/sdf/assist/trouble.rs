//! What to type instead of what is wrong already.

use super::{Known, NameKind, Part, Typing};
use crate::sdf::Mistake;
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
        let line = self.finished();
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
        let open = self.open();
        // What is missing may be still to come.
        let is_real = |m: &&Mistake| !is_missing(m) || self.is_settled(m, &open);
        let real = || mistakes.iter().filter(is_real);
        let touches = |m: &&Mistake| match m.span.is_empty() {
            true => span.start <= m.span.start && m.span.start <= span.end,
            false => m.span.start < span.end && span.start < m.span.end,
        };
        let found = real().find(touches).or_else(|| real().next())?;
        // Nor does it repeat a secret.
        let help = help_alone(&self.grammar.conceal(self.line).mistake(found));
        // The second quote is ours: nobody has written a text that ends.
        let is_invented = self.is_in_quotes() && found.span.end > self.line.len();
        match help.split_once(FORM).filter(|_| is_invented) {
            Some((_, rest)) => Some(format!("no text in quotes may stand here{rest}")),
            None => Some(help),
        }
    }
}

/// What is said of a value whose form no type has.
const FORM: &str = " has another form";

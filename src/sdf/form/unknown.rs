//! What was written into a form and belongs to no operand of the command. It has a row of
//! its own below the fields, with a name that no operand has; ours.

use super::super::Mistake;
use super::super::line::Operand;
use super::{Concealed, Form};

/// The name of the row.
pub(super) const UNKNOWN: &str = "UNKNOWN";

impl Form {
    /// What belongs to no operand, as it may be shown; empty if there is nothing.
    pub(super) fn unknown(&self) -> String {
        Concealed::operands(&[], &self.unknown.join(",")).text
    }

    /// A mistake with how to get rid of what belongs to no operand, if it is about that: it
    /// ends the line. `told` is the mistake as it may be shown.
    pub(super) fn droppable(&self, line: &str, mistake: &Mistake, told: Mistake) -> Mistake {
        let fields = line.len().saturating_sub(self.unknown.join(",").len());
        if self.unknown.is_empty() || mistake.span.end <= fields {
            return told;
        }
        let mistake = told;
        let help = match mistake.help.as_str() {
            "" => DROP.to_owned(),
            help => format!("{help}; {DROP}"),
        };
        Mistake { help, ..mistake }
    }

    /// Takes away what is written for the row: `!` drops what stands there, a question mark
    /// tells what it is. Returns the answer.
    pub(super) fn take_unknown(&mut self, written: &mut [Operand<'_>]) -> Vec<String> {
        let is_row = |o: &&mut Operand<'_>| {
            let name = o.name.map_or("", |name| name.text);
            name.eq_ignore_ascii_case(UNKNOWN)
        };
        for operand in written.iter_mut().filter(is_row) {
            let value = operand.value.as_ref();
            let is = |word| value.is_some_and(|value| value.is(word));
            let asks = is("?") || is("??");
            if is("!") {
                self.unknown.clear();
            } else if !asks {
                continue;
            }
            (operand.name, operand.value) = (None, None);
            if asks {
                return meaning();
            }
        }
        Vec::new()
    }
}

/// How to drop it.
const DROP: &str = "to drop it empty the field UNKNOWN, or enter UNKNOWN=!";

/// What the row is for.
pub(super) fn meaning() -> Vec<String> {
    vec![
        UNKNOWN.to_owned(),
        format!("    {MEANING}"),
        format!("    {UNKNOWN}=! drops it"),
    ]
}

/// In one line.
pub(super) const MEANING: &str =
    "no operand of the command: write it with its right name, or empty this";

//! Secret values: they are shown as `^` wherever a line is shown again (SDF Dialog
//! Interface V21, page 55).

use std::ops::Range;

use super::abbreviation::fits;
use super::bind::names_of;
use super::definition::OperandDef;
use super::line::{self, Operand, Piece};
use super::walk::walk;
use super::{Grammar, Mistake};

/// What makes an operand secret: this in its name.
const SECRET: &str = "PASSWORD";
/// What makes a name suspicious that no operand has.
const SUSPICIOUS: &str = "PASS";
/// What stands for a secret value.
pub(super) const HIDDEN: &str = "^";

/// A line as it may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concealed {
    /// The line with a `^` for each secret value.
    pub text: String,
    /// Where the values stood: bytes of the line as it was entered.
    holes: Vec<Range<usize>>,
}

impl OperandDef {
    /// Whether its values must not be shown.
    pub fn is_secret(&self) -> bool {
        self.name.contains(SECRET)
    }
}

impl Grammar {
    /// A line with everything hidden that must not be shown, be the line right or wrong.
    pub fn conceal(&self, line: &str) -> Concealed {
        let mut holes = Vec::new();
        for Piece { text, start } in self.pieces(line) {
            let head = line::head(text);
            let rest = Piece {
                text: head.rest.text,
                start: start + head.rest.start,
            };
            let meant = head.name.map_or(Vec::new(), |name| self.meant(name.text));
            // Whatever any of the commands would hide that may be meant.
            holes.extend(secrets(&[], rest));
            holes.extend(meant.iter().flat_map(|def| secrets(&def.operands, rest)));
        }
        Concealed::new(line, holes)
    }
}

impl Concealed {
    /// Operands of a command, entered without its name.
    pub(super) fn operands(defs: &[OperandDef], text: &str) -> Self {
        let holes = secrets(defs, Piece { text, start: 0 });
        Concealed::new(text, holes)
    }

    /// Operands of a command, entered behind the first bytes of a line.
    pub(super) fn operands_behind(defs: &[OperandDef], line: &str, start: usize) -> Self {
        let text = line.get(start..).unwrap_or_default();
        Concealed::new(line, secrets(defs, Piece { text, start }))
    }

    fn new(line: &str, mut holes: Vec<Range<usize>>) -> Self {
        holes.sort_by_key(|hole| hole.start);
        holes.dedup_by(|next, hole| {
            let overlaps = next.start < hole.end;
            hole.end = if overlaps {
                hole.end.max(next.end)
            } else {
                hole.end
            };
            overlaps
        });
        let mut text = String::new();
        let mut shown = 0;
        for hole in &holes {
            text.push_str(line.get(shown..hole.start).unwrap_or_default());
            text.push_str(HIDDEN);
            shown = hole.end;
        }
        text.push_str(line.get(shown..).unwrap_or_default());
        Concealed { text, holes }
    }

    /// What is shown of the line from a byte on, for one that was entered in parts.
    pub fn from(&self, line: &str, start: usize) -> String {
        let behind = self.holes.iter().filter(|hole| hole.end > start);
        let holes = behind.map(|hole| hole.start.saturating_sub(start)..hole.end - start);
        Concealed::new(line.get(start..).unwrap_or_default(), holes.collect()).text
    }

    /// Where secret values stand: bytes of the line as it was entered.
    pub fn holes(&self) -> &[Range<usize>] {
        &self.holes
    }

    /// A mistake of the line as it may be told, at its place in the shown text.
    pub fn mistake(&self, mistake: &Mistake) -> Mistake {
        let Range { start, end } = mistake.span;
        let mut told = mistake.clone();
        told.span = self.place(start)..self.place(end);
        let tells = |hole: &Range<usize>| hole.start < end && start < hole.end;
        if self.holes.iter().any(tells) {
            if let Some(value) = told.message.inserts.first_mut() {
                HIDDEN.clone_into(value);
            }
            "this value is secret and not repeated: check its form and its length"
                .clone_into(&mut told.help);
        }
        told
    }

    /// Where a byte of the line stands in the shown text.
    fn place(&self, at: usize) -> usize {
        let before = self.holes.iter().filter(|hole| hole.start < at);
        let lost = before.map(|hole| hole.end.min(at) - hole.start);
        let (count, lost) = lost.fold((0, 0), |(count, sum), lost| (count + 1, sum + lost));
        at + count * HIDDEN.len() - lost
    }
}

/// Where secret values stand.
fn secrets(defs: &[OperandDef], rest: Piece<'_>) -> Vec<Range<usize>> {
    let (written, mistakes) = line::operands(rest.text, rest.start);
    if !mistakes.is_empty() {
        return unreadable(defs, rest).into_iter().collect();
    }
    let mut holes = Vec::new();
    walk(defs, &written, &mut |def, operand| {
        holes.extend(secret(def, operand));
    });
    holes
}

/// The value of a secret operand. Keywords, `!` and `?` tell nothing.
fn secret(def: Option<&OperandDef>, operand: &Operand<'_>) -> Option<Range<usize>> {
    let is_secret = match (def, operand.name) {
        (Some(def), _) => def.is_secret(),
        (None, Some(name)) => name.text.to_ascii_uppercase().contains(SUSPICIOUS),
        (None, None) => false,
    };
    let value = operand.value.as_ref().filter(|_| is_secret)?.all;
    (!value.text.starts_with(['*', '!', '?', '^'])).then(|| value.span())
}

/// From the first name on that may be a secret operand's, if the line cannot be read.
/// A name ends at the equals sign before it, too, so that no byte is looked at twice.
fn unreadable(defs: &[OperandDef], rest: Piece<'_>) -> Option<Range<usize>> {
    let mut secrets = all(defs);
    secrets.retain(|def| def.is_secret());
    let is_secret = |name: &str| {
        let means = |def: &&OperandDef| names_of(def, ()).any(|known| fits(name, &known));
        name.to_ascii_uppercase().contains(SUSPICIOUS) || secrets.iter().any(means)
    };
    let found = rest.text.match_indices('=').find(|(at, _)| {
        let before = rest.text.get(..*at).unwrap_or_default().trim_end();
        let name = before.rsplit([' ', ',', '(', '"', '=']).next();
        name.is_some_and(is_secret)
    });
    let hole = found.map(|(at, _)| rest.start + at + 1..rest.span().end);
    hole.filter(|hole| !hole.is_empty())
}

/// All operands, those of structures included.
fn all(defs: &[OperandDef]) -> Vec<&OperandDef> {
    let mut found = Vec::new();
    for def in defs {
        found.push(def);
        for structure in def.alternatives.iter().filter_map(|a| a.structure.as_ref()) {
            found.extend(all(&structure.operands));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &str) -> String {
        Grammar::builtin().unwrap().conceal(line).text
    }

    #[test]
    fn values_of_passwords_are_hidden() {
        for (line, text) in [
            ("/MIG-VM 3,JV-PASS='AB'", "/MIG-VM 3,JV-PASS=^"),
            (
                "/MIG-VM 3,,,'AB'; MIG-VM 4,JV-P=12",
                "/MIG-VM 3,,,^; MIG-VM 4,JV-P=^",
            ),
            ("/MIG-VM 3,JV-PASS=*NONE", "/MIG-VM 3,JV-PASS=*NONE"),
            ("/MIG-VM?JV-PASS='AB'", "/MIG-VM?JV-PASS=^"),
            // What is wrong with the line does not matter.
            ("/MIG-VM 3,JV-PASS='AB", "/MIG-VM 3,JV-PASS=^"),
            ("/NONSENSE PASSWORD='AB',X=1", "/NONSENSE PASSWORD=^,X=1"),
            ("/MIG-VM JV-PASS='A' 'B'", "/MIG-VM JV-PASS=^"),
        ] {
            assert_eq!(shown(line), text);
        }
    }

    #[test]
    fn mistakes_tell_nothing_of_a_secret_and_find_their_place() {
        let grammar = Grammar::builtin().unwrap();
        let line = "/MIGRATE-VM JV-PASS='SECRET',VM-ID=*NONE";
        let concealed = grammar.conceal(line);
        let rejected = grammar.bind(line, &|_| true).unwrap_err();
        let told: Vec<Mistake> = rejected
            .mistakes
            .iter()
            .map(|m| concealed.mistake(m))
            .collect();
        assert!(!format!("{told:?}").contains("SECRET"), "{told:?}");
        let at = |i: usize| concealed.text.get(told[i].span.clone());
        assert_eq!(at(0), Some("^"));
        assert_eq!(at(1), Some("*"));
    }

    #[test]
    fn a_line_in_parts_hides_its_share() {
        let grammar = Grammar::builtin().unwrap();
        let line = "/MIG-VM 3,JV-PASS='AB'";
        assert_eq!(grammar.conceal(line).from(line, 20), "^");
        assert_eq!(grammar.conceal(line).from(line, 10), "JV-PASS=^");
    }
}

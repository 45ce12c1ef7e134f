//! Secret values: they are shown as `^` wherever a line is shown again (SDF Dialog
//! Interface V21, page 55).

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::abbreviation::fits;
use super::bind::names_of;
use super::definition::OperandDef;
use super::form::written;
use super::line::{self, Operand, Piece, Shape};
use super::mistake::is_syntax;
use super::walk::walk;
use super::{Grammar, Mistake};

/// What makes an operand secret: this in its name.
const SECRET: &str = "PASSWORD";
/// What makes a name suspicious that no operand has.
const SUSPICIOUS: &str = "PASS";
/// What stands for a secret value.
pub(super) const HIDDEN: &str = "^";
/// What stands for one where an accepted input is logged.
const LOGGED: &str = "P";

/// A line as it may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concealed {
    /// The line with a `^` for each secret value.
    pub text: String,
    /// Where the values stood: bytes of the line as it was entered.
    holes: Vec<Range<usize>>,
    /// Where a `^` stands for one already.
    blanks: Vec<Range<usize>>,
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
        let mut found = Found::default();
        for Piece { text, start } in self.pieces(line) {
            let head = line::head(text);
            let rest = Piece {
                text: head.rest.text,
                start: start + head.rest.start,
            };
            // Most lines hold nothing that anybody would hide, and need not be read.
            let is_suspicious = is_suspicious(text);
            if is_suspicious {
                // Operands without a command, as a form takes them.
                if rest.text.trim_start().starts_with('=') {
                    found.secrets(&[], Piece { text, start });
                }
                found.secrets(&[], rest);
            }
            // Whatever any of the commands would hide that may be meant.
            let meant = head.name.map_or(Vec::new(), |name| self.meant(name.text));
            for def in meant {
                if is_suspicious || takes_secrets(&def.operands) {
                    found.secrets(&def.operands, rest);
                }
            }
        }
        Concealed::new(line, found)
    }
}

impl Concealed {
    /// Operands of a command, entered without its name.
    pub(super) fn operands(defs: &[OperandDef], text: &str) -> Self {
        Concealed::operands_behind(defs, text, 0)
    }

    /// Operands of a command, entered behind the first bytes of a line.
    pub(super) fn operands_behind(defs: &[OperandDef], line: &str, start: usize) -> Self {
        let text = line.get(start..).unwrap_or_default();
        let mut found = Found::default();
        found.secrets(defs, Piece { text, start });
        Concealed::new(line, found)
    }

    fn new(
        line: &str,
        Found {
            mut holes,
            mut blanks,
        }: Found,
    ) -> Self {
        blanks.sort_by_key(|blank| blank.start);
        blanks.dedup();
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
        Concealed {
            text: without(line, &holes, HIDDEN),
            holes,
            blanks,
        }
    }

    /// The line as SDF logs it once it has accepted it (SDF Dialog Interface V21, page 49).
    pub(super) fn logged(&self, line: &str) -> String {
        without(line, &self.holes, LOGGED)
    }

    /// The line as it is brought back to be entered again, and where its first secret value
    /// is to be typed. What has a name lacks its value then, which is refused; without a
    /// name `^` stands there, so that no default takes its place unnoticed.
    pub fn recalled(&self, line: &str) -> (String, Option<usize>) {
        let mut gaps = [self.holes.as_slice(), &self.blanks].concat();
        gaps.sort_by_key(|gap| gap.start);
        let (mut text, mut shown, mut first) = (String::new(), 0, None);
        for gap in &gaps {
            text.push_str(line.get(shown..gap.start).unwrap_or_default());
            first = first.or(Some(text.len()));
            if !text.trim_end().ends_with('=') {
                text.push_str(HIDDEN);
            }
            shown = gap.end;
        }
        text.push_str(line.get(shown..).unwrap_or_default());
        (text, first)
    }

    /// A part of the line as it is shown while it is typed: as many signs as columns.
    pub fn masked(&self, line: &str, bytes: Range<usize>) -> String {
        let mut shown = String::new();
        let part = line.get(bytes.clone()).unwrap_or_default();
        for (at, c) in part.char_indices() {
            let byte = bytes.start + at;
            if self.holes.iter().any(|hole| hole.contains(&byte)) {
                shown.push_str(&HIDDEN.repeat(c.width().unwrap_or(0)));
            } else {
                shown.push(c);
            }
        }
        shown
    }

    /// What is shown of the line from a byte on, for one that was entered in parts.
    pub fn from(&self, line: &str, start: usize) -> String {
        let behind = self.holes.iter().filter(|hole| hole.end > start);
        let holes = behind.map(|hole| hole.start.saturating_sub(start)..hole.end - start);
        let found = Found {
            holes: holes.collect(),
            ..Found::default()
        };
        Concealed::new(line.get(start..).unwrap_or_default(), found).text
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
            // Whoever lacks a bracket or quote is told so, whatever stands there.
            if !is_syntax(mistake) {
                "this value is secret and not repeated: check its form and its length"
                    .clone_into(&mut told.help);
            }
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

/// Where secret values stand, and where only a `^` does.
#[derive(Debug, Default)]
struct Found {
    holes: Vec<Range<usize>>,
    blanks: Vec<Range<usize>>,
}

impl Found {
    fn secrets(&mut self, defs: &[OperandDef], rest: Piece<'_>) {
        let (read, mistakes) = line::operands(rest.text, rest.start);
        let is_readable = mistakes.is_empty();
        if !is_readable {
            self.holes.extend(unreadable(defs, rest));
        }
        // What cannot be read still has its place, and the value there is as secret.
        let (all, shift) = if is_readable {
            (read, 0)
        } else {
            (written::operands(rest.text), rest.start)
        };
        let lost = lost(defs, &all).into_iter().map(|value| {
            let Range { start, end } = value.span();
            start + shift..end + shift
        });
        self.holes.extend(lost);
        walk(defs, &all, &mut |def, operand| {
            let Some(value) = secret(def, operand) else {
                return;
            };
            let span = value.start + shift..value.span().end + shift;
            match value.text {
                HIDDEN => self.blanks.push(span),
                _ => self.holes.push(span),
            }
        });
    }
}

/// The value of a secret operand. Keywords, `!` and `?` tell nothing.
fn secret<'t>(def: Option<&OperandDef>, operand: &Operand<'t>) -> Option<Piece<'t>> {
    let is_secret = match (def, operand.name) {
        (Some(def), _) => def.is_secret(),
        (None, Some(name)) => is_suspicious(name.text),
        (None, None) => false,
    };
    let value = operand.value.as_ref().filter(|_| is_secret)?.all;
    let tells = !value.text.starts_with(['*', '!', '?']) && !value.text.is_empty();
    tells.then_some(value)
}

/// Texts in quotes that belong to no operand, behind one with its name, where the command
/// takes secrets: whoever typed them may have meant one.
fn lost<'t>(defs: &[OperandDef], written: &[Operand<'t>]) -> Vec<Piece<'t>> {
    let named = written.iter().skip_while(|operand| operand.name.is_none());
    let values = named.filter(|operand| operand.name.is_none());
    let values = values.filter_map(|operand| operand.value.as_ref());
    let quoted = values.filter(|value| matches!(value.shape, Shape::Quoted { .. }));
    let found: Vec<Piece<'t>> = quoted.map(|value| value.all).collect();
    let may_be_meant = |found: &Vec<_>| !found.is_empty() && takes_secrets(defs);
    Some(found).filter(may_be_meant).unwrap_or_default()
}

/// From the first name on that may be a secret operand's, if the line cannot be read.
/// A name ends at the equals sign before it, too, so that no byte is looked at twice.
fn unreadable(defs: &[OperandDef], rest: Piece<'_>) -> Option<Range<usize>> {
    let mut secrets = all(defs);
    secrets.retain(|def| def.is_secret());
    let is_secret = |name: &str| {
        let means = |def: &&OperandDef| names_of(def, ()).any(|known| fits(name, &known));
        is_suspicious(name) || secrets.iter().any(means)
    };
    let found = rest.text.match_indices('=').find(|(at, _)| {
        let before = rest.text.get(..*at).unwrap_or_default().trim_end();
        let name = before.rsplit([' ', ',', '(', '"', '=']).next();
        name.is_some_and(is_secret)
    });
    let hole = found.map(|(at, _)| rest.start + at + 1..rest.span().end);
    hole.filter(|hole| !hole.is_empty())
}

/// A line with a sign for each of these parts.
fn without(line: &str, holes: &[Range<usize>], sign: &str) -> String {
    let (mut text, mut shown) = (String::new(), 0);
    for hole in holes {
        text.push_str(line.get(shown..hole.start).unwrap_or_default());
        text.push_str(sign);
        shown = hole.end;
    }
    text.push_str(line.get(shown..).unwrap_or_default());
    text
}

/// Whether a name is suspicious, or a text in which one may stand.
fn is_suspicious(text: &str) -> bool {
    let mut parts = text.as_bytes().windows(SUSPICIOUS.len());
    parts.any(|part| part.eq_ignore_ascii_case(SUSPICIOUS.as_bytes()))
}

/// Whether any of the operands is secret, those of structures included.
fn takes_secrets(defs: &[OperandDef]) -> bool {
    defs.iter().any(|def| {
        let mut structures = def.alternatives.iter().filter_map(|a| a.structure.as_ref());
        def.is_secret() || structures.any(|structure| takes_secrets(&structure.operands))
    })
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
            ("/MIG-VM 3,,,'AB", "/MIG-VM 3,,,^"),
            ("JV-PASSWORD='AB',X=1", "JV-PASSWORD=^,X=1"),
            ("JV-PASSWORD='AB", "JV-PASSWORD=^"),
            ("/REMARK ;MIG-VM 3,,,'AB", "/REMARK ;MIG-VM 3,,,^"),
            // A text that belongs nowhere may be meant as one.
            ("/MIG-VM 3,MONJV=X,'AB'", "/MIG-VM 3,MONJV=X,^"),
            (
                "/HELP-SDF GUIDANCE-MODE=*NO,'AB'",
                "/HELP-SDF GUIDANCE-MODE=*NO,'AB'",
            ),
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
    fn a_line_comes_back_without_its_secrets_and_cannot_be_entered_so() {
        let grammar = Grammar::builtin().unwrap();
        for (line, text, at) in [
            (
                "/MIGRATE-VM 3,JV-PASS='AB',MONJV=X",
                "/MIGRATE-VM 3,JV-PASS=,MONJV=X",
                Some(22),
            ),
            (
                "/MIGRATE-VM 3,JV-PASS = ^",
                "/MIGRATE-VM 3,JV-PASS = ",
                Some(24),
            ),
            ("/MIGRATE-VM 3,,,'AB'", "/MIGRATE-VM 3,,,^", Some(16)),
            (
                "/MIGRATE-VM 3,JV-PASS=*NONE",
                "/MIGRATE-VM 3,JV-PASS=*NONE",
                None,
            ),
        ] {
            let recalled = grammar.conceal(line).recalled(line);
            assert_eq!(recalled, (text.to_owned(), at), "{line}");
            assert_eq!(
                at.is_none(),
                grammar.bind(text, &|_| true).is_ok(),
                "{text}"
            );
        }
    }

    #[test]
    fn a_line_keeps_its_columns_while_it_is_typed() {
        let line = "/MIG-VM 3,,,'\u{6f22}B";
        let concealed = Grammar::builtin().unwrap().conceal(line);
        assert_eq!(concealed.masked(line, 0..line.len()), "/MIG-VM 3,,,^^^^");
        assert_eq!(concealed.masked(line, 10..13), ",,^");
    }

    #[test]
    fn a_line_in_parts_hides_its_share() {
        let grammar = Grammar::builtin().unwrap();
        let line = "/MIG-VM 3,JV-PASS='AB'";
        assert_eq!(grammar.conceal(line).from(line, 20), "^");
        assert_eq!(grammar.conceal(line).from(line, 10), "JV-PASS=^");
    }
}

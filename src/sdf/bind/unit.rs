//! Numbers with the unit behind them, which SDF takes in brackets, or not at all.

use super::super::Value;
use super::super::definition::{Alternative, OperandDef};
use super::super::line;
use super::super::mistake::clip;
use super::super::types::{Why, accept, complaint};
use super::explain::example;

/// A number and the unit behind it.
fn parts(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit())?;
    let (number, unit) = text.split_at_checked(end)?;
    let unit = unit.strip_prefix('*').unwrap_or(unit);
    let is_both = !number.is_empty() && unit.bytes().all(|b| b.is_ascii_alphabetic());
    is_both.then_some((number, unit))
}

/// What is wrong with a number that is out of range, whatever the unit behind it.
pub(super) fn beyond(def: &OperandDef, text: &str) -> Option<String> {
    let (number, unit) = parts(text)?;
    let tree = line::value(number)?;
    let mut typed = def.typed();
    typed.find_map(|(ty, alternative)| {
        let refused = accept(ty, &tree).err().filter(|r| r.why == Why::Range);
        let own = ty.unit.as_deref().is_some_and(|own| is_short(unit, own));
        let has_unit = own || in_brackets(def, alternative, number, unit).is_some();
        refused.filter(|_| has_unit)?;
        let wrong = complaint(&clip(number), Why::Range);
        Some(format!("{wrong}: write {}", example(def)))
    })
}

/// What to write instead of a number with a unit: `2GB`, `30s`.
pub(super) fn with_unit(def: &OperandDef, text: &str) -> Option<String> {
    let (number, unit) = parts(text)?;
    let tree = line::value(number)?;
    let mut typed = def.typed().filter(|(ty, _)| accept(ty, &tree).is_ok());
    typed.find_map(|(ty, alternative)| {
        let own = ty.unit.as_deref().filter(|own| is_short(unit, own));
        match own {
            Some(_) => Some(format!("write {}={number}", def.name)),
            None => in_brackets(def, alternative, number, unit),
        }
    })
}

/// The unit as the value of an operand in brackets, which may be left out if it is the
/// default.
fn in_brackets(
    def: &OperandDef,
    alternative: &Alternative,
    number: &str,
    unit: &str,
) -> Option<String> {
    let operands = alternative.structure.as_ref()?.operands.iter();
    let keywords = operands.flat_map(|inner| inner.keywords().map(move |(k, _)| (inner, k)));
    let mut keywords =
        keywords.filter(|(_, keyword)| is_short(unit, keyword.trim_start_matches('*')));
    let (inner, keyword) = keywords.next()?;
    let is_default = matches!(&inner.default, Some(Value::Keyword(own)) if own == keyword);
    let brackets = match is_default {
        true => String::new(),
        false => format!("({}={keyword})", inner.name),
    };
    Some(format!("write {}={number}{brackets}", def.name))
}

/// Whether a unit is short for a name: its beginning, or its first letter and `B` for a
/// number of bytes.
pub(super) fn is_short(unit: &str, name: &str) -> bool {
    let begins = |short: &str| {
        name.get(..short.len())
            .is_some_and(|begin| begin.eq_ignore_ascii_case(short))
    };
    let upper = unit.to_ascii_uppercase();
    let bytes = ["IB", "B"].iter().find_map(|end| upper.strip_suffix(end));
    let is_bytes = name.to_ascii_uppercase().ends_with("BYTE");
    begins(unit) || is_bytes && bytes.is_some_and(|short| short.len() == 1 && begins(short))
}

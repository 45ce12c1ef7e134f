//! Words that a blank sets apart although they belong together.

use super::super::Mistake;
use super::super::abbreviation::{Found, resolve};
use super::super::definition::OperandDef;
use super::super::line::{self, Piece};
use super::super::mistake::clip;
use super::operands::names;
use super::{alternative, unit};

/// How far into a line words are looked at; nobody types more by hand.
const MOST: usize = 1_024;

/// What to write instead of two words with a blank between them, the second of which could
/// not be read as an operand of these.
pub(in super::super) fn apart(
    defs: &[OperandDef],
    rest: Piece<'_>,
    mistake: &Mistake,
) -> Option<String> {
    let at = mistake.span.start.checked_sub(rest.start)?;
    let at = Some(at).filter(|at| *at < MOST)?;
    let found = rest.text.get(at..mistake.span.end - rest.start)?;
    let before = rest.text.get(..at)?;
    let is_plain = !found.is_empty() && before.ends_with([' ', '\t']);
    if let Some(help) = around_hyphen(defs, before, rest.text.get(at..)?).filter(|_| is_plain) {
        return Some(help);
    }
    if !is_plain
        || before.contains(['(', '\'', '"'])
        || found.starts_with(['=', '(', '\'', '-', '/'])
        || line::foreign(found).is_some()
    {
        return None;
    }
    let (others, word) = before.rsplit_once(',').unwrap_or(("", before));
    let word = word.trim();
    if word.is_empty() || word.contains([' ', '\t']) {
        return None;
    }
    let operand = |name: &str| match resolve(name, names(defs)) {
        Found::One(at) => defs.get(at),
        Found::Several | Found::None => None,
    };
    if let Some((name, _)) = found.split_once('=') {
        let joined = format!("{word}-{name}");
        operand(&joined)?;
        return Some(format!(
            "write {word}-{}: hyphens join the parts of a name",
            clip(found)
        ));
    }
    let (name, value) = match word.split_once('=') {
        Some((name, value)) => (Some(name), value),
        None => (None, word),
    };
    if name.is_none() && operand(word).is_some() {
        return Some(format!("write {word}={}", clip(found)));
    }
    // As options of other programs: `--vm-id 12`.
    let option = word.strip_prefix("--").and_then(operand);
    if let Some(def) = option {
        return Some(format!("write {}={}", def.name, clip(found)));
    }
    let position = before.matches(',').count();
    let def = match name {
        Some(name) => operand(name)?,
        None if others.contains('=') => return None,
        None => defs.get(position)?,
    };
    one_value(def, value, found)
}

/// What to write instead of a name with blanks around one of its hyphens: `VM - ID=12`.
fn around_hyphen(defs: &[OperandDef], before: &str, behind: &str) -> Option<String> {
    let word = before.rsplit([',', '(']).next()?.trim();
    let is_apart = word.ends_with('-') || behind.starts_with('-');
    let (name, value) = behind.split_once('=').filter(|_| is_apart)?;
    let name: String = format!("{word}{name}").split_whitespace().collect();
    let is_name = matches!(resolve(&name, names(defs)), Found::One(_));
    let value = value.split([' ', ',', ')']).next().unwrap_or_default();
    let right = clip(&format!("{name}={value}"));
    is_name.then(|| format!("write {right}: no blanks stand around a hyphen"))
}

/// What to write instead if both words are about the same operand: a number with its unit, a
/// text, or a list.
fn one_value(def: &OperandDef, first: &str, second: &str) -> Option<String> {
    if let Some(help) = unit::with_unit(def, &format!("{first}{second}")) {
        return Some(help);
    }
    let text = format!("'{first} {second}'");
    let quoted = line::value(&text).filter(|_| !def.is_secret());
    if quoted.is_some_and(|tree| alternative(def, &tree, false).is_some()) {
        let (name, text) = (&def.name, clip(&text));
        return Some(format!(
            "a text with blanks stands in quotes: write {name}={text}"
        ));
    }
    let takes =
        |text: &str| line::value(text).is_some_and(|tree| alternative(def, &tree, true).is_some());
    let is_list = def.list.is_some() && takes(first) && takes(second);
    is_list.then(|| {
        let (name, values) = (&def.name, clip(&format!("{first},{second}")));
        format!("several values stand in brackets: write {name}=({values})")
    })
}

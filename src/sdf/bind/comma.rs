//! What to write where a comma between two words would only be the next mistake.

use super::super::abbreviation::{Found, resolve};
use super::super::definition::Structure;
use super::super::line::{self, Piece, Shape, Tree};
use super::super::mistake::{self, clip};
use super::super::types::Kind;
use super::super::{CommandDef, Mistake, OperandDef};
use super::Binder;
use super::alternative;
use super::operands::{names, place_of};

/// Signs that people write where a comma should separate operands.
const SIGNS: [char; 2] = ['.', ':'];

/// How far into a line such words are looked at; nobody types more by hand.
const MOST: usize = 1_024;

/// What to write instead of the comma that a mistake proposes, if nothing takes what would
/// stand behind it.
pub(in super::super) fn instead_of_comma(
    command: &CommandDef,
    rest: Piece<'_>,
    mistake: &Mistake,
) -> Option<String> {
    let proposes = mistake.help.starts_with(mistake::BY_COMMAS) && rest.text.len() < MOST;
    let at = mistake.span.start.checked_sub(rest.start)?;
    let found = rest.text.get(at..mistake.span.end - rest.start)?;
    let (before, behind) = rest.text.split_at_checked(at).filter(|_| proposes)?;
    let tried = format!("{before},{behind}");
    if is_right_at(command, &tried, at + 1..at + 1 + found.len()) {
        let (by, found) = (mistake::VALUES_BY_COMMAS, clip(found));
        return is_in_list(before).then(|| format!("{by} ,{found}"));
    }
    if is_in_list(before) && before.matches('(').count() > 1 {
        return Some(format!("{} ,{}", mistake::VALUES_BY_COMMAS, clip(found)));
    }
    let (gap, before) = (before, without_gap(before));
    let word = before.rsplit([',', '(']).next().unwrap_or(before).trim();
    let (name, value) = match word.split_once('=') {
        Some((name, value)) => (Some(name.trim()), value.trim()),
        None => (None, word),
    };
    let defs = &command.operands;
    let def = match name {
        _ if before.contains('(') => None,
        Some(name) => place_of(defs, name).and_then(|at| defs.get(at)),
        None => defs.get(before.matches(',').count()),
    };
    let taken = def.zip(line::value(value));
    let inside = taken
        .as_ref()
        .and_then(|(def, tree)| in_brackets(def, tree, found));
    let has_comment = gap.get(before.len()..).is_some_and(|gap| gap.contains('"'));
    let ends = if has_comment { "comment" } else { "blank" };
    let one_value = taken.filter(|(def, tree)| alternative(def, tree, false).is_some());
    let is_part = has_comment || one_value.is_none();
    let joined = def.filter(|_| is_part).and_then(|def| {
        let whole = format!("{value}{found}");
        let tree = line::value(&whole)?;
        alternative(def, &tree, false)?;
        Some(format!(
            "a {ends} ends a value: write {}={}",
            def.name,
            clip(&whole)
        ))
    });
    let alone = one_value
        .map(|(def, _)| format!("{} takes one value: leave `{}` out", def.name, clip(found)));
    let otherwise = || {
        let found = clip(found);
        format!("a {ends} ends a value, and no operand is left for `{found}`: leave it out")
    };
    Some(inside.or(joined).or(alone).unwrap_or_else(otherwise))
}

/// Whether nothing is wrong at a place of the operands of a command, if not that others are
/// missing.
pub(in super::super) fn is_right_at(
    command: &CommandDef,
    operands: &str,
    place: std::ops::Range<usize>,
) -> bool {
    let (written, mut wrong) = line::operands(operands, 0);
    let mut binder = Binder::new(&command.name);
    binder.fill(&command.operands, &written, operands.len());
    wrong.append(&mut binder.mistakes);
    !wrong
        .iter()
        .any(|m| !mistake::is_missing(m) && m.span.start < place.end && place.start < m.span.end)
}

/// Whether a text ends in brackets without a value before them, which hold a list.
fn is_in_list(text: &str) -> bool {
    let mut depth = 0_usize;
    let opened = text.char_indices().rev().find(|(_, c)| {
        match c {
            ')' => depth += 1,
            '(' if depth > 0 => depth -= 1,
            '(' => return true,
            _ => {}
        }
        false
    });
    let before = opened.and_then(|(at, _)| text.get(..at));
    let is_named = |inner: &str| inner.contains('=');
    before.is_some_and(|before| {
        let inner = text.get(before.len()..).unwrap_or_default();
        before.ends_with(['=', '(', ',', ' ']) && !is_named(inner)
    })
}

/// Where a sign stands in a word for the comma before the name of an operand, and that name.
pub(super) fn sign_for_comma<'t>(defs: &[OperandDef], word: &'t str) -> Option<(usize, &'t str)> {
    let mut signs = word.match_indices(SIGNS).filter(|(at, _)| *at > 0);
    signs.find_map(|(at, _)| {
        let name = word.get(at + 1..)?;
        matches!(resolve(name, names(defs)), Found::One(_)).then_some((at, name))
    })
}

/// The mistake that another sign stands where a comma should be: `VM-ID=2.SERVER=A`.
pub(in super::super) fn comma_for_sign(
    defs: &[OperandDef],
    rest: Piece<'_>,
    mistake: &Mistake,
) -> Option<Mistake> {
    let at = mistake.span.start.checked_sub(rest.start)?;
    let end = mistake.span.end.checked_sub(rest.start)?;
    let at = Some(at).filter(|at| *at < MOST)?;
    let (before, found) = (rest.text.get(..at)?, rest.text.get(at..end)?);
    let last = before.trim_end();
    let word = last.rsplit(['=', ',', '(', ' ', '\t']).next()?;
    let (sign, name) = if found.starts_with('=') {
        sign_for_comma(defs, word)?
    } else {
        let (name, _) = found.split_once('=')?;
        let is_name = matches!(resolve(name, names(defs)), Found::One(_));
        let sign = word.len().checked_sub(1)?;
        (is_name && sign > 0 && word.ends_with(SIGNS)).then_some((sign, ""))?
    };
    let from = last.len() - word.len() + sign;
    let (value, wrong) = (word.get(..sign)?, rest.text.get(from..end)?);
    let right = clip(&format!("{value},{name}{found}"));
    let help = format!("{}: write {right}", mistake::COMMAS);
    let span = rest.start + from..mistake.span.end;
    Some(mistake::invalid(span, wrong, help))
}

/// A text without the blanks and comments at its end.
fn without_gap(text: &str) -> &str {
    let text = text.trim_end();
    let comment = text.strip_suffix('"').and_then(|text| text.rfind('"'));
    match comment.and_then(|at| text.get(..at)) {
        Some(before) => without_gap(before),
        None => text,
    }
}

/// What to write instead of a word behind a value that introduces a structure, if it is the
/// first operand of that.
fn in_brackets(def: &OperandDef, value: &Tree<'_>, found: &str) -> Option<String> {
    let keyword = alternative(def, value, false).filter(|_| value.shape == Shape::Word)?;
    let inner = &keyword.structure.as_ref()?.operands;
    let (written, unread) = line::operands(found, 0);
    let mut binder = Binder::new(&def.name);
    let bound = binder.fill(inner, &written, found.len());
    let is_wrong = |m: &Mistake| !mistake::is_missing(m);
    if !unread.is_empty() || binder.mistakes.iter().any(is_wrong) {
        return None;
    }
    let missing = inner
        .iter()
        .filter(|def| !bound.iter().any(|(name, _)| *name == def.name));
    let missing: String = missing.map(|def| format!(",{}=...", def.name)).collect();
    Some(format!(
        "what a value introduces stands in brackets behind it: write {}={}({}{missing})",
        def.name,
        keyword.choice,
        clip(found)
    ))
}

/// What to write where a value stands without the brackets that it needs.
pub(super) fn with_brackets(def: &OperandDef, value: &str, inner: &Structure) -> String {
    let needed = inner
        .operands
        .iter()
        .filter(|def| def.is_needed())
        .map(|def| format!("{}=...", def.name));
    let needed: Vec<String> = needed.collect();
    format!(
        "its operands stand in brackets behind it: write {}={value}({})",
        def.name,
        needed.join(",")
    )
}

/// What to write instead of a comma in a decimal number.
pub(super) fn decimal(def: &OperandDef, before: &Tree<'_>, behind: &Tree<'_>) -> Option<String> {
    let digits = |tree: &Tree<'_>| {
        tree.shape == Shape::Word && tree.all.text.bytes().all(|b| b.is_ascii_digit())
    };
    let number = format!("{}.{}", before.all.text, behind.all.text);
    let tree = line::value(&number).filter(|_| digits(before) && digits(behind))?;
    let is_decimal = def.typed().any(|(ty, _)| ty.kind == Kind::Fixed);
    alternative(def, &tree, false).filter(|_| is_decimal)?;
    Some(format!(
        "decimals stand behind a point: write {}={number}",
        def.name
    ))
}

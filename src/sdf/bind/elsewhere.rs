//! What stands where it does not belong: keywords in the place of another operand than
//! theirs, operands in brackets of their own.

use super::super::Mistake;
use super::super::abbreviation::{Found, resolve};
use super::super::definition::OperandDef;
use super::super::line::{Operand, Shape, Tree};
use super::super::mistake::{FEW, alternatives, clip};
use super::explain::brackets;
use super::operands::names;

/// What to write instead of a keyword without a name, with or without its star, that the
/// operand in whose place it stands does not take, if few of the others have it and none of
/// those has a value.
pub(super) fn elsewhere(
    defs: &[OperandDef],
    written: &[Operand<'_>],
    position: usize,
    is_empty: &dyn Fn(usize) -> bool,
    mistake: &Mistake,
) -> Option<String> {
    let operand = written.get(position)?;
    let tree = operand.value.as_ref()?;
    if tree.shape != Shape::Word || operand.name.is_some() || !is_about(mistake, tree) {
        return None;
    }
    let behind = written.iter().skip(position + 1);
    // Behind an operand with its name none can stand without.
    if behind.clone().any(|o| o.name.is_none() && !o.is_empty()) {
        return None;
    }
    let is_named = |at| {
        behind.clone().any(|o| {
            o.name
                .is_some_and(|name| resolve(name.text, names(defs)) == Found::One(at))
        })
    };
    let word = tree.all.text.strip_prefix('*').unwrap_or(tree.all.text);
    let own = |def: &OperandDef| {
        let mut keywords = def.keywords();
        let found = keywords.find(|(keyword, _)| {
            let keyword = keyword.strip_prefix('*').unwrap_or(keyword);
            keyword.eq_ignore_ascii_case(word)
        });
        found.map(|(keyword, alternative)| format!("{keyword}{}", brackets(alternative)))
    };
    let all = defs.iter().enumerate();
    let takers: Vec<_> = all
        .filter_map(|(at, def)| Some((at, def, own(def)?)))
        .collect();
    let is_free = |(at, ..): &(usize, &OperandDef, String)| {
        *at != position && is_empty(*at) && !is_named(*at)
    };
    let write = |(_, def, value): &(usize, &OperandDef, String)| format!("{}={value}", def.name);
    match takers.as_slice() {
        all if !all.iter().all(is_free) => None,
        [one @ (_, def, value)] => {
            Some(format!("{value} is for {}: write {}", def.name, write(one)))
        }
        [_, ..] if takers.len() <= FEW => {
            let ways: Vec<String> = takers.iter().map(write).collect();
            let ways: Vec<&str> = ways.iter().map(String::as_str).collect();
            Some(format!("write {}", alternatives(&ways)))
        }
        _ => None,
    }
}

/// Whether a mistake is of a value, or of a part of it.
fn is_about(mistake: &Mistake, tree: &Tree<'_>) -> bool {
    let span = tree.all.span();
    span.start <= mistake.span.start && mistake.span.end <= span.end
}

/// What to write instead of operands in brackets that nothing opens: `(VM-ID=12)`.
pub(super) fn bracketed(
    defs: &[OperandDef],
    operand: &Operand<'_>,
    mistake: &Mistake,
) -> Option<String> {
    let tree = operand.value.as_ref().filter(|_| operand.name.is_none())?;
    let Shape::Group(inner) = &tree.shape else {
        return None;
    };
    let is_own = |inner: &Operand<'_>| {
        let found = inner.name.map(|name| resolve(name.text, names(defs)));
        matches!(found, Some(Found::One(_)))
    };
    let text = tree.all.text.strip_prefix('(')?.strip_suffix(')')?;
    let is_it = mistake.span == tree.all.span() && !inner.is_empty() && inner.iter().all(is_own);
    is_it.then(|| {
        format!(
            "operands stand without brackets: write {}",
            clip(text.trim())
        )
    })
}

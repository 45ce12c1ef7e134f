//! What stands where it does not belong: keywords in the place of another operand than
//! theirs, operands in brackets of their own.

use super::super::Mistake;
use super::super::abbreviation::{Found, resolve};
use super::super::definition::OperandDef;
use super::super::line::{Operand, Shape};
use super::super::mistake::clip;
use super::explain::brackets;
use super::operands::names;

/// What to write instead of a keyword without a name that the operand in whose place it
/// stands does not take, if just one of those without a value has it.
pub(super) fn elsewhere(
    defs: &[OperandDef],
    written: &[Operand<'_>],
    position: usize,
    is_empty: &dyn Fn(usize) -> bool,
    mistake: &Mistake,
) -> Option<String> {
    let operand = written.get(position)?;
    let tree = operand.value.as_ref()?;
    let is_keyword = tree.shape == Shape::Word && tree.all.text.starts_with('*');
    if !is_keyword || operand.name.is_some() || mistake.span != tree.all.span() {
        return None;
    }
    let mut behind = written.iter().skip(position + 1);
    // Behind an operand with its name none can stand without.
    if behind.clone().any(|o| o.name.is_none() && !o.is_empty()) {
        return None;
    }
    let mut is_named = |at| {
        behind.any(|o| {
            o.name
                .is_some_and(|name| resolve(name.text, names(defs)) == Found::One(at))
        })
    };
    let own = |def: &OperandDef| {
        let mut keywords = def.keywords();
        let found = keywords.find(|(keyword, _)| keyword.eq_ignore_ascii_case(tree.all.text));
        found.map(|(keyword, alternative)| format!("{keyword}{}", brackets(alternative)))
    };
    let all = defs.iter().enumerate();
    let mut takers = all.filter_map(|(at, def)| Some((at, def, own(def)?)));
    let (at, def, value) = takers.next()?;
    let is_only = takers.next().is_none() && at != position && is_empty(at) && !is_named(at);
    is_only.then(|| format!("{value} is for {}: write {}={value}", def.name, def.name))
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

//! Brings written operands and definitions together, whatever their values are worth.

use super::abbreviation::{Found, resolve};
use super::bind::{introduced, names};
use super::definition::OperandDef;
use super::line::{Operand, Shape};

/// Calls `visit` with every written operand, structures included, and the definition
/// that it belongs to, if there is one.
pub(super) fn walk<'d, 't>(
    defs: &'d [OperandDef],
    written: &'t [Operand<'t>],
    visit: &mut dyn FnMut(Option<&'d OperandDef>, &'t Operand<'t>),
) {
    let mut names_begun = false;
    for (position, operand) in written.iter().enumerate() {
        names_begun |= operand.name.is_some();
        let def = match operand.name {
            Some(name) => named(defs, name.text).and_then(|at| defs.get(at)),
            None => defs.get(position).filter(|_| !names_begun),
        };
        visit(def, operand);
        walk_inside(def, operand, visit);
    }
}

/// Calls `visit` with every operand in the brackets of one that belongs to this definition.
pub(super) fn walk_inside<'d, 't>(
    def: Option<&'d OperandDef>,
    operand: &'t Operand<'t>,
    visit: &mut dyn FnMut(Option<&'d OperandDef>, &'t Operand<'t>),
) {
    if let Some((defs, inner)) = inside(def, operand) {
        walk(defs, inner, visit);
    }
}

/// What stands in the brackets of an operand that belongs to this definition, and what may.
pub(super) fn inside<'d, 't>(
    def: Option<&'d OperandDef>,
    operand: &'t Operand<'t>,
) -> Option<(&'d [OperandDef], &'t [Operand<'t>])> {
    let (introducer, inner) = match operand.value.as_ref().map(|tree| &tree.shape) {
        Some(Shape::Structure(word, inner)) => (Some(word.as_ref()), inner),
        Some(Shape::Group(inner)) => (None, inner),
        _ => return None,
    };
    let structure = def.and_then(|def| introduced(def, introducer));
    Some((structure.map_or(&[], |s| &s.operands), inner))
}

/// The place of the definition that a name means.
pub(super) fn named(defs: &[OperandDef], name: &str) -> Option<usize> {
    match resolve(name, names(defs)) {
        Found::One(at) => Some(at),
        Found::Several | Found::None => None,
    }
}

//! What the slots of an outline stand for.

use super::super::abbreviation::{Found, resolve};
use super::super::bind;
use super::super::definition::Choice;
use super::super::definition::OperandDef;
use super::super::types::{DataType, Kind, Property};
use super::outline::{Group, Slot, Value};

/// What may stand in a group.
#[derive(Debug, Clone, Copy)]
pub(super) enum Level<'g> {
    /// The operands of a command or structure.
    Operands(&'g [OperandDef]),
    /// The values of a list.
    List(&'g OperandDef),
    /// Nobody can tell.
    Unknown,
    /// Nothing: no brackets belong here.
    Nothing,
}

/// What a slot stands for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Meaning<'g> {
    /// The operand whose value it holds, and its place among the operands.
    pub operand: Option<(usize, &'g OperandDef)>,
    /// Whether a value may stand in it without a name.
    pub positional: bool,
    /// Whether it is an element of a list.
    pub in_list: bool,
}

impl<'g> Level<'g> {
    /// What each slot of a group stands for (Commands V21, page 17: positions first,
    /// then names).
    pub(super) fn meanings(self, group: &Group<'_>) -> Vec<Meaning<'g>> {
        let mut names_begun = false;
        let slots = group.slots.iter().enumerate();
        slots
            .map(|(place, slot)| {
                names_begun |= slot.name.is_some();
                let meaning = self.meaning(place, slot, names_begun);
                names_begun |= slot.names_another;
                meaning
            })
            .collect()
    }

    fn meaning(self, place: usize, slot: &Slot<'_>, names_begun: bool) -> Meaning<'g> {
        let (operand, positional) = match self {
            Level::Operands(defs) => {
                let place = match &slot.name {
                    Some(name) => named(defs, name.text),
                    None => Some(place).filter(|_| !names_begun),
                };
                let operand = place.and_then(|at| Some((at, defs.get(at)?)));
                (operand, operand.is_some() && slot.name.is_none())
            }
            Level::List(def) => {
                let room = def.list.is_some_and(|most| place < most);
                (room.then_some((0, def)), room && slot.name.is_none())
            }
            Level::Unknown | Level::Nothing => (None, false),
        };
        Meaning {
            operand,
            positional,
            in_list: matches!(self, Level::List(_)),
        }
    }
}

/// The operand that a full or abbreviated name means.
pub(super) fn named(defs: &[OperandDef], name: &str) -> Option<usize> {
    match resolve(name, bind::names(defs)) {
        Found::One(at) => Some(at),
        Found::Several | Found::None => None,
    }
}

impl<'g> Meaning<'g> {
    /// What may stand in the brackets of its value.
    pub(super) fn inside(&self, value: &Value<'_>) -> Level<'g> {
        let Some((_, def)) = self.operand else {
            return Level::Unknown;
        };
        let Some(word) = &value.word else {
            return match (self.in_list, def.list, def.open_structure()) {
                (false, Some(_), _) => Level::List(def),
                (false, None, Some((_, open))) => open
                    .structure
                    .as_ref()
                    .map_or(Level::Unknown, |s| Level::Operands(&s.operands)),
                _ => Level::Nothing,
            };
        };
        match bind::alternative(def, word, self.in_list) {
            Some(found) => match (&found.structure, &found.choice) {
                (Some(structure), _) => Level::Operands(&structure.operands),
                // `FILE(3)` is one name.
                (None, Choice::Typed(ty)) if may_have_brackets(ty, value) => Level::Unknown,
                (None, _) => Level::Nothing,
            },
            None => Level::Unknown,
        }
    }
}

/// Whether what stands in the brackets behind a file name is or may become a generation.
fn may_have_brackets(ty: &DataType, value: &Value<'_>) -> bool {
    let is_simple = |slot: &Slot<'_>| slot.name.is_none() && slot.stray.is_none();
    let is_one = |group: &Group<'_>| group.slots.len() == 1 && group.slots.iter().all(is_simple);
    let takes = ty.kind == Kind::Filename
        && ![Property::Gen, Property::Vers]
            .iter()
            .any(|p| ty.forbids(*p));
    takes && value.group.as_ref().is_some_and(is_one)
}

//! Where in a line the cursor stands, and so what may be typed there.

use std::ops::Range;

use super::super::definition::OperandDef;
use super::super::line::{Piece, Shape};
use super::level::{Level, Meaning};
use super::outline::{Group, Slot, outline};
use super::scan::{Token, scan};
use super::{Typing, is_apart};

/// Where the cursor stands.
#[derive(Debug, Clone)]
pub(super) enum Place<'a> {
    /// In the name of the command.
    Command(Piece<'a>),
    /// Where an operand begins.
    Operand(Start<'a>, Piece<'a>),
    /// In a value.
    Value(Values<'a>, Piece<'a>),
    /// In a text in quotes, which nothing completes.
    Text(&'a OperandDef),
    /// Behind a complete value, where a comma is due.
    Behind(Start<'a>),
}

/// What may begin where an operand begins.
#[derive(Debug, Clone)]
pub(super) struct Start<'a> {
    /// The operands that are not written elsewhere in the same brackets.
    pub free: Vec<&'a OperandDef>,
    /// The one whose value may stand here without its name.
    pub position: Option<&'a OperandDef>,
    /// Whether the equals sign is there already.
    pub has_equals: bool,
    /// Whether brackets follow the word.
    pub bracketed: bool,
    pub ends: Ends,
}

/// What may be written behind a complete value.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Ends {
    /// A comma, as something else may follow.
    pub comma: bool,
    /// The bracket that closes, as nothing has to.
    pub bracket: bool,
    /// Whether it is one of a list.
    pub in_list: bool,
}

/// Whose value is being typed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Values<'a> {
    pub def: &'a OperandDef,
    pub in_list: bool,
    pub bracketed: bool,
    pub ends: Ends,
}

/// Finds the place of the cursor; `None` where there is nothing to say about.
pub(super) fn place<'a>(typing: &Typing<'a>) -> Option<Place<'a>> {
    let (line, cursor) = (typing.line, typing.cursor);
    if !line.is_char_boundary(cursor) {
        return None;
    }
    let head = typing.head();
    let Some(name) = head.name else {
        let before = line.get(..cursor)?.trim_matches([' ', '\t']);
        return matches!(before, "" | "/").then_some(Place::Command(empty(line, cursor)));
    };
    if touches(name, cursor) {
        return Some(Place::Command(name));
    }
    let def = typing.command(name)?;
    if cursor < name.start || !is_apart(&head) || def.command_rest().is_some() {
        return None;
    }
    let parts = scan(line, head.rest.start);
    let in_comment = |part: &super::scan::Lexeme| {
        part.token == Token::Comment && part.span.start < cursor && cursor < part.span.end
            || part.token == Token::Comment && cursor == line.len() && part.span.end == cursor
    };
    if parts.iter().any(in_comment) {
        return None;
    }
    let group = outline(line, head.rest.start, &parts);
    descend(line, cursor, &group, Level::Operands(&def.operands))
}

/// Goes down to the innermost brackets that hold the cursor.
fn descend<'a>(
    line: &'a str,
    cursor: usize,
    group: &Group<'a>,
    level: Level<'a>,
) -> Option<Place<'a>> {
    let meanings = level.meanings(group);
    let here = |slot: &Slot<'_>| slot.span.start <= cursor && cursor <= slot.span.end;
    let at = group.slots.iter().position(here)?;
    let (slot, meaning) = (group.slots.get(at)?, meanings.get(at)?);
    if let Some(value) = &slot.value
        && let Some(inner) = &value.group
        && inner.span.start <= cursor
        && cursor <= inner.span.end
    {
        return descend(line, cursor, inner, meaning.inside(value));
    }
    let within = Within {
        line,
        cursor,
        group,
        level,
        at,
        slot,
        meaning: *meaning,
    };
    within.place()
}

/// The slot in which the cursor stands, outside of all brackets that its value has.
struct Within<'a, 'g> {
    line: &'a str,
    cursor: usize,
    group: &'g Group<'a>,
    level: Level<'a>,
    at: usize,
    slot: &'g Slot<'a>,
    meaning: Meaning<'a>,
}

impl<'a> Within<'a, '_> {
    fn place(&self) -> Option<Place<'a>> {
        let operand = self.meaning.operand.map(|(_, def)| def);
        if let Some(name) = self.slot.name.filter(|name| self.cursor <= name.span().end) {
            let start = || self.start(Some(self.at), true);
            return touches(name, self.cursor).then(|| Place::Operand(start(), name));
        }
        let word = self
            .slot
            .value
            .as_ref()
            .and_then(|value| value.word.as_ref());
        let typed = match word.filter(|word| touches(word.all, self.cursor)) {
            Some(word) if word.shape != Shape::Word => return operand.map(Place::Text),
            Some(word) => word.all,
            None if self.slot.value.is_some() || self.slot.stray.is_some() => {
                let is_due = self.is_behind_value();
                return is_due.then(|| Place::Behind(self.start(None, false)));
            }
            None => empty(self.line, self.cursor),
        };
        if self.slot.name.is_none() && !self.meaning.in_list {
            return Some(Place::Operand(self.start(Some(self.at), false), typed));
        }
        let def = operand.filter(|_| self.is_behind_equals())?;
        Some(Place::Value(self.values(def), typed))
    }

    fn start(&self, here: Option<usize>, has_equals: bool) -> Start<'a> {
        let position = self.meaning.operand.filter(|_| self.meaning.positional);
        Start {
            free: free(self.level, self.group, here),
            position: position.map(|(_, def)| def),
            has_equals,
            bracketed: self.is_bracketed(),
            ends: self.ends(),
        }
    }

    fn values(&self, def: &'a OperandDef) -> Values<'a> {
        Values {
            def,
            in_list: self.meaning.in_list,
            bracketed: self.is_bracketed(),
            ends: self.ends(),
        }
    }

    /// What may follow the value, if that is not there already.
    fn ends(&self) -> Ends {
        let byte = |at: usize| self.line.as_bytes().get(at).copied();
        let in_list = self.meaning.in_list;
        if byte(self.slot.span.end) == Some(b',') {
            return Ends::default();
        }
        let free = free(self.level, self.group, None);
        let has_room = match self.level {
            Level::List(def) => def.list.is_some_and(|most| self.group.slots.len() < most),
            _ => !free.is_empty(),
        };
        let Range { start, end } = self.group.span;
        let is_inside = start.checked_sub(1).and_then(byte) == Some(b'(');
        Ends {
            comma: has_room,
            bracket: is_inside
                && byte(end) != Some(b')')
                && !free.iter().any(|def| def.is_needed()),
            in_list,
        }
    }

    fn is_bracketed(&self) -> bool {
        let value = self.slot.value.as_ref();
        value.is_some_and(|value| value.group.is_some())
    }

    fn is_behind_value(&self) -> bool {
        let value = self
            .slot
            .value
            .as_ref()
            .filter(|_| self.slot.stray.is_none());
        value.is_some_and(|value| value.all.span().end <= self.cursor)
    }

    fn is_behind_equals(&self) -> bool {
        self.slot.name.is_none_or(|name| {
            let gap = self.line.get(name.span().end..self.cursor);
            gap.is_some_and(|gap| gap.contains('='))
        })
    }
}

/// The operands that no slot of the group holds, but perhaps this one.
fn free<'a>(level: Level<'a>, group: &Group<'_>, here: Option<usize>) -> Vec<&'a OperandDef> {
    let Level::Operands(defs) = level else {
        return Vec::new();
    };
    let mut taken = vec![false; defs.len()];
    let slots = group.slots.iter().zip(level.meanings(group)).enumerate();
    for (at, (slot, meaning)) in slots {
        if let Some((place, _)) = meaning
            .operand
            .filter(|_| Some(at) != here && slot.is_written())
            && let Some(taken) = taken.get_mut(place)
        {
            *taken = true;
        }
    }
    let free = defs.iter().zip(taken).filter(|(_, taken)| !taken);
    free.map(|(def, _)| def).collect()
}

impl Ends {
    pub(super) fn are_any(self) -> bool {
        self.comma || self.bracket
    }
}

fn empty(line: &str, cursor: usize) -> Piece<'_> {
    Piece {
        text: line.get(cursor..cursor).unwrap_or(""),
        start: cursor,
    }
}

fn touches(piece: Piece<'_>, cursor: usize) -> bool {
    piece.start <= cursor && cursor <= piece.span().end
}

//! Where in a line the cursor stands, and so what may be typed there.

use super::super::definition::OperandDef;
use super::super::line::{Piece, Shape};
use super::level::Level;
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
}

/// Whose value is being typed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Values<'a> {
    pub def: &'a OperandDef,
    pub in_list: bool,
    pub bracketed: bool,
    /// Whether another operand may follow in the same brackets.
    pub goes_on: bool,
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
    let word = slot.value.as_ref().and_then(|value| value.word.as_ref());
    let bracketed = slot
        .value
        .as_ref()
        .is_some_and(|value| value.group.is_some());
    let start = |here, has_equals| Start {
        free: free(level, group, here),
        position: meaning
            .operand
            .map(|(_, def)| def)
            .filter(|_| meaning.positional),
        has_equals,
        bracketed,
    };
    let values = |def| Values {
        def,
        in_list: meaning.in_list,
        bracketed,
        goes_on: !meaning.in_list && !free(level, group, None).is_empty(),
    };
    if let Some(name) = slot.name.filter(|name| cursor <= name.span().end) {
        return touches(name, cursor).then(|| Place::Operand(start(Some(at), true), name));
    }
    let typed = match word {
        Some(word) if touches(word.all, cursor) => {
            if word.shape != Shape::Word {
                return meaning.operand.map(|(_, def)| Place::Text(def));
            }
            word.all
        }
        _ if slot.value.is_some() || slot.stray.is_some() => {
            let behind = slot.stray.is_none()
                && slot
                    .value
                    .as_ref()
                    .is_some_and(|v| v.all.span().end <= cursor);
            return (behind && !meaning.in_list).then(|| Place::Behind(start(None, false)));
        }
        _ => empty(line, cursor),
    };
    if slot.name.is_none() && !meaning.in_list {
        return Some(Place::Operand(start(Some(at), false), typed));
    }
    let behind_equals = slot.name.is_none_or(|name| {
        line.get(name.span().end..cursor)
            .is_some_and(|gap| gap.contains('='))
    });
    let (_, def) = meaning.operand.filter(|_| behind_equals)?;
    Some(Place::Value(values(def), typed))
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

fn empty(line: &str, cursor: usize) -> Piece<'_> {
    Piece {
        text: line.get(cursor..cursor).unwrap_or(""),
        start: cursor,
    }
}

fn touches(piece: Piece<'_>, cursor: usize) -> bool {
    piece.start <= cursor && cursor <= piece.span().end
}

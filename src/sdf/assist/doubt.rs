//! Names in a line that mean nothing that exists. That is no mistake of the line: the
//! command says so when it is carried out, and what is not there now may be there then.

use super::super::abbreviation::begins_with;
use super::super::bind;
use super::super::definition::{Choice, OperandDef};
use super::super::line::{Piece, Shape};
use super::super::wildcard::is_pattern;
use super::level::Level;
use super::outline::{Group, outline};
use super::scan::scan;
use super::unfit::Unfit;
use super::{Known, NameKind, Typing};
use crate::text::nearest;

/// How many names before the cursor are looked up; nobody types more at a time.
const MOST: usize = 16;

/// Up to so many names that exist are told all.
const FEW: usize = 6;

impl Typing<'_> {
    /// Which name before the cursor means nothing that exists, and what does exist. `names`
    /// are the names of a kind.
    pub fn doubt(&self, names: &dyn Fn(NameKind) -> Vec<Known>) -> Option<String> {
        let (_, part) = self.here()?;
        let head = part.head();
        let def = part.command(head.name?)?;
        if def.command_rest().is_some() {
            return None;
        }
        let lexemes = scan(part.line, head.rest.start);
        let group = outline(part.line, head.rest.start, &lexemes);
        let mut found = Vec::new();
        collect(
            &mut found,
            &def.name,
            &group,
            Level::Operands(&def.operands),
        );
        let before = found.iter().filter(|(.., word)| word.start <= part.cursor);
        let mut last = before.rev().take(MOST);
        last.find_map(|(kind, operand, word)| {
            let unfit = Unfit::of(def, operand, &group);
            doubt((*kind, operand), *word, part.cursor, &names(*kind), unfit)
        })
    }
}

/// The words that should be names of things that exist, from left to right.
fn collect<'a, 'g>(
    found: &mut Vec<(NameKind, &'g OperandDef, Piece<'a>)>,
    command: &str,
    group: &Group<'a>,
    level: Level<'g>,
) {
    for (slot, meaning) in group.slots.iter().zip(level.meanings(group)) {
        let Some(value) = &slot.value else { continue };
        if let (Some((_, def)), Some(word), None) = (meaning.operand, &value.word, &value.group)
            && let Some(kind) =
                NameKind::of(command, &def.name).filter(|k| exists(command, &def.name, *k))
            && word.shape == Shape::Word
            && !is_pattern(word.all.text)
            && !word.all.text.contains('?')
            && let Some(taken) = bind::alternative(def, word, meaning.in_list)
            && matches!(taken.choice, Choice::Typed(_))
        {
            found.push((kind, def, word.all));
        }
        if let Some(inner) = &value.group {
            collect(found, command, inner, meaning.inside(value));
        }
    }
}

/// Whether what an operand names has to be there: not the ends of a range, nor what a
/// definition holds for later.
fn exists(command: &str, operand: &str, kind: NameKind) -> bool {
    let is_end = matches!(operand, "FROM" | "TO");
    let is_later = command.ends_with("-DEFINITION");
    !is_end && (!is_later || matches!(kind, NameKind::Definition | NameKind::Unit))
}

fn doubt(
    (kind, operand): (NameKind, &OperandDef),
    word: Piece<'_>,
    cursor: usize,
    known: &[Known],
    unfit: Option<Unfit<'_>>,
) -> Option<String> {
    let typed = word.text;
    let is_open = cursor <= word.span().end;
    let is_it = |name: &str| {
        name.eq_ignore_ascii_case(typed)
            || number(name).is_some_and(|index| number(typed) == Some(index))
    };
    let begins = |name: &str| is_open && begins_with(name, typed);
    let fits = |known: &&Known| {
        let against = unfit.as_ref().and_then(|unfit| unfit.against(known));
        against.is_none()
    };
    let is_fine = |known: &Known| known.names().any(|name| is_it(name) || begins(name));
    if known.iter().filter(fits).any(is_fine) {
        return None;
    }
    if let Some(found) = known.iter().find(|known| known.names().any(is_it)) {
        return unfit?.against(found);
    }
    if known.iter().any(is_fine) {
        return None;
    }
    // A keyword without its star.
    let keyword = format!("*{typed}");
    let mut keywords = operand.keywords();
    let starred = keywords.find(|(known, _)| known.eq_ignore_ascii_case(&keyword));
    if let Some((keyword, _)) = starred {
        let noun = kind.noun();
        return Some(format!("there is no {noun} {typed} here: write {keyword}"));
    }
    let names = || {
        known
            .iter()
            .filter(|known| !known.hidden && fits(known))
            .map(|known| known.name.as_str())
    };
    let told = if names().count() <= FEW {
        names().collect()
    } else {
        nearest(typed, names())
    };
    let colon = if told.is_empty() { "" } else { ": " };
    Some(format!(
        "there is no {} {typed} here{colon}{}",
        kind.noun(),
        told.join(", ")
    ))
}

/// An index, with or without zeros before it.
fn number(text: &str) -> Option<u32> {
    text.parse().ok()
}

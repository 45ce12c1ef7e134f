//! What may come next, in one short line.

use std::ops::Range;

use super::super::Value;
use super::super::abbreviation::may_become;
use super::super::definition::{Alternative, Choice, OperandDef};
use super::super::line::{self, Piece};
use super::super::types;
use super::Typing;
use super::place::{Place, Start, Values, place};
use super::purpose::purpose;
use super::scan::{Token, scan};
use super::settled::ends;

/// What may come next.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hint {
    /// The operand with what it takes, or the names of commands.
    pub text: String,
    /// The default in it, which the manuals underline.
    pub default: Option<Range<usize>>,
    /// What it is for, in our own words; may be empty.
    pub help: String,
}

impl<'a> Typing<'a> {
    /// What may come next at the cursor, if that can be told.
    pub fn hint(&self) -> Option<Hint> {
        let (_, part) = self.here()?;
        if let Some(hint) = part.question_hint().or_else(|| part.comment_hint()) {
            return Some(hint);
        }
        match place(&part)? {
            Place::Command(word) if word.text.is_empty() => part.slash_hint(),
            Place::Command(word) => part.command_hint(word.text),
            Place::Operand(start, word) => {
                let named = || {
                    let mut free = start.free.iter();
                    free.find(|def| !word.text.is_empty() && may_become(word.text, &def.name))
                };
                let position = start.position.filter(|def| is_free(&start, def));
                if let (None, Some(def)) = (named(), position) {
                    return Some(narrowed(def, word, false));
                }
                let next = named().copied().or_else(|| next(&start));
                next.map(|def| operand("", def, &|_| true))
            }
            Place::Value(Values { def, in_list, .. }, word) => Some(narrowed(def, word, in_list)),
            Place::Text(def) => Some(part.text_hint(def)),
            Place::Behind(start) => next(&start).map(|def| operand(",", def, &|_| true)),
        }
    }

    /// That a slash alone may become any command.
    fn slash_hint(&self) -> Option<Hint> {
        let is_there = self.text().starts_with('/');
        is_there.then(|| said("Tab lists the commands"))
    }

    /// What Enter does behind the question mark of a command.
    fn question_hint(&self) -> Option<Hint> {
        let head = self.head();
        let is_all =
            head.asks && head.rest.text.trim().is_empty() && self.cursor >= head.rest.start;
        match head.name.filter(|_| is_all) {
            Some(name) => {
                let def = self.command(name)?;
                let help = purpose(&def.help);
                let hint = said(&format!("Enter opens the form of {}", def.name));
                Some(Hint { help, ..hint })
            }
            None => None,
        }
    }

    /// That a comment is open.
    fn comment_hint(&self) -> Option<Hint> {
        let last = scan(self.text(), self.head().rest.start).pop()?;
        let is_open = last.token == Token::Comment && !ends(self.text(), &last.span);
        let is_here = last.span.start < self.cursor && self.cursor != usize::MAX;
        (is_open && is_here).then(|| said("a second \" ends the comment"))
    }

    /// What may be written in quotes, and that they are open.
    fn text_hint(&self, def: &OperandDef) -> Hint {
        let hint = operand("", def, &|_| true);
        let is_open = self.is_in_quotes();
        let help = if is_open { CLOSE.to_owned() } else { hint.help };
        Hint { help, ..hint }
    }

    /// Whether the line ends in a text whose second quote is still to come.
    pub(super) fn is_in_quotes(&self) -> bool {
        let last = scan(self.text(), 0).pop();
        last.is_some_and(|last| last.token == Token::Quoted { closed: false })
    }

    fn command_hint(&self, typed: &'a str) -> Option<Hint> {
        // One that is complete shows what follows it.
        let whole = self.grammar.get(&typed.to_ascii_uppercase());
        if let Some(def) = whole.filter(|def| (self.available)(def)) {
            return Some(
                match def.operands.iter().find(|def| def.default.is_none()) {
                    Some(needed) => operand(" ", needed, &|_| true),
                    None => def.operands.first().map_or_else(
                        || Hint {
                            text: def.name.clone(),
                            help: purpose(&def.help),
                            ..Hint::default()
                        },
                        |first| operand(" ", first, &|_| true),
                    ),
                },
            );
        }
        let meant = self.ranked(typed);
        let names: Vec<&str> = meant.iter().map(|def| def.name.as_str()).collect();
        let help = match meant.as_slice() {
            [] => return None,
            [one] => purpose(&one.help),
            _ => String::new(),
        };
        Some(Hint {
            text: names.join(" / "),
            default: None,
            help,
        })
    }
}

/// A hint of words alone.
fn said(text: &str) -> Hint {
    Hint {
        text: text.to_owned(),
        ..Hint::default()
    }
}

fn is_free(start: &Start<'_>, def: &OperandDef) -> bool {
    start.free.iter().any(|free| free.name == def.name)
}

/// The operand to write next: one that is needed, or else any.
fn next<'a>(start: &Start<'a>) -> Option<&'a OperandDef> {
    let needed = start.free.iter().find(|def| def.default.is_none());
    needed.or(start.free.first()).copied()
}

/// What a text in quotes needs at its end.
const CLOSE: &str = "a quote ends the text; one within it is doubled";

/// An operand with what of its values the word at the cursor may become, or else with all.
fn narrowed(def: &OperandDef, word: Piece<'_>, in_list: bool) -> Hint {
    let listed = |alternative: &Alternative| alternative.listed || !in_list;
    let fits = |alternative: &Alternative| listed(alternative) && may_be(alternative, word.text);
    if def.alternatives.iter().any(fits) {
        operand("", def, &fits)
    } else {
        operand("", def, &listed)
    }
}

fn may_be(alternative: &Alternative, typed: &str) -> bool {
    match &alternative.choice {
        Choice::Keyword(keyword) => {
            let [typed, keyword] =
                [typed, keyword].map(|text| text.strip_prefix('*').unwrap_or(text));
            may_become(typed, keyword)
        }
        Choice::Typed(_) if typed.is_empty() => true,
        Choice::Typed(ty) => line::value(typed).is_some_and(|tree| types::may_become(ty, &tree)),
    }
}

/// An operand with those of its values that `fits` lets through, as the manuals print it.
fn operand(lead: &str, def: &OperandDef, fits: &dyn Fn(&Alternative) -> bool) -> Hint {
    let mut text = format!("{lead}{}=", def.name);
    let mut default = None;
    let mut in_list = false;
    let shown = def
        .alternatives
        .iter()
        .filter(|alternative| fits(alternative));
    for (place, alternative) in shown.enumerate() {
        if place > 0 {
            text.push_str(" / ");
        }
        if let (true, false, Some(most)) = (alternative.listed, in_list, def.list) {
            in_list = true;
            text.push_str(&format!("list-poss({most}): "));
        }
        let start = text.len();
        text.push_str(&written(alternative));
        if def
            .default
            .as_ref()
            .is_some_and(|d| is_keyword(d, alternative))
        {
            default = Some(start..text.len());
        }
    }
    let constant = def.default.as_ref().and_then(plain);
    if let (None, Some(value), true) = (&default, constant, def.alternatives.iter().all(fits)) {
        text.push_str(", default ");
        let start = text.len();
        text.push_str(&value);
        default = Some(start..text.len());
    }
    Hint {
        text,
        default,
        help: purpose(&def.help),
    }
}

fn written(alternative: &Alternative) -> String {
    let brackets = if alternative.structure.is_some() {
        "(...)"
    } else {
        ""
    };
    format!("{}{brackets}", alternative.choice)
}

pub(super) fn is_keyword(value: &Value, alternative: &Alternative) -> bool {
    match (value, &alternative.choice) {
        (Value::Keyword(keyword), Choice::Keyword(known)) => keyword == known,
        (Value::Structure(introducer, _), _) => is_keyword(introducer, alternative),
        _ => false,
    }
}

/// A default that is no keyword.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::Integer(number) => Some(number.to_string()),
        Value::Text(text) => Some(text.clone()),
        Value::Keyword(_) | Value::Hex(_) | Value::Structure(..) | Value::List(_) => None,
    }
}

//! What may come next, in one short line.

use std::ops::Range;

use super::super::Value;
use super::super::abbreviation::may_become;
use super::super::definition::{Alternative, Choice, OperandDef};
use super::Typing;
use super::place::{Place, Start, place};

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
        match place(&part)? {
            Place::Command(word) if word.text.is_empty() => None,
            Place::Command(word) => part.command_hint(word.text),
            Place::Operand(start, word) => {
                let named = || {
                    let mut free = start.free.iter();
                    free.find(|def| !word.text.is_empty() && may_become(word.text, &def.name))
                };
                let position = start.position.filter(|def| is_free(&start, def));
                let next = named().copied().or(position).or_else(|| next(&start));
                next.map(|def| operand("", def))
            }
            Place::Value(of, _) => Some(operand("", of.def)),
            Place::Text(def) => Some(operand("", def)),
            Place::Behind(start) => next(&start).map(|def| operand(",", def)),
        }
    }

    fn command_hint(&self, typed: &'a str) -> Option<Hint> {
        // One that is complete shows what follows it.
        let whole = self.grammar.get(&typed.to_ascii_uppercase());
        if let Some(def) = whole.filter(|def| (self.available)(def)) {
            return Some(
                match def.operands.iter().find(|def| def.default.is_none()) {
                    Some(needed) => operand(" ", needed),
                    None => def.operands.first().map_or_else(
                        || Hint {
                            text: def.name.clone(),
                            help: def.help.clone(),
                            ..Hint::default()
                        },
                        |first| operand(" ", first),
                    ),
                },
            );
        }
        let meant = self.candidates(typed);
        let names: Vec<&str> = meant.iter().map(|def| def.name.as_str()).collect();
        let help = match meant.as_slice() {
            [] => return None,
            [one] => one.help.clone(),
            _ => String::new(),
        };
        Some(Hint {
            text: names.join(" / "),
            default: None,
            help,
        })
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

/// An operand with what it takes, as the manuals print it.
fn operand(lead: &str, def: &OperandDef) -> Hint {
    let mut text = format!("{lead}{}=", def.name);
    let mut default = None;
    for (place, alternative) in def.alternatives.iter().enumerate() {
        if place > 0 {
            text.push_str(" / ");
        }
        let start = text.len();
        text.push_str(&shown(alternative));
        if def
            .default
            .as_ref()
            .is_some_and(|d| is_keyword(d, alternative))
        {
            default = Some(start..text.len());
        }
    }
    if let (None, Some(value)) = (&default, def.default.as_ref().and_then(plain)) {
        text.push_str(", ");
        let start = text.len();
        text.push_str(&value);
        default = Some(start..text.len());
    }
    Hint {
        text,
        default,
        help: def.help.clone(),
    }
}

fn shown(alternative: &Alternative) -> String {
    let brackets = if alternative.structure.is_some() {
        "(...)"
    } else {
        ""
    };
    format!("{}{brackets}", alternative.choice)
}

fn is_keyword(value: &Value, alternative: &Alternative) -> bool {
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

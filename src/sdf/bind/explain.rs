//! Why a value is none of the operand's alternatives, and what to write instead.

use std::ops::Range;

use super::super::Mistake;
use super::super::abbreviation::fits;
use super::super::definition::{Alternative, Choice, OperandDef, Structure};
use super::super::line::{self, Shape, Tree};
use super::super::mistake::{self, alternatives, clip, other_brackets};
use super::super::secret::HIDDEN;
use super::super::suggest::within;
use super::super::types::{Why, accept, complaint, expectation};
use super::unit::{beyond, is_short, with_unit};
use super::values::{keywords, simple};
use crate::text::all_near;

/// An abbreviation that several keywords have.
pub(super) fn ambiguous(def: &OperandDef, word: &Tree<'_>) -> Mistake {
    let text = word.all.text;
    let short = text.strip_prefix('*').unwrap_or(text);
    let meant: Vec<&str> = keywords(def, false)
        .filter(|c| fits(short, c))
        .map(|c| c.means)
        .collect();
    let help = format!(
        "`{}` is ambiguous: write {}={}",
        clip(text),
        def.name,
        alternatives(&meant)
    );
    mistake::invalid(word.all.span(), text, help)
}

/// A value that nothing takes.
pub(super) fn refused(def: &OperandDef, word: &Tree<'_>, in_list: bool) -> Mistake {
    let text = word.all.text;
    if text == HIDDEN && def.is_secret() {
        return mistake::blanked(word.all.span(), &def.name);
    }
    if let Some((at, help)) = other_brackets(text).filter(|_| word.shape == Shape::Word) {
        let inner = text.trim_matches(['[', ']', '{', '}']);
        let is_one = line::value(inner).is_some_and(|tree| simple(def, &tree).is_some());
        let help = match is_one && def.list.is_none() {
            true => format!("no brackets stand here: write {}={}", def.name, clip(inner)),
            false => help,
        };
        let Range { start, end } = word.all.span();
        let found = text.get(at..).unwrap_or_default();
        return mistake::invalid(start + at..end, found, help);
    }
    if let Some(alone) = super::alternative(def, word, false).filter(|a| in_list && !a.listed) {
        let help = format!(
            "{} stands alone, in no list: write {}={}{}",
            alone.choice,
            def.name,
            alone.choice,
            brackets(alone)
        );
        return mistake::invalid(word.all.span(), text, help);
    }
    let meant_keyword = word.shape == Shape::Word && text.starts_with('*');
    let types = || def.typed().filter(|(_, a)| a.listed || !in_list);
    let refusals = || types().filter_map(|(ty, _)| accept(ty, word).err());
    let worst = refusals().max_by_key(|refusal| (refusal.why, refusal.span.start));
    let is = |why| refusals().any(|refusal| refusal.why == why);
    let known: Vec<&str> = keywords(def, in_list).map(|c| c.means).collect();
    match worst {
        Some(refusal) if !meant_keyword || known.is_empty() => {
            let from = refusal.span.start - word.all.start;
            let part = text
                .get(from..refusal.span.end - word.all.start)
                .unwrap_or(text);
            let why = match refusal.why {
                // Too short for one type and too long for another.
                Why::Long if is(Why::Short) => Why::Length,
                why => why,
            };
            let wrong = complaint(&clip(part), why);
            let instead = quoted_otherwise(def, word)
                .or_else(|| Some(format!("{}={}", def.name, clip(&doubled(def, text)?))))
                .unwrap_or_else(|| example(def));
            let help = with_unit(def, text)
                .or_else(|| beyond(def, text))
                .or_else(|| equals_forgotten(text))
                .unwrap_or_else(|| format!("{wrong}: write {instead}"));
            let names: Vec<String> = types().map(|(ty, _)| ty.to_string()).collect();
            mistake::wrong_type(refusal.span, text, &names.join(" / "), help)
        }
        _ => mistake::invalid(word.all.span(), text, keyword_help(def, text, &known)),
    }
}

/// The operand with quotes around its value, or without them, if that makes it right.
fn quoted_otherwise(def: &OperandDef, word: &Tree<'_>) -> Option<String> {
    let other = match word.shape {
        Shape::Word => format!("'{}'", word.all.text),
        Shape::Quoted { body, .. } => body.to_owned(),
        _ => return None,
    };
    let tree = line::value(&other)?;
    simple(def, &tree)?;
    Some(format!("{}={}", def.name, clip(&other)))
}

/// `NAME:VALUE` where an equals sign should be.
fn equals_forgotten(typed: &str) -> Option<String> {
    let (name, value) = typed.split_once(':')?;
    let is_name = name.contains('-') && name.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-');
    let is_both = is_name && !value.is_empty();
    is_both.then(|| {
        format!(
            "an equals sign stands behind an operand's name: write {}",
            clip(&format!("{name}={value}"))
        )
    })
}

fn keyword_help(def: &OperandDef, typed: &str, known: &[&str]) -> String {
    if let Some(place) = within(std::slice::from_ref(def), typed) {
        return format!("write {place}");
    }
    let as_unit = |keyword: &&str| is_short(typed, keyword.trim_start_matches('*'));
    if let [unit] = known.iter().copied().filter(as_unit).collect::<Vec<_>>()[..] {
        return format!("write {}={unit}", def.name);
    }
    let starred = format!("*{}", typed.strip_prefix('*').unwrap_or(typed));
    let near = all_near(&clip(&starred), known.iter().copied());
    match near.as_slice() {
        [] => match doubled(def, typed) {
            Some(pattern) => format!(
                "write {}={}, or {} for the names that end so",
                def.name,
                bracketed(def, known).join(", "),
                clip(&pattern)
            ),
            None => format!("write {}", example(def)),
        },
        near => format!("write {}={}", def.name, alternatives(near)),
    }
}

/// Keywords with the brackets that they need.
fn bracketed(def: &OperandDef, known: &[&str]) -> Vec<String> {
    let all = def
        .keywords()
        .filter(|(keyword, _)| known.contains(keyword));
    all.map(|(keyword, a)| format!("{keyword}{}", brackets(a)))
        .collect()
}

/// A pattern whose first asterisk was not written twice.
fn doubled(def: &OperandDef, typed: &str) -> Option<String> {
    let pattern = format!("*{typed}");
    let tree = line::value(&pattern).filter(|_| typed.starts_with('*') && typed.len() > 1)?;
    def.typed()
        .any(|(ty, _)| accept(ty, &tree).is_ok())
        .then_some(pattern)
}

/// The operand with what it takes: `NAME=*STD, *CPU or *ALL`, or `NAME=` and a
/// description of the values.
pub(super) fn example(def: &OperandDef) -> String {
    let values: Vec<String> = def
        .alternatives
        .iter()
        .map(|alternative| match &alternative.choice {
            Choice::Keyword(keyword) => format!("{keyword}{}", brackets(alternative)),
            Choice::Typed(ty) => match &alternative.structure {
                Some(inner) => format!("{}{}", expectation(ty), wanted(inner)),
                None => expectation(ty),
            },
        })
        .collect();
    let values: Vec<&str> = values.iter().map(String::as_str).collect();
    let and = if def.typed().next().is_some() {
        " followed by "
    } else {
        ""
    };
    format!("{}={and}{}", def.name, alternatives(&values))
}

/// The brackets that a keyword cannot do without.
pub(super) fn brackets(alternative: &Alternative) -> &'static str {
    let inner = alternative.structure.as_ref();
    let needed = inner.is_some_and(|inner| inner.operands.iter().any(|def| def.default.is_none()));
    if needed { "(...)" } else { "" }
}

/// What may stand in brackets behind a value.
fn wanted(inner: &Structure) -> String {
    let first = inner.operands.first();
    first.map_or_else(String::new, |def| {
        format!(" and, if wanted, ({}=...)", def.name)
    })
}

//! What a word at the cursor can be completed to.

use std::ops::Range;

use super::super::abbreviation::{begins_with, may_become};
use super::super::definition::{Alternative, OperandDef};
use super::super::line::{self, Piece};
use super::super::{CommandDef, bind};
use super::place::{Place, Start, Values, place};
use super::{NameKind, Typing, clip};

/// The most proposals for one place; nobody reads more.
const MOST: usize = 256;

/// What a word can be completed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Completion {
    /// The word at the cursor, all of it: bytes of the line.
    pub replace: Range<usize>,
    /// What may stand there instead.
    pub proposals: Vec<Proposal>,
}

/// One of the words that may stand at the cursor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proposal {
    /// The word.
    pub text: String,
    /// What surely follows it: a blank, an equals sign, a bracket, or nothing.
    pub then: &'static str,
    /// What it is, in our own words; may be empty.
    pub help: String,
}

impl Completion {
    /// What all proposals begin with, if that is more than was typed.
    pub fn common(&self, typed: &str) -> Option<&str> {
        let (first, others) = self.proposals.split_first()?;
        let same = |other: &Proposal| {
            let pairs = first.text.bytes().zip(other.text.bytes());
            pairs.take_while(|(a, b)| a == b).count()
        };
        let length = others.iter().map(same).min()?;
        let common = clip(&first.text, length);
        (common.len() > typed.len() && begins_with(common, typed)).then_some(common)
    }
}

impl<'a> Typing<'a> {
    /// What the word at the cursor can be completed to. `names` are the names that
    /// exist of a kind.
    pub fn complete(&self, names: &dyn Fn(NameKind) -> Vec<String>) -> Completion {
        let Some((start, part)) = self.here() else {
            return Completion::default();
        };
        let Some(place) = place(&part) else {
            return Completion::default();
        };
        let (word, mut proposals) = match &place {
            Place::Command(word) => (*word, part.commands(*word)),
            Place::Operand(start, word) => (*word, beginnings(start, *word, names)),
            Place::Value(of, word) => (*word, values(*of, *word, names)),
            Place::Behind(_) | Place::Text(_) => return Completion::default(),
        };
        proposals.truncate(MOST);
        let Range { start: from, end } = word.span();
        Completion {
            replace: start + from..start + end,
            proposals,
        }
    }

    fn commands(&self, word: Piece<'a>) -> Vec<Proposal> {
        let blank = self.line.get(word.span().end..).unwrap_or("");
        let then = if blank.starts_with([' ', '\t']) {
            ""
        } else {
            " "
        };
        let proposal = |def: &CommandDef| Proposal {
            text: def.name.clone(),
            then: if def.operands.is_empty() { "" } else { then },
            help: def.help.clone(),
        };
        self.candidates(word.text)
            .into_iter()
            .map(proposal)
            .collect()
    }
}

/// Names of operands, and values of the one whose position this is.
fn beginnings(
    start: &Start<'_>,
    word: Piece<'_>,
    names: &dyn Fn(NameKind) -> Vec<String>,
) -> Vec<Proposal> {
    let operands = start
        .free
        .iter()
        .filter(|def| !start.bracketed && may_become(word.text, &def.name));
    let operands = operands.map(|def| Proposal {
        text: def.name.clone(),
        then: if start.has_equals { "" } else { "=" },
        help: def.help.clone(),
    });
    let mut proposals: Vec<Proposal> = operands.collect();
    let is_free = |def: &&OperandDef| start.free.iter().any(|free| free.name == def.name);
    if let Some(def) = start.position.filter(is_free).filter(|_| !start.has_equals) {
        let of = Values {
            def,
            in_list: false,
            bracketed: start.bracketed,
        };
        proposals.extend(values(of, word, names));
    }
    proposals
}

/// Names of things that exist, and keywords.
fn values(
    of: Values<'_>,
    word: Piece<'_>,
    names: &dyn Fn(NameKind) -> Vec<String>,
) -> Vec<Proposal> {
    let typed = word.text;
    let known = match NameKind::of(&of.def.name) {
        Some(kind) if !of.bracketed && !typed.starts_with('*') => names(kind),
        _ => Vec::new(),
    };
    let named = known
        .into_iter()
        .filter(|name| begins_with(name, typed) && is_accepted(of, name))
        .map(|text| Proposal {
            text,
            ..Proposal::default()
        });
    let short = typed.strip_prefix('*').unwrap_or(typed);
    let keywords = of.def.keywords().filter(|(keyword, alternative)| {
        may_become(short, keyword.strip_prefix('*').unwrap_or(keyword))
            && (alternative.structure.is_some() || !of.bracketed)
            && is_accepted(of, keyword)
    });
    let keywords = keywords.map(|(keyword, alternative)| Proposal {
        text: keyword.to_owned(),
        then: if of.bracketed {
            ""
        } else {
            opening(alternative)
        },
        help: String::new(),
    });
    named.chain(keywords).collect()
}

/// Whether the rules for finished lines take a word as a value.
fn is_accepted(of: Values<'_>, text: &str) -> bool {
    let tree = line::value(text);
    tree.is_some_and(|tree| bind::alternative(of.def, &tree, of.in_list).is_some())
}

/// The bracket behind a keyword whose structure has an operand without a default.
fn opening(alternative: &Alternative) -> &'static str {
    let inner = alternative.structure.as_ref();
    let needed = inner.is_some_and(|s| s.operands.iter().any(|def| def.default.is_none()));
    if needed { "(" } else { "" }
}

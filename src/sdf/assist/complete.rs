//! What a word at the cursor can be completed to.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::abbreviation::{begins_with, may_become};
use super::super::definition::{Alternative, OperandDef};
use super::super::line::{self, Piece};
use super::super::{CommandDef, bind};
use super::hint::is_keyword;
use super::outline::outline;
use super::place::{Ends, Place, Start, Values, place};
use super::purpose::purpose;
use super::scan::scan;
use super::unfit::Unfit;
use super::{Known, NameKind, Part, Typing, clip};

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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The word.
    pub text: String,
    /// What follows it: a blank, an equals sign, a bracket, a comma, or nothing.
    pub then: &'static str,
    /// What part of a line it is.
    pub part: Part,
    /// What it is, in our own words; may be empty.
    pub help: String,
}

impl Completion {
    /// What all proposals begin with, if what was typed stands for it and is not the same:
    /// `sh-vm` for `SHOW-VM-`, `sh` for `SH` where that is all they share.
    pub fn common(&self, typed: &str) -> Option<&str> {
        let (first, others) = self.proposals.split_first()?;
        let same = |other: &Proposal| {
            let pairs = first.text.bytes().zip(other.text.bytes());
            pairs.take_while(|(a, b)| a == b).count()
        };
        let length = others.iter().map(same).min()?;
        let common = clip(&first.text, length);
        let [short, whole] = [typed, common].map(|text| text.strip_prefix('*').unwrap_or(text));
        (common != typed && may_become(short, whole)).then_some(common)
    }
}

impl<'a> Typing<'a> {
    /// What the word at the cursor can be completed to. `names` are the names that
    /// exist of a kind. Where it is complete, a comma goes on to the next operand, or a bracket
    /// closes.
    pub fn complete(&self, names: &dyn Fn(NameKind) -> Vec<Known>) -> Completion {
        let Some((start, part)) = self.here() else {
            return Completion::default();
        };
        let Some(place) = place(&part) else {
            return Completion::default();
        };
        let head = part.head();
        let command = head.name.and_then(|name| part.command(name));
        let known = |def: &OperandDef| {
            let kind = NameKind::of(&command?.name, &def.name)?;
            let mut known = names(kind);
            let from = head.rest.start;
            let written = outline(part.line, from, &scan(part.line, from));
            let unfit = Unfit::of(command?, def, &written);
            for one in &mut known {
                let against = unfit.as_ref().and_then(|unfit| unfit.against(one));
                one.hidden |= against.is_some();
                one.keyword = one.keyword.take().filter(|_| against.is_some());
            }
            Some(known)
        };
        let (word, mut proposals) = match &place {
            Place::Command(word) => (*word, part.commands(*word)),
            Place::Operand(start, word) => (*word, beginnings(start, *word, &known)),
            Place::Value(of, word) => (*word, values(*of, *word, &known)),
            Place::Behind(start) => (part.empty_word(), ends(start.ends, part.empty_word())),
            Place::Text(_) => return Completion::default(),
        };
        proposals.truncate(MOST);
        let Range { start: from, end } = word.span();
        Completion {
            replace: start + from..start + end,
            proposals,
        }
    }

    fn empty_word(&self) -> Piece<'a> {
        Piece {
            text: "",
            start: self.cursor,
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
            part: Part::Command,
            help: purpose(&def.help),
        };
        self.ranked(word.text).into_iter().map(proposal).collect()
    }

    /// The commands that a name may become. Those of the domain with most commands come
    /// first: they are what the console is for.
    pub(super) fn ranked(&self, typed: &'a str) -> Vec<&'a CommandDef> {
        let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
        for def in self.grammar.iter().filter(|def| (self.available)(def)) {
            *sizes.entry(&def.domain).or_default() += 1;
        }
        let size = |def: &CommandDef| sizes.get(def.domain.as_str()).copied().unwrap_or(0);
        let mut found = self.candidates(typed);
        let most = found.iter().map(|def| size(def)).max().unwrap_or(0);
        found.sort_by_key(|def| size(def) < most);
        found
    }
}

/// What there is of the things that an operand names.
type Names<'a> = dyn Fn(&OperandDef) -> Option<Vec<Known>> + 'a;

/// Names of operands, and values of the one whose position this is.
fn beginnings(start: &Start<'_>, word: Piece<'_>, known: &Names<'_>) -> Vec<Proposal> {
    let operands = start
        .free
        .iter()
        .filter(|def| !start.bracketed && may_become(word.text, &def.name));
    let operands = operands.map(|def| Proposal {
        text: def.name.clone(),
        then: if start.has_equals { "" } else { "=" },
        part: Part::Operand,
        help: purpose(&def.help),
    });
    let mut proposals: Vec<Proposal> = operands.collect();
    let is_free = |def: &&OperandDef| start.free.iter().any(|free| free.name == def.name);
    if let Some(def) = start.position.filter(is_free).filter(|_| !start.has_equals) {
        let of = Values {
            def,
            in_list: false,
            bracketed: start.bracketed,
            // A value that is more than the beginning of a name.
            ends: match proposals.is_empty() {
                true => start.ends,
                false => Ends::default(),
            },
        };
        proposals.extend(values(of, word, known));
    }
    proposals
}

/// Names of things that exist, and keywords; behind a complete value, a comma.
fn values(of: Values<'_>, word: Piece<'_>, known: &Names<'_>) -> Vec<Proposal> {
    let typed = word.text;
    let is_name = !of.bracketed && !typed.starts_with('*');
    let known = known(of.def).unwrap_or_default();
    let in_vain: Vec<String> = known
        .iter()
        .filter_map(|known| known.keyword.clone())
        .collect();
    // The beginning of a name that is not offered is no complete value.
    let is_begun = known
        .iter()
        .any(|known| known.name.len() > typed.len() && begins_with(&known.name, typed));
    let named = known
        .into_iter()
        .filter(|known| is_name && !known.hidden)
        .filter_map(|known| named(known, typed))
        .filter(|proposal| is_accepted(of, &proposal.text));
    let short = typed.strip_prefix('*').unwrap_or(typed);
    let keywords = of.def.keywords().filter(|(keyword, alternative)| {
        may_become(short, keyword.strip_prefix('*').unwrap_or(keyword))
            && (alternative.structure.is_some() || !of.bracketed)
            && is_accepted(of, keyword)
            && !in_vain.iter().any(|vain| vain == keyword)
    });
    let keywords = keywords.map(|(keyword, alternative)| Proposal {
        text: keyword.to_owned(),
        then: if of.bracketed {
            ""
        } else {
            opening(alternative)
        },
        part: Part::Keyword,
        help: match &of.def.default {
            Some(default) if is_keyword(default, alternative) => "the default".to_owned(),
            _ => String::new(),
        },
    });
    let mut proposals: Vec<Proposal> = named.chain(keywords).collect();
    let is_whole = match proposals.as_slice() {
        [] => !typed.is_empty() && !is_begun && !of.bracketed && is_accepted(of, typed),
        [one] => one.text == typed && one.then.is_empty(),
        _ => false,
    };
    if is_whole && of.ends.are_any() {
        proposals = ends(of.ends, word);
    }
    proposals
}

/// Something that exists, by its name or what means it as well, if that begins as typed.
fn named(known: Known, typed: &str) -> Option<Proposal> {
    let Known {
        name, other, help, ..
    } = known;
    let other = other.filter(|other| !typed.is_empty() && begins_with(other, typed));
    let (text, help) = match other {
        _ if begins_with(&name, typed) => (name, help),
        Some(other) => (other, name),
        None => return None,
    };
    Some(Proposal {
        text,
        then: "",
        part: Part::Value,
        help,
    })
}

/// A complete word with what may follow it: a comma before what is next, or the bracket that
/// closes.
fn ends(ends: Ends, word: Piece<'_>) -> Vec<Proposal> {
    let next = match ends.in_list {
        true => "the next value",
        false => "the next operand",
    };
    let all = [
        (ends.comma, ",", next),
        (ends.bracket, ")", "nothing more in these brackets"),
    ];
    let all = all.into_iter().filter(|(may, ..)| *may);
    let proposal = |(_, then, help): (bool, &'static str, &str)| Proposal {
        text: word.text.to_owned(),
        then,
        part: Part::Value,
        help: help.to_owned(),
    };
    all.map(proposal).collect()
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

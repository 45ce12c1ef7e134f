//! Which of an operand's alternatives a written value is (Commands V21, pages 15 to 17).

use super::super::Value;
use super::super::abbreviation::{Candidate, Found, resolve};
use super::super::definition::{Alternative, OperandDef, Structure};
use super::super::line::{Operand, Shape, Tree};
use super::super::mistake::{self, clip};
use super::super::types::{DataType, Kind, accept};
use super::comma::with_brackets;
use super::operands::{is_plausible, is_unread, names};
use super::{Binder, explain};

/// What a value in front of any brackets is.
enum Choice<'d> {
    One(&'d Alternative, Value),
    /// An abbreviation of several keywords.
    Several,
    None,
}

impl<'d> Binder<'d> {
    /// The value of an operand, or `None` after a mistake.
    pub(in super::super) fn value(
        &mut self,
        def: &'d OperandDef,
        tree: &Tree<'_>,
    ) -> Option<Value> {
        match &tree.shape {
            Shape::Broken => None,
            Shape::Group(elements) => self.group(def, elements, tree),
            // Only a list of several elements needs brackets (openSM2, page 408).
            _ => match self.single(def, tree, false)? {
                (value, true) => Some(Value::List(vec![value])),
                (value, false) => Some(value),
            },
        }
    }

    /// Brackets without a value before them: a list, or a structure whose introducing
    /// value is left out.
    fn group(
        &mut self,
        def: &'d OperandDef,
        elements: &[Operand<'_>],
        tree: &Tree<'_>,
    ) -> Option<Value> {
        if let (Some((keyword, alternative)), None) = (def.open_structure(), def.list) {
            let introducer = Value::Keyword(keyword.to_owned());
            return self.introduce(def, alternative, introducer, Some(elements), tree);
        }
        if def.list.is_none() && elements.iter().any(is_unread) {
            return None; // It has been complained about.
        }
        let help = match def.list {
            Some(most) if elements.len() <= most => return self.list(def, elements),
            Some(most) if written(elements).count() <= most => return self.list(def, elements),
            Some(most) => format!("a list for {} has at most {most} values", def.name),
            None => bracketed(def, elements, tree),
        };
        self.mistakes
            .push(mistake::invalid(tree.all.span(), tree.all.text, help));
        None
    }

    fn list(&mut self, def: &'d OperandDef, elements: &[Operand<'_>]) -> Option<Value> {
        let before = self.mistakes.len();
        let mut values = Vec::new();
        for element in elements {
            values.extend(self.element(def, element));
            if self.is_full() {
                break;
            }
        }
        (self.mistakes.len() == before).then_some(Value::List(values))
    }

    fn element(&mut self, def: &'d OperandDef, element: &Operand<'_>) -> Option<Value> {
        match &element.value {
            Some(tree) if element.name.is_none() => {
                self.single(def, tree, true).map(|(value, _)| value)
            }
            value => {
                let all = element.all;
                let (span, text, help) = match value {
                    None if element.is_empty() => {
                        let needless = "no value stands between two commas: leave one of them out";
                        (all.start..all.start + 1, ",", needless.to_owned())
                    }
                    _ => {
                        let name = &def.name;
                        let help =
                            format!("write values, separated by commas, in the list for {name}");
                        (all.span(), all.text, help)
                    }
                };
                self.mistakes.push(mistake::invalid(span, text, help));
                None
            }
        }
    }

    /// One value, and whether it may stand in a list.
    fn single(
        &mut self,
        def: &'d OperandDef,
        tree: &Tree<'_>,
        in_list: bool,
    ) -> Option<(Value, bool)> {
        let (word, inner) = match &tree.shape {
            Shape::Broken => return None,
            Shape::Structure(word, inner) => (word.as_ref(), Some(inner.as_slice())),
            _ => (tree, None),
        };
        if let Some(Choice::One(alternative, value)) = inner.and_then(|_| typed(def, tree, in_list))
        {
            return Some((value, alternative.listed)); // `FILE(3)` is one name.
        }
        match choose(def, word, in_list) {
            Choice::One(alternative, value) => {
                let value = self.introduce(def, alternative, value, inner, tree)?;
                Some((value, alternative.listed))
            }
            Choice::Several => {
                self.mistakes.push(explain::ambiguous(def, word));
                None
            }
            Choice::None => {
                self.mistakes.push(explain::refused(def, word, in_list));
                None
            }
        }
    }

    /// A value with the operands that it introduces.
    fn introduce(
        &mut self,
        def: &'d OperandDef,
        alternative: &'d Alternative,
        value: Value,
        inner: Option<&[Operand<'_>]>,
        tree: &Tree<'_>,
    ) -> Option<Value> {
        let end = tree.all.span().end - usize::from(inner.is_some());
        let inner = inner.map(|inner| if are_defaults(inner) { &[] } else { inner });
        match (&alternative.structure, inner) {
            (None, None) => Some(value),
            (None, Some(_)) => {
                let all = tree.all;
                let (word, _) = all.text.split_once('(').unwrap_or((all.text, ""));
                let is_text = |(ty, _): (&DataType, _)| ty.kind == Kind::Text;
                let quotes = def.typed().any(is_text);
                let help = match quotes {
                    true => format!("write {}='{}'", def.name, clip(all.text)),
                    false => format!("write {}={} without brackets", def.name, clip(word)),
                };
                let mistake = mistake::invalid(all.span(), all.text, help);
                self.mistakes.push(mistake);
                None
            }
            (Some(structure), None) if structure.operands.iter().any(OperandDef::is_needed) => {
                let mut needed = structure.operands.iter().filter(|def| def.is_needed());
                let first = needed.next().map_or("", |def| &def.name);
                let help = with_brackets(def, &alternative.choice.to_string(), structure);
                self.mistakes.push(mistake::missing(end, first, help));
                None
            }
            (Some(structure), inner) => {
                let before = self.mistakes.len();
                let outside = std::mem::replace(&mut self.owner, &def.name);
                let operands = self.fill(&structure.operands, inner.unwrap_or_default(), end);
                self.owner = outside;
                let fine = self.mistakes.len() == before;
                fine.then(|| Value::Structure(Box::new(value), operands))
            }
        }
    }
}

/// The elements of a list that hold anything.
fn written<'w, 'a>(elements: &'w [Operand<'a>]) -> impl Iterator<Item = &'w Operand<'a>> {
    elements.iter().filter(|element| !element.is_empty())
}

/// What to write instead of brackets where neither a list nor a structure may stand.
fn bracketed(def: &OperandDef, elements: &[Operand<'_>], tree: &Tree<'_>) -> String {
    let name = &def.name;
    if let Some(value) = value_before(def, elements) {
        return format!("write {name}={value}(...)");
    }
    // `PERIOD=(5)` where `PERIOD=*RECENT(5)` is meant.
    let fits = |structure: &Structure| {
        let mut binder = Binder::new(name);
        binder.fill(&structure.operands, elements, 0);
        binder.mistakes.is_empty() && elements.iter().any(|element| !element.is_empty())
    };
    let mut keywords = def.keywords();
    let found = keywords.find(|(_, a)| a.structure.as_ref().is_some_and(fits));
    let alone = match elements {
        [
            Operand {
                name: None, value, ..
            },
        ] => value.as_ref(),
        _ => None,
    };
    match (found, alone.filter(|alone| is_plausible(def, alone))) {
        (_, Some(_)) => format!("{name} takes one value: write it without brackets"),
        (Some((keyword, _)), None) => format!("write {name}={keyword}{}", clip(tree.all.text)),
        (None, None) if elements.len() > 1 => format!("{name} takes one value, and no list"),
        (None, None) => format!("write {}", explain::example(def)),
    }
}

/// The value that has to stand before brackets with operands of its structure in them.
fn value_before<'d>(def: &'d OperandDef, elements: &[Operand<'_>]) -> Option<&'d str> {
    let first = elements.iter().find_map(|element| element.name)?;
    let has = |structure: &Structure| {
        matches!(
            resolve(first.text, names(&structure.operands)),
            Found::One(_)
        )
    };
    let mut keywords = def.keywords();
    let found = keywords.find(|(_, a)| a.structure.as_ref().is_some_and(has));
    found.map(|(keyword, _)| keyword)
}

/// Whether brackets hold nothing but `..`: the defaults of all operands in them (SDF Dialog
/// Interface V21, page 32).
pub(in super::super) fn are_defaults(inner: &[Operand<'_>]) -> bool {
    matches!(inner, [Operand { name: None, value: Some(tree), .. }] if tree.is(".."))
}

/// The value that a word or quoted text has by itself.
pub(in super::super) fn simple(def: &OperandDef, word: &Tree<'_>) -> Option<Value> {
    match choose(def, word, false) {
        Choice::One(_, value) => Some(value),
        Choice::Several | Choice::None => None,
    }
}

/// The alternative that a value is, apart from what its brackets hold.
pub(in super::super) fn alternative<'d>(
    def: &'d OperandDef,
    tree: &Tree<'_>,
    in_list: bool,
) -> Option<&'d Alternative> {
    let found = match &tree.shape {
        Shape::Structure(word, _) => match typed(def, tree, in_list) {
            None => choose(def, word, in_list),
            Some(found) => found,
        },
        _ => choose(def, tree, in_list),
    };
    match found {
        Choice::One(alternative, _) => Some(alternative),
        Choice::Several | Choice::None => None,
    }
}

/// The operands that a written value introduces; brackets without a value before them
/// have none.
pub(in super::super) fn introduced<'d>(
    def: &'d OperandDef,
    word: Option<&Tree<'_>>,
) -> Option<&'d Structure> {
    let alternative = match word {
        None => def.open_structure()?.1,
        Some(word) => match choose(def, word, false) {
            Choice::One(alternative, _) => alternative,
            Choice::Several | Choice::None => return None,
        },
    };
    alternative.structure.as_ref()
}

/// Finds the alternative. A keyword may be written without its `*` only where no data
/// type takes the word (openFT V12.1, page 19).
fn choose<'d>(def: &'d OperandDef, word: &Tree<'_>, in_list: bool) -> Choice<'d> {
    let is_word = word.shape == Shape::Word;
    let starred = word.all.text.strip_prefix('*').filter(|_| is_word);
    let by_keyword = starred.map_or(Choice::None, |short| keyword(def, short));
    let found = match by_keyword {
        Choice::None => match typed(def, word, in_list) {
            Some(found) => found,
            None if is_word && starred.is_none() => keyword(def, word.all.text),
            None => Choice::None,
        },
        found => found,
    };
    match found {
        Choice::One(alternative, _) if in_list && !alternative.listed => Choice::None,
        found => found,
    }
}

fn keyword<'d>(def: &'d OperandDef, short: &str) -> Choice<'d> {
    match resolve(short, keywords(def, false)) {
        Found::One(name) => def
            .keywords()
            .find(|(keyword, _)| *keyword == name)
            .map_or(Choice::None, |(_, a)| {
                Choice::One(a, Value::Keyword(name.to_owned()))
            }),
        Found::Several => Choice::Several,
        Found::None => Choice::None,
    }
}

/// The keywords, by their names without the `*`, which is no part of them.
pub(in super::super) fn keywords(
    def: &OperandDef,
    in_list: bool,
) -> impl Iterator<Item = Candidate<'_, &str>> {
    def.keywords()
        .filter(move |(_, a)| a.listed || !in_list)
        .map(|(keyword, a)| Candidate {
            name: keyword.strip_prefix('*').unwrap_or(keyword),
            minimum: a.minimum.as_deref(),
            means: keyword,
        })
}

fn typed<'d>(def: &'d OperandDef, tree: &Tree<'_>, in_list: bool) -> Option<Choice<'d>> {
    def.typed()
        .filter(|(_, a)| a.listed || !in_list)
        .find_map(|(ty, a)| Some(Choice::One(a, accept(ty, tree).ok()?)))
}

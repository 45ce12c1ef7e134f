//! Which written operand is which of the defined ones (Commands V21, page 17).

use super::super::Value;
use super::super::abbreviation::{Candidate, Found, fits, resolve};
use super::super::definition::OperandDef;
use super::super::line::{self, Operand, Piece, Shape, Tree};
use super::super::mistake::{self, FEW, clip};
use super::super::suggest::{meant, within};
use super::Binder;
use super::comma::{decimal, sign_for_comma};
use super::elsewhere::{bracketed, elsewhere};
use super::explain::example;

/// What became of a defined operand.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Slot {
    Empty,
    /// Not written, but another name that means it.
    Meant,
    /// Written, but wrong.
    Wrong,
    Bound(Value),
}

/// The operand that a name is or means.
pub(super) fn place_of(defs: &[OperandDef], name: &str) -> Option<usize> {
    match resolve(name, names(defs)) {
        Found::One(at) => Some(at),
        _ => only_meant(defs, name),
    }
}

/// Notes that something stands for an operand, if nothing does yet.
fn mark(slots: &mut [Slot], at: Option<usize>, what: Slot) {
    if let Some(slot) = at.and_then(|at| slots.get_mut(at))
        && *slot == Slot::Empty
    {
        *slot = what;
    }
}

impl<'d> Binder<'d> {
    /// The operands of a command or structure, every one with its value. `end` is the
    /// byte where a missing one would have to be added.
    pub(in super::super) fn fill(
        &mut self,
        defs: &'d [OperandDef],
        written: &[Operand<'_>],
        end: usize,
    ) -> Vec<(String, Value)> {
        let mut slots = vec![Slot::Empty; defs.len()];
        let mut names_begun = false;
        let mut bare_end = 0;
        for (position, operand) in written.iter().enumerate() {
            if self.is_full() {
                return Vec::new(); // Whatever is wrong behind this place would not be told.
            }
            names_begun |= operand.name.is_some();
            if position < bare_end {
                continue;
            }
            if is_unread(operand) {
                // It has been complained about; only that it is not missing is to be known.
                let (at, is_named) = unread(defs, operand, (!names_begun).then_some(position));
                names_begun |= is_named;
                mark(&mut slots, at, Slot::Wrong);
                continue;
            }
            if let (Some(before), None) = (position.checked_sub(1), operand.name)
                && let Some(end) = self.bare_list(defs, written, before, names_begun)
            {
                bare_end = end;
                continue;
            }
            let beyond = !names_begun && position >= defs.len();
            // Nothing at all between brackets, or behind the name, is no operand.
            if operand.is_empty() && (!beyond || written.len() == 1) {
                continue;
            }
            let at = match operand.name {
                None if names_begun || position >= defs.len() => {
                    let later = written.get(position..).unwrap_or_default();
                    let is_free =
                        |at| slots.get(at) == Some(&Slot::Empty) && !is_named(defs, at, later);
                    let before = position.checked_sub(1).and_then(|at| written.get(at));
                    self.misplaced(defs, operand, (before, position), &is_free);
                    None
                }
                None => Some(position),
                Some(name) => self.named(defs, name),
            };
            if let Some((def, slot)) = at.and_then(|at| defs.get(at).zip(slots.get_mut(at))) {
                *slot = match slot {
                    Slot::Empty | Slot::Meant => {
                        self.operand(def, operand).map_or(Slot::Wrong, Slot::Bound)
                    }
                    Slot::Wrong | Slot::Bound(_) => self.twice(def, operand),
                };
                let is_empty = |at| slots.get(at) == Some(&Slot::Empty);
                self.lead_elsewhere(defs, written, position, &is_empty);
            }
            if let (None, Some(name)) = (at, operand.name) {
                mark(&mut slots, only_meant(defs, name.text), Slot::Meant);
            }
            if beyond {
                break; // One complaint about too many operands is enough.
            }
        }
        let all = defs.iter().zip(slots);
        let all =
            all.filter_map(|(def, slot)| Some((def.name.clone(), self.settle(def, slot, end)?)));
        all.collect()
    }

    /// A list without its brackets: complains about it as a whole, and returns where it ends.
    /// `first` is the place of its first value. One without the name of its operand is known
    /// by its next value, which the operand in whose place it stands does not take.
    fn bare_list(
        &mut self,
        defs: &[OperandDef],
        written: &[Operand<'_>],
        first: usize,
        names_begun: bool,
    ) -> Option<usize> {
        let begun = written.get(first)?;
        let value = begun.value.as_ref()?;
        let at = match begun.name.map(|name| resolve(name.text, names(defs))) {
            Some(Found::One(at)) => at,
            None if !names_begun => first,
            _ => return None,
        };
        let def = defs.get(at).filter(|def| def.list.is_some())?;
        let values = || {
            written
                .iter()
                .skip(first + 1)
                .take_while(|o| o.name.is_none())
        };
        let is_taken = |tree| super::alternative(def, tree, true).is_some();
        let all_fit = values().all(|o| o.value.as_ref().is_some_and(is_taken));
        if !is_taken(value) || !all_fit {
            return None;
        }
        let own = defs.get(first + 1).filter(|_| begun.name.is_none());
        let next = values().next().and_then(|o| o.value.as_ref());
        if own
            .zip(next)
            .is_some_and(|(own, next)| is_plausible(own, next))
        {
            return None;
        }
        let texts: Vec<&str> = std::iter::once(value.all.text)
            .chain(values().map(|o| o.all.text))
            .collect();
        let most = def.list.filter(|most| texts.len() > *most);
        let help = match most {
            Some(most) => format!("a list for {} has at most {most} values", def.name),
            None => format!(
                "several values stand in brackets: write {}=({})",
                def.name,
                clip(&texts.join(","))
            ),
        };
        let span = value.all.start..values().last()?.all.span().end;
        let mistake = mistake::invalid(span, value.all.text, help);
        self.mistakes.push(mistake);
        Some(first + texts.len())
    }

    /// Names the operand that is meant if the last mistake is a keyword of another one.
    fn lead_elsewhere(
        &mut self,
        defs: &[OperandDef],
        written: &[Operand<'_>],
        position: usize,
        is_empty: &dyn Fn(usize) -> bool,
    ) {
        if let Some(mistake) = self.mistakes.last_mut()
            && let Some(help) = elsewhere(defs, written, position, is_empty, mistake)
                .or_else(|| bracketed(defs, written.get(position)?, mistake))
        {
            mistake.help = help;
        }
    }

    fn twice(&mut self, def: &OperandDef, operand: &Operand<'_>) -> Slot {
        let help = format!("{} has a value already: leave one of the two out", def.name);
        let named = operand.name.unwrap_or(operand.all);
        let mistake = mistake::invalid(operand.all.span(), named.text, help);
        self.mistakes.push(mistake);
        Slot::Wrong
    }

    /// Complains about an operand without a name where none belongs. The one in whose place
    /// it stands is proposed only if that `is_free` and takes it.
    fn misplaced(
        &mut self,
        defs: &[OperandDef],
        operand: &Operand<'_>,
        (before, position): (Option<&Operand<'_>>, usize),
        is_free: &dyn Fn(usize) -> bool,
    ) {
        let text = operand.all.text;
        let takes = |def: &&OperandDef| {
            let value = operand.value.as_ref();
            is_free(position) && value.is_some_and(|tree| is_plausible(def, tree))
        };
        let needed = "behind an operand with its name, each needs its name";
        let behind = before.and_then(|before| {
            let def = defs.get(place_of(defs, before.name?.text)?)?;
            decimal(def, before.value.as_ref()?, operand.value.as_ref()?)
        });
        let help = match (defs.get(position), defs.len()) {
            _ if behind.is_some() => behind.unwrap_or_default(),
            _ if text == "-" => mistake::CONTINUED.to_owned(),
            (Some(def), _) if takes(&def) => {
                format!("{needed}: write {}={}", def.name, clip(text))
            }
            (Some(_), _) => needed.to_owned(),
            (None, 0) => format!("{} has no operands: leave this out", self.owner),
            (None, 1) => format!("{} has one operand: leave out what is beyond", self.owner),
            (None, n) => format!("{} has {n} operands: leave out what is beyond", self.owner),
        };
        self.mistakes
            .push(mistake::invalid(operand.all.span(), text, help));
    }

    fn named(&mut self, defs: &[OperandDef], name: Piece<'_>) -> Option<usize> {
        let candidates = || names(defs);
        let help = match resolve(name.text, candidates()) {
            Found::One(at) => return Some(at),
            Found::Several => {
                let meant: Vec<&str> = candidates()
                    .filter(|c| fits(name.text, c))
                    .map(|c| c.name)
                    .collect();
                format!("write more of the name: {}", mistake::alternatives(&meant))
            }
            Found::None => self.suggest(defs, name.text),
        };
        self.mistakes
            .push(mistake::unknown_operand(name.span(), name.text, help));
        None
    }

    fn suggest(&self, defs: &[OperandDef], typed: &str) -> String {
        let names: Vec<&str> = defs.iter().map(|def| def.name.as_str()).collect();
        if let Some(place) = within(defs, typed) {
            return format!("write {place}");
        }
        if let Some((at, name)) = sign_for_comma(defs, typed) {
            let value = clip(typed.get(..at).unwrap_or_default());
            return format!("{}: write {value},{name}=", mistake::COMMAS);
        }
        let mut near = meant(typed, names.iter().copied());
        if near.is_empty() {
            // `NAME` where `VM-NAME` is meant.
            let end = format!("-{}", typed.to_ascii_uppercase());
            let ends = |name: &&str| name.ends_with(&end) && !typed.is_empty();
            near = names.iter().copied().filter(ends).collect();
        }
        match (near.len(), names.is_empty()) {
            (1..=FEW, _) => format!("write {}=", mistake::alternatives(&near)),
            (_, true) => format!("{} has no operands", self.owner),
            (_, false) => {
                let (typed, names) = (clip(typed), names.join(", "));
                format!("{} has no {typed}: it has {names}", self.owner)
            }
        }
    }

    fn operand(&mut self, def: &'d OperandDef, operand: &Operand<'_>) -> Option<Value> {
        match &operand.value {
            // `!` stands for the default (SDF Dialog Interface V21, page 32).
            Some(value) if value.is("!") => {
                return self.settle(def, Slot::Empty, operand.all.span().end);
            }
            Some(value) => return self.value(def, value),
            None => {}
        }
        if let Some(help) = commented(def, operand.all.text) {
            let all = operand.all;
            self.mistakes
                .push(mistake::invalid(all.span(), all.text, help));
            return None;
        }
        let or = match def.default {
            Some(_) => ", or leave the operand out",
            None => "",
        };
        let help = format!("write {}{or}", example(def));
        self.mistakes
            .push(mistake::invalid(operand.all.span(), operand.all.text, help));
        None
    }

    /// The value in the end: the one written, or the default.
    fn settle(&mut self, def: &OperandDef, slot: Slot, end: usize) -> Option<Value> {
        match (slot, &def.default) {
            (Slot::Bound(value), _) => Some(value),
            (Slot::Wrong | Slot::Meant, _) => None,
            (Slot::Empty, Some(default)) => Some(default.clone()),
            (Slot::Empty, None) => {
                let help = format!("add {}", example(def));
                self.mistakes.push(mistake::missing(end, &def.name, help));
                None
            }
        }
    }
}

/// What to write instead of a value in double quotes, which make a comment of it.
fn commented(def: &OperandDef, operand: &str) -> Option<String> {
    let (_, value) = operand.split_once('=')?;
    let text = value.trim().strip_prefix('"')?.strip_suffix('"')?;
    let quoted = format!("'{text}'");
    let takes = |value: &str| line::value(value).is_some_and(|tree| is_plausible(def, &tree));
    let right = [text, &quoted].into_iter().find(|value| takes(value));
    let wrong = "what stands in double quotes is a comment";
    Some(match right {
        Some(right) => format!("{wrong}: write {}={}", def.name, clip(right)),
        None => format!("{wrong}: write {}", example(def)),
    })
}

/// Whether a value is one of an operand's, with all that stands in its brackets.
pub(super) fn is_plausible(def: &OperandDef, tree: &Tree<'_>) -> bool {
    let mut binder = Binder::new(&def.name);
    binder.value(def, tree).is_some() && binder.mistakes.is_empty()
}

/// The place of the operand that a name which none has must mean.
fn only_meant(defs: &[OperandDef], name: &str) -> Option<usize> {
    match meant(name, defs.iter().map(|def| def.name.as_str()))[..] {
        [meant] => defs.iter().position(|def| def.name == meant),
        _ => None,
    }
}

/// Whether an operand could not be read, be it only its value.
pub(super) fn is_unread(operand: &Operand<'_>) -> bool {
    let value = operand.value.as_ref();
    operand.name.is_none() && value.is_some_and(|value| value.shape == Shape::Broken)
}

/// The operand that one which could not be read stands for, and whether it has a name.
fn unread(
    defs: &[OperandDef],
    operand: &Operand<'_>,
    in_place: Option<usize>,
) -> (Option<usize>, bool) {
    let name = unread_name(operand.all.text);
    let named = name.as_ref().and_then(|name| place_of(defs, name));
    (named.or(in_place), name.is_some())
}

/// The name before the equals sign of an operand that could not be read, blanks in it or not.
fn unread_name(text: &str) -> Option<String> {
    let (name, _) = text.split_once('=')?;
    let name: Vec<&str> = name.split_whitespace().collect();
    let is_part = |part: &&str| part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    (!name.is_empty() && name.iter().all(is_part)).then(|| name.join("-"))
}

/// The names that operands may be called by, with their places.
pub(in super::super) fn names(defs: &[OperandDef]) -> impl Iterator<Item = Candidate<'_, usize>> {
    let all = defs.iter().enumerate();
    all.flat_map(|(means, def)| names_of(def, means))
}

/// The names of one operand.
pub(in super::super) fn names_of<T: Copy>(
    def: &OperandDef,
    means: T,
) -> impl Iterator<Item = Candidate<'_, T>> {
    let minimum = def.minimum.as_deref();
    let candidate = move |name, minimum| Candidate {
        name,
        minimum,
        means,
    };
    let aliases = def.aliases.iter();
    let aliases = aliases.map(move |alias| candidate(alias.as_str(), None));
    std::iter::once(candidate(def.name.as_str(), minimum)).chain(aliases)
}

/// Whether one of several written operands has the name of a known one.
fn is_named(defs: &[OperandDef], at: usize, written: &[Operand<'_>]) -> bool {
    let mut written = written.iter().filter_map(|operand| operand.name);
    written.any(|name| resolve(name.text, names(defs)) == Found::One(at))
}

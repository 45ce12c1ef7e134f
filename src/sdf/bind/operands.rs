//! Which written operand is which of the defined ones (Commands V21, page 17).

use super::super::Value;
use super::super::abbreviation::{Candidate, Found, fits, resolve};
use super::super::definition::OperandDef;
use super::super::line::{Operand, Piece};
use super::super::mistake::{self, clip};
use super::super::suggest::{meant, within};
use super::Binder;
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
                // Whatever is wrong behind this place would not be told.
                return Vec::new();
            }
            names_begun |= operand.name.is_some();
            if position < bare_end {
                continue;
            }
            if let (Some(before), None) = (position.checked_sub(1), operand.name)
                && let Some(end) = self.bare_list(defs, written, before)
            {
                bare_end = end;
                continue;
            }
            let beyond = !names_begun && position >= defs.len();
            // Nothing at all between brackets, or behind the name, is no operand.
            if operand.is_empty() && (!beyond || written.len() == 1) {
                continue;
            }
            let at = self.place(defs, operand, position, names_begun);
            if let Some((def, slot)) = at.and_then(|at| defs.get(at).zip(slots.get_mut(at))) {
                *slot = match slot {
                    Slot::Empty | Slot::Meant => {
                        self.operand(def, operand).map_or(Slot::Wrong, Slot::Bound)
                    }
                    Slot::Wrong | Slot::Bound(_) => self.twice(def, operand),
                };
            }
            if let (None, Some(name)) = (at, operand.name)
                && let [meant] = meant(name.text, defs.iter().map(|def| def.name.as_str()))[..]
            {
                let slots = defs.iter().zip(&mut slots);
                let empty = slots.filter(|(def, slot)| def.name == meant && **slot == Slot::Empty);
                empty.for_each(|(_, slot)| *slot = Slot::Meant);
            }
            if beyond {
                break; // One complaint about too many operands is enough.
            }
        }
        defs.iter()
            .zip(slots)
            .filter_map(|(def, slot)| Some((def.name.clone(), self.settle(def, slot, end)?)))
            .collect()
    }

    /// A list without its brackets behind the name of its operand: complains about it as a
    /// whole, and returns where it ends. `first` is the place of its first value.
    fn bare_list(
        &mut self,
        defs: &[OperandDef],
        written: &[Operand<'_>],
        first: usize,
    ) -> Option<usize> {
        let begun = written.get(first)?;
        let (name, value) = (begun.name?, begun.value.as_ref()?);
        let Found::One(at) = resolve(name.text, names(defs)) else {
            return None;
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
        let texts: Vec<&str> = std::iter::once(value.all.text)
            .chain(values().map(|o| o.all.text))
            .collect();
        let help = format!(
            "several values stand in brackets: write {}=({})",
            def.name,
            clip(&texts.join(","))
        );
        let span = value.all.start..values().last()?.all.span().end;
        let mistake = mistake::invalid(span, value.all.text, help);
        self.mistakes.push(mistake);
        Some(first + texts.len())
    }

    fn twice(&mut self, def: &OperandDef, operand: &Operand<'_>) -> Slot {
        let help = format!("{} has a value already: leave one of the two out", def.name);
        let named = operand.name.unwrap_or(operand.all);
        let mistake = mistake::invalid(operand.all.span(), named.text, help);
        self.mistakes.push(mistake);
        Slot::Wrong
    }

    /// The index of the definition that a written operand belongs to.
    fn place(
        &mut self,
        defs: &[OperandDef],
        operand: &Operand<'_>,
        position: usize,
        names_begun: bool,
    ) -> Option<usize> {
        if let Some(name) = operand.name {
            return self.named(defs, name);
        }
        if !names_begun && position < defs.len() {
            return Some(position);
        }
        let text = operand.all.text;
        let help = match (defs.get(position), defs.len()) {
            _ if text == "-" => mistake::CONTINUED.to_owned(),
            (Some(def), _) => format!(
                "behind an operand with its name, each needs its name: write {}={}",
                def.name,
                clip(text)
            ),
            (None, 0) => format!("{} has no operands: leave this out", self.owner),
            (None, 1) => format!("{} has one operand: leave out what is beyond", self.owner),
            (None, n) => format!("{} has {n} operands: leave out what is beyond", self.owner),
        };
        self.mistakes
            .push(mistake::invalid(operand.all.span(), text, help));
        None
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
        let mut near = meant(typed, names.iter().copied());
        if near.is_empty() {
            // `NAME` where `VM-NAME` is meant.
            let end = format!("-{}", typed.to_ascii_uppercase());
            let ends = |name: &&str| name.ends_with(&end) && !typed.is_empty();
            near = names.iter().copied().filter(ends).collect();
        }
        match (near.is_empty(), names.is_empty()) {
            (false, _) => format!("write {}=", mistake::alternatives(&near)),
            (true, true) => format!("{} has no operands", self.owner),
            (true, false) => format!("{} has {}", self.owner, names.join(", ")),
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

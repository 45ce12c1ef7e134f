//! Which names somebody may have meant who wrote one that none has.

mod otherwise;

use super::abbreviation::{Found, abbreviates, cut_like, resolve};
use super::definition::{CommandDef, OperandDef};
use super::line::{Head, Piece};
use super::mistake::FEW;
use super::operands::behind_name;
use super::{Grammar, bind, form, mistake};
use crate::text::{all_near, first_of};
use otherwise::leaves_out;

/// What is longer was never meant for a name, and would take long to compare.
const LONGEST: usize = 64;
/// Signs that people write behind the name of a command for the blank there.
pub(super) const SIGNS: [char; 5] = ['=', ',', ':', '/', '.'];
/// The most commands that are told to somebody who knows only what they are about.
const SOME: usize = 12;

/// Where commands can be given that not every system knows.
const ELSEWHERE_ONLY: &str = "only at the console of a monitor system";

/// The names meant by a typed one: those that it abbreviates but for its hyphens, as
/// `SHOWVMRES` and `SU-NAME` do, or else the nearest ones. Best first.
pub(super) fn meant<'a>(typed: &str, names: impl Iterator<Item = &'a str> + Clone) -> Vec<&'a str> {
    if typed.len() > LONGEST {
        return Vec::new();
    }
    let letters: String = typed.split(['-', '_']).collect();
    let is_whole = |name: &&str| {
        name.split('-')
            .collect::<String>()
            .eq_ignore_ascii_case(&letters)
    };
    let whole: Vec<&str> = names.clone().filter(is_whole).collect();
    if !whole.is_empty() {
        return whole;
    }
    let run: Vec<&str> = names
        .clone()
        .filter(|name| runs_together(&letters, name))
        .collect();
    match run.len() {
        1..=FEW => run,
        _ => all_near(typed, names),
    }
}

/// Whether letters are the first ones of each part of a name, up to one of its parts.
fn runs_together(letters: &str, name: &str) -> bool {
    let Some((part, rest)) = name
        .split_once('-')
        .or(Some((name, "")))
        .filter(|(p, _)| !p.is_empty())
    else {
        return letters.is_empty();
    };
    let same = |(a, b): &(u8, u8)| a.eq_ignore_ascii_case(b);
    let most = letters.bytes().zip(part.bytes()).take_while(same).count();
    let begins = |count| {
        letters
            .get(count..)
            .is_some_and(|left| left.is_empty() || runs_together(left, rest))
    };
    (1..=most).rev().any(begins)
}

impl Grammar {
    /// What to type instead of a name that no available command has.
    pub(super) fn suggest(&self, typed: &str, available: &dyn Fn(&CommandDef) -> bool) -> String {
        let elsewhere = self.meant(typed);
        if let [first, others @ ..] = elsewhere.as_slice() {
            let others = if others.is_empty() { "" } else { " and others" };
            return format!(
                "{}{others} cannot be given here, {ELSEWHERE_ONLY}",
                first.name
            );
        }
        if let Some(help) = self.marked(typed) {
            return help;
        }
        let near = self.near(typed, available);
        match near.len() {
            0 => {}
            1..=FEW => return format!("write {}", mistake::alternatives(&near)),
            _ => return format!("no command has this name; like it are {}", first_of(&near)),
        }
        let about = self.about(typed, available);
        match about[..] {
            [one] => format!("no command has this name; there is {one}"),
            ref all if (2..=SOME).contains(&all.len()) => {
                format!("no command has this name; there are {}", all.join(", "))
            }
            _ => match absent(typed) {
                Some(name) => format!("{name} is a command of BS2000 that is not emulated here"),
                None if is_foreign(typed) => {
                    let name = typed.to_ascii_uppercase();
                    format!("{name} belongs to other systems: /? lists the commands of this one")
                }
                None => "no command has a name like this: /? lists all".to_owned(),
            },
        }
    }

    /// What to type where a sign stands before a name that belongs there only otherwise.
    fn marked(&self, typed: &str) -> Option<String> {
        if typed.starts_with('/') {
            let help = "a command has one slash; no program here takes statements, which have two";
            return Some(help.to_owned());
        }
        if typed.starts_with('*') && form::statement(typed).is_some() {
            return Some(format!("{typed} is for forms, and none is open here"));
        }
        match self.meant(typed.strip_prefix('!')?)[..] {
            [def] => Some(format!("write !{}? for its last input as a form", def.name)),
            _ => None,
        }
    }

    /// The names of commands that one that none has may have been meant for, best first.
    pub fn near<'a>(
        &'a self,
        typed: &str,
        available: &dyn Fn(&CommandDef) -> bool,
    ) -> Vec<&'a str> {
        if typed.len() > LONGEST {
            return Vec::new();
        }
        let all = self.iter().filter(|def| available(def));
        let known: Vec<&str> = all.map(|def| def.name.as_str()).collect();
        if absent(typed).is_some() || is_foreign(typed) {
            return Vec::new();
        }
        let otherwise = self.otherwise(typed, available);
        if !otherwise.is_empty() {
            return otherwise;
        }
        let mut near = meant(typed, known.iter().copied());
        near.retain(|name| !is_other(typed, name));
        if near.is_empty() {
            near = self.turned(typed, available);
        }
        if near.is_empty() {
            near = known
                .iter()
                .copied()
                .filter(|name| leaves_out(typed, name))
                .collect();
        }
        // One or two letters are near to any other, and a few to all that begin otherwise.
        if near.is_empty() && typed.len() > 2 {
            near = nearest_abbreviation(typed, &known);
        }
        near
    }

    /// The command whose words a name has the other way round: `VM-MIGRATE`.
    fn turned(&self, typed: &str, available: &dyn Fn(&CommandDef) -> bool) -> Vec<&str> {
        let turned = |at: usize| {
            let (last, first) = (typed.get(..at)?, typed.get(at + 1..)?);
            let name = format!("{first}-{last}");
            match resolve(&name, self.candidates(&name, available)) {
                Found::One(index) => self.at(index).map(|def| def.name.as_str()),
                Found::Several | Found::None => None,
            }
        };
        let hyphens = typed.match_indices('-').map(|(at, _)| at);
        hyphens.filter_map(turned).take(1).collect()
    }

    /// The commands that do something else with what a name ends with: `STOP-VM`.
    fn about(&self, typed: &str, available: &dyn Fn(&CommandDef) -> bool) -> Vec<&str> {
        if absent(typed).is_some() {
            return Vec::new();
        }
        let object = object(typed);
        let ends = |name: &str| {
            let tail = name.len().checked_sub(object.len() + 1);
            let tail = tail.and_then(|at| name.get(at..)?.strip_prefix('-'));
            tail.is_some_and(|tail| tail.eq_ignore_ascii_case(object))
        };
        let short = |name: &str| {
            name.split_once('-')
                .is_some_and(|(_, tail)| abbreviates(object, tail))
        };
        let all = self.iter().filter(|def| available(def) && object.len() > 1);
        let all: Vec<&str> = all.map(|def| def.name.as_str()).collect();
        let those =
            |is: &dyn Fn(&str) -> bool| all.iter().copied().filter(|name| is(name)).collect();
        let whole: Vec<&str> = those(&ends);
        if whole.is_empty() {
            those(&short)
        } else {
            whole
        }
    }

    /// What to type where a sign stands for the blank behind a command: `MIGRATE-VM:4`.
    pub(super) fn signed(
        &self,
        line: &str,
        head: &Head<'_>,
        available: &dyn Fn(&CommandDef) -> bool,
    ) -> Option<String> {
        let typed = head.name?;
        let at = typed.text.find(SIGNS).filter(|at| *at > 0)?;
        let name = Piece {
            text: typed.text.get(..at)?,
            ..typed
        };
        let def = self.command(name, available).ok()?;
        Some(behind_name(def, line.get(typed.start + at..)?))
    }

    /// What to type where the blank behind a command is missing: `MIGRATE-VMVM-ID=4`.
    pub(super) fn glued(
        &self,
        head: &Head<'_>,
        available: &dyn Fn(&CommandDef) -> bool,
    ) -> Option<String> {
        let typed = head.name?.text;
        let is_named = head.rest.text.starts_with('=');
        let behind = |def: &CommandDef| {
            let (begin, behind) = typed.split_at_checked(def.name.len())?;
            let is_operand = matches!(resolve(behind, bind::names(&def.operands)), Found::One(_));
            let is_value = behind.starts_with(|c: char| c.is_ascii_digit() || c == '*');
            let is_it = begin.eq_ignore_ascii_case(&def.name);
            (is_it && (is_named && is_operand || is_value)).then(|| behind.to_owned())
        };
        let all = self.iter().filter(|def| available(def));
        let found = all.filter_map(|def| Some((&def.name, behind(def)?)));
        let (name, behind) = found.max_by_key(|(name, _)| name.len())?;
        let equals = if is_named { "=" } else { "" };
        let behind = mistake::clip(&behind);
        Some(format!(
            "leave a blank behind {name}: write {name} {behind}{equals}"
        ))
    }
}

/// Commands of BS2000 that operators know well and that no console here has, one a line.
const ELSEWHERE: &str = include_str!("../../grammar/elsewhere.txt");

/// Commands of other systems that people type by habit, one a line.
const FOREIGN: &str = include_str!("../../grammar/other-systems.txt");

fn is_foreign(typed: &str) -> bool {
    FOREIGN.lines().any(|name| name.eq_ignore_ascii_case(typed))
}

/// Such a command, by its name or what it is usually cut to.
fn absent(typed: &str) -> Option<&'static str> {
    let is_it = |name: &&str| typed.len() > 4 && abbreviates(typed, name);
    ELSEWHERE.lines().find(is_it)
}

/// What a command does something with: its name without the first part.
fn object(name: &str) -> &str {
    name.split_once('-').map_or(name, |(_, object)| object)
}

/// Whether two names of as many parts have parts that are nothing like each other.
fn is_other(typed: &str, name: &str) -> bool {
    let upper = typed.to_ascii_uppercase();
    let [typed, parts] = [upper.as_str(), name].map(|text| text.split('-').collect::<Vec<_>>());
    let is_like = |(typed, part): (&&str, &&str)| {
        let slips = || strsim::damerau_levenshtein(typed, part);
        abbreviates(typed, part) || is_short(typed, part) || slips() <= (part.len() / 3).max(1)
    };
    typed.len() == parts.len() && !typed.iter().zip(&parts).all(is_like)
}

/// Whether a word has some letters of another in their order, the first among them: `MSG`.
fn is_short(typed: &str, part: &str) -> bool {
    let mut left = part.bytes();
    let begins = typed.bytes().next() == part.bytes().next();
    begins
        && typed
            .bytes()
            .all(|typed| left.any(|letter| letter == typed))
}

/// The names that a mistyped abbreviation is nearest to.
fn nearest_abbreviation<'a>(typed: &str, known: &[&'a str]) -> Vec<&'a str> {
    let upper = typed.to_ascii_uppercase();
    let first = upper.get(..1).unwrap_or_default();
    let is_near = |cut: &str| {
        let slips = || strsim::damerau_levenshtein(&upper, cut);
        typed.len() > 4 || cut.starts_with(first) || typed.len() > 3 && slips() < 2
    };
    let cut = known.iter().map(|name| (cut_like(typed, name), *name));
    let cut: Vec<(String, &str)> = cut
        .filter(|(cut, _)| !is_other(typed, cut) && is_near(cut))
        .collect();
    let mut names = Vec::new();
    for near in all_near(typed, cut.iter().map(|(cut, _)| cut.as_str())) {
        for (_, name) in cut.iter().filter(|(cut, _)| cut == near) {
            if !names.contains(name) {
                names.push(*name);
            }
        }
    }
    names
}

/// Where an operand stands that has another level: `PRIVILEGES=*PARAMETERS(IO-RESET=...)`.
pub(super) fn within(defs: &[OperandDef], name: &str) -> Option<String> {
    defs.iter().find_map(|def| {
        let structures = def.alternatives.iter();
        let mut structures = structures.filter_map(|a| Some((a, a.structure.as_ref()?)));
        structures.find_map(|(alternative, structure)| {
            let inner = &structure.operands;
            let inside = match resolve(name, bind::names(inner)) {
                Found::One(at) => format!("{}=...", inner.get(at)?.name),
                Found::Several | Found::None => within(inner, name)?,
            };
            Some(format!("{}={}({inside})", def.name, alternative.choice))
        })
    })
}

#[cfg(test)]
mod tests;

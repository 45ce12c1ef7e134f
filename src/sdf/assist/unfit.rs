//! Which of the things that exist a command is nothing for as they are now. That is no
//! mistake of the line: such a thing is not offered, and who writes it is told.

use super::super::CommandDef;
use super::super::definition::OperandDef;
use super::Known;
use super::level::Level;
use super::outline::Group;

/// Commands, one a line, with an operand, what the things are that are not for it, and the
/// operand with which all are.
const UNFIT: &str = include_str!("../../../grammar/unfit.txt");

/// The operand that tells whose devices are meant.
const VM: &str = "VM-IDENTIFICATION";
/// Relations between a thing and the VM of the line; all others are what a thing is.
const OWN: &str = "to the VM";
const FOREIGN: [&str; 2] = ["to another VM", "with another VM"];

/// What an operand of a command is not for.
#[derive(Debug, Clone)]
pub(super) struct Unfit<'a> {
    command: &'a str,
    /// What the things are.
    are: Vec<&'static str>,
    /// The VM that the line names, if it names one.
    vm: Option<String>,
}

impl<'a> Unfit<'a> {
    /// What an operand is not for that is directly one of the command's; `None` if it is
    /// for all.
    pub(super) fn of(
        command: &'a CommandDef,
        operand: &OperandDef,
        written: &Group<'_>,
    ) -> Option<Self> {
        let mut own = command.operands.iter();
        if !own.any(|def| std::ptr::eq(def, operand)) {
            return None;
        }
        let mut lines = UNFIT.lines().filter_map(|line| {
            let rest = line.strip_prefix(command.name.as_str())?;
            let rest = rest
                .strip_prefix(' ')?
                .strip_prefix(operand.name.as_str())?;
            let are = rest.strip_prefix(' ')?;
            Some(are.split_once(" unless ").unwrap_or((are, "")))
        });
        let first = lines.next()?;
        let meanings = Level::Operands(&command.operands).meanings(written);
        let value = |name: &str| {
            let mut slots = written.slots.iter().zip(&meanings);
            slots.find_map(|(slot, meaning)| {
                let (_, def) = meaning.operand?;
                let value = slot.value.as_ref().filter(|_| def.name == name)?;
                Some(value.all.text.to_ascii_uppercase())
            })
        };
        let lines = std::iter::once(first).chain(lines);
        let those = lines.filter(|(_, unless)| value(unless).is_none());
        Some(Unfit {
            command: &command.name,
            are: those.flat_map(|(are, _)| are.split(" or ")).collect(),
            vm: value(VM),
        })
    }

    /// Why the command is nothing for a thing as it is.
    pub(super) fn against(&self, known: &Known) -> Option<String> {
        let has = |vm: &String| known.of.contains(vm);
        let holds = |part: &str| match &self.vm {
            vm if part == OWN => vm.as_ref().is_some_and(has),
            vm if FOREIGN.contains(&part) => vm.as_ref().is_some_and(|vm| !has(vm)),
            _ => known.is.iter().any(|is| is == part),
        };
        let mut ways = self.are.iter();
        let why = ways
            .find(|way| way.split(", ").all(holds))?
            .replace(", ", " ");
        let (name, command) = (&known.name, self.command);
        Some(format!("{name} is {why}: nothing for {command}"))
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::Grammar;
    use super::super::NameKind;
    use super::*;

    #[test]
    fn every_line_is_about_an_operand_that_names_something() {
        let grammar = Grammar::builtin().unwrap();
        assert!(UNFIT.lines().is_sorted());
        for line in UNFIT.lines() {
            let words: Vec<&str> = line.split(' ').collect();
            let def = grammar.get(words[0]).unwrap();
            let has = |name: &str| def.operands.iter().any(|operand| operand.name == name);
            assert!(has(words[1]) && words.len() > 2, "{line}");
            assert!(NameKind::of(words[0], words[1]).is_some(), "{line}");
            if let Some((_, unless)) = line.split_once(" unless ") {
                assert!(has(unless), "{line}");
            }
        }
    }
}

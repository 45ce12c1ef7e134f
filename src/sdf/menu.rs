//! The menu of commands, from which one is chosen by its number (SDF Dialog Interface V21,
//! pages 27 and 34). The layout is ours.

use std::collections::BTreeMap;

use super::abbreviation::{Candidate, Found, resolve};
use super::{CommandDef, Grammar};
use crate::text::wrap;

/// Columns of a menu.
const WIDTH: usize = 80;
/// Columns before what a command is for.
const NAMES: usize = 34;

/// Behind the name of a command without operands, which is carried out at once (page 27 of
/// the German manual; the English flag could not be read).
const AT_ONCE: &str = "(!)";

/// Commands by application domain, each with a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Menu {
    /// The full names of the commands: the first has number 1.
    names: Vec<String>,
    lines: Vec<String>,
}

/// What was chosen from a menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// A command, by its full name.
    Command(String),
    /// The menu of a domain.
    Domain(Menu),
    /// Nothing that is there; with our help.
    Nothing(String),
}

impl Menu {
    /// The menu of some commands.
    pub(super) fn of<'d>(commands: impl Iterator<Item = &'d CommandDef>) -> Self {
        let mut domains: BTreeMap<&str, Vec<&CommandDef>> = BTreeMap::new();
        for def in commands {
            domains.entry(&def.domain).or_default().push(def);
        }
        let (mut names, mut lines) = (Vec::new(), Vec::new());
        for (domain, commands) in domains {
            lines.push(domain.to_owned());
            for def in commands {
                names.push(def.name.clone());
                lines.extend(entry(names.len(), def));
            }
        }
        lines.push("NEXT = a number of the menu, or (DOMAIN)".to_owned());
        Menu { names, lines }
    }

    /// The menu as a display.
    pub fn lines(&self) -> &[String] {
        &self.lines
    }
}

impl Grammar {
    /// The menu of all available commands.
    pub fn menu(&self, available: &dyn Fn(&CommandDef) -> bool) -> Menu {
        Menu::of(self.iter().filter(|def| available(def)))
    }

    /// What a line chooses from a menu: a number, or a domain in brackets, which may be
    /// abbreviated. `None` if it is neither.
    pub fn choose(
        &self,
        menu: &Menu,
        line: &str,
        available: &dyn Fn(&CommandDef) -> bool,
    ) -> Option<Choice> {
        if let Some(name) = domain(line) {
            return Some(self.domain(name, available));
        }
        if line.is_empty() || !line.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let number: Option<usize> = line.parse().ok();
        let name = number.and_then(|n| menu.names.get(n.checked_sub(1)?));
        let help = || format!("the menu has the numbers 1 to {}", menu.names.len());
        Some(name.map_or_else(|| Choice::Nothing(help()), |n| Choice::Command(n.clone())))
    }

    /// The menu of a domain.
    pub(super) fn domain(&self, name: &str, available: &dyn Fn(&CommandDef) -> bool) -> Choice {
        let mut domains: Vec<&str> = self
            .iter()
            .filter(|def| available(def))
            .map(|def| def.domain.as_str())
            .collect();
        domains.sort_unstable();
        domains.dedup();
        let candidates = domains.iter().map(|domain| Candidate {
            name: domain,
            minimum: None,
            means: *domain,
        });
        match resolve(name, candidates) {
            Found::One(domain) => {
                let here = |def: &&CommandDef| def.domain == domain && available(def);
                Choice::Domain(Menu::of(self.iter().filter(here)))
            }
            Found::Several | Found::None => {
                Choice::Nothing(format!("the domains are {}", domains.join(", ")))
            }
        }
    }
}

/// The name in `(DOMAIN)`.
pub(super) fn domain(line: &str) -> Option<&str> {
    let name = line.strip_prefix('(')?.strip_suffix(')')?.trim();
    let is_name = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    (is_name && !name.is_empty()).then_some(name)
}

fn entry(number: usize, def: &CommandDef) -> Vec<String> {
    let room = WIDTH - NAMES;
    let flag = if def.operands.is_empty() { AT_ONCE } else { "" };
    let head = format!("{number:>3} {} {flag}", def.name);
    let line = |(i, part): (usize, &str)| match i {
        0 => format!("{head:width$} {part}", width = NAMES - 1),
        _ => format!("{:NAMES$}{part}", ""),
    };
    let lines = wrap(&def.help, room, room).into_iter().enumerate();
    lines.map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_chosen_by_number_and_domains_by_name() {
        let grammar = Grammar::builtin().unwrap();
        let all = |_: &CommandDef| true;
        let menu = grammar.menu(&all);
        assert!(
            menu.lines()
                .iter()
                .all(|line| line.chars().count() <= WIDTH)
        );
        let Some(Choice::Domain(sdf)) = grammar.choose(&menu, "(sdf)", &all) else {
            panic!("no domain")
        };
        assert_eq!(sdf.lines()[0], "SDF");
        assert!(sdf.lines()[1].starts_with("  1 HELP-SDF "), "{sdf:?}");
        let first = grammar.choose(&sdf, "1", &all);
        assert_eq!(first, Some(Choice::Command("HELP-SDF".to_owned())));
        for nothing in ["0", "99", "(NONSENSE)", "99999999999999999999999"] {
            let found = grammar.choose(&sdf, nothing, &all);
            assert!(matches!(found, Some(Choice::Nothing(_))), "{nothing}");
        }
        for other in ["", "1.Y", "()", "(A,B)", "REMARK"] {
            assert_eq!(grammar.choose(&sdf, other, &all), None, "{other}");
        }
        let hidden = |def: &CommandDef| def.domain != "SDF";
        let found = grammar.choose(&menu, "(SDF)", &hidden);
        assert!(matches!(found, Some(Choice::Nothing(_))));
    }

    #[test]
    fn a_command_without_operands_is_flagged() {
        let grammar = Grammar::builtin().unwrap();
        let menu = grammar.menu(&|def| def.name == "START-CONFIGURATION-UPDATE");
        let line = &menu.lines()[1];
        assert!(
            line.starts_with("  1 START-CONFIGURATION-UPDATE (!) "),
            "{line}"
        );
    }
}

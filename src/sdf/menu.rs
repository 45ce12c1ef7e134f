//! The menu of commands, from which one is chosen by its number (SDF Dialog Interface V21,
//! pages 27 and 34). The layout is ours.

use std::collections::BTreeMap;

use super::abbreviation::{Candidate, Found, resolve};
use super::form::{Next, statement};
use super::{CommandDef, Grammar, line};
use crate::text::wrap;

/// Columns of a menu.
const WIDTH: usize = 80;
/// Columns before a name.
const NUMBER: usize = 4;
/// Columns before what a command is for.
const NAMES: usize = 34;

/// Behind the name of a command without operands, which is carried out at once (page 27 of
/// the German manual; the English flag could not be read).
const AT_ONCE: &str = "(!)";

/// The most lines of entries that are shown at once, so that a menu stays on a screen.
const PAGE: usize = 16;

/// Domains or commands, each with a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Menu {
    /// The first one has number 1.
    entries: Vec<Entry>,
    page: usize,
    /// What was written behind the name that its commands have in common.
    operands: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    /// The full name of the command, or of the domain.
    name: String,
    is_domain: bool,
    /// What stands above it: the domain of a command.
    heading: String,
    lines: Vec<String>,
    is_at_once: bool,
}

/// What was chosen from a menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// A command, by its full name.
    Command(String),
    /// Another menu, or another page of this one.
    Menu(Menu),
    /// Nothing that is there; with our help.
    Nothing(String),
    /// No menu any more.
    Leave,
}

impl Menu {
    /// The menu of some commands.
    pub(super) fn of<'d>(commands: impl Iterator<Item = &'d CommandDef>) -> Self {
        let mut entries = Vec::new();
        for (domain, commands) in by_domain(commands) {
            for def in commands {
                entries.push(Entry {
                    name: def.name.clone(),
                    is_domain: false,
                    heading: domain.to_owned(),
                    lines: entry(entries.len() + 1, def),
                    is_at_once: def.operands.is_empty(),
                });
            }
        }
        Menu {
            entries,
            page: 0,
            operands: String::new(),
        }
    }

    /// The same, of a line with these operands.
    pub(super) fn with(self, operands: &str) -> Self {
        let operands = operands.trim().to_owned();
        Menu { operands, ..self }
    }

    /// What the command that is chosen has as its operands. Secrets may be among them.
    pub fn operands(&self) -> &str {
        &self.operands
    }

    /// The menu of the domains that some commands have.
    fn of_domains<'d>(commands: impl Iterator<Item = &'d CommandDef>) -> Self {
        let domains = by_domain(commands);
        // As narrow as it can be: half a screen is enough for it.
        let widest = domains.keys().map(|domain| domain.chars().count()).max();
        let names = NUMBER + widest.unwrap_or_default() + 2;
        let domains = domains.into_iter().enumerate();
        let entry = |(at, (domain, commands)): (usize, (&str, Vec<_>))| {
            let commands = match commands.len() {
                1 => "1 command".to_owned(),
                count => format!("{count} commands"),
            };
            let head = format!("{:>3} {domain}", at + 1);
            Entry {
                name: domain.to_owned(),
                is_domain: true,
                heading: "DOMAINS".to_owned(),
                lines: vec![format!("{head:names$}{commands}")],
                is_at_once: false,
            }
        };
        Menu {
            entries: domains.map(entry).collect(),
            page: 0,
            operands: String::new(),
        }
    }

    /// The entries of each page.
    fn pages(&self) -> Vec<&[Entry]> {
        let (mut pages, mut start, mut used) = (Vec::new(), 0, 0);
        for (at, entry) in self.entries.iter().enumerate() {
            if at > start && used + entry.lines.len() > PAGE {
                pages.push(self.entries.get(start..at).unwrap_or_default());
                (start, used) = (at, 0);
            }
            used += entry.lines.len();
        }
        pages.push(self.entries.get(start..).unwrap_or_default());
        pages
    }

    /// What it is the menu of: a domain, or domains.
    pub fn title(&self) -> &str {
        self.entries.first().map_or("", |entry| &entry.heading)
    }

    /// The menu as a display, or that page of it which is shown.
    pub fn lines(&self) -> Vec<String> {
        let pages = self.pages();
        let entries = pages.get(self.page).copied().unwrap_or_default();
        let mut lines = Vec::new();
        let mut heading = "";
        for entry in entries {
            if entry.heading != heading {
                heading = &entry.heading;
                lines.push(heading.to_owned());
            }
            lines.extend(entry.lines.iter().cloned());
        }
        if entries.iter().any(|entry| entry.is_at_once) {
            lines.push(format!("    {AT_ONCE}: carried out at once"));
        }
        let (page, count) = (self.page + 1, pages.len());
        let more = if count > 1 {
            format!(", + or - for another page ({page} of {count})")
        } else {
            String::new()
        };
        lines.push(format!("NEXT = a number, DOMAIN, COMMAND, *CANCEL{more}"));
        lines
    }

    /// The page that `+`, `-`, `++` or `--` lead to.
    fn turned(&self, sign: &str) -> Option<Menu> {
        let last = self.pages().len() - 1;
        let page = match sign {
            "+" => (self.page + 1).min(last),
            "-" => self.page.saturating_sub(1),
            "++" => last,
            "--" => 0,
            _ => return None,
        };
        Some(Menu {
            page,
            ..self.clone()
        })
    }
}

/// Commands by their domains, in alphabetical order.
fn by_domain<'d>(
    commands: impl Iterator<Item = &'d CommandDef>,
) -> BTreeMap<&'d str, Vec<&'d CommandDef>> {
    let mut domains: BTreeMap<&str, Vec<&CommandDef>> = BTreeMap::new();
    for def in commands {
        domains.entry(&def.domain).or_default().push(def);
    }
    domains
}

impl Grammar {
    /// The menu of the domains of all available commands, with which help begins (SDF Dialog
    /// Interface V21, page 34).
    pub fn menu(&self, available: &dyn Fn(&CommandDef) -> bool) -> Menu {
        Menu::of_domains(self.iter().filter(|def| !def.is_isp && available(def)))
    }

    /// The menu of the available commands that a line may mean, if there are several.
    pub fn menu_of(&self, line: &str, available: &dyn Fn(&CommandDef) -> bool) -> Option<Menu> {
        let head = line::head(line);
        let mut meant = self.meant(head.name?.text);
        meant.retain(|def| available(def));
        (meant.len() > 1).then(|| Menu::of(meant.into_iter()).with(head.rest.text))
    }

    /// What a line chooses from a menu: a number, a domain, which may be abbreviated in
    /// brackets, another page, or a statement that leaves it, `*EXIT` for the domains (SDF
    /// Dialog Interface V21, page 24). `None` if it is none of that.
    pub fn choose(
        &self,
        menu: &Menu,
        line: &str,
        available: &dyn Fn(&CommandDef) -> bool,
    ) -> Option<Choice> {
        let is_domain = |def: &CommandDef| def.domain.eq_ignore_ascii_case(line);
        let bare = self.iter().any(is_domain).then_some(line);
        if let Some(name) = domain(line).or(bare) {
            return Some(self.domain(name, available));
        }
        if let Some(menu) = menu.turned(line) {
            return Some(Choice::Menu(menu));
        }
        let is_inside = !menu.entries.iter().any(|entry| entry.is_domain);
        match statement(line) {
            Some(Next::Menu) if is_inside => return Some(Choice::Menu(self.menu(available))),
            Some(Next::Menu | Next::Cancel) => return Some(Choice::Leave),
            Some(_) | None => {}
        }
        // A number is a command, and so may ask for its form.
        let line = line.strip_suffix('?').unwrap_or(line);
        if line.is_empty() || !line.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let number: Option<usize> = line.parse().ok();
        let entry = number.and_then(|n| menu.entries.get(n.checked_sub(1)?));
        Some(match entry {
            Some(entry) if entry.is_domain => self.domain(&entry.name, available),
            Some(entry) => Choice::Command(entry.name.clone()),
            None => Choice::Nothing(format!(
                "the menu has the numbers 1 to {}",
                menu.entries.len()
            )),
        })
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
                let here =
                    |def: &&CommandDef| def.domain == domain && !def.is_isp && available(def);
                Choice::Menu(Menu::of(self.iter().filter(here)))
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
        assert_eq!(menu.lines()[0], "DOMAINS");
        let number = menu.lines().iter().position(|line| line.contains(" SDF "));
        for choice in ["(sd)", "sdf", &number.unwrap().to_string()] {
            let Some(Choice::Menu(sdf)) = grammar.choose(&menu, choice, &all) else {
                panic!("no domain: {choice}")
            };
            assert_eq!(sdf.lines()[0], "SDF");
            assert!(sdf.lines()[1].starts_with("  1 HELP-SDF "), "{sdf:?}");
            let first = grammar.choose(&sdf, "1", &all);
            assert_eq!(first, Some(Choice::Command("HELP-SDF".to_owned())));
        }
        for nothing in ["0", "99", "(NONSENSE)", "99999999999999999999999"] {
            let found = grammar.choose(&menu, nothing, &all);
            assert!(matches!(found, Some(Choice::Nothing(_))), "{nothing}");
        }
        let Some(Choice::Menu(sdf)) = grammar.choose(&menu, "SDF", &all) else {
            panic!("no domain")
        };
        let outside = grammar.choose(&sdf, "*EXIT", &all);
        assert_eq!(outside, Some(Choice::Menu(menu.clone())));
        for (from, statement) in [(&sdf, "*CANCEL"), (&menu, "*exit"), (&menu, "*CAN")] {
            let left = grammar.choose(from, statement, &all);
            assert_eq!(left, Some(Choice::Leave), "{statement}");
        }
        for other in ["", "*EXECUTE", "1.Y", "()", "(A,B)", "REMARK"] {
            assert_eq!(grammar.choose(&menu, other, &all), None, "{other}");
        }
        let hidden = |def: &CommandDef| def.domain != "SDF";
        let found = grammar.choose(&menu, "(SDF)", &hidden);
        assert!(matches!(found, Some(Choice::Nothing(_))));
    }

    #[test]
    fn a_long_menu_has_pages_that_hold_every_command_once() {
        let grammar = Grammar::builtin().unwrap();
        let all = |_: &CommandDef| true;
        let mut menu = Menu::of(grammar.iter());
        let (count, last) = (menu.pages().len(), menu.turned("++").unwrap());
        let mut seen = Vec::new();
        for page in 1..=count {
            let lines = menu.lines();
            assert!(lines.iter().all(|line| line.chars().count() <= WIDTH));
            assert!(lines.len() <= PAGE + 8, "{lines:#?}");
            let next = lines.last().unwrap();
            assert!(next.ends_with(&format!("({page} of {count})")), "{next}");
            seen.extend(menu.pages()[menu.page].iter().map(|e| e.name.clone()));
            if page == count {
                assert_eq!(menu, last);
            }
            let Some(Choice::Menu(further)) = grammar.choose(&menu, "+", &all) else {
                panic!("no page")
            };
            menu = further;
        }
        assert_eq!(menu, last);
        assert_eq!(seen.len(), grammar.iter().count());
        assert_eq!(menu.turned("--").unwrap().page, 0);
        // A number means the same on every page.
        let choice = grammar.choose(&menu, "1", &all);
        assert_eq!(choice, Some(Choice::Command(seen[0].clone())));
    }

    #[test]
    fn a_command_without_operands_is_flagged() {
        let grammar = Grammar::builtin().unwrap();
        let update = |def: &&CommandDef| def.name == "START-CONFIGURATION-UPDATE";
        let lines = Menu::of(grammar.iter().filter(update)).lines();
        assert!(
            lines[1].starts_with("  1 START-CONFIGURATION-UPDATE (!) "),
            "{lines:?}"
        );
        assert!(lines.iter().any(|line| line.contains("(!): ")));
    }
}

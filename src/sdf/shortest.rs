//! The shortest abbreviation that a command has among all others.

use super::abbreviation::{Found, resolve};
use super::{CommandDef, Grammar};

impl Grammar {
    /// The shortest abbreviation that means this command where all are available. Of
    /// several that are as short, the one that keeps most of the first parts.
    pub fn shortest(&self, def: &CommandDef) -> String {
        let parts: Vec<&str> = def.name.split('-').collect();
        let means = |short: &str| match resolve(short, self.candidates(short, &|_| true)) {
            Found::One(index) => self.at(index).is_some_and(|found| found.name == def.name),
            Found::Several | Found::None => false,
        };
        (1..def.name.len())
            .find_map(|length| abbreviations(&parts, length).into_iter().find(|a| means(a)))
            .unwrap_or_else(|| def.name.clone())
    }
}

/// All abbreviations of so many characters.
fn abbreviations(parts: &[&str], length: usize) -> Vec<String> {
    let Some((first, rest)) = parts.split_first() else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for kept in (1..=first.len().min(length)).rev() {
        let Some(begin) = first.get(..kept) else {
            continue;
        };
        match length - kept {
            0 => all.push(begin.to_owned()),
            // A hyphen, and at least one character behind it.
            left => all.extend(
                abbreviations(rest, left - 1)
                    .iter()
                    .map(|end| format!("{begin}-{end}")),
            ),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_abbreviations_of_a_length() {
        assert_eq!(
            abbreviations(&["SHOW", "VM", "STATUS"], 5),
            ["SHO-V", "SH-VM", "S-V-S"]
        );
        assert_eq!(abbreviations(&["RUN"], 2), ["RU"]);
        assert!(abbreviations(&["RUN"], 4).is_empty());
    }

    #[test]
    fn the_shortest_abbreviation_means_its_command() {
        let grammar = Grammar::builtin().unwrap();
        for def in grammar.iter() {
            let short = grammar.shortest(def);
            let found = resolve(&short, grammar.candidates(&short, &|_| true));
            let Found::One(index) = found else {
                panic!("{short}: {found:?}")
            };
            assert_eq!(grammar.at(index).unwrap().name, def.name, "{short}");
        }
        let short = |name| grammar.shortest(grammar.get(name).unwrap());
        assert_eq!(short("MIGRATE-VM"), "MIGRATE-VM");
        assert_eq!(short("REMARK"), "REMA");
    }
}

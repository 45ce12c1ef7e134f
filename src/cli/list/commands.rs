//! The commands of a grammar, for `vmcons list commands`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::aligned;
use crate::sdf::{CommandDef, Grammar};

/// A command as JSON.
#[derive(Serialize)]
pub(super) struct Command<'a> {
    command: &'a str,
    domain: &'a str,
}

/// All of them in alphabetical order.
pub(super) fn all<'a>(grammar: &'a Grammar) -> Vec<Command<'a>> {
    let command = |def: &'a CommandDef| Command {
        command: &def.name,
        domain: &def.domain,
    };
    grammar.iter().map(command).collect()
}

/// All of them below their domains: name, shortest abbreviation, what it is for.
pub(super) fn by_domain(grammar: &Grammar) -> Vec<String> {
    let row = |def: &CommandDef| {
        vec![
            format!("  {}", def.name),
            grammar.shortest(def),
            def.help.clone(),
        ]
    };
    // Aligned all together, so that the columns go on from domain to domain.
    let rows: Vec<Vec<String>> = grammar.iter().map(row).collect();
    let mut domains: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (def, line) in grammar.iter().zip(aligned(&rows)) {
        domains.entry(&def.domain).or_default().push(line);
    }
    let block = |(domain, lines): (&str, Vec<String>)| [vec![domain.to_owned()], lines].concat();
    domains.into_iter().flat_map(block).collect()
}

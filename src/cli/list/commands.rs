//! The commands of a grammar, for `vmcons list commands`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::aligned;
use crate::catalog::RoutingCode;
use crate::sdf::{CommandDef, Grammar, Unit};

/// A command as JSON.
#[derive(Serialize)]
pub(super) struct Command<'a> {
    command: &'a str,
    domain: &'a str,
    /// The shortest abbreviation that means it now.
    shortest: String,
    purpose: &'a str,
    aliases: &'a [String],
    privileges: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    routing: Option<char>,
    /// The types of server unit that have it.
    units: Vec<String>,
}

/// All of them in alphabetical order.
pub(super) fn all<'a>(grammar: &'a Grammar) -> Vec<Command<'a>> {
    let command = |def: &'a CommandDef| Command {
        command: &def.name,
        domain: &def.domain,
        shortest: grammar.shortest(def),
        purpose: &def.help,
        aliases: &def.aliases,
        privileges: &def.privileges,
        routing: def.routing.map(RoutingCode::as_char),
        units: units(def),
    };
    grammar.iter().map(command).collect()
}

/// Their names in alphabetical order.
pub(super) fn names(grammar: &Grammar) -> Vec<String> {
    grammar.iter().map(|def| def.name.clone()).collect()
}

/// The types of server unit that have a command: if its file names none, all.
fn units(def: &CommandDef) -> Vec<String> {
    let all = match def.units.as_slice() {
        [] => &[Unit::S390, Unit::X86],
        some => some,
    };
    all.iter().map(ToString::to_string).collect()
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

//! The line NEXT of a form: statements instead of operands (SDF Dialog Interface V21, pages
//! 24 to 34). No full list of them could be read.

use super::super::abbreviation::{Candidate, Found, resolve};
use super::super::{Grammar, MenuChoice, menu};
use super::Form;

/// What is done next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Next {
    Execute,
    Cancel,
    /// The menu of all commands, or of a domain.
    Menu(Option<String>),
}

/// The statement that an input is, be it with `NEXT =` or without.
pub(super) fn of(form: &Form, grammar: &Grammar, input: &str) -> Option<Next> {
    if input.is_empty() {
        return Some(Next::Execute);
    }
    let is_operand = form.command.operands.iter().any(|def| def.name == "NEXT");
    let statement = Some(input)
        .filter(|_| !is_operand)
        .and_then(|input| input.split_once('='))
        .filter(|(name, _)| name.trim().eq_ignore_ascii_case("NEXT"))
        .map_or(input, |(_, statement)| statement.trim());
    if let Some(name) = menu::domain(statement) {
        // Brackets may as well hold the values of the first operand.
        let found = grammar.domain(name, &|_| true);
        let is_domain = matches!(found, MenuChoice::Domain(_));
        return is_domain.then(|| Next::Menu(Some(name.to_owned())));
    }
    let statements = [
        ("CANCEL", Next::Cancel),
        ("EXIT", Next::Menu(None)),
        ("EXIT-ALL", Next::Cancel),
        ("CONTINUE", Next::Execute),
        ("EXECUTE", Next::Execute),
    ];
    let candidates = statements.iter().map(|(name, means)| Candidate {
        name,
        minimum: None,
        means,
    });
    match resolve(statement.strip_prefix('*')?, candidates) {
        Found::One(next) => Some(next.clone()),
        Found::Several | Found::None => None,
    }
}

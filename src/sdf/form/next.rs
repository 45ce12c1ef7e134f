//! The line NEXT of a form: statements instead of operands (SDF Dialog Interface V21, pages
//! 24 to 34). No full list of them could be read: those beside `*CANCEL`, `*EXIT` and
//! `(DOMAIN)` are as people who work with SDF know them.

use std::borrow::Cow;

use super::super::abbreviation::{Candidate, Found, resolve};
use super::super::definition::OperandDef;
use super::super::{CommandDef, Grammar, MenuChoice, Mistake, menu, mistake};
use crate::text::all_near;

/// What is done next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::sdf) enum Next<'t> {
    Execute,
    /// The operands are only checked.
    Test,
    /// The form is shown again.
    Show,
    /// The structure of an operand's value is opened.
    Down(&'t str),
    Cancel,
    /// The menu of all commands is shown.
    Menu,
}

/// Opens the structure of the operand in the brackets behind it.
const DOWN: &str = "DOWN";

/// The name of the line.
const NEXT: &str = "NEXT";
/// What may be written into it, and what it does.
pub const STATEMENTS: [(&str, &str); 12] = [
    ("*EXECUTE", "carries the command out"),
    ("*TEST", "only checks the operands"),
    ("*DOWN(OPERAND)", "opens the structure of its value"),
    ("*CANCEL", "gives the command up"),
    ("*EXIT", "gives it up, and shows the menu of all domains"),
    ("*UP", "shows the form again"),
    ("+ / - / ++ / --", "another page, the last, the first"),
    ("(DOMAIN)", "gives it up, and shows the menu of this domain"),
    ("/COMMAND", "another command, and then this form again"),
    (
        "CMD?",
        "the form of another command, and then this one again",
    ),
    ("*CONTINUE", "the same as *EXECUTE"),
    ("*REFRESH", "the same as *UP"),
];

/// All that may be written into it, in one line.
pub fn takes() -> String {
    STATEMENTS.map(|(statement, _)| statement).join(" / ")
}

/// Whether this leads to another page of a form.
pub fn is_page(text: &str) -> bool {
    matches!(text, "+" | "-" | "++" | "--")
}

/// The statement for the line NEXT that a word is.
pub(in crate::sdf) fn statement(word: &str) -> Option<Next<'_>> {
    let Some(name) = word.strip_prefix('*') else {
        return is_page(word).then_some(Next::Show);
    };
    if let Some((name, operand)) = name.split_once('(') {
        let is_down = Candidate {
            name: DOWN,
            minimum: None,
            means: (),
        };
        let found = resolve(name, [is_down].into_iter());
        let operand = operand.strip_suffix(')').unwrap_or(operand).trim();
        return (found == Found::One(()) && !operand.is_empty()).then_some(Next::Down(operand));
    }
    let statements = [
        ("CANCEL", Next::Cancel),
        ("EXIT", Next::Menu),
        ("DOMAIN-MENU", Next::Menu),
        ("EXIT-ALL", Next::Cancel),
        ("CONTINUE", Next::Execute),
        ("EXECUTE", Next::Execute),
        ("TEST", Next::Test),
        ("REFRESH", Next::Show),
        ("UP", Next::Show),
    ];
    let candidates = statements.iter().map(|(name, means)| Candidate {
        name,
        minimum: None,
        means: *means,
    });
    match resolve(name, candidates) {
        Found::One(next) => Some(next),
        Found::Several | Found::None => None,
    }
}

/// Whether this can stand in a line without `NEXT =` and mean the same.
pub(super) fn is_plain(text: &str) -> bool {
    text.starts_with('/') || statement(text).is_some()
}

/// Whether the values that were typed go along if this stands in the line NEXT.
pub(super) fn takes_values(text: &str) -> bool {
    let stays = |next| !matches!(next, Next::Cancel | Next::Menu);
    text.is_empty() || statement(text).is_some_and(stays)
}

/// Whether this gives the command up.
pub fn leaves(text: &str) -> bool {
    matches!(statement(text), Some(Next::Cancel | Next::Menu))
}

/// The operand whose structure this opens in the line NEXT.
pub(super) fn down(text: &str) -> Option<&str> {
    match statement(text)? {
        Next::Down(operand) => Some(operand),
        _ => None,
    }
}

/// The statement that a line begins with, with the blanks behind it, and the rest.
pub(super) fn split(input: &str) -> (&str, &str) {
    let end = input.find(' ').unwrap_or(input.len());
    let (word, behind) = input.split_at(end);
    let operands = behind.trim_start();
    match statement(word) {
        Some(_) => input.split_at(input.len() - operands.len()),
        None => ("", input),
    }
}

/// What stands behind `NEXT =`, if that begins the line and is no operand. A statement is
/// expected there, so it may lack its asterisk.
pub(super) fn given<'i>(command: &CommandDef, input: &'i str) -> Option<Cow<'i, str>> {
    let (name, text) = input.split_once('=')?;
    let is_next = name.trim().eq_ignore_ascii_case(NEXT);
    if !is_next || command.operands.iter().any(|def| def.name == NEXT) {
        return None;
    }
    Some(starred(text.trim()))
}

/// A text of the line NEXT, with the asterisk that its statement may lack.
pub(super) fn starred(text: &str) -> Cow<'_, str> {
    let starred = format!("*{text}");
    match split(&starred) {
        ("", _) => text.into(),
        _ => starred.into(),
    }
}

/// What the line NEXT says to something else.
pub(super) fn refused(text: &str) -> Mistake {
    mistake::invalid(0..text.len(), text, format!("NEXT takes {}", takes()))
}

/// The same, of what may be meant for a domain.
pub(super) fn refused_in(grammar: &Grammar, text: &str) -> Mistake {
    let domain = menu::domain(text).map(|name| grammar.domain(name, &|_| true));
    match domain {
        Some(MenuChoice::Nothing(help)) => mistake::invalid(0..text.len(), text, help),
        _ => refused(text),
    }
}

/// What a word says that is no statement, although it stands where one may. `first` is the
/// operand that it would be the value of.
pub(super) fn mistyped(input: &str, word: &str, first: &OperandDef) -> Mistake {
    let statements = STATEMENTS.iter().filter_map(|(s, _)| s.split('(').next());
    if !all_near(word, statements).is_empty() {
        return refused(input);
    }
    match all_near(word, first.keywords().map(|(keyword, _)| keyword))[..] {
        [] => refused(input),
        [near, ..] => {
            let help = format!("write {}={near}, or for NEXT {}", first.name, takes());
            mistake::invalid(0..input.len(), input, help)
        }
    }
}

/// What may be written into the line NEXT and what it does.
pub(super) fn meaning() -> Vec<String> {
    let row = |(statement, does): &(&str, &str)| format!("    {statement:<15} : {does}");
    let rows = STATEMENTS.iter().map(row);
    std::iter::once(NEXT.to_owned()).chain(rows).collect()
}

/// What `*TEST` says where nothing is wrong.
pub(super) fn tested() -> Vec<String> {
    vec!["The operands are right. *EXECUTE carries the command out.".to_owned()]
}

/// The domain in `(DOMAIN)`, whose menu is shown. Brackets may as well hold the values of
/// the first operand, so it has to be one.
pub(super) fn domain<'i>(grammar: &Grammar, input: &'i str) -> Option<&'i str> {
    let name = menu::domain(input)?;
    let found = grammar.domain(name, &|_| true);
    matches!(found, MenuChoice::Menu(_)).then_some(name)
}

/// A bracket left open at the end opens the structure, and nothing else (page 32).
pub(super) fn completed(input: &str) -> Cow<'_, str> {
    match input.strip_suffix('(') {
        Some(_) => format!("{input})").into(),
        None => input.into(),
    }
}

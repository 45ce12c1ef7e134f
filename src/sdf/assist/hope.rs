//! What is marked while a line is typed is just what Enter would refuse however the line
//! went on.

use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::scan::{Token, scan};
use super::{Part, Typing};
use crate::sdf::definition::{Choice, OperandDef};
use crate::sdf::mistake::is_missing;
use crate::sdf::properties::{commands, grammar};
use crate::sdf::{line, round_trip};

/// What is put into right lines.
const MUTATIONS: [&str; 24] = [
    "", ",", "(", ")", "=", "'", "*", "-", ".", " ", "A", "1", "0", "_", "X=", "*A", "()", ",,",
    "AB", "99", "X'", "(1,", "A B", "<",
];

/// What the word at the end may grow by. The rest of the right line is tried as well.
const GROWTH: [&str; 36] = [
    "", "A", "1", "0", "AA", "AAA", "AAAAAAAA", "11", "00", "'", "A'", "1'", "11'", ".A", "-A",
    ".1", "A>", "=!", "A=!", "'A'", "'1'", "10101", "1-01-01", "01-01", "0:00:00", ":00", "(A)",
    "$A.A", "*", "?", ":A:A", "A:A", "A.A", "0>", "A:$A.A", "1A",
];

fn typing(line: &str) -> Typing<'_> {
    Typing {
        grammar: grammar(),
        available: &|_| true,
        line,
        cursor: line.len(),
    }
}

fn marked(line: &str) -> bool {
    let parts = typing(line).colour();
    parts.iter().any(|(_, part)| *part == Part::Wrong)
}

/// Brackets that are still open at the end of a line.
fn brackets(line: &str) -> String {
    let mut depth = 0_usize;
    for part in scan(line, line::head(line).rest.start) {
        match part.token {
            Token::Open => depth += 1,
            Token::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    ")".repeat(depth)
}

/// Whether nothing is wrong with a line but that something may have to be added at its end.
fn is_fine(line: &str, from: usize) -> bool {
    let closed = format!("{line}{}", brackets(line));
    match grammar().bind(&closed, &|_| true) {
        Ok(_) => true,
        Err(rejected) => rejected
            .mistakes
            .iter()
            .all(|m| is_missing(m) && m.span.start >= from && rejected.command.is_some()),
    }
}

/// The names and keywords of operands and all their structures.
fn words(defs: &[OperandDef], found: &mut Vec<String>) {
    for def in defs {
        found.push(format!("{}=!", def.name));
        for alternative in &def.alternatives {
            if let Choice::Keyword(keyword) = &alternative.choice {
                found.push(keyword.clone());
                found.extend(keyword.strip_prefix('*').map(str::to_owned));
            }
            if let Some(inner) = &alternative.structure {
                words(&inner.operands, found);
            }
        }
    }
}

/// How a line could go on so that nothing is wrong with it.
fn hope(line: &str, right: &str) -> Option<String> {
    let last = line.chars().next_back().unwrap_or(' ').to_ascii_uppercase();
    let mut names = Vec::new();
    let defs = grammar().meant(line::head(line).name?.text);
    let is_name = line::head(line).rest.text.is_empty();
    match defs[..] {
        _ if is_name => names.extend(grammar().iter().map(|def| def.name.clone())),
        [def] => words(&def.operands, &mut names),
        _ => {}
    }
    let grown = names.iter().flat_map(|name| {
        let after = name.match_indices(last).map(|(at, _)| at + 1).chain([0]);
        after.filter_map(|at| name.get(at..))
    });
    let rest = right.char_indices().filter_map(|(at, _)| right.get(at..));
    let mut all = GROWTH.into_iter().chain(grown).chain(rest);
    let found = all.find(|growth| is_fine(&format!("{line}{growth}"), line.len()));
    found.map(str::to_owned)
}

fn right_lines() -> impl Strategy<Value = String> {
    prop_oneof![commands(), select(round_trip::lines())]
}

/// A place of a line that is one.
fn place(line: &str, at: Index) -> usize {
    let mut at = at.index(line.len() + 1);
    while !line.is_char_boundary(at) {
        at -= 1;
    }
    at
}

proptest! {
    // Each of them tries hundreds of lines.
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn just_what_is_beyond_hope_is_marked(
        right in right_lines(),
        mutation in select(&MUTATIONS[..]),
        (from, length, end) in (any::<Index>(), 0..6_usize, any::<Index>()),
    ) {
        let from = place(&right, from);
        let behind = (from + length..=right.len()).find(|at| right.is_char_boundary(*at));
        let behind = behind.unwrap_or(right.len());
        let mut line = right.clone();
        line.replace_range(from..behind, mutation);
        line.truncate(place(&line, end));
        let line = line.as_str();
        // A hyphen at the end continues the line, where that is possible.
        prop_assume!(!line.is_empty() && !line.ends_with(" -"));
        let hope = hope(line, &right);
        prop_assert_eq!(marked(line), hope.is_none(), "{}|{:?}", line, hope);
    }
}

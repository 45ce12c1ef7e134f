//! Command lines that stand literally in the manuals, and what they mean.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking, in its helpers as well"
)]

use vmcons::sdf::Grammar;

const FACTS: &str = include_str!("facts/reference_lines.txt");

/// The lines, each with what comes of it: `= FULL FORM` or `! MESSAGE`.
fn lines() -> Vec<(&'static str, &'static str)> {
    let told = |line: &&str| !line.is_empty() && !line.starts_with('#');
    let lines: Vec<&str> = FACTS.lines().filter(told).collect();
    let pairs = lines.chunks_exact(2);
    assert!(pairs.remainder().is_empty());
    pairs.map(|pair| (pair[0], pair[1].trim_start())).collect()
}

fn full_form(grammar: &Grammar, line: &str) -> String {
    let bound = grammar
        .bind(line, &|_| true)
        .unwrap_or_else(|e| panic!("{line}\n{:#?}", e.mistakes));
    grammar.get(&bound.name).unwrap().full_form(&bound)
}

#[test]
fn lines_of_the_manuals_mean_what_they_say() {
    let grammar = Grammar::builtin().unwrap();
    let right = lines().into_iter();
    let right = right.filter_map(|(line, comes)| Some((line, comes.strip_prefix("= ")?)));
    let mut count = 0;
    for (line, full) in right {
        assert_eq!(full_form(&grammar, line), full, "{line}");
        count += 1;
    }
    assert!(count > 70, "{count}");
}

#[test]
fn lines_that_do_not_pass_say_why() {
    let grammar = Grammar::builtin().unwrap();
    let wrong = lines().into_iter();
    let wrong = wrong.filter_map(|(line, comes)| Some((line, comes.strip_prefix("! ")?)));
    let mut count = 0;
    for (line, id) in wrong {
        let rejected = grammar.bind(line, &|_| true).expect_err(line);
        let ids = rejected.mistakes.iter().map(|m| m.message.id.to_string());
        let ids: Vec<String> = ids.collect();
        assert!(ids.iter().any(|found| found == id), "{line} {ids:?}");
        count += 1;
    }
    assert!(count > 15, "{count}");
}

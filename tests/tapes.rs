//! Carries out every tape below `tests/tapes`, as `vmcons test` does.
//!
//! When a stored screen is meant to change: `cargo run -- test tests/tapes --update`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::PathBuf;

use vmcons::cli::tapes::{Props, find, script};
use vmcons::cli::test::{Verdict, verdict};

/// Tapes, and whether the parser of VHS 6f0c046 takes them.
const OF_VHS: &str = include_str!("facts/vhs.jsonl");

#[test]
fn what_vhs_parses_is_taken_and_what_it_refuses_refused() {
    let mut wrong = Vec::new();
    for line in OF_VHS.lines() {
        let (tape, is_taken): (String, bool) = serde_json::from_str(line).unwrap();
        if vmcons::tape::parse("t.tape", &tape).is_ok() != is_taken {
            wrong.push(line);
        }
    }
    assert!(OF_VHS.lines().count() > 1000);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_tape_ends_as_expected() {
    let tapes = find(&[PathBuf::from("tests/tapes")]).unwrap();
    let props = Props::builtin().unwrap();
    let mut problems = Vec::new();
    for tape in &tapes {
        let script = script(tape).unwrap();
        let unbound = script.unbound(&props.stage(&script).unwrap());
        problems.extend(unbound.iter().map(|found| format!("{found:?}")));
        match verdict(tape, &props, false) {
            Verdict::Passed { .. } => {}
            Verdict::Failed(failures) => {
                problems.extend(failures.iter().map(ToString::to_string));
            }
            Verdict::Wrong(what) => problems.push(what),
        }
    }
    assert!(!tapes.is_empty());
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

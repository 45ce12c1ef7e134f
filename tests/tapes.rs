//! Carries out every tape below `tests/tapes`, as `vmcons test` does.
//!
//! When a stored screen is meant to change: `cargo run -- test tests/tapes --update`.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::PathBuf;

use vmcons::cli::tapes::{Props, find};
use vmcons::cli::test::{Verdict, verdict};

#[test]
fn every_tape_ends_as_expected() {
    let tapes = find(&[PathBuf::from("tests/tapes")]).unwrap();
    let props = Props::builtin().unwrap();
    let mut problems = Vec::new();
    for tape in &tapes {
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

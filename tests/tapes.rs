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
    let tapes = find(&[PathBuf::from("tests/tapes")]).files;
    let props = Props::builtin().unwrap();
    let mut problems = Vec::new();
    for tape in &tapes {
        let script = script(tape).unwrap();
        let unbound = script.unbound(&props.stage(&script).unwrap());
        problems.extend(unbound.iter().map(|found| format!("{found:?}")));
        match verdict(tape, &props, false) {
            // None of them proves nothing.
            Verdict::Passed { told, .. } => problems.extend(told),
            Verdict::Failed { failures, .. } => {
                problems.extend(failures.iter().map(ToString::to_string));
            }
            Verdict::Wrong(what) => problems.push(what),
        }
    }
    assert!(!tapes.is_empty());
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// What VHS's own tests give its lexer and its parser (lexer_test.go and parser_test.go of
/// 6f0c046), and how it is read here: in normal form, or nothing where it is refused.
const OF_VHS_TESTS: &[(&str, &str)] = &[
    ("Output examples/out.gif", "Output \"examples/out.gif\""),
    ("Set FontSize 42", "Set FontSize 42"),
    ("Set Padding 5", "Set Padding 5"),
    ("Set CursorBlink false", "Set CursorBlink false"),
    ("Type@.1 \"a 'b'\"", "Type@100ms \"a 'b'\""),
    ("Left 3", "Left 3"),
    ("Right@100ms 3", "Right@100ms 3"),
    ("ScrollUp 3", "ScrollUp 3"),
    ("ScrollDown@100ms 2", "ScrollDown@100ms 2"),
    ("Ctrl+@", "Ctrl+\"@\""),
    ("Ctrl+\\", "Ctrl+\"\\\""),
    ("Alt+]", "Alt+]"),
    ("Shift+[", "Shift+["),
    ("Sleep .1", "Sleep 100ms"),
    ("Sleep 100ms", "Sleep 100ms"),
    ("Sleep 2", "Sleep 2s"),
    ("Wait+Screen@1m /foobar/", "Wait+Screen@1m /foobar/"),
    ("Wait+Screen@1m /foo\\/bar/", "Wait+Screen@1m /foo\\/bar/"),
    ("Wait+Screen@1m /foo\\\\/", "Wait+Screen@1m /foo\\\\/"),
    (
        "Wait+Screen@1m /foo\\\\\\/bar/",
        "Wait+Screen@1m /foo\\\\\\/bar/",
    ),
    ("Set TypingSpeed 100ms", "Set TypingSpeed 100ms"),
    ("Set WaitTimeout 1m", "Set WaitTimeout 1m"),
    ("Set WaitPattern /foo/", "Set WaitPattern /foo/"),
    ("Backspace@0.1 5", "Backspace@100ms 5"),
    ("Backspace@.1 5", "Backspace@100ms 5"),
    ("Backspace@1 5", "Backspace@1s 5"),
    ("Backspace@100ms 5", "Backspace@100ms 5"),
    ("Delete 2 Insert 2", "Delete 2\nInsert 2"),
    ("Up@50ms Down 2", "Up@50ms\nDown 2"),
    ("Ctrl+C Ctrl+L", "Ctrl+C\nCtrl+L"),
    ("Alt+. Alt+L Alt+i", "Alt+\".\"\nAlt+L\nAlt+i"),
    ("Sleep 3 Wait", "Sleep 3s\nWait"),
    (
        "Wait+Screen Wait@100ms /foobar/",
        "Wait+Screen\nWait@100ms /foobar/",
    ),
    ("Ctrl+Shift+Alt+C", "Ctrl+Alt+Shift+C"),
    ("Ctrl+Alt+Left", "Ctrl+Alt+Left"),
    ("Ctrl+Alt+Right", "Ctrl+Alt+Right"),
    ("Ctrl+Alt+Up", "Ctrl+Alt+Up"),
    ("Ctrl+Alt+Down", "Ctrl+Alt+Down"),
    ("Ctrl+Backspace", "Ctrl+Backspace"),
    ("Ctrl+Space", "Ctrl+Space"),
    ("Set LoopOffset 60.4", "Set LoopOffset 60.4"),
    ("Set LoopOffset 20.99%", "Set LoopOffset 20.99%"),
    ("Type@.5 \"All\"", "Type@500ms \"All\""),
    ("PageDown@1 3", "PageDown@1s 3"),
    ("Ctrl+Shift+C+Alt", ""),
    ("Ctrl+Shift+C+Alt+C", ""),
    ("Source source.vhs", ""),
    ("Source", ""),
    ("Screenshot step.jpg", ""),
    ("Screenshot", ""),
];

#[test]
fn what_vhs_tests_itself_with_is_read_as_there() {
    for (written, expected) in OF_VHS_TESTS {
        let read = vmcons::tape::parse("t.tape", written);
        let normal = read.map_or_else(|_| String::new(), |tape| tape.to_string());
        assert_eq!(normal.trim_end(), *expected, "{written}");
    }
    // Its errors stand at these places, but that `Sleep` points at what is no time.
    let wrong = "\nType Enter\nType \"echo 'Hello, World!'\" Enter\nFoo\nSleep Bar";
    let errors = vmcons::tape::parse("t.tape", wrong).unwrap_err();
    let places: Vec<(usize, usize)> = errors.0.iter().map(|e| (e.line, e.column)).collect();
    assert_eq!(places, [(2, 6), (4, 1), (5, 7)]);
}

//! Section 5: wildcards.

use vmcons::sdf::wildcard_matches;

/// 5: wildcards: the pattern, a name that fits, and one that does not.
const WILDCARDS: &[(&str, &str, &str)] = &[
    ("A*", "A", "B"),
    ("**AB", "XAB", "ABX"),
    ("A/", "AB", "A"),
    ("A.", "A.B", "A."),
    ("A.*", "A.B", "A."),
    ("<A:C>", "B", "D"),
    // Digits lie behind letters.
    ("<A:1>", "Z", "2"),
    ("<:C>", "A", "D"),
    ("<B:>", "9", "A"),
    ("<AA:BBB>", "ABC", "ABCD"),
    ("V<01,12>", "V12", "V11"),
    ("-A*", "B", "AB"),
    ("-A", "AB", "A"),
];

#[test]
fn section_5_wildcards() {
    for (pattern, fits, other) in WILDCARDS {
        assert!(wildcard_matches(pattern, fits), "5: {pattern} {fits}");
        assert!(!wildcard_matches(pattern, other), "5: {pattern} {other}");
    }
}

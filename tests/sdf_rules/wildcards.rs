//! Section 5: wildcards.

use vmcons::sdf::wildcard_matches;

/// 5: wildcards: the rule, the pattern, a name that fits, and one that does not.
const WILDCARDS: &[(&str, &str, &str, &str)] = &[
    ("5 any", "A*", "A", "B"),
    ("5 any", "*A*B", "XAYB", "AXBY"),
    ("5 doubled", "**AB", "XAB", "ABX"),
    ("5 one", "A/", "AB", "A"),
    ("5 one", "//", "AB", "ABC"),
    ("5 period", "A.", "A.B", "A."),
    ("5 period", "A.*", "A.B", "A."),
    ("5 period", "A.B.", "A.B.C", "A.B."),
    ("5 period in the middle", "A.B*", "A.B", "A.C"),
    ("5 range", "<A:C>", "B", "D"),
    ("5 range, digits behind letters", "<A:1>", "Z", "2"),
    ("5 range without a beginning", "<:C>", "A", "D"),
    ("5 range without an end", "<B:>", "9", "A"),
    ("5 range, length", "<AA:BBB>", "ABC", "ABCD"),
    ("5 range, length", "<AAA:B>", "AB", "AAAA"),
    ("5 range, length", "<:BB>", "", "BBB"),
    ("5 range, length", "<AA:CC>", "BB", "B"),
    ("5 choice", "V<01,12>", "V12", "V11"),
    ("5 choice, one of them empty", "V<,1>X", "VX", "V2X"),
    ("5 choice of ranges", "V<1,A:C>", "VB", "VD"),
    ("5 negation", "-A*", "B", "AB"),
    ("5 negation of a name", "-A", "AB", "A"),
];

#[test]
fn section_5_wildcards() {
    for (rule, pattern, fits, other) in WILDCARDS {
        assert!(wildcard_matches(pattern, fits), "{rule}: {pattern} {fits}");
        assert!(
            !wildcard_matches(pattern, other),
            "{rule}: {pattern} {other}"
        );
    }
}

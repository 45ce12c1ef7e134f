//! Section 6: what is said of mistakes.

use super::Comes::Wrong;
use super::{Rule, check, grammar};

/// 6: messages, and the part of the line at which they point.
const MESSAGES: &[Rule] = &[
    (
        "6 CMD0051",
        "MOD-X *NONSENSE",
        Wrong("CMD0051", "*NONSENSE"),
    ),
    ("6 CMD0064", "MOD-X LEVEL=10", Wrong("CMD0064", "10")),
    ("6 CMD0099", "MOD-X BY=(DEEP=*YES)", Wrong("CMD0099", "")),
    (
        "6 CMD0185",
        "MOD-X NONSENSE=1",
        Wrong("CMD0185", "NONSENSE"),
    ),
    ("6 CMD0186", "/NONSENSE", Wrong("CMD0186", "NONSENSE")),
    ("6 CMD0187", "STOP 1", Wrong("CMD0187", "STOP")),
    ("6 CMD0202", "  \"nothing\"", Wrong("CMD0202", "")),
];

#[test]
fn section_6_messages() {
    check(MESSAGES);
    // All mistakes of a line, not only the first.
    let rejected = grammar().bind("MOD-X 9A,LEVEL=10,NONSENSE=1", &|_| true);
    assert_eq!(rejected.unwrap_err().mistakes.len(), 3);
}

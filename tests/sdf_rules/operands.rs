//! Section 3: operands, structures and lists.

use super::Comes::{To, Wrong};
use super::{Rule, check, grammar};

/// 3: operands.
const OPERANDS: &[Rule] = &[
    ("3 positions", "MOD-X A,2", To("MODIFY-X NAME=A,LEVEL=2,")),
    (
        "3 positions",
        "MOD-X ,2",
        To("MODIFY-X NAME=*NONE,LEVEL=2,"),
    ),
    (
        "3 positions, then names",
        "MOD-X A,LEVEL=2",
        To("MODIFY-X NAME=A,LEVEL=2,"),
    ),
    (
        "3 positions, then names",
        "MOD-X NAME=A,2",
        Wrong("CMD0051", "2"),
    ),
    ("3 too many", "STOP-X 1", Wrong("CMD0051", "1")),
    ("3 twice", "MOD-X A,NAME=B", Wrong("CMD0051", "NAME=B")),
    (
        "3 defaults",
        "MOD-X",
        To("MODIFY-X NAME=*NONE,LEVEL=1,ADD-ID=*NONE,ADD-SENDER=*NONE,BY=*NONE"),
    ),
    ("3 mandatory", "MOD-X BY=*GROUP()", Wrong("CMD0099", "")),
    (
        "3 structures",
        "MOD-X BY=*GROUP(A,*YES)",
        To("MODIFY-X NAME=*NONE,LEVEL=1,ADD-ID=*NONE,ADD-SENDER=*NONE,BY=*GROUP(NAME=A,DEEP=*YES)"),
    ),
    (
        "3 structures",
        "MOD-X BY=*GROUP (A)",
        Wrong("CMD0051", "(A"),
    ),
    (
        "3 introducer left out",
        "MOD-X BY=(A)",
        To("MODIFY-X NAME=*NONE,LEVEL=1,ADD-ID=*NONE,ADD-SENDER=*NONE,BY=*GROUP(NAME=A,DEEP=*NO)"),
    ),
    ("3 brackets", "MOD-X BY=(A", Wrong("CMD0202", "(")),
    ("3 brackets", "MOD-X A)", Wrong("CMD0202", ")")),
    (
        "3 lists",
        "MOD-X ADD=A",
        To("MODIFY-X NAME=*NONE,LEVEL=1,ADD-ID=(A),"),
    ),
    (
        "3 lists",
        "MOD-X ADD=(A,B,C,D)",
        Wrong("CMD0051", "(A,B,C,D)"),
    ),
    ("3 lists", "MOD-X NAME=(A,B)", Wrong("CMD0051", "(A,B)")),
    (
        "3 quotes",
        "TYPES LOW='it''s'",
        To("TYPES ALPHANUM=*N,CAT=*N,COMPOSED=*N,STRING=*N,LOW=C'it''s',"),
    ),
    ("3 quotes", "TYPES LOW='A", Wrong("CMD0202", "'")),
    (
        "7 default value",
        "MOD-X LEVEL=!",
        To("MODIFY-X NAME=*NONE,LEVEL=1,"),
    ),
];

#[test]
fn section_3_operands() {
    check(OPERANDS);
    let shown = grammar().conceal("TYPES PASSWORD='A'").text;
    assert_eq!(shown, "TYPES PASSWORD=^");
}

//! Section 1: how lines are read.

use super::Comes::{To, Wrong};
use super::{Rule, check, grammar};

/// 1: lexical rules.
const LEXICAL: &[Rule] = &[
    ("1 slash", "/STOP-X", To("STOP-X")),
    ("1 slash", "//STOP-X", Wrong("CMD0186", "/STOP-X")),
    ("1 blanks", "  /  STOP-X  ", To("STOP-X")),
    (
        "1 blanks",
        "MOD-X A , LEVEL = 2",
        To("MODIFY-X NAME=A,LEVEL=2,"),
    ),
    ("1 blanks", "MOD-X,LEVEL=2", Wrong("CMD0202", ",LEVEL=2")),
    (
        "1 comments",
        "/MOD-X \"A, (\" LEVEL=2 \"end\"",
        To("MODIFY-X NAME=*NONE,LEVEL=2,"),
    ),
    ("1 comments", "/STOP-X \"A", Wrong("CMD0202", "\"")),
    ("1 comments", "/STOP-X \" ---- \"", To("STOP-X")),
    ("1 comments", "/\"alone\"", Wrong("CMD0202", "")),
    (
        "1 comments",
        "TYPES LOW='a\"b'",
        To("TYPES ALPHANUM=*N,CAT=*N,COMPOSED=*N,STRING=*N,LOW=C'a\"b',"),
    ),
    (
        "1 commas at line start",
        "MOD-X NAME=A ,LEVEL = 2 ,BY = *GROUP( NAME = A ,DEEP = *YES)",
        To("MODIFY-X NAME=A,LEVEL=2,ADD-ID=*NONE,ADD-SENDER=*NONE,BY=*GROUP(NAME=A,DEEP=*YES)"),
    ),
    ("1 case", "mod-x name=a", To("MODIFY-X NAME=A,")),
    (
        "1 case",
        "TYPES LOW='aB',STRING='aB'",
        To("TYPES ALPHANUM=*N,CAT=*N,COMPOSED=*N,STRING=C'AB',LOW=C'aB',"),
    ),
    (
        "1 character sets",
        "TYPES STRING='ä'",
        To("TYPES ALPHANUM=*N,CAT=*N,COMPOSED=*N,STRING=C'ä',"),
    ),
    ("1 character sets", "MOD-X ä", Wrong("CMD0064", "ä")),
    (
        "1 character sets",
        "MORE TEXT='ä'",
        To("MORE POSIX=*N,PATH=*N,HEX=*N,NUMBER=*N,NAME=*N,CLOCK=*N,VOLUME=*N,DIGITS=*N,TEXT="),
    ),
    ("1 REMARK", "REMARK a 'b, (c", To("REMARK a 'b, (c")),
    ("1 REMARK", "REMARK 0123456789", Wrong("CMD0064", "9")),
];

#[test]
fn section_1_lexical_rules() {
    check(LEXICAL);
    let grammar = grammar();
    let commands = |line| grammar.commands(line);
    assert_eq!(commands("/STOP-X; STOP-Y"), ["/STOP-X", "STOP-Y"]);
    assert_eq!(commands("TYPES LOW='A;B'"), ["TYPES LOW='A;B'"]);
    assert_eq!(commands("REMARK it's; STOP-X"), ["REMARK it's", "STOP-X"]);
    for line in [
        "REMARK (a;b)",
        "REMARK 'done; MIGRATE-VM 2'",
        "REMARK \"x;y\" ABC",
    ] {
        assert_eq!(commands(line), [line]);
    }
    let long = format!("REMARK {}", " ".repeat(33_000));
    assert!(grammar.bind(&long, &|_| true).is_err());
}

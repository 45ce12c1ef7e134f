//! Section 4: data types.

use super::Comes::Wrong;
use super::{check, grammar};

/// 4: data types. Each value is the only one written.
const RIGHT: &[(&str, &str)] = &[
    ("TYPES ALPHANUM=", "9$#@"),
    ("TYPES CAT=", "2BV"),
    ("TYPES COMPOSED=", "A.B-C"),
    ("TYPES COMPOSED=", ":2BV:A"),
    ("TYPES STRING=", "C'AB'"),
    ("TYPES DAY=", "26-02-28"),
    ("TYPES DAY=", "2024-02-29"),
    ("TYPES DEVICE=", "D3435-1"),
    ("TYPES FILE=", ":2BV:$TSOS.OS27.E"),
    ("TYPES FILE=", "$.A"),
    ("TYPES FILE=", "G(*9999)"),
    ("TYPES FILE=", "G(+99)"),
    ("TYPES FILE=", "G(-0)"),
    ("TYPES FILE=", "F(3)"),
    ("TYPES PART=", ":2BV:$U.A."),
    ("TYPES FIX=", "99.99"),
    ("MORE POSIX=", "aB\\c"),
    ("MORE PATH=", "/home/Me"),
    ("MORE HEX=", "X'0AF1'"),
    ("MORE NUMBER=", "-9"),
    ("MORE NAME=", "A_B"),
    ("MORE CLOCK=", "23:59:59"),
    ("MORE VOLUME=", "WORK01"),
    ("MORE DIGITS=", "0AF1"),
    ("MORE TEXT=", "A+B"),
    ("MORE VERSION=", "V21.0B"),
    ("MORE WILD=", "<AA,BB>LONGER*"),
    ("MORE WILD=", "**AB"),
    ("MORE NEW=", "D<3><2>"),
    ("MORE MANUAL=", "V21.0"),
    ("MORE STRUCTURED=", "A-B"),
    ("MORE FULL=", "$TSOS.A"),
    ("TYPES FILE=", "12345678.A"),
    ("TYPES FIX=", "0.01"),
    ("MORE HEX=", "X'0'"),
    ("MORE POSIX=", "C'?A'"),
];

/// 4: values that are none of the type, and the part that is wrong.
const WRONG: &[(&str, &str)] = &[
    ("TYPES ALPHANUM=A-B", "-"),
    ("TYPES ALPHANUM=ABCDE", "ABCDE"),
    ("TYPES CAT=PUBA", "PUB"),
    ("TYPES COMPOSED=A..B", ".."),
    ("TYPES COMPOSED=A:B", "A:B"),
    ("TYPES STRING=AB", "AB"),
    ("TYPES STRING=X'AB'", "X'AB'"),
    ("TYPES STRING='ABCDE'", "'ABCDE'"),
    ("TYPES DAY=2026-02-29", "29"),
    ("TYPES DAY=2026-13-01", "13"),
    ("TYPES DEVICE=A.B", "."),
    ("TYPES FILE=$A", "$A"),
    ("TYPES FILE=$TSOS.$A", "$"),
    ("TYPES FILE=$1A.B", "$1A."),
    ("TYPES FILE=123", "123"),
    ("TYPES FILE=A.-B", "-B"),
    ("TYPES PLAIN=:2BV:A", ":2BV:"),
    ("TYPES PLAIN=$U.A", "$U."),
    ("TYPES PART=A", "A"),
    ("TYPES FIX=0", "0"),
    ("TYPES FIX=12345678901", "12345678901"),
    ("MORE POSIX=A/B", "/"),
    ("MORE POSIX=!A", "!"),
    ("MORE HEX=X'0G'", "X'0G'"),
    ("MORE NUMBER=1+", "+"),
    ("MORE NUMBER=100", "100"),
    ("MORE NAME=9A", "9"),
    ("MORE CLOCK=24:00", "24"),
    ("MORE VOLUME=PUB001", "PUB"),
    ("MORE DIGITS=0AF", "0AF"),
    ("MORE TEXT=A?", "?"),
    ("MORE VERSION=V21.0B00", "V21.0B00"),
    ("MORE VERSION=V21.0", "V21.0"),
    ("MORE WILD=A*<B", "<"),
    ("MORE WILD=LONGERTHAN8", "LONGERTHAN8"),
    ("MORE MANUAL=V21.0B", "V21.0B"),
    ("MORE KEPT=#A", "#"),
    ("MORE STRUCTURED=A_B", "_"),
    ("TYPES FILE=A.", "."),
    ("TYPES FILE=A-.B", "A-"),
    (
        "TYPES FILE=$TSOS.A234567890123456789012345678901234567890BC",
        "A234567890123456789012345678901234567890BC",
    ),
    ("TYPES CAT=ABCDE", "ABCDE"),
    ("TYPES DAY=2026-1-1", "2026-1-1"),
    ("MORE CLOCK=12:60", "60"),
    ("MORE VOLUME=ABCDEFG", "ABCDEFG"),
];

#[test]
fn section_4_data_types() {
    let grammar = grammar();
    for (operand, value) in RIGHT {
        let line = format!("{operand}{value}");
        let bound = grammar.bind(&line, &|_| true);
        let bound = bound.unwrap_or_else(|e| panic!("4: {line}\n{e:?}"));
        let full = grammar.get(&bound.name).unwrap().full_form(&bound);
        let (_, name) = operand.split_once(' ').unwrap();
        assert!(
            full.contains(&format!("{name}{value}")),
            "4: {line}\n{full}"
        );
    }
    // A wrong generation is no generation, but brackets behind a name.
    for (line, part) in [
        ("TYPES FILE=G(*0)", "G(*0)"),
        ("TYPES FILE=G(+100)", "G(+100)"),
        ("TYPES PLAIN=G(*1)", "G(*1)"),
    ] {
        check(&[("4", line, Wrong("CMD0051", part))]);
    }
    for (line, part) in WRONG {
        check(&[("4", line, Wrong("CMD0064", part))]);
    }
}

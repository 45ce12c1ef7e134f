//! Section 4: data types.

use super::Comes::Wrong;
use super::{check, grammar};
use vmcons::sdf::{Choice, DataType, Grammar, Kind, Property};

/// 4: data types. Each value is the only one written.
const RIGHT: &[(&str, &str)] = &[
    ("TYPES ALPHANUM=", "9$#@"),
    ("TYPES CAT=", "2BV"),
    ("TYPES COMPOSED=", "A.B-C"),
    ("TYPES COMPOSED=", ":2BV:A"),
    ("TYPES STRING=", "C'AB'"),
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
    // Borders: the shortest and the longest, the first and the last.
    ("TYPES ALPHANUM=", "A"),
    ("TYPES ALPHANUM=", "$#@9"),
    ("TYPES CAT=", "A"),
    ("TYPES CAT=", "APUB"),
    ("TYPES CAT=", "PU1"),
    ("TYPES COMPOSED=", "A"),
    ("TYPES COMPOSED=", "A2345678901234567890"),
    ("TYPES COMPOSED=", "$#@.9-A"),
    ("TYPES STRING=", "C'1234'"),
    ("TYPES STRING=", "C''''''''''"),
    ("TYPES LOW=", "C'aB ''; ('"),
    ("TYPES DAY=", "2026-12-31"),
    ("TYPES DAY=", "1900-01-01"),
    ("TYPES DEVICE=", "D3475-8F"),
    ("TYPES FILE=", "A2345678901234567890123456789012345678901"),
    (
        "TYPES FILE=",
        ":2BV:$USER5678.A23456789012345678901234567890123456789",
    ),
    ("TYPES FILE=", "$$#@A9.X"),
    ("TYPES FILE=", "1-2A.#B@"),
    ("TYPES FILE=", "G(*1)"),
    ("TYPES FILE=", "G(+0)"),
    ("TYPES FILE=", "G(-99)"),
    ("TYPES FILE=", "#TEMP"),
    ("TYPES PLAIN=", "A.B-C.D"),
    ("TYPES PART=", "A."),
    ("TYPES PART=", "$U."),
    ("TYPES PART=", ":2BV:$U."),
    ("TYPES FIX=", "1"),
    ("TYPES FIX=", "+1.5"),
    ("TYPES FIX=", "00000001.5"),
    ("MORE POSIX=", "a.b_c+d"),
    ("MORE PATH=", "a/b/c"),
    ("MORE PATH=", "/"),
    ("MORE HEX=", "X'F'"),
    ("MORE NUMBER=", "99"),
    ("MORE NUMBER=", "0"),
    ("MORE NAME=", "A2345678"),
    ("MORE NAME=", "$_#@"),
    ("MORE CLOCK=", "00:00:00"),
    ("MORE VOLUME=", "A"),
    ("MORE DIGITS=", "0A"),
    ("MORE TEXT=", "A2345678"),
    ("MORE VERSION=", "1.0A"),
    ("MORE MANUAL=", "9.9"),
    ("MORE MANUAL=", "V9.9"),
    ("MORE KEPT=", "A#"),
    ("MORE STRUCTURED=", "A-9-B"),
    ("MORE FULL=", ":2BV:$TSOS.A"),
    ("MORE WILD=", "**345678901234567890"),
    ("MORE NEW=", "?X?A"),
];

/// 4: values that the command gets in another form.
const CHANGED: &[(&str, &str, &str)] = &[
    ("TYPES STRING=", "'ab'", "C'AB'"),
    ("TYPES STRING=", "c'ab'", "C'AB'"),
    ("TYPES LOW=", "'ab'", "C'ab'"),
    ("TYPES CAT=", "2bv", "2BV"),
    // `with-compl`: the year gets its century, which changes at 60.
    ("TYPES DAY=", "26-02-28", "2026-02-28"),
    ("TYPES DAY=", "59-12-31", "2059-12-31"),
    ("TYPES DAY=", "60-01-01", "1960-01-01"),
    ("MORE NUMBER=", "+7", "7"),
    ("MORE NUMBER=", "007", "7"),
    ("MORE HEX=", "x'0af1'", "X'0AF1'"),
    ("MORE DIGITS=", "0af1", "0AF1"),
    ("MORE VERSION=", "C'21.0B'", "21.0B"),
    ("MORE NAME=", "a_b", "A_B"),
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
    ("MORE HEX=X'0G'", "G"),
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
    // Borders: one too many, one too few, one off.
    ("TYPES ALPHANUM=A.B", "."),
    ("TYPES ALPHANUM=\u{c4}", "\u{c4}"),
    ("TYPES CAT=A-B", "-"),
    (
        "TYPES COMPOSED=A23456789012345678901",
        "A23456789012345678901",
    ),
    ("TYPES COMPOSED=:PUBA:A", ":PUBA:"),
    ("TYPES COMPOSED=:ABCDE:A", ":ABCDE:"),
    ("TYPES COMPOSED=A_B", "_"),
    ("TYPES COMPOSED=-A", "-"),
    ("TYPES COMPOSED=A.", "."),
    ("TYPES STRING='12345'", "'12345'"),
    ("TYPES LOW='123456789'", "'123456789'"),
    ("MORE POSIX=\u{e4}", "\u{e4}"),
    ("TYPES STRING=''", "''"),
    ("TYPES DAY=2026-00-01", "00"),
    ("TYPES DAY=2026-04-31", "31"),
    ("TYPES DAY=1900-02-29", "29"),
    ("TYPES DAY=026-01-01", "026-01-01"),
    ("TYPES DAY=2026-01", "2026-01"),
    ("TYPES DAY=2026/01/01", "/"),
    ("TYPES DEVICE=D3475-8F9", "D3475-8F9"),
    ("TYPES DEVICE=D_1", "_"),
    (
        "TYPES FILE=A23456789012345678901234567890123456789012",
        "A23456789012345678901234567890123456789012",
    ),
    ("TYPES FILE=$USER56789.A", "$USER56789."),
    ("TYPES FILE=$U-R.A", "$U-R."),
    ("TYPES FILE=:PUBA:A", ":PUBA:"),
    ("TYPES FILE=A.B$C.#-", "#-"),
    ("TYPES FILE=1.2.3", "1.2.3"),
    ("TYPES FILE=A_B", "_"),
    ("TYPES PART=A..", "."),
    ("TYPES PART=$A", "$A"),
    ("TYPES PART=A.-B.", "-B"),
    ("TYPES FIX=100", "100"),
    ("TYPES FIX=99.991", "99.991"),
    ("TYPES FIX=-1", "-1"),
    ("TYPES FIX=1.", "1."),
    ("TYPES FIX=.5", ".5"),
    ("TYPES FIX=1E2", "E"),
    ("MORE PATH=\u{e4}", "\u{e4}"),
    ("MORE PATH=a\u{e4}/b", "\u{e4}"),
    ("MORE PATH=/x\u{2460}", "\u{2460}"),
    ("MORE HEX=0A", "0A"),
    ("MORE HEX=X'0AF12'", "X'0AF12'"),
    ("MORE HEX='0A'", "'0A'"),
    ("MORE NUMBER=-10", "-10"),
    ("MORE NUMBER=1-", "-"),
    ("MORE NUMBER=1.5", "."),
    ("MORE NAME=A23456789", "A23456789"),
    ("MORE NAME=A-B", "-"),
    ("MORE CLOCK=23:59:60", "60"),
    ("MORE CLOCK=12:00:00:00", "00"),
    ("MORE VOLUME=A_B", "_"),
    ("MORE DIGITS=0G", "G"),
    ("MORE DIGITS=0AF12F", "0AF12F"),
    ("MORE TEXT=A23456789", "A23456789"),
    ("MORE TEXT=A<B", "<"),
    ("MORE TEXT=A>B", ">"),
    ("MORE VERSION=V21.0B0", "V21.0B0"),
    ("MORE VERSION=21B", "21B"),
    ("MORE VERSION=V210.0B", "V210.0B"),
    ("MORE MANUAL=V21", "V21"),
    ("MORE KEPT=@A", "@"),
    ("MORE STRUCTURED=1-A", "1"),
    ("MORE STRUCTURED=-A", "-"),
    ("MORE STRUCTURED=A-", "-"),
    ("MORE STRUCTURED=A--B", "--"),
    ("MORE STRUCTURED=A.B", "."),
    ("MORE FULL=$A", "$A"),
    ("MORE WILD=A23456789012345678901*", "A23456789012345678901*"),
    ("MORE WILD=A<B<C>>", "<"),
    ("MORE WILD=A>*", ">"),
    ("MORE NEW=A<B", "<"),
];

#[test]
fn section_4_data_types() {
    let grammar = grammar();
    let same = RIGHT.iter().map(|(operand, value)| (operand, value, value));
    let changed = CHANGED
        .iter()
        .map(|(operand, value, got)| (operand, value, got));
    for (operand, written, value) in same.chain(changed) {
        let line = format!("{operand}{written}");
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
        // A word with an asterisk first is a keyword, unless it is a pattern.
        ("MORE WILD=*AB", "*AB"),
    ] {
        check(&[("4", line, Wrong("CMD0051", part))]);
    }
    for (line, part) in WRONG {
        check(&[("4", line, Wrong("CMD0064", part))]);
    }
}

/// The types of the operands that the rows are about: `TYPES CAT=` is one of `<cat-id>`.
fn type_of<'g>(grammar: &'g Grammar, row: &str) -> &'g DataType {
    let (command, rest) = row.split_once(' ').unwrap();
    let (name, _) = rest.split_once('=').unwrap();
    let operands = &grammar.get(command).unwrap().operands;
    let operand = operands
        .iter()
        .find(|operand| operand.name == name)
        .unwrap();
    let types = operand.alternatives.iter().find_map(|a| match &a.choice {
        Choice::Typed(ty) => Some(ty),
        Choice::Keyword(_) => None,
    });
    types.unwrap()
}

/// A type or a suffix that is added later gets its rows here, too: some that are right and
/// some that are wrong. (Of `command-rest` tells section 1.)
#[test]
fn every_type_and_every_suffix_has_rows() {
    let grammar = grammar();
    let right: Vec<&DataType> = RIGHT.iter().map(|row| type_of(&grammar, row.0)).collect();
    let wrong: Vec<&DataType> = WRONG.iter().map(|row| type_of(&grammar, row.0)).collect();
    for kind in Kind::ALL.into_iter().filter(|k| *k != Kind::CommandRest) {
        for (rows, least) in [(&right, 2), (&wrong, 3)] {
            let count = rows.iter().filter(|ty| ty.kind == kind).count();
            assert!(count >= least, "{}: {count} rows", kind.name());
        }
    }
    for property in Property::ALL {
        let has = |ty: &&DataType| ty.allows(property) || ty.forbids(property);
        assert!(
            right.iter().any(has) && wrong.iter().any(has),
            "{}",
            property.name()
        );
    }
}

/// The error names the type and what it consists of.
#[test]
fn an_error_names_the_type() {
    let grammar = grammar();
    for (line, _) in WRONG {
        let ty = type_of(&grammar, line);
        let rejected = grammar.bind(line, &|_| true).unwrap_err();
        let named = rejected.mistakes.iter().any(|mistake| {
            let inserts = &mistake.message.inserts;
            inserts
                .last()
                .is_some_and(|told| told.contains(&ty.to_string()))
        });
        assert!(named, "{line}: {ty}\n{rejected:?}");
    }
}

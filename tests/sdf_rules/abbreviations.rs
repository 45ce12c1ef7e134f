//! Section 2: abbreviations and aliases.

use super::Comes::{To, Wrong};
use super::{Rule, check};
use vmcons::sdf::Grammar;

/// 2: abbreviations.
const ABBREVIATIONS: &[Rule] = &[
    (
        "2 rule 1",
        "MOD-X LEV=2",
        To("MODIFY-X NAME=*NONE,LEVEL=2,"),
    ),
    ("2 rule 1", "MOD-X -X=2", Wrong("CMD0185", "-X")),
    ("2 rule 2", "M-X", Wrong("CMD0186", "M-X")),
    (
        "2 rule 2",
        "MODI-X BY=(A,D=Y)",
        To("MODIFY-X NAME=*NONE,LEVEL=1,ADD-ID=*NONE,ADD-SENDER=*NONE,BY=*GROUP(NAME=A,DEEP=*YES)"),
    ),
    ("2 rule 3", "STOP", Wrong("CMD0187", "STOP")),
    ("2 rule 3", "MOD-X A=1", Wrong("CMD0185", "A")),
    ("2 rule 4", "MOD-X *OSD-V2", To("MODIFY-X NAME=*OSD-V2.0,")),
    ("2 rule 4", "MOD-X *OSD-V2.", Wrong("CMD0051", "*OSD-V2.")),
    ("2 rule 5", "MOD-X *", Wrong("CMD0051", "*")),
    (
        "2 rule 5",
        "MOD-X BY=NONE",
        To("MODIFY-X NAME=*NONE,LEVEL=1,"),
    ),
    ("2 rule 5", "MOD-X NAME=NONE", To("MODIFY-X NAME=NONE,")),
    ("2 rule 6 command", "MOD", Wrong("CMD0186", "MOD")),
    ("2 rule 6 alias", "MDX", To("MODIFY-X NAME=*NONE,")),
    ("2 rule 6 operand", "MOD-X N=A", Wrong("CMD0185", "N")),
    ("2 rule 6 operand", "MOD-X NA=A", To("MODIFY-X NAME=A,")),
    (
        "2 rule 6 keyword",
        "MOD-X *LONG",
        To("MODIFY-X NAME=*LONG-WORD,"),
    ),
    ("2 rule 6 keyword", "MOD-X *LON", Wrong("CMD0051", "*LON")),
    (
        "2 guaranteed",
        "MOD-X ADD=(A,B)",
        To("MODIFY-X NAME=*NONE,LEVEL=1,ADD-ID=(A,B),ADD-SENDER=*NONE,"),
    ),
];

#[test]
fn section_2_abbreviations() {
    check(ABBREVIATIONS);
}

/// Abbreviations that stand printed in samples, and the names of aliases, with the commands
/// of the program.
#[test]
fn section_2_printed_abbreviations_and_aliases() {
    let grammar = Grammar::builtin().unwrap();
    let full = |line: &str| {
        let bound = grammar.bind(line, &|_| true);
        let bound = bound.unwrap_or_else(|e| panic!("{line}: {e:?}"));
        grammar.get(&bound.name).unwrap().full_form(&bound)
    };
    for (short, long) in [
        (
            "MOD-SDF-OPT SYN=*N,GUID=*MIN",
            "MODIFY-SDF-OPTIONS SYNTAX-FILE=*NONE,GUIDANCE=*MINIMUM",
        ),
        (
            "MOD-SDF-OPT *NONE,*MIN",
            "MOD-SDF-OPT SYN-F=*NONE,GUID=*MIN",
        ),
        (
            "mod-msg-subscript add=nkd",
            "MODIFY-MSG-SUBSCRIPTION ADD-MSG-ID=NKD",
        ),
        ("show-jv-attr", "SHOW-JV-ATTRIBUTES"),
        ("SHMSG", "SHOW-PENDING-MSG"),
        ("BCST 'A'", "BROADCAST 'A'"),
        ("SHSS", "SHOW-SYSTEM-STATUS"),
        ("STJSP", "SET-JOB-STEP"),
        ("HPSDF", "HELP-SDF"),
    ] {
        assert_eq!(full(short), full(long), "{short}");
    }
}

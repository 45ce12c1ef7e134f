//! Section 6: all errors of a line, not only the first, each at its place; and guesses that
//! claim no more than is known.

use vmcons::sdf::Grammar;

/// A line, and of each of its mistakes what it marks and what its help says.
type Told = (&'static str, &'static [(&'static str, &'static str)]);

const UNPAIRED: &[Told] = &[
    (
        "/SHOW-VM-ATTR INF=*FOO,VM-ID=(12",
        &[
            ("*FOO", "write INFORMATION="),
            ("(12", "write it without brackets"),
        ],
    ),
    // Of what stands behind the bracket only the first value surely belongs there.
    (
        "/CREATE-VM 512,PRIV=*PAR(IO-RES=*FOO,VM-N=1X",
        &[("(", "closes this bracket"), ("*FOO", "write IO-RESET=")],
    ),
    (
        "/SHOW-VM-ATTR INF=*FOO,VM-ID='A,SEL=*BAR",
        &[("*FOO", "write INFORMATION="), ("'", "second quote")],
    ),
    (
        "/MIGRATE-VM 100,MONJV=A..B \"no end,X=1",
        &[
            ("100", "out of range"),
            ("..", "is not right"),
            ("\"", "ends this comment"),
        ],
    ),
    (
        "/SHOW-VM-ATTR INF=*FOO),TYPE=*BAR",
        &[
            ("*FOO", "write INFORMATION="),
            (")", "leave out this bracket"),
            ("*BAR", "write TYPE="),
        ],
    ),
    ("/MIGRATE-VM (", &[("(", "closes this bracket")]),
    ("/MIGRATE-VM )", &[(")", "leave out this bracket")]),
    (
        "/SHOW-VM-ATTR SEL=*PAR[STATE=*ANY]",
        &[(
            "[STATE=*ANY]",
            "brackets are round: write (STATE=*ANY); square ones mark in manuals what may be left out",
        )],
    ),
    (
        "/SHOW-VM-ATTR INF=*CPU{*ANY}",
        &[("{*ANY}", "brackets are round: write (*ANY)")],
    ),
];

const GUESSES: &[Told] = &[
    (
        "/SHOW-V-X",
        &[("SHOW-V-X", "no command has this name; like it are SHOW-VM-")],
    ),
    (
        "/-VM",
        &[("-VM", "no command has this name; like it are ACTIVATE-VM-")],
    ),
    // Of a command that does something else with something else one is only told.
    (
        "/REWIND-FILE A,B",
        &[(
            "REWIND-FILE",
            "no command has this name; there is CHANGE-CONSLOG-FILE",
        )],
    ),
    // Nor is anything guessed for one that BS2000 has.
    (
        "/COPY-FILE A,B",
        &[(
            "COPY-FILE",
            "COPY-FILE is a command of BS2000 that is not emulated here",
        )],
    ),
    ("/SEND-MSG X", &[("SEND-MSG", "write SEND-VM-MESSAGE")]),
    (
        "/LIST-VM-STATUS",
        &[("LIST-VM-STATUS", "write SHOW-VM-STATUS")],
    ),
    // A keyword that only another operand has.
    (
        "/SHOW-VM-ATTR ,*STD",
        &[("*STD", "*STD is for INFORMATION: write INFORMATION=*STD")],
    ),
    ("/SHOW-VM-ATTR ,*STD,INF=*ALL", &[("*STD", "write TYPE=")]),
    // The limit told is the one that applies.
    (
        "/SHOW-JV AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        &[(
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "has more than 41 characters behind :CAT:$USER.",
        )],
    ),
    (
        "/SHOW-JV $A.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        &[(
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "more than 41",
        )],
    ),
    ("/SHOW-DEV FAA", &[("FAA", "`FAA` has another length")]),
    ("/SHOW-DEV F", &[("F", "`F` is too short")]),
    // Brackets are left out only where that leads on.
    (
        "/SHOW-VM-STATUS PERIOD=(5)",
        &[("(5)", "write PERIOD=*RECENT(5)")],
    ),
    (
        "/CREATE-VM (*GIGABYTE)",
        &[(
            "(*GIGABYTE)",
            "write MEMORY-SIZE= followed by a whole number",
        )],
    ),
    ("/MIGRATE-VM (12)", &[("(12)", "write it without brackets")]),
];

fn check(all: &[Told]) {
    let grammar = Grammar::builtin().unwrap();
    for (line, told) in all {
        let rejected = grammar.bind(line, &|_| true).unwrap_err();
        let mistakes = rejected.mistakes.iter();
        let found: Vec<(&str, &str)> = mistakes
            .map(|m| (line.get(m.span.clone()).unwrap(), m.help.as_str()))
            .collect();
        assert_eq!(found.len(), told.len(), "{line}: {found:?}");
        for ((part, help), (marked, wanted)) in found.iter().zip(*told) {
            assert_eq!(part, marked, "{line}: {found:?}");
            assert!(help.contains(wanted), "{line}: {help}");
        }
    }
}

/// What a value may be is told as exactly as its type says it.
const VALUES: &[Told] = &[
    ("/BROADCAST a(b,c)", &[("a(b,c)", "write MSG='a(b,c)'")]),
    (
        "/SHOW-VM-DEF ABCDEFGHIJKLMNOPQRSTU*",
        &[("ABCDEFGHIJKLMNOPQRSTU*", "up to 20 with wildcards")],
    ),
    (
        "/SHOW-DISK-STATUS *VOLUME(PUBA)",
        &[("PUB", "(A-Z 0-9 $ # @ ., not PUB first)")],
    ),
    (
        "/SHUTDOWN-VM 5,*SHUT(61)",
        &[("61", "a whole number from 0 to 60 minutes")],
    ),
    (
        "/SHOW-CMD-ATTR -X",
        &[("-", "no digit first, parts joined by -")],
    ),
];

#[test]
fn a_value_is_told_as_its_type_says() {
    check(VALUES);
}

#[test]
fn what_does_not_pair_hides_no_other_mistake() {
    check(UNPAIRED);
}

#[test]
fn a_guess_claims_no_more_than_is_known() {
    check(GUESSES);
}

#[test]
fn a_line_of_commas_is_refused_before_it_is_read() {
    let grammar = Grammar::builtin().unwrap();
    let help = |count: usize| {
        let line = format!("MIGRATE-VM {}", ",".repeat(count));
        let rejected = grammar.bind(&line, &|_| true).unwrap_err();
        (rejected.mistakes.len(), rejected.mistakes[0].help.clone())
    };
    assert!(help(2_049).1.contains("at most 2048 commas"));
    assert!(!help(2_048).1.contains("commas"));
    // In quotes a comma is a character like any other.
    let quoted = format!("/SEND-VM-MESSAGE '{}',12", ",".repeat(2_100));
    let rejected = grammar.bind(&quoted, &|_| true).unwrap_err();
    assert!(
        rejected.mistakes[0].help.contains("too long"),
        "{rejected:?}"
    );
}

/// `(..)` stands for the defaults of a structure (section 7), on a line as in a form.
#[test]
fn two_periods_in_brackets_are_the_defaults() {
    let grammar = Grammar::builtin().unwrap();
    let full = |line: &str| {
        let bound = grammar.bind(line, &|_| true).unwrap();
        grammar.get(&bound.name).unwrap().full_form(&bound)
    };
    assert_eq!(full("CREATE-VM 512(..)"), full("CREATE-VM 512"));
    let missing = grammar.bind("SHOW-VM-STATUS VM-ID=*BY-VM-GROUP(..)", &|_| true);
    assert_eq!(
        missing.unwrap_err().mistakes[0].message.id.as_str(),
        "CMD0099"
    );
    assert!(grammar.bind("CREATE-VM 512(..,X)", &|_| true).is_err());
}

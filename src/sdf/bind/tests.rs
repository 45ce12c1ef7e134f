use crate::sdf::{Bound, Grammar, Rejected, Value};

/// Commands of every form, and some whose names are alike.
const FILES: [(&str, &str); 5] = [
    (
        "MODIFY-SDF-OPTIONS.sdf",
        "MODIFY-SDF-OPTIONS\n domain SDF
           SYNTAX-FILE = _*UNCHANGED_ / *NONE / <filename 1..54>
          ,GUIDANCE    = _*UNCHANGED_ / *NO / *MINIMUM / *MEDIUM / *MAXIMUM / *EXPERT
          ,LEVEL       = _1_ / <integer 1..9>
          ,NOTE        = _*NONE_ / <c-string 1..8 with-low> / <x-string 1..4>",
    ),
    (
        "SELECT-X.sdf",
        "SELECT-X\n domain D\n alias SLX\n minimum SEL-X
           ITEMS = _*ALL_ / list-poss(3): *RANGE(FROM = <x-text 4..4>, TO = _*END_ / <x-text 4..4>)
                 / <alphanum-name 1..4 with-wild(8)>
          ,BY    = _*NONE_ / [*GROUP](NAME = <name 1..8>, DEEP = _*NO_ / *YES)",
    ),
    ("START-VM.sdf", "START-VM\n domain D\n X = _*N_"),
    ("START-VM-DIALOG.sdf", "START-VM-DIALOG\n domain D"),
    (
        "REMARK.sdf",
        "REMARK\n domain D\n TEXT = <command-rest 0..1800>",
    ),
];

/// Built-in commands that the lines below use. All of them would make abbreviations
/// longer with every new command.
const BUILTIN: [&str; 3] = ["MIGRATE-VM", "SHOW-VM-ATTRIBUTES", "SHOW-VM-RESOURCES"];

fn grammar() -> Grammar {
    let builtin = crate::builtin::COMMANDS.iter();
    let builtin = builtin.filter(|f| BUILTIN.contains(&f.stem()));
    let builtin = builtin.map(|f| (f.path, f.text));
    Grammar::load(FILES.into_iter().chain(builtin)).unwrap_or_else(|e| panic!("{e}"))
}

fn bind(line: &str) -> Result<Bound, Rejected> {
    grammar().bind(line, &|_| true)
}

/// The full form of what a line means.
fn full(line: &str) -> String {
    let grammar = grammar();
    let bound = grammar
        .bind(line, &|_| true)
        .unwrap_or_else(|e| panic!("{line}: {e:?}"));
    grammar.get(&bound.name).unwrap().full_form(&bound)
}

/// Per mistake the message id, what it points at, and the help.
fn mistakes(line: &str) -> Vec<(String, String, String)> {
    let rejected = bind(line).expect_err(line);
    let shown = rejected.mistakes.into_iter();
    shown
        .map(|m| {
            let part = line.get(m.span).expect("a place in the line").to_owned();
            (m.message.id.to_string(), part, m.help)
        })
        .collect()
}

/// sdf.md section 1 and 2: case, blanks, comments, slash, abbreviations.
#[test]
fn one_command_in_many_ways() {
    let whole =
        "MIGRATE-VM VM-IDENTIFICATION=12,SERVER-UNIT-NAME=ABGSE701,MONJV=*NONE,JV-PASSWORD=*NONE";
    for line in [
        "MIGRATE-VM VM-ID=12,SERVER-UNIT-NAME=ABGSE701",
        "/migrate-vm vm-id=12,server-unit-name=abgse701",
        "  / MIG-VM  VM=12 , S-U-N = ABGSE701 ",
        "MIG-VM 12,ABGSE701",
        "MIG-VM 12,ABGSE701,*NONE,*NONE",
        "MIG-VM +12,ABGSE701,,",
        "MIG-VM 12,ABGSE701,JV-PASS=*N",
        "MIG-VM \"a comment, (with '\" 12 \"one more\",\"and\"S=ABGSE701\"end\"",
        "MIG\"directly\"VM=12,S=ABGSE701",
        "MIGRATE-VM SERVER=ABGSE701,VM-ID=012",
    ] {
        assert_eq!(full(line), whole, "{line}");
    }
    // Commands V21 (German), page 16: abbreviated names, operands and keywords.
    let whole = "MODIFY-SDF-OPTIONS SYNTAX-FILE=*NONE,GUIDANCE=*MINIMUM,LEVEL=1,NOTE=*NONE";
    for line in [
        "MOD-SDF-OPT SYN=*N,GUID=*MIN",
        "MOD-SDF-OPT *NONE,*MIN",
        "MOD-SDF *NO,G=MIN",
    ] {
        assert_eq!(full(line), whole, "{line}");
    }
}

/// sdf.md section 2, rule 5.
#[test]
fn a_keyword_needs_its_asterisk_where_a_type_takes_the_word() {
    for (line, operand, value) in [
        ("MIG-VM 1,UNIQUE", "SERVER-UNIT-NAME", "UNIQUE"),
        ("MIG-VM 1,*UNI", "SERVER-UNIT-NAME", "*UNIQUE"),
        ("MOD-SDF-OPT GUID=EXP", "GUIDANCE", "*EXPERT"),
        ("SHOW-VM-ATTR STD", "INFORMATION", "*STD"),
        ("SHOW-VM-ATTR VM-ID=*", "VM-IDENTIFICATION", "*"),
        ("SHOW-VM-ATTR VM-ID=*V", "VM-IDENTIFICATION", "*VM2000"),
        ("SHOW-VM-ATTR VM-ID=VM*", "VM-IDENTIFICATION", "VM*"),
        (
            "SHOW-VM-ATTR VM-ID=<A:C,X>/",
            "VM-IDENTIFICATION",
            "<A:C,X>/",
        ),
        ("SHOW-VM-ATTR VM-ID=-VM1*", "VM-IDENTIFICATION", "-VM1*"),
    ] {
        let (Value::Keyword(found) | Value::Text(found)) =
            bind(line).unwrap().get(operand).unwrap().clone()
        else {
            panic!("{line}")
        };
        assert_eq!(found, value, "{line}");
    }
}

/// An asterisk that begins a pattern without another wildcard is written twice (SDF-P ready
/// reference, page 199): a keyword that there is not is none.
#[test]
fn a_mistyped_keyword_is_no_pattern() {
    let grammar = Grammar::builtin().unwrap();
    for (line, part, help) in [
        (
            "SHOW-VM-ATTR VM-ID=*CURENT",
            "*CURENT",
            "write VM-IDENTIFICATION=*CURRENT",
        ),
        (
            "SHOW-VM-STAT VM-ID=*ALLES",
            "*ALLES",
            "write VM-IDENTIFICATION=*ALL",
        ),
        (
            "SHOW-VM-STAT VM-ID=*VM2000",
            "*VM2000",
            "or **VM2000 for the names that end so",
        ),
        (
            "SHOW-VM-ATTR VM-ID=*ALL",
            "*ALL",
            "write VM-IDENTIFICATION=*CURRENT, *VM2000, *BY-VM-GROUP(...), *BY-CPU-POOL, \
             or **ALL for the names that end so",
        ),
        ("SHOW-VM-DEV UNITS=*ALLE", "*ALLE", "write UNITS=*ALL"),
        ("SHOW-VM-DEV UNITS=(FAA4,*AA5)", "*AA5", "**AA5"),
    ] {
        let wrong = grammar.bind(line, &|_| true).unwrap_err().mistakes;
        assert_eq!(wrong.len(), 1, "{line}: {wrong:#?}");
        assert_eq!(line.get(wrong[0].span.clone()), Some(part), "{line}");
        assert!(wrong[0].help.contains(help), "{line}: {wrong:#?}");
    }
    for line in [
        "SHOW-VM-ATTR VM-ID=**PROD",
        "SHOW-VM-ATTR VM-ID=*PR*",
        "SHOW-VM-ATTR VM-ID=*PRO/",
        "SHOW-VM-ATTR VM-ID=*<A,B>",
        "SHOW-VM-ATTR VM-ID=-*PROD",
        "SHOW-VM-ATTR VM-ID=*",
        "SHOW-JV-ATTR *JV.",
    ] {
        assert!(grammar.bind(line, &|_| true).is_ok(), "{line}");
    }
}

/// sdf.md section 3: structures and lists.
#[test]
fn structures_and_lists() {
    for (line, items, by) in [
        ("SEL-X", "*ALL", "*NONE"),
        ("SLX *ALL", "*ALL", "*NONE"),
        ("SEL-X AB", "(AB)", "*NONE"),
        ("SEL-X (AB)", "(AB)", "*NONE"),
        ("SEL-X (AB,12,A*)", "(AB,12,A*)", "*NONE"),
        ("SEL-X *R(00AF)", "(*RANGE(FROM=00AF,TO=*END))", "*NONE"),
        (
            "SEL-X (*R(00AF,TO=00FF),Z)",
            "(*RANGE(FROM=00AF,TO=00FF),Z)",
            "*NONE",
        ),
        ("SEL-X BY=*GROUP(NAME=A)", "*ALL", "*GROUP(NAME=A,DEEP=*NO)"),
        ("SEL-X BY=GR( A , Y )", "*ALL", "*GROUP(NAME=A,DEEP=*YES)"),
        ("SEL-X BY=(A)", "*ALL", "*GROUP(NAME=A,DEEP=*NO)"),
        (
            "SEL-X ,(DEEP=*YES,NAME=A)",
            "*ALL",
            "*GROUP(NAME=A,DEEP=*YES)",
        ),
    ] {
        assert_eq!(
            full(line),
            format!("SELECT-X ITEMS={items},BY={by}"),
            "{line}"
        );
    }
    let bound = bind("SHOW-VM-ATTR VM-ID=*BY-CPU()").unwrap();
    let Some(Value::Structure(_, inner)) = bound.get("VM-IDENTIFICATION") else {
        panic!()
    };
    assert_eq!(
        inner[0],
        ("CPU-POOL-NAME".into(), Value::Keyword("*STDPOOL".into()))
    );
}

/// sdf.md sections 1 and 4: quotes and case.
#[test]
fn quoted_texts() {
    for (line, note) in [
        ("MOD-SDF NOTE='it''s'", Value::Text("it's".into())),
        ("MOD-SDF NOTE=c'A,(b'", Value::Text("A,(b".into())),
        ("MOD-SDF NOTE=X'0af1'", Value::Hex("0AF1".into())),
        ("MOD-SDF NOTE='ÄÖü'", Value::Text("ÄÖü".into())),
    ] {
        assert_eq!(bind(line).unwrap().get("NOTE"), Some(&note), "{line}");
    }
    assert_eq!(
        full("MOD-SDF NOTE='a''b'"),
        full(&full("MOD-SDF NOTE='a''b'"))
    );
    let password = bind("MIG-VM 1,JV-PASSWORD=C'ab'").unwrap();
    assert_eq!(password.get("JV-PASSWORD"), Some(&Value::Text("AB".into())));
    let text = bind("REMARK it's (all, = one text").unwrap();
    assert_eq!(
        text.get("TEXT"),
        Some(&Value::Text("it's (all, = one text".into()))
    );
}

/// Each line has this message, which points at this part and has this in its help.
fn each_has(lines: &[(&str, &str, &str, &str)]) {
    for (line, id, part, help) in lines {
        let found = mistakes(line);
        let fits = |(i, p, h): &(String, String, String)| i == id && p == part && h.contains(help);
        assert!(found.iter().any(fits), "{line}\n{found:#?}");
    }
}

#[test]
fn mistakes_in_names() {
    each_has(&[
        ("MIGRAT-VN 12", "CMD0186", "MIGRAT-VN", "write MIGRATE-VM"),
        ("MIG-VN 12", "CMD0186", "MIG-VN", "write MIGRATE-VM"),
        ("XYZZY", "CMD0186", "XYZZY", "/? lists all"),
        ("STAR", "CMD0187", "STAR", "write START-"),
        ("X", "CMD0186", "X", "/? lists all"),
        // Half of four letters is not near.
        ("XHOB", "CMD0186", "XHOB", "/? lists all"),
        ("STAV", "CMD0186", "STAV", "write START-VM"),
        ("FTAR", "CMD0186", "FTAR", "write START-VM"),
        (
            "START VM",
            "CMD0187",
            "START",
            "write START-VM: hyphens join",
        ),
        (
            "MIGRATE VM 12",
            "CMD0051",
            "12",
            "write MIGRATE-VM: hyphens",
        ),
        ("MIG VM,A B", "CMD0051", "B", "separate operands by commas"),
        (
            "MIG-VM 12,NAME=A",
            "CMD0185",
            "NAME",
            "write SERVER-UNIT-NAME=",
        ),
        (
            "SERVER-UNIT-NAME=ABGSE701",
            "CMD0186",
            "SERVER-UNIT-NAME",
            "name of the command first",
        ),
        ("MIG-VM 12 /*X", "CMD0051", "/*X", "double quotes"),
        ("MIG-VM 12 -", "CMD0051", "-", "continues a line"),
        ("MIG-VM VM-ID=12,-", "CMD0051", "-", "continues a line"),
        ("MIG-VM 12,JV-PASS=^", "CMD0099", "^", "enter it anew"),
        ("SEL", "CMD0186", "SEL", "write SELECT-X"),
        (
            "MIG-VM VN-ID=12,VM-ID=1",
            "CMD0185",
            "VN-ID",
            "it has VM-IDENTIFICATION",
        ),
        ("MIG-VM 12,MONJ-V=A", "CMD0185", "MONJ-V", "write MONJV="),
        (
            "SEL-X BY=(A,D=*Y,D=*N)",
            "CMD0051",
            "D=*N",
            "DEEP has a value already",
        ),
        (
            "MIG-VM VM-ID=12,ABGSE701",
            "CMD0051",
            "ABGSE701",
            "write SERVER-UNIT-NAME=ABGSE701",
        ),
        ("START-VM 1,2", "CMD0051", "1", "write X=*N"),
        ("START-VM *N,2", "CMD0051", "2", "START-VM has one operand"),
        ("START-VM-DIALOG 2", "CMD0051", "2", "has no operands"),
        (
            "MIG-VM",
            "CMD0099",
            "",
            "add VM-IDENTIFICATION= followed by a whole number from 1 to 99 or a name",
        ),
        ("MIG-VM ,ABGSE701", "CMD0099", "", "add VM-IDENTIFICATION="),
    ]);
}

#[test]
fn mistakes_in_values() {
    each_has(&[
        (
            "MIG-VM VM-ID=",
            "CMD0051",
            "VM-ID=",
            "(A-Z 0-9 $ # @, no digit first)",
        ),
        (
            "MIG-VM 12,MONJV=",
            "CMD0051",
            "MONJV=",
            "or leave the operand out",
        ),
        ("MIG-VM 100", "CMD0064", "100", "`100` is out of range"),
        (
            "MIG-VM 99999999999999999999",
            "CMD0064",
            "99999999999999999999",
            "out of range",
        ),
        (
            "MIG-VM VM12PRODX",
            "CMD0064",
            "VM12PRODX",
            "`VM12PRODX` is too long",
        ),
        ("MIG-VM VM_12", "CMD0064", "_", "`_` is not allowed in it"),
        ("MIG-VM VMä", "CMD0064", "ä", "`ä` is not allowed in it"),
        ("MIG-VM VM*", "CMD0064", "*", "`*` is not allowed"),
        (
            "MIG-VM 'VM'",
            "CMD0064",
            "'VM'",
            "write VM-IDENTIFICATION=VM",
        ),
        (
            "MIG-VM 1,JV=ABCD",
            "CMD0064",
            "A",
            "write JV-PASSWORD='ABCD'",
        ),
        ("MIG-VM 1,MONJV=A..B", "CMD0064", "..", "`..` is not right"),
        (
            "MIG-VM 1,*UNIQ-E",
            "CMD0051",
            "*UNIQ-E",
            "write SERVER-UNIT-NAME=*UNIQUE",
        ),
        ("MIG-VM 1,,A(3)", "CMD0051", "A(3)", "write MONJV=A without"),
    ]);
}

#[test]
fn mistakes_in_structures_and_lists() {
    each_has(&[
        (
            "SHOW-VM-RES *M",
            "CMD0051",
            "*M",
            "INFORMATION=*MEMORY or *MONJV",
        ),
        (
            "SHOW-VM-RES *ALL()",
            "CMD0051",
            "*ALL()",
            "write INFORMATION=*ALL without brackets",
        ),
        (
            "SHOW-VM-RES VM-ID=(1,2)",
            "CMD0051",
            "(1,2)",
            "takes one value",
        ),
        (
            "SEL-X (A,B,C,D)",
            "CMD0051",
            "(A,B,C,D)",
            "at most 3 values",
        ),
        ("SEL-X (A,*ALL)", "CMD0051", "*ALL", "write ITEMS="),
        ("SEL-X (A,B=C)", "CMD0051", "B=C", "separated by commas"),
        ("SEL-X *R()", "CMD0099", "", "add FROM="),
    ]);
}

#[test]
fn mistakes_in_the_form() {
    each_has(&[
        ("SEL-X (A", "CMD0202", "(", "write the `)`"),
        ("MIG-VM (12", "CMD0051", "(12", "write it without brackets"),
        ("MIG-VM 12)", "CMD0202", ")", "leave out this bracket"),
        ("MIG-VM 'A", "CMD0202", "'", "second quote"),
        ("MIG-VM 12 \"A", "CMD0202", "\"", "ends this comment"),
        ("MIG-VM,12", "CMD0202", ",12", "leave a blank"),
        ("  \"nothing\"", "CMD0202", "", "type the name of a command"),
        (
            "MIG-VM 12 ABGSE701",
            "CMD0051",
            "ABGSE701",
            "write ,ABGSE701",
        ),
        (
            "MIG-VM 12;MIG-VM 13",
            "CMD0051",
            ";MIG-VM",
            "a semicolon ends a command",
        ),
        ("MIG-VM VM=1=2", "CMD0051", "=2", "one equals sign"),
        ("MIG-VM 1,MONJV=A (B)", "CMD0051", "(B", "directly behind"),
        (
            "MIG-VM 1,JV-PASS=D'AB'",
            "CMD0051",
            "'AB'",
            "a text in quotes",
        ),
    ]);
}

#[test]
fn all_mistakes_of_a_line_are_found_in_order() {
    let found = mistakes("MIG-VM VN-ID=12 13,SERVER=A_B,MONJV='X',JV=*FOO");
    let ids: Vec<&str> = found.iter().map(|(id, ..)| id.as_str()).collect();
    assert_eq!(ids, ["CMD0051", "CMD0064", "CMD0064", "CMD0051"]);
    let found = mistakes("SEL-X (A B,C'),(',*R(XY)),BY=(DEEP=MAYBE)");
    let parts: Vec<&str> = found.iter().map(|(_, part, _)| part.as_str()).collect();
    assert_eq!(parts, ["B", "C'),('", "X", "MAYBE", ""]);
}

#[test]
fn a_list_without_its_brackets_is_told_as_a_whole() {
    let line = "SHOW-VM-RES UNITS=FAF0,FAF1,CU,INF=*CPU";
    let help = "several values stand in brackets: write UNITS=(FAF0,FAF1,CU)";
    each_has(&[(line, "CMD0051", "FAF0,FAF1,CU", help)]);
    assert_eq!(mistakes(line).len(), 1, "{:#?}", mistakes(line));
    // Without its name as well, where the next operand does not take what follows.
    let line = "SHOW-VM-DEVICE-STATUS FAA4,FAA5";
    let grammar = Grammar::builtin().unwrap();
    for (line, help) in [
        (line, "write UNITS=(FAA4,FAA5)"),
        (
            "SET-MSG-SUPPRESSION VMS2450,VMS2451",
            "write MSG-ID=(VMS2450,VMS2451)",
        ),
        ("SHOW-VM-DEVICE-STATUS FAA4,PARAMETRS", "SELECT="),
    ] {
        let wrong = grammar.bind(line, &|_| true).unwrap_err().mistakes;
        assert!(wrong[0].help.contains(help), "{line}: {wrong:#?}");
    }
}

/// Of what does not help, nothing is proposed: operands that have a value, and values that
/// their operand does not take.
#[test]
fn a_proposal_can_be_followed() {
    let grammar = Grammar::builtin().unwrap();
    let needed = "behind an operand with its name, each needs its name";
    for (line, part, help) in [
        ("CREATE-VM 512,VM-NAME=A,B", "B", needed),
        ("MIGRATE-VM 5,MONJV=ABGSE701,*UNIQUE", "*UNIQUE", needed),
        (
            "MIGRATE-VM 5,*UNIQUE,SERVER=ABGSE701",
            "SERVER=ABGSE701",
            "",
        ),
        ("ADD-VM-DEVICES FAA4,VM-ID=12,7001", "7001", needed),
        (
            "SHOW-VM-ATTRIBUTES VM-ID=(12,5)",
            "(12,5)",
            "VM-IDENTIFICATION takes one value, and no list",
        ),
    ] {
        let wrong = grammar.bind(line, &|_| true).unwrap_err().mistakes;
        let there = wrong
            .iter()
            .find(|m| line.get(m.span.clone()) == Some(part));
        let there = there.unwrap_or_else(|| panic!("{line}: {wrong:#?}"));
        assert!(help.is_empty() || there.help == help, "{line}: {wrong:#?}");
    }
    // What could not be read is complained about once.
    let line = "CHECK-VM-MIGRATION VM-ID=5,SERV=A B";
    let wrong = grammar.bind(line, &|_| true).unwrap_err().mistakes;
    assert_eq!(wrong.len(), 1, "{wrong:#?}");
}

/// Where a comma or a blank would only be the next mistake, what is right is proposed.
#[test]
fn what_a_comma_would_not_mend_is_mended_otherwise() {
    let grammar = Grammar::builtin().unwrap();
    for (line, help) in [
        (
            "CREATE-VM 512,CPU-Q=*BY-VM-GROUP G1",
            "write CPU-QUOTA=*BY-VM-GROUP(G1,MEMBER-CPU-QUOTA=...)",
        ),
        (
            "CREATE-VM 512,CPU-Q=*BY VM-GROUP-NAME=G1",
            "write CPU-QUOTA=*BY-VM-GROUP(VM-GROUP-NAME=G1,MEMBER-CPU-QUOTA=...)",
        ),
        (
            "MIGRATE-VM VM-ID=12 13",
            "VM-IDENTIFICATION takes one value: leave `13` out",
        ),
        (
            "MIGRATE-VM 12,SERV=ABG\"x\"SE701",
            "a comment ends a value: write SERVER-UNIT-NAME=ABGSE701",
        ),
        (
            "MIGRATE-VM 12,SERV=NIX X",
            "SERVER-UNIT-NAME takes one value: leave `X` out",
        ),
        (
            "MIGRATE-VM VM-ID=12 SERV=NIX",
            "separate operands by commas: write ,SERV=NIX",
        ),
        (
            "CREATE-VM 512,CPU-Q=*BY",
            "write CPU-QUOTA=*BY-VM-GROUP(VM-GROUP-NAME=...,MEMBER-CPU-QUOTA=...)",
        ),
        (
            "CREATE-VM 512,CPU-Q=1,5",
            "decimals stand behind a point: write CPU-QUOTA=1.5",
        ),
        ("CREATE-VM 512,CPU-Q=50,5", "write CPU-QUOTA=50.5"),
        ("MIGRATE-VM=12", "write MIGRATE-VM VM-IDENTIFICATION=12"),
        ("MIGRATE-VM,12", "write MIGRATE-VM VM-IDENTIFICATION=12"),
        ("MIGRATE-VM,VM-ID=12", "write MIGRATE-VM VM-ID=12"),
        ("MIGRATE-VM=", "and no sign: write MIGRATE-VM OPERAND=VALUE"),
        ("CREATE-VM 2000000MB", "`2000000` is out of range"),
    ] {
        let wrong = grammar.bind(line, &|_| true).unwrap_err().mistakes;
        assert_eq!(wrong.len(), 1, "{line}: {wrong:#?}");
        assert!(wrong[0].help.contains(help), "{line}: {wrong:#?}");
    }
    let line = "CREATE-VM 512,PRIV=*PAR(ASS=*YES((*STDSET,A,*ALL)))";
    let wrong = grammar.bind(line, &|_| true).unwrap_err().mistakes;
    assert_eq!(wrong.len(), 2, "{wrong:#?}");
    assert_eq!(
        wrong[1].help,
        "*ALL stands alone, in no list: write ASSIGNMENT-SET=*ALL"
    );
}

/// What an operator wrote, and what the advice is. Whoever follows it is not corrected again
/// at that place.
#[test]
fn advice_is_right_at_once() {
    let grammar = Grammar::builtin().unwrap();
    for (line, part, help) in ADVICE {
        let wrong = grammar.bind(line, &|_| true).unwrap_err().mistakes;
        let real: Vec<_> = wrong
            .iter()
            .filter(|m| !crate::sdf::mistake::is_missing(m))
            .collect();
        assert_eq!(real.len(), 1, "{line}: {wrong:#?}");
        assert_eq!(
            line.get(real[0].span.clone()),
            Some(*part),
            "{line}: {wrong:#?}"
        );
        assert!(real[0].help.contains(help), "{line}: {wrong:#?}");
    }
}

/// A line, the wrong part of it, and the help.
const ADVICE: &[(&str, &str, &str)] = &[
    (
        "HELP-MSG VMS 2450",
        "2450",
        "a blank ends a value: write MSG-IDENTIFICATION=VMS2450",
    ),
    (
        "SHOW-VM-ATT INF=* STD,VM-ID=2",
        "STD",
        "a blank ends a value: write INFORMATION=*STD",
    ),
    (
        "MIGRATE-VM VM-ID=2.SERVER-UNIT-NAME=SECOND",
        ".SERVER-UNIT-NAME=SECOND",
        "operands are separated by commas: write 2,SERVER-UNIT-NAME=SECOND",
    ),
    (
        "MIGRATE-VM VM-ID=2:SERV=SECOND",
        ":SERV=SECOND",
        "operands are separated by commas: write 2,SERV=SECOND",
    ),
    (
        "MIGRATE-VM 2.SERVER-UNIT-NAME=SECOND",
        "2.SERVER-UNIT-NAME",
        "operands are separated by commas: write 2,SERVER-UNIT-NAME=",
    ),
    (
        "CHECK-VM-MIGRATION VM-ID=2. SERVER-UNIT-NAME=SECOND",
        ". SERVER-UNIT-NAME=SECOND",
        "operands are separated by commas: write 2,SERVER-UNIT-NAME=SECOND",
    ),
    (
        "SHOW-VM-ATTR VM - ID=12",
        "-",
        "write VM-ID=12: no blanks stand around a hyphen",
    ),
    (
        "SHOW-VM-ATTR VM- ID=12",
        "ID=12",
        "write VM-ID=12: no blanks",
    ),
    (
        "SHOW-VM-ATTR *STD,VM -ID=12",
        "-ID=12",
        "write VM-ID=12: no blanks",
    ),
    (
        "START-VM VM-ID=12,MAIN-CONSOLE=(C0,,C1)",
        ",",
        "no value stands between two commas: leave one of them out",
    ),
    (
        "CHECK-VM-MIGRATION VM-ID=2,SERVER-UNIT NAME=SECOND",
        "NAME=SECOND",
        "write SERVER-UNIT-NAME=SECOND: hyphens join",
    ),
    (
        "CHECK-VM-MIGRATION (VM-ID=2)",
        "(VM-ID=2)",
        "operands stand without brackets: write VM-ID=2",
    ),
    (
        "CHECK-VM-MIGRATION VM-ID=\"12\"",
        "VM-ID=\"12\"",
        "what stands in double quotes is a comment: write VM-IDENTIFICATION=12",
    ),
    (
        "SEND-VM-MESSAGE MESSAGE=\"HELLO YOU\",VM-ID=12",
        "MESSAGE=\"HELLO YOU\"",
        "is a comment: write MESSAGE='HELLO YOU'",
    ),
    (
        "CREATE-VM 512,PRIV=*PAR(ASSIGN=*YES((S1 S2)))",
        "S2",
        "separate values by commas: write ,S2",
    ),
    (
        "MIGRATE-VM [12",
        "[12",
        "no brackets stand here: write VM-IDENTIFICATION=12",
    ),
    (
        "MIGRATE-VM [12]",
        "[12]",
        "no brackets stand here: write VM-IDENTIFICATION=12",
    ),
    (
        "CREATE-VM 512,PRIV=*PAR(ASS=(S1 S2))",
        "S2",
        "separate values by commas: write ,S2",
    ),
    (
        "SHOW-VM-STATUS ALL",
        "A",
        "write VM-IDENTIFICATION=*ALL, CPU-IDENTIFICATION=*ALL or VM-GROUP-NAME=*ALL",
    ),
    (
        "SHOW-VM-STATUS VM-ID=(5,12",
        "(5,12",
        "VM-IDENTIFICATION takes one value, and no list",
    ),
    ("MIGRATE-VM --vm-id 12", "12", "write VM-IDENTIFICATION=12"),
    (
        "SHOW-VM-STATUS && /SHOW-VM-GROUP",
        "&&",
        "commands are separated by semicolons: write ; for &&",
    ),
    ("MIGRATE-VM 12 && SHOW-VM-GROUP", "&&", "write ; for &&"),
    (
        "SHOW-VM-STATUS # note",
        "#",
        "a comment stands in double quotes",
    ),
    (
        "MIGRATE-VM 12 # note",
        "#",
        "a comment stands in double quotes",
    ),
    (
        "MIGRATE-VM 12 -- note",
        "--",
        "a comment stands in double quotes",
    ),
];

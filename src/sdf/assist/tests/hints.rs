//! What the hint says.

use super::with;

#[test]
fn a_hint_says_what_may_come_next() {
    let hint = |line: &str| with(line, |t| t.hint()).map(|hint| hint.text);
    for (line, expected) in [
        ("|", None),
        ("/SH|", Some("SHOW-VM-ATTRIBUTES / SHOW-VM-RESOURCES")),
        (
            "/MIGRATE-VM |",
            Some("VM-IDENTIFICATION=<integer 1..99> / <name 1..8>"),
        ),
        ("/MIGRATE-VM 1|", Some("VM-IDENTIFICATION=<integer 1..99>")),
        (
            "/MIGRATE-VM MON|",
            Some("MONJV=*NONE / <filename 1..54 without-gen-vers>"),
        ),
        (
            "/MIGRATE-VM 12 |",
            Some(",SERVER-UNIT-NAME=*UNIQUE / <composed-name 1..64>"),
        ),
        (
            "/MIGRATE-VM VM-ID=12,|",
            Some("SERVER-UNIT-NAME=*UNIQUE / <composed-name 1..64>"),
        ),
        (
            "/MIGRATE-VM SERV=X,|",
            Some("VM-IDENTIFICATION=<integer 1..99> / <name 1..8>"),
        ),
        (
            "/MIGRATE-VM SERV=X,MONJV='A|'",
            Some("MONJV=*NONE / <filename 1..54 without-gen-vers>"),
        ),
        (
            "/SHOW-VM-RES UNITS=*DEV(|",
            Some("FROM=<alphanum-name 2..2> / <x-text 4..4>"),
        ),
        ("/NONSENSE |", None),
        ("/|", Some("Tab lists the commands")),
        ("/MIG-VM?|", Some("Enter opens the form of MIGRATE-VM")),
        ("/MIG-VM? |1", Some("VM-IDENTIFICATION=<integer 1..99>")),
        ("/MIG-VM 12 \"note|", Some("a second \" ends the comment")),
        ("/MIG-VM 12 \"note\"|", None),
    ] {
        assert_eq!(hint(line).as_deref(), expected, "{line}");
    }
    let help = |line| with(line, |t| t.hint()).unwrap().help;
    assert!(help("/MIGRATE-VM 12,JV-PASS='A|").contains("a quote ends"));
    assert!(!help("/MIGRATE-VM 12,JV-PASS='A|'").contains("a quote ends"));
    let hint = with("/MIGRATE-VM 12,|", |t| t.hint()).unwrap();
    assert_eq!(
        hint.default.and_then(|span| hint.text.get(span)),
        Some("*UNIQUE")
    );
}

#[test]
fn what_is_typed_leaves_fewer_values_in_the_hint() {
    let hint = |line: &str| with(line, |t| t.hint()).map(|hint| hint.text);
    for (line, expected) in [
        (
            "/MIGRATE-VM V|",
            Some("VM-IDENTIFICATION=<integer 1..99> / <name 1..8>"),
        ),
        (
            "/MIGRATE-VM VM-ID=V|",
            Some("VM-IDENTIFICATION=<name 1..8>"),
        ),
        (
            "/MIGRATE-VM VM-ID=12|",
            Some("VM-IDENTIFICATION=<integer 1..99>"),
        ),
        ("/MIGRATE-VM 12,*|", Some("SERVER-UNIT-NAME=*UNIQUE")),
        (
            "/MIGRATE-VM 12,A|",
            Some("SERVER-UNIT-NAME=<composed-name 1..64>"),
        ),
        (
            "/SHOW-VM-RES INF=*C|",
            Some("INFORMATION=*CPU / *CONFIGURATION"),
        ),
        (
            "/SHOW-VM-RES UNITS=(CS,|",
            Some("UNITS=list-poss(28): *DEVICE-RANGE(...) / <alphanum-name 1..4 with-wild(20)>"),
        ),
        (
            "/SHOW-VM-RES UNITS=(CS,*D|",
            Some("UNITS=list-poss(28): *DEVICE-RANGE(...) / <alphanum-name 1..4 with-wild(20)>"),
        ),
    ] {
        assert_eq!(hint(line).as_deref(), expected, "{line}");
    }
}

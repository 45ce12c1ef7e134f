//! What is told of wrong parts, and of names that mean nothing.

use super::{names, with};

#[test]
fn what_is_wrong_before_the_cursor_is_explained() {
    let told = |line| with(line, |typing| typing.trouble(&|_| Vec::new())).unwrap_or_default();
    for (line, part) in [
        ("/NONSENSE 1|", "no command"),
        (
            "/MIGRATE-VM FOO=1|",
            "MIGRATE-VM has no FOO: it has VM-IDENTIFICATION, ",
        ),
        ("/MIGRATE-VM 12,'a:b|", "no text in quotes may stand here"),
        (
            "/MIGRATE-VM 12,SERVER-UNIT-NAME=A/B|,MONJV=*X",
            "`/` is not allowed",
        ),
        ("/MIGRATE-VM VM-ID='12|", "write VM-IDENTIFICATION=12"),
        ("/MIGRATE-VM (12|", "write it without brackets"),
        ("/SHOW-VM-RES UNITS=*DEV,|", "stand in brackets behind it"),
        ("/SHOW-VM-RES UNITS=*DEV()|", "add FROM="),
        ("/MIGRATE-VM 1,,,,|", "4 operands"),
    ] {
        assert!(told(line).contains(part), "{line}: {}", told(line));
    }
    for line in ["/MIG|", "/MIGRATE-VM |", "/MIGRATE-VM 12,SERV|", "|"] {
        assert_eq!(told(line), "", "{line}");
    }
    // What stands behind the cursor has not been typed wrong just now.
    assert_eq!(told("/MIGRATE-VM 12|,MONJV=*X"), "");
}

#[test]
fn a_name_that_means_nothing_is_doubted_but_not_wrong() {
    let doubt = |line| with(line, |typing| typing.doubt(&names)).unwrap_or_default();
    for (line, told) in [
        ("/MIGRATE-VM VM99|", "no VM VM99 here: VM12PROD, VM13TEST"),
        ("/MIGRATE-VM 14,|", "no VM 14 here"),
        ("/MIGRATE-VM VM1,|", "no VM VM1 here"),
        ("/MIGRATE-VM 12,X|", "no other server unit X here: ABGSE501"),
        ("/SHOW-VM-RES UNITS=(CS,CT,|", "no device CT here"),
    ] {
        assert!(doubt(line).contains(told), "{line}: {}", doubt(line));
        assert_eq!(
            with(line, |typing| typing.trouble(&|_| Vec::new())),
            None,
            "{line}"
        );
    }
    for line in [
        "/MIGRATE-VM VM1|",
        "/MIGRATE-VM vm12prod,|",
        "/MIGRATE-VM 012,*UNIQUE|",
        "/MIGRATE-VM 1|",
        "/MIGRATE-VM *NONSENSE,|",
        "/SHOW-VM-RES UNITS=(*DEV(AA,BB),|",
        "/SHOW-VM-ATTR VM-ID=VM*|",
        "/MIGRATE-VM |,SERV=X",
        "/NONSENSE VM99|",
    ] {
        assert_eq!(doubt(line), "", "{line}");
    }
}

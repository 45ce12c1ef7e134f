//! What Tab puts in.

use super::{names, with};

fn proposals(marked: &str) -> String {
    let completion = with(marked, |typing| typing.complete(&names));
    let all = completion.proposals.iter();
    let all: Vec<String> = all.map(|p| format!("{}{}", p.text, p.then)).collect();
    all.join("|")
}

#[test]
fn every_place_has_its_proposals() {
    for (line, expected) in [
        ("/MIG|", "MIGRATE-VM "),
        ("/mig-v|", "MIGRATE-VM "),
        (
            "|",
            "CHECK-VM-MIGRATION |MIGRATE-VM |SHOW-VM-ATTRIBUTES |SHOW-VM-RESOURCES |HELP-MSG-INFORMATION ",
        ),
        ("/SHOW-|", "SHOW-VM-ATTRIBUTES |SHOW-VM-RESOURCES "),
        ("/M|IG 12", "MIGRATE-VM"),
        (
            "/MIGRATE-VM |",
            "VM-IDENTIFICATION=|SERVER-UNIT-NAME=|MONJV=|JV-PASSWORD=|VM12PROD|VM13TEST",
        ),
        ("/MIGRATE-VM VM1|", "VM12PROD|VM13TEST"),
        ("/MIGRATE-VM VM|", "VM-IDENTIFICATION=|VM12PROD|VM13TEST"),
        ("/MIGRATE-VM VM-ID=|", "VM12PROD|VM13TEST"),
        ("/MIGRATE-VM VM-ID = vm12|", "VM12PROD"),
        ("/MIGRATE-VM VM|-ID=12", "VM-IDENTIFICATION"),
        (
            "/MIGRATE-VM 12,|",
            "SERVER-UNIT-NAME=|MONJV=|JV-PASSWORD=|ABGSE501|ABGSE701|*UNIQUE",
        ),
        ("/MIGRATE-VM 12,,J|", "JV-PASSWORD="),
        (
            "/MIGRATE-VM VM-ID=12,|",
            "SERVER-UNIT-NAME=|MONJV=|JV-PASSWORD=",
        ),
        (
            "/MIGRATE-VM |,SERV=X",
            "VM-IDENTIFICATION=|MONJV=|JV-PASSWORD=|VM12PROD|VM13TEST",
        ),
        ("/MIGRATE-VM 12,*U|", "*UNIQUE"),
        ("/MIGRATE-VM 12,U|", "*UNIQUE"),
        ("/SHOW-VM-RES UNITS=|", "CS|FAA4|*ALL|*DEVICE-RANGE("),
        ("/SHOW-VM-RES UNITS=(CS,|", "CS|FAA4|*DEVICE-RANGE("),
        ("/SHOW-VM-RES UNITS=*D|(CS,CS)", "*DEVICE-RANGE"),
        ("/SHOW-VM-RES UNITS=*DEV(|", "FROM=|TO=|CS|FAA4"),
        ("/SHOW-VM-RES UNITS=(CS,*DEV(CS,T|", "TO="),
        ("/SHOW-VM-RES INF=*C|,TYPE=", "*CPU|*CONFIGURATION"),
        ("/SHOW-VM-RES TYPE=?,INF=*C|", "*CPU|*CONFIGURATION"),
        ("/MIGRATE-VM VM-ID=12,SERV=A,JV-PASS=1,MONJV=A|", ""),
        ("/MIGRATE-VM VM-ID=123|", ""),
        ("/MIGRATE-VM 'A|'", ""),
        ("/MIGRATE-VM \"A|\"", ""),
        ("/NONSENSE |", ""),
    ] {
        assert_eq!(proposals(line), expected, "{line}");
    }
}

#[test]
fn what_is_complete_goes_on_with_a_comma_or_a_bracket() {
    for (line, expected) in [
        // A comma goes on behind what is complete.
        ("/MIGRATE-VM 12 |", ","),
        ("/MIGRATE-VM 12|", "12,"),
        ("/MIGRATE-VM VM-ID=12|", "12,"),
        ("/MIGRATE-VM VM-ID=VM12PROD|", "VM12PROD,"),
        ("/MIGRATE-VM VM-ID=12,MONJV=A,SERV=*UNIQUE|", "*UNIQUE,"),
        // Where one stands, none is put in.
        ("/MIGRATE-VM VM-ID=12,SERV=*UNIQUE|,MONJV=A", "*UNIQUE"),
        ("/MIGRATE-VM VM12PROD|,ABGSE701", "VM12PROD"),
        ("/MIGRATE-VM VM12|PROD,ABGSE701", "VM12PROD"),
        ("/MIGRATE-VM 12|,ABGSE701", "12"),
        ("/MIGRATE-VM 12 |,ABGSE701", ""),
        // By an index, too.
        ("/MIGRATE-VM VM-ID=1|", "12|13"),
        // A bracket closes what may end.
        ("/SHOW-VM-RES UNITS=(CS|", "CS,|CS)"),
        ("/SHOW-VM-RES UNITS=(CS |", ",|)"),
        ("/SHOW-VM-RES UNITS=(CS|)", "CS,"),
        ("/SHOW-VM-RES UNITS=(CS|,FAA4)", "CS"),
        ("/SHOW-VM-RES UNITS=*DEV(CS|", "CS,"),
        ("/SHOW-VM-RES UNITS=*DEV(CS,FAA4|", "FAA4)"),
        ("/SHOW-VM-RES UNITS=*DEV(CS,FAA4 |", ")"),
    ] {
        assert_eq!(proposals(line), expected, "{line}");
    }
}

#[test]
fn the_common_part_adds_to_what_was_typed() {
    let common = |line: &str, typed: &str| {
        with(line, |t| t.complete(&names))
            .common(typed)
            .map(str::to_owned)
    };
    assert_eq!(common("/SH|", "SH").as_deref(), Some("SHOW-VM-"));
    assert_eq!(common("/SHOW-VM-|", "SHOW-VM-"), None);
    // What is abbreviated grows as well, and small letters become what the list shows.
    assert_eq!(common("/SH-VM|", "SH-VM").as_deref(), Some("SHOW-VM-"));
    assert_eq!(common("/SHOW-VM-RES INF=C|", "C").as_deref(), Some("*C"));
    assert_eq!(common("/s|", "s").as_deref(), Some("SHOW-VM-"));
    assert_eq!(common("/MIGRATE-VM v|", "v").as_deref(), Some("VM"));
}

use super::{Known, NameKind, Part, Typing};
use crate::sdf::fixture::few;

/// A line with `|` at its cursor.
fn at(marked: &str) -> (String, usize) {
    let cursor = marked.find('|').unwrap();
    (marked.replace('|', ""), cursor)
}

fn with<T>(marked: &str, ask: impl Fn(Typing<'_>) -> T) -> T {
    let (line, cursor) = at(marked);
    ask(Typing {
        grammar: few(),
        available: &|_| true,
        line: &line,
        start: 0,

        cursor,
    })
}

fn names(kind: NameKind) -> Vec<Known> {
    let names: &[&str] = match kind {
        NameKind::Vm => &["VM12PROD", "VM13TEST"],
        NameKind::Unit => &["ABGSE501", "ABGSE701"],
        NameKind::Device => &["CS", "FAA4"],
        _ => &[],
    };
    let known = |name: &&str| Known {
        other: name
            .strip_prefix("VM")
            .map(|rest| rest.chars().take(2).collect()),
        ..Known::named(*name)
    };
    names.iter().map(known).collect()
}

/// VMs of which one is in each state, the monitor VM, and devices.
fn as_they_are(kind: NameKind) -> Vec<Known> {
    let is = |is: &[&str]| is.iter().map(|is| (*is).to_owned()).collect();
    let vm = |name: &str, other: &str, state: &str| Known {
        other: Some(other.to_owned()),
        is: is(&[state]),
        ..Known::named(name)
    };
    let monitor = Known {
        hidden: true,
        keyword: Some("*CURRENT".to_owned()),
        ..vm("MONITOR", "1", "the monitor VM")
    };
    let device = |name: &str, usage: &str, of: &[&str]| Known {
        is: is(&[
            usage,
            if of.is_empty() {
                "not assigned"
            } else {
                "assigned"
            },
        ]),
        of: is(of),
        ..Known::named(name)
    };
    match kind {
        NameKind::Vm => vec![
            vm("VM12PROD", "12", "RUNNING"),
            vm("VM13TEST", "13", "DOWN"),
            vm("VM14OLD", "14", "IN HOLD"),
            monitor,
        ],
        NameKind::Device => vec![
            device("7001", "exclusive", &["12", "VM12PROD"]),
            device("7002", "exclusive", &["13", "VM13TEST"]),
            device("7003", "shared", &["13", "VM13TEST"]),
            device("7004", "free", &[]),
        ],
        _ => Vec::new(),
    }
}

/// What a command is nothing for as it is now is not offered, and whoever writes it is told.
#[test]
fn what_is_offered_is_as_the_command_needs_it() {
    let grammar = crate::sdf::properties::grammar();
    let typing = |line: &'static str| Typing {
        grammar,
        available: &|_| true,
        line,
        start: 0,
        cursor: line.len(),
    };
    for (line, offered) in [
        ("/START-VM VM-ID=", "VM13TEST"),
        ("/START-VM CHECK=*NO,VM-ID=", "VM12PROD VM13TEST VM14OLD"),
        ("/DELETE-VM VM-ID=", "VM13TEST *ALL"),
        ("/HOLD-VM VM-ID=", "VM12PROD VM14OLD *ALL"),
        ("/RESUME-VM VM-ID=", "VM14OLD *ALL"),
        ("/MIGRATE-VM VM-ID=", "VM12PROD VM13TEST"),
        ("/SHOW-VM-ATTR VM-ID=V", "VM12PROD VM13TEST VM14OLD *VM2000"),
        ("/SHOW-VM-ATTR VM-ID=*C", "*CURRENT"),
        ("/ADD-VM-DEVICES VM-ID=12,UNITS=700", "7003 7004"),
        ("/ADD-VM-DEVICES UNITS=700", "7001 7002 7003 7004"),
        // All that begins so is in use: that is no complete value.
        ("/START-VM VM-ID=VM12", ""),
        ("/REMOVE-VM-DEV VM-ID=vm13test,UNITS=700", "7002 7003"),
        ("/REMOVE-VM-DEV VM-ID=13,UNITS=(7002,700", "7002 7003"),
        ("/START-VM VM-ID=13,IPL-UNIT=700", "7002"),
    ] {
        let found = typing(line).complete(&as_they_are).proposals;
        let found: Vec<&str> = found.iter().map(|p| p.text.as_str()).collect();
        assert_eq!(found.join(" "), offered, "{line}");
    }
    for (line, told) in [
        (
            "/START-VM VM-ID=12",
            "VM12PROD is RUNNING: nothing for START-VM",
        ),
        (
            "/START-VM VM-ID=1,",
            "MONITOR is the monitor VM: nothing for START-VM",
        ),
        ("/START-VM VM-ID=1", ""),
        ("/START-VM VM-ID=VM13TEST", ""),
        ("/START-VM VM-ID=12,CHECK-VM-STATE=*NO", ""),
        (
            "/MIGRATE-VM 14",
            "VM14OLD is IN HOLD: nothing for MIGRATE-VM",
        ),
        (
            "/ADD-VM-DEV 7001,12",
            "7001 is assigned to the VM: nothing for ADD",
        ),
        (
            "/ADD-VM-DEV 7001,13",
            "7001 is exclusive to another VM: nothing for",
        ),
        (
            "/REMOVE-VM-DEV 7003,12",
            "7003 is shared with another VM: nothing",
        ),
        (
            "/REMOVE-VM-DEV 7004,12",
            "7004 is free: nothing for REMOVE-VM-DEVICES",
        ),
        (
            "/START-VM VM-ID=13,IPL=7003",
            "7003 is shared: nothing for START-VM",
        ),
        // A keyword without its star.
        (
            "/SHOW-VM-STATUS VM-ID=ALL",
            "there is no VM ALL here: write *ALL",
        ),
        (
            "/MIGRATE-VM 12,UNIQUE",
            "no other server unit UNIQUE here: write *UNIQUE",
        ),
    ] {
        let doubt = typing(line).doubt(&as_they_are).unwrap_or_default();
        assert!(
            doubt.contains(told) && told.is_empty() == doubt.is_empty(),
            "{line}: {doubt}"
        );
    }
}

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

/// The parts of a line, one letter each.
fn parts(marked: &str) -> String {
    with(marked, |typing| {
        let mut letters = vec!['.'; typing.line.len()];
        for (span, part) in typing.colour() {
            letters[span].fill(match part {
                Part::Command => 'c',
                Part::Operand => 'o',
                Part::Keyword => 'k',
                Part::Value => 'v',
                Part::Quoted => 'q',
                Part::Bracket => 'b',
                Part::Matched => 'm',
                Part::Comment => '"',
                Part::Wrong => 'X',
            });
        }
        letters.into_iter().collect()
    })
}

#[test]
fn every_part_has_its_colour_and_wrong_is_only_what_stays_wrong() {
    for (line, expected) in [
        ("/MIG-VM VM-ID=12,*UNI,,'A'|", ".cccccc.ooooo.vv.XXXX..XXX"),
        (
            "/MIG-VM 12,*UNI,JV-PASS=C'A'|",
            ".cccccc.vv.kkkk.ooooooo.qmqm",
        ),
        ("/MIG|", ".ccc"),
        ("/MIX|", ".XXX"),
        ("/MIG-VM 100|", ".cccccc.XXX"),
        ("/MIG-VM 1|", ".cccccc.v"),
        ("/MIG-VM SERVER|", ".cccccc.vvvvvv"),
        ("/MIG-VM SERVER-U|", ".cccccc.vvvvvvvv"),
        ("/MIG-VM SERVER-X|", ".cccccc.XXXXXXXX"),
        ("/MIG-VM SERVER-U,|", ".cccccc.XXXXXXXX."),
        ("/MIG-VM VM-ID=1,VM-ID=2|", ".cccccc.ooooo.v.XXXXX.v"),
        ("/MIG-VM 1 2,\"A\"|", ".cccccc.v.X.\"\"\""),
        ("/MIG-VM 1)|", ".cccccc.vX"),
        ("/MIG-VM (1|", ".cccccc.Xv"),
        (
            "/SHOW-VM-RES UNITS=(CS,*D(AA,BB))|",
            ".ccccccccccc.ooooo.mvv.kkbvv.vvbm",
        ),
        ("/SHOW-VM-RES UNITS=(CS|", ".ccccccccccc.ooooo.bvv"),
        ("/SHOW-VM-RES UNITS=*ALL(|", ".ccccccccccc.ooooo.kkkkX"),
        ("/MIG;|", ".XXX."),
        (
            "/MIG-VM 100;/MIG-VM 1;SHOW-VM-RES|",
            ".cccccc.XXX..cccccc.v.ccccccccccc",
        ),
        ("/MIG-VM ?,??|", ".cccccc.v.vv"),
        ("/MIG-VM 1,JV-PASS=^|", ".cccccc.v.ooooooo.v"),
        ("/MIG-VM VM-ID=^|", ".cccccc.ooooo.X"),
        ("/MIG-VM VM-ID='1|", ".cccccc.ooooo.XX"),
        ("/MIG-VM 1,JV-PASS='1|", ".cccccc.v.ooooooo.qq"),
        ("/MIG-VM 1,JV-PASS='12345|", ".cccccc.v.ooooooo.XXXXXX"),
        // In a user task it goes on in the next line.
        ("/MIG-VM 1 -|", ".cccccc.v.."),
        ("/MIG-VM VM-ID=1,-|", ".cccccc.ooooo.v.v"),
        // The equals sign may stand behind a blank.
        ("/MIG-VM VM-ID |", ".cccccc.vvvvv."),
        ("/MIG-VM VM-ID |,1", ".cccccc.vvvvv..v"),
        ("/MIG-VM VM-IX |", ".cccccc.XXXXX."),
        // Nor can what is missing be added once its brackets are closed, or are no more possible.
        ("/SHOW-VM-RES UNITS=*DEV|", ".ccccccccccc.ooooo.kkkk"),
        ("/SHOW-VM-RES UNITS=*DEV,|", ".ccccccccccc.ooooo.XXXX."),
        ("/SHOW-VM-RES UNITS=*DEV(|", ".ccccccccccc.ooooo.kkkkb"),
        ("/SHOW-VM-RES UNITS=*DEV()|", ".ccccccccccc.ooooo.kkkkmX"),
        ("/MIG-VM 1,,,,|", ".cccccc.v...X"),
        ("/MIG-VM 1,,.A|", ".cccccc.v..XX"),
        ("/MIG-VM 1,A-|", ".cccccc.v.vv"),
        ("/MIG-VM 1,A--|", ".cccccc.v.XXX"),
        ("/MIG-VM 1,,:A|", ".cccccc.v..vv"),
        ("/(|", ".X"),
    ] {
        assert_eq!(parts(line), expected, "{line}");
    }
}

#[test]
fn what_is_wrong_before_the_cursor_is_explained() {
    let told = |line| with(line, |typing| typing.trouble(&|_| Vec::new())).unwrap_or_default();
    for (line, part) in [
        ("/NONSENSE 1|", "no command"),
        ("/MIGRATE-VM FOO=1|", "VM-IDENTIFICATION"),
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
fn each_command_of_a_line_is_helped_with() {
    let line = "/MIG-VM 100;/SHOW-VM-R";
    let typing = Typing {
        grammar: few(),
        available: &|_| true,
        line,
        start: 0,
        cursor: line.len(),
    };
    let completion = typing.complete(&|_| Vec::new());
    assert_eq!(completion.replace, 13..line.len());
    assert_eq!(completion.proposals[0].text, "SHOW-VM-RESOURCES");
    assert!(typing.hint().unwrap().text.contains("SHOW-VM-RESOURCES"));
    // What is wrong further left stays to be told.
    assert!(
        typing
            .trouble(&|_| Vec::new())
            .unwrap()
            .contains("VM-IDENTIFICATION")
    );
    let first = Typing {
        cursor: 8,
        ..typing
    };
    assert!(first.hint().unwrap().text.starts_with("VM-IDENTIFICATION="));
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

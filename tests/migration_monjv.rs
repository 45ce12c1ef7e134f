//! Job variables that monitor migrations (VM2000 V12.0 User Guide, page 88): every state on
//! both types of server unit, as SHOW-JV tells it while the migration runs and afterwards.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fmt::Write;

use crate::common::*;
use vmcons::engine::Session;
use vmcons::sim::Span;

/// A way to an end: what is entered or injected, and how the job variable tells it.
struct Way {
    name: &'static str,
    /// Source and VM, of each type.
    sides: [[&'static str; 2]; 2],
    /// Before the migration, `SU` being the source and `TO` the target.
    before: &'static str,
    /// Some seconds into it.
    meanwhile: &'static str,
    states: &'static [&'static str],
}

const PLAIN: [[&str; 2]; 2] = [["ABGSE501", "VM12PROD"], ["SEX86A", "VM03TEST"]];
/// With tapes, which are warned of.
const TAPES: [[&str; 2]; 2] = [["ABGSE701", "VM09ARCH"], ["SEX86B", "VM11SAVE"]];

const WAYS: [Way; 6] = [
    Way {
        name: "ended normally",
        sides: PLAIN,
        before: "",
        meanwhile: "",
        states: &["$S ", "$R ", "$T "],
    },
    Way {
        name: "ended with the warning of the check",
        sides: TAPES,
        before: "",
        meanwhile: "",
        states: &["$S ", "$R ", "$TW"],
    },
    Way {
        name: "ended with a definition left behind",
        sides: PLAIN,
        before: "storage-lock SU",
        meanwhile: "",
        states: &["$S ", "$R ", "$TW"],
    },
    Way {
        name: "ended abnormally",
        sides: PLAIN,
        before: "",
        meanwhile: "link-loss SU",
        states: &["$S ", "$R ", "$AE"],
    },
    Way {
        name: "ended abnormally with a restart of the source's monitor system",
        sides: PLAIN,
        before: "",
        meanwhile: "monitor-restart SU",
        states: &["$S ", "$R ", "$AE"],
    },
    Way {
        name: "rejected",
        sides: PLAIN,
        before: "memory-shortage TO",
        meanwhile: "",
        states: &["$AF"],
    },
];

fn target(source: &str) -> &'static str {
    match source {
        "ABGSE501" => "ABGSE701",
        "ABGSE701" => "ABGSE501",
        "SEX86A" => "SEX86B",
        _ => "SEX86A",
    }
}

/// What SHOW-JV shows, without the blanks at its end.
fn shown(session: &mut Session, console: &str) -> String {
    let lines = ask(session, console, "/SHOW-JV LM").lines;
    let text: String = lines
        .iter()
        .map(|line| line.trim_start_matches('%'))
        .collect();
    text.trim_end().to_owned()
}

fn transcript(way: &Way, [source, vm]: [&str; 2]) -> String {
    let mut session = session();
    let inject = |session: &mut Session, fault: &str| {
        if !fault.is_empty() {
            let fault = fault.replace("SU", source).replace("TO", target(source));
            session.inject(&fault).unwrap();
        }
    };
    inject(&mut session, way.before);
    let mut text = format!("{source} {vm}\n");
    let line = format!("/MIGRATE-VM {vm},MONJV=LM");
    let code = ask(&mut session, source, &line).code;
    writeln!(text, "  {line}: {code:?}").unwrap();
    let mut states = Vec::new();
    let mut look = |session: &mut Session, text: &mut String| {
        let value = shown(session, source);
        writeln!(text, "  {value}").unwrap();
        states.push(value.get(..3).unwrap().to_owned());
    };
    look(&mut session, &mut text);
    if code.1 == 0 {
        // Readable while it runs, and protected.
        session.advance(session.now() + Span::from_secs(3));
        look(&mut session, &mut text);
        let code = ask(&mut session, source, "/DELETE-JV LM").code;
        assert_eq!(code.2, "JVS0435", "{}", way.name);
        inject(&mut session, way.meanwhile);
        idle(&mut session);
        look(&mut session, &mut text);
    }
    assert_eq!(states, way.states, "{}: {text}", way.name);
    // Kept afterwards, as one like any other: it can be written to, used again, and deleted.
    session.advance(session.now() + Span::from_secs(86_400));
    let kept = shown(&mut session, source);
    assert_eq!(kept.get(..3), way.states.last().copied(), "{}", way.name);
    let write = "/MODIFY-JV *SUBSTRING(LM,1,3),SET-VALUE='XYZ'";
    assert_eq!(ask(&mut session, source, write).code.1, 0);
    assert!(shown(&mut session, source).starts_with("XYZ"));
    let again = format!("/MIGRATE-VM {vm},NOSUCH,MONJV=LM");
    assert_eq!(ask(&mut session, source, &again).code.1, 64);
    assert!(shown(&mut session, source).starts_with("$AF"));
    assert_eq!(ask(&mut session, source, "/DELETE-JV LM").code.1, 0);
    text
}

#[test]
fn every_state_comes_about_on_both_types() {
    for way in &WAYS {
        let text: String = way.sides.map(|sides| transcript(way, sides)).concat();
        insta::assert_snapshot!(way.name.replace([' ', '\''], "_"), text);
    }
}

/// Who may not write to a job variable cannot let it monitor a migration, which then does
/// not begin.
#[test]
fn the_password_of_a_job_variable_is_asked_for() {
    for [source, vm] in PLAIN {
        let migrate = |operands: &str| format!("/MIGRATE-VM {vm},MONJV={operands}");
        let refused = |operands: &str| (migrate(operands), "0 64 VMS4018");
        let mut session = session();
        for line in [
            "/CREATE-JV W,*PAR(WRITE-PASS='WP')",
            "/CREATE-JV X,*PAR(WRITE-PASS=X'00C1')",
            "/CREATE-JV N,*PAR(WRITE-PASS=4711)",
            "/CREATE-JV R,*PAR(READ-PASS='RP')",
            "/CREATE-JV O,*PAR(ACCESS=*READ)",
        ] {
            assert_eq!(ask(&mut session, source, line).code.1, 0, "{line}");
        }
        for (line, wanted) in [
            refused("W"),
            refused("W,JV-PASSWORD='RP'"),
            refused("X,JV-PASSWORD=X'C1'"),
            refused("N,JV-PASSWORD=4712"),
            refused("O"),
            refused("O,JV-PASSWORD='WP'"),
        ] {
            let answered = ask(&mut session, source, &line);
            let (sc2, sc1, mc) = &answered.code;
            assert_eq!(format!("{sc2} {sc1} {mc}"), wanted, "{line}");
            assert!(session.world().migrations.is_empty(), "{line}");
            assert_eq!(answered.messages.len(), 1, "{line}: {answered:?}");
        }
        for operands in [
            "W,JV-PASSWORD='WP'",
            "X,JV-PASSWORD=X'00C1'",
            "N,JV-PASSWORD=4711",
            "R",
        ] {
            let mut session = session.clone();
            assert_eq!(
                ask(&mut session, source, &migrate(operands)).code.1,
                0,
                "{operands}"
            );
            assert_eq!(session.world().migrations.len(), 1);
            // Another migration cannot be monitored by the same one meanwhile.
            let other = format!("/MIGRATE-VM 99,MONJV={operands}");
            assert_eq!(
                ask(&mut session, source, &other).code.2,
                "VMS4018",
                "{operands}"
            );
            idle(&mut session);
        }
        // What protects it from being read protects it while it monitors.
        ask(&mut session, source, &migrate("R"));
        assert_eq!(ask(&mut session, source, "/SHOW-JV R").code.2, "JVS0430");
        let line = "/SHOW-JV R,PASSWORD='RP'";
        assert!(
            ask(&mut session, source, line).lines[0].contains("$S"),
            "{line}"
        );
    }
}

/// The job variable of the VM itself is supplied no more after the move (page 64), and
/// belongs to the source.
#[test]
fn a_vms_own_job_variable_ends_with_the_move() {
    for source in ["ABGSE501", "SEX86A"] {
        let mut session = session();
        let create = "/CREATE-VM 1024,VM-INDEX=20,VM-NAME=NEW,MONJV=LM";
        assert_eq!(ask(&mut session, source, create).code.1, 0);
        idle(&mut session);
        assert!(shown(&mut session, source).starts_with("$I"));
        let line = "/MIGRATE-VM NEW,MONJV=MOVE";
        assert_eq!(ask(&mut session, source, line).code.1, 0);
        assert_eq!(ask(&mut session, source, "/DELETE-JV LM").code.2, "JVS0435");
        idle(&mut session);
        assert!(shown(&mut session, source).starts_with("$I"));
        assert_eq!(
            ask(&mut session, target(source), "/SHOW-JV LM").code.2,
            "JVS0433"
        );
        ask(&mut session, target(source), "/DELETE-VM NEW");
        idle(&mut session);
        assert!(shown(&mut session, source).starts_with("$I"));
        assert_eq!(ask(&mut session, source, "/DELETE-JV LM").code.1, 0);
    }
}

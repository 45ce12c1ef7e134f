//! Job variables: the dialog that JV's manual prints, their protection, and those that
//! monitor VMs, byte by byte.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::common::*;
use vmcons::console::Kind;
use vmcons::engine::Session;
use vmcons::sim::Span;

const SU: &str = "ABGSE501";

/// What a command displays, the ids of its messages, and its return code as `SC2/SC1/MC`.
fn command(session: &mut Session, line: &str) -> (Vec<String>, String, String) {
    let answered = ask(session, SU, line);
    let (ids, code) = (answered.ids(), answered.code_text());
    (answered.lines, ids, code)
}

fn shown(session: &mut Session, line: &str) -> Vec<String> {
    command(session, line).0
}

fn code(session: &mut Session, line: &str) -> String {
    command(session, line).2
}

/// The value of a job variable, all of its lines in one.
fn value(session: &mut Session, jv: &str) -> String {
    let joined = shown(session, &format!("/SHOW-JV {jv}")).concat();
    joined.trim_start_matches('%').to_owned()
}

const DONE: &str = "0/0/CMD0001";

#[test]
fn the_printed_dialog_comes_out_line_by_line() {
    let mut session = session();
    for name in ["jv.perm.error1", "jv.perm.status1"] {
        assert_eq!(code(&mut session, &format!("/create-jv jv={name}")), DONE);
    }
    assert_eq!(
        shown(&mut session, "/show-jv-attr"),
        [
            "%0000000 :MON5:$TSOS.JV.PERM.ERROR1",
            "%0000000 :MON5:$TSOS.JV.PERM.STATUS1",
            "%SUM    00002 JV'S; JV-VALUE = 00000000 BYTES",
        ]
    );
    assert_eq!(code(&mut session, "/create-jv jv=jv.perm.error2"), DONE);
    assert_eq!(
        shown(&mut session, "/show-jv-attributes jv.perm.error*"),
        [
            "%0000000 :MON5:$TSOS.JV.PERM.ERROR1",
            "%0000000 :MON5:$TSOS.JV.PERM.ERROR2",
            "%SUM    00002 JV'S; JV-VALUE = 00000000 BYTES",
        ]
    );
    // A period at the end selects as well: all whose names go on behind it (sdf.md section 5).
    for (partial, count) in [
        ("jv.perm.", 3),
        ("jv.", 3),
        (":mon5:$tsos.jv.", 3),
        ("jv.perm.e*", 2),
    ] {
        let lines = shown(&mut session, &format!("/show-jv-attr {partial}"));
        let sum = format!("%SUM    {count:05} JV'S; JV-VALUE = 00000000 BYTES");
        assert_eq!(lines.last(), Some(&sum), "{partial}");
    }
    let line = "/modify-jv jv=jv.perm.error2,set-val=c'No Error'";
    assert_eq!(code(&mut session, line), DONE);
    let lines = shown(
        &mut session,
        "/show-jv-attr jv=jv.perm.error2,inf=*all-attr",
    );
    assert_eq!(
        lines,
        [
            "%0000008 :MON5:$TSOS.JV.PERM.ERROR2",
            "% USER-ACC   = OWNER-ONLY  ACCESS     = WRITE",
            "% CRE-DATE   = 2026-01-12  EXPIR-DATE = 2026-01-12",
            "% CRE-TIME   =   00:06:59  EXPIR-TIME =   00:00:00",
            "% READ-PASS  = NONE",
            "% WRITE-PASS = NONE",
            "%SUM    00001 JV'S; JV-VALUE = 00000008 BYTES",
        ]
    );
    assert_eq!(
        shown(&mut session, "/show-jv jv=jv.perm.error2"),
        ["%No Error"]
    );
}

#[test]
fn parts_are_read_and_written() {
    let mut session = session();
    assert_eq!(code(&mut session, "/CREATE-JV A"), DONE);
    assert_eq!(code(&mut session, "/MODIFY-JV A,C'ABCDEF'"), DONE);
    assert_eq!(
        code(&mut session, "/MODIFY-JV *SUBSTRING(A,3,2),C'xyz'"),
        DONE
    );
    assert_eq!(value(&mut session, "A"), "ABxyEF");
    assert_eq!(shown(&mut session, "/SHOW-JV *SUBSTRING(A,2,3)"), ["%Bxy"]);
    assert_eq!(code(&mut session, "/CREATE-JV B"), DONE);
    assert_eq!(code(&mut session, "/MODIFY-JV B,*SUBSTRING(A,5)"), DONE);
    assert_eq!(value(&mut session, "B"), "EF");
    let line = "/MODIFY-JV *SUBSTRING(A,256),C'xy'";
    assert_eq!(code(&mut session, line), "0/64/JVS0436");
}

#[test]
fn what_is_protected_is_refused() {
    let mut session = session();
    for (line, wanted) in [
        ("/SHOW-JV NONE", "0/64/JVS0433"),
        ("/SHOW-JV-ATTR NONE", "0/64/JVS0433"),
        ("/DELETE-JV NONE", "0/64/JVS0433"),
        ("/CREATE-JV A,*PAR(READ-PASS='RP',WRITE-PASS='WP')", DONE),
        ("/CREATE-JV A", "0/64/JVS0457"),
        ("/SHOW-JV A", "0/64/JVS0430"),
        ("/SHOW-JV A,PASSWORD='RP'", DONE),
        ("/MODIFY-JV A,'X',PASSWORD='RP'", "0/64/JVS0430"),
        ("/MODIFY-JV A,'X',PASSWORD='WP'", DONE),
        ("/DELETE-JV A", "0/64/JVS0430"),
        ("/DELETE-JV A,PASSWORD='WP'", DONE),
        ("/CREATE-JV B,*PAR(ACCESS=*READ)", DONE),
        ("/MODIFY-JV B,'X'", "0/64/JVS0434"),
        ("/CREATE-VM 512,MONJV=B", "0/64/VMS4018"),
        ("/CREATE-JV C,*PAR(WRITE-PASS='WP')", DONE),
        ("/CREATE-VM 512,MONJV=C", "0/64/VMS4018"),
        ("/CREATE-VM 512,MONJV=C,JV-PASSWORD='WP'", DONE),
        ("/CREATE-VM 512,MONJV=C,JV-PASSWORD='WP'", "0/64/VMS4018"),
    ] {
        assert_eq!(code(&mut session, line), wanted, "{line}");
    }
}

/// The bytes of a VM's job variable (VM2000 V10.0 User Guide, page 150), counted from 1.
fn bytes(value: &str, from: usize, to: usize) -> String {
    let padded = format!("{value:<256}");
    padded.chars().skip(from - 1).take(to + 1 - from).collect()
}

#[test]
fn a_vm_is_followed_from_its_creation_to_its_end() {
    let mut session = session();
    assert_eq!(code(&mut session, "/DELETE-VM 5,*NO"), DONE);
    let line = "/CREATE-VM 4096,VM-INDEX=5,VM-NAME=WATCHED,MONJV=MONJV.5";
    assert_eq!(code(&mut session, line), DONE);
    let jv = value(&mut session, "MONJV.5");
    for (from, to, wanted) in [
        (1, 3, "$I "),
        (4, 4, "0"),
        (5, 8, "    "),
        (9, 12, "MON5"),
        (13, 16, "    "),
        (17, 17, "V"),
        (18, 20, "001"),
        (21, 30, "2026-01-12"),
        (37, 70, "                                  "),
        (71, 78, "WATCHED "),
        (79, 81, "005"),
        (82, 86, "NONE "),
    ] {
        assert_eq!(bytes(&jv, from, to), wanted, "bytes {from} to {to} of {jv}");
    }
    let time = bytes(&jv, 31, 36);
    assert!(("000659".."000701").contains(&time.as_str()), "{time}");
    let lines = shown(&mut session, "/SHOW-JV-ATTR MONJV.5,*ALL-ATTR");
    assert!(lines.contains(&"% JV-TYPE IS MONJV".to_owned()));
    // Its user part is the users', its system part is not.
    assert_eq!(code(&mut session, "/MODIFY-JV MONJV.5,'X'"), "0/64/JVS0435");
    assert_eq!(code(&mut session, "/DELETE-JV MONJV.5"), "0/64/JVS0435");
    let line = "/MODIFY-JV *SUBSTRING(MONJV.5,129),'MINE'";
    assert_eq!(code(&mut session, line), DONE);
    assert_eq!(code(&mut session, "/DELETE-VM 5"), DONE);
    let jv = value(&mut session, "MONJV.5");
    assert_eq!(bytes(&jv, 1, 3) + &bytes(&jv, 82, 86), "$T NONE ");
    assert_eq!(bytes(&jv, 129, 132), "MINE");
    assert_eq!(code(&mut session, "/DELETE-JV MONJV.5"), DONE);
}

#[test]
fn the_states_of_vm_and_guest_stand_in_it() {
    let mut session = session();
    // Its devices are for another VM now.
    assert_eq!(code(&mut session, "/DELETE-VM 12,*NO"), DONE);
    let line = "/CREATE-VM 4096,VM-INDEX=20,VM-NAME=WATCHED,MONJV=JV";
    assert_eq!(code(&mut session, line), DONE);
    let add = "/ADD-VM-DEVICES (CS,FAA4,FAA6,FAA7),VM-ID=20";
    assert_eq!(code(&mut session, add), DONE);
    let state = |session: &mut Session| {
        let jv = value(session, "JV");
        bytes(&jv, 1, 3) + &bytes(&jv, 82, 86)
    };
    assert_eq!(code(&mut session, "/START-VM FAA4,VM-ID=20"), DONE);
    assert_eq!(state(&mut session), "$R START");
    assert_eq!(code(&mut session, "/HOLD-VM 20"), DONE);
    assert_eq!(state(&mut session), "$H START");
    assert_eq!(code(&mut session, "/RESUME-VM 20"), DONE);
    idle(&mut session);
    assert_eq!(state(&mut session), "$R READY");
    let line = "/SHUTDOWN-VM 20,*SHUTDOWN(0)";
    assert_eq!(code(&mut session, line), DONE);
    idle(&mut session);
    assert_eq!(state(&mut session), "$D NTERM");
    assert_eq!(code(&mut session, "/RESET-VM 20"), DONE);
    assert_eq!(state(&mut session), "$I NONE ");
}

#[test]
fn a_vm_that_could_not_be_created_is_told_in_it() {
    let mut session = session();
    let line = "/CREATE-VM 512,VM-INDEX=12,MONJV=JV";
    assert_eq!(code(&mut session, line), "0/64/VMS4012");
    assert!(value(&mut session, "JV").starts_with("$A 0    MON5"));
}

#[test]
fn each_system_has_its_own() {
    let mut session = session();
    assert_eq!(code(&mut session, "/CREATE-JV A"), DONE);
    let guest = session.console("VM12PROD").unwrap();
    session.submit(guest, "/SHOW-JV A");
    session.advance(session.now() + Span::from_secs(1));
    let all = records(&session, "VM12PROD");
    let missing = all.iter().find(|r| r.kind == Kind::Message).unwrap();
    assert_eq!(&*missing.text, "JOB VARIABLE ':PRD:$TSOS.A' NOT CATALOGED");
}

#[test]
fn a_migration_is_followed_to_its_end() {
    let mut session = session();
    let status = |session: &mut Session| bytes(&value(session, "LM"), 1, 3);
    let line = "/MIGRATE-VM 12,MONJV=LM";
    assert_eq!(code(&mut session, line), DONE);
    assert_eq!(status(&mut session), "$S ");
    session.advance(session.now() + Span::from_secs(3));
    assert_eq!(status(&mut session), "$R ");
    assert_eq!(code(&mut session, "/DELETE-JV LM"), "0/64/JVS0435");
    idle(&mut session);
    assert_eq!(status(&mut session), "$T ");
    assert_eq!(code(&mut session, "/MIGRATE-VM 5,MONJV=LM"), "0/64/VMS2461");
    assert_eq!(status(&mut session), "$AF");
    assert_eq!(code(&mut session, "/DELETE-JV LM"), DONE);
}

#[test]
fn an_aborted_migration_is_told_in_it() {
    let mut session = session();
    assert_eq!(code(&mut session, "/MIGRATE-VM 12,MONJV=LM"), DONE);
    session.advance(session.now() + Span::from_secs(5));
    session.inject("link-loss ABGSE501").unwrap();
    idle(&mut session);
    assert_eq!(bytes(&value(&mut session, "LM"), 1, 3), "$AE");
}

#[test]
fn a_memory_reconfiguration_is_followed_to_its_end() {
    let mut session = session();
    let status = |session: &mut Session| bytes(&value(session, "MEM"), 1, 3);
    let line = "/EXTEND-VM-MEMORY 5,33000,MONJV=MEM";
    assert_eq!(code(&mut session, line), DONE);
    assert_eq!(status(&mut session), "$R ");
    assert_eq!(code(&mut session, "/DELETE-JV MEM"), "0/64/JVS0435");
    idle(&mut session);
    assert_eq!(status(&mut session), "$T ");
    // Refused, and with nothing to do.
    let line = "/REDUCE-VM-MEMORY 5,8,MONJV=MEM";
    assert_eq!(code(&mut session, line), "0/64/VMS4104");
    assert_eq!(status(&mut session), "$AF");
    let line = "/REDUCE-VM-MEMORY 5,33000,MONJV=MEM";
    assert_eq!(code(&mut session, line), "1/0/CMD0001");
    assert_eq!(status(&mut session), "$T ");
    // The definition cannot follow.
    let line = "/EXTEND-VM-MEMORY 5,34000,MONJV=MEM";
    assert_eq!(code(&mut session, line), DONE);
    session.inject("storage-loss ABGSE501").unwrap();
    idle(&mut session);
    assert_eq!(status(&mut session), "$TW");
    // The VM is gone before it is done.
    let line = "/EXTEND-VM-MEMORY 5,35000,MONJV=MEM";
    assert_eq!(code(&mut session, line), DONE);
    assert_eq!(code(&mut session, "/DELETE-VM 5,*NO"), "2/0/VMS2306");
    assert_eq!(status(&mut session), "$AE");
    assert_eq!(code(&mut session, "/DELETE-JV MEM"), DONE);
}

//! What commands of VM2000 tell besides their return codes: a refusal names the operand or
//! the VM that it is about and what helps, and what was done comes before the warning.
#![allow(clippy::unwrap_used)]

use crate::common::*;
use vmcons::console::Kind;
use vmcons::engine::Session;
use vmcons::scenario::Scenario;
use vmcons::sdf::Grammar;

/// The messages that a console shows because of a line.
fn told(session: &mut Session, console: &str, line: &str) -> Vec<String> {
    let new = come_of(session, console, line).into_iter();
    new.filter(|record| matches!(record.kind, Kind::Message | Kind::Rejection))
        .map(|record| match record.id() {
            Some(id) => format!("{id} {}", record.text),
            None => record.text.to_string(),
        })
        .collect()
}

/// What a command returns, as `SC2 SC1 MC`.
fn code(session: &mut Session, console: &str, line: &str) -> String {
    let (sc2, sc1, mc) = ask(session, console, line).code;
    format!("{sc2} {sc1} {mc}")
}

/// All that a console shows because of a line, in one piece.
fn shown(session: &mut Session, console: &str, line: &str) -> String {
    let new = come_of(session, console, line);
    let texts = new.iter().map(|r| r.text.to_string());
    texts.collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn all(session: &mut Session, console: &str, table: &[(&str, &str)]) {
    for (line, wanted) in table {
        assert_eq!(told(session, console, line), [*wanted], "{line}");
    }
}

#[test]
fn a_size_that_is_not_permitted_is_named_by_its_operand() {
    let mut session = session();
    all(
        &mut session,
        "ABGSE501",
        &[
            (
                "/CREATE-VM 512,MIN-MEMORY-SIZE=1024",
                "VMS4016 MIN-MEMORY-SIZE 1024 MB NOT PERMITTED. REASON: GREATER THAN \
                 MEMORY-SIZE 512 MB",
            ),
            (
                "/REDUCE-VM-MEMORY 12,100",
                "VMS4104 NEW-MEMORY-SIZE=100 MB NOT POSSIBLE. POSSIBLE: 8192 MB ONLY, WHICH \
                 IT IS ALREADY",
            ),
            (
                "/EXTEND-VM-MEMORY 12,8192,9000",
                "VMS4104 NEW-MIN-MEMORY-SIZE=9000 MB NOT POSSIBLE. POSSIBLE: 8192 MB ONLY, \
                 WHICH IT IS ALREADY",
            ),
            (
                "/EXTEND-VM-MEMORY 12,100",
                "VMS4104 NEW-MEMORY-SIZE=100 MB NOT POSSIBLE. POSSIBLE: 8192 MB OR MORE",
            ),
        ],
    );
    all(
        &mut session,
        "SEX86A",
        &[
            (
                "/CREATE-VM 2048,MAX-MEMORY-SIZE=1024",
                "VMS4016 MAX-MEMORY-SIZE 1024 MB NOT PERMITTED. REASON: LESS THAN \
                 MEMORY-SIZE 2048 MB",
            ),
            (
                "/CREATE-VM 2048,MIN-MEMORY-SIZE=512",
                "VMS4016 MIN-MEMORY-SIZE 512 MB NOT PERMITTED. REASON: LESS THAN 1024 MB",
            ),
            (
                "/EXTEND-VM-MEMORY 3,4097",
                "VMS4016 NEW-MEMORY-SIZE 4097 MB NOT PERMITTED. REASON: NOT A MULTIPLE OF 2 MB",
            ),
        ],
    );
}

/// On SU /390 a VM grows only into what is free directly behind it (page 222 tells of
/// MOVE-VM beside it). VM12PROD of the default world has VM05WHSE behind it.
#[test]
fn a_vm_that_has_no_room_to_grow_is_told_of_move_vm() {
    let mut session = session();
    all(
        &mut session,
        "ABGSE501",
        &[
            (
                "/EXTEND-VM-MEMORY 12,16384",
                "VMS4011 NOT ENOUGH MAIN MEMORY. NEEDED: 8192 MB, AVAILABLE: 0 MB BEHIND THE \
                 VM, 23552 MB ELSEWHERE: MOVE-VM FIRST",
            ),
            (
                "/EXTEND-VM-MEMORY 12,60(*GIGABYTE)",
                "VMS4011 NOT ENOUGH MAIN MEMORY. NEEDED: 53248 MB, AVAILABLE: 0 MB BEHIND \
                 THE VM",
            ),
            (
                "/CREATE-VM 24000",
                "VMS4011 NOT ENOUGH MAIN MEMORY. NEEDED: 24000 MB, AVAILABLE: 23552 MB IN ONE \
                 PIECE",
            ),
        ],
    );
    // What it says helps.
    ask(&mut session, "ABGSE501", "/MOVE-VM *MEMORY-END,5");
    idle(&mut session);
    let line = "/EXTEND-VM-MEMORY 12,16384";
    assert_eq!(code(&mut session, "ABGSE501", line), "0 0 CMD0001");
}

/// "No action required" (page 239), in words as well.
#[test]
fn what_is_so_already_is_said() {
    let mut session = session();
    let nothing = |command: &str, why: &str| {
        format!(
            "VMS3001 VM2000 COMMAND /{command} FOR VIRTUAL MACHINE (12,VM12PROD): NO ACTION \
             REQUIRED. {why}"
        )
    };
    for (line, command, why) in [
        ("/RESUME-VM 12", "RESUME-VM", "IT IS NOT IN HOLD"),
        (
            "/EXTEND-VM-MEMORY 12",
            "EXTEND-VM-MEMORY",
            "MEMORY SIZE: 8192 MB, MINIMUM: 8192 MB",
        ),
        (
            "/REDUCE-VM-MEMORY 12,*MINIMUM,MONJV=X",
            "REDUCE-VM-MEMORY",
            "MEMORY SIZE: 8192 MB, MINIMUM: 8192 MB",
        ),
        (
            "/MOVE-VM *AFTER-VM,12",
            "MOVE-VM",
            "ITS LOCATION IS 00000400",
        ),
    ] {
        assert_eq!(
            told(&mut session, "ABGSE501", line),
            [nothing(command, why)]
        );
    }
    ask(&mut session, "ABGSE501", "/RESET-VM 12");
    for (line, command, why) in [
        ("/RESET-VM 12", "RESET-VM", "IT IS INIT-ONLY ALREADY"),
        (
            "/SHUTDOWN-VM 12,*SHUTDOWN(0)",
            "SHUTDOWN-VM",
            "ITS STATE IS INIT-ONLY",
        ),
    ] {
        assert_eq!(
            told(&mut session, "ABGSE501", line),
            [nothing(command, why)]
        );
    }
    // The job variable has watched a command that has ended well.
    let id = session.console("ABGSE501").unwrap();
    session.submit(id, "/SHOW-JV X");
    idle(&mut session);
    let shown = records(&session, "ABGSE501");
    assert!(shown.iter().any(|record| record.text.contains("$T 0")));
}

#[test]
fn a_definition_that_says_so_already_is_left_alone() {
    let mut session = session();
    let create = "/CREATE-VM-DEFINITION D,MEMORY-SIZE=512";
    ask(&mut session, "ABGSE501", create);
    for line in [
        "/MODIFY-VM-DEFINITION D",
        "/MODIFY-VM-DEFINITION D,REMOVE-UNITS=FAE0",
        "/MODIFY-VM-DEFINITION D,MEMORY-SIZE=512",
    ] {
        assert_eq!(
            told(&mut session, "ABGSE501", line),
            [
                "VMS3002 VM2000 COMMAND /MODIFY-VM-DEFINITION: NO ACTION REQUIRED. D: THE \
                 DEFINITION SAYS SO ALREADY"
            ]
        );
    }
}

/// Where another operand stands first, the name or index of a VM is what was meant.
#[test]
fn a_vm_in_the_place_of_another_operand_is_told_its_own() {
    let mut session = session();
    for (line, word) in [
        ("/START-VM VM12PROD", "VM12PROD"),
        ("/SHOW-VM-STATUS vm12prod", "vm12prod"),
        ("/SHOW-VM-STATUS 5", "5"),
        ("/SHOW-VM-ATTRIBUTES VM12PROD", "VM12PROD"),
        ("/SHOW-VM-ATTRIBUTES 12", "12"),
        ("/MOVE-VM VM12PROD", "VM12PROD"),
    ] {
        let told = shown(&mut session, "ABGSE501", line);
        let help = format!("`{word}` is a VM: write VM-IDENTIFICATION={word}");
        assert!(told.contains(&help), "{line}: {told}");
    }
    // One that is nowhere here is none.
    for line in [
        "/START-VM VM07DBS",
        "/SHOW-VM-STATUS 7",
        // Nor is the right operand told that has the wrong value.
        "/MOVE-VM *AFTER-VM(1),1",
        "/MOVE-VM *BEFORE-VM(1),12",
        // Nor what would be wrong as well: it has a value already.
        "/MIGRATE-VM VM-ID=12,12,13,14",
        "/ASSIGN-VM-TO-CPU-POOL 5,,30,5",
    ] {
        let told = shown(&mut session, "ABGSE501", line);
        assert!(!told.contains("is a VM"), "{line}: {told}");
    }
    // A number that is a period is taken for one.
    assert_eq!(
        code(&mut session, "ABGSE501", "/SHOW-VM-STATUS 12"),
        "0 0 CMD0001"
    );
}

#[test]
fn what_was_done_comes_before_the_warning_about_it() {
    let mut session = session();
    let create = "/CREATE-VM-DEFINITION G,MEMORY-SIZE=512,UNITS=FAE0";
    ask(&mut session, "ABGSE501", create);
    let line = "/ACTIVATE-VM-DEFINITION G,AUTO-IPL=*YES";
    let told = told(&mut session, "ABGSE501", line);
    let ids: Vec<&str> = told.iter().filter_map(|text| text.get(..7)).collect();
    assert_eq!(ids, ["VMS3050", "VMS4615", "VMS4005", "VMS2003"]);
    // Its help does not promise a start that AUTO-IPL does not make by itself.
    let grammar = Grammar::builtin().unwrap();
    let help = &grammar.get("ACTIVATE-VM-DEFINITION").unwrap().help;
    assert!(help.contains("AUTO-IPL=*YES starts"), "{help}");
}

#[test]
fn a_pool_that_is_too_small_is_told_with_what_helps() {
    let mut session = session();
    ask(&mut session, "ABGSE501", "/CREATE-VM-CPU-POOL P,07");
    ask(&mut session, "ABGSE501", "/CREATE-VM-CPU-POOL EMPTY");
    ask(
        &mut session,
        "ABGSE501",
        "/CREATE-VM-GROUP G,CPU-POOL-NAME=P",
    );
    all(
        &mut session,
        "ABGSE501",
        &[
            (
                "/ASSIGN-VM-TO-CPU-POOL 12,P,1",
                "VMS4612 TOO FEW ATTACHED CPUS IN CPU POOL 'P' FOR THE ATTACHED VIRTUAL CPUS. \
                 ATTACHED-VM-CPUS=*ADJUST-NUMBER DETACHES SOME",
            ),
            // Nothing to be detached helps where there is no CPU at all.
            (
                "/ASSIGN-VM-TO-CPU-POOL 12,EMPTY,1",
                "VMS4612 TOO FEW ATTACHED CPUS IN CPU POOL 'EMPTY'",
            ),
            (
                "/SWITCH-VM-CPU *SELECT(6),*STDPOOL,P",
                "VMS4612 TOO FEW ATTACHED CPUS IN CPU POOL '*STDPOOL' FOR THE ATTACHED VIRTUAL \
                 CPUS. SOURCE-CPU-POOL=*ADJUST-NUMBER DETACHES SOME",
            ),
            (
                "/SWITCH-VM-CPU *ALL,*STDPOOL,P",
                "VMS4612 TOO FEW ATTACHED CPUS IN CPU POOL '*STDPOOL'",
            ),
            (
                "/ADD-VM-TO-VM-GROUP 12,G,1",
                "VMS4422 VIRTUAL MACHINE (12,VM12PROD) NOT IN CPU POOL 'P' OF VM GROUP 'G'",
            ),
            (
                "/SHOW-VM-DEVICE-STATUS",
                "VMS4079 OUTPUT TOO LARGE FOR THIS INPUT MEDIUM. NAME UNITS, OR LIMIT IT BY \
                 SELECT OR INFORMATION=*VM-SUMMARY",
            ),
        ],
    );
}

#[test]
fn a_job_variable_that_cannot_watch_is_told_with_the_reason() {
    let mut session = session();
    for line in [
        "/CREATE-JV FREE",
        "/CREATE-JV BUSY",
        "/CREATE-JV KEPT,PROTECTION=*PARAMETERS(WRITE-PASSWORD='WP')",
        "/CREATE-VM 512,MONJV=BUSY",
    ] {
        assert_eq!(
            code(&mut session, "ABGSE501", line),
            "0 0 CMD0001",
            "{line}"
        );
    }
    for (jv, reason) in [
        ("BUSY", "JVS0435 MONITORS SOMETHING ALREADY"),
        ("KEPT", "JVS0430 WRONG PASSWORD"),
    ] {
        let line = format!("/CREATE-VM 512,MONJV={jv}");
        let told = told(&mut session, "ABGSE501", &line).join(" ");
        assert!(told.starts_with("VMS4018 MONJV"), "{told}");
        assert!(
            told.ends_with(&format!("CANNOT BE USED. REASON: {reason}")),
            "{told}"
        );
    }
}

/// A password is what keeps other administrators out (page 184): any task with the
/// privilege may open a dialog with any VM but the monitor VM (page 206).
#[test]
fn a_task_without_a_dialog_is_told_how_to_begin_one() {
    let mut session = session();
    all(
        &mut session,
        "VM12PROD:ADMIN",
        &[
            (
                "/SHOW-VM-ATTRIBUTES",
                "VMS1019 NO DIALOG OPENED. COMMAND REJECTED. FIRST: /BEGIN-VM-DIALOG VM-ID=12",
            ),
            (
                "/END-VM-DIALOG",
                "VMS1019 NO DIALOG OPENED. COMMAND REJECTED",
            ),
        ],
    );
    ask(
        &mut session,
        "ABGSE501",
        "/MODIFY-VM-ATTRIBUTES 12,PASSWORD='SECRET'",
    );
    for (line, wanted) in [
        ("/BEGIN-VM-DIALOG 12", "0 64 VMS1020"),
        ("/BEGIN-VM-DIALOG 12,PASSWORD='WRONG'", "0 64 VMS1020"),
        ("/BEGIN-VM-DIALOG 1", "0 64 CMD0216"),
        ("/BEGIN-VM-DIALOG 5", "0 0 CMD0001"),
        ("/SHOW-VM-ATTRIBUTES", "0 0 CMD0001"),
        ("/END-VM-DIALOG", "0 0 CMD0001"),
        ("/BEGIN-VM-DIALOG 12,PASSWORD='SECRET'", "0 0 CMD0001"),
    ] {
        assert_eq!(code(&mut session, "VM12PROD:ADMIN", line), wanted, "{line}");
    }
}

/// The guest is named by the index that it has where it runs.
#[test]
fn the_dialog_to_begin_is_that_of_the_own_vm() {
    let world = r#"
schema = 1
start = 2026-01-12T00:06:59Z
[[server_unit]]
name = "SUA"
[[vm]]
index = 7
name = "ONLY"
on = "SUA"
"#;
    let mut session = session_on(Scenario::load("world.toml", world).unwrap());
    let told = told(&mut session, "ONLY:ADMIN", "/SHOW-VM-STATUS");
    assert!(told.concat().ends_with("VM-ID=7"), "{told:?}");
}

#[test]
fn what_is_refused_or_put_off_names_what_stands_in_the_way() {
    let mut session = session();
    ask(&mut session, "ABGSE501", "/CREATE-VM-CPU-POOL P,07");
    ask(
        &mut session,
        "ABGSE501",
        "/CREATE-VM-GROUP G,CPU-POOL-NAME=P",
    );
    ask(&mut session, "ABGSE501", "/RESET-VM 5");
    ask(&mut session, "ABGSE501", "/START-VM VM-ID=5");
    all(
        &mut session,
        "ABGSE501",
        &[
            (
                "/DELETE-VM-CPU-POOL P",
                "VMS4611 CPU POOL 'P' IN USE BY VM GROUP 'G'",
            ),
            (
                "/EXTEND-VM-MEMORY 5,32769",
                "VMS4103 MEMORY RECONFIGURATION OF VIRTUAL MACHINE (5,VM05WHSE) NOT POSSIBLE IN \
                 STATE 'RUNNING' BEFORE SYSTEM READY",
            ),
            // The first operand of START-VM is the device.
            (
                "/START-VM 12",
                "VMS4001 COMMAND /START-VM NOT POSSIBLE FOR THE MONITOR VM (1,MONITOR). \
                 *CURRENT MEANS IT HERE: NAME ANOTHER VM WITH VM-ID=",
            ),
            (
                "/START-VM VM-ID=1",
                "VMS4001 COMMAND /START-VM NOT POSSIBLE FOR THE MONITOR VM (1,MONITOR)",
            ),
            (
                "/MOVE-VM *BEFORE-VM(12),12",
                "VMS4115 VIRTUAL MACHINE (12,VM12PROD) CANNOT BE MOVED BEFORE OR AFTER ITSELF",
            ),
            (
                "/REMOVE-VM-DEVICES CC40,12,FORCE=*NO(WAIT-FOR-UNASSIGN=*YES)",
                "VMS4082 DEVICE 'CC40' OF VIRTUAL MACHINE (12,VM12PROD) WILL BE REMOVED WHEN \
                 THE GUEST SYSTEM DETACHES IT",
            ),
            (
                "/MODIFY-VM-DEVICE-USAGE FAA4,12,*EXCLUSIVE",
                "VMS3001 VM2000 COMMAND /MODIFY-VM-DEVICE-USAGE FOR VIRTUAL MACHINE \
                 (12,VM12PROD): NO ACTION REQUIRED. USAGE MODE IS EXCLUSIVE",
            ),
        ],
    );
}

/// The dialog ends with its VM, but not before it has told that the VM did.
#[test]
fn who_terminates_the_own_vm_is_told_before_the_dialog_ends() {
    let mut session = session();
    let task = "VM12PROD:ADMIN";
    ask(&mut session, task, "/BEGIN-VM-DIALOG 12");
    let told = told(&mut session, task, "/DELETE-VM CHECK-VM-STATE=*NO");
    let ids: Vec<&str> = told.iter().filter_map(|line| line.get(..7)).collect();
    let devices = ["VMS4009"; 6];
    let wanted = [&["VMS2014"], &devices[..], &["VMS4024", "VMS1014"]].concat();
    assert_eq!(ids, wanted);
}

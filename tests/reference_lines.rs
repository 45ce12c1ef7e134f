//! Command lines that stand literally in the manuals, and what they mean.
//!
//! Collected by hand from our reference files, whose names and sections stand beside
//! the lines. A line broken over several lines of print is written here in one.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking, in its helpers as well"
)]

use vmcons::sdf::Grammar;

/// A line, and the beginning of its full form.
type Line = (&'static str, &'static str);

/// vm2000-commands-a-m.md. Sections 0.2 to 0.7 quote operands, the others dialogues.
const COMMANDS_A_TO_M: &[Line] = &[
    // 0.2, the VM2000 administrator's own values.
    ("/HOLD-VM VM-ID=*ALL", "HOLD-VM VM-IDENTIFICATION=*ALL"),
    ("/RESUME-VM VM-ID=*ALL", "RESUME-VM VM-IDENTIFICATION=*ALL"),
    (
        "/SHUTDOWN-VM VM-ID=*VM-GUESTS",
        "SHUTDOWN-VM VM-IDENTIFICATION=*VM-GUESTS,ACTION=*SHUTDOWN(",
    ),
    (
        "/SHOW-VM-ATTRIBUTES VM-ID=*VM2000",
        "SHOW-VM-ATTRIBUTES INFORMATION=*STD,TYPE=*ALL,VM-IDENTIFICATION=*VM2000",
    ),
    // 0.4
    (
        "SHUTDOWN-VM VM-ID=*VM2000",
        "SHUTDOWN-VM VM-IDENTIFICATION=*VM2000(WAITING-TIME=*UNLIMITED)",
    ),
    // 0.5
    (
        "DELETE-VM VM-ID=*ALL,CHECK-VM-STATE=*YES",
        "DELETE-VM VM-IDENTIFICATION=*ALL,CHECK-VM-STATE=*YES",
    ),
    // 0.7, behind the prefixes of two connections; the printed dialogue.
    (
        "/SHOW-VM-ATTRIBUTES",
        "SHOW-VM-ATTRIBUTES INFORMATION=*STD,TYPE=*ALL,VM-IDENTIFICATION=*CURRENT",
    ),
    (
        "/send-vm-message message=c'*** shutdown in 5 min ***',vm-id=*all",
        "SEND-VM-MESSAGE MESSAGE=C'*** SHUTDOWN IN 5 MIN ***',VM-IDENTIFICATION=*ALL",
    ),
    (
        "/send-vm-message message=c'** shutdown !!! **',vm-id=2",
        "SEND-VM-MESSAGE MESSAGE=C'** SHUTDOWN !!! **',VM-IDENTIFICATION=2",
    ),
    // 3
    (
        "/add-vm-to-vm-group vm-id=c1sys1,vm-group-name=gcust1,member-cpu-quota=1",
        "ADD-VM-TO-VM-GROUP VM-IDENTIFICATION=C1SYS1,VM-GROUP-NAME=GCUST1,MEMBER-CPU-QUOTA=1",
    ),
    // 8
    (
        "/check-vm-migration vm-id=g4ivo,server-unit-name=d021ze01",
        "CHECK-VM-MIGRATION VM-IDENTIFICATION=G4IVO,SERVER-UNIT-NAME=D021ZE01",
    ),
    // 18
    (
        "/show-vm-attributes vm-id=system2",
        "SHOW-VM-ATTRIBUTES INFORMATION=*STD,TYPE=*ALL,VM-IDENTIFICATION=SYSTEM2",
    ),
    // 19
    (
        "/MIGRATE-VM VM-ID=12,SERVER-UNIT-NAME=ABGSE701",
        "MIGRATE-VM VM-IDENTIFICATION=12,SERVER-UNIT-NAME=ABGSE701,MONJV=*NONE",
    ),
    (
        "/MIGRATE-VM VM-ID=VM12PROD,SERVER-UNIT-NAME=ABGSE701,MONJV=MONJV.LM.VM12PROD",
        "MIGRATE-VM VM-IDENTIFICATION=VM12PROD,SERVER-UNIT-NAME=ABGSE701,MONJV=MONJV.LM.VM12PROD",
    ),
    // 0.4, 0.5 and 2 to 6: single operands, with what they need besides.
    (
        "/BEGIN-VM-DIALOG VM-IDENTIFICATION=2,TYPE=*ADMIN(OUTPUT-PREFIX=*NO)",
        "BEGIN-VM-DIALOG VM-IDENTIFICATION=2,PASSWORD=*NONE,TYPE=*ADMIN(OUTPUT-PREFIX=*NO)",
    ),
    (
        "/END-VM-DIALOG VM-IDENTIFICATION=2,TYPE=*ADMIN",
        "END-VM-DIALOG VM-IDENTIFICATION=2,TYPE=*ADMIN",
    ),
    (
        "SHOW-VM-RESOURCES INFORMATION=*MONJV",
        "SHOW-VM-RESOURCES INFORMATION=*MONJV",
    ),
    (
        "SHOW-VM-RESOURCES INFORMATION=*ALL",
        "SHOW-VM-RESOURCES INFORMATION=*ALL",
    ),
    (
        "SHOW-VM-RESOURCES INFORMATION=*MEMORY",
        "SHOW-VM-RESOURCES INFORMATION=*MEMORY",
    ),
    (
        "START-VM VM-ID=2,IPL-UNIT=*STD",
        "START-VM IPL-UNIT=*STD,MAIN-CONSOLE=*STD",
    ),
];

/// vm2000-commands-n-z.md and vm2000-model.md.
const COMMANDS_N_TO_Z: &[Line] = &[
    // n-z 1, model 1.12
    (
        "/recover-vm-definition vm-name=g4ivn",
        "RECOVER-VM-DEFINITION VM-NAME=G4IVN,SERVER-UNIT-NAME=*UNIQUE",
    ),
    // n-z 15.1, model 2.11
    (
        "/show-vm-resources information=*std",
        "SHOW-VM-RESOURCES INFORMATION=*STD,UNITS=*ALL",
    ),
    // n-z 16
    ("SHOW-VM-STATUS PERIOD=*NO", "SHOW-VM-STATUS PERIOD=*NO"),
    // n-z 17; the print is cut behind `action=*s`, which is an abbreviation by itself.
    (
        "/shutdown-vm vm-id=*vm2000(waiting-time=*unlimited),action=*s",
        "SHUTDOWN-VM VM-IDENTIFICATION=*VM2000(WAITING-TIME=*UNLIMITED),ACTION=*SHUTDOWN(",
    ),
    // model 1.9, with the operands that it leaves out.
    (
        "/ASSIGN-VM-TO-CPU-POOL 2,PCUST1,80,ATTACHED-VM-CPUS=*ADJUST-NUMBER",
        "ASSIGN-VM-TO-CPU-POOL VM-IDENTIFICATION=2,TO-CPU-POOL=PCUST1,CPU-QUOTA=80,ATTACHED",
    ),
    // model 1.13
    ("/START-CONFIGURATION-UPDATE", "START-CONFIGURATION-UPDATE"),
    // model 1.12, 2.3 to 2.6
    (
        "/MIGRATE-VM-DEFINITION VM-NAME=A,SERVER-UNIT-NAME=*UNIQUE",
        "MIGRATE-VM-DEFINITION VM-NAME=A,SERVER-UNIT-NAME=*UNIQUE",
    ),
    (
        "/RECOVER-VM-DEFINITION VM-NAME=A,SERVER-UNIT-NAME=B",
        "RECOVER-VM-DEFINITION VM-NAME=A,SERVER-UNIT-NAME=B",
    ),
    (
        "/DELETE-VM 2,CHECK-VM-STATE=*NO",
        "DELETE-VM VM-IDENTIFICATION=2,CHECK-VM-STATE=*NO",
    ),
    (
        "START-VM VM-ID=2,CHECK-VM-STATE=*NO",
        "START-VM IPL-UNIT=*STD,",
    ),
    (
        "HOLD-VM VM-ID=*CURRENT",
        "HOLD-VM VM-IDENTIFICATION=*CURRENT",
    ),
    ("HOLD-VM VM-ID=2", "HOLD-VM VM-IDENTIFICATION=2"),
    (
        "SHOW-VM-RESOURCES INFORMATION=*CONFIGURATION",
        "SHOW-VM-RESOURCES INFORMATION=*CONFIGURATION",
    ),
    (
        "SHOW-VM-DEFINITION VM-NAME=*ALL,INFORMATION=*PRIVILEGES",
        "SHOW-VM-DEFINITION VM-NAME=*ALL,INFORMATION=*PRIVILEGES",
    ),
    (
        "SHOW-VM-DEFINITION VM-NAME=VM*,INFORMATION=*IPL",
        "SHOW-VM-DEFINITION VM-NAME=VM*,INFORMATION=*IPL",
    ),
    (
        "/SHUTDOWN-VM VM-ID=*VM2000(WAITING-TIME=60),ACTION=*ENTER-JOB",
        "SHUTDOWN-VM VM-IDENTIFICATION=*VM2000(WAITING-TIME=60),ACTION=*ENTER-JOB",
    ),
];

/// additions.md
const ADDITIONS: &[Line] = &[
    // 3.1
    (
        "/assign-vm-to-cpu-pool vm-id=c1sys1,to-cpu-pool=pcust1,cpu-quota=80",
        "ASSIGN-VM-TO-CPU-POOL VM-IDENTIFICATION=C1SYS1,TO-CPU-POOL=PCUST1,CPU-QUOTA=80,ATTACHED",
    ),
    // 3.4, with a VM and a number.
    (
        "MODIFY-VM-ATTRIBUTES VM-ID=2,CPU-QUOTA=*BY-VM-GROUP(MEMBER-CPU-QUOTA=0.5)",
        "MODIFY-VM-ATTRIBUTES VM-IDENTIFICATION=2,CPU-QUOTA=*BY-VM-GROUP(MEMBER-CPU-QUOTA=0.5)",
    ),
    // 3.5
    (
        "DETACH-DEVICE UNIT=*CHANNEL(CHANNEL-PATH-ID=1F,SCOPE=*VM2000-GLOBAL)",
        "DETACH-DEVICE UNIT=*CHANNEL(CHANNEL-PATH-ID=(1F),SCOPE=*VM2000-GLOBAL),FORCE=*STD",
    ),
    // 5.5
    (
        "/MOD-MSG-SUBSCRIPTION ADD-MSG-ID=(FTR0301,FTR0307,FTR0340,FTR0341)",
        "MODIFY-MSG-SUBSCRIPTION ADD-MSG-ID=(FTR0301,FTR0307,FTR0340,FTR0341)",
    ),
    // 2.1
    ("SHOW-VM-CPU-POOL INFORMATION=*CPU", "SHOW-VM-CPU-POOL"),
    (
        "SHOW-VM-RESOURCES INFORMATION=*CPU,VM-IDENTIFICATION=*VM2000",
        "SHOW-VM-RESOURCES INFORMATION=*CPU",
    ),
];

/// consoles.md and sdf.md.
const OPERATION: &[Line] = &[
    // consoles 3.4, with codes of 3.3.
    (
        "ADD-CONSOLE-FILTER FILTER=(1,5),ROUTING-CODE=(*,R)",
        "ADD-CONSOLE-FILTER FILTER=(1,5),ROUTING-CODE=(*,R)",
    ),
    (
        "/mod-msg-subscript add=nkd,rem=(sro,spc,spm)",
        "MODIFY-MSG-SUBSCRIPTION ADD-MSG-ID=(NKD),REMOVE-MSG-ID=(SRO,SPC,SPM),ADD-SENDER=*NONE",
    ),
    ("/show-msg-subscript", "SHOW-MSG-SUBSCRIPTION"),
    // consoles 7
    (
        "SHUTDOWN MODE=*END(RESTART=*YES(DELAY=*STD))",
        "SHUTDOWN MODE=*END(RESTART=*YES(DELAY=*STD,IPL-DEVICE=*NO,MESSAGE=*NO))",
    ),
    // consoles 9: the aliases.
    ("/SHMSG", "SHOW-PENDING-MSG DESTINATION=*STD"),
    ("/SHSS", "SHOW-SYSTEM-STATUS INFORMATION=*SUMMARY"),
    ("/BCST MSG='BYE'", "BROADCAST MSG=BYE"),
    ("/HPSDF", "HELP-SDF GUIDANCE-MODE=*NO"),
    // sdf 2 and 3: one command in four forms.
    (
        "MOD-SDF-OPT SYN=*N,GUID=*MIN",
        "MODIFY-SDF-OPTIONS SYNTAX-FILE=*NONE,GUIDANCE=*MINIMUM",
    ),
    (
        "MODIFY-SDF-OPTIONS SYNTAX-FILE=*NONE,GUIDANCE=*MINIMUM",
        "MODIFY-SDF-OPTIONS SYNTAX-FILE=*NONE,GUIDANCE=*MINIMUM",
    ),
    (
        "MOD-SDF-OPT *NONE,*MIN",
        "MODIFY-SDF-OPTIONS SYNTAX-FILE=*NONE,GUIDANCE=*MINIMUM",
    ),
    (
        "MOD-SDF-OPT SYN-F=*NONE,GUID=*MIN",
        "MODIFY-SDF-OPTIONS SYNTAX-FILE=*NONE,GUIDANCE=*MINIMUM",
    ),
    // sdf 8
    (
        "RESTORE-SDF-INPUT INPUT=*LAST-CMD",
        "RESTORE-SDF-INPUT INPUT=*LAST-CMD",
    ),
    // sdf 10
    (
        "/show-jv jv=jv.perm.error2",
        "SHOW-JV JV-CONTENTS=JV.PERM.ERROR2",
    ),
    // sdf 11
    ("/REMARK TEXT", "REMARK TEXT"),
    // consoles 3.3, 5 and 6
    (
        "REQUEST-OPERATOR-ROLE OPERATOR-ROLE=*ALL",
        "REQUEST-OPERATOR-ROLE OPERATOR-ROLE=*ALL",
    ),
    (
        "HELP-MSG-INFORMATION MSG-ID=VMS2450",
        "HELP-MSG-INFORMATION MSG-IDENTIFICATION=VMS2450",
    ),
    (
        "START-VM VM-ID=2,INFORMATION-BYTE=*FAST",
        "START-VM IPL-UNIT=*STD,",
    ),
    // sdf 1: comments, a command of its own among them.
    ("/SET-JOB-STEP \" ---------- \"", "SET-JOB-STEP"),
    // sdf 7 and 8
    (
        "MODIFY-SDF-OPTIONS INPUT-HISTORY=*RESET",
        "MODIFY-SDF-OPTIONS SYNTAX-FILE=*UNCHANGED",
    ),
    ("RESTORE-SDF-INPUT INPUT=3", "RESTORE-SDF-INPUT INPUT=3"),
    // sdf 10
    ("/show-jv-attr", "SHOW-JV-ATTRIBUTES"),
    (
        "/create-jv jv=jv.perm.error2",
        "CREATE-JV JV-NAME=JV.PERM.ERROR2",
    ),
    (
        "/modify-jv jv=jv.perm.error2,set-val=c'No Error'",
        "MODIFY-JV",
    ),
    (
        "/show-jv-attr jv=jv.perm.error2,inf=*all-attr",
        "SHOW-JV-ATTRIBUTES JV-NAME=JV.PERM.ERROR2,INFORMATION=*ALL-ATTRIBUTES",
    ),
];

/// Lines that do not pass, with the message that says so.
const REFUSED: &[Line] = &[
    // a-m 2: no *CURRENT here.
    ("/ADD-VM-DEVICES UNITS=FAA4", "CMD0099"),
    // sdf 3: a positional operand behind one with its name.
    ("MOD-SDF-OPT SYN-F=*NONE,*MIN", "CMD0051"),
    // sdf 2: `*` alone is no abbreviation.
    ("/SHOW-VM-RESOURCES INFORMATION=*", "CMD0051"),
    // Operands alone, of commands that need more.
    (
        "/ASSIGN-VM-TO-CPU-POOL ATTACHED-VM-CPUS=*ADJUST-NUMBER",
        "CMD0099",
    ),
    ("DETACH-DEVICE FORCE=*STD", "CMD0099"),
    ("BEGIN-VM-DIALOG TYPE=*STD", "CMD0099"),
    ("ADD-VM-DEVICES TYPE=*VC", "CMD0099"),
    // sdf 1: a comment alone is no command.
    (
        "/\"REJECTED:    TSN:  0EY4  TYPE:   1 DO       REASON: NEXT RPT. IMAGE \"",
        "CMD0202",
    ),
    // Commands of BS2000 that have nothing to do with consoles of VM2000: sdf 1, consoles 10,
    // additions 3.5 and 4.
    ("/ MODIFY-FILE-ATTRIBUTES FILE-NAME = INFO.TXT", "CMD0186"),
    ("/ENTER-JOB FROM-FILE = :2BV:$TSOS.OS27.E", "CMD0186"),
    ("/ IF (MODE == 'DEBUG')", "CMD0186"),
    ("SHOW-DEVICE-CONFIGURATION UNIT=*STD", "CMD0186"),
    ("SHOW-MSCF-CONFIGURATION", "CMD0186"),
    ("/x-write 'date 2001-12-31'", "CMD0186"),
];

#[test]
fn lines_of_the_manuals_mean_what_they_say() {
    let grammar = Grammar::builtin().unwrap();
    let all = [COMMANDS_A_TO_M, COMMANDS_N_TO_Z, ADDITIONS, OPERATION].concat();
    for (line, begins) in all {
        let bound = grammar
            .bind(line, &|_| true)
            .unwrap_or_else(|e| panic!("{line}\n{:#?}", e.mistakes));
        let full = grammar.get(&bound.name).unwrap().full_form(&bound);
        assert!(full.starts_with(begins), "{line}\n{full}");
    }
}

#[test]
fn lines_that_do_not_pass_say_why() {
    let grammar = Grammar::builtin().unwrap();
    for (line, id) in REFUSED {
        let rejected = grammar.bind(line, &|_| true).expect_err(line);
        let ids = rejected.mistakes.iter().map(|m| m.message.id.to_string());
        assert!(
            ids.clone().any(|found| found == *id),
            "{line} {:?}",
            ids.collect::<Vec<_>>()
        );
    }
}

//! The samples of console lines that stand literally in the manuals, character by
//! character, trailing blanks included. The pages stand beside them. By sections of the
//! reference `consoles.md`:
//!
//! | section | where |
//! |---|---|
//! | 1.2 headers | `messages_questions_and_instructions_have_the_printed_header`, `only_its_sender_takes_an_instruction_away` |
//! | 1.3 `&` lines | `a_request_of_a_command_breaks_as_printed` |
//! | 1.5 startup | `lines_of_a_startup_have_their_own_header` |
//! | 1.6 emergencies | `emergencies_have_neither_reference_nor_time` |
//! | 1.7 operator to operator | `operators_write_to_each_other_as_printed` |
//! | 1.8 OMNIS before the prefix | `console_rules` |
//! | 1.8 $VMCONS, user tasks | `a_dialog_over_vmcons_reads_as_printed`; `dialogues::check_vm_migration` |
//! | 2.1, 2.3 answers, rejections | `each_cause_of_a_rejection_has_its_number`, `rejections_stand_behind_two_blanks` |
//! | 3.1, 3.4 to 8 texts | `TEXTS` |
//! | 3.4 orders | `orders_of_messages_are_shown_as_printed` |
//! | 4 end of a command | `dialogues::the_end_of_a_command` |
//! | 9 INFORM-ALL-JOBS, INFORM-OPERATOR | `commands_operator` |
//!
//! What the section prints that no console here shows, and why: SDS0008 is a message of the
//! program SDF-A in a user task, BCA0762 to BCA0765 end commands of BCAM, of which there are
//! none, SHOW-CHANGE-DATES needs the user id TSOS in a user task, `/STA MSG` was replaced by
//! SHOW-PENDING-MSG. Terminals of users and OMNIS' own commands (`O[PNCON]`, `MDEF`) are no
//! consoles either; REJ2 to REJ4 are on no page.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use crate::common::*;
use vmcons::catalog::{Catalog, MessageId};
use vmcons::console::form::{self, Header, Style};
use vmcons::console::{Kind, Mid};
use vmcons::scenario::Scenario;

/// A line of a system module on a physical console.
fn line(kind: Kind, tsn: &str, mid: u16, time: &str, id: &str, text: &str) -> Vec<String> {
    lines(Style::Console, kind, (tsn, mid, time), id, text)
}

fn lines(
    style: Style<'_>,
    kind: Kind,
    (tsn, mid, time): (&str, u16, &str),
    id: &str,
    text: &str,
) -> Vec<String> {
    let header = Header {
        kind,
        tsn,
        mid: Mid::numbered(mid),
        system: style == Style::Console && kind != Kind::Request,
        time,
    };
    form::message(style, header, id.parse().ok(), text)
}

/// The text of a message of the catalogue.
fn text(id: &str, inserts: &[&str]) -> String {
    let catalog = Catalog::builtin().unwrap();
    let inserts: Vec<String> = inserts.iter().map(ToString::to_string).collect();
    catalog
        .get(id.parse::<MessageId>().unwrap())
        .unwrap()
        .fill(&inserts)
}

/// Introduction to System Administration V21, page 286.
#[test]
fn messages_questions_and_instructions_have_the_printed_header() {
    let created = text("NBR0970", &["XAAA", "K1"]);
    assert_eq!(
        line(Kind::Message, "TSN1", 0, "142423", "NBR0970", &created),
        [
            "%TSN1-000#142423 % NBR0970 OPERATOR TASK WITH TSN 'XAAA' CREATED FOR ",
            "                   CONSOLE 'K1' ",
        ]
    );
    let main = text("NBR0820", &["K1"]);
    assert_eq!(
        line(Kind::Question, "TSN9", 0, "142753", "NBR0820", &main),
        ["?TSN9-000#142753 % NBR0820 SHOULD K1 BECOME MAIN OPERATOR TERMINAL ? "]
    );
    assert_eq!(
        line(
            Kind::Instruction,
            "TSN4",
            1,
            "142823",
            "XYZ0123",
            "SWITCH OFF DEVICE L1 URGENTLY"
        ),
        [";TSN4-001#142823 % XYZ0123 SWITCH OFF DEVICE L1 URGENTLY"]
    );
}

/// Commands V21, page 620; `tsn`, `akz` and `hhmmss` stand for what they name.
#[test]
fn a_request_of_a_command_breaks_as_printed() {
    assert_eq!(
        line(
            Kind::Request,
            "XAAA",
            0,
            "101112",
            "EXC0432",
            &text("EXC0432", &[])
        ),
        [
            "&XAAA-000.101112 % EXC0432 PROCESSING of /TURN TO BE CONTINUED? REPLY",
            "(Y=YES;N=NO)?",
        ]
    );
}

/// Introduction to System Administration V21, page 13.
#[test]
fn lines_of_a_startup_have_their_own_header() {
    let startup =
        |tsn, id, text| lines(Style::Startup, Kind::Question, (tsn, 0, "112133"), id, text);
    assert_eq!(
        startup("P", "NSI0050", "SPECIFY PARAMFILE ..."),
        ["? P.NSI0050 SPECIFY PARAMFILE ..."]
    );
    assert_eq!(
        startup("TSC", "NSI0077", "ENTER AUTOMATIC COMMAND FILE"),
        ["? TSC-000.112133% NSI0077 ENTER AUTOMATIC COMMAND FILE"]
    );
}

/// Introduction to System Administration V11, page 287.
#[test]
fn rejections_stand_behind_two_blanks() {
    let mut session = session();
    for (console, typed, shown) in [
        ("VM12PROD", "HELLO", "  REJ1 TEXT NOT RECOGNIZED"),
        ("VM12PROD", "(ZZ)%HELLO", "  REJ5 DESTINATION NOT FOUND"),
        ("VM12PROD", "TSN9.Y", "  REJ6 NO MATCH FOR REPLY"),
        ("VM12PROD:C1", "DISK.R", "  REJ7 USER NOT ALLOWED TO REPLY"),
    ] {
        if typed == "DISK.R" {
            session.inject("label-lock VM12PROD").unwrap();
        }
        enter(&mut session, console, typed);
        assert!(shows(&session, console, shown), "{shown}");
    }
    enter(&mut session, "VM12PROD", "/CONSOLE SWITCH,OFF=(C1)");
    idle(&mut session);
    enter(&mut session, "VM12PROD:C1", "/REMARK");
    assert!(shows(
        &session,
        "VM12PROD:C1",
        "  REJ8 CONSOLE OFF - INPUT IGNORED"
    ));
    session.inject("console-loss VM12PROD:C1").unwrap();
    enter(&mut session, "VM12PROD:C1", "/REMARK");
    let shown = "  REJ9 CONSOLE C1 INOPERABLE - INPUT IGNORED";
    assert!(shows(&session, "VM12PROD:C1", shown));
}

fn shows(session: &vmcons::engine::Session, console: &str, line: &str) -> bool {
    records(session, console)
        .iter()
        .any(|record| record.lines.iter().any(|shown| *shown == *line))
}

/// Commands V21, page 509: the texts of the messages and the keys behind percent signs.
/// Here the console is narrower, so that the lines are compared unbroken. The order is by
/// its newer operands, `add-msg-id` and `remove-msg-id`.
#[test]
fn orders_of_messages_are_shown_as_printed() {
    let mut session = session();
    let order = "/mod-msg-subscript add-msg=nkd,rem-msg=(sro,spc,spm)";
    enter(&mut session, "VM12PROD", order);
    idle(&mut session);
    enter(&mut session, "VM12PROD", "/show-msg-subscript");
    idle(&mut session);
    let all: Vec<String> = records(&session, "VM12PROD")
        .iter()
        .filter(|record| matches!(record.kind, Kind::Message | Kind::Display))
        .map(|record| match record.id() {
            Some(id) => format!("% {id} {}", record.text),
            None => record.text.to_string(),
        })
        .collect();
    assert_eq!(
        all,
        [
            "% NBR0091 SOME MESSAGES SUBSCRIPTIONS IGNORED",
            "% NBR0093 THE FOLLOWING MESSAGE KEYS ARE SUBSCRIBED BY THIS CONSOLE: ",
            "% NKD ",
            "% NBR0096 UNSUBSCRIBED MESSAGES WILL ALSO BE DELIVERED TO THIS CONSOLE",
        ]
    );
}

const WORLD: &str = r#"
schema = 1
start = 2026-01-12T00:06:59Z
[[server_unit]]
name = "SUA"
[[vm]]
index = 2
name = "SYSTEM2"
on = "SUA"
[[vm]]
index = 4
name = "SYSTEM4"
on = "SUA"
"#;

/// The same sample on one connection, as its two prefixes in one picture have it (page 58:
/// several dialogs over one connection).
#[test]
fn several_dialogs_over_one_connection_read_as_printed() {
    let mut session = session_on(Scenario::load("world.toml", WORLD).unwrap());
    for vm in [1, 4, 2] {
        let begin = format!("/BEGIN-VM-DIALOG {vm},TYPE=*ADMIN");
        enter(&mut session, "SUA:VC", &begin);
        idle(&mut session);
    }
    let from = records(&session, "SUA:VC").len();
    for line in [
        "vm01:/send-vm-message message=c'*** shutdown in 5 min ***',vm-id=*all",
        "vm04:/send-vm-message message=c'** shutdown !!! **',vm-id=2",
        "/SHOW-VM-ATTRIBUTES",
    ] {
        enter(&mut session, "SUA:VC", line);
        idle(&mut session);
    }
    let all = records(&session, "SUA:VC");
    let lines = all[from..].iter().flat_map(|r| r.lines.iter());
    let lines: Vec<String> = lines.map(ToString::to_string).collect();
    let done = |vm: &str, command: &str| {
        [
            format!("{vm}:NBR0740 COMMAND COMPLETED '{command}';"),
            "             (RESULT: SC2=000, SC1=000, MC=CMD0001); DATE: 2026-01-12".to_owned(),
        ]
    };
    let told = |vm: &str, sender: &str, text: &str| {
        [
            format!("{vm}:VMS2036 MESSAGE FROM VIRTUAL MACHINE ({sender}):"),
            format!("             '{text}'"),
        ]
    };
    let mut wanted = vec![
        "vm01:/send-vm-message message=c'*** shutdown in 5 min ***',vm-id=*all".to_owned(),
        "VM01:VMS3000 VM2000 COMMAND /SEND-VM-MESSAGE FOR".to_owned(),
        "             VIRTUAL MACHINE ( ,*ALL) PROCESSED SUCCESSFULLY".to_owned(),
    ];
    wanted.extend(done("VM01", "SEND-VM-MESSAGE"));
    for vm in ["VM01", "VM02", "VM04"] {
        wanted.extend(told(vm, "1,MONITOR", "*** SHUTDOWN IN 5 MIN ***"));
    }
    wanted.extend([
        "vm04:/send-vm-message message=c'** shutdown !!! **',vm-id=2".to_owned(),
        "VM04:VMS3000 VM2000 COMMAND /SEND-VM-MESSAGE FOR".to_owned(),
        "             VIRTUAL MACHINE (2,SYSTEM2) PROCESSED SUCCESSFULLY".to_owned(),
    ]);
    wanted.extend(done("VM04", "SEND-VM-MESSAGE"));
    wanted.extend(told("VM02", "4,SYSTEM4", "** SHUTDOWN !!! **"));
    assert_eq!(lines[..wanted.len()], wanted);
    // Without a prefix a line goes where the last one went.
    assert!(lines.last().unwrap().ends_with("DATE: 2026-01-12"));
    assert!(lines[wanted.len() + 1].starts_with("VM04:"));
    assert!(lines.iter().any(|line| line.contains(" 4 SYSTEM4")));
}

/// Each of several dialogs ends by itself, and the next one takes its place.
#[test]
fn several_dialogs_over_one_connection_end_one_by_one() {
    let mut session = session_on(Scenario::load("world.toml", WORLD).unwrap());
    codes(
        &mut session,
        "SUA:VC",
        &[
            ("/BEGIN-VM-DIALOG 1,TYPE=*ADMIN", "0 0 CMD0001"),
            ("/BEGIN-VM-DIALOG 2,TYPE=*ADMIN", "0 0 CMD0001"),
            ("/BEGIN-VM-DIALOG 4,TYPE=*ADMIN", "0 0 CMD0001"),
            ("/BEGIN-VM-DIALOG 4,TYPE=*ADMIN", "0 64 VMS1018"),
            ("/END-VM-DIALOG", "0 0 CMD0001"),
            ("VM02:/END-VM-DIALOG", "0 0 CMD0001"),
            ("/SHOW-VM-RESOURCES", "0 0 CMD0001"),
            ("/END-VM-DIALOG", "0 0 CMD0001"),
            ("/SHOW-VM-RESOURCES", "0 64 VMS1019"),
        ],
    );
}

/// VM2000 V12.0 User Guide, pages 196 and 241. The monitor VM is called MONITOR here and
/// VM1 there; <date> has a date's form here.
#[test]
fn a_dialog_over_vmcons_reads_as_printed() {
    let mut session = session_on(Scenario::load("world.toml", WORLD).unwrap());
    for (console, vm) in [("SUA:VC", "1"), ("SYSTEM2:VC", "2"), ("SYSTEM4:VC", "4")] {
        enter(
            &mut session,
            console,
            &format!("/BEGIN-VM-DIALOG {vm},TYPE=*ADMIN"),
        );
        idle(&mut session);
    }
    session.advance(session.now() + vmcons::sim::Span::from_secs(1));
    let from =
        ["SUA:VC", "SYSTEM2:VC", "SYSTEM4:VC"].map(|console| records(&session, console).len());
    let to_all = "vm01:/send-vm-message message=c'*** shutdown in 5 min ***',vm-id=*all";
    enter(&mut session, "SUA:VC", to_all);
    session.advance(session.now() + vmcons::sim::Span::from_secs(1));
    let to_one = "vm04:/send-vm-message message=c'** shutdown !!! **',vm-id=2";
    enter(&mut session, "SYSTEM4:VC", to_one);
    session.advance(session.now() + vmcons::sim::Span::from_secs(1));
    let after = |place: usize, console: &str| -> Vec<String> {
        records(&session, console)[from[place]..]
            .iter()
            .flat_map(|r| r.lines.iter().map(ToString::to_string).collect::<Vec<_>>())
            .collect()
    };
    assert_eq!(
        after(0, "SUA:VC"),
        [
            to_all,
            "VM01:VMS3000 VM2000 COMMAND /SEND-VM-MESSAGE FOR",
            "             VIRTUAL MACHINE ( ,*ALL) PROCESSED SUCCESSFULLY",
            "VM01:NBR0740 COMMAND COMPLETED 'SEND-VM-MESSAGE';",
            "             (RESULT: SC2=000, SC1=000, MC=CMD0001); DATE: 2026-01-12",
            "VM01:VMS2036 MESSAGE FROM VIRTUAL MACHINE (1,MONITOR):",
            "             '*** SHUTDOWN IN 5 MIN ***'",
        ]
    );
    assert_eq!(
        after(1, "SYSTEM2:VC"),
        [
            "VM02:VMS2036 MESSAGE FROM VIRTUAL MACHINE (1,MONITOR):",
            "             '*** SHUTDOWN IN 5 MIN ***'",
            "VM02:VMS2036 MESSAGE FROM VIRTUAL MACHINE (4,SYSTEM4):",
            "             '** SHUTDOWN !!! **'",
        ]
    );
    assert_eq!(
        after(2, "SYSTEM4:VC"),
        [
            "VM04:VMS2036 MESSAGE FROM VIRTUAL MACHINE (1,MONITOR):",
            "             '*** SHUTDOWN IN 5 MIN ***'",
            to_one,
            "VM04:VMS3000 VM2000 COMMAND /SEND-VM-MESSAGE FOR",
            "             VIRTUAL MACHINE (2,SYSTEM2) PROCESSED SUCCESSFULLY",
            "VM04:NBR0740 COMMAND COMPLETED 'SEND-VM-MESSAGE';",
            "             (RESULT: SC2=000, SC1=000, MC=CMD0001); DATE: 2026-01-12",
        ]
    );
}

/// Section 5 of the reference, and the texts of its other sections: messages of the
/// catalogue with the inserts of the sample. Breaks and blanks are the print's.
const TEXTS: &[(&str, &[&str], &str)] = &[
    // 3.1
    (
        "NBR1085",
        &["K1"],
        "ALLOW 'K1' TO BECOME THE MAIN CONSOLE? REPLY (Y=YES; N=NO)",
    ),
    // 3.4
    ("NBR0091", &[], "SOME MESSAGES SUBSCRIPTIONS IGNORED"),
    (
        "NBR0093",
        &[],
        "THE FOLLOWING MESSAGE KEYS ARE SUBSCRIBED BY THIS CONSOLE: ",
    ),
    // 4
    (
        "NBR0740",
        &["ADD-VM-DEVICES", "000", "000", "CMD0001", "<date>"],
        "COMMAND COMPLETED 'ADD-VM-DEVICES';\n(RESULT: SC2=000, SC1=000, MC=CMD0001); DATE: <date>",
    ),
    // 5
    (
        "EXC0012",
        &[],
        "USE OF COMMAND IS RESTRICTED TO THE SYSTEM ADMINISTRATOR",
    ),
    ("EXC0031", &[], "NO MESSAGE OUTSTANDING ON THE CONSOLE"),
    ("EXC0040", &["(&00)"], "LOGGING FILE '(&00)' OPENED"),
    ("EXC0041", &[], "SYSTEM ERROR OCCURRED"),
    (
        "EXC0045",
        &["(&00)"],
        "INVALID OPERAND IN /(&00). COMMAND REJECTED",
    ),
    (
        "EXC0053",
        &[],
        "/ASR AS ISSUED ONLY ALLOWED FROM MAIN CONSOLE",
    ),
    (
        "EXC0054",
        &[],
        "REQUEST MEMORY ERROR. /ASR TERMINATED ABNORMALLY",
    ),
    (
        "EXC0056",
        &[],
        "PROCESSING OF EARLIER /ASR MAIN NOT YET COMPLETED. RETRY COMMAND LATER",
    ),
    (
        "EXC0057",
        &[],
        "SYSTEM BOTTLENECK. /ASR COMMAND ABORTED. RETRY COMMAND LATER",
    ),
    (
        "EXC0431",
        &[],
        "PROCESSING OF AN EARLIER /TURN NOT YET COMPLETED. RETRY COMMAND LATER",
    ),
    (
        "MCS0002",
        &[],
        "Subsystem 'MSCF' not loaded. Command rejected",
    ),
    (
        "SNX2010",
        &["", "&01", "CO-SKP SHUTDOWN (REASON: &02)"],
        "MESSAGE FROM &01: CO-SKP SHUTDOWN (REASON: &02)",
    ),
    (
        "SNX2010",
        &["", "&01", "CO-SKP AVAILABLE AGAIN"],
        "MESSAGE FROM &01: CO-SKP AVAILABLE AGAIN",
    ),
    (
        "SNX2000",
        &[],
        "AN ERROR HAS OCCURRED IN A PERIPHERAL COMPONENT - A SERVICE CALL WAS INITIATED. REPLY (EOT(CONTINUE))",
    ),
    (
        "SNXCD01",
        &["(&00)"],
        "WRITE MEDIA ON DEVICE '(&00)' STARTED",
    ),
    (
        "NKVT012",
        &["C05000", "T1"],
        "PREMOUNT TAPE 'C05000' ON DEVICE 'T1'",
    ),
    (
        "NKVT013",
        &[],
        "*SCRAT mmmm SPECIAL INIT T///////,VSN=vvvvvv",
    ),
    (
        "BLS0500",
        &["SM2", "<version>", "<date>"],
        "PROGRAM 'SM2', VERSION '<version>' OF '<date>' LOADED",
    ),
    (
        "NPSLOAD",
        &["SM2", "<version>", "<date>"],
        "Program 'SM2', Version '<version>' of '<date>' loaded from file",
    ),
    ("NSI0000", &[], "*** S Y S T E M   R E A D Y ***"),
    (
        "VMS5541",
        &[],
        "*** VIRTUAL MACHINE SYSTEM VM2000 V12.0B READY ***",
    ),
    ("VMS2330", &[], "STORAGE FOR VM DEFINITIONS ACCESSIBLE"),
    (
        "VMS4425",
        &["2", "C1SYS1", "GCUST1"],
        "VIRTUAL MACHINE (2,C1SYS1) ASSIGNED TO VM GROUP 'GCUST1'",
    ),
    // 6
    (
        "NSI1110",
        &[],
        "ENTER OPTIONS OR EOT.\nREPLY (UNLOCK,TEST,ALLDISK,DRV-SELECT,CREATE-DRV,IPL-CONF)",
    ),
    (
        "NSI6005",
        &["(&00)"],
        "SYSTEM PARAMETER STUPTYPE = (&00). SHALL VALUE BE CHANGED? \n\
         REPLY ( U(NCHANGED), W(ARM), C(OLD), S(ELECTIVE), Z(IP), \n\
         T(SN FILE RESET ONLY), J(OIN AND TSN FILE RESET), EOT=UNCHANGED)",
    ),
    (
        "NSD1113",
        &["(&00)"],
        "DO YOU WANT TO CHANGE CURRENT SLED RUNTIME LIMIT OF (&00) MINUTES ?\n\
         REPLY (Y; N; EOT=N; - (BACKTRACK))",
    ),
    (
        "NSD1114",
        &[],
        "SET RUNTIME LIMIT.\nREPLY (1-999 (MINUTES); N (CURRENT LIMIT); EOT=N; - (BACKTRACK))",
    ),
    (
        "NSD3001",
        &[],
        "SPECIFY NOEDIT MODE.\nREPLY (STD; NSF; REAL; ALL; EOT=STD; - (BACKTRACK))",
    ),
    // 8
    (
        "NRTV002",
        &[],
        "MONITOR SYSTEM NOT READY. RESTART HAS BEEN INITIATED",
    ),
    ("NRTV003", &[], "MONITOR SYSTEM READY AGAIN"),
];

#[test]
fn texts_of_messages_are_those_of_the_print() {
    for (id, inserts, printed) in TEXTS {
        assert_eq!(text(id, inserts), *printed, "{id}");
    }
}

/// Introduction to System Administration V11, page 275.
#[test]
fn emergencies_have_neither_reference_nor_time() {
    let emergency = |kind| lines(Style::Console, kind, ("E", 0, "112133"), "NBR0990", "TEXT");
    assert_eq!(emergency(Kind::Message), ["%E.NBR0990 TEXT"]);
    assert_eq!(emergency(Kind::Question), ["?E.NBR0990 TEXT"]);
}

/// Introduction to System Administration V11, page 279: what one operator types, and what
/// the other reads.
#[test]
fn operators_write_to_each_other_as_printed() {
    for (typed, shown) in [
        ("(C1)-7%TEXT", "%(CS)-007.000659 TEXT"),
        ("(C1)?TEXT", "?(CS)-000.000659 TEXT"),
        ("<D%TEXT", "%(CS)-000.000659 TEXT"),
        ("( C1 ) - 12345 ? TEXT", "?(CS)-345.000659 TEXT"),
    ] {
        let mut session = session();
        enter(&mut session, "VM12PROD", typed);
        assert!(shows(&session, "VM12PROD:C1", shown), "{typed}");
    }
    // To and from a program: its authorization name stands there without brackets.
    let mut session = session();
    enter(&mut session, "VM12PROD:VC", "/BEGIN-VM-DIALOG 12,TYPE=*VC");
    idle(&mut session);
    let id = session.console("VM12PROD:VC").unwrap();
    let name = session.consoles().get(id).unwrap().mnemonic.clone();
    enter(&mut session, "VM12PROD", &format!("{name}%TEXT"));
    assert!(
        records(&session, "VM12PROD:VC")
            .iter()
            .any(|r| r.text == "TEXT")
    );
    enter(&mut session, "VM12PROD:VC", "(C1)%BACK");
    let back = records(&session, "VM12PROD:C1");
    let line = back.last().unwrap().lines.first().to_owned();
    assert!(
        line.starts_with(&format!("%{name}-000.")) && line.ends_with(" BACK"),
        "{line}"
    );
}

/// V11, page 287: each cause of each rejection. REJ2 to REJ4 do not stand there.
#[test]
fn each_cause_of_a_rejection_has_its_number() {
    let mut session = session();
    session.inject("label-lock VM12PROD").unwrap();
    session.inject("device-alarm VM12PROD").unwrap();
    enter(&mut session, "VM12PROD", "/TURN");
    session.advance(session.now() + vmcons::sim::Span::from_secs(1));
    for (console, typed, number) in [
        // No destination; a long one; nothing behind it that says what it is.
        ("VM12PROD", ".Y", 1),
        ("VM12PROD", "TOOLONG.Y", 1),
        ("VM12PROD", "DISK!R", 1),
        ("VM12PROD", "DISK-000", 1),
        ("VM12PROD", "DISK-000!R", 1),
        ("VM12PROD", "/", 1),
        // A wrong mnemonic, a wrong authorization name.
        ("VM12PROD", "(ZZ)%TEXT", 5),
        ("VM12PROD", "@999%TEXT", 5),
        // No query, another reference, the wrong sign either way, an instruction.
        ("VM12PROD", "TSN9.Y", 6),
        ("VM12PROD", "DISK-007.R", 6),
        ("VM12PROD", "DISK:R", 6),
        ("VM12PROD", "XAAA.N", 6),
        ("VM12PROD", "TSN4.Y", 6),
        ("VM12PROD:C1", "DISK.R", 7),
    ] {
        let id = session.console(console).unwrap();
        let before = session.log().len_of(id);
        session.submit(id, typed);
        let rejected = session
            .log()
            .of(id, before)
            .find(|r| r.kind == Kind::Rejection);
        let text = rejected.unwrap().text.to_string();
        assert!(
            text.starts_with(&format!("REJ{number} ")),
            "{typed}: {text}"
        );
    }
    // Nothing is lost by all that: the short forms and the long ones still answer.
    enter(&mut session, "VM12PROD", "xaaa-0:n");
    enter(&mut session, "VM12PROD", "disk-00.t");
    assert_eq!(session.open_questions().len(), 0);
}

/// V21, page 286: an instruction stays until its sender sees that it was done.
#[test]
fn only_its_sender_takes_an_instruction_away() {
    let mut session = session();
    session.inject("device-alarm VM12PROD").unwrap();
    let line = ";TSN4-000#000659 % XYZ0123 SWITCH OFF DEVICE L1 URGENTLY";
    assert!(shows(&session, "VM12PROD:C1", line));
    enter(&mut session, "VM12PROD:C1", "TSN4.DONE");
    let pending = "/SHOW-PENDING-MSG MSG-TYPE=*INSTRUCTION";
    assert_eq!(ask(&mut session, "VM12PROD:C1", pending).code.1, 0);
    let count = |session: &vmcons::engine::Session| {
        let all = records(session, "VM12PROD:C1");
        all.iter().filter(|r| r.kind == Kind::Instruction).count()
    };
    assert_eq!(count(&session), 2);
    session.inject("clear device-alarm VM12PROD").unwrap();
    let code = ask(&mut session, "VM12PROD:C1", pending).code;
    assert_eq!(code, (1, 0, "EXC0031".to_owned()));
    assert_eq!(count(&session), 2);
}

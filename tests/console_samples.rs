//! The samples of console lines that stand literally in the manuals, character by
//! character, trailing blanks included. The pages stand beside them.

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

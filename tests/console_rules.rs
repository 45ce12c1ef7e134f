//! Rules about consoles that are no samples: which routing code a command needs, and what
//! comes of commands that only operators give. Sections are those of our reference
//! `consoles.md`, which cites BS2000 "Introduction to System Administration" V21 and V11 and
//! "Commands" V21.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use crate::common::*;
use vmcons::catalog::RoutingCode;
use vmcons::console::Kind;
use vmcons::scenario::Scenario;
use vmcons::sdf::Grammar;

/// Section 3.3 and the tables of 3.4 and 9. ASR, CONSOLE and TURN are no commands of SDF;
/// `consoles` has them.
const CODES: &[(&str, &str)] = &[
    (
        "@",
        "ADD-CONSOLE-FILTER REMOVE-CONSOLE-FILTER SHOW-CONSOLE-FILTER SET-MSG-SUPPRESSION \
         RESET-MSG-SUPPRESSION SHOW-MSG-SUPPRESSION RESET-MSG-BUFFER SHOW-PENDING-MSG \
         SHOW-CONSOLE-STATUS SHOW-CMD-ATTRIBUTES REMARK SET-LOGON-PARAMETERS \
         REQUEST-OPERATOR-ROLE RELEASE-OPERATOR-ROLE",
    ),
    (
        "E",
        "RUN CANCEL-RUN-PROCESS SHOW-SYSTEM-STATUS SHOW-DEVICE-STATUS SHOW-DISK-STATUS \
         SHOW-USER-STATUS SHOW-JOB-STATUS INFORM-ALL-JOBS INFORM-JOB MESSAGE \
         REQUEST-MAIN-CONSOLE-FUNCTIONS",
    ),
    ("G", "START-CONFIGURATION-UPDATE STOP-CONFIGURATION-UPDATE"),
    ("R", "SHUTDOWN"),
    ("$", "SHOW-JV-ATTRIBUTES"),
];

#[test]
fn commands_have_the_routing_codes_of_the_manuals() {
    let grammar = Grammar::builtin().unwrap();
    for (code, names) in CODES {
        for name in names.split_whitespace() {
            let routing = grammar.get(name).unwrap().routing;
            let shown = routing.map(|code| code.as_char().to_string());
            assert_eq!(shown.as_deref(), Some(*code), "{name}");
        }
    }
    for def in grammar.iter().filter(|def| def.domain == "VM2000") {
        let routing = def.routing.map(RoutingCode::as_char);
        assert_eq!(routing, Some('9'), "{}", def.name);
    }
}

/// Sections 3.1, 3.4, 3.6 and 9: return codes of what only operators do.
#[test]
fn commands_of_consoles_end_with_their_return_codes() {
    let mut session = session();
    let begin = "/BEGIN-VM-DIALOG 12,TYPE=*VC";
    assert_eq!(ask(&mut session, "VM12PROD:VC", begin).code.1, 0);
    codes(
        &mut session,
        "VM12PROD:VC",
        &[
            ("/REQUEST-MAIN-CONSOLE-FUNCTIONS", "0 64 NBR1080"),
            ("/RESET-MSG-BUFFER", "0 64 NBR1080"),
        ],
    );
    codes(
        &mut session,
        "ABGSE501",
        &[
            ("/REQUEST-MAIN-CONSOLE-FUNCTIONS", "1 0 NBR1081"),
            ("/RESET-MSG-BUFFER", "0 0 CMD0001"),
            ("/RESET-MSG-BUFFER SENDER=TSN1", "0 0 CMD0001"),
            (
                "/MODIFY-CONSOLE-OPTIONS SCREEN-UPDATE=*SCROLL",
                "0 0 CMD0001",
            ),
            ("/SHOW-CONSOLE-STATUS CONSOLE=(C0,ZZ)", "2 0 NBR1074"),
            ("/CONSOLE DEFINE,REPLACEMENT=(C0,C1)", "0 0 CMD0001"),
            ("/CONSOLE HELP", "0 0 CMD0001"),
            ("/CONSOLE HELP,CS=C0", "0 0 CMD0001"),
            ("/CONSOLE DEFINE,ORIGINAL=C0", "0 0 CMD0001"),
            ("/CONSOLE DEFINE,ORIGINAL", "0 0 CMD0001"),
            ("/CONSOLE NONSENSE", "0 64 EXC0045"),
            ("/CHANGE-CONSLOG-FILE", "0 0 CMD0001"),
        ],
    );
    // Only the main console gives CONSOLE.
    codes(
        &mut session,
        "ABGSE501:C1",
        &[("/CONSOLE HELP", "0 64 CMD0216")],
    );
    codes(
        &mut session,
        "ABGSE501:ADMIN",
        &[("/RESET-MSG-BUFFER", "2 64 NBR0898")],
    );
}

/// Section 2.2: after SHUTDOWN a console says NBR0748, everything else CMD0198, and only
/// what is pending is still shown.
#[test]
fn after_shutdown_tasks_and_connections_get_their_own_code() {
    let mut session = session();
    let begin = "/BEGIN-VM-DIALOG 1,TYPE=*ADMIN";
    assert_eq!(ask(&mut session, "ABGSE501:VC", begin).code.1, 0);
    enter(&mut session, "ABGSE501", "/SHUTDOWN");
    session.advance(session.now() + vmcons::sim::Span::from_millis(400));
    for (console, wanted) in [
        ("ABGSE501", "0 130 NBR0748"),
        ("ABGSE501:VC", "0 130 CMD0198"),
    ] {
        codes(&mut session, console, &[("/REMARK", wanted)]);
    }
    enter(&mut session, "ABGSE501:ADMIN", "/SHOW-VM-RESOURCES");
    session.advance(session.now() + vmcons::sim::Span::from_millis(400));
    let told = message_ids(&session, "ABGSE501:ADMIN");
    assert_eq!(told.last().unwrap(), "CMD0198");
    codes(
        &mut session,
        "ABGSE501",
        &[("/SHOW-PENDING-MSG", "1 0 EXC0031")],
    );
}

/// Section 2.2: an alias is another name of a command, which ends under its own; so an
/// operator finds one and the same name in the log whatever was typed.
#[test]
fn an_alias_ends_under_the_name_of_its_command() {
    let mut session = session();
    for (typed, ended) in [
        ("/SHMSG", "SHOW-PENDING-MSG"),
        ("/SHSS", "SHOW-SYSTEM-STATUS"),
        ("/BCST MSG=HELLO", "BROADCAST"),
        ("/show-pend-m", "SHOW-PENDING-MSG"),
    ] {
        ask(&mut session, "VM12PROD", typed);
        let all = records(&session, "VM12PROD");
        let end = format!("COMMAND COMPLETED '{ended}'");
        assert!(all.last().unwrap().text.contains(&end), "{typed}");
    }
}

/// Section 3.1: a console is one and the same device by whichever command it is shown, also
/// if START-VM names another one, or a world.
#[test]
fn the_main_console_of_a_guest_is_the_device_that_it_is_loaded_from() {
    let mut session = session();
    let shown = |session: &mut vmcons::engine::Session, console: &str| {
        let shown = ask(session, console, "/SHOW-CONSOLE-STATUS *ALL").lines;
        shown[1].split(' ').next().unwrap().to_owned()
    };
    assert_eq!(shown(&mut session, "VM12PROD"), "CS");
    assert_eq!(shown(&mut session, "ABGSE501"), "C0");
    enter(&mut session, "VM12PROD", "/SHUTDOWN");
    idle(&mut session);
    codes(
        &mut session,
        "ABGSE501",
        &[
            ("/ADD-VM-DEVICES CW,12", "0 0 CMD0001"),
            ("/START-VM VM-ID=12,MAIN-CONSOLE=CW", "0 0 CMD0001"),
        ],
    );
    idle(&mut session);
    assert_eq!(shown(&mut session, "VM12PROD"), "CW");
    let all = records(&session, "VM12PROD");
    let created = all
        .iter()
        .rfind(|r| r.id().is_some_and(|id| id.as_str() == "NBR0970"));
    assert!(created.unwrap().text.contains("CONSOLE 'CW'"));
    let world = "schema = 1\n[[server_unit]]\nname = \"SUA\"\n\
                 device = [{ mn = \"CS\", family = \"kvp\" }, { mn = \"FAA4\", pubset = \"P\" }]\n\
                 [[vm]]\nindex = 2\nname = \"G2\"\non = \"SUA\"\ndevices = [\"CS\", \"FAA4\"]\n\
                 [[operating]]\non = \"G2\"\nconsoles = [{ mn = \"K0\" }]\n";
    let mut session = session_on(Scenario::load("w.toml", world).unwrap());
    enter(&mut session, "G2", "/SHUTDOWN MODE=*END(RESTART=*YES)");
    idle(&mut session);
    assert_eq!(shown(&mut session, "G2"), "K0");
    let all = records(&session, "G2");
    assert!(all.iter().any(|r| r.text.contains("CONSOLE 'K0'")));
}

/// Section 1.8: OMNIS puts the name of its connection before the prefix, and keeps it.
#[test]
fn the_name_that_omnis_gives_a_connection_may_stand_before_the_prefix() {
    let mut session = session();
    let begin = "XY01:/BEGIN-VM-DIALOG VM-IDENTIFICATION=12,TYPE=*ADMIN(OUTPUT-PREFIX=*YES)";
    codes(
        &mut session,
        "VM12PROD:VC",
        &[
            (begin, "0 0 CMD0001"),
            ("XY01:VM12:/SHOW-VM-ATTRIBUTES", "0 0 CMD0001"),
        ],
    );
    // A colon alone makes no name of what stands before it.
    enter(&mut session, "VM12PROD:VC", "XY01:SHOW-VM-ATTRIBUTES");
    let all = records(&session, "VM12PROD:VC");
    assert!(all.iter().any(|r| r.text.starts_with("REJ")));
}

/// A question does not come again in a system that was started anew meanwhile.
#[test]
fn a_retry_is_forgotten_with_the_system_that_was_to_make_it() {
    let mut session = session();
    session.inject("label-lock VM12PROD").unwrap();
    enter(&mut session, "VM12PROD", "DISK.R");
    enter(&mut session, "ABGSE501", "/HOLD-VM 12");
    session.advance(session.now() + vmcons::sim::Span::from_secs(100));
    assert!(session.open_questions().is_empty(), "it is held");
    enter(&mut session, "ABGSE501", "/RESUME-VM 12");
    session.advance(session.now() + vmcons::sim::Span::from_secs(100));
    assert_eq!(session.open_questions().len(), 1);
    enter(&mut session, "VM12PROD", "DISK.R");
    enter(&mut session, "VM12PROD", "/SHUTDOWN");
    session.advance(session.now() + vmcons::sim::Span::from_secs(300));
    assert!(session.open_questions().is_empty());
    let times = |session: &vmcons::engine::Session| {
        let all = records(session, "VM12PROD");
        all.iter()
            .filter(|r| r.id().is_some_and(|id| id.as_str() == "NDV0002"))
            .count()
    };
    assert_eq!(times(&session), 2);
}

#[test]
fn a_system_has_at_most_twenty_tasks_and_connections_for_dialogs() {
    for (field, number) in [("tasks", 21), ("connections", 0)] {
        let text = format!(
            "schema = 1\n[[server_unit]]\nname = \"SUA\"\n[[operating]]\non = \"SUA\"\n{field} = {number}\n"
        );
        let error = Scenario::load("w.toml", &text).unwrap_err().to_string();
        assert!(
            error.contains("w.toml:6:") && error.contains("20"),
            "{error}"
        );
    }
}

/// Section 2.2: a program's own commands name it before a colon; none is known.
#[test]
fn a_command_for_a_program_finds_none() {
    let mut session = session();
    for line in ["/OPR1:  SPECI OP1=VALUE1,OP2=VALUE2", "/(C1): X"] {
        enter(&mut session, "VM12PROD", line);
        let all = records(&session, "VM12PROD");
        let refused = all.iter().rfind(|r| r.kind == Kind::Rejection).unwrap();
        assert_eq!(refused.text, "REJ5 DESTINATION NOT FOUND", "{line}");
    }
}

/// Section 1.6 and 9: emergencies are always shown, at the consoles of their own system.
#[test]
fn an_emergency_is_pending_in_its_own_system_alone() {
    let mut session = session();
    session.inject("emergency ABGSE501").unwrap();
    let shown = ask(
        &mut session,
        "ABGSE501",
        "/SHOW-PENDING-MSG MSG-TYPE=*COMMAND-QUESTION",
    );
    assert_eq!(shown.code, (0, 0, "CMD0001".to_owned()));
    for console in ["VM12PROD", "ABGSE701"] {
        codes(
            &mut session,
            console,
            &[("/SHOW-PENDING-MSG", "1 0 EXC0031")],
        );
    }
}

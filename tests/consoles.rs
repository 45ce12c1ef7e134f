//! Who sees what, and who may do what: consoles, routing codes, operators, dialogs.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use crate::common::*;
use vmcons::catalog::{Catalog, Codes, Destination, RoutingCode};
use vmcons::console::{Consoles, Kind, Letter, Role, route};
use vmcons::engine::Session;
use vmcons::scenario::Scenario;
use vmcons::sim::Span;
use vmcons::vm2000::model::{System, VmId};

fn settle(session: &mut Session) {
    session.advance(session.now() + Span::from_secs(2));
}

fn run(session: &mut Session, console: &str, line: &str) {
    enter(session, console, line);
    settle(session);
}

/// The ids that a console has shown, ends of commands included.
fn ids(session: &Session, console: &str) -> Vec<String> {
    let ids = records(session, console).into_iter();
    ids.filter_map(|r| r.id())
        .map(|id| id.to_string())
        .collect()
}

fn last_code(session: &Session, console: &str) -> String {
    let all = records(session, console);
    let code = all.iter().rev().find_map(|r| r.code).unwrap();
    code.mc.to_string()
}

fn codes(session: &Session, console: &str) -> String {
    let id = session.console(console).unwrap();
    session.consoles().get(id).unwrap().rights.codes.to_string()
}

fn is_main(session: &Session, console: &str) -> bool {
    session
        .consoles()
        .is_main(session.console(console).unwrap())
}

/// Every message of the catalogue, sent by a monitor system and by a guest, against a rule
/// written anew: from its destinations and its routing code alone.
#[test]
fn every_message_goes_where_destination_and_routing_code_say() {
    let session = session();
    let world = session.world();
    let catalog = Catalog::builtin().unwrap();
    let consoles = Consoles::of(world);
    let guest = (0..)
        .map(VmId)
        .zip(&world.vms)
        .find(|(_, vm)| vm.name == "VM12PROD");
    let (guest, unit) = guest.map(|(id, vm)| (id, vm.unit)).unwrap();
    for from in [System::Monitor(unit), System::Guest(guest)] {
        for (id, template) in catalog.iter() {
            let letter = Letter {
                from,
                about: None,
                id,
                template,
                is_pending: false,
            };
            let found = route(&consoles, letter);
            let goes = |to| template.goes_to(to);
            for (console, known) in consoles.iter() {
                let held = template
                    .routing
                    .filter(|code| code.as_char() != '@' && known.rights.codes.has(*code));
                let by_code = goes(Destination::Console) && held.is_some();
                let alone = goes(Destination::Guest)
                    && matches!(from, System::Guest(_))
                    && template.routing.is_none()
                    && consoles.is_main(console);
                let wanted = match known.role {
                    Role::Monitor | Role::Guest => known.system == from && (by_code || alone),
                    Role::Admin => {
                        known.system == from
                            && matches!(from, System::Monitor(_))
                            && goes(Destination::Task)
                    }
                    Role::Vc => false,
                };
                assert_eq!(found.contains(&console), wanted, "{id} on {}", known.name);
            }
        }
    }
}

#[test]
fn a_console_needs_the_routing_code_of_a_command() {
    let mut session = session();
    for (console, line, code) in [
        ("ABGSE501:C1", "/SHOW-VM-RESOURCES", "CMD0001"),
        ("ABGSE501:C1", "/ASR HELP", "CMD0216"),
        ("ABGSE501:C1", "/REMARK A", "CMD0001"),
        ("ABGSE501", "/ASR HELP", "CMD0001"),
        ("ABGSE501", "/ASR ADD,CODE=(E),CONSOLE=(C1)", "CMD0001"),
        ("ABGSE501:C1", "/ASR HELP", "CMD0001"),
        (
            "ABGSE501:C1",
            "/ASR DELETE,CODE=(9),CONSOLE=(C0)",
            "EXC0053",
        ),
        ("ABGSE501:C1", "/ASR DELETE,CODE=(9)", "CMD0001"),
        ("ABGSE501:C1", "/SHOW-VM-RESOURCES", "CMD0216"),
        ("ABGSE501:C1", "/ASR NONSENSE", "EXC0045"),
        ("ABGSE501", "/ASR RESET,CONSOLE=C1", "CMD0001"),
        ("ABGSE501:C1", "/SHOW-VM-RESOURCES", "CMD0001"),
        ("ABGSE501", "/ASR ADD,CODE=E,CONSOLE=ZZ", "NBR0200"),
    ] {
        run(&mut session, console, line);
        assert_eq!(last_code(&session, console), code, "{line}");
    }
    assert_eq!(codes(&session, "ABGSE501:C1"), "9");
    run(
        &mut session,
        "ABGSE501",
        "/SHOW-CONSOLE-STATUS CONSOLE=*ALL",
    );
    let all = records(&session, "ABGSE501");
    let display = all.iter().rev().find(|r| r.kind == Kind::Display).unwrap();
    insta::assert_snapshot!(display.text);
}

#[test]
fn the_main_console_is_asked_before_another_takes_its_place() {
    let mut session = session();
    run(&mut session, "ABGSE501", "/ASR ADD,CODE=E,CONSOLE=C1");
    run(&mut session, "ABGSE501", "/REQUEST-MAIN-CONSOLE-FUNCTIONS");
    assert_eq!(last_code(&session, "ABGSE501"), "NBR1081");
    run(
        &mut session,
        "ABGSE501:C1",
        "/REQUEST-MAIN-CONSOLE-FUNCTIONS",
    );
    assert_eq!(session.work(), 0, "what waits for an answer counts as done");
    run(
        &mut session,
        "ABGSE501:C1",
        "/REQUEST-MAIN-CONSOLE-FUNCTIONS",
    );
    assert_eq!(last_code(&session, "ABGSE501:C1"), "NBR1083");
    run(&mut session, "ABGSE501", "TSN9.N");
    assert_eq!(last_code(&session, "ABGSE501:C1"), "NBR1082");
    run(
        &mut session,
        "ABGSE501:C1",
        "/REQUEST-MAIN-CONSOLE-FUNCTIONS",
    );
    run(&mut session, "ABGSE501", "TSN9.PERHAPS");
    assert_eq!(session.open_questions().len(), 1);
    assert!(session.reply(session.console("ABGSE501").unwrap(), "y"));
    assert_eq!(last_code(&session, "ABGSE501:C1"), "CMD0001");
    assert!(is_main(&session, "ABGSE501:C1") && !is_main(&session, "ABGSE501"));
    assert_eq!(codes(&session, "ABGSE501:C1"), "E9*");
    assert!(!codes(&session, "ABGSE501").contains('*'));
    assert!(ids(&session, "ABGSE501").contains(&"NBR1086".to_owned()));
}

#[test]
fn a_main_console_that_fails_is_replaced_with_its_questions() {
    let mut session = session();
    session.inject("label-lock VM12PROD").unwrap();
    session.inject("console-loss VM12PROD").unwrap();
    assert!(is_main(&session, "VM12PROD:C1"));
    assert!(ids(&session, "VM12PROD:C1").contains(&"NDV0002".to_owned()));
    run(&mut session, "VM12PROD", "DISK.T");
    run(&mut session, "VM12PROD:C1", "DISK.T");
    assert!(session.open_questions().is_empty());
    // When it works again, the present main console is asked.
    session.inject("clear console-loss VM12PROD").unwrap();
    assert!(ids(&session, "VM12PROD:C1").contains(&"NBR0820".to_owned()));
    run(&mut session, "VM12PROD:C1", "TSN9.Y");
    assert!(is_main(&session, "VM12PROD"));
}

#[test]
fn an_emergency_is_for_the_main_console_alone() {
    let mut session = session();
    session.inject("emergency VM12PROD").unwrap();
    let shown = records(&session, "VM12PROD");
    assert!(shown[0].lines.first().starts_with("?E.NBR0990 SYSTEM DISK"));
    assert!(records(&session, "VM12PROD:C1").is_empty());
    run(&mut session, "VM12PROD:C1", "/SHOW-PENDING-MSG");
    assert!(ids(&session, "VM12PROD:C1").contains(&"NBR0990".to_owned()));
    run(&mut session, "VM12PROD:C1", "E.R");
    assert_eq!(session.open_questions().len(), 1);
    run(&mut session, "VM12PROD", "E.R");
    assert!(session.open_questions().is_empty());
    // Afterwards it goes the normal way.
    assert_eq!(
        ids(&session, "VM12PROD").last().map(String::as_str),
        Some("NBR0990")
    );
}

#[test]
fn pending_messages_are_shown_again_as_they_came() {
    let mut session = session();
    run(&mut session, "VM12PROD", "/SHMSG");
    assert_eq!(last_code(&session, "VM12PROD"), "EXC0031");
    session.inject("label-lock VM12PROD").unwrap();
    settle(&mut session);
    for (operands, expected) in [
        ("", "CMD0001"),
        (" DESTINATION=*TSN(TSN=DISK)", "CMD0001"),
        (" DESTINATION=*TSN(TSN=TSN1)", "EXC0031"),
        (" DESTINATION=*ROUTING-CODE(ROUTING-CODE=*)", "CMD0001"),
        (" DESTINATION=*ROUTING-CODE(ROUTING-CODE=E)", "EXC0031"),
        (" MSG-TYPE=*INSTRUCTION", "EXC0031"),
        (" MSG-IDENTIFICATION=NDV0002", "CMD0001"),
        (" MSG-REFERENCE-NAME=001", "EXC0031"),
        (" TIME=*INTERVAL(TO=00:06:58)", "EXC0031"),
    ] {
        run(
            &mut session,
            "VM12PROD",
            &format!("/SHOW-PENDING-MSG{operands}"),
        );
        assert_eq!(last_code(&session, "VM12PROD"), expected, "{operands}");
    }
    run(&mut session, "VM12PROD:C1", "/SHOW-PENDING-MSG");
    assert_eq!(last_code(&session, "VM12PROD:C1"), "EXC0031");
    run(&mut session, "VM12PROD:C1", "/SHOW-PENDING-MSG *ANY");
    assert_eq!(last_code(&session, "VM12PROD:C1"), "CMD0001");
}

#[test]
fn filters_orders_and_suppression_keep_messages_away_but_no_questions() {
    // VMS2450 has weight 50, which is level 3.
    for line in [
        "/ADD-CONSOLE-FILTER FILTER=3,ROUTING-CODE=9",
        "/SET-MSG-SUPPRESSION MSG-ID=VMS2450,CONSOLE-UNIT=*OWN",
        "/MODIFY-MSG-SUBSCRIPTION DELIVER-OTHER-MSG=*NO",
    ] {
        let mut session = session();
        run(&mut session, "ABGSE501", line);
        run(&mut session, "ABGSE501", "/MIGRATE-VM 12");
        idle(&mut session);
        assert!(
            !ids(&session, "ABGSE501").contains(&"VMS2450".to_owned()),
            "{line}"
        );
        assert!(
            ids(&session, "ABGSE501:C1").contains(&"VMS2450".to_owned()),
            "{line}"
        );
    }
    let mut session = session();
    run(&mut session, "VM12PROD", "/ADD-CONSOLE-FILTER");
    session.inject("label-lock VM12PROD").unwrap();
    assert_eq!(session.open_questions().len(), 1);
    run(&mut session, "VM12PROD", "/SHOW-CONSOLE-FILTER");
    run(&mut session, "VM12PROD", "/REMOVE-CONSOLE-FILTER FILTER=2");
    run(&mut session, "VM12PROD", "/SHOW-CONSOLE-FILTER");
    let found = ids(&session, "VM12PROD");
    for id in ["NBR1065", "NBR1063", "NBR1064"] {
        assert!(found.contains(&id.to_owned()), "{id}");
    }
}

#[test]
fn operators_write_to_each_other() {
    let mut session = session();
    run(&mut session, "VM12PROD", "(C1) - 7 % please call");
    run(&mut session, "VM12PROD:C1", "<E?who is there");
    let texts = |console: &str| -> Vec<String> {
        let all = records(&session, console);
        all.iter().map(|r| r.lines.first().to_string()).collect()
    };
    assert_eq!(texts("VM12PROD:C1")[0], "%(CS)-007.000659 please call");
    assert!(texts("VM12PROD").contains(&"?(C1)-000.000701 who is there".to_owned()));
}

#[test]
fn turn_tolerates_three_wrong_answers() {
    let mut session = session();
    run(&mut session, "VM12PROD", "/TURN DAY=12");
    run(&mut session, "VM12PROD", "/TURN");
    assert_eq!(last_code(&session, "VM12PROD"), "EXC0431");
    run(&mut session, "VM12PROD", "XAAA.Y");
    assert!(
        records(&session, "VM12PROD")
            .iter()
            .any(|r| &*r.text == "REJ6 NO MATCH FOR REPLY")
    );
    for left in [1, 1, 1, 0] {
        run(&mut session, "VM12PROD", "XAAA:MAYBE");
        assert_eq!(session.open_questions().len(), left);
    }
    assert_eq!(last_code(&session, "VM12PROD"), "EXC0045");
    run(&mut session, "VM12PROD", "/TURN");
    run(&mut session, "VM12PROD", "XAAA:N");
    assert_eq!(last_code(&session, "VM12PROD"), "CMD0001");
}

const OPERATED: &str = r#"
schema = 1
[[server_unit]]
name = "SUA"
[[vm]]
index = 2
name = "SYSTEM2"
on = "SUA"
[[operating]]
on = "SYSTEM2"
logon = true
consoles = [ { mn = "K1" }, { mn = "K2" }, { mn = "K3", codes = "E" } ]
roles = [ { name = "JOBS", codes = "EJ" }, { name = "TAPES", codes = "T" } ]
operators = [ { user = "OPER1", account = "1ACC", password = "SECRET", roles = ["JOBS"] } ]
"#;

#[test]
fn operators_log_on_and_take_their_roles() {
    let mut session = session_on(Scenario::load("w.toml", OPERATED).unwrap());
    assert_eq!(
        (codes(&session, "SYSTEM2"), codes(&session, "SYSTEM2:K2")),
        ("*".into(), "".into())
    );
    let logon = "/SET-LOGON-PARAMETERS USER-ID=OPER1,ACCOUNT=1ACC,PASSWORD=C'SECRET'";
    for (line, code) in [
        ("/ASR HELP", "CMD0216"),
        ("/REQUEST-OPERATOR-ROLE JOBS", "NBR0204"),
        ("/SET-LOGON-PARAMETERS OPER1,1ACC,C'WRONG'", "NBR0203"),
        (logon, "CMD0001"),
        ("/REQUEST-OPERATOR-ROLE TAPES", "NBR0205"),
        ("/REQUEST-OPERATOR-ROLE *ALL", "CMD0001"),
        ("/ASR HELP", "CMD0001"),
        ("/RELEASE-OPERATOR-ROLE JOBS", "CMD0001"),
        ("/ASR HELP", "CMD0216"),
    ] {
        run(&mut session, "SYSTEM2:K2", line);
        assert_eq!(last_code(&session, "SYSTEM2:K2"), code, "{line}");
    }
    assert!(ids(&session, "SYSTEM2:K2").contains(&"NBR0970".to_owned()));
    let secret = |r: &vmcons::console::Record<'_>| r.text.contains("SECRET");
    assert!(!records(&session, "SYSTEM2:K2").iter().any(secret));
}

#[test]
fn mistakes_in_how_a_system_is_operated_are_shown_at_their_place() {
    let error = |from: &str, to: &str| {
        let text = OPERATED.replacen(from, to, 1);
        Scenario::load("w.toml", &text).unwrap_err().to_string()
    };
    for (from, to, place) in [
        (
            "on = \"SYSTEM2\"\nlogon",
            "on = \"SYSTEM3\"\nlogon",
            "w.toml:10:",
        ),
        ("codes = \"E\"", "codes = \"E-\"", "w.toml:12:"),
        ("mn = \"K2\"", "mn = \"K1\"", "w.toml:12:"),
        ("[\"JOBS\"]", "[\"JOB\"]", "w.toml:14:"),
        ("logon = true", "logon = false", "w.toml:14:"),
    ] {
        assert!(error(from, to).contains(place), "{}", error(from, to));
    }
}

#[test]
fn an_admin_dialog_is_begun_in_a_user_task_and_ends_with_its_vm() {
    let mut session = session();
    run(&mut session, "ABGSE501", "/BEGIN-VM-DIALOG 12");
    assert_eq!(last_code(&session, "ABGSE501"), "VMS9001");
    for (line, code) in [
        ("/SHOW-VM-ATTRIBUTES", "VMS1019"),
        ("/BEGIN-VM-DIALOG 1", "CMD0216"),
        ("/BEGIN-VM-DIALOG 99", "VMS4000"),
        ("/BEGIN-VM-DIALOG VM12PROD", "CMD0001"),
        ("/BEGIN-VM-DIALOG VM12PROD", "VMS1018"),
        ("/SHOW-VM-ATTRIBUTES", "CMD0001"),
        ("/END-VM-DIALOG", "CMD0001"),
        ("/END-VM-DIALOG", "VMS1019"),
        ("/BEGIN-VM-DIALOG 12", "CMD0001"),
    ] {
        run(&mut session, "VM12PROD:ADMIN", line);
        assert_eq!(last_code(&session, "VM12PROD:ADMIN"), code, "{line}");
    }
    assert!(ids(&session, "ABGSE501").contains(&"VMS1013".to_owned()));
    run(&mut session, "ABGSE501", "/SHOW-VM-RESOURCES");
    let all = records(&session, "ABGSE501");
    let display = all.iter().rev().find(|r| r.kind == Kind::Display).unwrap();
    let states: Vec<&str> = display.text.lines().collect();
    let row = states
        .iter()
        .rfind(|line| line.contains("VM12PROD"))
        .unwrap();
    assert!(row.contains("YES") && row.ends_with("AS"), "{row}");
    // Its administrator is told nothing of other VMs' migrations, and loses the dialog
    // when the VM goes to another server unit.
    run(&mut session, "ABGSE501", "/MIGRATE-VM 12");
    idle(&mut session);
    assert!(ids(&session, "VM12PROD:ADMIN").contains(&"VMS1014".to_owned()));
    run(&mut session, "VM12PROD:ADMIN", "/SHOW-VM-ATTRIBUTES");
    assert_eq!(last_code(&session, "VM12PROD:ADMIN"), "VMS1019");
    run(&mut session, "VM12PROD:ADMIN", "/BEGIN-VM-DIALOG 12");
    assert!(ids(&session, "ABGSE701").contains(&"VMS1013".to_owned()));
}

#[test]
fn a_connection_to_vmcons_serves_administrator_and_guest() {
    let mut session = session();
    let console = "VM12PROD:VC";
    run(&mut session, console, "/BEGIN-VM-DIALOG 12,TYPE=*BOTH");
    run(&mut session, console, "/SHOW-VM-ATTRIBUTES");
    run(&mut session, console, "gs12:/SHOW-VM-ATTRIBUTES");
    assert_ne!(
        last_code(&session, console),
        "CMD0001",
        "a guest knows nothing of VM2000"
    );
    run(&mut session, console, "/REMARK A");
    run(&mut session, console, "vm12:/SHOW-VM-ATTRIBUTES");
    let ends: Vec<String> = records(&session, console)
        .iter()
        .filter(|r| r.kind == Kind::Completion)
        .map(|r| r.lines.first().get(..5).unwrap().to_owned())
        .collect();
    assert_eq!(ends, ["VM12:", "VM12:", "GS12:", "GS12:", "VM12:"]);
    run(&mut session, console, "/END-VM-DIALOG TYPE=*ADMIN");
    run(&mut session, console, "/REMARK");
    run(
        &mut session,
        console,
        "vm12:/BEGIN-VM-DIALOG 12,TYPE=*ADMIN(OUTPUT-PREFIX=*NO)",
    );
    let all = records(&session, console);
    assert!(all.last().unwrap().lines.first().starts_with("NBR0740"));
    // Nobody administers the VM over $VMCONS twice, and SU x86 has no VC dialog.
    run(
        &mut session,
        "ABGSE501:VC",
        "/BEGIN-VM-DIALOG 12,TYPE=*ADMIN",
    );
    assert_eq!(last_code(&session, "ABGSE501:VC"), "VMS1017");
    run(&mut session, "VM03TEST:VC", "/BEGIN-VM-DIALOG 3,TYPE=*VC");
    assert_eq!(last_code(&session, "VM03TEST:VC"), "VMS9004");
}

#[test]
fn a_message_needs_an_administrator_who_is_connected() {
    let mut session = session();
    run(
        &mut session,
        "ABGSE501",
        "/SEND-VM-MESSAGE MESSAGE=C'hello',VM-ID=12",
    );
    assert_eq!(last_code(&session, "ABGSE501"), "VMS1015");
    run(&mut session, "VM12PROD:ADMIN", "/BEGIN-VM-DIALOG 12");
    run(
        &mut session,
        "ABGSE501",
        "/SEND-VM-MESSAGE MESSAGE=C'hello',VM-ID=12",
    );
    assert_eq!(last_code(&session, "ABGSE501"), "CMD0001");
    let all = records(&session, "VM12PROD:ADMIN");
    assert!(all.last().unwrap().text.ends_with("'HELLO'"));
    assert!(!ids(&session, "ABGSE501").contains(&"VMS2036".to_owned()));
}

#[test]
fn every_set_of_codes_is_written_as_it_is_read() {
    for code in "ABCXYZ019*@#$".chars() {
        let set = Codes::one(RoutingCode::new(code).unwrap());
        assert_eq!(Codes::of(&set.to_string()), Ok(set));
    }
}

/// Over $VMCONS a wrong command stands once above its mark, or again behind a prefix.
#[test]
fn a_wrong_command_over_vmcons_is_shown_once() {
    for (line, times) in [("/NONSENSE", 1), ("VM12:/NONSENSE", 2)] {
        let mut session = session();
        ask(&mut session, "VM12PROD:VC", "/BEGIN-VM-DIALOG 12");
        let from = records(&session, "VM12PROD:VC").len();
        ask(&mut session, "VM12PROD:VC", line);
        let all = records(&session, "VM12PROD:VC");
        let lines = all[from..].iter().flat_map(|r| r.lines.iter());
        let echoed = lines.filter(|shown| shown.ends_with("/NONSENSE")).count();
        assert_eq!(echoed, times, "{line}");
    }
}

//! Files of commands as an operator meets them: RUN and CALL-VM-PROCEDURE.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::common::*;
use vmcons::console::{Kind, Record};
use vmcons::engine::Session;
use vmcons::scenario::Scenario;

const CONSOLE: &str = "ABGSE501";
const TASK: &str = "ABGSE501:ADMIN";
/// An ADMIN dialog over $VMCONS, once [`dialog`] has opened it.
const DIALOG: &str = "ABGSE501:VC";

/// A small world with these files of its server unit.
fn world(files: &[(&str, &str)]) -> Session {
    let mut text = "schema = 1\n[[server_unit]]\nname = 'ABGSE501'\n".to_owned();
    for (name, lines) in files {
        let file = format!("name = '{name}'\ntext = '''\n{lines}'''\n");
        text.push_str(&format!("[[file]]\non = 'ABGSE501'\n{file}"));
    }
    session_on(Scenario::load("test.toml", &text).unwrap_or_else(|e| panic!("{e}")))
}

/// The same with an ADMIN dialog over $VMCONS with the monitor VM.
fn dialog(files: &[(&str, &str)]) -> Session {
    after(world(files), DIALOG, &["/BEGIN-VM-DIALOG 1,TYPE=*ADMIN"])
}

fn after(mut session: Session, console: &str, lines: &[&str]) -> Session {
    for line in lines {
        enter(&mut session, console, line);
        idle(&mut session);
    }
    session
}

fn completed(session: &Session, console: &str) -> Vec<String> {
    let all = records(session, console);
    let done = all.iter().filter(|r| r.kind == Kind::Completion);
    let told = done.map(|r| {
        let name = &r.message().unwrap().inserts[0];
        format!("{name} {}", r.code.unwrap().mc)
    });
    told.filter(|told| told != "BEGIN-VM-DIALOG CMD0001")
        .collect()
}

fn inputs(session: &Session, console: &str) -> Vec<String> {
    let all = records(session, console);
    let inputs = all.iter().filter(|r| r.kind == Kind::Input);
    inputs.map(|r| r.text.to_string()).collect()
}

#[test]
fn run_carries_a_file_out_without_remarks_and_steps() {
    let session = after(session(), CONSOLE, &["/RUN PROC.MIGRATE"]);
    assert_eq!(
        completed(&session, CONSOLE),
        [
            "RUN CMD0001",
            "CHECK-VM-MIGRATION CMD0001",
            "MIGRATE-VM CMD0001",
            "SHOW-VM-RESOURCES CMD0001"
        ]
    );
    let ids = message_ids(&session, CONSOLE);
    assert_eq!(ids[0], "NBR1000");
    assert!(ids.contains(&"VMC0013".to_owned()) && ids.contains(&"VMS2451".to_owned()));
    // The id is known before the command ends, and so before the file begins.
    let all = records(&session, CONSOLE);
    let at = |id: &str| {
        all.iter()
            .position(|r| r.id().is_some_and(|known| known.as_str() == id))
    };
    assert!(at("NBR1000") < at("NBR0740"), "{}", digest(&session));
    // Its commands are not shown (consoles.md section 3: the caller sees messages only).
    assert_eq!(inputs(&session, CONSOLE), ["/RUN PROC.MIGRATE"]);
    // What no console shows is logged (page 308).
    let files = session.conslogs().into_iter();
    let files = files.filter(|file| file.system == CONSOLE);
    let logged: String = files.map(|file| file.text).collect();
    let commands = [
        "RUN PROC",
        "CHECK-VM-MIGRATION",
        "MIGRATE-VM VM-ID",
        "SHOW-VM-RES",
    ];
    for command in commands {
        let echo = |line: &&str| line.contains(" /") && line.contains(command);
        assert_eq!(
            logged.lines().filter(echo).count(),
            1,
            "{command}: {logged}"
        );
    }
}

#[test]
fn run_continues_no_lines_and_goes_on_after_errors() {
    let session = after(session(), CONSOLE, &["/RUN $TSOS.PROC.CONTINUED"]);
    let done = completed(&session, CONSOLE);
    assert_eq!(done[0], "RUN CMD0001");
    assert_eq!(done[1], "SHOW-VM-ATTRIBUTES CMD0202");
    assert!(done[2].ends_with(" CMD0202") && done.len() == 3, "{done:?}");
    assert!(digest(&session).contains("a console has no continuation lines"));
}

/// Nobody answers a form there, and no command has an empty name.
#[test]
fn a_file_that_asks_is_told_where_to_ask() {
    let lines = "/?\n/SHOW-VM-RES?\n/SHOW-VM-RES INF=?\n/REMARK\n/,\n/MIGRATE-VM 77,JV-PASS=^\n";
    let session = after(world(&[("A", lines)]), CONSOLE, &["/RUN A"]);
    assert_eq!(
        completed(&session, CONSOLE),
        [
            "RUN CMD0001",
            "? CMD0202",
            "SHOW-VM-RESOURCES CMD0202",
            "SHOW-VM-RESOURCES CMD0202",
            ", CMD0202",
            "MIGRATE-VM CMD0202",
        ]
    );
    let all = records(&session, CONSOLE);
    let told = all
        .iter()
        .filter(|r| r.text.contains("nobody fills a form"));
    assert_eq!(told.count(), 4);
    let console = session.console(CONSOLE).unwrap();
    assert!(session.open_form(console).is_none());
}

#[test]
fn nobody_is_guided_by_a_file() {
    let file = "/SHOW-SDF-OPTIONS\n/SHOW-JV-ATTR\n/MOD-SDF-OPT GUID=*MAX\n/SHOW-JV-ATTR\n\
                /SHOW-JV-ATTR X,Y\n/SHOW-JV-ATTR\n";
    for before in ["/REMARK", "/MOD-SDF-OPT GUID=*MIN"] {
        let session = after(world(&[("A", file)]), CONSOLE, &[before, "/RUN A"]);
        let done = completed(&session, CONSOLE);
        assert_eq!(
            done[2..],
            [
                "SHOW-SDF-OPTIONS CMD0001",
                "SHOW-JV-ATTRIBUTES CMD0001",
                "MODIFY-SDF-OPTIONS CMD0001",
                "SHOW-JV-ATTRIBUTES CMD0001",
                "SHOW-JV-ATTRIBUTES CMD0202",
                "SHOW-JV-ATTRIBUTES CMD0001",
            ],
            "{before}"
        );
        // The file brings no menu and no form; in guided dialog RUN itself, entered at the menu,
        // leads back there.
        let all = records(&session, CONSOLE);
        let menus = all.iter().filter(|r| r.text.starts_with("DOMAINS"));
        let guided = 2 * usize::from(before != "/REMARK");
        assert_eq!(menus.count(), guided);
        let console = session.console(CONSOLE).unwrap();
        assert!(session.open_form(console).is_none());
    }
}

#[test]
fn each_error_in_a_file_names_the_file_and_the_line() {
    let inner = "\n/RUN NO.SUCH\n/REMARK one; NONSENSE\n";
    let files = [
        (
            "A",
            "/REMARK\n/SHOW-VM-RES -\n/INF=*ALL\n/RUN B\n/HELP-MSG VMS2450\n/DELETE-JV X; NIX\n",
        ),
        ("B", inner),
    ];
    let session = after(world(&files), CONSOLE, &["/RUN A"]);
    let all = records(&session, CONSOLE);
    let places = all.iter().filter_map(Record::message);
    let places = places.filter(|m| m.id.as_str() == "VMC0018");
    let places: Vec<String> = places
        .map(|m| format!("{} {}", m.inserts[0], m.inserts[1]))
        .collect();
    let (a, b) = ("$TSOS.A", "$TSOS.B");
    let wanted = [(a, 2), (a, 3), (a, 6), (a, 6), (b, 2), (b, 3)];
    assert_eq!(places, wanted.map(|(file, line)| format!("{file} {line}")));
    // A command that goes on in the next line begins in its first.
    let file = "/REMARK\n/CHECK-VM-MIGRATION -\n/99,NOWHERE\n/STEP\n/NONSENSE\n";
    let session = after(dialog(&[("P", file)]), DIALOG, &["/CALL-VM-PROCEDURE P"]);
    let told = digest(&session);
    for line in [2, 5] {
        let place = format!("VMC0018 ERROR IN LINE {line} OF COMMAND FILE '$TSOS.P'");
        assert!(told.contains(&place), "{told}");
    }
}

#[test]
fn a_file_may_be_checked_instead_of_carried_out() {
    let file = "/MOD-SDF-OPT MODE=*TEST\n/CREATE-JV X\n/CREATE-JV\n";
    let lines = ["/RUN A", "/MOD-SDF-OPT MODE=*EXEC", "/SHOW-JV-ATTR X"];
    let session = after(world(&[("A", file)]), CONSOLE, &lines);
    let done = completed(&session, CONSOLE);
    assert_eq!(
        done[2..4],
        ["CREATE-JV CMD0093", "CREATE-JV CMD0202"],
        "{done:?}"
    );
    assert!(!done.last().unwrap().ends_with("CMD0001"), "{done:?}");
    assert!(message_ids(&session, CONSOLE).contains(&"CMD0093".to_owned()));
}

#[test]
fn run_ignores_remarks_and_steps_but_not_what_follows_them() {
    let lines = "/REMARK one; SHOW-JV-ATTR\n/STEP; HELP-MSG VMS2450\n/REMARK (A;B) C\n";
    let session = after(world(&[("A", lines)]), CONSOLE, &["/RUN A"]);
    let done = completed(&session, CONSOLE);
    let names = done.iter().filter_map(|told| told.split(' ').next());
    let names: Vec<&str> = names.collect();
    assert_eq!(names, ["RUN", "SHOW-JV-ATTRIBUTES", "HELP-MSG-INFORMATION"]);
}

#[test]
fn what_stands_behind_the_call_of_a_file_is_carried_out_after_it() {
    let file = ("A", "/HELP-MSG VMS2450; SHOW-JV-ATTR\n");
    let line = "/CALL-VM-PROCEDURE A; SHOW-SDF-OPTIONS";
    let session = after(dialog(&[file]), DIALOG, &[line]);
    let done = completed(&session, DIALOG);
    let names: Vec<&str> = done.iter().filter_map(|d| d.split(' ').next()).collect();
    let inner = ["HELP-MSG-INFORMATION", "SHOW-JV-ATTRIBUTES"];
    assert_eq!(
        names,
        [&inner[..], &["CALL-VM-PROCEDURE", "SHOW-SDF-OPTIONS"]].concat()
    );
}

#[test]
fn one_file_at_a_time_and_a_file_may_start_others() {
    let files = [
        ("A", "/RUN B\n/HELP-MSG VMS2450\n"),
        ("B", "/HELP-MSG VMS2451\n"),
    ];
    let mut session = world(&files);
    enter(&mut session, CONSOLE, "/RUN A; RUN A");
    idle(&mut session);
    let told = |id: &str| -> Vec<String> {
        records(&session, CONSOLE)
            .iter()
            .filter_map(Record::message)
            .filter(|m| m.id.as_str() == id)
            .map(|m| format!("{} {}", m.inserts[0], m.inserts[1]))
            .collect()
    };
    // They take their turns in the order in which they were accepted.
    let (accepted, ended) = (told("NBR1000"), told("VMC0013"));
    assert_eq!(accepted, ended);
    assert_eq!(accepted[0], "R001 $TSOS.A");
    for (run, file) in [("R001", "B"), ("R002", "A"), ("R002", "B")] {
        let known = format!("{run} $TSOS.{file}");
        assert!(accepted.contains(&known), "{accepted:?}");
    }
    assert_eq!(accepted.len(), 4);
}

#[test]
fn a_file_that_starts_itself_comes_to_an_end() {
    let session = after(world(&[("A", "/RUN A\n")]), CONSOLE, &["/RUN A"]);
    let done = completed(&session, CONSOLE);
    assert_eq!(done.len(), 9);
    assert_eq!(done.last().unwrap(), "RUN VMC0015");
}

#[test]
fn a_run_is_given_up_with_all_that_it_started() {
    let files = [
        ("A", "/RUN B\n/CHECK-VM-MIGRATION 9,X\n/HELP-MSG VMS2450\n"),
        ("B", "/HELP-MSG VMS2451\n"),
    ];
    let mut session = world(&files);
    enter(&mut session, CONSOLE, "/RUN A");
    while completed(&session, CONSOLE).len() < 2 {
        assert!(session.step());
    }
    let cancel = "/CANCEL-RUN-PROCESS R001; CANCEL-RUN-PROCESS R009";
    enter(&mut session, CONSOLE, cancel);
    idle(&mut session);
    let done = completed(&session, CONSOLE);
    assert!(!done.iter().any(|d| d.starts_with("HELP-MSG")), "{done:?}");
    let all = records(&session, CONSOLE);
    let ids = all.iter().filter_map(Record::id);
    let ids: Vec<_> = ids.map(|id| id.to_string()).collect();
    let count = |id: &str| ids.iter().filter(|known| *known == id).count();
    assert_eq!((count("VMC0017"), count("VMC0013")), (2, 0), "{ids:?}");
    for end in ["CMD0001", "VMC0014"] {
        assert!(
            done.contains(&format!("CANCEL-RUN-PROCESS {end}")),
            "{done:?}"
        );
    }
}

#[test]
fn what_is_refused_says_why() {
    let lines = ["/RUN NO.SUCH", "/CALL-VM-PROCEDURE A", "/STEP"];
    let session = after(world(&[("A", "/REMARK\n")]), CONSOLE, &lines);
    let refused = [
        "RUN VMC0012",
        "CALL-VM-PROCEDURE VMS9001",
        "SET-JOB-STEP VMC0016",
    ];
    assert_eq!(completed(&session, CONSOLE), refused);
    let lines = ["/RUN A", "/CANCEL-RUN-PROCESS R001", "/CALL-VM-PROCEDURE A"];
    let session = after(world(&[("A", "/REMARK\n")]), TASK, &lines);
    let refused = [
        "RUN NBR0898",
        "CANCEL-RUN-PROCESS NBR0898",
        "CALL-VM-PROCEDURE VMS9001",
    ];
    assert_eq!(completed(&session, TASK), refused);
    let session = after(dialog(&[]), DIALOG, &["/CALL-VM-PROCEDURE NO"]);
    let refused = ["CALL-VM-PROCEDURE VMC0012"];
    assert_eq!(completed(&session, DIALOG), refused);
}

#[test]
fn a_called_procedure_shows_its_commands_and_skips_to_the_next_step_after_an_error() {
    let file = "/REMARK BEGIN\n/SHOW-VM-RESOURCES INF=*NONSENSE\n\
                /CHECK-VM-MIGRATION 99,NOWHERE\n/REMARK SKIPPED\n/STEP\n\
                /SHOW-VM-ATTRIBUTES VM-ID=*VM2000, -\n/INFORMATION=*STD\n";
    let call = "/CALL-VM-PROCEDURE P; REMARK END";
    let session = after(dialog(&[("P", file)]), DIALOG, &[call]);
    assert_eq!(
        inputs(&session, DIALOG)[2..],
        [
            "(IN) /REMARK BEGIN",
            "(IN) /SHOW-VM-RESOURCES INF=*NONSENSE",
            "(IN) /CHECK-VM-MIGRATION 99,NOWHERE",
            "(IN) /STEP",
            "(IN) /SHOW-VM-ATTRIBUTES VM-ID=*VM2000,INFORMATION=*STD",
        ]
    );
    let done = completed(&session, DIALOG);
    assert_eq!(done[1], "SHOW-VM-RESOURCES CMD0202");
    assert_eq!(done[3], "SET-JOB-STEP CMD0001");
    // The call ends after its commands, and what stands behind it follows.
    let end = ["CALL-VM-PROCEDURE CMD0001", "REMARK CMD0001"];
    assert_eq!(done[done.len() - 2..], end);
}

#[test]
fn without_a_step_an_error_ends_a_called_procedure() {
    let file = "/CHECK-VM-MIGRATION 99,NOWHERE\n/REMARK SKIPPED\n";
    let session = after(dialog(&[("P", file)]), DIALOG, &["/CALL-VM-PROCEDURE P"]);
    let done = completed(&session, DIALOG);
    assert_eq!(done.last().unwrap(), "CALL-VM-PROCEDURE CMD0205");
    assert!(!digest(&session).contains("SKIPPED"));
}

#[test]
fn a_called_procedure_holds_commands_of_vm2000_only() {
    let long = "X".repeat(300);
    let file = format!(
        "/HELP-SDF\n/STEP\n/CALL-VM-PROCEDURE P\n/STEP\n/MIGRATE-VM?\n/STEP\n/REMARK {long}\n"
    );
    let session = after(dialog(&[("P", &file)]), DIALOG, &["/CALL-VM-PROCEDURE P"]);
    let done = completed(&session, DIALOG);
    assert_eq!(done[0], "HELP-SDF VMS9001");
    assert_eq!(done[2], "CALL-VM-PROCEDURE VMS9001");
    assert_eq!(done[4], "MIGRATE-VM CMD0202");
    assert_eq!(done[6], "REMARK CMD0202");
}

#[test]
fn a_dialog_calls_one_procedure_at_a_time() {
    let mut session = dialog(&[("P", &"/REMARK\n".repeat(9))]);
    enter(&mut session, DIALOG, "/CALL-VM-PROCEDURE P");
    enter(&mut session, DIALOG, "/CALL-VM-PROCEDURE P");
    idle(&mut session);
    let done = completed(&session, DIALOG);
    for end in ["VMC0015", "CMD0001"] {
        assert!(
            done.contains(&format!("CALL-VM-PROCEDURE {end}")),
            "{done:?}"
        );
    }
    assert!(!session.is_busy(session.console(DIALOG).unwrap()));
}

#[test]
fn mistakes_in_the_files_of_a_scenario_show_their_place() {
    let text = "schema = 1\n[[server_unit]]\nname = 'S'\n\
                [[file]]\non = 'T'\nname = 'A..B'\ntext = 'REMARK'\n\
                [[file]]\non = 'S'\nname = 'P'\ntext = ''\n\
                [[file]]\non = 's'\nname = '$TSOS.P'\ntext = ''\n";
    let errors = Scenario::load("x.toml", text).unwrap_err().to_string();
    for part in [
        "x.toml:5:6",
        "there is no server unit or VM `T`",
        "x.toml:6:8",
        "`A..B` is no name of a file",
        "line 1 of the file is no command",
        "x.toml:14:8",
        "there are two files `$TSOS.P`",
    ] {
        assert!(errors.contains(part), "{part}\n{errors}");
    }
}

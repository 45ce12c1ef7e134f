//! The command language as an operator meets it at consoles and in user tasks.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::*;
use vmcons::batch::{Batch, Format};
use vmcons::console::Kind;
use vmcons::engine::Session;

const CONSOLE: &str = "ABGSE501";
const TASK: &str = "ABGSE501:ADMIN";

/// A session after these lines at a console, each entered when the one before is done.
fn after(console: &str, lines: &[&str]) -> Session {
    let mut session = session();
    for line in lines {
        enter(&mut session, console, line);
        idle(&mut session);
    }
    session
}

/// The texts of a kind.
fn texts(session: &Session, console: &str, kind: Kind) -> Vec<String> {
    let of_kind = |r: &&std::sync::Arc<_>| -> bool {
        let r: &vmcons::console::Record = r;
        r.kind == kind
    };
    let all = records(session, console);
    all.iter()
        .filter(of_kind)
        .map(|r| r.text.to_string())
        .collect()
}

/// Each completed command with its main code: `SHOW-VM-STATUS CMD0001`.
fn completed(session: &Session, console: &str) -> Vec<String> {
    let all = records(session, console);
    let done = all.iter().filter(|r| r.kind == Kind::Completion);
    done.map(|r| {
        let name = &r.message.as_ref().unwrap().inserts[0];
        format!("{name} {}", r.code.unwrap().mc)
    })
    .collect()
}

/// All that a console shows, but for inputs.
fn shown(session: &Session, console: &str) -> String {
    let all = records(session, console);
    let others = all
        .iter()
        .filter(|r| !matches!(r.kind, Kind::Input | Kind::Answer));
    others
        .flat_map(|r| {
            r.lines
                .iter()
                .map(|line| format!("{line}\n"))
                .collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn commands_of_a_line_are_carried_out_one_after_the_other() {
    let line = "/HELP-MSG VMS2450; SHOW-NONSENSE 1 ;\"nothing\"; HELP-MSG-INF VMS2451";
    let session = after(CONSOLE, &[line]);
    assert_eq!(texts(&session, CONSOLE, Kind::Input), [line]);
    assert_eq!(
        completed(&session, CONSOLE),
        [
            "HELP-MSG-INFORMATION CMD0001",
            "SHOW-NONSENSE CMD0202",
            "HELP-MSG-INFORMATION CMD0001"
        ]
    );
    // The wrong one is shown again above its marks.
    let all = shown(&session, CONSOLE);
    assert!(
        all.contains(" SHOW-NONSENSE 1\n                 ^^^^^^^^^^^^^\n"),
        "{all}"
    );
}

#[test]
fn comments_are_ignored_quietly() {
    for console in [CONSOLE, TASK] {
        let session = after(
            console,
            &["/\"A; B\"", "/HELP-MSG \"which\" VMS2450 \"this\""],
        );
        assert_eq!(
            completed(&session, console),
            ["HELP-MSG-INFORMATION CMD0001"]
        );
    }
}

#[test]
fn a_user_task_continues_lines() {
    let session = after(
        TASK,
        &["/HELP-MSG-INF        -", "   /  MSG-ID=VMS-", "/2450"],
    );
    assert_eq!(completed(&session, TASK), ["HELP-MSG-INFORMATION CMD0001"]);
    assert_eq!(texts(&session, TASK, Kind::Input).len(), 3);
}

#[test]
fn a_console_has_no_continuation_lines() {
    let session = after(CONSOLE, &["/HELP-MSG-INF -", "/REMARK ---"]);
    assert!(shown(&session, CONSOLE).contains("a console has no continuation lines"));
    assert_eq!(
        completed(&session, CONSOLE)[0],
        "HELP-MSG-INFORMATION CMD0202"
    );
    assert!(completed(&session, CONSOLE)[1].starts_with("REMARK CMD0"));
    assert!(!completed(&session, CONSOLE)[1].ends_with("CMD0202"));
}

#[test]
fn an_exclamation_mark_is_the_default() {
    let session = after(
        CONSOLE,
        &["/MIGRATE-VM 12,SERVER-UNIT-NAME=!", "/MIGRATE-VM !"],
    );
    assert_eq!(
        completed(&session, CONSOLE),
        ["MIGRATE-VM CMD0001", "MIGRATE-VM CMD0202"]
    );
}

#[test]
fn secrets_are_neither_echoed_nor_repeated() {
    for line in [
        "/MIGRATE-VM 12,JV-PASSWORD='SESAME'",
        "/MIGRATE-VM 12,JV-PASSWORD='SESAME",
        "/MIGRATE-VM 12,JV-PASSWORD=SESAME,MONJV=*X",
    ] {
        for console in [CONSOLE, TASK] {
            let session = after(console, &[line]);
            assert!(!digest(&session).contains("SESAME"), "{line}");
            assert!(texts(&session, console, Kind::Input)[0].contains("JV-PASSWORD=^"));
        }
    }
    let session = after(TASK, &["/MIGRATE-VM 12,JV-PASSWORD=-", "/'SESAME'"]);
    assert!(!digest(&session).contains("SESAME"));
    assert_eq!(texts(&session, TASK, Kind::Input)[1], "/^");
}

#[test]
fn questions_are_answered_and_nothing_is_carried_out() {
    let session = after(
        CONSOLE,
        &[
            "/MIGRATE-VM? 12",
            "/MIGRATE-VM 12,?",
            "/MIGRATE-VM VM-ID=12,SERV=?",
            "/MIGRATE-VM ??",
            "/?",
        ],
    );
    assert!(message_ids(&session, CONSOLE).is_empty());
    assert!(
        completed(&session, CONSOLE)
            .iter()
            .all(|done| done.ends_with(" CMD0001"))
    );
    let answers = texts(&session, CONSOLE, Kind::Display);
    assert_eq!(answers.len(), 5);
    assert!(answers[0].contains("VM-IDENTIFICATION = 12\n") && answers[0] == answers[1]);
    assert!(
        answers[0].contains("*UNIQUE / <composed-name>"),
        "{}",
        answers[0]
    );
    assert!(answers[2].contains("DEFAULT: *UNIQUE"), "{}", answers[2]);
    assert!(
        answers[3].contains("<integer 1..99>: a whole number"),
        "{}",
        answers[3]
    );
    assert!(answers[4].contains("VM2000\n") && answers[4].contains("    MIGRATE-VM "));
    let wide = |line: &str| line.chars().count() > 80;
    assert!(!answers.iter().any(|a| a.lines().any(wide)));
}

#[test]
fn a_guest_is_told_of_its_own_commands_only() {
    let session = after("VM12PROD", &["/?", "/MIGRATE-VM?"]);
    assert!(!shown(&session, "VM12PROD").contains("    MIGRATE-VM "));
    assert!(completed(&session, "VM12PROD")[1].ends_with("CMD0202"));
}

#[test]
fn a_wrong_command_is_corrected_in_its_form() {
    let mut session = after(
        CONSOLE,
        &["/MOD-SDF-OPT GUID=*MAX", "/MIGRATE-VM 333;REMARK DONE"],
    );
    assert_eq!(completed(&session, CONSOLE), ["MODIFY-SDF-OPTIONS CMD0001"]);
    let form = texts(&session, CONSOLE, Kind::Display).pop().unwrap();
    assert!(form.contains(">VM-IDENTIFICATION = 333\n"), "{form}");
    assert!(
        form.contains("PLEASE CORRECT THE INCORRECT OPERAND(S)\nNEXT = "),
        "{form}"
    );
    for line in [
        "VM-ID=12",
        "SERV=?",
        "JV-PASS='AB'",
        "JV-PASS=!",
        "*EXECUTE",
    ] {
        enter(&mut session, CONSOLE, line);
    }
    idle(&mut session);
    assert_eq!(
        completed(&session, CONSOLE)[1..],
        ["MIGRATE-VM CMD0001", "REMARK CMD0001"]
    );
    assert!(message_ids(&session, CONSOLE).contains(&"VMS2451".to_owned()));
    assert_eq!(texts(&session, CONSOLE, Kind::Answer)[2], "JV-PASS=^");
}

#[test]
fn forms_wait_for_each_other_and_may_be_given_up() {
    let mut session = after(
        TASK,
        &["/MOD-SDF-OPT GUID=*MIN", "/MIGRATE-VM?", "/HELP-MSG?"],
    );
    let console = session.console(TASK).unwrap();
    assert!(session.reply(console, "VMS2450"));
    assert!(session.reply(console, ""));
    assert!(
        texts(&session, TASK, Kind::Display)
            .pop()
            .unwrap()
            .contains("COMMAND : MIGRATE-VM")
    );
    enter(&mut session, TASK, "*CANCEL");
    assert!(session.open_form(console).is_none() && !session.reply(console, ""));
    idle(&mut session);
    let mut done = completed(&session, TASK)[1..].to_vec();
    done.sort();
    assert_eq!(done, ["HELP-MSG-INFORMATION CMD0001", "MIGRATE-VM CMD0001"]);
}

#[test]
fn correct_inputs_are_kept_and_recalled() {
    let mut session = after(
        CONSOLE,
        &[
            "/REMARK ONE; REMARK TWO",
            "/NONSENSE",
            "/MIGRATE-VM 99,JV-PASSWORD='OPEN'",
            "/SHOW-INPUT-HISTORY",
            "/RESTORE-SDF-INPUT -2",
        ],
    );
    let displays = texts(&session, CONSOLE, Kind::Display);
    let [.., history, restored] = &displays[..] else {
        panic!("{displays:?}")
    };
    assert_eq!(
        history,
        "    1 REMARK ONE\n    2 REMARK TWO\n    3 MIGRATE-VM 99,JV-PASSWORD=^"
    );
    assert_eq!(restored, "/REMARK TWO");
    let console = session.console(CONSOLE).unwrap();
    assert_eq!(session.restored(console), Some("/REMARK TWO"));
    for line in ["/MOD-SDF-OPT INPUT-HIST=*RESET", "/SHOW-INPUT-HISTORY"] {
        enter(&mut session, CONSOLE, line);
        idle(&mut session);
    }
    assert_eq!(session.restored(console), None);
    assert!(session.view().restored.is_empty());
    assert_eq!(
        completed(&session, CONSOLE).pop().unwrap(),
        "SHOW-INPUT-HISTORY VMC0010"
    );
    assert_eq!(texts(&session, "ABGSE701", Kind::Display), [""; 0]);
}

#[test]
fn options_that_have_no_effect_are_refused() {
    let session = after(
        CONSOLE,
        &["/MOD-SDF-OPT LOGGING=*INPUT-FORM,GUID=*MAX", "/MIGRATE-VM"],
    );
    assert_eq!(
        completed(&session, CONSOLE),
        ["MODIFY-SDF-OPTIONS CMD0200", "MIGRATE-VM CMD0202"]
    );
}

#[test]
fn the_routing_code_of_a_command_is_shown() {
    let session = after(
        CONSOLE,
        &[
            "/SHOW-CMD-ATTR RUN,INF=*ALL",
            "/SHOW-CMD-ATTR NONSENSE",
            "/SHOW-CMD-ATTR",
        ],
    );
    let displays = texts(&session, CONSOLE, Kind::Display);
    assert!(displays[0].ends_with("\nRUN                            E   CONSOLE-MANAGEMENT"));
    assert!(
        displays[1].contains("MIGRATE-VM                     9\n"),
        "{}",
        displays[1]
    );
    assert_eq!(
        completed(&session, CONSOLE)[1],
        "SHOW-CMD-ATTRIBUTES CMD0186"
    );
}

#[test]
fn a_batch_tells_which_forms_are_left_open() {
    let mut session = session();
    let mut out = Vec::new();
    let mut batch = Batch::new(&mut session, "lines", Format::Text);
    for line in ["/MOD-SDF-OPT GUID=*MIN", "/MIGRATE-VM", "VM-ID=12"] {
        batch.enter(1, line, &mut out).unwrap();
    }
    let open = batch.finish(&mut out).unwrap();
    assert_eq!(open.len(), 1);
    assert_eq!(open[0].console, CONSOLE);
    assert_eq!(open[0].text, "the form of MIGRATE-VM");
}

#[test]
fn a_line_of_too_many_commands_is_refused_as_a_whole() {
    let session = after(CONSOLE, &[&format!("/{}", "?;".repeat(101))]);
    assert!(shown(&session, CONSOLE).contains("a line holds at most 100 commands"));
    assert_eq!(completed(&session, CONSOLE).len(), 1);
    let session = after(CONSOLE, &[&format!("/{}", "MIGRATE-VN 12;".repeat(100))]);
    assert_eq!(completed(&session, CONSOLE).len(), 100);
}

#[test]
fn the_text_of_a_remark_is_its_own() {
    let long = "X".repeat(1801);
    let session = after(
        TASK,
        &["/REMARK it's; REMARK \"(;)", &format!("/REMARK {long}")],
    );
    let done = completed(&session, TASK);
    assert_eq!(done, ["REMARK CMD0001", "REMARK CMD0001", "REMARK CMD0202"]);
    // At a console it is one line of the screen.
    let session = after(CONSOLE, &[&format!("/REMARK {}", &long[..72])]);
    assert_eq!(completed(&session, CONSOLE), ["REMARK CMD0001"]);
    let session = after(CONSOLE, &[&format!("/REMARK {}", &long[..73])]);
    assert_eq!(completed(&session, CONSOLE), ["REMARK CMD0202"]);
}

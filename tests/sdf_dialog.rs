//! The command language as an operator meets it at consoles and in user tasks.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::common::*;
use vmcons::batch::{Batch, Format};
use vmcons::console::{Kind, Record};
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

/// The session after one more line.
fn after_also(mut session: Session, console: &str, line: &str) -> Session {
    enter(&mut session, console, line);
    idle(&mut session);
    session
}

/// The texts of a kind.
fn texts(session: &Session, console: &str, kind: Kind) -> Vec<String> {
    let all = records(session, console);
    all.iter()
        .filter(|r| r.kind == kind)
        .map(|r| r.text.to_string())
        .collect()
}

/// Each completed command with its main code: `SHOW-VM-STATUS CMD0001`.
fn completed(session: &Session, console: &str) -> Vec<String> {
    let all = records(session, console);
    let done = all.iter().filter(|r| r.kind == Kind::Completion);
    done.map(|r| {
        let name = &r.message().unwrap().inserts[0];
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
        answers[0].contains("*UNIQUE / <composed-name 1..64>\n     the target;"),
        "{}",
        answers[0]
    );
    assert!(answers[2].contains("DEFAULT: *UNIQUE"), "{}", answers[2]);
    assert!(
        answers[3].contains("<integer 1..99>: a whole number"),
        "{}",
        answers[3]
    );
    assert!(answers[4].starts_with("DOMAINS\n") && answers[4].contains(" VM2000 "));
    let wide = |line: &str| line.chars().count() > 80;
    assert!(!answers.iter().any(|a| a.lines().any(wide)));
    assert!(
        answers[0].ends_with("GUIDANCE=*MINIMUM first"),
        "{}",
        answers[0]
    );
}

/// Commands V21, page 314.
#[test]
fn the_form_of_the_options_shows_what_holds_even_where_it_is_only_shown() {
    let session = after(CONSOLE, &["/MOD-SDF-OPT INP=*ON(7)", "/MOD-SDF-OPT?"]);
    let form = texts(&session, CONSOLE, Kind::Display).concat();
    assert!(form.contains("GUIDANCE             = *EXPERT\n"), "{form}");
    assert!(form.contains("NUMBER-OF-INPUTS    = 7\n"), "{form}");
}

#[test]
fn the_attributes_of_a_command_are_shown_by_its_abbreviation() {
    let session = after(
        CONSOLE,
        &["/SHOW-CMD-ATTR SH-VM-RES", "/SHOW-CMD-ATTR MIG-VM"],
    );
    let text = shown(&session, CONSOLE);
    assert!(text.contains("SHOW-VM-RESOURCES "), "{text}");
    let ambiguous = "'MIGRATE-VM, MIGRATE-VM-DEFINITION'";
    assert!(
        text.contains("CMD0187 ") && text.contains(ambiguous),
        "{text}"
    );
}

#[test]
fn a_guest_is_told_of_its_own_commands_only() {
    let session = after("VM12PROD", &["/?", "/MIGRATE-VM?", "/SHOW-VM?"]);
    let menu = &texts(&session, "VM12PROD", Kind::Display)[0];
    assert!(menu.contains(" SDF ") && !menu.contains(" VM2000 "));
    let text = shown(&session, "VM12PROD");
    assert_eq!(
        text.matches("this is a command of VM2000").count(),
        2,
        "{text}"
    );
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
    assert_eq!(done, ["HELP-MSG-INFORMATION CMD0001", "MIGRATE-VM VMC0011"]);
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
    for line in [
        "/MOD-SDF-OPT INPUT-HIST=*OFF",
        "/REMARK",
        "/SHOW-INPUT-HISTORY",
    ] {
        enter(&mut session, CONSOLE, line);
        idle(&mut session);
    }
    assert_eq!(
        texts(&session, CONSOLE, Kind::Display).pop().unwrap(),
        format!("{history}\nINPUT-HISTORY=*OFF: no further input is kept")
    );
    enter(&mut session, CONSOLE, "/RESTORE-SDF-INPUT 999");
    idle(&mut session);
    assert!(shown(&session, CONSOLE).contains("NO INPUT '999' IN THE INPUT HISTORY. KEPT: 1 TO 3"));
    for line in ["/MOD-SDF-OPT INPUT-HIST=*RESET", "/SHOW-INPUT-HISTORY"] {
        enter(&mut session, CONSOLE, line);
        idle(&mut session);
    }
    assert_eq!(session.restored(console), None);
    assert!(session.view().restored.is_empty());
    assert_eq!(
        completed(&session, CONSOLE).pop().unwrap(),
        "SHOW-INPUT-HISTORY VMC0020"
    );
    assert_eq!(texts(&session, "ABGSE701", Kind::Display), [""; 0]);
}

#[test]
fn options_that_have_no_effect_leave_the_others_in_force() {
    let line = "/MOD-SDF-OPT SYNTAX=MINE,CONT=*OLD,GUID=*MIN,LOGGING=*ACC,DEF-PROG=LMS";
    let session = after(CONSOLE, &[line, "/SHOW-SDF-OPT"]);
    assert_eq!(
        completed(&session, CONSOLE),
        ["MODIFY-SDF-OPTIONS CMD0002", "SHOW-SDF-OPTIONS CMD0001"]
    );
    let all = records(&session, CONSOLE);
    let told = all.iter().filter_map(Record::message);
    let told: Vec<_> = told.filter(|m| m.id.as_str() == "VMC0001").collect();
    assert_eq!(told.len(), 1);
    let others = "SYNTAX-FILE, CONTINUATION, DEFAULT-PROGRAM-NAME";
    assert_eq!(told[0].inserts[0], others);
    let displays = texts(&session, CONSOLE, Kind::Display);
    let shown = displays.iter().rfind(|text| !text.starts_with("DOMAINS"));
    let shown = shown.unwrap();
    for line in [
        "SYNTAX-FILE          : *NONE",
        "GUIDANCE             : *MINIMUM",
        "LOGGING              : *ACCEPTED-FORM",
        "MODE                 : *EXECUTION",
    ] {
        assert!(shown.lines().any(|known| known == line), "{shown}");
    }
}

/// SDF Dialog Interface V21, page 49.
#[test]
fn logging_says_how_an_accepted_command_is_echoed() {
    for (form, jv, unit) in [
        ("*INPUT-FORM", "/show-jv x,pass='AB'", "/show-cmd-attr run"),
        (
            "*ACCEPTED-FORM",
            "/SHOW-JV JV-CONTENTS=X,PASSWORD=P",
            "/SHOW-CMD-ATTRIBUTES CMD-NAME=RUN",
        ),
        (
            "*INVARIANT-FORM",
            "/SHOW-JV JV-CONTENTS=X,PASSWORD=P",
            "/SHOW-CMD-ATTRIBUTES CMD-NAME=RUN,SELECT=*ALL,INFORMATION=*STD",
        ),
    ] {
        for console in [CONSOLE, TASK] {
            let set = format!("/MODIFY-SDF-OPTIONS LOGGING={form}");
            let lines = [
                &set,
                "/show-jv x,pass='AB'",
                "/show-cmd-attr run",
                "/nonsense  1",
            ];
            let session = after(console, &lines);
            let echoes = texts(&session, console, Kind::Input);
            let jv = jv.replace("'AB'", "^");
            assert!(echoes[1].starts_with(&jv), "{form}: {echoes:?}");
            assert_eq!(echoes[2], unit, "{form}");
            assert_eq!(echoes[3], "/nonsense  1", "{form}");
            // What is recalled is what was typed (page 55).
            let history = after_also(session, console, "/SHOW-INPUT-HISTORY");
            assert!(
                shown(&history, console).contains("show-jv x,pass=^"),
                "{form}"
            );
        }
    }
}

/// SDF Dialog Interface V21, page 56.
#[test]
fn in_test_mode_commands_are_only_checked() {
    let lines = [
        "/MOD-SDF-OPT MODE=*TEST",
        "/MIGRATE-VM 12",
        "/MIGRATE-VM 12,NIX=1",
        "/SHOW-SDF-OPTIONS",
        "/RUN PROC.MIGRATE",
        "/MOD-SDF-OPT MODE=*EXEC",
        "/MIGRATE-VM 12",
    ];
    let session = after(CONSOLE, &lines);
    let mut done = completed(&session, CONSOLE);
    done.truncate(7);
    assert_eq!(
        done,
        [
            "MODIFY-SDF-OPTIONS CMD0001",
            "MIGRATE-VM CMD0093",
            "MIGRATE-VM CMD0202",
            "SHOW-SDF-OPTIONS CMD0001",
            "RUN CMD0093",
            "MODIFY-SDF-OPTIONS CMD0001",
            "MIGRATE-VM CMD0001",
        ]
    );
    let all = shown(&session, CONSOLE);
    assert!(all.contains("MODE                 : *TEST(CHECK-PRIVILEGES=*YES)\n"));
    let checked = message_ids(&session, CONSOLE);
    assert_eq!(checked.iter().filter(|id| *id == "VMC0019").count(), 2);
    // One migration alone, and no file.
    assert_eq!(all.matches("VMS2450").count(), 1, "{all}");
    assert!(!all.contains("NBR1000"));
}

#[test]
fn test_mode_checks_the_rights_of_the_caller_if_it_is_told_to() {
    // It has code 9 alone, and the main console holds E.
    let console = "ABGSE501:C1";
    let code = |privileges: &str| {
        let set = format!("/MOD-SDF-OPT MODE=*TEST(CHECK-PRIV={privileges})");
        completed(&after(console, &[&set, "/RUN PROC.MIGRATE"]), console)
            .pop()
            .unwrap()
    };
    assert_eq!(code("*YES"), "RUN CMD0216");
    assert_eq!(code("*NO"), "RUN CMD0093");
    assert_eq!(code("*UNCH"), "RUN CMD0216");
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
    // Aliases stand behind their command, one column further right.
    let all = displays[1].lines().collect::<Vec<_>>();
    let at = all
        .iter()
        .position(|line| line.starts_with("SHOW-PENDING-MSG "));
    assert!(
        all[at.unwrap() + 1].starts_with(" SHMSG "),
        "{}",
        displays[1]
    );

    let session = after(
        "VM12PROD",
        &[
            "/SHOW-CMD-ATTR SELECT=*OWN",
            "/SHOW-CMD-ATTR CMD-NAME=SHMSG",
        ],
    );
    let displays = texts(&session, "VM12PROD", Kind::Display);
    assert!(displays[0].contains("\nRUN ") && !displays[0].contains("MIGRATE-VM"));
    assert!(
        displays[1].contains("\nSHOW-PENDING-MSG "),
        "{}",
        displays[1]
    );
    let session = after(TASK, &["/SHOW-CMD-ATTR"]);
    assert_eq!(completed(&session, TASK), ["SHOW-CMD-ATTRIBUTES NBR0898"]);
}

/// SDF Dialog Interface V21, page 31: the unguided dialog except for experts.
#[test]
fn without_guidance_a_correction_is_asked_for() {
    let mut session = after(
        CONSOLE,
        &["/MOD-SDF-OPT GUID=*NO", "/MIGRATE-VM 333;REMARK DONE"],
    );
    let console = session.console(CONSOLE).unwrap();
    let last = |session: &Session| texts(session, CONSOLE, Kind::Display).pop().unwrap();
    assert!(last(&session).starts_with("PLEASE CORRECT"));
    assert_eq!(session.open_correction(console), Some("MIGRATE-VM"));
    assert!(session.open_form(console).is_none());
    // `?` brings the form of the command.
    enter(&mut session, CONSOLE, "?");
    assert!(last(&session).contains(">VM-IDENTIFICATION = 333\n"));
    enter(&mut session, CONSOLE, "12");
    enter(&mut session, CONSOLE, "*EXECUTE");
    idle(&mut session);
    assert_eq!(
        completed(&session, CONSOLE)[1..],
        ["MIGRATE-VM CMD0001", "REMARK CMD0001"]
    );
    // The command anew, which may be wrong again; what stood behind it follows. Anything else
    // in between brings a reminder.
    let reminders = |session: &Session| {
        let all = texts(session, CONSOLE, Kind::Display);
        all.iter()
            .filter(|t| t.starts_with("PLEASE CORRECT MIGRATE-VM"))
            .count()
    };
    let before = reminders(&session);
    for line in [
        "/MIGRATE-VM 333;REMARK DONE",
        "/MIGRATE-VM 334",
        "12",
        "/REMARK BETWEEN",
    ] {
        enter(&mut session, CONSOLE, line);
        idle(&mut session);
    }
    assert_eq!(reminders(&session) - before, 4);
    assert_eq!(session.open_correction(console), Some("MIGRATE-VM"));
    // The wrong line comes back to be edited, and its errors are told in the form.
    enter(&mut session, CONSOLE, "/MIGRATE-VM 3333,JV-PASSWORD='X'");
    assert_eq!(
        session.restored(console),
        Some("/MIGRATE-VM 3333,JV-PASSWORD=^")
    );
    enter(&mut session, CONSOLE, "?");
    assert!(session.view().form(console).unwrap().said[0].starts_with("CMD0064 "));
    for line in ["*CAN", "/REMARK"] {
        enter(&mut session, CONSOLE, line);
        idle(&mut session);
    }
    assert_eq!(
        completed(&session, CONSOLE)[3..],
        [
            "REMARK CMD0001",
            "MIGRATE-VM VMC0011",
            "REMARK CMD0001",
            "REMARK CMD0001"
        ]
    );
}

#[test]
fn what_stood_behind_a_command_that_is_given_up_follows() {
    let lines = [
        "/MOD-SDF-OPT GUID=*NO",
        "/MIGRATE-VM 333;REMARK DONE",
        "*CANCEL",
    ];
    let session = after(CONSOLE, &lines);
    assert_eq!(
        completed(&session, CONSOLE)[1..],
        ["MIGRATE-VM VMC0011", "REMARK CMD0001"]
    );
    let console = session.console(CONSOLE).unwrap();
    assert!(session.open_correction(console).is_none());
}

/// A name that means nothing, or several commands, is no command to be corrected; its line
/// comes back all the same.
#[test]
fn a_line_comes_back_whose_command_is_not_known() {
    let mut session = after(CONSOLE, &["/MOD-SDF-OPT GUID=*NO"]);
    let console = session.console(CONSOLE).unwrap();
    for line in ["/MIGRAT-VM 12", "/SHOW-VM 12"] {
        enter(&mut session, CONSOLE, line);
        assert_eq!(session.restored(console), Some(line));
        assert!(
            completed(&session, CONSOLE)
                .pop()
                .unwrap()
                .ends_with("CMD0202")
        );
    }
    // Experts are told, and that is all.
    let session = after(CONSOLE, &["/MOD-SDF-OPT GUID=*EXPERT", "/MIGRATE-VM 333"]);
    assert_eq!(completed(&session, CONSOLE)[1], "MIGRATE-VM CMD0202");
    assert!(session.open_correction(console).is_none());
    assert!(session.view().restored.is_empty());
}

#[test]
fn whoever_asks_within_a_command_goes_on_with_it() {
    for (line, back, cursor) in [
        ("/MIGRATE-VM ?", "/MIGRATE-VM ", 12),
        (
            "/MIGRATE-VM VM-ID=?,SERVER=ABGSE701",
            "/MIGRATE-VM VM-ID=,SERVER=ABGSE701",
            18,
        ),
    ] {
        let session = after(CONSOLE, &[line]);
        let restored = &session.view().restored[0];
        assert_eq!(
            (restored.input.as_str(), restored.cursor),
            (back, Some(cursor))
        );
        let told = texts(&session, CONSOLE, Kind::Display).pop().unwrap();
        assert!(
            told.contains("NAMES  : VM05WHSE (5), VM12PROD (12)"),
            "{told}"
        );
    }
}

#[test]
fn the_numbers_of_a_menu_far_above_bring_it_back_first() {
    let mut session = after(CONSOLE, &["/?", "VM200", "/REMARK", "1"]);
    let all = shown(&session, CONSOLE);
    assert!(all.contains("the menu takes a number, a domain"), "{all}");
    let menus = |session: &Session| {
        let all = texts(session, CONSOLE, Kind::Display);
        all.iter().filter(|t| t.starts_with("DOMAINS\n")).count()
    };
    assert_eq!(menus(&session), 2);
    assert!(all.contains("the menu again"));
    enter(&mut session, CONSOLE, "1");
    assert!(
        !texts(&session, CONSOLE, Kind::Display)
            .pop()
            .unwrap()
            .starts_with("DOMAINS")
    );
}

#[test]
fn a_command_is_chosen_from_a_menu_by_its_number() {
    let mut session = after(CONSOLE, &["/?", "vm2000"]);
    let mut menu = texts(&session, CONSOLE, Kind::Display).pop().unwrap();
    for page in 2..9 {
        if menu.contains(" MIGRATE-VM ") {
            break;
        }
        enter(&mut session, CONSOLE, "+");
        menu = texts(&session, CONSOLE, Kind::Display).pop().unwrap();
        assert!(menu.contains(&format!("({page} of ")), "{menu}");
    }
    let number = |menu: &str, name: &str| {
        let line = menu
            .lines()
            .find(|line| line.contains(&format!(" {name} ")));
        line.unwrap().split_whitespace().next().unwrap().to_owned()
    };
    enter(&mut session, CONSOLE, &number(&menu, "MIGRATE-VM"));
    let console = session.console(CONSOLE).unwrap();
    assert_eq!(session.open_form(console).unwrap().command(), "MIGRATE-VM");
    // From the form to the menu of a domain, and from there another command at once.
    enter(&mut session, CONSOLE, "NEXT = (DEVICE)");
    let menu = texts(&session, CONSOLE, Kind::Display).pop().unwrap();
    assert!(
        menu.starts_with("DEVICE\n") && !menu.contains("MIGRATE-VM"),
        "{menu}"
    );
    assert!(session.open_form(console).is_none());
    enter(&mut session, CONSOLE, "99");
    assert!(shown(&session, CONSOLE).contains("the menu has the numbers 1 to"));
    enter(
        &mut session,
        CONSOLE,
        &number(&menu, "START-CONFIGURATION-UPDATE"),
    );
    idle(&mut session);
    let done = completed(&session, CONSOLE);
    assert!(
        done.last()
            .unwrap()
            .starts_with("START-CONFIGURATION-UPDATE ")
    );
}

/// SDF Dialog Interface V21, page 24.
#[test]
fn a_menu_is_left_by_the_statements_that_leave_a_form() {
    let mut session = after(CONSOLE, &["/?", "SDF", "*EXIT"]);
    let menus = texts(&session, CONSOLE, Kind::Display);
    assert_eq!(menus.last(), menus.first());
    enter(&mut session, CONSOLE, "*CANCEL");
    assert!(shown(&session, CONSOLE).contains("the menu is left; /? brings it back"));
    enter(&mut session, CONSOLE, "1");
    assert_eq!(texts(&session, CONSOLE, Kind::Rejection).len(), 1);
}

#[test]
fn in_guided_dialog_an_ambiguous_name_brings_the_menu_of_what_it_may_mean() {
    let mut session = after(CONSOLE, &["/MOD-SDF-OPT GUID=*MED", "/SHOW-VM-DE"]);
    let done = completed(&session, CONSOLE);
    assert_eq!(done.last().unwrap(), "SHOW-VM-DE CMD0202");
    let menu = texts(&session, CONSOLE, Kind::Display).pop().unwrap();
    assert!(
        menu.starts_with("VM2000\n  1 SHOW-VM-DEFINITION "),
        "{menu}"
    );
    enter(&mut session, CONSOLE, "2");
    let console = session.console(CONSOLE).unwrap();
    let form = session.open_form(console).unwrap();
    assert_eq!(form.command(), "SHOW-VM-DEVICE-STATUS");
    let unguided = after(CONSOLE, &["/SHOW-VM-DE"]);
    assert!(!shown(&unguided, CONSOLE).contains("NEXT = a number"));
}

#[test]
fn a_menu_keeps_the_operands_of_the_line_and_takes_names() {
    let mut session = after(
        CONSOLE,
        &["/MOD-SDF-OPT GUID=*MAX", "/SHOW-VM-DE VM-N=VM12PROD"],
    );
    let console = session.console(CONSOLE).unwrap();
    // Nothing stands in the line that the number would be typed behind.
    assert_eq!(session.restored(console), None);
    enter(&mut session, CONSOLE, "1?");
    let form = session.open_form(console).unwrap();
    assert_eq!(form.command(), "SHOW-VM-DEFINITION");
    let last = |session: &Session| texts(session, CONSOLE, Kind::Display).pop().unwrap();
    assert!(
        last(&session).contains("VM-NAME     = VM12PROD\n"),
        "{}",
        last(&session)
    );
    for line in ["*CANCEL", "/?", "(VM2000)", "MIGRATE-VM"] {
        enter(&mut session, CONSOLE, line);
        idle(&mut session);
    }
    assert_eq!(session.open_form(console).unwrap().command(), "MIGRATE-VM");
    for line in ["*DOMAIN-MENU", "REMARK AN EXAMPLE"] {
        enter(&mut session, CONSOLE, line);
        idle(&mut session);
    }
    let done = completed(&session, CONSOLE);
    assert_eq!(done.last().unwrap(), "REMARK CMD0001");
    // Behind other lines a name without a slash is none.
    enter(&mut session, CONSOLE, "*CANCEL");
    enter(&mut session, CONSOLE, "SHOW-SDF-OPTIONS");
    idle(&mut session);
    assert_eq!(completed(&session, CONSOLE).len(), done.len());
}

#[test]
fn a_form_tells_at_once_what_is_wrong_in_what_it_begins_with() {
    for lines in [
        &[
            "/MOD-SDF-OPT GUID=*MIN",
            "/START-VM VM-ID=3,MAIN-CONSOLE=(C0,C1?",
        ][..],
        &["/START-VM VM-ID=3,MAIN-CONSOLE=(C0,C1?"],
    ] {
        let session = after(CONSOLE, lines);
        let all = shown(&session, CONSOLE);
        assert!(all.contains(">MAIN-CONSOLE"), "{all}");
        assert!(all.contains("OPERANDS  : VM-IDENTIFICATION=3\n"), "{all}");
        assert!(all.contains("CMD0"), "{all}");
    }
    // What is only missing is no mistake yet.
    let session = after(CONSOLE, &["/MOD-SDF-OPT GUID=*MIN", "/MIGRATE-VM?"]);
    assert!(!shown(&session, CONSOLE).contains("PLEASE CORRECT"));
}

#[test]
fn without_a_screen_an_expert_is_only_shown_what_was_entered_before() {
    let session = after(CONSOLE, &["/REMARK ONE", "/!REMARK?"]);
    let console = session.console(CONSOLE).unwrap();
    assert!(session.open_form(console).is_none());
    assert!(shown(&session, CONSOLE).contains(" TEXT = ONE\n"));
}

#[test]
fn the_form_of_the_options_shows_what_holds_beside_what_was_written() {
    let line = "/MOD-SDF-OPT INPUT-HIST=*ON(5)?";
    let session = after(CONSOLE, &["/MOD-SDF-OPT GUID=*MIN", line]);
    let form = texts(&session, CONSOLE, Kind::Display).pop().unwrap();
    for row in ["NUMBER-OF-INPUTS    = 5\n", "PASSWORD-PROTECTION = *YES\n"] {
        assert!(form.contains(row), "{form}");
    }
    // What does not fit is cut where a sign says so.
    let cut = form.lines().find(|line| line.starts_with("OPERANDS  : "));
    assert!(cut.unwrap().starts_with("OPERANDS  : <"), "{form}");
}

#[test]
fn in_guided_dialog_the_menu_comes_back() {
    let mut session = after(TASK, &["/MOD-SDF-OPT GUID=*MIN", "/?", "(PROCEDURE)"]);
    let menu = texts(&session, TASK, Kind::Display).pop().unwrap();
    assert!(menu.starts_with("PROCEDURE\n"), "{menu}");
    let remark = menu.lines().position(|line| line.contains("REMARK"));
    for line in [
        remark.unwrap().to_string().as_str(),
        "TEXT=HELLO",
        "*EXECUTE",
    ] {
        enter(&mut session, TASK, line);
        idle(&mut session);
    }
    assert_eq!(texts(&session, TASK, Kind::Display).pop().unwrap(), menu);
}

/// SDF Dialog Interface V21, pages 31 and 55; Commands V21, page 387.
#[test]
fn forms_of_a_user_task() {
    let mut session = after(TASK, &["/MIGRATE-VM 77", "/MIGRATE-VM?"]);
    let console = session.console(TASK).unwrap();
    // Guided for the time of one command.
    assert_eq!(session.open_form(console).unwrap().command(), "MIGRATE-VM");
    enter(&mut session, TASK, "*CANCEL");
    // The last input as a form.
    enter(&mut session, TASK, "/!MIGRATE-VM?");
    let form = texts(&session, TASK, Kind::Display).pop().unwrap();
    assert!(form.contains("VM-IDENTIFICATION = 77\n"), "{form}");
    // A line that goes on.
    for line in ["VM-ID=78,JV-PASS=-", "'AB'"] {
        enter(&mut session, TASK, line);
    }
    let form = texts(&session, TASK, Kind::Display).pop().unwrap();
    assert!(
        form.contains("VM-IDENTIFICATION=78,JV-PASSWORD=^\n"),
        "{form}"
    );
    assert!(!digest(&session).contains("'AB'"));
    enter(&mut session, TASK, "*CANCEL");
    enter(&mut session, TASK, "/!SHOW-VM-RES?");
    assert!(digest(&session).contains("VMC0010"));
    // A secret value that is to be entered apart.
    enter(&mut session, TASK, "/MIGRATE-VM 78,JV-PASSWORD=^");
    assert!(session.open_form(console).is_some());
    enter(&mut session, TASK, "*EXECUTE");
    assert!(session.open_form(console).is_some(), "without its value");
    enter(&mut session, TASK, "JV-PASS='AB'");
    enter(&mut session, TASK, "*EXECUTE");
    assert!(session.open_form(console).is_none());
}

#[test]
fn options_are_shown_and_a_recalled_input_is_a_form_in_guided_dialog() {
    let mut session = after(
        TASK,
        &[
            "/MOD-SDF-OPT INPUT-HISTORY=*ON(NUMBER-OF-INPUTS=2),GUID=*MIN",
            "/SHOW-SDF-OPTIONS",
            "/REMARK ONE",
            "/REMARK TWO",
            "/SHOW-INPUT-HISTORY *ALL",
        ],
    );
    // The menu comes back behind each command.
    let mut displays = texts(&session, TASK, Kind::Display);
    assert!(displays.last().unwrap().starts_with("DOMAINS\n"));
    displays.retain(|text| !text.starts_with("DOMAINS\n"));
    assert!(
        displays[0].contains("GUIDANCE             : *MINIMUM\n"),
        "{displays:?}"
    );
    let names = displays[0]
        .lines()
        .map(|line| line.split_whitespace().next().unwrap());
    assert_eq!(names.count(), 10);
    assert!(
        displays[0]
            .ends_with("INPUT-HISTORY        : *ON(NUMBER-OF-INPUTS=2,PASSWORD-PROTECTION=*YES)")
    );
    assert_eq!(displays[1], "    3 REMARK ONE\n    4 REMARK TWO");
    enter(&mut session, TASK, "/MOD-SDF-OPT?");
    let form = texts(&session, TASK, Kind::Display).pop().unwrap();
    assert!(form.contains("GUIDANCE             = *MINIMUM\n"), "{form}");
    for line in ["*CANCEL", "/RESTORE-SDF-INPUT -1"] {
        enter(&mut session, TASK, line);
        idle(&mut session);
    }
    let form = texts(&session, TASK, Kind::Display).pop().unwrap();
    assert!(form.contains("TEXT = TWO\n"), "{form}");
    for line in [
        "*CANCEL",
        "/START-CONFIGURATION-UPDATE",
        "/RESTORE-SDF-INPUT -1",
    ] {
        enter(&mut session, TASK, line);
        idle(&mut session);
    }
    assert!(message_ids(&session, TASK).contains(&"CMD0070".to_owned()));
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
    let session = after(CONSOLE, &[&format!("/REMARK {}", "X".repeat(72))]);
    assert_eq!(completed(&session, CONSOLE), ["REMARK CMD0001"]);
    let session = after(CONSOLE, &[&format!("/REMARK {}", "X".repeat(73))]);
    assert_eq!(completed(&session, CONSOLE), ["REMARK CMD0202"]);
}

/// SDF Dialog Interface V21, pages 24 to 34.
#[test]
fn guided_dialog_guides() {
    let mut session = after(CONSOLE, &["/MOD-SDF-OPT GUID=*MED"]);
    let console = session.console(CONSOLE).unwrap();
    let last = |session: &Session| texts(session, CONSOLE, Kind::Display).pop().unwrap();
    // It begins with the menu of domains, which a question mark brings again.
    assert!(last(&session).starts_with("DOMAINS\n"));
    enter(&mut session, CONSOLE, "sdf");
    assert!(last(&session).starts_with("SDF\n"));
    enter(&mut session, CONSOLE, "?");
    assert!(last(&session).starts_with("DOMAINS\n"));
    // A command by its name alone brings its form, without an error.
    for line in ["/START-VM", "/MIGRATE-VM \"now\""] {
        enter(&mut session, CONSOLE, line);
        let command = session.open_form(console).unwrap().command().to_owned();
        assert!(line.contains(&command), "{line}");
        assert!(!last(&session).contains("PLEASE CORRECT"), "{line}");
        enter(&mut session, CONSOLE, "*CANCEL");
        assert!(session.open_form(console).is_none(), "{line}");
    }
    assert!(
        message_ids(&session, CONSOLE)
            .iter()
            .all(|id| id == "VMC0011")
    );
    // With operands it is carried out, and so is one that has none.
    for line in ["/HELP-MSG VMS2450", "/START-CONFIGURATION-UPDATE"] {
        enter(&mut session, CONSOLE, line);
        idle(&mut session);
        assert!(session.open_form(console).is_none(), "{line}");
    }
    // Unguided again, nothing of this holds.
    enter(&mut session, CONSOLE, "/MOD-SDF-OPT GUID=*EXPERT");
    idle(&mut session);
    enter(&mut session, CONSOLE, "?");
    assert!(shown(&session, CONSOLE).contains("REJ1"));
    enter(&mut session, CONSOLE, "/SHOW-SDF-OPTIONS");
    assert!(session.open_form(console).is_none());
}

#[test]
fn a_command_without_a_name_is_not_called_by_a_blank() {
    let session = after(CONSOLE, &["/   SERVER-UNIT-NAME=ABGSE701"]);
    assert_eq!(
        completed(&session, CONSOLE)[0],
        "SERVER-UNIT-NAME=ABGSE701 CMD0202"
    );
}

#[test]
fn a_mistyped_statement_is_no_value_of_a_form() {
    let operands = |session: &Session| {
        let lines = texts(session, CONSOLE, Kind::Display).pop().unwrap();
        let own = |line: &&str| line.contains(" VM-IDENTIFICATION") && line.contains(" = ");
        lines.lines().rfind(own).unwrap().to_owned()
    };
    let form = ["/MOD-SDF-OPT GUID=*MIN", "/CHECK-VM-MIGRATION?", "VM-ID=12"];
    for line in ["*TSET", "*TSET VM-ID=5", "*DWON(MONJV)", "*NIX"] {
        let mut session = after(CONSOLE, &form);
        enter(&mut session, CONSOLE, line);
        assert!(operands(&session).ends_with("= 12"), "{line}");
        let all = shown(&session, CONSOLE);
        assert!(all.contains("NEXT takes *EXECUTE / *TEST"), "{line}: {all}");
        assert!(!all.contains("CMD0064"), "{line}: {all}");
    }
    // A keyword of the first operand is one, and a mistyped one is told.
    let form = ["/MOD-SDF-OPT GUID=*MIN", "/SHUTDOWN-VM?", "VM-ID=12"];
    let mut session = after(CONSOLE, &form);
    enter(&mut session, CONSOLE, "*VM-GEUSTS");
    assert!(operands(&session).ends_with("= 12"));
    assert!(shown(&session, CONSOLE).contains("write VM-IDENTIFICATION=*VM-GUESTS, or for NEXT"));
    enter(&mut session, CONSOLE, "*VM-GUESTS");
    assert!(operands(&session).contains("= *VM-GUESTS"));
}

#[test]
fn a_form_below_a_menu_gets_the_answer() {
    let lines = ["/MOD-SDF-OPT GUID=*MIN", "/?", "/CHECK-VM-MIGRATION", "12"];
    let mut session = after(CONSOLE, &lines);
    let console = session.console(CONSOLE).unwrap();
    assert!(session.open_form(console).is_some());
    let last = |session: &Session| texts(session, CONSOLE, Kind::Display).pop().unwrap();
    assert!(
        last(&session).contains("VM-IDENTIFICATION = 12"),
        "{}",
        last(&session)
    );
    // The menu that is shown behind the form is answered first.
    enter(&mut session, CONSOLE, "/?");
    idle(&mut session);
    assert!(last(&session).starts_with("DOMAINS\n"));
    enter(&mut session, CONSOLE, "1");
    assert!(!last(&session).starts_with("DOMAINS\n") && !last(&session).contains("COMMAND :"));
}

#[test]
fn whoever_recalls_what_is_not_kept_has_nothing_to_correct() {
    let session = after(CONSOLE, &["/MOD-SDF-OPT GUID=*NO", "/!MIGRATE-VM?"]);
    assert!(message_ids(&session, CONSOLE).contains(&"VMC0010".to_owned()));
    assert!(!shown(&session, CONSOLE).contains("PLEASE CORRECT"));
    let console = session.console(CONSOLE).unwrap();
    assert!(session.open_correction(console).is_none());
}

/// The menu that a form leads to is in front of an older form, which comes back behind it.
#[test]
fn a_menu_opened_from_an_inner_form_is_answered_before_the_outer_one() {
    let lines = [
        "/MOD-SDF-OPT GUID=*MIN",
        "*CANCEL",
        "/MIGRATE-VM?",
        "VM-ID=12",
        "/SHOW-INPUT-HISTORY?",
    ];
    let last = |session: &Session| texts(session, CONSOLE, Kind::Display).pop().unwrap();
    let open = |session: &Session| {
        let console = session.console(CONSOLE).unwrap();
        session.open_form(console).map(|f| f.command().to_owned())
    };
    for (leads, title) in [("(SDF)", "SDF\n"), ("*EXIT", "DOMAINS\n")] {
        let mut session = after_also(after(CONSOLE, &lines), CONSOLE, leads);
        assert!(last(&session).starts_with(title), "{leads}");
        assert_eq!(open(&session), None, "{leads}");
        session = after_also(session, CONSOLE, "1");
        assert!(
            !completed(&session, CONSOLE)
                .iter()
                .any(|c| c.contains("MIGRATE"))
        );
        for _ in 0..4 {
            if open(&session).as_deref() == Some("MIGRATE-VM") {
                break;
            }
            session = after_also(session, CONSOLE, "*CANCEL");
        }
        assert_eq!(open(&session).as_deref(), Some("MIGRATE-VM"), "{leads}");
        assert!(last(&session).contains("VM-IDENTIFICATION = 12"), "{leads}");
    }
}

/// The same where no menu comes back by itself: behind the end of the command.
#[test]
fn behind_the_command_of_a_menu_the_outer_form_comes_back() {
    let lines = ["/MIGRATE-VM?", "VM-ID=12", "/SHOW-INPUT-HISTORY?", "(SDF)"];
    let mut session = after(TASK, &lines);
    let console = session.console(TASK).unwrap();
    let menu = texts(&session, TASK, Kind::Display).pop().unwrap();
    let options = menu.lines().find(|l| l.contains(" SHOW-SDF-OPTIONS"));
    let number = options
        .unwrap()
        .split_whitespace()
        .next()
        .unwrap()
        .to_owned();
    for line in [number.as_str(), "SHOW-SDF-OPTIONS"] {
        let mut session = session.clone();
        enter(&mut session, TASK, line);
        assert!(
            session
                .open_form(console)
                .is_none_or(|f| f.command() != "MIGRATE-VM")
        );
        if session.open_form(console).is_some() {
            enter(&mut session, TASK, "*EXECUTE");
        }
        idle(&mut session);
        let open = session.open_form(console);
        assert!(open.is_some_and(|f| f.command() == "MIGRATE-VM"), "{line}");
        assert!(completed(&session, TASK).contains(&"SHOW-SDF-OPTIONS CMD0001".to_owned()));
    }
    enter(&mut session, TASK, "*CANCEL");
    assert!(session.open_form(console).is_some());
}

#[test]
fn a_line_of_one_or_two_hyphens_leads_to_a_page_of_a_form() {
    let lines = ["/MOD-SDF-OPT GUID=*MIN", "/MIGRATE-VM?", "VM-ID=5"];
    for page in ["-", "--", "+", "++"] {
        let mut session = after_also(after(CONSOLE, &lines), CONSOLE, page);
        let form = texts(&session, CONSOLE, Kind::Display).pop().unwrap();
        assert!(form.contains("VM-IDENTIFICATION = 5"), "{page}: {form}");
        enter(&mut session, CONSOLE, "*CANCEL");
        let console = session.console(CONSOLE).unwrap();
        assert!(session.open_form(console).is_none(), "{page}");
    }
    // Within an input that goes on a hyphen still continues it.
    let mut session = after(CONSOLE, &lines);
    for line in ["VM-ID=-", "-", "6"] {
        enter(&mut session, CONSOLE, line);
    }
    let form = texts(&session, CONSOLE, Kind::Display).pop().unwrap();
    assert!(form.contains("VM-IDENTIFICATION = 6"), "{form}");
}

#[test]
fn a_guided_menu_comes_back_behind_a_command_by_its_name_as_by_its_number() {
    let last = |session: &Session| texts(session, CONSOLE, Kind::Display).pop().unwrap();
    for name in ["SHOW-SDF-OPTIONS", "/SHOW-SDF-OPTIONS"] {
        let mut session = after(CONSOLE, &["/MOD-SDF-OPT GUID=*MAX"]);
        enter(&mut session, CONSOLE, name);
        idle(&mut session);
        assert_eq!(
            completed(&session, CONSOLE).last().unwrap(),
            "SHOW-SDF-OPTIONS CMD0001"
        );
        assert!(
            last(&session).starts_with("DOMAINS\n"),
            "{}",
            last(&session)
        );
        // Who has left it is not led back.
        for line in ["*CANCEL", "/SHOW-SDF-OPTIONS"] {
            enter(&mut session, CONSOLE, line);
            idle(&mut session);
        }
        assert!(
            !last(&session).starts_with("DOMAINS\n"),
            "{}",
            last(&session)
        );
    }
}

#[test]
fn what_next_and_a_menu_take_is_told_in_full() {
    let mut session = after(
        CONSOLE,
        &["/MOD-SDF-OPT GUID=*MIN", "*CANCEL", "/MIGRATE-VM?"],
    );
    enter(&mut session, CONSOLE, "NEXT=12");
    let all = shown(&session, CONSOLE);
    let all = all.split_whitespace().collect::<Vec<_>>().join(" ");
    for statement in ["*CONTINUE", "*REFRESH", "CMD?", "*CANCEL"] {
        let told = all.rsplit("NEXT takes").next().unwrap();
        assert!(told.contains(statement), "{statement}: {told}");
    }
    assert!(all.contains("NEXT = a number, DOMAIN, COMMAND, *CANCEL"));
}

#[test]
fn a_slash_alone_is_told_that_it_lacks_a_command() {
    let session = after(CONSOLE, &["/"]);
    let all = shown(&session, CONSOLE);
    assert!(all.contains("a command belongs behind the slash"), "{all}");
    assert!(!all.contains("begins with a slash"), "{all}");
}

/// What is no value of the first operand is a command there, as at a menu.
#[test]
fn a_command_in_a_form_needs_no_slash() {
    let form = ["/MOD-SDF-OPT GUID=*MIN", "/MIGRATE-VM?", "VM-ID=12"];
    let open = |session: &Session| {
        let console = session.console(CONSOLE).unwrap();
        session.open_form(console).map(|f| f.command().to_owned())
    };
    let kept = |session: &Session| {
        let form = texts(session, CONSOLE, Kind::Display).pop().unwrap();
        assert!(form.contains("VM-IDENTIFICATION = 12"), "{form}");
    };
    for line in [
        "SHOW-SDF-OPTIONS",
        "show-sdf-opt",
        "NEXT=SHOW-SDF-OPT",
        "NEXT=/SHOW-SDF-OPT",
    ] {
        let session = after_also(after(CONSOLE, &form), CONSOLE, line);
        let done = completed(&session, CONSOLE);
        assert_eq!(done.last().unwrap(), "SHOW-SDF-OPTIONS CMD0001", "{line}");
        assert_eq!(open(&session).as_deref(), Some("MIGRATE-VM"), "{line}");
    }
    for line in ["SHOW-VM-STATUS?", "NEXT=SHOW-VM-STATUS?"] {
        let mut session = after_also(after(CONSOLE, &form), CONSOLE, line);
        assert_eq!(open(&session).as_deref(), Some("SHOW-VM-STATUS"), "{line}");
        enter(&mut session, CONSOLE, "*CANCEL");
        assert_eq!(open(&session).as_deref(), Some("MIGRATE-VM"), "{line}");
        kept(&session);
    }
    // Without a hyphen, or with a name behind, it is a value as ever.
    for line in ["12", "VM12PROD", "VM-ID=12"] {
        let session = after_also(after(CONSOLE, &form), CONSOLE, line);
        assert_eq!(open(&session).as_deref(), Some("MIGRATE-VM"), "{line}");
    }
}

/// The first operand takes names with hyphens: only a question mark or a slash tells.
#[test]
fn a_name_that_the_first_operand_takes_is_a_value() {
    let form = ["/MOD-SDF-OPT GUID=*MIN", "/SHOW-CMD-ATTRIBUTES?"];
    let open = |line: &str| {
        let session = after_also(after(CONSOLE, &form), CONSOLE, line);
        let shown = texts(&session, CONSOLE, Kind::Display).pop().unwrap();
        (completed(&session, CONSOLE).pop().unwrap(), shown)
    };
    let (_, shown) = open("SHOW-SDF-OPTIONS");
    assert!(shown.contains("= SHOW-SDF-OPTIONS"), "{shown}");
    assert_eq!(open("/SHOW-SDF-OPTIONS").0, "SHOW-SDF-OPTIONS CMD0001");
    let (_, shown) = open("SHOW-VM-STATUS?");
    assert!(shown.contains("SHOW-VM-STATUS"), "{shown}");
    assert!(!shown.contains("SHOW-CMD-ATTRIBUTES"), "{shown}");
}

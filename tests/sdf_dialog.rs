//! The command language as an operator meets it at consoles and in user tasks.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::*;
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

//! Passwords that somebody types, and every way out on which they must not go. Lessons have
//! a test of their own for their result files.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use crate::common::*;
use vmcons::engine::Session;

const CONSOLE: &str = "ABGSE501";
const TASK: &str = "ABGSE501:ADMIN";
/// A line with a password in it, right but for the length of the password.
const RIGHT: &str = "/MIGRATE-VM 12,JV-PASSWORD='GEHM'";
/// Lines with it that are wrong in one way or another.
const WRONG: [&str; 7] = [
    "/MIGRATE-VM 12,JV-PASSWORD='GEHM",
    "/MIGRATE-VM 12,JV-PASS=GEHM;REMARK",
    "/MIGRATE-VM 12,,,'GEHM',X",
    "/NO-COMMAND PASSWORD='GEHM'",
    "JV-PASSWORD='GEHM'",
    "/JV-PASSWORD='GEHM'",
    "/MIGRATE-VM 12,MONJV=X,'GEHM'",
];

fn lines() -> impl Iterator<Item = &'static str> {
    std::iter::once(RIGHT).chain(WRONG)
}

fn hides(shown: &str, what: &str) {
    assert!(!shown.contains("GEHM"), "{what}:\n{shown}");
    assert!(shown.contains("PASS"), "{what}:\n{shown}");
}

fn after(console: &str, lines: impl IntoIterator<Item = &'static str>) -> Session {
    let mut session = session();
    for line in lines {
        enter(&mut session, console, line);
        idle(&mut session);
    }
    session
}

/// What the program says to these lines, with these arguments, on both ways.
fn said(arguments: &[&str], lines: &str) -> String {
    let Ended { out, err, .. } = vmcons(arguments, lines);
    out + &err
}

#[test]
fn no_console_shows_them() {
    for console in [CONSOLE, TASK, "VM12PROD"] {
        hides(&digest(&after(console, lines())), console);
    }
}

#[test]
fn no_part_of_a_continued_line_shows_them() {
    for parts in [
        ["/MIGRATE-VM 12,JV-PASSWORD=-", "/'GEHM'"],
        ["/MIGRATE-VM 12,JV-PASSWORD='GE-", "/HM'"],
        ["/MIGRATE-VM 12,JV-PASS-", "/WORD='GEHM'"],
        ["/MIGRATE-VM 12,MONJV=X,-", "/'GEHM'"],
    ] {
        let shown = digest(&after(TASK, parts));
        assert!(!shown.contains("GEHM"), "{parts:?}\n{shown}");
        assert!(
            !shown.contains("GE-") && !shown.contains("HM'"),
            "{parts:?}\n{shown}"
        );
    }
}

#[test]
fn no_form_shows_them() {
    let lines = [
        "/MIGRATE-VM?",
        "VM-ID=12,JV-PASSWORD='GEHM'",
        "JV-PASSWORD='GEHMXX'",
        "JV-PASSWORD='GEHM",
        "*CANCEL",
    ];
    hides(&digest(&after(TASK, lines)), "form");
}

#[test]
fn no_log_of_consoles_has_them() {
    let session = after(CONSOLE, lines());
    let files = session.conslogs();
    let logged: Vec<String> = files.iter().map(|file| file.text.clone()).collect();
    hides(&logged.concat(), "CONSLOG");
}

#[test]
fn no_history_has_them() {
    for console in [CONSOLE, TASK] {
        let look = ["/SHOW-INPUT-HISTORY", "/RESTORE-SDF-INPUT 1"];
        hides(&digest(&after(console, lines().chain(look))), console);
    }
}

#[test]
fn no_session_without_a_screen_says_them() {
    let typed: String = lines().map(|line| format!("{line}\n")).collect();
    hides(&said(&["--plain", "--speed", "max"], &typed), "--plain");
}

#[test]
fn no_batch_says_them() {
    let typed: String = lines().map(|line| format!("{line}\n")).collect();
    for format in ["text", "json"] {
        hides(&said(&["batch", "--format", format], &typed), format);
    }
}

/// A recording repeats what was typed, or it could not be gone on with; nobody else may
/// read it.
#[cfg(unix)]
#[test]
fn a_recording_has_them_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;

    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("secrets");
    std::fs::remove_dir_all(&folder).ok();
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("shift.tape");
    let path = path.to_str().unwrap();
    let shown = said(
        &["--plain", "--speed", "max", "--record", path],
        &format!("{RIGHT}\n"),
    );
    hides(&shown, "while it is recorded");
    let mode = std::fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert!(std::fs::read_to_string(path).unwrap().contains("GEHM"));
    // What a film of it shows is what the screen has shown.
    for ending in ["txt", "jsonl", "cast", "ansi"] {
        let film = folder.join(format!("film.{ending}"));
        let call = ["export", path, "-o", film.to_str().unwrap()];
        let told = said(&call, "");
        let shown = std::fs::read_to_string(&film);
        let shown = shown.unwrap_or_else(|e| panic!("{ending}: {e}: {told}"));
        assert!(!shown.contains("GEHM"), "{ending}\n{shown}");
    }
}

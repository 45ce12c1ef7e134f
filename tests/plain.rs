//! A session without a screen, as a pipe and a screen reader get it.
#![allow(clippy::unwrap_used)]

use crate::common::*;

/// What a plain session writes to stdout and stderr for these lines, and whether all went
/// well.
fn told(arguments: &[&str], lines: &str) -> (String, String, bool) {
    let plain = ["--plain", "--speed", "max"];
    let Ended { code, out, err } = vmcons(&[&plain, arguments].concat(), lines);
    (out, err, code == 0)
}

#[test]
fn lines_come_behind_the_names_of_their_consoles_until_the_work_is_done() {
    let (out, _, well) = told(&[], "/MIGRATE-VM 12\n@ABGSE701 /SHOW-VM-STATUS\n");
    assert!(well);
    assert!(out.lines().all(|line| line.contains(": ")), "{out}");
    assert!(
        !out.contains('\u{1b}') && !out.contains("ABGSE501:ADMIN: "),
        "{out}"
    );
    // A broken line is one again.
    let started = "VMS2450 LIVE MIGRATION OF VM (12,VM12PROD) TO TARGET SU 'ABGSE701' STARTED";
    assert!(out.contains(started), "{out}");
    assert!(
        out.contains("ABGSE501: %VMS") && out.contains("VMS2451"),
        "{out}"
    );
    assert!(
        out.lines()
            .any(|line| line.starts_with("ABGSE701: ") && line.contains("NBR0740"))
    );
}

#[test]
fn what_the_program_says_itself_is_no_output() {
    let lines = "@help\n@map\n@nowhere /X\n@nowhere\n@reply ABGSE501 Y\n@explain VMS2450\n@wait 10m\n@back x\n";
    let (out, said, well) = told(&[], lines);
    assert_eq!((out.as_str(), well), ("", true));
    for part in [
        "@inject link-loss ABGSE501: let a fault happen",
        "12 VM12PROD RUNNING",
        "there is no console nowhere: @consoles",
        "@wait is for scripts (vmcons batch)",
        "no question is open there",
        "Meaning",
        "`x` is not a span of time",
    ] {
        assert!(said.contains(part), "{part} in\n{said}");
    }
    assert!(said.is_ascii() && !said.contains("[#"), "{said}");
}

#[test]
fn who_leaves_still_hears_what_the_last_line_is_answered_but_waits_for_no_migration() {
    let lines = "/MIGRATE-VM 12\n/SHOW-VM-STATUS\n@quit\n";
    let Ended { code, out, .. } = vmcons(&["--plain"], lines);
    assert_eq!(code, 0);
    assert!(
        out.contains("NBR0740 COMMAND COMPLETED 'SHOW-VM-STATUS'"),
        "{out}"
    );
    assert!(!out.contains("VMS2451"), "{out}");
}

#[test]
fn a_trainer_steers_it_and_an_exam_knows_none() {
    let lines =
        "@keep calm\n@inject su-down ABGSE701\n@restore calm\n@hear all\n@quit\n/MIGRATE-VM 12\n";
    let (out, said, _) = told(&[], lines);
    assert!(said.contains("back at snapshot `calm`"), "{said}");
    assert!(
        !out.contains("MIGRATE-VM"),
        "nothing comes behind @quit: {out}"
    );
    let (_, said, _) = told(&["--trainer", "off"], "@inject su-down ABGSE701\n@map\n");
    assert_eq!(
        said.matches("only a trainer does this").count(),
        2,
        "{said}"
    );
}

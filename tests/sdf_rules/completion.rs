//! Section 9: how a command ends at a console.

use super::courses::{CONSOLE, Course, TASK, check};

const ENDS: &[Course] = &[
    (
        "9 the message, its return code and its date",
        CONSOLE,
        &["/REMARK"],
        &[
            "NBR0740 COMMAND COMPLETED 'REMARK'; (RESULT: SC2=000, SC1=000, MC=CMD0001); \
             DATE: 2026-01-12 CMD0001\n",
        ],
        &[],
    ),
    (
        "9 an abbreviation: the full name",
        CONSOLE,
        &["/rema"],
        &["COMMAND COMPLETED 'REMARK'; "],
        &[],
    ),
    (
        "9 an alias: the full name",
        CONSOLE,
        &["/SHMSG"],
        &["COMMAND COMPLETED 'SHOW-PENDING-MSG'; (RESULT: SC2=001, SC1=000, MC=EXC0031)"],
        &["SHMSG"],
    ),
    (
        "9 a bad end as well",
        CONSOLE,
        &["/MIGRATE-VM 333"],
        &["COMMAND COMPLETED 'MIGRATE-VM'; (RESULT: SC2=000, SC1=001, MC=CMD0202)"],
        &[],
    ),
    (
        "9 no operands, whatever was wrong",
        CONSOLE,
        &["/NONSENSE X=1"],
        &["COMMAND COMPLETED 'NONSENSE'; (RESULT: SC2=000, SC1=001, MC=CMD0202)"],
        &[],
    ),
    (
        "9 each command of a line",
        CONSOLE,
        &["/REMARK; SHMSG"],
        &["'REMARK'; ", "'SHOW-PENDING-MSG'; "],
        &[],
    ),
    (
        "9 only at consoles is it shown",
        TASK,
        &["/REMARK"],
        &["NBR0740 "],
        &["CMD0202"],
    ),
];

#[test]
fn section_9_the_end_of_a_command() {
    check(ENDS);
    // A user task does not show it.
    let session = super::courses::after(TASK, &["/REMARK"]);
    let shown = crate::common::records(&session, TASK);
    let lines: Vec<String> = shown
        .iter()
        .flat_map(|r| r.lines.iter().map(ToString::to_string).collect::<Vec<_>>())
        .collect();
    assert!(
        !lines.iter().any(|line| line.contains("NBR0740")),
        "{lines:?}"
    );
}

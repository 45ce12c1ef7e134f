//! Section 11: procedures and small commands. Not emulated: S variables and the control
//! structures of SDF-P.

use super::courses::{CONSOLE, Course, TASK, check};

const SMALL: &[Course] = &[
    (
        "11 REMARK",
        CONSOLE,
        &["/REMARK anything, 'at (all"],
        &["'REMARK'; (RESULT: SC2=000, SC1=000, MC=CMD0001)"],
        &[],
    ),
    (
        "11 REMARK ends at a semicolon",
        CONSOLE,
        &["/REMARK it's; NONSENSE"],
        &["'REMARK'; ", "'NONSENSE'; "],
        &[],
    ),
    (
        "11 SET-JOB-STEP in procedures only",
        CONSOLE,
        &["/SET-JOB-STEP"],
        &["VMC0016 ", " VMC0016"],
        &["CMD0186"],
    ),
    (
        "11 its alias",
        TASK,
        &["/STJSP"],
        &["VMC0016 "],
        &["CMD0186"],
    ),
    (
        "11 no IF",
        TASK,
        &["/IF (MODE == 'DEBUG')"],
        &["CMD0186 OPERATION NAME 'IF' UNKNOWN"],
        &[],
    ),
    (
        "11 LOGGING has the form INPUT",
        TASK,
        &["/SHOW-SDF-OPTIONS"],
        &["LOGGING              : *INPUT-FORM\n"],
        &[],
    ),
    (
        "11 LOGGING=*ACCEPTED-FORM",
        TASK,
        &["/MOD-SDF-OPT LOGGING=*ACC", "/SHOW-SDF-OPTIONS"],
        &["LOGGING              : *ACCEPTED-FORM\n"],
        &["VMC0001"],
    ),
];

#[test]
fn section_11_small_commands() {
    check(SMALL);
}

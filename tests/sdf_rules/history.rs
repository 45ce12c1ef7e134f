//! Section 8: the command history. Not emulated: commands of AID, and the keyboard of a
//! terminal that wants one character overwritten before it sends a line again.

use super::courses::{CONSOLE, Course, TASK, check};

const HISTORY: &[Course] = &[
    (
        "8 correct inputs, numbered; the others are not kept",
        TASK,
        &["/REMARK A", "/NONSENSE", "/REMARK B", "/SHOW-INPUT-HISTORY"],
        &["    1 REMARK A\n    2 REMARK B"],
        &["NONSENSE"],
    ),
    (
        "8 unguided: as it was entered",
        TASK,
        &["/mod-sdf-opt , *exp", "/SHOW-INPUT-HISTORY"],
        &["    1 mod-sdf-opt , *exp"],
        &[],
    ),
    (
        "8 guided: as it was accepted",
        TASK,
        &[
            "/mod-sdf-opt?",
            "guid=*exp",
            "*EXECUTE",
            "/SHOW-INPUT-HISTORY",
        ],
        &["    1 MODIFY-SDF-OPTIONS SYNTAX-FILE=*NONE,GUIDANCE=*EXPERT,"],
        &["guid"],
    ),
    (
        "8 passwords as ^",
        TASK,
        &["/SHOW-JV X,PASSWORD='OPEN'", "/SHOW-INPUT-HISTORY"],
        &["    1 SHOW-JV X,PASSWORD=^"],
        &["OPEN"],
    ),
    (
        "8 ISP commands, which may hold passwords, are not kept",
        CONSOLE,
        &["/ASR HELP", "/REMARK A", "/SHOW-INPUT-HISTORY"],
        &["    1 REMARK A"],
        &["ASR"],
    ),
    (
        "8 but with PASSWORD-PROTECTION=*SDF-ONLY",
        CONSOLE,
        &[
            "/MOD-SDF-OPT INPUT-HIST=*ON(PASS=*SDF-ONLY)",
            "/ASR HELP",
            "/SHOW-INPUT-HISTORY",
        ],
        &["    2 ASR HELP"],
        &[],
    ),
    (
        "8 there is no PASSWORD-PROTECTION=*NO",
        CONSOLE,
        &["/MOD-SDF-OPT INPUT-HIST=*ON(PASS=*NO)"],
        &[
            "VMC0001 ",
            "PASSWORD-PROTECTION",
            "SC2=002, SC1=000, MC=CMD0002",
        ],
        &[],
    ),
    (
        "8 the protection is shown, and *UNCHANGED keeps it",
        CONSOLE,
        &[
            "/MOD-SDF-OPT INPUT-HIST=*ON(PASS=*SDF-ONLY)",
            "/MOD-SDF-OPT INPUT-HIST=*ON(5)",
            "/SHOW-SDF-OPT",
        ],
        &["*ON(NUMBER-OF-INPUTS=5,PASSWORD-PROTECTION=*SDF-ONLY)"],
        &[],
    ),
    (
        "8 *OFF",
        TASK,
        &[
            "/REMARK A",
            "/MOD-SDF-OPT INPUT-HISTORY=*OFF",
            "/REMARK B",
            "/SHOW-INPUT-HISTORY",
        ],
        &["    1 REMARK A\n"],
        &["REMARK B"],
    ),
    (
        "8 *RESET",
        TASK,
        &[
            "/REMARK A",
            "/MOD-SDF-OPT INPUT-HISTORY=*RESET",
            "/SHOW-INPUT-HISTORY",
        ],
        &["VMC0020 NO INPUT IS KEPT. INPUT-HISTORY=*ON"],
        &["REMARK A"],
    ),
    (
        "8 *RESET: what follows is stored",
        TASK,
        &[
            "/MOD-SDF-OPT INPUT-HISTORY=*OFF",
            "/MOD-SDF-OPT INPUT-HISTORY=*RESET",
            "/REMARK B",
            "/SHOW-INPUT-HISTORY",
        ],
        &["    1 REMARK B"],
        &["VMC0010 "],
    ),
    (
        "8 *ON with a maximum",
        TASK,
        &[
            "/REMARK A",
            "/MOD-SDF-OPT INPUT-HIST=*ON(1)",
            "/REMARK B",
            "/SHOW-INPUT-HISTORY",
        ],
        &["    3 REMARK B"],
        &["REMARK A"],
    ),
    (
        "8 RESTORE-SDF-INPUT *LAST-CMD, and what looks at the history is not in it",
        TASK,
        &[
            "/REMARK A",
            "/REMARK B",
            "/SHOW-INPUT-HISTORY",
            "/RESTORE-SDF-INPUT",
        ],
        &["/REMARK B\n"],
        &["REMARK A", "SHOW-INPUT-HISTORY"],
    ),
    (
        "8 an absolute number",
        TASK,
        &["/REMARK A", "/REMARK B", "/RESTORE-SDF-INPUT INPUT=1"],
        &["/REMARK A\n"],
        &["REMARK B"],
    ),
    (
        "8 a relative number",
        TASK,
        &["/REMARK A", "/REMARK B", "/RESTORE-SDF-INPUT INPUT=-2"],
        &["/REMARK A\n"],
        &["REMARK B"],
    ),
    (
        "8 a number that is not kept",
        TASK,
        &["/REMARK A", "/RESTORE-SDF-INPUT 7"],
        &["VMC0010 ", "'7'"],
        &[],
    ),
    (
        "8 !cmd?: its last input as a form",
        TASK,
        &["/SHOW-JV ONE", "/SHOW-JV TWO", "/REMARK", "/!SHOW-JV?"],
        &["COMMAND : SHOW-JV\n", " JV-CONTENTS = TWO\n"],
        &["= ONE"],
    ),
    (
        "8 ? behind the name of a recalled command: its form",
        TASK,
        &["/SHOW-JV ONE", "/RESTORE-SDF-INPUT", "/SHOW-JV? ONE"],
        &[" JV-CONTENTS = ONE\n"],
        &[],
    ),
    (
        "8 a secret of a recalled command has a blanked field",
        TASK,
        &["/SHOW-JV ONE,'OPEN'", "/!SHOW-JV?"],
        &[" JV-CONTENTS = ONE\n", " PASSWORD    =\n"],
        &["OPEN"],
    ),
    (
        "8 and an unchanged ^ is asked for in it",
        TASK,
        &["/SHOW-JV ONE,^"],
        &["COMMAND : SHOW-JV\n", " PASSWORD    =\n"],
        &["CMD0"],
    ),
    (
        "8 in guided dialog: the form",
        TASK,
        &[
            "/SHOW-JV ONE",
            "/MOD-SDF-OPT GUID=*MIN",
            "/RESTORE-SDF-INPUT -2",
        ],
        &["COMMAND : SHOW-JV\n", " JV-CONTENTS = ONE\n"],
        &[],
    ),
    (
        "8 and for a command without operands help and CMD0070",
        TASK,
        &[
            "/MOD-SDF-OPT GUID=*MIN",
            "/START-CONFIGURATION-UPDATE",
            "/RESTORE-SDF-INPUT -1",
        ],
        &["CMD0070 ", "Begin to change the I/O configuration"],
        &["COMMAND : "],
    ),
];

#[test]
fn section_8_the_command_history() {
    check(HISTORY);
}

#[test]
fn section_8_each_task_has_its_own() {
    let mut session = super::courses::after(CONSOLE, &["/REMARK A"]);
    let from = crate::common::records(&session, TASK).len();
    crate::common::enter(&mut session, TASK, "/SHOW-INPUT-HISTORY");
    crate::common::idle(&mut session);
    let shown = super::courses::brought(&session, TASK, from);
    assert!(shown.contains("VMC0020 "), "{shown}");
}

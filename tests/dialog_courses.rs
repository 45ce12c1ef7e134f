//! Any course of guided dialogs, menus, corrections and procedures comes to its end.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::common::*;
use proptest::prelude::*;

const CONSOLES: [&str; 3] = ["ABGSE501", "ABGSE501:ADMIN", "VM12PROD"];

/// What leads from one state of a dialog to another.
const LINES: &[&str] = &[
    "/?",
    "?",
    "1",
    "/2",
    "7",
    "(VM2000)",
    "NEXT = (SDF)",
    "*EXIT",
    "*CANCEL",
    "*EXECUTE",
    "",
    "/MOD-SDF-OPT GUID=*NO",
    "/MOD-SDF-OPT GUID=*MIN",
    "/MOD-SDF-OPT GUID=*EXPERT,INPUT-HIST=*ON(1)",
    "/MIGRATE-VM 333;REMARK X",
    "/CHECK-VM-MIGRATION?",
    "/!CHECK-VM-MIGRATION?",
    "/CHECK-VM-MIGRATION 12,ABGSE701",
    "/MIGRATE-VM 3,JV-PASSWORD=^",
    "VM-ID=12,-",
    "UNITS=A,B,C",
    "PRIV=*PARAMETERS(IO-RESET=*NO",
    "/RESTORE-SDF-INPUT",
    "/REMARK it's; STEP -",
    "/SHOW-VM-RES-",
    "/RUN PROC.MIGRATE",
    "/RUN PROC.CONTINUED;RUN PROC.CONTINUED",
    "/CANCEL-RUN-PROCESS R001",
    "/CALL-VM-PROCEDURE PROC.CONTINUED",
    "/CALL-VM-PROCEDURE PROC.MIGRATE;?",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_course_ends(course in prop::collection::vec((0..3_usize, 0..LINES.len(), 0..4_u8), 1..40)) {
        let mut session = session();
        for (console, line, steps) in course {
            enter(&mut session, CONSOLES[console], LINES[line]);
            for _ in 0..steps {
                session.step();
            }
        }
        idle(&mut session);
        for console in CONSOLES {
            let id = session.console(console).unwrap();
            prop_assert!(!session.is_busy(id));
            while session.open_form(id).is_some() || session.open_correction(id).is_some() {
                session.reply(id, "*CANCEL");
                idle(&mut session);
            }
        }
        for record in session.log().since(0) {
            prop_assert!(record.lines.iter().all(|line| line.chars().count() <= 80), "{record:?}");
        }
    }
}

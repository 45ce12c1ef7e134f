//! The courses of guests as data: what is said, asked and done, and when.
//!
//! The manuals print single lines of startups and shutdowns, never a whole log: the
//! order, the times and all texts marked own in the catalogue are ours. What is printed:
//! NSI1110, NSI6005, NSI0050, NSI0077, the end of the startup of a monitor system
//! (VM2000 V12.0 User Guide, page 40), BCA08F8 before BCAM ACTIVE (openNet Server V21,
//! DCSTART), the questions of SLED (Diagnostics Handbook V21, pages 187 to 189).

use super::course::Script;
use super::insert::Insert;
use super::question::Question;
use super::turn::Turn;
use crate::catalog::MessageId;
use crate::vm2000::ids::*;

/// A step: what happens, how much later than the step before, and under which condition.
pub(super) struct Step {
    pub after_ms: u64,
    pub when: When,
    pub act: Act,
}

/// When a step is taken at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    Always,
    /// With INFORMATION-BYTE=*DIALOG.
    Dialog,
    /// With INFORMATION-BYTE=*AUTOMATIC.
    Automatic,
    /// Nobody was to be asked, but there is no parameter file.
    Unfound,
    /// The operator has asked to see to the time.
    Unlocked,
    /// The operator has set another time.
    Corrected,
    /// A command file was named.
    CommandFile,
    /// Another system uses a disk of the home pubset.
    Locked,
    /// In a monitor system, with VM2000.
    Monitor,
    /// VM2000 has asked for it, and not the operator.
    ByVm2000,
    /// SLED is not to decide by itself.
    OwnDump,
    /// Another limit was asked for.
    OtherLimit,
}

/// What happens in a step.
#[derive(Debug, Clone, Copy)]
pub(super) enum Act {
    /// A task says something.
    Say(&'static str, MessageId, &'static [Insert]),
    /// The operator is asked.
    Ask(Question),
    /// Something happens to the system.
    Turn(Turn),
}

/// The sender of the resident part of the startup (BS2000 "Introduction to System
/// Administration" V21, page 13).
pub(super) const RESIDENT: &str = "P";
/// A task of the later part (page 13).
pub(super) const STARTUP_TASK: &str = "TSC";
/// Console handling. This and the following were not seen printed; ours.
pub(super) const CONSOLE_TASK: &str = "UCO";
/// The operator task of the console that a system is loaded from (page 286).
pub(super) const OPERATOR_TASK: &str = "XAAA";
pub(super) const BCAM_TASK: &str = "BCAM";
pub(super) const MSCF_TASK: &str = "MSCF";
pub(super) const POSIX_TASK: &str = "POSX";
pub(super) const VM2000_TASK: &str = "VMS";

/// The steps of a course.
pub(super) fn steps(script: Script) -> &'static [Step] {
    match script {
        Script::Startup => STARTUP,
        Script::Shutdown => SHUTDOWN,
        Script::Dump => DUMP,
    }
}

const fn say(
    after_ms: u64,
    when: When,
    task: &'static str,
    id: MessageId,
    inserts: &'static [Insert],
) -> Step {
    let act = Act::Say(task, id, inserts);
    Step {
        after_ms,
        when,
        act,
    }
}

const fn ask(after_ms: u64, when: When, question: Question) -> Step {
    let act = Act::Ask(question);
    Step {
        after_ms,
        when,
        act,
    }
}

const fn turn(after_ms: u64, turn: Turn) -> Step {
    let act = Act::Turn(turn);
    Step {
        after_ms,
        when: When::Always,
        act,
    }
}

const STARTUP: &[Step] = &[
    say(
        800,
        When::Always,
        RESIDENT,
        NSI1000,
        &[Insert::Version, Insert::Mode],
    ),
    ask(1_200, When::Dialog, Question::Options),
    say(
        200,
        When::Automatic,
        RESIDENT,
        NSI1111,
        &[Insert::Fixed("EOT"), Insert::Fixed("NSI1110")],
    ),
    say(
        1_500,
        When::Always,
        RESIDENT,
        NSI1120,
        &[Insert::Date, Insert::Time, Insert::ClockSource],
    ),
    ask(200, When::Unlocked, Question::Time),
    turn(0, Turn::Clock),
    say(
        200,
        When::Corrected,
        RESIDENT,
        NSI1120,
        &[Insert::Date, Insert::Time, Insert::ClockSource],
    ),
    say(
        900,
        When::Dialog,
        RESIDENT,
        NSI1130,
        &[Insert::Memory, Insert::Cpus],
    ),
    ask(700, When::Dialog, Question::ParameterFile),
    say(1_000, When::Unfound, RESIDENT, NSI0052, &[]),
    ask(300, When::Unfound, Question::ParameterFile),
    say(
        1_400,
        When::Always,
        RESIDENT,
        NSI0053,
        &[Insert::ParameterFile],
    ),
    ask(900, When::Dialog, Question::StartType),
    say(
        300,
        When::Automatic,
        RESIDENT,
        NSI1111,
        &[Insert::Fixed("UNCHANGED"), Insert::Fixed("NSI6005")],
    ),
    ask(800, When::Locked, Question::LabelLock),
    turn(0, Turn::Import),
    say(
        2_600,
        When::Always,
        STARTUP_TASK,
        EXC0560,
        &[Insert::HomePubset],
    ),
    say(
        1_700,
        When::Always,
        STARTUP_TASK,
        EXC0561,
        &[Insert::StartType],
    ),
    ask(1_300, When::Dialog, Question::CommandFile),
    say(
        1_600,
        When::Always,
        CONSOLE_TASK,
        EXC0040,
        &[Insert::Conslog],
    ),
    say(
        800,
        When::Always,
        CONSOLE_TASK,
        NBR0970,
        &[Insert::Fixed(OPERATOR_TASK), Insert::Console],
    ),
    say(1_200, When::Monitor, VM2000_TASK, VMS5541, &[]),
    turn(1_500, Turn::Ready),
    say(
        600,
        When::CommandFile,
        CONSOLE_TASK,
        NSI0078,
        &[Insert::CommandFile],
    ),
    turn(0, Turn::Commands),
    turn(2_400, Turn::Begins(BCAM_TASK)),
    say(
        0,
        When::Always,
        BCAM_TASK,
        BCA08F8,
        &[
            Insert::Fixed("2047"),
            Insert::Fixed("1024"),
            Insert::Fixed("8192"),
            Insert::Fixed("32768"),
            Insert::Fixed("8192"),
        ],
    ),
    say(1_800, When::Always, BCAM_TASK, BCA08F9, &[]),
    turn(500, Turn::BcamActive),
    turn(1_500, Turn::Begins(MSCF_TASK)),
    say(0, When::Always, MSCF_TASK, MCS0011, &[]),
    turn(2_200, Turn::Begins(POSIX_TASK)),
    say(0, When::Always, POSIX_TASK, POS4100, &[]),
];

const SHUTDOWN: &[Step] = &[
    say(0, When::ByVm2000, VM2000_TASK, NRTV001, &[]),
    say(300, When::Always, STARTUP_TASK, EXC0550, &[]),
    say(1_200, When::Always, STARTUP_TASK, EXC0551, &[Insert::Jobs]),
    turn(100, Turn::JobsEnd),
    say(900, When::Always, MSCF_TASK, MCS0012, &[]),
    turn(600, Turn::VmsEnd),
    say(1_400, When::Always, BCAM_TASK, BCA08FA, &[]),
    say(1_100, When::Always, STARTUP_TASK, EXC0552, &[]),
    say(900, When::Always, CONSOLE_TASK, EXC0553, &[Insert::Conslog]),
    say(1_500, When::Always, STARTUP_TASK, EXC0557, &[]),
    turn(0, Turn::End),
];

const DUMP: &[Step] = &[
    say(2_000, When::Always, RESIDENT, NSD1001, &[Insert::Version]),
    ask(800, When::Dialog, Question::StandardDump),
    ask(300, When::OwnDump, Question::ChangeLimit),
    ask(300, When::OtherLimit, Question::Limit),
    ask(300, When::OwnDump, Question::Pages),
    say(500, When::Always, RESIDENT, NSD1112, &[Insert::Limit]),
    say(
        9_000,
        When::Always,
        RESIDENT,
        NSD1801,
        &[Insert::DumpFile, Insert::Pages],
    ),
    turn(1_000, Turn::Dumped),
];

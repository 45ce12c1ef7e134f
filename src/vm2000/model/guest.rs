//! The BS2000 systems on VMs, the monitor systems included.

use std::collections::VecDeque;

use super::{Job, JobKind};
use crate::sim::Tick;
use crate::vm2000::guest::{Course, StartupFiles};

/// The BS2000 system on a VM.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuestSystem {
    /// `BS2000`.
    pub system: String,
    /// Its version, such as `V20.0B`.
    pub version: String,
    /// Minutes east of UTC that its clock shows, wherever it runs.
    pub utc_offset: i32,
    /// How far it has come.
    pub phase: GuestPhase,
    /// Counts its starts and ends; what was due before does not happen any more.
    pub run: u32,
    /// The number of its session, 1 to 999.
    pub session: u16,
    /// The log file of its consoles that is open.
    pub conslog: LogFile,
    /// How much it tells by itself.
    pub chatter: Chatter,
    /// Whether it is started anew by itself after a crash (SET-RESTART-OPTIONS).
    pub restarts: bool,
    /// Whether its startup finds a parameter file without being told one.
    pub has_parameters: bool,
    /// The files that its startup may be told.
    pub files: StartupFiles,
    /// The mnemonic name of the console that it is loaded from, if its startup parameters
    /// give it one; else it is that of a device of the VM.
    pub console: Option<String>,
    /// Whether its channels and controllers may be detached for all systems at once: not
    /// with the system parameter VMGIORAL=NO.
    pub vmgioral: bool,
    /// What it goes through, if it is being started, dumped or ended.
    pub course: Option<Course>,
    /// Whether SHUTDOWN MODE=*QUIET holds: users are warned, no new jobs are taken.
    pub is_quiet: bool,
    /// Its jobs, system tasks first.
    pub jobs: Vec<Job>,
    /// The jobs that are still to come after its startup, by their kinds.
    pub expected: VecDeque<JobKind>,
    /// How many TSNs it has given to jobs of users.
    pub tsns: u16,
    /// When it has last asked something by itself.
    pub asked_at: Option<Tick>,
    /// Whether something that it was to tell came due while its VM was held.
    pub is_held_up: bool,
    /// Whether a job was to come while its VM was held.
    pub jobs_held_up: bool,
    /// Whether a disk of its home pubset was taken from it while it ran.
    pub is_homeless: bool,
}

impl Default for GuestSystem {
    fn default() -> Self {
        GuestSystem {
            system: "BS2000".to_owned(),
            version: "V21.0B".to_owned(),
            utc_offset: 0,
            phase: GuestPhase::None,
            run: 0,
            session: 1,
            conslog: LogFile::default(),
            chatter: Chatter::ByLoad,
            restarts: false,
            has_parameters: true,
            files: StartupFiles::default(),
            console: None,
            vmgioral: true,
            course: None,
            is_quiet: false,
            jobs: Vec::new(),
            expected: VecDeque::new(),
            tsns: 0,
            asked_at: None,
            is_held_up: false,
            jobs_held_up: false,
            is_homeless: false,
        }
    }
}

/// A log file, as far as its name tells it from others of its system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogFile {
    /// When it was opened.
    pub opened: Tick,
    /// Which one of its day it is, 1 to 999.
    pub serial: u16,
}

impl LogFile {
    /// The first one that a session of a system opens.
    pub fn first(opened: Tick) -> Self {
        LogFile { opened, serial: 1 }
    }
}

impl Default for LogFile {
    fn default() -> Self {
        LogFile::first(Tick::START)
    }
}

/// How far a guest system has come, as bytes 82 to 86 of a VM's MONJV say it
/// (VM2000 V10.0 User Guide, page 151).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum GuestPhase {
    /// `NONE`: not loaded.
    #[default]
    None,
    /// `START`: in its startup.
    Startup,
    /// `READY`: SYSTEM READY was reached.
    Ready,
    /// `RSTRT`: in a restart.
    Restart,
    /// `NTERM`: ended by SHUTDOWN.
    Ended,
    /// `ATERM`: ended by SETS or by an administrator.
    Aborted,
}

/// How much a guest tells by itself. All of it is ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Chatter {
    /// What its load makes believable, but no question: nobody has asked for troubles.
    #[default]
    ByLoad,
    /// Nothing.
    None,
    /// Now and then a line.
    Low,
    /// As on a working day.
    Normal,
    /// A lot.
    High,
}

impl Chatter {
    /// The names that a scenario may give.
    pub const NAMED: [(&'static str, Chatter); 5] = [
        ("by-load", Chatter::ByLoad),
        ("none", Chatter::None),
        ("low", Chatter::Low),
        ("normal", Chatter::Normal),
        ("high", Chatter::High),
    ];
}

//! Conditions: what is to be the case in the world and on its consoles.
//!
//! A condition never looks at keystrokes, so every right way counts. Facts are joined
//! with `and`, `or`, `not` and brackets; names are taken in any case.
//!
//! | fact | holds if |
//! |---|---|
//! | `vm VM12PROD [on ABGSE701] [RUNNING]` | the VM is there and in that state: `RUNNING`, `READY` (its guest has come up), `INIT-ONLY`, `IN-HOLD`, `DOWN`, `NOT-INITIALIZED`, `MIGRATING` |
//! | `guests ABGSE501 = 0` | the SU executes so many VMs beside its monitor VM |
//! | `memory VM12PROD >= 8192` | the VM has so many MB |
//! | `memory ABGSE501 free < 4096` | the SU has so many MB left |
//! | `cpus VM12PROD = 2` | the VM has so many virtual CPUs |
//! | `device B100 of VM09ARCH [attached]` | the VM has the device, or its guest uses it, too |
//! | `definition VM12PROD on ABGSE501` | the SU keeps a definition of the VM |
//! | `jv MONJV.LM on ABGSE501 /FINISHED/` | the job variable of that system has such a value |
//! | `monjv VM12PROD` | a job variable monitors the VM |
//! | `su ABGSE501 up`, `su ABGSE501 down` | the monitor system works, or the SU is down |
//! | `link ABGSE501 up`, `... down` | the link between the SUs of its cluster carries data |
//! | `question VM12PROD` | a question waits for an answer on the console |
//! | `shown ABGSE501 /VMS2451/` | the console has shown that since the step began |
//! | `completed ABGSE501 SHOW-VM-STATUS` | such a command has ended well there since then |
//! | `failed ABGSE501 MIGRATE-VM` | such a command has ended badly, or was rejected, since then |
//! | `idle` | no command and no migration is under way |
//! | `passed 10m` | so much simulated time has passed since the step began |
//! | `step NAME` | the step of that name is done |

mod fact;
mod hold;
mod parse;
mod phrase;
mod token;

#[cfg(test)]
mod tests;

pub use hold::Scene;
pub use parse::parse;
pub use token::Wrong;

use crate::sim::Span;
use crate::tape::Pattern;

/// What is to be the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// Each of them.
    All(Vec<Condition>),
    /// At least one of them.
    Any(Vec<Condition>),
    /// The opposite.
    Not(Box<Condition>),
    /// Something that can be looked up.
    Fact(Fact),
}

/// Something that can be looked up. Names of the world are in upper case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// A VM is somewhere, in some state.
    Vm {
        /// Its name.
        name: String,
        /// The server unit that is to execute it.
        on: Option<String>,
        /// Its state.
        state: Option<State>,
    },
    /// A server unit executes so many guests.
    Guests(String, Amount),
    /// A VM has so many MB.
    Memory(String, Amount),
    /// A server unit has so many MB left.
    FreeMemory(String, Amount),
    /// A VM has so many virtual CPUs.
    Cpus(String, Amount),
    /// A VM has a device.
    Device {
        /// The device's mnemonic.
        mnemonic: String,
        /// The VM.
        vm: String,
        /// Whether its guest is to use it.
        attached: bool,
    },
    /// A server unit keeps a definition of a VM.
    Definition {
        /// The VM.
        vm: String,
        /// The server unit.
        on: String,
    },
    /// A job variable has such a value.
    Jv {
        /// Its name as a command would have it.
        name: String,
        /// The console of the system that has it.
        on: String,
        /// What its value matches.
        value: Pattern,
    },
    /// A job variable monitors a VM.
    Monjv(String),
    /// The monitor system of a server unit works, or the server unit is down.
    Su(String, Working),
    /// The link of a server unit's cluster carries data, or does not.
    Link(String, Working),
    /// A question is open on a console.
    Question(String),
    /// A console has shown something since the step began.
    Shown(String, Pattern),
    /// A command has ended at a console since the step began.
    Ended {
        /// The console.
        console: String,
        /// The command's full name.
        command: String,
        /// Whether it did what it was to do.
        well: bool,
    },
    /// Nothing is under way.
    Idle,
    /// So much simulated time has passed since the step began.
    Passed(Span),
    /// Another step is done.
    Step(String),
}

/// The state of a VM, as conditions tell them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Its guest runs.
    Running,
    /// Its guest runs and has come up.
    Ready,
    /// Initialized, without a guest yet.
    InitOnly,
    /// It waits.
    InHold,
    /// Its guest has ended.
    Down,
    /// It is not there.
    NotInitialized,
    /// It is being migrated.
    Migrating,
}

impl State {
    /// All of them, as conditions write them.
    pub const NAMED: [(&'static str, State); 7] = [
        ("RUNNING", State::Running),
        ("READY", State::Ready),
        ("INIT-ONLY", State::InitOnly),
        ("IN-HOLD", State::InHold),
        ("DOWN", State::Down),
        ("NOT-INITIALIZED", State::NotInitialized),
        ("MIGRATING", State::Migrating),
    ];
}

/// Whether something works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Working {
    /// It works.
    Up,
    /// It does not.
    Down,
}

/// How many there are to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// How the number is compared.
    pub relation: Relation,
    /// With what.
    pub number: u64,
}

/// How numbers are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// Equal.
    Equal,
    /// Less.
    Less,
    /// Less or equal.
    AtMost,
    /// More.
    More,
    /// More or equal.
    AtLeast,
}

impl Relation {
    /// All of them, as conditions write them.
    pub const NAMED: [(&'static str, Relation); 5] = [
        ("=", Relation::Equal),
        ("<", Relation::Less),
        ("<=", Relation::AtMost),
        (">", Relation::More),
        (">=", Relation::AtLeast),
    ];
}

impl Amount {
    /// Whether a number is as wanted.
    pub fn fits(self, number: u64) -> bool {
        match self.relation {
            Relation::Equal => number == self.number,
            Relation::Less => number < self.number,
            Relation::AtMost => number <= self.number,
            Relation::More => number > self.number,
            Relation::AtLeast => number >= self.number,
        }
    }
}

impl Condition {
    /// All facts that it is made of.
    pub fn facts(&self) -> Vec<&Fact> {
        match self {
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().flat_map(Condition::facts).collect()
            }
            Condition::Not(inner) => inner.facts(),
            Condition::Fact(fact) => vec![fact],
        }
    }
}

impl Fact {
    /// The server unit that it names, if it names one.
    pub fn unit(&self) -> Option<&str> {
        match self {
            Fact::Vm { on, .. } => on.as_deref(),
            Fact::Guests(unit, _)
            | Fact::FreeMemory(unit, _)
            | Fact::Definition { on: unit, .. }
            | Fact::Su(unit, _)
            | Fact::Link(unit, _) => Some(unit),
            _ => None,
        }
    }

    /// The console that it names, if it names one.
    pub fn console(&self) -> Option<&str> {
        match self {
            Fact::Question(console)
            | Fact::Shown(console, _)
            | Fact::Ended { console, .. }
            | Fact::Jv { on: console, .. } => Some(console),
            _ => None,
        }
    }
}

//! Scenarios: the worlds that a session can start from, as TOML files.
//!
//! A file is read section by section; a mistake is noted and reading goes on with
//! the default, so that one reading shows every mistake.
//!
//! All that a migration depends on, in one file; whatever is left out has a default:
//!
//! ```
//! # let text = r#"
//! schema = 1
//!
//! [[server_unit]]
//! name = "HERE"
//! type = "/390"                       # or "x86"
//! mode = "VM2000"                     # "native": no VMs, no target
//! cpus = 4
//! memory_mb = 32768
//! hypervisor_mb = 128                 # SU /390: below 64 nothing migrates
//! monitor = { memory_mb = 1024 }      # SU /390: below 512 nothing migrates
//! pool = [{ name = "FAST", cpus = ["02", "03"] }]
//! device = [
//!   { mn = "CS", family = "kvp" },
//!   { mn = "FAA4", family = "disk" },
//!   { mn = "FAB0", family = "pav-alias", base = "FAA4" },   # comes back as another
//!   { mn = "7000", family = "tape" },                       # detached on the way
//!   { mn = "7010", family = "emulated-disk" },              # as well
//! ]
//!
//! [[server_unit]]
//! name = "THERE"
//! pool = [{ name = "FAST", cpus = ["03"] }]                 # smaller: CPUs are blocked
//! device = [
//!   { mn = "CS", family = "kvp" },
//!   { mn = "FAA4", family = "disk" },
//!   { mn = "FAB1", family = "pav-alias", base = "FAA4" },
//!   { mn = "7000", family = "tape" },
//!   { mn = "7010", family = "emulated-disk" },
//! ]
//!
//! [[cluster]]
//! name = "BOTH"
//! units = ["HERE", "THERE"]           # two of one type
//! active = true                       # false: nothing migrates
//! link = { mbit = 10000, up = true }  # shared by all migrations of the cluster
//!
//! [[vm]]
//! index = 2
//! name = "MOVER"
//! on = "HERE"
//! state = "RUNNING"                   # DOWN and INIT-ONLY migrate as well
//! memory_mb = 8192
//! cpus = 2
//! pool = "FAST"
//! load = { dirty_mb_s = 40, working_set_mb = 512 }   # or "idle" ... "hot"
//! devices = ["CS", "FAA4", "7000", "7010", "FAB0"]   # ":SD" behind one: shared
//! persistent = true
//! guest = { restart = true, chatter = "none", vmgioral = false }
//!
//! [[fault]]
//! at = "+10s"                         # or "00:17:00", or `when = "THERE /VMS2430/"`
//! name = "link-loss"
//! on = "HERE"
//!
//! [[fault]]
//! at = "+60s"
//! name = "link-loss"
//! on = "HERE"
//! clear = true                        # it ends
//! # "#.replace("schema = 1", "schema = 1\nstart = 2026-01-12T00:06:59Z");
//! # let scenario = vmcons::scenario::Scenario::load("world.toml", &text).unwrap();
//! # assert_eq!(scenario.faults.len(), 2);
//! ```

mod cluster;
mod cpu;
mod device;
mod fault;
mod file;
mod names;
mod operating;
mod privileges;
mod rights;
mod shared;
#[cfg(test)]
mod tests;
mod unit;
mod vm;

pub use file::File;

use crate::builtin;
use crate::sim::{Calendar, Tick};
use crate::text::reader::{self, Report, Section};
use crate::text::{Errors, TextError, nearest};
use crate::vm2000::fault::Fault;
use crate::vm2000::guest;
use crate::vm2000::model::World;
pub use operating::{ConsoleSetup, Operating, Operator, OperatorRole};

/// A scenario that has been read and checked.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// Its title.
    pub title: String,
    /// What the trainee is told.
    pub text: String,
    /// What ticks mean: the date and time of the start.
    pub calendar: Calendar,
    /// The seed of all random streams.
    pub seed: u64,
    /// The world at its start.
    pub world: World,
    /// Faults that happen by themselves.
    pub faults: Vec<ScheduledFault>,
    /// Faults that wait for a line: `link-loss ABGSE501 when ABGSE701 /VMS2430/`.
    pub traps: Vec<String>,
    /// How systems are operated, where it is not as usual.
    pub operating: Vec<Operating>,
    /// The procedures that its systems have.
    pub files: Vec<File>,
}

/// A fault that happens by itself at a tick.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScheduledFault {
    /// When.
    pub at: Tick,
    /// Which, and where.
    pub fault: Fault,
}

impl Scenario {
    /// The schema that this program reads.
    const SCHEMA: u64 = 1;

    /// Reads a scenario file.
    ///
    /// # Errors
    /// Every mistake in it, each with its place.
    pub fn load(file: &str, text: &str) -> Result<Self, Errors> {
        let report = Report::new(file, text);
        let table = report.parse();
        let scenario = Self::read(Section::whole(&report, &table));
        report.finish()?;
        // Without a mistake there is a calendar: a missing or wrong one is a mistake.
        scenario.ok_or_else(|| TextError::whole(file, "this is no scenario").into())
    }

    /// The scenario of this name that is built into the program.
    ///
    /// # Errors
    /// If there is none; the error says which there are.
    pub fn builtin(name: &str) -> Result<Self, Errors> {
        if let Some(file) = builtin::find(builtin::WORLDS, name) {
            return Self::load(file.path, file.text);
        }
        let near = nearest(name, Self::names());
        let help = if near.is_empty() {
            let all: Vec<&str> = Self::names().collect();
            format!(
                "there are: {}; or name a file ending in .toml",
                all.join(", ")
            )
        } else {
            format!("did you mean {}?", near.join(" or "))
        };
        Err(TextError::whole(name, "there is no scenario of this name")
            .help(help)
            .into())
    }

    /// The names of the scenarios built into the program.
    pub fn names() -> impl Iterator<Item = &'static str> {
        builtin::WORLDS.iter().map(builtin::File::stem)
    }

    fn read(mut section: Section<'_>) -> Option<Self> {
        let schema = section.number("schema", Self::SCHEMA, 0..=u64::MAX);
        if schema != Self::SCHEMA {
            let help = format!("write `schema = {}`", Self::SCHEMA);
            section.wrong("schema", format!("schema {schema} is not known"), help);
        }
        let title = section.text("title").map(toml::Spanned::into_inner);
        let text = section.paragraph("text");
        let seed = section.number("seed", 1, 0..=u64::MAX);
        let calendar = section.calendar("start", "2026-01-12T00:06:59Z");

        let mut world = World::new(seed);
        world.calendar = calendar.unwrap_or_default();
        unit::read(&mut section, &mut world);
        cluster::read(&mut section, &mut world);
        vm::read(&mut section, &mut world);
        let faults = fault::read(&mut section, &world, calendar);
        let operating = operating::read(&mut section, &world);
        for operating in &operating {
            let vm = guest::vm_of(&world, operating.system);
            let first = operating.consoles.first();
            world.vm_mut(vm).guest.console = first.map(|console| console.mnemonic.clone());
        }
        let files = file::read(&mut section, &mut world);
        section.finish();
        Some(Scenario {
            title: title.unwrap_or_else(|| "Untitled".to_owned()),
            text,
            calendar: calendar?,
            seed,
            world,
            faults: faults.at,
            traps: faults.when,
            operating,
            files,
        })
    }
}

//! The consoles of a world and their names.

use std::collections::BTreeMap;

use crate::vm2000::model::{System, UnitId, VmId, VmState, World};

/// A console, by its place in the directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConsoleId(pub u32);

impl ConsoleId {
    /// The place as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A console.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Console {
    /// Its name: the SU's, the VM's, or the SU's with `:ADMIN` behind it.
    pub name: String,
    /// The system that it belongs to.
    pub system: System,
    /// What it is.
    pub role: Role,
    /// The task that carries out what is entered at it.
    pub tsn: String,
}

/// What a console is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The main console of a monitor system.
    Monitor,
    /// The main console of a guest system.
    Guest,
    /// The ADMIN dialog of the VM2000 administrator, in a user task.
    Admin,
}

/// A console name that means none, or more than one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// No console has this name.
    #[error("there is no console `{name}`; there are: {}", candidates.join(", "))]
    Unknown {
        /// What was asked for.
        name: String,
        /// The nearest names, or all.
        candidates: Vec<String>,
    },
    /// Several consoles have this name.
    #[error("`{name}` means more than one console: {}", candidates.join(", "))]
    Ambiguous {
        /// What was asked for.
        name: String,
        /// The names that tell them apart.
        candidates: Vec<String>,
    },
}

/// All consoles of a world.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Consoles {
    all: Vec<Console>,
    /// The places of each system's consoles, so that a message finds them at once however
    /// large the world is.
    by_system: BTreeMap<System, Vec<ConsoleId>>,
    /// How many VMs of the world have theirs.
    vms: usize,
}

impl Consoles {
    /// The consoles of a world: for each server unit its monitor system's main console
    /// and its ADMIN dialog, then each guest's main console.
    pub fn of(world: &World) -> Self {
        let mut consoles = Consoles::default();
        for (place, unit) in world.units.iter().enumerate() {
            let system = System::Monitor(UnitId(u16::try_from(place).unwrap_or(u16::MAX)));
            consoles.add(unit.name.clone(), system, Role::Monitor, "XAAA".to_owned());
            let task = format!("0A{:02}", (place + 1) % 100);
            consoles.add(format!("{}:ADMIN", unit.name), system, Role::Admin, task);
        }
        for unit in &world.units {
            for &vm in unit.vms.values() {
                consoles.add_guest(world, vm);
            }
        }
        consoles.grow(world);
        consoles
    }

    /// Adds the consoles of VMs that have appeared. Those of VMs that have gone stay,
    /// with what was on them.
    pub fn grow(&mut self, world: &World) {
        let new = (0..).map(VmId).take(world.vms.len()).skip(self.vms);
        for vm in new {
            if self.of_system(System::Guest(vm)).next().is_none() {
                self.add_guest(world, vm);
            }
        }
        self.vms = world.vms.len();
    }

    /// Whether VMs have appeared that have no consoles yet.
    pub fn lacks_some_of(&self, world: &World) -> bool {
        self.vms < world.vms.len()
    }

    fn add_guest(&mut self, world: &World, vm: VmId) {
        let known = world.vm(vm);
        if !known.is_monitor() {
            let name = known.name.clone();
            self.add(name, System::Guest(vm), Role::Guest, "XAAA".to_owned());
        }
    }

    fn add(&mut self, name: String, system: System, role: Role, tsn: String) {
        let id = ConsoleId(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
        self.by_system.entry(system).or_default().push(id);
        self.all.push(Console {
            name,
            system,
            role,
            tsn,
        });
    }

    /// The console of this id.
    pub fn get(&self, id: ConsoleId) -> Option<&Console> {
        self.all.get(id.index())
    }

    /// All consoles.
    pub fn iter(&self) -> impl Iterator<Item = (ConsoleId, &Console)> {
        (0..).map(ConsoleId).zip(&self.all)
    }

    /// The consoles of one system.
    pub fn of_system(&self, system: System) -> impl Iterator<Item = (ConsoleId, &Console)> {
        let ids = self.by_system.get(&system).into_iter().flatten();
        ids.filter_map(|id| Some((*id, self.get(*id)?)))
    }

    /// The console that a name means, whatever its case: an SU's or a VM's name,
    /// `SU/VM`, each with or without `:ADMIN`.
    ///
    /// # Errors
    /// If it means none or several; the error lists what to write instead.
    pub fn find(&self, world: &World, name: &str) -> Result<ConsoleId, NameError> {
        let found: Vec<ConsoleId> = self
            .iter()
            .filter(|(_, console)| is_called(world, console, name.trim()))
            .map(|(id, _)| id)
            .collect();
        let found = self.in_use(world, &found);
        match found[..] {
            [id] => Ok(id),
            [] => {
                let all = || self.all.iter().map(|console| console.name.as_str());
                let near = crate::text::nearest(name, all());
                let shown: Vec<&str> = if near.is_empty() {
                    all().collect()
                } else {
                    near
                };
                let candidates = shown.into_iter().map(str::to_owned).collect();
                Err(NameError::Unknown {
                    name: name.to_owned(),
                    candidates,
                })
            }
            _ => {
                let full = found
                    .iter()
                    .filter_map(|id| self.get(*id))
                    .map(|c| full_name(world, c));
                Err(NameError::Ambiguous {
                    name: name.to_owned(),
                    candidates: full.collect(),
                })
            }
        }
    }

    /// Of consoles of one name, those whose systems exist; the newest, if none does.
    fn in_use(&self, world: &World, found: &[ConsoleId]) -> Vec<ConsoleId> {
        let is_active = |id: &ConsoleId| self.get(*id).is_some_and(|c| is_active(world, c.system));
        let active: Vec<ConsoleId> = found.iter().copied().filter(is_active).collect();
        if active.is_empty() {
            return found.last().copied().into_iter().collect();
        }
        active
    }
}

/// Whether a system exists now: a VM that is not initialized has none.
pub fn is_active(world: &World, system: System) -> bool {
    match system {
        System::Monitor(_) => true,
        System::Guest(vm) => world.vm(vm).state != VmState::NotInitialized,
    }
}

/// The server unit that executes a system now.
pub fn unit_of(world: &World, system: System) -> UnitId {
    match system {
        System::Monitor(unit) => unit,
        System::Guest(vm) => world.vm(vm).unit,
    }
}

fn is_called(world: &World, console: &Console, name: &str) -> bool {
    if console.name.eq_ignore_ascii_case(name)
        || full_name(world, console).eq_ignore_ascii_case(name)
    {
        return true;
    }
    // Every monitor VM has the same name, so that it needs the SU's as a rule.
    console.role == Role::Monitor && name.eq_ignore_ascii_case("MONITOR")
}

/// The name that tells a console from all others: `SU/VM` for a VM's.
fn full_name(world: &World, console: &Console) -> String {
    let unit = &world.unit(unit_of(world, console.system)).name;
    match console.role {
        Role::Guest => format!("{unit}/{}", console.name),
        Role::Monitor => format!("{unit}/MONITOR"),
        Role::Admin => format!("{unit}/MONITOR:ADMIN"),
    }
}

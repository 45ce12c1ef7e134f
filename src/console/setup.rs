//! Which consoles the systems of a world have, and what they are called.

use super::directory::star;
use super::{Console, ConsoleId, Consoles, Dialog, Rights, Role, Status};
use crate::catalog::Codes;
use crate::scenario::Operating;
use crate::vm2000::guest;
use crate::vm2000::model::{System, UnitId, VmId, World};

/// The mnemonic name of the console that a monitor system is loaded from, and the guest of a
/// VM that has no console device yet.
const MAIN: &str = "C0";
/// That of the other one.
const SECOND: &str = "C1";

impl Consoles {
    /// The consoles of a world: for each server unit its monitor system's main console
    /// and its ADMIN dialog, each guest's main console, and then all others.
    pub fn of(world: &World) -> Self {
        let mut consoles = Consoles::default();
        let units = || (0..).map(UnitId).zip(&world.units);
        for (id, _) in units() {
            consoles.add_main(world, System::Monitor(id));
            consoles.add_task(world, System::Monitor(id), 0);
        }
        let guests: Vec<System> = world
            .units
            .iter()
            .flat_map(|unit| unit.vms.values())
            .filter(|vm| !world.vm(**vm).is_monitor())
            .map(|vm| System::Guest(*vm))
            .collect();
        for guest in &guests {
            consoles.add_main(world, *guest);
        }
        for (id, _) in units() {
            consoles.add_others(world, System::Monitor(id));
        }
        for guest in guests {
            consoles.add_others(world, guest);
        }
        consoles.grow(world);
        consoles
    }

    /// Adds the consoles of VMs that have appeared. Those of VMs that have gone stay,
    /// with what was on them.
    pub fn grow(&mut self, world: &World) {
        let new = (0..).map(VmId).take(world.vms.len()).skip(self.vms);
        for vm in new {
            let system = System::Guest(vm);
            if !world.vm(vm).is_monitor() && !self.of_system.contains_key(&system) {
                self.add_main(world, system);
                self.add_others(world, system);
            }
        }
        self.vms = world.vms.len();
    }

    /// Whether VMs have appeared that have no consoles yet.
    pub fn lacks_some_of(&self, world: &World) -> bool {
        self.vms < world.vms.len()
    }

    fn add_main(&mut self, world: &World, system: System) {
        let role = physical(system);
        let main = self.add(world, system, role, "");
        let mnemonic = match system {
            System::Monitor(_) => MAIN.to_owned(),
            System::Guest(vm) => guest::load_console(world, vm),
        };
        // The second one has its name already.
        let mnemonic = if mnemonic == SECOND { MAIN } else { &mnemonic };
        self.name(main, mnemonic, Codes::ALL);
        self.of_system.entry(system).or_default().main = Some(main);
    }

    fn add_others(&mut self, world: &World, system: System) {
        let codes = match system {
            System::Monitor(_) => "9",
            System::Guest(_) => "DOT",
        };
        let codes = Codes::of(codes).unwrap_or(Codes::NONE);
        self.add_physical(world, system, SECOND, codes);
        if matches!(system, System::Guest(_)) {
            self.add_task(world, system, 0);
        }
        self.add_connection(world, system, 0);
    }

    fn name(&mut self, id: ConsoleId, mnemonic: &str, codes: Codes) {
        if let Some(console) = self.get_mut(id) {
            mnemonic.clone_into(&mut console.mnemonic);
            console.rights = Rights::with(codes);
            console.codes_at_startup = codes;
        }
    }

    /// Gives the console that a system was loaded from the name of its device, which may be
    /// another one than before.
    pub fn loaded_from(&mut self, system: System, mnemonic: &str) {
        let is_first = |c: &Console| c.role.is_physical() && c.suffix.is_empty();
        let is_taken = self
            .of_system(system)
            .any(|(_, c)| !is_first(c) && c.mnemonic == mnemonic);
        let first = self.of_system(system).find(|(_, c)| is_first(c));
        let first = first.map(|(id, _)| id).filter(|_| !is_taken);
        if let Some(console) = first.and_then(|id| self.get_mut(id)) {
            mnemonic.clone_into(&mut console.mnemonic);
        }
    }

    /// Gives the physical consoles of a system these names and codes, the main console
    /// first, and adds what is missing, further tasks and connections among it. With operator logon, nobody has any code but the
    /// main console `*`, until somebody logs on.
    pub fn set_up(&mut self, world: &World, operating: &Operating) {
        let system = operating.system;
        let physical: Vec<ConsoleId> = self
            .of_system(system)
            .filter(|(_, console)| console.role.is_physical())
            .map(|(id, _)| id)
            .collect();
        for (place, setup) in operating.consoles.iter().enumerate() {
            let codes = if place == 0 {
                setup.codes.and(star())
            } else {
                setup.codes.without(star())
            };
            let Some(id) = physical.get(place) else {
                self.add_physical(world, system, &setup.mnemonic, codes);
                continue;
            };
            self.name(*id, &setup.mnemonic, codes);
            if let Some(console) = self.get_mut(*id).filter(|_| place > 0) {
                console.suffix = format!(":{}", setup.mnemonic);
                console.name = format!("{}{}", base(world, system), console.suffix);
            }
        }
        for place in 1..operating.tasks {
            self.add_task(world, system, place);
        }
        for place in 1..operating.connections {
            self.add_connection(world, system, place);
        }
        if operating.logon {
            for (id, console) in (0..).map(ConsoleId).zip(&mut self.all) {
                if console.system == system && console.role.is_physical() {
                    let is_main = physical.first() == Some(&id);
                    console.rights.codes = if is_main { star() } else { Codes::NONE };
                }
            }
        }
    }

    fn add_physical(&mut self, world: &World, system: System, mnemonic: &str, codes: Codes) {
        let id = self.add(world, system, physical(system), &format!(":{mnemonic}"));
        self.name(id, mnemonic, codes);
    }

    /// Adds a user task. The first one of a monitor system has its dialog from the start.
    fn add_task(&mut self, world: &World, system: System, place: u8) {
        let id = self.add(world, system, Role::Admin, &numbered(":ADMIN", place));
        let first = char::from_digit(u32::from(place), 36).unwrap_or('Z');
        let first = first.to_ascii_uppercase();
        self.converse(id, |console| match system {
            System::Monitor(unit) => {
                console.tsn = format!("{first}A{:02}", (unit.0 + 1) % 100);
                console.dialog = (place == 0).then(|| Dialog {
                    unit,
                    vm: world.unit(unit).monitor.vm,
                    is_monitor: true,
                });
            }
            System::Guest(vm) => console.tsn = format!("{first}B{:02}", vm.0 % 100),
        });
    }

    /// Adds a connection to $VMCONS.
    fn add_connection(&mut self, world: &World, system: System, place: u8) {
        let connection = self.add(world, system, Role::Vc, &numbered(":VC", place));
        // The authorization names of connections: @000 to @999 (page 58).
        let name = format!("@{:03}", connection.0 % 1000);
        self.name(connection, &name, Codes::ALL.without(star()));
    }

    fn add(&mut self, world: &World, system: System, role: Role, suffix: &str) -> ConsoleId {
        let id = ConsoleId(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
        let of_system = &mut self.of_system.entry(system).or_default().all;
        let letter = b'A' + u8::try_from(of_system.len() % 26).unwrap_or(0);
        of_system.push(id);
        self.all.push(Console {
            name: format!("{}{suffix}", base(world, system)),
            suffix: suffix.to_owned(),
            system,
            role,
            tsn: format!("XAA{}", char::from(letter)),
            mnemonic: String::new(),
            rights: Rights::default(),
            codes_at_startup: Codes::NONE,
            standby: None,
            status: Status::Operable,
            dialog: None,
            others: Vec::new(),
            vc: None,
            to_guest: false,
            has_prefix: role == Role::Vc,
        });
        id
    }
}

/// What the names of a system's consoles begin with.
fn base(world: &World, system: System) -> &str {
    match system {
        System::Monitor(unit) => &world.unit(unit).name,
        System::Guest(vm) => &world.vm(vm).name,
    }
}

/// What tells the second, third, ... of a kind from the first.
fn numbered(suffix: &str, place: u8) -> String {
    match place {
        0 => suffix.to_owned(),
        _ => format!("{suffix}{}", place + 1),
    }
}

fn physical(system: System) -> Role {
    match system {
        System::Monitor(_) => Role::Monitor,
        System::Guest(_) => Role::Guest,
    }
}

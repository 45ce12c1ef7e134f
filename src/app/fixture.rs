//! A small world with two clusters, made by hand, for the tests of `app` and `ui`.

use std::collections::BTreeMap;

use super::{App, Input, Intent, Key, KeyCode, Scene};
use crate::console::{ConsoleId, Consoles, Kind, Log, Record};
use crate::engine::{ClusterView, GuestView, UnitView, View};
use crate::sim::{Calendar, Tick};
use crate::vm2000::model::{
    Cluster, ClusterId, GuestSystem, Load, MonitorSystem, Occupant, ServerUnit, System, UnitId,
    UnitType, Vm, VmId, VmState, World,
};

/// A world with its lines.
pub(crate) struct Fixture {
    pub view: View,
    pub log: Log,
}

impl Fixture {
    /// Clusters S390 (ABGSE501 with VM12PROD and VM13TEST, ABGSE701 with VM14DEV)
    /// and X86 (SEX86A with VM03TEST, SEX86B without any guest).
    pub fn new() -> Self {
        let mut world = World::default();
        for (name, unit_type, guests) in [
            (
                "ABGSE501",
                UnitType::S390,
                &[(12, "VM12PROD"), (13, "VM13TEST")][..],
            ),
            ("ABGSE701", UnitType::S390, &[(14, "VM14DEV")]),
            ("SEX86A", UnitType::X86, &[(3, "VM03TEST")]),
            ("SEX86B", UnitType::X86, &[]),
        ] {
            add_unit(&mut world, name, unit_type, guests);
        }
        for (name, units) in [("S390", [0, 1]), ("X86", [2, 3])] {
            world.clusters.push(Cluster {
                name: name.to_owned(),
                units: units.map(UnitId).to_vec(),
                link_mbit: 10_000,
                link_up: true,
                active: true,
            });
        }
        Fixture {
            view: view(&world),
            log: Log::default(),
        }
    }

    /// The fixture with a few lines on every console.
    pub fn with_lines() -> Self {
        let mut fixture = Fixture::new();
        for (console, role) in [(0, "MONITOR"), (1, "ADMIN"), (8, "GUEST"), (10, "GUEST")] {
            for i in 0..12 {
                let text = format!(
                    "%XAAA-000#0007{i:02} % NBR0740 COMMAND {i} OF THE {role} CONSOLE COMPLETED"
                );
                fixture.log.append(line(ConsoleId(console), &text));
            }
        }
        fixture
    }

    pub fn scene(&self) -> Scene<'_> {
        Scene {
            view: &self.view,
            log: &self.log,
        }
    }

    /// Adds a line at the end of a console.
    pub fn say(&mut self, console: &str, text: &str) {
        self.log.append(line(self.console(console), text));
    }

    pub fn console(&self, name: &str) -> ConsoleId {
        let mut all = self.view.consoles.iter();
        all.find(|(_, console)| console.name == name).unwrap().0
    }

    /// Moves a guest to another server unit.
    pub fn migrate(&mut self, guest: &str, to: &str) {
        let units = || 0..2;
        let clusters = &mut self.view.clusters;
        let mut moved = None;
        for (cluster, unit) in units().flat_map(|c| units().map(move |u| (c, u))) {
            let guests = &mut clusters[cluster].units[unit].guests;
            if let Some(place) = guests.iter().position(|g| g.name == guest) {
                moved = Some(guests.remove(place));
            }
        }
        let target = clusters.iter_mut().flat_map(|c| &mut c.units);
        let target = target.into_iter().find(|unit| unit.name == to).unwrap();
        target.guests.push(moved.unwrap());
        target.guests.sort_by_key(|guest| guest.index);
    }

    /// Presses keys, written as text with names in angle brackets: `abc<Enter><C-g>q`.
    pub fn press(&self, app: &mut App, keys: &str) -> Vec<Intent> {
        let keys = parse(keys).into_iter();
        keys.flat_map(|key| app.update(Input::Key(key), self.scene()))
            .collect()
    }
}

/// A message of one line.
pub(crate) fn line(console: ConsoleId, text: &str) -> Record {
    Record {
        at: Tick::START,
        console,
        unit: UnitId(0),
        kind: Kind::Message,
        tsn: "XAAA".into(),
        mid: "000",
        message: None,
        source: None,
        text: text.into(),
        lines: [text.into()].into(),
        code: None,
    }
}

fn parse(keys: &str) -> Vec<Key> {
    let mut found = Vec::new();
    let mut rest = keys.chars();
    while let Some(c) = rest.next() {
        found.push(match c {
            '<' => named(&rest.by_ref().take_while(|c| *c != '>').collect::<String>()),
            c => Key::char(c),
        });
    }
    found
}

fn named(name: &str) -> Key {
    if let Some(letter) = name.strip_prefix("C-") {
        return Key::ctrl(letter.chars().next().unwrap());
    }
    if let Some(key) = name.strip_prefix("S-") {
        return named(key).shifted();
    }
    if let Some(number) = name.strip_prefix('F') {
        return Key::function(number.parse().unwrap());
    }
    Key::plain(match name {
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Escape,
        "Tab" => KeyCode::Tab,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "PgUp" => KeyCode::PageUp,
        "PgDn" => KeyCode::PageDown,
        other => panic!("no key is called {other}"),
    })
}

fn add_unit(world: &mut World, name: &str, unit_type: UnitType, guests: &[(u8, &str)]) {
    let unit = UnitId(u16::try_from(world.units.len()).unwrap());
    let mut vms = BTreeMap::new();
    for (index, name) in [(1, "MONITOR")].iter().chain(guests) {
        let vm = VmId(u16::try_from(world.vms.len()).unwrap());
        vms.insert(*index, Occupant::Here(vm));
        world.vms.push(vm_of(unit, *index, name));
    }
    world.units.push(ServerUnit {
        name: name.to_owned(),
        unit_type,
        model: "SE700".to_owned(),
        cpus: 8,
        memory_mb: 65_536,
        monitor: MonitorSystem {
            vm: vms[&1].vm(),
            utc_offset: 0,
        },
        devices: BTreeMap::new(),
        cluster: Some(ClusterId(unit.0 / 2)),
        vms,
    });
}

fn vm_of(unit: UnitId, index: u8, name: &str) -> Vm {
    Vm {
        index,
        name: name.to_owned(),
        unit,
        state: VmState::Running,
        memory_mb: 8_192,
        cpus: 2,
        spare_cpus: 0,
        cpu_quota: 100,
        max_cpu: 10_000,
        load: Load::named("idle").unwrap(),
        guest: GuestSystem {
            system: "BS2000".to_owned(),
            version: "V20.0B".to_owned(),
        },
        devices: Vec::new(),
        persistent: true,
        migration: None,
    }
}

fn view(world: &World) -> View {
    let consoles = Consoles::of(world);
    let of = |system| consoles.of_system(system).map(|(id, _)| id);
    let unit = |id: &UnitId| {
        let unit = world.unit(*id);
        let mut own = of(System::Monitor(*id));
        let guests = unit.vms.values().map(|occupant| occupant.vm());
        UnitView {
            id: *id,
            name: unit.name.clone(),
            unit_type: unit.unit_type,
            monitor: own.next().unwrap(),
            admin: own.next().unwrap(),
            guests: guests
                .filter(|vm| !world.vm(*vm).is_monitor())
                .map(|vm| GuestView {
                    vm,
                    index: world.vm(vm).index,
                    name: world.vm(vm).name.clone(),
                    state: world.vm(vm).state.to_string(),
                    console: of(System::Guest(vm)).next().unwrap(),
                })
                .collect(),
        }
    };
    let cluster = |(place, cluster): (usize, &Cluster)| ClusterView {
        id: Some(ClusterId(u16::try_from(place).unwrap())),
        name: cluster.name.clone(),
        units: cluster.units.iter().map(unit).collect(),
    };
    View {
        title: "Two clusters".to_owned(),
        text: "Four server units in two clusters. Move VM12PROD to ABGSE701.".to_owned(),
        now: Tick::START,
        calendar: Calendar::starting("2026-01-12T00:06:59Z").unwrap(),
        clusters: world.clusters.iter().enumerate().map(cluster).collect(),
        consoles: consoles.clone(),
        work: 0,
    }
}

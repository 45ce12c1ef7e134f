//! Random worlds: one cluster of either type, and a few VMs.

use std::fmt::Write;

use super::chance::Chance;

const LOADS: [&str; 5] = ["idle", "office", "oltp", "batch", "hot"];
const FAMILIES: [&str; 6] = ["disk", "disk", "tape", "emulated-disk", "pav-alias", "lan"];
/// What a VM may hold of them; the last one only one of the two server units knows.
const DEVICES: usize = FAMILIES.len();

/// A world, as far as it is left to chance.
#[derive(Debug, Clone)]
pub struct World {
    pub unit_type: &'static str,
    mbit: u64,
    seed: usize,
    /// Real CPUs of each server unit.
    cpus: [usize; 2],
    pub vms: Vec<RandomVm>,
}

/// A VM of it.
#[derive(Debug, Clone)]
pub struct RandomVm {
    /// Its name is `VM` with this number.
    pub number: usize,
    on: usize,
    memory_mb: usize,
    cpus: usize,
    /// Whether it is in a CPU pool that may be too small for it.
    is_in_pool: bool,
    load: &'static str,
    state: &'static str,
    persistent: bool,
    chatter: bool,
    restarts: bool,
    /// Whether it has them shared.
    shares: bool,
    devices: Vec<usize>,
}

impl World {
    pub fn random(chance: &mut Chance) -> Self {
        let count = 1 + chance.below(5);
        let mut taken = [[None; DEVICES]; 2];
        World {
            unit_type: chance.one(&["/390", "x86"]),
            mbit: [1_000, 10_000, 10_000, 100][chance.below(4)],
            seed: chance.below(50),
            cpus: [2 + chance.below(4), 2 + chance.below(4)],
            vms: (0..count)
                .map(|number| RandomVm::random(number, &mut taken, chance))
                .collect(),
        }
    }

    pub fn is_x86(&self) -> bool {
        self.unit_type == "x86"
    }

    /// The world as its file.
    pub fn text(&self) -> String {
        let mut text = format!(
            "schema = 1\ntitle = \"Simulation\"\nstart = 2026-01-12T00:06:59Z\nseed = {}\n",
            self.seed
        );
        for (unit, (name, known)) in [("SUA", DEVICES), ("SUB", DEVICES - 1)].iter().enumerate() {
            let devices: Vec<String> = (0..*known)
                .map(|device| (device, FAMILIES[device]))
                .map(|(device, family)| match family {
                    "pav-alias" if self.is_x86() => format!("{{ mn = \"D{device}\" }}"),
                    "pav-alias" => {
                        format!("{{ mn = \"D{device}\", family = \"{family}\", base = \"D0\" }}")
                    }
                    _ => format!("{{ mn = \"D{device}\", family = \"{family}\" }}"),
                })
                .collect();
            write!(
                text,
                "\n[[server_unit]]\nname = \"{name}\"\ntype = \"{}\"\ncpus = {}\nmemory_mb = 49152\npool = [{{ name = \"P0\", cpus = [\"01\"] }}]\ndevice = [{}]\n",
                self.unit_type,
                self.cpus[unit],
                devices.join(", ")
            )
            .unwrap();
        }
        write!(
            text,
            "\n[[cluster]]\nname = \"C\"\nunits = [\"SUA\", \"SUB\"]\nlink = {{ mbit = {} }}\n",
            self.mbit
        )
        .unwrap();
        for vm in &self.vms {
            text += &vm.text(self.is_x86(), self.cpus[vm.on]);
        }
        text
    }
}

impl RandomVm {
    /// A VM; of the devices of its server unit it is known whether they are taken, and if
    /// so, whether they are shared.
    fn random(
        number: usize,
        taken: &mut [[Option<bool>; DEVICES]; 2],
        chance: &mut Chance,
    ) -> Self {
        let on = chance.below(2);
        let shares = !chance.once_in(3);
        let wanted = (0..DEVICES - on).filter(|_| chance.once_in(2));
        // Both server units reach the same disks.
        let units = |device: usize| match FAMILIES[device] {
            "disk" | "pav-alias" => 0..2,
            _ => on..on + 1,
        };
        let is_there = |device: &usize| {
            let mut users = units(*device).filter_map(|unit| taken[unit][*device]);
            users.all(|shared| shared && shares)
        };
        let devices: Vec<usize> = wanted.filter(is_there).collect();
        for device in &devices {
            taken[on][*device] = Some(shares);
        }
        RandomVm {
            number,
            on,
            memory_mb: 512 * (2 + chance.below(42)),
            cpus: 1 + chance.below(3),
            is_in_pool: chance.once_in(3),
            load: chance.one(&LOADS),
            state: chance.one(&[
                "RUNNING",
                "RUNNING",
                "RUNNING",
                "RUNNING",
                "INIT-ONLY",
                "DOWN",
            ]),
            persistent: chance.once_in(2),
            chatter: chance.once_in(2),
            restarts: chance.once_in(2),
            shares,
            devices,
        }
    }

    /// Where it is at the start.
    pub fn unit(&self) -> &'static str {
        ["SUA", "SUB"][self.on]
    }

    pub fn name(&self) -> String {
        format!("VM{}", self.number)
    }

    fn text(&self, is_x86: bool, real_cpus: usize) -> String {
        let has_base = self.devices.contains(&0);
        let known = |device: &&usize| is_x86 || FAMILIES[**device] != "pav-alias" || has_base;
        let devices: Vec<String> = self
            .devices
            .iter()
            .filter(known)
            .map(|device| format!("\"D{device}{}\"", if self.shares { ":SD" } else { "" }))
            .collect();
        let chatter = if self.chatter {
            "chatter = \"high\", "
        } else {
            ""
        };
        format!(
            "\n[[vm]]\nindex = {}\nname = \"{}\"\non = \"{}\"\nmemory_mb = {}\ncpus = {}\npool = \"{}\"\nload = \"{}\"\n\
             state = \"{}\"\npersistent = {}\ndevices = [{}]\nguest = {{ {chatter}restart = {} }}\n",
            self.number + 2,
            self.name(),
            self.unit(),
            self.memory_mb,
            self.cpus.min(real_cpus),
            if self.is_in_pool { "P0" } else { "*STDPOOL" },
            self.load,
            self.state,
            self.persistent,
            devices.join(", "),
            self.restarts
        )
    }
}

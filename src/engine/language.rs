//! What the command language looks like from a console: which commands it knows, which
//! names there are.

use super::view::{DeviceView, GuestView, UnitView};
use super::vmcons::behind_prefix;
use super::{CommandFile, View};
use crate::catalog::unbroken;
use crate::console::{Console, ConsoleId, Role};
use crate::sdf::assist::{Known, NameKind};
use crate::sdf::{CommandDef, MenuChoice};
use crate::vm2000::model::{System, Usage, VmId};

/// The application domain whose commands only monitor systems know.
pub(super) const VM2000: &str = "VM2000";

/// Whether the system behind a console knows a command.
pub(super) fn knows(console: &Console, command: &CommandDef) -> bool {
    console.is_in_monitor() || command.domain != VM2000
}

impl View {
    /// Where a line that is typed at a console begins behind the prefix that says for which
    /// dialog it is, and whether a command is known there.
    pub fn addressed<'v>(
        &'v self,
        console: ConsoleId,
        line: &str,
    ) -> (usize, impl Fn(&CommandDef) -> bool + use<'v>) {
        let (start, to_guest) = match self.role(console) {
            Some(Role::Vc) => behind_prefix(line),
            _ => (0, None),
        };
        let known = move |command: &CommandDef| match to_guest {
            Some(to_guest) => !to_guest || command.domain != VM2000,
            None => self.knows(console, command),
        };
        (start, known)
    }

    /// What a line without a slash takes from the menu that waits at a console, if it takes
    /// something: what it is, in our words.
    pub fn chosen(&self, console: ConsoleId, line: &str) -> Option<String> {
        let (_, menu) = self.menus.iter().find(|(at, _)| *at == console)?;
        let available = |def: &CommandDef| self.knows(console, def);
        Some(match self.grammar.choose(menu, line.trim(), &available)? {
            MenuChoice::Command(name) => format!("the menu's {name}"),
            MenuChoice::Menu(menu) => format!("the menu {}", menu.title()),
            MenuChoice::Nothing(help) => help,
            MenuChoice::Leave => "leaves the menu".to_owned(),
        })
    }

    /// Whether the system of a console knows a command.
    pub fn knows(&self, console: ConsoleId, command: &CommandDef) -> bool {
        let console = self.consoles.get(console);
        console.is_some_and(|console| knows(console, command))
    }

    /// What there is of a kind that a command at a console can name.
    pub fn names(&self, console: ConsoleId, kind: NameKind) -> Vec<Known> {
        let Some((place, unit)) = self.place_of(console) else {
            return Vec::new();
        };
        let named = |names: &[String]| names.iter().map(Known::named).collect();
        match kind {
            NameKind::Vm => {
                let own = self.administered(console);
                let guests = unit.guests.iter().map(|one| Known {
                    keyword: (own == Some(Some(one.vm))).then(|| CURRENT.to_owned()),
                    ..guest(one)
                });
                let monitor = Known {
                    keyword: (own == Some(None)).then(|| CURRENT.to_owned()),
                    ..monitor()
                };
                guests.chain([monitor]).collect()
            }
            NameKind::Unit => {
                let cluster = self.clusters.get(place);
                let units = cluster.into_iter().flat_map(|cluster| &cluster.units);
                let others = units.filter(|other| other.id != unit.id);
                let known = others.map(|other| Known {
                    help: format!("SU {}", other.unit_type),
                    ..Known::named(&other.name)
                });
                known.collect()
            }
            NameKind::Device => unit.devices.iter().map(|one| device(unit, one)).collect(),
            NameKind::Message => {
                let known = self.catalog.iter();
                let known = known.map(|(id, template)| Known {
                    help: unbroken(&template.text).into_owned(),
                    ..Known::named(id.as_str())
                });
                known.collect()
            }
            NameKind::Pool => named(&unit.pools),
            NameKind::Group => unit.groups.iter().map(|name| group(unit, name)).collect(),
            NameKind::Definition => {
                let all = unit.definitions.iter();
                all.map(|name| definition(unit, name)).collect()
            }
            NameKind::File | NameKind::Run => self.command_files(console, kind),
        }
    }

    /// The VM that is administered at a console, if one is; the inner `None` is the
    /// monitor VM.
    fn administered(&self, console: ConsoleId) -> Option<Option<VmId>> {
        let console = self.consoles.get(console)?;
        match (console.role, console.system) {
            (Role::Admin | Role::Vc, _) => console
                .dialog
                .map(|dialog| (!dialog.is_monitor).then_some(dialog.vm)),
            (_, System::Monitor(_)) => Some(None),
            (_, System::Guest(_)) => None,
        }
    }

    /// The files of commands of the system behind a console, or those of them that are
    /// being carried out.
    fn command_files(&self, console: ConsoleId, kind: NameKind) -> Vec<Known> {
        let system = self.consoles.get(console).map(|known| known.system);
        let here = self
            .command_files
            .iter()
            .filter(|file| Some(file.system) == system);
        let known = |file: &CommandFile| {
            let short = file.name.strip_prefix(DEFAULT_USER).unwrap_or(&file.name);
            match (&file.run, kind) {
                (None, NameKind::File) => Some(Known {
                    other: Some(file.name.clone()),
                    ..Known::named(short)
                }),
                (Some(id), NameKind::Run) => Some(Known {
                    help: short.to_owned(),
                    ..Known::named(id)
                }),
                _ => None,
            }
        };
        let mut known: Vec<Known> = here.filter_map(known).collect();
        // A file that another one has started belongs to the same run.
        known.sort_by(|a, b| a.name.cmp(&b.name));
        known.dedup_by(|next, one| next.name == one.name);
        known
    }
}

/// The user id whose files need none before their names.
const DEFAULT_USER: &str = "$TSOS.";

/// What stands for the VM that is administered.
const CURRENT: &str = "*CURRENT";

/// What VMs are that are in no VM group, and what those are that are in one.
const ALONE: &str = "in no VM group";
const MEMBER: &str = "in a VM group";

fn guest(guest: &GuestView) -> Known {
    let state = match guest.state.split_once("(MIGR)") {
        Some(_) => "being migrated",
        None => guest.state.split('(').next().unwrap_or_default().trim_end(),
    };
    let group = if guest.group.is_some() { MEMBER } else { ALONE };
    Known {
        other: Some(guest.index.to_string()),
        help: format!("{:>2} {}", guest.index, guest.state),
        is: [state, group, "a guest"].map(str::to_owned).to_vec(),
        ..Known::named(&guest.name)
    }
}

fn monitor() -> Known {
    Known {
        other: Some(MONITOR.to_string()),
        help: " 1 the monitor VM".to_owned(),
        is: ["the monitor VM", ALONE, MEMBER]
            .map(str::to_owned)
            .to_vec(),
        ..Known::named("MONITOR")
    }
}

/// The index of the monitor VM.
const MONITOR: u8 = 1;

fn device(unit: &UnitView, device: &DeviceView) -> Known {
    let usage = match device.usage {
        None => "free",
        Some(Usage::Shared) => "shared",
        Some(Usage::Exclusive) => "exclusive",
    };
    let assigned = match device.is_assigned {
        true => "assigned",
        false => "not assigned",
    };
    let disk = if device.is_disk { "a disk" } else { "no disk" };
    let name_of = |index: &u8| {
        let guest = unit.guests.iter().find(|guest| guest.index == *index);
        let name = guest.map(|guest| guest.name.clone());
        name.or_else(|| (*index == MONITOR).then(|| "MONITOR".to_owned()))
    };
    let holders = device.holders.iter();
    let of = holders.flat_map(|index| [Some(index.to_string()), name_of(index)]);
    let names: Vec<String> = device.holders.iter().filter_map(name_of).collect();
    let kind = if device.is_disk { "disk, " } else { "" };
    let colon = if names.is_empty() { "" } else { ": " };
    Known {
        help: format!("{kind}{usage}{colon}{}", names.join(", ")),
        of: of.flatten().collect(),
        is: [usage, assigned, disk].map(str::to_owned).to_vec(),
        ..Known::named(device.name.as_str())
    }
}

fn group(unit: &UnitView, name: &str) -> Known {
    let mut members = unit.guests.iter();
    let has = members.any(|guest| guest.group.as_deref() == Some(name));
    let is = if has {
        "with members"
    } else {
        "without members"
    };
    Known {
        is: vec![is.to_owned()],
        ..Known::named(name)
    }
}

fn definition(unit: &UnitView, name: &str) -> Known {
    let is_there = unit.guests.iter().any(|guest| guest.name == name);
    let is = if is_there {
        "initialized"
    } else {
        "not initialized"
    };
    Known {
        is: vec![is.to_owned()],
        ..Known::named(name)
    }
}

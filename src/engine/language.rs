//! What the command language looks like from a console: which commands it knows, which
//! names there are.

use super::vmcons::behind_prefix;
use super::{CommandFile, View};
use crate::console::{Console, ConsoleId, Role};
use crate::sdf::assist::{Known, NameKind};
use crate::sdf::{CommandDef, MenuChoice};

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
            NameKind::Vm | NameKind::Guest => {
                let guests = unit.guests.iter().map(|guest| Known {
                    name: guest.name.clone(),
                    other: Some(guest.index.to_string()),
                    help: format!("{:>2} {}", guest.index, guest.state),
                });
                let monitor = (kind == NameKind::Vm).then(monitor);
                guests.chain(monitor).collect()
            }
            NameKind::Unit => {
                let cluster = self.clusters.get(place);
                let units = cluster.into_iter().flat_map(|cluster| &cluster.units);
                let others = units.filter(|other| other.id != unit.id);
                others.map(|other| Known::named(&other.name)).collect()
            }
            NameKind::Device => named(&unit.devices),
            NameKind::Message => {
                let known = self.catalog.iter();
                known.map(|(id, _)| Known::named(id.as_str())).collect()
            }
            NameKind::Pool => named(&unit.pools),
            NameKind::Group => named(&unit.groups),
            NameKind::Definition => named(&unit.definitions),
            NameKind::File | NameKind::Run => self.command_files(console, kind),
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

fn monitor() -> Known {
    Known {
        name: "MONITOR".to_owned(),
        other: Some("1".to_owned()),
        help: " 1 the monitor VM".to_owned(),
    }
}

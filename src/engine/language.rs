//! What the command language looks like from a console: which commands it knows, which
//! names there are.

use super::View;
use crate::console::{Console, ConsoleId};
use crate::sdf::CommandDef;
use crate::sdf::assist::NameKind;

/// The application domain whose commands only monitor systems know.
pub(super) const VM2000: &str = "VM2000";

/// Whether the system behind a console knows a command.
pub(super) fn knows(console: &Console, command: &CommandDef) -> bool {
    console.is_in_monitor() || command.domain != VM2000
}

impl View {
    /// Whether the system of a console knows a command.
    pub fn knows(&self, console: ConsoleId, command: &CommandDef) -> bool {
        let console = self.consoles.get(console);
        console.is_some_and(|console| knows(console, command))
    }

    /// The names of a kind that a command at a console can mean.
    pub fn names(&self, console: ConsoleId, kind: NameKind) -> Vec<String> {
        let Some((place, unit)) = self.place_of(console) else {
            return Vec::new();
        };
        match kind {
            NameKind::Vm => unit.guests.iter().map(|guest| guest.name.clone()).collect(),
            NameKind::Unit => {
                let cluster = self.clusters.get(place);
                let units = cluster.into_iter().flat_map(|cluster| &cluster.units);
                units.map(|unit| unit.name.clone()).collect()
            }
            NameKind::Device => unit.devices.clone(),
            NameKind::Message => {
                let known = self.catalog.iter();
                known.map(|(id, _)| id.as_str().to_owned()).collect()
            }
            NameKind::Pool => unit.pools.clone(),
            NameKind::Group => unit.groups.clone(),
            NameKind::Definition => unit.definitions.clone(),
        }
    }
}

//! The consoles of a world.

use serde::Serialize;

use super::Entry;
use crate::cli::world::consoles_of;
use crate::console::{Role, unit_of};
use crate::scenario::Scenario;
use crate::vm2000::model::System;

/// A console as scripts see it; the names and the order of the fields are a contract.
#[derive(Serialize)]
pub(super) struct Console {
    console: String,
    su: String,
    #[serde(rename = "type")]
    unit_type: String,
    role: Role,
    vm: String,
    state: String,
}

/// All consoles of a world, as it is at its start: main consoles first, then the other
/// ones and the dialogs that can be opened, all by the names that `@NAME` takes.
pub(super) fn all(scenario: &Scenario) -> Vec<Console> {
    let world = &scenario.world;
    let consoles = consoles_of(scenario);
    let entries = consoles.iter().map(|(_, console)| {
        let unit = world.unit(unit_of(world, console.system));
        let vm = world.vm(match console.system {
            System::Monitor(_) => unit.monitor.vm,
            System::Guest(vm) => vm,
        });
        Console {
            console: console.name.clone(),
            su: unit.name.clone(),
            unit_type: unit.unit_type.to_string(),
            role: console.role,
            vm: vm.name.clone(),
            state: vm.state.to_string(),
        }
    });
    entries.collect()
}

impl Entry for Console {
    fn columns(&self) -> Vec<String> {
        let role = match self.role {
            Role::Monitor => "monitor",
            Role::Guest => "guest",
            Role::Admin => "admin",
            Role::Vc => "vc",
        };
        let cells = [&self.console, &self.su, &self.unit_type];
        let mut columns: Vec<String> = cells.into_iter().cloned().collect();
        columns.extend([role.to_owned(), self.vm.clone(), self.state.clone()]);
        columns
    }
}

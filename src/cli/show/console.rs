//! A console: whose it is, what it shows and what else it is called.

use super::paragraph;
use crate::cli::Failure;
use crate::cli::world::consoles_of;
use crate::console::{Console, Consoles, Role, unit_of};
use crate::scenario::Scenario;
use crate::vm2000::model::{System, World};

/// A console as it is at the start of a world, by any of its names.
pub(super) fn page(scenario: &Scenario, name: &str) -> Result<String, Failure> {
    let world = &scenario.world;
    let consoles = consoles_of(scenario);
    let help = "`vmcons list consoles` names all of them";
    let found = consoles
        .find(world, name)
        .map_err(|wrong| Failure::call(wrong.to_string(), help))?;
    let Some(console) = consoles.get(found) else {
        return Err(Failure::call(format!("there is no console `{name}`"), help));
    };
    let unit = world.unit(unit_of(world, console.system));
    let vm = world.vm(match console.system {
        System::Monitor(_) => unit.monitor.vm,
        System::Guest(vm) => vm,
    });
    let mut lines = paragraph(&console.name, 16, what(console));
    lines.push(String::new());
    for (title, text) in [
        ("Server unit", format!("{}, {}", unit.name, unit.unit_type)),
        ("VM", format!("{} {}, {}", vm.index, vm.name, vm.state)),
        ("Routing codes", console.rights.codes.to_string()),
        ("Also called", also_called(world, console)),
        ("Others of it", others(&consoles, console)),
    ] {
        if !text.is_empty() {
            lines.extend(paragraph(title, 16, &text));
        }
    }
    Ok(lines.join("\n"))
}

fn what(console: &Console) -> &'static str {
    match (console.role, console.suffix.is_empty()) {
        (Role::Monitor, true) => "main console of a monitor system",
        (Role::Monitor, false) => "another console of a monitor system",
        (Role::Guest, true) => "main console of a guest system",
        (Role::Guest, false) => "another console of a guest system",
        (Role::Admin, _) => "user task for the ADMIN dialog of the administrator",
        (Role::Vc, _) => "connection to $VMCONS, for the VC dialog of a guest system",
    }
}

fn also_called(world: &World, console: &Console) -> String {
    let full = console.full_name(world);
    let mut names = vec![full];
    if console.role.is_physical() && console.suffix.is_empty() {
        names.push(format!("{}:{}", console.name, console.mnemonic));
    }
    names.join(", ")
}

fn others(consoles: &Consoles, console: &Console) -> String {
    let others = consoles
        .iter()
        .map(|(_, other)| other)
        .filter(|other| other.system == console.system && other.name != console.name);
    let names: Vec<&str> = others.map(|other| other.name.as_str()).collect();
    names.join(", ")
}

//! The one place that decides on which consoles a message appears.
//!
//! A message names its destination in BS2000's own terms; the system that sends it says
//! whose consoles come into question. Nothing else does, so a message for a guest's own
//! console cannot reach a monitor console.

use super::{Console, ConsoleId, Consoles, Role};
use crate::catalog::{Destination, Template};
use crate::vm2000::model::System;

/// The consoles on which a message of a system appears.
pub fn route<'a>(
    consoles: &'a Consoles,
    from: System,
    template: &'a Template,
) -> impl Iterator<Item = ConsoleId> + 'a {
    consoles
        .of_system(from)
        .filter(move |(_, console)| is_shown(console, template))
        .map(|(id, _)| id)
}

fn is_shown(console: &Console, template: &Template) -> bool {
    match console.role {
        // A main console holds every routing code.
        Role::Monitor => template.goes_to(Destination::Console) && template.routing.is_some(),
        Role::Guest => {
            template.goes_to(Destination::Guest)
                || (template.goes_to(Destination::Console) && template.routing.is_some())
        }
        Role::Admin => template.goes_to(Destination::Task),
    }
}

//! The one place that decides on which consoles a message appears.
//!
//! A message names its destination in BS2000's own terms; the system that sends it says
//! whose consoles come into question. Nothing else does, so a message for a guest's own
//! console cannot reach a monitor console.

use super::{Console, ConsoleId, Consoles, Status};
use crate::catalog::{Destination, MessageId, RoutingCode, Template};
use crate::vm2000::model::{System, VmId};

/// A message on its way.
#[derive(Debug, Clone, Copy)]
pub struct Letter<'a> {
    /// The system that sends it.
    pub from: System,
    /// The VM whose administrator is to get it besides the VM2000 administrators.
    pub about: Option<VmId>,
    /// Its id.
    pub id: MessageId,
    /// Its text and attributes.
    pub template: &'a Template,
    /// Whether its sender waits for an answer or an event: then nothing keeps it away.
    pub is_pending: bool,
}

/// The consoles on which a message appears, in the order of the directory.
pub fn route(consoles: &Consoles, letter: Letter<'_>) -> Vec<ConsoleId> {
    let template = letter.template;
    let mut found = Vec::new();
    // What is for a guest's own console is for no console of a monitor system.
    let is_guest = matches!(letter.from, System::Guest(_));
    if template.goes_to(Destination::Console) || (is_guest && template.goes_to(Destination::Guest))
    {
        to_consoles(consoles, letter, &mut found);
    }
    if let System::Monitor(unit) = letter.from
        && template.goes_to(Destination::Task)
    {
        let concerned = consoles.in_dialog(unit).filter(|(id, console)| {
            let is_told = console.dialogs().any(|d| d.gets(letter.from, letter.about));
            is_told && !found.contains(id)
        });
        let tasks: Vec<ConsoleId> = concerned.map(|(id, _)| id).collect();
        found.extend(tasks);
        found.sort_unstable();
    }
    found
}

/// Consoles that hold the routing code; where no console does, or there is no code, the
/// main console (BS2000 "Introduction to System Administration" V21, page 290).
fn to_consoles(consoles: &Consoles, letter: Letter<'_>, found: &mut Vec<ConsoleId>) {
    let Letter { id, template, .. } = letter;
    let mut is_addressed = false;
    for (console, known) in consoles.of_system(letter.from) {
        let holds = |code| known.rights.are_for(id, code);
        if known.takes_messages() && template.routing.is_some_and(holds) {
            is_addressed = true;
            if letter.is_pending || !known.rights.keep_away(id, template) {
                found.push(console);
            }
        }
    }
    let is_to_be_ordered = template.routing.map(RoutingCode::as_char) == Some('@');
    if is_addressed || is_to_be_ordered {
        return;
    }
    if let Some((console, main)) = consoles.main(letter.from)
        && main.takes_messages()
        && (letter.is_pending || !main.rights.keep_away(id, template))
    {
        found.push(console);
    }
}

impl Console {
    /// Whether messages are sent to it: an operator sits there, and it works.
    pub fn takes_messages(&self) -> bool {
        self.status == Status::Operable && self.is_station()
    }
}

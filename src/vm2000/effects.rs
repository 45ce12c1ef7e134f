//! What a rule makes visible, and what it leaves to happen later.

use super::fault::Fault;
use super::guest::GuestEvent;
use super::migration::MigrationEvent;
use super::model::{System, VmId};
use crate::catalog::Message;
use crate::sim::{Span, Tick};

/// What follows from carrying out a command or an event.
#[derive(Debug)]
pub struct Effects {
    /// The tick at which all this happens.
    pub now: Tick,
    /// Messages to send, in order.
    pub messages: Vec<Emission>,
    /// Events to post, in order.
    pub events: Vec<(Tick, Event)>,
}

/// A message that a system sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Emission {
    /// The system that sends it; its consoles may show it.
    pub from: System,
    /// The task that sends it, as the header's TSN.
    pub tsn: &'static str,
    /// The message.
    pub message: Message,
    /// The VM that it is about, if it is one that its administrator is to be told, too.
    pub about: Option<VmId>,
}

/// Something that VM2000 or a guest does later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The next step of a migration.
    Migration(MigrationEvent),
    /// A guest does something by itself.
    Guest(GuestEvent),
    /// A fault happens or ends.
    Fault(Fault),
}

impl Effects {
    /// Nothing yet, at this tick.
    pub fn at(now: Tick) -> Self {
        Effects {
            now,
            messages: Vec::new(),
            events: Vec::new(),
        }
    }

    /// Sends a message.
    pub fn send(&mut self, from: System, tsn: &'static str, message: Message) {
        self.messages.push(Emission {
            from,
            tsn,
            message,
            about: None,
        });
    }

    /// Sends a message about a VM: beside the VM2000 administrators, that VM's
    /// administrator gets it.
    pub fn send_about(&mut self, from: System, tsn: &'static str, message: Message, vm: VmId) {
        self.messages.push(Emission {
            from,
            tsn,
            message,
            about: Some(vm),
        });
    }

    /// Posts an event.
    pub fn after(&mut self, span: Span, event: Event) {
        self.events.push((self.now + span, event));
    }
}

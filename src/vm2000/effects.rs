//! What a rule makes visible, and what it leaves to happen later.

use std::borrow::Cow;

use super::drill::DrillEvent;
use super::fault::Fault;
use super::guest::GuestEvent;
use super::life::LifeEvent;
use super::memory::MemoryEvent;
use super::migration::MigrationEvent;
use super::model::{Mnemonic, System, VmId};
use super::question::Asker;
use crate::catalog::Message;
use crate::sim::{Span, Tick};

/// What follows from carrying out a command or an event.
#[derive(Debug)]
pub struct Effects {
    /// The tick at which all this happens.
    pub now: Tick,
    /// Those whose questions and instructions are withdrawn, before any message is sent.
    pub withdrawn: Vec<Asker>,
    /// Messages to send, in order.
    pub messages: Vec<Emission>,
    /// Displays for those who have asked for them before, by the place that their command
    /// came from.
    pub displays: Vec<(u32, Vec<String>)>,
    /// Events to post, in order.
    pub events: Vec<(Tick, Event)>,
    /// Consoles that guests have lost with their devices.
    pub lost_consoles: Vec<LostConsole>,
    /// Command files that systems carry out by themselves, by their names.
    pub runs: Vec<(System, String)>,
}

/// A message that a system sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Emission {
    /// The system that sends it; its consoles may show it.
    pub from: System,
    /// The task that sends it, as the header's TSN.
    pub tsn: Cow<'static, str>,
    /// The message.
    pub message: Message,
    /// The VM that it is about, if it is one that its administrator is to be told, too.
    pub about: Option<VmId>,
    /// What its sender waits for.
    pub purpose: Purpose,
}

impl Emission {
    /// A message that waits for nothing.
    pub fn new(from: System, tsn: impl Into<Cow<'static, str>>, message: Message) -> Self {
        Emission {
            from,
            tsn: tsn.into(),
            message,
            about: None,
            purpose: Purpose::Inform,
        }
    }
}

/// What the sender of a message waits for (BS2000 "Introduction to System
/// Administration" V21, page 285).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// Nothing: a `%` message.
    Inform,
    /// An answer by the operator: a `?` message, which stays pending until then.
    Ask(Asker),
    /// An event that the operator is to bring about: a `;` message, which stays pending
    /// until its sender withdraws it.
    Instruct(Asker),
}

impl Purpose {
    /// Who waits.
    pub fn asker(&self) -> Option<&Asker> {
        match self {
            Purpose::Inform => None,
            Purpose::Ask(asker) | Purpose::Instruct(asker) => Some(asker),
        }
    }
}

/// A console device that was taken from a guest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LostConsole {
    /// The guest's VM.
    pub vm: VmId,
    /// The device.
    pub device: Mnemonic,
    /// Whether it was the last one: no physical console works without any.
    pub is_last: bool,
}

/// Something that VM2000 or a guest does later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The next step of a migration.
    Migration(MigrationEvent),
    /// A virtual CPU of this VM is attached or detached.
    Cpu(VmId),
    /// A change of a VM's memory is done.
    Memory(MemoryEvent),
    /// A guest does something by itself.
    Guest(GuestEvent),
    /// What was ordered for a VM before.
    Life(LifeEvent),
    /// A fault happens or ends.
    Fault(Fault),
    /// The next step of a drill.
    Drill(DrillEvent),
}

impl Effects {
    /// Nothing yet, at this tick.
    pub fn at(now: Tick) -> Self {
        Effects {
            now,
            withdrawn: Vec::new(),
            messages: Vec::new(),
            displays: Vec::new(),
            events: Vec::new(),
            lost_consoles: Vec::new(),
            runs: Vec::new(),
        }
    }

    /// Sends a message.
    pub fn send(&mut self, from: System, tsn: impl Into<Cow<'static, str>>, message: Message) {
        self.messages.push(Emission::new(from, tsn, message));
    }

    /// Sends a message about a VM: beside the VM2000 administrators, that VM's
    /// administrator gets it.
    pub fn send_about(
        &mut self,
        from: System,
        tsn: impl Into<Cow<'static, str>>,
        message: Message,
        vm: VmId,
    ) {
        self.messages.push(Emission {
            about: Some(vm),
            ..Emission::new(from, tsn, message)
        });
    }

    /// Asks the operators something. The question stays open on the consoles that show
    /// it until [`super::answer`] accepts an answer, or until it is withdrawn.
    pub fn ask(
        &mut self,
        from: System,
        tsn: impl Into<Cow<'static, str>>,
        message: Message,
        asker: Asker,
    ) {
        self.messages.push(Emission {
            purpose: Purpose::Ask(asker),
            ..Emission::new(from, tsn, message)
        });
    }

    /// Tells the operators to do something. Nobody can answer; the instruction stays
    /// open until it is withdrawn.
    pub fn instruct(
        &mut self,
        from: System,
        tsn: impl Into<Cow<'static, str>>,
        message: Message,
        asker: Asker,
    ) {
        self.messages.push(Emission {
            purpose: Purpose::Instruct(asker),
            ..Emission::new(from, tsn, message)
        });
    }

    /// Withdraws all that somebody has asked or told the operators to do.
    pub fn withdraw(&mut self, asker: Asker) {
        self.messages
            .retain(|emission| emission.purpose.asker() != Some(&asker));
        self.withdrawn.push(asker);
    }

    /// Posts an event.
    pub fn after(&mut self, span: Span, event: Event) {
        self.events.push((self.now + span, event));
    }
}

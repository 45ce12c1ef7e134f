//! VM2000 itself: the machines, their state, and the rules by which they change.
//!
//! Everything here is plain data and plain functions. A rule that makes something
//! visible or takes time says so in [`Effects`]: messages to send and events to post.
//! It neither knows consoles nor the clock.

pub mod commands;
pub mod cpu;
pub mod definitions;
pub mod devices;
pub mod drill;
mod effects;
pub mod fault;
pub mod guest;
pub mod ids;
pub mod impaired;
pub mod jv;
pub mod life;
pub mod measure;
pub mod memory;
pub mod migration;
pub mod model;
pub mod past;
mod paths;
mod question;
pub mod real_cpu;
mod refusal;
mod say;
mod storage;

pub use effects::{Effects, Emission, Event, LostConsole, Purpose};
pub use question::{Asker, GuestQuestion, Reply, answer, still_waits};
pub use refusal::Refusal;
pub(crate) use say::keep_back;

use model::World;

/// Carries out an event that is due.
pub fn carry_out(world: &mut World, event: &Event, effects: &mut Effects) {
    let units = past::units_of(world, event);
    match event {
        Event::Migration(event) => migration::carry_out(world, *event, effects),
        Event::Cpu(vm) => cpu::carry_out(world, *vm, effects),
        Event::Memory(event) => memory::carry_out(world, *event, effects),
        Event::Guest(event) => guest::carry_out(world, *event, effects),
        Event::Life(event) => life::carry_out(world, *event, effects),
        Event::Fault(fault) => fault.strike(world, effects),
        Event::Drill(event) => event.carry_out(world, effects),
    }
    for unit in units {
        past::observe(world, unit, effects.now);
    }
}

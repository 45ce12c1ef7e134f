//! What VMs have used of the CPUs in the past, as SHOW-VM-STATUS shows it: VM2000 keeps
//! data of up to one hour (VM2000 V12.0 User Guide, page 249).
//!
//! Nothing is sampled while time passes: what a VM uses is the same until something is
//! changed, so [`observe`] keeps what is used since when, and [`used`] works out how much
//! that was on average.

use std::collections::VecDeque;

use super::measure;
use super::model::{STDPOOL, UnitId, VmId, World};
use super::{Event, guest::GuestStep, life::LifeEvent};
use crate::sim::{Span, Tick};

/// How far data go back.
const KEPT: Span = Span::from_secs(3_600);
/// How many changes are kept at most: as many as there are samples in an hour, one each 20
/// seconds.
const MOST: usize = 180;

/// The past of a server unit, the oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Past(VecDeque<Stretch>);

/// A time in which nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stretch {
    since: Tick,
    /// What each active VM has used of its CPU pool, in hundredths of a percent.
    used: Vec<(VmId, u64)>,
}

/// Looks at a server unit after something may have changed there.
pub fn observe(world: &mut World, unit: UnitId, now: Tick) {
    let pools = world.unit(unit).pools.iter().map(String::as_str);
    let uses = std::iter::once(STDPOOL).chain(pools);
    let uses = uses.flat_map(|pool| measure::pool(world, unit, pool));
    let used: Vec<(VmId, u64)> = uses.map(|part| (part.vm, part.used)).collect();
    let past = &mut world.unit_mut(unit).past.0;
    if past.back().is_some_and(|last| last.used == used) {
        return;
    }
    past.push_back(Stretch { since: now, used });
    // The second one says when the first one ended.
    while past.len() > MOST || past.get(1).is_some_and(|next| next.since + KEPT <= now) {
        past.pop_front();
    }
}

/// What a VM has used of its CPU pool on a server unit on average of the time given, in
/// hundredths of a percent. A world begins with what has long been running.
pub fn used(world: &World, unit: UnitId, vm: VmId, now: Tick, span: Span) -> u64 {
    let past = &world.unit(unit).past.0;
    let ends = past.iter().skip(1).map(|next| next.since).chain([now]);
    let (mut time, mut sum) = (0, 0);
    let mut last = 0;
    for (stretch, end) in past.iter().zip(ends) {
        let found = stretch.used.iter().find(|(user, _)| *user == vm);
        last = found.map_or(0, |(_, used)| *used);
        let ago = |tick: Tick| match tick {
            Tick::START => span.millis(),
            tick => now.since(tick).millis().min(span.millis()),
        };
        let length = ago(stretch.since) - ago(end);
        time += length;
        sum += length * last;
    }
    sum.checked_div(time).unwrap_or(last)
}

/// On which server units an event may change what VMs use.
pub(super) fn units_of(world: &World, event: &Event) -> Vec<UnitId> {
    let of = |vm: VmId| vec![world.vm(vm).unit];
    match event {
        Event::Migration(event) if event.step.changes_use() => {
            let sides = world.migrations.get(event.id).map(|moves| moves.sides);
            sides.map_or_else(Vec::new, |sides| vec![sides.source, sides.target])
        }
        Event::Cpu(vm) => of(*vm),
        Event::Memory(event) => of(event.vm),
        Event::Guest(event) if event.step == GuestStep::Remark => Vec::new(),
        Event::Guest(event) => of(event.vm),
        Event::Life(LifeEvent::QuietTimeOver { vm, .. }) => of(*vm),
        Event::Life(
            LifeEvent::WaitingTimeOver { unit, .. }
            | LifeEvent::ReportDue { unit, .. }
            | LifeEvent::MemoryReleased { unit, .. },
        ) => vec![*unit],
        Event::Fault(_) => world.unit_ids().collect(),
        Event::Migration(_) | Event::Drill(_) => Vec::new(),
    }
}

//! Which console each pane shows, and what happens when a VM moves.

use std::collections::BTreeMap;

use crate::console::ConsoleId;
use crate::engine::{ClusterView, GuestView, UnitView, View};
use crate::vm2000::model::UnitId;

/// A pane: a part of a server unit's share of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pane {
    /// Whose.
    pub unit: UnitId,
    /// Which part.
    pub part: Part,
}

/// The parts of a server unit's share of the screen, from top to bottom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Its monitor system: the main console or the ADMIN dialog.
    Monitor,
    /// The console of one of its guests.
    Guest,
}

impl Part {
    /// This part of a server unit.
    pub fn of(self, unit: UnitId) -> Pane {
        Pane { unit, part: self }
    }
}

/// What somebody has chosen to see of a server unit.
#[derive(Debug, Clone, Copy, Default)]
struct Desk {
    /// The guest that is shown, by its main console.
    guest: Option<ConsoleId>,
    /// Whether somebody asked for this guest. Else the pane shows one that migrates.
    chosen: bool,
}

/// What somebody has chosen to see.
#[derive(Debug, Clone, Default)]
pub(super) struct Desks {
    of_unit: BTreeMap<UnitId, Desk>,
    /// What is shown of a system in place of its main console: another console, or a
    /// dialog. It is kept by the main console, and so goes along with a VM that moves.
    instead: BTreeMap<ConsoleId, ConsoleId>,
}

/// A guest that was on the screen and now runs elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Move {
    pub console: ConsoleId,
    pub from: UnitId,
    pub to: UnitId,
}

impl Desks {
    /// The console that a pane shows; `None` if the server unit has no guest.
    pub fn console(&self, unit: &UnitView, part: Part) -> Option<ConsoleId> {
        let main = self.main(unit, part)?;
        Some(self.instead.get(&main).copied().unwrap_or(main))
    }

    /// The main console of the system that a pane shows.
    pub fn main(&self, unit: &UnitView, part: Part) -> Option<ConsoleId> {
        match part {
            Part::Monitor => Some(unit.monitor),
            Part::Guest => {
                let shown = self.of_unit.get(&unit.id)?.guest;
                shown.filter(|guest| find(unit, *guest).is_some())
            }
        }
    }

    /// Switches the monitor pane between main console and ADMIN dialog.
    pub fn toggle_admin(&mut self, unit: &UnitView) {
        let is_shown = self.console(unit, Part::Monitor) == Some(unit.admin);
        let next = if is_shown { unit.monitor } else { unit.admin };
        self.put(unit.monitor, next);
    }

    /// Shows a console of the server unit, a further one or a dialog of a system in
    /// place of its main one.
    pub fn show(&mut self, view: &View, unit: &UnitView, console: ConsoleId) -> Part {
        let vm = view.vm_of(console);
        let guest = unit.guests.iter().find(|guest| Some(guest.vm) == vm);
        let Some(guest) = guest else {
            self.put(unit.monitor, console);
            return Part::Monitor;
        };
        self.put(guest.console, console);
        let desk = self.of_unit.entry(unit.id).or_default();
        desk.guest = Some(guest.console);
        desk.chosen = true;
        Part::Guest
    }

    fn put(&mut self, main: ConsoleId, shown: ConsoleId) {
        if shown == main {
            self.instead.remove(&main);
        } else {
            self.instead.insert(main, shown);
        }
    }

    /// Shows the guest so many places further in the order of VM indexes, at its main
    /// console.
    pub fn turn(&mut self, unit: &UnitView, by: isize) {
        let shown = self.of_unit.entry(unit.id).or_default();
        let Some((place, _)) = shown.guest.and_then(|guest| find(unit, guest)) else {
            return;
        };
        let next = turned(place, by, unit.guests.len());
        shown.guest = unit.guests.get(next).map(|guest| guest.console);
        shown.chosen = true;
        if let Some(main) = shown.guest {
            self.instead.remove(&main);
        }
    }

    /// Takes in which guests run where: a guest that was on the screen is shown where
    /// it runs now, unless somebody types there (`busy`), and the pane that it left
    /// shows another. Where nobody has chosen a guest, one that is being migrated is
    /// shown: it is what there is to see. Returns the moves.
    pub fn follow(&mut self, view: &View, busy: impl Fn(UnitId) -> bool) -> Vec<Move> {
        let moves = self.moves(view);
        for arrived in moves.iter().filter(|arrived| !busy(arrived.to)) {
            self.of_unit.entry(arrived.to).or_default().guest = Some(arrived.console);
        }
        for unit in units(view) {
            let desk = self.of_unit.entry(unit.id).or_default();
            if desk.guest.and_then(|guest| find(unit, guest)).is_none() {
                desk.guest = unit.guests.first().map(|guest| guest.console);
                desk.chosen = false;
            }
            if !desk.chosen && !busy(unit.id) {
                desk.guest = on_the_move(unit).or(desk.guest);
            }
        }
        moves
    }

    fn moves(&self, view: &View) -> Vec<Move> {
        let gone = |unit: &UnitView| {
            let shown = self.of_unit.get(&unit.id)?.guest?;
            if find(unit, shown).is_some() {
                return None;
            }
            let to = units(view).find(|other| find(other, shown).is_some())?.id;
            Some(Move {
                console: shown,
                from: unit.id,
                to,
            })
        };
        units(view).filter_map(gone).collect()
    }
}

/// The console of a guest that is being migrated away.
fn on_the_move(unit: &UnitView) -> Option<ConsoleId> {
    let migrating = unit
        .guests
        .iter()
        .find(|guest| guest.state.ends_with("(MIGR)"));
    migrating.map(|guest| guest.console)
}

/// All panes of a cluster in the order in which the focus visits them.
pub(super) fn panes(cluster: &ClusterView) -> impl Iterator<Item = Pane> {
    let of_unit = |unit: &UnitView| [Part::Monitor, Part::Guest].map(|part| part.of(unit.id));
    cluster.units.iter().flat_map(of_unit)
}

/// All server units of a view.
pub(super) fn units(view: &View) -> impl Iterator<Item = &UnitView> {
    view.clusters.iter().flat_map(|cluster| &cluster.units)
}

/// A guest of a server unit, by its console, with its place among them.
pub(super) fn find(unit: &UnitView, console: ConsoleId) -> Option<(usize, &GuestView)> {
    let guests = unit.guests.iter().enumerate();
    guests.into_iter().find(|(_, g)| g.console == console)
}

/// The place so many further in a ring of `count`.
pub(super) fn turned(place: usize, by: isize, count: usize) -> usize {
    let count = count.max(1);
    (place + count).saturating_add_signed(by) % count
}

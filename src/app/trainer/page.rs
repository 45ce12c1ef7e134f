//! The trainer's page: time, the machines with what runs on them, migrations, faults and
//! snapshots, in rows of parts.

use std::fmt;

use unicode_width::UnicodeWidthStr;

use crate::engine::{ClusterView, GuestView, UnitView, View};
use crate::sim::Span;
use crate::vm2000::migration::Progress;
use crate::vm2000::model::MonitorState;

/// A server unit is at least so wide beside another.
const NARROWEST: usize = 37;
/// How many columns between them.
const GAP: usize = 2;
/// How wide the bar of main memory is at most, brackets not counted.
const WIDEST_BAR: usize = 30;

/// A row of the page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrainerRow(pub Vec<(TrainerPart, String)>);

/// What a part of a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrainerPart {
    /// A heading.
    Heading,
    /// The name of a machine.
    Name,
    /// Whatever else.
    Text,
    /// Main memory that is held.
    Held,
    /// A VM on its way.
    Moving,
    /// What does not work.
    Failed,
}

/// The row as a text, for those who hear it: without the bar.
impl fmt::Display for TrainerRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text: String = self.0.iter().map(|(_, text)| text.as_str()).collect();
        let told = text.rsplit(']').next().unwrap_or_default();
        f.write_str(told.trim())
    }
}

impl TrainerRow {
    fn one(part: TrainerPart, text: impl Into<String>) -> Self {
        TrainerRow(vec![(part, text.into())])
    }

    fn width(&self) -> usize {
        self.0.iter().map(|(_, text)| text.width()).sum()
    }

    fn and(mut self, part: TrainerPart, text: impl Into<String>) -> Self {
        self.0.push((part, text.into()));
        self
    }

    /// The row with blanks behind it, up to a width.
    fn padded(self, width: usize) -> Self {
        let missing = width.saturating_sub(self.width());
        self.and(TrainerPart::Text, " ".repeat(missing))
    }
}

/// All rows of the page on a screen so many columns wide.
pub fn trainer_rows(view: &View, columns: u16) -> Vec<TrainerRow> {
    // The frame takes four.
    let width = usize::from(columns.saturating_sub(4));
    let mut rows = vec![time(view, width)];
    if !view.migrations.is_empty() {
        rows.extend(section("Migrations"));
        let running = view.migrations.iter();
        rows.extend(running.flat_map(|one| migration(one, view, width)));
    }
    for cluster in &view.clusters {
        rows.push(TrainerRow::default());
        rows.push(heading(cluster, width));
        rows.extend(machines(cluster, view, width));
    }
    let clock = |at| view.calendar.clock(at);
    let training = &view.training;
    if !(training.planned.is_empty() && training.waiting.is_empty()) {
        rows.extend(section("Faults to come"));
        let planned = training.planned.iter();
        let lines = planned.map(|planned| format!("  {}  {}", clock(planned.at), planned.fault));
        let lines = lines.chain(training.waiting.iter().map(|fault| format!("  {fault}")));
        rows.extend(lines.map(|line| TrainerRow::one(TrainerPart::Text, line)));
    }
    if !view.training.snapshots.is_empty() {
        rows.extend(section("Snapshots"));
        let kept = view.training.snapshots.iter();
        let lines = kept.map(|(name, at)| match clock(*at) {
            at if at == *name => format!("  {at}"),
            at => format!("  {at}  {name}"),
        });
        rows.extend(lines.map(|line| TrainerRow::one(TrainerPart::Text, line)));
    }
    rows
}

fn section(title: &str) -> [TrainerRow; 2] {
    let title = TrainerRow::one(TrainerPart::Heading, title);
    [TrainerRow::default(), title]
}

/// Date and time, or where that has no room the time alone.
fn time(view: &View, width: usize) -> TrainerRow {
    let next = match view.next_event {
        Some(at) => format!("next event in {}", seconds(at.since(view.now))),
        None => "nothing is to come".to_owned(),
    };
    let now = view.calendar.iso(view.now).replace('Z', "");
    let fits = now.len() + next.len() + 2 <= width;
    let now = match now.split_once('T') {
        Some((date, time)) if fits => format!("{date} {time}"),
        Some((_, time)) => time.to_owned(),
        None => now,
    };
    TrainerRow::one(TrainerPart::Name, now).and(TrainerPart::Text, format!("  {next}"))
}

fn heading(cluster: &ClusterView, width: usize) -> TrainerRow {
    let row = TrainerRow::one(TrainerPart::Heading, format!("Cluster {}", cluster.name));
    match cluster.link_up {
        Some(true) => row.and(TrainerPart::Text, "  link up"),
        Some(false) => {
            let unit = cluster.units.first().map_or("", |unit| &unit.name);
            let row = row.and(TrainerPart::Failed, "  link DOWN");
            let until = format!(" until clear link-loss {unit}");
            match row.width() + until.len() <= width {
                true => row.and(TrainerPart::Text, until),
                false => row,
            }
        }
        None => TrainerRow::one(TrainerPart::Heading, "In no cluster"),
    }
}

/// The server units of a cluster, as many side by side as have room.
fn machines(cluster: &ClusterView, view: &View, width: usize) -> Vec<TrainerRow> {
    let fitting = ((width + GAP) / (NARROWEST + GAP)).clamp(1, cluster.units.len().max(1));
    let column = (width + GAP) / fitting - GAP;
    let mut rows = Vec::new();
    for units in cluster.units.chunks(fitting) {
        let columns: Vec<Vec<TrainerRow>> = units
            .iter()
            .map(|unit| machine(unit, view, column))
            .collect();
        let height = columns.iter().map(Vec::len).max().unwrap_or(0);
        for y in 0..height {
            let mut row = TrainerRow::default();
            for (place, of_unit) in columns.iter().enumerate() {
                let own = of_unit.get(y).cloned().unwrap_or_default();
                row = row.padded(place * (column + GAP));
                row.0.extend(own.0);
            }
            rows.push(row);
        }
    }
    rows
}

fn machine(unit: &UnitView, view: &View, width: usize) -> Vec<TrainerRow> {
    let held = unit.memory_mb.saturating_sub(unit.free_mb);
    let name = TrainerRow::one(
        TrainerPart::Name,
        format!("{} {}", unit.name, unit.unit_type),
    );
    let name = match unit.monitor_state {
        MonitorState::Ready => name,
        MonitorState::Restarting => name.and(TrainerPart::Failed, "  monitor restarts"),
        MonitorState::Down => name.and(TrainerPart::Failed, "  DOWN"),
    };
    let says = format!("  {} of {} GB", gigabytes(held), gigabytes(unit.memory_mb));
    let room = width.saturating_sub(says.len() + 2).min(WIDEST_BAR);
    let full = usize::try_from(held.saturating_mul(room as u64) / unit.memory_mb.max(1));
    let full = full.unwrap_or(room).min(room);
    let bar = TrainerRow::one(TrainerPart::Text, "[")
        .and(TrainerPart::Held, "#".repeat(full))
        .and(
            TrainerPart::Text,
            format!("{}]{says}", ".".repeat(room - full)),
        );
    let guests = unit.guests.iter().map(guest);
    let coming = view
        .migrations
        .iter()
        .filter(|one| one.sides.target == unit.id);
    let coming = coming.filter_map(|one| Some(arriving(guest_of(one, view)?)));
    [name, bar]
        .into_iter()
        .chain(guests)
        .chain(coming)
        .collect()
}

/// A VM, with `>` before one that leaves.
fn guest(guest: &GuestView) -> TrainerRow {
    let leaves = guest.state.contains("MIGR");
    let (part, sign) = match leaves {
        true => (TrainerPart::Moving, '>'),
        false => (TrainerPart::Text, ' '),
    };
    TrainerRow::one(part, line(sign, guest, &guest.state))
}

/// A VM that is being set up, with `+` before it.
fn arriving(guest: &GuestView) -> TrainerRow {
    TrainerRow::one(TrainerPart::Moving, line('+', guest, "SETUP(MIGR)"))
}

fn line(sign: char, guest: &GuestView, state: &str) -> String {
    let memory = gigabytes(guest.memory_mb);
    let index = guest.index;
    let name = &guest.name;
    format!("{sign}{index:>2} {name:<8} {state:<13} {memory:>5} GB")
}

fn guest_of<'a>(one: &Progress, view: &'a View) -> Option<&'a GuestView> {
    let units = view.clusters.iter().flat_map(|cluster| &cluster.units);
    let mut guests = units
        .filter(|unit| unit.id != one.sides.target)
        .flat_map(|unit| &unit.guests);
    guests.find(|guest| guest.vm == one.sides.vm)
}

/// A migration, in one row where it has room.
fn migration(one: &Progress, view: &View, width: usize) -> Vec<TrainerRow> {
    let units = || view.clusters.iter().flat_map(|cluster| &cluster.units);
    let unit = |id| {
        units()
            .find(|unit| unit.id == id)
            .map_or("", |unit| &unit.name)
    };
    let vm = units().flat_map(|unit| &unit.guests);
    let vm = vm.into_iter().find(|guest| guest.vm == one.sides.vm);
    let name = vm.map_or("", |vm| vm.name.as_str());
    let (source, target) = (unit(one.sides.source), unit(one.sides.target));
    let what = format!("  {name}  {source} > {target}");
    let how_far = match one.round {
        0 => one.stage.phrase().to_owned(),
        round => format!(
            "{}, round {round}, {} MB sent, {} MB left, {} MB/s, stop expected {}",
            one.stage.phrase(),
            one.sent_mb,
            one.left_mb,
            one.rate_mb_s,
            seconds(one.expected_stop)
        ),
    };
    let row = TrainerRow::one(TrainerPart::Moving, what);
    if row.width() + how_far.len() + 2 <= width {
        return vec![row.and(TrainerPart::Text, format!("  {how_far}"))];
    }
    let room = width.saturating_sub(4);
    let below = crate::text::wrap(&how_far, room, room);
    let below = below.into_iter().map(|line| format!("    {line}"));
    let below = below.map(|line| TrainerRow::one(TrainerPart::Text, line));
    [row].into_iter().chain(below).collect()
}

/// A size in GB, with one decimal.
fn gigabytes(mb: u64) -> String {
    let tenths = mb.saturating_mul(10) / 1024;
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// A span in seconds, with one decimal.
fn seconds(span: Span) -> String {
    let tenths = span.millis() / 100;
    format!("{}.{} s", tenths / 10, tenths % 10)
}

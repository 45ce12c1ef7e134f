//! The faults of a scenario, which happen by themselves.

use toml::Spanned;

use super::ScheduledFault;
use super::reader::Section;
use super::shared::unit_named;
use crate::sim::{Calendar, Span, Tick};
use crate::vm2000::fault::{Fault, FaultKind, Known, Strikes, Struck};
use crate::vm2000::model::{UnitId, World};

/// Reads `[[fault]]`.
pub(super) fn read(
    file: &mut Section<'_>,
    world: &World,
    calendar: Option<Calendar>,
) -> Vec<ScheduledFault> {
    let mut faults = Vec::new();
    for mut section in file.tables("fault") {
        section.required("at", "\"+10m\"");
        section.required("name", "\"link-loss\"");
        section.required("on", "\"ABGSE501\"");
        let at = section
            .moment("at")
            .and_then(|at| tick(&section, &at, calendar?));
        let kind = section.one_of("name", &Known::of_machines(), FaultKind::LinkLoss);
        let on = section
            .text("on")
            .and_then(|on| struck(&section, kind, &on, world));
        let clear = section.flag("clear", false);
        if clear && !kind.known().lasts {
            let what = format!("`{kind}` has no end that could come");
            section.wrong("clear", what, "leave `clear` out");
        }
        if let (FaultKind::LinkLoss, Some(Struck::Unit(on))) = (kind, on) {
            check_link(&section, on, world);
        }
        if let Some(Err(error)) = on.map(|on| kind.check_type(world, on)) {
            let help = "name one of the other type, or leave the fault out";
            section.wrong("on", error.to_string(), help);
        }
        section.finish();
        if let (Some(at), Some(on)) = (at, on) {
            let fault = Fault { kind, on, clear };
            faults.push(ScheduledFault { at, fault });
        }
    }
    faults
}

fn struck(
    section: &Section<'_>,
    kind: FaultKind,
    name: &Spanned<String>,
    world: &World,
) -> Option<Struck> {
    if kind.known().strikes == Strikes::Unit {
        return unit_named(section, name.span(), name.get_ref(), world).map(Struck::Unit);
    }
    match Struck::named(world, kind, name.get_ref()) {
        Ok(struck) => Some(struck),
        Err(error) => {
            let help = "name what this file has";
            section.report().error(name.span(), error.to_string(), help);
            None
        }
    }
}

fn tick(section: &Section<'_>, at: &Spanned<String>, calendar: Calendar) -> Option<Tick> {
    let tick = match at.get_ref().strip_prefix('+') {
        Some(span) => span.parse().ok().map(|span: Span| Tick::START + span),
        None => calendar.next_time_of_day(Tick::START, at.get_ref()),
    };
    if tick.is_none() {
        section.wrong(
            "at",
            format!("`{}` is no time", at.get_ref()),
            "write a span since the start, such as \"+10m\", or a UTC time of day, such as \"00:17:00\"",
        );
    }
    tick
}

fn check_link(section: &Section<'_>, on: UnitId, world: &World) {
    let unit = world.unit(on);
    if unit.cluster.is_none() {
        section.wrong(
            "on",
            format!(
                "`{}` is in no cluster, so it has no link to lose",
                unit.name
            ),
            "name a server unit of a cluster",
        );
    }
}

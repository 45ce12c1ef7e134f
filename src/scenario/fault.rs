//! The faults of a scenario, which happen by themselves.

use toml::Spanned;

use super::ScheduledFault;
use super::reader::Section;
use super::shared::unit_named;
use crate::sim::{Calendar, Span, Tick};
use crate::text::Pattern;
use crate::vm2000::fault::{Fault, FaultKind, Known, Strikes, Struck};
use crate::vm2000::model::{UnitId, Vm, World};

/// The faults of a scenario.
#[derive(Debug, Default)]
pub(super) struct Faults {
    /// Those that happen at a time.
    pub at: Vec<ScheduledFault>,
    /// Those that wait for a line, as a session reads them:
    /// `link-loss ABGSE501 when ABGSE701 /VMS2430/`.
    pub when: Vec<String>,
}

/// Reads `[[fault]]`.
pub(super) fn read(file: &mut Section<'_>, world: &World, calendar: Option<Calendar>) -> Faults {
    let mut faults = Faults::default();
    for section in file.tables("fault") {
        one(section, world, calendar, &mut faults);
    }
    faults
}

fn one(
    mut section: Section<'_>,
    world: &World,
    calendar: Option<Calendar>,
    faults: &mut Faults,
) -> Option<()> {
    let waits = section.has("when");
    if waits && section.has("at") {
        let what = "a fault happens at a time, or when a line appears";
        section.wrong("when", what, "leave one of the two out");
    }
    if !waits {
        section.required("at", "\"+10m\"");
    }
    section.required("name", "\"link-loss\"");
    section.required("on", "\"ABGSE501\"");
    let at = section
        .moment("at")
        .and_then(|at| tick(&section, &at, calendar?));
    let when = section.text("when");
    let when = when.and_then(|when| line(&section, &when, world));
    let known = section.one_of_if("name", &Known::of_machines());
    let name = section.text("on");
    // What a fault strikes depends on which it is.
    let on = known.zip(name.as_ref());
    let on = on.and_then(|(kind, on)| struck(&section, kind, on, world));
    let kind = known.unwrap_or(FaultKind::LinkLoss);
    let clear = section.flag("clear", false);
    if clear && known.is_some() && !kind.known().lasts {
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
    let on = on?;
    if let Some(when) = when {
        let clear = if clear { "clear " } else { "" };
        let name = name.map(Spanned::into_inner).unwrap_or_default();
        faults
            .when
            .push(format!("{clear}{kind} {name} when {when}"));
    } else if let Some(at) = at {
        let fault = Fault { kind, on, clear };
        faults.at.push(ScheduledFault { at, fault });
    }
    Some(())
}

/// The line that a fault waits for: `ABGSE701 /VMS2430/`, or on any console `/VMS2430/`.
fn line(section: &Section<'_>, when: &Spanned<String>, world: &World) -> Option<String> {
    const HELP: &str = "write a console and a pattern, such as \"ABGSE701 /VMS2430/\"";
    let wrong = |what: String| {
        section.report().error(when.span(), what, HELP);
        None
    };
    let text = when.get_ref().trim();
    let pattern = text
        .split_once('/')
        .and_then(|(console, rest)| Some((console.trim(), rest.strip_suffix('/')?)))
        .filter(|(console, source)| !source.is_empty() && !console.contains(char::is_whitespace));
    let Some((console, source)) = pattern else {
        return wrong(format!("`{text}` is no line to wait for"));
    };
    if let Err(error) = Pattern::new(source) {
        return wrong(format!("/{source}/: {error}"));
    }
    let name = console.split(':').next().unwrap_or(console);
    let is_guest = |vm: &Vm| !vm.is_monitor() && vm.name.eq_ignore_ascii_case(name);
    let is_known =
        name.is_empty() || world.unit_named(name).is_some() || world.vms.iter().any(is_guest);
    if !is_known {
        return wrong(format!("there is no server unit or VM `{name}`"));
    }
    Some(text.to_owned())
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

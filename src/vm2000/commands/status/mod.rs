//! SHOW-VM-STATUS (VM2000 V12.0 User Guide, page 249). The operands beside PERIOD and all
//! layouts are ours.

mod choose;
mod lines;

use super::answer::either;
use super::{Answer, Call, Handler, LOCAL};
use crate::catalog::{Message, Source};
use crate::sdf::Value;
use crate::sim::Span;
use crate::vm2000::ids::{VMS2041, VMS2042};
use crate::vm2000::life::LifeEvent;
use crate::vm2000::model::{MonitorState, Report, UnitId, World};
use crate::vm2000::{Effects, Event, Refusal};

/// The commands of this family.
pub(super) const HANDLERS: &[Handler] = &[Handler {
    name: "SHOW-VM-STATUS",
    takes: LOCAL,
    run: |world, call, effects| either(show(world, call, effects)),
}];

/// The last line of a periodic output that ends by itself.
const END: &str = "END OF PERIODIC OUTPUT";

/// `/SHOW-VM-STATUS`: once, again and again, or no more.
fn show(world: &mut World, call: Call<'_>, effects: &mut Effects) -> Result<Answer, Answer> {
    let period = call.value("PERIOD");
    if period.and_then(Value::keyword) == Some("*NO") {
        return Ok(stop(world, call));
    }
    let chosen = choose::chosen(world, call)?;
    let Some(seconds) = period.and_then(Value::integer) else {
        let minutes = period.and_then(|p| p.inner("TIME-INTERVAL"));
        let minutes = minutes.and_then(choose::number);
        let minutes = minutes.and_then(|minutes| u64::try_from(minutes).ok());
        let interval = Span::from_secs(minutes.unwrap_or(1).saturating_mul(60));
        let lines = lines::of(world, call.unit, &chosen, (effects.now, interval));
        return Ok(Answer::display(Source::Own, lines));
    };
    let place = call.issuer.place;
    let running = world.unit(call.unit).report.as_ref();
    if running.is_some_and(|report| report.place != place) {
        return Err(Refusal::of(Message::plain(VMS2041)).into());
    }
    let period = Span::from_secs(u64::try_from(seconds).unwrap_or(1).max(1));
    let run = world.under_way.number();
    let report = Report {
        place,
        period,
        run,
        chosen,
    };
    world.unit_mut(call.unit).report = Some(report);
    later(call.unit, run, period, effects);
    Ok(Answer::done())
}

/// Ends the periodic output that was begun at the same place.
fn stop(world: &mut World, call: Call<'_>) -> Answer {
    let report = &mut world.unit_mut(call.unit).report;
    let is_own = |report: &mut Report| report.place == call.issuer.place;
    match report.take_if(is_own) {
        Some(_) => Answer::done().say(Message::plain(VMS2042)),
        None => Answer::nothing(call, "NO PERIODIC OUTPUT IS ACTIVE HERE"),
    }
}

/// Shows a periodic output once more. It ends when there is nothing left that was named.
pub fn report(world: &mut World, unit: UnitId, run: u32, effects: &mut Effects) {
    let due = world
        .unit(unit)
        .report
        .clone()
        .filter(|report| report.run == run);
    let Some(Report {
        place,
        period,
        chosen,
        ..
    }) = due
    else {
        return;
    };
    if world.unit(unit).monitor.state != MonitorState::Ready {
        world.unit_mut(unit).report = None;
    } else if choose::is_gone(world, unit, &chosen) {
        world.unit_mut(unit).report = None;
        effects.displays.push((place, vec![END.to_owned()]));
    } else {
        let lines = lines::of(world, unit, &chosen, (effects.now, period));
        effects.displays.push((place, lines));
        later(unit, run, period, effects);
    }
}

fn later(unit: UnitId, run: u32, period: Span, effects: &mut Effects) {
    effects.after(period, Event::Life(LifeEvent::ReportDue { unit, run }));
}

//! What each item of an exam counts, and why.

use std::fmt::Write as _;

use super::Item;
use crate::engine::Session;
use crate::learn::{Coach, Step};

/// The score, item by item.
pub(in crate::learn) fn score(coach: &Coach, session: &Session) -> Vec<Item> {
    let steps = coach.lesson().steps.iter().enumerate();
    steps
        .map(|(place, step)| item(coach, session, place, step))
        .collect()
}

fn item(coach: &Coach, session: &Session, place: usize, step: &Step) -> Item {
    let calendar = session.calendar();
    let slips = coach.slips().filter(|slip| slip.step == place);
    let wrong: Vec<_> = slips
        .filter_map(|slip| Some((slip.at, step.wrong.get(slip.wrong)?)))
        .collect();
    let cost: u64 = wrong.iter().map(|(_, wrong)| wrong.cost).sum();
    let (points, mut why) = match coach.done_at(place) {
        Some(at) => (
            step.points.saturating_sub(cost),
            format!("done at {}", calendar.iso(at)),
        ),
        None => {
            let missing = coach.missing(place, session).join("; ");
            (0, format!("not done: {missing}"))
        }
    };
    for (at, wrong) in &wrong {
        let (at, cost) = (calendar.iso(*at), wrong.cost);
        write!(why, "\nwrong turn at {at} (-{cost}): {}", wrong.reason).unwrap_or(());
    }
    Item {
        title: step.title.clone(),
        points,
        of: step.points,
        why,
    }
}

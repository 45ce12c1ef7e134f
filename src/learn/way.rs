//! How far somebody has come in a lesson, as a file keeps it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::coach::{Slip, Start};
use super::{Coach, Lesson, Moment};
use crate::sim::Tick;

/// How far somebody has come.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Way {
    /// How many hints are shown.
    shown: usize,
    /// How many there were in all.
    hints: usize,
    /// The steps that are done, and when; in their order.
    #[serde(default)]
    done: Vec<Mark>,
    /// Where steps have begun.
    #[serde(default)]
    start: Vec<Mark>,
    /// The wrong turns.
    #[serde(default)]
    slip: Vec<Mark>,
}

/// Something that has happened in a step.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Mark {
    step: usize,
    /// When, in microseconds since the start, and behind how many inputs.
    at: u64,
    inputs: usize,
    /// Of a start: how many records there were.
    #[serde(default)]
    since: usize,
    /// Of a wrong turn: which one, and whether it was taken back.
    #[serde(default)]
    wrong: usize,
    #[serde(default)]
    undone: bool,
}

impl Mark {
    fn new(step: usize, moment: Moment) -> Self {
        Mark {
            step,
            at: moment.at.micros(),
            inputs: moment.inputs,
            ..Mark::default()
        }
    }

    fn moment(self) -> Moment {
        Moment {
            at: Tick::from_micros(self.at),
            inputs: self.inputs,
        }
    }
}

impl Way {
    /// How many steps are done.
    pub fn steps_done(&self) -> usize {
        self.done.len()
    }
}

impl Coach {
    /// How far somebody has come.
    pub fn way(&self) -> Way {
        let done = self.done.iter().enumerate();
        Way {
            shown: self.shown,
            hints: self.hints,
            done: done
                .filter_map(|(step, moment)| Some(Mark::new(step, (*moment)?)))
                .collect(),
            start: self.starts.iter().map(start).collect(),
            slip: self.slips.iter().map(slip).collect(),
        }
    }

    /// Somebody who has come so far in a lesson; `None` if nobody can have.
    pub fn on(lesson: Arc<Lesson>, way: &Way) -> Option<Self> {
        let all = lesson.steps.len();
        let mut done = vec![None; all];
        for mark in &way.done {
            *done.get_mut(mark.step)? = Some(mark.moment());
        }
        let starts: Vec<Start> = way
            .start
            .iter()
            .map(|mark| Start {
                step: mark.step,
                moment: mark.moment(),
                since: mark.since,
            })
            .collect();
        let slips: Vec<Slip> = way
            .slip
            .iter()
            .map(|mark| Slip {
                step: mark.step,
                wrong: mark.wrong,
                at: mark.moment().at,
                moment: mark.moment(),
                is_undone: mark.undone,
            })
            .collect();
        let is_known = |slip: &Slip| {
            let step = lesson.steps.get(slip.step);
            step.is_some_and(|step| slip.wrong < step.wrong.len())
        };
        // Steps are done in their order, and begin where the one before was done.
        let current = way.done.len();
        let is_in_order = done.iter().skip(current).all(Option::is_none)
            && done.iter().take(current).all(Option::is_some);
        let begins = starts.last().is_some_and(|start| start.step == current);
        let is_way = current < all && is_in_order && begins && slips.iter().all(is_known);
        is_way.then(|| Coach {
            done,
            slips,
            shown: way.shown,
            hints: way.hints,
            starts,
            went_back_to: None,
            is_over: false,
            next: None,
            lesson,
        })
    }
}

fn start(start: &Start) -> Mark {
    Mark {
        since: start.since,
        ..Mark::new(start.step, start.moment)
    }
}

fn slip(slip: &Slip) -> Mark {
    Mark {
        wrong: slip.wrong,
        undone: slip.is_undone,
        ..Mark::new(slip.step, slip.moment)
    }
}

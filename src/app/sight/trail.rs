//! What was done on a screen since it was at rest.

use super::Sight;
use crate::app::keys::LEADER;
use crate::app::{App, Input, Key, KeyCode, Mode};
use crate::engine::View;

/// So many inputs are kept: nobody gets so far into anything.
const MOST: usize = 4_096;

/// The screen as it was at rest, and what was done there since.
#[derive(Debug, Clone, Default)]
pub(in crate::app) struct Trail {
    rest: Option<Box<Sight>>,
    inputs: Vec<Input>,
}

impl Trail {
    pub fn rest(&self) -> Option<&Sight> {
        self.rest.as_deref()
    }

    pub fn inputs(&self) -> &[Input] {
        &self.inputs
    }
}

/// What is known before an input is taken in.
pub(in crate::app) struct Before {
    rest: Option<Sight>,
    inputs: Vec<Input>,
    pace: crate::app::Pace,
}

impl App {
    /// To be asked before an input is taken in.
    pub(in crate::app) fn before(&self, input: &Input, view: &View) -> Before {
        let is_needed = self.trail.rest.is_none() && !self.only_types(input);
        let rest = is_needed.then(|| self.sight_at_rest(view));
        Before {
            rest,
            inputs: self.usual(input),
            pace: self.pace,
        }
    }

    /// To be called behind it.
    pub(in crate::app) fn leave_trail(&mut self, before: Before) {
        if self.is_at_rest() {
            self.trail = Trail::default();
            return;
        }
        if let Some(rest) = before.rest {
            self.trail.rest = Some(Box::new(rest));
        }
        if self.trail.rest.is_none() {
            return;
        }
        // How time flows is told apart from that.
        if self.pace != before.pace {
            let is_leader = |input: &Input| *input == Input::Key(LEADER);
            self.trail.inputs.pop_if(|input| is_leader(input));
        } else if self.trail.inputs.len() < MOST {
            self.trail.inputs.extend(before.inputs);
        }
    }

    /// Whether an input can do nothing but type, as most do.
    fn only_types(&self, input: &Input) -> bool {
        let is_letter = |key: &Key| matches!(key.code, KeyCode::Char(_)) && !key.ctrl && !key.alt;
        let reads = || self.seats.values().any(|seat| seat.reading.is_scrolled());
        matches!(input, Input::Key(key) if is_letter(key)) && self.mode == Mode::Normal && !reads()
    }

    /// The same input as it would be made by somebody who has bound no keys.
    fn usual(&self, input: &Input) -> Vec<Input> {
        match input {
            Input::Key(key) => self.usual_keys(*key).into_iter().map(Input::Key).collect(),
            Input::Resize(..) => Vec::new(),
            other => vec![other.clone()],
        }
    }

    fn usual_keys(&self, key: Key) -> Vec<Key> {
        let keys = &self.keys;
        if key == keys.leader() && self.mode != Mode::Recall {
            return vec![LEADER];
        }
        let alone = || keys.alone(key).map(|action| keys.usual(action));
        let usual = match self.mode {
            Mode::Leader => keys.behind_leader(key).map(|action| {
                let usual = keys.usual(action);
                // The leader is there already.
                usual.into_iter().filter(|key| *key != LEADER).collect()
            }),
            Mode::Normal => alone().or_else(|| keys.browsing.usual_of(key)),
            Mode::Copying => alone().or_else(|| keys.marking.usual_of(key)),
            Mode::Trainer => alone()
                .or_else(|| keys.training.usual_of(key))
                .or_else(|| keys.viewing.usual_of(key)),
            Mode::Help(_) | Mode::Lesson(_) | Mode::Advice(_) | Mode::Explain { .. } => {
                keys.viewing.usual_of(key)
            }
            _ => None,
        };
        usual.unwrap_or_else(|| vec![key])
    }
}

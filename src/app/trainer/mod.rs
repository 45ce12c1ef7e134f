//! The trainer's view: what no real console shows, and what no operator can do.
//!
//! Time, a map of the machines, faults, snapshots and the way back. Where somebody is
//! examined it can be switched off.

mod chooser;
mod faults;
mod page;

#[cfg(test)]
mod tests;

pub use chooser::{Chooser, Offer};
pub use page::{TrainerPart, TrainerRow, trainer_rows};

use self::chooser::{Leads, Question};
use super::viewing::scrolled;
use super::{Action, App, Intent, Key, KeyCode, Mode, Pace, Scene, Viewing};
use crate::engine::Order;

/// What belongs to the trainer's view of one screen.
#[derive(Debug, Clone, Default)]
pub(super) struct Trainer {
    /// Whether there is none.
    pub is_off: bool,
    /// Whether the view is open, below whatever is asked for.
    pub is_open: bool,
    /// The first row of it that is shown.
    pub row: usize,
    chooser: Option<Chooser>,
}

impl App {
    /// Switches the trainer's view on or off, as an examiner may wish.
    pub fn set_trainer(&mut self, on: bool) {
        self.trainer.is_off = !on;
    }

    /// Whether there is a trainer's view.
    pub fn has_trainer(&self) -> bool {
        !self.trainer.is_off
    }

    /// The first row of the trainer's view that is shown, if it is open.
    pub fn trainer_row(&self) -> Option<usize> {
        self.trainer.is_open.then_some(self.trainer.row)
    }

    /// What the trainer is being asked.
    pub fn chooser(&self) -> Option<&Chooser> {
        let is_asked = self.mode == Mode::Choosing;
        self.trainer.chooser.as_ref().filter(|_| is_asked)
    }

    pub(super) fn act_for_trainer(&mut self, action: Action) -> Vec<Intent> {
        if self.trainer.is_off {
            self.notice = Some("there is no trainer's view in this session".to_owned());
            return Vec::new();
        }
        match action {
            Action::NextMessage => return self.order(Order::NextMessage),
            Action::Fault => self.ask(Question::Fault),
            Action::Note => self.ask(Question::Note),
            Action::Keep => self.ask(Question::Keep),
            Action::Restore => self.ask(Question::Restore),
            Action::Back => self.ask(Question::Back),
            _ => {
                self.trainer.is_open = !self.trainer.is_open;
                self.trainer.row = 0;
                self.mode = self.rest();
            }
        }
        Vec::new()
    }

    /// What the next key means when nothing is asked.
    fn rest(&self) -> Mode {
        if self.trainer.is_open {
            Mode::Trainer
        } else {
            Mode::Normal
        }
    }

    fn ask(&mut self, question: Question) {
        self.trainer.chooser = Some(Chooser::about(question));
        self.mode = Mode::Choosing;
    }

    /// Asks for an order; after those that lead elsewhere in time, time stands still.
    fn order(&mut self, order: Order) -> Vec<Intent> {
        let mut intents = Vec::new();
        let stays = matches!(
            order,
            Order::Inject(_)
                | Order::Plan(..)
                | Order::Cancel(_)
                | Order::Snapshot(_)
                | Order::Note(_)
        );
        if !stays && self.pace != Pace::Paused {
            intents = self.pause();
        }
        intents.push(Intent::Trainer(order));
        intents
    }

    pub(super) fn trainer_key(&mut self, key: Key, scene: Scene<'_>) -> Vec<Intent> {
        // Esc leads out whatever is bound.
        let leaves = (key == Key::plain(KeyCode::Escape)).then_some(Action::Trainer);
        let does = self.keys.alone(key).or(self.keys.training.of(key));
        match does.or(leaves) {
            Some(action) => self.act(action, scene),
            None => {
                if let Some(does) = self.keys.viewing.of(key) {
                    self.scroll_trainer(does, scene);
                }
                Vec::new()
            }
        }
    }

    pub(super) fn scroll_trainer(&mut self, does: Viewing, scene: Scene<'_>) {
        let (columns, rows) = self.size();
        let count = trainer_rows(scene.view, columns).len();
        self.trainer.row = scrolled(self.trainer.row, count, super::help_page(rows), does);
    }

    pub(super) fn chooser_key(&mut self, key: Key, scene: Scene<'_>) -> Vec<Intent> {
        let Some(chooser) = &mut self.trainer.chooser else {
            self.mode = self.rest();
            return Vec::new();
        };
        match key.code {
            KeyCode::Escape => self.mode = self.rest(),
            KeyCode::Enter => {
                if let Some(leads) = chooser.chosen_of(scene.view) {
                    self.mode = self.rest();
                    match leads {
                        Leads::Order(order) => return self.order(order),
                        Leads::Ask(question) => self.ask(question),
                    }
                }
            }
            _ => chooser.key(key, scene.view, &mut self.cuts),
        }
        Vec::new()
    }

    pub(super) fn paste_into_chooser(&mut self, text: &str) {
        if let Some(chooser) = &mut self.trainer.chooser {
            chooser.paste(text);
        }
    }

    /// Goes on from a mode on top of the trainer's view to it, if it is open, and from it
    /// to the consoles, if it is not.
    pub(super) fn settle(&mut self) {
        if matches!(self.mode, Mode::Normal | Mode::Trainer) {
            self.mode = self.rest();
        }
    }
}

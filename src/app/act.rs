//! Carries actions out, each in a function of its own.

use super::desk::{panes, turned};
use super::state::unit_of;
use super::{Action, App, Intent, Pace, Pane, Part, Scene};
use crate::engine::View;

impl App {
    pub(super) fn act(&mut self, action: Action, scene: Scene<'_>) -> Vec<Intent> {
        let view = scene.view;
        if action.leaves_trainer() {
            self.trainer.is_open = false;
        }
        match action {
            Action::Help => self.open_help(scene),
            Action::Palette => self.open_palette(),
            Action::NextPane => self.visit(view, 1),
            Action::PreviousPane => self.visit(view, -1),
            Action::Left => self.visit_unit(view, -1),
            Action::Right => self.visit_unit(view, 1),
            Action::Up => self.visit_part(Part::Monitor),
            Action::Down => self.visit_part(Part::Guest),
            Action::NextGuest => self.turn_guest(view, 1),
            Action::PreviousGuest => self.turn_guest(view, -1),
            Action::Admin => self.toggle_admin(view),
            Action::NextCluster => self.turn_cluster(1, scene),
            Action::PreviousCluster => self.turn_cluster(-1, scene),
            Action::Zoom => self.zoomed = !self.zoomed,
            Action::Question => self.next_question(scene),
            Action::Search => self.open_search(false),
            Action::Filter => self.open_filter(scene),
            Action::Copy => self.toggle_copying(scene),
            Action::Explain => self.open_explanation(scene),
            Action::Form => self.toggle_form(view),
            Action::Hints => self.toggle_hints(),
            Action::Mouse => return self.toggle_mouse(),
            Action::Pause => return self.pause(),
            Action::Speed(factor) => return self.flow(Pace::Times(factor)),
            Action::NextSpeed => return self.flow(self.pace.next()),
            Action::Step => return self.step(view),
            Action::Trainer
            | Action::NextMessage
            | Action::Fault
            | Action::Note
            | Action::Keep
            | Action::Restore
            | Action::Back => return self.act_for_trainer(action),
            Action::Lesson | Action::Hint | Action::Again => return self.act_in_lesson(action),
            Action::Suspend => return vec![Intent::Suspend],
            Action::Quit => return self.quit(view),
        }
        Vec::new()
    }

    fn act_in_lesson(&mut self, action: Action) -> Vec<Intent> {
        if self.board.is_none() {
            self.notice = Some("there is no lesson: `vmcons learn` lists them".to_owned());
            return Vec::new();
        }
        match action {
            Action::Hint => {
                self.await_hint();
                return vec![Intent::Hint];
            }
            Action::Again => return vec![Intent::Again],
            _ => self.open_lesson(),
        }
        Vec::new()
    }

    /// Focuses the pane so many places further.
    fn visit(&mut self, view: &View, by: isize) {
        let Some(((_, cluster), focus)) = self.cluster(view).zip(self.focused()) else {
            return;
        };
        let all: Vec<Pane> = panes(cluster).collect();
        let place = all.iter().position(|pane| *pane == focus).unwrap_or(0);
        if let Some(pane) = all.get(turned(place, by, all.len())) {
            self.focus.insert(self.cluster, *pane);
        }
    }

    /// Focuses the same part of the server unit so many places to the right.
    fn visit_unit(&mut self, view: &View, by: isize) {
        let Some(((_, cluster), focus)) = self.cluster(view).zip(self.focused()) else {
            return;
        };
        let units = &cluster.units;
        let place = units.iter().position(|unit| unit.id == focus.unit);
        let next = turned(place.unwrap_or(0), by, units.len());
        if let Some(unit) = units.get(next) {
            let pane = Pane {
                unit: unit.id,
                ..focus
            };
            self.focus.insert(self.cluster, pane);
        }
    }

    fn visit_part(&mut self, part: Part) {
        if let Some(focus) = self.focused() {
            self.focus.insert(self.cluster, Pane { part, ..focus });
        }
    }

    /// Shows another guest of the focused server unit, and focuses it: whoever asks
    /// for a guest wants to work with it.
    fn turn_guest(&mut self, view: &View, by: isize) {
        let unit = self.focused().and_then(|pane| unit_of(pane, view));
        if let Some(unit) = unit {
            self.desks.turn(unit, by);
            self.visit_part(Part::Guest);
            // The same key leaves a form: who presses it once too often must see where
            // the next command would go.
            if let Some(guest) = self.focused().and_then(|pane| self.guest_of(pane, view)) {
                self.notice = Some(format!("you type at {} now", guest.name));
            }
        }
    }

    fn toggle_admin(&mut self, view: &View) {
        if let Some(unit) = self.focused().and_then(|pane| unit_of(pane, view)) {
            self.desks.toggle_admin(unit);
            self.visit_part(Part::Monitor);
        }
    }

    fn turn_cluster(&mut self, by: isize, scene: Scene<'_>) {
        self.cluster = turned(self.cluster, by, scene.view.clusters.len());
        self.refresh(scene);
    }

    fn toggle_mouse(&mut self) -> Vec<Intent> {
        self.mouse = !self.mouse;
        let told = if self.mouse {
            "the mouse works here; with Shift held down it selects as everywhere"
        } else {
            "the mouse is the terminal's"
        };
        self.notice = Some(told.to_owned());
        vec![Intent::Mouse(self.mouse)]
    }

    pub(super) fn pause(&mut self) -> Vec<Intent> {
        if self.pace == Pace::Paused {
            return self.flow(self.resume);
        }
        self.resume = self.pace;
        self.flow(Pace::Paused)
    }

    fn flow(&mut self, pace: Pace) -> Vec<Intent> {
        self.pace = pace;
        vec![Intent::Pace(pace)]
    }

    fn step(&mut self, view: &View) -> Vec<Intent> {
        if view.next_event.is_none() {
            self.notice = Some(
                "nothing is to come but what systems tell on any day: enter a command first"
                    .to_owned(),
            );
        }
        let mut intents = Vec::new();
        if self.pace != Pace::Paused {
            intents = self.pause();
        }
        intents.push(Intent::Step);
        intents
    }
}

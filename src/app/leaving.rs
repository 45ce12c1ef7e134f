//! Leaving the program, and Ctrl+C, which does so last of all.

use super::{Action, App, Intent, Key, KeyCode, Mode, Scene};
use crate::console::ConsoleId;
use crate::engine::View;

pub(super) const INTERRUPT: Key = Key::ctrl('c');
const YES: char = 'y';

impl App {
    /// Says whether what is done here is kept after the end: recorded, or as the progress of
    /// a lesson.
    pub fn set_kept(&mut self, kept: bool) {
        self.kept = kept;
    }

    /// Leaves at once where nothing is lost by it; else asks.
    pub(super) fn quit(&mut self, view: &View) -> Vec<Intent> {
        match self.lost_by_leaving(view) {
            Some(why) => {
                let key = self.keys.names(Action::Quit).pop();
                self.ask_to_leave(Some(why), &key.unwrap_or_else(|| INTERRUPT.to_string()));
                Vec::new()
            }
            None => vec![Intent::Quit],
        }
    }

    /// What would be lost.
    fn lost_by_leaving(&self, view: &View) -> Option<&'static str> {
        match (view.migrations.len(), view.work) {
            (0, 0) if self.kept || !self.has_entered => None,
            (0, 0) => Some("this session is not recorded"),
            (0, _) => Some("something is in progress"),
            (1, _) => Some("a migration is under way"),
            _ => Some("migrations are under way"),
        }
    }

    fn ask_to_leave(&mut self, why: Option<&str>, key: &str) {
        self.leaving = true;
        let why = why.map_or_else(String::new, |why| format!("{why}: "));
        self.notice = Some(format!(
            "{why}quit? {YES} or {key} does, any other key goes on"
        ));
    }

    /// Takes a key as the answer to the question whether to leave. None does anything else,
    /// or a key pressed to go on would enter the line typed, or throw a form away.
    pub(super) fn answer_leaving(&mut self, key: Key) -> Vec<Intent> {
        let agrees = if self.mode == Mode::Leader {
            self.mode = Mode::Normal;
            self.keys.behind_leader(key) == Some(Action::Quit)
        } else if key == self.keys.leader() {
            // It may begin the answer.
            self.mode = Mode::Leader;
            return Vec::new();
        } else {
            let yes = [YES, YES.to_ascii_uppercase()].map(Key::char);
            yes.contains(&key) || self.keys.alone(key) == Some(Action::Quit)
        };
        self.leaving = false;
        if agrees || key == INTERRUPT {
            return vec![Intent::Quit];
        }
        Vec::new()
    }

    /// Ctrl+C gives up what is open, or else the line being typed, and asks to leave only
    /// where there is neither. In a form it does what Esc does: who drops a field's text
    /// with it leaves nothing by it.
    pub(super) fn interrupt(&mut self, scene: Scene<'_>) -> Vec<Intent> {
        let before = self.mode;
        if before == Mode::Recall {
            self.mode = Mode::Normal;
            return Vec::new();
        }
        if before != Mode::Normal {
            let intents = self.key_in_mode(Key::plain(KeyCode::Escape), scene);
            self.settle();
            return intents;
        }
        if self.fills_in(scene.view) {
            return self.key_in_mode(Key::plain(KeyCode::Escape), scene);
        }
        let console = self.focused_console(scene.view);
        if console.is_some_and(|console| self.clear_line(console)) {
            return Vec::new();
        }
        let why = self.lost_by_leaving(scene.view);
        self.ask_to_leave(why, &INTERRUPT.to_string());
        Vec::new()
    }

    /// Drops what is being typed at a console, in a way that can be taken back, and what
    /// waits behind it. Returns whether there was anything.
    fn clear_line(&mut self, console: ConsoleId) -> bool {
        let seat = self.seat(console);
        seat.choice = None;
        let dropped = seat.entry.drop_waiting();
        if seat.entry.text().is_empty() && dropped == 0 {
            return false;
        }
        seat.entry.clear();
        let pasted = match dropped {
            0 => String::new(),
            count => format!(", {} dropped", pasted_lines(count)),
        };
        self.notice = Some(format!("Ctrl+_ brings the line back{pasted}"));
        true
    }
}

/// So many pasted lines.
pub(super) fn pasted_lines(count: usize) -> String {
    match count {
        1 => "1 pasted line".to_owned(),
        count => format!("{count} pasted lines"),
    }
}

//! Questions that wait for an answer: how many, and the way to the next.

use super::{App, Scene};
use crate::console::ConsoleId;
use crate::engine::View;

impl App {
    /// How many questions wait for an answer at a console.
    pub fn questions(&self, console: ConsoleId, view: &View) -> usize {
        let here = view.questions.iter().filter(|q| q.console == console);
        here.count()
    }

    /// Focuses the console with the oldest unanswered question, or if it has the focus
    /// already, that with the next.
    pub(super) fn next_question(&mut self, scene: Scene<'_>) {
        let mut asking: Vec<ConsoleId> = Vec::new();
        for question in &scene.view.questions {
            let console = question.console;
            if scene.view.place_of(console).is_some() && !asking.contains(&console) {
                asking.push(console);
            }
        }
        let focused = self.focused_console(scene.view);
        let place = asking.iter().position(|console| Some(*console) == focused);
        let next = place.map_or(0, |place| (place + 1) % asking.len());
        let Some(console) = asking.get(next).copied() else {
            self.notice = Some("no question waits for an answer".to_owned());
            return;
        };
        self.focus(console, scene);
        let open = scene.view.questions.iter().find(|q| q.console == console);
        self.notice = open.map(|question| format!("answer: {}", question.begin()));
    }
}

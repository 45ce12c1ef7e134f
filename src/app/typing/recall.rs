//! Searching the lines entered before, as readline's Ctrl+R does.

use super::clean::clean;
use crate::app::{App, Entry, Intent, Key, KeyCode, Mode, Scene};
use crate::console::ConsoleId;
use crate::engine::View;
use crate::text::is_printable;

/// A search of the lines entered before.
#[derive(Debug, Clone, Default)]
pub struct Recall {
    wanted: String,
    /// The place in the history of what was found.
    found: Option<usize>,
    line: String,
    failed: bool,
}

impl Recall {
    /// What is searched for.
    pub fn wanted(&self) -> &str {
        &self.wanted
    }

    /// The line that it was found in last.
    pub fn line(&self) -> &str {
        &self.line
    }

    /// Whether no line has it.
    pub fn has_failed(&self) -> bool {
        self.failed
    }

    /// Goes to the nearest line that has it: the one shown or an older one, one that is
    /// older for sure, or a newer one.
    fn look(&mut self, entry: &Entry, step: Step) {
        let history = entry.history();
        let has = |place: &usize| {
            let line = history.get(*place);
            line.is_some_and(|line| contains(line, &self.wanted))
        };
        let shown = self.found;
        let found = match step {
            Step::Here => (0..shown.map_or(history.len(), |at| at + 1))
                .rev()
                .find(has),
            Step::Older => (0..shown.unwrap_or(history.len())).rev().find(has),
            Step::Newer => (shown.map_or(history.len(), |at| at + 1)..history.len()).find(has),
        };
        self.failed = found.is_none();
        if let Some(place) = found {
            self.found = Some(place);
            self.line = history
                .get(place)
                .map_or(String::new(), |line| (*line).to_owned());
        }
    }
}

#[derive(Clone, Copy)]
enum Step {
    Here,
    Older,
    Newer,
}

fn contains(line: &str, wanted: &str) -> bool {
    let (line, wanted) = (line.to_lowercase(), wanted.to_lowercase());
    line.contains(&wanted)
}

impl App {
    /// The search of the lines entered before, while it goes on.
    pub fn recalling(&self) -> Option<&Recall> {
        (self.mode == Mode::Recall).then_some(&self.recall)
    }

    pub(in crate::app) fn open_recall(&mut self, console: ConsoleId) {
        if self.seat(console).entry.history().is_empty() {
            self.notice = Some("nothing was entered here yet".to_owned());
            return;
        }
        self.recall = Recall::default();
        self.mode = Mode::Recall;
    }

    pub(in crate::app) fn paste_into_recall(&mut self, text: &str, view: &View) {
        let Some(console) = self.focused_console(view) else {
            return;
        };
        self.recall.wanted.push_str(&clean(text));
        let mut recall = std::mem::take(&mut self.recall);
        recall.look(&self.seat(console).entry, Step::Here);
        self.recall = recall;
    }

    pub(in crate::app) fn recall_key(&mut self, key: Key, scene: Scene<'_>) -> Vec<Intent> {
        let Some(console) = self.focused_console(scene.view) else {
            self.mode = Mode::Normal;
            return Vec::new();
        };
        if key == self.keys.leader() || key == Key::ctrl('g') {
            // As in readline, where Ctrl+G gives up.
            self.mode = Mode::Normal;
            return Vec::new();
        }
        let mut recall = std::mem::take(&mut self.recall);
        let entry = &self.seat(console).entry;
        match key.code {
            KeyCode::Char('r') if key.ctrl => recall.look(entry, Step::Older),
            KeyCode::Char('s') if key.ctrl => recall.look(entry, Step::Newer),
            KeyCode::Up => recall.look(entry, Step::Older),
            KeyCode::Down => recall.look(entry, Step::Newer),
            KeyCode::Char(c) if !key.ctrl && !key.alt && is_printable(c) => {
                recall.wanted.push(c);
                recall.look(entry, Step::Here);
            }
            KeyCode::Backspace => {
                recall.wanted.pop();
                recall.found = None;
                recall.line.clear();
                recall.look(entry, Step::Here);
            }
            _ => {
                // What was found goes into the line; any key but Escape then does there
                // what it always does.
                self.mode = Mode::Normal;
                if recall.found.is_some() {
                    self.seat(console).entry.line_mut().put(&recall.line);
                }
                if key.code == KeyCode::Escape {
                    return Vec::new();
                }
                return self.key(key, scene);
            }
        }
        self.recall = recall;
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture::Fixture;

    #[test]
    fn lines_entered_before_are_found_by_any_part_of_them() {
        let fixture = Fixture::new();
        let console = fixture.console("ABGSE501");
        let mut app = App::new(fixture.scene(), 80, 24);
        fixture.press(&mut app, "<C-r>");
        assert_eq!(app.notice(), Some("nothing was entered here yet"));
        fixture.press(
            &mut app,
            "/SHOW-VM 12<Enter>/MIGRATE-VM 12<Enter>/SHOW-VM 3<Enter>/dra",
        );
        fixture.press(&mut app, "<C-r>vm 12");
        assert_eq!(app.recalling().unwrap().line(), "/MIGRATE-VM 12");
        fixture.press(&mut app, "<C-r>");
        assert_eq!(app.recalling().unwrap().line(), "/SHOW-VM 12");
        fixture.press(&mut app, "<C-r>");
        assert!(app.recalling().unwrap().has_failed());
        fixture.press(&mut app, "<C-s>");
        assert_eq!(app.recalling().unwrap().line(), "/MIGRATE-VM 12");
        // Given up, what was typed is as it was.
        fixture.press(&mut app, "<C-g>");
        assert_eq!(app.entry(console).unwrap().text(), "/dra");
        fixture.press(&mut app, "<C-r>how<Esc>");
        assert_eq!(app.entry(console).unwrap().text(), "/SHOW-VM 3");
        fixture.press(&mut app, "<C-_>");
        assert_eq!(app.entry(console).unwrap().text(), "/dra");
        let intents = fixture.press(&mut app, "<C-r>migr<Enter>");
        assert_eq!(
            intents,
            [Intent::Submit(console, "/MIGRATE-VM 12".to_owned())]
        );
    }
}

//! Searching the lines of a console, and asking what a message means.

use super::keyboard::edit;
use super::reading::Window;
use super::{App, Entry, Intent, Key, KeyCode, Mode, Scene, rows};
use crate::console::{ConsoleId, Log, Record};
use crate::engine::View;
use crate::vm2000::commands::explain;

/// A place from which on lines are searched, and in which direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Toward {
    Older,
    Newer,
}

impl App {
    /// What is being searched for, while it is typed.
    pub fn search(&self) -> Option<&Entry> {
        (self.mode == Mode::Search).then_some(&self.search)
    }

    /// The record of a console that was found last, as long as it is scrolled back.
    pub fn found(&self, console: ConsoleId) -> Option<usize> {
        self.seats.get(&console)?.found
    }

    pub(super) fn open_search(&mut self) {
        self.search = Entry::default();
        self.mode = Mode::Search;
    }

    pub(super) fn search_key(&mut self, key: Key, scene: Scene<'_>) -> Vec<Intent> {
        match key.code {
            KeyCode::Escape => self.mode = Mode::Normal,
            KeyCode::Enter => {
                self.mode = Mode::Normal;
                if !self.search.text().is_empty() {
                    self.search.text().clone_into(&mut self.needle);
                }
                self.find(Toward::Older, scene);
            }
            _ => {
                if let Some(request) = edit(key) {
                    self.search.edit(request);
                }
            }
        }
        Vec::new()
    }

    /// Takes a key that searches: only where somebody reads older lines and types
    /// nothing. Returns whether it was one.
    pub(super) fn reading_key(&mut self, key: Key, console: ConsoleId, scene: Scene<'_>) -> bool {
        let seat = self.seat(console);
        if !seat.reading.is_scrolled() || !seat.entry.text().is_empty() || key.ctrl || key.alt {
            return false;
        }
        match key.code {
            KeyCode::Char('/') => self.open_search(),
            KeyCode::Char('n') if !self.needle.is_empty() => self.find(Toward::Older, scene),
            KeyCode::Char('N') if !self.needle.is_empty() => self.find(Toward::Newer, scene),
            _ => return false,
        }
        true
    }

    fn find(&mut self, toward: Toward, scene: Scene<'_>) {
        let Some((console, window)) = self.reading_window(scene) else {
            return;
        };
        let needle = self.needle.clone();
        let log = scene.log;
        let seat = self.seat(console);
        let from = match seat.found.filter(|_| seat.reading.is_scrolled()) {
            Some(found) => found,
            None => seat.reading.end(window),
        };
        let Some((found, around)) = find(log, console, needle.as_bytes(), from, toward) else {
            self.notice = Some(format!("`{needle}` is not on this console"));
            return;
        };
        seat.found = Some(found);
        seat.reading.show(window, found);
        self.notice = around.then(|| "the search went on from the other end".to_owned());
    }

    /// The focused console as its pane shows it.
    fn reading_window<'a>(&self, scene: Scene<'a>) -> Option<(ConsoleId, Window<'a>)> {
        let console = self.focused_console(scene.view)?;
        let window = self.window(self.focused()?, console, scene)?;
        Some((console, window))
    }

    /// Explains the command being typed, or else the message that was found, or the newest
    /// one that the pane shows.
    pub(super) fn open_explanation(&mut self, scene: Scene<'_>) {
        if self.open_advice(scene.view) {
            return;
        }
        let Some((console, window)) = self.reading_window(scene) else {
            return;
        };
        let seat = self.seat(console);
        let found = seat.found.filter(|_| seat.reading.is_scrolled());
        let end = found.map_or_else(|| seat.reading.end(window), |found| found + 1);
        match message_before(scene, console, end) {
            Some(record) => self.mode = Mode::Explain { record, row: 0 },
            None => self.notice = Some("no message stands here".to_owned()),
        }
    }

    pub(super) fn explain_key(
        &mut self,
        key: Key,
        (record, row): (usize, usize),
        scene: Scene<'_>,
    ) -> Vec<Intent> {
        let Some(console) = self.focused_console(scene.view) else {
            self.mode = Mode::Normal;
            return Vec::new();
        };
        let last = self.explanation(scene).map_or(0, |(_, lines)| lines.len());
        let other = |record: Option<usize>| record.map(|record| Mode::Explain { record, row: 0 });
        self.mode = match key.code {
            KeyCode::Up => Mode::Explain {
                record,
                row: row.saturating_sub(1),
            },
            KeyCode::Down => Mode::Explain {
                record,
                row: (row + 1).min(last.saturating_sub(1)),
            },
            KeyCode::Left => other(message_before(scene, console, record)).unwrap_or(self.mode),
            KeyCode::Right => other(message_behind(scene, console, record)).unwrap_or(self.mode),
            _ => Mode::Normal,
        };
        Vec::new()
    }

    /// The explanation that is shown: the message's id, and the lines from the first one
    /// on, as broad as the screen lets them be.
    pub fn explanation(&self, scene: Scene<'_>) -> Option<(String, Vec<String>)> {
        let Mode::Explain { record, .. } = self.mode else {
            return None;
        };
        let console = self.focused_console(scene.view)?;
        let record = scene.log.get(console, record)?;
        let id = record.id()?;
        let template = scene.view.catalog.get(id)?;
        let width = self.size().0.saturating_sub(4).min(80);
        let mut lines: Vec<String> = vec![record.text.to_string(), String::new()];
        lines.extend(explain(id, template));
        let broken = lines.iter().flat_map(|line| {
            rows(line, width).map(|row| format!("{:1$}{2}", "", usize::from(row.indent), row.text))
        });
        Some((id.to_string(), broken.collect()))
    }
}

/// The place of the nearest record that has the needle in it, and whether it was found
/// only beyond an end.
fn find(
    log: &Log,
    console: ConsoleId,
    needle: &[u8],
    from: usize,
    toward: Toward,
) -> Option<(usize, bool)> {
    let has = |place: &usize| {
        log.get(console, *place)
            .is_some_and(|record| contains(&record, needle))
    };
    let end = log.len_of(console);
    let (near, far) = match toward {
        Toward::Older => ((0..from).rev().find(has), (from..end).rev().find(has)),
        Toward::Newer => ((from + 1..end).find(has), (0..end.min(from + 1)).find(has)),
    };
    near.map(|place| (place, false))
        .or(far.map(|place| (place, true)))
}

/// Whether a record has the needle in its lines, or across their ends, whatever the case.
fn contains(record: &Record<'_>, needle: &[u8]) -> bool {
    let texts = record.lines.iter().chain([&*record.text]);
    let mut texts = texts.map(str::as_bytes);
    let len = needle.len().max(1);
    texts.any(|text| {
        text.windows(len)
            .any(|part| part.eq_ignore_ascii_case(needle))
    })
}

fn is_message(view: &View, record: &Record<'_>) -> bool {
    record.id().is_some_and(|id| view.catalog.get(id).is_some())
}

fn message_before(scene: Scene<'_>, console: ConsoleId, end: usize) -> Option<usize> {
    let is = |place: &usize| {
        let record = scene.log.get(console, *place);
        record.is_some_and(|record| is_message(scene.view, &record))
    };
    (0..end.min(scene.log.len_of(console))).rev().find(is)
}

fn message_behind(scene: Scene<'_>, console: ConsoleId, place: usize) -> Option<usize> {
    let is = |place: &usize| {
        let record = scene.log.get(console, *place);
        record.is_some_and(|record| is_message(scene.view, &record))
    };
    (place + 1..scene.log.len_of(console)).find(is)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::Fixture;
    use super::*;

    #[test]
    fn lines_are_searched_from_where_somebody_reads_and_around_the_ends() {
        let mut fixture = Fixture::new();
        for i in 0..60 {
            fixture.say(
                "ABGSE501",
                &format!("%XAAA-000#000700 % ABC{:04} TEXT", i % 20),
            );
        }
        let console = fixture.console("ABGSE501");
        let mut app = App::new(fixture.scene(), 132, 43);
        fixture.press(&mut app, "<C-g>/abc0007<Enter>");
        assert_eq!(app.found(console), Some(47));
        assert!(app.is_scrolled(console));
        fixture.press(&mut app, "<C-g>/0003<Enter>");
        assert!(app.is_scrolled(console));
        assert_eq!(app.found(console), Some(43));
        fixture.press(&mut app, "nn");
        assert_eq!(app.found(console), Some(3));
        fixture.press(&mut app, "n");
        assert_eq!(app.found(console), Some(43));
        assert!(app.notice().unwrap().contains("other end"));
        fixture.press(&mut app, "N");
        assert_eq!(app.found(console), Some(3));
        fixture.press(&mut app, "/nonsense<Enter>");
        assert!(app.notice().unwrap().contains("`nonsense` is not"));
        // Whoever reads the newest lines types a command.
        fixture.press(&mut app, "<Esc>/n");
        assert_eq!(app.entry(console).unwrap().text(), "/n");
    }
}

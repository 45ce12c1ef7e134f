//! Searching the lines of a console.

use regex::{Regex, RegexBuilder};

use super::matches::Matches;
use super::selection::Selection;
use super::window::Window;
use crate::app::seat::Seat;
use crate::app::{App, Browsing, Intent, Key, KeyCode, Line, Marking, Mode, Scene};
use crate::console::{ConsoleId, Log, Record};
use crate::engine::View;

/// In which direction lines are searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Toward {
    Older,
    Newer,
}

/// All records of a console that have something in them.
#[derive(Debug, Clone)]
pub(in crate::app) struct Hits {
    needle: String,
    pattern: Regex,
    matches: Matches,
}

impl Hits {
    fn of(needle: &str) -> Option<Self> {
        let pattern = RegexBuilder::new(&regex::escape(needle))
            .case_insensitive(true)
            .build();
        Some(Hits {
            needle: needle.to_owned(),
            // Only something too long to stand on a line is no pattern.
            pattern: pattern.ok()?,
            matches: Matches::default(),
        })
    }

    /// The nearest to a place, by its number, and whether it was found only beyond an
    /// end.
    fn nearest(&self, from: usize, toward: Toward) -> Option<(usize, bool)> {
        let last = self.matches.len().checked_sub(1)?;
        Some(match toward {
            Toward::Older => match self.matches.before(from).checked_sub(1) {
                Some(number) => (number, false),
                None => (last, true),
            },
            Toward::Newer => match self.matches.before(from + 1) {
                number if number <= last => (number, false),
                _ => (0, true),
            },
        })
    }
}

impl Seat {
    /// All that a needle is found in, as far as the console has come.
    pub(in crate::app) fn look_for(
        &mut self,
        needle: &str,
        log: &Log,
        console: ConsoleId,
    ) -> Option<&Hits> {
        if self.hits.as_ref().is_none_or(|hits| hits.needle != needle) {
            self.hits = Hits::of(needle);
        }
        let hits = self.hits.as_mut()?;
        let filter = self.filtered.as_ref().map(|filtered| &filtered.filter);
        let Hits {
            pattern, matches, ..
        } = hits;
        matches.stay_within(log.len_of(console));
        matches.follow(log, console, |record| {
            filter.is_none_or(|filter| filter.passes(record)) && contains(record, pattern)
        });
        Some(hits)
    }
}

impl App {
    /// What is typed where something is asked, with what stands before it.
    pub fn asked(&self) -> Option<(&'static str, &Line)> {
        let label = match self.mode {
            Mode::Search if self.follows_slash => "search /",
            Mode::Search => "search: ",
            Mode::Filter => "only: ",
            Mode::Saving => "file: ",
            _ => return None,
        };
        Some((label, &self.asked))
    }

    /// The record of a console that was found last, as long as it is scrolled back.
    pub fn found(&self, console: ConsoleId) -> Option<usize> {
        self.seats.get(&console)?.found
    }

    pub(in crate::app) fn open_search(&mut self, follows_slash: bool) {
        self.asked = Line::default();
        self.follows_slash = follows_slash;
        self.mode = Mode::Search;
    }

    /// The command, with its slash, that is being typed where a search was begun by the
    /// slash that begins a command as well.
    pub fn searched_command(&self, view: &View) -> Option<String> {
        let is_asked = self.mode == Mode::Search && self.follows_slash;
        let line = is_asked.then(|| format!("/{}", self.asked.text()))?;
        // A word alone may stand for many commands and mean none; a name has a hyphen.
        let name = line.split([' ', '?']).next().unwrap_or_default();
        let is_named = name.contains('-') && view.grammar.names_any(&line);
        (is_named || view.grammar.command_of(&line).is_some()).then_some(line)
    }

    /// Takes what was to be searched for as the command that it looks like. Another Enter
    /// enters it.
    fn take_as_command(&mut self, command: &str, scene: Scene<'_>) {
        self.mode = Mode::Normal;
        if let Some(console) = self.focused_console(scene.view) {
            self.seat(console).entry.line_mut().put(command);
            self.notice = Some("a command: Enter enters it, Ctrl+C drops it".to_owned());
        }
    }

    pub(in crate::app) fn search_key(&mut self, key: Key, scene: Scene<'_>) -> Vec<Intent> {
        match key.code {
            KeyCode::Escape => self.mode = Mode::Normal,
            KeyCode::Enter => {
                let command = self.searched_command(scene.view);
                self.mode = Mode::Normal;
                let before = self.needle.clone();
                if !self.asked.text().is_empty() {
                    self.asked.text().clone_into(&mut self.needle);
                }
                let is_found = self.find(Toward::Older, scene);
                if let Some(command) = command.filter(|_| !is_found) {
                    self.needle = before;
                    self.take_as_command(&command, scene);
                }
            }
            KeyCode::Tab => {
                if let Some(command) = self.searched_command(scene.view) {
                    self.take_as_command(&command, scene);
                }
            }
            _ => {
                self.asked.press(key, &mut self.cuts);
            }
        }
        Vec::new()
    }

    /// Whether somebody reads older lines of a console and types nothing there. Lines that
    /// stand still only because the mouse marks them are the newest.
    pub fn is_being_read(&self, console: ConsoleId) -> bool {
        let is_held = |marks: &Selection| marks.console == console && marks.followed;
        self.is_scrolled(console)
            && self
                .entry(console)
                .is_none_or(|entry| entry.text().is_empty())
            && !self.selection.as_ref().is_some_and(is_held)
    }

    /// Searches, filters or marks where older lines are read. Returns whether they are.
    pub(in crate::app) fn search_while_scrolled(
        &mut self,
        (does, key): (Browsing, Key),
        console: ConsoleId,
        scene: Scene<'_>,
    ) -> bool {
        if !self.is_being_read(console) {
            return false;
        }
        match does {
            Browsing::Search => self.open_search(key == Key::char('/')),
            Browsing::Filter => self.open_filter(scene),
            Browsing::Mark => self.toggle_copying(scene),
            Browsing::Explain => self.open_explanation(scene),
            Browsing::Older | Browsing::Newer if !self.needle.is_empty() => {
                self.find_again(does == Browsing::Older, scene);
            }
            _ => return false,
        }
        true
    }

    /// Goes on to the next match, if something was searched for.
    pub(in crate::app) fn find_again(&mut self, older: bool, scene: Scene<'_>) {
        if self.needle.is_empty() {
            let key = self.keys.marking.first(Marking::Search);
            self.notice = Some(format!("nothing was searched for yet: {key} does"));
            return;
        }
        self.find(if older { Toward::Older } else { Toward::Newer }, scene);
    }

    /// Goes to the next match. Returns whether there is one.
    fn find(&mut self, toward: Toward, scene: Scene<'_>) -> bool {
        let Some((console, window)) = self.reading_window(scene) else {
            return false;
        };
        if self.needle.is_empty() {
            return false;
        }
        let needle = self.needle.clone();
        let at = self.pointed_at(console, &window);
        let seat = self.seat(console);
        let from = at.unwrap_or_else(|| window.whole(seat.reading.end(&window)));
        let hits = seat.look_for(&needle, scene.log, console);
        let nearest = hits.and_then(|hits| {
            let (number, around) = hits.nearest(from, toward)?;
            let record = hits.matches.get(number)?;
            Some((record, number, hits.matches.len(), around))
        });
        let Some((record, number, count, around)) = nearest else {
            let hidden = seat.filtered.is_some();
            let shown = if hidden {
                "shown of this console"
            } else {
                "on this console"
            };
            self.notice = Some(format!("`{needle}` is not {shown}"));
            return false;
        };
        seat.found = Some(record);
        let here = window.here(record);
        seat.reading.show(&window, here);
        self.mark_up_to(console, here);
        let around = if around {
            ", on from the other end"
        } else {
            ""
        };
        self.notice = Some(format!("match {} of {count}{around}", number + 1));
        true
    }

    /// The record that the marking has come to, or else that was found last, as long as it
    /// is scrolled back.
    pub(super) fn pointed_at(&mut self, console: ConsoleId, window: &Window<'_>) -> Option<usize> {
        let marks = self.selection.as_ref();
        let marked = marks.filter(|marks| marks.by_keys && marks.console == console);
        let cursor = marked.map(|marked| window.whole(marked.cursor.place.record));
        let seat = self.seat(console);
        cursor.or(seat.found.filter(|_| seat.reading.is_scrolled()))
    }

    /// The focused console as its pane shows it.
    pub(in crate::app) fn reading_window<'a>(
        &self,
        scene: Scene<'a>,
    ) -> Option<(ConsoleId, Window<'a>)> {
        let console = self.focused_console(scene.view)?;
        let window = self.window(self.focused()?, console, scene)?;
        Some((console, window))
    }
}

/// Whether a record has a match in its lines, or across their ends.
fn contains(record: &Record<'_>, pattern: &Regex) -> bool {
    let is_broken = record.lines.len() != 1;
    let in_lines = record.lines.iter().any(|line| pattern.is_match(line));
    in_lines || is_broken && pattern.is_match(&record.text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture::Fixture;

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
        assert_eq!(app.notice(), Some("match 3 of 3"));
        assert!(app.is_scrolled(console));
        fixture.press(&mut app, "<C-g>/0003<Enter>");
        assert!(app.is_scrolled(console));
        assert_eq!(app.found(console), Some(43));
        fixture.press(&mut app, "nn");
        assert_eq!(app.found(console), Some(3));
        fixture.press(&mut app, "n");
        assert_eq!(app.found(console), Some(43));
        assert_eq!(app.notice(), Some("match 3 of 3, on from the other end"));
        fixture.press(&mut app, "N");
        assert_eq!(app.found(console), Some(3));
        fixture.press(&mut app, "/nonsense<Enter>");
        assert!(app.notice().unwrap().contains("`nonsense` is not"));
        // What is found nowhere and is a command was meant as one.
        fixture.press(&mut app, "/mig-vm 12<Enter>");
        assert_eq!(app.entry(console).unwrap().text(), "/mig-vm 12");
        assert!(app.notice().unwrap().contains("Enter enters it"));
        fixture.press(&mut app, "<C-c>/TEXT<Tab><Enter>n");
        assert_eq!(app.notice(), Some("match 2 of 60"));
        fixture.press(&mut app, "/mig-vm 3<Tab>");
        assert_eq!(app.entry(console).unwrap().text(), "/mig-vm 3");
        fixture.press(&mut app, "<C-c><C-g>/mig-vm<Enter>");
        assert_eq!(app.notice(), Some("`mig-vm` is not on this console"));
        // Whoever reads the newest lines types a command.
        fixture.press(&mut app, "<Esc>/n");
        assert_eq!(app.entry(console).unwrap().text(), "/n");
    }
}

//! Searching the lines of a console.

use regex::{Regex, RegexBuilder};

use super::matches::Matches;
use super::occurrences::{At, Occurrence, count, occurrences};
use super::selection::{Marked, Point, Selection};
use super::window::{Place, Window};
use crate::app::seat::Seat;
use crate::app::{App, Area, Browsing, Intent, Key, KeyCode, Line, Marking, Mode, Scene};
use crate::console::{ConsoleId, Log, Record};
use crate::engine::View;

/// In which direction lines are searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Toward {
    Older,
    Newer,
}

/// A match that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) struct Found {
    /// Its record.
    pub record: usize,
    /// How many matches stand before it in the record.
    pub number: usize,
}

/// All records of a console that have something in them.
#[derive(Debug, Clone)]
pub(in crate::app) struct Hits {
    needle: String,
    pattern: Regex,
    matches: Matches,
    /// How often each of them has it.
    counts: Vec<usize>,
}

/// Where in a record a search begins.
#[derive(Debug, Clone, Copy)]
enum From {
    /// At a match of it.
    Match(usize),
    /// At a place in it, whatever stands there.
    Place(At),
}

impl From {
    /// Which of the matches in the record is the next one.
    fn next(self, all: &[Occurrence], toward: Toward) -> Option<usize> {
        let is_there = |(number, one): &(usize, &Occurrence)| match (self, toward) {
            (From::Match(from), Toward::Older) => *number < from,
            (From::Match(from), Toward::Newer) => *number > from,
            (From::Place(from), Toward::Older) => one.from < from,
            (From::Place(from), Toward::Newer) => one.from > from,
        };
        let mut all = all.iter().enumerate().filter(is_there);
        let found = match toward {
            Toward::Older => all.next_back(),
            Toward::Newer => all.next(),
        };
        found.map(|(number, _)| number)
    }
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
            counts: Vec::new(),
        })
    }

    /// Where it stands in a record that has it, as the window shows that.
    fn within(&self, record: usize, window: &Window<'_>) -> Vec<Occurrence> {
        let here = window.here(record);
        let shown = window.get(here).filter(|_| window.whole(here) == record);
        shown.map_or_else(Vec::new, |shown| {
            let rows = window.rows_of_record(here, &shown);
            occurrences(&rows, shown.kind.is_echo(), &self.pattern)
        })
    }

    /// The next match from a place on: which record of all that have any, which match in
    /// it, its place, and whether it was found only beyond an end.
    fn next(
        &self,
        (record, from): (usize, From),
        toward: Toward,
        window: &Window<'_>,
    ) -> Option<(usize, Found, Occurrence, bool)> {
        let here = self.matches.before(record);
        if self.matches.get(here) == Some(record) {
            let all = self.within(record, window);
            let next = from.next(&all, toward);
            if let Some((number, place)) = next.and_then(|number| Some((number, *all.get(number)?)))
            {
                return Some((here, Found { record, number }, place, false));
            }
        }
        let (at, around) = self.nearest(record, toward)?;
        let record = self.matches.get(at)?;
        let all = self.within(record, window);
        let number = match toward {
            Toward::Older => all.len().checked_sub(1)?,
            Toward::Newer => 0,
        };
        let place = *all.get(number)?;
        Some((at, Found { record, number }, place, around))
    }

    /// Which match of how many one is that is the one so many of the record so many.
    fn counted(&self, at: usize, number: usize) -> (usize, usize) {
        let before: usize = self.counts.iter().take(at).sum();
        let own = self.counts.get(at).copied().unwrap_or(1);
        let all: usize = self.counts.iter().sum();
        // A narrow pane may show a match more often than the console.
        (before + number.min(own.saturating_sub(1)) + 1, all)
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
            pattern,
            matches,
            counts,
            ..
        } = hits;
        matches.stay_within(log.len_of(console));
        counts.truncate(matches.len());
        matches.follow(log, console, |record| {
            filter.is_none_or(|filter| filter.passes(record)) && contains(record, pattern)
        });
        let new = (counts.len()..matches.len()).map(|number| {
            let record = log.get(console, matches.get(number)?)?;
            Some(count(&record, pattern))
        });
        let new: Vec<usize> = new.map(|count| count.unwrap_or(1)).collect();
        counts.extend(new);
        Some(hits)
    }
}

impl App {
    /// What is typed where something is asked, with what stands before it.
    pub fn asked(&self) -> Option<(&'static str, &Line)> {
        let label = match self.mode {
            Mode::Search if self.follows_slash => "search /",
            Mode::Search | Mode::Seeking(_) => "search: ",
            Mode::Filter => "only: ",
            Mode::Saving => "file: ",
            _ => return None,
        };
        Some((label, &self.asked))
    }

    /// The record of a console that was found last, as long as it is scrolled back.
    pub fn found(&self, console: ConsoleId) -> Option<usize> {
        Some(self.seats.get(&console)?.found?.record)
    }

    /// The match that was found last, as an area shows the console.
    pub fn found_in(&self, console: ConsoleId, scene: Scene<'_>, area: Area) -> Option<Marked> {
        let seat = self.seats.get(&console)?;
        let (found, hits) = seat.found.zip(seat.hits.as_ref())?;
        let window = self.window_in(console, scene.log, area);
        let all = hits.within(found.record, &window);
        let one = all.get(found.number).or(all.last())?;
        let record = window.here(found.record);
        Some(Marked::between(
            point(record, one.from),
            point(record, one.to),
        ))
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
        let from = self.searched_from(console, &window);
        let seat = self.seat(console);
        let hits = seat.look_for(&needle, scene.log, console);
        let next = hits.and_then(|hits| {
            let (at, found, place, around) = hits.next(from, toward, &window)?;
            Some((found, place, hits.counted(at, found.number), around))
        });
        let Some((found, place, (number, count), around)) = next else {
            let hidden = seat.filtered.is_some();
            let shown = if hidden {
                "shown of this console"
            } else {
                "on this console"
            };
            self.notice = Some(format!("`{needle}` is not {shown}"));
            return false;
        };
        seat.found = Some(found);
        let point = point(window.here(found.record), place.from);
        seat.reading.show(&window, point.place);
        self.mark_up_to(console, point);
        let around = if around {
            ", on from the other end"
        } else {
            ""
        };
        self.notice = Some(format!("match {number} of {count}{around}"));
        true
    }

    /// The record that the marking has come to, or else that was found last, as long as it
    /// is scrolled back.
    pub(super) fn pointed_at(&mut self, console: ConsoleId, window: &Window<'_>) -> Option<usize> {
        let marks = self.selection.as_ref();
        let marked = marks.filter(|marks| marks.by_keys && marks.console == console);
        let cursor = marked.map(|marked| window.whole(marked.cursor.place.record));
        let seat = self.seat(console);
        let found = seat.found.filter(|_| seat.reading.is_scrolled());
        cursor.or(found.map(|found| found.record))
    }

    /// Where a search begins: where the marking has come to, or at what was found last, or
    /// else behind the last row that the pane shows.
    fn searched_from(&mut self, console: ConsoleId, window: &Window<'_>) -> (usize, From) {
        let at =
            |place: Place, column| (window.whole(place.record), From::Place((place.row, column)));
        let marks = self.selection.as_ref();
        if let Some(marks) = marks.filter(|marks| marks.by_keys && marks.console == console) {
            return at(marks.cursor.place, marks.cursor.column);
        }
        let seat = self.seat(console);
        match seat.found.filter(|_| seat.reading.is_scrolled()) {
            Some(found) => (found.record, From::Match(found.number)),
            None => at(seat.reading.below(window), 0),
        }
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

fn point(record: usize, (row, column): At) -> Point {
    Point {
        place: Place { record, row },
        column,
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
    use crate::app::fixture::{Fixture, put};
    use crate::console::Kind;

    #[test]
    fn in_a_long_answer_each_match_is_gone_to_and_marked_alone() {
        let mut fixture = Fixture::new();
        let console = fixture.console("ABGSE501");
        let lines: Vec<String> = (0..60)
            .map(|i| match i {
                3 => "THE VM12PROD AND VM12PROD".to_owned(),
                50 => "  VM12PROD".to_owned(),
                _ => format!("ROW {i}"),
            })
            .collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        put(&mut fixture.log, console, Kind::Display, 50, &lines);
        let mut app = App::new(fixture.scene(), 132, 43);
        let places = [
            ((50, 2), "match 3 of 3"),
            ((3, 17), "match 2 of 3"),
            ((3, 4), "match 1 of 3"),
            ((50, 2), "match 3 of 3, on from the other end"),
        ];
        fixture.press(&mut app, "<C-g>/vm12prod<Enter>");
        for ((row, column), told) in places {
            assert_eq!(app.notice(), Some(told));
            let pane = app.focused().unwrap();
            let area = app.layout(&fixture.view).place(pane).unwrap().body;
            let top = app.top(console, &fixture.log, area);
            assert!(
                (top.row..top.row + usize::from(area.height)).contains(&row),
                "{top:?}"
            );
            let found = app.found_in(console, fixture.scene(), area).unwrap();
            let marked = |row| found.of_row(Place { record: 0, row });
            assert_eq!(marked(row), Some(column..column + 8));
            assert_eq!((marked(row - 1), marked(row + 1)), (None, None));
            fixture.press(&mut app, "n");
        }
        // Where something is marked the moved end goes there.
        fixture.press(&mut app, "<Esc><C-g>vgn");
        let cursor = app.selection.as_ref().unwrap().cursor;
        assert_eq!((cursor.place.row, cursor.column), (50, 2));
        fixture.press(&mut app, "nN");
        let cursor = app.selection.as_ref().unwrap().cursor;
        assert_eq!((cursor.place.row, cursor.column), (50, 2));
    }

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

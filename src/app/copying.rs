//! Marking and copying a part of a console's lines: by keys, as terminals and pagers
//! have it, and with the mouse.

use super::reading::Window;
use super::selection::{Marked, Point, Selection, Shape};
use super::{Action, App, Area, Entry, Intent, Key, KeyCode, Mode, Pane, Place, Scene};
use crate::console::ConsoleId;

/// The keys while lines are marked, and what they do.
pub const COPY_KEYS: &[(&str, &str)] = &[
    ("Arrows, h j k l", "move"),
    ("w, b", "a word on, a word back"),
    ("Home, End, 0, $", "start and end of the row"),
    ("PgUp, PgDn", "a page up or down"),
    ("g, G", "oldest and newest line"),
    ("v, Space", "mark from here; again: mark nothing"),
    ("V", "mark whole lines"),
    ("Ctrl+V, r", "mark a block"),
    ("a", "mark everything"),
    ("o", "go on at the other end"),
    ("/, n, N", "search, next older, next newer"),
    ("Enter, y", "copy to the clipboard (OSC 52)"),
    ("s", "copy to a file"),
    ("Esc, q", "mark nothing; leave"),
];

/// Of what is more than that many terminals keep only a part, if anything.
const MOST: usize = 56_000;

impl App {
    /// What is marked of a console that an area shows.
    pub fn marked(&self, console: ConsoleId, scene: Scene<'_>, area: Area) -> Option<Marked> {
        let selection = self.selection.as_ref().filter(|s| s.console == console)?;
        selection.marked(&self.window_in(console, scene.log, area))
    }

    /// Where the end that the keys move stands in an area: column and row.
    pub fn marker(&self, console: ConsoleId, scene: Scene<'_>, area: Area) -> Option<(u16, u16)> {
        let selection = self.selection.as_ref()?;
        if selection.console != console || !selection.by_keys {
            return None;
        }
        let window = self.window_in(console, scene.log, area);
        let rows = window.rows(self.reading(console).top(&window));
        let mut shown = (0..area.height).zip(rows);
        let (row, _) = shown.find(|(_, (place, _))| *place == selection.cursor.place)?;
        let column = u16::try_from(selection.cursor.column).ok()?;
        Some((column.min(area.width.saturating_sub(1)), row))
    }

    /// What is marked, if anything is: its shape.
    pub fn marks(&self) -> Option<Shape> {
        let selection = self.selection.as_ref()?;
        selection.anchor.map(|_| selection.shape)
    }

    /// Lets the keys mark something, from what the mouse has marked on; or leaves that.
    pub(super) fn toggle_copying(&mut self, scene: Scene<'_>) {
        let Some((console, window)) = self.reading_window(scene) else {
            self.notice = Some("there is nothing to copy here".to_owned());
            return;
        };
        match self.selection.take() {
            Some(selection) if selection.by_keys => self.end_selection(&selection),
            Some(mut selection) if selection.console == console => {
                selection.by_keys = true;
                self.selection = Some(selection);
            }
            _ if window.len() == 0 || self.fills_in(scene.view) => {
                self.notice = Some("there is nothing to copy here".to_owned());
            }
            _ => {
                let reading = &mut self.seat(console).reading;
                let followed = !reading.is_scrolled();
                let last = window.back(reading.below(&window), 1);
                reading.stay(&window);
                self.selection = Some(Selection {
                    console,
                    anchor: None,
                    cursor: Point {
                        place: last,
                        column: 0,
                    },
                    shape: Shape::Text,
                    by_keys: true,
                    followed,
                });
            }
        }
    }

    /// Forgets what is marked; the newest lines are followed again if they were before.
    pub(super) fn unmark(&mut self) {
        if let Some(selection) = self.selection.take() {
            self.end_selection(&selection);
        }
    }

    /// Forgets what is marked of a console whose lines are others now.
    pub(super) fn drop_selection(&mut self, console: ConsoleId) {
        if self
            .selection
            .as_ref()
            .is_some_and(|s| s.console == console)
        {
            self.selection = None;
        }
    }

    fn end_selection(&mut self, selection: &Selection) {
        if selection.followed {
            self.seat(selection.console).reading.follow();
        }
    }

    /// Whether the keys mark something at the focused console.
    pub(super) fn is_copying(&self, scene: Scene<'_>) -> bool {
        let focused = self.focused_console(scene.view);
        let selection = self.selection.as_ref().filter(|s| s.by_keys);
        selection.is_some_and(|s| Some(s.console) == focused)
    }

    pub(super) fn copy_key(&mut self, key: Key, scene: Scene<'_>) -> Vec<Intent> {
        let Some((console, window)) = self.reading_window(scene) else {
            self.unmark();
            return Vec::new();
        };
        let Some(mut selection) = self.selection.take() else {
            return Vec::new();
        };
        match key.code {
            KeyCode::Escape if selection.anchor.is_some() => selection.anchor = None,
            KeyCode::Escape | KeyCode::Char('q') => {
                self.end_selection(&selection);
                return Vec::new();
            }
            KeyCode::Enter | KeyCode::Char('y') => {
                let copied = selection.marked(&window).map(|marked| marked.text(&window));
                let Some(text) = copied else {
                    self.notice = Some("nothing is marked: v marks from here".to_owned());
                    self.selection = Some(selection);
                    return Vec::new();
                };
                self.end_selection(&selection);
                return self.copy(text);
            }
            KeyCode::Char('s') if !key.ctrl => {
                if selection.anchor.is_none() {
                    selection.shape = Shape::Lines;
                    selection.anchor = Some(selection.cursor);
                }
                self.selection = Some(selection);
                self.ask_for_file(console, scene);
                return Vec::new();
            }
            KeyCode::Char('/') => {
                self.selection = Some(selection);
                self.open_search();
                return Vec::new();
            }
            KeyCode::Char('n' | 'N') if !key.ctrl => {
                self.selection = Some(selection);
                self.find_again(key.code == KeyCode::Char('n'), scene);
                return Vec::new();
            }
            KeyCode::Char('?') => self.open_help(scene),
            _ => {
                if !selection.shape_by(key, &window) {
                    selection.move_by(key, &window);
                }
                let reading = &mut self.seat(console).reading;
                reading.reveal(&window, selection.cursor.place);
            }
        }
        self.selection = Some(selection);
        Vec::new()
    }

    /// Puts the moved end on a record that was found.
    pub(super) fn mark_up_to(&mut self, console: ConsoleId, record: usize) {
        let selection = self.selection.as_mut().filter(|s| s.console == console);
        if let Some(selection) = selection {
            selection.cursor = Point {
                place: Place { record, row: 0 },
                column: 0,
            };
        }
    }

    /// Marking goes on where it was left for something else, unless another console has
    /// the focus.
    pub(super) fn settle_copying(&mut self, scene: Scene<'_>) {
        if !matches!(self.mode, Mode::Normal | Mode::Copying) {
            return;
        }
        if self.is_copying(scene) {
            self.mode = Mode::Copying;
            return;
        }
        if self.mode == Mode::Copying {
            self.mode = Mode::Normal;
        }
        if self
            .selection
            .as_ref()
            .is_some_and(|selection| selection.by_keys)
        {
            self.unmark();
        }
    }

    fn copy(&mut self, text: String) -> Vec<Intent> {
        let lines = text.lines().count();
        let what = if lines == 1 {
            format!("{} characters", text.chars().count())
        } else {
            format!("{lines} lines")
        };
        self.notice = Some(if text.len() > MOST {
            format!("{what} copied; more than many terminals take")
        } else {
            format!("{what} copied")
        });
        vec![Intent::Copy(text)]
    }

    fn ask_for_file(&mut self, console: ConsoleId, scene: Scene<'_>) {
        let name = scene
            .view
            .consoles
            .get(console)
            .map_or("", |c| c.name.as_str());
        let name = name.replace(':', "-").to_lowercase();
        let time = scene.view.calendar.hhmmss(scene.view.now, 0);
        self.asked = Entry::of(&format!("{name}-{time}.txt"));
        self.mode = Mode::Saving;
    }

    pub(super) fn saving_key(&mut self, key: Key, scene: Scene<'_>) -> Vec<Intent> {
        match key.code {
            KeyCode::Escape => self.mode = Mode::Normal,
            KeyCode::Enter => {
                let file = self.asked.text().trim().to_owned();
                if file.is_empty() {
                    self.notice = Some("the file needs a name".to_owned());
                    return Vec::new();
                }
                self.mode = Mode::Normal;
                let marked = self.reading_window(scene).and_then(|(_, window)| {
                    let marked = self.selection.as_ref()?.marked(&window)?;
                    Some(marked.text(&window) + "\n")
                });
                // What is marked stays: a file may turn out to be there already.
                return marked
                    .map(|text| Intent::Save { file, text })
                    .into_iter()
                    .collect();
            }
            _ => {
                if let Some(request) = super::keyboard::edit(key) {
                    self.asked.edit(request);
                }
            }
        }
        Vec::new()
    }

    /// Notes where the button went down on a console's lines.
    pub(super) fn begin_drag(&mut self, pane: Pane, column: u16, row: u16) {
        self.dragged = Some((pane, (column, row)));
    }

    /// Marks the lines of the pane from where the button went down, and scrolls it when
    /// the mouse leaves it.
    pub(super) fn drag(&mut self, column: u16, row: u16, scene: Scene<'_>) {
        let Some((pane, start)) = self.dragged else {
            return;
        };
        let layout = self.layout(scene.view);
        let console = self.console_of(pane, scene.view);
        let Some((console, body)) = console.zip(layout.place(pane).map(|place| place.body)) else {
            return;
        };
        let window = self.window_in(console, scene.log, body);
        if window.len() == 0 || body.height == 0 {
            return;
        }
        let mut selection = match self.selection.take() {
            Some(selection) if selection.console == console && !selection.by_keys => selection,
            _ => {
                let reading = &mut self.seat(console).reading;
                let followed = !reading.is_scrolled();
                reading.stay(&window);
                let anchor = point(&window, reading.top(&window), body, start);
                Selection {
                    console,
                    anchor: Some(anchor),
                    cursor: anchor,
                    shape: Shape::Text,
                    by_keys: false,
                    followed,
                }
            }
        };
        let reading = &mut self.seat(console).reading;
        if row < body.y {
            reading.up(&window, 1);
            reading.stay(&window);
        } else if row >= body.y + body.height {
            reading.down(&window, 1);
            reading.stay(&window);
        }
        selection.cursor = point(&window, reading.top(&window), body, (column, row));
        self.selection = Some(selection);
    }

    /// Copies what the mouse has marked. It stays marked until something is typed.
    pub(super) fn end_drag(&mut self, scene: Scene<'_>) -> Vec<Intent> {
        let Some((pane, _)) = self.dragged.take() else {
            return Vec::new();
        };
        let console = self.console_of(pane, scene.view);
        let window = console.and_then(|console| self.window(pane, console, scene));
        let marked = window.and_then(|window| {
            let selection = self.selection.as_ref().filter(|s| !s.by_keys)?;
            Some(selection.marked(&window)?.text(&window))
        });
        match marked {
            Some(text) if !text.is_empty() => {
                let intents = self.copy(text);
                let copied = self.notice.take().unwrap_or_default();
                let copy = self.keys.typed(Action::Copy);
                self.notice = Some(format!("{copied}; {copy} goes on marking"));
                intents
            }
            _ => Vec::new(),
        }
    }
}

/// The character of a console at a place of the screen; outside of the pane the nearest.
fn point(window: &Window<'_>, top: Place, body: Area, (column, row): (u16, u16)) -> Point {
    let row = row.clamp(body.y, body.y + body.height.max(1) - 1) - body.y;
    let column = column.clamp(body.x, body.x + body.width.max(1) - 1) - body.x;
    let end = Place {
        record: window.len(),
        row: 0,
    };
    let place = window
        .forward(top, usize::from(row))
        .min(window.back(end, 1));
    Point {
        place,
        column: usize::from(column),
    }
}

impl Selection {
    /// Changes what is marked, if the key does.
    fn shape_by(&mut self, key: Key, window: &Window<'_>) -> bool {
        let shape = match key.code {
            KeyCode::Char('v') if key.ctrl => Shape::Block,
            KeyCode::Char('r') if !key.ctrl => Shape::Block,
            KeyCode::Char('V') => Shape::Lines,
            KeyCode::Char('v' | ' ') => Shape::Text,
            KeyCode::Char('o') => {
                if let Some(anchor) = &mut self.anchor {
                    std::mem::swap(anchor, &mut self.cursor);
                }
                return true;
            }
            KeyCode::Char('a') if !key.ctrl => {
                self.anchor = Some(Point::default());
                self.cursor.place = newest(window);
                self.shape = Shape::Lines;
                return true;
            }
            _ => return false,
        };
        // The same again marks nothing; another shape goes on from the same start.
        self.anchor = match self.anchor {
            Some(_) if self.shape == shape => None,
            Some(anchor) => Some(anchor),
            None => Some(self.cursor),
        };
        self.shape = shape;
        true
    }

    /// Moves the end, if the key does.
    fn move_by(&mut self, key: Key, window: &Window<'_>) {
        let page = usize::from(window.height.saturating_sub(1).max(1));
        let last = usize::from(window.width.max(1)) - 1;
        let at = self.cursor;
        let ctrl = |c| key.ctrl && key.code == KeyCode::Char(c);
        let up = |by| window.back(at.place, by);
        let down = |by| window.forward(at.place, by).min(newest(window));
        match key.code {
            KeyCode::Home if key.ctrl => self.cursor.place = Place::default(),
            KeyCode::End if key.ctrl => self.cursor.place = newest(window),
            _ if ctrl('b') || ctrl('u') => self.cursor.place = up(page),
            _ if ctrl('f') || ctrl('d') => self.cursor.place = down(page),
            KeyCode::Char(_) if key.ctrl => {}
            KeyCode::PageUp => self.cursor.place = up(page),
            KeyCode::PageDown => self.cursor.place = down(page),
            KeyCode::Up | KeyCode::Char('k') => self.cursor.place = up(1),
            KeyCode::Down | KeyCode::Char('j') => self.cursor.place = down(1),
            KeyCode::Left | KeyCode::Char('h') => self.cursor.column = at.column.saturating_sub(1),
            KeyCode::Right | KeyCode::Char('l') => self.cursor.column = (at.column + 1).min(last),
            KeyCode::Home | KeyCode::Char('0') => self.cursor.column = 0,
            KeyCode::End | KeyCode::Char('$') => {
                self.cursor.column = width(window, at.place).saturating_sub(1).min(last);
            }
            KeyCode::Char('g') => self.cursor.place = Place::default(),
            KeyCode::Char('G') => self.cursor.place = newest(window),
            KeyCode::Char('w') => self.word(window, true),
            KeyCode::Char('b') => self.word(window, false),
            _ => {}
        }
    }

    /// Goes to the start of the next word, or of the one before, in this row or the
    /// nearest.
    fn word(&mut self, window: &Window<'_>, on: bool) {
        let starts = word_starts(window, self.cursor.place);
        let here = self.cursor.column;
        let found = if on {
            starts.into_iter().find(|start| *start > here)
        } else {
            starts.into_iter().rev().find(|start| *start < here)
        };
        if let Some(column) = found {
            self.cursor.column = column;
            return;
        }
        let place = if on {
            window.forward(self.cursor.place, 1).min(newest(window))
        } else {
            window.back(self.cursor.place, 1)
        };
        if place != self.cursor.place {
            let mut starts = word_starts(window, place).into_iter();
            let column = if on {
                starts.next()
            } else {
                starts.next_back()
            };
            self.cursor = Point {
                place,
                column: column.unwrap_or(0),
            };
        }
    }
}

/// The last row of all.
fn newest(window: &Window<'_>) -> Place {
    let end = Place {
        record: window.len(),
        row: 0,
    };
    window.back(end, 1)
}

/// How many columns a row takes, with its indent.
fn width(window: &Window<'_>, place: Place) -> usize {
    use unicode_width::UnicodeWidthStr;
    let row = window.rows(place).next();
    row.map_or(0, |(_, row)| usize::from(row.indent) + row.text.width())
}

/// The columns at which the words of a row begin.
fn word_starts(window: &Window<'_>, place: Place) -> Vec<usize> {
    use unicode_width::UnicodeWidthChar;
    let Some((_, row)) = window.rows(place).next() else {
        return Vec::new();
    };
    let mut column = usize::from(row.indent);
    let mut starts = Vec::new();
    let mut is_behind_word = false;
    for c in row.text.chars() {
        if c != ' ' && !is_behind_word {
            starts.push(column);
        }
        is_behind_word = c != ' ';
        column += c.width().unwrap_or(1);
    }
    starts
}

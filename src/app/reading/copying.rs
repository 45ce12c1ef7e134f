//! Copying a part of a console's lines that the keys mark, as terminals and pagers have it.

use super::selection::{Marked, Point, Selection, Shape};
use crate::app::{App, Area, Intent, Key, KeyCode, Line, Marking, Mode, Scene};
use crate::console::ConsoleId;

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
    pub(in crate::app) fn toggle_copying(&mut self, scene: Scene<'_>) {
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
    pub(in crate::app) fn unmark(&mut self) {
        if let Some(selection) = self.selection.take() {
            self.end_selection(&selection);
        }
    }

    /// Forgets what is marked of a console whose lines are others now.
    pub(in crate::app) fn drop_selection(&mut self, console: ConsoleId) {
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
    pub(in crate::app) fn is_copying(&self, scene: Scene<'_>) -> bool {
        let focused = self.focused_console(scene.view);
        let selection = self.selection.as_ref().filter(|s| s.by_keys);
        selection.is_some_and(|s| Some(s.console) == focused)
    }

    pub(in crate::app) fn copy_key(&mut self, key: Key, scene: Scene<'_>) -> Vec<Intent> {
        let Some((console, window)) = self.reading_window(scene) else {
            self.unmark();
            return Vec::new();
        };
        let Some(mut selection) = self.selection.take() else {
            return Vec::new();
        };
        let does = self.marking_of(key);
        match does {
            Some(Marking::Leave) if selection.anchor.is_some() && key.code == KeyCode::Escape => {
                selection.anchor = None;
            }
            Some(Marking::Leave) => {
                self.end_selection(&selection);
                return Vec::new();
            }
            Some(Marking::Copy) => {
                let copied = selection.marked(&window).map(|marked| marked.text(&window));
                let Some(text) = copied else {
                    let key = self.keys.marking.first(Marking::Text);
                    self.notice = Some(format!("nothing is marked: {key} marks from here"));
                    self.selection = Some(selection);
                    return Vec::new();
                };
                self.end_selection(&selection);
                return self.copy(text);
            }
            Some(Marking::Save) => {
                if selection.anchor.is_none() {
                    selection.shape = Shape::Lines;
                    selection.anchor = Some(selection.cursor);
                }
                self.selection = Some(selection);
                self.ask_for_file(console, scene);
                return Vec::new();
            }
            Some(Marking::Search | Marking::Help) => {
                self.selection = Some(selection);
                match does {
                    Some(Marking::Help) => self.open_help(scene),
                    _ => self.open_search(false),
                }
                return Vec::new();
            }
            Some(Marking::Older | Marking::Newer) => {
                self.selection = Some(selection);
                self.find_again(does == Some(Marking::Older), scene);
                return Vec::new();
            }
            Some(does) => {
                if !selection.shape_by(does, &window) {
                    selection.move_by(does, &window);
                }
                let reading = &mut self.seat(console).reading;
                reading.reveal(&window, selection.cursor.place);
            }
            None => {}
        }
        self.selection = Some(selection);
        Vec::new()
    }

    /// What a key does where lines are marked. Esc leads out whatever is bound.
    fn marking_of(&self, key: Key) -> Option<Marking> {
        let leaves = (key == Key::plain(KeyCode::Escape)).then_some(Marking::Leave);
        self.keys.marking.of(key).or(leaves)
    }

    /// Puts the moved end on something that was found.
    pub(in crate::app) fn mark_up_to(&mut self, console: ConsoleId, found: Point) {
        let selection = self.selection.as_mut().filter(|s| s.console == console);
        if let Some(selection) = selection {
            selection.cursor = found;
        }
    }

    /// Marking goes on where it was left for something else, unless another console has
    /// the focus.
    pub(in crate::app) fn settle_copying(&mut self, scene: Scene<'_>) {
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

    pub(in crate::app) fn copy(&mut self, text: String) -> Vec<Intent> {
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
        self.asked = Line::of(&format!("{name}-{time}.txt"));
        self.mode = Mode::Saving;
    }

    pub(in crate::app) fn saving_key(&mut self, key: Key, scene: Scene<'_>) -> Vec<Intent> {
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
                self.asked.press(key, &mut self.cuts);
            }
        }
        Vec::new()
    }
}

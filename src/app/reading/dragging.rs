//! Marking and copying a part of a console's lines with the mouse.

use super::selection::{Point, Selection, Shape};
use super::window::Window;
use crate::app::{Action, App, Area, Intent, Pane, Place, Scene};

impl App {
    /// Notes where the button went down on a console's lines.
    pub(in crate::app) fn begin_drag(&mut self, pane: Pane, column: u16, row: u16) {
        self.dragged = Some((pane, (column, row)));
    }

    /// Marks the lines of the pane from where the button went down, and scrolls it when
    /// the mouse leaves it.
    pub(in crate::app) fn drag(&mut self, column: u16, row: u16, scene: Scene<'_>) {
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
    pub(in crate::app) fn end_drag(&mut self, scene: Scene<'_>) -> Vec<Intent> {
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

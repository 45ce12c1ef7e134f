//! Marking and copying a part of a console's lines with the mouse.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::selection::{Point, Selection, Shape};
use super::window::Window;
use super::wrap::Row;
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

    /// Marks the word that the button went down on: a message id, a name, a command.
    pub(in crate::app) fn mark_word(&mut self, scene: Scene<'_>) {
        self.drag_nowhere(scene);
        let window = self.dragged.and_then(|(pane, _)| {
            let console = self.console_of(pane, scene.view)?;
            self.window(pane, console, scene)
        });
        let Some((selection, window)) = self.selection.as_mut().zip(window) else {
            return;
        };
        let at = selection.cursor;
        let row = window.rows(at.place).next();
        if let Some(word) = row.and_then(|(_, row)| word_at(&row, at.column)) {
            let point = |column| Point { column, ..at };
            selection.anchor = Some(point(word.start));
            selection.cursor = point(word.end - 1);
        }
    }

    /// Marks the whole line that it went down on.
    pub(in crate::app) fn mark_line(&mut self, scene: Scene<'_>) {
        self.drag_nowhere(scene);
        if let Some(selection) = &mut self.selection {
            selection.shape = Shape::Lines;
        }
    }

    /// Marks the character that the button went down on.
    fn drag_nowhere(&mut self, scene: Scene<'_>) {
        if let Some((_, (column, row))) = self.dragged {
            self.drag(column, row, scene);
        }
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

/// The columns of the word at a column of a row. What names have in them belongs to it:
/// `VMS2450`, `SHOW-VM-STATUS`, `VM12PROD:ADMIN`, but no point at its end.
fn word_at(row: &Row<'_>, column: usize) -> Option<Range<usize>> {
    let mut end = usize::from(row.indent);
    let chars = row.text.chars().map(|c| {
        let start = end;
        end += c.width().unwrap_or(1);
        (c, start..end)
    });
    let chars: Vec<(char, Range<usize>)> = chars.collect();
    let at = chars
        .iter()
        .position(|(_, columns)| columns.contains(&column))?;
    let is_inside = |(c, _): &(char, Range<usize>)| c.is_alphanumeric() || "-_.:#$@".contains(*c);
    if !chars.get(at).is_some_and(is_inside) {
        return None;
    }
    let before = chars.iter().take(at).rev().take_while(|one| is_inside(one));
    let behind = chars.iter().skip(at).take_while(|one| is_inside(one));
    let word = chars.get(at - before.count()..at + behind.count())?;
    let ends = |(c, _): &&(char, Range<usize>)| !matches!(c, '.' | ':' | '-');
    let first = word.iter().find(ends)?;
    let last = word.iter().rev().find(ends)?;
    Some(first.1.start..last.1.end)
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

#[cfg(test)]
mod tests {
    use crate::app::fixture::Fixture;
    use crate::app::{App, Area, Gesture, Input, Intent, Mouse, Target};

    /// What is copied when the mouse is clicked so often on the character at a column of the
    /// last line of the first console.
    fn copied(text: &str, gesture: Gesture, column: u16) -> Option<String> {
        let mut fixture = Fixture::with_lines();
        fixture.say("ABGSE501", text);
        let mut app = App::new(fixture.scene(), 200, 60);
        let pane = app.focused().unwrap();
        let body = app.layout(&fixture.view).place(pane).unwrap().body;
        let console = fixture.console("ABGSE501");
        let row = body.y + u16::try_from(fixture.log.len_of(console)).unwrap() - 1;
        let target = Some((Target::Body(pane), Area::default()));
        let mut intents = Vec::new();
        for gesture in [Gesture::Press, Gesture::Release, gesture, Gesture::Release] {
            let mouse = Mouse {
                gesture,
                column: body.x + column,
                row,
                target,
            };
            intents.extend(app.update(Input::Mouse(mouse), fixture.scene()));
        }
        intents.into_iter().find_map(|intent| match intent {
            Intent::Copy(text) => Some(text),
            _ => None,
        })
    }

    #[test]
    fn two_clicks_copy_a_word_and_three_a_line() {
        let text = "%XAAA-000#000700 % VMS2450 'SHOW-VM-STATUS' ON VM12PROD:ADMIN STARTED.";
        for (part, word) in [
            ("MS2450", "VMS2450"),
            ("VM-STATUS", "SHOW-VM-STATUS"),
            ("ADMIN", "VM12PROD:ADMIN"),
            ("TARTED", "STARTED"),
            ("AAA-000", "XAAA-000#000700"),
            ("' ON", "'"),
        ] {
            let column = u16::try_from(text.find(part).unwrap()).unwrap();
            assert_eq!(copied(text, Gesture::Twice, column).as_deref(), Some(word));
        }
        assert_eq!(copied(text, Gesture::Thrice, 30).as_deref(), Some(text));
        assert_eq!(copied(text, Gesture::Press, 30), None);
    }
}

//! Draws the application; one file per visible thing. Changes nothing.
//!
//! The chrome is made of stock parts of plain text and rules; only [`pen`] touches
//! cells, because the lines of four consoles are most of every frame.

mod ascii;
mod body;
mod explain;
mod form;
mod frame;
mod help;
mod hint;
mod input;
mod keybar;
mod lesson;
mod note;
mod palette;
mod pane;
mod pen;
mod proposals;
mod status;
mod tabs;
mod theme;
mod title;
mod trainer;

#[cfg(test)]
mod tests;

pub use theme::{Borders, Depth, Role, Theme};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use self::frame::Frame;
use crate::app::{App, Area, Mode, PanePlace, Scene, Target};

/// Draws a whole frame into `buffer`, and says where the cursor stands.
pub fn draw(app: &App, scene: Scene<'_>, theme: &Theme, buffer: &mut Buffer) -> Option<Position> {
    draw_in(app, scene, theme, buffer, true)
}

/// Draws it for somebody who looks on while a tape types: without the key bar.
pub fn draw_played(
    app: &App,
    scene: Scene<'_>,
    theme: &Theme,
    buffer: &mut Buffer,
) -> Option<Position> {
    draw_in(app, scene, theme, buffer, false)
}

fn draw_in(
    app: &App,
    scene: Scene<'_>,
    theme: &Theme,
    buffer: &mut Buffer,
    has_keys: bool,
) -> Option<Position> {
    let screen = theme.style(Role::Screen);
    if screen != Style::default() {
        buffer.set_style(buffer.area, screen);
    }
    let mut frame = Frame {
        app,
        scene,
        theme,
        buffer,
        has_keys,
        targets: None,
    };
    let cursor = draw_all(&mut frame);
    if theme.borders() == Borders::Ascii {
        ascii::replace(buffer);
    }
    cursor
}

/// What the mouse reaches at a place of the screen, and where that is drawn: the frame
/// is drawn once more, and asked.
pub fn target(app: &App, scene: Scene<'_>, column: u16, row: u16) -> Option<(Target, Area)> {
    let (columns, rows) = app.size();
    let mut frame = Frame {
        app,
        scene,
        theme: &Theme::default(),
        buffer: &mut Buffer::empty(Rect::new(0, 0, columns, rows)),
        has_keys: true,
        targets: Some(Vec::new()),
    };
    draw_all(&mut frame);
    let all = frame.targets.unwrap_or_default().into_iter().rev();
    let mut under = all.filter(|(area, _)| area.contains(column, row));
    under.next().map(|(area, target)| (target, area))
}

fn draw_all(frame: &mut Frame<'_>) -> Option<Position> {
    let (app, scene) = (frame.app, frame.scene);
    let layout = app.layout(scene.view);
    for (pane, area) in &layout.headers {
        title::header(frame, *pane, *area);
    }
    for place in &layout.panes {
        pane::draw(frame, place);
    }
    for rule in &layout.rules {
        pane::rule(frame, *rule);
    }
    lesson::draw(frame, layout.board, layout.extent);
    let is_taken = status::draw(frame, layout.status, layout.keys);
    if !is_taken && !hint::draw(frame, layout.keys) && frame.has_keys {
        keybar::draw(frame, layout.keys);
    }
    note::draw(frame);
    if app.is_covered() {
        let (width, height) = app.size();
        let all = Area {
            width,
            height: height.saturating_sub(1),
            ..Area::default()
        };
        frame.aim(all, Target::Beside);
    }
    if let Some(row) = app.trainer_row() {
        trainer::draw(frame, row);
    }
    if let Mode::Help(row) | Mode::Seeking(row) = app.mode() {
        return help::draw(frame, row);
    }
    if let Mode::Lesson(row) = app.mode() {
        lesson::draw_whole(frame, row);
        return None;
    }
    if let Some(chooser) = app.chooser() {
        return trainer::draw_chooser(frame, chooser);
    }
    if let Some(palette) = app.palette() {
        return palette::draw(frame, palette);
    }
    if explain::draw(frame) || app.trainer_row().is_some() {
        return None;
    }
    let place = app.focused().and_then(|pane| layout.place(pane))?;
    draw_typing(frame, place)
}

/// Draws what is typed into the focused pane; returns where the cursor stands.
fn draw_typing(frame: &mut Frame<'_>, place: &PanePlace) -> Option<Position> {
    let app = frame.app;
    if let Some((label, asked)) = app.asked() {
        return input::draw_asked(frame, place, label, asked);
    }
    if let Some(recall) = app.recalling() {
        return input::draw_recall(frame, place, recall);
    }
    if app.mode() == Mode::Copying {
        return body::marker(frame, place);
    }
    if app.fills_in(frame.scene.view) {
        return form::cursor(frame, place);
    }
    proposals::draw(frame, place);
    input::cursor(frame, place)
}

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
use ratatui::layout::Position;
use ratatui::style::Style;

use self::frame::Frame;
use crate::app::{App, Mode, Scene};

/// Draws a whole frame into `buffer`, and says where the cursor stands.
pub fn draw(app: &App, scene: Scene<'_>, theme: &Theme, buffer: &mut Buffer) -> Option<Position> {
    let cursor = draw_all(app, scene, theme, buffer);
    if theme.borders() == Borders::Ascii {
        ascii::replace(buffer);
    }
    cursor
}

fn draw_all(app: &App, scene: Scene<'_>, theme: &Theme, buffer: &mut Buffer) -> Option<Position> {
    let screen = theme.style(Role::Screen);
    if screen != Style::default() {
        buffer.set_style(buffer.area, screen);
    }
    let mut frame = Frame {
        app,
        scene,
        theme,
        buffer,
    };
    let layout = app.layout(scene.view);
    for (pane, area) in &layout.headers {
        title::header(&mut frame, *pane, *area);
    }
    for place in &layout.panes {
        pane::draw(&mut frame, place);
    }
    for rule in &layout.rules {
        pane::rule(&mut frame, *rule);
    }
    lesson::draw(&mut frame, layout.board, layout.extent);
    status::draw(&mut frame, layout.status);
    if !hint::draw(&mut frame, layout.keys) {
        keybar::draw(&mut frame, layout.keys);
    }
    if let Some(row) = app.trainer_row() {
        trainer::draw(&mut frame, row);
    }
    if let Mode::Help(row) = app.mode() {
        help::draw(&mut frame, row);
        return None;
    }
    if let Mode::Lesson(row) = app.mode() {
        lesson::draw_whole(&mut frame, row);
        return None;
    }
    if let Some(chooser) = app.chooser() {
        return trainer::draw_chooser(&mut frame, chooser);
    }
    if let Some(palette) = app.palette() {
        return palette::draw(&mut frame, palette);
    }
    if let (Mode::Explain { row, .. }, Some((id, lines))) = (app.mode(), app.explanation(scene)) {
        explain::draw(&mut frame, &id, &lines, row);
        return None;
    }
    if app.trainer_row().is_some() {
        return None;
    }
    let place = app.focused().and_then(|pane| layout.place(pane))?;
    if let Some(search) = app.search() {
        return input::draw_search(&mut frame, place, search);
    }
    if app.fills_in(scene.view) {
        return form::cursor(&frame, place);
    }
    proposals::draw(&mut frame, place);
    input::cursor(&frame, place)
}

//! A pane: title, guests to choose from, lines, input.

use super::frame::Frame;
use super::theme::Role;
use super::{body, form, input, tabs, title};
use crate::app::{Area, PanePlace};

pub(super) fn draw(frame: &mut Frame<'_>, place: &PanePlace) {
    title::draw(frame, place);
    tabs::draw(frame, place.pane, place.tabs);
    match frame.app.console_of(place.pane, frame.scene.view) {
        Some(console) if form::draw(frame, place, console) => {}
        Some(console) => {
            body::draw(frame, place, console);
            input::draw(frame, place, console);
        }
        None => body::no_guest(frame, place),
    }
}

/// Draws the rule between two panes side by side.
pub(super) fn rule(frame: &mut Frame<'_>, area: Area) {
    let style = frame.style(Role::PaneBorder);
    for row in 0..area.height {
        frame.pen(area, row).fill('│', style);
    }
}

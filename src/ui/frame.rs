//! What every part of a frame is drawn from, and on.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::pen::Pen;
use super::theme::{Role, Theme};
use crate::app::{App, Area, Scene};

/// What every part of a frame is drawn from, and on.
pub(super) struct Frame<'a> {
    pub app: &'a App,
    pub scene: Scene<'a>,
    pub theme: &'a Theme,
    pub buffer: &'a mut Buffer,
}

impl Frame<'_> {
    /// A pen at the start of a row of an area.
    pub fn pen(&mut self, area: Area, row: u16) -> Pen<'_> {
        Pen::new(self.buffer, area, row)
    }

    pub fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }
}

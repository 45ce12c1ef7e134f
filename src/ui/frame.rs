//! What every part of a frame is drawn from, and on.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::pen::Pen;
use super::theme::{Role, Theme};
use crate::app::{App, Area, Scene, Target};

/// What every part of a frame is drawn from, and on.
pub(super) struct Frame<'a> {
    pub app: &'a App,
    pub scene: Scene<'a>,
    pub theme: &'a Theme,
    pub buffer: &'a mut Buffer,
    /// Whether the keys are named that somebody can press.
    pub has_keys: bool,
    /// What the mouse can reach, what was drawn last on top; `None` as long as nobody asks.
    pub targets: Option<Vec<(Area, Target)>>,
}

impl Frame<'_> {
    /// A pen at the start of a row of an area.
    pub fn pen(&mut self, area: Area, row: u16) -> Pen<'_> {
        Pen::new(self.buffer, area, row)
    }

    /// Says what the mouse reaches in an area.
    pub fn aim(&mut self, area: Area, target: Target) {
        if let Some(targets) = &mut self.targets {
            targets.push((area, target));
        }
    }

    /// Says what it reaches in some columns of a row of an area.
    pub fn aim_at(&mut self, area: Area, row: u16, columns: Range<usize>, target: Target) {
        let column = |at| u16::try_from(at).unwrap_or(area.width).min(area.width);
        let (start, end) = (column(columns.start), column(columns.end));
        if row < area.height {
            let part = Area {
                x: area.x + start,
                y: area.y + row,
                width: end.saturating_sub(start),
                height: 1,
            };
            self.aim(part, target);
        }
    }

    pub fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }
}

//! Draws the application; one file per visible thing. Changes nothing.

mod theme;

pub use theme::Theme;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::app::{App, Scene};

/// Draws a whole frame into `buffer`, and says where the cursor stands.
pub fn draw(
    _app: &App,
    _scene: Scene<'_>,
    _theme: &Theme,
    _buffer: &mut Buffer,
) -> Option<Position> {
    None
}

//! The characters of a screen.

use crate::tape::Screen;

/// A screen as text, a line a row.
pub(super) fn draw(screen: &Screen) -> String {
    let mut text = screen.lines().join("\n");
    text.push('\n');
    text
}

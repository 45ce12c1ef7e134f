//! A note of the trainer's, on top of the consoles.

use super::frame::Frame;
use super::help::block;
use super::theme::Role;
use crate::app::{Area, Extent};
use crate::text::wrap;

/// How wide it is at most.
const WIDEST: u16 = 60;
/// What closes it.
const KEYS: &str = "Esc puts this away";

pub(super) fn draw(frame: &mut Frame<'_>) {
    let Some(text) = frame.app.note(frame.scene.view) else {
        return;
    };
    let (columns, rows) = frame.app.size();
    let width = columns.min(WIDEST);
    let room = usize::from(width.saturating_sub(4)).max(8);
    let lines = wrap(text, room, room);
    let height = u16::try_from(lines.len() + 3).unwrap_or(rows);
    // Below the title of the first console, and so below what a lesson says above it.
    let layout = frame.app.layout(frame.scene.view);
    let above = match layout.extent {
        Extent::Whole => 0,
        Extent::Step | Extent::Brief => layout.board.height,
    };
    let room = rows.saturating_sub(3 + above);
    let outside = Area {
        x: (columns - width) / 2,
        y: above + 1,
        width,
        height: height.min(room),
    };
    block(frame, outside, " Note from the trainer ");
    let inside = Area {
        x: outside.x + 2,
        y: outside.y + 1,
        width: outside.width.saturating_sub(4),
        height: outside.height.saturating_sub(2),
    };
    let [text, keys] = [Role::HelpText, Role::ConsoleHint].map(|role| frame.style(role));
    for (y, line) in (0..inside.height).zip(&lines) {
        frame.pen(inside, y).write(line, text);
    }
    let last = inside.height.saturating_sub(1);
    frame.pen(inside, last).write(KEYS, keys);
}

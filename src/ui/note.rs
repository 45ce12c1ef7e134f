//! A note of the trainer's, on top of the consoles.

use super::frame::Frame;
use super::help::block;
use super::theme::Role;
use crate::app::Area;
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
    let outside = Area {
        x: (columns - width) / 2,
        y: 1.min(rows),
        width,
        height: height.min(rows.saturating_sub(3)),
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

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
    let outside = place(frame, text);
    block(frame, outside, " Note from the trainer ");
    let inside = Area {
        x: outside.x + 2,
        y: outside.y + 1,
        width: outside.width.saturating_sub(4),
        height: outside.height.saturating_sub(2),
    };
    let lines = broken(text, outside.width);
    let [text, keys] = [Role::HelpText, Role::ConsoleHint].map(|role| frame.style(role));
    for (y, line) in (0..inside.height).zip(&lines) {
        frame.pen(inside, y).write(line, text);
    }
    let last = inside.height.saturating_sub(1);
    frame.pen(inside, last).write(KEYS, keys);
}

fn broken(text: &str, width: u16) -> Vec<&str> {
    let room = usize::from(width.saturating_sub(4)).max(8);
    wrap(text, room, room)
}

/// Where it stands: on a console that nobody types at, if the screen shows one with room;
/// else below the title of the first, and so below what a lesson says above it.
fn place(frame: &Frame<'_>, text: &str) -> Area {
    let layout = frame.app.layout(frame.scene.view);
    let height = |width| u16::try_from(broken(text, width).len() + 3).unwrap_or(u16::MAX);
    let focused = frame.app.focused();
    let others = layout.panes.iter().filter(|p| Some(p.pane) != focused);
    let rooms = others.map(|place| Area {
        width: place.body.width.min(WIDEST),
        ..place.body
    });
    let fitting = rooms.filter(|room| height(room.width) <= room.height);
    if let Some(room) = fitting.max_by_key(|room| room.height) {
        return Area {
            height: height(room.width),
            ..room
        };
    }
    let (columns, rows) = frame.app.size();
    let width = columns.min(WIDEST);
    let above = match layout.extent {
        Extent::Whole => 0,
        Extent::Step | Extent::Brief => layout.board.height,
    };
    Area {
        x: (columns - width) / 2,
        y: above + 1,
        width,
        height: height(width).min(rows.saturating_sub(3 + above)),
    }
}

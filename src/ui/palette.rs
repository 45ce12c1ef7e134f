//! The palette: a line to search in, and what is found, on top of everything else.

use ratatui::layout::Position;
use unicode_width::UnicodeWidthStr;

use super::frame::Frame;
use super::help::block;
use super::theme::Role;
use crate::app::{Area, Item, Palette};

/// As wide as the longest row needs.
const WIDEST: u16 = 72;
/// Rows for what is found.
const HIGHEST: u16 = 14;

pub(super) fn draw(frame: &mut Frame<'_>, palette: &Palette) -> Option<Position> {
    let found = palette.found(frame.scene.view, frame.app.keys());
    let inside = inside(frame);
    let [text, key] = [Role::HelpText, Role::HelpKey].map(|role| frame.style(role));
    let room = usize::from(inside.width.saturating_sub(3));
    let from = palette.entry().scroll(room);
    let shown = super::input::columns_from(palette.entry().text(), from);
    frame.pen(inside, 0).write("> ", key).write(shown, text);
    let rows = usize::from(inside.height.saturating_sub(1));
    let chosen = palette.chosen().min(found.len().saturating_sub(1));
    let first = (chosen + 1).saturating_sub(rows);
    for (y, (at, item)) in (1..inside.height).zip(found.iter().enumerate().skip(first)) {
        draw_item(frame, inside, y, item, at == chosen);
    }
    if found.is_empty() {
        frame.pen(inside, 1).write("  nothing is called so", text);
    }
    let column = palette.entry().cursor().saturating_sub(from) + 2;
    let column = u16::try_from(column)
        .ok()?
        .min(inside.width.checked_sub(1)?);
    let at = Position {
        x: inside.x + column,
        y: inside.y,
    };
    (inside.height > 0 && frame.buffer.area.contains(at)).then_some(at)
}

fn draw_item(frame: &mut Frame<'_>, area: Area, y: u16, item: &Item, is_chosen: bool) {
    let role = if is_chosen {
        Role::ProposalChosen
    } else {
        Role::HelpText
    };
    let [text, key] = [role, Role::HelpKey].map(|role| frame.style(role));
    let mut pen = frame.pen(area, y);
    let sign = if is_chosen { "> " } else { "  " };
    pen.write(sign, text).write(&item.text, text);
    let keys = item.keys.width();
    if keys > 0 && keys < pen.left() {
        let gap = pen.left() - keys;
        pen.skip(gap).write(&item.keys, key);
    }
}

/// The frame, near the top so that it does not jump as less is found.
fn inside(frame: &mut Frame<'_>) -> Area {
    let (columns, rows) = frame.app.size();
    let width = columns.min(WIDEST);
    let height = (HIGHEST + 3).min(rows.saturating_sub(2));
    let outside = Area {
        x: (columns - width) / 2,
        y: (rows - height).min(rows / 8),
        width,
        height,
    };
    block(frame, outside, " Search ");
    Area {
        x: outside.x + 2,
        y: outside.y + 1,
        width: outside.width.saturating_sub(4),
        height: outside.height.saturating_sub(2),
    }
}

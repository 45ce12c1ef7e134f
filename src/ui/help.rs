//! The help, on top of everything else.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::{Block, Clear, Widget};

use super::frame::Frame;
use super::theme::Role;
use crate::app::{Area, HelpRow, Target, help_page, help_width};

/// Draws it from a row on; returns where the cursor stands, if something is typed there.
pub(super) fn draw(frame: &mut Frame<'_>, first: usize) -> Option<Position> {
    let (columns, rows) = frame.app.size();
    let help = frame.app.help_rows(frame.scene);
    let height = help_page(rows).min(help.len()) + 2;
    let outside = centred(columns, rows.saturating_sub(2), height);
    let shown = first..first + usize::from(outside.height.saturating_sub(2));
    block(frame, outside, &titled("Keys", shown, help.len()));
    let inside = Area {
        x: outside.x + 2,
        y: outside.y + 1,
        width: outside.width.saturating_sub(4),
        height: outside.height.saturating_sub(2),
    };
    let keys = help.iter().map(|row| row.keys.len()).max().unwrap_or(0);
    for ((y, row), at) in (0..inside.height).zip(help.iter().skip(first)).zip(first..) {
        draw_row(frame, inside, y, row, keys);
        if frame.app.sought().is_some_and(|(_, found)| found == at) {
            let area = Rect::new(inside.x, inside.y + y, inside.width, 1);
            let found = frame.style(Role::ConsoleFound);
            frame
                .buffer
                .set_style(area.intersection(frame.buffer.area), found);
        }
    }
    draw_prompt(frame, outside)
}

/// Draws what is searched for into the lower edge.
fn draw_prompt(frame: &mut Frame<'_>, outside: Area) -> Option<Position> {
    let (label, asked) = frame.app.asked()?;
    let y = outside.height.checked_sub(1)?;
    let edge = Area {
        x: outside.x + 1,
        width: outside.width.saturating_sub(2),
        ..outside
    };
    let [key, text] = [Role::HelpKey, Role::HelpText].map(|role| frame.style(role));
    let room = usize::from(edge.width).saturating_sub(label.len() + 2);
    let from = asked.scroll(room);
    let shown = super::input::columns_from(asked.text(), from);
    let mut pen = frame.pen(edge, y);
    pen.fill(' ', text);
    frame
        .pen(edge, y)
        .skip(1)
        .write(label, key)
        .write(shown, text);
    let column = label.len() + 1 + asked.cursor().saturating_sub(from);
    let at = Position {
        x: edge.x + u16::try_from(column).ok()?.min(edge.width.checked_sub(1)?),
        y: edge.y + y,
    };
    frame.buffer.area.contains(at).then_some(at)
}

fn draw_row(frame: &mut Frame<'_>, area: Area, y: u16, row: &HelpRow, keys: usize) {
    let text = if row.heading {
        Role::HelpTitle
    } else {
        Role::HelpText
    };
    let [key, text] = [Role::HelpKey, text].map(|role| frame.style(role));
    let mut pen = frame.pen(area, y);
    if row.heading {
        pen.write(&row.text, text);
        return;
    }
    if !row.keys.is_empty() {
        pen.write(&row.keys, key).skip(keys + 2 - row.keys.len());
    }
    pen.write(&row.text, text);
}

/// An empty frame on top of everything else.
pub(super) fn block(frame: &mut Frame<'_>, area: Area, title: &str) {
    frame.aim(area, Target::Overlay);
    let all = frame.buffer.area;
    let area = Rect::new(area.x, area.y, area.width, area.height).intersection(all);
    let [border, text] = [Role::HelpBorder, Role::HelpText].map(|role| frame.style(role));
    let buffer: &mut Buffer = frame.buffer;
    Clear.render(area, buffer);
    let block = Block::bordered().title(title).border_style(border);
    block.style(text).render(area, buffer);
}

/// A title, with which rows are shown of how many, unless all are.
pub(super) fn titled(title: &str, shown: Range<usize>, count: usize) -> String {
    if shown.start == 0 && shown.end >= count {
        return format!(" {title} ");
    }
    let end = shown.end.min(count);
    format!(" {title}  {}-{end} of {count} ", shown.start + 1)
}

fn centred(columns: u16, rows: u16, height: usize) -> Area {
    let width = help_width(columns);
    let height = u16::try_from(height).unwrap_or(rows).min(rows);
    Area {
        x: (columns - width) / 2,
        y: (rows - height) / 2,
        width,
        height,
    }
}

//! The palette: a line to search in, and what is found, on top of everything else.

use ratatui::layout::Position;
use unicode_width::UnicodeWidthStr;

use super::frame::Frame;
use super::help::block;
use super::theme::Role;
use crate::app::{Area, Line, Palette, Target};

/// As wide as the longest row needs.
const WIDEST: u16 = 72;
/// Rows for what is found.
const HIGHEST: u16 = 14;

/// A line to search in, and what is found.
pub(super) struct List<'a> {
    pub title: &'a str,
    pub line: &'a Line,
    /// What it says, and what stands at its end.
    pub items: Vec<(&'a str, &'a str)>,
    pub chosen: usize,
    /// What each of them is for, told at the foot of the chosen one.
    pub help: Vec<&'a str>,
    /// What to say if there is none.
    pub nothing: &'a str,
}

pub(super) fn draw(frame: &mut Frame<'_>, palette: &Palette) -> Option<Position> {
    let found = palette.found(frame.scene.view, frame.app);
    let items = found
        .iter()
        .map(|item| (item.text.as_str(), item.keys.as_str()));
    let list = List {
        title: " Search ",
        line: palette.line(),
        items: items.collect(),
        chosen: palette.chosen(),
        nothing: "nothing is called so",
        help: Vec::new(),
    };
    draw_list(frame, &list)
}

/// Draws a list, and says where the cursor stands.
pub(super) fn draw_list(frame: &mut Frame<'_>, list: &List<'_>) -> Option<Position> {
    let inside = inside(frame, list.title);
    let [text, key] = [Role::HelpText, Role::HelpKey].map(|role| frame.style(role));
    let room = usize::from(inside.width.saturating_sub(3));
    let from = list.line.scroll(room);
    let shown = super::input::columns_from(list.line.text(), from);
    frame.pen(inside, 0).write("> ", key).write(shown, text);
    let chosen = list.chosen.min(list.items.len().saturating_sub(1));
    let foot = list.help.get(chosen).filter(|help| !help.is_empty());
    let foot = foot.map_or_else(Vec::new, |help| {
        let width = usize::from(inside.width);
        crate::text::wrap(help, width, width)
    });
    let foot_rows = u16::try_from(foot.len()).unwrap_or(0);
    let items_end = inside.height.saturating_sub(foot_rows).max(2);
    for (y, line) in (items_end..inside.height).zip(foot) {
        frame.pen(inside, y).write(line, key);
    }
    let rows = usize::from(items_end.saturating_sub(1));
    let first = (chosen + 1).saturating_sub(rows);
    let items = list.items.iter().enumerate().skip(first);
    for (y, (at, item)) in (1..items_end.min(inside.height)).zip(items) {
        draw_item(frame, inside, y, *item, at == chosen);
        frame.aim_at(inside, y, 0..usize::from(inside.width), Target::Item(at));
    }
    if list.items.is_empty() {
        frame.pen(inside, 1).skip(2).write(list.nothing, text);
    }
    let column = list.line.cursor().saturating_sub(from) + 2;
    let column = u16::try_from(column)
        .ok()?
        .min(inside.width.checked_sub(1)?);
    let at = Position {
        x: inside.x + column,
        y: inside.y,
    };
    (inside.height > 0 && frame.buffer.area.contains(at)).then_some(at)
}

fn draw_item(frame: &mut Frame<'_>, area: Area, y: u16, item: (&str, &str), is_chosen: bool) {
    let role = if is_chosen {
        Role::ProposalChosen
    } else {
        Role::HelpText
    };
    let [text, key] = [role, Role::HelpKey].map(|role| frame.style(role));
    let mut pen = frame.pen(area, y);
    let sign = if is_chosen { "> " } else { "  " };
    pen.write(sign, text).write(item.0, text);
    let end = item.1.width();
    // Half of what stands there would say nothing.
    if end > 0 && end < pen.left() {
        let gap = pen.left() - end;
        pen.skip(gap).write(item.1, key);
    }
}

/// The frame, near the top so that it does not jump as less is found.
fn inside(frame: &mut Frame<'_>, title: &str) -> Area {
    let (columns, rows) = frame.app.size();
    let width = columns.min(WIDEST);
    let height = (HIGHEST + 3).min(rows.saturating_sub(2));
    let outside = Area {
        x: (columns - width) / 2,
        y: (rows - height).min(rows / 8),
        width,
        height,
    };
    block(frame, outside, title);
    Area {
        x: outside.x + 2,
        y: outside.y + 1,
        width: outside.width.saturating_sub(4),
        height: outside.height.saturating_sub(2),
    }
}

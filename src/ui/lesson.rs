//! What a lesson says: beside the consoles, above them, or in their place.

use super::frame::Frame;
use super::help::block;
use super::theme::Role;
use crate::app::{Area, BoardPart, BoardRow, Extent, Mark};

/// Draws the board beside or above the consoles.
pub(super) fn draw(frame: &mut Frame<'_>, area: Area, extent: Extent) {
    if area.height == 0 || area.width == 0 {
        return;
    }
    let border = frame.style(Role::PaneBorder);
    let inside = if extent == Extent::Whole {
        let edge = Area { width: 1, ..area };
        for row in 0..area.height {
            frame.pen(edge, row).fill('│', border);
        }
        Area {
            x: area.x + 2,
            width: area.width.saturating_sub(2),
            ..area
        }
    } else {
        let last = area.height.saturating_sub(1);
        frame.pen(area, last).fill('─', border);
        Area {
            height: last,
            ..area
        }
    };
    let rows = frame.app.board_rows(inside.width, extent);
    rows_from(frame, inside, &rows, 0);
    if rows.len() > usize::from(inside.height) {
        let text = more(frame);
        let style = frame.style(Role::ConsoleMore);
        let left = usize::from(inside.width).saturating_sub(text.len());
        let last = inside.height.saturating_sub(1);
        frame.pen(inside, last).skip(left).write(&text, style);
    }
}

/// Draws all of it in the place of the consoles, from a row on.
pub(super) fn draw_whole(frame: &mut Frame<'_>, first: usize) {
    let (columns, rows) = frame.app.size();
    let outside = Area {
        x: 0,
        y: 0,
        width: columns,
        height: rows.saturating_sub(2),
    };
    block(frame, outside, " Lesson ");
    let inside = Area {
        x: 2,
        y: 1,
        width: columns.saturating_sub(4),
        height: outside.height.saturating_sub(2),
    };
    let all = frame.app.board_rows(inside.width, Extent::Whole);
    rows_from(frame, inside, &all, first);
}

fn rows_from(frame: &mut Frame<'_>, area: Area, rows: &[BoardRow], first: usize) {
    for (y, row) in (0..area.height).zip(rows.iter().skip(first)) {
        let style = frame.style(role(row.part));
        frame.pen(area, y).write(&row.text, style);
    }
}

fn more(frame: &Frame<'_>) -> String {
    let names = frame.app.keys().names(crate::app::Action::Lesson);
    let key = names.into_iter().next().unwrap_or_default();
    format!(" more: {key} ")
}

fn role(part: BoardPart) -> Role {
    match part {
        BoardPart::Title => Role::HelpTitle,
        BoardPart::Step(Mark::Done) => Role::ConsoleCompletion,
        BoardPart::Step(Mark::Now) => Role::HelpTitle,
        BoardPart::Step(Mark::Open) | BoardPart::Text => Role::HelpText,
        BoardPart::Command => Role::HelpKey,
        BoardPart::Hint => Role::ConsoleAnswer,
        BoardPart::Slip => Role::ConsoleRejection,
        BoardPart::Keys => Role::ConsoleHint,
    }
}

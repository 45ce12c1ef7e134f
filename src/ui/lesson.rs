//! What a lesson says: beside the consoles, above them, or in their place.

use super::frame::Frame;
use super::help::block;
use super::theme::Role;
use crate::app::{Action, Area, BoardPart, BoardRow, Extent, Mark, Target};

/// What says that the page goes on.
const MORE: &str = " Down: more ";

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
        more(frame, area, extent);
    }
}

/// Says which key shows the rest: on the rule below the text, so that no word of it is
/// covered, or in the last row where there is no such rule.
fn more(frame: &mut Frame<'_>, area: Area, extent: Extent) {
    let names = frame.app.keys().names(Action::Lesson);
    let key = names.into_iter().next().unwrap_or_default();
    let text = format!(" more: {key} ");
    let style = frame.style(Role::ConsoleMore);
    let margin = usize::from(extent != Extent::Whole);
    let end = usize::from(area.width).saturating_sub(margin);
    let start = end.saturating_sub(text.len());
    let last = area.height.saturating_sub(1);
    frame.pen(area, last).skip(start).write(&text, style);
    frame.aim_at(area, last, start..end, Target::Action(Action::Lesson));
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
    let all = frame.app.page_of_lesson();
    rows_from(frame, inside, &all, first);
    if all.len() > first + usize::from(inside.height) {
        let style = frame.style(Role::ConsoleMore);
        let left = usize::from(outside.width).saturating_sub(MORE.len() + 2);
        let last = outside.height.saturating_sub(1);
        frame.pen(outside, last).skip(left).write(MORE, style);
    }
}

fn rows_from(frame: &mut Frame<'_>, area: Area, rows: &[BoardRow], first: usize) {
    for (y, row) in (0..area.height).zip(rows.iter().skip(first)) {
        let style = frame.style(role(row.part));
        frame.pen(area, y).write(&row.text, style);
    }
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

//! The words that Tab goes through, in a list above the line being typed.

use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};
use unicode_width::UnicodeWidthStr;

use super::frame::Frame;
use super::input;
use super::theme::Role;
use crate::app::{Area, Choice, PanePlace};

/// The list covers no more of a console than this.
const HIGHEST: u16 = 8;

pub(super) fn draw(frame: &mut Frame<'_>, place: &PanePlace) {
    let app = frame.app;
    let console = app.console_of(place.pane, frame.scene.view);
    let Some((console, choice)) = console.and_then(|id| Some((id, app.choice(id)?))) else {
        return;
    };
    let column = input::column(frame, place, console, choice.start());
    let area = area(place, choice, column);
    let [plain, chosen] = [Role::Proposal, Role::ProposalChosen].map(|role| frame.style(role));
    let covered = Rect::new(area.x, area.y, area.width, area.height);
    Clear.render(covered.intersection(frame.buffer.area), frame.buffer);
    let first = first(choice, area.height);
    let shown = choice.proposals().iter().enumerate().skip(first);
    for (row, (at, proposal)) in (0..area.height).zip(shown) {
        let style = if choice.chosen() == Some(at) {
            chosen
        } else {
            plain
        };
        let mut pen = frame.pen(area, row);
        pen.write(" ", style).write(&proposal.text, style);
        let more = row + 1 == area.height && at + 1 < choice.proposals().len();
        pen.write(if more { " …" } else { "" }, style)
            .fill(' ', style);
    }
}

/// Directly above the line, its words above the one that they complete.
fn area(place: &PanePlace, choice: &Choice, column: usize) -> Area {
    let body = place.body;
    let words = choice.proposals().iter();
    let widest = words.map(|word| word.text.width()).max().unwrap_or(0);
    let width = u16::try_from(widest + 3)
        .unwrap_or(body.width)
        .min(body.width);
    let count = u16::try_from(choice.proposals().len()).unwrap_or(HIGHEST);
    let height = count.min(HIGHEST).min(body.height / 2);
    let column = u16::try_from(column.saturating_sub(1)).unwrap_or(0);
    Area {
        x: body.x + column.min(body.width - width),
        y: body.y + body.height - height,
        width,
        height,
    }
}

/// The first proposal that the list shows, so that the chosen one is among them.
fn first(choice: &Choice, height: u16) -> usize {
    let chosen = choice.chosen().unwrap_or(0);
    (chosen + 1).saturating_sub(usize::from(height))
}

//! The words that Tab goes through, in a list above the line being typed.

use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};
use unicode_width::UnicodeWidthStr;

use super::frame::Frame;
use super::input;
use super::theme::Role;
use crate::app::{Area, Choice, PanePlace, Target};
use crate::sdf::assist::Proposal;

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
    draw_list(frame, choice, area);
}

/// Draws the words that Tab goes through in a field of a form: below it, or above it where
/// there is more room.
pub(super) fn draw_for_field(frame: &mut Frame<'_>, choice: &Choice, field: Area, form: Area) {
    let below = (form.y + form.height).saturating_sub(field.y + 1);
    let above = field.y.saturating_sub(form.y);
    let (width, most) = size(choice, form.width);
    let height = most.min(below.max(above));
    let y = if below >= height.min(above.max(1)) {
        field.y + 1
    } else {
        field.y - height
    };
    let x = field.x.saturating_sub(1).min(form.x + form.width - width);
    let area = Area {
        x,
        y,
        width,
        height,
    };
    draw_list(frame, choice, area);
}

fn draw_list(frame: &mut Frame<'_>, choice: &Choice, area: Area) {
    let covered = Rect::new(area.x, area.y, area.width, area.height);
    Clear.render(covered.intersection(frame.buffer.area), frame.buffer);
    let first = first(choice, area.height);
    let column = word_width(choice) + 3;
    let shown = choice.proposals().iter().enumerate().skip(first);
    for (row, (at, proposal)) in (0..area.height).zip(shown) {
        let is_chosen = choice.chosen() == Some(at);
        let more = row + 1 == area.height && at + 1 < choice.proposals().len();
        draw_row(frame, area, row, (proposal, is_chosen, more), column);
        frame.aim_at(area, row, 0..usize::from(area.width), Target::Proposal(at));
    }
}

/// A word, and where there is room behind all words, what it is for.
fn draw_row(
    frame: &mut Frame<'_>,
    area: Area,
    row: u16,
    (proposal, is_chosen, more): (&Proposal, bool, bool),
    column: usize,
) {
    let roles = [Role::Proposal, Role::ProposalChosen, Role::ProposalHelp];
    let [plain, chosen, help] = roles.map(|role| frame.style(role));
    let style = if is_chosen { chosen } else { plain };
    let mut pen = frame.pen(area, row);
    let sign = if is_chosen { ">" } else { " " };
    pen.write(sign, style).write(&proposal.text, style);
    pen.write(if more { " …" } else { "" }, style);
    let used = usize::from(area.width) - pen.left();
    let gap = " ".repeat(column.saturating_sub(used));
    pen.write(&gap, style);
    // Half of an explanation explains nothing.
    if proposal.help.width() < pen.left() {
        pen.write(&proposal.help, style.patch(help));
    }
    pen.fill(' ', style);
}

fn word_width(choice: &Choice) -> usize {
    let words = choice.proposals().iter();
    words.map(|word| word.text.width()).max().unwrap_or(0)
}

/// How wide a list is at most in so many columns, and how high.
fn size(choice: &Choice, columns: u16) -> (u16, u16) {
    let word = word_width(choice) + 3;
    // Only the explanations that have room make the list wider.
    let helps = choice.proposals().iter().map(|word| word.help.width());
    let room = usize::from(columns).saturating_sub(word + 1);
    let help = helps.filter(|help| *help > 0 && *help <= room).max();
    let width = u16::try_from(word + help.map_or(0, |help| help + 1));
    let count = u16::try_from(choice.proposals().len()).unwrap_or(HIGHEST);
    (width.unwrap_or(columns).min(columns), count.min(HIGHEST))
}

/// Directly above the line, its words above the one that they complete.
fn area(place: &PanePlace, choice: &Choice, column: usize) -> Area {
    let body = place.body;
    let (width, height) = size(choice, body.width);
    let height = height.min(body.height / 2);
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

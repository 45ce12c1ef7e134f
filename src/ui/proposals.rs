//! The words that Tab goes through, in a box above the line being typed.

use ratatui::layout::Rect;
use ratatui::widgets::{Block, Clear, Widget};
use unicode_width::UnicodeWidthStr;

use super::frame::Frame;
use super::hint::columns;
use super::input;
use super::theme::Role;
use crate::app::{Area, Choice, PanePlace, Target};
use crate::sdf::assist::Proposal;

/// So many words are enough to choose from at a glance.
const HIGHEST: u16 = 16;
/// Fewer columns of an explanation are none.
const SHORTEST: usize = 8;
/// A pane with fewer rows has no room for the frame of a box.
const LOW: u16 = 5;

pub(super) fn draw(frame: &mut Frame<'_>, place: &PanePlace) {
    let app = frame.app;
    let console = app.console_of(place.pane, frame.scene.view);
    let Some((console, choice)) = console.and_then(|id| Some((id, app.choice(id)?))) else {
        return;
    };
    let column = input::column(frame, place, console, choice.start());
    let border = u16::from(place.body.height >= LOW && place.body.width > 2);
    let area = area(place, choice, column, border);
    draw_list(frame, choice, area, border);
}

/// Draws the words that Tab goes through in a field of a form: below it, or above it where
/// there is more room.
pub(super) fn draw_for_field(frame: &mut Frame<'_>, choice: &Choice, field: Area, form: Area) {
    let below = (form.y + form.height).saturating_sub(field.y + 1);
    let above = field.y.saturating_sub(form.y);
    let border = u16::from(below.max(above) >= LOW && form.width > 2);
    let (width, most) = size(choice, form.width, border);
    let height = most.min(below.max(above));
    let y = if below >= height.min(above.max(1)) {
        field.y + 1
    } else {
        field.y - height
    };
    let x = field.x.saturating_sub(1 + border);
    let area = Area {
        x: x.min(form.x + form.width - width),
        y,
        width,
        height,
    };
    draw_list(frame, choice, area, border);
}

fn draw_list(frame: &mut Frame<'_>, choice: &Choice, outside: Area, border: u16) {
    let area = draw_box(frame, outside, border);
    let first = first(choice, area.height);
    let column = word_width(choice) + 3;
    let shown = choice.proposals().iter().enumerate().skip(first);
    for (row, (at, proposal)) in (0..area.height).zip(shown) {
        let is_chosen = choice.chosen() == Some(at);
        let left = choice.proposals().len() - (at + 1);
        let more = row + 1 == area.height && left > 0;
        draw_row(frame, area, row, (proposal, is_chosen, more), column);
        if more && border > 0 {
            draw_count(frame, outside, left);
        }
        frame.aim_at(area, row, 0..usize::from(area.width), Target::Proposal(at));
    }
}

/// Says in the frame how many words are left below.
fn draw_count(frame: &mut Frame<'_>, outside: Area, left: usize) {
    let style = frame.style(Role::HelpBorder);
    let bottom = outside.height.saturating_sub(1);
    let text = format!(" {left} more ");
    if text.len() + 2 <= usize::from(outside.width) {
        frame.pen(outside, bottom).skip(1).write(&text, style);
    }
}

/// Draws the empty box; returns the room in it.
fn draw_box(frame: &mut Frame<'_>, outside: Area, border: u16) -> Area {
    let all = frame.buffer.area;
    let covered = Rect::new(outside.x, outside.y, outside.width, outside.height);
    let covered = covered.intersection(all);
    Clear.render(covered, frame.buffer);
    if border > 0 {
        let style = frame.style(Role::HelpBorder);
        let block = Block::bordered().border_style(style);
        block.render(covered, frame.buffer);
    }
    Area {
        x: outside.x + border,
        y: outside.y + border,
        width: outside.width.saturating_sub(2 * border),
        height: outside.height.saturating_sub(2 * border),
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
    // Names and values differ as they do in the line, and names in their equals sign.
    let word = match is_chosen {
        true => chosen,
        false => plain.patch(frame.style(input::role(proposal.part))),
    };
    let mut pen = frame.pen(area, row);
    let sign = if is_chosen { ">" } else { " " };
    pen.write(sign, style).write(&proposal.text, word);
    pen.write(proposal.then.trim(), style);
    pen.write(if more { " …" } else { "" }, style);
    let used = usize::from(area.width) - pen.left();
    let gap = " ".repeat(column.saturating_sub(used));
    pen.write(&gap, style);
    let room = pen.left().saturating_sub(1);
    let (shown, is_cut) = match proposal.help.width() <= room {
        true => (proposal.help.as_str(), false),
        false => (columns(&proposal.help, room.saturating_sub(1)), true),
    };
    // A few letters explain nothing.
    if !is_cut || room >= SHORTEST {
        pen.write(shown, style.patch(help));
        pen.write(if is_cut { "…" } else { "" }, style.patch(help));
    }
    pen.fill(' ', style);
}

fn word_width(choice: &Choice) -> usize {
    let words = choice.proposals().iter();
    let width = |word: &Proposal| word.text.width() + word.then.trim().len();
    words.map(width).max().unwrap_or(0)
}

/// How wide a box with such a border is at most in so many columns, and how high.
fn size(choice: &Choice, columns: u16, border: u16) -> (u16, u16) {
    let word = word_width(choice) + 3;
    let helps = choice.proposals().iter().map(|word| word.help.width());
    let inside = columns.saturating_sub(2 * border);
    let room = usize::from(inside).saturating_sub(word + 1);
    let help = helps.filter(|help| *help > 0).max();
    let help = help.filter(|help| *help <= room || room >= SHORTEST);
    let width = u16::try_from(word + help.map_or(0, |help| help.min(room) + 1)).unwrap_or(inside);
    let count = u16::try_from(choice.proposals().len()).unwrap_or(HIGHEST);
    let border = 2 * border;
    (width.min(inside) + border, count.min(HIGHEST) + border)
}

/// Directly above the line, its words above the one that they complete.
fn area(place: &PanePlace, choice: &Choice, column: usize, border: u16) -> Area {
    let body = place.body;
    let (width, height) = size(choice, body.width, border);
    let height = height.min(body.height);
    let column = u16::try_from(column.saturating_sub(1)).unwrap_or(0);
    let column = column.saturating_sub(border);
    Area {
        x: body.x + column.min(body.width.saturating_sub(width)),
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

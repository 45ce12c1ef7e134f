//! The words that Tab goes through, in a box above the line being typed.

use ratatui::layout::Rect;
use ratatui::widgets::{Block, Clear, Widget};
use unicode_width::UnicodeWidthStr;

use super::frame::Frame;
use super::input;
use super::theme::Role;
use crate::app::{Area, Choice, PanePlace, Target};
use crate::sdf::assist::Proposal;

/// So many words are enough to choose from at a glance.
const HIGHEST: u16 = 16;
/// A pane with fewer rows has no room for the frame of a box.
const LOW: u16 = 5;

pub(super) fn draw(frame: &mut Frame<'_>, place: &PanePlace) {
    let app = frame.app;
    let console = app.console_of(place.pane, frame.scene.view);
    let Some((console, choice)) = console.and_then(|id| Some((id, app.choice(id)?))) else {
        return;
    };
    let column = input::column(frame, place, console, choice.start());
    let area = draw_box(frame, place, choice, column);
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

/// Draws the empty box; returns the room in it.
fn draw_box(frame: &mut Frame<'_>, place: &PanePlace, choice: &Choice, column: usize) -> Area {
    let outside = area(place, choice, column);
    let all = frame.buffer.area;
    let covered = Rect::new(outside.x, outside.y, outside.width, outside.height);
    let covered = covered.intersection(all);
    Clear.render(covered, frame.buffer);
    if !has_border(place) {
        return outside;
    }
    let border = frame.style(Role::HelpBorder);
    let block = Block::bordered().border_style(border);
    block.render(covered, frame.buffer);
    Area {
        x: outside.x + 1,
        y: outside.y + 1,
        width: outside.width.saturating_sub(2),
        height: outside.height.saturating_sub(2),
    }
}

fn has_border(place: &PanePlace) -> bool {
    place.body.height >= LOW && place.body.width > 2
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
    // Half of an explanation explains nothing.
    if proposal.help.width() < pen.left() {
        pen.write(&proposal.help, style.patch(help));
    }
    pen.fill(' ', style);
}

fn word_width(choice: &Choice) -> usize {
    let words = choice.proposals().iter();
    let width = |word: &Proposal| word.text.width() + word.then.trim().len();
    words.map(width).max().unwrap_or(0)
}

/// Directly above the line, its words above the one that they complete.
fn area(place: &PanePlace, choice: &Choice, column: usize) -> Area {
    let body = place.body;
    let border = if has_border(place) { 1 } else { 0 };
    let word = word_width(choice) + 3;
    // Only the explanations that have room make the box wider.
    let helps = choice.proposals().iter().map(|word| word.help.width());
    let inside = body.width.saturating_sub(2 * border);
    let room = usize::from(inside).saturating_sub(word + 1);
    let help = helps.filter(|help| *help > 0 && *help <= room).max();
    let width = u16::try_from(word + help.map_or(0, |help| help + 1)).unwrap_or(inside);
    let width = width.min(inside) + 2 * border;
    let count = u16::try_from(choice.proposals().len()).unwrap_or(HIGHEST);
    let height = (count.min(HIGHEST) + 2 * border).min(body.height);
    let column = u16::try_from(column.saturating_sub(1)).unwrap_or(0);
    let column = column.saturating_sub(border);
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

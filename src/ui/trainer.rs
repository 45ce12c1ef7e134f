//! The trainer's view, in the place of the consoles, and what the trainer is asked.

use ratatui::layout::Position;

use super::frame::Frame;
use super::help::block;
use super::palette::{self, List};
use super::theme::Role;
use crate::app::{Area, Chooser, TrainerPart, trainer_rows};

/// What nobody shall mistake it for.
const TITLE: &str = " Trainer's view: no real console shows any of this ";
const SHORT: &str = " Trainer: not a console ";

/// Draws the page from a row on.
pub(super) fn draw(frame: &mut Frame<'_>, first: usize) {
    let (columns, rows) = frame.app.size();
    let outside = Area {
        x: 0,
        y: 0,
        width: columns,
        height: rows.saturating_sub(2),
    };
    let fits = usize::from(columns) > TITLE.len() + 2;
    block(frame, outside, if fits { TITLE } else { SHORT });
    let inside = Area {
        x: 2,
        y: 1,
        width: columns.saturating_sub(4),
        height: outside.height.saturating_sub(2),
    };
    let page = trainer_rows(frame.scene.view, columns);
    for (y, row) in (0..inside.height).zip(page.iter().skip(first)) {
        let styled = row
            .0
            .iter()
            .map(|(part, text)| (text, frame.style(role(*part))));
        let styled: Vec<_> = styled.collect();
        let mut pen = frame.pen(inside, y);
        for (text, style) in styled {
            pen.write(text, style);
        }
    }
    let shown = first + usize::from(inside.height);
    if shown < page.len() {
        let text = " Down: more ";
        let style = frame.style(Role::ConsoleMore);
        let left = usize::from(inside.width).saturating_sub(text.len());
        let last = inside.height.saturating_sub(1);
        frame.pen(inside, last).skip(left).write(text, style);
    }
}

fn role(part: TrainerPart) -> Role {
    match part {
        TrainerPart::Heading => Role::HelpTitle,
        TrainerPart::Name => Role::TrainerName,
        TrainerPart::Text => Role::HelpText,
        TrainerPart::Held => Role::TrainerHeld,
        TrainerPart::Moving => Role::TrainerMoving,
        TrainerPart::Failed => Role::TrainerFailed,
    }
}

/// Draws what the trainer is asked, and says where the cursor stands.
pub(super) fn draw_chooser(frame: &mut Frame<'_>, chooser: &Chooser) -> Option<Position> {
    let offers = chooser.offers(frame.scene.view);
    let items = offers
        .iter()
        .map(|offer| (offer.text.as_str(), offer.note.as_str()));
    let list = List {
        title: &format!(" {} ", chooser.title()),
        line: chooser.line(),
        items: items.collect(),
        chosen: chooser.chosen(),
        nothing: &frame.app.with_keys(chooser.advice()),
        help: offers.iter().map(|offer| offer.help).collect(),
    };
    palette::draw_list(frame, &list)
}

//! What a message means, or a hint in full, on top of everything else.

use super::frame::Frame;
use super::help::{block, titled};
use super::theme::Role;
use crate::app::{Area, Mode};

/// Draws what is to be explained; returns whether there is anything.
pub(super) fn draw(frame: &mut Frame<'_>) -> bool {
    let (app, scene) = (frame.app, frame.scene);
    let text = match app.mode() {
        Mode::Explain { row, .. } => app.explanation(scene).map(|(id, lines)| (id, lines, row)),
        Mode::Advice(row) => {
            let lines = app.advice_rows(scene.view);
            lines.map(|lines| ("Hint".to_owned(), lines, row))
        }
        _ => None,
    };
    if let Some((title, lines, row)) = &text {
        draw_text(frame, title, lines, *row);
    }
    text.is_some()
}

fn draw_text(frame: &mut Frame<'_>, id: &str, lines: &[String], first: usize) {
    let (columns, rows) = frame.app.size();
    let room = rows.saturating_sub(2);
    let height = u16::try_from(lines.len() + 2).unwrap_or(room).min(room);
    let width = columns.min(84);
    let outside = Area {
        x: (columns - width) / 2,
        y: (room - height) / 2,
        width,
        height,
    };
    let shown = first..first + usize::from(outside.height.saturating_sub(2));
    block(frame, outside, &titled(id, shown, lines.len()));
    let inside = Area {
        x: outside.x + 2,
        y: outside.y + 1,
        width: outside.width.saturating_sub(4),
        height: outside.height.saturating_sub(2),
    };
    let [text, title] = [Role::HelpText, Role::HelpTitle].map(|role| frame.style(role));
    for (y, line) in (0..inside.height).zip(lines.iter().skip(first)) {
        let is_title = matches!(line.as_str(), "Meaning" | "Response");
        frame
            .pen(inside, y)
            .write(line, if is_title { title } else { text });
    }
}

//! What a message means, on top of everything else.

use super::frame::Frame;
use super::help::block;
use super::theme::Role;
use crate::app::Area;

pub(super) fn draw(frame: &mut Frame<'_>, id: &str, lines: &[String], first: usize) {
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
    block(frame, outside, &format!(" {id} "));
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

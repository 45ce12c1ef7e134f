//! The line being typed at a console, and the cursor in it.

use ratatui::layout::Position;

use super::frame::Frame;
use super::theme::Role;
use crate::app::{App, PanePlace};
use crate::console::ConsoleId;

pub(super) fn draw(frame: &mut Frame<'_>, place: &PanePlace, console: ConsoleId) {
    let prompt = prompt(frame.app, console);
    let app = frame.app;
    let text = if app.focused() == Some(place.pane) {
        Role::InputText
    } else {
        Role::InputIdle
    };
    let [prompt_style, text_style] = [Role::InputPrompt, text].map(|role| frame.style(role));
    let mut pen = frame.pen(place.input, 0);
    pen.write(&prompt, prompt_style);
    if let Some(entry) = app.entry(console) {
        let shown = columns_from(entry.text(), entry.scroll(text_width(pen.left())));
        pen.write(shown, text_style);
    }
}

/// Where the cursor stands in the focused pane.
pub(super) fn cursor(frame: &Frame<'_>, place: &PanePlace) -> Option<Position> {
    let console = frame.app.console_of(place.pane, frame.scene.view)?;
    let prompt = prompt(frame.app, console).len();
    let width = usize::from(place.input.width);
    let column = frame.app.entry(console).map_or(0, |entry| {
        let scroll = entry.scroll(text_width(width.saturating_sub(prompt)));
        entry.cursor() - scroll.min(entry.cursor())
    });
    let column = (prompt + column).min(width.checked_sub(1)?);
    let position = Position {
        x: place.input.x + u16::try_from(column).ok()?,
        y: place.input.y,
    };
    (place.input.height > 0 && frame.buffer.area.contains(position)).then_some(position)
}

/// How much text has room beside the cursor, which may stand behind it.
fn text_width(room: usize) -> usize {
    room.saturating_sub(1)
}

fn prompt(app: &App, console: ConsoleId) -> String {
    match app.entry(console).map_or(0, crate::app::Entry::waiting) {
        0 => "> ".to_owned(),
        count => format!("[{count} more] > "),
    }
}

/// The text from a column on.
fn columns_from(text: &str, column: usize) -> &str {
    let mut at = 0;
    for (byte, c) in text.char_indices() {
        if at >= column {
            return text.get(byte..).unwrap_or("");
        }
        at += unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
    }
    if at >= column && column == 0 {
        text
    } else {
        ""
    }
}

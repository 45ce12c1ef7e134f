//! The line being typed at a console, and the cursor in it.

use std::ops::Range;

use ratatui::layout::Position;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::frame::Frame;
use super::theme::Role;
use crate::app::{App, Line, PanePlace, Recall, Target};
use crate::console::ConsoleId;
use crate::sdf::assist::Part;

pub(super) fn draw(frame: &mut Frame<'_>, place: &PanePlace, console: ConsoleId) {
    frame.aim(place.input, Target::Pane(place.pane));
    let prompt = prompt(frame.app, console);
    let app = frame.app;
    let text = if app.focused() == Some(place.pane) {
        Role::InputText
    } else {
        Role::InputIdle
    };
    let [prompt_style, text_style] = [Role::InputPrompt, text].map(|role| frame.style(role));
    let parts = parts(frame, place, console);
    let mut pen = frame.pen(place.input, 0);
    pen.write(&prompt, prompt_style);
    if let Some(entry) = app.entry(console) {
        let text = entry.text();
        let room = pen.left();
        let from = entry.line().scroll(text_width(room));
        let shown = columns_from(text, from);
        // Nobody who looks over the operator's shoulder may read a secret.
        let concealed = frame.scene.view.grammar.conceal(text);
        let visible = |bytes| concealed.masked(text, bytes);
        let mut pen = frame.pen(place.input, 0);
        pen.skip(prompt.len());
        let mut at = text.len() - shown.len();
        let columns = prompt.len()..usize::from(place.input.width);
        for (span, style) in parts {
            pen.write(&visible(at..span.start.max(at)), text_style);
            at = at.max(span.start);
            pen.write(&visible(at..span.end.max(at)), text_style.patch(style));
            at = at.max(span.end);
        }
        pen.write(&visible(at..text.len()), text_style);
        let cut = Cut {
            left: from > 0,
            right: shown.width() > room,
        };
        draw_cut(frame, place, prompt.len(), cut);
        frame.aim_at(place.input, 0, columns, Target::Entry(place.pane, from));
    }
}

/// At which ends the line goes on beyond the pane.
#[derive(Clone, Copy)]
struct Cut {
    left: bool,
    right: bool,
}

fn draw_cut(frame: &mut Frame<'_>, place: &PanePlace, prompt: usize, cut: Cut) {
    let style = frame.style(Role::InputCut);
    let last = usize::from(place.input.width).saturating_sub(1);
    for (is_cut, column, sign) in [(cut.left, prompt, "<"), (cut.right, last, ">")] {
        if is_cut {
            frame.pen(place.input, 0).skip(column).write(sign, style);
        }
    }
}

/// The parts of a command that is being typed, and how they look.
fn parts(frame: &Frame<'_>, place: &PanePlace, console: ConsoleId) -> Vec<(Range<usize>, Style)> {
    if frame.app.focused() != Some(place.pane) {
        return Vec::new();
    }
    let parts = frame
        .app
        .about(console, frame.scene.view, |typing| typing.colour());
    let parts = parts.unwrap_or_default().into_iter();
    parts
        .map(|(span, part)| (span, frame.style(role(part))))
        .collect()
}

pub(super) fn role(part: Part) -> Role {
    match part {
        Part::Command => Role::InputCommand,
        Part::Operand => Role::InputOperand,
        Part::Keyword => Role::InputKeyword,
        Part::Value => Role::InputValue,
        Part::Quoted => Role::InputQuoted,
        Part::Bracket => Role::InputBracket,
        Part::Matched => Role::InputMatched,
        Part::Comment => Role::InputComment,
        Part::Wrong => Role::InputWrong,
    }
}

/// Where a byte of the line being typed stands in the focused pane, as far as it can
/// be seen: columns from the left.
pub(super) fn column(
    frame: &Frame<'_>,
    place: &PanePlace,
    console: ConsoleId,
    byte: usize,
) -> usize {
    let prompt = prompt(frame.app, console).len();
    let room = usize::from(place.input.width).saturating_sub(prompt);
    let column = frame.app.entry(console).map_or(0, |entry| {
        let before = entry.text().get(..byte).unwrap_or("");
        before
            .width()
            .saturating_sub(entry.line().scroll(text_width(room)))
    });
    prompt + column
}

/// Where the cursor stands in the focused pane.
pub(super) fn cursor(frame: &Frame<'_>, place: &PanePlace) -> Option<Position> {
    let console = frame.app.console_of(place.pane, frame.scene.view)?;
    let prompt = prompt(frame.app, console).len();
    let width = usize::from(place.input.width);
    let column = frame.app.entry(console).map_or(0, |entry| {
        let scroll = entry
            .line()
            .scroll(text_width(width.saturating_sub(prompt)));
        entry.line().cursor().saturating_sub(scroll)
    });
    let column = (prompt + column).min(width.checked_sub(1)?);
    let position = Position {
        x: place.input.x + u16::try_from(column).ok()?,
        y: place.input.y,
    };
    (place.input.height > 0 && frame.buffer.area.contains(position)).then_some(position)
}

/// Draws what is typed where something is asked in the place of the line, and returns
/// where the cursor stands.
pub(super) fn draw_asked(
    frame: &mut Frame<'_>,
    place: &PanePlace,
    label: &str,
    asked: &Line,
) -> Option<Position> {
    let [prompt, text] = [Role::InputPrompt, Role::InputText].map(|role| frame.style(role));
    let room = usize::from(place.input.width).saturating_sub(label.len());
    let from = asked.scroll(text_width(room));
    let shown = columns_from(asked.text(), from);
    let mut pen = frame.pen(place.input, 0);
    pen.write(label, prompt).write(shown, text).fill(' ', text);
    let column = label.len() + asked.cursor().saturating_sub(from);
    cursor_at(frame, place, column)
}

/// Draws the line entered before that what was typed is found in, and what was typed.
pub(super) fn draw_recall(
    frame: &mut Frame<'_>,
    place: &PanePlace,
    recall: &Recall,
) -> Option<Position> {
    let [prompt, text] = [Role::InputPrompt, Role::InputText].map(|role| frame.style(role));
    let label = if recall.has_failed() {
        "no line with "
    } else {
        "line with "
    };
    let typed = recall.wanted();
    let mut pen = frame.pen(place.input, 0);
    pen.write(label, prompt)
        .write(typed, text)
        .write(": ", prompt);
    pen.write(recall.line(), text).fill(' ', text);
    cursor_at(frame, place, label.len() + typed.width())
}

fn cursor_at(frame: &Frame<'_>, place: &PanePlace, column: usize) -> Option<Position> {
    let column = u16::try_from(column)
        .ok()?
        .min(place.input.width.checked_sub(1)?);
    let at = Position {
        x: place.input.x + column,
        y: place.input.y,
    };
    (place.input.height > 0 && frame.buffer.area.contains(at)).then_some(at)
}

/// How much text has room beside the cursor, which may stand behind it.
fn text_width(room: usize) -> usize {
    room.saturating_sub(1)
}

/// What stands before the line. A form that waits behind the lines shows itself here.
fn prompt(app: &App, console: ConsoleId) -> String {
    let form = app.hidden_form(console);
    let form = form.map_or(String::new(), |command| format!("[form {command}] "));
    match app.entry(console).map_or(0, crate::app::Entry::waiting) {
        0 => format!("{form}> "),
        count => format!("{form}[{count} more] > "),
    }
}

/// The text from a column on.
pub(super) fn columns_from(text: &str, column: usize) -> &str {
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

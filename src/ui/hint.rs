//! What may come next in the line being typed. It takes the place of the key bar, so
//! that no line of a console has to make room for it.

use std::ops::Range;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::frame::Frame;
use super::theme::Role;
use crate::app::{Action, Advice, Area, Mode};
use crate::sdf::assist::Hint;

/// Draws the hint, or what to type instead of what is wrong; returns whether there is
/// either.
pub(super) fn draw(frame: &mut Frame<'_>, area: Area) -> bool {
    let view = frame.scene.view;
    let console = frame.app.focused_console(view);
    let in_form = console.is_some_and(|console| frame.app.filling(console).is_some());
    let advice = frame.app.advice(view);
    let advice = advice.filter(|_| frame.app.mode() == Mode::Normal);
    match advice {
        Some(Advice::Wrong(text)) => remark(frame, area, ("! ", Role::HintWrong), &text),
        Some(Advice::Doubt(text)) => remark(frame, area, ("? ", Role::HintDoubt), &text),
        Some(Advice::Next(hint)) => next(frame, area, &hint, in_form),
        None => return false,
    }
    true
}

/// What is wrong or in vain, behind a sign.
fn remark(frame: &mut Frame<'_>, area: Area, (sign, role): (&str, Role), text: &str) {
    let [style, help] = [role, Role::HintHelp].map(|role| frame.style(role));
    let room = usize::from(area.width).saturating_sub(sign.len());
    let end = end(frame, text.width(), room);
    let mut pen = frame.pen(area, 0);
    pen.write(sign, style)
        .write(columns(text, room.saturating_sub(end.width())), help);
    pen.write(&end, help);
}

/// What may come next.
fn next(frame: &mut Frame<'_>, area: Area, hint: &Hint, in_form: bool) {
    let roles = [Role::HintText, Role::HintDefault, Role::HintHelp];
    let [text, underlined, help] = roles.map(|role| frame.style(role));
    let room = usize::from(area.width).saturating_sub(1);
    let whole = match hint.help.width() {
        0 => hint.text.width(),
        help => hint.text.width() + 2 + help,
    };
    // A form shows its field's help in its own place.
    let end = match in_form {
        true => end(frame, hint.text.width(), room),
        false => end(frame, whole, room),
    };
    let shown = columns(&hint.text, room.saturating_sub(end.width()));
    let default = hint.default.clone().unwrap_or_default();
    let part = |range: Range<usize>| {
        let cut = range.start.min(shown.len())..range.end.min(shown.len());
        shown.get(cut).unwrap_or("")
    };
    let mut pen = frame.pen(area, 0);
    pen.skip(1);
    pen.write(part(0..default.start), text);
    pen.write(part(default.clone()), underlined);
    pen.write(part(default.end..hint.text.len()), text);
    // Half of an explanation explains nothing.
    if end.is_empty() && hint.help.width() + 2 <= pen.left() {
        pen.skip(2).write(&hint.help, help);
    } else {
        pen.write(&end, help);
    }
}

/// What says that there is more than the row has room for, and which key shows it; empty
/// if all has room.
fn end(frame: &Frame<'_>, width: usize, room: usize) -> String {
    if width <= room {
        return String::new();
    }
    match frame.app.keys().names(Action::Explain).pop() {
        Some(key) if key.len() + 3 <= room => format!(" … {key}"),
        _ => String::new(),
    }
}

/// The beginning of a text, so many columns broad.
pub(super) fn columns(text: &str, room: usize) -> &str {
    let mut left = room;
    let end = text.char_indices().find_map(|(at, c)| {
        let width = c.width().unwrap_or(0);
        let fits = width <= left;
        left = left.saturating_sub(width);
        (!fits).then_some(at)
    });
    text.get(..end.unwrap_or(text.len())).unwrap_or(text)
}

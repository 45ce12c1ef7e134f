//! What may come next in the line being typed. It takes the place of the key bar, so
//! that no line of a console has to make room for it.

use super::frame::Frame;
use super::theme::Role;
use crate::app::{Area, Mode};
use crate::sdf::assist::Hint;

/// Draws the hint; returns whether there is one.
pub(super) fn draw(frame: &mut Frame<'_>, area: Area) -> bool {
    let Some(hint) = hint(frame) else {
        return false;
    };
    let roles = [Role::HintText, Role::HintDefault, Role::HintHelp];
    let [text, underlined, help] = roles.map(|role| frame.style(role));
    let default = hint.default.unwrap_or_default();
    let part = |range| hint.text.get(range).unwrap_or("");
    let mut pen = frame.pen(area, 0);
    pen.skip(1);
    pen.write(part(0..default.start), text);
    pen.write(part(default.clone()), underlined);
    pen.write(part(default.end..hint.text.len()), text);
    // Half of an explanation explains nothing.
    if hint.help.len() + 2 <= pen.left() {
        pen.skip(2).write(&hint.help, help);
    }
    true
}

fn hint(frame: &Frame<'_>) -> Option<Hint> {
    let console = frame.app.focused_console(frame.scene.view)?;
    let is_typing = frame.app.mode() == Mode::Normal && !frame.app.is_scrolled(console);
    let app = is_typing.then_some(frame.app)?;
    app.about(console, frame.scene.view, |typing| typing.hint())
        .flatten()
}

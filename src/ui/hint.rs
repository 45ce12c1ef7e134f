//! What may come next in the line being typed. It takes the place of the key bar, so
//! that no line of a console has to make room for it.

use super::frame::Frame;
use super::theme::Role;
use crate::app::{App, Area, Filling, Mode};
use crate::console::ConsoleId;
use crate::sdf::assist::Hint;
use crate::sdf::form::{EXECUTE, NEXT_TAKES};

/// Draws the hint, or what to type instead of what is wrong; returns whether there is
/// either.
pub(super) fn draw(frame: &mut Frame<'_>, area: Area) -> bool {
    if let Some(trouble) = trouble(frame) {
        let [sign, help] = [Role::HintWrong, Role::HintHelp].map(|role| frame.style(role));
        frame.pen(area, 0).write("! ", sign).write(&trouble, help);
        return true;
    }
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
    if let Some(filling) = frame.app.filling(console) {
        return field_hint(frame, filling);
    }
    let app = typing(frame, console)?;
    app.about(console, frame.scene.view, |typing| typing.hint())
        .flatten()
}

/// What to type instead of what is underlined.
fn trouble(frame: &Frame<'_>) -> Option<String> {
    let console = frame.app.focused_console(frame.scene.view)?;
    let app = typing(frame, console)?;
    if app.filling(console).is_some() {
        return app.field_trouble(console, frame.scene.view);
    }
    app.about(console, frame.scene.view, |typing| typing.trouble())
        .flatten()
}

/// The application, if somebody types at a console and looks at its newest lines.
fn typing<'a>(frame: &Frame<'a>, console: ConsoleId) -> Option<&'a App> {
    let is_typing = frame.app.mode() == Mode::Normal && !frame.app.is_scrolled(console);
    is_typing.then_some(frame.app)
}

/// What may be written in the focused field of a form.
fn field_hint(frame: &Frame<'_>, filling: &Filling) -> Option<Hint> {
    let wanted = frame.app.hints() && frame.app.mode() == Mode::Normal;
    if !wanted {
        return None;
    }
    let Some(place) = filling.focused() else {
        let lead = "NEXT=";
        return Some(Hint {
            text: format!("{lead}{NEXT_TAKES}"),
            default: Some(lead.len()..lead.len() + EXECUTE.len()),
            help: String::new(),
        });
    };
    let field = filling.form().sheet.fields.get(place)?;
    let (values, help) = field.hint.clone();
    Some(Hint {
        text: format!("{}={values}", field.name),
        default: None,
        help,
    })
}

//! The titles of panes.

use super::frame::Frame;
use super::theme::Role;
use crate::app::{Area, Pane, Part, Target};
use crate::vm2000::model::MonitorState;

/// Draws the rule above a pane with its title; a double one if it has the focus.
pub(super) fn draw(frame: &mut Frame<'_>, pane: Pane, area: Area) {
    frame.aim(area, Target::Pane(pane));
    let focused = frame.app.focused() == Some(pane);
    let (line, border, title) = if focused {
        ('═', Role::FocusedBorder, Role::FocusedTitle)
    } else {
        ('─', Role::PaneBorder, Role::PaneTitle)
    };
    let (border, title) = (frame.style(border), frame.style(title));
    let room = usize::from(area.width).saturating_sub(4);
    let text = text(frame, pane, room);
    let asks = questions(frame, pane);
    let only = filter(frame, pane);
    let [mark, filter] = [Role::Questions, Role::Filter].map(|role| frame.style(role));
    let mut edge = [0; 4];
    let mut pen = frame.pen(area, 0);
    pen.write(line.encode_utf8(&mut edge), border);
    pen.write(&format!(" {text} "), title);
    pen.write(&asks, mark)
        .write(&only, filter)
        .fill(line, border);
}

/// The mark of a console that waits for an answer, with how many it waits for, and of one
/// behind whose lines a form waits.
fn questions(frame: &Frame<'_>, pane: Pane) -> String {
    let view = frame.scene.view;
    let console = frame.app.console_of(pane, view);
    let form = console.and_then(|console| frame.app.hidden_form(console));
    let form = if form.is_some() { " form " } else { "" };
    match console.map_or(0, |console| frame.app.questions(console, view)) {
        0 => form.to_owned(),
        count => format!("{form} ?{count} "),
    }
}

/// Which lines are shown, if not all.
fn filter(frame: &Frame<'_>, pane: Pane) -> String {
    let console = frame.app.console_of(pane, frame.scene.view);
    let filter = console.and_then(|console| frame.app.filter(console));
    filter.map_or_else(String::new, |(filter, _)| format!(" only {filter} "))
}

/// Draws the title of a pane that has no room for more.
pub(super) fn header(frame: &mut Frame<'_>, pane: Pane, area: Area) {
    frame.aim(area, Target::Pane(pane));
    let style = frame.style(Role::PaneHeader);
    let unread = unread(frame, pane);
    let mark = if unread > 0 {
        format!(" +{unread}")
    } else {
        String::new()
    };
    let (asks, asks_style) = (questions(frame, pane), frame.style(Role::Questions));
    let room = usize::from(area.width).saturating_sub(2 + mark.len() + asks.len());
    let text = text(frame, pane, room);
    let mark_style = frame.style(Role::Unread);
    let mut pen = frame.pen(area, 0);
    pen.write("─ ", style).write(&text, style);
    pen.write(&asks, asks_style).write(&mark, mark_style);
}

fn unread(frame: &Frame<'_>, pane: Pane) -> usize {
    let console = frame.app.console_of(pane, frame.scene.view);
    console.map_or(0, |console| frame.app.unread(console, frame.scene.log))
}

/// The title, as much of it as has room: the state of a VM matters more than the type
/// of the server unit, which its name tells as well.
fn text(frame: &Frame<'_>, pane: Pane, room: usize) -> String {
    let view = frame.scene.view;
    let Some(unit) = frame.app.unit_of(pane, view) else {
        return String::new();
    };
    let console = frame.app.console_of(pane, view);
    let console = console.and_then(|console| view.consoles.get(console));
    // What tells a further console or a dialog from the main console, as its name does.
    let suffix = console.map_or("", |console| console.suffix.as_str());
    let part = match (pane.part, suffix) {
        (Part::Guest, _) => "GUEST",
        (Part::Monitor, ":ADMIN") => "ADMIN",
        (Part::Monitor, other) => &format!("MONITOR{other}"),
    };
    let unit_type = unit.unit_type.to_string();
    let guest = frame
        .app
        .guest_of(pane, view)
        .map(|guest| format!("{} {}{suffix} {}", guest.index, guest.name, guest.state))
        .unwrap_or_default();
    // What a monitor system is, if it cannot be worked with.
    let state = match (pane.part, unit.monitor_state) {
        (Part::Monitor, MonitorState::Restarting) => "NOT READY",
        (Part::Monitor, MonitorState::Down) => "DOWN",
        _ => "",
    };
    let part = &format!("{part} {state}");
    let part = part.trim_end();
    let candidates = [
        vec![unit.name.as_str(), &unit_type, part, &guest],
        vec![unit.name.as_str(), part, &guest],
        vec![
            unit.name.as_str(),
            if guest.is_empty() { part } else { &guest },
        ],
    ];
    let mut texts = candidates.map(|words| words.join(" ").trim_end().to_owned());
    let last = texts.last().cloned().unwrap_or_default();
    let fits = texts.iter_mut().find(|text| text.len() <= room);
    fits.map_or(last, std::mem::take)
}

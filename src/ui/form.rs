//! A form that is being filled in: status area, work area, message area, the line NEXT
//! and the keys.

use ratatui::layout::Position;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::frame::Frame;
use super::proposals;
use super::theme::Role;
use crate::app::{
    Action, Area, FORM_KEYS, Filling, FormKey, FormPicture, FormRow, Line, PanePlace, RowKind,
    Target,
};
use crate::console::ConsoleId;

/// Stands for a character that must not be seen.
const MASK: &str = "^";
/// Below so many columns the line of keys is as short as it can be.
const NARROW: u16 = 60;
/// That there is more to read.
const SAYS_MORE: &str = " Shift+Down: more ";
const SAYS_BEFORE: &str = "   Shift+Up: more ";

/// What stands before the text of the line NEXT.
const NEXT: &str = "NEXT      : ";

/// Draws the form of a console; returns whether there is one.
pub(super) fn draw(frame: &mut Frame<'_>, place: &PanePlace, console: ConsoleId) -> bool {
    let Some(filling) = frame.app.filling(console) else {
        return false;
    };
    let has_focus = frame.app.focused() == Some(place.pane);
    let area = place.whole();
    let picture = filling.picture(area.width, area.height);
    let parts = Parts::of(&picture, area);
    let [head, said] = [Role::FormHead, Role::FormSaid].map(|role| frame.style(role));
    for (y, line) in (0..).zip(&picture.head) {
        frame.pen(parts.head, y).write(line, head);
    }
    let rows = picture.rows.iter().skip(picture.first);
    for (y, row) in (0..parts.work.height).zip(rows) {
        draw_row(frame, filling, row, parts.work, y, has_focus);
    }
    if let Some(heading) = picture.heading {
        let style = frame.style(Role::FormWrong);
        frame.pen(parts.heading, 0).write(heading, style);
    }
    let lines = picture.said.iter().skip(picture.said_first);
    for (y, line) in (0..parts.said.height).zip(lines) {
        frame.pen(parts.said, y).write(line, said);
    }
    draw_signs(frame, &picture, &parts, console);
    aim(frame, place, &picture, &parts);
    draw_next(frame, filling, parts.next, parts.next_field, has_focus);
    draw_keys(frame, parts.keys, filling);
    let choosing = filling.choice().zip(filling.focused());
    let choosing = choosing.filter(|_| has_focus);
    if let Some((choice, at)) = choosing
        && let Some(field) = value_area(&picture, parts.work, at)
    {
        proposals::draw_for_field(frame, choice, field, area);
    }
    true
}

/// Says which fields the mouse reaches where.
fn aim(frame: &mut Frame<'_>, place: &PanePlace, picture: &FormPicture, parts: &Parts) {
    frame.aim(place.whole(), Target::Pane(place.pane));
    let shown = picture.rows.iter().skip(picture.first);
    let fields = shown.take(usize::from(parts.work.height));
    for at in fields.map(|row| row.place) {
        if let Some(area) = value_area(picture, parts.work, at) {
            frame.aim(area, Target::Field(place.pane, at));
        }
    }
    // The line NEXT stands behind all fields.
    frame.aim(parts.next, Target::Field(place.pane, usize::MAX));
}

/// Where the cursor stands in the form of the focused pane.
pub(super) fn cursor(frame: &Frame<'_>, place: &PanePlace) -> Option<Position> {
    let console = frame.app.console_of(place.pane, frame.scene.view)?;
    let filling = frame.app.filling(console)?;
    let area = place.whole();
    let picture = filling.picture(area.width, area.height);
    let parts = Parts::of(&picture, area);
    let (field, entry) = match filling.focused() {
        None => (parts.next_field, filling.next_edit()),
        Some(at) => (value_area(&picture, parts.work, at)?, filling.edit(at)),
    };
    let column = entry.map_or(0, |entry| {
        let scroll = entry.scroll(usize::from(field.width.saturating_sub(1)));
        entry.cursor().saturating_sub(scroll)
    });
    let column = u16::try_from(column).ok()?.min(field.width.checked_sub(1)?);
    let at = Position {
        x: field.x + column,
        y: field.y,
    };
    (field.height > 0 && frame.buffer.area.contains(at)).then_some(at)
}

/// Where the parts of a form stand.
struct Parts {
    head: Area,
    work: Area,
    heading: Area,
    said: Area,
    next: Area,
    next_field: Area,
    keys: Area,
    rules: Option<[Area; 2]>,
}

impl Parts {
    fn of(picture: &FormPicture, area: Area) -> Parts {
        let mut y = area.y;
        let mut rows = |height: u16| {
            let bottom = area.y + area.height;
            let height = height.min(bottom.saturating_sub(y));
            let part = Area { y, height, ..area };
            y += height;
            part
        };
        let rule = u16::from(picture.has_rules);
        let head = rows(u16::try_from(picture.head.len()).unwrap_or(area.height));
        let above = rows(rule);
        let work = rows(picture.work);
        let below = rows(rule);
        let heading = rows(u16::from(picture.heading.is_some()));
        let said = rows(picture.said_rows);
        let next = rows(1);
        Parts {
            head,
            work,
            heading,
            said,
            next,
            next_field: next_field(next, picture.says_more()),
            keys: rows(u16::from(picture.has_keys)),
            rules: picture.has_rules.then_some([above, below]),
        }
    }
}

/// Frames the work area, and says what cannot be seen: fields, and new lines behind.
fn draw_signs(frame: &mut Frame<'_>, picture: &FormPicture, parts: &Parts, console: ConsoleId) {
    let (above, below) = picture.more();
    let behind = match frame.app.unread(console, frame.scene.log) {
        0 => String::new(),
        count => {
            let keys = frame.app.keys().typed(Action::Form);
            format!(" +{count} on the console ({keys}) ")
        }
    };
    let more = |is: bool, text: &str| if is { text.to_owned() } else { String::new() };
    let signs = [more(above, " PgUp: more "), more(below, " PgDn: more ")];
    let [rule, sign, unread] =
        [Role::PaneBorder, Role::ConsoleMore, Role::Unread].map(|role| frame.style(role));
    if let Some([top, bottom]) = parts.rules {
        frame.pen(top, 0).fill('─', rule);
        let mut pen = frame.pen(bottom, 0);
        pen.write("─", rule).write(&behind, unread).fill('─', rule);
    }
    let last = parts.work.height.saturating_sub(1);
    let places = match parts.rules {
        Some([top, bottom]) => [(top, 0), (bottom, 0)],
        None => [(parts.head, 0), (parts.work, last)],
    };
    if picture.says_more() {
        let said_end = picture.said_first + usize::from(picture.said_rows);
        let is_last = said_end >= picture.said.len();
        let text = if is_last { SAYS_BEFORE } else { SAYS_MORE };
        let left = usize::from(parts.next.width).saturating_sub(text.len());
        frame.pen(parts.next, 0).skip(left).write(text, sign);
    }
    for ((area, row), text) in places.into_iter().zip(&signs) {
        let left = usize::from(area.width).saturating_sub(text.len());
        frame.pen(area, row).skip(left).write(text, sign);
    }
}

fn draw_row(
    frame: &mut Frame<'_>,
    filling: &Filling,
    row: &FormRow,
    work: Area,
    y: u16,
    has_focus: bool,
) {
    let [name, wrong, text] =
        [Role::FormName, Role::FormWrong, Role::FormText].map(|role| frame.style(role));
    let field = filling.form().sheet.fields.get(row.place);
    let is_wrong = field.is_some() && filling.is_wrong(row.place);
    let mut pen = frame.pen(work, y);
    match &row.kind {
        RowKind::Name(shown, column) => {
            let indent = usize::from(row.indent);
            pen.skip(indent.saturating_sub(1));
            let (mark, style) = if is_wrong { (">", wrong) } else { (" ", name) };
            pen.write(mark, style).write(shown, style);
            let end = column.map_or(0, |column| usize::from(column).saturating_sub(2));
            pen.skip(end.saturating_sub(indent + shown.width()));
            pen.write(if column.is_some() { "= " } else { " =" }, name);
            if let Some(column) = column {
                draw_value(
                    frame,
                    filling,
                    row.place,
                    shifted(work, y, *column),
                    has_focus,
                );
            }
        }
        RowKind::Value => {
            draw_value(
                frame,
                filling,
                row.place,
                shifted(work, y, row.indent),
                has_focus,
            );
        }
        RowKind::Text(shown) => {
            pen.skip(usize::from(row.indent)).write(shown, text);
        }
    }
}

/// The row of an area from a column on.
fn shifted(area: Area, y: u16, column: u16) -> Area {
    Area {
        x: area.x + column.min(area.width),
        y: area.y + y,
        width: area.width.saturating_sub(column),
        height: 1,
    }
}

/// Where the value of a field stands, if it can be seen.
fn value_area(picture: &FormPicture, work: Area, place: usize) -> Option<Area> {
    let shown = picture.rows.iter().skip(picture.first);
    let mut rows = (0..work.height)
        .zip(shown)
        .filter(|(_, row)| row.place == place);
    rows.find_map(|(y, row)| match row.kind {
        RowKind::Name(_, Some(column)) => Some(shifted(work, y, column)),
        RowKind::Value => Some(shifted(work, y, row.indent)),
        RowKind::Name(_, None) | RowKind::Text(_) => None,
    })
}

fn draw_value(frame: &mut Frame<'_>, filling: &Filling, place: usize, area: Area, focus: bool) {
    let Some(field) = filling.form().sheet.fields.get(place) else {
        return;
    };
    let is_focused = focus && filling.focused() == Some(place);
    let mut style = frame.style(if is_focused {
        Role::FormFocus
    } else {
        Role::FormField
    });
    if filling.is_wrong(place) {
        style = style.patch(frame.style(Role::FormWrong));
    }
    match filling.edit(place) {
        // What cannot be seen is there all the same.
        Some(entry) if filling.is_dark(place) => {
            let hidden = MASK.repeat(entry.text().chars().count());
            draw_text(frame, &hidden, area, style, entry.scroll(room(area)));
        }
        Some(entry) => draw_entry(frame, entry, &field.lead, area, style),
        None => {
            let brackets = if field.has_structure { "()" } else { "" };
            let shown = format!("{}{brackets}", field.value);
            draw_text(frame, &shown, area, style, 0);
        }
    }
}

fn draw_next(frame: &mut Frame<'_>, filling: &Filling, area: Area, field: Area, has_focus: bool) {
    let is_focused = has_focus && filling.focused().is_none();
    let head = frame.style(Role::FormHead);
    let style = frame.style(if is_focused {
        Role::FormFocus
    } else {
        Role::FormField
    });
    frame.pen(area, 0).write(NEXT, head);
    match filling.next_edit() {
        Some(entry) => draw_entry(frame, entry, "", field, style),
        None => draw_text(frame, filling.next(), field, style, 0),
    }
}

/// The field of the line NEXT, which leaves room for the sign that more is said.
fn next_field(area: Area, says_more: bool) -> Area {
    let margin = u16::try_from(NEXT.len()).unwrap_or(0).min(area.width);
    let sign = if says_more { SAYS_MORE.len() } else { 0 };
    let width = area.width - margin;
    Area {
        x: area.x + margin,
        width: width.saturating_sub(u16::try_from(sign).unwrap_or(0)),
        ..area
    }
}

/// Draws what is being typed behind the lead of its command, with secrets hidden.
fn draw_entry(frame: &mut Frame<'_>, entry: &Line, lead: &str, area: Area, style: Style) {
    let line = format!("{lead}{}", entry.text());
    let concealed = frame.scene.view.grammar.conceal(&line);
    let shown = concealed.masked(&line, lead.len()..line.len());
    draw_text(frame, &shown, area, style, entry.scroll(room(area)));
}

/// Columns for text: the cursor may stand behind it.
fn room(area: Area) -> usize {
    usize::from(area.width.saturating_sub(1))
}

/// Draws a text from a column on. A sign at either end says that there is more.
fn draw_text(frame: &mut Frame<'_>, text: &str, area: Area, style: Style, from: usize) {
    let sign = frame.style(Role::FormText);
    let shown = super::input::columns_from(text, from);
    frame.pen(area, 0).write(shown, style).fill(' ', style);
    if from > 0 {
        frame.pen(area, 0).write("<", sign);
    }
    if shown.width() > usize::from(area.width) {
        frame.pen(area, 0).skip(room(area)).write(">", sign);
    }
}

fn draw_keys(frame: &mut Frame<'_>, area: Area, filling: &Filling) {
    let style = frame.style(Role::FormKeys);
    let is_narrow = area.width < NARROW;
    let head = if is_narrow { "KEYS: " } else { "KEYS      : " };
    frame.pen(area, 0).write(head, style);
    let mut column = head.len();
    let room = usize::from(area.width).saturating_sub(head.len());
    for (key, label) in shown_keys(filling, room) {
        let name = key.bound(&frame.app.keys().filling);
        if name.is_empty() {
            continue;
        }
        let then = key.bound_behind(&frame.app.keys().filling);
        let item = format!("{name}{then}={label}");
        let end = column + item.len();
        frame.pen(area, 0).skip(column).write(&item, style);
        if let Ok(key) = name.parse() {
            frame.aim_at(area, 0, column..end, Target::Key(key));
        }
        column = end + 2;
    }
}

/// The keys that have room, the less important ones left out.
fn shown_keys(filling: &Filling, width: usize) -> Vec<(FormKey, &'static str)> {
    // What a key does may change; that does not move the others.
    let width_of = |(key, label): &(FormKey, &str)| {
        key.key.len() + key.then.len() + label.len().max(key.label.len()) + 3
    };
    let mut left = width + 2;
    let mut by_rank = filling.keys();
    by_rank.retain(|key| {
        let has_room = width_of(key) <= left;
        left = if has_room { left - width_of(key) } else { 0 };
        has_room
    });
    let place = |key: &FormKey| FORM_KEYS.iter().position(|known| known.key == key.key);
    by_rank.sort_by_key(|(key, _)| place(key));
    by_rank
}

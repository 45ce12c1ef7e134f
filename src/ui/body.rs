//! The lines of a console.

use ratatui::layout::Position;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::frame::Frame;
use super::theme::{Role, Theme};
use crate::app::{Action, Area, PanePlace, Part, Place, Row, Target, rows, rows_of};
use crate::console::{ConsoleId, Kind, Record};

/// Draws the lines of a console, or a hint as long as it has none.
pub(super) fn draw(frame: &mut Frame<'_>, place: &PanePlace, console: ConsoleId) {
    frame.aim(place.body, Target::Body(place.pane));
    if frame.scene.log.len_of(console) == 0 {
        hint(frame, place.body, &nothing_yet(frame, place));
        return;
    }
    if let Some((filter, 0)) = frame.app.filter(console) {
        let text = format!("No line here passes {filter}. Esc shows all lines again.");
        hint(frame, place.body, &[text]);
        return;
    }
    lines(frame, place.body, console);
    if frame.app.has_more(console, frame.scene.log, place.body) {
        more_below(frame, place, console);
    }
}

/// Says that there is no guest to show.
pub(super) fn no_guest(frame: &mut Frame<'_>, place: &PanePlace) {
    frame.aim(place.body, Target::Pane(place.pane));
    let unit = frame.app.unit_of(place.pane, frame.scene.view);
    let name = unit.map_or("", |unit| unit.name.as_str());
    let text = format!("No guest runs on {name}.");
    hint(frame, place.body, &[text]);
}

/// Only the rows that are seen are looked at, however long the history is.
fn lines(frame: &mut Frame<'_>, area: Area, console: ConsoleId) {
    let (app, scene, theme) = (frame.app, frame.scene, frame.theme);
    let top = app.top(console, scene.log, area);
    let marked = app.marked(console, scene, area);
    let found = app
        .found_in(console, scene, area)
        .filter(|_| app.is_scrolled(console) && marked.is_none());
    let tinted = marked.map(|marked| (marked, Role::ConsoleMarked));
    let tinted = tinted.or(found.map(|found| (found, Role::ConsoleFound)));
    let shown = app
        .records(console, scene.log, top.record)
        .flat_map(|(number, place, record)| {
            let style = style(&record, theme);
            let rows = rows_of(scene.log, place, &record, area.width);
            let sign = sign(&record, &rows, area.width);
            rows.into_iter().enumerate().map(move |(row, shown)| {
                let place = Place {
                    record: number,
                    row,
                };
                let sign = sign.filter(|(at, _)| *at == row);
                (place, shown, style, sign.map(|(_, sign)| sign))
            })
        })
        .skip(top.row);
    for (y, (place, row, style, sign)) in (0..area.height).zip(shown) {
        let mut pen = frame.pen(area, y);
        pen.skip(usize::from(row.indent)).write(&row.text, style);
        if let Some(sign) = sign {
            let left = usize::from(area.width).saturating_sub(sign.len());
            frame.pen(area, y).skip(left).write(sign, style);
        }
        let columns = tinted.and_then(|(part, role)| Some((part.of_row(place)?, role)));
        if let Some((columns, role)) = columns {
            frame
                .pen(area, y)
                .skip(columns.start)
                .tint(columns.len(), theme.style(role));
        }
    }
}

/// What says of a weighty message without colours that it is, and beside which of its
/// rows: the first that leaves room.
fn sign(record: &Record<'_>, rows: &[Row<'_>], width: u16) -> Option<(usize, &'static str)> {
    let sign = match record.weight.filter(|_| record.kind == Kind::Message)? {
        0..70 => return None,
        70..90 => "!",
        90..99 => "!!",
        _ => "!!!",
    };
    let room = usize::from(width).checked_sub(sign.len() + 1)?;
    let fits = |row: &Row<'_>| usize::from(row.indent) + row.text.width() <= room;
    Some((rows.iter().position(fits)?, sign))
}

/// Where the end stands that the keys move while lines are marked.
pub(super) fn marker(frame: &Frame<'_>, place: &PanePlace) -> Option<Position> {
    let console = frame.app.console_of(place.pane, frame.scene.view)?;
    let (column, row) = frame.app.marker(console, frame.scene, place.body)?;
    Some(Position {
        x: place.body.x + column,
        y: place.body.y + row,
    })
}

fn style(record: &Record, theme: &Theme) -> Style {
    let role = match record.kind {
        Kind::Message => Role::ConsoleText,
        Kind::Input => Role::ConsoleInput,
        Kind::Question | Kind::Request | Kind::Instruction => Role::ConsoleQuestion,
        Kind::Display => Role::ConsoleDisplay,
        Kind::Rejection => Role::ConsoleRejection,
        Kind::Answer | Kind::Detail => Role::ConsoleAnswer,
        Kind::Completion if record.code.is_some_and(|code| code.sc1 > 0) => Role::ConsoleError,
        Kind::Completion => Role::ConsoleCompletion,
    };
    let style = theme.style(role);
    match record.weight {
        Some(weight) if record.kind == Kind::Message => style.patch(theme.weight(weight)),
        Some(_) | None => style,
    }
}

fn more_below(frame: &mut Frame<'_>, place: &PanePlace, console: ConsoleId) {
    let area = place.body;
    let text = match frame.app.unread(console, frame.scene.log) {
        0 => " more below ".to_owned(),
        count => format!(" {count} new below "),
    };
    let style = frame.style(Role::ConsoleMore);
    let left = usize::from(area.width).saturating_sub(text.len());
    let last = area.height.saturating_sub(1);
    frame.pen(area, last).skip(left).write(&text, style);
    let columns = left..usize::from(area.width);
    frame.aim_at(area, last, columns, Target::Newest(place.pane));
}

fn hint(frame: &mut Frame<'_>, area: Area, paragraphs: &[String]) {
    let style = frame.style(Role::ConsoleHint);
    let all = paragraphs.iter().flat_map(|text| rows(text, area.width));
    for (y, row) in (0..area.height).zip(all) {
        let mut pen = frame.pen(area, y);
        pen.skip(usize::from(row.indent)).write(&row.text, style);
    }
}

/// What an empty console says: in a focused monitor pane also what this world is about,
/// unless a lesson says so.
fn nothing_yet(frame: &Frame<'_>, place: &PanePlace) -> Vec<String> {
    let view = frame.scene.view;
    if frame.app.focused() != Some(place.pane) {
        return vec!["Nothing on this console yet.".to_owned()];
    }
    let mut hint = vec![
        "Type a command and press Enter.".to_owned(),
        keys_to_begin_with(frame),
        String::new(),
    ];
    // A lesson says itself what this is about.
    if place.pane.part == Part::Monitor && frame.app.board().is_none() {
        let told = [&view.title, &view.text].map(|text| text.trim());
        hint.extend(told.iter().flat_map(|text| flowing(text)));
    }
    hint
}

/// Which keys show what else there is, as far as any are bound.
fn keys_to_begin_with(frame: &Frame<'_>) -> String {
    let keys = frame.app.keys();
    let mut ways = keys.names(Action::Help);
    ways.reverse();
    let shown = (!ways.is_empty()).then(|| format!("{} shows the keys", ways.join(" or ")));
    let has_more = frame.scene.view.clusters.len() > 1;
    let cluster = keys.names(Action::NextCluster).pop().filter(|_| has_more);
    match (shown, cluster) {
        (Some(shown), Some(key)) => format!("{shown}, {key} the next cluster."),
        (Some(shown), None) => format!("{shown}."),
        (None, Some(key)) => format!("{key} shows the next cluster."),
        (None, None) => String::new(),
    }
}

/// The paragraphs of a text: lines flow together, but for indented and empty ones.
fn flowing(text: &str) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut flows = false;
    for line in text.lines() {
        let stands_alone = line.is_empty() || line.starts_with(' ');
        match paragraphs.last_mut() {
            Some(last) if flows && !stands_alone => {
                last.push(' ');
                last.push_str(line);
            }
            _ => paragraphs.push(line.to_owned()),
        }
        flows = !stands_alone;
    }
    paragraphs
}

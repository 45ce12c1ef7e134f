//! The status line: simulated time, pace, cluster, and what there is to tell.

use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::frame::Frame;
use super::theme::Role;
use crate::app::{Action, Area, Pace, Target, rows};
use crate::engine::View;

/// A status line so wide has room for a key.
const WIDE: u16 = 60;

/// What makes room for something to tell, the first before the others: it stands elsewhere
/// as well. Time and pace stay.
const YIELDING: [usize; 3] = [2, 3, 4];

/// A part of it: what it says, how it looks, what a click on it does.
type Shown = (String, Role, Option<Action>);

/// Draws it. Returns whether a notice took the row of the keys: one that has no room beside
/// the time.
pub(super) fn draw(frame: &mut Frame<'_>, area: Area, keys: Area) -> bool {
    let base = frame.style(Role::Status);
    frame.pen(area, 0).fill(' ', base);
    let told = base.patch(frame.style(Role::StatusNotice));
    let notice = frame.app.notice().unwrap_or("").to_owned();
    let parts = parts(frame, area.width);
    let beside = (0..=YIELDING.len()).find_map(|gone| {
        let gone = YIELDING.get(..gone)?;
        let stays = |(at, (text, ..)): &(usize, &Shown)| !text.is_empty() && !gone.contains(at);
        let stay = parts.iter().enumerate().filter(stays);
        let stay: Vec<&Shown> = stay.map(|(_, part)| part).collect();
        let used: usize = stay.iter().map(|(text, ..)| text.len() + 2).sum();
        (used + notice.width() < usize::from(area.width)).then_some(stay)
    });
    if let Some(stay) = beside {
        let column = draw_parts(frame, area, &stay);
        frame.pen(area, 0).skip(column).write(&notice, told);
        return false;
    }
    if notice.width() + 2 <= usize::from(keys.width) {
        let all = parts.iter().filter(|(text, ..)| !text.is_empty());
        draw_parts(frame, area, &all.collect::<Vec<_>>());
        let mut pen = frame.pen(keys, 0);
        pen.skip(1).write(&notice, told);
        return true;
    }
    let stopped = match frame.app.pace() {
        Pace::Paused => format!("{}: ", Pace::Paused),
        _ => String::new(),
    };
    draw_alone(frame, (area, keys), &format!("{stopped}{notice}"), told);
    true
}

fn parts(frame: &Frame<'_>, width: u16) -> [Shown; 5] {
    let view = frame.scene.view;
    [
        (clock(view), Role::StatusClock, Some(Action::Pause)),
        (pace(frame), Role::StatusPace, Some(Action::NextSpeed)),
        (
            cluster(frame, width),
            Role::StatusCluster,
            Some(Action::NextCluster),
        ),
        (work(view), Role::Status, None),
        (questions(view), Role::Questions, Some(Action::Question)),
    ]
}

/// Draws some parts; returns the column behind them.
fn draw_parts(frame: &mut Frame<'_>, area: Area, parts: &[&Shown]) -> usize {
    let base = frame.style(Role::Status);
    let mut column = 1;
    for (text, role, action) in parts {
        let style = base.patch(frame.style(*role));
        frame.pen(area, 0).skip(column).write(text, style);
        if let Some(action) = action {
            let columns = column..column + text.len();
            frame.aim_at(area, 0, columns, Target::Action(*action));
        }
        column += text.len() + 2;
    }
    column
}

/// Draws a notice that leaves no room for anything else.
fn draw_alone(frame: &mut Frame<'_>, (area, keys): (Area, Area), notice: &str, style: Style) {
    let room = area.width.saturating_sub(2);
    let mut pieces = rows(notice, room).map(|row| row.text);
    let first = pieces.next().unwrap_or_default();
    frame.pen(area, 0).skip(1).write(&first, style);
    let second = pieces.next().unwrap_or_default();
    let mut pen = frame.pen(keys, 0);
    pen.fill(' ', style);
    let mut pen = frame.pen(keys, 0);
    pen.skip(1).write(&second, style);
    if pieces.next().is_some() {
        // What is cut says so.
        let last = usize::from(keys.width).saturating_sub(3);
        frame.pen(keys, 0).skip(last).write("...", style);
    }
}

fn clock(view: &View) -> String {
    let time = view.calendar.hhmmss(view.now, 0);
    let parts: Vec<&str> = [0..2, 2..4, 4..6]
        .into_iter()
        .filter_map(|range| time.get(range))
        .collect();
    format!("{} {}", view.calendar.date(view.now, 0), parts.join(":"))
}

/// The pace. Who has stopped time may not know how to let it go on.
fn pace(frame: &Frame<'_>) -> String {
    let pace = frame.app.pace();
    let key = frame.app.keys().names(Action::Pause).pop();
    match (pace, key) {
        (Pace::Paused, Some(key)) => format!("{pace} ({key} goes on)"),
        _ => pace.to_string(),
    }
}

/// The cluster shown and which it is of all, with the key that shows the next one as long
/// as nothing else needs the room.
fn cluster(frame: &Frame<'_>, width: u16) -> String {
    let count = frame.scene.view.clusters.len();
    let Some((place, cluster)) = frame.app.cluster(frame.scene.view) else {
        return String::new();
    };
    let has_room = count > 1 && width >= WIDE && frame.app.notice().is_none();
    let key = frame.app.keys().names(Action::NextCluster).pop();
    let key = key.filter(|_| has_room);
    let key = key.map_or_else(String::new, |key| format!(" ({key})"));
    format!("{} {}/{count}{key}", cluster.name, place + 1)
}

fn questions(view: &View) -> String {
    match view.questions.len() {
        0 => String::new(),
        1 => "1 question".to_owned(),
        count => format!("{count} questions"),
    }
}

fn work(view: &View) -> String {
    match view.work {
        0 => String::new(),
        1 => "1 in progress".to_owned(),
        count => format!("{count} in progress"),
    }
}

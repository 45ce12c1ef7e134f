//! The status line: simulated time, pace, cluster, and what there is to tell.

use ratatui::style::Style;

use super::frame::Frame;
use super::theme::Role;
use crate::app::{Action, Area, Pace, Target, rows};
use crate::engine::View;

/// Draws it. Returns whether a notice took the row of the keys as well: one that is too
/// long for a row.
pub(super) fn draw(frame: &mut Frame<'_>, area: Area, keys: Area) -> bool {
    let base = frame.style(Role::Status);
    frame.pen(area, 0).fill(' ', base);
    let notice = frame.app.notice().unwrap_or("");
    let parts = [
        (clock(frame.scene.view), Role::StatusClock),
        (pace(frame), Role::StatusPace),
        (cluster(frame), Role::StatusCluster),
        (work(frame.scene.view), Role::Status),
        (questions(frame.scene.view), Role::Questions),
    ];
    let used: usize = parts.iter().map(|(text, _)| text.len() + 2).sum();
    let told = base.patch(frame.style(Role::StatusNotice));
    if used + notice.len() > usize::from(area.width) && !notice.is_empty() {
        return draw_alone(frame, (area, keys), told);
    }
    let parts = parts.map(|(text, role)| (text, base.patch(frame.style(role))));
    let means = [
        Some(Action::Pause),
        Some(Action::NextSpeed),
        Some(Action::NextCluster),
        None,
        Some(Action::Question),
    ];
    let mut column = 1;
    for ((text, style), action) in parts.iter().zip(means) {
        if text.is_empty() {
            continue;
        }
        frame.pen(area, 0).skip(column).write(text, *style);
        if let Some(action) = action {
            let columns = column..column + text.len();
            frame.aim_at(area, 0, columns, Target::Action(action));
        }
        column += text.len() + 2;
    }
    frame.pen(area, 0).skip(column).write(notice, told);
    false
}

/// Draws a notice that leaves no room for anything else.
fn draw_alone(frame: &mut Frame<'_>, (area, keys): (Area, Area), style: Style) -> bool {
    let notice = frame.app.notice().unwrap_or("");
    let room = area.width.saturating_sub(2);
    let mut pieces = rows(notice, room).map(|row| row.text);
    let first = pieces.next().unwrap_or_default();
    frame.pen(area, 0).skip(1).write(&first, style);
    let Some(second) = pieces.next() else {
        return false;
    };
    let mut pen = frame.pen(keys, 0);
    pen.fill(' ', style);
    let mut pen = frame.pen(keys, 0);
    pen.skip(1).write(&second, style);
    if pieces.next().is_some() {
        // What is cut says so.
        let last = usize::from(keys.width).saturating_sub(3);
        frame.pen(keys, 0).skip(last).write("...", style);
    }
    true
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

fn cluster(frame: &Frame<'_>) -> String {
    let count = frame.scene.view.clusters.len();
    let shown = frame.app.cluster(frame.scene.view);
    shown.map_or_else(String::new, |(place, cluster)| {
        format!("{} {}/{count}", cluster.name, place + 1)
    })
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

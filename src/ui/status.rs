//! The status line: simulated time, pace, cluster, and what there is to tell.

use super::frame::Frame;
use super::theme::Role;
use crate::app::{Action, Area, Target};
use crate::engine::View;

pub(super) fn draw(frame: &mut Frame<'_>, area: Area) {
    let base = frame.style(Role::Status);
    frame.pen(area, 0).fill(' ', base);
    let notice = frame.app.notice().unwrap_or("");
    let parts = [
        (clock(frame.scene.view), Role::StatusClock),
        (frame.app.pace().to_string(), Role::StatusPace),
        (cluster(frame), Role::StatusCluster),
        (work(frame.scene.view), Role::Status),
        (questions(frame.scene.view), Role::Questions),
    ];
    let used: usize = parts.iter().map(|(text, _)| text.len() + 2).sum();
    let told = base.patch(frame.style(Role::StatusNotice));
    if used + notice.len() > usize::from(area.width) && !notice.is_empty() {
        frame.pen(area, 0).skip(1).write(notice, told);
        return;
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
}

fn clock(view: &View) -> String {
    let time = view.calendar.hhmmss(view.now, 0);
    let parts: Vec<&str> = [0..2, 2..4, 4..6]
        .into_iter()
        .filter_map(|range| time.get(range))
        .collect();
    format!("{} {}", view.calendar.date(view.now, 0), parts.join(":"))
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

//! Asking what a message means.

use super::wrap::rows;
use crate::app::{App, Mode, Scene};
use crate::console::{ConsoleId, Kind, Record};
use crate::engine::View;
use crate::vm2000::commands::explain;

impl App {
    /// Explains the command being typed, or else the message that was found, or the newest
    /// one that the pane shows.
    pub(in crate::app) fn open_explanation(&mut self, scene: Scene<'_>) {
        if self.open_advice(scene.view) {
            return;
        }
        let Some((console, window)) = self.reading_window(scene) else {
            return;
        };
        let at = self.pointed_at(console, &window);
        let reading = self.seat(console).reading;
        let end = at.map_or_else(|| window.whole(reading.end(&window)), |at| at + 1);
        let before = message_before(scene, console, end);
        let before = match at {
            Some(_) => before,
            None => before.map(|record| cause_of(scene, console, record)),
        };
        match before {
            Some(record) => self.mode = Mode::Explain { record, row: 0 },
            None => self.notice = Some("no message stands here".to_owned()),
        }
    }

    /// Explains the message before the one explained, or the one behind it, if there is one.
    pub(in crate::app) fn explain_other(&mut self, newer: bool, scene: Scene<'_>) {
        let Mode::Explain { record, .. } = self.mode else {
            return;
        };
        let Some(console) = self.focused_console(scene.view) else {
            return;
        };
        let other = match newer {
            true => message_behind(scene, console, record),
            false => message_before(scene, console, record),
        };
        if let Some(record) = other {
            self.mode = Mode::Explain { record, row: 0 };
        }
    }

    /// The explanation that is shown: the message's id, and the lines from the first one
    /// on, as broad as the screen lets them be.
    pub fn explanation(&self, scene: Scene<'_>) -> Option<(String, Vec<String>)> {
        let Mode::Explain { record, .. } = self.mode else {
            return None;
        };
        let console = self.focused_console(scene.view)?;
        let record = scene.log.get(console, record)?;
        let id = record.id()?;
        let template = scene.view.catalog.get(id)?;
        let width = self.size().0.saturating_sub(4).min(80);
        let mut lines: Vec<String> = vec![record.text.to_string(), String::new()];
        lines.extend(explain(id, template, usize::from(width)));
        let broken = lines.iter().flat_map(|line| {
            rows(line, width).map(|row| format!("{:1$}{2}", "", usize::from(row.indent), row.text))
        });
        Some((id.to_string(), broken.collect()))
    }
}

fn is_message(view: &View, record: &Record<'_>) -> bool {
    record.id().is_some_and(|id| view.catalog.get(id).is_some())
}

fn message_before(scene: Scene<'_>, console: ConsoleId, end: usize) -> Option<usize> {
    let is = |place: &usize| {
        let record = scene.log.get(console, *place);
        record.is_some_and(|record| is_message(scene.view, &record))
    };
    (0..end.min(scene.log.len_of(console))).rev().find(is)
}

/// The first message of what a command has answered that ends badly with this one: it says
/// more than the end does. Else the message itself.
fn cause_of(scene: Scene<'_>, console: ConsoleId, end: usize) -> usize {
    let get = |place| scene.log.get(console, place);
    let Some(completion) = get(end).filter(|record| record.code.is_some_and(|code| code.sc1 > 0))
    else {
        return end;
    };
    let answer = (0..end).rev().map_while(|place| {
        let record = get(place)?;
        (record.kind != Kind::Input).then_some((place, record))
    });
    let own = answer.filter(|(_, record)| record.tsn == completion.tsn);
    let messages = own.filter(|(_, record)| is_message(scene.view, record));
    messages.last().map_or(end, |(place, _)| place)
}

fn message_behind(scene: Scene<'_>, console: ConsoleId, place: usize) -> Option<usize> {
    let is = |place: &usize| {
        let record = scene.log.get(console, *place);
        record.is_some_and(|record| is_message(scene.view, &record))
    };
    (place + 1..scene.log.len_of(console)).find(is)
}

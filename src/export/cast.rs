//! Recordings for terminals: asciicast, versions 2 and 3.

use std::fmt::Write as _;

use ratatui::buffer::Buffer;
use serde_json::json;

use super::ansi;
use super::film::{Film, What};
use super::keys::sequence;
use crate::sim::Span;
use crate::tape::Screen;

/// A version of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// Times since the beginning; read by every player.
    Two,
    /// Times since the event before; says how the recording ended.
    Three,
}

/// A film as an asciicast.
pub(super) fn write(film: &Film, version: Version) -> String {
    let screens = film.screens();
    let Some((_, _, first)) = screens.first() else {
        return String::new();
    };
    let mut cast = Cast {
        text: header(film, first, version),
        version,
        millis: 0,
    };
    let mut before: Option<&Screen> = None;
    for scene in &film.scenes {
        match &scene.what {
            What::Screen(screen) => {
                let area = screen.buffer.area;
                if before.is_some_and(|before| before.buffer.area != area) {
                    cast.event(scene.at, "r", &format!("{}x{}", area.width, area.height));
                    before = None;
                }
                cast.event(scene.at, "o", &change(before, screen));
                before = Some(screen);
            }
            What::Key(key) => cast.event(scene.at, "i", &sequence(*key)),
            What::Caption(text) => cast.event(scene.at, "m", text),
        }
    }
    if version == Version::Three {
        let status = if film.is_well { "0" } else { "1" };
        cast.event(film.length, "x", status);
    }
    cast.text
}

fn header(film: &Film, first: &Screen, version: Version) -> String {
    let area = first.buffer.area;
    let header = match version {
        Version::Two => json!({
            "version": 2,
            "width": area.width,
            "height": area.height,
            "timestamp": film.began,
            "title": film.title,
            "env": { "TERM": TERM },
        }),
        Version::Three => json!({
            "version": 3,
            "term": { "cols": area.width, "rows": area.height, "type": TERM },
            "timestamp": film.began,
            "title": film.title,
        }),
    };
    format!("{header}\n")
}

const TERM: &str = "xterm-256color";

struct Cast {
    text: String,
    version: Version,
    /// The time of the last event.
    millis: u64,
}

impl Cast {
    fn event(&mut self, at: Span, code: &str, data: &str) {
        let millis = at.millis();
        // Each time is rounded from the beginning, so that intervals do not drift.
        let time = match self.version {
            Version::Two => millis,
            Version::Three => millis.saturating_sub(self.millis),
        };
        self.millis = millis;
        let data = serde_json::Value::from(data);
        writeln!(self.text, "[{}, \"{code}\", {data}]", seconds(time)).unwrap_or(());
    }
}

/// Milliseconds as seconds, as JSON writes a number.
fn seconds(millis: u64) -> String {
    format!("{}.{:03}", millis / 1000, millis % 1000)
}

/// What brings a terminal from one screen to the next.
fn change(before: Option<&Screen>, screen: &Screen) -> String {
    let mut text = String::new();
    let empty;
    let known = match before {
        Some(before) => &before.buffer,
        None => {
            text.push_str("\u{1b}[?25l\u{1b}[0m\u{1b}[2J");
            empty = Buffer::empty(screen.buffer.area);
            &empty
        }
    };
    text.push_str(&ansi::difference(known, &screen.buffer));
    match screen.cursor {
        Some(at) => {
            write!(text, "\u{1b}[{};{}H\u{1b}[?25h", at.y + 1, at.x + 1).unwrap_or(());
        }
        None => text.push_str("\u{1b}[?25l"),
    }
    text
}

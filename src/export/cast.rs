//! Recordings for terminals: asciicast, versions 2 and 3.

use std::fmt::Write as _;

use ratatui::buffer::Buffer;
use serde::Serialize;

use super::film::{Film, What};
use super::keys::sequence;
use super::window::colours_of;
use super::{ansi, palette};
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
    if let Some(last) = before {
        cast.event(film.length, "o", &leaving(last));
    }
    if version == Version::Three {
        let status = if film.is_well { "0" } else { "1" };
        cast.event(film.length, "x", status);
    }
    cast.text
}

fn header(film: &Film, first: &Screen, version: Version) -> String {
    let area = first.buffer.area;
    let theme = Theme::of(first);
    let (size, env) = match version {
        Version::Two => (
            Size::Flat {
                width: area.width,
                height: area.height,
                theme,
            },
            Some(Env { term: TERM }),
        ),
        Version::Three => (
            Size::Term {
                term: Term {
                    cols: area.width,
                    rows: area.height,
                    kind: TERM,
                    theme,
                },
            },
            None,
        ),
    };
    let header = Header {
        version: match version {
            Version::Two => 2,
            Version::Three => 3,
        },
        size,
        timestamp: film.began,
        idle_time_limit: film.idle.and_then(|idle| {
            // A number of seconds that is written as the times are.
            serde_json::from_str(&seconds(idle.millis())).ok()
        }),
        title: &film.title,
        env,
    };
    // Nothing in it could fail to be written.
    serde_json::to_string(&header).unwrap_or_default() + "\n"
}

const TERM: &str = "xterm-256color";

/// The first line of a cast. The version comes first, since some programs tell the kind of
/// a file by how it begins.
#[derive(Serialize)]
struct Header<'a> {
    version: u8,
    #[serde(flatten)]
    size: Size,
    timestamp: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    idle_time_limit: Option<serde_json::Number>,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    env: Option<Env>,
}

/// The size of the terminal, where each version wants it.
#[derive(Serialize)]
#[serde(untagged)]
enum Size {
    Flat {
        width: u16,
        height: u16,
        theme: Theme,
    },
    Term {
        term: Term,
    },
}

/// The colours that stand for those of a terminal, as in pictures.
#[derive(Serialize)]
struct Theme {
    fg: String,
    bg: String,
    /// Sixteen, joined by colons.
    palette: String,
}

impl Theme {
    /// The colours in which pictures show what begins with this screen.
    fn of(first: &Screen) -> Self {
        let (ground, ink) = colours_of(first);
        Theme {
            fg: ink.hex(),
            bg: ground.hex(),
            palette: palette::SIXTEEN.map(palette::Rgb::hex).join(":"),
        }
    }
}

#[derive(Serialize)]
struct Term {
    cols: u16,
    rows: u16,
    #[serde(rename = "type")]
    kind: &'static str,
    theme: Theme,
}

#[derive(Serialize)]
struct Env {
    #[serde(rename = "TERM")]
    term: &'static str,
}

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

/// What leaves a terminal as its user wants it back, behind the last screen: plain letters,
/// a cursor, and the prompt below everything rather than amid it.
fn leaving(last: &Screen) -> String {
    format!("\u{1b}[0m\u{1b}[{};1H\u{1b}[?25h", last.buffer.area.height)
}

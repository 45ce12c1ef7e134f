//! The normal form of a tape: one command a line, one way to write each.

use std::fmt::{self, Display, Formatter};

use crate::app::{KeyCode, Place as Row, Shape, Trace};
use crate::sim::Span;

use super::lexer::{Kind, Token, token_at};
use super::{
    Area, Button, Chord, Command, Part, Pattern, Place, Setting, Speed, Step, Tape, is_theme_json,
    words,
};

impl Display for Tape {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for part in &self.parts {
            match part {
                Part::Blank => writeln!(f)?,
                Part::Comment(text) => writeln!(f, "#{text}")?,
                Part::Step(step) => writeln!(f, "{step}")?,
            }
        }
        Ok(())
    }
}

impl Display for Step {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(at) = &self.at {
            write!(f, "At {at}")?;
            if self.command != Command::Pass {
                write!(f, " ")?;
            }
        }
        write!(f, "{}", self.command)?;
        match &self.comment {
            Some(comment) => write!(f, " #{comment}"),
            None => Ok(()),
        }
    }
}

impl Display for Command {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Command::Type { text, pace } => write!(f, "Type{} {}", at(*pace), texts(text)),
            Command::Press {
                button,
                pace,
                times,
            } => press(f, *button, *pace, *times),
            Command::Chord(chord) => chord.fmt(f),
            Command::Click(spot) => write!(f, "Click {spot}"),
            Command::Drag(from, to) => write!(f, "Drag {from} {to}"),
            Command::Pass => Ok(()),
            Command::Sleep(span) => write!(f, "Sleep {}", time(*span, true)),
            Command::WaitScreen {
                area,
                limit,
                pattern,
            } => wait_screen(f, *area, *limit, pattern.as_ref()),
            Command::WaitConsole {
                console,
                limit,
                pattern,
            } => wait_console(f, console, *limit, pattern),
            Command::WaitIdle { limit } => write!(f, "Wait+Idle{}", until(*limit)),
            Command::Expect {
                place,
                pattern,
                wanted,
            } => expectation(f, place, pattern, *wanted),
            Command::Set(setting) => write!(f, "Set {setting}"),
            Command::Output(file) => write!(f, "Output {}", quoted(file)),
            Command::Require(program) => write!(f, "Require {}", quoted(program)),
            Command::Env(variable, value) => environment(f, variable, value),
            Command::Hide => write!(f, "Hide"),
            Command::Show => write!(f, "Show"),
            Command::Screenshot(file) => write!(f, "Screenshot {}", quoted(file)),
            Command::Copy(text) => write!(f, "Copy {}", texts(text)),
            Command::Paste => write!(f, "Paste"),
            Command::Source(file) => write!(f, "Source {}", quoted(file)),
            Command::Focus(console) => write!(f, "Focus {}", name(console)),
            Command::Resize(columns, rows) => write!(f, "Resize {columns}x{rows}"),
            Command::Enter { console, line } => {
                write!(f, "Enter@{} {}", name(console), joined(line))
            }
            Command::Reply { console, text } => {
                write!(f, "Reply {} {}", name(console), joined(text))
            }
            Command::Mark => write!(f, "Mark"),
            Command::Golden(golden) => write!(f, "Golden {}", quoted(golden)),
            Command::Inject(fault) => write!(f, "Inject {fault}"),
            Command::Caption(text) => write!(f, "Caption {}", joined(text)),
            Command::Snapshot(name) => write!(f, "Snapshot {}", joined(name)),
            Command::Plan(span, fault) => write!(f, "Plan {} {fault}", time(*span, true)),
            Command::Note(text) => write!(f, "Note {}", joined(text)),
            Command::Desk { console, trace } => {
                write!(f, "Desk {} {}", name(console), left(trace))
            }
        }
    }
}

/// What was left at a console; all is counted from 1.
fn left(trace: &Trace) -> String {
    let behind = |count: &usize| match count {
        0 => String::new(),
        count => format!(" {count}"),
    };
    match trace {
        Trace::Typed(text, count) => format!("typed {}{}", joined(text), behind(count)),
        Trace::Waiting(text) => format!("waiting {}", joined(text)),
        Trace::Behind => "behind".to_owned(),
        Trace::Field {
            place,
            text,
            behind: count,
            is_dark,
        } => {
            let kind = if *is_dark { "dark" } else { "field" };
            let (place, text) = (place + 1, joined(text));
            format!("{kind} {place} {text}{}", behind(count))
        }
        Trace::Form([at, top, said], asked) => {
            let asked = asked.map_or(0, |place| place + 1);
            format!("form {} {} {} {asked}", at + 1, top + 1, said + 1)
        }
        Trace::Only(filter) => format!("only {}", joined(filter)),
        Trace::From(top, seen) => format!("from {} {} {seen}", top.record + 1, top.row + 1),
        Trace::Found(record, needle, before) => {
            let needle = joined(needle);
            format!("found {} {needle}{}", record + 1, behind(before))
        }
        Trace::Marked {
            shape,
            cursor,
            anchor,
            by_keys,
            followed,
        } => {
            let kind = if *by_keys { "marking" } else { "marked" };
            let shape = match shape {
                Shape::Text => "text",
                Shape::Lines => "lines",
                Shape::Block => "block",
            };
            let from = if *followed { "newest" } else { "older" };
            let end = |(place, column): &(Row, usize)| {
                format!(" {} {} {}", place.record + 1, place.row + 1, column + 1)
            };
            let anchor = anchor.as_ref().map(end).unwrap_or_default();
            format!("{kind} {shape} {from}{}{anchor}", end(cursor))
        }
        Trace::Told(text) => format!("told {}", joined(text)),
        Trace::Explained(record, row) => format!("explained {} {}", record + 1, row + 1),
    }
}

fn wait_console(
    f: &mut Formatter<'_>,
    console: &str,
    limit: Option<Span>,
    pattern: &Pattern,
) -> fmt::Result {
    let (limit, console) = (until(limit), name(console));
    write!(f, "Wait+Console{limit} {console} {pattern}")
}

fn expectation(
    f: &mut Formatter<'_>,
    place: &Place,
    pattern: &Pattern,
    wanted: bool,
) -> fmt::Result {
    let word = if wanted { "Expect" } else { "Refuse" };
    write!(f, "{word}+{place} {pattern}")
}

fn environment(f: &mut Formatter<'_>, variable: &str, value: &str) -> fmt::Result {
    write!(f, "Env {} {}", variable_name(variable), quoted(value))
}

fn press(f: &mut Formatter<'_>, button: Button, pace: Option<Span>, times: u32) -> fmt::Result {
    match button {
        Button::Key(code) => write!(f, "{}", words::key_name(code).unwrap_or_default())?,
        Button::ScrollUp => write!(f, "ScrollUp")?,
        Button::ScrollDown => write!(f, "ScrollDown")?,
    }
    write!(f, "{}", at(pace))?;
    if times == 1 {
        return Ok(());
    }
    write!(f, " {times}")
}

fn wait_screen(
    f: &mut Formatter<'_>,
    area: Area,
    limit: Option<Span>,
    pattern: Option<&Pattern>,
) -> fmt::Result {
    match area {
        Area::Line => write!(f, "Wait")?,
        Area::Screen => write!(f, "Wait+Screen")?,
    }
    write!(f, "{}", until(limit))?;
    pattern
        .iter()
        .try_for_each(|pattern| write!(f, " {pattern}"))
}

impl Display for Chord {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let held = [
            (self.ctrl, "Ctrl"),
            (self.alt, "Alt"),
            (self.shift, "Shift"),
        ];
        let held: Vec<&str> = held
            .iter()
            .filter(|(is, _)| *is)
            .map(|(_, name)| *name)
            .collect();
        write!(f, "{}", held.join("+"))?;
        if self.ctrl {
            return self
                .keys
                .iter()
                .try_for_each(|code| write!(f, "+{}", key(*code)));
        }
        let text: String = self
            .keys
            .iter()
            .filter_map(|code| match code {
                KeyCode::Char(c) => Some(*c),
                _ => None,
            })
            .collect();
        match self.keys[..] {
            [code] => write!(f, "+{}", key(code)),
            _ => write!(f, "+{}", quoted(&text)),
        }
    }
}

/// A key as it stands behind a plus.
fn key(code: KeyCode) -> String {
    match code {
        KeyCode::Char(c) if c.is_ascii_alphabetic() || "[]".contains(c) => c.to_string(),
        KeyCode::Char(c) if c != ' ' => quoted(&c.to_string()),
        code => words::key_name(code).unwrap_or_default(),
    }
}

impl Display for Area {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Area::Line => "Line",
            Area::Screen => "Screen",
        })
    }
}

impl Display for Place {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Place::Area(area) => area.fmt(f),
            Place::Console(console) => write!(f, "Console {}", name(console)),
        }
    }
}

impl Display for Setting {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Setting::Scenario(scenario) => write!(f, "Scenario {}", name(scenario)),
            Setting::Seed(seed) => write!(f, "Seed {seed}"),
            Setting::Start(start) => write!(f, "Start {start}"),
            Setting::Speed(Speed::Times(times)) => write!(f, "Speed {times}"),
            Setting::Speed(Speed::Max) => write!(f, "Speed max"),
            Setting::Columns(columns) => write!(f, "Columns {columns}"),
            Setting::Rows(rows) => write!(f, "Rows {rows}"),
            Setting::TypingSpeed(span) => write!(f, "TypingSpeed {}", time(*span, false)),
            Setting::WaitTimeout(span) => write!(f, "WaitTimeout {}", time(*span, true)),
            Setting::WaitPattern(pattern) => write!(f, "WaitPattern {}", pattern_value(pattern)),
            // JSON ends with its first closing brace.
            Setting::Theme(theme)
                if is_theme_json(theme) && theme.find('}') == Some(theme.len() - 1) =>
            {
                write!(f, "Theme {theme}")
            }
            Setting::Theme(theme) => write!(f, "Theme {}", quoted(theme)),
            Setting::Recorded(about, value) => write!(f, "Recorded {about} {}", value_word(value)),
            Setting::Idle(name, value) => f.write_str(format!("{name} {value}").trim_end()),
        }
    }
}

/// The shortest time that is read back the same.
fn time(span: Span, hours: bool) -> String {
    match span.micros() {
        0 => "0s".to_owned(),
        m if hours && m % 3_600_000_000 == 0 => format!("{}h", m / 3_600_000_000),
        m if m % 60_000_000 == 0 => format!("{}m", m / 60_000_000),
        m if m % 1_000_000 == 0 => format!("{}s", m / 1_000_000),
        m if m % 1_000 == 0 => format!("{}ms", m / 1_000),
        m => format!("{}.{:03}ms", m / 1_000, m % 1_000),
    }
}

fn at(pace: Option<Span>) -> String {
    pace.map(|span| format!("@{}", time(span, false)))
        .unwrap_or_default()
}

fn until(limit: Option<Span>) -> String {
    limit
        .map(|span| format!("@{}", time(span, true)))
        .unwrap_or_default()
}

/// A name: bare if that reads back, otherwise in quotes.
fn name(name: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "./:_-$#@".contains(c);
    let is_bare = name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(is_plain);
    if is_bare {
        name.to_owned()
    } else {
        quoted(name)
    }
}

/// A value of one word: bare if that reads back, otherwise in quotes.
fn value_word(value: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    if !value.is_empty() && value.chars().all(is_plain) {
        value.to_owned()
    } else {
        quoted(value)
    }
}

fn variable_name(name: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let is_bare = name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(is_plain);
    if is_bare {
        name.to_owned()
    } else {
        quoted(name)
    }
}

/// A text in the first kind of quotes that it does not contain.
fn quoted(text: &str) -> String {
    let quote = ['"', '\'', '`']
        .into_iter()
        .find(|quote| !text.contains(*quote));
    let quote = quote.unwrap_or('"');
    format!("{quote}{text}{quote}")
}

/// A text that was perhaps joined from several, so that no quotes may fit all of it.
fn texts(text: &str) -> String {
    if ['"', '\'', '`'].iter().any(|quote| !text.contains(*quote)) {
        return quoted(text);
    }
    let words: Vec<String> = text.split(' ').map(quoted).collect();
    words.join(" ")
}

/// A text of one of our own words: in one kind of quotes, or in several side by side.
fn joined(text: &str) -> String {
    let mut written = String::new();
    let mut rest = text;
    while !rest.is_empty() || written.is_empty() {
        let lengths = ['"', '\'', '`'].map(|quote| rest.find(quote).unwrap_or(rest.len()));
        let longest = lengths.into_iter().max().unwrap_or(rest.len());
        let (piece, later) = rest.split_at(longest);
        written += &quoted(piece);
        rest = later;
    }
    written
}

fn pattern_value(pattern: &Pattern) -> String {
    let slashes = pattern.to_string();
    let token = token_at(&slashes, 0);
    if token.kind == Kind::Pattern && token.text == pattern.source() {
        return slashes;
    }
    quoted(pattern.source())
}

/// The value of a setting as it is written in normal form.
pub(super) fn value(token: &Token<'_>) -> String {
    match token.kind {
        Kind::Text => quoted(token.text),
        Kind::Pattern => format!("/{}/", token.text),
        Kind::Comment => format!("#{}", token.text.trim_end()),
        Kind::Json => format!("{{{}}}", token.text),
        _ => token.text.to_owned(),
    }
}

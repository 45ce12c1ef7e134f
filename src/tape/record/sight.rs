//! What somebody has made of the screen, as steps of a tape that do it again.
//!
//! Size, speed, focus and zoom are steps like any others, at their times. Lines that were
//! not entered yet and a pause stand only at the end of the tape: what comes next takes
//! their place.

use crate::app::{Draft, KeyCode, Pace, Sight};
use crate::console::ConsoleId;
use crate::engine::Timeline;
use crate::sim::Span;
use crate::tape::{Button, Chord, Command, Setting, Speed};

/// The largest screen that a tape can have.
const LARGEST: (u16, u16) = (500, 200);

/// The keys that give a pane the whole screen and let time stand still, as tapes have them:
/// one press each, so that no tape ends in between.
const ZOOM: KeyCode = KeyCode::F(8);
const PAUSE: KeyCode = KeyCode::F(5);

/// The same screen no larger than a tape can have it.
pub(super) fn bounded(mut sight: Sight) -> Sight {
    let (columns, rows) = sight.size;
    sight.size = (columns.min(LARGEST.0), rows.min(LARGEST.1));
    sight
}

/// What leads from one sight to another, but for what stands only at the end.
pub(super) fn steps(told: &Sight, sight: &Sight, timeline: &Timeline) -> Vec<Command> {
    let mut steps = Vec::new();
    if told.size != sight.size {
        steps.push(Command::Resize(sight.size.0, sight.size.1));
    }
    if told.pace != sight.pace {
        let speed = match sight.pace {
            Pace::Times(times) => Some(Speed::Times(times)),
            Pace::Max => Some(Speed::Max),
            Pace::Paused => None,
        };
        steps.extend(speed.map(|speed| Command::Set(Setting::Speed(speed))));
    }
    if told.focus != sight.focus {
        steps.extend(focus(sight, timeline));
    }
    if told.is_alone != sight.is_alone {
        steps.push(press(ZOOM, 1));
    }
    steps
}

/// What stands at the end of a tape that has come to a sight: the lines that were not
/// entered yet, and that time stands still.
pub(super) fn end(told: &Sight, sight: &Sight, timeline: &Timeline) -> Vec<Command> {
    let new = sight
        .drafts
        .iter()
        .filter(|draft| !told.drafts.contains(draft));
    let (own, others): (Vec<&Draft>, Vec<&Draft>) =
        new.partition(|draft| Some(draft.console) == sight.focus);
    let mut steps = Vec::new();
    for draft in &others {
        if let Some(console) = name(draft.console, timeline) {
            steps.push(Command::Focus(console));
            steps.extend(line(draft, told));
        }
    }
    if !others.is_empty() {
        steps.extend(focus(sight, timeline));
    }
    steps.extend(own.into_iter().flat_map(|draft| line(draft, told)));
    if sight.is_paused {
        steps.push(press(PAUSE, 1));
    }
    steps
}

/// Whether a line of a tape may be one that stands only at its end.
pub(super) fn is_of_end(line: &str) -> bool {
    let begins = ["Focus ", "Type@0s ", "Left@0s", "Ctrl+E+U", "F5@0s"];
    begins.iter().any(|begin| line.starts_with(begin))
}

fn name(console: ConsoleId, timeline: &Timeline) -> Option<String> {
    let session = timeline.session();
    session.consoles().name_of(session.world(), console)
}

fn focus(sight: &Sight, timeline: &Timeline) -> Option<Command> {
    name(sight.focus?, timeline).map(Command::Focus)
}

/// The keys that type a line in place of what the tape has typed there, and put the cursor
/// where it was.
fn line(draft: &Draft, told: &Sight) -> Vec<Command> {
    let is_empty = told
        .drafts
        .iter()
        .all(|other| other.console != draft.console);
    let mut steps: Vec<Command> = (!is_empty).then(clear).into_iter().collect();
    steps.extend(pieces(&draft.text).into_iter().map(typed));
    if draft.behind > 0 {
        let times = u32::try_from(draft.behind).unwrap_or(u32::MAX);
        steps.push(press(KeyCode::Left, times));
    }
    steps
}

/// A text in pieces that each can stand in one kind of quotes.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let lengths = ['"', '\'', '`'].map(|quote| rest.find(quote).unwrap_or(rest.len()));
        let longest = lengths.into_iter().max().unwrap_or(rest.len());
        let (piece, later) = rest.split_at_checked(longest).unwrap_or((rest, ""));
        pieces.push(piece);
        rest = later;
    }
    pieces
}

fn typed(text: &str) -> Command {
    Command::Type {
        text: text.to_owned(),
        pace: Some(Span::ZERO),
    }
}

fn press(code: KeyCode, times: u32) -> Command {
    Command::Press {
        button: Button::Key(code),
        pace: Some(Span::ZERO),
        times,
    }
}

/// To the end of the line, and all before it cut.
fn clear() -> Command {
    Command::Chord(Chord {
        ctrl: true,
        alt: false,
        shift: false,
        keys: vec![KeyCode::Char('E'), KeyCode::Char('U')],
    })
}

//! What somebody has made of the screen, as steps of a tape that do it again.
//!
//! Size, theme, speed, focus and zoom are steps like any others, at their times. Lines and
//! forms that were not sent yet, where somebody reads, a pause and what lies on top of the
//! screen stand only at the end of the tape: what comes next takes their place.

use super::trail::keys;
use crate::app::{Draft, Input, Key, KeyCode, Pace, Sight, Trace};
use crate::console::ConsoleId;
use crate::engine::Timeline;
use crate::sim::Span;
use crate::tape::{Button, Chord, Command, Setting, Speed};

/// What stands above the lines that are there only at the end.
pub(in crate::tape) const LEFT: &str = "How the screen was left:";

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

/// What leads from one sight to another, but for what stands only at the end. `worn` is the
/// theme that the tape begins with.
pub(super) fn steps(told: &Sight, sight: &Sight, worn: &str, timeline: &Timeline) -> Vec<Command> {
    let mut steps = Vec::new();
    if told.size != sight.size {
        steps.push(Command::Resize(sight.size.0, sight.size.1));
    }
    if told.theme != sight.theme {
        let theme = sight.theme.as_deref().unwrap_or(worn).to_owned();
        steps.push(Command::Set(Setting::Theme(theme)));
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

/// What stands at the end of a tape that has come to a sight: what was typed and not sent,
/// where somebody reads, that time stands still, and what lies on top of all that.
pub(super) fn end(told: &Sight, sight: &Sight, timeline: &Timeline) -> Vec<Command> {
    let mut steps = Vec::new();
    if sight.is_note_away && !told.is_note_away {
        steps.push(press(KeyCode::Escape, 1));
    }
    if sight.is_unaided != told.is_unaided {
        steps.extend(keys(&[Key::ctrl('g'), Key::char('t')].map(Input::Key)));
    }
    let traces = sight
        .traces
        .iter()
        .filter(|trace| !told.traces.contains(trace));
    let (behind, others): (Vec<_>, Vec<_>) = traces.partition(|(_, trace)| *trace == Trace::Behind);
    // Keys would put these away.
    let is_marked = |(_, trace): &&(ConsoleId, Trace)| matches!(trace, Trace::Marked { .. });
    let is_told = |(_, trace): &&(ConsoleId, Trace)| matches!(trace, Trace::Told(_));
    let others = others
        .into_iter()
        .filter(|one| !is_marked(one) && !is_told(one));
    let leave = |(console, trace): &(ConsoleId, Trace)| desk(*console, trace.clone(), timeline);
    steps.extend(behind.into_iter().filter_map(leave));
    steps.extend(drafts(told, sight, timeline));
    steps.extend(others.filter_map(leave));
    if sight.is_paused != told.is_paused {
        steps.push(press(PAUSE, 1));
    }
    let marked = sight.traces.iter().filter(is_marked);
    steps.extend(marked.filter_map(leave));
    if let Some(row) = sight.trainer.filter(|_| sight.trainer != told.trainer) {
        steps.extend(keys(&[Key::ctrl('g'), Key::char('T')].map(Input::Key)));
        let times = u32::try_from(row).unwrap_or(u32::MAX);
        steps.extend((row > 0).then(|| press(KeyCode::Down, times)));
    }
    steps.extend(keys(&sight.trail));
    let told = sight.traces.iter().filter(is_told);
    steps.extend(told.filter_map(leave));
    steps
}

/// The lines that were typed and not entered: that of the focused console is typed.
fn drafts(told: &Sight, sight: &Sight, timeline: &Timeline) -> Vec<Command> {
    let mut steps = Vec::new();
    let is_own = |console: ConsoleId| Some(console) == sight.focus;
    for draft in sight.drafts.iter().filter(|one| !told.drafts.contains(one)) {
        if is_own(draft.console) {
            steps.extend(line(draft, told));
        } else {
            let trace = Trace::Typed(draft.text.clone(), draft.behind);
            steps.extend(desk(draft.console, trace, timeline));
        }
    }
    let still = |console: ConsoleId| sight.drafts.iter().any(|draft| draft.console == console);
    for draft in told.drafts.iter().filter(|draft| !still(draft.console)) {
        let trace = Trace::Typed(String::new(), 0);
        steps.extend(desk(draft.console, trace, timeline));
    }
    steps
}

fn desk(console: ConsoleId, trace: Trace, timeline: &Timeline) -> Option<Command> {
    let console = name(console, timeline)?;
    Some(Command::Desk { console, trace })
}

/// Whether a line of a tape may be one that stands only at its end, in recordings of before
/// there was a remark above them.
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
pub(super) fn pieces(text: &str) -> Vec<&str> {
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

pub(super) fn typed(text: &str) -> Command {
    Command::Type {
        text: text.to_owned(),
        pace: Some(Span::ZERO),
    }
}

pub(super) fn press(code: KeyCode, times: u32) -> Command {
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

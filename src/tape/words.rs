//! Which bare words are keywords, and which keys have names.

use crate::app::KeyCode;

/// What VHS reserves beside [`COMMANDS`]: no strings, wherever they stand.
const RESERVED: [&str; 28] = [
    "em",
    "px",
    "ms",
    "s",
    "m",
    "true",
    "false",
    "Shell",
    "FontFamily",
    "MarginFill",
    "Margin",
    "WindowBar",
    "WindowBarSize",
    "BorderRadius",
    "FontSize",
    "Framerate",
    "Height",
    "LetterSpacing",
    "LineHeight",
    "PlaybackSpeed",
    "TypingSpeed",
    "Padding",
    "Theme",
    "Width",
    "LoopOffset",
    "WaitTimeout",
    "WaitPattern",
    "CursorBlink",
];

/// The words that begin a command of VHS.
pub(super) const COMMANDS: [&str; 32] = [
    "Type",
    "Sleep",
    "Wait",
    "Set",
    "Enter",
    "Space",
    "Backspace",
    "Delete",
    "Insert",
    "Ctrl",
    "Alt",
    "Shift",
    "Down",
    "Left",
    "Right",
    "Up",
    "PageUp",
    "PageDown",
    "ScrollUp",
    "ScrollDown",
    "Tab",
    "Escape",
    "Hide",
    "Show",
    "Require",
    "Output",
    "Source",
    "Screenshot",
    "Copy",
    "Paste",
    "Env",
    "End",
];

/// The words that begin a command of ours, besides `Home` and the function keys.
pub(super) const OWN: [&str; 16] = [
    "Click", "Drag", "Focus", "Resize", "Reply", "Expect", "Refuse", "Mark", "Golden", "Inject",
    "At", "Caption", "Note", "Plan", "Snapshot", "Desk",
];

/// The settings of VHS that mean nothing to a console.
pub(super) const IDLE_SETTINGS: [&str; 17] = [
    "Shell",
    "FontFamily",
    "FontSize",
    "LetterSpacing",
    "LineHeight",
    "Framerate",
    "PlaybackSpeed",
    "Height",
    "Width",
    "Padding",
    "LoopOffset",
    "MarginFill",
    "Margin",
    "WindowBar",
    "WindowBarSize",
    "BorderRadius",
    "CursorBlink",
];

/// Those of them that pictures and films follow.
pub(super) const WINDOW_SETTINGS: [&str; 8] = [
    "FontSize",
    "PlaybackSpeed",
    "Padding",
    "Margin",
    "MarginFill",
    "WindowBar",
    "WindowBarSize",
    "BorderRadius",
];

/// The settings that mean something.
pub(super) const SETTINGS: [&str; 11] = [
    "Scenario",
    "Seed",
    "Start",
    "Speed",
    "Columns",
    "Rows",
    "TypingSpeed",
    "WaitTimeout",
    "WaitPattern",
    "Theme",
    "Recorded",
];

/// What the head of a recording says something about.
pub(super) const RECORDED: [&str; 5] = ["format", "program", "scenario", "grammar", "catalogue"];

const KEYS: [(&str, KeyCode); 15] = [
    ("Backspace", KeyCode::Backspace),
    ("Delete", KeyCode::Delete),
    ("Insert", KeyCode::Insert),
    ("Enter", KeyCode::Enter),
    ("Escape", KeyCode::Escape),
    ("Tab", KeyCode::Tab),
    ("Space", KeyCode::Char(' ')),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("PageUp", KeyCode::PageUp),
    ("PageDown", KeyCode::PageDown),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
];

/// The highest function key.
const LAST_F: u8 = 24;

/// Whether VHS reserves a bare word.
pub(super) fn is_reserved(word: &str) -> bool {
    RESERVED.contains(&word) || COMMANDS.contains(&word)
}

/// Whether a bare word is one of our own commands.
pub(super) fn is_own(word: &str) -> bool {
    OWN.contains(&word) || word == "Home" || function_key(word).is_some()
}

/// The key of this name.
pub(super) fn key(name: &str) -> Option<KeyCode> {
    let found = KEYS.iter().find(|(known, _)| *known == name);
    found
        .map(|(_, code)| *code)
        .or_else(|| function_key(name).map(KeyCode::F))
}

/// The name of a key, if it is no character.
pub(super) fn key_name(code: KeyCode) -> Option<String> {
    if let KeyCode::F(number) = code {
        return Some(format!("F{number}"));
    }
    let found = KEYS.iter().find(|(_, known)| *known == code);
    found.map(|(name, _)| (*name).to_owned())
}

fn function_key(word: &str) -> Option<u8> {
    let number = word.strip_prefix('F')?;
    (1..=LAST_F).find(|n| n.to_string() == number)
}

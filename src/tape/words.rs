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

/// The endings of files that a tape can name behind `Output`.
pub(super) const OUTPUTS: [&str; 9] = [
    "gif", "svg", "png", "txt", "ansi", "ascii", "test", "cast", "jsonl",
];

/// Those that VHS knows besides, and that nothing here writes.
pub(super) const VIDEOS: [&str; 2] = ["mp4", "webm"];

/// What other programs call a command or what people try first, and what to write instead.
const MEANT: [(&[&str], &str); 16] = [
    (&["Esc"], "write Escape"),
    (&["Control", "Ctl", "Strg"], "write Ctrl+C"),
    (&["Zoom"], "F8 gives the focused console the whole screen"),
    (
        &["Screen", "Line"],
        "write Wait+Screen, Expect+Screen or Refuse+Screen and a pattern",
    ),
    (&["Answer"], "write Reply CONSOLE \"Y\""),
    (
        &["Console", "Use", "Goto", "Select"],
        "write Focus and a console's name",
    ),
    (
        &["Assert", "Check", "Verify", "Match", "See"],
        "write Expect+Console CONSOLE /pattern/, or Expect+Screen /pattern/",
    ),
    (
        &["Not", "Never", "ExpectNot", "Deny"],
        "write Refuse+Console CONSOLE /pattern/, or Refuse+Screen /pattern/",
    ),
    (&["Idle"], "write Wait+Idle"),
    (&["Delay", "Pause", "Sleeps"], "write Sleep 2s"),
    (
        &["Command", "Cmd", "Run", "Submit", "Send"],
        "write Enter@CONSOLE \"/COMMAND\"",
    ),
    (
        &["Key", "Press"],
        "write the key alone, such as F5, Up or Ctrl+G",
    ),
    (
        &["Fault", "Fail", "Clear"],
        "write Inject link-loss ABGSE501, or Inject clear ...",
    ),
    (
        &["Snap", "Compare", "Picture"],
        "write Golden \"name\", or Screenshot name.png",
    ),
    (
        &["Scenario", "Seed", "Start", "Speed", "Theme"],
        "write Set before it",
    ),
    (
        &["Size", "Columns", "Rows", "Cols"],
        "write Set Columns 100 and Set Rows 30, or Resize 100x30",
    ),
];

/// The settings that other programs call differently.
const SETTINGS_MEANT: [(&[&str], &str); 4] = [
    (&["Cols", "Col", "TermWidth"], "Columns"),
    (&["Lines", "Row", "TermHeight"], "Rows"),
    (&["World"], "Scenario"),
    (&["Timeout"], "WaitTimeout"),
];

fn among<'a>(table: &[(&[&str], &'a str)], word: &str) -> Option<&'a str> {
    let is_it = |name: &&str| name.eq_ignore_ascii_case(word);
    let found = table.iter().find(|(names, _)| names.iter().any(is_it));
    found.map(|(_, meant)| *meant)
}

/// What to write instead of a word that is no command.
pub(super) fn meant(word: &str) -> Option<&'static str> {
    among(&MEANT, word)
}

/// The setting that one which there is not may stand for.
pub(super) fn setting_meant(word: &str) -> Option<&'static str> {
    among(&SETTINGS_MEANT, word)
}

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

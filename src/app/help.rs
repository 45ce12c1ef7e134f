//! The keys and what they do, as the help shows them.

use super::{KeyMap, TRAINER_KEYS};

/// The keys of a console, which no binding describes because the program leaves them
/// alone.
const CONSOLE: &[(&str, &str)] = &[
    ("Enter", "enter the line"),
    (
        "Tab",
        "complete the word; again: the next (Shift+Tab: back)",
    ),
    (
        "Up, Down",
        "lines entered before that begin with what is typed",
    ),
    ("/, n, N", "scrolled back: search, next older, next newer"),
    ("PgUp, PgDn", "scroll by a page"),
    ("Shift+Up, Shift+Down", "scroll by a line"),
    ("Ctrl+Home, Ctrl+End", "oldest and newest line"),
    ("Esc", "back to the newest line; drop pasted lines"),
    ("Ctrl+A, Ctrl+E", "start and end of the line"),
    ("Alt+B, Alt+F", "a word back, a word on"),
    (
        "Ctrl+W, Ctrl+U, Ctrl+K",
        "delete a word, to the start, to the end",
    ),
    ("Ctrl+Y", "bring the deleted text back"),
    ("Ctrl+_", "undo the last change"),
];

/// The keys and texts of a form.
const FORM: &[(&str, &str)] = &[
    ("Tab, Shift+Tab, Up, Down", "from field to field"),
    ("Enter", "send; NEXT says what then happens"),
    ("?, ??", "in a field: what may be written; its data types"),
    ("!", "in a field: its default, as in one left empty"),
    ("(", "behind a value: open its structure"),
    ("^", "in a field: do not show what is typed"),
    ("F3, Esc", "give the command up"),
    ("PgUp, PgDn", "fields further up or down"),
    ("Shift+Up, Shift+Down", "scroll what was said"),
];

/// A screen narrower than this has the text below its keys.
const NARROW: u16 = 72;

/// A row of the help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpRow {
    /// Keys; empty where the text stands alone.
    pub keys: String,
    /// What they do, or the heading.
    pub text: &'static str,
    /// Whether it is a heading.
    pub heading: bool,
}

/// All rows of the help, on a screen so many columns wide.
pub fn help_rows(columns: u16, map: &KeyMap) -> Vec<HelpRow> {
    let console = CONSOLE
        .iter()
        .map(|(keys, text)| ((*keys).to_owned(), *text));
    let program = map
        .all()
        .map(|(binding, _)| (map.names(binding.action).join(", "), binding.help));
    let mut rows = vec![heading("At a console")];
    rows.extend(console.flat_map(|(keys, text)| entry(columns, keys, text)));
    rows.push(heading(""));
    rows.push(heading("In a form"));
    let form = FORM.iter().map(|(keys, text)| ((*keys).to_owned(), *text));
    rows.extend(form.flat_map(|(keys, text)| entry(columns, keys, text)));
    rows.push(heading(""));
    rows.push(heading("In the trainer's view"));
    let trainer = TRAINER_KEYS
        .iter()
        .map(|(keys, text)| ((*keys).to_owned(), *text));
    rows.extend(trainer.flat_map(|(keys, text)| entry(columns, keys, text)));
    rows.push(heading(""));
    rows.push(heading("The program"));
    rows.extend(program.flat_map(|(keys, text)| entry(columns, keys, text)));
    rows
}

/// How many of them a screen of so many rows shows at once: the frame of the help,
/// status line and key bar take four.
pub fn help_page(rows: u16) -> usize {
    usize::from(rows.saturating_sub(4).max(1))
}

fn heading(text: &'static str) -> HelpRow {
    HelpRow {
        keys: String::new(),
        text,
        heading: true,
    }
}

fn entry(columns: u16, keys: String, text: &'static str) -> Vec<HelpRow> {
    let row = |keys, text| HelpRow {
        keys,
        text,
        heading: false,
    };
    if columns < NARROW {
        return vec![row(keys, ""), row(String::new(), text)];
    }
    vec![row(keys, text)]
}

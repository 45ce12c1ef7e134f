//! The keys and what they do, as the help shows them.

use super::{BINDINGS, Binding, LEADER};

/// The keys of a console, which no binding describes because the program leaves them
/// alone.
const CONSOLE: &[(&str, &str)] = &[
    ("Enter", "enter the line"),
    ("Up, Down", "lines entered before"),
    (
        "PgUp, PgDn",
        "scroll by a page (Shift+Up, Shift+Down: by a line)",
    ),
    ("Ctrl+Home, Ctrl+End", "oldest and newest line"),
    ("Esc", "back to the newest line; drop pasted lines"),
    ("Ctrl+A, Ctrl+E", "start and end of the line"),
    ("Alt+B, Alt+F", "a word back, a word on"),
    (
        "Ctrl+W, Ctrl+U, Ctrl+K",
        "delete a word, to the start, to the end",
    ),
    ("Ctrl+Y", "bring the deleted text back"),
];

/// A row of the help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpRow {
    /// Keys; empty in a heading or a free row.
    pub keys: String,
    /// What they do, or the heading.
    pub text: &'static str,
}

/// All rows of the help.
pub fn help_rows() -> Vec<HelpRow> {
    let mut rows = vec![heading("At a console")];
    rows.extend(CONSOLE.iter().map(|(keys, text)| HelpRow {
        keys: (*keys).to_owned(),
        text,
    }));
    rows.push(heading(""));
    rows.push(heading("The program: behind Ctrl+G, or alone"));
    rows.extend(BINDINGS.iter().map(|binding| HelpRow {
        keys: keys(binding),
        text: binding.help,
    }));
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
    }
}

fn keys(binding: &Binding) -> String {
    let mut names: Vec<String> = Vec::new();
    let behind: Vec<String> = binding.leader.iter().map(ToString::to_string).collect();
    names.push(format!("{LEADER} {}", behind.join("/")));
    names.extend(binding.function.map(|key| key.to_string()));
    names.join(", ")
}

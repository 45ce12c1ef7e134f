//! The keys and what they do, as the help shows them: first those of what is on the
//! screen.

use super::{App, COPY_KEYS, Mode, Scene, TRAINER_KEYS};
use crate::console::Role;

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
    ("Ctrl+R", "search the lines entered before"),
    ("Ctrl+A, Ctrl+E", "start and end of the line"),
    ("Alt+B, Alt+F", "a word back, a word on"),
    (
        "Ctrl+W, Ctrl+U, Ctrl+K",
        "delete back to a blank, to the start, to the end",
    ),
    ("Alt+D, Alt+Backspace", "delete a word on, a word back"),
    (
        "Ctrl+Y, Alt+Y",
        "bring what was deleted back; then: what was before that",
    ),
    ("Ctrl+T, Alt+T", "swap two characters, two words"),
    (
        "Alt+U, Alt+L, Alt+C",
        "word in capitals, in small letters, one capital",
    ),
    ("Alt+.", "last word of the line entered before"),
    ("Ctrl+_, Alt+R", "undo the last change, all changes"),
];

/// The keys that read older lines.
const READING: &[(&str, &str)] = &[
    ("PgUp, PgDn", "scroll by a page"),
    ("Shift+Up, Shift+Down", "scroll by a line"),
    ("Ctrl+Home, Ctrl+End", "oldest and newest line"),
    ("/, n, N", "scrolled back: search, next older, next newer"),
    ("&, v", "scrolled back: only some lines, mark and copy"),
    ("Esc", "newest line; then: all lines; drop pasted lines"),
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
    pub text: String,
    /// Whether it is a heading.
    pub heading: bool,
}

/// What help was asked for from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Topic {
    #[default]
    Console,
    Reading,
    Copying,
    Form,
    Trainer,
}

impl Topic {
    const ALL: [Topic; 5] = [
        Topic::Console,
        Topic::Reading,
        Topic::Copying,
        Topic::Form,
        Topic::Trainer,
    ];

    fn keys(self) -> (&'static str, &'static [(&'static str, &'static str)]) {
        match self {
            Topic::Console => ("At a console", CONSOLE),
            Topic::Reading => ("Reading older lines", READING),
            Topic::Copying => ("Marking and copying", COPY_KEYS),
            Topic::Form => ("In a form", FORM),
            Topic::Trainer => ("In the trainer's view", TRAINER_KEYS),
        }
    }
}

impl App {
    /// Shows the help, beginning with what is on the screen.
    pub(super) fn open_help(&mut self, scene: Scene<'_>) {
        let console = self.focused_console(scene.view);
        self.topic = if self.trainer.is_open {
            Topic::Trainer
        } else if self.is_copying(scene) {
            Topic::Copying
        } else if self.fills_in(scene.view) {
            Topic::Form
        } else if console.is_some_and(|console| self.is_scrolled(console)) {
            Topic::Reading
        } else {
            Topic::Console
        };
        self.mode = Mode::Help(0);
    }

    /// All rows of the help, as broad as the screen.
    pub fn help_rows(&self, scene: Scene<'_>) -> Vec<HelpRow> {
        let columns = self.size().0;
        let mut rows = self.about_console(scene);
        let others = Topic::ALL.into_iter().filter(|topic| *topic != self.topic);
        for topic in [self.topic].into_iter().chain(others) {
            let (title, keys) = topic.keys();
            rows.push(heading(title));
            let each = keys
                .iter()
                .flat_map(|(keys, text)| entry(columns, (*keys).to_owned(), text));
            rows.extend(each);
            rows.push(heading(""));
        }
        rows.push(heading("The program"));
        let program = self.keys.all();
        rows.extend(program.flat_map(|(binding, _)| {
            entry(
                columns,
                self.keys.names(binding.action).join(", "),
                binding.help,
            )
        }));
        rows
    }

    /// What the focused console is, and what is typed there.
    fn about_console(&self, scene: Scene<'_>) -> Vec<HelpRow> {
        let console = self.focused_console(scene.view);
        let found =
            console.and_then(|id| Some((scene.view.consoles.get(id)?, scene.view.role(id)?)));
        let Some((console, role)) = found.filter(|_| self.topic != Topic::Trainer) else {
            return Vec::new();
        };
        let (what, typed) = match role {
            Role::Monitor => (
                "console of a monitor system",
                "/ and a command of VM2000 or BS2000; a reply as TSN.text",
            ),
            Role::Guest => (
                "console of a guest system",
                "/ and a command of its own BS2000: it knows no VM2000",
            ),
            Role::Admin => (
                "ADMIN dialog: a user task of the administrator",
                "commands of VM2000, with or without /",
            ),
            Role::Vc => ("VC dialog over $VMCONS", "as at the guest's own console"),
        };
        let text = |text: &str| HelpRow {
            keys: String::new(),
            text: text.to_owned(),
            heading: false,
        };
        vec![
            heading(&format!("{}: {what}", console.name)),
            text(typed),
            heading(""),
        ]
    }
}

/// How many of them a screen of so many rows shows at once: the frame of the help,
/// status line and key bar take four.
pub fn help_page(rows: u16) -> usize {
    usize::from(rows.saturating_sub(4).max(1))
}

fn heading(text: &str) -> HelpRow {
    HelpRow {
        keys: String::new(),
        text: text.to_owned(),
        heading: true,
    }
}

fn entry(columns: u16, keys: String, text: &str) -> Vec<HelpRow> {
    let row = |keys, text: &str| HelpRow {
        keys,
        text: text.to_owned(),
        heading: false,
    };
    if columns < NARROW {
        return vec![row(keys, ""), row(String::new(), text)];
    }
    vec![row(keys, text)]
}

//! The keys and what they do, as the help shows them: first those of what is on the
//! screen.

use super::viewing::Sought;
use super::{App, BINDINGS, Binding, Key, KeyCode, KeyMap, Mode, Scene, Viewing};
use crate::console::Role;
use crate::text::wrap;

/// What a console needs, whatever is bound.
const CONSOLE: &[(&str, &str)] = &[
    ("Enter, Ctrl+J", "enter the line"),
    ("Ctrl+C", "drop the line, and pasted lines that wait"),
];

/// What leads back from older lines, whatever is bound.
const LEAVING: (&str, &str) = ("Esc", "newest line; then: all lines; drop pasted lines");

/// What stands on the screen beside names and lines.
const SIGNS: &[(&str, &str)] = &[
    ("==", "title of the console that you type at"),
    ("[5 VM05WHSE]", "the guest shown, of those of the SU"),
    ("+3", "so many messages have not been on the screen yet"),
    ("?, ?2", "so many questions wait for an answer"),
    ("<, >", "there are more guests on this side"),
    ("!, !!, !!!", "a message of weight 70, 90, 99"),
    ("+5 PgUp", "so many rows of the answer stand above"),
];

/// What a question does in a field of a form.
const ASKING: &str = "in a field: what may be written; ?? its data types";

/// What else is typed in a form.
const FORM: &[(&str, &str)] = &[
    ("!", "in a field: its default, as in one left empty"),
    ("(", "behind a value: open its structure"),
    ("^", "in a field: do not show what is typed"),
];

/// A text that has less room than this beside its keys stands below them.
const NARROW: usize = 30;
/// How wide the frame of the help is at most.
const WIDEST: u16 = 76;

/// A row of the help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpRow {
    /// Keys; empty where the text stands alone, indented as far as it is to be.
    pub keys: String,
    /// What they do, or the heading.
    pub text: String,
    /// Whether it is a heading.
    pub heading: bool,
}

impl HelpRow {
    /// Whether a text stands in it, whatever the case, or in the name of the function that it
    /// tells of: whoever wants to zoom looks for that.
    pub(super) fn has(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        let told = self.text.trim();
        let is_its = |binding: &&Binding| !told.is_empty() && binding.help.starts_with(told);
        let mut names = BINDINGS.iter().filter(is_its).map(|binding| binding.name);
        let mut parts = [&self.keys, &self.text].into_iter();
        parts.any(|part| part.to_lowercase().contains(&text))
            || names.any(|name| name.contains(&text))
    }
}

/// A heading, and keys with what they do.
type Told = (&'static str, Vec<(String, &'static str)>);

/// What help was asked for from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Topic {
    #[default]
    Console,
    Reading,
    Copying,
    Form,
    Trainer,
    Viewing,
    Choosing,
    Asking,
}

impl Topic {
    const ALL: [Topic; 8] = [
        Topic::Console,
        Topic::Reading,
        Topic::Copying,
        Topic::Form,
        Topic::Trainer,
        Topic::Viewing,
        Topic::Choosing,
        Topic::Asking,
    ];

    /// Its heading, and its keys with what they do.
    fn told(self, map: &KeyMap) -> Told {
        match self {
            Topic::Console => {
                let mut told = fixed(CONSOLE);
                told.extend(map.typing.told());
                ("At a console, and wherever a line is typed", told)
            }
            Topic::Reading => {
                let mut told = map.browsing.told();
                told.extend(fixed(&[LEAVING]));
                ("Reading older lines", told)
            }
            Topic::Copying => ("Marking and copying", map.marking.told()),
            Topic::Form => {
                let mut told = map.filling.told();
                let sends = map.filling.first(Key::plain(KeyCode::Enter));
                told.push((format!("? and {sends}"), ASKING));
                told.extend(fixed(FORM));
                ("In a form", told)
            }
            Topic::Trainer => {
                let mut told = map.training.told();
                let scroll = [
                    Viewing::Up,
                    Viewing::Down,
                    Viewing::PageUp,
                    Viewing::PageDown,
                ];
                let keys = map.viewing.firsts(&scroll).replace(' ', ", ");
                told.push((keys, "further up or down"));
                ("In the trainer's view", told)
            }
            Topic::Viewing => ("In a text: help, lesson, explanation", map.viewing.told()),
            Topic::Choosing => ("In a list", map.choosing.told()),
            Topic::Asking => ("Where something is asked", map.asking.told()),
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
        self.sought = Sought::default();
        self.mode = Mode::Help(0);
    }

    /// All rows of the help, none wider than its frame.
    pub fn help_rows(&self, scene: Scene<'_>) -> Vec<HelpRow> {
        let width = usize::from(help_width(self.size().0).saturating_sub(4));
        let sections = self.sections();
        let keys = sections.iter().flat_map(|(_, entries)| entries);
        let keys = keys.map(|(keys, _)| keys.len()).max().unwrap_or(0);
        let mut rows = self.about_console(scene, width);
        for (place, (title, entries)) in sections.iter().enumerate() {
            if place > 0 {
                rows.push(heading(""));
            }
            rows.push(heading(title));
            let entries = entries.iter();
            rows.extend(entries.flat_map(|(names, text)| entry(width, keys, names, text)));
        }
        rows
    }

    /// What the help tells, in its order: at a console first how one gets about.
    fn sections(&self) -> Vec<Told> {
        let program = self.keys.all();
        let program = program
            .map(|(binding, _)| (self.keys.names(binding.action).join(", "), binding.help))
            .collect();
        let others = Topic::ALL.into_iter().filter(|topic| *topic != self.topic);
        let mut sections = vec![self.topic.told(&self.keys)];
        let place = usize::from(self.topic != Topic::Console);
        sections.insert(place, ("The program", program));
        sections.push(("Signs", fixed(SIGNS)));
        sections.extend(others.map(|topic| topic.told(&self.keys)));
        sections
    }

    /// What the focused console is, and what is typed there.
    fn about_console(&self, scene: Scene<'_>, width: usize) -> Vec<HelpRow> {
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
        let title = format!("{}: {what}", console.name);
        let titles = wrap(&title, width, width).into_iter().map(heading);
        let room = width.saturating_sub(2);
        let typed = wrap(typed, room, room).into_iter();
        let typed = typed.map(|line| plain(&format!("  {line}")));
        titles.chain(typed).chain([heading("")]).collect()
    }
}

fn fixed(keys: &[(&str, &'static str)]) -> Vec<(String, &'static str)> {
    let owned = keys.iter().map(|(keys, text)| ((*keys).to_owned(), *text));
    owned.collect()
}

/// How wide the frame of the help is on a screen so many columns wide.
pub fn help_width(columns: u16) -> u16 {
    columns.min(WIDEST)
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

fn plain(text: &str) -> HelpRow {
    HelpRow {
        keys: String::new(),
        text: text.to_owned(),
        heading: false,
    }
}

/// An entry in a frame so many columns wide, in which the longest keys take so many:
/// the text behind the keys, or below them where that would leave it no room.
fn entry(width: usize, keys: usize, names: &str, text: &str) -> Vec<HelpRow> {
    let row = |text: &str| HelpRow {
        keys: names.to_owned(),
        ..plain(text)
    };
    let beside = width.saturating_sub(keys + 2);
    if beside < NARROW {
        let room = width.saturating_sub(4);
        let below = wrap(text, room, room);
        let below = below.into_iter().map(|line| plain(&format!("    {line}")));
        return [row("")].into_iter().chain(below).collect();
    }
    let mut lines = wrap(text, beside, beside).into_iter();
    let first = row(lines.next().unwrap_or_default());
    let further = lines.map(|line| plain(&format!("{:1$}{line}", "", keys + 2)));
    [first].into_iter().chain(further).collect()
}

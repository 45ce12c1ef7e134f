//! The keys for what the program can do, as long as nobody binds others: the table from
//! which a [`KeyMap`](super::KeyMap), and so dispatch, key bar and help are made.

use super::{Key, KeyCode};
use crate::app::Action;

/// The one key that the program takes from the consoles; all its functions stand
/// behind it.
pub const LEADER: Key = Key::ctrl('g');

/// An action with its keys and what the screen says about it.
#[derive(Debug)]
pub struct Binding {
    /// What it does.
    pub action: Action,
    /// Its name in the config file.
    pub name: &'static str,
    /// The keys for it behind the leader, as long as nobody binds others.
    pub leader: &'static [Key],
    /// The key for it alone.
    pub function: Option<Key>,
    /// Its name in the key bar; empty if it has no room there.
    pub label: &'static str,
    /// What it does, for the help.
    pub help: &'static str,
}

/// All actions, in the order in which the key bar offers them, with their usual keys.
pub const BINDINGS: &[Binding] = &[
    Binding {
        action: Action::Help,
        name: "help",
        leader: &[Key::char('?')],
        function: Some(Key::function(1)),
        label: "help",
        help: "show or hide this help",
    },
    Binding {
        action: Action::Quit,
        name: "quit",
        leader: &[Key::char('q')],
        function: Some(Key::function(10)),
        label: "quit",
        help: "leave the program (also Ctrl+C twice)",
    },
    Binding {
        action: Action::NextPane,
        name: "next-pane",
        leader: &[Key::plain(KeyCode::Tab)],
        function: Some(Key::function(2)),
        label: "pane",
        help: "next pane",
    },
    Binding {
        action: Action::NextGuest,
        name: "next-guest",
        leader: &[Key::char('g')],
        function: Some(Key::function(3)),
        label: "guest",
        help: "next guest of the SU",
    },
    Binding {
        action: Action::Pause,
        name: "pause",
        leader: &[Key::char(' ')],
        function: Some(Key::function(5)),
        label: "pause",
        help: "stop simulated time, or let it go on",
    },
    Binding {
        action: Action::NextSpeed,
        name: "next-speed",
        leader: &[Key::char('+')],
        function: Some(Key::function(6)),
        label: "speed",
        help: "next pace: 1x, 10x, 60x",
    },
    Binding {
        action: Action::Zoom,
        name: "zoom",
        leader: &[Key::char('z')],
        function: Some(Key::function(8)),
        label: "zoom",
        help: "the focused pane alone, or all panes",
    },
    Binding {
        action: Action::NextCluster,
        name: "next-cluster",
        leader: &[Key::char('c')],
        function: Some(Key::function(9)),
        label: "cluster",
        help: "next cluster",
    },
    Binding {
        action: Action::Admin,
        name: "admin",
        leader: &[Key::char('a')],
        function: Some(Key::function(4)),
        label: "admin",
        help: "monitor pane: main console or ADMIN dialog",
    },
    Binding {
        action: Action::Step,
        name: "step",
        leader: &[Key::char('s')],
        function: Some(Key::function(7)),
        label: "step",
        help: "stop, and go on to the next event",
    },
    Binding {
        action: Action::Palette,
        name: "palette",
        leader: &[Key::char(':'), Key::char('p')],
        function: Some(Key::function(12)),
        label: "search",
        help: "search functions, consoles and themes by name",
    },
    Binding {
        action: Action::PreviousPane,
        name: "previous-pane",
        leader: &[Key::plain(KeyCode::Tab).shifted()],
        function: Some(Key::function(2).shifted()),
        label: "",
        help: "previous pane",
    },
    Binding {
        action: Action::PreviousGuest,
        name: "previous-guest",
        leader: &[Key::char('G')],
        function: Some(Key::function(3).shifted()),
        label: "",
        help: "previous guest of the SU",
    },
    Binding {
        action: Action::PreviousCluster,
        name: "previous-cluster",
        leader: &[Key::char('C')],
        function: Some(Key::function(9).shifted()),
        label: "",
        help: "previous cluster",
    },
    Binding {
        action: Action::Left,
        name: "left",
        leader: &[Key::char('h'), Key::plain(KeyCode::Left)],
        function: None,
        label: "",
        help: "pane to the left",
    },
    Binding {
        action: Action::Down,
        name: "down",
        leader: &[Key::char('j'), Key::plain(KeyCode::Down)],
        function: None,
        label: "",
        help: "pane below",
    },
    Binding {
        action: Action::Up,
        name: "up",
        leader: &[Key::char('k'), Key::plain(KeyCode::Up)],
        function: None,
        label: "",
        help: "pane above",
    },
    Binding {
        action: Action::Right,
        name: "right",
        leader: &[Key::char('l'), Key::plain(KeyCode::Right)],
        function: None,
        label: "",
        help: "pane to the right",
    },
    Binding {
        action: Action::Speed(1),
        name: "speed-1",
        leader: &[Key::char('1')],
        function: None,
        label: "",
        help: "as fast as the clock",
    },
    Binding {
        action: Action::Speed(10),
        name: "speed-10",
        leader: &[Key::char('2')],
        function: None,
        label: "",
        help: "10 times as fast",
    },
    Binding {
        action: Action::Speed(60),
        name: "speed-60",
        leader: &[Key::char('3')],
        function: None,
        label: "",
        help: "60 times as fast",
    },
    Binding {
        action: Action::Question,
        name: "question",
        leader: &[Key::char('n')],
        function: None,
        label: "question",
        help: "next console with an unanswered question",
    },
    Binding {
        action: Action::Search,
        name: "search",
        leader: &[Key::char('/')],
        function: None,
        label: "",
        help: "search older lines",
    },
    Binding {
        action: Action::Filter,
        name: "filter",
        leader: &[Key::char('&')],
        function: None,
        label: "",
        help: "show only some lines, by message id or weight",
    },
    Binding {
        action: Action::Copy,
        name: "copy",
        leader: &[Key::char('v')],
        function: None,
        label: "copy",
        help: "mark lines and copy them, to the clipboard or a file",
    },
    Binding {
        action: Action::Explain,
        name: "explain",
        leader: &[Key::char('e')],
        function: Some(Key::function(11)),
        label: "explain",
        help: "explain what is typed, the message found, or the newest",
    },
    Binding {
        action: Action::Form,
        name: "form",
        leader: &[Key::char('f')],
        function: None,
        label: "",
        help: "form: on the screen, or the console behind it",
    },
    Binding {
        action: Action::Hints,
        name: "hints",
        leader: &[Key::char('t')],
        function: None,
        label: "",
        help: "help while typing: on or off",
    },
    Binding {
        action: Action::Mouse,
        name: "mouse",
        leader: &[Key::char('m')],
        function: None,
        label: "",
        help: "mouse: on, or left to the terminal",
    },
    Binding {
        action: Action::Trainer,
        name: "trainer",
        leader: &[Key::char('T')],
        function: Some(Key::function(5).shifted()),
        label: "",
        help: "trainer's view: what no real console shows",
    },
    Binding {
        action: Action::NextMessage,
        name: "next-message",
        leader: &[Key::char('.')],
        function: Some(Key::function(7).shifted()),
        label: "",
        help: "trainer: stop at the next message",
    },
    Binding {
        action: Action::Fault,
        name: "fault",
        leader: &[Key::char('!')],
        function: None,
        label: "",
        help: "trainer: let a fault happen, now or later",
    },
    Binding {
        action: Action::Note,
        name: "note",
        leader: &[Key::char('N')],
        function: None,
        label: "",
        help: "trainer: tell the trainee something",
    },
    Binding {
        action: Action::Keep,
        name: "keep-snapshot",
        leader: &[Key::char('S')],
        function: None,
        label: "",
        help: "trainer: keep a snapshot",
    },
    Binding {
        action: Action::Restore,
        name: "go-to-snapshot",
        leader: &[Key::char('R')],
        function: None,
        label: "",
        help: "trainer: go to a snapshot",
    },
    Binding {
        action: Action::Back,
        name: "go-back",
        leader: &[Key::char('B')],
        function: None,
        label: "",
        help: "trainer: back in time, or to before a command",
    },
    Binding {
        action: Action::Lesson,
        name: "lesson",
        leader: &[Key::char('w')],
        function: None,
        label: "",
        help: "lesson: read all of it",
    },
    Binding {
        action: Action::Hint,
        name: "hint",
        leader: &[Key::char('i')],
        function: None,
        label: "",
        help: "lesson: one more hint",
    },
    Binding {
        action: Action::Again,
        name: "again",
        leader: &[Key::char('u')],
        function: None,
        label: "",
        help: "lesson: back to where this step began",
    },
    Binding {
        action: Action::Suspend,
        name: "suspend",
        leader: &[Key::ctrl('z')],
        function: Some(Key::ctrl('z')),
        label: "",
        help: "suspend the program",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_function_has_a_name_of_its_own_and_a_key_behind_the_leader() {
        let mut names: Vec<&str> = BINDINGS.iter().map(|binding| binding.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), BINDINGS.len());
        assert!(BINDINGS.iter().all(|binding| !binding.leader.is_empty()));
    }
}
